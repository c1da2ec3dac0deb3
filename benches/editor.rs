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
use onrecord::editor::{self, Completion, Typing};
use onrecord::model::Date;
use onrecord::policy::Request;
use onrecord::text::{FileId, Text};
use onrecord::workspace::Snapshot;

const CLAIMS: usize = 100_000;
/// In how many claims one source speaks.
const USES: usize = 10_000;
/// How often each is asked, at as many places.
const TIMES: usize = 400;
/// How often those are that take longer.
const FEW: usize = 40;

fn main() {
    let folder = tempfile::tempdir().unwrap();
    corpus::write(Shape::News, CLAIMS, folder.path());
    let hub = folder.path().join("hub.yaml");
    fs::write(&hub, hub_text()).unwrap();
    let request = Request { today: Date::parse(&Text::new("2026-11-24")), ..Request::default() };
    let start = Instant::now();
    let mut workspace = Workspace::open(&[folder.path().to_owned()]);
    let snapshot = workspace.snapshot();
    black_box(check(&snapshot, &request).findings(Level::Error).len());
    let fresh = start.elapsed();
    println!("{} claims: a fresh check {}", CLAIMS + USES, shown(fresh));
    let start = Instant::now();
    editor::prepare(&snapshot);
    println!("  prepare {}", shown(start.elapsed()));
    measure(&Bench { fresh, snapshot, request: &request });
    let text = fs::read_to_string(&hub).unwrap();
    workspace.set(&*hub, text.replacen("The hub said 0.", "The hub said nothing.", 1));
    let snapshot = workspace.snapshot();
    black_box(check(&snapshot, &request).findings(Level::Error).len());
    println!("after an edit of words");
    measure(&Bench { fresh, snapshot, request: &request });
}

fn measure(bench: &Bench<'_>) {
    let (snapshot, request, places) = (&bench.snapshot, bench.request, places(&bench.snapshot));
    let place = |nth: usize| places[nth % places.len()];
    let file = |nth: usize| place(nth).0;
    let (hub, new) = ("hub".into(), "other".parse().unwrap());
    let key = snapshot.corpus().find("hub").unwrap();
    let at = snapshot.corpus().place(key);
    let all = (0, u32::MAX);
    bench.of("hover", TIMES, |nth| editor::hover(snapshot, request, place(nth).0, place(nth).1));
    bench.of("definition", TIMES, |nth| editor::definition(snapshot, place(nth).0, place(nth).1));
    bench.of("complete sources", TIMES, |nth| complete(bench, file(nth), "attributed_to: [source-1"));
    bench.of("complete claims", TIMES, |nth| complete(bench, file(nth), "cites: ["));
    bench.of("complete a part of an id", TIMES, |nth| complete(bench, file(nth), "cites: [99"));
    bench.of("complete keys", TIMES, |nth| complete(bench, file(nth), ""));
    bench.of("outline", TIMES, |nth| editor::outline(snapshot, file(nth)));
    bench.of("links", TIMES, |nth| editor::links(snapshot, file(nth)));
    bench.of("tokens", TIMES, |nth| editor::tokens(snapshot, file(nth), all));
    bench.of("hints", TIMES, |nth| editor::hints(snapshot, file(nth), all));
    bench.of("symbols", FEW, |_| editor::symbols(snapshot, "ministry 91", 100));
    bench.of("references of 10,000 uses", FEW, |_| editor::references(snapshot, at.file, at.start));
    bench.of("rename with 10,000 uses", FEW, |_| editor::renaming(snapshot, &hub, &new).unwrap());
    bench.of("calls of 10,000 claims", FEW, |_| editor::carries(snapshot, key));
    let checked = check(snapshot, request);
    let findings = checked.findings(Level::Error);
    bench.of("actions", TIMES, |nth| editor::actions(snapshot, &findings, place(nth).0, (place(nth).1, place(nth).1)));
}

struct Bench<'a> {
    fresh: Duration,
    snapshot: Snapshot,
    request: &'a Request,
}

impl Bench<'_> {
    fn of<T>(&self, what: &str, times: usize, answer: impl Fn(usize) -> T) {
        let once = |nth| {
            let start = Instant::now();
            black_box(answer(nth));
            start.elapsed()
        };
        let mut all: Vec<_> = (0..times).map(once).collect();
        let first = all[0];
        all.sort_unstable();
        let usual = all[all.len() * 95 / 100 - 1];
        let share = usual.as_secs_f64() / self.fresh.as_secs_f64() * 100.0;
        println!("  {what:26} first {:>10}, 95 % {:>10} ({share:.2} % of a check)", shown(first), shown(usual));
    }
}

/// Somebody types at the end of the first claim of a file.
fn complete(bench: &Bench<'_>, file: FileId, typed: &str) -> Completion {
    let file = bench.snapshot.files().get(file);
    let before = file.text().untrusted();
    let start = before.find("claims:\n").map_or(0, |at| at + "claims:\n".len());
    let text = Text::new(format!("{}  new-claim:\n    {typed}\n{}", &before[..start], &before[start..]));
    let offset = u32::try_from(start + "  new-claim:\n    ".len() + typed.len()).unwrap();
    let typing = Typing { path: file.path().given(), text: &text, offset };
    editor::complete(&bench.snapshot, bench.request, &typing)
}

/// Ids in all files.
fn places(snapshot: &Snapshot) -> Vec<(FileId, u32)> {
    let corpus = snapshot.corpus();
    let records: Vec<_> = corpus.records().collect();
    let places = records.iter().step_by(records.len() / TIMES).map(|&record| corpus.place(record));
    places.map(|place| (place.file, place.start + 1)).collect()
}

fn hub_text() -> String {
    let mut text = String::from("sources:\n  hub: {identity: named, name: Hub}\nclaims:\n");
    for claim in 0..USES {
        writeln!(text, "  hub-{claim}: {{statement: The hub said {claim}., attributed_to: [hub]}}").unwrap();
    }
    text
}

fn shown(time: Duration) -> String {
    format!("{:.2} ms", time.as_secs_f64() * 1000.0)
}
