//! Texts and places in them: what came from outside, where it is, and how it gets out again.

mod block;
mod counted;
pub(crate) mod escape;
mod files;
pub(crate) mod hex;
mod line_index;
mod path;
mod pieces;
mod raw;
mod similar;
mod span;
mod words;

pub(crate) use block::{Block, LARGE_PAGE};
pub use counted::{counted, counted_as};
pub use escape::terminal;
pub use files::{File, Files};
pub use line_index::LineIndex;
pub use path::{FilePath, show};
#[cfg(feature = "linked-data")]
pub(crate) use pieces::take_pieces;
pub(crate) use pieces::write_in_pieces;
pub use raw::Text;
pub(crate) use similar::{SimilarWords, distance, is_same_word, is_slip, nearest};
pub use span::{FileId, FileOrder, Position, Span, Unit};
pub(crate) use words::{NormalName, NormalWords, Word, folded, is_unseen};
