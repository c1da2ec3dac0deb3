//! What is said of tables is what is said of the claim files they were made from.

use onrecord::Workspace;
use onrecord::format::{Format, Options, Written};
use onrecord::report::{Selection, report};
use serde_json::{Value, json};

use super::{exported, random, reference, reported, short};

/// Random corpora that are compared.
const CORPORA: u64 = 400;

/// The report on the tables of a corpus: for each claim its id, basis, classes of origins, origins and what else is so.
fn told(words: &str) -> Vec<String> {
    let folder = exported(&reference::yaml(&short::corpus(words)));
    let told = |claim: &Value| {
        let list = |field: &str| {
            let items: Vec<_> = claim[field].as_array().unwrap().iter().map(|item| item.as_str().unwrap()).collect();
            if items.is_empty() { "-".to_owned() } else { items.join("+") }
        };
        let flags = ["on_the_record", "retracted", "in_cycle"];
        let so: String = flags.into_iter().filter(|flag| claim[*flag] == true).map(|flag| format!(" {flag}")).collect();
        let (id, basis) = (claim["id"].as_str().unwrap(), claim["basis"].as_str().unwrap());
        format!("{id} {basis} {} {}{so}", list("origin_classes"), list("origins"))
    };
    reported(folder.path())["claims"].as_array().unwrap().iter().map(told).collect()
}

#[test]
fn named_sources_outlets_and_unnamed_ones() {
    // Nodes: a b c d e, then n1 o1, then the unnamed ones as 8 and 9, in an order that their ids have no part in.
    let told = told("a by n1; b by o1 cites a; c by o1; d by a1 cites a; e by n1 a1");
    assert_eq!(
        told[..4],
        ["a named named n1 on_the_record", "b named named n1 on_the_record", "c outlet outlet o1", "d named named n1",]
    );
    assert_eq!(told[4], "e mixed named+unnamed n1+#8 on_the_record");
}

#[test]
fn loops_are_circular_unless_there_is_a_way_out() {
    assert_eq!(
        told("a by n1 cites b; b cites c; c cites b; d cites e; e cites d f; f by o1; g"),
        [
            "a circular - -",
            "b circular - - in_cycle",
            "c circular - - in_cycle",
            "d outlet outlet o1 in_cycle",
            "e outlet outlet o1 in_cycle",
            "f outlet outlet o1",
            "g unsourced - -",
        ]
    );
}

#[test]
fn nothing_passes_what_was_retracted() {
    assert_eq!(
        told("a retracted by n1; b cites a; c cites a d; d by u1; e retracted; f by u1; g by n1 backs f a"),
        [
            "a retracted - - retracted",
            "b retracted - -",
            "c anonymous unnamed #9",
            "d anonymous unnamed #9",
            "e unsourced - - retracted",
            "f anonymous unnamed #9 on_the_record",
            "g named named n1 on_the_record",
        ]
    );
}

#[test]
fn who_corroborates_and_disputes_does_neither() {
    assert_eq!(
        told("a by u1; b by n1 backs a disputes a"),
        ["a anonymous unnamed #4", "b named named n1 on_the_record"]
    );
}

#[test]
fn eleven_origins_are_ten_and_more() {
    let folder = exported(&reference::yaml(&short::corpus("a by n01 n02 n03 n04 n05 n06 n07 n08 n09 n10 n11 u1")));
    let claim = &reported(folder.path())["claims"][0];
    assert_eq!(claim["origins"].as_array().unwrap().len(), 10);
    assert_eq!(claim["origin_classes"], json!(["named", "unnamed"]), "those that are not listed count");
    assert_eq!(claim["origins_truncated"], true);
}

#[test]
fn random_corpora_agree_with_the_report() {
    let mut loops = 0;
    for seed in 0..CORPORA {
        let corpus = random::corpus(&mut random::Rng::new(seed));
        let text = reference::yaml(&corpus);
        let folder = exported(&text);
        let tables = reported(folder.path());
        let snapshot = Workspace::of_texts([("c.yaml", &*text)]).snapshot();
        let mut out = Vec::new();
        report(&snapshot, &Selection::default()).write(Format::Json, &Options::default(), &mut out).unwrap();
        let files: Value = serde_json::from_slice(&out).unwrap();

        assert_eq!(tables["summary"], files["summary"], "seed {seed}\n{text}");
        let (tables, files) = (tables["claims"].as_array().unwrap(), files["claims"].as_array().unwrap());
        assert_eq!(tables.len(), files.len());
        for (table, file) in tables.iter().zip(files) {
            for field in ["id", "basis", "origins_truncated", "on_the_record", "retracted", "in_cycle"] {
                assert_eq!(table[field], file[field], "seed {seed}, {field} of {}\n{text}", table["id"]);
            }
            let origins = reference::origins(&corpus, table["id"].as_str().unwrap());
            let has = |is: fn(&reference::Source) -> bool| origins.iter().any(|source| is(&corpus.sources[*source]));
            let named = |source: &reference::Source| source.identity == reference::Identity::Named;
            let classes = [
                (has(|source| source.identity == reference::Identity::Named && !source.is_outlet), "named"),
                (has(|source| source.identity == reference::Identity::Named && source.is_outlet), "outlet"),
                (has(|source| source.identity != reference::Identity::Named), "unnamed"),
            ];
            let classes: Vec<_> = classes.iter().filter(|class| class.0).map(|class| class.1).collect();
            assert_eq!(table["origin_classes"], json!(classes), "seed {seed}\n{text}");
            let shown = |origin: &&str| named(&corpus.sources[*origin]);
            let listed: Vec<_> = table["origins"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
            if origins.len() <= 10 {
                assert_eq!(listed.len(), origins.len());
                assert!(origins.iter().filter(|id| shown(id)).all(|id| listed.contains(id)), "seed {seed}\n{text}");
            }
            loops += usize::from(table["in_cycle"] == true);
        }
    }
    assert!(loops > 50, "there are loops to find: {loops}");
}
