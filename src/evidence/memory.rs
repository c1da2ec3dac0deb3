//! What came of looking into archived copies, kept by their stamps: a copy that has not changed is not read again.

use std::sync::{Arc, Mutex, PoisonError};

use hashbrown::HashMap;

use super::facts::Unchecked;
use crate::load::Stamp;
use crate::model::Capture;
use crate::quotes::{Outcome, Words};
use crate::text::Text;

/// What came of the copies that the last look into an archive read, for the next one.
#[derive(Debug, Default)]
pub(crate) struct Memory(Mutex<HashMap<Key, Arc<Searched>>>);

/// A file as it was, and the extension by which it was read.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Key {
    pub(super) stamp: Stamp,
    pub(super) extension: Option<String>,
}

/// What came of reading one copy.
#[derive(Debug)]
pub(super) struct Searched {
    /// The SHA-256 of its bytes.
    pub(super) sha256: [u8; 32],
    /// It is a Git LFS pointer.
    pub(super) is_pointer: bool,
    /// It is a web archive that differs from its own list of digests.
    pub(super) is_contradictory: bool,
    /// Its pages that were wanted, in the order of the documents that name them.
    pub(super) pages: Vec<SearchedPage>,
}

/// What came of reading a page of a copy, which may be all of it.
#[derive(Debug)]
pub(super) struct SearchedPage {
    /// Which page of a web archive it is.
    pub(super) capture: Option<Capture>,
    /// The quotes that were looked for, in order. They share a budget, so each outcome holds for all of them together.
    pub(super) quotes: Vec<Text>,
    /// What came of each.
    pub(super) results: Vec<Result<Outcome, Unchecked>>,
    /// Whether it shows any text.
    pub(super) has_text: bool,
    /// Whether its words were wanted.
    pub(super) is_compared: bool,
    /// Its words, if they were wanted and it has any.
    pub(super) words: Option<Words>,
}

impl SearchedPage {
    /// Whether its text is needed.
    pub(super) fn is_wanted(&self) -> bool {
        self.is_compared || !self.quotes.is_empty()
    }
}

impl Memory {
    pub(super) fn get(&self, key: &Key) -> Option<Arc<Searched>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(key).map(Arc::clone)
    }

    /// Keeps what was just read or used again, and nothing else, so that it does not grow with the number of edits.
    pub(super) fn replace(&self, searched: impl IntoIterator<Item = (Key, Arc<Searched>)>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = searched.into_iter().collect();
    }

    /// Where in memory each of them is, for tests of what is kept.
    #[cfg(test)]
    pub(crate) fn addresses(&self) -> std::collections::BTreeSet<usize> {
        let searched = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        searched.values().map(|searched| Arc::as_ptr(searched).addr()).collect()
    }
}
