//! Findings, where they are and when they are shown.

use std::time::{Duration, Instant};

use serde_json::json;

use super::editor::{Editor, short};

const SOURCES: &str = "sources:\n  fidan: {identity: named, name: Hakan Fidan, kind: person}\n";
const CLAIMS: &str = "claims:\n  a: {statement: Troops leave., attributed_to: [fidan]}\n";

fn broken() -> String {
    CLAIMS.replace("[fidan]", "[fidam]")
}

#[test]
fn findings_of_all_files_are_pushed_and_cleared() {
    let mut editor = Editor::with(&[("claims/s.yaml", SOURCES), ("claims/a.yaml", &broken())]);
    let pushed = editor.pushed("claims/a.yaml");
    assert_eq!(short(&pushed["diagnostics"]), ["1:48-1:53 dangling-reference"]);
    assert_eq!(pushed.get("version"), None);
    let found = &pushed["diagnostics"][0];
    assert_eq!(found["severity"], 1);
    assert_eq!(found["source"], "onrecord");
    assert_eq!(found["message"], "no source with the id `fidam`\ndid you mean `fidan`?");

    // A text that is open is what counts, and so is that of another file.
    editor.open("claims/a.yaml");
    assert_eq!(editor.pushed("claims/a.yaml")["version"], 1);
    editor.edit("claims/a.yaml", 2, &[(1, 52, 1, "n")]);
    let pushed = editor.pushed("claims/a.yaml");
    assert_eq!((&pushed["diagnostics"], &pushed["version"]), (&json!([]), &json!(2)));
    // What was only typed is gone with the text.
    editor.close("claims/a.yaml");
    assert_eq!(editor.found("claims/a.yaml"), ["1:48-1:53 dangling-reference"]);
    editor.end();
}

#[test]
fn a_new_finding_in_the_line_that_is_typed_waits_and_all_others_appear_at_once() {
    let text = "claims:\n  a: {statement: x, attributed_to: [s]}\n  b: {statement: y, cites: [a]}\nsources:\n  s: {identity: named, name: S, kind: person}\n";
    let mut editor = Editor::with(&[("claims/a.yaml", text)]);
    editor.open("claims/a.yaml");
    // The id of the source is being typed: its line has a fault, and so has the line of the record.
    let typed = Instant::now();
    editor.edit("claims/a.yaml", 2, &[(1, 36, 1, "t")]);
    assert_eq!(editor.found("claims/a.yaml"), ["4:2-4:3 unused-source"]);
    assert_eq!(editor.found("claims/a.yaml"), ["1:36-1:37 dangling-reference", "4:2-4:3 unused-source"]);
    assert!(typed.elapsed() > Duration::from_millis(450), "{:?}", typed.elapsed());
}
