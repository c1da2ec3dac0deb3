//! Whether a text denies, doubts or only supposes what was found in it: then that is not what the source says.

use super::lexicon::{Classes, EITHER, Entry, Lexicon, NEARLY, NOT_EVEN, Takes};
use super::reading::{Attribution, Extent, Tier};

/// How many bytes may be between a cue and its content for the words there to go with both: `asked not to be named`.
const MAX_GAP: usize = 16;

/// How many words before `that` say that something is not true, at most.
const MAX_UNTRUE: usize = 5;
/// How many words are between somebody and `as saying`, at most.
const MAX_QUOTED: usize = 12;
/// Words before what is invented.
const INSIDE: [&str; 2] = ["in", "im"];
/// How many words after "In" are looked at for what is invented.
const MAX_FICTION: usize = 5;
/// How many words before somebody are looked at for another of whom one speaks: `either Moss or`.
const MAX_EITHER: usize = 6;
/// How many bytes before somebody are looked at for what it is in which they speak.
const MAX_LEAD: usize = 300;

/// Marks an attribution whose content is denied. None of these is sure.
pub(super) fn mark(text: &str, lexicon: &Lexicon, attribution: &mut Attribution) {
    attribution.is_denied |= is_denied(text, lexicon, attribution);
    if attribution.is_denied {
        attribution.tier = Tier::Likely;
    }
}

fn is_denied(text: &str, lexicon: &Lexicon, attribution: &Attribution) -> bool {
    let is = |word: &str, classes| lexicon.entry(word).classes.has_any(classes);
    let denies = |word: &str| {
        // `won't say`, and `I'll say`: not yet.
        let is_short = ["n't", "n’t", "'ll", "’ll"].iter().any(|end| word.ends_with(end));
        is_short || is(word, Classes::NEGATION | Classes::DENYING | Classes::DOUBTING)
    };
    let Some(cue) = attribution.cue else { return false };
    let source = attribution.source;
    let start = source.map_or(cue.start, |source| source.start.min(cue.start)) as usize;
    let lead = text.get(..start).unwrap_or_default();
    let is_lead_of_source = source.is_some_and(|source| source.start as usize == start);
    let of = |extent| words(part(text, extent));
    of(cue).any(denies)
        || is_supposed(part(text, cue), lexicon)
        || source.and_then(|source| of(source).next()).is_some_and(|word| denies(word) || is(word, Classes::IMAGINING))
        || before(lead).is_some_and(denies)
        || before(lead.trim_end_matches([' ', ',']))
            .is_some_and(|word| is(word, Classes::DOUBTING | Classes::IMAGINING))
        || is_fictional(lead, lexicon)
        || is_in_fiction(text, lexicon, attribution, cue)
        || is_hypothetical(text, lexicon, attribution, cue, lead)
        || is_lead_of_source && is_of_two(lead)
        || is_lead_of_source && before(lead).is_some_and(|word| is(word, Classes::INVERTED))
        || between(text, cue, &attribution.content).any(denies)
        || is_supposed_after(text, lexicon, cue, &attribution.content)
        || is_lead_of_source && is_untrue(lead, lexicon)
        || source.is_some_and(|source| is_obsolete(text, lexicon, source))
        || source.is_some_and(|source| is_misquoted(text, lexicon, source, cue))
        || follows(text, attribution, cue).is_some_and(|word| is(word, Classes::DOUBTING))
        || says_nothing(text, lexicon, &attribution.content)
        || is_forged(text, lexicon, attribution, start)
}

/// The words of the sentence before who speaks.
fn lead_of_sentence(lead: &str) -> &str {
    let near = (lead.len().saturating_sub(MAX_LEAD)..=lead.len()).find(|&at| lead.is_char_boundary(at));
    let near = near.and_then(|near| lead.get(near..)).unwrap_or_default();
    near.rsplit(['.', '!', '?', '\n']).next().unwrap_or_default()
}

