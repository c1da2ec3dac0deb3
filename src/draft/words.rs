//! Words cut out of the text of a copy, as records and people want them: in one line, without the marks around them.

use crate::copies::SEAMS;
use crate::model::Id;
use crate::speech::{Attribution, Extent, Reading, Wording};
use crate::text::Text;

/// Of a sentence that is shown beside a record, so many characters at most.
const MAX_SENTENCE: usize = 400;
/// What opens and closes quotations.
const MARKS: [char; 11] = ['"', '“', '”', '„', '‟', '«', '»', '‹', '›', '‘', '’'];
/// And what does where a typewriter has nothing else.
const STRAIGHT: [&str; 3] = ["''", "``", "'"];
/// What ends a sentence.
const ENDS: [char; 4] = ['.', '?', '!', '…'];

/// A stretch in one line, its white space as single spaces.
pub(super) fn line(text: &Text, extent: Extent) -> Text {
    tidy(extent.of(text).untrusted())
}

/// The parts of what is said as quotes. Direct speech loses the marks around it, and the pause before the last.
pub(super) fn quotes(text: &Text, attribution: &Attribution) -> Vec<Text> {
    attribution.content.iter().map(|&extent| words(&line(text, extent), attribution.kind)).collect()
}

/// What shows that it is said. Of what is denied the words that deny it are a part: alone it would say the opposite.
pub(super) fn evidence(reading: &Reading, attribution: &Attribution) -> Vec<Text> {
    if !attribution.is_denied {
        return quotes(&reading.text, attribution);
    }
    let said = hull(attribution);
    let denied = Extent { start: sentence_around(reading, said).start, end: said.end };
    vec![tidy(denied.of(&reading.text).untrusted())]
}

/// What is said in the words of the writer, as one sentence.
pub(super) fn clause(text: &Text, attribution: &Attribution) -> Text {
    let parts: Vec<_> = quotes(text, attribution);
    tidy(&parts.iter().map(Text::untrusted).collect::<Vec<_>>().join(" "))
}

/// Quotes in marks, to be shown beside words of the writer.
pub(super) fn quoted(quotes: &[Text]) -> Text {
    Text::new(quotes.iter().map(|quote| format!("“{}”", quote.untrusted())).collect::<Vec<_>>().join(" … "))
}

fn words(said: &Text, kind: Wording) -> Text {
    let mut words = said.untrusted();
    if kind == Wording::Direct {
        // An apostrophe may be one of a word, unless there is one on both sides.
        for mark in STRAIGHT {
            let inner =
                words.strip_prefix(mark).and_then(|inner| inner.trim_end_matches([',', ';']).strip_suffix('\''));
            words = inner.map_or(words, |inner| inner.strip_suffix('\'').filter(|_| mark.len() > 1).unwrap_or(inner));
        }
        words = words.strip_prefix(MARKS).unwrap_or(words);
        words = words.strip_suffix([',', ';']).unwrap_or(words);
        words = words.strip_suffix(MARKS).unwrap_or(words);
    } else {
        words = words.strip_prefix("that ").or_else(|| words.strip_prefix("That ")).unwrap_or(words);
    }
    said.part(words.trim_end_matches([',', ';', ':', ' ']).trim())
}

/// The sentence in which somebody says something, or as much of it as fits a line.
pub(super) fn sentence(reading: &Reading, attribution: &Attribution) -> Text {
    // Who answers in an interview is named before it.
    let is_apart = |source: Extent, cue: Extent| paragraph(reading, source) < paragraph(reading, cue);
    let is_apart = attribution.source.zip(attribution.cue).is_some_and(|(source, cue)| is_apart(source, cue));
    let source = attribution.source.filter(|_| !is_apart);
    let Extent { start, end } = sentence_around(reading, hull(&Attribution { source, ..attribution.clone() }));
    let sentence = tidy(reading.text.untrusted().get(start as usize..end as usize).unwrap_or_default());
    match sentence.untrusted().char_indices().nth(MAX_SENTENCE) {
        Some((cut, _)) => Text::new(format!("{}…", &sentence.untrusted()[..cut])),
        None => sentence,
    }
}

/// Whether each paragraph has no part of an attribution.
pub(super) fn without_attribution(reading: &Reading) -> Vec<bool> {
    let mut is_without = vec![true; reading.paragraphs.len()];
    for attribution in &reading.attributions {
        for part in attribution.content.iter().chain(&attribution.source).chain(&attribution.cue) {
            let first = reading.paragraphs.partition_point(|paragraph| paragraph.end <= part.start);
            let rest = reading.paragraphs.iter().zip(&mut is_without).skip(first);
            for (_, is_without) in rest.take_while(|(paragraph, _)| paragraph.start < part.end) {
                *is_without = false;
            }
        }
    }
    is_without
}

/// The number, from 0, of the paragraph in which a stretch begins.
pub(super) fn paragraph(reading: &Reading, place: Extent) -> usize {
    reading.paragraphs.partition_point(|paragraph| paragraph.end <= place.start)
}

