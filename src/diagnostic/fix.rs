//! What would put a finding right, as edits of files.

use super::Message;
use crate::text::{Span, Text};

/// A way to put a finding right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What it does, as an order to an editor.
    pub(crate) title: Message,
    /// What it changes. No two edits overlap.
    pub(crate) edits: Vec<Edit>,
    /// Whether it may be applied unseen: it says what was surely meant, and makes no claim rest on anybody else.
    pub(crate) is_safe: bool,
}

/// Text in place of other text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; empty where something is added.
    pub span: Span,
    /// What it is replaced by.
    pub text: Text,
}

impl Fix {
    /// What it does, as an order to an editor, each value in it passed through an escaper.
    pub fn title<'t, S: AsRef<str>>(&'t self, escape: impl Fn(&'t Text) -> S) -> String {
        self.title.render(escape)
    }

    /// What it changes. No two edits overlap.
    pub fn edits(&self) -> &[Edit] {
        &self.edits
    }

    /// Whether it may be applied unseen: it says what was surely meant, and makes no claim rest on anybody else.
    pub fn is_safe(&self) -> bool {
        self.is_safe
    }

    /// Writes a word in place of another one.
    pub(crate) fn replace(span: Span, word: &str, is_safe: bool) -> Self {
        let edits = vec![Edit { span, text: Text::new(word) }];
        Self { title: Message::new("write ").value(word), edits, is_safe }
    }

    /// Puts signs of ours before and behind a text. The text itself is not in the fix: it may be a confidential
    /// source's.
    pub(crate) fn enclose(span: Span, [open, close]: [&'static str; 2], title: &'static str, is_safe: bool) -> Self {
        let add = |at: u32, sign: &str| Edit { span: Span { start: at, end: at, ..span }, text: Text::new(sign) };
        Self { title: Message::new(title), edits: vec![add(span.start, open), add(span.end, close)], is_safe }
    }
}
