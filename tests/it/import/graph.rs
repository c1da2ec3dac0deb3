//! Our own exports come back as the graph that they were made of.

use onrecord::Workspace;
use onrecord::export::{Request, export};
use onrecord::format::{Format, Options, Written};
use onrecord::import::{self, Input, Outcome};
use onrecord::workspace::Snapshot;
use serde_json::Value;

use super::{Folder, account, read, refused};
use crate::random::{Rng, corpus, yaml};

fn exported(snapshot: &Snapshot, format: Format) -> Vec<u8> {
    let mut out = Vec::new();
    export(snapshot, &Request::default()).write(format, &Options::default(), &mut out).unwrap();
    out
}

/// What a graph says, whatever the numbers of its nodes. Sources without a record are known by what they say.
fn facts(snapshot: &Snapshot) -> Vec<String> {
    let graph: Value = serde_json::from_slice(&exported(snapshot, Format::Json)).unwrap();
    let nodes = graph["nodes"].as_array().unwrap();
    let named = |node: &Value| {
        let mut fields = node.as_object().unwrap().clone();
        fields.remove("id");
        Value::Object(fields).to_string()
    };
    let end = |id: &Value| nodes.iter().find(|node| node["id"] == *id).map(&named).unwrap();
    let mut facts: Vec<_> = nodes.iter().map(&named).collect();
    facts.extend(graph["links"].as_array().unwrap().iter().map(|link| {
        format!(
            "{} {} {} {} {}",
            link["kind"],
            end(&link["source"]),
            end(&link["target"]),
            link["quote"],
            link["locator"]
        )
    }));
    facts.sort();
    facts
}

fn imported(inputs: &[(&str, Vec<u8>)]) -> (String, Vec<String>) {
    let inputs: Vec<_> =
        inputs.iter().map(|(name, bytes)| Input { name: (*name).into(), bytes: bytes.clone(), folder: None }).collect();
    let nothing = Workspace::default().snapshot();
    let Outcome::Import(import) = import::import(import::Format::Graph, &inputs, None, nothing.corpus()).unwrap()
    else {
        panic!("a graph has no map");
    };
    let refused = import.account().not_understood().iter().map(|one| format!("{} {}", one.place.at, one.why)).collect();
    (import.file().unwrap_or_default().to_owned(), refused)
}

/// What an export leaves out on purpose, or nobody can write down again.
const DOCUMENTED: [&str; 3] = ["no-statement", "no-title", "date"];

fn comes_back(snapshot: &Snapshot) {
    let before = facts(snapshot);
    let (file, refused) = imported(&[("graph.json", exported(snapshot, Format::Json))]);
    assert!(refused.iter().all(|one| DOCUMENTED.iter().any(|documented| one.ends_with(documented))), "{refused:?}");
    if refused.is_empty() {
        assert_eq!(facts(&Workspace::of_texts([("c.yaml", file)]).snapshot()), before);
    }
}

#[test]
fn exports_of_random_corpora_come_back() {
    for seed in 0..60 {
        comes_back(&Workspace::of_texts([("c.yaml", yaml(&corpus(&mut Rng::new(seed))))]).snapshot());
    }
}

#[test]
fn exports_of_shipped_corpora_come_back() {
    for folder in ["claims", "examples/aardvark", "examples/koran", "examples/india-trip"] {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let snapshot = Workspace::open(&[path]).snapshot();
        assert!(snapshot.corpus().claims.iter().count() > 0, "{folder}");
        comes_back(&snapshot);
    }
}

