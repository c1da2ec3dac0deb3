//! What an answer to an editor costs: `cargo bench --bench editor`.
//!
//! The corpus `news` with 100,000 claims, and a source in whose voice 10,000 more are said. Prints how long the first
//! answer takes, which makes what later ones share, the 95th percentile of all, and its share of a fresh `check`.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    missing_docs,
    reason = "a benchmark prints, and stops at whatever goes wrong"
)]

#[allow(dead_code, reason = "other benchmarks have more shapes")]
mod corpus;

use std::fmt::Write;
use std::fs;
use std::hint::black_box;
use std::time::{Duration, Instant};

use corpus::Shape;
use onrecord::Workspace;
use onrecord::check::check;
use onrecord::diagnostic::Level;
use onrecord::editor::{self, Typing};
use onrecord::model::Date;
use onrecord::policy::Request;
use onrecord::text::{FileId, Text};
use onrecord::workspace::Snapshot;

const CLAIMS: usize = 100_000;
/// In how many claims one source speaks.
const USES: usize = 10_000;
/// How often each is asked, at as many places.
const TIMES: usize = 400;

fn main() {
    let folder = tempfile::tempdir().unwrap();
    corpus::write(Shape::News, CLAIMS, folder.path());
    fs::write(folder.path().join("hub.yaml"), hub()).unwrap();
    let request = Request { today: Date::parse(&Text::new("2026-11-24")), ..Request::default() };
    let start = Instant::now();
    let mut workspace = Workspace::open(&[folder.path().to_owned()]);
    let snapshot = workspace.snapshot();
    black_box(check(&snapshot, &request).findings(Level::Error).len());
    let fresh = start.elapsed();
    println!("{} claims: a fresh check {}", CLAIMS + USES, shown(fresh));
    let places = places(&snapshot);
    let bench = Bench { fresh };
    let hub = folder.path().join("hub.yaml");
    let (hub, at) = (snapshot.files().id(&hub).unwrap(), 11);
    for round in ["before an edit", "after an edit of words"] {
        println!("{round}");
        bench.of(
            "hover",
            || {
                places.iter().map(|&(file, at)| {
                    move |s: &Snapshot| drop(black_box(editor::hover(s, &Request::default(), file, at)))
                })
            },
            &snapshot,
        );
        bench.of(
            "definition",
            || places.iter().map(|&(file, at)| move |s: &Snapshot| drop(black_box(editor::definition(s, file, at)))),
            &snapshot,
        );
        bench.of(
            "references",
            || std::iter::repeat_n(move |s: &Snapshot| drop(black_box(editor::references(s, hub, at))), 40),
            &snapshot,
        );
        bench.of(
            "calls",
            || {
                std::iter::repeat_n(
                    move |s: &Snapshot| drop(black_box(editor::carries(s, s.corpus().find("hub").unwrap()))),
                    40,
                )
            },
            &snapshot,
        );
        bench.of(
            "rename",
            || {
                std::iter::repeat_n(
                    move |s: &Snapshot| {
                        drop(black_box(editor::renaming(s, &"hub".into(), &"other".parse().unwrap()).unwrap()))
                    },
                    40,
                )
            },
            &snapshot,
        );
        bench.of(
            "outline",
            || places.iter().map(|&(file, _)| move |s: &Snapshot| drop(black_box(editor::outline(s, file)))),
            &snapshot,
        );
        bench.of(
            "links",
            || places.iter().map(|&(file, _)| move |s: &Snapshot| drop(black_box(editor::links(s, file)))),
            &snapshot,
        );
        bench.of(
            "tokens",
            || {
                places
                    .iter()
                    .map(|&(file, _)| move |s: &Snapshot| drop(black_box(editor::tokens(s, file, (0, u32::MAX)))))
            },
            &snapshot,
        );
        bench.of(
            "hints",
            || {
                places
                    .iter()
                    .map(|&(file, _)| move |s: &Snapshot| drop(black_box(editor::hints(s, file, (0, u32::MAX)))))
            },
            &snapshot,
        );
        bench.of(
            "symbols",
            || std::iter::repeat_n(move |s: &Snapshot| drop(black_box(editor::symbols(s, "ministry 91", 100))), 40),
            &snapshot,
        );
        for (what, typed) in [
            ("sources", "attributed_to: [source-1"),
            ("claims", "cites: ["),
            ("claims by a part", "cites: [99"),
            ("keys", ""),
        ] {
            let request = &request;
            bench.of(
                &format!("complete {what}"),
                || places.iter().map(move |&(file, _)| move |s: &Snapshot| complete(s, request, file, typed)),
                &snapshot,
            );
        }
        let checked = check(&snapshot, &request);
        let findings = &checked.findings(Level::Error);
        bench.of(
            "actions",
            || {
                places.iter().map(|&(file, at)| {
                    move |s: &Snapshot| drop(black_box(editor::actions(s, findings, file, (at, at))))
                })
            },
            &snapshot,
        );
    }
}

struct Bench {
    fresh: Duration,
}

impl Bench {
    fn of<Q: Fn(&Snapshot), I: Iterator<Item = Q>>(&self, what: &str, questions: impl Fn() -> I, snapshot: &Snapshot) {
        let mut times: Vec<_> = questions()
            .map(|question| {
                let start = Instant::now();
                question(snapshot);
                start.elapsed()
            })
            .collect();
        let first = times[0];
        times.sort_unstable();
        let usual = times[times.len() * 95 / 100 - 1];
        let share = usual.as_secs_f64() / self.fresh.as_secs_f64() * 100.0;
        println!("  {what:20} first {:>10}, then {:>10} ({share:.2} % of a check)", shown(first), shown(usual));
    }
}

/// Somebody types at the end of the first claim of a file.
fn complete(snapshot: &Snapshot, request: &Request, file: FileId, typed: &str) {
    let file = snapshot.files().get(file);
    let before = file.text().untrusted();
    let start = before.find("claims:\n").map_or(0, |at| at + "claims:\n".len());
    let text = Text::new(format!("{}  new-claim:\n    {typed}\n{}", &before[..start], &before[start..]));
    let offset = u32::try_from(start + "  new-claim:\n    ".len() + typed.len()).unwrap();
    black_box(editor::complete(snapshot, request, &Typing { path: file.path().given(), text: &text, offset }));
}

/// Ids in all files.
fn places(snapshot: &Snapshot) -> Vec<(FileId, u32)> {
    let corpus = snapshot.corpus();
    let records: Vec<_> = corpus.records().collect();
    let places = records.iter().step_by(records.len() / TIMES).map(|&record| corpus.place(record));
    places.map(|place| (place.file, place.start + 1)).collect()
}

fn hub() -> String {
    let mut text = String::from("sources:\n  hub: {identity: named, name: Hub}\nclaims:\n");
    for claim in 0..USES {
        writeln!(text, "  hub-{claim}: {{statement: The hub said {claim}., attributed_to: [hub]}}").unwrap();
    }
    text
}

fn shown(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1000.0)
}
