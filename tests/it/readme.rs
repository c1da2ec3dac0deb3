//! What the README and the page of commands show is what the program does.

use std::process::Command;

const README: &str = include_str!("../../README.md");
const COMMANDS: &str = include_str!("../../docs/commands.md");

#[test]
fn the_trace_and_the_impact_shown_are_those_of_the_file() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("claims.yaml"), block("yaml")).unwrap();
    for (arguments, language) in
        [(&["trace", "agreement-exists"][..], "console"), (&["impact", "us-official", "--format", "json"], "json")]
    {
        let mut program = Command::new(env!("CARGO_BIN_EXE_onrecord"));
        let run = program.current_dir(folder.path()).args(arguments).arg("claims.yaml").output().unwrap();
        let (_, shown) = COMMANDS.split_once(&format!("```{language}\n")).unwrap();
        assert_eq!(String::from_utf8(run.stdout).unwrap(), shown.split_once("```").unwrap().0);
        assert!(COMMANDS.contains(&format!("`onrecord {}`", arguments.join(" "))));
    }
}

#[test]
fn the_output_shown_is_the_output() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("claims.yaml");
    std::fs::write(&file, block("yaml")).unwrap();
    let run = Command::new(env!("CARGO_BIN_EXE_onrecord")).arg("report").arg(&file).output().unwrap();
    assert_eq!(String::from_utf8(run.stdout).unwrap(), block("text"));
    assert!(run.status.success());
}

#[test]
fn the_file_shown_has_ten_lines() {
    assert_eq!(block("yaml").lines().count(), 10);
}

/// The first code block in a language.
fn block(language: &str) -> &'static str {
    let (_, rest) = README.split_once(&format!("```{language}\n")).unwrap();
    rest.split_once("```").unwrap().0
}
