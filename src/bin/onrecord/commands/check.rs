//! `onrecord check`: findings in claim files.

use onrecord::check::check;
use onrecord::diagnostic::render::{Findings, Format};
use onrecord::policy::Request;

use crate::args::{Check, CheckFormat, Color};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::output::Output;
use crate::{clock, loading, step_summary};

/// Validates claim files; the findings are the result.
pub(crate) fn run(args: &Check, color: Color) -> Result<Exit, CommandError> {
    loading::expect_folder(args.snapshots.as_deref())?;
    let snapshot = loading::load(&args.paths.paths, args.config.as_deref())?;
    let request = Request {
        today: args.today.clone().or_else(clock::today),
        rules: args.rule.clone(),
        snapshots: args.snapshots.clone(),
    };
    let checked = check(&snapshot, &request);

    let output = Output::new(args.output.as_ref());
    let format = match args.format {
        CheckFormat::Text => Format::Text { color: output.color(color) },
        CheckFormat::Json => Format::Json,
        CheckFormat::Sarif => Format::Sarif,
        CheckFormat::Github => Format::Github,
        CheckFormat::Junit => Format::Junit,
    };
    let folder = std::env::current_dir().ok();
    let findings = Findings { base: folder.as_deref(), ..checked.findings(args.deny) };
    output.write(&snapshot, |out| findings.write(format, out))?;
    if format == Format::Github {
        step_summary::append(|out| findings.write(Format::Markdown, out))?;
    }
    let exit = if checked.reaches(args.deny) { Exit::Found } else { Exit::Clean };
    // The process ends here: giving a million records back one by one would only take time.
    std::mem::forget(checked);
    std::mem::forget(snapshot);
    Ok(exit)
}
