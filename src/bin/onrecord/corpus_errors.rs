//! What is wrong with the claim files, beside results that are about something else.

use std::io::{self, Write};

use onrecord::check::faults;
use onrecord::diagnostic::Level;
use onrecord::workspace::Snapshot;

use crate::args::Color;
use crate::exit::Exit;
use crate::output;

/// Shows it on standard error, and returns the exit status.
pub(crate) fn show(snapshot: &Snapshot, color: Color) -> Exit {
    let checked = faults(snapshot);
    // Standard error may be closed; the exit status still shows it.
    let _ = checked.findings(Level::Error).write_list(&output::stderr_options(color), &mut io::stderr().lock());
    if checked.reaches(Level::Error) { Exit::Found } else { Exit::Clean }
}

/// Shows what is wrong where nothing may be written before it is fixed.
pub(crate) fn refuse(snapshot: &Snapshot, color: Color) -> Exit {
    let exit = show(snapshot, color);
    let _ = writeln!(io::stderr(), "onrecord: nothing was written; fix the errors above first");
    exit
}

/// Writes below a result what is known of the claims without a check, and that copies were not looked into.
pub(crate) fn write_cautions(snapshot: &Snapshot, cautions: &[String], out: &mut dyn Write) -> io::Result<()> {
    let has_copies = snapshot.corpus().documents.iter().any(|document| document.copy().path.is_some());
    let unchecked = has_copies.then_some("Quotes and archived copies were not checked here: run `onrecord check`.");
    let mut lines = cautions.iter().map(String::as_str).chain(unchecked).peekable();
    if lines.peek().is_some() {
        writeln!(out)?;
    }
    lines.try_for_each(|line| writeln!(out, "{line}"))
}
