use onrecord::digest::Digests;
use onrecord::reviews::Reviews;
use onrecord::runs::{Facts, todo};
use onrecord::{analyse, link};

use super::format;
use crate::args::{Color, RunFormat, Todo};
use crate::exit::{Exit, Trouble};
use crate::output::Output;
use crate::{clock, faults, reading};

/// How many claims people are shown.
const SHOWN: usize = 20;

/// Lists what a run should look at first.
pub(crate) fn run(args: &Todo, color: Color) -> Result<Exit, Trouble> {
    let loaded = reading::load(&args.paths.paths, None)?;
    let linked = link(&loaded.corpus);
    let (corpus, graph) = (&loaded.corpus, &linked.graph);
    let today = args.today.clone().or_else(clock::today);
    let (analysis, (digests, reviews)) = rayon::join(
        || analyse(graph),
        || {
            let digests = Digests::new(corpus, graph);
            let reviews = Reviews::new(corpus, &digests, today.as_ref());
            (digests, reviews)
        },
    );
    let facts = Facts { corpus, graph, analysis: &analysis, digests: &digests, reviews: &reviews };
    let limit = args.limit.or((args.format != RunFormat::Json).then_some(SHOWN));
    let todo = todo(&facts, limit);

    let output = Output::new(args.output.as_ref());
    let format = format(args.format, &output, color);
    output.write(&loaded, |out| todo.write(format, out))?;
    let exit = faults::show(&loaded, &linked, color);
    // The process ends here: giving a million records back one by one would only take time.
    std::mem::forget(todo);
    std::mem::forget((loaded, linked, analysis, digests, reviews));
    Ok(exit)
}
