//! Timestamps that are for the copy that they are beside, and that nobody has verified here.

use super::{Facts, Find, Reads, Rule};
use crate::diagnostic::{Diagnostic, Level, Message, RuleMeta};
use crate::index::DocumentIndex;
use crate::text::Span;

pub(super) const RULE: Rule = Rule { meta: &META, find: Find::EachDocument { find, word }, reads: Reads::Links };
static META: RuleMeta = RuleMeta::new("unverified-stamp", Level::Note, include_str!("unverified-stamp.md"));

fn find(facts: &Facts<'_>, number: DocumentIndex, found: &mut Vec<Span>) {
    if !facts.is_confidential(number) && facts.evidence.stamps[number].iter().any(|kept| kept.is_of_copy) {
        found.extend(facts.document(number).copy().path.as_ref().map(|snapshot| snapshot.place));
    }
}

fn word(facts: &Facts<'_>, number: DocumentIndex, span: Span) -> Diagnostic {
    let id = facts.document(number).id.text();
    let mut stamps = facts.evidence.stamps[number].iter().filter(|kept| kept.is_of_copy);
    let stamp = stamps.find_map(|kept| kept.stamp.as_ref().ok());
    let mut message = Message::new("the archived copy of ").id(id).words(" has a timestamp");
    if let Some(time) = stamp.and_then(|stamp| stamp.time.as_ref()) {
        message = message.words(" of ").value(time.as_str());
    }
    if let Some(authority) = stamp.and_then(|stamp| stamp.authority.as_ref()) {
        message = message.words(" by ").text(authority);
    }
    let message = message.words(", as the stamp states; nobody has verified that here");
    let help = stamp.map_or(Message::new(""), |stamp| {
        Message::new("to verify it, run `")
            .words(stamp.form.command())
            .words("`; a timestamp shows that these bytes existed, not that a page said so")
    });
    Diagnostic::new(&META, span, message).about(id.clone()).help(help)
}
