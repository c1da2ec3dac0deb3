//! The work list: what a run should look at first, and why.

pub(crate) mod json;
mod markdown;
mod text;

use std::cmp::Reverse;

use super::links_down;
use crate::analysis::{Basis, dependents};
use crate::format::{Format, Writer, Written};
use crate::index::{ClaimIndex, ReviewIndex, number};
use crate::model::{Corpus, Date};
use crate::reviews::{Change, Changed, Changes, Reviews, Standing, State, changes};
use crate::text::Text;
use crate::text::escape::terminal;
use crate::workspace::Snapshot;

/// How many claims that rest on one are counted.
const COUNTED: usize = 500;
/// How many changes beneath a review are named.
const NAMED: usize = 3;

/// The claims that nobody has reviewed, or whose reviews no longer hold, the most useful first.
#[derive(Debug)]
pub struct Todo<'c> {
    snapshot: &'c Snapshot,
    reviews: &'c Reviews,
    items: Vec<Item>,
    limit: Option<usize>,
    by_state: [usize; State::ALL.len()],
}

/// A claim to look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Item {
    /// The claim.
    pub claim: ClaimIndex,
    /// Why it is on the list.
    pub state: State,
    /// How many other claims rest on it, by citations and corroborations; 500 means 500 or more.
    pub dependents: u32,
    /// What kind of sources it rests on.
    pub basis: Basis,
}

/// Makes the list for a day: most dependents first, then the weakest basis, then the worst state, then in
/// order of id. `limit` is how many are written; all if there is none.
///
/// Linear in claims and links but where few claims have many links between them; see `docs/runs.md`.
///
/// ```
/// use onrecord::runs::todo;
/// use onrecord::Workspace;
///
/// # let text = "
/// # sources:
/// #   caliber-az: {identity: named, name: Caliber.Az, kind: outlet}
/// #   us-official: {identity: anonymous, description: a US official}
/// # claims:
/// #   agreement: {statement: There is an agreement., attributed_to: [us-official]}
/// #   relayed: {statement: Officials speak of one., attributed_to: [caliber-az], cites: [agreement]}
/// # ";
/// let snapshot = Workspace::of_texts([("claims.yaml", text)]).snapshot();
/// let todo = todo(&snapshot, None, None);
///
/// // The claim that another one rests on comes first.
/// let first = todo.items()[0];
/// assert_eq!(snapshot.corpus().claims[first.claim].id.as_str(), "agreement");
/// assert_eq!((first.state.name(), first.dependents), ("unreviewed", 1));
/// ```
pub fn todo<'c>(snapshot: &'c Snapshot, today: Option<&Date>, limit: Option<usize>) -> Todo<'c> {
    let graph = snapshot.graph();
    let (analysis, reviews) = rayon::join(|| snapshot.analysis(), || snapshot.reviews(today));
    let item =
        |(claim, dependents)| Item { claim, state: reviews.state(claim), dependents, basis: analysis.basis(claim) };
    let mut items: Vec<_> = graph.claims().zip(dependents(graph, COUNTED)).map(item).collect();
    items.retain(|item| item.state != State::Current);
    let mut by_state = [0; State::ALL.len()];
    for item in &items {
        by_state[item.state as usize] += 1;
    }
    // Claims are numbered in order of id.
    items.sort_by_key(|item| (Reverse(item.dependents), item.basis, Reverse(item.state), item.claim));
    Todo { snapshot, reviews, items, limit, by_state }
}

impl<'c> Todo<'c> {
    /// All that is to be done, shown or not, the most useful first.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// How many claims are on the list for this reason.
    pub fn in_state(&self, state: State) -> usize {
        self.by_state[state as usize]
    }

    /// How many claims there are.
    pub fn claims(&self) -> usize {
        self.snapshot.graph().claim_count()
    }

    fn shown(&self) -> &[Item] {
        &self.items[..self.items.len().min(self.limit.unwrap_or(usize::MAX))]
    }

