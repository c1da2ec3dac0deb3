//! What an editor must not overlook of a claim, in words that are the same in every format that people read.

use std::borrow::Cow;

use super::words::{about, about_some, words};
use super::{Part, Row};
use crate::analysis::Analysis;
use crate::graph::Graph;
use crate::index::ClaimIndex;
use crate::model::{Corpus, Reference};
use crate::text::Text;

/// Something that an editor must not overlook.
#[derive(Debug, Clone)]
pub struct Alarm<'a> {
    /// What it is, in one word.
    pub label: &'static str,
    /// More about it.
    pub sentence: Vec<Part<'a>>,
}

impl<'a> Alarm<'a> {
    fn new(label: &'static str, sentence: Vec<Part<'a>>) -> Self {
        Self { label, sentence }
    }
}

impl<'a> Row<'a> {
    /// What an editor must not overlook.
    pub fn alarms(&self) -> Vec<Alarm<'a>> {
        let claim = self.number();
        let mut alarms = Vec::new();
        if self.retracted() {
            let when = self.retracted_on().map_or("withdrawn".into(), |date| Cow::from(format!("withdrawn {date}")));
            alarms.push(Alarm::new("retracted", vec![words(when)]));
        }
        if self.in_cycle() {
            let members = self.report().analysis().on_loop_with(claim);
            let others = members.iter().filter(|&&other| other != claim).map(|&other| self.id_of(other));
            let sentence = about_some("on a citation loop with ", others, members.len().saturating_sub(1));
            alarms.push(Alarm::new("circular", sentence));
        }
        alarms.extend(self.beyond_terms().map(|sentence| Alarm::new("terms", sentence)));
        alarms.extend(self.against().map(|sentence| Alarm::new("disputed", sentence)));
        let outdated = self.outdated_by();
        alarms.extend(outdated.map(|withdrawn| {
            let sentence = vec![words("rests on "), Part::Id(withdrawn), words(", which was withdrawn")];
            Alarm::new("outdated", sentence)
        }));
        alarms.extend(self.loose().into_iter().map(|sentence| Alarm::new("incomplete", sentence)));
        alarms
    }

    /// Whom it names although their terms forbid it.
    pub(super) fn beyond_terms(&self) -> Option<Vec<Part<'a>>> {
        let report = self.report();
        beyond_terms(report.corpus(), report.graph(), report.analysis(), self.number())
    }

    /// Who disputes it, those first who still do.
    fn against(&self) -> Option<Vec<Part<'a>>> {
        let graph = self.report().graph();
        let all = graph.disputed_by(self.number()).iter().copied();
        let (withdrawn, standing): (Vec<_>, Vec<_>) = all.partition(|&other| graph.is_retracted(other));
        let withdrawn: Vec<_> = withdrawn.into_iter().map(|other| self.id_of(other)).collect();
        let ids: Vec<_> =
            standing.into_iter().map(|other| self.id_of(other)).chain(withdrawn.iter().copied()).collect();
        let marked = |part: Part<'a>| {
            let is_withdrawn = matches!(&part, Part::Id(id) if withdrawn.contains(id));
            std::iter::once(part).chain(is_withdrawn.then(|| words(" (withdrawn)")))
        };
        (!ids.is_empty()).then(|| about("by ", ids).into_iter().flat_map(marked).collect())
    }

    /// The references that hold nothing, by what they are for.
    fn loose(&self) -> Vec<Vec<Part<'a>>> {
        let (corpus, graph, claim) = (self.report().corpus(), self.report().graph(), self.claim());
        let (loose, number) = (graph.loose(self.number()), self.number());
        let mut found = Vec::new();
        if loose.cites {
            let known = graph.cites(number);
            let is_known = |to: &Text| known.binary_search_by(|&cited| corpus.claims[cited].id.text().cmp(to)).is_ok();
            found.push(about("cites no other claim of these files: ", unknown(claim.cites(), is_known)));
        }
        if loose.voices {
            let known = graph.voices(number);
            let is_known = |to: &Text| known.binary_search_by(|&voice| corpus.sources[voice].id.text().cmp(to)).is_ok();
            let unknown = unknown(claim.attributed_to(), is_known);
            found.push(about("attributed to no source of these files: ", unknown));
        }
        if loose.unread {
            found.push(vec![words("part of what it rests on could not be read")]);
        }
        found
    }
}

/// The sources that a claim names, as a voice or as an origin, although their terms do not allow their name.
pub(crate) fn beyond_terms<'a>(
    corpus: &'a Corpus,
    graph: &Graph,
    analysis: &Analysis,
    claim: ClaimIndex,
) -> Option<Vec<Part<'a>>> {
    let voices = graph.voices(claim);
    let origins = analysis.origins(claim).iter().filter(|origin| !voices.contains(origin));
    let all = voices.iter().chain(origins).map(|&source| &corpus.sources[source]);
    let ids: Vec<_> = all.filter(|source| source.broken_terms().is_some()).map(|source| source.id.text()).collect();
    (!ids.is_empty()).then(|| {
        let mut sentence = about("names ", ids);
        sentence.push(words(", whose terms forbid it"));
        sentence
    })
}

/// The references to what a claim has no link to.
fn unknown(references: &[Reference], is_known: impl Fn(&Text) -> bool) -> Vec<&Text> {
    references.iter().map(|reference| &reference.to).filter(|to| !is_known(to)).collect()
}
