//! A saved article as a draft: who says what in it, with an id for each source.

mod ids;
pub(crate) mod json;
mod opening;

pub use opening::{NotRead, of_copy, of_document};

use crate::format::{Format, Writer, Written};
use crate::model::Id;
use crate::speech::{self, Reading};
use crate::text::Text;

/// What was found in a text, as it is drafted.
#[derive(Debug)]
pub struct Draft {
    /// The document whose copy it is.
    document: Option<Id>,
    reading: Reading,
    /// The ids of the sources of the reading, in its order.
    ids: Vec<Id>,
}

impl Draft {
    /// Reads a text, which may be that of a document's copy.
    pub fn new(text: &Text, document: Option<Id>) -> Self {
        let reading = speech::read(text);
        let ids = ids::of_sources(&reading.sources);
        Self { document, reading, ids }
    }

    /// The document whose copy it is.
    pub fn document(&self) -> Option<&Id> {
        self.document.as_ref()
    }

    /// Who says what.
    pub fn reading(&self) -> &Reading {
        &self.reading
    }

    /// The ids of the sources of the reading, in its order.
    pub fn ids(&self) -> &[Id] {
        &self.ids
    }
}

impl Written for Draft {
    fn writers() -> impl IntoIterator<Item = Writer<Self>> {
        [Writer::new(Format::Json, json::write)]
    }
}
