//! Pages that an editor shows beside a text.

use serde_json::json;

use super::editor::Editor;

const CLAIMS: &str = "sources:
  gazette: {identity: named, name: The Gazette, kind: outlet}
  aide: {identity: anonymous, description: an aide, reason: fear}
documents:
  paper: {title: The bridge, publisher: gazette, snapshot: paper.txt}
  gone: {title: Gone, publisher: gazette}
  leak: {title: Secret words, publisher: aide, snapshot: leak.txt}
claims:
  closes: {statement: It closes., attributed_to: [gazette], evidence: [{document: paper}]}
";
const PAPER: &str = "The bridge closes.\n\n\"It is not safe,\" said Ada Example, the engineer.\n";

fn editor() -> Editor {
    Editor::with(&[
        ("claims/c.yaml", CLAIMS),
        ("claims/paper.txt", PAPER),
        ("claims/leak.txt", "\"The forbidden words,\" said Bo Example.\n"),
        ("claims/paper.draft", "claims:\n  x:\n    evidence:\n      - document: paper\n"),
        ("note.md", "# Notes\n"),
    ])
}

/// A page that requests nothing: the policy is in it.
fn is_page(html: &str) -> bool {
    html.starts_with("<!doctype html>")
        && html.contains("Content-Security-Policy")
        && html.contains("default-src 'none'")
}

#[test]
fn the_report_is_that_of_the_texts_as_they_are_typed() {
    let mut editor = editor();
    editor.open("claims/c.yaml");
    let page = editor.ask("onrecord/report", editor.at("claims/c.yaml", 0, 0));
    let html = page["html"].as_str().unwrap();
    assert!(is_page(html));
    assert!(html.contains("It closes.") && html.contains("archived copy"));
    assert_eq!(page["title"], "Sourcing report");
    editor.edit("claims/c.yaml", 2, &[(8, 25, 6, "reopens")]);
    let page = editor.ask("onrecord/report", editor.at("claims/c.yaml", 0, 0));
    assert!(page["html"].as_str().unwrap().contains("It reopens."));
}

#[test]
fn an_article_is_shown_from_its_record_from_evidence_and_from_a_draft() {
    let mut editor = editor();
    editor.open("claims/c.yaml");
    editor.open("claims/paper.draft");
    for (file, line, column) in [("claims/c.yaml", 4, 4), ("claims/c.yaml", 8, 82), ("claims/paper.draft", 0, 0)] {
        let page = editor.ask("onrecord/draft", editor.at(file, line, column));
        let html = page["html"].as_str().unwrap();
        assert!(is_page(html) && html.contains("It is not safe") && html.contains("Ada Example"), "{file} {line}");
    }
}

#[test]
fn what_cannot_be_shown_is_refused_in_words() {
    let mut editor = editor();
    editor.open("claims/c.yaml");
    let mut refused = |file: &str, line: u32, column: u32| {
        let id = editor.request("onrecord/draft", editor.at(file, line, column));
        let response = editor.response(id);
        assert!(!response.to_string().contains("forbidden"), "{response}");
        response["error"]["message"].as_str().unwrap_or_else(|| panic!("{response}")).to_owned()
    };
    assert!(refused("claims/c.yaml", 5, 4).contains("has no copy"), "{}", refused("claims/c.yaml", 5, 4));
    assert!(refused("claims/c.yaml", 6, 4).contains("confidential"), "{}", refused("claims/c.yaml", 6, 4));
    // What is in no folder of claim files has no page.
    let elsewhere = editor.at("note.md", 0, 0);
    assert_eq!(editor.ask("onrecord/report", elsewhere), json!(null));
}
