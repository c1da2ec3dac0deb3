//! The neutral view that every format writes.

use std::sync::OnceLock;

use super::details::Checks;
use crate::analysis::{Along, Analysis, Basis, Ends};
use crate::evidence::Copied;
use crate::graph::Graph;
use crate::index::{ClaimIndex, SourceIndex};
use crate::model::{Claim, Corpus, Identity, Record, SourceClass};
use crate::text::Text;
use crate::workspace::Snapshot;

/// Which claims a report or an export is about.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Only claims with one of these; all if empty.
    pub bases: Vec<Basis>,
    /// Only claims that have one of these tags; all if empty.
    pub tags: Vec<String>,
}

impl Selection {
    /// Whether it leaves nothing out.
    pub fn is_everything(&self) -> bool {
        self.bases.is_empty() && self.tags.is_empty()
    }

    /// The first of the tags that no claim has.
    pub fn unknown_tag(&self, snapshot: &Snapshot) -> Option<&str> {
        let has = |claim: &Claim, wanted: &str| claim.tags().iter().any(|tag| tag.untrusted() == wanted);
        let is_unknown = |wanted: &&String| !snapshot.corpus().claims.iter().any(|claim| has(claim, wanted));
        self.tags.iter().find(is_unknown).map(String::as_str)
    }

    /// The claims that it takes, in order of id.
    pub(crate) fn claims(&self, corpus: &Corpus, graph: &Graph, analysis: &Analysis) -> Vec<ClaimIndex> {
        if self.is_everything() {
            return graph.claims().collect();
        }
        let takes = |&claim: &ClaimIndex| self.takes(&corpus.claims[claim], analysis.basis(claim));
        graph.claims().filter(takes).collect()
    }

    fn takes(&self, claim: &Claim, basis: Basis) -> bool {
        let has_tag = |tag: &Text| self.tags.iter().any(|wanted| wanted == tag.untrusted());
        (self.bases.is_empty() || self.bases.contains(&basis))
            && (self.tags.is_empty() || claim.tags().iter().any(has_tag))
    }
}

/// How many of the claims reported on have each basis.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Summary {
    /// All of them.
    pub claims: usize,
    by_basis: [usize; Basis::ALL.len()],
    /// How many are on the record although none of their origins is named: a claim that corroborates them, or what they
    /// rest on, puts them there.
    pub corroborated: usize,
    /// How many have named origins only and are not on the record all the same: only voices without a name relay them.
    pub unnamed_relays: usize,
}

impl Summary {
    /// Counts bases, each with whether the claim is on the record.
    pub(super) fn new(claims: impl Iterator<Item = (Basis, bool)>) -> Self {
        let mut summary = Self::default();
        for (basis, is_on_the_record) in claims {
            summary.claims += 1;
            summary.by_basis[basis as usize] += 1;
            summary.corroborated += usize::from(is_on_the_record && !basis.has_named_origin());
            summary.unnamed_relays += usize::from(!is_on_the_record && basis == Basis::Named);
        }
        summary
    }

    /// How many have no named origin.
    pub fn without_named_origin(&self) -> usize {
        Basis::ALL.into_iter().filter(|basis| !basis.has_named_origin()).map(|basis| self.of(basis)).sum()
    }

    /// How many have this basis.
    pub fn of(&self, basis: Basis) -> usize {
        self.by_basis[basis as usize]
    }
}

/// What a report says of itself, where a format has room for it.
#[derive(Debug, Clone, Default)]
pub struct Heading {
    /// What it is about.
    pub title: Option<Text>,
    /// The revision of the claim files, such as a git commit.
    pub revision: Option<Text>,
}

/// A report, as a view of the corpus and the facts: it copies nothing.
#[derive(Debug)]
pub struct Report<'a> {
    pub(super) snapshot: &'a Snapshot,
    corpus: &'a Corpus,
    graph: &'a Graph,
    analysis: &'a Analysis,
    claims: Vec<ClaimIndex>,
    summary: Summary,
    selection: Selection,
    pub(super) heading: Heading,
    pub(super) checks: Option<Checks<'a>>,
    /// Which documents share passages with others, if copies were looked into.
    pub(super) copied: OnceLock<Vec<Copied>>,
    /// Which claims corroborate others without grounds of their own, if the other checks ran. The corroborated claim
    /// comes first.
    pub(super) hollow: OnceLock<Vec<(ClaimIndex, ClaimIndex)>>,
}

