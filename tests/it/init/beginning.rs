//! The first records of a corpus, written by the commands that add some: into a folder with nothing in it yet.

use super::super::hostile::program::Folder;

const ARTICLE: &str = "<!doctype html><title>Old bridge stays closed</title>\
    <p>“The old bridge is closed until May,” Ada Example, a city engineer, said on Monday.</p>";

/// Each command with its arguments, and a file that it writes.
const ADDING: [(&[&str], &str); 3] = [
    (&["archive", "saved.html"], "claims/evidence/old-bridge-stays-closed.yaml"),
    (&["draft", "saved.html"], "claims/old-bridge-stays-closed.draft"),
    (&["import", "references", "library.json"], "claims/library.yaml"),
];

fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("saved.html", ARTICLE);
    folder.write("library.json", r#"[{"type": "book", "title": "Bridges", "URL": "https://example.org/bridges"}]"#);
    folder
}

#[test]
fn an_empty_folder_is_a_corpus_that_begins() {
    for (arguments, file) in ADDING {
        for configuration in [None, Some("policy: {independent_sources: 1}\n")] {
            let folder = folder();
            std::fs::create_dir(folder.path().join("claims")).unwrap();
            if let Some(text) = configuration {
                folder.write("claims/onrecord.yaml", text);
            }
            let run = folder.run(arguments);
            assert_eq!((run.status, run.err()), (Some(0), ""), "{arguments:?}: {}", run.all());
            assert!(folder.path().join(file).is_file(), "{arguments:?}: {}", run.all());
            assert_eq!(folder.run(&["check"]).status, Some(0), "{arguments:?}");
        }
    }
}

#[test]
fn without_a_folder_it_is_init_that_makes_one() {
    for (arguments, file) in ADDING {
        let folder = folder();
        let run = folder.run(arguments);
        assert_eq!(run.status, Some(2), "{arguments:?}: {}", run.all());
        let expected = "`claims`: does not exist; run `onrecord init claims` first";
        assert!(run.err().contains(expected), "{arguments:?}: {}", run.err());
        assert!(!folder.path().join("claims").exists());
        // What the message says to do is enough.
        assert_eq!(folder.run(&["init", "claims"]).status, Some(0));
        assert_eq!(folder.run(arguments).status, Some(0), "{arguments:?}");
        assert!(folder.path().join(file).is_file(), "{arguments:?}");
    }
}

#[test]
fn commands_that_only_read_say_how_to_begin() {
    let folder = folder();
    std::fs::create_dir(folder.path().join("empty")).unwrap();
    for (path, why) in [("claims", "does not exist"), ("empty", "has no claim file (*.yaml, *.yml) in it")] {
        let run = folder.run(&["check", path]);
        let expected =
            format!("onrecord: nothing to read: `{path}` {why}; `onrecord init {path}` writes a first one\n");
        assert_eq!((run.status, run.err()), (Some(2), &*expected));
    }
}

/// `init` would write a second corpus into the first.
#[test]
fn inside_the_folder_of_claim_files_it_is_the_folder_itself() {
    let folder = folder();
    for name in ["sources.yaml", "compose.yaml"] {
        folder.write(name, if name == "sources.yaml" { "sources:\n" } else { "services:\n" });
        let is_inside = name == "sources.yaml";
        for arguments in [&["check"][..], &["report"], &["archive", "x.html"], &["rename", "a", "b"]] {
            let run = folder.run(arguments);
            assert_eq!(run.status, Some(2), "{arguments:?}: {}", run.all());
            assert_eq!(run.err().contains("this folder has claim files: pass `.`"), is_inside, "{}", run.err());
            assert_eq!(run.err().contains("onrecord init"), !is_inside, "{}", run.err());
        }
        std::fs::remove_file(folder.path().join(name)).unwrap();
    }
}
