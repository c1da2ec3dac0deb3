//! How a conversation begins and ends, and what becomes of what is no request.

use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::json;

use super::editor::{Editor, capabilities};

const NOT_INITIALIZED: i64 = -32002;
const INVALID_REQUEST: i64 = -32600;
const METHOD_NOT_FOUND: i64 = -32601;
const INVALID_PARAMS: i64 = -32602;
const INTERNAL_ERROR: i64 = -32603;
const CANCELLED: i64 = -32800;
const CONTENT_MODIFIED: i64 = -32801;

#[test]
fn nothing_is_answered_before_the_beginning_and_after_the_end() {
    let mut editor = Editor::start(&[]);
    assert_eq!(editor.refused("textDocument/hover", json!({})), NOT_INITIALIZED);
    assert_eq!(editor.refused("shutdown", json!(null)), NOT_INITIALIZED);
    editor.notify("textDocument/didOpen", json!({}));
    let answer = editor.ask("initialize", editor.parameters(capabilities()));
    assert_eq!(answer["serverInfo"]["name"], "onrecord");
    assert_eq!(answer["capabilities"]["positionEncoding"], "utf-16");
    assert_eq!(editor.refused("initialize", json!({})), INVALID_REQUEST);
    assert_eq!(editor.refused("textDocument/unheardOf", json!({})), METHOD_NOT_FOUND);
    assert_eq!(editor.refused("onrecord/panic", json!({})), INTERNAL_ERROR);
    editor.notify("initialized", json!({}));
    editor.notify("$/unheardOf", json!({}));
    assert_eq!(editor.ask("shutdown", json!(null)), json!(null));
    for method in ["shutdown", "initialize", "textDocument/hover", "textDocument/unheardOf"] {
        assert_eq!(editor.refused(method, json!({})), INVALID_REQUEST, "{method}");
    }
    editor.notify("exit", json!(null));
    assert_eq!(editor.wait().0.code(), Some(0));
}

#[test]
fn an_exit_without_a_shutdown_is_an_error() {
    let mut early = Editor::start(&[]);
    early.notify("exit", json!(null));
    assert_eq!(early.wait().0.code(), Some(1));
    let mut later = Editor::with(&[]);
    later.notify("exit", json!(null));
    assert_eq!(later.wait().0.code(), Some(1));
    Editor::with(&[]).end();
}

#[test]
fn it_ends_with_the_pipe() {
    let mut editor = Editor::with(&[("claims/a.yaml", "claims: {}\n")]);
    let hung_up = Instant::now();
    editor.hang_up();
    assert_eq!(editor.wait().0.code(), Some(1));
    assert!(hung_up.elapsed() < Duration::from_secs(2), "{:?}", hung_up.elapsed());
}

#[cfg(unix)]
#[test]
fn it_ends_with_the_process_of_the_editor() {
    let mut process = Command::new("sleep").arg("60").stdin(Stdio::null()).spawn().unwrap();
    let mut editor = Editor::start(&[]);
    let mut params = editor.parameters(capabilities());
    params["processId"] = process.id().into();
    editor.ask("initialize", params);
    thread::sleep(Duration::from_millis(1200));
    assert_eq!(editor.refused("textDocument/unheardOf", json!({})), METHOD_NOT_FOUND);
    process.kill().unwrap();
    process.wait().unwrap();
    let killed = Instant::now();
    assert_eq!(editor.wait().0.code(), Some(1));
    assert!(killed.elapsed() < Duration::from_secs(2), "{:?}", killed.elapsed());
}

#[test]
fn what_is_no_message_is_refused_and_the_next_is_answered() {
    let mut editor = Editor::with(&[]);
    editor.send_raw(b"Content-Length: 3\r\n\r\n{\"x");
    let refused = editor.hear(|message| message["error"]["code"] == -32700);
    assert_eq!(refused["id"], json!(null));
    editor.send(&json!([]));
    editor.hear(|message| message["error"]["code"] == -32700);
    editor.open("claims/onrecord.yaml");
    let document = json!({"textDocument": {"uri": editor.uri("claims/onrecord.yaml")}});
    assert_eq!(editor.refused("textDocument/codeAction", document), INVALID_PARAMS);
    for params in [json!({}), json!({"textDocument": "a.yaml"}), json!({"textDocument": {}, "position": [1, 2]})] {
        assert_eq!(editor.refused("textDocument/hover", params), INVALID_PARAMS);
    }
    assert_eq!(editor.refused("textDocument/codeAction", json!({"textDocument": {"uri": 1}})), INVALID_PARAMS);
    editor.notify("textDocument/didChange", json!({"textDocument": 3}));
    editor.end();
}

