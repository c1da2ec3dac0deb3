//! Whatever the claim files hold, every format of every command is written, can be read back, and nothing in it acts.

#![no_main]

mod common;

use libfuzzer_sys::fuzz_target;
use std::io::{self, Write};

use onrecord::analysis::{Direction, Target};
use onrecord::check::check;
use onrecord::diagnostic::Level;
use onrecord::format::{Format, Options, Written};
use onrecord::impact::rank;
use onrecord::index::Node;
use onrecord::model::Date;
use onrecord::policy::Request;
use onrecord::report::Selection;
use onrecord::runs::{Manifest, diff, todo};
use onrecord::text::Text;
use onrecord::workspace::Snapshot;
use onrecord::{Workspace, export, impact, report, trace};

fuzz_target!(|data: &[u8]| {
    let Some(files) = common::files(data) else { return };
    let snapshot = Workspace::of_texts(files).snapshot();
    let today = Date::parse(&Text::new("2026-01-31"));
    let request = Request { today: today.clone(), rules: Vec::new(), snapshots: None };
    let checked = check(&snapshot, &request);
    let findings = checked.findings(Level::Warning);
    is_written(&findings);
    let json = json(&written(|out| findings.write(Format::Json, &Options::default(), out)));
    assert_eq!(json["diagnostics"].as_array().map(Vec::len), Some(findings.len()));
    let sarif = self::json(&written(|out| findings.write(Format::Sarif, &Options::default(), out)));
    for result in sarif["runs"][0]["results"].as_array().expect("results") {
        assert!(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].is_string());
    }

    is_written(&report(&snapshot, &Selection::default()));

    writes_graphs(&snapshot);
    writes_runs(&snapshot, &today.expect("a date"));
});

/// Traces, impacts and exports. Of the first claims only: all of them may be many.
fn writes_graphs(snapshot: &Snapshot) {
    for claim in snapshot.graph().claims().take(4) {
        let node = Node::from(claim);
        for direction in [Direction::Down, Direction::Up] {
            is_written(&trace(snapshot, trace::Request { node, direction, depth: None }));
        }
        is_written(&impact(snapshot, Target::Claim(claim)));
    }
    is_written(&rank(snapshot, None));
    is_written(&export(snapshot, &export::Request::default()));
}

/// The work list, and what has changed since there was nothing.
fn writes_runs(snapshot: &Snapshot, day: &Date) {
    let todo = todo(snapshot, Some(day), None);
    let nothing = Workspace::default().snapshot();
    let (before, now) = (Manifest::new(&nothing, day), Manifest::new(snapshot, day));
    let diff = diff(&before, &now);
    is_written(&todo);
    is_written(&diff);
}

/// An answer is written in every format that it has, and what reads the format reads it.
fn is_written(answer: &impl Written) {
    fn of<T: Written>(_: &T) -> Vec<Format> {
        T::formats()
    }
    fn files<T: Written>(_: &T, format: Format) -> Vec<&'static str> {
        T::files(format)
    }
    let options = Options::default();
    for format in of(answer) {
        for file in files(answer, format) {
            written(|out| answer.write_file(format, file, &options, out));
        }
        if !files(answer, format).is_empty() {
            continue;
        }
        let text = written(|out| answer.write(format, &options, out));
        match format {
            _ if format.is_json() => drop(json(&text)),
            _ if format.is_xml() => is_xml(&text),
            Format::Text | Format::Markdown => is_harmless(&text),
            Format::Html | Format::Github => is_printable(&text),
            _ => {}
        }
    }
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
