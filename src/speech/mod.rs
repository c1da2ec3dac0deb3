//! Who says what in a text: attributions, each with its source, its cue and its content.
//!
//! Rules and word lists find them, no model. It knows no records and no files: a text goes in, and places in it come
//! out.

mod content;
mod lexicon;
mod page;
mod paragraphs;
mod patterns;
mod phrases;
mod quotations;
mod reading;
mod relays;
mod resolve;
mod scene;
mod sources;
mod tokens;

pub use reading::{Account, Attribution, Extent, Identity, Kind, Reading, Source, SourceKind, Tier};

use std::sync::LazyLock;

use crate::text::Text;
use lexicon::{Data, Endings, Lexicon};
use page::Page;

static ENGLISH: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::new(&Data {
        words: include_str!("english/words.txt"),
        verbs: include_str!("english/verbs.txt"),
        anonymity: include_str!("english/anonymity.txt"),
        endings: Endings { adverb: "ly", past: "ed", not_past: "eed" },
    })
});

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
    let page = Page::new(text.untrusted(), &ENGLISH);
    let mut attributions = resolve::attributions(&page);
    let sources = sources::sources(&page, text, &mut attributions);
    let account = resolve::account(&page, &attributions);
    Reading {
        text: text.clone(),
        language: Some("en"),
        paragraphs: page.paragraphs.clone(),
        attributions,
        sources,
        account,
    }
}
