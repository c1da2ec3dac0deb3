//! Archived copies that do not match the recorded digest, or their own.

use super::facts::NamedCopy;
use super::{Facts, Find, Reads, Rule};
use crate::diagnostic::{Diagnostic, Level, Message, RuleMeta};
use crate::digest::Digest;
use crate::evidence::Snapshot;
use crate::index::DocumentIndex;
use crate::text::Span;

pub(super) const RULE: Rule = Rule { meta: &META, find: Find::EachDocument { find, word }, reads: Reads::Links };
static META: RuleMeta = RuleMeta::new("snapshot-digest", Level::Error, include_str!("snapshot-digest.md"));

fn find(facts: &Facts<'_>, number: DocumentIndex, found: &mut Vec<Span>) {
    let differs = |copy: &NamedCopy| matches!(copy.state, Snapshot::Differs | Snapshot::Contradictory);
    found.extend(facts.copies(number).iter().filter(|copy| differs(copy)).filter_map(|copy| copy.place));
}

fn word(facts: &Facts<'_>, number: DocumentIndex, span: Span) -> Diagnostic {
    let document = facts.document(number);
    let copy = facts.copy_at(number, span);
    let message = Message::new(copy.words).id(document.id.text());
    let (message, help) = if copy.state == Snapshot::Contradictory {
        let help =
            "get the file again from the person who saved it, or archive the page anew; then check every quote from it";
        (message.words(" is damaged or does not match its own list of digests"), help)
    } else {
        let help = "restore the archived copy; if the change is intended, check every quote from it and record its \
                    digest";
        let message = message.words(" does not match the recorded digest");
        let message = match copy.digests {
            // A digest would let a stranger find out what a confidential source has published.
            Some((recorded, found)) if !facts.is_confidential(number) => message
                .words(": its SHA-256 is ")
                .value(&Digest::from(found).hex())
                .words(", the recorded one ")
                .value(&Digest::from(recorded).hex()),
            _ => message,
        };
        (message, help)
    };
    Diagnostic::new(&META, span, message).about(document.id.text().clone()).help(help)
}
