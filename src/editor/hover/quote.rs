//! What came of looking for a quote in the archived copy.

use super::{Asked, Hover, Line};
use crate::diagnostic::render::QuoteOutcome;
use crate::draft;
use crate::evidence::Quote;
use crate::index::ClaimIndex;
use crate::policy::INDEPENDENT_SOURCES;
use crate::quotes::{self, Outcome, Page};
use crate::rules;
use crate::text::Span;

impl Asked<'_> {
    /// The quote of a claim that is at the place.
    pub(super) fn quote(self, claim: ClaimIndex, is_here: impl Fn(&Span) -> bool) -> Option<Hover> {
        let (snapshot, request) = (self.snapshot, self.request);
        let evidence = snapshot.evidence(request.snapshots.as_deref());
        let number =
            evidence.numbers_of(claim).find(|&quote| is_here(&evidence.quotes[quote].place(snapshot.corpus())))?;
        let quote = &evidence.quotes[number];
        let title = Line::new("quote from ").id(snapshot.corpus().documents[quote.document].id.text());
        let facts =
            rules::Facts::new(snapshot, request.today.as_ref(), request.snapshots.as_deref(), INDEPENDENT_SOURCES);
        let mut lines: Vec<_> = match rules::misquote(&facts, number) {
            Some(wrong) => std::iter::once(&wrong.message).chain(&wrong.help).map(Line::from).collect(),
            None => vec![outcome(quote)],
        };
        let is_found = matches!(quote.outcome(), QuoteOutcome::Exact | QuoteOutcome::Typographic);
        if is_found && !rules::hides_copy(&facts, number) {
            lines.extend(self.line_of_copy(quote));
        }
        lines.extend(self.made_by(quote));
        Some(Hover { place: quote.place(snapshot.corpus()), title, lines })
    }

    /// That a text was searched which a program or somebody has made of the copy.
    fn made_by(self, quote: &Quote) -> Option<Line> {
        let document = &self.snapshot.corpus().documents[quote.document];
        let is_searched = quote.result.is_ok();
        match document.text_by().filter(|_| !document.is_confidential) {
            _ if !is_searched => None,
            Some(by) => Some(Line::new("the text searched was made by ").text(by)),
            None => document.text().path.as_ref().map(|_| Line::new("the text searched was made of the copy")),
        }
    }

    /// In which line of the copy a quote is that was found there. Reads the copy again: only what came of each quote is
    /// kept.
    fn line_of_copy(self, quote: &Quote) -> Option<Line> {
        let corpus = self.snapshot.corpus();
        let words = quote.evidence(corpus).words()?;
        let page = Page::new(draft::text_of_copy(self.snapshot, &corpus.documents[quote.document])?);
        let (line, lines) = page.line(quotes::place(&page, words)?.start);
        Some(Line::new(format!("in line {line} of the {lines} that the copy shows")))
    }
}

fn outcome(quote: &Quote) -> Line {
    match &quote.result {
        Ok(Outcome::Exact) => Line::new("exact: the copy has it character by character"),
        Ok(Outcome::Typographic { is_joined: false }) => {
            Line::new("typographic: the copy has it with other typography")
        }
        Ok(Outcome::Typographic { is_joined: true }) => Line::new(
            "typographic: the copy has it across the edge of a heading, a list item, a table cell or a caption",
        ),
        Ok(Outcome::Elided { negates: false }) => {
            Line::new("elided: the copy has it, except for what it marks as left out or added")
        }
        Ok(Outcome::Elided { negates: true }) => {
            Line::new("elided: the copy has it; what it marks as left out or put in negates or denies")
        }
        Ok(Outcome::Altered(_)) => Line::new("altered: the copy has something like it"),
        Ok(Outcome::Absent) => Line::new("absent: the copy has nothing like it"),
        Err(why) => Line::new("cannot check this quote: ").words(why.words()),
    }
}
