//! `onrecord trace`: what a claim leads to, or what rests on a claim or source.

use onrecord::analysis::Direction;
use onrecord::format::Written;
use onrecord::model::Record;
use onrecord::trace;
use onrecord::trace::Request;

use crate::args::{Color, Trace};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::output::Output;
use crate::{corpus_errors, loading};

/// Shows what a claim leads to, or what rests on a claim or source.
pub(crate) fn run(args: &Trace, color: Color) -> Result<Exit, CommandError> {
    let snapshot = loading::load(&args.paths.paths, None)?;
    let graph = snapshot.graph();
    let wanted = |record| graph.node(record).filter(|_| args.reverse || matches!(record, Record::Claim(_)));
    let node = match snapshot.find(&args.id, wanted) {
        Ok(node) => node,
        Err(why) => {
            // The record may be missing because its file could not be read.
            corpus_errors::show(&snapshot, color);
            let wanted = if args.reverse { "a claim or a source" } else { "a claim" };
            return Err(CommandError::not_found(&args.id, why, wanted));
        }
    };
    let direction = if args.reverse { Direction::Up } else { Direction::Down };
    let request = Request { node, direction, depth: args.depth };
    let trace = trace(&snapshot, request);

    let output = Output::of(&args.answer);
    let options = output.options(color);
    let ascii = args.ascii || options.ascii;
    output.write(&snapshot, |out| trace.write(args.answer.format(), &options.ascii(ascii), out))?;
    let exit = corpus_errors::show(&snapshot, color);
    // The process ends here: giving a million records back one by one would only take time.
    std::mem::forget(trace);
    std::mem::forget(snapshot);
    Ok(exit)
}
