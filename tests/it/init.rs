//! What a newsroom starts with: the files that `init` writes, and what goes with them.

mod action;
mod baseline;
mod beginning;
mod beside;

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use super::hostile::program::{Folder, Run};

/// What `init` writes into an empty folder for all systems.
const FILES: [&str; 7] = [
    ".github/workflows/onrecord.yml",
    ".gitlab-ci.yml",
    ".pre-commit-config.yaml",
    "claims/.onrecord/claims.schema.json",
    "claims/.onrecord/config.schema.json",
    "claims/first-story.yaml",
    "claims/onrecord.yaml",
];

/// All files and folders below a folder, with what is in them. Links are not followed.
fn tree(folder: &Folder) -> BTreeMap<String, String> {
    let below = walkdir::WalkDir::new(folder.path()).min_depth(1).into_iter().map(Result::unwrap);
    let content = |path: &Path| std::fs::read_to_string(path).unwrap_or_else(|error| error.to_string());
    let of = |entry: walkdir::DirEntry| {
        let name = entry.path().strip_prefix(folder.path()).unwrap().to_str().unwrap().replace('\\', "/");
        if entry.file_type().is_dir() { (name + "/", String::new()) } else { (name, content(entry.path())) }
    };
    below.map(of).collect()
}

fn files(folder: &Folder) -> Vec<String> {
    tree(folder).into_keys().filter(|name| !name.ends_with('/')).collect()
}

fn init(folder: &Folder, arguments: &[&str]) -> Run {
    let run = folder.run(&[&["init", "--ci", "github,gitlab,pre-commit"], arguments].concat());
    assert_eq!((run.status, run.err()), (Some(0), ""), "{}", run.all());
    run
}

fn read(folder: &Folder, name: &str) -> String {
    std::fs::read_to_string(folder.path().join(name)).unwrap()
}

/// It ends with 2, names a path, and has changed nothing.
#[track_caller]
fn refused(folder: &Folder, arguments: &[&str], path: &str) {
    let before = tree(folder);
    let run = folder.run(arguments);
    assert_eq!((run.status, run.out()), (Some(2), ""), "{}", run.all());
    assert!(run.err().contains(&format!("`{path}`")), "{path}: {}", run.all());
    assert_eq!(tree(folder), before);
}

#[test]
fn an_empty_folder_gets_all_to_start_with() {
    let folder = Folder::new();
    let run = init(&folder, &[]);
    assert_eq!(files(&folder), FILES);
    for file in FILES {
        assert!(run.out().contains(&format!("wrote     {file}\n")), "{file}: {}", run.out());
    }
    assert!(run.out().contains("\n  onrecord check "), "{}", run.out());
}

#[test]
fn the_first_story_is_clean_and_has_two_sources_for_every_claim() {
    let folder = Folder::new();
    init(&folder, &[]);
    let run = folder.run(&["check", "--deny", "note", "--format", "json"]);
    assert_eq!((run.status, run.diagnostics().len()), (Some(0), 0), "{}", run.all());
    let report = folder.run(&["report", "--format", "json"]).json();
    let claims = report["claims"].as_array().unwrap();
    assert_eq!(claims.len(), 3);
    assert!(claims.iter().all(|claim| claim["independent_sources"] == 2), "{report}");
    assert!(claims.iter().all(|claim| claim["on_the_record"] == true), "{report}");
    assert_eq!((&report["summary"]["named"], &report["summary"]["mixed"]), (&Value::from(1), &Value::from(2)));
}

#[test]
fn the_first_reviews_go_stale_with_what_they_are_of() {
    let folder = Folder::new();
    init(&folder, &[]);
    let story = read(&folder, "claims/first-story.yaml");
    folder.write("claims/first-story.yaml", story.replace("an engineer who", "a clerk who"));
    let run = folder.run(&["check", "--only", "stale-review", "--concise"]);
    for review in ["buses-leave-bridge-1", "paper-reports-closure-1"] {
        assert!(run.out().contains(&format!("`{review}` of `2026-05-05` is stale")), "{}", run.all());
    }
}

/// A commented-out setting has its `#` right before the key, or two blanks and more after it; words have one.
fn uncommented(configuration: &str) -> String {
    let setting = |line: &str| match line.strip_prefix('#') {
        Some(rest) if !rest.starts_with(' ') || rest.starts_with("  ") => rest.to_owned(),
        _ => line.to_owned(),
    };
    configuration.lines().map(|line| setting(line) + "\n").collect()
}

