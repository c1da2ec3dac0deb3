//! `onrecord export`: the graph, or a part of it, for other tools.

use std::io::Write;

use onrecord::export::{Export, Request, export, has_derivations};
use onrecord::format::{Format, Written};
use onrecord::model::Record;
use onrecord::report::Selection;

use crate::args::{self, Color};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::output::Output;
use crate::{corpus_errors, loading};

/// Writes the graph, or a part of it, for other tools.
pub(crate) fn run(args: &args::Export, color: Color) -> Result<Exit, CommandError> {
    let snapshot = loading::load(&args.paths.paths, None)?;
    let claim = args.claim.as_deref().map(|id| snapshot.find(id, Record::claim).map_err(|why| (id, why)));
    let claim = match claim.transpose() {
        Ok(claim) => claim,
        Err((id, why)) => {
            // The record may be missing because its file could not be read.
            corpus_errors::show(&snapshot, color);
            return Err(CommandError::not_found(id, why, "a claim"));
        }
    };
    let selection = Selection { bases: args.basis.clone(), tags: args.tag.clone() };
    let request = Request { claim, selection, base: args.base.clone() };
    let export = export(&snapshot, &request);

    let output = Output::new(args.output.as_ref());
    let options = output.options(color).csv_raw(args.csv_raw);
    let files = Export::files(args.format);
    if files.is_empty() {
        output.write(&snapshot, |out| export.write(args.format, &options, out))?;
        say_weakened(&export, args.format);
    } else {
        output.write_folder(&snapshot, &files, |nth, out| export.write_file(args.format, files[nth], &options, out))?;
    }

    let exit = corpus_errors::show(&snapshot, color);
    // The process ends here: giving a million records back one by one would only take time.
    std::mem::forget(export);
    std::mem::forget(snapshot);
    Ok(exit)
}

/// Says how many citations are not written as derivations, and why.
fn say_weakened(export: &Export<'_>, format: Format) {
    let weak = export.weakenings();
    let count = weak.on_a_loop + weak.possibly_later;
    if has_derivations(format) && count > 0 {
        let _ = writeln!(
            std::io::stderr(),
            "onrecord: {count} of {} citations written as prov:wasInfluencedBy instead of prov:wasDerivedFrom: {} on a loop, {} of \
             a claim that may be later",
            weak.citations,
            weak.on_a_loop,
            weak.possibly_later,
        );
    }
}
