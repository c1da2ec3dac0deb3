//! Validation: everything that is wrong with a corpus, measured by a policy, in one list.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};

use crate::diagnostic::faults::{DANGLING_REFERENCE, SELF_REFERENCE, WRONG_KIND_REFERENCE};
use crate::diagnostic::render::{CheckedQuote, Findings, LeveledFinding, Narrowed, QuoteList, QuoteOutcome, Shown};
use crate::diagnostic::{Diagnostic, Level, NoWording, RuleFinding, RuleMeta, Wording};
use crate::editor::MissingRecords;
use crate::evidence::Quote;
use crate::policy::{Policy, Request};
use crate::rules::{self, Facts, RULES};
use crate::text::{FileId, FileOrder, Span};
use crate::workspace::Snapshot;

/// What a check found.
#[derive(Debug)]
pub struct Checked<'a> {
    snapshot: &'a Snapshot,
    rules: Vec<&'static RuleMeta>,
    findings: Vec<LeveledFinding<'a>>,
    /// How many findings are not to be shown, by level.
    hidden: BTreeMap<Level, usize>,
    /// What words them, where some are yet to be worded.
    facts: Option<Facts<'a>>,
    waived: BTreeMap<&'static str, usize>,
    narrowed: Option<Narrowed>,
    quotes: Quotes<'a>,
}

/// The quotes of a snapshot that were looked for.
#[derive(Debug)]
struct Quotes<'a> {
    snapshot: &'a Snapshot,
    list: &'a [Quote],
}

impl QuoteList for Quotes<'_> {
    fn len(&self) -> usize {
        self.list.len()
    }

    fn outcome(&self, nth: usize) -> QuoteOutcome {
        self.list[nth].outcome()
    }

    fn quote(&self, nth: usize) -> CheckedQuote {
        let (quote, corpus) = (&self.list[nth], self.snapshot.corpus());
        let record = &corpus.documents[quote.document];
        CheckedQuote {
            claim: corpus.claims[quote.claim].id.text().clone(),
            document: record.id.text().clone(),
            place: quote.place(corpus),
            outcome: quote.outcome(),
            text_by: record.text_by().cloned().filter(|_| !record.is_confidential),
        }
    }
}

/// Verifies what is archived, runs all rules, and applies the policy of the corpus to what they, loading and linking
/// found.
///
/// ```
/// use onrecord::diagnostic::Level;
/// use onrecord::policy::Request;
/// use onrecord::text::terminal;
/// use onrecord::{Workspace, check};
///
/// let text = "claims:\n  a: {statement: Troops leave.}\n";
/// let snapshot = Workspace::of_texts([("claims.yaml", text)]).snapshot();
/// // The day decides which waivers and reviews hold. The library reads no clock.
/// let request = Request { today: Some("2026-01-31".parse()?), ..Request::default() };
/// let checked = check(&snapshot, &request);
///
/// assert!(!checked.reaches(Level::Error) && checked.reaches(Level::Warning));
/// for finding in checked.findings(Level::Error).iter() {
///     let path = terminal::line(finding.path().shown());
///     let _line = format!("{path}: {}: {}", finding.level(), finding.message(terminal::line));
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// Uses the threads of the current rayon pool; the result does not depend on their number.
pub fn check<'a>(snapshot: &'a Snapshot, request: &Request) -> Checked<'a> {
    checked(snapshot, request, None)
}

/// Those findings of [`check`] that are in some files, and no quotes: what somebody needs who looks at these files and
/// waits. After an edit of words it costs what was edited and what is in these files, not what is in all.
pub fn check_files<'a>(snapshot: &'a Snapshot, request: &Request, files: &[FileId]) -> Checked<'a> {
    let files: HashSet<_> = files.iter().copied().collect();
    // Whether a waiver covers nothing is known when everything was looked at.
    let configuration = snapshot.configuration().and_then(|found| snapshot.files().id(found.path.given()));
    let within = Some(&files).filter(|files| !configuration.is_some_and(|file| files.contains(&file)));
    let mut checked = checked(snapshot, request, within);
    checked.findings.retain(|found| found.finding().span().is_some_and(|span| files.contains(&span.file)));
    checked.quotes.list = &[];
    checked
}

