//! JSON in its one canonical form (RFC 8785), as far as digests need it: objects with known keys, lists and strings.

use super::{Digest, Hasher};
use crate::model::{Evidence, Reference};
use crate::text::Text;

/// What takes the form: a hasher, or bytes to look at.
pub(super) trait Sink {
    fn take(&mut self, bytes: &[u8]);
}

impl Sink for Hasher {
    fn take(&mut self, bytes: &[u8]) {
        self.update(bytes);
    }
}

#[cfg(test)]
impl Sink for Vec<u8> {
    fn take(&mut self, bytes: &[u8]) {
        self.extend_from_slice(bytes);
    }
}

/// What a field of a record holds.
#[derive(Clone, Copy)]
pub(super) enum Value<'c> {
    Text(&'c Text),
    /// One of our own words, or a text that was checked.
    Word(&'c str),
    /// Hexadecimal digits, for the digest of a file.
    Hex(Digest),
    /// The same after `sha256:`, for our own.
    Digest(Digest),
    References(&'c [Reference]),
    Texts(&'c [Text]),
    Evidence(&'c [Evidence]),
}

impl Value<'_> {
    pub(super) fn write(self, out: &mut impl Sink) {
        match self {
            Self::Text(text) => string(out, text.untrusted()),
            Self::Word(word) => string(out, word),
            Self::Hex(digest) => string(out, &digest.text().as_str()["sha256:".len()..]),
            Self::Digest(digest) => string(out, digest.text().as_str()),
            Self::References(references) => {
                list(out, references, |out, reference| string(out, reference.to.untrusted()));
            }
            Self::Texts(texts) => list(out, texts, |out, text| string(out, text.untrusted())),
            Self::Evidence(items) => list(out, items, evidence),
        }
    }
}

fn evidence<S: Sink>(out: &mut S, item: &Evidence) {
    let mut object = Object::new();
    object.entry(out, "document", Value::Text(&item.document.to));
    for (key, text) in [("locator", item.locator.as_ref()), ("quote", item.words())] {
        if let Some(text) = text {
            object.entry(out, key, Value::Text(text));
        }
    }
    object.end(out);
}

/// An object whose entries come in order of key.
pub(super) struct Object {
    is_empty: bool,
}

impl Object {
    pub(super) fn new() -> Self {
        Self { is_empty: true }
    }

    pub(super) fn entry(&mut self, out: &mut impl Sink, key: &str, value: Value<'_>) {
        self.key(out, key);
        value.write(out);
    }

    /// A key whose value the caller writes. Ours are in ASCII, and have nothing to escape.
    pub(super) fn key(&mut self, out: &mut impl Sink, key: &str) {
        out.take(if self.is_empty { b"{\"" } else { b",\"" });
        out.take(key.as_bytes());
        out.take(b"\":");
        self.is_empty = false;
    }

    pub(super) fn end(self, out: &mut impl Sink) {
        out.take(if self.is_empty { b"{}" } else { b"}" });
    }
}

pub(super) fn list<S: Sink, T>(out: &mut S, items: &[T], mut write: impl FnMut(&mut S, &T)) {
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
pub(super) fn string(out: &mut impl Sink, text: &str) {
    out.take(b"\"");
    let bytes = text.as_bytes();
    let mut written = 0;
    for (at, &byte) in bytes.iter().enumerate() {
        let is_plain = byte >= b' ' && byte != b'"' && byte != b'\\';
        if is_plain {
            continue;
        }
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
