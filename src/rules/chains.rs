//! Chains of citations, shown link by link.

use std::collections::HashMap;

use super::Facts;
use crate::diagnostic::{Diagnostic, Message};
use crate::index::ClaimIndex;
use crate::model::{Claim, Reference};
use crate::text::Span;

/// How many links of one chain are shown.
pub(super) const MAX_LINKS: usize = 20;
/// How many places all findings of a rule may show for every claim, and how many in any case: a million findings about
/// one long chain would otherwise be twenty times as large as the corpus.
const PLACES_EACH: usize = 2;
const PLACES: usize = 10_000;
/// A list of more references than this is put in order once, instead of being searched each time.
const SHORT: usize = 16;

/// Where claims refer to claims, in one of their lists.
pub(super) struct References<'a> {
    facts: &'a Facts<'a>,
    list: fn(&Claim) -> &[Reference],
    /// The long lists in order of what they refer to.
    sorted: HashMap<ClaimIndex, Vec<&'a Reference>>,
}

impl<'a> References<'a> {
    pub(super) fn new(facts: &'a Facts<'a>, list: fn(&Claim) -> &[Reference]) -> Self {
        Self { facts, list, sorted: HashMap::new() }
    }

    /// Where a claim refers to another one.
    pub(super) fn place(&mut self, from: ClaimIndex, to: ClaimIndex) -> Span {
        let facts = self.facts;
        let references = (self.list)(facts.claim(from));
        let found = if references.len() <= SHORT {
            facts.reference(references, to)
        } else {
            let sorted = self.sorted.entry(from).or_insert_with(|| {
                let mut sorted: Vec<_> = references.iter().collect();
                sorted.sort_by_key(|reference| &reference.to);
                sorted
            });
            let id = facts.id(to).text();
            let at = sorted.partition_point(|reference| reference.to < *id);
            sorted.get(at).copied()
        };
        found.map_or(facts.claim(from).place, |reference| reference.span)
    }
}

/// Shows chains of citations, as long as there is room.
pub(super) struct Chains<'a> {
    facts: &'a Facts<'a>,
    cites: References<'a>,
    room: usize,
}

impl<'a> Chains<'a> {
    pub(super) fn new(facts: &'a Facts<'a>) -> Self {
        let room = PLACES + PLACES_EACH * facts.corpus.claims.len();
        Self { facts, cites: References::new(facts, |claim| claim.cites()), room }
    }

    /// Where a claim cites another one.
    pub(super) fn place(&mut self, claim: ClaimIndex, cited: ClaimIndex) -> Span {
        self.cites.place(claim, cited)
    }

    /// Whether there is still room for showing some places; if so, it is taken.
    pub(super) fn has_room(&mut self, places: usize) -> bool {
        let room = self.room.checked_sub(places);
        self.room = room.unwrap_or(self.room);
        room.is_some()
    }

    /// Adds the links of a chain to a finding: "`a` cites `b`", each at its reference, with the words for who cites
    /// given. Of a long chain it is enough to give the first claims.
    pub(super) fn show(
        &mut self,
        mut finding: Diagnostic,
        chain: &[ClaimIndex],
        links: usize,
        who: impl Fn(ClaimIndex) -> Message,
    ) -> Diagnostic {
        let shown = links.min(MAX_LINKS);
        if !self.has_room(shown) {
            return finding;
        }
        finding.is_chain = true;
        for (left, link) in (0..links).rev().zip(chain.windows(2)).take(shown) {
            let mut message = who(link[0]).words(" cites ").id(self.facts.id(link[1]).text());
            if left > 0 && left + shown == links {
                message = message.words(", followed by ").number(left).words(" more links");
            }
            finding = finding.related(self.place(link[0], link[1]), message);
        }
        finding
    }
}