#[test]
fn after_a_panic_it_goes_on() {
    let file = ("claims/a.yaml", "claims:\n  a: {statement: x, cites: [b]}\n");
    let mut editor = Editor::with(&[file]);
    assert_eq!(editor.found(file.0), ["1:28-1:29 dangling-reference"]);
    assert_eq!(editor.refused("onrecord/panic", json!({})), INTERNAL_ERROR);
    editor.open(file.0);
    assert_eq!(editor.found(file.0), ["1:28-1:29 dangling-reference"]);
    // In the analysis: what is open is read afresh, as it is.
    editor.edit(file.0, 2, &[(1, 28, 1, "a")]);
    assert_eq!(editor.found(file.0), [""; 0], "what is being typed waits");
    assert_eq!(editor.found(file.0), ["1:28-1:29 self-reference"]);
    editor.notify("onrecord/panic", json!({}));
    let shown = editor.hear(|message| message["method"] == "window/showMessage");
    assert!(shown["params"]["message"].as_str().unwrap().contains("internal error"));
    editor.edit(file.0, 3, &[(1, 28, 1, "c")]);
    assert_eq!(editor.found(file.0), [""; 0]);
    assert_eq!(editor.found(file.0), ["1:28-1:29 dangling-reference"]);
    assert_eq!(editor.ask("shutdown", json!(null)), json!(null));
    editor.notify("exit", json!(null));
    let (status, errors) = editor.wait();
    assert_eq!(status.code(), Some(0));
    let is_report =
        |line: &str| line.starts_with("onrecord ") && line.contains("internal error at src/bin/onrecord/exit/");
    assert_eq!((errors.lines().count(), errors.lines().all(is_report)), (2, true), "{errors}");
}

#[test]
fn a_request_can_be_cancelled() {
    let mut editor = Editor::with(&[("claims/a.yaml", "claims: {}\n")]);
    editor.notify("$/cancelRequest", json!({"id": 99}));
    let id = editor.request("workspace/diagnostic", json!({"previousResultIds": []}));
    editor.notify("$/cancelRequest", json!({"id": id}));
    assert_eq!(editor.response(id)["error"]["code"], CANCELLED);
    editor.end();
}

#[cfg(unix)]
#[test]
fn a_signal_ends_it_as_it_ends_every_command() {
    let mut editor = Editor::with(&[]);
    Command::new("kill").args(["-TERM", &editor.id().to_string()]).status().unwrap();
    assert_eq!(editor.wait().0.code(), Some(130));
}

/// A claim file that takes a while to analyse.
fn long() -> String {
    let claim = |n: u32| format!("  claim-{n}: {{statement: What was said {n}., cites: [claim-{}]}}\n", n / 2);
    "claims:\n".to_owned() + &(1..3000).map(claim).collect::<String>()
}

#[test]
fn what_waits_for_an_analysis_can_be_cancelled_and_is_outdated_by_an_edit() {
    let mut editor = Editor::with(&[("claims/a.yaml", &long())]);
    editor.pushed("claims/a.yaml");
    editor.open("claims/a.yaml");
    editor.edit("claims/a.yaml", 2, &[(1, 26, 0, "x")]);
    let place = editor.at("claims/a.yaml", 2, 4);
    let cancelled = editor.request("textDocument/hover", place.clone());
    let outdated = editor.request("textDocument/hover", place.clone());
    editor.notify("$/cancelRequest", json!({"id": cancelled}));
    editor.edit("claims/a.yaml", 3, &[(1, 26, 0, "x")]);
    let newest = editor.request("textDocument/hover", place);
    assert_eq!(editor.response(cancelled)["error"]["code"], CANCELLED);
    assert_eq!(editor.response(outdated)["error"]["code"], CONTENT_MODIFIED);
    assert!(editor.response(newest)["result"]["contents"].is_object());
    editor.end();
}

#[cfg(unix)]
#[test]
fn a_small_stack_is_enough_for_a_long_chain() {
    let mut editor = Editor::start_on_small_stack(&[("claims/a.yaml", &long())]);
    let params = editor.parameters(capabilities());
    editor.ask("initialize", params);
    editor.notify("initialized", json!({}));
    editor.open("claims/a.yaml");
    let place = editor.at("claims/a.yaml", 2999, 4);
    assert!(editor.ask("textDocument/hover", place)["contents"].is_object());
    editor.end();
}
