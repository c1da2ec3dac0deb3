//! Archived copies: opened without following a link, read once, and made the text that people see. `docs/archive.md`
//! says it for readers.
//!
//! Nothing else opens a copy. It knows no records: a path goes in, a digest and a text come out.

mod about;
mod archive;
mod cannot_read;
mod copy;
mod encoding;
mod facts;
#[cfg(feature = "evidence")]
mod html;
mod kind;
#[cfg(feature = "evidence")]
mod markdown;
#[cfg(feature = "evidence")]
pub(crate) mod office;
mod opening;
#[cfg(feature = "evidence")]
mod packed;
#[cfg(feature = "evidence")]
mod prescan;
mod seam;
mod stamp;
mod subtitles;
mod text;

pub use about::{About, about};
pub use archive::Archive;
pub(crate) use archive::{Opened, identity};
pub use cannot_read::{CannotRead, Format};
pub use copy::MAX_BYTES;
pub(crate) use copy::{CHANGED, Copy, read};
#[cfg(feature = "import")]
pub(crate) use encoding::decode_guessing;
pub use kind::{Kind, extension};
pub(crate) use opening::{Identity, NotOpened};
#[cfg(feature = "import")]
pub(crate) use packed::parts_of_zip;
pub(crate) use seam::{BORDER, SEAM};
pub use stamp::{MAX_STAMP, NotAStamp, Stamp, StampForm, stamp};
#[cfg(feature = "import")]
pub(crate) use text::web::data as data_of_page;
pub use text::{Shown, shown};
