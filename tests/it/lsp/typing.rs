//! One key pressed anywhere in a text, and taken back: every request is answered meanwhile, and afterwards all is as it
//! was.

use serde_json::{Value, json};

use super::editor::{Editor, capabilities};

/// What one key may add.
const KEYS: [&str; 11] = [":", "\"", "[", "{", "'", "-", "#", "\n", "\t", "x", "]"];
/// One in so many places is tried, with one key after the other.
const EVERY: usize = 5;

const TEXT: &str = "sources:
  fidan: {identity: named, name: 'Hakan Fidan', kind: person}
  official:
    identity: anonymous
    description: \"a US official \u{1F34B}\"
    reason: spoke on condition of anonymity
claims:
  # What was said first.
  agreement:
    statement: >
      There is an agreement
      that is still to be announced.
    attributed_to: [official]
  withdrawal: {statement: Troops leave., attributed_to: [fidan, nobody], cites: [agreement]}
reviews:
  withdrawal-1: {claim: withdrawal, verdict: unproven, reviewer: desk, date: 2024-11-03}
";

#[test]
fn a_key_anywhere_and_back_leaves_everything_as_it_was() {
    let mut able = capabilities();
    able["textDocument"]["diagnostic"] = json!({});
    able["workspace"]["diagnostics"] = json!({"refreshSupport": true});
    let mut editor = Editor::with_capabilities(&[("claims/a.yaml", TEXT)], able);
    editor.open("claims/a.yaml");
    let whole = pull(&mut editor);
    assert!(!whole.is_empty());
    let (mut version, mut tried) = (1, 0);
    for (line, text) in (0..).zip(TEXT.lines()) {
        let columns = u32::try_from(text.encode_utf16().count()).unwrap();
        for column in (0..=columns).filter(|column| (*column as usize + line as usize).is_multiple_of(EVERY)) {
            tried += 1;
            let key = KEYS[tried % KEYS.len()];
            let place = format!("{key:?} at {line}:{column}");
            editor.edit("claims/a.yaml", version + 1, &[(line, column, 0, key)]);
            for method in ["hover", "completion", "definition", "references", "prepareRename"] {
                let mut params = editor.at("claims/a.yaml", line, column + 1);
                params["context"] = json!({"includeDeclaration": true});
                let id = editor.request(&format!("textDocument/{method}"), params);
                assert_ne!(editor.response(id)["error"]["code"], -32603, "{method}: {place}");
            }
            let back = if key == "\n" { (line + 1, 0) } else { (line, column + 1) };
            let start = json!({"line": line, "character": column});
            let range = json!({"start": start, "end": {"line": back.0, "character": back.1}});
            let document = json!({"uri": editor.uri("claims/a.yaml"), "version": version + 2});
            let change = json!({"textDocument": document, "contentChanges": [{"range": range, "text": ""}]});
            editor.notify("textDocument/didChange", change);
            version += 2;
            // What is new in the line that is being typed waits.
            let elsewhere = |found: &&Value| found["range"]["start"]["line"] != line;
            let found = pull(&mut editor);
            assert!(found.iter().filter(elsewhere).eq(whole.iter().filter(elsewhere)), "{place}");
        }
    }
    assert!(tried > 100);
    std::thread::sleep(std::time::Duration::from_millis(800));
    assert_eq!(pull(&mut editor), whole);
    editor.end();
}

fn pull(editor: &mut Editor) -> Vec<Value> {
    let document = json!({"textDocument": {"uri": editor.uri("claims/a.yaml")}});
    editor.ask("textDocument/diagnostic", document)["items"].as_array().unwrap().clone()
}
