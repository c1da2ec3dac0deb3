//! The incidents in `examples/`: what history found, the program finds.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// What a command says of an example, as JSON.
fn asked(arguments: &[&str], example: &str) -> Value {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(example);
    let mut program = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    let run = program.args(arguments).args(["--format", "json"]).arg(folder).output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    serde_json::from_slice(&run.stdout).unwrap()
}

/// The basis of each claim of an example, in order of id.
fn bases(example: &str) -> Vec<(String, String)> {
    let report = asked(&["report"], example);
    let text = |claim: &Value, field: &str| claim[field].as_str().unwrap().to_owned();
    report["claims"].as_array().unwrap().iter().map(|claim| (text(claim, "id"), text(claim, "basis"))).collect()
}

/// The messages of what one rule finds in an example.
fn found(rule: &str, example: &str) -> Vec<String> {
    let checked = asked(&["check"], example);
    let findings = checked["diagnostics"].as_array().unwrap().iter().filter(|finding| finding["rule"] == rule);
    findings.map(|finding| finding["message"].as_str().unwrap().to_owned()).collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|&(id, basis)| (id.to_owned(), basis.to_owned())).collect()
}

#[test]
fn the_aardvark_is_a_circle_through_an_encyclopedia_that_nobody_named_stands_behind() {
    let expected = [
        ("article-2008", "outlet"),
        ("article-2014", "outlet"),
        ("daily-mail-says", "outlet"),
        ("made-up", "named"),
        ("telegraph-says", "outlet"),
    ];
    assert_eq!(bases("aardvark"), pairs(&expected));
    let [returns] = &found("returns-to-source", "aardvark")[..] else { panic!("one return") };
    for id in ["wikipedia", "article-2014", "article-2008"] {
        assert!(returns.contains(&format!("`{id}`")), "{returns}");
    }
}

#[test]
fn what_was_built_on_the_withdrawn_story_is_withdrawn_with_it() {
    let expected = [
        ("editor-regrets", "named"),
        ("khan-repeats", "retracted"),
        ("newsweek-reports", "retracted"),
        ("official-says", "retracted"),
        ("pentagon-denies", "named"),
    ];
    assert_eq!(bases("koran"), pairs(&expected));
    assert_eq!(found("rests-on-retracted", "koran").len(), 2);
}

#[test]
fn five_voices_fall_with_one_official() {
    let relays =
        ["bachmann-says", "drudge-links", "hannity-says", "limbaugh-says", "official-estimates", "pti-reports"];
    let anonymous: Vec<_> = bases("india-trip").into_iter().filter(|(_, basis)| basis == "anonymous").collect();
    assert_eq!(anonymous.iter().map(|(id, _)| id.as_str()).collect::<Vec<_>>(), relays);
    let struck = asked(&["impact", "state-official"], "india-trip");
    assert_eq!(struck["falls"].as_array().unwrap().iter().map(|id| id.as_str().unwrap()).collect::<Vec<_>>(), relays);
    assert_eq!(found("false-corroboration", "india-trip").len(), 1);
}
