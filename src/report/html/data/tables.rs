//! What many claims of a page share, each once, in the order in which it is met.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Serialize;

use super::{address, short};
use crate::model::{Date, Document};
use crate::report::html::chain::ChainStep;
use crate::report::html::marks::Mark;
use crate::text::Text;
use crate::text::escape::html::Data;

#[derive(Serialize)]
pub(super) struct JsonDocument<'a> {
    title: Data<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<Data<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<Data<'a>>,
}

/// A list in which everything is there once.
pub(super) struct Table<K, V> {
    pub(super) list: Vec<V>,
    places: BTreeMap<K, usize>,
}

impl<K, V> Default for Table<K, V> {
    fn default() -> Self {
        Self { list: Vec::new(), places: BTreeMap::new() }
    }
}

impl<K: Ord, V> Table<K, V> {
    /// Where something is, which is made if it is not there yet.
    fn place(&mut self, key: K, make: impl FnOnce() -> V) -> usize {
        let list = &mut self.list;
        *self.places.entry(key).or_insert_with(|| {
            list.push(make());
            list.len() - 1
        })
    }
}

#[derive(Default)]
pub(super) struct Tables<'a> {
    pub(super) tags: Table<&'a Text, Data<'a>>,
    pub(super) documents: Table<&'a str, JsonDocument<'a>>,
    /// Our own words.
    pub(super) words: Table<Cow<'static, str>, Cow<'static, str>>,
    /// What the files call records.
    pub(super) texts: Table<&'a Text, Data<'a>>,
    pub(super) marks: Table<Mark, Mark>,
    pub(super) steps: Table<ChainStep, ChainStep>,
}

impl<'a> Tables<'a> {
    pub(super) fn tag(&mut self, tag: &'a Text) -> usize {
        self.tags.place(tag, || short(tag))
    }

    pub(super) fn document(&mut self, document: &'a Document, publisher: Option<&'a Text>) -> usize {
        self.documents.place(document.id.as_str(), || JsonDocument {
            title: short(&document.title),
            publisher: publisher.map(short),
            published: document.published.as_ref().map(Date::as_str),
            url: document.url.as_ref().map(address),
        })
    }

    pub(super) fn text(&mut self, text: &'a Text) -> usize {
        self.texts.place(text, || short(text))
    }

    pub(super) fn words(&mut self, words: impl Into<Cow<'static, str>>) -> usize {
        let words = words.into();
        self.words.place(words.clone(), || words)
    }

    pub(super) fn mark(&mut self, mark: Mark) -> usize {
        self.marks.place(mark.clone(), || mark)
    }

    pub(super) fn step(&mut self, step: ChainStep) -> usize {
        self.steps.place(step, || step)
    }
}
