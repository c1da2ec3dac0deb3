//! The graph as tables, and the report on them. A binary of its own: the other tests need no Parquet, and building them
//! with it would take as long as building them.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::expect_used,
    clippy::format_push_string,
    clippy::format_collect,
    unreachable_pub,
    reason = "test code"
)]

mod agreement;
mod bad;
mod command;
mod tiny;

#[allow(dead_code, unused_imports, reason = "the other binary uses all of it")]
#[path = "../it/random.rs"]
mod random;
#[allow(dead_code, unused_imports, reason = "the other binary uses all of it")]
#[path = "../it/reference.rs"]
mod reference;
#[allow(dead_code, unused_imports, reason = "the other binary uses all of it")]
#[path = "../it/short.rs"]
mod short;

use std::path::Path;
use std::process::{Command, Output};

use onrecord::Workspace;
use onrecord::export::{Export, Request, export};
use onrecord::format::{Format, Options, Written};
use onrecord::report::report_on_tables;
use onrecord::tables;
use serde_json::Value;
use tempfile::TempDir;

/// Writes a claim file as tables.
fn exported(text: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let snapshot = Workspace::of_texts([("c.yaml", text)]).snapshot();
    let export = export(&snapshot, &Request::default());
    for file in Export::files(Format::Parquet) {
        let mut out = Vec::new();
        export.write_file(Format::Parquet, file, &Options::default(), &mut out).unwrap();
        std::fs::write(folder.path().join(file), out).unwrap();
    }
    folder
}

/// The report on tables as JSON.
fn reported(folder: &Path) -> Value {
    let tables = tables::read(folder).unwrap();
    let mut out = Vec::new();
    report_on_tables(&tables, &[]).write(Format::Json, &Options::default(), &mut out).unwrap();
    serde_json::from_slice(&out).unwrap()
}

/// Runs the program in a folder: its exit status, output and errors.
fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
    let Output { status, stdout, stderr } = command.current_dir(folder).args(arguments).output().unwrap();
    (status.code(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}
