//! Everything that is wrong with a record is found in one go.

use std::collections::HashSet;
use std::fmt::Write as _;

use serde::Deserialize;

use super::{node_at, slice};
use crate::tree::FaultKind::{Expected, MissingField, UnknownField, UnknownVariant};
use crate::tree::{FaultKind, List, NodeId, Placed, read};
use crate::yaml::parse;

#[derive(Debug, Deserialize)]
struct Record<'t> {
    #[serde(borrow)]
    name: Option<Placed<'t>>,
    shade: Option<Shade>,
    #[serde(default)]
    tags: List<Placed<'t>>,
    #[serde(default)]
    parts: List<Part<'t>>,
    inner: Option<Inner<'t>>,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Shade {
    Light,
    VeryDark,
}

#[derive(Debug, Deserialize)]
struct Part<'t> {
    #[serde(borrow)]
    document: Placed<'t>,
    note: Option<Placed<'t>>,
}

#[derive(Debug, Deserialize)]
struct Inner<'t> {
    #[serde(borrow, default)]
    parts: List<Part<'t>>,
}

const RECORD: &[&str] = &["name", "shade", "tags", "parts", "inner"];
const PART: &[&str] = &["document", "note"];
const INNER: &[&str] = &["parts"];
const SHADES: &[&str] = &["light", "very-dark"];

/// A fault, and what the file has where it points.
type Found<'t> = (&'t str, FaultKind);

/// Reads a record; its faults in order of place.
fn record(text: &str) -> (Option<Record<'_>>, Vec<Found<'_>>) {
    let tree = parse(text).unwrap_or_else(|refusal| panic!("{text:?}: {refusal:?}"));
    let (record, mut faults) = read(&tree, NodeId(0), HashSet::new());
    faults.sort_by_key(|fault| fault.at);
    (record, faults.into_iter().map(|fault| (slice(text, &tree, fault.at), fault.kind)).collect())
}

fn texts(list: &List<Placed<'_>>) -> Vec<String> {
    list.0.iter().map(|item| item.text.to_string()).collect()
}

#[test]
fn a_good_record_has_no_faults() {
    let text = "name: é\nshade: very-dark\ntags: [a, 'b']\nparts:\n  - document: \"c\\x64\"\n    note: e\ninner: {parts: []}\n";
    let (record, faults) = record(text);
    let record = record.unwrap();
    assert_eq!(faults, []);
    assert_eq!(record.shade, Some(Shade::VeryDark));
    assert_eq!(texts(&record.tags), ["a", "b"]);
    assert_eq!((&*record.parts.0[0].document.text, &*record.parts.0[0].note.as_ref().unwrap().text), ("cd", "e"));
    assert!(record.inner.unwrap().parts.0.is_empty());
    let tree = parse(text).unwrap();
    assert_eq!(record.name.unwrap().node, node_at(&tree, "name"));
    assert_eq!(record.parts.0[0].document.node, node_at(&tree, "parts.0.document"));
}

#[test]
fn all_faults_of_a_record_are_found_at_once() {
    let text = "\
name: é
nmae: b
shade: drak
tags: [a, [b], {c: d}, ~, e]
parts:
  - document: f
  - note: g
  - x
  - document: h
    note: {i: j}
    z: k
  - y
  - docment: l
    document: m
inner:
  parts:
    - document: n
      note: [o]
    - []
  other: p
";
    let (record, faults) = record(text);
    let expected = [
        ("nmae", UnknownField(RECORD)),
        ("drak", UnknownVariant(SHADES)),
        ("[b]", Expected("a text")),
        ("{c: d}", Expected("a text")),
        ("~", Expected("a text")),
        ("note: g", MissingField("document")),
        ("x", Expected("a mapping")),
        ("{i: j}", Expected("a text")),
        ("z", UnknownField(PART)),
        ("y", Expected("a mapping")),
        ("docment", UnknownField(PART)),
        ("[o]", Expected("a text")),
        ("[]", Expected("a mapping")),
        ("other", UnknownField(INNER)),
    ];
    assert_eq!(faults, expected);
    let record = record.unwrap();
    assert_eq!(record.name.unwrap().text, "é");
    assert_eq!(record.shade, None);
    assert_eq!(texts(&record.tags), ["a", "e"]);
    let documents: Vec<_> = record.parts.0.iter().map(|part| &*part.document.text).collect();
    assert_eq!(documents, ["f", "h", "m"]);
    assert_eq!(record.inner.unwrap().parts.0.len(), 1);
}

