//! Quotes that could not be checked.

use super::{Facts, Find, Reads, Rule};
use crate::copies::CannotRead;
use crate::diagnostic::{Diagnostic, Level, Message, RuleMeta};
use crate::evidence::QuoteIndex;
use crate::evidence::{Snapshot, Unchecked};
use crate::text::Span;

pub(super) const RULE: Rule = Rule { meta: &META, find: Find::EachQuote { find, word }, reads: Reads::Links };
static META: RuleMeta = RuleMeta::new("unverified-quote", Level::Note, include_str!("unverified-quote.md"));

fn find(facts: &Facts<'_>, number: QuoteIndex, found: &mut Vec<Span>) {
    let quote = facts.quote(number);
    // A copy that was not looked for may exist.
    let is_told = |why: &Unchecked| *why != Unchecked::NoCopy(Snapshot::NotLookedFor);
    if quote.result.as_ref().is_err_and(is_told) {
        found.push(quote.place(facts.corpus));
    }
}

fn word(facts: &Facts<'_>, number: QuoteIndex, span: Span) -> Diagnostic {
    let quote = facts.quote(number);
    let [claim, document] = facts.about(quote);
    let why = quote.result.as_ref().err().map_or("", |why| why.words());
    let message = Message::new("cannot check this quote from ").id(document).words(": ").words(why);
    let help = match quote.result {
        Err(Unchecked::NoCopy(Snapshot::NotGiven)) => "archive the page with `onrecord archive FILE --document ID`",
        Err(Unchecked::NoCopy(Snapshot::Missing)) => "put the copy where the record says, or check the page yourself",
        Err(Unchecked::NoCopy(Snapshot::Proposed)) => {
            "quote a document of the corpus, or let a person archive the page; the quote is checked then"
        }
        Err(Unchecked::NoCopy(Snapshot::Pointer)) => {
            "run `git lfs pull`; in GitHub Actions, set `lfs: true` for `actions/checkout`"
        }
        Err(Unchecked::NoCopy(Snapshot::Contradictory)) => "replace the archive first",
        Err(Unchecked::TooCostly) => {
            "split the quote into one item of evidence for each part, or check the page yourself"
        }
        Err(Unchecked::NoText(CannotRead::Damaged)) => {
            "get the file again from the person who saved it, or archive the page anew"
        }
        Err(Unchecked::NoText(_)) => {
            "archive its text as a separate document, as HTML or plain text in UTF-8 of at most 16 MiB, or check the \
             page yourself"
        }
        _ => "fix the record of the document first",
    };
    Diagnostic::new(&META, span, message).about(claim.clone()).about(document.clone()).help(help)
}
