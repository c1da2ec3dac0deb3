//! Records of a draft that are accepted from an editor: what comes of it is what `onrecord draft --accept` writes.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::editor::{Editor, capabilities};
use crate::hostile::program::Folder;

const SOURCES: &str = "sources:\n  gazette: {identity: named, name: The Gazette, kind: outlet}\n";
const DRAFT: &str = "# Drafted from a page.
sources:
  ada:
    identity: named
    name: Ada Example, „Prüferin“ 🚲

documents:
  paper:
    title: The bridge
    publisher: gazette

claims:
  closes:
    statement: It closes.
    attributed_to: [ada]
    evidence:
      - document: paper
  safe:
    statement: It is safe. 🚲
    attributed_to: [nobody-yet]
";
const ONE: &str = "claims:\n  closes:\n    statement: It closes.\n    attributed_to: [gazette]\n";

fn able(names: &[&str]) -> Value {
    let mut able = capabilities();
    able["workspace"]["workspaceEdit"]["resourceOperations"] = json!(["create", "rename", "delete"]);
    if names.contains(&"resolve") {
        able["textDocument"]["codeAction"]["dataSupport"] = json!(true);
        able["textDocument"]["codeAction"]["resolveSupport"] = json!({"properties": ["edit"]});
    }
    able
}

fn editor(draft: &str, able: Value) -> Editor {
    let mut editor = Editor::with_capabilities(&[("claims/s.yaml", SOURCES), ("claims/paper.draft", draft)], able);
    editor.open("claims/paper.draft");
    editor
}

fn actions(editor: &mut Editor, line: u32, only: Option<&str>) -> Vec<Value> {
    let at = json!({"line": line, "character": 4});
    let mut context = json!({"diagnostics": []});
    if let Some(only) = only {
        context["only"] = json!([only]);
    }
    let text = json!({"uri": editor.uri("claims/paper.draft")});
    let params = json!({"textDocument": text, "range": {"start": at, "end": at}, "context": context});
    editor.ask("textDocument/codeAction", params).as_array().unwrap().clone()
}

/// Does to the files of a folder what an editor does.
fn apply(edit: &Value) {
    let path = |uri: &Value| uri.as_str().unwrap().strip_prefix("file://").unwrap().to_owned();
    for change in edit["documentChanges"].as_array().unwrap() {
        match change["kind"].as_str() {
            Some("create") => fs::write(path(&change["uri"]), "").unwrap(),
            Some("delete") => fs::remove_file(path(&change["uri"])).unwrap(),
            Some(kind) => panic!("{kind}"),
            None => {
                let path = path(&change["textDocument"]["uri"]);
                let [edit] = &change["edits"].as_array().unwrap()[..] else { panic!("{change}") };
                let text = fs::read_to_string(&path).unwrap();
                let (start, end) = (at(&text, &edit["range"]["start"]), at(&text, &edit["range"]["end"]));
                let text = [&text[..start], edit["newText"].as_str().unwrap(), &text[end..]].concat();
                fs::write(path, text).unwrap();
            }
        }
    }
}

/// The byte at a place whose columns are UTF-16 units.
fn at(text: &str, place: &Value) -> usize {
    let (line, column) = (place["line"].as_u64().unwrap(), place["character"].as_u64().unwrap());
    let start: usize = text.split_inclusive('\n').take(usize::try_from(line).unwrap()).map(str::len).sum();
    let mut units = 0;
    let within = text[start..].char_indices().find(|(_, letter)| {
        let is_there = units >= column;
        units += letter.len_utf16() as u64;
        is_there
    });
    start + within.map_or(text.len() - start, |(at, _)| at)
}

fn files(folder: &Path) -> BTreeMap<String, String> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let named = entries
        .map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), fs::read_to_string(&path).unwrap()));
    named.filter(|(name, _)| name != "onrecord.yaml").collect()
}

/// What the command writes.
fn expected(draft: &str, id: &str) -> BTreeMap<String, String> {
    let folder = Folder::new();
    folder.write("claims/s.yaml", SOURCES);
    folder.write("claims/paper.draft", draft);
    let run = folder.run(&["draft", "--accept", "claims/paper.draft", id]);
    assert_eq!(run.status, Some(0), "{}", run.all());
    files(&folder.path().join("claims"))
}