#[test]
fn each_wrong_value_is_one_fault() {
    for (text, at, kind) in [
        ("name: [a]", "[a]", Expected("a text")),
        ("name: {a: b}", "{a: b}", Expected("a text")),
        ("name: ~", "~", Expected("a text")),
        ("name:", "", Expected("a text")),
        ("shade: [light]", "[light]", Expected("a text")),
        ("shade: Light", "Light", UnknownVariant(SHADES)),
        ("tags: a", "a", Expected("a list")),
        ("tags: {a: b}", "{a: b}", Expected("a list")),
        ("tags:", "", Expected("a list")),
        ("tags: [a, [[[b]]]]", "[[[b]]]", Expected("a text")),
        ("parts: a", "a", Expected("a list")),
        ("parts: [a]", "a", Expected("a mapping")),
        ("parts: [~]", "~", Expected("a mapping")),
        ("parts: [{}]", "{}", MissingField("document")),
        ("parts: [[{document: a}]]", "[{document: a}]", Expected("a mapping")),
        ("inner: a", "a", Expected("a mapping")),
        ("inner: {parts: [a]}", "a", Expected("a mapping")),
        ("other: {deep: [er]}", "other", UnknownField(RECORD)),
        ("\"na\\u006de\": [a]", "[a]", Expected("a text")),
    ] {
        let (record, faults) = record(text);
        assert_eq!(faults, [(at, kind)], "{text:?}");
        assert!(record.is_some(), "{text:?}");
    }
}

#[test]
fn what_is_no_record_at_all_gives_none() {
    for text in ["a", "''", "~", "[name]", "- name: a\n"] {
        let (record, faults) = record(text);
        assert!(record.is_none(), "{text:?}");
        assert_eq!(faults.into_iter().map(|(_, kind)| kind).collect::<Vec<_>>(), [Expected("a mapping")], "{text:?}");
    }
}

/// A field that is there but cannot be used is not missing as well.
#[test]
fn a_required_field_that_is_wrong_is_not_also_missing() {
    for (text, expected) in [
        ("parts:\n  - document: [a]\n", Some(("[a]", Expected("a text")))),
        ("parts:\n  - document:\n    note: a\n", Some(("", Expected("a text")))),
        // Flaws are reported by themselves.
        ("parts:\n  - document: \"\\x07\"\n", None),
    ] {
        let (record, faults) = record(text);
        assert_eq!(faults, Vec::from_iter(expected), "{text:?}");
        assert!(record.unwrap().parts.0.is_empty(), "{text:?}");
    }
}

#[test]
fn flawed_and_left_out_values_are_not_read() {
    let text = "name: a\nname: [b]\ntags: [c, \"\\x07\"]\n<<: {name: d}\n? [e]\n: f\nshade: drak\nother: g\n";
    let tree = parse(text).unwrap();
    let skip = HashSet::from([node_at(&tree, "shade"), node_at(&tree, "other")]);
    let (record, faults) = read::<Record<'_>>(&tree, NodeId(0), skip);
    let record = record.unwrap();
    assert_eq!(faults, []);
    assert_eq!(record.name.unwrap().text, "a");
    assert_eq!(texts(&record.tags), ["c"]);
    assert_eq!(tree.flaws().len(), 4);
}

#[test]
fn many_faults_take_little_time() {
    const COUNT: usize = 20_000;
    let repeat = |before: &str, item: &str| format!("{before}{}", item.repeat(COUNT));
    let mut unknown = String::from("parts:\n  - document: a\n");
    for nth in 0..COUNT {
        let _ = writeln!(unknown, "    k{nth}: b");
    }
    for (text, count) in [
        (repeat("tags:\n", "  - [a]\n"), COUNT),
        (repeat("parts:\n", "  - a\n"), COUNT),
        (repeat("parts:\n", "  - note: a\n"), COUNT),
        (repeat("parts:\n", "  - document: a\n    note: []\n    x: y\n"), 2 * COUNT),
        (repeat("inner:\n  parts:\n", "    - x: y\n"), 2 * COUNT),
        (unknown, COUNT),
        (repeat("", "name: [a]\n"), 1),
    ] {
        let (_, faults) = record(&text);
        assert_eq!(faults.len(), count, "{}", &text[..40]);
    }
}