/// Whether the sentence says before who speaks that it is in something invented: `In the film, Moss says`.
fn is_fictional(lead: &str, lexicon: &Lexicon) -> bool {
    is_invented(lead_of_sentence(lead), lexicon)
}

/// Whether it says so right after who speaks: `“Q,” Moss says in the film`.
fn is_in_fiction(text: &str, lexicon: &Lexicon, attribution: &Attribution, cue: Extent) -> bool {
    let rest = text.get(end_of_voice(attribution, cue)..).unwrap_or_default();
    is_invented(rest.split(['.', '!', '?', ',', '\n']).next().unwrap_or_default(), lexicon)
}

/// Whether words begin with what something invented is in: `in the film`.
fn is_invented(sentence: &str, lexicon: &Lexicon) -> bool {
    let is = |word: &str, classes| lexicon.entry(word).classes.has_any(classes);
    let mut words = words(sentence).map(|word| word.trim_end_matches(['s', 'S']).trim_end_matches(['\'', '’']));
    let is_in = words.next().is_some_and(|first| INSIDE.iter().any(|word| first.eq_ignore_ascii_case(word)));
    let mut of = words.take(MAX_FICTION).take_while(|word| !is(word, Classes::PREPOSITION));
    is_in && of.any(|word| is(word, Classes::FICTION))
}

/// Whether somebody would only say it under a condition, or nobody in particular would: `If she were here, Moss would
/// say`, `Some would say`. Alone, `would say` is also the past of `will say`, and what somebody used to say.
fn is_hypothetical(text: &str, lexicon: &Lexicon, attribution: &Attribution, cue: Extent, lead: &str) -> bool {
    let first =
        |part: &str, classes| words(part).next().is_some_and(|word| lexicon.entry(word).classes.has_any(classes));
    let lead = lead_of_sentence(lead);
    let source = attribution.source.map_or("", |source| part(text, source));
    first(part(text, cue), Classes::SUPPOSING)
        && (first(source, Classes::QUANTITY | Classes::PEOPLE)
            || lead.trim_end().ends_with(',') && first(lead, Classes::INVERTED | Classes::DENYING))
}

/// Whether another is named before, and only one of the two says it, or neither: `Either Moss or Smith said`. And
/// whether somebody says it as little as others: `Not even Smith said`.
fn is_of_two(lead: &str) -> bool {
    if !lead.ends_with(' ') {
        return false;
    }
    let near: Vec<_> = words(lead_of_sentence(lead)).collect();
    let near = &near[near.len().saturating_sub(MAX_EITHER)..];
    let is = |at: &str, word: &str| at.eq_ignore_ascii_case(word);
    let is_even = |[not, even]: &[&str; 2]| near.last_chunk().is_some_and(|[at, last]| is(at, not) && is(last, even));
    let is_either =
        |[either, or]: &[&str; 2]| near.last().is_some_and(|last| is(last, or)) && near.iter().any(|at| is(at, either));
    NOT_EVEN.iter().any(is_even) || EITHER.iter().any(is_either)
}

/// Whether a verb only says what somebody may or will say, would have said, wanted to say or almost said.
fn is_supposed(cue: &str, lexicon: &Lexicon) -> bool {
    let entries: Vec<_> = words(cue).map(|word| lexicon.entry(word)).collect();
    let Some((verb, before)) = entries.split_last() else { return false };
    let is_perfect = words(cue).any(|word| word.eq_ignore_ascii_case("have"));
    let is_nearly = NEARLY.iter().any(|nearly| words(cue).take(nearly.len()).eq(nearly.iter().copied()));
    let speaks = verb.verb.is_some_and(|verb| verb.takes.has_any(Takes::QUOTE));
    // `almost said`, but `almost all say`; `wanted to say`, but `wanted to know`
    let supposes = |(nth, word): (usize, &Entry)| {
        let is_near = nth + 1 == before.len() || !word.classes.has_any(Classes::ADVERB);
        let is_said = speaks || word.classes.has_any(Classes::AUXILIARY);
        word.classes.has_any(Classes::PERHAPS) && is_near && is_said
            || is_perfect && word.classes.has_any(Classes::SUPPOSING)
    };
    is_nearly || before.iter().enumerate().any(supposes)
}

