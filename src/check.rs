//! Validation: everything that is wrong with a corpus, measured by a policy, in one list.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::analysis::Analysis;
use crate::copies::Archive;
use crate::diagnostic::render::{CheckedQuote, Findings, LeveledFinding, Narrowed};
use crate::diagnostic::{Diagnostic, Finding, Level, NoWording, RuleMeta, Wording};
use crate::evidence::{self, Quote};
use crate::graph::Linked;
use crate::load::Loaded;
use crate::policy::{Policy, Request};
use crate::reviews::{Reviews, Verdicts};
use crate::rules::{self, Facts, RULES};

/// What a check found.
#[derive(Debug)]
pub struct Checked<'a> {
    loaded: &'a Loaded,
    rules: Vec<&'static RuleMeta>,
    findings: Vec<LeveledFinding<'a>>,
    /// What words them, where some are yet to be worded.
    facts: Option<Facts<'a>>,
    waived: BTreeMap<&'static str, usize>,
    narrowed: Option<Narrowed>,
    quotes: Vec<CheckedQuote>,
}

/// Verifies what is archived, runs all rules, and applies the policy of the corpus to what they, loading and linking found.
///
/// Uses the threads of the current rayon pool; the result does not depend on their number.
pub fn check<'a>(loaded: &'a Loaded, linked: &'a Linked, analysis: &'a Analysis, request: &Request) -> Checked<'a> {
    let policy = Policy::new(loaded.configuration.as_ref(), &loaded.corpus, request);
    let archive = Archive::new(&loaded.folders, request.snapshots.as_deref());
    let facts = Facts {
        corpus: &loaded.corpus,
        graph: &linked.graph,
        analysis,
        evidence: evidence::verify(&loaded.corpus, &linked.graph, &loaded.files, &archive),
        reviews: Reviews::of_corpus(&loaded.corpus, &linked.graph, request.today.as_ref()),
        verdicts: Verdicts::of(loaded.configuration.as_ref()),
        is_understood: loaded.is_understood(),
        independent_sources: policy.independent_sources(),
    };
    let runs = |rule: &RuleMeta| policy.level(rule).is_some();
    let found = rules::find(&facts, runs);
    let on_the_way = loaded.diagnostics.iter().chain(&linked.diagnostics).map(ready);
    let quotes = facts.evidence.quotes.iter().map(checked_quote).collect();
    let applied = policy.apply(on_the_way.chain(found), &facts);
    Checked {
        loaded,
        rules: RULES.iter().map(|rule| rule.meta).filter(|rule| runs(rule)).collect(),
        findings: in_order(applied.findings),
        facts: Some(facts),
        waived: applied.waived,
        narrowed: policy.narrowed().cloned(),
        quotes,
    }
}

/// What loading and linking found, by itself and whatever a policy says: what everybody who reads the corpus must know.
pub fn faults<'a>(loaded: &'a Loaded, linked: &'a Linked) -> Checked<'a> {
    let found = loaded.diagnostics.iter().chain(&linked.diagnostics);
    let finding =
        |diagnostic: &'a Diagnostic| LeveledFinding { level: diagnostic.rule.level, finding: ready(diagnostic) };
    Checked {
        loaded,
        rules: Vec::new(),
        findings: in_order(found.map(finding).collect()),
        facts: None,
        waived: BTreeMap::new(),
        narrowed: None,
        quotes: Vec::new(),
    }
}

fn checked_quote(quote: &Quote) -> CheckedQuote {
    let [claim, document] = quote.about.clone();
    CheckedQuote { claim, document, place: quote.place, outcome: quote.outcome() }
}

fn ready(diagnostic: &Diagnostic) -> Finding<'_> {
    Finding::Ready(Cow::Borrowed(diagnostic))
}

/// Sorts places and numbers, not the findings themselves: those would have to be fetched from memory again and again.
fn in_order(findings: Vec<LeveledFinding<'_>>) -> Vec<LeveledFinding<'_>> {
    let mut order: Vec<_> = findings.par_iter().map(|finding| finding.finding.span()).enumerate().collect();
    order.par_sort_unstable_by(|&(a, a_place), &(b, b_place)| match (a_place, b_place) {
        (Some(a_place), Some(b_place)) if a_place != b_place => a_place.cmp(&b_place),
        _ => findings[a].finding.order(&findings[b].finding).then(a.cmp(&b)),
    });
    let mut findings: Vec<_> = findings.into_iter().map(Some).collect();
    order.into_iter().filter_map(|(at, _)| findings[at].take()).collect()
}

impl Checked<'_> {
    /// The findings, for rendering. `deny` is the level from which on the check fails.
    pub fn findings(&self, deny: Level) -> Findings<'_> {
        Findings {
            files: &self.loaded.files,
            list: &self.findings,
            wording: self.facts.as_ref().map_or(&NoWording, |facts| facts as &dyn Wording),
            rules: &self.rules,
            claim_files: self.loaded.claim_files(),
            records: self.loaded.corpus.records().len(),
            waived: &self.waived,
            narrowed: self.narrowed.as_ref(),
            quotes: &self.quotes,
            deny,
            base: None,
        }
    }

    /// Whether there is a finding of this level or a worse one.
    pub fn reaches(&self, level: Level) -> bool {
        self.findings.iter().any(|finding| finding.level >= level)
    }
}
