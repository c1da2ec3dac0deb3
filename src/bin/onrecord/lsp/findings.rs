//! What `check` finds, as an editor shows it.

use std::cell::Cell;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};

use gen_lsp_types::{Code, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, Location, Uri};
use onrecord::check::Checked;
use onrecord::diagnostic::{Finding, Findings, Level, RuleMeta};
use onrecord::text::{FileId, Unit, terminal};
use onrecord::workspace::Snapshot;

use super::uri;
use super::view::{Open, range};

/// The most findings that are shown in the texts that are open, and the most in all other files: an editor stops
/// at a million.
const MAX_OPEN: usize = 2000;
const MAX_OTHERS: usize = 5000;
/// The most places that are shown with a finding.
const MAX_RELATED: usize = 20;

/// A finding.
pub(super) struct Found {
    pub(super) diagnostic: Diagnostic,
    /// Nothing for the line that says that there are more.
    pub(super) rule: Option<&'static RuleMeta>,
}

/// What findings are worded for.
pub(super) struct Wording<'a> {
    pub(super) snapshot: &'a Snapshot,
    pub(super) open: &'a HashMap<PathBuf, Open>,
    pub(super) unit: Unit,
    pub(super) shows_related: bool,
}

/// Findings by file.
pub(super) type ByFile = BTreeMap<PathBuf, Vec<Found>>;

/// The findings of a check, those in texts that are open apart from all others: they are what somebody is looking at.
pub(super) struct Groups<'a> {
    findings: Findings<'a>,
    wording: Wording<'a>,
    /// How many there are in each file.
    counts: HashMap<FileId, usize>,
    open: HashSet<FileId>,
}

impl<'a> Groups<'a> {
    pub(super) fn new(checked: &'a Checked<'_>, wording: Wording<'a>) -> Self {
        let findings = checked.findings(Level::Error);
        let counts = findings.count_in_files();
        let files = wording.snapshot.files();
        let is_open = |file: &FileId| wording.open.contains_key(files.get(*file).path().given());
        let open = counts.keys().copied().filter(is_open).collect();
        Self { findings, wording, counts, open }
    }

    /// The most severe in texts that are open.
    pub(super) fn in_open(&self) -> ByFile {
        self.most_severe(MAX_OPEN, true)
    }

    /// The most severe in all others.
    pub(super) fn in_others(&self) -> ByFile {
        self.most_severe(MAX_OTHERS, false)
    }

    fn most_severe(&self, most: usize, in_open: bool) -> ByFile {
        // Those of a file come together, and there may be a million.
        let last = Cell::new((None, !in_open));
        let is_wanted = |file: Option<FileId>| {
            if last.get().0 != file {
                last.set((file, file.is_some_and(|file| self.open.contains(&file)) == in_open));
            }
            last.get().1
        };
        let mut found = ByFile::new();
        for finding in self.findings.most_severe_in(most, is_wanted) {
            found.entry(finding.path().given().to_owned()).or_default().push(self.wording.found(&finding));
        }
        if self.findings.len() > most {
            self.say_more(is_wanted, &mut found);
        }
        found
    }

    /// Says in each file how many of its findings are not shown.
    fn say_more(&self, is_wanted: impl Fn(Option<FileId>) -> bool, found: &mut ByFile) {
        for (&file, count) in self.counts.iter().filter(|(file, _)| is_wanted(Some(**file))) {
            let path = self.wording.snapshot.files().get(file).path().given();
            let more = count.saturating_sub(found.get(path).map_or(0, Vec::len));
            if more > 0 {
                found.entry(path.to_owned()).or_default().insert(0, Found { diagnostic: more_words(more), rule: None });
            }
        }
    }
}

fn more_words(more: usize) -> Diagnostic {
    let are = if more == 1 { "finding in this file is" } else { "findings in this file are" };
    let message = format!("{more} more {are} not shown; run `onrecord check` to see all");
    Diagnostic {
        severity: Some(DiagnosticSeverity::Information),
        source: Some(SOURCE.to_owned()),
        message: message.into(),
        ..Diagnostic::default()
    }
}

/// What a finding says it is from.
const SOURCE: &str = "onrecord";

impl Wording<'_> {
    fn found(&self, finding: &Finding<'_>) -> Found {
        let files = self.snapshot.files();
        let place = finding.span().map(|span| range(files.get(span.file), span, self.unit));
        let help = finding.help(terminal::line).map(|help| format!("\n{help}")).unwrap_or_default();
        let diagnostic = Diagnostic {
            range: place.unwrap_or_default(),
            severity: Some(severity(finding.level())),
            code: Some(Code::String(finding.rule().name.to_owned())),
            source: Some(SOURCE.to_owned()),
            message: format!("{}{help}", finding.message(terminal::line)).into(),
            tags: tag(finding.rule()).map(|tag| vec![tag]),
            related_information: self.related(finding),
            ..Diagnostic::default()
        };
        Found { diagnostic, rule: Some(finding.rule()) }
    }

    fn related(&self, finding: &Finding<'_>) -> Option<Vec<DiagnosticRelatedInformation>> {
        let related = finding.related(terminal::line);
        if !self.shows_related || related.is_empty() {
            return None;
        }
        let one = |(span, message): (onrecord::text::Span, String)| {
            let file = self.snapshot.files().get(span.file);
            let location = Location { uri: self.uri(file.path().given()), range: range(file, span, self.unit) };
            DiagnosticRelatedInformation { location, message }
        };
        Some(related.into_iter().take(MAX_RELATED).map(one).collect())
    }

    fn uri(&self, path: &Path) -> Uri {
        self.open.get(path).map_or_else(|| uri::of(path), |open| open.uri.clone())
    }
}

fn severity(level: Level) -> DiagnosticSeverity {
    match level {
        Level::Error => DiagnosticSeverity::Error,
        Level::Warning => DiagnosticSeverity::Warning,
        Level::Note => DiagnosticSeverity::Information,
    }
}

/// How an editor shows at a glance what kind of finding it is: what nothing needs is faded.
fn tag(rule: &RuleMeta) -> Option<DiagnosticTag> {
    let is_idle = ["unused-document", "unused-source", "unused-waiver", "expired-waiver"].contains(&rule.name);
    is_idle.then_some(DiagnosticTag::Unnecessary)
}
