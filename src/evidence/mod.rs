//! Archived copies: their text, and quotes looked for in it. `docs/evidence.md` says it for readers.

mod declared;
mod difference;
mod html;
mod index;
mod matching;
mod normal;
mod page;
mod quote;

pub use difference::{Difference, Part};
pub use page::{CannotRead, Kind, MAX_BYTES, Page};
pub use quote::Outcome;
