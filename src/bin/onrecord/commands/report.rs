//! `onrecord report`: which claims rest on named sources.

use onrecord::report::{Format, Selection, report};

use crate::args::{Color, Report, ReportFormat};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::output::Output;
use crate::{clock, corpus_errors, loading};

/// The main job: load, link, analyse, report.
pub(crate) fn run(args: &Report, color: Color) -> Result<Exit, CommandError> {
    loading::expect_folder(args.snapshots.as_deref())?;
    let snapshot = loading::load(&args.paths.paths, None)?;
    let selection = Selection { bases: args.basis.clone(), tags: args.tag.clone() };
    let mut report = report(&snapshot, &selection);
    if args.format == ReportFormat::Html {
        let today = args.today.clone().or_else(clock::today);
        report = report.with_checks(args.snapshots.as_deref(), today.as_ref());
    }

    let output = Output::new(args.output.as_ref());
    let format = match args.format {
        ReportFormat::Text => Format::Text { width: output.width(), color: output.color(color) },
        ReportFormat::Json => Format::Json,
        ReportFormat::Markdown => Format::Markdown,
        ReportFormat::Csv => Format::Csv { raw: args.csv_raw },
        ReportFormat::Html => Format::Html,
    };
    output.write(&snapshot, |out| report.write(format, out))?;

    let exit = corpus_errors::show(&snapshot, color);
    // The process ends here: giving a million records back one by one would only take time.
    std::mem::forget(report);
    std::mem::forget(snapshot);
    Ok(exit)
}
