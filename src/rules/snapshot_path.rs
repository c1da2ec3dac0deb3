//! Paths of archived copies that lead through a link or to something other than a file.

use super::{Facts, Find, Reads, Rule};
use crate::diagnostic::Diagnostic;
use crate::diagnostic::faults::SNAPSHOT_PATH;
use crate::evidence::Snapshot;
use crate::index::DocumentIndex;
use crate::text::Span;

/// What is wrong with the text of a path is found when it is read; this is for what is found on the way along it.
pub(super) const RULE: Rule =
    Rule { meta: &SNAPSHOT_PATH, find: Find::EachDocument { find, word }, reads: Reads::Links };

fn find(facts: &Facts<'_>, number: DocumentIndex, found: &mut Vec<Span>) {
    let refused = facts.copies(number).into_iter().filter(|copy| copy.state == Snapshot::Refused);
    found.extend(refused.filter_map(|copy| copy.place));
}

/// One sentence for all: details would reveal what the path leads to.
fn word(facts: &Facts<'_>, number: DocumentIndex, span: Span) -> Diagnostic {
    let message = "the path leads through a link, to a claim file, or to something that is not a regular file";
    Diagnostic::new(&SNAPSHOT_PATH, span, message)
        .about(facts.document(number).id.text().clone())
        .help("put a copy of the file there; neither the file nor a folder on the path may be a link")
}
