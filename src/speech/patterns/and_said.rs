//! `NP left and said …`: the subject of the sentence, and a verb of speech joined to another verb.

use super::Found;
use crate::speech::content;
use crate::speech::lexicon::{Classes, Form, Takes};
use crate::speech::scene::{After, Scene};

pub(super) fn find(scene: &Scene<'_>, into: &mut Vec<Found>) {
    for cue in scene.cues.iter().filter(|cue| cue.takes.has_any(Takes::QUOTE | Takes::THAT)) {
        let is_joined = scene.is(cue.group.start.wrapping_sub(1), Classes::AND);
        let is_finite = matches!(cue.form, Form::Past | Form::Present);
        if cue.subject.is_some() || !is_joined || !is_finite || cue.is_passive {
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
        check("and-said", "[Ada Moss] defended the plan and {said} <the bridge is safe>.");
        check("and-said", "[The mayor] walked out and {said} <that she would not return>.");
    }

    #[test]
    fn traps() {
        check_none("and-said", "Moss walked out and said nothing.");
    }
}
