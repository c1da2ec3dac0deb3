//! Findings, where they are and when they are shown.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::editor::{Editor, capabilities, short};

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
    let first = editor.pushed("claims/a.yaml");
    assert_eq!(short(&first["diagnostics"]), ["4:2-4:3 unused-source"]);
    assert_eq!(first["diagnostics"][0]["tags"], json!([1]), "what nothing needs is faded");
    assert_eq!(editor.found("claims/a.yaml"), ["1:36-1:37 dangling-reference", "4:2-4:3 unused-source"]);
    assert!(typed.elapsed() > Duration::from_millis(450), "{:?}", typed.elapsed());
}

/// What an editor such as VS Code says that it can.
fn pulling() -> Value {
    let mut capabilities = capabilities();
    capabilities["textDocument"]["diagnostic"] = json!({"relatedDocumentSupport": false});
    capabilities["workspace"]["diagnostics"] = json!({"refreshSupport": true});
    capabilities
}

#[test]
fn findings_are_pulled_where_the_editor_asks() {
    let mut editor = Editor::with_capabilities(&[("claims/s.yaml", SOURCES), ("claims/a.yaml", &broken())], pulling());
    // Those of files that are not open are pushed.
    assert_eq!(editor.found("claims/a.yaml"), ["1:48-1:53 dangling-reference"]);
    editor.open("claims/a.yaml");
    assert_eq!(editor.found("claims/a.yaml"), [""; 0], "nothing is shown twice");
    let document = json!({"textDocument": {"uri": editor.uri("claims/a.yaml")}});
    let pull = |editor: &mut Editor, previous: Option<&Value>| {
        let mut params = document.clone();
        params["previousResultId"] = previous.cloned().unwrap_or_default();
        editor.ask("textDocument/diagnostic", params)
    };
    let first = pull(&mut editor, None);
    assert_eq!(
        (&first["kind"], short(&first["items"])),
        (&json!("full"), vec!["1:48-1:53 dangling-reference".to_owned()])
    );
    let again = pull(&mut editor, Some(&first["resultId"]));
    assert_eq!(again, json!({"kind": "unchanged", "resultId": first["resultId"]}));
    editor.edit("claims/a.yaml", 2, &[(1, 52, 1, "n")]);
    let fixed = pull(&mut editor, Some(&first["resultId"]));
    assert_eq!((&fixed["kind"], &fixed["items"]), (&json!("full"), &json!([])));
    // What somebody else changes is requested again.
    editor.write("claims/s.yaml", &SOURCES.replace("fidan:", "hakan:"));
    editor.notify("workspace/didChangeWatchedFiles", json!({"changes": []}));
    editor.asked("workspace/diagnostic/refresh");
    assert_eq!(short(&pull(&mut editor, None)["items"]), ["1:48-1:53 dangling-reference"]);
    // A text that is in no corpus has none.
    let elsewhere = json!({"textDocument": {"uri": editor.uri("docs/x.yaml")}});
    assert_eq!(editor.ask("textDocument/diagnostic", elsewhere)["items"], json!([]));
    editor.end();
}

