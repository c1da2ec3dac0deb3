//! Archived copies: whether they are what was archived, their text, and quotes looked for in it. `docs/evidence.md` says it for readers.
//!
//! Nothing else opens a copy, and what is in one leaves only as an [`Outcome`].

mod archive;
mod attribution;
mod copy;
mod declared;
mod difference;
mod facts;
mod html;
mod index;
mod matching;
mod normal;
mod opening;
mod page;
mod quote;
mod record;

pub use archive::Archive;
pub use difference::{Difference, Part};
pub use facts::{Evidence, Quote, Snapshot, Unchecked, verify};
pub use page::{CannotRead, Kind, MAX_BYTES, Page, title};
pub use quote::Outcome;
pub use record::{NewDocument, NotPinned, Pin};
