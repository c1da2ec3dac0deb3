//! What falls when something is struck: cases worked out by hand, then the naive reference, then the looks.

#![allow(clippy::format_collect, clippy::format_push_string, reason = "small texts, made once")]

use std::path::PathBuf;

use onrecord::analysis::Target;
use onrecord::format::{Format, Options};
use onrecord::impact::rank;
use onrecord::workspace::Snapshot;
use onrecord::{Workspace, impact};
use serde_json::Value;

use crate::formats;
use crate::hostile::program::Folder;
use crate::random::{self, Rng};
use crate::reference::{self, Corpus};
use crate::short;
use crate::struck::{self, Outcome};

/// How many corpora are compared.
const CORPORA: u64 = 2000;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpora/impact");

fn read(corpus: &Corpus) -> Snapshot {
    let snapshot = Workspace::of_texts([("a.yaml", reference::yaml(corpus))]).snapshot();
    assert!(snapshot.load_faults().len() == 0, "{:?}", snapshot.load_faults().collect::<Vec<_>>());
    snapshot
}

fn written(snapshot: &Snapshot, id: &str, format: Format) -> String {
    let target = snapshot.find(id, Target::of).unwrap();
    formats::written(&impact(snapshot, target), format, &Options::default())
}

fn outcome(snapshot: &Snapshot, id: &str) -> Outcome {
    let json: Value = serde_json::from_str(&written(snapshot, id, Format::Json)).unwrap();
    assert_eq!(json["id"], id);
    assert_eq!(json.as_object().unwrap().len(), 4);
    let ids = |field: &str| json[field].as_array().unwrap().iter().map(|id| id.as_str().unwrap().to_owned()).collect();
    Outcome { falls: ids("falls"), weakened: ids("weakened") }
}

/// How many claims fall with each source, where any do.
fn ranked(snapshot: &Snapshot) -> Vec<(String, usize)> {
    let ranking = rank(snapshot, None);
    let json: Value = serde_json::from_str(&formats::written(&ranking, Format::Json, &Options::default())).unwrap();
    let rival = |rival: &Value| {
        (rival["id"].as_str().unwrap().to_owned(), usize::try_from(rival["falls"].as_u64().unwrap()).unwrap())
    };
    let ranked: Vec<_> = json["ranking"].as_array().unwrap().iter().map(rival).collect();
    assert_eq!(json["sources"], ranked.len());
    ranked
}

/// A corpus, what is struck, what falls and what is weakened.
#[track_caller]
fn check(text: &str, struck: &str, falls: &str, weakened: &str) {
    let corpus = short::corpus(text);
    let list = |ids: &str| ids.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let expected = Outcome { falls: list(falls), weakened: list(weakened) };
    let read = read(&corpus);
    assert_eq!(outcome(&read, struck), expected);
    assert_eq!(struck::strike(&corpus, struck), expected, "the reference");
    if corpus.sources.contains_key(struck) {
        let ranked = ranked(&read).into_iter().find(|(id, _)| id == struck).map_or(0, |(_, falls)| falls);
        assert_eq!(ranked, expected.falls.len(), "the ranking");
    }
}

#[test]
fn what_rests_on_one_source_falls_with_it() {
    check("c cites d; d by n1; e by n2", "n1", "c d", "");
    check("c cites d e; d by n1; e by n2", "n1", "d", "c");
    check("c by n1 n2; d cites c", "n1", "", "c d");
}

#[test]
fn what_only_a_struck_source_relays_falls_whatever_it_cites() {
    check("c by n1 cites d; d by n2; e cites c", "n1", "c e", "");
    check("c by n1 n3 cites d; d by n2", "n1", "", "");
    check("c cites d; d by n2; e by n1", "n1", "e", "");
}

#[test]
fn what_only_a_struck_source_said_stands_by_what_corroborates_it() {
    check("c by n1; d by n2 backs c", "n1", "", "c");
    check("c by n1 n3; d by n2 backs c", "n1", "", "c");
    check("c by n2; d by n1 backs c", "n1", "d", "c");
    check("c by n1 cites e; d by n2 backs c; e by n3; f cites c", "n1", "", "c f");
    check("c by n1; d by n1 backs c", "n1", "c d", "");
}

