//! `onrecord impact`: what falls if a record is struck, or sources ranked by it.

use onrecord::graph::{Linked, find};
use onrecord::impact::{Format, rank};
use onrecord::load::Loaded;
use onrecord::model::Record;
use onrecord::{analyse, impact, link};

use crate::args::{Color, Impact, TextOrJson};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::output::Output;
use crate::{corpus_errors, loading};

/// Shows what a strike does, or ranks the sources by it.
pub(crate) fn run(args: &Impact, color: Color) -> Result<Exit, CommandError> {
    let (id, paths) = args.subject();
    let loaded = loading::load(&paths, None)?;
    let linked = link(&loaded.corpus);
    if let Some(id) = id {
        strike(args, &id, &loaded, &linked, color)?;
    } else {
        let ranking = rank(&loaded.corpus, &linked.graph, args.limit);
        let (output, format) = output(args, color);
        output.write(&loaded, |out| ranking.write(format, out))?;
    }
    let exit = corpus_errors::show(&loaded, &linked, color);
    // The process ends here: giving a million records back one by one would only take time.
    std::mem::forget((loaded, linked));
    Ok(exit)
}

fn strike(args: &Impact, id: &str, loaded: &Loaded, linked: &Linked, color: Color) -> Result<(), CommandError> {
    let fits = |record| matches!(record, Record::Claim(_) | Record::Source(_));
    let node = match find(&loaded.corpus, &linked.graph, id, fits) {
        Ok(node) => node,
        Err(why) => {
            // The record may be missing because its file could not be read.
            corpus_errors::show(loaded, linked, color);
            return Err(CommandError::not_found(id, why, "a source or a claim"));
        }
    };
    let analysis = analyse(&linked.graph);
    let impact = impact(&loaded.corpus, &linked.graph, &analysis, node);
    let (output, format) = output(args, color);
    output.write(loaded, |out| impact.write(format, out))
}

fn output(args: &Impact, color: Color) -> (Output, Format) {
    let output = Output::new(args.output.as_ref());
    let format = match args.format {
        TextOrJson::Text => Format::Text { width: output.width(), color: output.color(color) },
        TextOrJson::Json => Format::Json,
    };
    (output, format)
}
