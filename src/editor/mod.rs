//! What an editor asks of a text and a corpus: what is at a place, and where an id is used. No word of a protocol.

mod apply;
mod definition;
mod here;
mod hover;
mod line;
mod offers;
mod place;
mod rename;
mod scanner;
#[cfg(test)]
mod tests;

pub use apply::{Change, Fixed, fixed};
pub use definition::{Definition, definition, highlights, references};
pub use here::{Here, HereKind, here};
pub use hover::{Hover, hover};
pub use line::{Line, Piece};
pub(crate) use offers::MissingRecords;
pub use offers::{missing_record, waiver};
pub use rename::{NotRenamed, Renamed, RenamedIn, rename};
pub use scanner::PathStep;
