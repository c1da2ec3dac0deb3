//! Archived copies and the quotes from them: what `check` says of them, and what `archive` writes.

#![allow(clippy::format_collect, reason = "small texts, made once")]

mod archive;
mod copied;
mod damaged;
mod made_text;
mod mutated;
mod office;
mod paths;
mod quotes;
mod saved;
mod stamps;
mod web;
mod wire;

use serde_json::Value;

use super::hostile::program::{Folder, Run};

/// The digest of a text.
pub(super) fn sha256(bytes: impl AsRef<[u8]>) -> String {
    use sha2::{Digest, Sha256};
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What `check` finds in `claims` that has to do with archived copies, as `rule: message`.
fn found(folder: &Folder, more: &[&str]) -> Vec<String> {
    let run = checked(folder, more);
    let mut found: Vec<_> = run.diagnostics().iter().map(said).collect();
    found.retain(|said| RULES.iter().any(|rule| said.starts_with(rule)));
    found
}

const RULES: [&str; 8] = [
    "snapshot-digest",
    "snapshot-missing",
    "snapshot-path",
    "stamp-mismatch",
    "quote-not-found",
    "unreadable",
    "unverified-quote",
    "unverified-stamp",
];

fn checked(folder: &Folder, more: &[&str]) -> Run {
    let run = folder.run(&[&["check", "--format", "json", "--today", "2026-01-01", "claims"], more].concat());
    assert!(matches!(run.status, Some(0 | 1)), "{}", run.all());
    run
}

fn said(diagnostic: &Value) -> String {
    format!("{}: {}", diagnostic["rule"].as_str().unwrap(), diagnostic["message"].as_str().unwrap())
}
