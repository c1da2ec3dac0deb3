//! The fields of every kind of record, in the order of the canonical form, and the digest of a record.

use super::Digest;
use super::canonical::{Object, Sink, Value};
use crate::model::{Claim, Corpus, Date, Document, Record, Review, Source, Url};
use crate::text::Text;

/// The digest of what a record says: its id, its kind and its fields. Of a source that is not named, only what readers may see.
///
/// One pass over the record's text.
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
    whole.entry(out, "id", Value::Word(corpus.id(record)));
    whole.entry(out, "kind", Value::Word(record.kind()));
    whole.key(out, "record");
    let mut fields = Object::new();
    each_field(corpus, record, |name, value| fields.entry(out, name, value));
    fields.end(out);
    whole.end(out);
}

/// Shows every field that a record has, in order of name.
pub(super) fn each_field<'c>(corpus: &'c Corpus, record: Record, see: impl FnMut(&'static str, Value<'c>)) {
    match record {
        Record::Source(at) => source(&corpus.sources[at], see),
        Record::Document(at) => document(&corpus.documents[at], see),
        Record::Claim(at) => claim(&corpus.claims[at], see),
        Record::Review(at) => review(&corpus.reviews[at], see),
    }
}

/// Whatever a source that is not named says of itself beyond this is the desk's alone.
fn source<'c>(source: &'c Source, see: impl FnMut(&'static str, Value<'c>)) {
    let is_named = !source.is_confidential();
    let named = |text: Option<&'c Text>| text.filter(|_| is_named);
    fields(
        [
            ("description", text(source.description.as_ref())),
            ("identity", Some(Value::Word(source.identity.name()))),
            ("kind", source.kind.map(|kind| Value::Word(kind.name()))),
            ("name", required(&source.label).filter(|_| is_named)),
            ("note", text(named(source.note.as_ref()))),
            ("reason", text(source.reason.as_ref())),
            ("role", text(named(source.role.as_ref()))),
            ("terms", source.terms.map(|terms| Value::Word(terms.name()))),
            ("url", text(named(source.url.as_ref().map(Url::text)))),
        ],
        see,
    );
}

fn document<'c>(document: &'c Document, see: impl FnMut(&'static str, Value<'c>)) {
    fields(
        [
            ("note", text(document.note.as_ref())),
            ("published", date(document.published.as_ref())),
            ("publisher", text(document.publisher.as_ref().map(|publisher| &publisher.to))),
            ("sha256", document.sha256.map(|bytes| Value::Hex(bytes.into()))),
            ("snapshot", text(document.snapshot.as_ref().map(|snapshot| snapshot.value.text()))),
            ("title", required(&document.title)),
            ("url", text(document.url.as_ref().map(Url::text))),
        ],
        see,
    );
}

fn claim<'c>(claim: &'c Claim, see: impl FnMut(&'static str, Value<'c>)) {
    let references = |list: &'c [_]| (!list.is_empty()).then_some(Value::References(list));
    // A retraction whose date cannot be read is a retraction all the same.
    let retracted =
        claim.retracted.as_ref().map(|retraction| Value::Word(retraction.date.as_ref().map_or("", Date::as_str)));
    fields(
        [
            ("attributed_to", references(&claim.attributed_to)),
            ("cites", references(&claim.cites)),
            ("corroborates", references(&claim.corroborates)),
            ("date", date(claim.date.as_ref())),
            ("disputes", references(&claim.disputes)),
            ("evidence", (!claim.evidence.is_empty()).then_some(Value::Evidence(&claim.evidence))),
            ("note", text(claim.note.as_ref())),
            ("retracted", retracted),
            ("statement", required(&claim.statement)),
            ("tags", (!claim.tags.is_empty()).then_some(Value::Texts(&claim.tags))),
            ("url", text(claim.url.as_ref().map(Url::text))),
        ],
        see,
    );
}

fn review<'c>(review: &'c Review, see: impl FnMut(&'static str, Value<'c>)) {
    fields(
        [
            ("claim", Some(Value::Text(&review.claim.to))),
            ("date", date(review.date.as_ref())),
            ("digest", review.digest.map(|bytes| Value::Digest(bytes.into()))),
            ("expires", date(review.expires.as_ref())),
            ("note", text(review.note.as_ref())),
            ("rationale", text(review.rationale.as_ref())),
            ("reviewer", required(&review.reviewer)),
            ("url", text(review.url.as_ref().map(Url::text))),
            ("verdict", required(&review.verdict.value)),
        ],
        see,
    );
}

fn fields<'c, const N: usize>(
    fields: [(&'static str, Option<Value<'c>>); N],
    mut see: impl FnMut(&'static str, Value<'c>),
) {
    for (name, value) in fields {
        if let Some(value) = value {
            see(name, value);
        }
    }
}

fn text(text: Option<&Text>) -> Option<Value<'_>> {
    text.map(Value::Text)
}

/// A text that every such record has; it is empty only where that was found to be an error.
fn required(text: &Text) -> Option<Value<'_>> {
    (!text.is_empty()).then_some(Value::Text(text))
}

fn date(date: Option<&Date>) -> Option<Value<'_>> {
    date.map(|date| Value::Word(date.as_str()))
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
            r#""evidence":[{"document":"d","quote":"a \"b\""}],"note":"","statement":"Folded text.","tags":["true","1"]}}"#
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
                "reviews:\n  x: {{claim: c, verdict: v, reviewer: r, date: 2024-11-03, digest: \"sha256:{digits}\", grounds: [c]}}\n"
            )),
            format!(
                r#"{{"id":"x","kind":"review","record":{{"claim":"c","date":"2024-11-03","digest":"sha256:{}","reviewer":"r","verdict":"v"}}}}"#,
                digits.to_lowercase()
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
            assert_eq!(canonical(&record), public, "{secret}");
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