/// Whether the one word between a verb and its content does so, as in German: `sagte fast, dass`.
fn is_supposed_after(text: &str, lexicon: &Lexicon, cue: Extent, content: &[Extent]) -> bool {
    let mut between = between(text, cue, content);
    let first = between.next().filter(|_| between.next().is_none());
    first.is_some_and(|word| lexicon.entry(word).classes.has_any(Classes::PERHAPS))
}

/// Whether what comes before somebody says that it is not so: `It is not true that`, `He denied that`.
fn is_untrue(lead: &str, lexicon: &Lexicon) -> bool {
    let mut words = lead.trim_end().rsplit(|letter: char| !is_letter(letter)).map(|word| lexicon.entry(word).classes);
    if !lead.ends_with(' ') || !words.next().is_some_and(|that| that.has_any(Classes::THAT)) {
        return false;
    }
    let near: Vec<_> = words.take(MAX_UNTRUE).collect();
    let has = |classes| near.iter().any(|word: &Classes| word.has_any(classes));
    let is_first = |classes| near.first().is_some_and(|word| word.has_any(classes));
    let denies = Classes::DENYING | Classes::FALSELY | Classes::IMAGINING;
    is_first(Classes::RUMOURED) && has(Classes::BE)
        || is_first(denies)
        || is_first(Classes::TRUTH) && has(Classes::NEGATION)
}

/// Whether it is what a paper takes back: `An earlier version of this article said`.
fn is_obsolete(text: &str, lexicon: &Lexicon, source: Extent) -> bool {
    let lead = before(text.get(..source.start as usize).unwrap_or_default());
    let all: Vec<_> =
        lead.into_iter().chain(words(part(text, source))).map(|word| lexicon.entry(word).classes).collect();
    all.windows(2).any(|pair| pair[0].has_any(Classes::OBSOLETE) && pair[1].has_any(Classes::VERSION))
}

/// Whether words between a source and `as saying` say that it was quoted falsely.
fn is_misquoted(text: &str, lexicon: &Lexicon, source: Extent, cue: Extent) -> bool {
    let gap = Extent { start: source.end, end: cue.start.max(source.end) };
    let gap: Vec<_> = words(part(text, gap)).map(|word| lexicon.entry(word).classes).collect();
    let has = |classes| gap.len() <= MAX_QUOTED && gap.iter().any(|found: &Classes| found.has_any(classes));
    has(Classes::CITED) && has(Classes::FALSELY | Classes::DOUBTING)
}

/// Whether the sentence says before who speaks, or of who it is, that it is a forgery: `In a fake post, X says`.
fn is_forged(text: &str, lexicon: &Lexicon, attribution: &Attribution, start: usize) -> bool {
    let before = text.get(..start).unwrap_or_default();
    let near = (before.len().saturating_sub(MAX_LEAD)..=before.len()).find(|&at| before.is_char_boundary(at));
    let near = near.and_then(|near| before.get(near..)).unwrap_or_default();
    let lead = near.rsplit(['.', '!', '?', '\n', '“', '”', '"']).next().unwrap_or_default();
    let first = before.len() - lead.len();
    let source = attribution.source.map_or("", |source| part(text, source));
    let head = source.split(',').next().unwrap_or_default();
    let is_said =
        |at: usize| attribution.content.iter().any(|said| (said.start as usize..said.end as usize).contains(&at));
    let forged = |part: &str| {
        let all: Vec<_> = words(part).collect();
        let is_forged = |word: &str| lexicon.entry(word).classes.has_any(Classes::FORGED);
        // Of the news, people say so without meaning it.
        let next = all.iter().skip(1).chain(&[""]).map(|next| next.eq_ignore_ascii_case("news"));
        all.iter().zip(next).any(|(word, is_news)| is_forged(word) && !is_news)
    };
    // `After the forged letter was found, X said` is about another time.
    let is_other = words(lead).next().is_some_and(|first| lexicon.entry(first).classes.has_any(Classes::SUBORDINATE));
    !is_said(first) && !is_other && forged(lead) || forged(head)
}