#[test]
fn a_request_for_all_findings_is_answered_when_there_are_new_ones() {
    let mut editor = Editor::with_capabilities(&[("claims/s.yaml", SOURCES), ("claims/a.yaml", &broken())], pulling());
    let name = editor.uri("claims/a.yaml");
    assert_eq!(editor.found("claims/a.yaml").len(), 1);
    let first = editor.ask("workspace/diagnostic", json!({"previousResultIds": []}));
    assert_eq!(editor.found("claims/a.yaml"), [""; 0], "what is pulled is not pushed");
    let item = &first["items"][0];
    assert_eq!((&item["uri"], &item["version"], &item["kind"]), (&json!(name), &json!(null), &json!("full")));
    assert_eq!(short(&item["items"]), ["1:48-1:53 dangling-reference"]);
    let previous = json!({"previousResultIds": [{"uri": name, "value": item["resultId"]}]});
    let waiting = editor.request("workspace/diagnostic", previous);
    let is_answer = |message: &Value| message["id"] == waiting && message.get("method").is_none();
    assert_eq!(editor.hear_within(Duration::from_millis(700), is_answer), None);
    editor.write("claims/a.yaml", CLAIMS);
    editor.notify("workspace/didChangeWatchedFiles", json!({"changes": []}));
    let next = editor.response(waiting)["result"].clone();
    assert_eq!(next["items"][0]["uri"], name);
    assert_eq!(short(&next["items"][0]["items"]), ["1:2-1:3 single-source"]);
    let previous = json!({"previousResultIds": [{"uri": name, "value": next["items"][0]["resultId"]}]});
    let last = editor.request("workspace/diagnostic", previous);
    let shutdown = editor.request("shutdown", json!(null));
    assert_eq!(editor.response(last)["error"]["data"]["retriggerRequest"], false);
    assert_eq!(editor.response(shutdown)["result"], json!(null));
}

#[test]
fn several_folders_and_a_file_without_one() {
    let mut editor = Editor::start(&[("claims/a.yaml", &broken()), ("other/b.yaml", &broken())]);
    let mut params = editor.parameters(capabilities());
    params["workspaceFolders"] = json!([{"uri": editor.uri("other"), "name": "other"}]);
    editor.ask("initialize", params);
    editor.notify("initialized", json!({}));
    // A folder without `claims` is the corpus itself.
    assert_eq!(editor.found("other/b.yaml"), ["1:2-1:3 unreviewed", "1:48-1:53 dangling-reference"]);
    // A claim file outside is one by itself, with the configuration beside it, as long as it is open.
    editor.open("claims/a.yaml");
    assert_eq!(editor.found("claims/a.yaml"), ["1:48-1:53 dangling-reference"]);
    editor.close("claims/a.yaml");
    assert_eq!(editor.found("claims/a.yaml"), [""; 0]);
    let folder = |name: &str| json!({"uri": editor.uri(name), "name": name});
    let event = json!({"event": {"added": [folder("")], "removed": [folder("other")]}});
    editor.notify("workspace/didChangeWorkspaceFolders", event);
    assert_eq!(editor.found("other/b.yaml"), [""; 0]);
    assert_eq!(editor.found("claims/a.yaml"), ["1:48-1:53 dangling-reference"]);
    // What is no claim file, and what `check` does not read, is left alone.
    editor.open_with("compose.yaml", "services: {}\n");
    editor.open_with("claims/.hidden.yaml", "claims: [\n");
    assert_eq!(editor.ask("textDocument/hover", editor.at("claims/.hidden.yaml", 0, 0)), json!(null));
    editor.end();
}

#[test]
fn other_places_belong_to_a_finding_if_the_editor_shows_them() {
    let files =
        [("claims/a.yaml", "claims:\n  a: {statement: x}\n"), ("claims/b.yaml", "claims:\n  a: {statement: y}\n")];
    let mut editor = Editor::with(&files);
    let found = editor.pushed("claims/b.yaml")["diagnostics"][0].clone();
    assert_eq!(found["code"], "duplicate-id");
    assert_eq!(found["relatedInformation"][0]["location"]["uri"], editor.uri("claims/a.yaml"));
    let mut plain = Editor::with_capabilities(&files, json!({}));
    assert_eq!(plain.pushed("claims/b.yaml")["diagnostics"][0].get("relatedInformation"), None);
}

/// So many claims that nobody asserts, each on a line.
fn unsourced(count: usize) -> String {
    let claim = |n| format!("  c{n}: {{statement: What was said {n}.}}\n");
    "claims:\n".to_owned() + &(0..count).map(claim).collect::<String>()
}

