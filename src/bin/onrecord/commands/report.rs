use onrecord::report::{Format, Selection};
use onrecord::{analyse, link, report};

use crate::args::{Color, Report, ReportFormat};
use crate::exit::{Exit, Trouble};
use crate::output::Output;
use crate::{faults, reading};

/// The main job: load, link, analyse, report.
pub(crate) fn run(args: &Report, color: Color) -> Result<Exit, Trouble> {
    let loaded = reading::load(&args.paths.paths, None)?;
    let linked = link(&loaded.corpus);
    let analysis = analyse(&linked.graph);
    let selection = Selection { bases: args.basis.clone(), tags: args.tag.clone() };
    let report = report(&loaded.corpus, &linked.graph, &analysis, &selection);

    let output = Output::new(args.output.as_ref());
    let format = match args.format {
        ReportFormat::Text => Format::Text { width: output.width(), color: output.color(color) },
        ReportFormat::Json => Format::Json,
        ReportFormat::Markdown => Format::Markdown,
        ReportFormat::Csv => Format::Csv { raw: args.csv_raw },
        ReportFormat::Html => Format::Html,
    };
    output.write(&loaded, |out| report.write(format, out))?;

    let exit = faults::show(&loaded, &linked, color);
    // The process ends here: giving a million records back one by one would only take time.
    std::mem::forget((loaded, linked, analysis));
    Ok(exit)
}
