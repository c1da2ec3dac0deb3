//! `NP said …`: who says it, and a clause without "that".

use super::Found;
use crate::speech::content;
use crate::speech::lexicon::Takes;
use crate::speech::scene::{After, Cue, Scene};

pub(super) fn find(scene: &Scene<'_>, into: &mut Vec<Found>) {
    find_if(scene, into, |cue| cue.takes.has_any(Takes::WORDS) && !scene.is_counted(cue) && !scene.is_relative(cue));
}

/// `40 percent said …`: the answers to a poll.
pub(super) fn find_polled(scene: &Scene<'_>, into: &mut Vec<Found>) {
    find_if(scene, into, |cue| cue.takes.has_any(Takes::WORDS) && scene.is_counted(cue));
}

/// `NP, who said …`
pub(super) fn find_who(scene: &Scene<'_>, into: &mut Vec<Found>) {
    find_if(scene, into, |cue| cue.takes.has_any(Takes::WORDS) && scene.is_relative(cue));
}

/// The same with verbs that are used for more than words: `NP argued …`
pub(super) fn find_argued(scene: &Scene<'_>, into: &mut Vec<Found>) {
    find_if(scene, into, |cue| !cue.takes.has_any(Takes::WORDS | Takes::MIND | Takes::PAPER));
}

/// `NP thinks …`
pub(super) fn find_thought(scene: &Scene<'_>, into: &mut Vec<Found>) {
    find_if(scene, into, |cue| cue.takes.has_any(Takes::MIND));
}

/// `the report shows …`
pub(super) fn find_shown(scene: &Scene<'_>, into: &mut Vec<Found>) {
    find_if(scene, into, |cue| cue.takes.has_any(Takes::PAPER) && scene.is_paper(cue));
}

fn find_if(scene: &Scene<'_>, into: &mut Vec<Found>, is_wanted: impl Fn(&Cue) -> bool) {
    for cue in scene.cues.iter().filter(|cue| cue.takes.has_any(Takes::BARE) && !cue.is_passive && is_wanted(cue)) {
        let Some(subject) = &cue.subject else { continue };
        if let Some(After::Bare(said) | After::Colon(said)) = content::after(scene, cue) {
            into.push(Found::one(Some(subject.clone()), cue.group.clone(), said));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::speech::testing::{check, check_none};

    #[test]
    fn found() {
        check(
            "said-clause",
            "The talks broke down, a diplomat said, after [the envoy, Ivan Petrov], {said} <Moscow would not sign>.",
        );
        check("said-clause", "[A doctor] {said} <at least nine people had been brought in dead>.");
        check("said-clause", "Moss, whose [lawyer] {said} <he was ill>, was not in court.");
        check("said-clause", "[The defendant] {told} police <he did not mean to hurt her>, the court heard.");
        check("said-clause", "[Ada Moss] {said} <the bridge is safe>.");
        check("said-clause", "[She] {told} reporters <she would not resign>.");
        check("said-clause", "[Moss] {said} on Tuesday <the work would take a year>.");
        check("said-clause", "[The mayor] {says} <it will last for years>.");
    }

    #[test]
    fn traps() {
        check_none("said-clause", "Moss said at least five times that the bridge was safe.");
        check_none("said-clause", "Moss said nothing.");
        check_none("said-clause", "He said no.");
        check_none("said-clause", "The man said goodbye to them.");
    }
}
