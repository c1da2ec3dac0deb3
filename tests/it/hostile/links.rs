//! G4: references that do not hold, and sources that must not be revealed or quoted.

use super::program::{Folder, check, findings, words};

const SOURCES: &str = "sources:
  hakan-fidan: {identity: named, name: Hakan Fidan}
  us-official: {identity: anonymous, description: a US official}
  nobody: {identity: anonymous, description: nobody, terms: off_record}
documents:
  paper: {title: A paper, publisher: hakan-fidan}
claims:
  other: {statement: Another claim.}
  a:
    statement: x
";

/// A claim with one more line, which is line 11.
fn with(line: &str) -> String {
    format!("{SOURCES}    {line}\n")
}

#[test]
fn references() {
    check(&[
        ("good", &with("attributed_to: [hakan-fidan, us-official]"), &[]),
        ("voice", &with("attributed_to: [us-official, hakan-fidn]"), &["11:34 dangling-reference"]),
        (
            "voice in a block",
            &with("attributed_to:\n      - us-official\n      - nobody-else"),
            &["13:9 dangling-reference"],
        ),
        ("citation", &with("cites: [other, oter]"), &["11:20 dangling-reference"]),
        ("corroboration", &with("corroborates: [oter]"), &["11:20 dangling-reference"]),
        ("dispute", &with("disputes: [oter]"), &["11:16 dangling-reference"]),
        ("evidence", &with("evidence: [{document: papr}]"), &["11:27 dangling-reference"]),
        ("claim for a source", &with("attributed_to: [other]"), &["11:21 wrong-kind-reference"]),
        ("source for a claim", &with("cites: [hakan-fidan]"), &["11:13 wrong-kind-reference"]),
        ("document for a claim", &with("disputes: [paper]"), &["11:16 wrong-kind-reference"]),
        ("source for a document", &with("evidence: [{document: hakan-fidan}]"), &["11:27 wrong-kind-reference"]),
        ("itself cited", &with("cites: [a]"), &["11:13 self-reference"]),
        ("itself corroborated", &with("corroborates: [a]"), &["11:20 self-reference"]),
        ("itself disputed", &with("disputes: [other, a]"), &["11:23 self-reference"]),
        ("off the record", &with("attributed_to: [nobody]"), &["11:21 off-the-record"]),
        ("empty", &with("cites: ['']"), &["11:13 dangling-reference"]),
    ]);
    assert!(words(with("attributed_to: [hakan-fidn]")).contains("did you mean `hakan-fidan`?"));
    assert!(words(with("attributed_to: [Hakan-Fidan]")).contains("did you mean `hakan-fidan`?"));
}

#[test]
fn references_of_documents_and_reviews() {
    let review = "reviews:\n  r:\n    claim: paper\n    verdict: unproven\n    reviewer: desk\n    date: 2024\n";
    check(&[
        ("publisher", "documents:\n  d:\n    title: x\n    publisher: nobody\n", &["4:16 dangling-reference"]),
        (
            "publisher of another kind",
            "documents:\n  d:\n    title: x\n    publisher: d\n",
            &["4:16 wrong-kind-reference"],
        ),
        ("reviewed document", &format!("{SOURCES}{review}"), &["13:12 wrong-kind-reference"]),
        ("reviewed nothing", review, &["3:12 dangling-reference"]),
    ]);
}

#[test]
fn a_look_alike_id_is_shown_by_its_code_point() {
    let words = words(with("attributed_to: [hakan-f\u{456}dan]"));
    assert!(words.contains("U+0456"), "{words}");
}

#[test]
fn references_across_files() {
    let folder = Folder::new();
    folder.write("a.yaml", "claims:\n  a: {statement: x, cites: [b], attributed_to: [s]}\n");
    folder.write("b.yml", "claims:\n  b: {statement: x, cites: [c]}\nsources:\n  s: {identity: named, name: S}\n");
    assert_eq!(folder.findings(), ["b.yml:2:29 dangling-reference"]);
}

#[test]
fn a_confidential_source_reveals_nothing_of_itself() {
    let source = |identity: &str, field: &str| {
        format!("sources:\n  s:\n    identity: {identity}\n    description: x\n    {field}\n")
    };
    check(&[
        ("name", &source("anonymous", "name: X"), &["5:5 revealed-source"]),
        ("role", &source("anonymous", "role: X"), &["5:5 revealed-source"]),
        ("address", &source("unspecified", "url: https://example.org"), &["5:5 revealed-source"]),
        ("bad address", &source("anonymous", "url: javascript:x"), &["5:5 revealed-source"]),
        ("unknown", &source("anonymous", "employer: X"), &["5:5 revealed-source"]),
        ("two", &source("anonymous", "name: X\n    phone: 1"), &["5:5 revealed-source", "6:5 revealed-source"]),
        ("misspelt identity", &source("anonymus", "name: X"), &["3:15 wrong-type", "5:5 revealed-source"]),
        (
            "good",
            &source("anonymous", "kind: person\n    terms: background\n    reason: r\n    known_to: desk\n    note: n"),
            &[],
        ),
    ]);
    assert!(words(source("anonymous", "employer: X")).starts_with("a field that is not allowed here"));
}

#[test]
fn identity_twice() {
    let text = "sources:\n  s:\n    identity: named\n    identity: anonymous\n    name: X\n    description: x\n";
    assert_eq!(findings(text), ["4:5 syntax", "5:5 revealed-source"]);
}
