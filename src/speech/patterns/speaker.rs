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

/// `Ada Moss: …`, where several speak so.
pub(super) fn find_named(scene: &Scene<'_>, into: &mut Vec<Found>) {
    let block = &scene.syntax.blocks[scene.paragraph];
    let colon = scene.syntax.interviewee(scene.paragraph).filter(|_| scene.at.start == block.start);
    let colon = colon.filter(|_| scene.syntax.speaker(scene.paragraph).is_none());
    into.extend(colon.map(|colon| Found::one(Some(block.start..colon), colon..colon + 1, colon + 1..block.end)));
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
    fn what_a_speaker_only_asks_is_no_statement() {
        use crate::speech::read;
        use crate::text::Text;
        let text = "MOSS: So it is safe, and it was always safe?\n\nSTONE: It is safe for now, said nobody.";
        let is_clause: Vec<_> = read(&Text::new(text)).attributions.iter().map(|one| one.is_clause).collect();
        assert_eq!(is_clause, [false, true]);
    }

    #[test]
    fn an_interview_has_names_in_ordinary_letters() {
        let questions =
            "The Courier: Is it safe?\n\nAda Moss: Yes, it was always safe.\n\nThe Courier: Who said so?\n\n";
        check("interview", &format!("{questions}[Ada Moss]{{:}} <My father said it. I believed him.>"));
    }

    #[test]
    fn traps() {
        check_none("interview", "Name: Ada\n\nAge: 20\n\nName: Bo\n\nAge: 30\n\nThe age of both was not known.");
        check_none("interview", "Ada Moss: The bridge is safe.\n\nIt will open in May, and it will be closed again.");
        check_none("interview", "Ada Moss: 547.\n\nBo Stone: 46.\n\nAda Moss: 2,316.\n\nBo Stone: 1,547.");
        check_none("speaker", "NOTE: The bridge is closed.\n\nIt will open in May.");
    }
}