/// The first words of a stretch.
pub(super) fn beginning(text: &Text, extent: Extent, most: usize) -> Text {
    let line = line(text, extent);
    match line.untrusted().char_indices().nth(most) {
        Some((cut, _)) => Text::new(format!("{}…", line.untrusted()[..cut].trim_end())),
        None => line,
    }
}

/// A place and all of the sentence that it is in, which is in one paragraph.
pub(super) fn sentence_around(reading: &Reading, Extent { start, end }: Extent) -> Extent {
    let at = reading.paragraphs.partition_point(|paragraph| paragraph.end <= start);
    let around = reading.paragraphs.get(at).copied().filter(|around| around.start <= start);
    let around = around.unwrap_or(Extent { start, end });
    let end = end.max(start);
    let before = Extent { start: around.start, end: start }.of(&reading.text);
    let after = Extent { start: end, end: around.end.max(end) }.of(&reading.text);
    let length = |length: usize| u32::try_from(length).unwrap_or_default();
    Extent { start: around.start + length(begin(before.untrusted())), end: end + length(finish(after.untrusted())) }
}

/// All of an attribution: from the first of its words to the last.
pub(super) fn hull(attribution: &Attribution) -> Extent {
    let parts = || attribution.content.iter().chain(&attribution.source).chain(&attribution.cue);
    Extent {
        start: parts().map(|part| part.start).min().unwrap_or_default(),
        end: parts().map(|part| part.end).max().unwrap_or_default(),
    }
}

/// Where the last sentence begins of what is before something.
fn begin(before: &str) -> usize {
    let ends = before.rmatch_indices(ENDS).find_map(|(at, end)| {
        let rest = &before[at + end.len()..];
        let rest = rest.trim_start_matches(MARKS);
        rest.starts_with(char::is_whitespace).then(|| before.len() - rest.trim_start().len())
    });
    ends.unwrap_or_default()
}

/// Where the first sentence ends of what is after something.
fn finish(after: &str) -> usize {
    let ends = after.match_indices(ENDS).find_map(|(at, end)| {
        let rest = after[at + end.len()..].trim_start_matches(MARKS);
        (rest.is_empty() || rest.starts_with(char::is_whitespace)).then(|| after.len() - rest.len())
    });
    ends.unwrap_or(after.len())
}

/// All of a text in one line.
pub(super) fn whole(text: &Text) -> Text {
    tidy(text.untrusted())
}

/// A text in one line. What copies put between the parts of a page is no part of it.
fn tidy(text: &str) -> Text {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        let word = word.replace(|character: char| is_ours(character) || character.is_control(), "");
        if !line.is_empty() && !word.is_empty() {
            line.push(' ');
        }
        line.push_str(&word);
    }
    Text::new(line)
}

/// A stretch as it is shown in the article.
#[cfg(feature = "html")]
pub(super) fn shown(text: &Text, extent: Extent) -> Text {
    let part = extent.of(text);
    if part.untrusted().contains(is_ours) { Text::new(part.untrusted().replace(is_ours, "")) } else { part }
}

/// Ids in a row, as they are shown.
pub(super) fn ids<'i>(ids: impl IntoIterator<Item = &'i Id>) -> String {
    ids.into_iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ")
}

/// What to do about sources that the corpus has by their names.
pub(super) fn by_name(sources: &str) -> String {
    format!("In the corpus by name: {sources}. If one is somebody else, write a record for that source.")
}

/// What to do about sources without a name that the corpus has from the same page.
pub(super) fn from_this_page(sources: &str) -> String {
    format!("In the corpus from this page: {sources}. If one is somebody else, write a record for that source.")
}

/// What to do about words that the text gives to a source, and some claims to others or to nobody.
pub(super) fn of_other(source: &Id, claims: &[Id]) -> String {
    let (claim, has) = if claims.len() == 1 { ("claim", "has") } else { ("claims", "have") };
    let ids = ids(claims);
    format!(
        "The {claim} {ids} {has} words that this copy gives to `{source}`, from somebody else or from nobody. See \
         which is right."
    )
}

/// How long a text is, in bytes.
pub(super) fn length(text: &Text) -> usize {
    text.untrusted().len()
}

/// The first places where a text has some words, each beginning and ending where words do.
pub(super) fn places(text: &Text, words: &str, most: usize) -> Vec<Extent> {
    let text = text.untrusted();
    let is_part = |one: Option<char>, other: Option<char>| {
        one.is_some_and(char::is_alphanumeric) && other.is_some_and(char::is_alphanumeric)
    };
    let is_whole = |at: usize| {
        let (before, after) = (&text[..at], &text[at + words.len()..]);
        !is_part(before.chars().next_back(), words.chars().next())
            && !is_part(words.chars().next_back(), after.chars().next())
    };
    if !words.contains(char::is_alphanumeric) {
        return Vec::new();
    }
    let found = memchr::memmem::find_iter(text.as_bytes(), words.as_bytes()).filter(|&at| is_whole(at));
    found.take(most).filter_map(|at| extent(at, at + words.len())).collect()
}

