use onrecord::check::check;
use onrecord::diagnostic::Level;
use onrecord::diagnostic::render::Format;
use onrecord::link;

use crate::args::{Check, CheckFormat, Color};
use crate::exit::{Exit, Trouble};
use crate::output::Output;
use crate::reading;

/// Validates claim files; the findings are the result.
pub(crate) fn run(args: &Check, color: Color) -> Result<Exit, Trouble> {
    let loaded = reading::load(&args.paths.paths)?;
    let linked = link(&loaded.corpus);
    let checked = check(&loaded, &linked);

    let output = Output::new(args.output.as_ref());
    let format = match args.format {
        CheckFormat::Text => Format::Text { color: output.color(color) },
        CheckFormat::Json => Format::Json,
    };
    output.write(&loaded, |out| checked.findings().write(format, out))?;
    // An error counts whatever is denied.
    Ok(if checked.reaches(args.deny) || checked.reaches(Level::Error) { Exit::Found } else { Exit::Clean })
}
