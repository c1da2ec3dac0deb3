//! The digest of a record: its fields, as `model::fields` lists them, in the canonical form.

use super::Digest;
use super::canonical::{Canonical, Object, Sink};
use crate::model::fields::{Field, Secrecy};
use crate::model::{Claim, Corpus, Document, Record, Review, Source};

/// The digest of what a record says: its id, its kind and its fields. Of a source that is not named, only what readers
/// may see.
///
/// One pass over the record's text.
///
/// # Panics
/// If a number is not one of this corpus.
pub fn record(corpus: &Corpus, record: Record) -> Digest {
    record_in(&mut Vec::new(), corpus, record)
}

/// The same, with room to write it in: bytes in one place are hashed faster than the same bytes piece by piece.
pub(super) fn record_in(room: &mut Vec<u8>, corpus: &Corpus, record: Record) -> Digest {
    room.clear();
    write(corpus, record, room);
    Digest::of(room)
}

/// The canonical form of a record.
fn write(corpus: &Corpus, record: Record, out: &mut impl Sink) {
    let mut whole = Object::new();
    whole.entry(out, "id", Canonical::Word(corpus.id(record)));
    whole.entry(out, "kind", Canonical::Word(record.kind().name()));
    whole.key(out, "record");
    let mut fields = Object::new();
    each_field(corpus, record, |name, value| fields.entry(out, name, value));
    fields.end(out);
    whole.end(out);
}

/// Shows every field that a record has, in order of name. Whatever a confidential record says beyond what is public is
/// the desk's alone.
pub(super) fn each_field<'c>(corpus: &'c Corpus, record: Record, see: impl FnMut(&'static str, Canonical<'c>)) {
    match record {
        Record::Source(at) => {
            let source = &corpus.sources[at];
            let is_named = !source.is_confidential();
            let is_public = |field: &Field<_>| matches!(field.secrecy, Secrecy::Public | Secrecy::Presence);
            each(Source::FIELDS, source, |field| is_named || is_public(field), see);
        }
        Record::Document(at) => {
            let document = &corpus.documents[at];
            each(
                Document::FIELDS,
                document,
                |field| !document.is_confidential || field.secrecy == Secrecy::Public,
                see,
            );
        }
        Record::Claim(at) => {
            let claim = &corpus.claims[at];
            let is_open = || claim.attributed_to().iter().all(|voice| corpus.is_named(voice));
            each(Claim::FIELDS, claim, |field| field.secrecy == Secrecy::Public || is_open(), see);
        }
        Record::Review(at) => each(Review::FIELDS, &corpus.reviews[at], |_| true, see),
    }
}

fn each<'c, R>(
    fields: &'static [Field<R>],
    record: &'c R,
    is_shown: impl Fn(&Field<R>) -> bool,
    mut see: impl FnMut(&'static str, Canonical<'c>),
) {
    for field in fields.iter().filter(|field| field.is_digested && is_shown(field)) {
        if let Some(value) = field.get(record) {
            see(field.name, Canonical::Field(value));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::load_texts;

    /// The canonical form of the record `x` in a claim file.
    #[track_caller]
    fn canonical(text: &str) -> String {
        let loaded = load_texts([("c.yaml".into(), text.into())]);
        let mut out = Vec::new();
        write(&loaded.corpus, loaded.corpus.find("x").unwrap(), &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_claim() {
        let text = "
claims:
  x:
    statement: >-
      Folded
      text.
    date: 2023
    cites: [b, a, b]
    disputes: []
    evidence:
      - {document: d, quote: \"a \\\"b\\\"\"}
    tags: [true, 1]
    note: ''
";
        let expected = concat!(
            r#"{"id":"x","kind":"claim","record":{"cites":["b","a","b"],"date":"2023","#,
            r#""evidence":[{"document":"d","quote":"a \"b\""}],"note":"","statement":"Folded text.","#,
            r#""tags":["true","1"]}}"#
        );
        assert_eq!(canonical(text), expected);
    }

    #[test]
    fn digits_are_in_lower_case() {
        let digits = "AB".repeat(32);
        assert_eq!(
            canonical(&format!("documents:\n  x: {{title: T, sha256: {digits}}}\n")),
            format!(r#"{{"id":"x","kind":"document","record":{{"sha256":"{}","title":"T"}}}}"#, digits.to_lowercase())
        );
        assert_eq!(
            canonical(&format!(
                "reviews:\n  x: {{claim: c, verdict: v, reviewer: r, date: 2024-11-03, digest: \"sha256:{digits}\", \
                 grounds: [c]}}\n"
            )),
            format!(
                r#"{{"id":"x","kind":"review","record":{{"claim":"c","date":"2024-11-03","digest":"sha256:{}",{}}}}}"#,
                digits.to_lowercase(),
                r#""reviewer":"r","verdict":"v""#
            )
        );
    }

    /// Whatever is wrong with the record, nothing that it may not say enters.
    #[test]
    fn what_may_be_confidential_stays_out() {
        let public = r#"{"id":"x","kind":"source","record":{"description":"an aide","identity":"unspecified"}}"#;
        for secret in [
            "identity: unspecified, known_to: secret, note: secret",
            "identity: unspecified, name: secret, role: secret, url: https://secret.example",
            "identity: secret",
            "identity: [named], name: secret",
            "identity: Named, name: secret, note: secret",
            "name: secret",
            "identity: named, note: secret, role: secret, url: https://secret.example, known_to: secret",
            "identity: named, name: ' ', note: secret, role: secret",
        ] {
            let record = format!("sources:\n  x: {{description: an aide, {secret}}}\n");
            let known = if secret.contains("known_to") { r#","known_to":"given""# } else { "" };
            assert_eq!(canonical(&record).replace(known, ""), public, "{secret}");
            assert_eq!(canonical(&record).contains("given"), secret.contains("known_to"), "{secret}");
        }
    }

    #[test]
    fn of_a_confidential_document_only_what_is_public_enters() {
        let public = r#"{"id":"x","kind":"document","record":{"confidential":"true","published":"2024"}}"#;
        for mark in ["true", "\"true\"", "yes", "[]", "", "true, confidential: false"] {
            let record = format!(
                "documents:\n  x: {{title: secret, url: https://secret.example, note: secret, published: 2024, \
                 confidential: {mark}}}\n"
            );
            assert_eq!(canonical(&record), public, "{mark}");
        }
    }

    #[test]
    fn faults_are_left_out_but_a_retraction_stays() {
        assert_eq!(
            canonical("claims:\n  x: {statement: S, date: soon, retracted: soon, url: nowhere}\n"),
            r#"{"id":"x","kind":"claim","record":{"retracted":"","statement":"S"}}"#
        );
        assert_eq!(canonical("claims:\n  x: {statement: ''}\n"), r#"{"id":"x","kind":"claim","record":{}}"#);
    }
}
