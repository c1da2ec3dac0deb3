//! Archived copies that cannot be read.

use super::facts::NamedCopy;
use super::{Facts, Find, Reads, Rule};
use crate::diagnostic::faults::UNREADABLE;
use crate::diagnostic::{Diagnostic, Message};
use crate::evidence::Snapshot;
use crate::index::DocumentIndex;
use crate::text::Span;

/// Claim files that cannot be read are found when they are read; this is for archived copies.
pub(super) const RULE: Rule = Rule { meta: &UNREADABLE, find: Find::EachDocument { find, word }, reads: Reads::Links };

fn find(facts: &Facts<'_>, number: DocumentIndex, found: &mut Vec<Span>) {
    let unreadable = |copy: &NamedCopy| matches!(copy.state, Snapshot::Unreadable(_));
    found.extend(facts.copies(number).iter().filter(|copy| unreadable(copy)).filter_map(|copy| copy.place));
}

fn word(facts: &Facts<'_>, number: DocumentIndex, span: Span) -> Diagnostic {
    let id = facts.document(number).id.text();
    let copy = facts.copy_at(number, span);
    let mut message = Message::new(copy.words).id(id);
    if let Snapshot::Unreadable(why) = copy.state {
        message = message.words(": ").words(why);
    }
    Diagnostic::new(&UNREADABLE, span, message).about(id.clone())
}
