//! G1 to G3: graphs that are long, wide, closed in circles or full of paths; all with a stack of 256 KiB, and with
//! every command that walks them.

use std::io::Write;

use onrecord::analysis::Direction;
use onrecord::analysis::Target;
use onrecord::format::{Format, Options, Written};
use onrecord::impact::rank;
use onrecord::{Workspace, impact, trace};
use serde_json::Value;

use super::program::Folder;

const MANY: usize = 100_000;

fn report(claims: impl Iterator<Item = String>) -> Vec<Value> {
    let sources = "sources:\n  s: {identity: named, name: S}\n  t: {identity: anonymous, description: x}\n";
    let text = format!("{sources}claims:\n{}", claims.collect::<String>());
    let folder = Folder::with(&text);
    let run =
        folder.script("ulimit -s 256; $ONRECORD check c.yaml >/dev/null && $ONRECORD report --format json c.yaml");
    assert_eq!(run.status, Some(0), "{}", run.all());
    let claims = run.json()["claims"].as_array().unwrap().clone();
    follow(text, claims[claims.len() / 2]["id"].as_str().unwrap().to_owned());
    claims
}

/// Follows a claim up and down, and strikes sources, on a small stack. What is written grows with the file, not with
/// the paths.
fn follow(text: String, id: String) {
    let small = std::thread::Builder::new().stack_size(256 * 1024);
    small.spawn(move || follow_here(&text, &id)).unwrap().join().unwrap();
}

fn follow_here(text: &str, id: &str) {
    let most = 60 * text.len() + 10_000;
    let snapshot = Workspace::of_texts([("c.yaml", text)]).snapshot();
    let node = |id| snapshot.find(id, |record| snapshot.graph().node(record)).unwrap();
    let check = |what: &str, write: &dyn Fn(&mut dyn Write) -> std::io::Result<()>| {
        let mut out = Vec::new();
        write(&mut out).unwrap();
        assert!(!out.is_empty() && out.len() <= most, "{what}: {} of {most} bytes", out.len());
    };
    let options = &Options::default();
    for (id, direction) in [(id, Direction::Down), (id, Direction::Up), ("s", Direction::Up)] {
        let trace = trace(&snapshot, trace::Request { node: node(id), direction, depth: None });
        for format in trace::Trace::formats() {
            check(&format!("{direction:?} from {id} as {format}"), &|out| trace.write(format, options, out));
        }
    }
    for id in [id, "s"] {
        check("impact", &|out| {
            impact(&snapshot, snapshot.find(id, Target::of).unwrap()).write(Format::Text, options, out)
        });
    }
    check("ranking", &|out| rank(&snapshot, None).write(Format::Text, options, out));
}

fn claim(id: &str, fields: &str) -> String {
    format!("  {id}: {{statement: x, {fields}}}\n")
}

#[track_caller]
fn expect(claims: &[Value], id: &str, expected: &Value) {
    let claim = claims.iter().find(|claim| claim["id"] == id).unwrap();
    for (key, value) in expected.as_object().unwrap() {
        assert_eq!(&claim[key], value, "{key} of {claim}");
    }
}

#[test]
#[ignore = "slow: `.ci/run` runs it"]
fn a_long_chain() {
    let end = claim("c0", "attributed_to: [s]");
    let claims = report((1..MANY).map(|at| claim(&format!("c{at}"), &format!("cites: [c{}]", at - 1))).chain([end]));
    let expected =
        serde_json::json!({"basis": "named", "origins": ["s"], "independent_sources": 1, "rests_solely_on": "s"});
    expect(&claims, &format!("c{}", MANY - 1), &expected);
}

#[test]
#[ignore = "slow: `.ci/run` runs it"]
fn a_long_chain_is_followed_by_the_program() {
    let end = claim("c0", "attributed_to: [s]");
    let chain = (1..MANY).map(|at| claim(&format!("c{at}"), &format!("cites: [c{}]", at - 1))).chain([end]);
    let source = "sources:\n  s: {identity: named, name: S}\n";
    let folder = Folder::with(format!("{source}claims:\n{}", chain.collect::<String>()));
    let last = MANY - 1;
    for words in [&format!("trace c{last}"), "impact s", "impact --rank"] {
        let run = folder.script(&format!("ulimit -s 256; $ONRECORD {words} c.yaml"));
        assert_eq!(run.status, Some(0), "{words}: {}", run.all());
    }
}

#[test]
#[ignore = "slow: `.ci/run` runs it"]
fn a_long_chain_of_corroboration() {
    let end = claim("c0", "attributed_to: [t]");
    let claims =
        report((1..MANY).map(|at| claim(&format!("c{at}"), &format!("corroborates: [c{}]", at - 1))).chain([end]));
    expect(&claims, &format!("c{}", MANY - 1), &serde_json::json!({"basis": "unsourced", "independent_sources": 0}));
    expect(&claims, "c0", &serde_json::json!({"basis": "anonymous", "independent_sources": 1, "on_the_record": false}));
}

