//! Quotes that the archived copy does not contain word for word.

use super::{Facts, Find, Reads, Rule};
use crate::diagnostic::render::QuoteOutcome;
use crate::diagnostic::{Compared, Diagnostic, Level, Message, RuleMeta};
use crate::evidence::{Quote, QuoteIndex};
use crate::quotes::{Alteration, Difference, How, Outcome, Part};
use crate::text::Span;

/// How many parts of a difference are shown.
const MAX_PARTS: usize = 24;

pub(super) const RULE: Rule = Rule { meta: &META, find: Find::EachQuote { find, word }, reads: Reads::Links };
static META: RuleMeta = RuleMeta::new("quote-not-found", Level::Error, include_str!("quote-not-found.md"));

fn find(facts: &Facts<'_>, number: QuoteIndex, found: &mut Vec<Span>) {
    let quote = facts.quote(number);
    if matches!(quote.outcome(), QuoteOutcome::Altered | QuoteOutcome::Absent) {
        found.push(quote.place(facts.corpus));
    }
}

/// What is found of a quote, if it is found wrong.
pub(super) fn found(facts: &Facts<'_>, number: QuoteIndex) -> Option<Diagnostic> {
    let mut places = Vec::new();
    find(facts, number, &mut places);
    places.first().map(|&place| word(facts, number, place))
}

fn word(facts: &Facts<'_>, number: QuoteIndex, span: Span) -> Diagnostic {
    let quote = facts.quote(number);
    let [claim, document] = facts.about(quote);
    let diagnostic = match &quote.result {
        Ok(Outcome::Altered(alteration)) => altered(facts, quote, alteration, span),
        _ => absent(facts, quote, span),
    };
    diagnostic.outcome(quote.outcome().name()).about(claim.clone()).about(document.clone())
}

/// What was searched: the copy or, if a program or somebody has made a text of it, that text.
fn searched(facts: &Facts<'_>, quote: &Quote, outcome: &'static str) -> Message {
    let (document, message) = (facts.document(quote.document), Message::new(outcome));
    let id = document.id.text();
    let by = document.text_by().filter(|_| !document.is_confidential);
    match by {
        Some(by) => message.words("the text of ").id(id).words(" that was made by ").text(by),
        None if document.text().path.is_some() => message.words("the text made of the copy of ").id(id),
        None => message.words("the archived copy of ").id(id),
    }
}

fn absent(facts: &Facts<'_>, quote: &Quote, span: Span) -> Diagnostic {
    let message = searched(facts, quote, "absent: ");
    if quote.has_text {
        Diagnostic::new(&META, span, message.words(" contains nothing like this quote"))
            .help("quote the exact words of the copy, with `[…]` for omissions and brackets around additions")
    } else {
        Diagnostic::new(&META, span, message.words(" is empty, or shows text only with scripts"))
            .help("archive the page as a browser shows it, with SingleFile or as plain text")
    }
}

fn altered(facts: &Facts<'_>, quote: &Quote, alteration: &Alteration, span: Span) -> Diagnostic {
    let message = searched(facts, quote, "altered: ");
    let (message, help) = match alteration.how {
        How::Case => (
            message.words(" has this quote; only the case differs"),
            "use the case of the copy; mark a changed letter as in `[T]roops`",
        ),
        How::LeftOut => (
            message.words(" has the words of this quote, with others between them"),
            "quote these words too; write `[…]` for them only if what is left says the same",
        ),
        How::Words => (
            message.words(" has something like this quote"),
            "quote the exact words of the copy, with `[…]` for omissions and brackets around additions",
        ),
    };
    let hidden = facts.hides(quote.document, quote.claim);
    let hidden = hidden.or_else(|| alteration.is_withheld.then_some("the copy is not with the claim files"));
    match (&alteration.difference, hidden) {
        (_, Some(why)) => {
            Diagnostic::new(&META, span, message.words("; the difference is not shown, because ").words(why)).help(help)
        }
        (Some(difference), None) => {
            Diagnostic::new(&META, span, shown(message, difference)).compared(compared(difference)).help(help)
        }
        (None, None) => Diagnostic::new(&META, span, message).help(help),
    }
}

/// The difference, word by word.
fn shown(message: Message, difference: &Difference) -> Message {
    let shown = difference.parts.iter().take(MAX_PARTS).enumerate().fold(message, |message, (nth, part)| {
        let message = message.words(if nth == 0 { ": " } else { ", " });
        match part {
            Part::Same(words) => message.text(words),
            Part::Quote(words) => message.words("here ").text(words),
            Part::Page(words) => message.words("there ").text(words),
            Part::More => message.words("…"),
        }
    });
    if difference.parts.len() > MAX_PARTS { shown.words(", …") } else { shown }
}

/// The difference as two lines, the quote's and the copy's, column by column.
fn compared(difference: &Difference) -> Compared {
    let mut compared = Compared::new("quote", "copy");
    let mut parts = difference.parts.iter().take(MAX_PARTS).peekable();
    while let Some(part) = parts.next() {
        match part {
            Part::Same(words) => compared.both(words),
            Part::More => compared.more(),
            Part::Page(words) => compared.only(None, Some(words)),
            Part::Quote(words) => {
                let other = parts.next_if(|next| matches!(next, Part::Page(_)));
                compared.only(
                    Some(words),
                    other.and_then(|other| if let Part::Page(words) = other { Some(words) } else { None }),
                );
            }
        }
    }
    compared
}
