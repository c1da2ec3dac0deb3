//! `according to NP`: before a clause, within it or after it.

use super::Found;
use crate::speech::phrases;
use crate::speech::scene::Scene;
use crate::speech::tokens::Kind;

pub(super) fn find(scene: &Scene<'_>, into: &mut Vec<Found>) {
    for at in scene.at.clone() {
        if !(scene.is_the_word(at, "according") && scene.is_the_word(at + 1, "to")) {
            continue;
        }
        let source = at + 2..phrases::after(scene.units, at + 2, scene.end());
        if source.is_empty() {
            continue;
        }
        let rest = if scene.is_mark(source.end, Kind::Comma) { source.end + 1 } else { source.end };
        let before = if scene.is_mark(at.wrapping_sub(1), Kind::Comma) { at - 1 } else { at };
        let parts = [scene.at.start..before, rest..scene.end()];
        let contents: Vec<_> = parts.into_iter().filter(|part| part.len() > 1).collect();
        if !contents.is_empty() {
            into.push(Found::new(Some(source), at..at + 2, contents));
        }
    }
}