#[test]
#[ignore = "slow: `.ci/run` runs it"]
fn a_long_ring() {
    let claims = report((0..MANY).map(|at| claim(&format!("c{at}"), &format!("cites: [c{}]", (at + 1) % MANY))));
    expect(&claims, "c77", &serde_json::json!({"basis": "circular", "in_cycle": true, "origins": []}));
    assert!(claims.iter().all(|claim| claim["basis"] == "circular"));
}

#[test]
#[ignore = "slow: `.ci/run` runs it"]
fn many_into_one() {
    let hub = claim("hub", "attributed_to: [s, t]");
    let claims = report((0..MANY).map(|at| claim(&format!("c{at}"), "cites: [hub]")).chain([hub]));
    let expected =
        serde_json::json!({"basis": "mixed", "origins": ["s", "t"], "rests_solely_on": "hub", "on_the_record": true});
    expect(&claims, "c77", &expected);
}

#[test]
#[ignore = "slow: `.ci/run` runs it"]
fn many_out_of_one() {
    let ids: Vec<_> = (0..MANY).map(|at| format!("c{at}")).collect();
    let hub = claim("hub", &format!("cites: [{}]", ids.join(", ")));
    let claims = report(ids.iter().map(|id| claim(id, "attributed_to: [s]")).chain([hub]));
    expect(&claims, "hub", &serde_json::json!({"basis": "named", "independent_sources": 1, "rests_solely_on": "s"}));
}

#[test]
#[ignore = "slow: `.ci/run` runs it"]
fn many_sources_of_one_claim() {
    let ids: Vec<_> = (0..MANY).map(|at| format!("s{at}")).collect();
    let sources: String = ids.iter().map(|id| format!("  {id}: {{identity: named, name: S}}\n")).collect();
    let text = format!("sources:\n{sources}claims:\n{}", claim("a", &format!("attributed_to: [{}]", ids.join(", "))));
    let run = Folder::with(text).script("ulimit -s 256; $ONRECORD report --format json c.yaml");
    let claims = run.json()["claims"].as_array().unwrap().clone();
    let expected = serde_json::json!({"independent_sources": 3, "origins_truncated": true, "rests_solely_on": null});
    expect(&claims, "a", &expected);
    assert_eq!(claims[0]["origins"].as_array().unwrap().len(), 10);
}

#[test]
fn a_complete_graph() {
    let others =
        |at: usize| (0..150).filter(|&other| other != at).map(|at| format!("c{at}")).collect::<Vec<_>>().join(", ");
    let cites = |at: usize| claim(&format!("c{at}"), &format!("cites: [{}]", others(at)));
    let claims = report((0..150).map(cites));
    assert!(claims.iter().all(|claim| claim["basis"] == "circular" && claim["in_cycle"] == true));

    let both = |at: usize| {
        let list = if at.is_multiple_of(2) { "corroborates" } else { "disputes" };
        claim(&format!("c{at}"), &format!("attributed_to: [s], {list}: [{}]", others(at)))
    };
    let claims = report((0..150).map(both));
    expect(&claims, "c7", &serde_json::json!({"basis": "named", "independent_sources": 1, "rests_solely_on": "s"}));
    assert_eq!(claims[0]["disputed_by"].as_array().unwrap().len(), 75);
    // Who does both does neither.
    let neither = |at: usize| {
        let links = format!("attributed_to: [s], corroborates: [{}], disputes: [{}]", others(at), others(at));
        claim(&format!("c{at}"), &links)
    };
    let claims = report((0..150).map(neither));
    assert_eq!(claims[0]["disputed_by"].as_array().unwrap().len(), 0);
}

#[test]
fn a_ladder_with_more_paths_than_can_be_listed() {
    let step = |at: usize| {
        let next = at + 1;
        claim(&format!("c{at}"), &format!("cites: [l{at}, r{at}]"))
            + &claim(&format!("l{at}"), &format!("cites: [c{next}]"))
            + &claim(&format!("r{at}"), &format!("cites: [c{next}]"))
    };
    let claims = report((0..60).map(step).chain([claim("c60", "attributed_to: [s, t]")]));
    expect(&claims, "c0", &serde_json::json!({"basis": "mixed", "independent_sources": 1, "rests_solely_on": "c60"}));
}

#[test]
fn dense_layers() {
    let ids = |layer: usize| (0..30).map(|at| format!("l{layer}-{at}")).collect::<Vec<_>>();
    let layer = |number: usize| {
        let below = ids(number + 1).join(", ");
        ids(number).iter().map(|id| claim(id, &format!("cites: [{below}]"))).collect::<String>()
    };
    let last = (0..30)
        .map(|at| claim(&format!("l20-{at}"), if at < 15 { "attributed_to: [s]" } else { "attributed_to: [t]" }));
    let claims = report((0..20).map(layer).chain(last));
    expect(
        &claims,
        "l0-0",
        &serde_json::json!({"basis": "mixed", "independent_sources": 1, "independent_named_sources": 1}),
    );
}
