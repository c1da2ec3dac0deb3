//! Timestamps that are beside an archived copy and are not for it.

use super::{Facts, Find, Reads, Rule};
use crate::diagnostic::{Diagnostic, Level, Message, RuleMeta};
use crate::digest::Digest;
use crate::index::DocumentIndex;
use crate::text::Span;

pub(super) const RULE: Rule = Rule { meta: &META, find: Find::EachDocument { find, word }, reads: Reads::Links };
static META: RuleMeta = RuleMeta::new("stamp-mismatch", Level::Error, include_str!("stamp-mismatch.md"));

fn find(facts: &Facts<'_>, number: DocumentIndex, found: &mut Vec<Span>) {
    if facts.evidence.stamps[number].iter().any(|kept| !kept.is_of_copy) {
        found.extend(facts.document(number).copy().path.as_ref().map(|snapshot| snapshot.place));
    }
}

fn word(facts: &Facts<'_>, number: DocumentIndex, span: Span) -> Diagnostic {
    let id = facts.document(number).id.text();
    let wrong = facts.evidence.stamps[number].iter().find(|kept| !kept.is_of_copy);
    let message = match wrong.map(|kept| &kept.stamp) {
        Some(Err(why)) => Message::new("the timestamp beside the archived copy of ")
            .id(id)
            .words(" cannot be read: ")
            .words(why.words()),
        Some(Ok(stamp)) if !facts.is_confidential(number) => Message::new("the timestamp beside the archived copy of ")
            .id(id)
            .words(" is for another file: the SHA-256 in it is ")
            .value(&Digest::from(stamp.imprint).hex()),
        _ => Message::new("the timestamp beside the archived copy of ").id(id).words(" is for another file"),
    };
    Diagnostic::new(&META, span, message)
        .about(id.clone())
        .help("put the timestamp of this copy there, or take this one away: it says nothing about the copy")
}
