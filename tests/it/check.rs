//! What `check` found, in every format: first the truth, then the looks.

#![allow(clippy::format_collect, reason = "small texts, made once")]

mod cases;
mod fingerprints;
mod fixes;
mod github;
mod gitlab;
mod junit;
mod sarif;
mod shown;
mod some;

use std::path::PathBuf;

use onrecord::Workspace;
use onrecord::check::check;
use onrecord::diagnostic::{Findings, Level};
use onrecord::format::{Format, Options, Written};
use onrecord::model::{Date, Setting};
use onrecord::policy::Request;
use onrecord::rules::RULES;
use onrecord::text::Text;
use onrecord::workspace::Snapshot;

use crate::formats;

/// The rules that are looked for: others, that come later, must not change what is expected here.
const KNOWN: [&str; 6] =
    ["anachronism", "dangling-reference", "duplicate-id", "invalid-date", "self-reference", "unreadable"];

/// Hands on what is found in files, at the levels that the rules have by themselves or the configuration gives them.
fn with_findings(snapshot: &Snapshot, deny: Level, use_them: impl FnOnce(&Findings<'_>)) {
    let unknown = RULES.iter().map(|rule| rule.meta).filter(|rule| !rule.is_fixed && !KNOWN.contains(&rule.name));
    let request = Request {
        today: Date::parse(&Text::new("2026-01-01")),
        rules: unknown.map(|rule| (rule, Setting::Off)).collect(),
        snapshots: None,
    };
    use_them(&check(snapshot, &request).findings(deny));
}

fn written(snapshot: &Snapshot, deny: Level, format: Format) -> String {
    let mut text = String::new();
    with_findings(snapshot, deny, |findings| text = formats::written(findings, format, &Options::default()));
    text
}

/// A corpus with an error, a warning and a note, related places in the same file and in another, a waiver, a
/// configuration that asks less than usual, and a path that is not there. The tests run in the folder of the package,
/// so the paths are relative.
fn corpus() -> Snapshot {
    Workspace::open(&[PathBuf::from("tests/corpora/findings"), PathBuf::from("tests/corpora/missing.yaml")]).snapshot()
}

/// One file in memory.
fn text(text: &str) -> Snapshot {
    Workspace::of_texts([("c.yaml", text)]).snapshot()
}

#[test]
fn the_corpus_has_what_was_put_into_it() {
    with_findings(&corpus(), Level::Error, |findings| {
        let found: Vec<_> = findings.iter().map(|finding| (finding.rule().name, finding.level())).collect();
        let expected = [
            ("anachronism", Level::Warning),
            ("self-reference", Level::Note),
            ("dangling-reference", Level::Error),
            ("dangling-reference", Level::Error),
            ("invalid-date", Level::Error),
            ("duplicate-id", Level::Error),
            ("unreadable", Level::Error),
        ];
        assert_eq!(found, expected);
        assert_eq!((findings.waived().values().sum::<usize>(), findings.claim_files()), (1, 3));
        assert_eq!(findings.narrowed().unwrap().lowered, [("self-reference", Level::Note)]);
    });
}

#[test]
fn nothing_found_is_written_too() {
    let snapshot = text("claims:\n  a: {statement: x}\n");
    for format in Findings::formats() {
        let written = written(&snapshot, Level::Error, format);
        assert!(written.ends_with('\n'), "{format:?}: {written}");
    }
    assert_eq!(
        written(&snapshot, Level::Error, Format::Github),
        "checked 1 file, 1 record, 19 rules: 0 errors, 0 warnings, 0 notes\n"
            .replace("19", &checked_rules().to_string())
    );
}

/// The rules that cannot be switched off, and the known ones among the others.
fn checked_rules() -> usize {
    RULES.iter().filter(|rule| rule.meta.is_fixed || KNOWN.contains(&rule.meta.name)).count()
}

/// Without the lines that tell what rules there are, which change with every new one.
fn without_rules(json: &str) -> String {
    let mut log: serde_json::Value = serde_json::from_str(json).unwrap();
    let driver = &mut log["runs"][0]["tool"]["driver"];
    driver["rules"].as_array_mut().unwrap().truncate(1);
    driver["rules"][0]["help"] = "the page".into();
    for key in ["version", "semanticVersion"] {
        driver[key] = "this one".into();
    }
    for result in log["runs"][0]["results"].as_array_mut().unwrap() {
        result["ruleIndex"] = 0.into();
    }
    serde_json::to_string_pretty(&log).unwrap()
}

fn looks(format: Format) -> String {
    let written = written(&corpus(), Level::Error, format);
    let rules = checked_rules();
    written
        .replace(&format!(", {rules} rules: "), ", all rules: ")
        .replace(&format!("\"rules\": {rules}"), "\"rules\": 0")
}

#[test]
fn looks_as_text() {
    insta::assert_snapshot!(looks(Format::Text));
}

#[test]
fn looks_as_json() {
    insta::assert_snapshot!(looks(Format::Json));
}

#[test]
fn looks_as_sarif() {
    insta::assert_snapshot!(without_rules(&looks(Format::Sarif)));
}

#[test]
fn looks_as_github() {
    insta::assert_snapshot!(looks(Format::Github));
}

#[test]
fn looks_as_junit() {
    insta::assert_snapshot!(looks(Format::Junit));
}

#[test]
fn looks_as_markdown() {
    insta::assert_snapshot!(looks(Format::Markdown));
}

/// Says that a test cannot look as it should, for want of something that `.ci/run` installs. CI must have it.
#[expect(clippy::disallowed_methods, clippy::print_stdout, reason = "a test that is skipped says so")]
fn skipped(missing: &str) {
    assert!(std::env::var_os("CI").is_none_or(|ci| ci != "true"), "{missing} is missing: .ci/run installs it");
    println!("skipped: {missing} is missing; .ci/run installs it");
}
