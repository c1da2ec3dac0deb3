//! `SMITH: …`: a paragraph of a transcript.

use super::Found;
use crate::speech::scene::Scene;

pub(super) fn find(scene: &Scene<'_>, into: &mut Vec<Found>) {
    let block = &scene.syntax.blocks[scene.paragraph];
    let Some(colon) = scene.syntax.speaker(scene.paragraph).filter(|_| scene.at.start == block.start) else { return };
    // One alone is a heading.
    let near = scene.paragraph.saturating_sub(NEAR)..scene.paragraph + NEAR + 1;
    if near.filter(|&other| other != scene.paragraph).any(|other| scene.syntax.speaker(other).is_some()) {
        into.push(Found::one(Some(block.start..colon), colon..colon + 1, colon + 1..block.end));
    }
}

/// How near another speaker is, in paragraphs.
const NEAR: usize = 3;

#[cfg(test)]
mod tests {
    use crate::speech::testing::{check, check_none};

    #[test]
    fn found() {
        check("speaker", "[MOSS]{:} <The bridge is safe. I would walk on it.>\n\nREPORTER: Would you?");
    }

    #[test]
    fn traps() {
        check_none("speaker", "NOTE: The bridge is closed.\n\nIt will open in May.");
    }
}
