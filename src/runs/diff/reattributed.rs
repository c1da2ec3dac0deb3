//! Claims that are in both manifests and that other sources say: that need not change how well they are sourced.

use super::pairs::{Pair, Pairs, Speakers};
use super::{Change, What};
use crate::runs::manifest::Manifest;

/// How many claims other sources say than before.
pub(super) fn count<'m>(old: &'m Manifest<'m>, new: &'m Manifest<'m>, pairs: &Pairs, changes: &[Change]) -> usize {
    let [before, now] = Speakers::of(old, new);
    let is_other = |change: &&Change| {
        let (What::Changed(fields) | What::Renamed(fields)) = &change.what else { return false };
        let Pair { old: Some(old), new: Some(new) } = pairs.of(change.pair) else { return false };
        fields.contains(&"attributed_to") && before.voices(old) != now.voices(new)
    };
    changes.iter().filter(is_other).count()
}
