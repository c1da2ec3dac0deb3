//! Which claims may say the same, told by the words of their statements.

use std::hash::BuildHasher;

use hashbrown::DefaultHashBuilder;
use rayon::prelude::*;

use crate::index::{ClaimIndex, Idx};
use crate::model::Corpus;
use crate::text::NormalWords;

/// The claims of a corpus in an order in which those that say the same are side by side.
#[derive(Debug)]
pub(crate) struct Statements {
    hasher: DefaultHashBuilder,
    /// Hashes of wordings; claims without a word have none.
    sorted: Vec<(u64, ClaimIndex)>,
}

impl Statements {
    pub(super) fn new(corpus: &Corpus) -> Self {
        let mut statements = Self { hasher: DefaultHashBuilder::default(), sorted: Vec::new() };
        let hash = |wording: &mut NormalWords, claim| statements.hash(wording, corpus, ClaimIndex::new(claim));
        let hashes = (0..corpus.claims.len()).into_par_iter().map_init(NormalWords::default, hash);
        let mut sorted: Vec<_> = hashes.flatten_iter().collect();
        sorted.par_sort_unstable();
        statements.sorted = sorted;
        statements
    }

    /// The same after some claims were edited.
    pub(super) fn edited(&self, corpus: &Corpus, claims: &[ClaimIndex]) -> Self {
        let mut is_edited = vec![false; corpus.claims.len()];
        for claim in claims {
            is_edited[claim.at()] = true;
        }
        let mut wording = NormalWords::default();
        let mut new: Vec<_> = claims.iter().filter_map(|&claim| self.hash(&mut wording, corpus, claim)).collect();
        new.sort_unstable();
        let mut sorted: Vec<_> = self.sorted.iter().copied().filter(|(_, claim)| !is_edited[claim.at()]).collect();
        sorted.extend(new);
        // Two lists that are in order are one in no time.
        sorted.sort();
        Self { hasher: self.hasher.clone(), sorted }
    }

    /// Claims that may say the same, at least two at a time, in order of number.
    pub(crate) fn alike(&self) -> impl Iterator<Item = impl Iterator<Item = ClaimIndex>> {
        let alike = self.sorted.chunk_by(|one, other| one.0 == other.0).filter(|alike| alike.len() > 1);
        alike.map(|alike| alike.iter().map(|&(_, claim)| claim))
    }

    fn hash(&self, wording: &mut NormalWords, corpus: &Corpus, claim: ClaimIndex) -> Option<(u64, ClaimIndex)> {
        wording.read(&corpus.claims[claim].statement);
        (!wording.is_empty()).then(|| (self.hasher.hash_one(&*wording), claim))
    }
}