/// Makes the report on the selected claims.
///
/// ```
/// use onrecord::format::{Format, Options, Written};
/// use onrecord::report::Selection;
/// use onrecord::{Workspace, report};
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
/// let report = report(&snapshot, &Selection::default());
/// let bases: Vec<_> = report.rows().map(|row| (row.id(), row.basis().name())).collect();
/// assert_eq!(bases, [("agreement", "anonymous"), ("relayed", "anonymous")]);
///
/// let mut json = Vec::new();
/// report.write(Format::Json, &Options::default(), &mut json)?;
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn report<'a>(snapshot: &'a Snapshot, selection: &Selection) -> Report<'a> {
    let claims = selection.claims(snapshot.corpus(), snapshot.graph(), snapshot.analysis());
    Report::new(snapshot, claims, selection)
}

/// A source at the end of a claim's chains.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Origin<'a> {
    /// Its number among the sources of the corpus.
    pub index: SourceIndex,
    /// Its id.
    pub id: &'a str,
    /// The name of a named source, the description of any other.
    pub label: &'a Text,
    /// Whether readers know who it is.
    pub identity: Identity,
    is_outlet: bool,
}

impl<'a> Origin<'a> {
    pub(crate) fn new(corpus: &'a Corpus, source: SourceIndex) -> Self {
        let record = &corpus.sources[source];
        let (id, is_outlet) = (corpus.id(source.into()), record.class() == SourceClass::Outlet);
        Self { index: source, id, label: &record.label, identity: record.identity, is_outlet }
    }

    /// What to call it in one word: its identity, or `outlet` for a named outlet, which counts as no named source.
    pub fn word(&self) -> &'static str {
        if self.is_outlet { "outlet" } else { self.identity.name() }
    }
}

/// What is reported of one claim.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    report: &'a Report<'a>,
    number: ClaimIndex,
}

impl<'a> Report<'a> {
    /// The report on one claim.
    pub(crate) fn of_claim(snapshot: &'a Snapshot, claim: ClaimIndex) -> Self {
        Self::new(snapshot, vec![claim], &Selection::default())
    }

    fn new(snapshot: &'a Snapshot, claims: Vec<ClaimIndex>, selection: &Selection) -> Self {
        let (corpus, graph, analysis) = (snapshot.corpus(), snapshot.graph(), snapshot.analysis());
        let summary = Summary::new(claims.iter().map(|&claim| (analysis.basis(claim), analysis.on_the_record(claim))));
        let (selection, heading) = (selection.clone(), Heading::default());
        let (copied, hollow) = (OnceLock::new(), OnceLock::new());
        Self { snapshot, corpus, graph, analysis, claims, summary, selection, heading, checks: None, copied, hollow }
    }

    /// The counts.
    pub fn summary(&self) -> &Summary {
        &self.summary
    }

    /// How many claims the corpus has, reported on or not.
    pub fn corpus_claims(&self) -> usize {
        self.graph.claim_count()
    }

    /// Which claims were selected.
    pub fn selection(&self) -> &Selection {
        &self.selection
    }

    /// The claims reported on, in order of id.
    pub fn rows(&'a self) -> impl ExactSizeIterator<Item = Row<'a>> {
        self.claims.iter().map(|&number| Row { report: self, number })
    }

    pub(super) fn row(&'a self, nth: usize) -> Row<'a> {
        Row { report: self, number: self.claims[nth] }
    }

    /// A claim of the corpus, reported on or not.
    #[cfg(feature = "html")]
    pub(super) fn row_of(&'a self, number: ClaimIndex) -> Row<'a> {
        Row { report: self, number }
    }

    /// The claims reported on that have this basis, in order of id.
    pub fn rows_on(&'a self, basis: Basis) -> impl Iterator<Item = Row<'a>> {
        self.rows().filter(move |row| row.basis() == basis)
    }

    pub(super) fn corpus(&self) -> &'a Corpus {
        self.corpus
    }

    pub(super) fn graph(&self) -> &'a Graph {
        self.graph
    }

    pub(super) fn analysis(&self) -> &'a Analysis {
        self.analysis
    }

    pub(super) fn ends(&self) -> &'a Ends {
        self.snapshot.ends(Along::Provenance)
    }

