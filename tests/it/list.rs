//! `list`: which records there are, found by kind, words, tag and basis.

use crate::hostile::program::{Folder, Run};

const FILE: &str = "sources:
  hakan-fidan: {identity: named, name: Hakan Fidan, role: Minister}
  us-official: {identity: anonymous, description: a US official, reason: fear, note: Deep Throat}
documents:
  caliber: {title: Talks on Iraq, publisher: hakan-fidan}
  leak: {title: The Secret Title, confidential: true}
claims:
  on-record: {statement: Said aloud in Iraq., attributed_to: [hakan-fidan], tags: [iraq, talks]}
  unsaid: {statement: Nobody said it., tags: [talks]}
  whispered: {statement: Whispered., attributed_to: [us-official], tags: [iraq]}
reviews:
  on-record-1: {claim: on-record, verdict: mixed, reviewer: desk, date: 2024-11-03}
";

fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("claims/a.yaml", FILE);
    folder
}

fn list(arguments: &[&str]) -> Run {
    let run = folder().run(&[&["list"], arguments].concat());
    assert_eq!(run.status, Some(0), "{}", run.all());
    run
}

fn ids(arguments: &[&str]) -> Vec<String> {
    let run = list(&[arguments, &["--format", "json"]].concat());
    let json = run.json();
    let ids: Vec<_> =
        json["records"].as_array().unwrap().iter().map(|record| record["id"].as_str().unwrap().to_owned()).collect();
    let counts = ["sources", "documents", "claims", "reviews"].map(|kind| json["summary"][kind].as_u64().unwrap());
    assert_eq!(counts.iter().sum::<u64>(), ids.len() as u64);
    for record in json["records"].as_array().unwrap() {
        assert!(["source", "document", "claim", "review"].contains(&record["kind"].as_str().unwrap()), "{record}");
    }
    ids
}

#[test]
fn looks_as_it_should() {
    let expected = "2 sources
  hakan-fidan  named      Hakan Fidan
  us-official  anonymous  a US official

2 documents
  caliber  Talks on Iraq
  leak     confidential document

3 claims
  on-record  named      Said aloud in Iraq.
  unsaid     unsourced  Nobody said it.
  whispered  anonymous  Whispered.

1 review
  on-record-1  on-record: mixed, by desk, 2024-11-03
";
    assert_eq!(list(&[]).out(), expected);
    assert_eq!(list(&["nothing", "like", "it"]).out(), "No record matches.\n");
    assert_eq!(list(&["claimz"]).out(), "No record matches. Did you mean `claims`?\n");
    assert_eq!(list(&["claims", "claimz"]).out(), "No record matches.\n");
    assert_eq!(list(&["claim"]).out(), list(&["claims"]).out());
    assert_eq!(ids(&["source", "documents"]), ["hakan-fidan", "us-official", "caliber", "leak"]);
    assert_eq!(ids(&["claims", "reviews", "on-record"]), ["on-record", "on-record-1"]);
}

#[test]
fn records_are_narrowed() {
    assert_eq!(ids(&["sources"]), ["hakan-fidan", "us-official"]);
    assert_eq!(ids(&["claims", "SAID"]), ["on-record", "unsaid"]);
    assert_eq!(ids(&["said", "iraq"]), ["on-record"], "all words, in the statement or the tags");
    assert_eq!(ids(&["Iraq"]), ["caliber", "on-record", "whispered"]);
    assert_eq!(ids(&["--tag", "talks"]), ["on-record", "unsaid"]);
    assert_eq!(ids(&["--basis", "anonymous,unsourced"]), ["unsaid", "whispered"]);
    assert_eq!(ids(&["claims", "said", "--tag", "talks", "--basis", "named"]), ["on-record"]);
    assert_eq!(ids(&["reviews"]), ["on-record-1"]);
    assert_eq!(ids(&["claims", "said", "reviews"]), [""; 0], "behind a word it is a word");
}

#[test]
fn a_long_statement_is_cut_to_the_page() {
    let folder = Folder::new();
    folder.write("claims/a.yaml", format!("claims:\n  a: {{statement: {}}}\n", "word ".repeat(60)));
    let run = folder.run(&["list"]);
    let line = run.out().lines().nth(1).unwrap();
    assert!(line.chars().count() <= 80 && line.ends_with('…'), "{line}");
}

#[test]
fn of_what_is_confidential_there_is_the_description_only() {
    for words in [&["throat"][..], &["fear"], &["secret"]] {
        assert_eq!(ids(words), [""; 0], "{words:?}");
    }
    let all = list(&["--format", "json"]);
    assert!(!all.out().contains("Throat") && !all.out().contains("fear") && !all.out().contains("Secret"));
}

#[test]
fn what_cannot_be_is_said() {
    for (arguments, words) in [
        (&["sources", "--tag", "iraq"][..], "only claims have a basis and tags"),
        (&["--tag", "no-such-tag"], "no-such-tag"),
        (&["--path", "elsewhere"], "elsewhere"),
    ] {
        let run = folder().run(&[&["list"], arguments].concat());
        assert_eq!((run.status, run.out()), (Some(2), ""), "{arguments:?}");
        assert!(run.err().contains(words), "{}", run.err());
    }
}

#[test]
fn the_last_words_may_be_paths() {
    let folder = folder();
    folder.write("news/b.yaml", "claims:\n  b: {statement: In the news.}\n");
    let ids = |arguments: &[&str]| {
        let run = folder.run(&[&["list", "--format", "json"], arguments].concat());
        let records = run.json()["records"].as_array().unwrap().clone();
        records.iter().map(|record| record["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(ids(&["news/b.yaml"]), ["b"]);
    assert_eq!(ids(&["claims", "news", "./news/"]), ["b"]);
    assert_eq!(ids(&["claims", "said", "claims/a.yaml"]), ["on-record", "unsaid"]);
    assert_eq!(ids(&["claim", "."]), ["b", "on-record", "unsaid", "whispered"]);
    // What is not there is a word, unless it can only be a file.
    assert_eq!(ids(&["he/she"]), [""; 0]);
    let run = folder.run(&["list", "claims", "gone.yaml"]);
    assert_eq!(run.status, Some(2));
    assert!(run.err().contains("`gone.yaml` does not exist"), "{}", run.all());
}
