//! What an edit costs beside reading everything again: `cargo bench --bench workspace`.
//!
//! One thread, the corpus `news` in files of 200 claims. Prints the processor time that a fresh `check` takes, and what
//! share of it a new snapshot with all findings takes after an edit of one file: of words, and of a link.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    missing_docs,
    reason = "a benchmark prints, and stops at whatever goes wrong"
)]

#[allow(dead_code, reason = "other benchmarks have more shapes")]
mod corpus;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use corpus::Shape;
use onrecord::Workspace;
use onrecord::check::check;
use onrecord::diagnostic::Level;
use onrecord::model::Date;
use onrecord::policy::Request;
use onrecord::text::Text;
use onrecord::workspace::Snapshot;

/// How often each is measured; the least counts.
const TIMES: usize = 7;

fn main() {
    rayon::ThreadPoolBuilder::new().num_threads(1).build_global().unwrap();
    let folder = tempfile::tempdir().unwrap();
    for claims in [10_000, 100_000] {
        let folder = folder.path().join(claims.to_string());
        corpus::write(Shape::News, claims, &folder);
        measure(claims, &folder);
    }
}

fn measure(claims: usize, folder: &Path) {
    let paths = [folder.to_owned()];
    let read = least(|| Workspace::open(&paths), drop);
    let fresh = least(|| findings(&Workspace::open(&paths).snapshot()), |_| ());
    println!("{claims} claims: a fresh check {}, of which reading {}", shown(fresh), shown(read));
    for (what, from, to) in [("words", "statement: ", "statement: Edited. "), ("a link", "cites: [", "disputes: [")] {
        let mut workspace = Workspace::open(&paths);
        findings(&workspace.snapshot());
        let (path, text) = edited_file(folder);
        let other = text.replacen(from, to, 1);
        assert_ne!(text, other);
        let mut texts = [other, text].into_iter().cycle();
        let edit = || {
            workspace.set(&*path, texts.next().unwrap());
            findings(&workspace.snapshot())
        };
        let edit = least(edit, |_| ());
        let share = edit.as_secs_f64() / fresh.as_secs_f64() * 100.0;
        println!("  after an edit of {what}: {}, {share:.1} % of it", shown(edit));
    }
}

/// All findings of a check.
fn findings(snapshot: &Snapshot) -> usize {
    let request = Request { today: Date::parse(&Text::new("2026-11-24")), ..Request::default() };
    check(snapshot, &request).findings(Level::Error).len()
}

/// A file in the middle of a corpus.
fn edited_file(folder: &Path) -> (PathBuf, String) {
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let path = paths[paths.len() / 2].clone();
    let text = fs::read_to_string(&path).unwrap();
    (path, text)
}

fn least<T>(mut work: impl FnMut() -> T, mut done: impl FnMut(T)) -> Duration {
    let mut once = || {
        let start = processor_time();
        let made = work();
        let took = processor_time().saturating_sub(start);
        done(made);
        took
    };
    (0..TIMES).map(|_| once()).min().unwrap()
}

/// What the threads of this process have used so far; others on the machine do not matter. If unknown, it is
/// the time.
fn processor_time() -> Duration {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let Ok(threads) = fs::read_dir("/proc/self/task") else { return START.elapsed() };
    let used = |thread: fs::DirEntry| -> Option<u64> {
        fs::read_to_string(thread.path().join("schedstat")).ok()?.split(' ').next()?.parse().ok()
    };
    Duration::from_nanos(threads.flatten().filter_map(used).sum())
}

fn shown(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1000.0)
}
