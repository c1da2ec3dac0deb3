//! The record of a document that has none yet.

use serde::Serialize;

use super::archived_copy::{CopiedText, TextFields};
use crate::model::{Date, Id, Language, Url};
use crate::records::{ArchivedCopy, ClaimFile, Scalar};
use crate::text::Text;

/// A document that has no record yet.
#[derive(Debug, Clone)]
pub struct NewDocument {
    /// Its id.
    pub id: Id,
    /// What it says of itself, or somebody of it.
    pub fields: DocumentFields,
    /// Its copy.
    pub copy: ArchivedCopy,
}

/// What the record of a document says, without its copy.
#[derive(Debug, Clone)]
pub struct DocumentFields {
    /// Its title.
    pub title: Text,
    /// The id of the source that published it.
    pub publisher: Option<Text>,
    /// Its URL.
    pub url: Option<Url>,
    /// When it was published.
    pub published: Option<Date>,
    /// Who wrote it.
    pub author: Vec<Text>,
    /// The language that it is written in.
    pub language: Option<Language>,
    /// When somebody looked.
    pub accessed: Option<Date>,
    /// Where a public archive has a copy.
    pub archived_url: Option<Url>,
    /// A note.
    pub note: Option<Text>,
}

#[derive(Serialize)]
struct Fields<'a> {
    title: Scalar<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<Scalar<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<Scalar<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<Scalar<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Scalar<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<Scalar<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    accessed: Option<Scalar<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    archived_url: Option<Scalar<'a>>,
    snapshot: Scalar<'a>,
    sha256: Scalar<'a>,
    #[serde(flatten)]
    text: Option<TextFields<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<Scalar<'a>>,
}

impl NewDocument {
    /// A claim file that holds its record and nothing else.
    pub fn yaml(&self) -> String {
        let own = &self.fields;
        let date = |date: &Option<Date>| date.as_ref().map(|date| Text::new(date.as_str()));
        let (published, accessed) = (date(&own.published), date(&own.accessed));
        let language = own.language.as_ref().map(|language| Text::new(language.as_str()));
        let fields = Fields {
            title: Scalar(&own.title),
            publisher: own.publisher.as_ref().map(Scalar),
            url: own.url.as_ref().map(|url| Scalar(url.text())),
            published: published.as_ref().map(Scalar),
            author: own.author.iter().map(Scalar).collect(),
            language: language.as_ref().map(Scalar),
            accessed: accessed.as_ref().map(Scalar),
            archived_url: own.archived_url.as_ref().map(|url| Scalar(url.text())),
            snapshot: Scalar(&self.copy.path),
            sha256: Scalar(&self.copy.sha256),
            text: self.copy.text.as_ref().map(CopiedText::fields),
            note: own.note.as_ref().map(Scalar),
        };
        let mut file = ClaimFile::default();
        file.add("documents", self.id.text(), &fields);
        file.to_yaml()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::DocumentIndex;
    use crate::load::load_texts;

    const DIGEST: &str = "12e4000000000000000000000000000000000000000000000000000000000000";

    #[test]
    fn a_new_record_is_read_back_as_it_was() {
        let text = |text: &str| Text::new(text);
        let document = NewDocument {
            id: Id::parse(&text("no")).unwrap(),
            fields: DocumentFields {
                title: text("“Yes”: a #title\nin 2 lines \u{202E}"),
                publisher: Some(text("123")),
                url: Url::parse(&text("https://example.org/?a=b#c")),
                published: Date::parse(&text("2024-10")),
                author: vec![text("Ada: Example"), text("~")],
                language: Language::parse(&text("no")),
                accessed: Date::parse(&text("2026-11-04T12:00:00Z")),
                archived_url: Url::parse(&text("https://archive.example/1")),
                note: Some(text("- no")),
            },
            copy: ArchivedCopy { path: text("evidence/a b.html"), sha256: text(DIGEST), text: None },
        };
        // A publisher without a name would keep the title from being shown.
        let publisher = "sources: {123: {identity: named, name: x}}\n".to_owned();
        let loaded = load_texts([("d.yaml".into(), document.yaml()), ("s.yaml".into(), publisher)]);
        assert!(loaded.diagnostics.is_empty(), "{}", document.yaml());
        let read = &loaded.corpus.documents[DocumentIndex(0)];
        assert_eq!(read.archived_url, document.fields.archived_url);
        assert_eq!((&read.id, &read.title, &read.note), (&document.id, &document.fields.title, &document.fields.note));
        assert_eq!(read.publisher.as_ref().map(|publisher| &publisher.to), document.fields.publisher.as_ref());
        assert_eq!(read.url.as_ref().map(Url::text), document.fields.url.as_ref().map(Url::text));
        assert_eq!((&read.published, &read.language), (&document.fields.published, &document.fields.language));
        assert_eq!(read.accessed, document.fields.accessed);
        assert_eq!(read.author[..], document.fields.author);
        assert_eq!(read.copy().path.as_ref().map(|snapshot| snapshot.value.text()), Some(&document.copy.path));
        assert_eq!(read.copy().sha256.unwrap()[..2], [0x12, 0xE4]);
        // Readers of YAML 1.1 take all of it for text.
        let is_text = |value: &serde_yaml::Value| {
            value.is_string() || value.as_sequence().is_some_and(|list| list.iter().all(serde_yaml::Value::is_string))
        };
        let other: serde_yaml::Value = serde_yaml::from_str(&document.yaml()).unwrap();
        assert!(other["documents"]["no"].as_mapping().unwrap().values().all(is_text));
    }
}
