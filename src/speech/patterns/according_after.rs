//! `dem Bericht zufolge …`: a word after the source gives it the sentence.

use super::Found;
use crate::speech::lexicon::Classes;
use crate::speech::phrases;
use crate::speech::scene::Scene;
use crate::speech::tokens::Sign;

pub(super) fn find(scene: &Scene<'_>, into: &mut Vec<Found>) {
    for at in scene.at.clone().filter(|&at| scene.is(at, Classes::AFTERWARD)) {
        let Some(source) = phrases::before(scene.units, first(scene, at), at) else { continue };
        let end =
            if scene.is_mark(source.start.wrapping_sub(1), Sign::Comma) { source.start - 1 } else { source.start };
        let parts = [scene.start()..end.max(scene.start()), at + 1..scene.end().max(at + 1)];
        let contents: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        if !contents.is_empty() {
            into.push(Found::new(Some(source), at..at + 1, contents));
        }
    }
}

/// Where the phrase begins at the earliest: after the verb, `ist dem Ministerium zufolge`.
fn first(scene: &Scene<'_>, at: usize) -> usize {
    let near = scene.at.start.max(at.saturating_sub(MAX_PHRASE))..at;
    let is_verb = |at: &usize| scene.is(*at, Classes::AUXILIARY | Classes::VERB);
    near.rev().find(is_verb).map_or(scene.at.start, |verb| verb + 1)
}

/// How many units the phrase may have.
const MAX_PHRASE: usize = 12;

#[cfg(test)]
mod tests {
    use crate::speech::testing::{check, check_none};

    #[test]
    fn found() {
        check(
            "according-after",
            "[Einem Bericht] {zufolge} <ist die Brücke seit Jahren nicht mehr sicher und wird nun gesperrt>.",
        );
        check("according-after", "<Die Zahl der Anträge ist> [dem Ministerium] {zufolge} <gesunken>.");
    }

    #[test]
    fn traps() {
        check_none("according-after", "Der Bericht ist nicht mehr zu finden, und die Brücke wird gesperrt.");
    }
}
