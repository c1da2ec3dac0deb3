//! Readings made by hand, so that tests of drafts do not depend on what patterns find.

use crate::speech::{Account, Attribution, Extent, Identity, LanguageFrom, Reading, Source, SourceKind, Tier, Wording};
use crate::text::Text;

/// Who says something, in these words and with this cue: what is said, in parts.
pub(super) struct Said<'t> {
    pub(super) voice: usize,
    pub(super) source: &'t str,
    pub(super) cue: &'t str,
    pub(super) content: &'t [&'t str],
    pub(super) kind: Wording,
    pub(super) relays: Option<usize>,
}

pub(super) fn extent(text: &str, words: &str) -> Extent {
    let start = text.find(words).unwrap_or_else(|| panic!("`{words}` is not in the text"));
    let at = |at: usize| u32::try_from(at).unwrap();
    Extent { start: at(start), end: at(start + words.len()) }
}

pub(super) fn source(label: &str, identity: Identity) -> Source {
    let kind = (identity == Identity::Named).then_some(SourceKind::Person);
    Source { label: Text::new(label), identity, kind, reason: None, mentions: Vec::new(), candidates: Vec::new() }
}

pub(super) fn reading(text: &str, sources: Vec<Source>, said: &[Said<'_>]) -> Reading {
    let attribution = |said: &Said<'_>| Attribution {
        tier: Tier::Sure,
        pattern: "quote-said",
        kind: said.kind,
        source: Some(extent(text, said.source)),
        cue: Some(extent(text, said.cue)),
        content: said.content.iter().map(|words| extent(text, words)).collect(),
        is_clause: true,
        is_denied: false,
        voice: Some(said.voice),
        relays: said.relays,
    };
    let mut paragraphs = Vec::new();
    for line in text.lines().filter(|line| !line.is_empty()) {
        paragraphs.push(extent(text, line));
    }
    Reading {
        text: Text::new(text),
        language: Some("en"),
        language_from: Some(LanguageFrom::Text),
        paragraphs,
        attributions: said.iter().map(attribution).collect(),
        sources,
        loose_quotations: Vec::new(),
        account: Account { sure: said.len(), is_read: true, ..Account::default() },
    }
}

/// A text in which Ada Example speaks directly and by way of a paper, and somebody without a name says something, too.
pub(super) const TEXT: &str = "“The bridge is closed,” Ada Example said on Monday.\n\n\
    The Daily Example reports that it will open in May, citing an engineer who was not authorised to speak.\n";

pub(super) fn example() -> Reading {
    let mut engineer = source("an engineer", Identity::Anonymous);
    engineer.reason = Some(Text::new("not authorised to speak"));
    let mut daily = source("The Daily Example", Identity::Named);
    daily.kind = Some(SourceKind::Outlet);
    let may = "that it will open in May";
    reading(
        TEXT,
        vec![source("Ada Example", Identity::Named), daily, engineer],
        &[
            Said {
                voice: 0,
                source: "Ada Example",
                cue: "said",
                content: &["“The bridge is closed,”"],
                kind: Wording::Direct,
                relays: None,
            },
            Said {
                voice: 1,
                source: "The Daily Example",
                cue: "reports",
                content: &[may],
                kind: Wording::Indirect,
                relays: Some(2),
            },
            Said {
                voice: 2,
                source: "an engineer",
                cue: "citing",
                content: &[may],
                kind: Wording::Indirect,
                relays: None,
            },
        ],
    )
}
