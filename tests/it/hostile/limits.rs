//! Every limit, at the limit and one past it.

use std::fs::File;
use std::io::Write;

use super::program::{Folder, claim, findings, words};

const MIB: usize = 1 << 20;
const MAX_FILE: u64 = 256 << 20;

#[test]
fn a_text_of_one_mebibyte() {
    for (style, open, close, place) in [
        ("plain", "", "", "4:11"),
        ("double quotes", "\"", "\"", "4:11"),
        ("single quotes", "'", "'", "4:11"),
        ("block", "|-\n      ", "", "5:7"),
        ("folded", ">-\n      ", "", "5:7"),
    ] {
        let text = |length: usize| claim(&format!("note: {open}{}{close}", "x".repeat(length)));
        assert_eq!(findings(text(MIB)), [""; 0], "{style}");
        assert_eq!(findings(text(MIB + 1)), [format!("{place} limit")], "{style}");
    }
    assert!(words(claim(&format!("note: {}", "x".repeat(MIB + 1)))).contains("1 MiB (limit scalar-size)"));
}

#[test]
fn a_text_is_measured_in_bytes_after_unescaping() {
    assert_eq!(findings(claim(&format!("note: {}", "é".repeat(MIB / 2)))), [""; 0]);
    assert_eq!(findings(claim(&format!("note: {}x", "é".repeat(MIB / 2)))), ["4:11 limit"]);
    assert_eq!(findings(claim(&format!("note: \"{}\"", "\\x41".repeat(MIB)))), [""; 0]);
    assert_eq!(findings(claim(&format!("note: \"{}\"", "\\x41".repeat(MIB + 1)))), ["4:11 limit"]);
}

#[test]
fn a_key_longer_than_one_mebibyte() {
    assert_eq!(findings(claim(&format!("{}: y", "x".repeat(MIB + 1)))), ["4:5 limit"]);
    assert_eq!(findings(claim(&format!("{}: y", "x".repeat(MIB)))), ["4:5 unknown-field"]);
}

#[test]
fn an_id_of_128_characters() {
    let id = |length: usize| format!("claims:\n  {}: {{statement: x}}\n", "a".repeat(length));
    assert_eq!(findings(id(128)), [""; 0]);
    assert_eq!(findings(id(129)), ["2:3 limit"]);
    assert!(words(id(129)).contains("128 characters (limit id)"));
}

/// The 1048th reference to itself is at byte 3177, where 1000 + 49 findings are allowed; the 1049th is at 3180, and the
/// 1050th at 3183.
#[test]
fn findings_of_a_file_of_some_length() {
    let claims = |count: usize| format!("claims:\n  a: {{statement: x, cites: [{}]}}\n", vec!["a"; count].join(", "));
    assert_eq!(claims(1049).rfind("a]"), Some(3180));
    assert_eq!(findings(claims(1049)).len(), 1049);
    let found = findings(claims(1050));
    assert_eq!((found.len(), &found[0][..]), (1050, "1:1 limit"));
    let run = Folder::with(claims(1050)).run(&["check", "--format", "json", "c.yaml"]);
    assert!(run.out().contains(": 1 more are not listed (limit findings)"), "{}", run.all());
}

#[test]
#[ignore = "slow: `.ci/run` runs it"]
fn a_file_of_256_mebibytes() {
    let folder = Folder::new();
    let mut file = File::create(folder.path().join("c.yaml")).unwrap();
    file.write_all(b"claims:\n  a: {statement: x}\n").unwrap();
    let line = [b"# ".as_slice(), &vec![b'x'; MIB - 3], b"\n"].concat();
    for _ in 0..255 {
        file.write_all(&line).unwrap();
    }
    let left = usize::try_from(MAX_FILE - file.metadata().unwrap().len()).unwrap();
    file.write_all(&[b"# ".as_slice(), &vec![b'x'; left - 2]].concat()).unwrap();
    assert_eq!(file.metadata().unwrap().len(), MAX_FILE);
    assert_eq!(folder.findings(), [""; 0]);
    file.set_len(MAX_FILE + 1).unwrap();
    assert_eq!(folder.findings(), ["c.yaml limit"]);
}

#[test]
fn a_huge_file_is_refused_by_its_size() {
    let folder = Folder::new();
    folder.write("b.yaml", claim("note: y"));
    File::create(folder.path().join("c.yaml")).unwrap().set_len(1 << 30).unwrap();
    let run = folder.script("ulimit -v 1000000; $ONRECORD check --format json .");
    assert_eq!(run.status, Some(1), "{}", run.all());
    assert!(run.errors()[0]["message"].as_str().unwrap().contains("256 MiB (limit file-size)"));
    assert_eq!(run.json()["summary"]["records"], 1, "the other file is read");
    assert_eq!(run.json()["summary"]["files"], 1, "and this one is not");
}

#[test]
fn four_gibibytes_together() {
    let folder = Folder::new();
    let first = claim("note: y");
    folder.write("a.yaml", &first);
    let rest = File::create(folder.path().join("b.yaml")).unwrap();
    let why = |rest: u64, file: &File| {
        file.set_len(rest).unwrap();
        let run = folder.run(&["check", "--format", "json", "."]);
        assert_eq!(run.status, Some(1), "{}", run.all());
        assert_eq!(run.errors()[0]["rule"], "limit");
        run.errors()[0]["message"].as_str().unwrap().to_owned()
    };
    let room = (4 << 30) - first.len() as u64;
    assert!(why(room, &rest).contains("(limit file-size)"));
    assert!(why(room + 1, &rest).contains("(limit total-size)"));
}

#[test]
fn a_path_of_4096_bytes() {
    let folder = Folder::with(claim("note: y"));
    let long = |length: usize| format!("{}c.yaml", "./".repeat((length - 6) / 2));
    assert_eq!(folder.run(&["check", &long(4000)]).status, Some(0));
    let run = folder.run(&["check", "--format", "json", "c.yaml", &long(4098)]);
    assert_eq!(run.status, Some(1), "{}", run.all());
    assert_eq!(run.errors()[0]["rule"], "limit", "{}", run.all());
}

#[test]
fn a_snapshot_path_of_4096_bytes() {
    let document = |length: usize| format!("documents:\n  d:\n    title: x\n    snapshot: {}\n", "x".repeat(length));
    assert_eq!(findings(document(4096)), [""; 0]);
    assert_eq!(findings(document(4097)), ["4:15 snapshot-path"]);
    assert!(words(document(4097)).contains("4096 bytes (limit path)"));
}
