//! A claim file with comments: above each record, lines about it that readers of YAML skip.

use serde::Serialize;
use serde_yaml::{Mapping, Value};

use super::yaml::to_yaml;
use crate::model::Id;
use crate::text::Text;
use crate::text::escape::terminal;

/// One line of comment. Nothing in it can end the line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Comment(String);

impl Comment {
    /// A line that begins with our own words.
    pub fn new(words: &str) -> Self {
        Self::default().words(words)
    }

    /// Adds our own words.
    #[must_use]
    pub fn words(mut self, words: &str) -> Self {
        self.0.push_str(&terminal::escape(words));
        self
    }

    /// Adds a text from outside. White space becomes single spaces, and every other character that acts is shown by
    /// its number.
    #[must_use]
    pub fn text(mut self, text: &Text) -> Self {
        self.0.push_str(&terminal::line(text));
        self
    }
}

/// A claim file in the making, record by record.
#[derive(Debug, Default)]
pub struct AnnotatedFile {
    text: String,
    section: &'static str,
}

impl AnnotatedFile {
    /// Adds a comment that belongs to no record.
    pub fn comment(&mut self, comment: &Comment) {
        self.line("", comment);
    }

    /// Adds an empty line, if there is none: another one after a text that ends with empty lines would be part of it.
    pub fn blank(&mut self) {
        if !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// Adds a record to a section, with comments about it. Records of one section follow each other.
    pub fn record(&mut self, section: &'static str, id: &Id, fields: &impl Serialize, comments: &[Comment]) {
        if self.section == section {
            self.blank();
        } else {
            self.section = section;
            self.blank();
            self.text.extend([section, ":\n"]);
        }
        for comment in comments {
            self.line("  ", comment);
        }
        let Ok(fields) = serde_yaml::to_value(fields) else { return };
        let record: Mapping = [(Value::from(id.as_str()), fields)].into_iter().collect();
        for line in to_yaml(&record).lines() {
            let indent = if line.is_empty() { "" } else { "  " };
            self.text.extend([indent, line, "\n"]);
        }
    }

    /// Its text.
    pub fn into_text(self) -> String {
        self.text
    }

    fn line(&mut self, indent: &str, comment: &Comment) {
        let words = comment.0.trim_end();
        let between = if words.is_empty() { "" } else { " " };
        self.text.extend([indent, "#", between, words, "\n"]);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::load::has_hidden;
    use crate::records::Scalar;

    fn file(text: &str) -> String {
        #[derive(Serialize)]
        struct Fields<'a> {
            statement: Scalar<'a>,
            note: Scalar<'a>,
        }
        let text = Text::new(text);
        let id = |id: &str| Id::parse(&Text::new(id)).unwrap();
        let mut file = AnnotatedFile::default();
        file.comment(&Comment::new("about ").text(&text));
        let fields = Fields { statement: Scalar(&text), note: Scalar(&text) };
        file.record("claims", &id("a"), &fields, &[Comment::new("").text(&text), Comment::new("x ").text(&text)]);
        file.record("claims", &id("no"), &fields, &[]);
        file.blank();
        file.comment(&Comment::new("end ").text(&text));
        file.into_text()
    }

    /// Whatever a text is, the file has these two records and nothing else.
    fn check(text: &str) {
        let file = file(text);
        assert!(!has_hidden(&file), "{file:?}");
        let tree = crate::yaml::parse(&file).unwrap();
        let claims = tree.value(tree.root().unwrap(), "claims").unwrap();
        let records: Vec<_> = tree.entries(claims).map(|(key, _)| tree.scalar(key).unwrap()).collect();
        assert_eq!(records, ["a", "no"], "{file}");
        let of = |field| tree.scalar(tree.value(tree.value(claims, "a").unwrap(), field).unwrap()).unwrap();
        assert_eq!([of("statement"), of("note")], [text, text], "{file}");
    }

    #[test]
    fn a_comment_ends_where_its_line_ends() {
        for text in [
            "\n",
            "x\n\n",
            "x\n  b: {statement: y}",
            "x\r  b: y",
            "x\u{2028}b: y",
            "x\u{85}b: y",
            "\u{FEFF}\u{202E}x",
            "# x",
            "",
            "'\"\\",
            "- a: [b",
            "---",
            "...",
            "a #b",
        ] {
            check(text);
        }
        assert!(
            file("a\nb").starts_with("# about a\\nb\n\nclaims:\n  # a\\nb\n  # x a\\nb\n  a:\n    statement: |-\n")
        );
    }

    proptest! {
        #[test]
        fn no_text_breaks_out(text in r#"[a-z0-9 :#'"\\\n\r\t,\[\]{}&*!|>%@`~?.\-\u{85}\u{2028}\u{202E}\u{FEFF}\u{E000}]{0,40}"#) {
            check(&text);
        }
    }
}
