//! `“Q,” said NP`: a quotation, and after it the verb and who said it.

use super::Found;
use crate::speech::content;
use crate::speech::lexicon::{Form, Takes};
use crate::speech::phrases;
use crate::speech::scene::Scene;
use crate::speech::tokens::Kind;

pub(super) fn find(scene: &Scene<'_>, into: &mut Vec<Found>) {
    for cue in scene.cues.iter().filter(|cue| cue.takes.has_any(Takes::QUOTE) && cue.form != Form::Participle) {
        let at = cue.group.start;
        let end = if scene.is_mark(at.wrapping_sub(1), Kind::Comma) { at - 1 } else { at };
        let Some(close) = end.checked_sub(1).filter(|&at| scene.is_quotation(at)) else { continue };
        let phrase = phrases::after(scene.units, cue.group.end, scene.at.end);
        if phrase == cue.group.end {
            continue;
        }
        let mut contents = vec![scene.start_of_said(close)..close + 1];
        contents.extend(content::again(scene, phrase));
        into.push(Found::new(Some(cue.group.end..phrase), cue.group.clone(), contents));
    }
}
