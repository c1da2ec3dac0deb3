//! `negation-elided`: the omitted or inserted words of a quote contain a negation.

use super::{Facts, Find, Reads, Rule};
use crate::diagnostic::{Diagnostic, Level, Message, RuleMeta};
use crate::evidence::QuoteIndex;
use crate::quotes::Outcome;
use crate::text::Span;

pub(super) const RULE: Rule = Rule { meta: &META, find: Find::EachQuote { find, word }, reads: Reads::Links };
static META: RuleMeta =
    RuleMeta::new("negation-elided", Level::Note, include_str!("negation-elided.md")).showing_notes();

fn find(facts: &Facts<'_>, number: QuoteIndex, found: &mut Vec<Span>) {
    let quote = facts.quote(number);
    if matches!(quote.result, Ok(Outcome::Elided { negates: true })) {
        found.push(quote.place(facts.corpus));
    }
}

fn word(facts: &Facts<'_>, number: QuoteIndex, span: Span) -> Diagnostic {
    let [claim, document] = facts.about(facts.quote(number));
    let message = Message::new("what this quote leaves out of ").id(document).words(" or puts in contains a negation");
    Diagnostic::new(&META, span, message)
        .about(claim.clone())
        .about(document.clone())
        .help("read the whole passage; if the quote changes its meaning, quote the words of the passage")
}
