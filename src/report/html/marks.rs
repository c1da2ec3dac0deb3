//! What came of checks, as a mark and words: nothing is said by colour alone.

use std::borrow::Cow;

use serde::Serialize;

use crate::diagnostic::render::QuoteOutcome;
use crate::evidence::{Snapshot, Unchecked};
use crate::report::{Alarm, Caveat, Cited, Part, Row};
use crate::reviews::{Standing, State};

/// The class of the mark, and the words beside it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(super) struct Mark(pub(super) &'static str, pub(super) Cow<'static, str>);

impl Mark {
    fn holds(words: &'static str) -> Self {
        Self("holds", words.into())
    }

    fn fails(words: &'static str) -> Self {
        Self("fails", words.into())
    }

    fn open(words: &'static str) -> Self {
        Self("open", words.into())
    }
}

/// What came of a quote, and then of the archived copy if that does not tell it already. Nothing of what is in the
/// copy.
pub(super) fn marks(cited: &Cited<'_>) -> Vec<Mark> {
    let is_told = matches!(cited.outcome, Some(Err(Unchecked::NoCopy(_) | Unchecked::NoMadeText(_))));
    let copy = cited.copy.filter(|_| !is_told).and_then(copy);
    let made = cited.is_made().then(|| Mark::open("searched in a text that was made of the copy"));
    let made = made.filter(|_| cited.outcome.is_some_and(|outcome| outcome.is_ok()));
    cited.outcome.and_then(quote).into_iter().chain(made).chain(cited.caveat.map(caveat)).chain(copy).collect()
}

fn quote(outcome: Result<QuoteOutcome, Unchecked>) -> Option<Mark> {
    Some(match outcome {
        Ok(QuoteOutcome::Exact) => Mark::holds("quote exact"),
        Ok(QuoteOutcome::Typographic) => Mark::holds("quote exact except for typography"),
        Ok(QuoteOutcome::Elided) => Mark::holds("quote exact except for words left out or put in"),
        Ok(QuoteOutcome::Altered) => Mark::fails("quote altered"),
        Ok(QuoteOutcome::Absent) => Mark::fails("quote absent"),
        Ok(QuoteOutcome::Unchecked) | Err(Unchecked::NoCopy(Snapshot::NotLookedFor)) => return None,
        Err(why) => Mark("open", format!("quote could not be checked: {}", why.words()).into()),
    })
}

fn caveat(caveat: Caveat) -> Mark {
    match caveat {
        Caveat::NegationElided => Mark::fails("the words left out or put in contain a negation: read the passage"),
        Caveat::Joined => Mark::open("the quote joins a heading, list item or table cell with other text"),
    }
}

/// What came of opening an archived copy.
pub(super) fn copy(snapshot: Snapshot) -> Option<Mark> {
    Some(match snapshot {
        Snapshot::Verified => Mark::holds("archived copy verified"),
        Snapshot::Unpinned => Mark::open("archived copy without a recorded digest"),
        Snapshot::Missing => Mark::open("archived copy is missing"),
        Snapshot::Pointer => Mark::open("archived copy is a Git LFS pointer"),
        Snapshot::Refused => Mark::fails("path of the archived copy is refused"),
        Snapshot::Unreadable(_) => Mark::open("archived copy could not be read"),
        Snapshot::Unheld => Mark::open("archived copy has a digest that cannot be read"),
        Snapshot::Differs => Mark::fails("archived copy does not match the recorded digest"),
        Snapshot::Contradictory => Mark::fails("archived copy is damaged or does not match its own list of digests"),
        Snapshot::NotGiven | Snapshot::NotLookedFor | Snapshot::Proposed => return None,
    })
}

/// Whether a review holds.
pub(super) fn standing(standing: Standing) -> Mark {
    match standing {
        Standing::Current => Mark::holds("current"),
        Standing::Stale => Mark::fails("stale: the claim or what it rests on has changed since"),
        Standing::Expired => Mark::fails("expired"),
        Standing::Superseded => Mark::open("superseded"),
        Standing::Future => Mark::open("dated in the future: not valid yet"),
    }
}

/// How the reviews of a claim stand together, if it has any.
pub(super) fn state(row: &Row<'_>) -> Option<State> {
    row.review_state().filter(|&state| state != State::Unreviewed)
}

/// What an editor must not overlook of a claim.
pub(super) fn alarms<'a>(row: &Row<'a>) -> Vec<Vec<Part<'a>>> {
    let sentence = |alarm: Alarm<'a>| match alarm.label {
        "disputed" => [vec![Part::Words("disputed ".into())], alarm.sentence].concat(),
        _ => alarm.sentence,
    };
    let mut alarms: Vec<_> = row.alarms().into_iter().map(sentence).chain(row.hollow()).collect();
    alarms.extend(misquotes(row).into_iter().chain(reviews(row).map(Cow::from)).map(|words| vec![Part::Words(words)]));
    alarms
}

fn misquotes(row: &Row<'_>) -> Option<Cow<'static, str>> {
    match row.misquotes() {
        0 => None,
        1 => Some("1 quote is not in its archived copy".into()),
        count => Some(format!("{count} quotes are not in their archived copies").into()),
    }
}

fn reviews(row: &Row<'_>) -> Option<&'static str> {
    match row.review_state()? {
        State::Conflicting => Some("reviews conflict"),
        State::Stale => Some("review stale"),
        State::Expired => Some("review expired"),
        State::Current | State::Unreviewed => None,
    }
}
