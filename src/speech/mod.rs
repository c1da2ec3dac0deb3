//! Who says what in a text: attributions, each with its source, its cue and its content.
//!
//! Rules and word lists find them, no model. It knows no records and no files: a text goes in, and places in it come
//! out.

mod addressee;
mod clauses;
mod content;
mod denial;
mod firms;
mod homonyms;
mod language;
mod lexicon;
mod objects;
mod paragraphs;
mod particles;
mod patterns;
mod person;
mod phrases;
mod publication;
mod quotations;
mod quoting;
mod reading;
mod relays;
mod resolve;
mod scene;
mod sources;
mod speakers;
mod syntax;
#[cfg(test)]
mod testing;
mod tokens;

#[cfg(feature = "import")]
pub(crate) use lexicon::{Classes, bits};
pub(crate) use person::PersonName;
pub use publication::Publication;
pub use reading::{Account, Attribution, Extent, Identity, LanguageFrom, Reading, Source, SourceKind, Tier, Wording};

use crate::text::Text;
use language::Spoken;
use publication::Own;
use syntax::Syntax;

/// Reads a text. Linear in its length.
///
/// ```
/// use onrecord::speech::{Identity, read};
/// use onrecord::text::Text;
///
/// let reading = read(&Text::new("“We will leave,” Hakan Fidan said on Monday."));
/// assert_eq!(reading.attributions[0].pattern, "quote-said");
/// assert_eq!(reading.sources[0].identity, Identity::Named);
/// ```
pub fn read(text: &Text) -> Reading {
    read_as(text, &Publication::default())
}

/// Reads a text of which more is known than its words. Linear in its length.
pub fn read_as(text: &Text, publication: &Publication) -> Reading {
    let spoken = language::detect(text.untrusted(), publication.language.as_ref());
    let Some(lexicon) = spoken.lexicon else { return unread(text, &spoken) };
    let mut syntax = Syntax::new(text.untrusted(), lexicon, Own::new(publication));
    if !syntax.unmarked.is_empty() && !sources::is_interviewed(&syntax) {
        // What nobody answers is no interview.
        syntax.unmarked.clear();
    }
    let mut attributions = resolve::attributions(&syntax);
    for attribution in &mut attributions {
        denial::mark(syntax.text, lexicon, attribution);
    }
    let sources = sources::sources(&syntax, text, &mut attributions);
    let loose_quotations = resolve::loose_quotations(&syntax, &attributions);
    let account = resolve::account(&syntax, &attributions, loose_quotations.len());
    let (language, language_from) = (spoken.code, spoken.from);
    let paragraphs = syntax.paragraphs;
    Reading {
        text: text.clone(),
        language,
        language_from,
        paragraphs,
        attributions,
        sources,
        loose_quotations,
        account,
    }
}

/// The codes of the languages that there are rules for.
pub fn languages() -> impl Iterator<Item = &'static str> {
    language::codes()
}

/// What a word can be in any language that there are rules for, for those who read words that are in no text.
#[cfg(feature = "import")]
pub(crate) fn classes(word: &str) -> Classes {
    language::classes(word)
}

/// Whether a stop after a word ends no sentence in any language that there are rules for, given what comes after it:
/// the word is an abbreviation.
#[cfg(feature = "import")]
pub(crate) fn is_abbreviation(word: &str, after: &str) -> bool {
    let begins = |lexicon: &lexicon::Lexicon| lexicon.begins_sentence(word, lexicon::first_word(after));
    language::lexicons().any(|lexicon| lexicon.is_abbreviation(word, after)) && !language::lexicons().any(begins)
}

/// Marks those attributions of a reading that its text denies, wherever they come from.
pub(crate) fn mark_denied(reading: &mut Reading) {
    let Some(lexicon) = reading.language.and_then(language::lexicon) else { return };
    for attribution in &mut reading.attributions {
        denial::mark(reading.text.untrusted(), lexicon, attribution);
    }
}

/// A text in a language without words of its own: nothing is looked for.
fn unread(text: &Text, spoken: &Spoken) -> Reading {
    let paragraphs = paragraphs::paragraphs(text.untrusted());
    let account = Account { paragraphs_without_attribution: paragraphs.len(), ..Account::default() };
    let (language, language_from) = (spoken.code, spoken.from);
    let (attributions, sources, loose_quotations) = (Vec::new(), Vec::new(), Vec::new());
    Reading {
        text: text.clone(),
        language,
        language_from,
        paragraphs,
        attributions,
        sources,
        loose_quotations,
        account,
    }
}