    fn corpus(&self) -> &'c Corpus {
        self.snapshot.corpus()
    }

    fn id(&self, claim: ClaimIndex) -> &'c str {
        self.corpus().claims[claim].id.as_str()
    }

    fn statement(&self, claim: ClaimIndex) -> &'c Text {
        &self.corpus().claims[claim].statement
    }

    /// The reviews that put it on the list, the latest first.
    fn reviews(&self, item: &Item) -> impl Iterator<Item = ReviewIndex> {
        let reviews = self.reviews;
        let is_meant = move |review: &ReviewIndex| match item.state {
            State::Stale => reviews.standing(*review) == Standing::Stale,
            State::Expired => reviews.standing(*review) == Standing::Expired,
            State::Conflicting => reviews.standing(*review) == Standing::Current,
            State::Current | State::Unreviewed => false,
        };
        reviews.of(item.claim).iter().copied().filter(is_meant)
    }

    /// What has changed beneath the latest of the reviews that are stale.
    fn changes(&self, item: &Item) -> Option<Changes> {
        let review = self.reviews(item).next().filter(|_| item.state == State::Stale)?;
        let (corpus, graph) = (self.corpus(), self.snapshot.graph());
        Some(changes(corpus, graph, &corpus.reviews[review], item.claim))
    }
}

impl Written for Todo<'_> {
    fn writers() -> impl IntoIterator<Item = Writer<Self>> {
        [
            Writer::new(Format::Text, text::write),
            Writer::new(Format::Json, json::write),
            Writer::new(Format::Markdown, markdown::write),
        ]
    }
}

impl Todo<'_> {
    /// Why a claim is on the list, in words: the state of its reviews, and what led to it. Texts come out by `escape`.
    fn reason(&self, item: &Item, escape: impl Fn(&Text) -> String) -> String {
        let reviews = &self.corpus().reviews;
        let state = item.state.name();
        let mut of = self.reviews(item).map(|review| &reviews[review]);
        match item.state {
            State::Current | State::Unreviewed => state.to_owned(),
            State::Stale => {
                format!("{state}: {}", self.changes(item).map(|changes| changes_words(&changes)).unwrap_or_default())
            }
            State::Expired => match of.next().and_then(|review| Some((review, review.expires.as_ref()?))) {
                Some((review, expires)) => format!("{state}: `{}` held until {expires}", review.id),
                None => state.to_owned(),
            },
            State::Conflicting => {
                let mut words: Vec<_> = of
                    .by_ref()
                    .take(NAMED)
                    .map(|review| format!("`{}` says {}", review.id, escape(&review.verdict.value)))
                    .collect();
                words.extend(of.next().map(|_| "and more".to_owned()));
                format!("{state}: {}", words.join(", "))
            }
        }
    }
}

/// What has changed beneath a review, in words.
fn changes_words(changes: &Changes) -> String {
    match changes {
        Changes::NotListed => "something has changed; the review does not list its grounds".to_owned(),
        Changes::NotReadable => "something has changed; the review's grounds cannot be read".to_owned(),
        Changes::Elsewhere(_) => "something has changed that the review does not list".to_owned(),
        Changes::Found(changes) => {
            let mut words: Vec<_> = changes.iter().take(NAMED).map(change_words).collect();
            words.extend(changes.get(NAMED).map(|_| "and more".to_owned()));
            words.join("; ")
        }
    }
}

fn change_words(change: &Change) -> String {
    // It is an id, whatever file it came from.
    let id = terminal::line(&change.id);
    let down = change.links.map(|links| format!(", {}", links_down(links))).unwrap_or_default();
    match &change.what {
        Changed::Fields(fields) => format!("`{id}` has changed ({}){down}", fields.join(", ")),
        Changed::New => format!("`{id}` is new{down}"),
        Changed::Gone => format!("`{id}` is gone"),
    }
}

/// How many claims rest on it, in words.
fn dependents_words(dependents: u32) -> String {
    if dependents == number(COUNTED) { format!("{COUNTED} or more") } else { dependents.to_string() }
}
