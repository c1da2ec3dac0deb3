//! `onrecord list`: which records there are.

use onrecord::format::Written;
use onrecord::list::list;

use crate::args::{Color, List};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::output::Output;
use crate::{corpus_errors, loading};

/// Lists records.
pub(crate) fn run(args: &List, color: Color) -> Result<Exit, CommandError> {
    let request = args.request()?;
    let snapshot = loading::load(&args.paths(), None)?;
    loading::expect_tags(&snapshot, &request.claims, color)?;
    let list = list(&snapshot, &request);
    let output = Output::of(&args.answer);
    let options = output.options(color);
    output.write(&snapshot, |out| list.write(args.answer.format(), &options, out))?;
    let exit = corpus_errors::show(&snapshot, color);
    // The process ends here: giving a million records back one by one would only take time.
    std::mem::forget(snapshot);
    Ok(exit)
}
