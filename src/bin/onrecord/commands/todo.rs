//! `onrecord todo`: what to look at first.

use onrecord::format::{Format, Written};
use onrecord::runs::todo;

use super::draft::open;
use crate::args::{Color, Todo};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::output::Output;
use crate::{clock, corpus_errors, loading};

/// How many claims people are shown.
const SHOWN: usize = 20;

/// Lists what a run should look at first.
pub(crate) fn run(args: &Todo, color: Color) -> Result<Exit, CommandError> {
    let snapshot = loading::load(&args.paths.paths, None)?;
    let today = args.today.clone().or_else(clock::today);
    let limit = args.limit.or((args.answer.format() != Format::Json).then_some(SHOWN));
    let todo = todo(&snapshot, today.as_ref(), limit);

    let output = Output::of(&args.answer);
    let options = output.options(color);
    output.write(&snapshot, |out| todo.write(args.answer.format(), &options, out))?;
    open::say(&open::beneath(&args.paths.paths), "draft is to be finished", "drafts are to be finished");
    let exit = corpus_errors::show(&snapshot, color);
    // The process ends here: giving a million records back one by one would only take time.
    std::mem::forget(todo);
    std::mem::forget(snapshot);
    Ok(exit)
}
