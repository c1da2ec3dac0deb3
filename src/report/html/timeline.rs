//! What was said and withdrawn when, as far as dates are recorded.

use std::cmp::Reverse;

use crate::graph::{Components, Graph, answered};
use crate::index::{self, ClaimIndex, IndexVec};
use crate::model::{Claim, Corpus, Date};
use crate::report::Report;

/// So many of the claims that a claim relays are shown.
const MAX_RELAYED: usize = 3;

/// Something that happened to a claim on a date.
#[derive(Debug)]
pub(super) struct Event<'a> {
    pub(super) date: &'a Date,
    pub(super) claim: &'a Claim,
    /// Its number.
    pub(super) number: ClaimIndex,
    pub(super) is_withdrawal: bool,
    /// The first of the claims that it relays.
    pub(super) relays: Vec<&'a Claim>,
    /// How many more it relays.
    pub(super) more: usize,
}

impl Event<'_> {
    /// The node of the claim.
    pub(super) fn node(&self) -> index::Node {
        self.number.into()
    }
}

/// The events of the claims that are reported on, in order of date. Empty if there are fewer than two.
pub(super) fn timeline<'a>(report: &Report<'a>) -> Vec<Event<'a>> {
    let graph = report.graph();
    let claims = &report.corpus().claims;
    let places = places(report.corpus(), graph);
    let mut events = Vec::new();
    for row in report.rows() {
        let claim = &claims[row.number()];
        let cited = graph.cites(row.number());
        let event = |date, is_withdrawal| Event {
            date,
            claim,
            number: row.number(),
            is_withdrawal,
            relays: cited.iter().take(MAX_RELAYED).map(|&other| &claims[other]).collect(),
            more: cited.len().saturating_sub(MAX_RELAYED),
        };
        events.extend(claim.date.as_ref().map(|date| event(date, false)));
        let withdrawn = claim.retracted().and_then(|retraction| retraction.date.as_ref());
        events.extend(withdrawn.map(|date| event(date, true)));
    }
    if events.len() < 2 {
        return Vec::new();
    }
    events.sort_by_key(|event| {
        let (first, last) = event.date.seconds().unwrap_or_default();
        let turn = if event.is_withdrawal { (first, false, 0) } else { places[event.number] };
        (turn, Reverse(last))
    });
    events
}

/// Where a claim comes among others.
type Turn = (i64, bool, u32);

/// Where each claim comes: the second from which on it may have been made; whether its date begins before that, so that
/// it comes behind those whose dates say no more; and how many links it is away from what it answers with the same
/// second. A month is not put before a day in it if what was said in that month relays, supports or disputes what was
/// said on that day.
fn places(corpus: &Corpus, graph: &Graph) -> IndexVec<ClaimIndex, Turn> {
    let date = |claim: ClaimIndex| corpus.claims[claim].date.as_ref();
    let begin = |claim| date(claim).and_then(Date::seconds).map_or(i64::MIN, |(first, _)| first);
    let mut places: IndexVec<ClaimIndex, Turn> = graph.claims().map(|claim| (begin(claim), false, 0)).collect();
    for &claim in Components::of_answers(graph).in_order() {
        for other in answered(graph, claim) {
            let (Some(this), Some(that)) = (date(claim), date(other)) else { continue };
            let (first, is_later, links) = places[other];
            if this.is_before(that) != Some(true) {
                places[claim] = places[claim].max((first, is_later || begin(claim) < first, links + 1));
            }
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Workspace;
    use crate::report::{Selection, report};

    fn order(text: &str) -> Vec<String> {
        let snapshot = Workspace::of_texts([("c.yaml", text)]).snapshot();
        let report = report(&snapshot, &Selection::default());
        let shown = |event: &Event<'_>| {
            let withdrawn = if event.is_withdrawal { " withdrawn" } else { "" };
            format!("{} {}{withdrawn}", event.date, event.claim.id)
        };
        timeline(&report).iter().map(shown).collect()
    }

    #[test]
    fn what_is_relayed_comes_before_what_relays_it() {
        let text = "claims:
  host: {statement: x, date: 2010-11, cites: [agency]}
  agency: {statement: x, date: 2010-11-02, cites: [official]}
  blog: {statement: x, date: 2010-11-02, cites: [agency]}
  official: {statement: x, date: 2010-11, retracted: 2010-12-24}
  early: {statement: x, date: 2009}
  odd: {statement: x, date: 2008, cites: [early]}
  undated: {statement: x, cites: [official]}
";
        let expected = [
            "2008 odd",
            "2009 early",
            "2010-11 official",
            "2010-11-02 agency",
            "2010-11-02 blog",
            "2010-11 host",
            "2010-12-24 official withdrawn",
        ];
        assert_eq!(order(text), expected);
    }

    #[test]
    fn what_is_disputed_or_supported_comes_before_what_disputes_or_supports_it() {
        let text = "claims:
  denial: {statement: x, date: 2010-11, disputes: [report]}
  more: {statement: x, date: 2010-11-02, corroborates: [report]}
  report: {statement: x, date: 2010-11-02}
  earlier: {statement: x, date: 2009, disputes: [report]}
";
        assert_eq!(order(text), ["2009 earlier", "2010-11-02 report", "2010-11-02 more", "2010-11 denial"]);
    }

    #[test]
    fn a_long_chain_takes_no_longer_than_its_length() {
        let claims: String = (0..50_000)
            .map(|nth| format!("  c{nth:05}: {{statement: x, date: 2010, cites: [c{:05}]}}\n", nth + 1))
            .chain(["  c50000: {statement: x, date: 2010}\n".to_owned()])
            .collect();
        let order = order(&format!("claims:\n{claims}"));
        assert_eq!((&*order[0], &*order[50_000]), ("2010 c50000", "2010 c00000"));
    }

    #[test]
    fn a_loop_has_an_end_and_one_date_is_no_timeline() {
        let text =
            "claims:\n  a: {statement: x, date: 2010, cites: [b]}\n  b: {statement: x, date: 2010, cites: [a]}\n";
        assert_eq!(order(text).len(), 2);
        assert_eq!(order("claims: {a: {statement: x, date: 2010}, b: {statement: x}}"), Vec::<String>::new());
    }
}
