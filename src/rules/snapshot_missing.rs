//! Missing archived copies.

use super::{Facts, Find, Reads, Rule};
use crate::diagnostic::{Diagnostic, Level, Message, RuleMeta};
use crate::evidence::Snapshot;
use crate::index::DocumentIndex;
use crate::text::Span;

pub(super) const RULE: Rule = Rule { meta: &META, find: Find::EachDocument { find, word }, reads: Reads::Links };
static META: RuleMeta = RuleMeta::new("snapshot-missing", Level::Warning, include_str!("snapshot-missing.md"));

fn find(facts: &Facts<'_>, number: DocumentIndex, found: &mut Vec<Span>) {
    if matches!(facts.evidence.snapshots[number], Snapshot::Missing | Snapshot::Pointer) {
        let document = facts.document(number);
        found.push(document.snapshot.as_ref().map_or(document.place, |snapshot| snapshot.place));
    }
}

fn word(facts: &Facts<'_>, number: DocumentIndex, span: Span) -> Diagnostic {
    let document = facts.document(number);
    let message = Message::new("the archived copy of ").id(document.id.text());
    let diagnostic = match document.snapshot {
        Some(_) if facts.evidence.snapshots[number] == Snapshot::Pointer => {
            Diagnostic::new(&META, span, message.words(" is a Git LFS pointer, not the copy itself"))
                .help("run `git lfs pull`; in GitHub Actions, set `lfs: true` for `actions/checkout`")
        }
        Some(_) => Diagnostic::new(&META, span, message.words(" is missing"))
            .help("put the copy there with exactly this name, or pass its folder with `--snapshots`"),
        None => Diagnostic::new(&META, span, message.words(" has a digest but no path"))
            .help("add its path as `snapshot`; if it cannot be kept here, waive this finding with a reason"),
    };
    diagnostic.about(document.id.text().clone())
}
