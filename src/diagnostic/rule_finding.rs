//! What rules found, worded or yet to be worded.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt::Debug;

use super::{Diagnostic, RuleMeta};
use crate::text::{FileOrder, Span, Text};

/// What a rule found. A corpus may give four million findings, and most outputs show a thousand: where there may be
/// many, it is known where they are, and each is worded when it is written.
#[derive(Debug, Clone)]
pub(crate) enum RuleFinding<'a> {
    /// It has its words.
    Ready(Cow<'a, Diagnostic>),
    /// It is known where it is.
    Lazy(LazyFinding),
}

/// A finding that is yet to be worded. It is in a file that was read, and the rule finds nothing else at its place.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LazyFinding {
    /// The rule that found it.
    pub rule: &'static RuleMeta,
    /// What it is about, by its number among what the rule looks at.
    pub node: u32,
    /// Where it is.
    pub span: Span,
}

/// All that one rule found. While other rules are still looking it waits here, so of what is worded later only the
/// numbers and places are kept.
#[derive(Debug)]
pub(crate) enum FoundByRule {
    /// It has its words.
    Ready(Worded),
    /// By number and place, in several lists as it was found.
    Lazy(&'static RuleMeta, Vec<Vec<(u32, Span)>>),
}

/// Findings that have their words, each in a place of its own: a longer list is no copy of them.
#[derive(Debug, Default)]
pub(crate) struct Worded(Vec<RuleFinding<'static>>);

impl Worded {
    pub(crate) fn push(&mut self, found: Diagnostic) {
        self.0.push(RuleFinding::Ready(Cow::Owned(Box::new(found))));
    }
}

impl Extend<Diagnostic> for Worded {
    fn extend<T: IntoIterator<Item = Diagnostic>>(&mut self, found: T) {
        found.into_iter().for_each(|found| self.push(found));
    }
}

impl FoundByRule {
    /// Where each finding is, in order.
    pub(crate) fn spans(&self) -> impl Iterator<Item = Option<Span>> {
        let (ready, lazy) = match self {
            Self::Ready(worded) => (&worded.0[..], &[][..]),
            Self::Lazy(_, lists) => (&[][..], &lists[..]),
        };
        let ready = ready.iter().map(RuleFinding::span);
        ready.chain(lazy.iter().flatten().map(|&(_, span)| Some(span)))
    }

    /// The findings, in order.
    pub(crate) fn into_findings(self) -> impl Iterator<Item = RuleFinding<'static>> {
        let (ready, lazy) = match self {
            Self::Ready(worded) => (worded.0, None),
            Self::Lazy(rule, lists) => (Vec::new(), Some((rule, lists))),
        };
        let lazy = lazy.into_iter().flat_map(|(rule, lists)| {
            let all = lists.into_iter().flatten();
            all.map(move |(node, span)| RuleFinding::Lazy(LazyFinding { rule, node, span }))
        });
        ready.into_iter().chain(lazy)
    }
}

/// Who can word findings.
pub(crate) trait Wording: Debug + Sync {
    /// The ids of the records that a finding is about.
    fn about(&self, lazy: &LazyFinding) -> [Option<&Text>; 2];

    /// A finding in words, if there is such a finding.
    fn word(&self, lazy: &LazyFinding) -> Option<Diagnostic>;
}

/// Knows no words: for findings that all have theirs.
#[derive(Debug, Clone, Copy)]
pub(crate) struct NoWording;

impl Wording for NoWording {
    fn about(&self, _: &LazyFinding) -> [Option<&Text>; 2] {
        [None, None]
    }

    fn word(&self, _: &LazyFinding) -> Option<Diagnostic> {
        None
    }
}

impl RuleFinding<'_> {
    /// The rule that found it.
    pub(crate) fn rule(&self) -> &'static RuleMeta {
        match self {
            Self::Ready(diagnostic) => diagnostic.rule,
            Self::Lazy(lazy) => lazy.rule,
        }
    }

    /// Where it is, unless that could not be read.
    pub(crate) fn span(&self) -> Option<Span> {
        match self {
            Self::Ready(diagnostic) => diagnostic.place.span(),
            Self::Lazy(lazy) => Some(lazy.span),
        }
    }

    /// The ids of the records that it is about. Words nothing.
    pub(crate) fn about<'f>(&'f self, wording: &'f dyn Wording) -> impl Iterator<Item = &'f Text> {
        let (ready, lazy) = match self {
            Self::Ready(diagnostic) => (&diagnostic.about[..], [None, None]),
            Self::Lazy(lazy) => (&[][..], wording.about(lazy)),
        };
        ready.iter().chain(lazy.into_iter().flatten())
    }

    /// The finding in words. Of one that nobody can word it says what the rule looks for.
    pub(crate) fn worded(&self, wording: &dyn Wording) -> Cow<'_, Diagnostic> {
        match self {
            Self::Ready(diagnostic) => Cow::Borrowed(diagnostic),
            Self::Lazy(lazy) => {
                let ready = wording.word(lazy);
                let plain = || Diagnostic::new(lazy.rule, lazy.span, lazy.rule.summary());
                Cow::Owned(Box::new(ready.unwrap_or_else(plain)))
            }
        }
    }

    /// The order in which findings are shown, as that of [`Diagnostic::order`]. It takes no words to find.
    pub(crate) fn order(&self, other: &Self, files: &FileOrder) -> Ordering {
        if let (Self::Ready(one), Self::Ready(other)) = (self, other) {
            return one.order(other, files);
        }
        // What could not be read comes last.
        let key = |found: &Self| (found.span().is_none(), found.span().map(|span| files.key(span)), found.rule().name);
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

    fn ready(diagnostic: Diagnostic) -> RuleFinding<'static> {
        RuleFinding::Ready(Cow::Owned(Box::new(diagnostic)))
    }

    fn lazy(rule: &'static RuleMeta, start: u32) -> RuleFinding<'static> {
        RuleFinding::Lazy(LazyFinding { rule, node: 0, span: span(start) })
    }

    /// There can be one for each few bytes of a file.
    #[test]
    fn a_finding_takes_little_room_in_a_list() {
        assert!(size_of::<RuleFinding<'_>>() <= 24);
    }

    #[test]
    fn words_make_no_difference_to_the_order() {
        let list = [
            ready(Diagnostic::new(&INVALID_URL, span(1), "x")),
            lazy(&INVALID_DATE, 2),
            ready(Diagnostic::new(&INVALID_URL, span(2), "a")),
            ready(Diagnostic::new(&INVALID_URL, span(2), "b")),
            lazy(&INVALID_URL, 3),
            ready(Diagnostic::of_path(&INVALID_DATE, std::path::Path::new("a"), "x")),
        ];
        for (at, one) in list.iter().enumerate() {
            for (other_at, other) in list.iter().enumerate() {
                assert_eq!(
                    one.order(other, &[FileId(0)].into_iter().collect()),
                    at.cmp(&other_at),
                    "{one:?} {other:?}"
                );
            }
        }
    }

    #[test]
    fn what_nobody_can_word_is_told_all_the_same() {
        let found = lazy(&UNREADABLE, 4);
        let ready = found.worded(&NoWording);
        assert_eq!(
            (ready.rule, ready.place.span(), ready.about.len()),
            (&UNREADABLE, Some(span(4)), found.about(&NoWording).count())
        );
        assert_eq!(ready.message, UNREADABLE.summary().into());
    }
}