    pub(super) fn indistinct_ends(&self) -> &'a Ends {
        self.snapshot.ends(Along::Indistinct)
    }

    pub(super) fn origin(&self, source: SourceIndex) -> Origin<'a> {
        Origin::new(self.corpus, source)
    }

    fn id(&self, record: impl Into<Record>) -> &'a str {
        self.corpus.id(record.into())
    }
}

impl<'a> Row<'a> {
    pub(super) fn report(&self) -> &'a Report<'a> {
        self.report
    }

    /// Its number.
    pub(super) fn number(&self) -> ClaimIndex {
        self.number
    }

    pub(super) fn claim(&self) -> &'a Claim {
        &self.report.corpus.claims[self.number]
    }

    /// The claim's id.
    pub fn id(&self) -> &'a str {
        self.report.id(self.number)
    }

    /// What it asserts.
    pub fn statement(&self) -> &'a Text {
        &self.claim().statement
    }

    /// What kind of sources it rests on.
    pub fn basis(&self) -> Basis {
        self.report.analysis.basis(self.number)
    }

    /// The ids of its voices, in the order of the record, each once.
    pub fn attributed_to(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let (corpus, known) = (self.report.corpus, self.report.graph.voices(self.number));
        let id = |voice: SourceIndex| corpus.id(voice.into());
        let (one, mut several) = (if let [one] = known { Some(id(*one)) } else { None }, Vec::new());
        if known.len() > 1 {
            for reference in self.claim().attributed_to() {
                // Sources are numbered in order of id.
                let named = known.binary_search_by(|&voice| id(voice).cmp(reference.to.untrusted()));
                several.extend(named.map(|at| id(known[at])).ok().filter(|voice| !several.contains(voice)));
            }
        }
        one.into_iter().chain(several)
    }

    /// The ids of the sources at the ends of its live chains, the nearest first.
    pub fn origin_ids(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        let Self { report, number } = *self;
        report.analysis.origins(number).iter().map(move |&source| report.corpus.id(source.into()))
    }

    /// The sources at the ends of its live chains, the nearest first.
    pub fn origins(&self) -> impl Iterator<Item = Origin<'a>> + use<'a> {
        let Self { report, number } = *self;
        report.analysis.origins(number).iter().map(move |&source| report.origin(source))
    }

    /// Whether it has more origins than are listed.
    pub fn origins_truncated(&self) -> bool {
        self.report.analysis.origins_truncated(self.number)
    }

    /// Whether it is on the record: still supported without unnamed voices.
    pub fn on_the_record(&self) -> bool {
        self.report.analysis.on_the_record(self.number)
    }

    /// How many independent sources stand behind it; 3 means three or more.
    pub fn independent_sources(&self) -> u8 {
        self.report.analysis.independent_sources(self.number)
    }

    /// How many independent named sources stand behind it; 3 means three or more.
    pub fn independent_named_sources(&self) -> u8 {
        self.report.analysis.independent_named_sources(self.number)
    }

    /// The id of the claim or source that all its support passes through.
    pub fn rests_solely_on(&self) -> Option<&'a str> {
        let node = self.report.analysis.rests_solely_on(self.number)?;
        Some(self.report.id(self.report.graph.record(node)))
    }

    /// What to call that claim or source: a source's name or description, a claim's statement.
    pub fn rests_solely_on_label(&self) -> Option<&'a Text> {
        let node = self.report.analysis.rests_solely_on(self.number)?;
        Some(self.report.corpus.label(self.report.graph.record(node)))
    }

    /// Whether its source withdrew it.
    pub fn retracted(&self) -> bool {
        self.report.graph.is_retracted(self.number)
    }

    /// When it was withdrawn, if that is known.
    pub fn retracted_on(&self) -> Option<&'a str> {
        let retraction = self.claim().retracted()?;
        retraction.date.as_ref().map(crate::model::Date::as_str)
    }

    /// Whether it is on a citation loop.
    pub fn in_cycle(&self) -> bool {
        self.report.analysis.in_cycle(self.number)
    }

    /// The ids of the claims that dispute it.
    pub fn disputed_by(&self) -> impl ExactSizeIterator<Item = &'a str> + use<'a> {
        let Self { report, number } = *self;
        report.graph.disputed_by(number).iter().map(move |&claim| report.id(claim))
    }
}
