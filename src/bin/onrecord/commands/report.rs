//! `onrecord report`: which claims rest on named sources.

use std::path::Path;

use onrecord::format::{Format, Written};
use onrecord::report::{Heading, Selection, report};
#[cfg(feature = "parquet")]
use onrecord::report::{TableReport, report_on_tables};
#[cfg(feature = "parquet")]
use onrecord::tables::{self, TableError};
use onrecord::text::Text;

use super::draft::open;
use crate::args::{Color, Report};
use crate::error::CommandError;
use crate::exit::Exit;
#[cfg(feature = "parquet")]
use crate::exit::panics;
use crate::output::Output;
use crate::{clock, corpus_errors, loading};

/// The main job: load, link, analyse, report.
pub(crate) fn run(args: &Report, color: Color) -> Result<Exit, CommandError> {
    if let Some(folder) = &args.graph {
        return on_tables(folder, args, color);
    }
    loading::expect_folder(args.snapshots.as_deref())?;
    let snapshot = loading::load(&args.paths.paths, None)?;
    let selection = Selection { bases: args.basis.clone(), tags: args.tag.clone() };
    loading::expect_tags(&snapshot, &selection, color)?;
    let mut report = report(&snapshot, &selection);
    if args.answer.format() == Format::Html {
        let today = args.today.clone().or_else(clock::today);
        report = report.with_checks(args.snapshots.as_deref(), today.as_ref());
        let text = |given: &Option<String>| given.as_deref().map(Text::new);
        report = report.with_heading(Heading { title: text(&args.title), revision: text(&args.revision) });
    }

    let output = Output::of(&args.answer).keeping(args.snapshots.as_ref());
    let options = output.options(color).csv_raw(args.csv_raw);
    output.write(&snapshot, |out| report.write(args.answer.format(), &options, out))?;

    open::say(&open::beneath(&args.paths.paths), "draft is not reported", "drafts are not reported");
    let exit = corpus_errors::show(&snapshot, color);
    // The process ends here: giving a million records back one by one would only take time.
    std::mem::forget(report);
    std::mem::forget(snapshot);
    Ok(exit)
}

/// The same from tables of numbers and ids, as far as they know it.
#[cfg(feature = "parquet")]
fn on_tables(folder: &Path, args: &Report, color: Color) -> Result<Exit, CommandError> {
    let format = args.answer.format();
    if !TableReport::formats().contains(&format) {
        return Err(CommandError::Usage("a report on tables is `--format text`, `json` or `csv`"));
    }
    let unread = |error: TableError| CommandError::Input(folder.join(error.file()), error.words().to_owned());
    let tables = panics::unsaid(|| tables::read(folder)).map_err(unread)?;
    let report = report_on_tables(&tables, &args.basis);
    let output = Output::new(args.answer.output.as_ref(), format);
    output.write_beside(folder, &tables::FILES, |out| report.write(format, &output.options(color), out))?;
    // As above.
    std::mem::forget(report);
    std::mem::forget(tables);
    Ok(Exit::Clean)
}

#[cfg(not(feature = "parquet"))]
fn on_tables(_: &Path, _: &Report, _: Color) -> Result<Exit, CommandError> {
    Err(CommandError::WITHOUT_PARQUET)
}
