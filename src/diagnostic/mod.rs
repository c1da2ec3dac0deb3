//! What rules find: where, what, and what to do about it.

mod bounded;
mod compared;
pub(crate) mod faults;
mod finding;
mod fix;
mod message;
pub(crate) mod render;
mod rule;
mod rule_finding;

pub(crate) use bounded::{Bounded, Placed, Unworded};
pub(crate) use compared::Compared;
pub use finding::Finding;
pub use fix::{Edit, Fix};
pub(crate) use message::{Between, Message, Part};
pub use render::{CheckedQuote, Findings, Narrowed, QuoteOutcome, Shown};
pub use rule::{Level, RuleMeta};
pub(crate) use rule_finding::{FoundByRule, LazyFinding, NoWording, RuleFinding, Worded, Wording};

use std::cmp::Ordering;

use crate::text::{FileOrder, FilePath, Files, Span, Text};

/// One finding.
#[derive(Debug)]
pub(crate) struct Diagnostic {
    /// The rule that found it.
    pub rule: &'static RuleMeta,
    /// Where it is.
    pub place: Place,
    /// Which of the things that the rule finds it is, in a word, if it finds several.
    pub outcome: Option<&'static str>,
    /// The ids of the records it is about, the one to fix first: a waiver names one of them. Empty where no record
    /// could be read.
    pub about: Vec<Text>,
    /// What is wrong, in one sentence.
    pub message: Message,
    /// What is there beside what should be there, if that can be shown.
    pub compared: Option<Box<Compared>>,
    /// What to do about it.
    pub help: Option<Message>,
    /// Other places that belong to it, and why.
    pub related: Vec<(Span, Message)>,
    /// Whether its place and those that belong to it are the links of a chain, one after the other.
    pub is_chain: bool,
    /// What would put it right.
    pub fixes: Vec<Fix>,
    /// The record that it misses, if it misses one.
    pub missing: Option<Box<MissingRecord>>,
}

/// A record that something refers to and that there is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MissingRecord {
    /// The section that it would be in.
    pub(crate) section: &'static str,
    /// Its id.
    pub(crate) id: Text,
}

/// Where a finding is: in a file that was read, or a path that could not be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Place {
    /// In a file that was read.
    Text(Span),
    /// The path of something that could not be read. In a box: few have one, and a million findings have a place.
    Path(Box<FilePath>),
}

impl Place {
    /// The order of places: those in files come first.
    pub(crate) fn order(&self, other: &Self, files: &FileOrder) -> Ordering {
        match (self, other) {
            (Self::Text(one), Self::Text(other)) => files.key(*one).cmp(&files.key(*other)),
            (Self::Path(one), Self::Path(other)) => one.cmp(other),
            (Self::Text(_), Self::Path(_)) => Ordering::Less,
            (Self::Path(_), Self::Text(_)) => Ordering::Greater,
        }
    }

    /// The path of the file that it is in, or of what could not be read.
    pub(crate) fn path<'p>(&'p self, files: &'p Files) -> &'p FilePath {
        match self {
            Self::Text(span) => files.get(span.file).path(),
            Self::Path(path) => path,
        }
    }

    /// The place in a file that was read.
    pub(crate) fn span(&self) -> Option<Span> {
        match self {
            Self::Text(span) => Some(*span),
            Self::Path(_) => None,
        }
    }
}

impl Diagnostic {
    /// A finding in a file that was read.
    pub(crate) fn new(rule: &'static RuleMeta, span: Span, message: impl Into<Message>) -> Self {
        Self::at(rule, Place::Text(span), message.into())
    }

    /// A finding about a path.
    pub(crate) fn of_path(rule: &'static RuleMeta, path: impl Into<FilePath>, message: impl Into<Message>) -> Self {
        Self::at(rule, Place::Path(Box::new(path.into())), message.into())
    }

    fn at(rule: &'static RuleMeta, place: Place, message: Message) -> Self {
        Self {
            rule,
            place,
            outcome: None,
            about: Vec::new(),
            message,
            compared: None,
            help: None,
            related: Vec::new(),
            is_chain: false,
            fixes: Vec::new(),
            missing: None,
        }
    }

    /// Adds a record that it is about.
    #[must_use]
    pub(crate) fn about(mut self, id: Text) -> Self {
        add(&mut self.about, id);
        self
    }

    /// Says which of the things that the rule finds it is.
    #[must_use]
    pub(crate) fn outcome(mut self, outcome: &'static str) -> Self {
        self.outcome = Some(outcome);
        self
    }

    /// Shows what is there beside what should be there.
    #[must_use]
    pub(crate) fn compared(mut self, compared: Compared) -> Self {
        self.compared = Some(Box::new(compared));
        self
    }

    /// Says what to do.
    #[must_use]
    pub(crate) fn help(mut self, help: impl Into<Message>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Says what to do, if that is known.
    #[must_use]
    pub(crate) fn help_if(mut self, help: Option<Message>) -> Self {
        self.help = help.or(self.help);
        self
    }

    /// Says which record it misses.
    #[must_use]
    pub(crate) fn missing(mut self, section: &'static str, id: Text) -> Self {
        self.missing = Some(Box::new(MissingRecord { section, id }));
        self
    }

    /// Says what would put it right.
    #[must_use]
    pub(crate) fn fix(mut self, fix: Fix) -> Self {
        add(&mut self.fixes, fix);
        self
    }

    /// Says what would put it right, if that is known.
    #[must_use]
    pub(crate) fn fix_if(self, fix: Option<Fix>) -> Self {
        match fix {
            Some(fix) => self.fix(fix),
            None => self,
        }
    }

    /// The order in which findings are shown: by place, then by rule, then by what they say.
    pub(crate) fn order(&self, other: &Self, files: &FileOrder) -> Ordering {
        let places = self.place.order(&other.place, files);
        places.then_with(|| (self.rule.name, &self.message).cmp(&(other.rule.name, &other.message)))
    }

    /// Adds another place.
    #[must_use]
    pub(crate) fn related(mut self, span: Span, message: impl Into<Message>) -> Self {
        add(&mut self.related, (span, message.into()));
        self
    }
}

/// One that is owned is in a box: it is large, and a million are handed from list to list and sorted.
impl ToOwned for Diagnostic {
    type Owned = Box<Self>;

    fn to_owned(&self) -> Box<Self> {
        Box::new(Self {
            rule: self.rule,
            place: self.place.clone(),
            outcome: self.outcome,
            about: self.about.clone(),
            message: self.message.clone(),
            compared: self.compared.clone(),
            help: self.help.clone(),
            related: self.related.clone(),
            is_chain: self.is_chain,
            fixes: self.fixes.clone(),
            missing: self.missing.clone(),
        })
    }
}

/// Adds to a list that mostly stays at one: the room for four that the first `push` takes adds up over a million
/// findings.
fn add<T>(list: &mut Vec<T>, item: T) {
    if list.is_empty() {
        list.reserve_exact(1);
    }
    list.push(item);
}
