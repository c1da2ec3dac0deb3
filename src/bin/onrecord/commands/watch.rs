//! `onrecord watch`: checks again whenever a file changes, and shows what that did to the sourcing.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Instant;

use notify::RecursiveMode;
use onrecord::Workspace;
use onrecord::check::check;
use onrecord::diagnostic::{Finding, Level};
use onrecord::format::{Format, Written};
use onrecord::policy::Request;
use onrecord::runs::{Manifest, diff};
use onrecord::text::terminal;
use onrecord::workspace::Snapshot;

use crate::args::{self, Color};
use crate::error::CommandError;
use crate::exit::{self, Exit};
use crate::output::{Output, write_stdout};
use crate::watcher::{Noticed, Watched, Watcher};
use crate::{clock, loading};

/// The most new findings that are shown at once.
const MAX_NEW: usize = 20;

/// Looks at the claim files until somebody ends it.
pub(crate) fn run(args: &args::Watch, color: Color) -> Result<Exit, CommandError> {
    let (events, changes) = channel();
    let paths = &args.paths.paths;
    let notice = move || {
        // Nobody hears it after the end.
        let _ = events.send(());
    };
    let mut watcher = Watcher::new(notice).map_err(|_| NOT_WATCHED)?;
    watcher.watch(watched(paths));
    let (mut workspace, snapshot) = loading::open(paths, None)?;
    let mut watch = Watch { args, color, understood: None, found: None, counts: String::new(), report: Vec::new() };
    watch.look(snapshot)?;
    while wait(&changes) {
        let snapshot = looked_again(&mut workspace);
        // A folder that was moved away and put back has to be watched again.
        watcher.watch(watched(paths));
        watch.look(snapshot)?;
    }
    Ok(Exit::Clean)
}

const NOT_WATCHED: CommandError = CommandError::Usage("the system cannot watch files");

fn watched(paths: &[PathBuf]) -> Vec<Watched> {
    let watched = paths.iter().map(|path| {
        if path.is_dir() {
            return (path.clone(), RecursiveMode::Recursive);
        }
        // An editor may put another file in the place of one.
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        (folder.to_owned(), RecursiveMode::NonRecursive)
    });
    watched.collect()
}

fn looked_again(workspace: &mut Workspace) -> Snapshot {
    workspace.refresh();
    workspace.snapshot()
}

/// Waits until something has changed and nothing more does.
fn wait(changes: &Receiver<()>) -> bool {
    let mut noticed = Noticed::default();
    loop {
        let change = match noticed.deadline() {
            None => changes.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Some(deadline) => changes.recv_timeout(deadline.saturating_duration_since(Instant::now())),
        };
        match change {
            Ok(()) => noticed.now(),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return false,
        }
        if noticed.due(Instant::now()) {
            return true;
        }
    }
}

struct Watch<'a> {
    args: &'a args::Watch,
    color: Color,
    /// The claims as they were when all could be read.
    understood: Option<Snapshot>,
    /// How often each finding was there, without its place: that moves with every line.
    found: Option<BTreeMap<String, usize>>,
    /// The last line that was said.
    counts: String,
    /// The report as it was written.
    report: Vec<u8>,
}

