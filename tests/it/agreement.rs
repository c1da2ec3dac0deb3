//! The product against the naive reference, on thousands of small corpora.

use onrecord::format::{Format, Options};
use onrecord::report::Selection;
use onrecord::{Workspace, report};
use serde_json::Value;

use crate::formats;
use crate::random::{self, Rng};
use crate::reference;

/// How many corpora are compared.
const CORPORA: u64 = 6000;

/// The JSON report on claim files that are in memory.
pub fn report_json(files: Vec<(String, String)>) -> String {
    let snapshot = Workspace::of_texts(files).snapshot();
    assert_eq!(snapshot.faults().count(), 0);
    let report = report(&snapshot, &Selection::default());
    formats::written(&report, Format::Json, &Options::default())
}

#[test]
fn every_field_equals_the_naive_reference() {
    for seed in 0..CORPORA {
        let corpus = random::corpus(&mut Rng::new(seed));
        let text = reference::yaml(&corpus);
        let ours: Value = serde_json::from_str(&report_json(vec![("a.yaml".into(), text.clone())])).unwrap();
        let theirs = reference::report(&corpus);
        assert_eq!(ours["summary"], theirs["summary"], "seed {seed}\n{text}");
        let (ours, theirs) = (ours["claims"].as_array().unwrap(), theirs["claims"].as_array().unwrap());
        assert_eq!(ours.len(), theirs.len(), "seed {seed}");
        for (ours, theirs) in ours.iter().zip(theirs) {
            assert_eq!(ours, theirs, "seed {seed}\n{text}");
        }
    }
}

#[test]
fn the_order_of_files_and_records_changes_no_byte() {
    for seed in 0..500 {
        let corpus = random::corpus(&mut Rng::new(seed));
        let whole = report_json(vec![("a.yaml".into(), reference::yaml(&corpus))]);
        for shuffle in 0..3 {
            assert_eq!(report_json(reference::split(&corpus, shuffle)), whole, "seed {seed}, shuffle {shuffle}");
        }
    }
}
