//! The draft for programs: places in the text in Unicode characters.

use std::collections::BTreeSet;
use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use super::{Draft, words};
use crate::copies::SEAMS;
use crate::format::document::{Lines, Version, document};
use crate::format::{Options, Word};
use crate::index::number;
use crate::model::Id;
use crate::speech::{Attribution, Extent, Identity, LanguageFrom, Reading, Source, SourceKind, Tier, Wording};
use crate::text::Text;
use crate::text::escape::json::Str;

document! {
    /// Who says what in a text. All places are in Unicode characters of `text`.
    pub(crate) struct JsonDraft<'a>: "draft" version 1 {
        /// The id of the document whose copy it is.
        document: Option<&'a str>,
        /// The language of the text, if it is known.
        language: Option<&'static str>,
        /// What shows the language: the letters of the text, what its page says, or small words such as "the".
        #[schemars(with = "Option<Word<LanguageFrom>>")]
        language_from: Option<&'static str>,
        /// All of it, as people see it.
        text: Str<'a>,
        paragraphs: Lines<'a, JsonPlace>,
        attributions: Lines<'a, JsonAttribution<'a>>,
        sources: Lines<'a, JsonSource<'a>>,
        /// The quotations, in their marks, that are in no attribution.
        loose_quotations: Lines<'a, JsonWords>,
        account: JsonAccount<'a>,
    }
}

/// From the first character to one past the last.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Place", deny_unknown_fields)]
pub(super) struct JsonPlace {
    start: u32,
    end: u32,
}

/// A place and the words there.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Words", deny_unknown_fields)]
struct JsonWords {
    start: u32,
    end: u32,
    #[schemars(with = "String")]
    #[serde(serialize_with = "as_text")]
    text: Text,
}

/// Somebody's words or view.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Attribution", deny_unknown_fields)]
struct JsonAttribution<'a> {
    /// Whether its pattern was right nine times in ten when it was measured.
    #[schemars(with = "Word<Tier>")]
    tier: &'static str,
    /// How it was found.
    pattern: &'static str,
    /// Whether it is in the words of the source.
    #[schemars(with = "Word<Wording>")]
    kind: &'static str,
    /// The words for the source.
    source: Option<JsonWords>,
    /// The words that give the content to the source.
    cue: Option<JsonWords>,
    /// What is said, in one or more parts.
    content: Vec<JsonWords>,
    /// Whether the words around it deny it, doubt it, refuse it or only suppose it: then the source does not say it.
    is_denied: bool,
    /// The id of the source in `sources`.
    voice: Option<&'a str>,
    /// The number, from 0, of the attribution that this one passes on.
    relays: Option<usize>,
}

/// Somebody who says something.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Source", deny_unknown_fields)]
struct JsonSource<'a> {
    id: &'a str,
    /// The fullest of its mentions.
    label: Str<'a>,
    #[schemars(with = "Word<Identity>")]
    identity: &'static str,
    #[schemars(with = "Option<Word<SourceKind>>")]
    kind: Option<&'static str>,
    /// Why it is not named, in the words of the text.
    reason: Option<Str<'a>>,
    /// Where attributions name it.
    mentions: Vec<JsonPlace>,
    /// The ids of whom it may be; it is never put together with them.
    candidates: Vec<&'a str>,
}

/// What was found and what was not.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Account", deny_unknown_fields)]
struct JsonAccount<'a> {
    sure: usize,
    likely: usize,
    /// How many of both the text denies, doubts or only supposes.
    denied: usize,
    /// How many of both are in no draft, because the corpus has claims with their quotes from the same document.
    known: usize,
    /// The claims with a quote from this document, or from another copy of its page, that this copy does not have:
    /// perhaps the page was corrected.
    lacking: Vec<&'a str>,
    quotations_without_attribution: usize,
    paragraphs_without_attribution: usize,
    /// Whether there are rules for the language. Without them nothing was looked for.
    is_read: bool,
}

fn as_text<S: serde::Serializer>(text: &Text, serializer: S) -> Result<S::Ok, S::Error> {
    Str(text).serialize(serializer)
}

pub(super) fn write(draft: &Draft, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    let reading = &draft.reading;
    let places = Places::new(reading);
    let text = places.all();
    let id = |nth: usize| draft.ids.get(nth).map(Id::as_str);
    let is_known =
        |one: &&Attribution| matches!(draft.said_before(one, &words::evidence(reading, one)), Some((_, true)));
    let lacking: BTreeSet<_> = draft.lacking.values().flatten().collect();
    let json = JsonDraft {
        version: Version,
        document: draft.document.as_ref().map(Id::as_str),
        language: reading.language,
        language_from: reading.language_from.map(LanguageFrom::name),
        text: Str(&text),
        paragraphs: Lines::new(reading.paragraphs.len(), |nth| places.place(reading.paragraphs[nth])),
        attributions: Lines::new(reading.attributions.len(), |nth| {
            attribution(&reading.attributions[nth], &places, id)
        }),
        sources: Lines::new(reading.sources.len(), |nth| source(&reading.sources[nth], nth, &places, id)),
        loose_quotations: Lines::new(reading.loose_quotations.len(), |nth| places.words(reading.loose_quotations[nth])),
        account: JsonAccount {
            sure: reading.account.sure,
            likely: reading.account.likely,
            denied: reading.account.denied,
            known: reading.attributions.iter().filter(is_known).count(),
            lacking: lacking.into_iter().map(Id::as_str).collect(),
            quotations_without_attribution: reading.account.quotations_without_attribution,
            paragraphs_without_attribution: reading.account.paragraphs_without_attribution,
            is_read: reading.account.is_read,
        },
    };
    json.write(out)
}

