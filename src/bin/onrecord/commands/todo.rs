//! `onrecord todo`: what to look at first.

use onrecord::link;
use onrecord::runs::todo;

use super::format;
use crate::args::{Color, RunFormat, Todo};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::known::Known;
use crate::output::Output;
use crate::{clock, corpus_errors, loading};

/// How many claims people are shown.
const SHOWN: usize = 20;

/// Lists what a run should look at first.
pub(crate) fn run(args: &Todo, color: Color) -> Result<Exit, CommandError> {
    let loaded = loading::load(&args.paths.paths, None)?;
    let linked = link(&loaded.corpus);
    let today = args.today.clone().or_else(clock::today);
    let known = Known::of(loaded, linked, today.as_ref());
    let limit = args.limit.or((args.format != RunFormat::Json).then_some(SHOWN));
    let todo = todo(&known.facts(), limit);

    let output = Output::new(args.output.as_ref());
    let format = format(args.format, &output, color);
    output.write(&known.loaded, |out| todo.write(format, out))?;
    let exit = corpus_errors::show(&known.loaded, &known.linked, color);
    // The process ends here: giving a million records back one by one would only take time.
    std::mem::forget(todo);
    std::mem::forget(known);
    Ok(exit)
}
