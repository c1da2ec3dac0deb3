//! `NP said:` at the end of a paragraph, and what is said in the next one.

use super::Found;
use crate::speech::clauses;
use crate::speech::lexicon::Takes;
use crate::speech::scene::Scene;
use crate::speech::tokens::Sign;

pub(super) fn find(scene: &Scene<'_>, into: &mut Vec<Found>) {
    let is_last = scene.syntax.blocks[scene.paragraph].end == scene.at.end;
    let Some(next) = scene.syntax.blocks.get(scene.paragraph + 1).filter(|_| is_last) else { return };
    let Some(colon) = scene.at.end.checked_sub(1).filter(|&at| scene.is_mark(at, Sign::Colon)) else { return };
    let is_first = |at: &usize| !scene.units[*at].is_quotation();
    let is_quoted = scene.units[next.start].is_quotation();
    let end = if is_quoted { next.clone().find(is_first).unwrap_or(next.end) } else { next.end };
    for cue in scene.cues.iter().rev().filter(|cue| cue.takes.has_any(Takes::QUOTE)) {
        let subject = cue.subject.clone().or_else(|| scene.subject.clone());
        let Some(subject) = subject else { continue };
        if clauses::tail(scene, cue) == Some(colon) || cue.group.end == colon {
            into.push(Found::one(Some(subject), cue.group.clone(), next.start..end));
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::speech::testing::{check, check_none};

    #[test]
    fn found() {
        check("said-block", "[Ada Moss] {wrote}:\n\n<“The bridge is safe. We will open it in May.”>");
        check(
            "said-block",
            "In a letter to the council, [the mayor] {said}:\n\n<The bridge is safe. We will open it in May.>",
        );
    }

    #[test]
    fn traps() {
        check_none("said-block", "The plan has three parts:\n\n“Safety first” is one of them.");
    }
}
