//! One key pressed anywhere in the project's own claims: what is found in all other files stays as it was.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use onrecord::diagnostic::Level;
use onrecord::model::fields::{Field, FieldValue};
use onrecord::model::{Corpus, Record};
use onrecord::policy::Request;
use onrecord::workspace::Snapshot;
use onrecord::{Workspace, check};

/// What one key may add.
pub(crate) const KEYS: [&str; 11] = [":", "\"", "[", "{", "'", "-", "#", "\n", "\t", "x", "]"];
/// One in so many of the places between tokens is tried, with one key after the other.
const EVERY: usize = 5;

type Texts = Vec<(PathBuf, String)>;

pub(crate) fn claims() -> Texts {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("claims");
    let mut texts: Vec<_> = ["reviews", "sources", "us-withdrawal"]
        .iter()
        .flat_map(|folder| fs::read_dir(root.join(folder)).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "yaml"))
        .chain([root.join("onrecord.yaml")])
        .map(|path| (path.strip_prefix(&root).unwrap().to_owned(), fs::read_to_string(&path).unwrap()))
        .collect();
    texts.sort();
    texts
}

fn snapshot(texts: &Texts) -> Snapshot {
    Workspace::of_texts(texts.iter().cloned()).snapshot()
}

/// What is found: the rule, the file, and where in it.
type Found = BTreeSet<(&'static str, PathBuf, Option<u32>)>;

fn found(snapshot: &Snapshot) -> Found {
    let request = Request { today: None, rules: Vec::new(), snapshots: None };
    let checked = check(snapshot, &request);
    let findings = checked.findings(Level::Error);
    let of = |span: onrecord::text::Span| snapshot.files().get(span.file).path().given().to_owned();
    let one = |finding: onrecord::diagnostic::Finding<'_>| {
        let span = finding.span();
        (finding.rule().name, span.map(of).unwrap_or_default(), span.map(|span| span.start))
    };
    findings.iter().map(one).collect()
}

/// Where tokens start and end.
pub(crate) fn boundaries(text: &str) -> Vec<usize> {
    let is_word = |character: char| character.is_alphanumeric() || character == '_';
    let mut places = Vec::new();
    let mut before = ' ';
    for (at, character) in text.char_indices() {
        let is_boundary = is_word(before) != is_word(character) || !is_word(character) && !character.is_whitespace();
        if is_boundary && at > 0 {
            places.push(at);
        }
        before = character;
    }
    places
}

/// The text with one key pressed at a place: the sign after it deleted, or one added.
pub(crate) fn edited(text: &str, at: usize, key: usize) -> String {
    let (before, after) = text.split_at(at);
    match KEYS.get(key % (KEYS.len() + 1)) {
        Some(key) => format!("{before}{key}{after}"),
        None => format!("{before}{}", &after[after.chars().next().map_or(0, char::len_utf8)..]),
    }
}