fn part(text: &str, extent: Extent) -> &str {
    text.get(extent.start as usize..extent.end as usize).unwrap_or_default()
}

/// The last word of a text, if no other sign than blanks is after it.
fn before(text: &str) -> Option<&str> {
    let word = text.trim_end_matches(' ').rsplit(|letter: char| !is_letter(letter)).next()?;
    Some(word).filter(|word| !word.is_empty())
}

/// Whether what is said is only what it is about: `said nothing about the bridge`.
fn says_nothing(text: &str, lexicon: &Lexicon, content: &[Extent]) -> bool {
    let is_nearly = |word: &&str| lexicon.entry(word).classes.has_any(Classes::PERHAPS);
    let said = content.first().map_or("", |&first| part(text, first)).split(' ');
    let mut said = said.skip_while(is_nearly);
    let mut is = |classes| said.next().is_some_and(|word| lexicon.entry(word).classes.has_any(classes));
    is(Classes::NOTHING) && is(Classes::PREPOSITION)
}

/// The word after who speaks and the verb, if it is no part of what is said: `said Moss, reportedly`.
fn follows<'t>(text: &'t str, attribution: &Attribution, cue: Extent) -> Option<&'t str> {
    let rest = text.get(end_of_voice(attribution, cue)..)?.trim_start_matches([' ', ',']);
    let at = text.len() - rest.len();
    let is_said = attribution.content.iter().any(|said| (said.start as usize..said.end as usize).contains(&at));
    words(rest).next().filter(|word| !is_said && rest.starts_with(word))
}

/// Where who speaks and the verb end.
fn end_of_voice(attribution: &Attribution, cue: Extent) -> usize {
    attribution.source.map_or(cue.end, |source| source.end.max(cue.end)) as usize
}

/// The few words between a cue and the content after it.
fn between<'t>(text: &'t str, cue: Extent, content: &[Extent]) -> impl Iterator<Item = &'t str> {
    let (from, after) = (cue.end as usize, content.iter().map(|part| part.start as usize));
    let next = after.filter(|&start| start >= from && start - from <= MAX_GAP).min();
    words(next.and_then(|next| text.get(from..next)).unwrap_or_default())
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !is_letter(letter)).filter(|word| !word.is_empty())
}

fn is_letter(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '\'' | '’' | '-')
}

#[cfg(test)]
mod tests {
    use crate::speech::{Tier, read};
    use crate::text::Text;

    #[test]
    fn what_is_invented_supposed_or_nearly_said_is_marked() {
        for text in [
            "It has been claimed that Ann Bell said that the bank was broke.",
            "It is rumoured that Ann Bell said the bank was broke.",
            "In the film, Ann Bell says the bank was broke.",
            "In the film “The Long Night,” Ann Bell says that the bank was broke.",
            "In the novel’s first chapter, Captain Bell says that the bank was broke.",
            "In the series' third episode, President Bell says the bank was broke.",
            "Suppose Ann Bell said that the bank was broke.",
            "Suppose that Ann Bell said that the bank was broke.",
            "Imagine Ann Bell said that the bank was broke.",
            "Few said that the bank was broke.",
            "Ann Bell all but said last week that the bank was broke.",
            "Ann Bell as good as said that the bank was broke.",
            "Ann Bell, asked in private, would probably say that the bank was broke.",
        ] {
            let reading = read(&Text::new(text));
            assert!(!reading.attributions.is_empty(), "{text}");
            assert!(
                reading.attributions.iter().all(|one| one.is_denied && one.tier == Tier::Likely),
                "{text}\n{reading:#?}"
            );
            assert!(reading.sources.iter().all(|source| !source.label.untrusted().ends_with("all")), "{text}");
        }
        for text in [
            "In an interview about the film, Ann Bell said that the bank was broke.",
            "After the film, Ann Bell said that the bank was broke.",
            "A few said that the bank was broke.",
            "The film was long. In Bern, Ann Bell said that the bank was broke.",
        ] {
            let reading = read(&Text::new(text));
            assert!(reading.attributions.iter().any(|one| !one.is_denied), "{text}\n{reading:#?}");
        }
    }

