//! Diagnostics as people and programs read them: one view, one file per format.

mod fingerprint;
mod github;
mod gitlab;
pub(crate) mod json;
mod junit;
mod markdown;
mod most_severe;
mod quotes;
mod sarif;
mod text;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

pub(crate) use quotes::QuoteList;
pub use quotes::{CheckedQuote, QuoteOutcome};

use super::{Diagnostic, Finding, Level, Place, RuleFinding, RuleMeta, Wording};
use crate::format::{Format, Options, Writer, Written};
use crate::text::{FilePath, Files, Position, Span, counted};

/// What a check found, and over what: all that any format needs.
///
/// [`Checked::findings`](crate::check::Checked::findings) makes them, [`iter`](Findings::iter) goes through them, and
/// [`Written::write`] writes them.
#[derive(Debug, Clone)]
pub struct Findings<'a> {
    /// The files of the findings.
    pub(crate) files: &'a Files,
    /// The findings, in order of place.
    pub(crate) list: &'a [LeveledFinding<'a>],
    /// How many findings are not in the list because nobody asked to see them, by level.
    pub(crate) hidden: &'a BTreeMap<Level, usize>,
    /// Who words those that have no words yet.
    pub(crate) wording: &'a dyn Wording,
    /// The rules that were checked, in order of name.
    pub(crate) rules: &'a [&'static RuleMeta],
    /// How many claim files were read.
    pub(crate) claim_files: usize,
    /// How many records were read.
    pub(crate) records: usize,
    /// How many findings are waived, by rule.
    pub(crate) waived: &'a BTreeMap<&'static str, usize>,
    /// What a configuration inside the checked tree asks less of than usual.
    pub(crate) narrowed: Option<&'a Narrowed>,
    /// The quotes, in order of claim, and what came of looking for them in archived copies.
    pub(crate) quotes: &'a dyn QuoteList,
    /// From which level on the check fails.
    pub(crate) deny: Level,
    /// The folder that formats for other machines show paths from; those outside it are shown without their root.
    pub(crate) base: Option<&'a Path>,
}

/// One finding, at the level that the policy gives it. Kept small: a million claims can have four million.
#[derive(Debug, Clone)]
pub(crate) enum LeveledFinding<'a> {
    /// Somebody else keeps it.
    Kept(Level, &'a RuleFinding<'a>),
    /// It was made for this list.
    Own(Level, Box<RuleFinding<'a>>),
}

impl<'a> LeveledFinding<'a> {
    pub(crate) fn new(level: Level, found: Cow<'a, RuleFinding<'a>>) -> Self {
        match found {
            Cow::Borrowed(kept) => Self::Kept(level, kept),
            Cow::Owned(own) => Self::Own(level, Box::new(own)),
        }
    }

    /// How much it matters.
    pub(crate) fn level(&self) -> Level {
        match self {
            Self::Kept(level, _) | Self::Own(level, _) => *level,
        }
    }

    /// What was found.
    pub(crate) fn finding(&self) -> &RuleFinding<'a> {
        match self {
            Self::Kept(_, found) => found,
            Self::Own(_, found) => found,
        }
    }
}

/// Which findings are to be shown. What a check comes to does not depend on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Those of this level and of worse ones.
    pub level: Level,
    /// Those of these rules, or of all if there are none.
    pub only: Vec<&'static RuleMeta>,
    /// Whether notes are shown, too, of the rules that [show them](RuleMeta::shows_notes).
    pub notes: bool,
}

impl Shown {
    /// Whether a finding is shown.
    pub(crate) fn has(&self, finding: &LeveledFinding<'_>) -> bool {
        let rule = finding.finding().rule();
        let is_level = finding.level() >= self.level || self.notes && rule.shows_notes;
        is_level && (self.only.is_empty() || self.only.contains(&rule))
    }
}

/// What a configuration inside the checked tree asks less of than usual. Who changes the claims may have changed it,
/// too.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Narrowed {
    /// The path of the configuration.
    pub path: FilePath,
    /// Rules that are not looked for.
    pub off: Vec<&'static str>,
    /// Rules with a lower level than the default, and the level.
    pub lowered: Vec<(&'static str, Level)>,
    /// How many independent sources are required, if fewer than the default.
    pub independent_sources: Option<u8>,
}

/// Where something starts and ends, as editors count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Range {
    pub(crate) start: Position,
    pub(crate) end: Position,
}

impl Written for Findings<'_> {
    fn writers() -> impl IntoIterator<Item = Writer<Self>> {
        [
            Writer::new(Format::Text, text::write),
            Writer::new(Format::Json, json::write),
            Writer::new(Format::Sarif, sarif::write),
            Writer::new(Format::Github, github::write),
            Writer::new(Format::Junit, junit::write),
            Writer::new(Format::Gitlab, gitlab::write),
            Writer::new(Format::Markdown, markdown::write),
        ]
    }
}

