//! Archived copies that cannot be read.

use super::{Facts, Find, Reads, Rule};
use crate::diagnostic::faults::UNREADABLE;
use crate::diagnostic::{Diagnostic, Message};
use crate::evidence::Snapshot;
use crate::index::DocumentIndex;
use crate::text::Span;

/// Claim files that cannot be read are found when they are read; this is for archived copies.
pub(super) const RULE: Rule = Rule { meta: &UNREADABLE, find: Find::EachDocument { find, word }, reads: Reads::Links };

fn find(facts: &Facts<'_>, number: DocumentIndex, found: &mut Vec<Span>) {
    if let Snapshot::Unreadable(_) = facts.evidence.snapshots[number] {
        found.extend(facts.document(number).snapshot.as_ref().map(|snapshot| snapshot.place));
    }
}

fn word(facts: &Facts<'_>, number: DocumentIndex, span: Span) -> Diagnostic {
    let id = facts.document(number).id.text();
    let mut message = Message::new("the archived copy of ").id(id);
    if let Snapshot::Unreadable(why) = facts.evidence.snapshots[number] {
        message = message.words(": ").words(why);
    }
    Diagnostic::new(&UNREADABLE, span, message).about(id.clone())
}
