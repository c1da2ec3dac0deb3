//! `onrecord impact`: what falls if a record is struck, or sources ranked by it.

use onrecord::analysis::Target;
use onrecord::format::Written;
use onrecord::impact;
use onrecord::impact::rank;
use onrecord::workspace::Snapshot;

use crate::args::{Color, Impact};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::output::Output;
use crate::{corpus_errors, loading};

/// Shows what a strike does, or ranks the sources by it.
pub(crate) fn run(args: &Impact, color: Color) -> Result<Exit, CommandError> {
    let (id, paths) = args.subject();
    let snapshot = loading::load(&paths, None)?;
    if let Some(id) = id {
        strike(args, &id, &snapshot, color)?;
    } else {
        let ranking = rank(&snapshot, args.limit);
        let output = Output::of(&args.answer);
        output.write(&snapshot, |out| ranking.write(args.answer.format(), &output.options(color), out))?;
    }
    let exit = corpus_errors::show(&snapshot, color);
    // The process ends here: giving a million records back one by one would only take time.
    std::mem::forget(snapshot);
    Ok(exit)
}

fn strike(args: &Impact, id: &str, snapshot: &Snapshot, color: Color) -> Result<(), CommandError> {
    let target = match snapshot.find(id, Target::of) {
        Ok(target) => target,
        Err(why) => {
            // The record may be missing because its file could not be read.
            corpus_errors::show(snapshot, color);
            return Err(CommandError::not_found(id, why, "a source, a claim or a document"));
        }
    };
    let impact = impact(snapshot, target);
    let output = Output::of(&args.answer);
    output.write(snapshot, |out| impact.write(args.answer.format(), &output.options(color), out))
}
