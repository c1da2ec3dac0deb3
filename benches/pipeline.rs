//! How fast each step is, on corpora made here: `cargo bench`.
//!
//! `news` has short chains of citations, relays, some loops and some retractions; `deep` is one chain; in `hub` all
//! claims cite one; in `dense` every claim cites eight earlier ones.

#![allow(clippy::unwrap_used, missing_docs, reason = "a benchmark stops at whatever goes wrong")]

mod corpus;

use std::collections::HashMap;
use std::fmt;
use std::path::PathBuf;
use std::sync::{Arc, LazyLock, Mutex, OnceLock};

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use onrecord::digest::beneath;
use onrecord::format::{Format, Options, Written};
use onrecord::report::Selection;
use onrecord::workspace::Snapshot;
use onrecord::{Workspace, report};

use corpus::Shape;

/// What is measured: a shape and how many claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Case(Shape, usize);

const CASES: [Case; 8] = [
    Case(Shape::News, 10_000),
    Case(Shape::News, 100_000),
    Case(Shape::Deep, 10_000),
    Case(Shape::Deep, 100_000),
    Case(Shape::Hub, 10_000),
    Case(Shape::Hub, 100_000),
    Case(Shape::Dense, 10_000),
    Case(Shape::Dense, 100_000),
];

impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {}", self.0, self.1)
    }
}

/// A corpus on disk.
struct Corpus {
    paths: [PathBuf; 1],
    bytes: usize,
    claims: usize,
}

/// Where corpora are written; removed at the end.
static FOLDER: OnceLock<PathBuf> = OnceLock::new();
static CORPORA: LazyLock<Mutex<HashMap<Case, Arc<Corpus>>>> = LazyLock::new(Mutex::default);

fn main() {
    let folder = tempfile::tempdir().unwrap();
    FOLDER.set(folder.path().to_owned()).unwrap();
    divan::main();
}

/// The corpus of a case, written on first use.
fn corpus_of(case: Case) -> Arc<Corpus> {
    let mut corpora = CORPORA.lock().unwrap();
    let write = || {
        let folder = FOLDER.get().unwrap().join(case.to_string());
        let bytes = corpus::write(case.0, case.1, &folder);
        Arc::new(Corpus { paths: [folder], bytes, claims: case.1 })
    };
    Arc::clone(corpora.entry(case).or_insert_with(write))
}

/// The corpus of a case, read, and checked to be one without errors.
fn snapshot(case: Case) -> Snapshot {
    let snapshot = Workspace::open(&corpus_of(case).paths).snapshot();
    assert_eq!(snapshot.faults().count(), 0);
    assert_eq!(snapshot.corpus().claims.len(), case.1);
    snapshot
}

#[divan::bench(args = CASES, sample_count = 10, max_time = 2)]
fn step_1_load(bencher: Bencher<'_, '_>, case: Case) {
    let corpus = corpus_of(case);
    bencher.counter(BytesCount::new(corpus.bytes)).bench(|| Workspace::open(&corpus.paths).snapshot());
}

#[divan::bench(args = CASES, sample_count = 10, max_time = 2)]
fn step_2_link(bencher: Bencher<'_, '_>, case: Case) {
    let read = || Workspace::open(&corpus_of(case).paths).snapshot();
    bencher.counter(ItemsCount::new(case.1)).with_inputs(read).bench_refs(|snapshot| snapshot.graph().node_count());
}

#[divan::bench(args = CASES, sample_count = 10, max_time = 2)]
fn step_3_analyse(bencher: Bencher<'_, '_>, case: Case) {
    bencher.counter(ItemsCount::new(case.1)).with_inputs(|| snapshot(case)).bench_refs(|snapshot| {
        snapshot.analysis();
    });
}

#[divan::bench(args = CASES, sample_count = 10, max_time = 2)]
fn step_4_write_json(bencher: Bencher<'_, '_>, case: Case) {
    write(bencher, case, Format::Json);
}

#[divan::bench(args = CASES, sample_count = 10, max_time = 2)]
fn step_4_write_text(bencher: Bencher<'_, '_>, case: Case) {
    write(bencher, case, Format::Text);
}

fn write(bencher: Bencher<'_, '_>, case: Case, format: Format) {
    let snapshot = snapshot(case);
    let report = report(&snapshot, &Selection::default());
    let written = || {
        let mut out = Vec::new();
        report.write(format, &Options::default(), &mut out).unwrap();
        out
    };
    bencher.counter(BytesCount::new(written().len())).bench(written);
}

#[divan::bench(args = CASES, sample_count = 10, max_time = 2)]
fn digests(bencher: Bencher<'_, '_>, case: Case) {
    bencher.counter(ItemsCount::new(case.1)).with_inputs(|| snapshot(case)).bench_refs(|snapshot| {
        snapshot.digests();
    });
}

/// What a hundred records beneath every claim are.
#[divan::bench(args = CASES, sample_count = 10, max_time = 2)]
fn beneath_every_claim(bencher: Bencher<'_, '_>, case: Case) {
    let snapshot = snapshot(case);
    let graph = snapshot.graph();
    bencher
        .counter(ItemsCount::new(case.1))
        .bench(|| graph.claims().map(|claim| beneath(graph, claim, 100).len()).sum::<usize>());
}

/// From claim files to the JSON report, dropping included.
#[divan::bench(args = CASES, sample_count = 10, max_time = 2)]
fn whole(bencher: Bencher<'_, '_>, case: Case) {
    let corpus = corpus_of(case);
    bencher.counter(BytesCount::new(corpus.bytes)).counter(ItemsCount::new(corpus.claims)).bench(|| {
        let snapshot = Workspace::open(&corpus.paths).snapshot();
        let mut out = Vec::new();
        report(&snapshot, &Selection::default()).write(Format::Json, &Options::default(), &mut out).unwrap();
        out
    });
}
