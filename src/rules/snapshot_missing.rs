//! Archived copies that are not there.

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
        Some(_) => Diagnostic::new(&META, span, message.words(" is not there")).help(
            "put it where the record says, its name spelt as it is here, or tell `check --snapshots` in which \
                   folder it is",
        ),
        None => Diagnostic::new(&META, span, message.words(" has a digest and no place"))
            .help("say under `snapshot` where it is; if it cannot be kept here, waive this with the reason"),
    };
    diagnostic.about(document.id.text().clone())
}
