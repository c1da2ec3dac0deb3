//! What rules find: where, what, and what to do about it.

mod message;
pub mod render;
pub mod rule;

pub use message::{Message, Part};
pub use rule::{Level, RuleMeta};

use std::borrow::Borrow;

use crate::text::{Span, Text};

/// One finding.
#[derive(Debug, Clone)]
pub struct Diagnostic {
    /// The rule that found it.
    pub rule: &'static RuleMeta,
    /// Where it is.
    pub place: Place,
    /// What is wrong, in one sentence.
    pub message: Message,
    /// What to do about it.
    pub help: Option<Message>,
    /// Other places that belong to it, and why.
    pub related: Vec<(Span, Message)>,
}

/// Where a finding is: in a file that was read, or a path that could not be.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// In a file that was read.
    Text(Span),
    /// The path of something that could not be read.
    Path(Text),
}

impl Diagnostic {
    /// A finding in a file that was read.
    pub fn new(rule: &'static RuleMeta, span: Span, message: impl Into<Message>) -> Self {
        Self { rule, place: Place::Text(span), message: message.into(), help: None, related: Vec::new() }
    }

    /// A finding about a path.
    pub fn of_path(rule: &'static RuleMeta, path: Text, message: impl Into<Message>) -> Self {
        Self { rule, place: Place::Path(path), message: message.into(), help: None, related: Vec::new() }
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<Message>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Says what to do, if that is known.
    #[must_use]
    pub fn help_if(mut self, help: Option<Message>) -> Self {
        self.help = help.or(self.help);
        self
    }

    /// Adds another place.
    #[must_use]
    pub fn related(mut self, span: Span, message: impl Into<Message>) -> Self {
        self.related.push((span, message.into()));
        self
    }
}

/// Puts findings in the order in which they are shown: by place, then by rule, then by what they say.
pub fn sort<D: Borrow<Diagnostic>>(diagnostics: &mut [D]) {
    diagnostics.sort_by(|a, b| {
        let (a, b) = (a.borrow(), b.borrow());
        (&a.place, a.rule.name, &a.message).cmp(&(&b.place, b.rule.name, &b.message))
    });
}