fn attribution<'a>(
    attribution: &Attribution,
    places: &Places<'_>,
    id: impl Fn(usize) -> Option<&'a str>,
) -> JsonAttribution<'a> {
    let words = |extent: Option<Extent>| extent.map(|extent| places.words(extent));
    JsonAttribution {
        tier: attribution.tier.name(),
        pattern: attribution.pattern,
        kind: attribution.kind.name(),
        source: words(attribution.source),
        cue: words(attribution.cue),
        content: attribution.content.iter().map(|&extent| places.words(extent)).collect(),
        is_denied: attribution.is_denied,
        voice: attribution.voice.and_then(id),
        relays: attribution.relays,
    }
}

fn source<'a>(
    source: &'a Source,
    nth: usize,
    places: &Places<'_>,
    id: impl Fn(usize) -> Option<&'a str>,
) -> JsonSource<'a> {
    JsonSource {
        id: id(nth).unwrap_or_default(),
        label: Str(&source.label),
        identity: source.identity.name(),
        kind: source.kind.map(SourceKind::name),
        reason: source.reason.as_ref().map(Str),
        mentions: source.mentions.iter().map(|&mention| places.place(mention)).collect(),
        candidates: source.candidates.iter().filter_map(|&candidate| id(candidate)).collect(),
    }
}

/// How many bytes apart the offsets are that are counted beforehand.
const STEP: usize = 64;

/// The text as people see it, and places in it: what copies put between the parts of a page is left out.
pub(super) struct Places<'r> {
    text: &'r Text,
    /// How many characters begin before each multiple of [`STEP`].
    before: Vec<u32>,
    /// Where characters are that nobody sees, in order.
    seams: Vec<u32>,
}

impl<'r> Places<'r> {
    pub(super) fn new(reading: &'r Reading) -> Self {
        let text = reading.text.untrusted();
        let counted = |count: &mut u32, piece: &[u8]| Some(std::mem::replace(count, *count + starts(piece)));
        Self {
            text: &reading.text,
            before: text.as_bytes().chunks(STEP).scan(0, counted).collect(),
            seams: text.match_indices(SEAMS).map(|(at, _)| number(at)).collect(),
        }
    }

    fn character(&self, at: u32) -> u32 {
        let unseen = number(self.seams.partition_point(|&seam| seam < at));
        let (at, bytes) = (at as usize, self.text.untrusted().as_bytes());
        let step = (at / STEP).min(self.before.len().saturating_sub(1));
        let rest = bytes.get(step * STEP..at).unwrap_or_default();
        self.before.get(step).copied().unwrap_or_default() + starts(rest) - unseen
    }

    /// The whole text.
    pub(super) fn all(&self) -> Text {
        seen(self.text.clone())
    }

    pub(super) fn place(&self, extent: Extent) -> JsonPlace {
        JsonPlace { start: self.character(extent.start), end: self.character(extent.end) }
    }

    fn words(&self, extent: Extent) -> JsonWords {
        let JsonPlace { start, end } = self.place(extent);
        JsonWords { start, end, text: seen(extent.of(self.text)) }
    }
}

fn seen(text: Text) -> Text {
    if text.untrusted().contains(SEAMS) { Text::new(text.untrusted().replace(SEAMS, "")) } else { text }
}

/// How many characters begin in some bytes of UTF-8.
fn starts(bytes: &[u8]) -> u32 {
    let count = bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count();
    u32::try_from(count).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::copies::APART;
    use crate::draft::example::{Said, reading};

    #[test]
    fn what_nobody_sees_is_neither_in_the_text_nor_counted() {
        let (seam, seams) = (SEAMS[0], SEAMS.iter().collect::<String>());
        let content = format!("“The {seam}brücke{seam} is closed,”");
        let text =
            format!("{APART}Märchen.\n{seams}{content} {seam}Ada Example said.\n{APART}Fell {seam}{seam}asleep.\n");
        let (source, cue, kind) = ("Ada Example", "said", Wording::Direct);
        let content = &[content.as_str()];
        let reading = reading(&text, Vec::new(), &[Said { voice: 0, source, cue, content, kind, relays: None }]);
        let places = Places::new(&reading);
        let all = places.all();
        assert_eq!(all.untrusted(), "Märchen.\n“The brücke is closed,” Ada Example said.\nFell asleep.\n");
        let characters: Vec<char> = all.untrusted().chars().collect();
        let said = &reading.attributions[0];
        for extent in said.content.iter().copied().chain(said.source).chain(said.cue) {
            let JsonWords { start, end, text } = places.words(extent);
            let there: String = characters[start as usize..end as usize].iter().collect();
            assert_eq!(
                (text.untrusted(), there.as_str()),
                (&*extent.of(&reading.text).untrusted().replace(SEAMS, ""), text.untrusted())
            );
        }
    }
}
