//! Archived copies: opened without following a link, read once, and made the text that people see. `docs/archive.md` says it for readers.
//!
//! Nothing else opens a copy. It knows no records: a path goes in, a digest and a text come out.

mod archive;
mod copy;
mod encoding;
#[cfg(feature = "evidence")]
mod html;
mod kind;
mod opening;
mod text;

pub use archive::Archive;
pub use copy::MAX_BYTES;
pub(crate) use copy::{Copy, read};
pub use kind::Kind;
pub(crate) use opening::NotOpened;
pub use text::{CannotRead, text, title};
