//! `trace`: cases worked out by hand, then the naive reference, then the looks.

#![allow(clippy::format_push_string, reason = "small texts, made once")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use onrecord::analysis::Direction;
use onrecord::format::{Format, Options};
use onrecord::trace::Request;
use onrecord::workspace::Snapshot;
use onrecord::{Workspace, trace};
use serde_json::{Value, json};

use crate::formats;
use crate::hostile::program::Folder;
use crate::menger;
use crate::random::{self, Rng};
use crate::reference::{self, Corpus};
use crate::{short, struck};

/// How many corpora are compared.
const CORPORA: u64 = 400;

fn read(text: String) -> Snapshot {
    let snapshot = Workspace::of_texts([("a.yaml", text)]).snapshot();
    assert!(snapshot.load_faults().len() == 0, "{:?}", snapshot.load_faults().collect::<Vec<_>>());
    snapshot
}

fn folder(name: &str) -> Snapshot {
    let snapshot =
        Workspace::open(&[PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/corpora").join(name)]).snapshot();
    assert_eq!(snapshot.faults().count(), 0);
    snapshot
}

fn written(snapshot: &Snapshot, id: &str, up: bool, depth: Option<u32>, format: Format) -> String {
    shown(snapshot, id, up, depth, format, &Options::default())
}

fn shown(snapshot: &Snapshot, id: &str, up: bool, depth: Option<u32>, format: Format, options: &Options) -> String {
    let node = snapshot.find(id, |record| snapshot.graph().node(record)).unwrap();
    let direction = if up { Direction::Up } else { Direction::Down };
    let request = Request { node, direction, depth };
    formats::written(&trace(snapshot, request), format, options)
}

fn traced(read: &Snapshot, id: &str, up: bool, depth: Option<u32>) -> Value {
    let written = written(read, id, up, depth, Format::Json);
    serde_json::from_str(&written).unwrap_or_else(|error| panic!("{error}\n{written}"))
}

fn texts(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|text| text.as_str().unwrap()).collect()
}

fn origins(trace: &Value) -> Vec<&str> {
    trace["origins"].as_array().unwrap().iter().map(|origin| origin["id"].as_str().unwrap()).collect()
}

/// The nodes of the tree, in order: the id, then for every branch the link and where it leads, with `^` if that is
/// shown elsewhere, and `@` if it leads round a loop.
fn tree(trace: &Value) -> Vec<String> {
    let node = |node: &Value| {
        let mut words = node["id"].as_str().unwrap().to_owned();
        for branch in node["leads_to"].as_array().unwrap() {
            let mark = match (branch["see"].as_bool().unwrap(), branch["circular"].as_bool().unwrap()) {
                (false, false) => "",
                (true, false) => "^",
                (true, true) => "@",
                (false, true) => "?",
            };
            words += &format!(" {} {}{mark}", branch["link"].as_str().unwrap(), branch["id"].as_str().unwrap());
        }
        words + &node["cut"].as_str().map_or(String::new(), |cut| format!(" ({cut})"))
    };
    trace["nodes"].as_array().unwrap().iter().map(node).collect()
}

/// A corpus, and the tree of claim `c`.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let read = read(reference::yaml(&short::corpus(text)));
    assert_eq!(tree(&traced(&read, "c", false, None)), expected);
}

#[test]
fn a_chain_leads_down_to_its_source() {
    check("c by n1 cites d; d by n2 cites e; e by n3", &["c cites d", "d cites e", "e said_by n3", "n3"]);
}

#[test]
fn what_is_shared_is_shown_once_and_the_largest_branch_is_last() {
    check(
        "c cites d e; d cites f; e cites f; f by n1",
        &["c cites e cites d", "e cites f^", "d cites f", "f said_by n1", "n1"],
    );
}

#[test]
fn a_corroboration_is_no_citation() {
    check("c by n1; d by n2 backs c; e by n3", &["c said_by n1 corroborated_by d", "n1", "d said_by n2", "n2"]);
}

#[test]
fn a_retracted_claim_is_shown_and_not_passed() {
    check("c cites d e; d retracted cites e; e by n1", &["c cites d cites e", "d (retracted)", "e said_by n1", "n1"]);
    check("c retracted cites d; d by n1", &["c cites d", "d said_by n1", "n1"]);
    check("c cites d e; d retracted by n1; e cites d", &["c cites d cites e", "d (retracted)", "e cites d^"]);
}

#[test]
fn a_loop_is_named() {
    check("c cites d; d cites e; e cites d", &["c cites d", "d cites e", "e cites d@"]);
    check("c cites d; d cites c f; f by n1", &["c cites d", "d cites c@ cites f", "f said_by n1", "n1"]);
    // Neither is above the other, and they are on one loop all the same.
    check("c cites d e; d cites e; e cites d", &["c cites d cites e", "d cites e@", "e cites d@"]);
    check("c by n1; d by n2 cites c backs c", &["c said_by n1 corroborated_by d", "n1", "d cites c@"]);
}

