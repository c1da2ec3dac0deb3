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
    let mut editor = Editor::with(&[("claims/s.yaml", SOURCES), ("claims/a b%.yaml", CLAIMS)]);
    editor.write("claims/a.yaml", CLAIMS);
    std::fs::remove_file(editor.path("claims/a b%.yaml")).unwrap();
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
    assert_eq!(editor.ask("textDocument/hover", editor.at("claims/a.yaml", 0, 0)), json!(null));
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
    editor.edit("claims/a.yaml", 2, &[(2, 28, 0, " fidan")]);
    let text = CLAIMS.replace("🍋", "🍋 fidan").replace("leave. 🍋 fidan", "leave. 🍋 fidan");
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
