//! Whatever the claim files hold, every format of the check and of the report is written, can be read back, and nothing in it acts.

#![no_main]

mod common;

use libfuzzer_sys::fuzz_target;
use onrecord::check::check;
use onrecord::diagnostic::{Level, render};
use onrecord::load::load_texts;
use onrecord::model::Date;
use onrecord::policy::Request;
use onrecord::report::{Format, Selection};
use onrecord::text::Text;
use onrecord::{analyse, link, report};

fuzz_target!(|data: &[u8]| {
    let Some(files) = common::files(data) else { return };
    let loaded = load_texts(files);
    let linked = link(&loaded.corpus);
    let analysis = analyse(&linked.graph);
    let request = Request { today: Date::parse(&Text::new("2026-01-31")), rules: Vec::new(), snapshots: None };
    let checked = check(&loaded, &linked, &analysis, &request);
    let findings = checked.findings(Level::Warning);
    let written = |format| {
        let mut out = Vec::new();
        findings.write(format, &mut out).expect("memory takes everything");
        String::from_utf8(out).expect("every format is UTF-8")
    };
    is_harmless(&written(render::Format::Text { color: false }));
    is_harmless(&written(render::Format::Markdown));
    is_printable(&written(render::Format::Github));
    let json = json(&written(render::Format::Json));
    assert_eq!(json["diagnostics"].as_array().map(Vec::len), Some(findings.list.len()));
    let sarif = self::json(&written(render::Format::Sarif));
    for result in sarif["runs"][0]["results"].as_array().expect("results") {
        assert!(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].is_string());
    }
    is_xml(&written(render::Format::Junit));

    let report = report(&loaded.corpus, &linked.graph, &analysis, &Selection::default());
    let written = |format| {
        let mut out = Vec::new();
        report.write(format, &mut out).expect("memory takes everything");
        String::from_utf8(out).expect("every format is UTF-8")
    };
    is_harmless(&written(Format::Text { width: 80, color: false }));
    is_harmless(&written(Format::Markdown));
    self::json(&written(Format::Json));
    written(Format::Csv { raw: false });
});

fn json(text: &str) -> serde_json::Value {
    serde_json::from_str(text).expect("JSON")
}

fn is_xml(text: &str) {
    is_printable(text);
    let mut reader = quick_xml::Reader::from_str(text);
    while !matches!(reader.read_event().expect("XML"), quick_xml::events::Event::Eof) {}
}

/// Nothing moves the cursor or turns text around.
fn is_printable(text: &str) {
    let acts = |character: char| {
        (character.is_control() && character != '\n')
            || matches!(character, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    assert!(!text.contains(acts));
}

/// The same, and nothing starts a command of a CI log. The snippets' own `:::` before a second place is none.
fn is_harmless(text: &str) {
    is_printable(text);
    assert!(!text.lines().any(|line| line.trim_start().trim_start_matches(":::").starts_with("::")));
    assert!(!text.contains("##[") && !text.contains("##vso["));
}
