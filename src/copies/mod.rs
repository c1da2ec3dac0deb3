//! Archived copies: opened without following a link, read once, and made the text that people see. `docs/archive.md`
//! says it for readers.
//!
//! Nothing else opens a copy. It knows no records: a path goes in, a digest and a text come out.

mod about;
mod archive;
mod cannot_read;
#[cfg(feature = "evidence")]
mod captured;
mod content;
mod copy;
mod enclosed;
mod encoding;
mod facts;
#[cfg(feature = "evidence")]
mod html;
#[cfg(feature = "evidence")]
mod json;
mod kind;
#[cfg(feature = "evidence")]
mod mail;
#[cfg(feature = "evidence")]
mod markdown;
mod messages;
#[cfg(feature = "evidence")]
pub(crate) mod office;
mod opening;
#[cfg(feature = "evidence")]
mod packed;
mod plain;
#[cfg(feature = "evidence")]
mod prescan;
mod quoted;
mod remark;
mod seam;
mod stamp;
mod subtitles;
mod text;
mod turns;
#[cfg(feature = "evidence")]
mod web_archive;
#[cfg(feature = "evidence")]
mod within;

pub use about::{About, about, about_page};
pub use archive::Archive;
pub(crate) use archive::{Opened, identity};
pub use cannot_read::{CannotRead, Format};
pub(crate) use copy::{CHANGED, Copy, read};
pub use copy::{MAX_ARCHIVE_BYTES, MAX_BYTES, bytes_to_read};
pub(crate) use enclosed::Enclosed;
#[cfg(feature = "import")]
pub(crate) use encoding::decode_guessing;
#[cfg(feature = "import")]
pub(crate) use json::Node;
pub use kind::{Kind, extension};
pub(crate) use opening::{Identity, NotOpened};
#[cfg(feature = "import")]
pub(crate) use packed::parts_of_zip;
#[cfg(feature = "import")]
pub(crate) use plain::page::data as data_of_page;
pub use remark::{Remark, Signature};
pub(crate) use seam::{APART, BACK, BORDER, EDGES, LED_IN, SEAMS};
pub use stamp::{MAX_STAMP, NotAStamp, Stamp, StampForm, stamp};
pub use text::{Shown, pages, shown, shown_page};
pub(crate) use text::{enclosed, has_digests, inside_gzip, is_contradictory, shown_pages};
