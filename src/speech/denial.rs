//! Whether a text denies, doubts or only supposes what was found in it: then that is not what the source says.

use super::lexicon::{Classes, Lexicon};
use super::reading::{Attribution, Extent, Tier};

/// How many bytes may be between a cue and its content for the words there to go with both: `asked not to be named`.
const MAX_GAP: usize = 16;

/// Marks an attribution whose content is denied. None of these is sure.
pub(super) fn mark(text: &str, lexicon: &Lexicon, attribution: &mut Attribution) {
    attribution.is_denied |= is_denied(text, lexicon, attribution);
    if attribution.is_denied {
        attribution.tier = Tier::Likely;
    }
}

fn is_denied(text: &str, lexicon: &Lexicon, attribution: &Attribution) -> bool {
    let denies = |word: &str| {
        let is_short = word.ends_with("n't") || word.ends_with("n’t");
        is_short || lexicon.entry(word).classes.has_any(Classes::NEGATION | Classes::DENYING)
    };
    let of = |extent: Extent| words(text.get(extent.start as usize..extent.end as usize).unwrap_or_default());
    let Some(cue) = attribution.cue else { return false };
    let start = attribution.source.map_or(cue.start, |source| source.start.min(cue.start)) as usize;
    of(cue).any(denies)
        || attribution.source.and_then(|source| of(source).next()).is_some_and(denies)
        || before(text, start).is_some_and(denies)
        || between(text, cue, &attribution.content).any(denies)
}

/// The word before a place, if no other sign than blanks is between.
fn before(text: &str, place: usize) -> Option<&str> {
    let before = text.get(..place)?.trim_end_matches(' ');
    let word = before.rsplit(|letter: char| !is_letter(letter)).next()?;
    Some(word).filter(|word| !word.is_empty())
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
        ] {
            let reading = read(&Text::new(text));
            assert!(reading.attributions.iter().any(|one| !one.is_denied), "{text}\n{:#?}", reading.attributions);
        }
    }
}