#[test]
fn the_configuration_shows_every_key() {
    let folder = Folder::new();
    init(&folder, &[]);
    let text = uncommented(&read(&folder, "claims/onrecord.yaml"));
    let shown: Value = serde_yaml::from_str(&text).unwrap();
    let schema = folder.run(&["schema", "config"]).json();
    let names = |of: &Value| of.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    for (shown, schema) in [
        (&shown, &schema),
        (&shown["policy"], &schema["properties"]["policy"]),
        (&shown["waivers"][0], &schema["properties"]["waivers"]["items"]),
    ] {
        assert_eq!(names(shown), names(&schema["properties"]));
    }
    let comment_of = |line: &&str| line.contains(':') && !line.starts_with("# ");
    let bare: Vec<_> = text.lines().filter(comment_of).filter(|line| !line.contains("  # ")).collect();
    assert_eq!(bare, ["policy:"], "every key says what it is for");
}

/// With every setting in force, nothing is wrong with the configuration but that its waiver is not needed.
#[test]
fn the_configuration_can_be_used_as_it_stands() {
    let folder = Folder::new();
    init(&folder, &[]);
    folder.write("claims/onrecord.yaml", uncommented(&read(&folder, "claims/onrecord.yaml")));
    let run = folder.run(&["check", "--today", "2026-05-06", "--format", "json"]);
    let found: Vec<_> = run.diagnostics().iter().map(|found| found["rule"].as_str().unwrap().to_owned()).collect();
    assert_eq!((run.status, &found[..]), (Some(0), &["unused-waiver".to_owned()][..]), "{}", run.all());
}

#[test]
fn what_exists_is_left_alone() {
    for file in FILES {
        let folder = Folder::new();
        folder.write(file, "# mine\n");
        let run = init(&folder, &[]);
        assert_eq!(read(&folder, file), "# mine\n");
        assert!(run.out().contains(&format!("kept      {file}, which exists\n")) || file.ends_with("story.yaml"));
    }
    let folder = Folder::new();
    init(&folder, &[]);
    let before = tree(&folder);
    let run = init(&folder, &[]);
    assert_eq!(tree(&folder), before);
    assert!(!run.out().contains("wrote"), "{}", run.out());
}

#[test]
fn a_corpus_gets_no_first_story() {
    let folder = Folder::new();
    folder.write("claims/deep/down.yml", "claims: {}\n");
    let run = init(&folder, &[]);
    assert!(!folder.path().join("claims/first-story.yaml").exists());
    assert!(run.out().contains("No first story was written"), "{}", run.out());
    assert_eq!(files(&folder).len(), FILES.len());
}

#[test]
fn the_folder_can_be_another() {
    for (path, in_ci) in [("facts", "facts"), ("news/our facts/", "'news/our facts'"), (".", "'.'")] {
        let folder = Folder::new();
        let run = init(&folder, &[path]);
        assert_eq!(files(&folder).len(), FILES.len(), "{path}: {}", run.out());
        let name = path.trim_end_matches('/');
        assert!(run.out().contains(&format!("onrecord check {name} ")), "{}", run.out());
        assert_eq!(folder.run(&["check", "--deny", "note", path]).status, Some(0));
        for (file, key) in [
            (".github/workflows/onrecord.yml", "path: "),
            (".gitlab-ci.yml", "ONRECORD_PATH: "),
            (".pre-commit-config.yaml", "args: ["),
        ] {
            let text = read(&folder, file);
            assert!(text.contains(&format!("{key}{in_ci}")), "{path}: {text}");
            let _: Value = serde_yaml::from_str(&text).unwrap();
        }
    }
}

/// A path with meaning of its own in YAML or in a shell, and one outside the repository, are in no CI file.
#[test]
fn a_strange_folder_is_not_for_ci() {
    let elsewhere = Folder::new();
    let absolute = elsewhere.path().join("claims");
    for path in ["$HOME", "a'b", "a\"b", "a: b", "${{ x }}", "../x", absolute.to_str().unwrap()] {
        let folder = Folder::new();
        std::fs::create_dir(folder.path().join("here")).unwrap();
        let run = super::hostile::program::run(folder.program().current_dir(folder.path().join("here")).args([
            "init",
            "--ci",
            "github,gitlab",
            path,
        ]));
        assert_eq!(run.status, Some(0), "{}", run.all());
        assert!(run.out().contains("No CI files were written"), "{path}: {}", run.all());
        assert!(!folder.path().join("here/.gitlab-ci.yml").exists(), "{path}");
    }
    assert!(absolute.join("first-story.yaml").exists());
}

