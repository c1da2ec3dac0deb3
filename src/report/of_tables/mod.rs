//! The report on tables: what a graph of numbers answers, and which questions need the claim files.

mod csv;
pub(crate) mod json;
mod text;

use std::borrow::Cow;

use super::Summary;
use crate::analysis::{Basis, Sourcing, sourcing};
use crate::format::{Format, Writer, Written};
use crate::index::{ClaimIndex, SourceIndex};
use crate::tables::Tables;

/// What the report on claim files says of each claim and tables cannot.
const MISSING: [&str; 5] =
    ["statement", "independent_sources", "independent_named_sources", "rests_solely_on", "disputed_by"];

/// The report on tables: a view, which copies nothing.
#[derive(Debug)]
pub struct TableReport<'a> {
    tables: &'a Tables,
    sourcing: Sourcing,
    claims: Vec<ClaimIndex>,
    summary: Summary,
}

/// What is reported of one claim.
#[derive(Debug, Clone, Copy)]
pub struct TableRow<'a> {
    report: &'a TableReport<'a>,
    claim: ClaimIndex,
}

/// Makes the report on the claims of tables that have one of some bases; on all, if there are none. Linear in claims
/// and links.
pub fn report_on_tables<'a>(tables: &'a Tables, bases: &[Basis]) -> TableReport<'a> {
    let sourcing = sourcing(tables.graph());
    let takes = |&claim: &ClaimIndex| bases.is_empty() || bases.contains(&sourcing.basis(claim));
    let claims: Vec<_> = tables.graph().claims().filter(takes).collect();
    let summary = Summary::new(claims.iter().map(|&claim| (sourcing.basis(claim), sourcing.on_the_record(claim))));
    TableReport { tables, sourcing, claims, summary }
}

impl<'a> TableReport<'a> {
    /// The counts.
    pub fn summary(&self) -> &Summary {
        &self.summary
    }

    /// The claims reported on, in order of id.
    pub fn rows(&'a self) -> impl ExactSizeIterator<Item = TableRow<'a>> {
        self.claims.iter().map(|&claim| TableRow { report: self, claim })
    }

    fn row(&'a self, nth: usize) -> TableRow<'a> {
        TableRow { report: self, claim: self.claims[nth] }
    }

    /// The id of a source or, where it has none, `#` and the number of its node: no id has such a sign.
    fn source(&self, source: SourceIndex) -> Cow<'_, str> {
        match self.tables.source(source) {
            (Some(id), _) => id.into(),
            (None, number) => format!("#{number}").into(),
        }
    }
}

impl<'a> TableRow<'a> {
    /// The claim's id.
    pub fn id(&self) -> &'a str {
        self.report.tables.claim(self.claim)
    }

    /// What kind of sources it rests on.
    pub fn basis(&self) -> Basis {
        self.report.sourcing.basis(self.claim)
    }

    /// Its voices, in order of number.
    pub fn attributed_to(&self) -> impl Iterator<Item = Cow<'a, str>> + use<'a> {
        let Self { report, claim } = *self;
        report.tables.graph().voices(claim).iter().map(move |&voice| report.source(voice))
    }

    /// The classes of its origins, listed or not, the best first.
    pub fn origin_classes(&self) -> impl Iterator<Item = &'static str> + use<> {
        let classes = self.report.sourcing.origin_classes(self.claim);
        let all = [(classes.named, "named"), (classes.outlet, "outlet"), (classes.unnamed, "unnamed")];
        all.into_iter().filter_map(|(is_there, name)| is_there.then_some(name))
    }

    /// The sources at the ends of its live chains: the nearest 10, then by number.
    pub fn origins(&self) -> impl Iterator<Item = Cow<'a, str>> + use<'a> {
        let Self { report, claim } = *self;
        report.sourcing.origins(claim).iter().map(move |&source| report.source(source))
    }

    /// Whether it has more origins than are listed.
    pub fn origins_truncated(&self) -> bool {
        self.report.sourcing.origins_truncated(self.claim)
    }

    /// Whether it is on the record: still supported without unnamed voices.
    pub fn on_the_record(&self) -> bool {
        self.report.sourcing.on_the_record(self.claim)
    }

    /// Whether its source withdrew it.
    pub fn retracted(&self) -> bool {
        self.report.tables.graph().is_retracted(self.claim)
    }

    /// Whether it is on a citation loop.
    pub fn in_cycle(&self) -> bool {
        self.report.sourcing.in_cycle(self.claim)
    }
}

impl Written for TableReport<'_> {
    fn writers() -> impl IntoIterator<Item = Writer<Self>> {
        [
            Writer::new(Format::Text, text::write),
            Writer::new(Format::Json, json::write),
            Writer::new(Format::Csv, csv::write),
        ]
    }
}
