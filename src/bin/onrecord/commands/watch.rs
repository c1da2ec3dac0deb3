//! `onrecord watch`: checks again whenever a file changes, and shows what that did to the sourcing.

#[cfg(feature = "html")]
mod reports;
#[cfg(feature = "serve")]
mod serve;

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Instant;

use notify::RecursiveMode;
use onrecord::Workspace;
use onrecord::check::check;
use onrecord::diagnostic::{Finding, Level};
use onrecord::format::{Format, Written};
use onrecord::policy::Request;
use onrecord::runs::{Manifest, diff};
use onrecord::text::{counted, terminal};
use onrecord::workspace::Snapshot;

use crate::args::{self, Color};
use crate::error::CommandError;
use crate::exit::{self, Exit};
use crate::folder::of_file;
use crate::output::{Output, write_stdout};
use crate::watcher::{Noticed, Watched, Watcher};
use crate::{clock, loading};

/// The most findings that are shown at once, new ones and those that are gone.
const MAX_NEW: usize = 20;
const MAX_GONE: usize = 5;
/// The most lines on what changed in the sourcing.
const MAX_LINES: usize = 60;

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
    let mut watch = Watch {
        color,
        understood: None,
        found: None,
        counts: String::new(),
        #[cfg(feature = "html")]
        reports: reports::Reports::new(args, color)?,
    };
    watch.look(&snapshot)?;
    while wait(&changes) {
        let snapshot = looked_again(&mut workspace);
        // A folder that was moved away and put back has to be watched again.
        watcher.watch(watched(paths));
        watch.look(&snapshot)?;
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
        (of_file(path).to_owned(), RecursiveMode::NonRecursive)
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

/// The rules that say of a file, or of a part of it, that it was not read: what is in it is not found.
const HIDING: [&str; 2] = ["syntax", "unreadable"];

/// How often each finding is there, and whether it says that a file was not read.
type Known = BTreeMap<String, (usize, bool)>;

struct Watch {
    color: Color,
    /// The claims as they were when all could be read.
    understood: Option<Snapshot>,
    /// The errors and warnings that were there, each without its place: that moves with every line.
    found: Option<Known>,
    /// The last line that was said.
    counts: String,
    #[cfg(feature = "html")]
    reports: reports::Reports,
}

impl Watch {
    /// Shows what is different from the last time.
    fn look(&mut self, snapshot: &Snapshot) -> Result<(), CommandError> {
        let request = Request { today: clock::today(), ..Request::default() };
        let checked = check(snapshot, &request);
        let folder = std::env::current_dir().ok();
        let findings = checked.findings(Level::Error).relative_to(folder.as_deref());
        let mut found = BTreeMap::new();
        // Notes would be too much.
        let grave = findings.iter().filter(|finding| finding.level() >= Level::Warning);
        let mut new: Vec<_> = grave.filter(|finding| self.is_new(finding, &mut found)).collect();
        // At first everything is new: only what has to be fixed is shown.
        new.retain(|finding| self.found.is_some() || finding.level() == Level::Error);
        new.sort_by_key(Finding::level);
        let is_understood = snapshot.is_understood();
        let gone = self.gone(&mut found, is_understood);
        let counts = [Level::Error, Level::Warning, Level::Note].map(|level| findings.count(level));
        let moves = self.moves(snapshot)?;
        let counts = in_words(snapshot, counts);
        let is_first = self.found.is_none();
        #[cfg(feature = "html")]
        match self.reports.keep(snapshot) {
            Err(error) if !is_first => {
                exit::explain(&error);
            }
            // What cannot be written now will hardly be later.
            kept => kept?,
        }
        // A file that is none of the corpus may have changed.
        if !new.is_empty() || !gone.is_empty() || !moves.is_empty() || counts != self.counts {
            write_stdout(|out| {
                write_findings(&new, &gone, out)?;
                out.write_all(&moves)?;
                if !is_understood {
                    writeln!(out, "The sourcing is not compared until the errors are fixed.\n")?;
                }
                writeln!(out, "{counts}\n")
            })?;
        }
        drop(new);
        (self.found, self.counts) = (Some(found), counts);
        if is_understood {
            self.understood = Some(snapshot.clone());
        }
        Ok(())
    }

    /// Whether a finding is there more often than the last time.
    fn is_new(&self, finding: &Finding<'_>, found: &mut Known) -> bool {
        let name = name(finding);
        let before = self.found.as_ref().and_then(|before| before.get(&name)).map_or(0, |&(count, _)| count);
        let (count, _) = found.entry(name).or_insert((0, HIDING.contains(&finding.rule().name)));
        *count += 1;
        *count > before
    }

    /// The findings that are there no more, or less often. Of those that are in files which cannot be read now, nobody
    /// knows: they stay as they were.
    fn gone(&self, found: &mut Known, is_understood: bool) -> Vec<String> {
        let mut gone = Vec::new();
        for (name, &(count, is_of_reading)) in self.found.iter().flatten() {
            if found.get(name).is_some_and(|&(now, _)| now >= count) {
                continue;
            }
            if is_understood || is_of_reading {
                gone.push(name.clone());
            } else {
                found.insert(name.clone(), (count, is_of_reading));
            }
        }
        gone
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
            cut(&mut out);
            out.push(b'\n');
        }
        Ok(out)
    }
}

/// Findings, a line each, the most severe last, and those that are gone.
fn write_findings(new: &[Finding<'_>], gone: &[String], out: &mut dyn Write) -> io::Result<()> {
    for name in gone.iter().take(MAX_GONE) {
        writeln!(out, "gone: {name}")?;
    }
    if let Some(more @ 1..) = gone.len().checked_sub(MAX_GONE) {
        writeln!(out, "gone: {more} more")?;
    }
    let more = new.len().saturating_sub(MAX_NEW);
    if more > 0 {
        writeln!(out, "{more} more findings are new: run `onrecord check`")?;
    }
    for finding in &new[more..] {
        let place = terminal::line(finding.path().shown());
        let start = finding.start().map(|start| format!(":{}:{}", start.line, start.column)).unwrap_or_default();
        writeln!(out, "{place}{start}: {}", name(finding))?;
    }
    if !new.is_empty() || !gone.is_empty() { writeln!(out) } else { Ok(()) }
}

/// A finding without its place.
fn name(finding: &Finding<'_>) -> String {
    format!("{}[{}]: {}", finding.level().name(), finding.rule().name, finding.message(terminal::line))
}

/// Leaves out what nobody would read while writing.
fn cut(text: &mut Vec<u8>) {
    let ends: Vec<_> = text.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at + 1).collect();
    if ends.len() > MAX_LINES {
        text.truncate(ends[MAX_LINES - 1]);
        text.extend(format!("… and {} more lines: `onrecord diff` shows all\n", ends.len() - MAX_LINES).bytes());
    }
}

fn in_words(snapshot: &Snapshot, [errors, warnings, notes]: [usize; 3]) -> String {
    let claims = counted(snapshot.corpus().claims.len(), "claim");
    let (errors, warnings, notes) = (counted(errors, "error"), counted(warnings, "warning"), counted(notes, "note"));
    format!("watching {claims}: {errors}, {warnings}, {notes}")
}