    #[test]
    fn what_is_denied_is_marked_and_never_sure() {
        for text in [
            "John Smith denied that he took a bribe.",
            "Ann Bell did not say that the bank was broke.",
            "Ann Bell didn’t say that the bank was broke.",
            "John Smith never said he was guilty.",
            "No official said that the plan was dead.",
            "Nobody said the bridge is safe.",
            "“She took the money,” Bob Ross never said.",
            "Ann Bell denies that she stole the money.",
            "Ann Bell denies killing her husband.",
            "The spokesman could not confirm that the man was dead.",
            "Ann Bell failed to mention that the bank was broke.",
            "Ann Bell has not said that she will run.",
            "Ann Bell doubts the bank is safe.",
            "Ann Bell doesn't believe the bank is safe.",
            "If Ann Bell says the bridge is safe, people will cross it.",
            "Ann Bell may have said the bridge was safe.",
            "Ann Bell might say the bridge was safe.",
            "Ann Bell could say that the bridge was safe.",
            "Not even Ann Bell said that the bridge was safe.",
            "Either Bo Stone or Ann Bell said that the bridge was safe.",
            "Had he lived, Bo Stone would say that the bridge was safe.",
            "If he were here, Bo Stone would say that the bridge was safe.",
            "Some would say the bridge is safe.",
            "Critics would say that the bridge was safe.",
            "Ann Bell appeared to say that the bridge was safe.",
            "Ann Bell seems to say that the bridge was safe.",
            "Bo Stone dreamed that Ann Bell said that the bridge was safe.",
            "“The bridge is safe,” says Ann Bell in the film.",
            "“The bridge is safe,” Ann Bell says in the play.",
            "Ada Moos will sagen, dass die Brücke sicher ist. Der Bericht kam am Montag.",
            "Ada Moos könnte sagen, dass die Brücke sicher ist. Der Bericht kam am Montag.",
            "Ada Moos würde sagen, dass die Brücke sicher ist. Der Bericht kam am Montag.",
            "Weder Ada Moos noch Bo Stein sagten, dass die Brücke sicher ist. Der Bericht kam am Montag.",
            "Im Film sagt Ada Moos, dass die Brücke sicher ist. Der Bericht kam am Montag.",
            "Ann Bell will say that the bridge was safe.",
            "Ann Bell will tell the council on Monday that the bridge was safe.",
            "“The bridge is safe,” Ann Bell will say on Monday.",
            "Ann Bell will be saying that the bridge was safe.",
            "Ann Bell needs to say that the bridge was safe.",
            "I'll be saying more about the bridge in a moment.",
            "It is not clear that Ann Bell said the bridge was safe.",
            "Did Ann Bell say that the bridge was safe?",
            "Ann Bell would have said the bridge was safe.",
            "Ann Bell allegedly said the bridge was safe.",
            "Allegedly, Ann Bell said the bridge was safe.",
            "Ann Bell said, supposedly, that the bridge was safe.",
            "“The bridge is safe,” Ann Bell reportedly said.",
            "“The bridge is safe,” said Ann Bell, reportedly.",
            "Had Ann Bell said the bridge was safe, we would have printed it.",
            "We would have printed it, had Ann Bell said the bridge was safe.",
            "Ann Bell was falsely quoted as saying the bridge was safe.",
            "Ann Bell was quoted wrongly by the Herald as saying that the bridge was safe.",
            "Ann Bell no longer says the bridge was safe.",
            "In a deepfake video, Ann Bell says the bridge is safe.",
            "A forged letter in which Ann Bell said that the bridge was safe was found.",
            "A fake post claimed that Ann Bell said the bridge was safe.",
            "Angeblich sagte Ann Bell, die Brücke sei sicher, und die Stadt habe das Geld nicht.",
            "Ann Bell said nothing about the bridge.",
            "Ann Bell almost said that the bridge was safe.",
            "An earlier version of this article said that Ann Bell was the mayor.",
            "The original headline said the bridge was safe.",
            "Ann Bell nearly said the bridge was safe.",
            "Ann Bell wanted to say that the bridge was safe.",
            "Ann Bell hardly ever said that the bridge was safe.",
            "A parody account of Ann Bell said that the bridge was safe.",
            "Ann Bell said almost nothing about the bridge.",
            "It is not true that Ann Bell said that the bridge was safe.",
            "It is false that Ann Bell said the bridge was safe.",
            "There is no evidence that Ann Bell said the bridge was safe.",
            "The mayor denied that Ann Bell said the bridge was safe.",
            "Ann Bell sagte nie, dass die Brücke sicher ist. Der Bericht kam am Montag.",
            "Ann Bell sagte nicht, die Brücke sei sicher. Der Bericht kam am Montag.",
            "Ann Bell sagte beinahe, dass die Brücke sicher ist. Der Bericht kam am Montag.",
            "Ann Bell sagte angeblich, die Brücke sei sicher. Der Bericht kam am Montag.",
            "Keineswegs sagte Ann Bell, dass die Brücke sicher ist. Der Bericht kam am Montag.",
            "Ann Bell soll angeblich gesagt haben, die Brücke sei sicher. Der Bericht kam am Montag.",
            "Ann Bell soll gesagt haben, dass die Brücke sicher ist. Der Bericht kam am Montag.",
            "The mayor, Thomas Brandt, denied that.",
            "Norsteel declined to comment.",
            "Her lawyer refused to answer.",
            "A senior official, who asked not to be named because the report is not public, spoke on Monday.",
        ] {
            let reading = read(&Text::new(text));
            let is_open = |one: &&crate::speech::Attribution| !one.is_denied || one.tier == Tier::Sure;
            let open: Vec<_> = reading.attributions.iter().filter(is_open).collect();
            assert!(open.is_empty(), "{text}\n{open:#?}");
        }
    }

