//! What an editor asks of a text and a corpus: what is at a place, and where an id is used. No word of a protocol.

mod apply;
mod here;
mod offers;
mod rename;
mod scanner;
#[cfg(test)]
mod tests;
mod uses;

pub use apply::{Change, Fixed, fixed};
pub use here::{Here, HereKind, here};
pub(crate) use offers::MissingRecords;
pub use offers::{missing_record, waiver};
pub use rename::{NotRenamed, Renamed, RenamedIn, rename};
pub use scanner::PathStep;
pub use uses::{Role, Use, Uses};