/// What the records of a corpus link to, and what decides whom a claim rests on: by id.
fn links(corpus: &Corpus) -> BTreeSet<(String, &'static str, String)> {
    fn of<R>(all: &mut BTreeSet<(String, &'static str, String)>, id: &str, fields: &[Field<R>], record: &R) {
        for field in fields {
            let value = match field.get(record) {
                Some(FieldValue::References(list)) => {
                    list.iter().map(|item| item.to.untrusted()).collect::<Vec<_>>().join(" ")
                }
                Some(FieldValue::Evidence(list)) => {
                    list.iter().map(|item| item.document.to.untrusted()).collect::<Vec<_>>().join(" ")
                }
                Some(FieldValue::Text(text)) if matches!(field.name, "publisher" | "claim") => {
                    text.untrusted().to_owned()
                }
                Some(FieldValue::Word(word)) if field.is_sourcing || field.name == "kind" => word.to_owned(),
                _ => continue,
            };
            all.insert((id.to_owned(), field.name, value));
        }
    }
    let mut all = BTreeSet::new();
    for record in corpus.records() {
        let id = corpus.id(record);
        all.insert((id.to_owned(), "id", String::new()));
        match record {
            Record::Source(at) => of(&mut all, id, onrecord::model::Source::FIELDS, &corpus.sources[at]),
            Record::Document(at) => of(&mut all, id, onrecord::model::Document::FIELDS, &corpus.documents[at]),
            Record::Claim(at) => of(&mut all, id, onrecord::model::Claim::FIELDS, &corpus.claims[at]),
            Record::Review(at) => of(&mut all, id, onrecord::model::Review::FIELDS, &corpus.reviews[at]),
        }
    }
    all
}

#[test]
fn one_key_changes_no_finding_in_another_file() {
    let texts = claims();
    let whole = snapshot(&texts);
    let (base, base_links) = (found(&whole), links(whole.corpus()));
    let (mut tried, mut refused, mut excused, mut wrong) = (0, 0, 0, Vec::new());
    for (file, (path, text)) in texts.iter().enumerate().filter(|(_, (path, _))| path.components().count() > 1) {
        for (nth, at) in boundaries(text).into_iter().enumerate().filter(|(nth, _)| (nth + file) % EVERY == 0) {
            let mut texts = texts.clone();
            texts[file].1 = edited(text, at, nth / EVERY);
            let changed = snapshot(&texts);
            tried += 1;
            let now = found(&changed);
            let elsewhere =
                |found: &Found| -> Found { found.iter().filter(|(_, other, _)| other != path).cloned().collect() };
            let is_refused = now.iter().any(|(rule, other, _)| *rule == "syntax" && other == path);
            refused += usize::from(is_refused);
            if elsewhere(&base) == elsewhere(&now) {
                continue;
            }
            if links(changed.corpus()) != base_links || !is_refused {
                excused += 1;
                continue;
            }
            // A review goes stale when what was read of the broken record is not what was reviewed.
            let difference: Vec<_> = elsewhere(&base).symmetric_difference(&elsewhere(&now)).cloned().collect();
            if difference.is_empty() {
                excused += 1;
                continue;
            }
            wrong.push(format!(
                "{}:{at} {:?} {difference:?}",
                path.display(),
                &texts[file].1[at..].chars().take(30).collect::<String>()
            ));
        }
    }
    assert!(wrong.is_empty(), "{} of {tried}:\n{}", wrong.len(), wrong[..wrong.len().min(40)].join("\n"));
    assert!(
        tried >= 1000 && refused >= 200 && excused < tried / 4,
        "{tried} edits, {refused} refused, {excused} excused"
    );
}

/// A review is called stale for what could be read, and for nothing that could not.
#[test]
fn a_broken_record_is_no_change() {
    let claim = |note: &str, cited: &str| {
        format!("claims:\n  a:\n    statement: A.\n    cites: [b]\n{note}  b:\n    statement: B{cited}\n")
    };
    let whole = snapshot(&vec![("c.yaml".into(), claim("", "."))]);
    let corpus = whole.corpus();
    let Some(Record::Claim(at)) = corpus.find("a") else { panic!("no claim") };
    let lines: String =
        onrecord::reviews::grounds(corpus, whole.graph(), at).iter().map(|line| format!("      - {line}\n")).collect();
    let review = format!(
        "reviews:\n  a-1:\n    claim: a\n    verdict: supported\n    reviewer: x\n    date: 2024\n    digest: \"{}\"\n    grounds:\n{lines}",
        whole.digests().grounds(at)
    );
    let stale = |text: String| {
        let found = found(&snapshot(&vec![("c.yaml".into(), text), ("r.yaml".into(), review.clone())]));
        let has = |name: &str| found.iter().any(|(rule, ..)| *rule == name);
        (has("syntax"), has("stale-review"))
    };
    assert_eq!(stale(claim("", ".")), (false, false));
    assert_eq!(stale(claim("    note: New.\n", ".")), (false, true));
    assert_eq!(stale(claim("", ": \"half")), (true, false));
    assert_eq!(stale(claim("    note: New.\n", ": \"half")), (true, true));
}

/// The same of a source that could not be read at all, with a list of what the review covered and without.
#[test]
fn a_source_that_could_not_be_read_is_no_change() {
    let claims = "claims:\n  a: {statement: A., cites: [b]}\n  b: {statement: B., attributed_to: [s]}\n";
    let source = "sources:\n  s: {identity: named, name: Ada Byron}\n";
    let texts = |source: String, review: &str| {
        vec![("c.yaml".into(), claims.into()), ("r.yaml".into(), review.into()), ("s.yaml".into(), source)]
    };
    let whole = snapshot(&texts(source.into(), ""));
    let corpus = whole.corpus();
    let Some(Record::Claim(at)) = corpus.find("a") else { panic!("no claim") };
    let listed = onrecord::reviews::grounds(corpus, whole.graph(), at).join(", ");
    let review = |grounds: &str| {
        let digest = whole.digests().grounds(at);
        format!(
            "reviews:\n  a-1: {{claim: a, verdict: supported, reviewer: x, date: 2024, digest: '{digest}'{grounds}}}\n"
        )
    };
    for review in [review(&format!(", grounds: [{listed}]")), review("")] {
        let stale = |source: String| {
            let found = found(&snapshot(&texts(source, &review)));
            let has = |name: &str| found.iter().any(|(rule, ..)| *rule == name);
            (has("syntax"), has("stale-review"))
        };
        assert_eq!(stale(source.into()), (false, false));
        assert_eq!(stale(source.replace("Byron", "Lovelace")), (false, true));
        assert_eq!(stale(format!("{source}bad: [\n")), (true, false));
    }
}