const CORPUS: &str = "sources:
  ada: {identity: named, name: '=Ada: #1', kind: person, role: Mayor, url: https://example.org}
  one: {identity: anonymous, description: an official, reason: fear}
  two: {identity: anonymous, description: an official}
documents:
  d: {title: \"A \\u202E title\", publisher: ada, url: https://example.org/d, published: 2024-10}
claims:
  a: {statement: \"+1\\n::x\", attributed_to: [one], date: 2024, evidence: [{document: d, quote: '-- \"x\"', locator: p. 3}]}
  b: {statement: second, attributed_to: [ada, two], cites: [a], retracted: 2024-11-02}
  c: {statement: third, corroborates: [b], disputes: [a]}
";

#[test]
fn both_formats_lose_nothing_but_names_that_are_kept_back() {
    let folder = Folder::new();
    folder.write("claims/c.yaml", CORPUS);
    for (arguments, files) in [
        (&["export", "--format", "json", "--output", "g.json"][..], &["g.json"][..]),
        (&["export", "--format", "csv", "--output", "out"], &["out/nodes.csv", "out/edges.csv"]),
    ] {
        assert_eq!(folder.run(arguments).status, Some(0));
        std::fs::create_dir_all(folder.path().join("other")).unwrap();
        let run = folder.run(&[&["import", "graph"], files, &["other", "--format", "json"]].concat());
        assert_eq!(run.status, Some(0), "{}", run.all());
        let account = account(&run);
        assert_eq!(account["remarks"][0]["words"], "2 sources had no name in this export and have new ids");
        assert!(refused(&account).is_empty());
        let name = if files.len() == 1 { "other/g.yaml" } else { "other/nodes.yaml" };
        let before = Workspace::of_texts([("c.yaml", CORPUS)]).snapshot();
        let after = Workspace::of_texts([("c.yaml", read(&folder, name))]).snapshot();
        assert_eq!(facts(&after), facts(&before), "{}", read(&folder, name));
        // In the corpus that it is from, nothing of it is new.
        let again = folder.run(&[&["import", "graph"], files, &["claims"]].concat());
        assert!(again.out().starts_with("nothing to write"), "{}", again.out());
        std::fs::remove_dir_all(folder.path().join("other")).unwrap();
    }
}

/// Who fills in the title of a confidential document must not publish it by that.
#[test]
fn a_confidential_document_comes_back_as_one() {
    let corpus = "sources:
  ann: {identity: named, name: Ann Lee, kind: person}
  leak: {identity: anonymous, description: an aide}
documents:
  memo: {title: Secret memo of the port, confidential: true, publisher: ann, published: 2024}
  note: {title: Another, publisher: leak}
  open: {title: Open, publisher: ann}
claims:
  c: {statement: X., attributed_to: [ann], evidence: [{document: memo, quote: x}, {document: note}, {document: open}]}
";
    for (arguments, files, name) in [
        (&["export", "--format", "json", "--output", "g.json"][..], &["g.json"][..], "other/g.yaml"),
        (&["export", "--format", "csv", "--output", "out"], &["out/nodes.csv", "out/edges.csv"], "other/nodes.yaml"),
    ] {
        let folder = Folder::new();
        folder.write("claims/c.yaml", corpus);
        assert_eq!(folder.run(arguments).status, Some(0));
        std::fs::create_dir_all(folder.path().join("other")).unwrap();
        let import = || folder.run(&[&["import", "graph"], files, &["other"]].concat());
        assert_eq!(import().status, Some(0));
        let after = Workspace::of_texts([("c.yaml", read(&folder, name))]).snapshot();
        let documents = after.corpus().documents.iter();
        let marked: Vec<_> = documents.map(|document| (document.id.as_str(), document.is_confidential)).collect();
        assert_eq!(marked, [("memo", true), ("note", true), ("open", false)], "{}", read(&folder, name));
        assert_eq!(read(&folder, name).matches("    confidential: true\n").count(), 2);
        assert!(import().out().starts_with("nothing to write"));
        let again = folder.run(&[&["import", "graph"], files, &["claims"]].concat());
        assert!(again.out().starts_with("nothing to write"), "{}", again.out());
    }
}

#[test]
fn ids_that_are_taken_are_given_anew() {
    let folder = Folder::new();
    folder.write("from/c.yaml", CORPUS);
    folder.write("claims/c.yaml", "claims: {a: {statement: another}}\n");
    assert_eq!(folder.run(&["export", "from", "--format", "json", "--output", "g.json"]).status, Some(0));
    let run = folder.run(&["import", "graph", "g.json"]);
    assert!(
        run.out().contains("remark          1 record has a new id: other records have the old ones\n"),
        "{}",
        run.out()
    );
    assert_eq!(folder.run(&["check", "--deny", "error"]).status, Some(0));
    let file = read(&folder, "claims/g.yaml");
    assert!(file.contains("    cites:\n    - \"1-x\"\n") || file.contains("    cites:\n    - 1-x\n"), "{file}");
}