#[test]
fn so_many_findings_are_shown_and_of_one_more_it_is_said_that_it_is_not() {
    let rules = ("claims/onrecord.yaml", "rules: {unreviewed: off, single-source: off}\n");
    for (count, is_open) in [(2000, true), (2001, true), (5000, false), (5001, false)] {
        let most = if is_open { 2000 } else { 5000 };
        let text = unsourced(count);
        let mut editor = Editor::with(&[rules, ("claims/a.yaml", &text)]);
        let mut pushed = editor.pushed("claims/a.yaml");
        if is_open {
            editor.open("claims/a.yaml");
            pushed = editor.pushed("claims/a.yaml");
        }
        let shown = pushed["diagnostics"].as_array().unwrap();
        let is_finding = |found: &&Value| found["code"] == "unsourced";
        assert_eq!(shown.iter().filter(is_finding).count(), count.min(most), "{count}");
        let more = "1 more finding in this file is not shown; run `onrecord check` to see all";
        assert_eq!(shown.iter().any(|found| found["message"] == more), count > most, "{count}");
        editor.end();
    }
}

#[test]
fn columns_are_counted_as_agreed() {
    let text = "claims:\n  a: {statement: é🍋, attributed_to: [s]}\nsources:\n  t: {identity: named, name: T}\n";
    for (offered, agreed, column) in [
        (json!(["utf-16", "utf-8", "utf-32"]), "utf-8", 41),
        (json!(["utf-32", "utf-16"]), "utf-32", 37),
        (json!(["utf-16"]), "utf-16", 38),
        (json!(null), "utf-16", 38),
    ] {
        let mut able = capabilities();
        able["general"] = json!({"positionEncodings": offered});
        let mut editor = Editor::start(&[("claims/a.yaml", text)]);
        let params = editor.parameters(able);
        assert_eq!(editor.ask("initialize", params)["capabilities"]["positionEncoding"], agreed);
        editor.notify("initialized", json!({}));
        let dangling = |editor: &mut Editor| {
            let found = editor.found("claims/a.yaml");
            found.into_iter().find(|found| found.ends_with("dangling-reference"))
        };
        let expected = format!("1:{column}-1:{} dangling-reference", column + 1);
        assert_eq!(dangling(&mut editor).as_deref(), Some(&*expected), "{agreed}");
        editor.open("claims/a.yaml");
        assert_eq!(dangling(&mut editor).as_deref(), Some(&*expected), "{agreed}");
        // The last letter of the statement is taken away, and the reference is put right.
        editor.edit("claims/a.yaml", 2, &[(1, column, 1, "t")]);
        assert_eq!(dangling(&mut editor), None, "{agreed}");
        let place = editor.at("claims/a.yaml", 1, column);
        assert!(editor.ask("textDocument/hover", place)["contents"]["value"].as_str().unwrap().contains('T'));
        editor.end();
    }
}

#[test]
fn where_much_is_found_all_of_it_is_shown_in_the_end() {
    let rules = ("claims/onrecord.yaml", "rules: {unreviewed: off, single-source: off, unsourced: note}\n");
    let others = unsourced(300) + "  last: {statement: x, cites: [new]}\n";
    let mut editor = Editor::with(&[rules, ("claims/a.yaml", "claims: {}\n"), ("claims/b.yaml", &others)]);
    let dangling = |found: &[String]| found.iter().filter(|found| found.ends_with("dangling-reference")).count();
    assert_eq!(dangling(&editor.found("claims/b.yaml")), 1);
    editor.open("claims/a.yaml");
    editor.edit("claims/a.yaml", 2, &[(0, 7, 3, "\n  new: {statement: y}\n")]);
    let found = editor.found("claims/b.yaml");
    assert_eq!((dangling(&found), found.len()), (0, 301));
    editor.edit("claims/a.yaml", 3, &[(1, 2, 3, "old")]);
    assert_eq!(dangling(&editor.found("claims/b.yaml")), 1);
    editor.end();
}
