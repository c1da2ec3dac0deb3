//! `NP announced a plan`: a verb whose object is what is said.

use super::Found;
use crate::speech::lexicon::{Classes, Form, Takes};
use crate::speech::objects;
use crate::speech::quoting;
use crate::speech::scene::{Cue, Scene};

pub(super) fn find(scene: &Scene<'_>, into: &mut Vec<Found>) {
    // `the Post, which cited officials` and `cited him as saying` pass on what is said elsewhere in the sentence.
    let is_relay = |cue: &Cue| {
        let cites = scene.is(cue.group.end - 1, Classes::CITED);
        cites && (scene.is_relative(cue) || quoting::find(scene, cue).is_some())
    };
    let is_said =
        |cue: &&Cue| cue.takes.has_any(Takes::TOPIC) && !cue.is_passive && !cue.is_infinitive && !is_relay(cue);
    for cue in scene.cues.iter().filter(is_said).filter(|cue| cue.form != Form::Base) {
        let Some(subject) = &cue.subject else { continue };
        // `He disputes that.`
        let is_word =
            |object: &std::ops::Range<usize>| object.len() == 1 && scene.is(object.start, Classes::DEMONSTRATIVE);
        if let Some(object) = objects::object(scene, cue).filter(|object| !is_word(object)) {
            into.push(Found::one(Some(subject.clone()), cue.group.clone(), object));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::speech::testing::{check, check_none};

    #[test]
    fn a_word_for_what_was_said_is_nothing_said() {
        check_none("said-topic", "Ada Moss disputes that. Bo Other denied this.");
    }

    #[test]
    fn found() {
        check("said-topic", "[Ada Moss] {announced} <a plan to rebuild the bridge>.");
        check("said-topic", "[The ministry] {denied} <the report>, and the mayor left.");
    }

    #[test]
    fn traps() {
        check_none("said-topic", "The announced plan is old.");
    }
}
