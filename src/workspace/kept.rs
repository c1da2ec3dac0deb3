//! What was known before some edits, updated on demand.

use std::sync::Arc;

use super::answers::Answers;
use crate::model::Edits;

/// Something that was worked out, and what was edited since.
#[derive(Debug)]
pub(super) struct Kept<T> {
    pub(super) value: Arc<T>,
    pub(super) edits: Arc<Edits>,
}

impl<T> Kept<T> {
    /// What is there now or, if that was never requested, what was there before.
    pub(super) fn latest(now: Option<&Arc<T>>, before: Option<&Self>, edits: &Arc<Edits>) -> Option<Self> {
        match (now, before) {
            (Some(value), _) => Some(Self { value: Arc::clone(value), edits: Arc::clone(edits) }),
            (None, Some(kept)) => Some(kept.then(edits)),
            (None, None) => None,
        }
    }

    /// The same for all answers that there are.
    pub(super) fn answers<Q: Clone + PartialEq>(
        now: &Answers<Q, Arc<T>>,
        before: &[(Q, Self)],
        edits: &Arc<Edits>,
    ) -> Vec<(Q, Self)> {
        let mut kept: Vec<_> = now
            .iter()
            .map(|(question, value)| (question.clone(), Self { value: Arc::clone(value), edits: Arc::clone(edits) }))
            .collect();
        for (question, old) in before {
            if kept.iter().all(|(other, _)| other != question) {
                kept.push((question.clone(), old.then(edits)));
            }
        }
        kept.truncate(MAX_KEPT);
        kept
    }

    fn then(&self, edits: &Arc<Edits>) -> Self {
        Self { value: Arc::clone(&self.value), edits: Arc::new(self.edits.then(edits)) }
    }
}

/// How many answers are kept from one snapshot to the next: who asks under ever new conditions, such as another day,
/// does not ask under the old ones any more.
const MAX_KEPT: usize = 4;
