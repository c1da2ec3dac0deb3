//! Whom a pronoun may mean. It is only proposed, and only where nobody else can be meant.

use super::Known;
use super::names::{self, Name, Sex};
use crate::speech::lexicon::Classes;
use crate::speech::reading::{Attribution, Extent, Identity, SourceKind};
use crate::speech::syntax::Syntax;
use crate::speech::tokens::Sign;

/// Adds a candidate to each pronoun whose sentence follows one in which a single person speaks and no other is named.
pub(super) fn add(syntax: &Syntax<'_>, attributions: &[Attribution], sources: &mut [Known]) {
    let names = all_names(syntax);
    let mut before: Option<(usize, usize)> = None;
    for attribution in attributions {
        let (Some(voice), Some(source)) = (attribution.voice, attribution.source) else { continue };
        let sentence = syntax.sentence_at(source.start);
        let Some(known) = sources.get(voice) else { continue };
        let may_be_person = known.who.name.is_some() && known.source.kind.is_none_or(|kind| kind == SourceKind::Person);
        let is_person = known.source.identity == Identity::Named && may_be_person;
        match known.who.pronoun {
            Some(pronoun) => {
                let candidate = before.filter(|&(_, spoken)| is_near(syntax, spoken, sentence));
                let fits = |&(candidate, spoken): &(usize, usize)| {
                    let name = sources.get(candidate).and_then(|known| known.who.name.as_ref());
                    name.is_some_and(|name| agrees(name, pronoun) && is_alone(syntax, &names, name, spoken, source))
                };
                let candidate = candidate.filter(fits);
                if let (Some((candidate, _)), Some(known)) = (candidate, sources.get_mut(voice)) {
                    known.source.candidates.push(candidate);
                }
                before = candidate.map(|(candidate, _)| (candidate, sentence));
            }
            None => before = is_person.then_some((voice, sentence)),
        }
    }
}

/// Whether a sentence comes right after another, in the same paragraph or the next.
fn is_near(syntax: &Syntax<'_>, before: usize, after: usize) -> bool {
    let paragraph = |at: usize| syntax.sentences.get(at).map_or(0, |sentence| sentence.paragraph);
    after == before || after == before + 1 && paragraph(after) <= paragraph(before) + 1
}

/// Whether a name can be that of whom a pronoun means.
fn agrees(name: &Name, pronoun: Classes) -> bool {
    let sex = if pronoun == Classes::HE { Sex::Male } else { Sex::Female };
    name.sex.is_none_or(|known| known == sex)
}

/// The names of people in a text, with the place of each.
fn all_names(syntax: &Syntax<'_>) -> Vec<(Extent, String)> {
    let place = |name: Name| Some((syntax.extent(&name.units)?, name.surname().to_owned()));
    names::all(syntax).into_iter().filter_map(place).collect()
}

/// Whether a sentence is about somebody else before it names a person: `Her death was confirmed by her daughter, Rosa
/// Moss`. In `In her speech, Moss said` she is the same.
fn is_somebodys(syntax: &Syntax<'_>, sentence: usize, mention: Extent) -> bool {
    let Some(sentence) = syntax.sentences.get(sentence) else { return false };
    let before = sentence.units.start..syntax.units_in(mention).start;
    let is = |at: usize, classes| syntax.units[at].is(classes);
    let leads = is(before.start, Classes::PREPOSITION | Classes::SUBORDINATE);
    let comma = before.clone().find(|&at| leads && syntax.units[at].is_mark(Sign::Comma));
    (comma.unwrap_or(before.start)..before.end).any(|at| is(at, Classes::POSSESSIVE | Classes::HE | Classes::SHE))
}

/// Whether no other person is named from the start of a sentence to a pronoun.
fn is_alone(syntax: &Syntax<'_>, names: &[(Extent, String)], name: &Name, sentence: usize, pronoun: Extent) -> bool {
    let start =
        syntax.sentences.get(sentence).and_then(|sentence| syntax.extent(&sentence.units)).map_or(0, |all| all.start);
    let first = names.partition_point(|(extent, _)| extent.start < start);
    let mention = names.iter().skip(first).find(|(_, surname)| *surname == name.surname());
    if mention.is_some_and(|&(mention, _)| is_somebodys(syntax, sentence, mention)) {
        return false;
    }
    let between = names.iter().skip(first).take_while(|(extent, _)| extent.start < pronoun.start);
    let mut others = between.filter(|(_, surname)| *surname != name.surname());
    others.next().is_none()
}