#[test]
fn a_record_is_accepted_as_the_command_does() {
    for names in [&["resolve"][..], &[]] {
        let mut editor = editor(DRAFT, able(names));
        let all = actions(&mut editor, 12, None);
        let [action] = &all[..] else { panic!("{all:?}") };
        assert_eq!(
            (&action["title"], &action["kind"]),
            (&json!("accept the record closes"), &json!("refactor.accept"))
        );
        let action = if names.is_empty() { action.clone() } else { editor.ask("codeAction/resolve", action.clone()) };
        assert_eq!(action["edit"]["documentChanges"][1]["textDocument"]["version"], 1, "{action}");
        apply(&action["edit"]);
        assert_eq!(files(&editor.path("claims")), expected(DRAFT, "closes"));
    }
}

#[test]
fn a_draft_in_which_nothing_is_left_is_deleted() {
    let mut editor = editor(ONE, able(&[]));
    let all = actions(&mut editor, 1, Some("refactor"));
    apply(&all[0]["edit"]);
    assert_eq!(files(&editor.path("claims")), expected(ONE, "closes"));
    assert!(!editor.path("claims/paper.draft").exists());
}

/// The name is taken on the disk, by a file that no claim is in, and by an older one.
#[test]
fn no_file_is_written_over() {
    let mut editor = editor(ONE, able(&[]));
    editor.write("claims/paper.yaml", "claims:\n  old: {statement: Old.}\n");
    editor.write("claims/paper-2.yaml", "claims:\n  older: {statement: Older.}\n");
    let all = actions(&mut editor, 1, None);
    assert!(all[0]["edit"]["documentChanges"][0]["uri"].as_str().unwrap().ends_with("/paper-3.yaml"), "{all:?}");
}

#[test]
fn what_cannot_be_accepted_is_refused_in_words() {
    let mut editor = editor(DRAFT, able(&["resolve"]));
    let all = actions(&mut editor, 17, None);
    assert_eq!(all[0]["title"], "accept the record safe");
    let id = editor.request("codeAction/resolve", all[0].clone());
    let response = editor.response(id);
    let why = response["error"]["message"].as_str().unwrap();
    assert!(why.contains("nobody-yet"), "{response}");
    // The text has changed since it was offered.
    editor.edit("claims/paper.draft", 2, &[(0, 0, 1, "#")]);
    assert_eq!(editor.refused("codeAction/resolve", all[0].clone()), -32801);
    // Nothing is offered outside a record, to who wants another kind, or in a text that is no draft of a corpus.
    assert_eq!(actions(&mut editor, 0, None), [] as [Value; 0]);
    assert_eq!(actions(&mut editor, 12, Some("quickfix")), [] as [Value; 0]);
    editor.write("elsewhere.draft", DRAFT);
    editor.open("elsewhere.draft");
    let at = json!({"line": 12, "character": 4});
    let params = json!({"textDocument": {"uri": editor.uri("elsewhere.draft")}, "range": {"start": at, "end": at},
        "context": {"diagnostics": []}});
    assert_eq!(editor.ask("textDocument/codeAction", params), json!(null));
}

/// A claim file that cannot be read may have the record already.
#[test]
fn nothing_is_accepted_while_claim_files_have_errors() {
    let mut editor = editor(ONE, able(&["resolve"]));
    editor.open_with("claims/s.yaml", "sources:\n  gazette: {{\n");
    let all = actions(&mut editor, 1, None);
    assert_eq!(editor.refused("codeAction/resolve", all[0].clone()), -32803);
}

/// Some editors send back an action that is complete; it stays as it is.
#[test]
fn an_action_that_is_complete_stays() {
    let mut editor = editor(ONE, able(&["resolve"]));
    let action = json!({"title": "fix", "kind": "quickfix", "edit": {"documentChanges": []}});
    assert_eq!(editor.ask("codeAction/resolve", action.clone()), action);
}