#[test]
fn depth_is_counted_in_links() {
    let read = read(reference::yaml(&short::corpus("c cites d e; d by n1; e cites f; f by n2")));
    let at = |depth| tree(&traced(&read, "c", false, Some(depth)));
    assert_eq!(at(0), ["c (depth)"]);
    assert_eq!(at(1), ["c cites d cites e", "d (depth)", "e (depth)"]);
    assert_eq!(at(2), ["c cites d cites e", "d said_by n1", "n1", "e cites f", "f (depth)"]);
    assert_eq!(at(3), tree(&traced(&read, "c", false, None)));
    assert_eq!(
        origins(&traced(&read, "c", false, Some(0))),
        ["n1", "n2"],
        "what is said beside the tree is about all of it"
    );
}

#[test]
fn reversed_it_grows_up() {
    let read = read(reference::yaml(&short::corpus("c cites d; d by n1 backs f; e cites d retracted; g cites e; f")));
    let up = |id| tree(&traced(&read, id, true, None));
    assert_eq!(up("n1"), ["n1 says d", "d cited_by c cited_by e corroborates f", "c", "e (retracted)", "f"]);
    assert_eq!(up("e"), ["e cited_by g", "g"]);
    assert_eq!(up("g"), ["g"]);
    let keys: Vec<_> = traced(&read, "n1", true, None).as_object().unwrap().keys().cloned().collect();
    assert_eq!(keys, ["direction", "id", "nodes", "version"]);
}

#[test]
fn the_corpus_is_traced_as_worked_out_by_hand() {
    let trace = traced(&folder("trace"), "talks-held", false, None);
    assert_eq!(trace["basis"], "named");
    assert_eq!(origins(&trace), ["envoy"]);
    assert_eq!(texts(&trace["single_points_of_failure"]), ["talks-printed", "gazette", "talks-said"]);
    assert_eq!(trace["lines"], json!([["talks-held", "talks-reported", "talks-printed", "talks-said", "envoy"]]));
    assert_eq!(trace["named_lines"], trace["lines"]);
    assert_eq!((&trace["independent_sources"], &trace["independent_named_sources"]), (&json!(1), &json!(1)));
}

#[test]
fn every_witness_equals_the_naive_reference() {
    let (mut points, mut lines) = (0, 0);
    for seed in 0..CORPORA {
        let corpus = random::corpus(&mut Rng::new(seed));
        let text = reference::yaml(&corpus);
        let read = read(text.clone());
        for id in corpus.claims.keys() {
            let trace = traced(&read, id, false, None);
            let place = format!("seed {seed}, {id}\n{text}");
            assert_eq!(origins(&trace), reference::origins(&corpus, id), "{place}");
            let chains = struck::chains(&corpus, id, false);
            let expected = struck::single_points_of_failure(&corpus, id);
            points += expected.len();
            let found = texts(&trace["single_points_of_failure"]);
            assert_eq!(found.iter().copied().collect::<BTreeSet<_>>(), expected, "{place}");
            assert_eq!(found.len(), expected.len(), "{place}");
            // Those that every chain passes are in the order of the chains.
            let shared = shared(&chains);
            assert_eq!(found.into_iter().filter(|id| shared.contains(id)).collect::<Vec<_>>(), shared, "{place}");
            lines += chains.len().min(3);
            witnesses(&trace["lines"], &trace["independent_sources"], &chains, &place);
            let named = struck::chains(&corpus, id, true);
            witnesses(&trace["named_lines"], &trace["independent_named_sources"], &named, &place);
        }
    }
    assert!(points > 1000 && lines > 1000, "both must occur: {points}, {lines}");
}

/// What every chain passes but its start, in the order of the chains.
fn shared<'a>(chains: &[Vec<&'a str>]) -> Vec<&'a str> {
    let Some(first) = chains.first() else { return Vec::new() };
    let is_shared = |id: &&str| chains.iter().all(|chain| chain.contains(id));
    first[1..].iter().copied().filter(is_shared).collect()
}

#[track_caller]
fn witnesses(lines: &Value, count: &Value, chains: &[Vec<&str>], place: &str) {
    let lines: Vec<Vec<&str>> = lines.as_array().unwrap().iter().map(texts).collect();
    assert_eq!(json!(lines.len()), *count, "{place}");
    assert!(lines.is_sorted_by_key(Vec::len), "{place}");
    apart(&lines, place);
    for line in &lines {
        assert!(chains.contains(line), "{line:?} is no live chain, {place}");
    }
}

