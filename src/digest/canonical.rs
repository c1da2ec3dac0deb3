//! JSON in its one canonical form (RFC 8785), as far as digests and manifests need it: objects with known keys, lists,
//! strings, whole numbers and truth values.

use super::{Digest, Hasher};
use crate::model::{Evidence, fields};
use crate::text::Text;

/// What takes the form: a hasher, or bytes to look at.
pub(crate) trait Sink {
    fn take(&mut self, bytes: &[u8]);
}

impl Sink for Hasher {
    fn take(&mut self, bytes: &[u8]) {
        self.update(bytes);
    }
}

impl Sink for Vec<u8> {
    fn take(&mut self, bytes: &[u8]) {
        self.extend_from_slice(bytes);
    }
}

/// A value to be written.
#[derive(Clone, Copy)]
pub(crate) enum Canonical<'c> {
    /// What a field of a record holds.
    Field(fields::FieldValue<'c>),
    Text(&'c Text),
    /// A word of ours, an id or a date, in which nothing is to be escaped.
    Word(&'c str),
    Digest(Digest),
    Digests(&'c [Digest]),
    Number(usize),
    Truth(bool),
}

impl Canonical<'_> {
    pub(crate) fn write(self, out: &mut impl Sink) {
        match self {
            Self::Field(value) => field(out, value),
            Self::Text(text) => string(out, text.untrusted()),
            Self::Word(word) => plain(out, word.as_bytes()),
            Self::Digest(digest) => plain(out, digest.text().as_bytes()),
            Self::Digests(digests) => list(out, digests, |out, &digest| Self::Digest(digest).write(out)),
            Self::Number(number) => out.take(number.to_string().as_bytes()),
            Self::Truth(truth) => out.take(if truth { b"true" } else { b"false" }),
        }
    }
}

fn field<S: Sink>(out: &mut S, value: fields::FieldValue<'_>) {
    match value {
        fields::FieldValue::Text(text) => string(out, text.untrusted()),
        fields::FieldValue::Word(word) => plain(out, word.as_bytes()),
        fields::FieldValue::Sha256(bytes) => plain(out, &Digest::from(bytes).text().as_bytes()["sha256:".len()..]),
        fields::FieldValue::Digest(bytes) => Canonical::Digest(bytes.into()).write(out),
        fields::FieldValue::References(list) => {
            self::list(out, list, |out, reference| string(out, reference.to.untrusted()));
        }
        fields::FieldValue::Texts(texts) => list(out, texts, |out, text| string(out, text.untrusted())),
        fields::FieldValue::Evidence(items) => list(out, items, evidence),
    }
}

fn evidence<S: Sink>(out: &mut S, item: &Evidence) {
    let mut object = Object::new();
    for field in Evidence::FIELDS {
        if let Some(value) = field.get(item) {
            object.entry(out, field.name, Canonical::Field(value));
        }
    }
    object.end(out);
}

/// An object whose entries come in order of key.
pub(crate) struct Object {
    is_empty: bool,
}

impl Object {
    pub(crate) fn new() -> Self {
        Self { is_empty: true }
    }

    pub(crate) fn entry(&mut self, out: &mut impl Sink, key: &str, value: Canonical<'_>) {
        self.key(out, key);
        value.write(out);
    }

    /// A key whose value the caller writes. Ours are in ASCII, and have nothing to escape.
    pub(crate) fn key(&mut self, out: &mut impl Sink, key: &str) {
        out.take(if self.is_empty { b"{\"" } else { b",\"" });
        out.take(key.as_bytes());
        out.take(b"\":");
        self.is_empty = false;
    }

    pub(crate) fn end(self, out: &mut impl Sink) {
        out.take(if self.is_empty { b"{}" } else { b"}" });
    }
}

pub(crate) fn list<S: Sink, T>(out: &mut S, items: &[T], mut write: impl FnMut(&mut S, &T)) {
    out.take(b"[");
    for (nth, item) in items.iter().enumerate() {
        if nth > 0 {
            out.take(b",");
        }
        write(out, item);
    }
    out.take(b"]");
}

/// Only what JSON cannot do without is escaped, and everything else is written as it is.
fn string(out: &mut impl Sink, text: &str) {
    let bytes = text.as_bytes();
    // Most texts have nothing to escape. That is seen fastest by looking at every byte without stopping at one.
    if !bytes.iter().fold(false, |found, &byte| found | is_escaped(byte)) {
        return plain(out, bytes);
    }
    out.take(b"\"");
    let mut written = 0;
    for (at, &byte) in bytes.iter().enumerate().filter(|&(_, &byte)| is_escaped(byte)) {
        out.take(&bytes[written..at]);
        written = at + 1;
        match byte {
            b'"' => out.take(b"\\\""),
            b'\\' => out.take(b"\\\\"),
            0x08 => out.take(b"\\b"),
            b'\t' => out.take(b"\\t"),
            b'\n' => out.take(b"\\n"),
            0x0C => out.take(b"\\f"),
            b'\r' => out.take(b"\\r"),
            _ => out.take(format!("\\u{byte:04x}").as_bytes()),
        }
    }
    out.take(&bytes[written..]);
    out.take(b"\"");
}

const fn is_escaped(byte: u8) -> bool {
    byte < b' ' || byte == b'"' || byte == b'\\'
}

/// A string in which nothing is to be escaped.
fn plain(out: &mut impl Sink, text: &[u8]) {
    out.take(b"\"");
    out.take(text);
    out.take(b"\"");
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn written(text: &str) -> String {
        let mut out = Vec::new();
        string(&mut out, text);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn only_what_must_be_is_escaped() {
        assert_eq!(written("a/b é e\u{301} 🕊 \u{7F}\u{2028}\u{200C}"), "\"a/b é e\u{301} 🕊 \u{7F}\u{2028}\u{200C}\"");
        assert_eq!(written("\"\\\u{8}\t\n\u{C}\r"), r#""\"\\\b\t\n\f\r""#);
        assert_eq!(written("\u{0}\u{B}\u{1f}x"), r#""\u0000\u000b\u001fx""#);
        assert_eq!(written(""), "\"\"");
    }

    #[test]
    fn objects_and_lists() {
        let mut out = Vec::new();
        let mut object = Object::new();
        object.entry(&mut out, "a", Canonical::Field(fields::FieldValue::Texts(&[Text::new("x"), Text::new("y\"")])));
        object.entry(&mut out, "b", Canonical::Digests(&[]));
        object.key(&mut out, "c");
        Object::new().end(&mut out);
        object.end(&mut out);
        assert_eq!(String::from_utf8(out).unwrap(), r#"{"a":["x","y\""],"b":[],"c":{}}"#);
    }

    proptest! {
        #[test]
        fn strings_are_as_another_writer_has_them(text in any::<String>()) {
            prop_assert_eq!(written(&text), serde_json_canonicalizer::to_string(&text).unwrap());
        }
    }
}