impl Watch<'_> {
    /// Shows what is different from the last time.
    fn look(&mut self, snapshot: Snapshot) -> Result<(), CommandError> {
        let request = Request { today: clock::today(), ..Request::default() };
        let checked = check(&snapshot, &request);
        let folder = std::env::current_dir().ok();
        let findings = checked.findings(Level::Error).relative_to(folder.as_deref());
        let mut found = BTreeMap::new();
        let mut new: Vec<_> = findings.iter().filter(|finding| self.is_new(finding, &mut found)).collect();
        // At first everything is new: what has to be fixed is shown. Later, notes would be too much.
        let least = if self.found.is_none() { Level::Error } else { Level::Warning };
        new.retain(|finding| finding.level() >= least);
        new.sort_by_key(Finding::level);
        let gone = self.found.as_ref().map_or(0, |before| {
            let gone = |(name, count): (&String, &usize)| count.saturating_sub(found.get(name).copied().unwrap_or(0));
            before.iter().map(gone).sum()
        });
        let counts = [Level::Error, Level::Warning, Level::Note].map(|level| findings.count(level));
        let moves = self.moves(&snapshot)?;
        let counts = in_words(&snapshot, counts);
        self.keep_report(&snapshot);
        // A file that is none of the corpus may have changed.
        if !new.is_empty() || gone > 0 || !moves.is_empty() || counts != self.counts {
            write_stdout(|out| {
                write_findings(&new, gone, out)?;
                out.write_all(&moves)?;
                writeln!(out, "{counts}\n")
            })?;
        }
        drop(new);
        (self.found, self.counts) = (Some(found), counts);
        if snapshot.is_understood() {
            self.understood = Some(snapshot.clone());
        }
        Ok(())
    }

    /// Whether a finding is there more often than the last time.
    fn is_new(&self, finding: &Finding<'_>, found: &mut BTreeMap<String, usize>) -> bool {
        let name = format!("{}: {}", finding.rule().name, finding.message(terminal::line));
        let before = self.found.as_ref().and_then(|before| before.get(&name)).copied().unwrap_or(0);
        let count = found.entry(name).or_default();
        *count += 1;
        *count > before
    }

    /// What has changed in the sourcing since all claims could be read.
    fn moves(&self, snapshot: &Snapshot) -> Result<Vec<u8>, CommandError> {
        let mut out = Vec::new();
        let Some(before) = self.understood.as_ref().filter(|_| snapshot.is_understood()) else { return Ok(out) };
        let day = clock::today().ok_or(CommandError::Usage("cannot determine today's date"))?;
        let (old, new) = (Manifest::new(before, &day), Manifest::new(snapshot, &day));
        let diff = diff(&old, &new);
        match diff.without_named_sources() {
            0 => {}
            1 => out.extend(b"1 claim lost its only named source\n\n"),
            lost => out.extend(format!("{lost} claims lost their only named source\n\n").bytes()),
        }
        if !diff.is_nothing() {
            let options = Output::Stdout.options(self.color);
            diff.write(Format::Text, &options, &mut out).map_err(|error| CommandError::Stdout(error.to_string()))?;
            out.push(b'\n');
        }
        Ok(out)
    }

    /// Keeps the report up to date, if there is to be one. The next change is another chance to write it.
    #[cfg(feature = "html")]
    fn keep_report(&mut self, snapshot: &Snapshot) {
        use onrecord::report::{Selection, report};
        let Some(file) = &self.args.html else { return };
        let report = report(snapshot, &Selection::default()).with_checks(None, clock::today().as_ref());
        let output = Output::new(Some(file));
        let mut bytes = Vec::new();
        let made = report.write(Format::Html, &output.options(self.color), &mut bytes);
        // It may be in a folder that is watched: the same report is not written twice.
        if made.is_err() || bytes == self.report {
            return;
        }
        match output.write(snapshot, |out| out.write_all(&bytes)) {
            Ok(()) => self.report = bytes,
            Err(error) => drop(exit::explain(&error)),
        }
    }

    #[cfg(not(feature = "html"))]
    fn keep_report(&mut self, _: &Snapshot) {}
}

/// Findings, a line each, the most severe last, and how many are gone.
fn write_findings(new: &[Finding<'_>], gone: usize, out: &mut dyn Write) -> io::Result<()> {
    let more = new.len().saturating_sub(MAX_NEW);
    if more > 0 {
        writeln!(out, "{more} more findings are new: run `onrecord check`")?;
    }
    for finding in &new[more..] {
        let place = terminal::line(finding.path().shown());
        let start = finding.start().map(|start| format!(":{}:{}", start.line, start.column)).unwrap_or_default();
        let (level, rule) = (finding.level().name(), finding.rule().name);
        writeln!(out, "{place}{start}: {level}[{rule}]: {}", finding.message(terminal::line))?;
    }
    if gone > 0 {
        writeln!(out, "{gone} {} gone", if gone == 1 { "finding is" } else { "findings are" })?;
    }
    if !new.is_empty() || gone > 0 { writeln!(out) } else { Ok(()) }
}

fn in_words(snapshot: &Snapshot, [errors, warnings, notes]: [usize; 3]) -> String {
    let count = |count: usize, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
    let claims = count(snapshot.corpus().claims.len(), "claim");
    let (errors, warnings, notes) = (count(errors, "error"), count(warnings, "warning"), count(notes, "note"));
    format!("watching {claims}: {errors}, {warnings}, {notes}")
}