#[test]
fn a_struck_document_takes_the_claims_that_stand_in_nothing_else() {
    check("c by n1 in p1; d cites c", "p1", "c d", "");
    check("c by n1 in p1 p1; d cites c e; e by n2 in p2", "p1", "c", "d");
    check("c by n1 in p1 p2; d cites c; e by n2", "p1", "", "");
    check("c by n1 in p1; d by n2 backs c", "p1", "c", "");
    check("c in p1; d by n1", "p1", "", "");
}

#[test]
fn a_withdrawn_claim_has_nothing_to_lose() {
    check("c by n1 retracted; d by n1", "n1", "d", "");
    check("c by n1 retracted; d by n2 backs c", "d", "d", "");
}

#[test]
fn a_claim_falls_that_a_source_cuts_off_in_two_places() {
    let text = "c cites d e; d by n1 cites f; e by n1 cites g; f by a1; g by a2";
    check(text, "n1", "c d e", "");
    check(text, "a1", "d f", "c");
    check(&format!("{text}; h by a3 backs c"), "n1", "d e", "c");
    check(&format!("{text}; h by a3 backs d"), "n1", "e", "c d");
    check(&format!("{text}; h by n1 cites g backs d"), "n1", "c d e h", "");
}

#[test]
fn a_loop_falls_that_a_source_cuts_off_in_two_places() {
    let text = "c cites d x; d cites c y; x by n1 cites f; y by n1 cites g; f by a1; g by a2";
    check(text, "n1", "c d x y", "");
    check(&format!("{text}; e by a3 backs d"), "n1", "x y", "c d");
}

#[test]
fn a_struck_claim_falls_itself_if_it_had_a_chain() {
    check("c cites d; d by n1; e by n1", "d", "c d", "");
    check("c cites d e; d; e by n1", "d", "", "c");
    check("c cites d e; d by n1; e by n1", "d", "d", "c");
}

#[test]
fn nothing_reaches_a_retracted_claim() {
    check("c cites d e; d by n1 retracted; e by n2", "d", "", "");
    check("c cites d e; d by n1 retracted; e by n2", "n1", "", "");
}

#[test]
fn every_strike_equals_the_naive_reference() {
    let (mut falls, mut weakened) = (0, 0);
    for seed in 0..CORPORA {
        let corpus = random::corpus(&mut Rng::new(seed));
        let read = read(&corpus);
        let mut expected_ranks = Vec::new();
        let documents = random::documents(&corpus).into_iter();
        for id in corpus.sources.keys().chain(corpus.claims.keys()).map(String::as_str).chain(documents) {
            let expected = struck::strike(&corpus, id);
            assert_eq!(outcome(&read, id), expected, "seed {seed}, {id} struck\n{}", reference::yaml(&corpus));
            falls += expected.falls.len();
            weakened += expected.weakened.len();
            if corpus.sources.contains_key(id) && !expected.falls.is_empty() {
                expected_ranks.push((id.to_owned(), expected.falls.len()));
            }
        }
        expected_ranks.sort_by_key(|(_, falls)| std::cmp::Reverse(*falls));
        assert_eq!(ranked(&read), expected_ranks, "seed {seed}\n{}", reference::yaml(&corpus));
    }
    assert!(falls > 5000 && weakened > 5000, "both must occur: {falls}, {weakened}");
}

