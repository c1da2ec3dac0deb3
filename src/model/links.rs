//! What a claim refers to.

use super::Reference;
use crate::index::number;

/// The sources and claims that a claim refers to, in four lists. A corpus has millions of such lists, and most have one
/// item or none, so those of a claim share one piece of memory.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Links {
    /// The lists, one after the other.
    all: Box<[Reference]>,
    /// Where the first three end.
    ends: [u32; 3],
}

/// The lists of [`Links`], to make them of.
///
/// ```
/// use onrecord::model::{Claim, Id, LinkLists, Reference};
///
/// let official: Id = "us-official".parse()?;
/// let mut claim = Claim::new("agreement".parse()?, "There is an agreement.".into());
/// claim.links = LinkLists { attributed_to: vec![Reference::from(&official)], ..LinkLists::default() }.into();
/// assert_eq!((claim.attributed_to().len(), claim.cites().len()), (1, 0));
/// # Ok::<(), onrecord::model::InvalidId>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct LinkLists {
    /// The sources whose voice asserts the claim.
    pub attributed_to: Vec<Reference>,
    /// The claims that it relays or is derived from.
    pub cites: Vec<Reference>,
    /// The claims that it supports from its own grounds.
    pub corroborates: Vec<Reference>,
    /// The claims that it disputes.
    pub disputes: Vec<Reference>,
}

impl From<LinkLists> for Links {
    fn from(lists: LinkLists) -> Self {
        Self::new([lists.attributed_to, lists.cites, lists.corroborates, lists.disputes], |reference| reference)
    }
}

impl Links {
    /// The lists in the order of the fields of [`LinkLists`], each of their items made a reference.
    pub(crate) fn new<T>(lists: [Vec<T>; 4], mut reference: impl FnMut(T) -> Reference) -> Self {
        let mut left: usize = lists.iter().map(Vec::len).sum();
        let mut all = Vec::new();
        let ends = lists.map(|list| {
            left -= list.len();
            let references = list.into_iter().map(&mut reference);
            if all.is_empty() && references.len() > 0 {
                // Takes the memory of the list over: a list can be as long as a file.
                all = references.collect();
                all.reserve_exact(left);
            } else {
                all.extend(references);
            }
            number(all.len())
        });
        Self { all: all.into(), ends: [ends[0], ends[1], ends[2]] }
    }

    /// The lists in the order of the fields of [`LinkLists`].
    pub(crate) fn lists(&self) -> [&[Reference]; 4] {
        let [sources, cited, corroborated] = self.ends.map(|end| end as usize);
        let all = &self.all;
        [&all[..sources], &all[sources..cited], &all[cited..corroborated], &all[corroborated..]]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Id;

    #[test]
    fn each_list_keeps_its_items_in_order() {
        let list = |ids: &str| ids.split_whitespace().map(|id| Reference::from(&id.parse::<Id>().unwrap())).collect();
        for lists in [["", "", "", ""], ["a", "b c", "", "d"], ["", "", "", "a b"], ["c b a", "", "a", ""]] {
            let [attributed_to, cites, corroborates, disputes] = lists.map(list);
            let links = Links::from(LinkLists { attributed_to, cites, corroborates, disputes });
            let ids = links.lists().map(|list| list.iter().map(|to| to.to.untrusted()).collect::<Vec<_>>().join(" "));
            assert_eq!(ids, lists);
        }
    }
}