#[track_caller]
fn apart(lines: &[Vec<&str>], place: &str) {
    let beneath: Vec<&str> = lines.iter().flat_map(|line| &line[1..]).copied().collect();
    let different: BTreeSet<&str> = beneath.iter().copied().collect();
    assert_eq!(different.len(), beneath.len(), "{lines:?} share something, {place}");
}

#[test]
fn lines_in_a_tangle_are_live_and_apart() {
    let mut most = 0;
    for seed in 0..40 {
        let corpus = menger::tangle(&mut Rng::new(seed));
        let read = read(reference::yaml(&corpus));
        let leads = [menger::leads(&corpus, false), menger::leads(&corpus, true)];
        for id in corpus.claims.keys().step_by(4) {
            let trace = traced(&read, id, false, None);
            let place = format!("seed {seed}, {id}");
            for (field, count, leads) in
                [("lines", "independent_sources", &leads[0]), ("named_lines", "independent_named_sources", &leads[1])]
            {
                let lines: Vec<Vec<&str>> = trace[field].as_array().unwrap().iter().map(texts).collect();
                assert_eq!(json!(lines.len()), trace[count], "{place}");
                apart(&lines, &place);
                most = most.max(lines.len());
                for line in &lines {
                    assert_eq!(line[0], id, "{place}");
                    let end = &corpus.sources[line[line.len() - 1]];
                    assert!(menger::told(end) || lines.len() == 1, "{place}");
                    assert!(line.windows(2).all(|pair| leads[pair[0]].contains(pair[1])), "{line:?}, {place}");
                }
            }
            for point in texts(&trace["single_points_of_failure"]) {
                let is_claim = corpus.claims.contains_key(point);
                let without = menger::reaches(&corpus, &leads[0], id, &[point], menger::any);
                assert!(!is_claim || !without, "{place} without {point}");
            }
        }
    }
    assert_eq!(most, 3);
}

#[test]
fn every_tree_shows_everything_once() {
    for seed in 0..CORPORA {
        let corpus = random::corpus(&mut Rng::new(seed));
        let text = reference::yaml(&corpus);
        let read = read(text.clone());
        for id in corpus.claims.keys() {
            let place = format!("seed {seed}, {id}\n{text}");
            whole_tree(&traced(&read, id, false, None), &place);
            let up = traced(&read, id, true, None);
            whole_tree(&up, &place);
            if !corpus.claims[id].retracted {
                assert_eq!(ids(&up), resting_on(&corpus, id), "{place}");
            }
        }
        for id in corpus.sources.keys() {
            assert_eq!(ids(&traced(&read, id, true, None)), resting_on(&corpus, id), "seed {seed}, {id}\n{text}");
        }
    }
}

fn ids(trace: &Value) -> BTreeSet<&str> {
    trace["nodes"].as_array().unwrap().iter().map(|node| node["id"].as_str().unwrap()).collect()
}

/// The claims that could reach a claim or source, with it.
fn resting_on<'a>(corpus: &'a Corpus, id: &'a str) -> BTreeSet<&'a str> {
    let rests = |claim: &&'a String| struck::reach(corpus, claim).contains(id);
    corpus.claims.keys().filter(rests).map(String::as_str).chain([id]).collect()
}

/// What holds for every tree: a node is shown once, beneath the first branch that leads to it; a branch to a node that
/// is not shown there says so; and without the circular branches no citation leads round.
#[track_caller]
fn whole_tree(trace: &Value, place: &str) {
    let nodes = trace["nodes"].as_array().unwrap();
    assert_eq!(ids(trace).len(), nodes.len(), "{place}");
    let mut introduced = BTreeSet::from([nodes[0]["id"].as_str().unwrap()]);
    let mut citations: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for node in nodes {
        let id = node["id"].as_str().unwrap();
        assert!(introduced.contains(id), "{id} comes before the branch to it, {place}");
        for branch in node["leads_to"].as_array().unwrap() {
            let to = branch["id"].as_str().unwrap();
            assert!(branch["see"] == true || introduced.insert(to), "{to} is shown twice, {place}");
            assert!(ids(trace).contains(to), "{to} is not shown, {place}");
            if branch["link"].as_str().unwrap().starts_with("cite") && branch["circular"] == false {
                citations.entry(id).or_default().insert(to);
            }
        }
    }
    assert_eq!(introduced, ids(trace), "{place}");
    // Take away what cites nothing that is left, until nothing is left.
    loop {
        let before = citations.len();
        let open: BTreeSet<&str> = citations.keys().copied().collect();
        citations.retain(|_, to| to.iter().any(|to| open.contains(to)));
        if citations.len() == before {
            break;
        }
    }
    assert!(citations.is_empty(), "a loop without a name: {citations:?}, {place}");
}

