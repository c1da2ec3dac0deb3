//! To whom something is said: `told reporters on Monday that`.

use super::lexicon::Classes;
use super::scene::Scene;
use super::syntax::Unit;
use super::tokens::Sign;

/// How many units the words for somebody may have.
const MAX_ADDRESSEE: usize = 30;
/// How many words a name in quotation marks has at most.
const MAX_TITLE: u32 = 3;

pub(super) fn without_adverbs(scene: &Scene<'_>, at: usize) -> usize {
    // `said, however, that`
    let is_between = scene.is_mark(at, Sign::Comma) && scene.is_mark(at + 2, Sign::Comma);
    let at = if is_between && scene.is(at + 1, Classes::ADVERB) { at + 3 } else { at };
    let has_comma = scene.syntax.lexicon.traits.has_comma_before_clause;
    let doubts = Classes::NEGATION | Classes::DOUBTING | Classes::PERHAPS;
    let is_loose = |at: usize| {
        // `sagte nie, dass`, but `said almost everyone`
        let is_about = has_comma && scene.is(at, doubts);
        (is_about || scene.is(at, Classes::ADVERB | Classes::TIME) && (has_comma || !scene.is_nearly(at)))
            && !scene.is(at, Classes::QUANTITY | Classes::PRONOUN | Classes::ARTICLE)
    };
    (at..scene.at.end).find(|&at| !is_loose(at)).unwrap_or(scene.at.end)
}

/// The end of the person who hears something.
pub(super) fn person(scene: &Scene<'_>, at: usize) -> usize {
    let Some(first) = scene.unit(at).filter(|unit| unit.is_word()) else { return at };
    if first.is(Classes::THAT) || first.is(Classes::PREPOSITION | Classes::SUBORDINATE | Classes::AND) {
        return at;
    }
    let owns = first.is(Classes::POSSESSIVE) && scene.is_word(at + 1) && !starts_anew(&scene.units[at + 1]);
    if first.is(Classes::OBJECT) && !owns {
        return at + 1;
    }
    let limit = scene.at.end.min(at + MAX_ADDRESSEE);
    (at..limit).find(|&next| !goes_on(scene, at, next)).unwrap_or(limit)
}

/// Whether a word after "her" shows that "her" is somebody: `told her she`, `told her in May`.
fn starts_anew(unit: &Unit) -> bool {
    let anew = Classes::ARTICLE
        | Classes::PRONOUN
        | Classes::POSSESSIVE
        | Classes::PREPOSITION
        | Classes::SUBORDINATE
        | Classes::RELATIVE
        | Classes::TIME
        | Classes::ADVERB;
    unit.is(anew) || unit.is_capital()
}

/// Whether words begin with what can be the name of somebody.
fn is_lead(words: &[Unit]) -> bool {
    let opens = Classes::ARTICLE | Classes::POSSESSIVE;
    words.first().is_some_and(|first| first.is_capital() || first.is(opens))
}

/// Whether a unit is part of the person that begins at another.
fn goes_on(scene: &Scene<'_>, start: usize, at: usize) -> bool {
    let unit = &scene.units[at];
    // The name of a programme.
    let is_name = scene.quoted(at).is_some_and(|quoted| quoted.words <= MAX_TITLE && quoted.last == Sign::Word)
        && scene.is_mark(at.wrapping_sub(1), Sign::Possessive);
    let is_part =
        is_name || unit.is_word() || unit.is_bracketed || unit.is_mark(Sign::Possessive) || unit.is_mark(Sign::Number);
    if at == start || !is_part {
        return is_part;
    }
    let before = &scene.units[at - 1];
    let is_tied = before.is(Classes::PREPOSITION | Classes::AND);
    let is_new = unit.is(Classes::ARTICLE | Classes::PRONOUN | Classes::POSSESSIVE) && !is_tied
        || unit.is(Classes::TIME)
        || unit.is(Classes::PREPOSITION) && !unit.is(Classes::TIGHT) && !unit.is_capital()
        || before.is(Classes::OBJECT)
        // `told Reuters there were`
        || scene.is_the_word(at, "there") && scene.is(at + 1, Classes::BE)
        || scene.is_the_word(at, "to") && !is_lead(&scene.units[at + 1..]);
    let is_over = unit.is(Classes::SUBORDINATE | Classes::RELATIVE | Classes::ADVERB | Classes::AUXILIARY);
    !is_new && (!is_over || unit.is_capital())
}
