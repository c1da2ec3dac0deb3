//! Every request, with answers worked out by hand.

use serde_json::{Value, json};

use super::editor::{Editor, capabilities, range};

const SOURCES: &str = "sources:\n  fidan: {identity: named, name: Hakan Fidan, kind: person}\n";
const CLAIMS: &str = "claims:
  a:
    statement: Troops leave. 🍋
    attributed_to: [fidan]
  b: {statement: Officials say so., cites: [a], attributed_to: [\"fidan\"]}
";

fn editor() -> Editor {
    let mut editor = Editor::with(&[("claims/s.yaml", SOURCES), ("claims/a.yaml", CLAIMS)]);
    editor.open("claims/a.yaml");
    editor
}

/// Places as `file line:column-line:column`.
fn places(list: &Value) -> Vec<String> {
    let file = |uri: &Value| uri.as_str().unwrap().rsplit('/').next().unwrap().to_owned();
    let one = |place: &Value| format!("{} {}", file(&place["uri"]), range(&place["range"]));
    list.as_array().unwrap().iter().map(one).collect()
}

#[test]
fn hover_shows_what_is_known_of_the_record() {
    let mut editor = editor();
    let hover = editor.ask("textDocument/hover", editor.at("claims/a.yaml", 3, 22));
    assert_eq!(range(&hover["range"]), "3:20-3:25");
    assert_eq!(hover["contents"]["kind"], "markdown");
    assert!(hover["contents"]["value"].as_str().unwrap().starts_with("**`fidan`: Hakan Fidan"), "{hover}");
    assert_eq!(editor.ask("textDocument/hover", editor.at("claims/a.yaml", 5, 0)), json!(null));
    let mut plain = Editor::with_capabilities(&[("claims/s.yaml", SOURCES)], json!({}));
    plain.open("claims/s.yaml");
    let hover = plain.ask("textDocument/hover", plain.at("claims/s.yaml", 1, 2));
    assert_eq!(hover["contents"]["kind"], "plaintext");
}

#[test]
fn from_an_id_to_its_record_and_back() {
    let mut editor = editor();
    let here = editor.at("claims/a.yaml", 4, 69);
    let found = editor.ask("textDocument/definition", here.clone());
    assert_eq!(places(&json!([found])), ["s.yaml 1:2-1:7"]);
    let mut references = |declaration: bool| {
        let mut params = here.clone();
        params["context"] = json!({"includeDeclaration": declaration});
        places(&editor.ask("textDocument/references", params))
    };
    assert_eq!(references(false), ["a.yaml 3:20-3:25", "a.yaml 4:64-4:71"]);
    assert_eq!(references(true), ["a.yaml 3:20-3:25", "a.yaml 4:64-4:71", "s.yaml 1:2-1:7"]);
    let highlights = editor.ask("textDocument/documentHighlight", editor.at("claims/a.yaml", 1, 2));
    let shown: Vec<_> = highlights.as_array().unwrap().iter().map(|one| (range(&one["range"]), &one["kind"])).collect();
    assert_eq!(shown, [("1:2-1:3".to_owned(), &json!(3)), ("4:44-4:45".to_owned(), &json!(2))]);

    let mut capabilities = capabilities();
    capabilities["textDocument"]["definition"] = json!({"linkSupport": true});
    let mut linked = Editor::with_capabilities(&[("claims/s.yaml", SOURCES), ("claims/a.yaml", CLAIMS)], capabilities);
    linked.open("claims/a.yaml");
    let link = linked.ask("textDocument/definition", linked.at("claims/a.yaml", 4, 44))[0].clone();
    assert_eq!(
        ["originSelectionRange", "targetRange", "targetSelectionRange"].map(|name| range(&link[name])),
        ["4:44-4:45", "1:2-3:26", "1:2-1:3"]
    );
}

/// The text of a file with the edits of the answer to a rename or of an action.
fn edited(editor: &Editor, edit: &Value, name: &str, before: &str) -> String {
    let uri = editor.uri(name);
    let of_file = edit["documentChanges"].as_array().unwrap().iter().find(|file| file["textDocument"]["uri"] == uri);
    let mut edits = of_file.unwrap()["edits"].as_array().unwrap().clone();
    edits.sort_by_key(|edit| {
        let start = &edit["range"]["start"];
        std::cmp::Reverse((start["line"].as_u64().unwrap(), start["character"].as_u64().unwrap()))
    });
    let offset = |place: &Value| {
        let line = usize::try_from(place["line"].as_u64().unwrap()).unwrap();
        let start: usize = before.split_inclusive('\n').take(line).map(str::len).sum();
        let units = usize::try_from(place["character"].as_u64().unwrap()).unwrap();
        let mut left = units;
        let rest = before[start..].char_indices().find(|(_, character)| {
            let is_there = left == 0;
            left = left.saturating_sub(character.len_utf16());
            is_there
        });
        start + rest.map_or(before.len() - start, |(at, _)| at)
    };
    let mut after = before.to_owned();
    for edit in edits {
        let at = offset(&edit["range"]["start"])..offset(&edit["range"]["end"]);
        after.replace_range(at, edit["newText"].as_str().unwrap());
    }
    after
}

#[test]
fn another_id_is_written_in_all_files_with_versions() {
    let mut editor = editor();
    let configuration = "waivers:\n  - {rule: kind-missing, id: fidan, reason: x, until: 2999-01-01}\n";
    editor.write("claims/onrecord.yaml", configuration);
    editor.notify("workspace/didChangeWatchedFiles", json!({"changes": []}));
    // The text that counts is the one that is open.
    editor.edit("claims/a.yaml", 2, &[(2, 31, 0, " fidan")]);
    let text = CLAIMS.replace("🍋", "🍋 fidan");
    let here = editor.at("claims/a.yaml", 3, 25);
    let prepared = editor.ask("textDocument/prepareRename", here.clone());
    assert_eq!((range(&prepared["range"]).as_str(), &prepared["placeholder"]), ("3:20-3:25", &json!("fidan")));
    assert_eq!(editor.ask("textDocument/prepareRename", editor.at("claims/a.yaml", 2, 20)), json!(null));
    std::thread::sleep(std::time::Duration::from_millis(800));
    let rename = |editor: &mut Editor, name: &str| {
        let mut params = here.clone();
        params["newName"] = json!(name);
        let id = editor.request("textDocument/rename", params);
        editor.response(id)
    };
    for (wrong, why) in
        [("Fidan", "use only a-z"), ("", "use only a-z"), ("a", "another record"), ("x\u{1b}", "use only")]
    {
        let refused = rename(&mut editor, wrong);
        assert!(refused["error"]["message"].as_str().unwrap().starts_with(why), "{refused}");
    }
    let edit = rename(&mut editor, "hakan-fidan")["result"].clone();
    let versions: Vec<_> =
        edit["documentChanges"].as_array().unwrap().iter().map(|file| &file["textDocument"]["version"]).collect();
    assert_eq!(versions, [&json!(2), &json!(null), &json!(null)]);
    assert_eq!(
        edited(&editor, &edit, "claims/a.yaml", &text),
        text.replace("[fidan]", "[hakan-fidan]").replace("\"fidan\"", "\"hakan-fidan\"")
    );
    assert_eq!(edited(&editor, &edit, "claims/s.yaml", SOURCES), SOURCES.replace("  fidan", "  hakan-fidan"));
    let renamed = configuration.replace("id: fidan", "id: hakan-fidan");
    assert_eq!(edited(&editor, &edit, "claims/onrecord.yaml", configuration), renamed);
    assert!(edit.get("changeAnnotations").is_none());
}

fn document(editor: &Editor, name: &str) -> Value {
    json!({"textDocument": {"uri": editor.uri(name)}})
}

#[test]
fn symbols_and_folds_are_those_of_the_text_as_it_is() {
    let mut editor = editor();
    let symbols = editor.ask("textDocument/documentSymbol", document(&editor, "claims/a.yaml"));
    assert_eq!((&symbols[0]["name"], range(&symbols[0]["selectionRange"])), (&json!("claims"), "0:0-0:6".to_owned()));
    let claim = &symbols[0]["children"][0];
    assert_eq!((&claim["name"], &claim["detail"]), (&json!("a"), &json!("Troops leave. 🍋 (named)")));
    assert_eq!([range(&claim["range"]), range(&claim["selectionRange"])], ["1:2-3:26", "1:2-1:3"]);
    let folds = editor.ask("textDocument/foldingRange", document(&editor, "claims/a.yaml"));
    assert_eq!(folds, json!([{"startLine": 0, "endLine": 4}, {"startLine": 1, "endLine": 3}]));
    let found = editor.ask("workspace/symbol", json!({"query": "fidan"}));
    assert_eq!((&found[0]["name"], found.as_array().unwrap().len()), (&json!("fidan"), 1));
    assert_eq!(places(&json!([found[0]["location"]])), ["s.yaml 1:2-1:7"]);
}

#[test]
fn chains_go_both_ways() {
    let mut editor = editor();
    let items = editor.ask("textDocument/prepareCallHierarchy", editor.at("claims/a.yaml", 1, 2));
    assert_eq!((&items[0]["name"], range(&items[0]["selectionRange"])), (&json!("a"), "1:2-1:3".to_owned()));
    let calls = |editor: &mut Editor, way: &str, end: &str| {
        let calls = editor.ask(&format!("callHierarchy/{way}"), json!({"item": items[0]}));
        let one = |call: &Value| format!("{} {}", call[end]["name"].as_str().unwrap(), range(&call["fromRanges"][0]));
        calls.as_array().unwrap().iter().map(one).collect::<Vec<_>>()
    };
    assert_eq!(calls(&mut editor, "outgoingCalls", "to"), ["fidan 3:20-3:25"]);
    assert_eq!(calls(&mut editor, "incomingCalls", "from"), ["b 4:44-4:45"]);
}

#[test]
fn colours_and_hints_say_who_is_who() {
    let mut editor = editor();
    let tokens = editor.ask("textDocument/semanticTokens/full", document(&editor, "claims/a.yaml"));
    // Line and column from the token before, length, kind, and what is said beside.
    let (a, fidan, b) = ([1, 2, 1, 5, 1], [2, 20, 5, 0, 0], [1, 2, 1, 5, 1]);
    let (cited, quoted) = ([0, 42, 1, 5, 0], [0, 20, 7, 0, 0]);
    assert_eq!(tokens["data"], json!([a, fidan, b, cited, quoted].concat()));
    let mut params = document(&editor, "claims/a.yaml");
    params["range"] = json!({"start": {"line": 1, "character": 0}, "end": {"line": 2, "character": 0}});
    let tokens = editor.ask("textDocument/semanticTokens/range", params.clone());
    assert_eq!(tokens["data"], json!([1, 2, 1, 5, 1]));
    assert_eq!(editor.ask("textDocument/inlayHint", params.clone()), json!([]), "they are off");
    editor.notify("workspace/didChangeConfiguration", json!({"settings": {"onrecord": {"inlayHints": true}}}));
    let hints = editor.ask("textDocument/inlayHint", params);
    assert_eq!(hints, json!([{"label": "named, 1", "paddingLeft": true, "position": {"line": 1, "character": 4}}]));
}

#[test]
fn links_lead_to_pages_and_copies_that_are_nobody_s_secret() {
    let text = "sources:
  desk: {identity: named, name: Desk, kind: outlet}
  clerk: {identity: anonymous, description: a clerk at the court, reason: fears for the job}
documents:
  open: {title: T, publisher: desk, url: 'https://example.org/a%20b', snapshot: evidence/a b.txt}
  secret: {title: T, publisher: clerk, url: 'https://example.org/secret'}
";
    let mut editor = Editor::with(&[("claims/a.yaml", text), ("claims/evidence/a b.txt", "x")]);
    editor.open("claims/a.yaml");
    let links = editor.ask("textDocument/documentLink", document(&editor, "claims/a.yaml"));
    let shown: Vec<_> = links.as_array().unwrap().iter().map(|link| link["target"].as_str().unwrap()).collect();
    assert_eq!(shown, ["https://example.org/a%20b", &editor.uri("claims/evidence/a%20b.txt")]);
}

/// Actions at a place, by what they are called.
fn actions(editor: &mut Editor, name: &str, line: u32, column: u32, only: &[&str]) -> Vec<Value> {
    let at = json!({"line": line, "character": column});
    let mut params = document(editor, name);
    params["range"] = json!({"start": at, "end": at});
    params["context"] = json!({"diagnostics": []});
    if !only.is_empty() {
        params["context"]["only"] = json!(only);
    }
    editor.ask("textDocument/codeAction", params).as_array().unwrap().clone()
}

fn titles(actions: &[Value]) -> Vec<&str> {
    actions.iter().map(|action| action["title"].as_str().unwrap()).collect()
}

#[test]
fn actions_fix_what_was_found() {
    let text = CLAIMS.replace("[fidan]", "[fidam]").replace("statement: Officials", "statment: Officials");
    let mut editor = Editor::with(&[("claims/s.yaml", SOURCES), ("claims/a.yaml", &text)]);
    editor.open("claims/a.yaml");
    let here = actions(&mut editor, "claims/a.yaml", 3, 22, &[]);
    assert_eq!(titles(&here)[0], "write fidan");
    assert_eq!(here[0]["isPreferred"], true);
    assert_eq!(
        (&here[0]["kind"], &here[0]["diagnostics"][0]["code"]),
        (&json!("quickfix"), &json!("dangling-reference"))
    );
    assert_eq!(edited(&editor, &here[0]["edit"], "claims/a.yaml", &text), text.replace("[fidam]", "[fidan]"));
    // Some editors send the findings of the line with a place beside them.
    let mut params = document(&editor, "claims/a.yaml");
    let start = json!({"line": 3, "character": 0});
    params["range"] = json!({"start": start, "end": start});
    params["context"] = json!({"diagnostics": [here[0]["diagnostics"][0]]});
    let beside = editor.ask("textDocument/codeAction", params);
    assert_eq!(titles(beside.as_array().unwrap())[0], "write fidan");
    let add = here.iter().find(|action| action["title"].as_str().unwrap().starts_with("add a record")).unwrap();
    assert!(
        edited(&editor, &add["edit"], "claims/a.yaml", &text)
            .ends_with("sources:\n  fidam:\n    identity:\n    description:\n")
    );
    let waive = here.iter().find(|action| action["title"].as_str().unwrap().starts_with("waive")).unwrap();
    let waived = edited(&editor, &waive["edit"], "claims/onrecord.yaml", "rules: {unreviewed: off}\n");
    assert!(
        waived.contains("waivers:\n  - rule: dangling-reference\n    id: a\n    reason:\n    until:\n"),
        "{waived}"
    );
    // All safe fixes at once, on request.
    assert_eq!(titles(&actions(&mut editor, "claims/a.yaml", 0, 0, &["refactor.extract"])), [""; 0]);
    let all = actions(&mut editor, "claims/a.yaml", 0, 0, &["source.fixAll"]);
    assert_eq!(titles(&all), ["apply all safe fixes"]);
    assert_eq!(edited(&editor, &all[0]["edit"], "claims/a.yaml", &text), text.replace("statment", "statement"));
}

#[test]
fn a_review_is_offered_to_who_says_who_it_is() {
    let mut able = capabilities();
    able["workspace"]["workspaceEdit"]["resourceOperations"] = json!(["create"]);
    let mut editor = Editor::with_capabilities(&[("claims/s.yaml", SOURCES), ("claims/a.yaml", CLAIMS)], able);
    editor.open("claims/a.yaml");
    assert_eq!(titles(&actions(&mut editor, "claims/a.yaml", 1, 2, &["refactor"])), [""; 0]);
    editor.notify("workspace/didChangeConfiguration", json!({"settings": {"onrecord": {"reviewer": "desk"}}}));
    let reviews = actions(&mut editor, "claims/a.yaml", 1, 2, &["refactor"]);
    assert!(titles(&reviews).contains(&"review a as supported"), "{:?}", titles(&reviews));
    let changes = &reviews[0]["edit"]["documentChanges"];
    assert_eq!(changes[0], json!({"kind": "create", "uri": editor.uri("claims/reviews/a-1.yaml")}));
    let written = changes[1]["edits"][0]["newText"].as_str().unwrap();
    assert!(written.contains("claim: a\n") && written.contains("reviewer: desk\n"), "{written}");
    editor.write("claims/reviews/a-1.yaml", written);
    editor.notify("workspace/didChangeWatchedFiles", json!({"changes": []}));
    std::thread::sleep(std::time::Duration::from_millis(800));
    // The digest of the review covers the ids, so another id is a change to think about.
    let mut params = editor.at("claims/a.yaml", 1, 2);
    params["newName"] = json!("troops");
    let edit = editor.ask("textDocument/rename", params);
    let annotation = &edit["changeAnnotations"]["onrecord"];
    assert_eq!(
        (&annotation["needsConfirmation"], &annotation["description"]),
        (&json!(true), &json!("these reviews go stale: a-1"))
    );
    let edits = edit["documentChanges"].as_array().unwrap().iter().flat_map(|file| file["edits"].as_array().unwrap());
    assert!(edits.clone().count() > 2 && edits.clone().all(|edit| edit["annotationId"] == "onrecord"));
}

#[test]
fn what_is_typed_is_completed_at_once_and_beside_a_yaml_server_only_what_that_cannot() {
    let mut editor = editor();
    let labels = |editor: &mut Editor, line: u32, column: u32| {
        let list = editor.ask("textDocument/completion", editor.at("claims/a.yaml", line, column));
        list["items"].as_array().unwrap().clone()
    };
    // While a claim is being typed: the text is broken, and newer than anything that was analysed.
    editor.edit("claims/a.yaml", 2, &[(5, 0, 0, "  c: {statement: 🍋 x, attributed_to: [fi")]);
    let items = labels(&mut editor, 5, 41);
    let first = &items[0];
    assert_eq!((&first["label"], &first["detail"]), (&json!("fidan"), &json!("Hakan Fidan (named)")));
    assert_eq!(
        (range(&first["textEdit"]["range"]).as_str(), &first["textEdit"]["newText"]),
        ("5:39-5:41", &json!("fidan"))
    );
    assert!(items.windows(2).all(|pair| pair[0]["sortText"].as_str() < pair[1]["sortText"].as_str()));
    editor.edit("claims/a.yaml", 3, &[(5, 0, 41, "  c:\n    sta")]);
    assert_eq!(labels(&mut editor, 6, 7)[0]["label"], "statement");
    editor.notify("workspace/didChangeConfiguration", json!({"settings": {"yamlServer": true}}));
    assert_eq!(labels(&mut editor, 6, 7), [json!(null); 0]);
    editor.edit("claims/a.yaml", 4, &[(6, 4, 3, "cites: [")]);
    assert!(labels(&mut editor, 6, 12).iter().any(|item| item["label"] == "a"));
}
