//! `“Q,” NP said`: a quotation, and after it who said it.

use super::Found;
use crate::speech::content;
use crate::speech::lexicon::Takes;
use crate::speech::scene::Scene;
use crate::speech::tokens::Kind;

pub(super) fn find(scene: &Scene<'_>, into: &mut Vec<Found>) {
    for cue in scene.cues.iter().filter(|cue| cue.takes.has_any(Takes::QUOTE) && !cue.is_passive) {
        let Some(subject) = &cue.subject else { continue };
        let end =
            if scene.is_mark(subject.start.wrapping_sub(1), Kind::Comma) { subject.start - 1 } else { subject.start };
        let Some(close) = end.checked_sub(1).filter(|&at| scene.is_quotation(at)) else { continue };
        if !scene.is_whole_quotation(close, end) {
            continue;
        }
        let start = scene.start_of_said(close);
        let parts = [Some(start..close + 1), content::again(scene, cue.group.end)];
        let contents = parts.into_iter().flatten().collect();
        into.push(Found::new(Some(subject.clone()), cue.group.clone(), contents));
    }
}
