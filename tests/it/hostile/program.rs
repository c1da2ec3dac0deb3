//! Runs the program in a folder of its own and reads what it says.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use onrecord::diagnostic::Findings;
use onrecord::export::Export;
use onrecord::format::{Format, Written};
use onrecord::report::Report;
use onrecord::runs::Todo;
use serde_json::Value;
use tempfile::TempDir;

/// The arguments of a run for every output of a folder that needs no record.
pub(crate) fn runs() -> Vec<Vec<&'static str>> {
    let mut runs = vec![
        vec!["impact", "--rank", "."],
        vec!["impact", "--rank", "--format", "json", "."],
        vec!["list", "--path", "."],
        vec!["list", "--path", ".", "--format", "json"],
    ];
    for (command, formats) in [
        ("check", Findings::formats()),
        ("report", Report::formats()),
        ("todo", Todo::formats()),
        ("export", Export::formats()),
    ] {
        for format in formats {
            let more: &[&str] = match (command, format) {
                ("export", Format::Csv | Format::Parquet) => &["--output", "out"],
                ("check", Format::Junit) => &["--deny", "note"],
                ("todo", Format::Text | Format::Markdown) => &["--limit", "1000"],
                _ => &[],
            };
            runs.push([&[command, "--format", format.name(), "."], more].concat());
        }
    }
    runs
}

/// A folder to run in. It goes away with its value.
pub(crate) struct Folder(TempDir);

/// How a run ended, and what it wrote.
pub(crate) struct Run {
    /// `None` after a signal.
    pub(crate) status: Option<i32>,
    pub(crate) stdout: Vec<u8>,
    pub(crate) stderr: Vec<u8>,
}

impl Folder {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// A folder with one claim file, `c.yaml`.
    pub(crate) fn with(text: impl AsRef<[u8]>) -> Self {
        let folder = Self::new();
        folder.write("c.yaml", text);
        folder
    }

    pub(crate) fn path(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn write(&self, name: impl AsRef<Path>, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        path
    }

    /// The program, in this folder and without anything in the environment that it listens to.
    pub(crate) fn program(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
        self.prepare(&mut command);
        command
    }

    /// A shell script, in which `$ONRECORD` is the program.
    pub(crate) fn script(&self, script: &str) -> Run {
        let mut command = Command::new("bash");
        self.prepare(&mut command);
        run(command.env("ONRECORD", env!("CARGO_BIN_EXE_onrecord")).args(["-c", script]))
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        run(self.program().args(arguments))
    }

    fn prepare(&self, command: &mut Command) {
        command.current_dir(self.path()).stdin(Stdio::null());
        for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "RAYON_NUM_THREADS", "GITHUB_STEP_SUMMARY"] {
            command.env_remove(name);
        }
    }

    /// The arguments of every command that follows one record, for every claim of the folder and every source with
    /// which a claim falls.
    pub(crate) fn following(&self) -> Vec<Vec<String>> {
        let mut all = Vec::new();
        let (report, ranking) =
            (self.run(&["report", "--format", "json", "."]), self.run(&["impact", "--rank", ".", "--format", "json"]));
        let ids = |list: &Value| -> Vec<String> {
            list.as_array().unwrap().iter().map(|record| record["id"].as_str().unwrap().to_owned()).collect()
        };
        let mut add = |words: &[&str], id: &str| {
            for format in ["text", "json"] {
                let words = [words, &[id, ".", "--format", format]].concat();
                all.push(words.into_iter().map(str::to_owned).collect());
            }
        };
        let claims = ids(&report.json()["claims"]);
        for id in &claims {
            add(&["trace"], id);
        }
        for id in claims.iter().chain(&ids(&ranking.json()["ranking"])) {
            add(&["trace", "--reverse", "--ascii", "--color", "never"], id);
            add(&["impact"], id);
        }
        all
    }

    /// What errors `check` finds in the folder, as `file:line:column rule`, or `file rule` where a whole file is meant.
    pub(crate) fn findings(&self) -> Vec<String> {
        let run = self.run(&["check", "--format", "json", "."]);
        let found: Vec<_> = run.errors().iter().map(place).collect();
        assert_eq!(run.status, Some(i32::from(!found.is_empty())), "{}", run.all());
        found
    }
}

pub(crate) fn run(command: &mut Command) -> Run {
    let output = command.output().unwrap();
    Run { status: output.status.code(), stdout: output.stdout, stderr: output.stderr }
}

impl Run {
    pub(crate) fn out(&self) -> &str {
        std::str::from_utf8(&self.stdout).unwrap()
    }

    pub(crate) fn err(&self) -> &str {
        std::str::from_utf8(&self.stderr).unwrap()
    }

    /// Both streams, for messages and for searching.
    pub(crate) fn all(&self) -> String {
        let (out, err) = (String::from_utf8_lossy(&self.stdout), String::from_utf8_lossy(&self.stderr));
        let cut = |text: &str| text.chars().take(4000).collect::<String>();
        format!("status {:?}\n{}\n{}", self.status, cut(&out), cut(&err))
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.stdout).unwrap_or_else(|error| panic!("{error}\n{}", self.all()))
    }

    pub(crate) fn diagnostics(&self) -> Vec<Value> {
        self.json()["diagnostics"].as_array().unwrap().clone()
    }

    /// The diagnostics that are errors, whatever else was found.
    pub(crate) fn errors(&self) -> Vec<Value> {
        let mut errors = self.diagnostics();
        errors.retain(|found| found["level"] == "error");
        errors
    }
}

/// Where a diagnostic is and which rule found it.
pub(crate) fn place(diagnostic: &Value) -> String {
    let word = |key: &str| diagnostic[key].as_str().unwrap().to_owned();
    let path = word("path");
    let path = path.strip_prefix("./").unwrap_or(&path);
    match (&diagnostic["line"], &diagnostic["column"]) {
        (Value::Number(line), Value::Number(column)) => format!("{path}:{line}:{column} {}", word("rule")),
        _ => format!("{path} {}", word("rule")),
    }
}

/// What `check` finds in one file, as `line:column rule`.
pub(crate) fn findings(text: impl AsRef<[u8]>) -> Vec<String> {
    let found = Folder::with(text).findings();
    found
        .iter()
        .map(|place| place.strip_prefix("c.yaml").unwrap_or(place).trim_start_matches([':', ' ']).to_owned())
        .collect()
}

/// Cases in a table: a file and what is found in it. All that differ are named.
#[track_caller]
pub(crate) fn check(cases: &[(&str, &str, &[&str])]) {
    let wrong: Vec<_> = cases
        .iter()
        .map(|&(name, text, expected)| (name, findings(text), expected))
        .filter(|(_, found, expected)| found != expected)
        .map(|(name, found, expected)| format!("{name}: found {found:?}, expected {expected:?}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The one diagnostic of a file, all its words together.
#[track_caller]
pub(crate) fn words(text: impl AsRef<[u8]>) -> String {
    let run = Folder::with(text).run(&["check", "--format", "json", "c.yaml"]);
    let found = run.errors();
    assert_eq!(found.len(), 1, "{}", run.all());
    format!("{} {}", found[0]["message"].as_str().unwrap(), found[0]["help"].as_str().unwrap_or_default())
}

/// A claim with one more line, which is line 4; its key starts in column 5.
pub(crate) fn claim(line: &str) -> String {
    format!("claims:\n  a:\n    statement: x\n    {line}\n")
}

/// What `report` says of the claims of a text.
pub(crate) fn reported(text: &str) -> Value {
    Folder::with(text).run(&["report", "--format", "json", "c.yaml"]).json()
}