/// A corpus in which few sources speak often, so that each cuts the network in many places.
fn gossip(rng: &mut Rng) -> Corpus {
    let (claims, sources) = (10 + rng.below(60), 1 + rng.below(6));
    let (links, loops) = (1 + rng.below(3), rng.chance(50));
    let claim = |rng: &mut Rng, at: usize| {
        let from = if loops { claims } else { at };
        let pick = |rng: &mut Rng, most: usize| -> String {
            let many = if from == 0 { 0 } else { rng.below(most + 1) };
            let ids: Vec<_> = (0..many).map(|_| rng.below(from)).filter(|&to| to != at).collect();
            ids.iter().map(|to| format!(" c{to}")).collect()
        };
        let mut words = format!("c{at}");
        if rng.chance(80) {
            words += &format!(" by n{}", rng.below(sources));
            if rng.chance(15) {
                words += &format!(" a{}", rng.below(sources));
            }
        }
        let cites = if rng.chance(85) { pick(rng, links) } else { String::new() };
        let backs = if rng.chance(20) { pick(rng, 2) } else { String::new() };
        for (verb, ids) in [("cites", cites), ("backs", backs)].iter().filter(|(_, ids)| !ids.is_empty()) {
            words += &format!(" {verb}{ids}");
        }
        words + if rng.chance(3) { " retracted" } else { "" }
    };
    let claims: Vec<_> = (0..claims).map(|at| claim(rng, at)).collect();
    let mut corpus = short::corpus(&claims.join("; "));
    for claim in corpus.claims.values_mut() {
        for list in [&mut claim.attributed_to, &mut claim.cites, &mut claim.corroborates] {
            list.sort();
            list.dedup();
        }
    }
    corpus
}

#[test]
fn the_ranking_equals_striking_every_source_in_turn() {
    let mut joint = 0;
    for seed in 0..2000 {
        let corpus = gossip(&mut Rng::new(seed));
        let read = read(&corpus);
        let mut expected: Vec<_> =
            corpus.sources.keys().map(|id| (id.clone(), outcome(&read, id).falls.len())).collect();
        expected.retain(|(_, falls)| *falls > 0);
        expected.sort_by_key(|(_, falls)| std::cmp::Reverse(*falls));
        assert_eq!(ranked(&read), expected, "seed {seed}\n{}", reference::yaml(&corpus));
        joint += expected.len();
    }
    assert!(joint > 3000, "{joint}");
}

fn corpus() -> Snapshot {
    let snapshot = Workspace::open(&[PathBuf::from(FOLDER)]).snapshot();
    assert_eq!(snapshot.faults().count(), 0);
    snapshot
}

#[test]
fn the_corpus_falls_as_worked_out_by_hand() {
    let corpus = corpus();
    let fallen = outcome(&corpus, "agency");
    assert_eq!(fallen.falls, ["evening-summary", "fire-at-port", "morning-summary", "port-closed-wire"]);
    assert_eq!(fallen.weakened, ["eye-witness", "port-attacked"]);
    let fallen = outcome(&corpus, "port-closed");
    assert_eq!(fallen.falls, ["port-closed", "port-closed-wire"]);
    assert_eq!(fallen.weakened, ["evening-summary", "morning-summary"]);
}

#[test]
fn an_impact_looks_so() {
    let snapshot = corpus();
    insta::assert_snapshot!("impact_of_a_source", written(&snapshot, "agency", Format::Text));
    insta::assert_snapshot!("impact_of_a_claim", written(&snapshot, "port-closed", Format::Text));
    insta::assert_snapshot!("impact_as_json", written(&snapshot, "agency", Format::Json));
}

#[test]
fn a_ranking_looks_so() {
    let snapshot = corpus();
    let ranking = |limit: Option<usize>, format| formats::written(&rank(&snapshot, limit), format, &Options::default());
    insta::assert_snapshot!("ranking_as_text", ranking(None, Format::Text));
    insta::assert_snapshot!("ranking_limited", ranking(Some(1), Format::Text));
    insta::assert_snapshot!("ranking_as_json", ranking(Some(1), Format::Json));
}

#[test]
fn reviews_of_what_changes_need_another_look() {
    let snapshot = corpus();
    let reviews = |id: &str| {
        let text = written(&snapshot, id, Format::Text);
        let ids = text.lines().filter_map(|line| line.strip_prefix("    review     ")).map(str::to_owned);
        ids.collect::<Vec<_>>()
    };
    assert_eq!(reviews("agency"), ["port-attacked-1"]);
    assert_eq!(reviews("harbour-master"), ["port-attacked-1", "port-closed-1"]);
    assert_eq!(reviews("fire-at-port"), [""; 0]);
}

