//! Where the new claim file goes, and which claim files its records are compared with.

use super::{Folder, read};

const LIBRARY: &str = r#"[{"title": "Bridges", "URL": "https://example.org/bridges"}]"#;

/// A corpus that has the document already, in a file at the top.
const KNOWN: &str = "documents:\n  known: {title: Bridges, url: 'https://example.org/bridges'}\n";

/// Imports it, and returns what was said before the account.
fn import(folder: &Folder, output: &str) -> String {
    folder.write("library.json", LIBRARY);
    let run = folder.run(&["import", "references", "library.json", "--output", output]);
    assert_eq!((run.status, run.err()), (Some(0), ""), "{}", run.all());
    run.out().split("\n\n").next().unwrap().to_owned()
}

#[test]
fn a_file_below_a_corpus_belongs_to_it() {
    let nothing = "nothing to write: no record is new";
    for (known, output, expected) in [
        ("claims/a.yaml", "claims/2026/new.yaml", String::new()),
        (
            "desk/claims/a.yaml",
            "desk/claims/2026/10/new.yaml",
            "compared  with the claim files in desk/claims\n".into(),
        ),
        ("desk/a.yaml", "desk/2026/new.yaml", "compared  with the claim files in desk\n".into()),
    ] {
        let folder = Folder::new();
        folder.write(known, KNOWN);
        if known == "desk/a.yaml" {
            folder.write("desk/onrecord.yaml", "policy: {independent_sources: 1}\n");
        }
        let parent = folder.path().join(output);
        std::fs::create_dir_all(parent.parent().unwrap()).unwrap();
        assert_eq!(import(&folder, output), format!("{expected}{nothing}"), "{output}");
        assert!(!folder.path().join(output).exists());
    }
}

#[test]
fn a_file_in_no_corpus_is_compared_with_the_one_beside_it_or_with_its_own_folder() {
    let folder = Folder::new();
    folder.write("claims/a.yaml", KNOWN);
    folder.write("compose.yaml", "services: {}\n");
    let said = import(&folder, "new.yaml");
    assert_eq!(
        said,
        "compared  with the claim files in claims, where `check` will not find the new one\nnothing to write: no \
         record is new"
    );
    std::fs::create_dir(folder.path().join("news")).unwrap();
    let said = import(&folder, "news/new.yaml");
    assert_eq!(said, "compared  with the claim files in news\nwrote     news/new.yaml: 1 document");
}

#[test]
fn the_schema_is_found_from_where_the_file_is() {
    let folder = Folder::new();
    assert_eq!(folder.run(&["init", "claims"]).status, Some(0));
    std::fs::create_dir_all(folder.path().join("claims/2026/10")).unwrap();
    for (output, schema) in [
        ("claims/new.yaml", ".onrecord/claims.schema.json"),
        ("claims/2026/10/newer.yaml", "../../.onrecord/claims.schema.json"),
    ] {
        import(&folder, output);
        let file = read(&folder, output);
        assert!(file.starts_with(&format!("# yaml-language-server: $schema={schema}\n")), "{file}");
        std::fs::remove_file(folder.path().join(output)).unwrap();
    }
    // From inside the corpus, too.
    let run = folder.script(
        "cd claims/2026 && cp ../../library.json . && $ONRECORD import references library.json --output a.yaml ..",
    );
    assert_eq!(run.status, Some(0), "{}", run.all());
    assert!(read(&folder, "claims/2026/a.yaml").contains("$schema=../.onrecord/"), "{}", run.all());
}

/// All that is imported is open.
#[test]
fn nothing_is_imported_from_the_copy_of_a_confidential_document() {
    let folder = Folder::new();
    let table = "claim,source\nThe CANARY is closed.,Ada Canary\n";
    folder.write("claims/evidence/list.csv", table);
    folder.write("saved.csv", table);
    folder
        .write("claims/d.yaml", "documents:\n  secret: {title: x, confidential: true, snapshot: evidence/list.csv}\n");
    for file in ["claims/evidence/list.csv", "saved.csv"] {
        for more in [&[][..], &["--dry-run"], &["--output", "new.yaml"]] {
            let run = folder.run(&[&["import", "table", file][..], more].concat());
            assert_eq!((run.status, run.out()), (Some(2), ""), "{file} {more:?}: {}", run.all());
            assert!(run.err().contains("nothing is imported from it"), "{file} {more:?}: {}", run.err());
            assert!(!run.err().contains("CANARY") && !folder.path().join("new.yaml").exists());
        }
    }
}
