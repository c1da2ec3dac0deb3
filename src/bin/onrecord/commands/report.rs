//! `onrecord report`: which claims rest on named sources.

use onrecord::format::{Format, Written};
use onrecord::report::{Heading, Selection, report};
use onrecord::text::Text;

use crate::args::{Color, Report};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::output::Output;
use crate::{clock, corpus_errors, loading};

/// The main job: load, link, analyse, report.
pub(crate) fn run(args: &Report, color: Color) -> Result<Exit, CommandError> {
    loading::expect_folder(args.snapshots.as_deref())?;
    let snapshot = loading::load(&args.paths.paths, None)?;
    let selection = Selection { bases: args.basis.clone(), tags: args.tag.clone() };
    loading::expect_tags(&snapshot, &selection, color)?;
    let mut report = report(&snapshot, &selection);
    if args.format() == Format::Html {
        let today = args.today.clone().or_else(clock::today);
        report = report.with_checks(args.snapshots.as_deref(), today.as_ref());
        let text = |given: &Option<String>| given.as_deref().map(Text::new);
        report = report.with_heading(Heading { title: text(&args.title), revision: text(&args.revision) });
    }

    let output = Output::new(args.output.as_ref()).keeping(args.snapshots.as_ref());
    let options = output.options(color).csv_raw(args.csv_raw);
    output.write(&snapshot, |out| report.write(args.format(), &options, out))?;

    let exit = corpus_errors::show(&snapshot, color);
    // The process ends here: giving a million records back one by one would only take time.
    std::mem::forget(report);
    std::mem::forget(snapshot);
    Ok(exit)
}
