//! What claims said while a source of theirs was named that is not named any more: the name may be in it.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::pairs::{Pair, Pairs};
use super::{Diff, Entry};
use crate::model::Identity;
use crate::runs::manifest::{Manifest, RecordIndex};
use crate::text::Text;

/// What is shown in the place of such a statement.
static NOT_SHOWN: LazyLock<Text> = LazyLock::new(|| Text::new("(not shown: a source of it is no longer named)"));

/// The claims of the old manifest that such a source says. A source without a name that nobody had before may be one
/// that had a name and another id. Linear in the links.
pub(super) fn claims(old: &Manifest<'_>, new: &Manifest<'_>, pairs: &Pairs) -> HashSet<RecordIndex> {
    let named = |record| old.identity(record) == Some(Identity::Named);
    let is_unnamed = |record| new.identity(record).is_some_and(|identity| identity != Identity::Named);
    let (mut hidden, mut gone, mut come) = (HashSet::new(), HashSet::new(), HashSet::new());
    for (_, pair) in pairs.all() {
        match pair {
            Pair { old: Some(before), new: Some(now) } if named(before) && is_unnamed(now) => {
                hidden.insert(before);
            }
            Pair { old: Some(before), new: None } if named(before) => {
                gone.insert(before);
            }
            Pair { old: None, new: Some(now) } if is_unnamed(now) => {
                come.insert(now);
            }
            _ => {}
        }
    }
    if hidden.is_empty() && (gone.is_empty() || come.is_empty()) {
        return HashSet::new();
    }
    let is_hidden = |&(_, pair): &(_, Pair)| {
        let below_old = pair.old.and_then(|record| old.claim_index(record)).map(|claim| old.rests_on(claim));
        let below_new = pair.new.and_then(|record| new.claim_index(record)).map(|claim| new.rests_on(claim));
        let is_any = |below: Option<&[RecordIndex]>, of: &HashSet<RecordIndex>| {
            below.is_some_and(|below| below.iter().any(|record| of.contains(record)))
        };
        is_any(below_old, &hidden) || is_any(below_old, &gone) && is_any(below_new, &come)
    };
    pairs.claims().filter(is_hidden).filter_map(|(_, pair)| pair.old).collect()
}

impl<'m> Diff<'m> {
    /// What a claim of the old manifest said, if that may be shown.
    pub(super) fn said_before(&self, old: &Entry<'m>) -> &'m Text {
        if self.hidden.contains(old.id()) { &NOT_SHOWN } else { old.statement() }
    }
}
