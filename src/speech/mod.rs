//! Who says what in a text: attributions, each with its source, its cue and its content.
//!
//! Rules and word lists find them, no model. It knows no records and no files: a text goes in, and places in it come
//! out.

mod addressee;
mod clauses;
mod content;
mod denial;
mod language;
mod lexicon;
mod objects;
mod paragraphs;
mod patterns;
mod phrases;
mod quotations;
mod quoting;
mod reading;
mod relays;
mod resolve;
mod scene;
mod sources;
mod syntax;
#[cfg(test)]
mod testing;
mod tokens;

pub use reading::{Account, Attribution, Extent, Identity, Reading, Source, SourceKind, Tier, Wording};

use crate::text::Text;
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
    let (language, lexicon) = language::detect(text.untrusted());
    let Some(lexicon) = lexicon else { return unread(text, language) };
    let syntax = Syntax::new(text.untrusted(), lexicon);
    let mut attributions = resolve::attributions(&syntax);
    for attribution in &mut attributions {
        denial::mark(syntax.text, lexicon, attribution);
    }
    let sources = sources::sources(&syntax, text, &mut attributions);
    let account = resolve::account(&syntax, &attributions);
    Reading { text: text.clone(), language, paragraphs: syntax.paragraphs, attributions, sources, account }
}

/// Marks those of some attributions that the text denies, wherever they come from.
pub(crate) fn mark_denied(text: &Text, attributions: &mut [Attribution]) {
    let (_, lexicon) = language::detect(text.untrusted());
    let Some(lexicon) = lexicon else { return };
    for attribution in attributions {
        denial::mark(text.untrusted(), lexicon, attribution);
    }
}

/// A text in a language without words of its own: nothing is looked for.
fn unread(text: &Text, language: Option<&'static str>) -> Reading {
    let paragraphs = paragraphs::paragraphs(text.untrusted());
    let account = Account { paragraphs_without_attribution: paragraphs.len(), ..Account::default() };
    Reading { text: text.clone(), language, paragraphs, attributions: Vec::new(), sources: Vec::new(), account }
}
