//! `init --baseline`: what is found today, waived until a day.

use std::fmt::Write as _;
use std::path::Path;

use onrecord::check::check;
use onrecord::diagnostic::Level;
use onrecord::format::Detail;
use onrecord::policy::{Baseline, Days, NotAdded, Request};
use onrecord::text::{counted, counted_as};

use super::command;
use super::plan::{Change, Plan};
use crate::args::{Color, Init};
use crate::atomic_write::LockedFile;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::folder::Place;
use crate::output::{stderr_options, write_stdout};
use crate::starter_files::{self, Ci};
use crate::{clock, loading};

/// How many days a baseline holds, unless somebody says otherwise.
const DAYS: u32 = 90;

/// Writes the waivers into the configuration, and what else is missing.
pub(super) fn run(args: &Init, folder: &Path, color: Color) -> Result<Exit, CommandError> {
    let days = days(args)?;
    if folder.is_file() {
        return Err(CommandError::Usage("--baseline needs a folder, not a file"));
    }
    let configuration = lock_configuration(folder)?;
    let snapshot = loading::load(&[folder.to_owned()], None)?;
    let request = Request { today: Some(days.today.clone()), rules: Vec::new(), snapshots: None };
    let checked = check(&snapshot, &request);
    let findings = checked.findings(args.deny);
    let baseline = Baseline::new(&findings, snapshot.corpus(), args.deny, days.clone());

    let plan = plan(&baseline, folder, configuration, &Ci::chosen(&args.ci))?;
    let words = plan.words(folder);
    plan.write()?;
    let words = [words, debt(&baseline, &days), verdict(&baseline, args.deny, folder)].concat();
    write_stdout(|out| out.write_all(words.as_bytes()))?;
    list_remaining(&baseline, color);
    Ok(if baseline.remaining().is_empty() { Exit::Clean } else { Exit::Found })
}

fn days(args: &Init) -> Result<Days, CommandError> {
    let today = args.today.clone().or_else(clock::today).ok_or(CommandError::Usage(
        "cannot determine today's date; pass \
            --today",
    ))?;
    let until = args.until.clone().or_else(|| today.days_later(DAYS));
    let until = until.ok_or(CommandError::Usage("--today is not a single day; pass --until as well"))?;
    if until.is_before(&today) == Some(true) {
        return Err(CommandError::Usage("--until is before --today"));
    }
    Ok(Days { today, until })
}

/// The configuration with the waivers, new or existing.
fn plan(
    baseline: &Baseline<'_>,
    folder: &Path,
    place: Option<LockedFile>,
    systems: &[Ci],
) -> Result<Plan, CommandError> {
    let mut configuration = starter_files::configuration(folder);
    let path = configuration.path();
    if baseline.is_empty() {
        return Plan::new([configuration], None, folder, systems);
    }
    let add = |old: &str| baseline.added_to(old).or_else(|why| print_instead(baseline, &path, why));
    let Some(mut place) = place else {
        configuration.text = add(&configuration.text)?;
        return Plan::new([configuration], None, folder, systems);
    };
    let old = place.read().map_err(|error| CommandError::unwritten(&path, &error))?;
    let text = add(&old)?;
    Plan::new([], Some(Change { place, text }), folder, systems)
}

/// The configuration that there is. It is locked before it is read, so that nobody else's waivers are lost.
fn lock_configuration(folder: &Path) -> Result<Option<LockedFile>, CommandError> {
    let path = starter_files::configuration(folder).path();
    if path.symlink_metadata().is_err() {
        return Ok(None);
    }
    Place::of(&path).and_then(LockedFile::lock).map(Some).map_err(|error| CommandError::unwritten(&path, &error))
}

/// Somebody's file is not rewritten: what is to be added to it is printed.
fn print_instead(baseline: &Baseline<'_>, path: &Path, why: NotAdded) -> Result<String, CommandError> {
    write_stdout(|out| out.write_all(baseline.yaml().as_bytes()))?;
    let why = match why {
        NotAdded::HasWaivers => "it already has waivers; add those on standard output to them",
        _ => "waivers cannot be added at its end; insert those on standard output",
    };
    Err(CommandError::Output(path.to_owned(), why.to_owned()))
}

/// What is waived, by rule.
fn debt(baseline: &Baseline<'_>, days: &Days) -> String {
    let waived = baseline.rules().values().sum();
    if waived == 0 {
        return "\nThere is nothing to waive.\n".to_owned();
    }
    let findings = counted(waived, "finding");
    let records = counted(baseline.records(), "record");
    let mut words = format!("\n{findings} in {records} waived until {}:\n", days.until);
    for (rule, count) in baseline.rules() {
        let _ = writeln!(words, "{count:>7}  {rule}");
    }
    words
}

/// Whether a check passes now.
fn verdict(baseline: &Baseline<'_>, deny: Level, folder: &Path) -> String {
    let check = command(&format!("check --deny {}", deny.name()), folder);
    let left = baseline.remaining().len();
    if left == 0 {
        return format!("\nFrom now on `{check}` passes and reports how many are waived.\n");
    }
    let mut words = String::new();
    for (number, one, many) in [
        (
            baseline.exposing(),
            "finding may expose a source, so no baseline waives it. Fix it, or decide and waive it yourself.",
            "findings may expose a source, so no baseline waives them. Fix each, or decide and waive it yourself.",
        ),
        (left - baseline.exposing(), "finding cannot be waived. Fix it.", "findings cannot be waived. Fix them."),
    ] {
        if number > 0 {
            let _ = writeln!(words, "\n{}", counted_as(number, one, many));
        }
    }
    let _ = writeln!(words, "\nThen run `{check}` for what remains.");
    words
}

/// What cannot be waived, with its places.
fn list_remaining(baseline: &Baseline<'_>, color: Color) {
    // Standard error may be closed; the exit status still shows it.
    let options = stderr_options(color).detail(Detail::All);
    let _ = baseline.remaining().write_list(&options, &mut std::io::stderr().lock());
}