    #[test]
    fn what_the_source_itself_denies_in_its_words_is_said() {
        for text in [
            "Ann Bell said that the bank was not broke.",
            "“I never took it,” Bob Ross said.",
            "Ann Bell said no one had been hurt.",
            "According to Ann Bell, nobody was hurt.",
            "Ann Bell falsely said that the bridge was safe.",
            "Ann Bell said the letter was forged.",
            "“The letter is a fake,” Ann Bell said.",
            "Ann Bell said nothing was wrong with the bridge.",
            "Ann Bell would say later that the bridge was safe.",
            "The fake news are everywhere, Ann Bell said.",
            "After the forged letter was found, Ann Bell said that the bridge was safe.",
            "Almost everyone said that the bridge was safe.",
            "Engineers almost universally say that the bridge was safe.",
            "Ann Bell wanted to know whether the bridge was safe.",
            "An Ann Bell impersonator said that the bridge was safe.",
            "Nearly half of the engineers said that the bridge was safe.",
            "Ann Bell said almost everyone knew that the bridge was safe.",
            "Ann Bell hopes that the bridge is safe.",
            "It is true that Ann Bell said the bridge was safe.",
            "The mayor said that Ann Bell said that the bridge was safe.",
            "Ann Bell went on to say that the bridge was safe.",
            "Not only Ann Bell said that the bridge was safe.",
            "Moss or Ann Bell said that the bridge was safe.",
            "In the end, Ann Bell would say that the bridge was safe.",
            "Ada Moos sagte noch, dass die Brücke sicher ist. Das war neu am Montag.",
            "Ada Moos muss sagen, dass die Brücke sicher ist. Das war neu am Montag.",
            "Ann Bell sagte am Montag fast ohne Pause, dass die Brücke sicher ist. Das war neu.",
        ] {
            let reading = read(&Text::new(text));
            assert!(reading.attributions.iter().any(|one| !one.is_denied), "{text}\n{:#?}", reading.attributions);
        }
    }
}
