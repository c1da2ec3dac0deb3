//! Digests recomputed in Python, by a program that goes by `docs/digests.md`. Without a Python that has `PyYAML` the
//! test says so and passes; in CI it fails. `ONRECORD_TEST_PYTHON` says which Python.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a test looks for a tool, and says if there is none"
)]

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

use super::random_records::Records;
use super::{Case, published, root};
use crate::random::Rng;

const CORPORA: u64 = 200;

fn python() -> Command {
    let mut command = Command::new(env::var("ONRECORD_TEST_PYTHON").unwrap_or_else(|_| "python3".to_owned()));
    command.stdin(Stdio::null());
    command
}

/// What the other program says of some corpora; `None` if it cannot run.
fn recomputed(paths: &[PathBuf]) -> Option<Vec<Value>> {
    if !python().args(["-c", "import yaml"]).output().is_ok_and(|output| output.status.success()) {
        assert!(env::var("CI").as_deref() != Ok("true"), "a Python with PyYAML is not installed");
        println!("skipped: a Python with PyYAML is not installed");
        return None;
    }
    let output = python().arg(root().join("tests/digests/recompute.py")).args(paths).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(serde_json::from_slice(&output.stdout).unwrap())
}

/// Ours, beside what the other program says except for the texts.
#[track_caller]
fn same(path: &Path, mut theirs: Value) {
    theirs.as_object_mut().unwrap().remove("hashed");
    assert_eq!(Case::read(path.to_owned()).json(), theirs, "{}", path.display());
}

#[test]
fn another_program_finds_the_same_digests() {
    let folder = tempfile::tempdir().unwrap();
    let mut paths = vec![root().join("tests/digests/corpus"), root().join("claims")];
    for seed in 0..CORPORA {
        let path = folder.path().join(format!("{seed}.yaml"));
        std::fs::write(&path, Records::new(&mut Rng::new(seed)).yaml()).unwrap();
        paths.push(path);
    }
    let Some(answers) = recomputed(&paths) else { return };
    assert_eq!(answers.len(), paths.len());
    for (path, theirs) in paths.iter().zip(answers) {
        same(path, theirs);
    }
}

#[test]
fn what_is_published_is_what_that_program_writes() {
    let Some(mut answers) = recomputed(&[root().join("tests/digests/corpus")]) else { return };
    let hashed = answers[0].as_object_mut().unwrap().remove("hashed").unwrap();
    let (expected, texts) = published();
    assert_eq!((answers[0].clone(), hashed), (expected, texts.into()));
}
