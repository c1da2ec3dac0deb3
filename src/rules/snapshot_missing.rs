//! Missing archived copies.

use super::{Facts, Find, Reads, Rule};
use crate::diagnostic::{Diagnostic, Level, Message, RuleMeta};
use crate::evidence::Snapshot;
use crate::index::DocumentIndex;
use crate::text::Span;

pub(super) const RULE: Rule = Rule { meta: &META, find: Find::EachDocument { find, word }, reads: Reads::Links };
static META: RuleMeta = RuleMeta::new("snapshot-missing", Level::Warning, include_str!("snapshot-missing.md"));

fn find(facts: &Facts<'_>, number: DocumentIndex, found: &mut Vec<Span>) {
    for copy in facts.copies(number) {
        if matches!(copy.state, Snapshot::Missing | Snapshot::Pointer) {
            found.push(copy.place.unwrap_or(facts.document(number).place));
        }
    }
}

fn word(facts: &Facts<'_>, number: DocumentIndex, span: Span) -> Diagnostic {
    let document = facts.document(number);
    let copy = facts.copy_at(number, span);
    let message = Message::new(copy.words).id(document.id.text());
    let diagnostic = match copy.place {
        Some(_) if copy.state == Snapshot::Pointer => {
            Diagnostic::new(&META, span, message.words(" is a Git LFS pointer, not the file itself"))
                .help("run `git lfs pull`; in GitHub Actions, set `lfs: true` for `actions/checkout`")
        }
        Some(_) => Diagnostic::new(&META, span, message.words(" is missing"))
            .help("put the copy there with exactly this name, or pass its folder with `--snapshots`"),
        None => Diagnostic::new(&META, span, message.words(" has a digest but no path"))
            .help("add its path as `snapshot`; if it cannot be kept here, waive this finding with a reason"),
    };
    diagnostic.about(document.id.text().clone())
}
