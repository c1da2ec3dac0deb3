//! Imports: from what a desk has to claim files, with an account of all that is not in them.

mod claims;
mod contacts;
mod damaged;
mod documents;
mod docx;
mod graph;
mod names;
mod output;
mod sheets;
mod table;
mod workbook;

use onrecord::import::Format;

use super::hostile::program::{Folder, Run};

/// A folder with a corpus of one source.
fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("claims/a.yaml", "sources:\n  ada-example: {identity: named, name: Ada Example, kind: person}\n");
    folder
}

fn read(folder: &Folder, path: &str) -> String {
    std::fs::read_to_string(folder.path().join(path)).unwrap_or_default()
}

/// The account of an import, which must keep to its schema.
fn account(run: &Run) -> serde_json::Value {
    let account = run.json();
    let mut schema = Vec::new();
    onrecord::schema::Schema::Import.write(&mut schema).unwrap();
    let schema: serde_json::Value = serde_json::from_slice(&schema).unwrap();
    assert!(jsonschema::is_valid(&schema, &account), "{account}");
    account
}

/// What an account says was left out, and why, in order of name.
fn left_out(account: &serde_json::Value) -> Vec<String> {
    let text = |one: &serde_json::Value, key: &str| one[key].as_str().unwrap_or_default().to_owned();
    let one = |one| format!("{} {}", text(one, "field"), text(one, "reason"));
    account["left_out"].as_array().unwrap().iter().map(one).collect()
}

/// What an account says was not understood: where, which field and why.
fn refused(account: &serde_json::Value) -> Vec<String> {
    let one = |one: &serde_json::Value| {
        let texts = ["place", "field", "why"].map(|key| one[key].as_str());
        texts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    };
    account["not_understood"].as_array().unwrap().iter().map(one).collect()
}

/// Imports the same twice: the same bytes come, and then nothing is new.
fn twice(arguments: &[&str], files: &[(&str, &[u8])]) -> String {
    let [first, second] = [(); 2].map(|()| {
        let folder = folder();
        for (name, bytes) in files {
            folder.write(name, bytes);
        }
        let run = folder.run(&[&["import"], arguments, &["--output", "claims/new.yaml"]].concat());
        assert!(run.status.is_some_and(|status| status < 2), "{}", run.all());
        let file = read(&folder, "claims/new.yaml");
        assert!(!file.is_empty(), "{}", run.all());
        let again = folder.run(&[&["import"], arguments, &["--output", "claims/newer.yaml"]].concat());
        assert!(again.out().starts_with("nothing to write: no record is new\n"), "{}\n{file}", again.all());
        assert!(!folder.path().join("claims/newer.yaml").exists());
        let check = folder.run(&["check", "--format", "json"]);
        assert_eq!(check.json()["summary"]["error"].as_u64().unwrap_or_default(), 0, "{}\n{file}", check.out());
        file
    });
    assert_eq!(first, second);
    first
}

/// Somebody who types what the file is, not what its format is called here, learns that.
#[test]
fn other_words_lead_to_the_format() {
    let folder = folder();
    for (word, tip) in [
        ("csv", "'csv' is read as 'table'"),
        ("Excel", "'excel' is read as 'table'"),
        ("zotero", "'zotero' is read as 'references'"),
        ("word", "'word' is read as 'docx'"),
        ("json-ld", "'json-ld' is read as 'claimreview'"),
        (
            "json",
            "'json' is read as 'references', 'claimreview', 'graph', 'hypothesis' or 'autoarchiver', by what is in it",
        ),
        ("tables", "a similar value exists: 'table'"),
    ] {
        let run = folder.run(&["import", word, "x"]);
        assert_eq!(run.status, Some(2), "{}", run.all());
        assert!(run.err().contains(&format!("\n  tip: {tip}\n")), "{}", run.err());
    }
    let names: Vec<_> = Format::ALL.iter().map(|format| format.name()).collect();
    let all = Format::ALL.iter().flat_map(|format| format.reads());
    assert!(all.clone().all(|word| !names.contains(word) && word.to_lowercase() == **word));
}