impl<'a> Findings<'a> {
    /// The findings that are shown, in words and in order of place. Each is worded when it is its turn.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Finding<'_>> {
        self.list.iter().map(|finding| self.in_words(finding))
    }

    fn in_words<'f>(&'f self, finding: &'f LeveledFinding<'_>) -> Finding<'f> {
        Finding::new(finding.level(), self.worded(finding), self.files)
    }

    /// How many are shown.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// True when none is shown.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The rules that were checked, in order of name.
    pub fn rules(&self) -> &'a [&'static RuleMeta] {
        self.rules
    }

    /// How many claim files were read.
    pub fn claim_files(&self) -> usize {
        self.claim_files
    }

    /// How many records were read.
    pub fn records(&self) -> usize {
        self.records
    }

    /// How many findings are waived, by rule.
    pub fn waived(&self) -> &'a BTreeMap<&'static str, usize> {
        self.waived
    }

    /// What a configuration inside the checked tree requires less of than usual, if anything.
    pub fn narrowed(&self) -> Option<&'a Narrowed> {
        self.narrowed
    }

    /// The quotes, in order of claim, and what came of looking for them in archived copies.
    pub fn quotes(&self) -> impl ExactSizeIterator<Item = CheckedQuote> + use<'a> {
        let quotes = self.quotes;
        (0..quotes.len()).map(|nth| quotes.quote(nth))
    }

    /// Sets the folder that formats for other machines show paths from; those outside it are shown without their root.
    #[must_use]
    pub fn relative_to(self, base: Option<&'a Path>) -> Self {
        Self { base, ..self }
    }

    /// How many findings there are of a level, shown or not.
    pub fn count(&self, level: Level) -> usize {
        self.shown(level) + self.hidden.get(&level).unwrap_or(&0)
    }

    fn shown(&self, level: Level) -> usize {
        self.list.iter().filter(|finding| finding.level() == level).count()
    }

    /// Writes the findings alone, as text.
    ///
    /// # Errors
    /// When the writer refuses.
    pub fn write_list(&self, options: &Options, out: &mut dyn Write) -> io::Result<()> {
        text::write_list(self, options, out)
    }

    /// A finding in words. They are not kept: who writes a million findings has the words of one at a time.
    pub(crate) fn worded<'f>(&self, finding: &'f LeveledFinding<'_>) -> Cow<'f, Diagnostic> {
        finding.finding().worded(self.wording)
    }

    /// The path of what a finding is about.
    pub(crate) fn path<'p>(&'p self, place: &'p Place) -> &'p FilePath {
        place.path(self.files)
    }

    /// The same, of a finding that may have no words yet.
    pub(crate) fn path_of<'p>(&'p self, finding: &'p LeveledFinding<'_>) -> &'p FilePath {
        match finding.finding() {
            RuleFinding::Ready(diagnostic) => self.path(&diagnostic.place),
            RuleFinding::Lazy(lazy) => self.files.get(lazy.span.file).path(),
        }
    }

    /// Where a finding is; nothing where a whole file or folder is meant.
    pub(crate) fn range(&self, place: &Place) -> Option<Range> {
        match place {
            Place::Text(span) => Some(self.span(*span)),
            Place::Path(_) => None,
        }
    }

    pub(crate) fn span(&self, span: Span) -> Range {
        let [start, end] = self.files.range(span);
        Range { start, end }
    }

    /// How many findings are waived.
    pub(crate) fn waived_count(&self) -> usize {
        self.waived.values().sum()
    }

    /// How many findings are waived, and of which rules.
    pub(crate) fn waived_words(&self) -> String {
        let rules: Vec<_> = self.waived.iter().map(|(rule, count)| format!("{rule} ({count})")).collect();
        format!("{} waived: {}", self.waived_count(), rules.join(", "))
    }

    /// How much was checked, what was found and how much of it is waived, in one sentence of ours.
    pub(crate) fn summary(&self) -> String {
        let waived = if self.waived.is_empty() { String::new() } else { format!("; {}", self.waived_words()) };
        format!("{}{waived}", self.checked_words())
    }

    /// How much was checked and what was found.
    pub(crate) fn checked_words(&self) -> String {
        format!(
            "checked {}, {}, {}: {}",
            counted(self.claim_files, "file"),
            counted(self.records, "record"),
            counted(self.rules.len(), "rule"),
            self.counts(),
        )
    }

    /// How many findings there are of each level, in words.
    pub(crate) fn counts(&self) -> String {
        Level::ALL.map(|level| counted(self.count(level), level.name())).join(", ")
    }

    /// How many findings are not shown, in words.
    pub(crate) fn hidden_words(&self) -> Option<String> {
        let words = |level: Level| Some(counted(*self.hidden.get(&level)?, level.name()));
        let words: Vec<_> = Level::ALL.into_iter().filter_map(words).collect();
        (!words.is_empty()).then(|| words.join(", "))
    }

    /// What was not looked for as usual, in words that start with the path.
    pub(crate) fn narrowing(&self, path: impl FnOnce(&FilePath) -> String) -> Option<String> {
        self.narrowed.map(|narrowed| format!("{} {}", path(&narrowed.path), narrowed.words()))
    }

    /// A path as formats for other machines show it.
    pub(crate) fn relative(&self, path: &FilePath) -> FilePath {
        path.relative(self.base)
    }
}

impl Narrowed {
    /// Whether nothing is asked less of.
    pub fn is_empty(&self) -> bool {
        self.off.is_empty() && self.lowered.is_empty() && self.independent_sources.is_none()
    }

    /// What is required less, in our words after the path.
    pub(crate) fn words(&self) -> String {
        let mut words = Vec::new();
        if !self.off.is_empty() {
            words.push(format!("switches off {}", self.off.join(", ")));
        }
        if !self.lowered.is_empty() {
            let lowered: Vec<_> =
                self.lowered.iter().map(|(rule, level)| format!("{rule} to {}", level.name())).collect();
            words.push(format!("turns down {}", lowered.join(", ")));
        }
        if let Some(count) = self.independent_sources {
            words.push(format!("requires {count} independent source"));
        }
        words.join("; ")
    }
}