fn extent(start: usize, end: usize) -> Option<Extent> {
    Some(Extent { start: u32::try_from(start).ok()?, end: u32::try_from(end).ok()? })
}

/// Whether two places are at most so far apart, with no end of a sentence or paragraph between them.
pub(super) fn are_in_one_sentence(text: &Text, one: Extent, other: Extent, most: usize) -> bool {
    let between = Extent { start: one.end.min(other.end), end: one.start.max(other.start) };
    if between.start > between.end {
        return false;
    }
    let between = between.of(text);
    let between = between.untrusted();
    between.len() <= most && !between.contains(ENDS) && !between.contains('\n')
}

/// Whether words begin and end where a clause or a quotation does, or where one of two other places is.
pub(super) fn is_clause(text: &Text, words: Extent, beside: [Extent; 2]) -> bool {
    let text = text.untrusted();
    let (start, end) = (words.start as usize, words.end as usize);
    let (before, said, after) = (text[..start].trim_end_matches(' '), &text[start..end], &text[end..]);
    let is_pause =
        |character: char| ",;:—–()".contains(character) || ENDS.contains(&character) || MARKS.contains(&character);
    let touches = |at: usize, edge: fn(&Extent) -> u32| beside.iter().any(|place| edge(place) as usize == at);
    let begins = said.starts_with(MARKS)
        || before.is_empty()
        || before.ends_with(|character: char| character == '\n' || is_pause(character))
        || before.ends_with(" that")
        || touches(before.len(), |place| place.end);
    let after_blanks = after.trim_start_matches(' ');
    let ends = said.ends_with(is_pause)
        || after_blanks.is_empty()
        || after_blanks.starts_with(|character: char| character == '\n' || is_pause(character))
        || touches(text.len() - after_blanks.len(), |place| place.start);
    begins && ends
}

/// Whether words are all of a quotation.
pub(super) fn is_quoted(text: &Text, words: Extent) -> bool {
    let text = text.untrusted();
    let (before, said, after) =
        (&text[..words.start as usize], &text[words.start as usize..words.end as usize], &text[words.end as usize..]);
    let closes = |words: &str| words.trim_start_matches([',', '.', '!', '?']).starts_with(MARKS);
    said.starts_with(MARKS) && said.trim_end_matches([',', '.']).ends_with(MARKS)
        || before.ends_with(MARKS) && closes(after)
}

/// What copies put between the parts of a page.
fn is_ours(character: char) -> bool {
    SEAMS.contains(&character)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::example::{Said, reading};

    #[test]
    fn marks_and_pauses_are_no_words_of_the_source() {
        let of = |said: &str, kind| words(&Text::new(said), kind).untrusted().to_owned();
        assert_eq!(of("“We will leave,”", Wording::Direct), "We will leave");
        assert_eq!(of("\"Don’t go!\"", Wording::Direct), "Don’t go!");
        assert_eq!(of("“Don’t go”,", Wording::Direct), "Don’t go");
        assert_eq!(of("that the bridge is “safe”,", Wording::Indirect), "the bridge is “safe”");
        assert_eq!(of("“", Wording::Direct), "");
    }

    #[test]
    fn paragraphs_without_an_attribution_are_known() {
        let text = "Rain fell.\n“The bridge is closed,” Ada Example said.\nNobody asked why, and so on.\n";
        let content = &["“The bridge is closed,”"];
        let (source, cue, kind) = ("Ada Example", "said", Wording::Direct);
        let reading = reading(text, Vec::new(), &[Said { voice: 0, source, cue, content, kind, relays: None }]);
        assert_eq!(without_attribution(&reading), [true, false, true]);
        assert_eq!(beginning(&reading.text, reading.paragraphs[2], 10).untrusted(), "Nobody ask…");
        assert_eq!(beginning(&reading.text, reading.paragraphs[0], 10).untrusted(), "Rain fell.");
    }

    #[test]
    fn a_sentence_is_all_of_it_and_no_more() {
        let shown = |text: &str| {
            let content = &["“The bridge is closed,”"];
            let (source, cue, kind) = ("Ada Example", "said", Wording::Direct);
            let reading = reading(text, Vec::new(), &[Said { voice: 0, source, cue, content, kind, relays: None }]);
            sentence(&reading, &reading.attributions[0])
        };
        let text = "Rain fell. “The bridge is closed,” Ada Example said on Monday in Bern. Nobody asked why.";
        let found = shown(text);
        assert_eq!(found.untrusted(), "“The bridge is closed,” Ada Example said on Monday in Bern.");
        let long = format!("“The bridge is closed,” Ada Example said {}.", "word ".repeat(200));
        assert_eq!(shown(&long).untrusted().chars().count(), MAX_SENTENCE + 1);
    }
}
