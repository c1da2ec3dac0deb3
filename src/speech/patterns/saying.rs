//! `…, saying that`, `…, adding: “Q”`: the subject of the sentence goes on.

use super::Found;
use crate::speech::content;
use crate::speech::lexicon::{Classes, Form, Takes};
use crate::speech::scene::{After, Cue, Scene};
use crate::speech::tokens::Sign;

pub(super) fn find(scene: &Scene<'_>, into: &mut Vec<Found>) {
    find_if(scene, into, |cue| !scene.has_spoken(cue));
}

/// `NP said …, adding that`: the one who spoke before goes on.
pub(super) fn find_adding(scene: &Scene<'_>, into: &mut Vec<Found>) {
    find_if(scene, into, |cue| scene.has_spoken(cue));
}

fn find_if(scene: &Scene<'_>, into: &mut Vec<Found>, is_wanted: impl Fn(&Cue) -> bool) {
    for cue in scene
        .cues
        .iter()
        .filter(|cue| cue.takes.has_any(Takes::QUOTE) && cue.form == Form::Participle && is_wanted(cue))
    {
        let before = cue.group.start.wrapping_sub(1);
        let is_first = cue.group.start == scene.at.start;
        let is_joined = scene.is_mark(before, Sign::Comma)
            || scene.is(before, Classes::AND | Classes::MEDIUM)
            || scene.is_the_word(before, "by");
        if !is_joined && !is_first || cue.subject.is_some() && !scene.is(before, Classes::MEDIUM) {
            continue;
        }
        if let Some(After::Quote(said) | After::That(said) | After::Bare(said) | After::Colon(said)) =
            content::after(scene, cue)
        {
            into.push(Found::one(scene.goes_on(cue, &said), cue.group.clone(), said));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::speech::testing::{check, check_none};

    #[test]
    fn found() {
        check("saying", "[Ada Moss] defended the plan, {saying} <that the bridge is safe>.");
        check("saying", "{Noting} <that the bridge is safe>, [Ada Moss] defended the plan.");
        check("saying", "The ministry withdrew a statement {saying} <the bridge was safe>.");
        check("saying", "[She] left the room, {shouting}: <“I will be back.”>");
    }

    #[test]
    fn traps() {
        check_none("saying", "Moss spent the day writing letters.");
    }
}
