//! Quotes looked for in a text: whether it has them word for word, and how those differ that it has not. `docs/evidence.md` says it for readers.
//!
//! It knows no records and no files: a text and a quote go in, an [`Outcome`] comes out.

mod attribution;
mod declared;
mod difference;
mod find;
mod index;
mod matching;
mod normal;
mod page;
mod token;

pub use difference::{Difference, Part};
pub use find::{Outcome, find};
pub use page::Page;