#[test]
fn a_review_that_was_superseded_needs_no_look() {
    let text = "sources:
  s: {identity: named, name: S}
claims:
  a: {statement: x, attributed_to: [s]}
reviews:
  a-1: {claim: a, verdict: unproven, reviewer: desk, date: 2024-01-01}
  a-2: {claim: a, verdict: supported, reviewer: Desk, date: 2024-02-01}
  a-3: {claim: a, verdict: supported, reviewer: night desk, date: 2023-01-01}
";
    let snapshot = Workspace::of_texts([("c.yaml", text)]).snapshot();
    let words = written(&snapshot, "s", Format::Text);
    assert!(words.contains("2 reviews need another look") && !words.contains("a-1"), "{words}");
}

fn ranking_arguments(folder: &Folder, arguments: &[&str]) -> (Option<i32>, String) {
    let run = folder.run(&[&["impact"], arguments].concat());
    (run.status, format!("{}{}", run.out(), run.err()))
}

#[test]
fn the_first_word_is_an_id_or_with_rank_a_path() {
    let folder = Folder::new();
    folder.write(
        "claims/a.yaml",
        "sources:\n  s: {identity: named, name: S}\nclaims:\n  a: {statement: x, attributed_to: [s]}\n",
    );
    let whole = ranking_arguments(&folder, &["--rank"]);
    assert_eq!(whole.0, Some(0), "{}", whole.1);
    assert_eq!(ranking_arguments(&folder, &["--rank", "claims"]), whole);
    assert_eq!(ranking_arguments(&folder, &["claims/a.yaml", "--rank"]), whole);
    assert_eq!(ranking_arguments(&folder, &["--rank", "--limit", "5", "claims", "claims/a.yaml"]), whole);
    let struck = ranking_arguments(&folder, &["s", "--format", "json"]);
    assert_eq!(struck, (Some(0), "{\"version\": 1, \"id\": \"s\", \"falls\": [\"a\"], \"weakened\": []}\n".to_owned()));
    assert_eq!(ranking_arguments(&folder, &["s", "claims/a.yaml", "--format", "json"]), struck);
    assert_eq!(ranking_arguments(&folder, &[]).0, Some(2));
    assert_eq!(ranking_arguments(&folder, &["s", "--limit", "5"]).0, Some(2));
}

#[test]
fn an_id_that_is_none_is_usage() {
    let folder = Folder::new();
    folder.write(
        "claims/a.yaml",
        "documents:\n  paper: {title: T}\nsources:\n  source: {identity: named, name: S}\nclaims:\n  a: {statement: x, attributed_to: [source]}\n\
         reviews:\n  look: {claim: a, verdict: mixed, reviewer: desk, date: 2024}\n",
    );
    for (id, words) in [
        ("sorce", "onrecord: no record with the id `sorce`; did you mean `source`?\n"),
        ("papr", "onrecord: no record with the id `papr`; did you mean `paper`?\n"),
        ("look", "onrecord: `look` is a review; expected a source, a claim or a document\n"),
        ("\u{1b}[2J", "onrecord: no record with the id `\\u{1b}[2J`"),
    ] {
        let run = folder.run(&["impact", id]);
        assert_eq!((run.status, run.out()), (Some(2), ""), "{}", run.all());
        assert!(run.err().starts_with(words), "{}", run.err());
    }
}

#[test]
fn errors_in_the_files_are_shown_beside_the_result() {
    let folder = Folder::with("claims:\n  a: {statement: x, cites: [b]}\n");
    for arguments in [&["impact", "a", "."][..], &["impact", "--rank", "."], &["impact", "a", ".", "--format", "json"]]
    {
        let run = folder.run(arguments);
        assert_eq!(run.status, Some(1), "{}", run.all());
        assert!(run.err().contains("error[dangling-reference]") && !run.stdout.is_empty(), "{}", run.all());
    }
    let run = folder.run(&["impact", "b", "."]);
    assert_eq!(run.status, Some(2), "{}", run.all());
    assert!(run.err().contains("error[dangling-reference]") && run.err().contains("no record with the id `b`"));
}
