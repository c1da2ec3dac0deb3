//! Files that mean harm, through every request: nothing acts in an editor, and nothing of a confidential source is
//! told.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::editor::{Editor, capabilities};

/// Is in the files of `canary` wherever a newsroom could slip.
const SECRET: &str = "canary";
/// One in so many places of a text is asked about.
const EVERY: usize = 11;

fn files(folder: &str) -> Vec<(PathBuf, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpora").join(folder);
    let mut files: Vec<_> = folder.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "yaml"));
    files.sort();
    files.into_iter().filter_map(|path| Some((path.clone(), std::fs::read_to_string(path).ok()?))).collect()
}

fn is_forbidden(character: char) -> bool {
    (character.is_control() && character != '\n')
        || matches!(character, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
        || matches!(character, '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}' | '\u{E0000}'..='\u{E007F}')
}

/// Every text in a message.
fn texts(message: &Value) -> Vec<&str> {
    match message {
        Value::String(text) => vec![text],
        Value::Array(items) => items.iter().flat_map(texts).collect(),
        Value::Object(fields) => {
            fields.iter().flat_map(|(name, value)| [vec![&name[..]], texts(value)].concat()).collect()
        }
        _ => Vec::new(),
    }
}

/// Everything that is said about a text, asked in every way.
fn said(text: &str) -> Vec<Value> {
    let mut able = capabilities();
    able["workspace"]["workspaceEdit"]["resourceOperations"] = json!(["create"]);
    let mut editor = Editor::start(&[("claims/c.yaml", text)]);
    let mut params = editor.parameters(able);
    params["initializationOptions"] = json!({"inlayHints": true, "reviewer": "desk"});
    editor.ask("initialize", params);
    editor.notify("initialized", json!({}));
    editor.open("claims/c.yaml");
    let mut ids = Vec::new();
    let document = json!({"textDocument": {"uri": editor.uri("claims/c.yaml")}});
    let whole = json!({"start": {"line": 0, "character": 0}, "end": {"line": 99_999, "character": 0}});
    for method in
        ["documentSymbol", "foldingRange", "documentLink", "semanticTokens/full", "semanticTokens/range", "inlayHint"]
    {
        let mut params = document.clone();
        params["range"] = whole.clone();
        ids.push(editor.request(&format!("textDocument/{method}"), params));
    }
    let mut params = document.clone();
    params["range"] = whole;
    params["context"] = json!({"diagnostics": []});
    ids.push(editor.request("textDocument/codeAction", params.clone()));
    params["context"]["only"] = json!(["source"]);
    ids.push(editor.request("textDocument/codeAction", params));
    for query in ["", "a", SECRET] {
        ids.push(editor.request("workspace/symbol", json!({"query": query})));
    }
    let mut places = Vec::new();
    for (number, line) in text.split('\n').enumerate() {
        let columns = line.encode_utf16().count();
        places.extend((0..=columns).step_by(EVERY).map(|column| (number, column)));
    }
    for (line, column) in places.into_iter().take(400) {
        let place = json!({"line": line, "character": column});
        for method in
            ["hover", "definition", "documentHighlight", "completion", "prepareRename", "prepareCallHierarchy"]
        {
            let mut params = document.clone();
            params["position"] = place.clone();
            ids.push(editor.request(&format!("textDocument/{method}"), params));
        }
        let mut params = document.clone();
        params["position"] = place;
        params["context"] = json!({"includeDeclaration": true});
        params["newName"] = json!("quite-another-id");
        ids.push(editor.request("textDocument/references", params.clone()));
        ids.push(editor.request("textDocument/rename", params));
    }
    let mut said: Vec<_> = ids.into_iter().map(|id| editor.response(id)).collect();
    let items: Vec<_> = said.iter().flat_map(|said| said["result"].as_array().cloned().unwrap_or_default()).collect();
    for item in items.iter().filter(|item| item.get("selectionRange").is_some() && item.get("uri").is_some()).take(20) {
        for way in ["incomingCalls", "outgoingCalls"] {
            let id = editor.request(&format!("callHierarchy/{way}"), json!({"item": item}));
            said.push(editor.response(id));
        }
    }
    // What was pushed, too.
    said.extend(editor.all_heard());
    editor.end();
    said.extend(pulled(text));
    said.extend(drafted(text));
    said
}

/// The findings of a text, by an editor that requests them.
fn pulled(text: &str) -> Vec<Value> {
    let mut able = capabilities();
    able["textDocument"]["diagnostic"] = json!({"relatedInformation": true});
    able["workspace"]["diagnostics"] = json!({"refreshSupport": true});
    let mut editor = Editor::with_capabilities(&[("claims/c.yaml", text), ("claims/d.yaml", text)], able);
    editor.open("claims/c.yaml");
    let document = json!({"textDocument": {"uri": editor.uri("claims/c.yaml")}});
    let of_text = editor.request("textDocument/diagnostic", document);
    let of_all = editor.request("workspace/diagnostic", json!({"previousResultIds": []}));
    [of_text, of_all].map(|id| editor.response(id)).to_vec()
}

/// What is offered for a text as a draft, and what would come of it.
fn drafted(text: &str) -> Vec<Value> {
    let mut able = capabilities();
    able["workspace"]["workspaceEdit"]["resourceOperations"] = json!(["create", "delete"]);
    able["textDocument"]["codeAction"]["dataSupport"] = json!(true);
    able["textDocument"]["codeAction"]["resolveSupport"] = json!({"properties": ["edit"]});
    let files = [("claims/c.draft", text), ("claims/c.yaml", "claims:\n  fine: {statement: Fine.}\n")];
    let mut editor = Editor::with_capabilities(&files, able);
    editor.open("claims/c.draft");
    let document = json!({"uri": editor.uri("claims/c.draft")});
    let mut said = Vec::new();
    let mut chosen = Vec::new();
    for line in 0..text.lines().count().min(60) {
        let at = json!({"line": line, "character": 3});
        let params =
            json!({"textDocument": document, "range": {"start": at, "end": at}, "context": {"diagnostics": []}});
        let id = editor.request("textDocument/codeAction", params);
        let response = editor.response(id);
        chosen.extend(response["result"].as_array().cloned().unwrap_or_default());
        said.push(response);
    }
    chosen.dedup();
    for action in chosen.into_iter().take(10) {
        let id = editor.request("codeAction/resolve", action);
        let mut response = editor.response(id);
        // What moves is the text of the draft itself, as its writer wrote it.
        response["result"]["edit"] = json!(null);
        said.push(response);
    }
    said
}

#[test]
fn no_answer_tells_a_secret() {
    let (mut failed, mut known) = (Vec::new(), 0);
    for (path, text) in files("hostile/canary") {
        let said = said(&text);
        known += said.iter().filter(|message| message["result"]["contents"].is_object()).count();
        let told = said.iter().find(|message| texts(message).iter().any(|text| text.to_lowercase().contains(SECRET)));
        failed.extend(told.map(|told| format!("{}: {told}", path.file_name().unwrap().display())));
    }
    assert!(failed.is_empty(), "{}", failed.join("\n\n"));
    assert!(known > 100, "much is known of these files");
}

#[test]
fn no_answer_has_a_sign_that_acts_and_every_request_is_answered() {
    let mut failed = Vec::new();
    for (path, text) in files("hostile") {
        for message in said(&text) {
            let is_bad = |text: &&str| text.chars().any(is_forbidden);
            let is_failure = message["error"]["code"] == -32603;
            if is_failure || texts(&message).iter().any(is_bad) {
                failed.push(format!("{}: {message}", path.file_name().unwrap().display()));
                break;
            }
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n\n"));
}
