//! C1 to C3: a secret that is anywhere in or about a confidential source is in no byte of any output.

use std::path::{Path, PathBuf};

use super::program::{Folder, runs};

/// Is in the files of `corpora/hostile/canary` wherever a newsroom could slip.
const SECRET: &str = "canary";

/// What is run beside [`runs`].
const MORE_RUNS: [&[&str]; 7] = [
    &["check", "--color", "always", "."],
    &["report", "--color", "always", "."],
    &["run", "--date", "2026-11-24", "."],
    &["diff", ".old", "."],
    &["diff", "--format", "json", ".old", "."],
    &["diff", "--format", "markdown", ".", ".old"],
    &["diff", "--format", "json", ".", ".old"],
];

fn corpora() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpora/hostile/canary");
    let mut files: Vec<_> = folder.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// The runs of a folder that tell the secret, on a stream or in the files that one of them writes.
fn leaks(folder: &Folder) -> Vec<String> {
    let tells = |stream: &[u8]| String::from_utf8_lossy(stream).to_lowercase().contains(SECRET);
    let runs = runs().into_iter().chain(MORE_RUNS.map(<[_]>::to_vec));
    let runs = runs.map(|arguments| arguments.into_iter().map(str::to_owned).collect());
    // Hidden, so that it is no part of the folder.
    folder.write(".old/none.yaml", "claims:\n  before-all: {statement: x}\n");
    let mut leaks: Vec<_> = runs
        .chain(folder.following())
        .map(|arguments: Vec<String>| {
            let run = folder.run(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
            (arguments, run)
        })
        .inspect(|(arguments, run)| assert!(matches!(run.status, Some(0 | 1)), "{arguments:?}: {}", run.all()))
        .filter(|(_, run)| tells(&run.stdout) || tells(&run.stderr))
        .map(|(arguments, run)| format!("{arguments:?}: {}", run.all()))
        .collect();
    for table in ["nodes.csv", "edges.csv"] {
        let written = std::fs::read(folder.path().join("out").join(table)).unwrap();
        leaks.extend(tells(&written).then(|| String::from_utf8_lossy(&written).into_owned()));
    }
    if let Ok(manifest) = std::fs::read(folder.path().join("runs/2026-11-24.json")) {
        leaks.extend(tells(&manifest).then(|| String::from_utf8_lossy(&manifest).into_owned()));
    }
    leaks
}

#[test]
fn no_output_of_any_file_tells_the_secret() {
    let mut failed = Vec::new();
    for path in corpora() {
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.to_lowercase().contains(SECRET), "{} has no secret", path.display());
        if let Some(first) = leaks(&Folder::with(text)).first() {
            failed.push(format!("{}: {first}", path.file_name().unwrap().display()));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n\n"));
}

#[test]
fn every_slip_is_an_error_except_those_that_are_none() {
    for path in corpora() {
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let run = Folder::with(std::fs::read(&path).unwrap()).run(&["check", "."]);
        assert_eq!(run.status, Some(i32::from(!name.starts_with("good-"))), "{name}: {}", run.all());
    }
}

#[test]
fn an_error_in_another_file_tells_nothing() {
    let folder = Folder::new();
    let source = "sources:\n  s: {identity: anonymous, description: x, note: CANARY} # CANARY\n";
    folder.write("a.yaml", source);
    folder.write("b.yaml", format!("# CANARY\n{source}"));
    folder.write("c.yaml", "claims:\n  a: {statement: x, attributed_to: [s, t]} # CANARY\n  s: {statement: x}\n");
    assert_eq!(
        folder.findings(),
        ["b.yaml:3:3 duplicate-id", "c.yaml:2:40 dangling-reference", "c.yaml:3:3 duplicate-id"]
    );
    assert_eq!(leaks(&folder), [""; 0]);
}

#[test]
fn the_wrong_bytes_tell_nothing() {
    for bytes in [
        &b"sources:\n  s: {identity: anonymous, name: CANARY \xFF}\n"[..],
        b"# CANARY \x01\nsources: {}\n",
        b"# CANARY\rx: y\n",
    ] {
        assert_eq!(leaks(&Folder::with(bytes)), [""; 0]);
    }
}

/// The words that a claim quotes from a confidential document lead to it, and so does where they are in it.
#[test]
fn nothing_is_told_of_what_a_confidential_document_says() {
    let claims = "sources:
  gazette: {identity: named, kind: outlet, name: The Gazette}
  clerk: {identity: anonymous, description: a clerk at the court, reason: fears for the job}
claims:
  a:
    statement: The bill is paid.
    attributed_to: [gazette]
    evidence:
      - {document: marked, quote: the CANARY bill was paid, locator: CANARY 3, translation: CANARY}
      - document: published
        quote: no CANARY was ever paid
        locator: CANARY 4
";
    let documents = "documents:
  marked: {title: x, confidential: true, publisher: gazette, snapshot: evidence/copy.txt}
  published: {title: x, publisher: clerk, snapshot: evidence/copy.txt}
";
    let folder = |claims: &str, documents: &str| {
        let folder = Folder::new();
        folder.write("a.yaml", claims);
        folder.write("b.yaml", documents);
        folder.write("evidence/copy.txt", "We know that the CANARY bill was paid, but CANARY said nothing of it.\n");
        folder
    };
    let altered = claims.replace("bill was paid", "bills was paid");
    for claims in [claims, &altered] {
        assert_eq!(leaks(&folder(claims, documents)), [""; 0]);
    }
    // What a claim quotes from an open document is shown.
    let open = "documents:\n  marked: {title: x, publisher: gazette}\n  published: {title: x}\n";
    assert!(!leaks(&folder(claims, open)).is_empty());
}

/// Whatever the order of the files, and whichever record the corpus keeps.
#[test]
fn a_document_is_confidential_if_any_of_its_records_is() {
    const CLAIMS: &str = "sources:
  gazette: {identity: named, kind: outlet, name: The Gazette}
  clerk: {identity: anonymous, description: a clerk at the court, reason: fears for the job}
claims:
  paid:
    statement: The bill is paid.
    attributed_to: [gazette]
    evidence: [{document: memo, quote: the CANARY bill was paid, locator: CANARY 3, translation: CANARY}]
";
    let memo =
        |rest: &str| format!("documents:\n  memo: {{title: CANARY, url: 'https://canary.example/memo'{rest}}}\n");
    let open = "documents:\n  memo: {title: A title}\n";
    let folder = |one: &str, other: &str| {
        let folder = Folder::new();
        folder.write("b.yaml", CLAIMS);
        folder.write("a.yaml", one);
        folder.write("c.yaml", other);
        folder
    };
    for (confidential, other) in [
        (memo(", confidential: true"), open),
        (memo(", confidental: true"), open),
        (memo(", publisher: clerk"), open),
        (memo(", source: clerk"), open),
        (memo(""), "documents:\n  memo: {title: A title, confidential: true}\n"),
        (memo(""), "documents:\n  memo: {title: A title, publisher: clerk}\n"),
        (memo(", confidential: true"), "sources:\n  memo: {identity: named, name: A memo}\n"),
        (memo(", publisher: clerk"), "claims:\n  memo: {statement: x}\n"),
    ] {
        for folder in [folder(&confidential, other), folder(other, &confidential)] {
            assert_eq!(leaks(&folder), [""; 0], "{confidential}{other}");
        }
    }
    // Of two open records one is left out, and what is quoted is shown.
    assert!(!leaks(&folder(&memo(""), open)).is_empty());
}

/// Somebody writes who published a document where the id of a source belongs.
#[test]
fn a_publisher_that_is_no_source_is_not_quoted() {
    let memo = |rest: &str| {
        Folder::with(format!(
            "sources:
  aide: {{identity: anonymous, description: an aide, reason: fears for the job}}
claims:
  a: {{statement: x, attributed_to: [aide], evidence: [{{document: memo}}]}}
documents:
  memo: {{title: x, {rest}}}
"
        ))
    };
    for rest in [
        "confidential: true, publisher: Canary Smith",
        "confidential: true, publisher: canary-smith",
        "confidentail: true, publisher: canary-smith",
        "publisher: Canary Smith",
    ] {
        let folder = memo(rest);
        assert!(folder.findings().iter().any(|found| found.ends_with(" dangling-reference")), "{rest}");
        assert_eq!(leaks(&folder), [""; 0], "{rest}");
    }
    // An id is the publisher's of an open document, which only lacks its record.
    let words = memo("publisher: canary-smith").run(&["check", "--only", "dangling-reference", "."]);
    assert!(words.out().contains("no source with the id `canary-smith`"), "{}", words.all());
}
