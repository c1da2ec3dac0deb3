//! The search for quotes in a text: whether each is there word for word and, if not, how it differs.
//! `docs/evidence.md` says it for readers.
//!
//! It knows no records and no files: a text and a quote go in, an [`Outcome`] comes out.

mod attribution;
mod attribution_words;
mod cost;
mod declared;
mod difference;
mod effort;
mod find;
mod gaps;
mod in_order;
mod index;
mod matching;
mod negation;
mod normal;
mod page;
mod passages;
mod quotation;
mod same;
mod spelling;
mod token;

pub use difference::{Alteration, Difference, How, Part};
pub use effort::TooCostly;
pub(crate) use find::place;
pub use find::{Outcome, find_all};
pub use page::Page;
pub(crate) use page::negates;
pub use passages::{MIN_PARAGRAPH, MIN_WORDS, Passage, Words};
pub(crate) use same::NormalQuote;
