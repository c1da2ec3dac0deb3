//! What of a draft becomes records: each claim with its id, its statement and the quotes that the copy was found to
//! have.

use std::collections::BTreeMap;

use super::Draft;
use super::words;
use crate::model::Id;
use crate::quotes::{Outcome, Page, find_all};
use crate::records::{Ids, Shape};
use crate::speech::{Identity, Wording};
use crate::text::Text;

/// The records of a draft.
#[derive(Debug)]
pub(super) struct Plan {
    /// In the order of the text. An attribution of which no quote was found is not among them.
    pub(super) claims: Vec<PlannedClaim>,
    /// The places in [`Reading::sources`](crate::speech::Reading::sources) of those that claims are attributed to, and
    /// of those that these may be.
    pub(super) sources: Vec<usize>,
    /// How many quotes `check` would not find, and are not written.
    pub(super) not_found: usize,
    /// The attributions that are not written because the corpus has claims with their quotes, and those claims.
    pub(super) known: BTreeMap<usize, Vec<Id>>,
    /// The attributions whose quotes the corpus has from somebody else, or from nobody, and those claims.
    pub(super) of_others: BTreeMap<usize, Vec<Id>>,
}

/// A claim that is drafted.
#[derive(Debug)]
pub(super) struct PlannedClaim {
    /// The place of the attribution in the reading.
    pub(super) attribution: usize,
    pub(super) id: Id,
    /// What is said in the words of the writer. The words of a source are for a person to put into a sentence.
    pub(super) statement: Option<Text>,
    pub(super) quotes: Vec<Text>,
    /// The id of the claim that it passes on.
    pub(super) cites: Option<Id>,
}

impl Plan {
    /// Plans the records of a draft. Every quote is looked for in the copy as `check` does it.
    pub(super) fn new(draft: &Draft, ids: &mut Ids) -> Self {
        let reading = &draft.reading;
        let mut quotes: Vec<_> =
            reading.attributions.iter().map(|attribution| words::evidence(reading, attribution)).collect();
        let (mut known, mut of_others) = (BTreeMap::new(), BTreeMap::new());
        for (at, (quotes, attribution)) in quotes.iter_mut().zip(&reading.attributions).enumerate() {
            match draft.said_before(attribution, quotes) {
                Some((claims, true)) => {
                    known.insert(at, claims);
                    quotes.clear();
                }
                Some((claims, false)) => {
                    of_others.insert(at, claims);
                }
                None => {}
            }
        }
        let page = Page::new(reading.text.clone());
        let wanted: Vec<&Text> = quotes.iter().flatten().collect();
        let mut found = find_all(&page, &wanted).into_iter().map(|outcome| is_found(&outcome));
        let mut not_found = 0;
        let mut claims = Vec::new();
        for (at, quotes) in quotes.iter().enumerate() {
            let count = quotes.len();
            let quotes: Vec<_> = quotes.iter().filter(|_| found.next() == Some(true)).cloned().collect();
            not_found += count - quotes.len();
            claims.extend((!quotes.is_empty()).then_some((at, quotes)));
        }
        let claims = claims.into_iter().filter_map(|(at, quotes)| {
            let attribution = &reading.attributions[at];
            // A person says in a sentence what a quotation, a denial or a part of a clause asserts, and who says what
            // nobody is named for.
            let is_sentence = attribution.kind != Wording::Direct && attribution.is_clause && !attribution.is_denied;
            let is_said = attribution.voice.is_some();
            // Of a clause of which a part was not found, nobody knows whether it is verbatim.
            let is_whole = quotes.len() == attribution.content.len();
            let statement = (is_sentence && is_said && is_whole).then(|| words::clause(&reading.text, attribution));
            let id = ids.take(quotes.first()?, Shape::CLAIM)?;
            Some(PlannedClaim { attribution: at, id, statement, quotes, cites: None })
        });
        let mut plan = Self { claims: claims.collect(), sources: Vec::new(), not_found, known, of_others };
        plan.cite(draft);
        plan.sources = plan.voices(draft);
        plan
    }

    /// A relay cites what it passes on, if that is written, or was before and is one claim.
    fn cite(&mut self, draft: &Draft) {
        let known = self.known.iter().filter_map(|(&at, ids)| match &ids[..] {
            [id] => Some((at, id.clone())),
            _ => None,
        });
        let written = self.claims.iter().map(|claim| (claim.attribution, claim.id.clone()));
        let ids: BTreeMap<_, _> = written.chain(known).collect();
        for claim in &mut self.claims {
            let origin = draft.reading.attributions[claim.attribution].relays;
            claim.cites = origin.filter(|&origin| origin != claim.attribution).and_then(|at| ids.get(&at).cloned());
        }
    }

    fn voices(&self, draft: &Draft) -> Vec<usize> {
        let sources = &draft.reading.sources;
        let mut is_used = vec![false; sources.len()];
        for claim in &self.claims {
            let voice = draft.reading.attributions[claim.attribution].voice.filter(|&voice| voice < sources.len());
            if let Some(voice) = voice {
                is_used[voice] = true;
            }
        }
        (0..sources.len()).filter(|&at| is_used[at]).collect()
    }

    /// How many claims have a source of each identity, and how many have none.
    pub(super) fn by_identity(&self, draft: &Draft) -> (BTreeMap<Identity, usize>, usize) {
        let (mut counts, mut without) = (BTreeMap::new(), 0);
        for claim in &self.claims {
            match draft.voice(&draft.reading.attributions[claim.attribution]) {
                Some(source) => *counts.entry(source.identity).or_default() += 1,
                None => without += 1,
            }
        }
        (counts, without)
    }
}

/// Whether `check` says of a quote that the copy has it as it is.
fn is_found<E>(outcome: &Result<Outcome, E>) -> bool {
    matches!(outcome, Ok(Outcome::Exact | Outcome::Typographic { is_joined: false }))
}
