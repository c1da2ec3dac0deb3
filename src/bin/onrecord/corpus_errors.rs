//! What is wrong with the claim files, beside results that are about something else.

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
    let _ = checked.findings(Level::Error).write_list(&output::stderr_options(color), &mut std::io::stderr().lock());
    if checked.reaches(Level::Error) { Exit::Found } else { Exit::Clean }
}
