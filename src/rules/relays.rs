//! Words for the named voices of a claim that do not count because the claim cites another one, and for what counts
//! beside its own origins.

use super::Facts;
use crate::diagnostic::{Diagnostic, Message};
use crate::index::{ClaimIndex, SourceIndex};

/// The named voices of a claim that only relay what it cites.
pub(super) fn relaying(facts: &Facts<'_>, claim: ClaimIndex) -> Vec<SourceIndex> {
    if facts.graph.cites(claim).is_empty() {
        return Vec::new();
    }
    facts.graph.voices(claim).iter().copied().filter(|&voice| facts.graph.is_named(voice)).collect()
}

/// Adds to a message who only relays: readers wonder why a named voice does not count.
pub(super) fn add(facts: &Facts<'_>, message: Message, relaying: &[SourceIndex]) -> Message {
    match relaying {
        [] => message,
        [one] => message.words("; its voice ").id(facts.id(*one).text()).words(" only relays what it cites"),
        all => facts.list(message.words("; its voices "), all).words(" only relay what it cites"),
    }
}

/// Adds that a claim whose own origins put it on no record is there by corroboration, if it is.
pub(super) fn add_corroboration(facts: &Facts<'_>, message: Message, claim: ClaimIndex) -> Message {
    if facts.analysis.on_the_record(claim) { message.words("; on the record by corroboration") } else { message }
}

/// Says what to do about voices that only relay.
pub(super) fn help(diagnostic: Diagnostic, relaying: &[SourceIndex]) -> Diagnostic {
    if relaying.is_empty() {
        return diagnostic;
    }
    diagnostic.help(
        "a voice of a claim that cites others only relays; record what it knows itself as a separate claim that \
         corroborates this one",
    )
}
