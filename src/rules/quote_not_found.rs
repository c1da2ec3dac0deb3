use super::{Facts, Find, Rule};
use crate::analysis::Basis;
use crate::diagnostic::render::QuoteOutcome;
use crate::diagnostic::{Diagnostic, Level, Message, RuleMeta};
use crate::evidence::{Quote, QuoteIndex};
use crate::quotes::{Alteration, Difference, Outcome, Part};
use crate::text::Span;

/// How many parts of a difference are shown.
const MAX_PARTS: usize = 24;

pub(super) const RULE: Rule = Rule { meta: &META, find: Find::EachQuote { find, word } };
static META: RuleMeta = RuleMeta::new("quote-not-found", Level::Error, include_str!("quote-not-found.md"));

fn find(facts: &Facts<'_>, number: QuoteIndex, found: &mut Vec<Span>) {
    let quote = facts.quote(number);
    if matches!(quote.outcome(), QuoteOutcome::Altered | QuoteOutcome::Absent) {
        found.push(quote.place);
    }
}

fn word(facts: &Facts<'_>, number: QuoteIndex, span: Span) -> Diagnostic {
    let quote = facts.quote(number);
    let [claim, document] = &quote.about;
    let message = match &quote.result {
        Ok(Outcome::Altered(Alteration { difference, .. })) => {
            let message =
                Message::new("altered: the archived copy of ").id(document).words(" has something like this quote");
            match difference.as_ref().filter(|_| may_be_shown(facts, quote)) {
                Some(difference) => shown(message, difference),
                None => message.words(", but in other words"),
            }
        }
        _ => Message::new("absent: the archived copy of ").id(document).words(" has nothing like this quote"),
    };
    Diagnostic::new(&META, span, message)
        .outcome(quote.outcome().name())
        .about(claim.clone())
        .about(document.clone())
        .help("quote the words as they stand there; what is left out is `[…]`, and what is put in stands in brackets")
}

/// Whether words of the copy may be told: they may be those of somebody who must not be known by them. Whoever has published it, all who speak in the claim,
/// of whom there must be some, and all its origins have a name.
fn may_be_shown(facts: &Facts<'_>, quote: &Quote) -> bool {
    let is_named = |publisher| facts.graph.is_named(publisher);
    facts.is_understood
        && facts.graph.publisher(quote.document).is_some_and(is_named)
        && !facts.claim(quote.claim).attributed_to.is_empty()
        && facts.is_all_named(quote.claim)
        && facts.analysis.basis(quote.claim) == Basis::Named
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
