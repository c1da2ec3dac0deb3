//! What rules found, worded or yet to be worded.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt::Debug;

use super::{Diagnostic, RuleMeta};
use crate::text::{Span, Text};

/// What a rule found. A corpus may give two million findings, and most outputs show a thousand: where there may be many, it is known
/// where they are, and each is worded when it is written.
#[derive(Debug, Clone)]
pub enum Found<'a> {
    /// It has its words.
    Told(Cow<'a, Diagnostic>),
    /// It is known where it is.
    Untold(Untold),
}

/// A finding that is yet to be worded. It is in a file that was read, and the rule finds nothing else at its place.
#[derive(Debug, Clone, Copy)]
pub struct Untold {
    /// The rule that found it.
    pub rule: &'static RuleMeta,
    /// What it is about, by its number among what the rule looks at.
    pub node: u32,
    /// Where it is.
    pub span: Span,
}

/// Who can word findings.
pub trait Tell: Debug + Sync {
    /// The ids of the records that a finding is about.
    fn about(&self, untold: &Untold) -> &[Text];

    /// A finding in words, if there is such a finding.
    fn tell(&self, untold: &Untold) -> Option<Diagnostic>;
}

/// Knows no words: for findings that all have theirs.
#[derive(Debug, Clone, Copy)]
pub struct Nobody;

impl Tell for Nobody {
    fn about(&self, _: &Untold) -> &[Text] {
        &[]
    }

    fn tell(&self, _: &Untold) -> Option<Diagnostic> {
        None
    }
}

impl Found<'_> {
    /// The rule that found it.
    pub fn rule(&self) -> &'static RuleMeta {
        match self {
            Self::Told(diagnostic) => diagnostic.rule,
            Self::Untold(untold) => untold.rule,
        }
    }

    /// Where it is, unless that could not be read.
    pub fn span(&self) -> Option<Span> {
        match self {
            Self::Told(diagnostic) => diagnostic.place.span(),
            Self::Untold(untold) => Some(untold.span),
        }
    }

    /// The ids of the records that it is about. Words nothing.
    pub fn about<'f>(&'f self, teller: &'f dyn Tell) -> &'f [Text] {
        match self {
            Self::Told(diagnostic) => &diagnostic.about,
            Self::Untold(untold) => teller.about(untold),
        }
    }

    /// The finding in words. Of one that nobody can word it says what the rule looks for.
    pub fn told(&self, teller: &dyn Tell) -> Cow<'_, Diagnostic> {
        match self {
            Self::Told(diagnostic) => Cow::Borrowed(diagnostic),
            Self::Untold(untold) => {
                let told = teller.tell(untold);
                let plain = || Diagnostic::new(untold.rule, untold.span, untold.rule.summary());
                Cow::Owned(Box::new(told.unwrap_or_else(plain)))
            }
        }
    }

    /// The order in which findings are shown, as that of [`Diagnostic::order`]. It takes no words to find.
    pub fn order(&self, other: &Self) -> Ordering {
        if let (Self::Told(one), Self::Told(other)) = (self, other) {
            return one.order(other);
        }
        // What could not be read comes last.
        let key = |found: &Self| (found.span().is_none(), found.span(), found.rule().name);
        key(self).cmp(&key(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::faults::{INVALID_DATE, INVALID_URL, UNREADABLE};
    use crate::text::FileId;

    fn span(start: u32) -> Span {
        Span { file: FileId(0), start, end: start + 1 }
    }

    fn told(diagnostic: Diagnostic) -> Found<'static> {
        Found::Told(Cow::Owned(Box::new(diagnostic)))
    }

    fn untold(rule: &'static RuleMeta, start: u32) -> Found<'static> {
        Found::Untold(Untold { rule, node: 0, span: span(start) })
    }

    #[test]
    fn words_make_no_difference_to_the_order() {
        let list = [
            told(Diagnostic::new(&INVALID_URL, span(1), "x")),
            untold(&INVALID_DATE, 2),
            told(Diagnostic::new(&INVALID_URL, span(2), "a")),
            told(Diagnostic::new(&INVALID_URL, span(2), "b")),
            untold(&INVALID_URL, 3),
            told(Diagnostic::of_path(&INVALID_DATE, std::path::Path::new("a"), "x")),
        ];
        for (at, one) in list.iter().enumerate() {
            for (other_at, other) in list.iter().enumerate() {
                assert_eq!(one.order(other), at.cmp(&other_at), "{one:?} {other:?}");
            }
        }
    }

    #[test]
    fn what_nobody_can_word_is_told_all_the_same() {
        let found = untold(&UNREADABLE, 4);
        let told = found.told(&Nobody);
        assert_eq!((told.rule, told.place.span(), &told.about[..]), (&UNREADABLE, Some(span(4)), found.about(&Nobody)));
        assert_eq!(told.message, UNREADABLE.summary().into());
    }
}
