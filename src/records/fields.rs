//! The fields of a new record, in the order in which they are written, and whether a file says them as they were meant.

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::model::Id;
use crate::text::Text;
use crate::tree::{NodeId, NodeKind, Tree};
use crate::yaml;

/// The fields of a record. What is absent or empty is left out.
#[derive(Debug, Default)]
pub struct Fields<'a>(Vec<(&'static str, Field<'a>)>);

#[derive(Debug)]
enum Field<'a> {
    Text(&'a str),
    Texts(Vec<&'a str>),
    Yes,
    Records(Vec<Fields<'a>>),
}

impl<'a> Fields<'a> {
    /// Adds a text from outside.
    #[must_use]
    pub fn text(self, name: &'static str, text: Option<&'a Text>) -> Self {
        self.word(name, text.map(Text::untrusted))
    }

    /// Adds a word of ours, an id or a date, which have been checked.
    #[must_use]
    pub fn word(mut self, name: &'static str, word: Option<&'a str>) -> Self {
        self.0.extend(word.map(|word| (name, Field::Text(word))));
        self
    }

    /// Adds a `true` where something holds.
    #[must_use]
    pub fn mark(mut self, name: &'static str, holds: bool) -> Self {
        self.0.extend(holds.then_some((name, Field::Yes)));
        self
    }

    /// Adds a list of texts from outside.
    #[must_use]
    pub fn texts(self, name: &'static str, texts: &'a [Text]) -> Self {
        self.words(name, texts.iter().map(Text::untrusted))
    }

    /// Adds a list of ids.
    #[must_use]
    pub fn words(mut self, name: &'static str, words: impl Iterator<Item = &'a str>) -> Self {
        let words: Vec<_> = words.collect();
        self.0.extend((!words.is_empty()).then_some((name, Field::Texts(words))));
        self
    }

    /// Adds a list of records in the record, such as its evidence.
    #[must_use]
    pub fn records(mut self, name: &'static str, records: impl Iterator<Item = Fields<'a>>) -> Self {
        let records: Vec<_> = records.collect();
        self.0.extend((!records.is_empty()).then_some((name, Field::Records(records))));
        self
    }

    /// Whether a mapping says this and nothing else.
    fn is_said_by(&self, tree: &Tree<'_>, map: NodeId) -> bool {
        let mut entries = tree.entries(map);
        let is_said = |(name, field): &(&str, Field<'_>)| {
            entries.next().is_some_and(|(key, value)| tree.scalar(key) == Some(name) && field.is_said_by(tree, value))
        };
        tree.kind(map) == NodeKind::Map && self.0.iter().all(is_said) && entries.next().is_none()
    }
}

impl Field<'_> {
    /// A record is a few levels deep.
    fn is_said_by(&self, tree: &Tree<'_>, value: NodeId) -> bool {
        let is_text = |value: NodeId, text: &str| tree.scalar(value) == Some(text) && !tree.is_flawed(value);
        let mut items = tree.children(value);
        let is_list = tree.kind(value) == NodeKind::List;
        match self {
            Self::Text(text) => is_text(value, text),
            Self::Yes => is_text(value, "true"),
            Self::Texts(texts) => {
                is_list
                    && texts.iter().all(|text| items.next().is_some_and(|item| is_text(item, text)))
                    && items.next().is_none()
            }
            Self::Records(records) => {
                is_list
                    && records.iter().all(|record| items.next().is_some_and(|item| record.is_said_by(tree, item)))
                    && items.next().is_none()
            }
        }
    }
}

impl Serialize for Fields<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, field) in &self.0 {
            match field {
                Field::Text(text) => map.serialize_entry(name, text)?,
                Field::Yes => map.serialize_entry(name, &true)?,
                Field::Texts(texts) => map.serialize_entry(name, texts)?,
                Field::Records(records) => map.serialize_entry(name, records)?,
            }
        }
        map.end()
    }
}

/// Whether a claim file has some records, in this order, and nothing else.
pub fn are_all_of<'f, 'a: 'f>(
    file: &str,
    records: impl IntoIterator<Item = (&'f str, &'f Id, &'f Fields<'a>)>,
) -> bool {
    let Ok(tree) = yaml::parse(file) else { return false };
    let sections = tree.root().into_iter().flat_map(|root| tree.entries(root));
    let mut there =
        sections.flat_map(|(section, records)| tree.entries(records).map(move |(id, record)| (section, id, record)));
    let is_there = |(section, id, fields): (&str, &Id, &Fields<'_>)| {
        there.next().is_some_and(|(name, key, record)| {
            tree.scalar(name) == Some(section)
                && tree.scalar(key) == Some(id.as_str())
                && fields.is_said_by(&tree, record)
        })
    };
    records.into_iter().all(is_there) && there.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::records::AnnotatedFile;

    #[test]
    fn a_file_says_what_was_meant_and_nothing_else() {
        let [id, other] = ["a", "no"].map(|id| Id::parse(&Text::new(id)).unwrap());
        let texts = [Text::new("no"), Text::new("- x\n")];
        let fields = |locator: &'static str| {
            Fields::default()
                .text("statement", Some(&texts[1]))
                .text("note", None)
                .words("cites", [].into_iter())
                .texts("tags", &texts)
                .records(
                    "evidence",
                    [Fields::default().word("document", Some("d")).word("locator", Some(locator))].into_iter(),
                )
        };
        let mut file = AnnotatedFile::default();
        file.record("claims", &id, &fields("p. 3"), &[]);
        let text = file.into_text();
        let is_all = |of: &[(&str, &Id, &Fields<'_>)]| are_all_of(&text, of.iter().copied());
        assert!(is_all(&[("claims", &id, &fields("p. 3"))]), "{text}");
        assert!(!is_all(&[("claims", &id, &fields("p. 4"))]));
        assert!(!is_all(&[("claims", &other, &fields("p. 3"))]));
        assert!(!is_all(&[("sources", &id, &fields("p. 3"))]));
        assert!(!is_all(&[]));
        assert!(!is_all(&[("claims", &id, &fields("p. 3")), ("claims", &other, &fields("p. 3"))]));
    }
}