#[test]
fn a_folder_that_cannot_be_made_is_named_and_nothing_is_written() {
    for (file, path) in [
        ("claims", "claims/first-story.yaml"),
        ("claims/.onrecord", "claims/.onrecord/claims.schema.json"),
        (".github", ".github/workflows/onrecord.yml"),
        (".github/workflows", ".github/workflows/onrecord.yml"),
    ] {
        let folder = Folder::new();
        folder.write(file, "not a folder\n");
        refused(&folder, &["init"], path);
    }
    refused(&Folder::with("claims: {}\n"), &["init", "c.yaml"], "c.yaml/first-story.yaml");
    refused(&Folder::with("claims: {}\n"), &["init", "c.yaml/deeper"], "c.yaml/deeper/first-story.yaml");
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link() {
    use std::os::unix::fs::symlink;
    for link in ["claims", "claims/.onrecord", ".github", ".github/workflows"] {
        let folder = Folder::new();
        folder.write("elsewhere/.keep", "");
        let path = folder.path().join(link);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        symlink(folder.path().join("elsewhere"), &path).unwrap();
        let before = tree(&folder);
        let run = folder.run(&["init"]);
        assert_eq!((run.status, run.out()), (Some(2), ""), "{link}: {}", run.all());
        assert!(run.err().contains(&format!("`{link}` is a link")), "{link}: {}", run.all());
        assert_eq!(tree(&folder), before);
    }
    for file in FILES {
        let folder = Folder::new();
        let path = folder.path().join(file);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        symlink(folder.path().join("elsewhere"), &path).unwrap();
        let run = init(&folder, &[]);
        assert!(run.out().contains(&format!("kept      {file}, which exists\n")), "{}", run.out());
        assert!(!folder.path().join("elsewhere").exists(), "{file}");
    }
}

/// The schema is the longest of the files: there is room for all the others.
#[cfg(unix)]
#[test]
fn a_full_disk_leaves_nothing() {
    let folder = Folder::new();
    let run = folder.script("trap '' XFSZ; ulimit -f 16; $ONRECORD init");
    assert_eq!(run.status, Some(2), "{}", run.all());
    assert!(run.err().contains("`claims/.onrecord/claims.schema.json` was not written"), "{}", run.all());
    assert_eq!(tree(&folder), BTreeMap::new());
}

#[test]
fn files_for_ci_are_for_the_systems_that_are_there() {
    let written = |there: &[&str], arguments: &[&str]| -> (Vec<String>, String) {
        let folder = Folder::new();
        for file in there {
            folder.write(file, "# mine\n");
        }
        let run = folder.run(&[&["init"], arguments].concat());
        assert_eq!(run.status, Some(0), "{}", run.all());
        let files = files(&folder).into_iter().filter(|file| file.starts_with('.') && !there.contains(&&file[..]));
        (files.collect(), run.out().to_owned())
    };
    let (files, said) = written(&[], &[]);
    assert_eq!(files, [""; 0]);
    assert!(said.contains("\nNo CI files were written: pass `--ci github`, "), "{said}");
    let (files, _) = written(&[".github/dependabot.yml"], &[]);
    assert_eq!(files, [".github/workflows/onrecord.yml"]);
    let (files, said) = written(&[".gitlab-ci.yml"], &[]);
    assert_eq!(files, [""; 0], "it is there");
    assert!(said.contains("kept      .gitlab-ci.yml, which exists\n"), "{said}");
    let (files, said) = written(&[".github/dependabot.yml"], &["--ci", "gitlab"]);
    assert_eq!(files, [".gitlab-ci.yml"], "what `--ci` names, and nothing else: {said}");
}

/// From the folder of a repository, whether it is named or not.
#[test]
fn the_configuration_is_found_from_the_folder_above() {
    let folder = Folder::new();
    init(&folder, &[]);
    folder.write("claims/onrecord.yaml", "rules: {unsourced: error}\n");
    folder.write("claims/more.yaml", "claims:\n  a: {statement: x}\n");
    for arguments in [&["check"][..], &["check", "claims"], &["check", "."], &["check", "./"]] {
        let run = folder.run(arguments);
        assert_eq!(run.status, Some(1), "{arguments:?}: {}", run.all());
        assert!(run.out().contains("error[unsourced]"), "{arguments:?}: {}", run.out());
        assert!(!run.out().contains("configuration-not-read"));
    }
    folder.write("onrecord.yaml", "rules: {unsourced: warning}\n");
    assert_eq!(folder.run(&["check", "."]).status, Some(0), "that at the top comes first");
    assert_eq!(folder.run(&["check", "claims"]).status, Some(1));
}
