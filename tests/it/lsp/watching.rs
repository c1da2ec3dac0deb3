//! Files that somebody else changes: the editor tells, or the server looks itself.

use std::process::Command;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::editor::{Editor, capabilities};

/// Only what is looked for here.
const RULES: (&str, &str) = ("claims/onrecord.yaml", "rules: {unreviewed: off, single-source: off}\n");
const FINE: &str = "claims:\n  a: {statement: x}\n";
const BROKEN: &str = "claims:\n  a: {statement: x, cites: [b]}\n";
/// What was changed outside is seen within this time.
const SOON: Duration = Duration::from_secs(1);

/// Waits for the next findings of a file, which must come soon.
fn soon(editor: &mut Editor, name: &str, started: Instant) -> Vec<String> {
    let found = editor.found(name);
    assert!(started.elapsed() < SOON, "{name} took {:?}", started.elapsed());
    found
}

#[test]
fn the_server_looks_itself_where_the_editor_does_not_tell() {
    let mut editor = Editor::with(&[RULES, ("claims/a.yaml", FINE)]);
    assert_eq!(editor.found("claims/a.yaml"), ["1:2-1:3 unsourced"]);
    let changed = Instant::now();
    editor.write("claims/a.yaml", BROKEN);
    assert_eq!(soon(&mut editor, "claims/a.yaml", changed), ["1:28-1:29 dangling-reference"]);
    // In a folder that is new.
    let changed = Instant::now();
    editor.write("claims/more/b.yaml", "claims:\n  b: {statement: y}\n");
    assert_eq!(soon(&mut editor, "claims/more/b.yaml", changed), ["1:2-1:3 unsourced"]);
    let changed = Instant::now();
    editor.write("claims/onrecord.yaml", "rules: {unreviewed: off, single-source: off, unsourced: off}\n");
    assert_eq!(soon(&mut editor, "claims/more/b.yaml", changed), [""; 0]);
    let changed = Instant::now();
    std::fs::remove_dir_all(editor.path("claims/more")).unwrap();
    // With the other claim it was fine meanwhile.
    while soon(&mut editor, "claims/a.yaml", changed) != ["1:28-1:29 dangling-reference"] {}
    // A text that is open has the last word.
    editor.open_with("claims/a.yaml", FINE);
    assert_eq!(editor.found("claims/a.yaml"), [""; 0]);
    editor.write("claims/a.yaml", "claims: [");
    assert_eq!(editor.hear_within(Duration::from_millis(800), |message| message.get("params").is_some()), None);
    editor.end();
}

#[test]
fn what_git_does_is_seen_within_a_second() {
    let mut editor = Editor::with(&[RULES, ("claims/a.yaml", FINE), ("claims/b.yaml", FINE)]);
    std::fs::remove_file(editor.path("claims/b.yaml")).unwrap();
    let folder = editor.path("");
    let git = |arguments: &[&str]| {
        let mut git = Command::new("git");
        git.args(["-c", "user.name=t", "-c", "user.email=t@example.org"]).args(arguments).current_dir(&folder);
        assert!(git.output().unwrap().status.success(), "{arguments:?}");
    };
    git(&["init", "-q"]);
    git(&["add", "."]);
    git(&["commit", "-qm", "one"]);
    std::thread::sleep(Duration::from_millis(700));
    editor.write("claims/a.yaml", BROKEN);
    while editor.found("claims/a.yaml") != ["1:28-1:29 dangling-reference"] {}
    let changed = Instant::now();
    git(&["stash"]);
    assert_eq!(soon(&mut editor, "claims/a.yaml", changed), ["1:2-1:3 unsourced"]);
    let changed = Instant::now();
    git(&["stash", "pop"]);
    assert_eq!(soon(&mut editor, "claims/a.yaml", changed), ["1:28-1:29 dangling-reference"]);
    // A branch without the folder, and back.
    git(&["checkout", "-q", "--", "."]);
    while editor.found("claims/a.yaml") != ["1:2-1:3 unsourced"] {}
    git(&["checkout", "-q", "-b", "other"]);
    git(&["rm", "-qr", "claims"]);
    git(&["commit", "-qm", "two"]);
    assert_eq!(editor.found("claims/a.yaml"), [""; 0]);
    let changed = Instant::now();
    git(&["checkout", "-q", "-"]);
    // Not all of it may be there when the first file is seen.
    while soon(&mut editor, "claims/a.yaml", changed) != ["1:2-1:3 unsourced"] {}
    editor.end();
}

#[test]
fn an_editor_that_watches_is_asked_to() {
    let mut able = capabilities();
    able["workspace"]["didChangeWatchedFiles"] = json!({"dynamicRegistration": true, "relativePatternSupport": true});
    let mut editor = Editor::with_capabilities(&[RULES, ("claims/a.yaml", FINE)], able.clone());
    let registration = editor.asked("client/registerCapability")["registrations"][0].clone();
    assert_eq!(registration["method"], "workspace/didChangeWatchedFiles");
    let below = |name: &str, pattern: &str| json!({"globPattern": {"baseUri": editor.uri(name), "pattern": pattern}});
    assert_eq!(registration["registerOptions"]["watchers"], json!([below("claims", "**"), below("", "claims")]));
    assert_eq!(editor.found("claims/a.yaml"), ["1:2-1:3 unsourced"]);
    // It reads once more when it is watched: then this is answered.
    let place = editor.at("claims/a.yaml", 1, 2);
    editor.ask("textDocument/hover", place);
    editor.write("claims/a.yaml", BROKEN);
    let is_said = |message: &Value| message["method"] == "textDocument/publishDiagnostics";
    assert_eq!(editor.hear_within(Duration::from_millis(700), is_said), None, "it is the editor that looks");
    let changes = json!({"changes": [{"uri": editor.uri("claims/a.yaml"), "type": 2}]});
    editor.notify("workspace/didChangeWatchedFiles", changes);
    assert_eq!(editor.found("claims/a.yaml"), ["1:28-1:29 dangling-reference"]);
    editor.end();

    able["workspace"]["didChangeWatchedFiles"]["relativePatternSupport"] = json!(false);
    let mut older = Editor::with_capabilities(&[RULES, ("claims/a.yaml", FINE)], able);
    let registration = older.asked("client/registerCapability")["registrations"][0].clone();
    assert_eq!(registration["registerOptions"]["watchers"], json!([{"globPattern": "**"}]));
}
