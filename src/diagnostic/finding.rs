//! A finding as other programs read it: in words, at the level that it has.

use std::borrow::Cow;

use super::{Diagnostic, Fix, Level, RuleMeta};
use crate::text::{FilePath, Files, Position, Span, Text};

/// Something that is wrong with a corpus, in words.
///
/// What it says may quote claim files, so each of its texts goes through an escaper, for example
/// [`terminal::line`](crate::text::terminal::line):
///
/// ```
/// use onrecord::check::check;
/// use onrecord::diagnostic::Level;
/// use onrecord::policy::Request;
/// use onrecord::text::terminal;
/// use onrecord::Workspace;
///
/// let text = "
/// sources:
///   fidan: {identity: named, name: Hakan Fidan, kind: person}
/// claims:
///   withdrawal: {statement: Troops leave., attributed_to: [fidam]}
/// ";
/// let snapshot = Workspace::of_texts([("claims.yaml", text)]).snapshot();
/// let checked = check(&snapshot, &Request::default());
///
/// let findings = checked.findings(Level::Error);
/// let finding = findings.iter().find(|finding| finding.rule().name == "dangling-reference").unwrap();
/// assert_eq!(finding.level(), Level::Error);
/// assert_eq!(finding.start().map(|at| (at.line, at.column)), Some((5, 58)));
/// assert_eq!(finding.message(terminal::line), "no source with the id `fidam`");
/// assert_eq!(finding.help(terminal::line).as_deref(), Some("did you mean `fidan`?"));
///
/// let fix = &finding.fixes()[0];
/// assert_eq!(fix.title(terminal::line), "write `fidan`");
/// ```
#[derive(Debug, Clone)]
pub struct Finding<'a> {
    level: Level,
    diagnostic: Cow<'a, Diagnostic>,
    files: &'a Files,
}

impl<'a> Finding<'a> {
    pub(crate) fn new(level: Level, diagnostic: Cow<'a, Diagnostic>, files: &'a Files) -> Self {
        Self { level, diagnostic, files }
    }

    /// How much it matters.
    pub fn level(&self) -> Level {
        self.level
    }

    /// The rule that found it.
    pub fn rule(&self) -> &'static RuleMeta {
        self.diagnostic.rule
    }

    /// Which of the things that the rule finds it is, in a word, if it finds several.
    pub fn outcome(&self) -> Option<&'static str> {
        self.diagnostic.outcome
    }

    /// The path of the file that it is in, or of what could not be read.
    pub fn path(&self) -> &FilePath {
        self.diagnostic.place.path(self.files)
    }

    /// Where it is; `None` if a whole file or folder is meant.
    pub fn span(&self) -> Option<Span> {
        self.diagnostic.place.span()
    }

    /// The line and column where it begins; `None` if a whole file or folder is meant.
    pub fn start(&self) -> Option<Position> {
        self.span().map(|span| self.files.start(span))
    }

    /// The ids of the records that it is about, the one to fix first. Empty where no record could be read.
    pub fn about(&self) -> &[Text] {
        &self.diagnostic.about
    }

    /// What is wrong, in one sentence, each value in it passed through an escaper.
    pub fn message<'t, S: AsRef<str>>(&'t self, escape: impl Fn(&'t Text) -> S) -> String {
        self.diagnostic.message.render(escape)
    }

    /// What to do about it, each value in it passed through an escaper.
    pub fn help<'t, S: AsRef<str>>(&'t self, escape: impl Fn(&'t Text) -> S) -> Option<String> {
        self.diagnostic.help.as_ref().map(|help| help.render(escape))
    }

    /// Other places that belong to it, and why, each value passed through an escaper.
    pub fn related<'t, S: AsRef<str>>(&'t self, escape: impl Fn(&'t Text) -> S) -> Vec<(Span, String)> {
        self.diagnostic.related.iter().map(|(span, message)| (*span, message.render(&escape))).collect()
    }

    /// Whether its place and those that belong to it are the links of a chain, one after the other.
    pub fn is_chain(&self) -> bool {
        self.diagnostic.is_chain
    }

    /// What would fix it. Of several, a person chooses.
    pub fn fixes(&self) -> &[Fix] {
        &self.diagnostic.fixes
    }
}
