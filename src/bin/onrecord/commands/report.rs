//! `onrecord report`: which claims rest on named sources.

use onrecord::copies::Archive;
use onrecord::evidence::{Evidence, verify};
use onrecord::graph::Graph;
use onrecord::load::Loaded;
use onrecord::report::{Format, Selection};
use onrecord::reviews::Reviews;
use onrecord::{analyse, link, report};

use crate::args::{Color, Report, ReportFormat};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::output::Output;
use crate::{clock, corpus_errors, loading};

/// The main job: load, link, analyse, report.
pub(crate) fn run(args: &Report, color: Color) -> Result<Exit, CommandError> {
    loading::expect_folder(args.snapshots.as_deref())?;
    let loaded = loading::load(&args.paths.paths, None)?;
    let linked = link(&loaded.corpus);
    let wants_checks = args.format == ReportFormat::Html;
    let (analysis, checks) =
        rayon::join(|| analyse(&linked.graph), || wants_checks.then(|| checks(args, &loaded, &linked.graph)));
    let selection = Selection { bases: args.basis.clone(), tags: args.tag.clone() };
    let mut report = report(&loaded.corpus, &linked.graph, &analysis, &selection);
    if let Some((evidence, reviews)) = &checks {
        report = report.with_checks(evidence, reviews);
    }

    let output = Output::new(args.output.as_ref());
    let format = match args.format {
        ReportFormat::Text => Format::Text { width: output.width(), color: output.color(color) },
        ReportFormat::Json => Format::Json,
        ReportFormat::Markdown => Format::Markdown,
        ReportFormat::Csv => Format::Csv { raw: args.csv_raw },
        ReportFormat::Html => Format::Html,
    };
    output.write(&loaded, |out| report.write(format, out))?;

    let exit = corpus_errors::show(&loaded, &linked, color);
    // The process ends here: giving a million records back one by one would only take time.
    std::mem::forget((loaded, linked, analysis, checks));
    Ok(exit)
}

/// What only a format that shows claims from near has a use for.
fn checks(args: &Report, loaded: &Loaded, graph: &Graph) -> (Evidence, Reviews) {
    let today = args.today.clone().or_else(clock::today);
    let archive = Archive::new(&loaded.folders, args.snapshots.as_deref());
    rayon::join(
        || verify(&loaded.corpus, graph, &loaded.files, &archive),
        || Reviews::of_corpus(&loaded.corpus, graph, today.as_ref()),
    )
}
