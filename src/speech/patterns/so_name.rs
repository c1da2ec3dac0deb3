//! `„Q“, so NP` and `clause, so NP`: a small word, and who said what is before it.

use super::Found;
use crate::speech::clauses;
use crate::speech::content;
use crate::speech::lexicon::Classes;
use crate::speech::phrases;
use crate::speech::scene::Scene;
use crate::speech::tokens::Sign;

pub(super) fn find(scene: &Scene<'_>, into: &mut Vec<Found>) {
    for at in scene.at.clone().filter(|&at| scene.is(at, Classes::THUS)) {
        let Some(comma) = at.checked_sub(1).filter(|&before| scene.is_mark(before, Sign::Comma)) else { continue };
        let first = at + 1;
        let is_phrase = scene.unit(first).is_some_and(|unit| unit.is_capital() || unit.is(Classes::ARTICLE));
        let source = first..scene.noun_end(first, phrases::after(scene.units, first, scene.at.end));
        let is_last = source.end >= scene.end() || scene.is_mark(source.end, Sign::Comma);
        let said = scene.start()..comma;
        let is_said = !said.is_empty() && clauses::is_clause(scene, said.clone());
        if is_phrase && is_last && is_said && !source.is_empty() {
            let parts = [Some(said), content::again(scene, source.end)];
            into.push(Found::new(Some(source), at..first, parts.into_iter().flatten().collect()));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::speech::testing::{check, check_none};

    #[test]
    fn found() {
        check("so-name", "<„Niemand muss sich fürchten“>, {so} [Weber].");
        check("so-name", "<Die Lage sei unter Kontrolle>, {so} [die Ministerin].");
        check("so-name", "<„Wir bleiben hier“>, {so} [Ada Moos], <„und wir werden fertig.“>");
    }

    #[test]
    fn traps() {
        check_none("so-name", "Der Zug war voll, so dass viele Reisende am Montag stehen mussten.");
        check_none("so-name", "Wenn es regnet, so Moos nicht kommt, fällt das Spiel aus und alle gehen nach Hause.");
    }
}
