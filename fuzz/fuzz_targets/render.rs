//! Whatever the claim files hold, every format of every command is written, can be read back, and nothing in it acts.

#![no_main]

mod common;

use libfuzzer_sys::fuzz_target;
use std::io::{self, Write};

use onrecord::analysis::Direction;
use onrecord::check::check;
use onrecord::index::Node;
use onrecord::diagnostic::{Level, render};
use onrecord::model::Date;
use onrecord::policy::Request;
use onrecord::report::{Format, Selection};
use onrecord::runs::{Manifest, diff, todo};
use onrecord::text::Text;
use onrecord::workspace::Snapshot;
use onrecord::{Workspace, export, impact, report, runs, trace};

const WIDTH: usize = 80;

fuzz_target!(|data: &[u8]| {
    let Some(files) = common::files(data) else { return };
    let snapshot = Workspace::of_texts(files).snapshot();
    let today = Date::parse(&Text::new("2026-01-31"));
    let request = Request { today: today.clone(), rules: Vec::new(), snapshots: None };
    let checked = check(&snapshot, &request);
    let findings = checked.findings(Level::Warning);
    let checks = |format| written(|out| findings.write(format, out));
    is_harmless(&checks(render::Format::Text { color: false }));
    is_harmless(&checks(render::Format::Markdown));
    is_printable(&checks(render::Format::Github));
    let json = json(&checks(render::Format::Json));
    assert_eq!(json["diagnostics"].as_array().map(Vec::len), Some(findings.list.len()));
    let sarif = self::json(&checks(render::Format::Sarif));
    for result in sarif["runs"][0]["results"].as_array().expect("results") {
        assert!(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].is_string());
    }
    is_xml(&checks(render::Format::Junit));

    let report = report(&snapshot, &Selection::default());
    let reports = |format| written(|out| report.write(format, out));
    is_harmless(&reports(Format::Text { width: WIDTH, color: false }));
    is_harmless(&reports(Format::Markdown));
    self::json(&reports(Format::Json));
    reports(Format::Csv { raw: false });
    is_printable(&reports(Format::Html));

    writes_graphs(&snapshot);
    writes_runs(&snapshot, &today.expect("a date"));
});

/// Traces, impacts and exports. Of the first claims only: all of them may be many.
fn writes_graphs(snapshot: &Snapshot) {
    for node in snapshot.graph().claims().take(4).map(Node::from) {
        for direction in [Direction::Down, Direction::Up] {
            let trace = trace(snapshot, trace::Request { node, direction, depth: None });
            let text = trace::Format::Text { width: WIDTH, color: false, ascii: false };
            is_harmless(&written(|out| trace.write(text, out)));
            json(&written(|out| trace.write(trace::Format::Json, out)));
        }
        let impact = impact(snapshot, node);
        is_harmless(&written(|out| impact.write(impact::Format::Text { width: WIDTH, color: false }, out)));
        json(&written(|out| impact.write(impact::Format::Json, out)));
    }
    let export = export(snapshot, &export::Request::default());
    for format in export::Format::ALL {
        let text = written(|out| export.write(format, &export::Options::default(), out));
        match format {
            export::Format::GraphMl | export::Format::Gexf => is_xml(&text),
            export::Format::Json | export::Format::ProvJson | export::Format::JsonLd | export::Format::ClaimReview => {
                json(&text);
            }
            _ => {}
        }
    }
}

/// The work list, and what has changed since there was nothing.
fn writes_runs(snapshot: &Snapshot, day: &Date) {
    let todo = todo(snapshot, Some(day), None);
    let nothing = Workspace::default().snapshot();
    let (before, now) = (Manifest::new(&nothing, day), Manifest::new(snapshot, day));
    let diff = diff(&before, &now);
    for format in [runs::Format::Text { width: WIDTH, color: false }, runs::Format::Markdown] {
        is_harmless(&written(|out| todo.write(format, out)));
        is_harmless(&written(|out| diff.write(format, out)));
    }
    json(&written(|out| todo.write(runs::Format::Json, out)));
    json(&written(|out| diff.write(runs::Format::Json, out)));
}

fn written(write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> String {
    let mut out = Vec::new();
    write(&mut out).expect("memory takes everything");
    String::from_utf8(out).expect("every format is UTF-8")
}

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
