//! `onrecord check`: findings in claim files.

use onrecord::check::check;
use onrecord::format::{Format, Written};
use onrecord::policy::Request;

use super::draft::open;
use super::fix;
use crate::args::{Check, Color};
use crate::ci::{code_host, step_summary};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::output::Output;
use crate::{clock, loading};

/// Validates claim files; the findings are the result.
pub(crate) fn run(args: &Check, color: Color) -> Result<Exit, CommandError> {
    loading::expect_folder(args.snapshots.as_deref())?;
    let mut snapshot = loading::load(&args.paths.paths, args.config.as_deref())?;
    let request = Request {
        today: args.today.clone().or_else(clock::today),
        rules: args.rule.clone(),
        snapshots: args.snapshots.clone(),
    };
    if args.fix {
        // One fix may uncover another fault. Each round leaves fewer of them.
        while fix::apply(&snapshot, &request)? {
            snapshot = loading::load(&args.paths.paths, args.config.as_deref())?;
        }
    }
    let mut checked = check(&snapshot, &request);
    if let Some(rule) = args.only.iter().find(|rule| !checked.looked_for(rule)) {
        return Err(CommandError::RuleOff(rule));
    }
    checked.show_only(&args.shown());

    let output = Output::of(&args.answer).keeping(args.snapshots.as_ref());
    let options = output.options(color).detail(args.detail()).link_base(code_host::link_base());
    let folder = std::env::current_dir().ok();
    let findings = checked.findings(args.deny).relative_to(folder.as_deref());
    output.write(&snapshot, |out| findings.write(args.answer.format(), &options, out))?;
    if args.answer.format() == Format::Github {
        step_summary::append(|out| findings.write(Format::Markdown, &options, out))?;
    }
    open::say(&open::beneath(&args.paths.paths), "draft is not checked", "drafts are not checked");
    let exit = if checked.reaches(args.deny) { Exit::Found } else { Exit::Clean };
    // The process ends here: giving a million records back one by one would only take time.
    std::mem::forget(checked);
    std::mem::forget(snapshot);
    Ok(exit)
}
