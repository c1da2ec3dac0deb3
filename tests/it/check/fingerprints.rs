//! Fingerprints stay when lines shift, and tell findings apart.

use onrecord::diagnostic::Level;
use onrecord::format::Format;
use serde_json::Value;

use super::{text, written};

fn fingerprints(claims: &str) -> Vec<String> {
    let log: Value = serde_json::from_str(&written(&text(claims), Level::Error, Format::Sarif)).unwrap();
    let results = log["runs"][0]["results"].as_array().unwrap();
    results.iter().map(|result| result["partialFingerprints"]["onrecord/v1"].as_str().unwrap().to_owned()).collect()
}

const CLAIMS: &str = "claims:\n  a: {statement: x, date: soon}\n  b: {statement: x, cites: [c]}\n";

#[test]
fn lines_that_shift_change_nothing() {
    let before = fingerprints(CLAIMS);
    assert_eq!(before.len(), 2);
    let comment = CLAIMS.replace("claims:\n", "# A comment.\nclaims:\n\n");
    assert_eq!(fingerprints(&comment), before);
    let field = CLAIMS.replace("{statement: x, ", "{statement: Another sentence., ");
    assert_eq!(fingerprints(&field), before);
    let turned = "claims:\n  b: {statement: x, cites: [c]}\n  a: {statement: x, date: soon}\n";
    assert_eq!(fingerprints(turned), [before[1].clone(), before[0].clone()]);
}

#[test]
fn another_record_or_another_message_is_another_finding() {
    let before = fingerprints(CLAIMS);
    let renamed = fingerprints(&CLAIMS.replace("  a:", "  d:"));
    assert!(renamed[0] != before[0] && renamed[1] == before[1]);
    let changed = fingerprints(&CLAIMS.replace("soon", "late"));
    assert!(changed[0] != before[0] && changed[1] == before[1]);
}

#[test]
fn findings_that_are_alike_are_counted() {
    let found = fingerprints("claims:\n  b: {statement: x, cites: [c, c, c]}\n");
    let (hashes, counts): (Vec<_>, Vec<_>) = found.iter().map(|found| found.split_once(':').unwrap()).unzip();
    assert_eq!(counts, ["1", "2", "3"]);
    assert!(hashes.iter().all(|hash| *hash == hashes[0] && hash.len() == 32), "{hashes:?}");
}

/// The offset at which a file stops being UTF-8 is in the message, and shifts.
#[test]
fn numbers_in_a_message_do_not_count() {
    let id = |length: usize| format!("claims:\n  {}: {{statement: x}}\n", "a".repeat(length));
    assert_eq!(fingerprints(&id(200)).len(), 1);
    let found = [fingerprints(&id(200)), fingerprints(&id(201))];
    assert_eq!(found[0], found[1], "the id is cut in the message, and what is left is the same");
}
