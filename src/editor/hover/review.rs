//! What is known of a review: what was decided, and whether that is still valid.

use super::{Asked, Line};
use crate::index::ReviewIndex;
use crate::model::{Date, Record};
use crate::reviews::{Reviews, Standing};

impl Asked<'_> {
    pub(super) fn review(self, review: ReviewIndex) -> (Line, Vec<Line>) {
        let corpus = self.snapshot.corpus();
        let record = &corpus.reviews[review];
        let title = Line::default().text(&record.verdict.value).words(", says ").text(&record.reviewer);
        let mut lines = vec![self.standing(review)];
        lines.extend(record.expires.as_ref().map(|day| Line::new("valid until ").words(day.as_str().to_owned())));
        lines.extend(self.snapshot.graph().reviewed(review).map(|claim| {
            let id = corpus.text_of_id(Record::Claim(claim));
            Line::new("of ").id(id).words(": ").text(&corpus.claims[claim].statement)
        }));
        (title, lines)
    }

    /// A review as one line of what is known of its claim.
    pub(super) fn verdict(self, review: ReviewIndex) -> Line {
        let record = &self.snapshot.corpus().reviews[review];
        let line = Line::new("review ").id(record.id.text()).words(": ").text(&record.verdict.value);
        line.words(", says ").text(&record.reviewer).words("; ").and(self.standing(review))
    }

    fn standing(self, review: ReviewIndex) -> Line {
        let (snapshot, today) = (self.snapshot, self.request.today.as_ref());
        let made = snapshot.corpus().reviews[review].date.as_ref();
        let made = made.map(|date| format!(" (made {})", Date::as_str(date))).unwrap_or_default();
        Line::new(standing(snapshot.reviews(today), review)).words(made)
    }
}

fn standing(reviews: &Reviews, review: ReviewIndex) -> &'static str {
    match reviews.standing(review) {
        Standing::Future => "dated after today, so it is not valid yet",
        Standing::Superseded => "superseded by a later review",
        Standing::Stale => "stale: the claim, or what it rests on, has changed since",
        Standing::Expired => "expired",
        Standing::Current if reviews.claim(review).is_none() => "of no claim that there is",
        Standing::Current => "valid",
    }
}
