//! Code Quality reports, held to what GitLab's documentation of the format asks for.

use std::collections::BTreeSet;

use onrecord::diagnostic::Level;
use onrecord::format::Format;
use serde_json::{Value, json};

use super::{corpus, text, written};
use crate::hostile::program::Folder;

const SEVERITIES: [&str; 5] = ["info", "minor", "major", "critical", "blocker"];

fn issues(json: &str) -> Vec<Value> {
    serde_json::from_str::<Value>(json).unwrap().as_array().unwrap().clone()
}

/// The fields that GitLab reads, of the types that it takes, and no others.
fn is_of_the_format(issue: &Value) -> bool {
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<BTreeSet<_>>();
    let is_text = |value: &Value| value.as_str().is_some_and(|text| !text.is_empty());
    let location = &issue["location"];
    keys(issue) == ["check_name", "description", "fingerprint", "location", "severity"].map(str::to_owned).into()
        && keys(location) == ["lines", "path"].map(str::to_owned).into()
        && keys(&location["lines"]) == ["begin".to_owned()].into()
        && ["check_name", "description", "fingerprint"].iter().all(|key| is_text(&issue[*key]))
        && SEVERITIES.contains(&issue["severity"].as_str().unwrap())
        && location["path"].as_str().is_some_and(|path| !path.is_empty() && !path.starts_with(['.', '/']))
        && location["lines"]["begin"].as_u64().is_some_and(|line| line > 0)
}

#[test]
fn one_issue_by_hand() {
    let found = issues(&written(&text("claims:\n  a: {statement: x, disputes: [b]}\n"), Level::Error, Format::Gitlab));
    let [issue] = &found[..] else { panic!("{found:?}") };
    let description = issue["description"].as_str().unwrap();
    assert!(description.starts_with("no claim with the id `b`. Help: "), "{description}");
    assert_eq!(issue["check_name"], "dangling-reference");
    assert_eq!(issue["severity"], "critical");
    assert_eq!(issue["location"], json!({"path": "c.yaml", "lines": {"begin": 2}}));
}

#[test]
fn every_issue_is_of_the_format_and_has_a_fingerprint_of_its_own() {
    let found = issues(&written(&corpus(), Level::Error, Format::Gitlab));
    assert_eq!(found.len(), 7);
    assert!(found.iter().all(is_of_the_format), "{found:#?}");
    let severities: Vec<_> = found.iter().map(|issue| issue["severity"].as_str().unwrap()).collect();
    assert_eq!(severities, ["minor", "info", "critical", "critical", "critical", "critical", "critical"]);
    let prints: BTreeSet<_> = found.iter().map(|issue| issue["fingerprint"].as_str().unwrap()).collect();
    assert_eq!(prints.len(), 7, "the same reference twice, too");
}

#[test]
fn a_fingerprint_stays_when_lines_shift() {
    let prints = |before: &str| -> Vec<_> {
        let yaml = format!("{before}claims:\n  a: {{statement: x, disputes: [b], cites: [b]}}\n");
        let found = issues(&written(&text(&yaml), Level::Error, Format::Gitlab));
        found.iter().map(|issue| issue["fingerprint"].clone()).collect()
    };
    assert_eq!(prints(""), prints("# more\n\n"));
}

#[test]
fn nothing_found_is_an_empty_list() {
    assert_eq!(written(&text("claims:\n  a: {statement: x}\n"), Level::Error, Format::Gitlab), "[]\n");
}

#[test]
fn the_path_is_that_in_the_repository() {
    let folder = Folder::new();
    folder.write("claims/a b.yaml", "claims:\n  a: {statement: x, cites: [b]}\n");
    let here = folder.path().canonicalize().unwrap();
    for path in ["claims", "./claims", here.join("claims").to_str().unwrap()] {
        let run = folder.run(&["check", "--format", "gitlab", "--only", "dangling-reference", path]);
        assert_eq!(run.status, Some(1), "{}", run.all());
        let found = issues(run.out());
        assert_eq!(found.len(), 1);
        assert_eq!(found[0]["location"]["path"], "claims/a b.yaml", "{path}");
    }
}
