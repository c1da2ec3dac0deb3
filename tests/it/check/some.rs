//! Outputs with a limit contain the most severe findings, and say what is left.

use onrecord::Workspace;
use onrecord::diagnostic::Level;
use onrecord::format::Format;

use super::{text, written};

/// Many notes, and an error behind them all.
fn notes_and_an_error(notes: usize) -> String {
    // Long enough for one finding each: of a short file fewer are listed.
    let statement = "x".repeat(64);
    let note = |at| format!("  c{at:05}: {{statement: {statement}, cites: [c{at:05}]}}\n");
    let notes: String = (0..notes).map(note).collect();
    format!("claims:\n{notes}  d: {{statement: x, cites: [nobody]}}\n")
}

fn noted(claims: &str, format: Format) -> String {
    let configuration = ("onrecord.yaml", "rules: {self-reference: note}\n");
    let snapshot = Workspace::of_texts([configuration, ("c.yaml", claims)]).snapshot();
    written(&snapshot, Level::Error, format)
}

#[test]
fn an_error_behind_a_thousand_notes_is_seen() {
    for format in [Format::Github, Format::Markdown] {
        let written = noted(&notes_and_an_error(1500), format);
        let at = |words: &str| written.find(words).unwrap_or_else(|| panic!("{format:?}: {words}"));
        assert!(at("no claim with the id ") < at("c00000"), "{format:?}: the most severe first");
        assert!(written.contains("and 501 "), "{format:?}");
        assert!(written.contains("c00998") && !written.contains("c00999"), "{format:?}: the first of the notes");
    }
}

#[test]
fn sarif_holds_as_much_as_code_scanning_takes() {
    for (notes, left) in [(24_999, 0), (25_009, 10)] {
        let written = noted(&notes_and_an_error(notes), Format::Sarif);
        let log: serde_json::Value = serde_json::from_str(&written).unwrap();
        let run = &log["runs"][0];
        let results = run["results"].as_array().unwrap();
        assert_eq!(results.len(), 25_000);
        assert_eq!(results.last().unwrap()["level"], "error");
        let said: Vec<_> = run["invocations"][0]["toolExecutionNotifications"].as_array().unwrap().iter().collect();
        let says_left =
            said.iter().any(|said| said["message"]["text"].as_str().unwrap().starts_with("10 findings left out"));
        assert_eq!(says_left, left > 0, "{said:?}");
    }
}

#[test]
fn the_most_severe_has_its_page_named() {
    let written = written(&text("claims:\n  a: {statement: x, cites: [a, b]}\n"), Level::Error, Format::Text);
    assert!(written.contains("\nRun `onrecord explain self-reference` for why "), "{written}");
}