/// Looks at everything, or at what is in some files.
fn checked<'a>(snapshot: &'a Snapshot, request: &Request, within: Option<&HashSet<FileId>>) -> Checked<'a> {
    let policy = Policy::new(snapshot, request);
    let (today, elsewhere) = (request.today.as_ref(), request.snapshots.as_deref());
    let runs = |rule: &RuleMeta| policy.level(rule).is_some();
    let facts = Facts::new(snapshot, today, elsewhere, policy.independent_sources());
    let are_told = [&DANGLING_REFERENCE, &SELF_REFERENCE, &WRONG_KIND_REFERENCE].iter().all(|rule| runs(rule));
    let facts = if are_told { facts } else { facts.with_followers() };
    let found = rules::find(&facts, runs, within);
    let mut missing = MissingRecords::new(snapshot.files());
    let is_wanted = |place: Option<Span>| within.is_none_or(|files| place.is_some_and(|at| files.contains(&at.file)));
    let on_the_way = snapshot.diagnostics().filter(|diagnostic| is_wanted(diagnostic.place.span()));
    let on_the_way = on_the_way.map(|diagnostic| Cow::Owned(RuleFinding::Ready(missing.offer(diagnostic))));
    let quotes = if within.is_none() { snapshot.evidence(elsewhere).quotes.values() } else { &[] };
    // There can be millions: the list has no more room than it needs.
    let most = snapshot.diagnostics().count() + found.iter().map(|list| list.len()).sum::<usize>();
    let applied = policy.apply(on_the_way.chain(found.into_iter().flatten().map(Cow::Borrowed)), most, &facts);
    Checked {
        snapshot,
        rules: RULES.iter().map(|rule| rule.meta).filter(|rule| runs(rule)).collect(),
        findings: in_order(applied.findings, snapshot.files().order()),
        hidden: BTreeMap::new(),
        facts: Some(facts),
        waived: applied.waived,
        narrowed: policy.narrowed().cloned(),
        quotes: Quotes { snapshot, list: quotes },
    }
}

/// What loading and linking found, by itself and whatever a policy says: what everybody who reads the corpus must know.
pub fn faults<'a>(snapshot: &'a Snapshot) -> Checked<'a> {
    let finding =
        |diagnostic: &'a Diagnostic| LeveledFinding::new(diagnostic.rule.level, Cow::Owned(ready(diagnostic)));
    Checked {
        snapshot,
        rules: Vec::new(),
        findings: in_order(snapshot.diagnostics().map(finding).collect(), snapshot.files().order()),
        hidden: BTreeMap::new(),
        facts: None,
        waived: BTreeMap::new(),
        narrowed: None,
        quotes: Quotes { snapshot, list: &[] },
    }
}

fn ready(diagnostic: &Diagnostic) -> RuleFinding<'_> {
    RuleFinding::Ready(Cow::Borrowed(diagnostic))
}

/// Puts findings in order. What rules found is in order already, and so is what was found on the way: sorting merges
/// the two.
fn in_order<'f>(mut findings: Vec<LeveledFinding<'f>>, files: &FileOrder) -> Vec<LeveledFinding<'f>> {
    findings.sort_by(|one, other| one.finding().order(other.finding(), files));
    findings
}

impl Checked<'_> {
    /// The findings, for rendering. `deny` is the level from which on the check fails.
    pub fn findings(&self, deny: Level) -> Findings<'_> {
        Findings {
            files: self.snapshot.files(),
            list: &self.findings,
            hidden: &self.hidden,
            wording: self.facts.as_ref().map_or(&NoWording, |facts| facts as &dyn Wording),
            rules: &self.rules,
            claim_files: self.snapshot.claim_files(),
            records: self.snapshot.corpus().records().len(),
            waived: &self.waived,
            narrowed: self.narrowed.as_ref(),
            quotes: &self.quotes,
            deny,
            base: None,
        }
    }

    /// Keeps only some findings to be shown, and counts the others.
    pub fn show_only(&mut self, shown: &Shown) {
        let hidden = &mut self.hidden;
        self.findings.retain(|finding| {
            let is_shown = shown.has(finding);
            if !is_shown {
                *hidden.entry(finding.level()).or_default() += 1;
            }
            is_shown
        });
    }

    /// Whether a rule was looked for.
    pub fn looked_for(&self, rule: &RuleMeta) -> bool {
        self.rules.contains(&rule)
    }

    /// Whether there is a finding of this level or a worse one, shown or not.
    pub fn reaches(&self, level: Level) -> bool {
        let is_hidden = self.hidden.range(level..).next().is_some();
        is_hidden || self.findings.iter().any(|finding| finding.level() >= level)
    }
}