#[test]
fn a_chain_stays_in_one_column() {
    let mut text: Vec<_> = (0..40).map(|at| format!("c{at} by n1 cites c{}", at + 1)).collect();
    text.push("c40 by n2; d by n3 backs c20; e by n3 backs c30".to_owned());
    let read = read(reference::yaml(&short::corpus(&text.join("; "))));
    let page = written(&read, "c0", false, None, Format::Text);
    for at in 1..=40 {
        assert!(page.contains(&format!("\n↓  cites c{at}")), "{page}");
    }
    let tree = page.split("\n\n").nth(1).unwrap();
    assert!(tree.lines().all(|line| line.chars().count() <= 80), "{page}");
}

#[test]
fn a_page_fits_its_width() {
    for name in ["trace", "every-basis"] {
        let read = folder(name);
        for claim in &read.corpus().claims {
            for width in [40, 61, 80, 100] {
                let options = Options::default().width(width);
                let page = shown(&read, claim.id.as_str(), false, None, Format::Text, &options);
                let longest = page.lines().map(|line| line.chars().count()).max();
                assert!(longest <= Some(width), "{width}: {longest:?}\n{page}");
            }
        }
    }
}

#[test]
fn colour_adds_nothing_but_colour() {
    let read = folder("trace");
    let page = |color| shown(&read, "talks-held", false, None, Format::Text, &Options::default().color(color));
    let mut stripped = String::new();
    let colored = page(true);
    let mut rest = colored.as_str();
    while let Some((before, after)) = rest.split_once('\u{1b}') {
        stripped.push_str(before);
        rest = after.split_once('m').unwrap().1;
    }
    stripped.push_str(rest);
    assert_ne!(colored, stripped);
    assert_eq!(stripped, page(false));
}

#[test]
fn a_trace_looks_so() {
    let read = folder("trace");
    let page = |ascii| shown(&read, "talks-held", false, None, Format::Text, &Options::default().ascii(ascii));
    insta::assert_snapshot!("trace_as_text", page(false));
    assert!(page(true).is_ascii());
    insta::assert_snapshot!("trace_in_ascii", page(true));
    insta::assert_snapshot!("trace_as_json", written(&read, "talks-held", false, None, Format::Json));
    insta::assert_snapshot!("trace_not_deep", written(&read, "talks-held", false, Some(1), Format::Text));
    insta::assert_snapshot!("trace_reversed", written(&read, "envoy", true, None, Format::Text));
    insta::assert_snapshot!("trace_reversed_as_json", written(&read, "envoy", true, None, Format::Json));
    insta::assert_snapshot!("trace_of_a_claim_without_chains", written(&read, "rumour-a", false, None, Format::Text));
}

#[test]
fn an_id_that_is_none_is_usage() {
    let folder = Folder::new();
    folder.write(
        "claims/a.yaml",
        "documents:\n  paper: {title: T}\nsources:\n  source: {identity: named, name: S}\nclaims:\n  \
         a-claim: {statement: x, attributed_to: [source]}\n",
    );
    for (arguments, words) in [
        (&["trace", "a-claims"][..], "no record with the id `a-claims`; did you mean `a-claim`?\n"),
        (&["trace", "sourcee"], "no record with the id `sourcee`\n"),
        (&["trace", "--reverse", "sourcee"], "no record with the id `sourcee`; did you mean `source`?\n"),
        (&["trace", "source"], "`source` is a source; expected a claim; `trace --reverse` shows what rests on it\n"),
        (&["trace", "--reverse", "paper"], "`paper` is a document; expected a claim or a source\n"),
    ] {
        let run = folder.run(arguments);
        assert_eq!((run.status, run.out()), (Some(2), ""), "{}", run.all());
        assert_eq!(run.err(), format!("onrecord: {words}"));
    }
    for arguments in [&["trace"][..], &["trace", "a-claim", "--depth", "-1"], &["trace", "a-claim", "--depth", "x"]] {
        assert_eq!(folder.run(arguments).status, Some(2), "{arguments:?}");
    }
    assert_eq!(folder.run(&["trace", "a-claim"]).status, Some(0));
}

#[test]
fn errors_in_the_files_are_shown_beside_the_result() {
    let folder = Folder::with("claims:\n  a: {statement: x, cites: [b]}\n");
    for format in ["text", "json"] {
        let run = folder.run(&["trace", "a", ".", "--format", format]);
        assert_eq!(run.status, Some(1), "{}", run.all());
        assert!(run.err().contains("error[dangling-reference]") && !run.stdout.is_empty(), "{}", run.all());
    }
}

#[test]
fn ascii_is_asked_for() {
    let folder =
        Folder::with("sources:\n  s: {identity: named, name: S}\nclaims:\n  a: {statement: x, attributed_to: [s]}\n");
    assert!(folder.run(&["trace", "a", ".", "--ascii"]).stdout.is_ascii());
    // What is no terminal gets the same bytes in every locale.
    assert!(!folder.script("LC_ALL=C $ONRECORD trace a .").stdout.is_ascii());
}
