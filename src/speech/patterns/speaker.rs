//! `SMITH: …`: a paragraph of a transcript.

use std::ops::Range;

use super::Found;
use crate::speech::scene::Scene;

pub(super) fn find(scene: &Scene<'_>, into: &mut Vec<Found>) {
    let block = &scene.syntax.blocks[scene.paragraph];
    let Some(name) = scene.syntax.speaker(scene.paragraph).filter(|_| scene.at.start == block.start) else { return };
    // One alone is a heading.
    let near = scene.paragraph.saturating_sub(NEAR)..scene.paragraph + NEAR + 1;
    if near.filter(|&other| other != scene.paragraph).any(|other| scene.syntax.speaker(other).is_some()) {
        into.push(said_by(name, block.end));
    }
}

fn said_by(name: Range<usize>, end: usize) -> Found {
    let colon = name.end;
    Found::one(Some(name), colon..colon + 1, colon + 1..end)
}

/// `Ada Moss: …`, where several speak so.
pub(super) fn find_named(scene: &Scene<'_>, into: &mut Vec<Found>) {
    let block = &scene.syntax.blocks[scene.paragraph];
    let name = scene.syntax.interviewee(scene.paragraph).filter(|_| scene.at.start == block.start);
    let name = name.filter(|_| scene.syntax.speaker(scene.paragraph).is_none());
    into.extend(name.map(|name| said_by(name, block.end)));
}

/// `A: …`, of the one who is interviewed.
pub(super) fn find_answer(scene: &Scene<'_>, into: &mut Vec<Found>) {
    let block = &scene.syntax.blocks[scene.paragraph];
    let mark = scene.syntax.answer(scene.paragraph).filter(|_| scene.at.start == block.start);
    into.extend(mark.map(|mark| Found::one(None, block.start..mark + 1, mark + 1..block.end)));
    if scene.syntax.unmarked.get(&scene.paragraph) == Some(&true) && scene.at.start == block.start {
        into.push(Found::one(None, block.start..block.start, block.clone()));
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
        check("interview", &format!("{questions}[Ada Moss]{{:}} <It is safe, they said.>"));
        check("interview", &format!("{questions}[Ada Moss]{{:}} <My father said it. I believed him.>"));
    }

    #[test]
    fn a_chat_is_one_too_and_what_somebody_is_called_there_is_no_name() {
        use crate::speech::{Identity, read};
        use crate::text::Text;
        for [first, other] in
            [["[02/03/2026, 03:58:11] ", "[02/03/2026, 03:59:11] "], ["02.03.26, 03:58 - ", "02.03.26, 03:59 - "]]
        {
            let chat = format!(
                "{first}Dana Reyes: Is she ready, and is the crew of the boat here?\n\n{other}Shadow: Lights off, as \
                 they said. The dock is clear.\n\n{first}Dana Reyes: Then it is time to go.\n\n{other}"
            );
            let reading = read(&Text::new(format!("{chat}Shadow: All aboard, Shadow said.")));
            assert!(reading.attributions.iter().all(|one| one.pattern == "interview"), "{:#?}", reading.attributions);
            let named = |identity| move |source: &&crate::speech::Source| source.identity == identity;
            let label = |identity| reading.sources.iter().find(named(identity)).map(|source| source.label.clone());
            assert_eq!(label(Identity::Named), Some(Text::new("Dana Reyes")));
            assert_eq!(label(Identity::Unresolved), Some(Text::new("Shadow")), "{:#?}", reading.sources);
        }
    }

    /// What is answered in an interview with `Q:` and `A:` is said by the one whom it is with, what is asked by nobody.
    #[test]
    fn answers_are_those_of_the_one_who_is_interviewed() {
        use crate::speech::{Identity, read};
        use crate::text::Text;
        let said = |lead: &str, [q, a]: [&str; 2]| {
            let text = format!(
                "{lead}\n\n{q} Some people say the bridge was safe. Was it?\n\n{a} It never was. I told the board.\n\n\
                 {q} Who said so?\n\n{a} My father said it was rotten. I believed him.\n\n"
            );
            let reading = read(&Text::new(&*text));
            let voice =
                |voice: Option<usize>| voice.map(|at| (&reading.sources[at].label, reading.sources[at].identity));
            let all = reading.attributions.iter().map(|one| (voice(one.voice), one.content[0].of(&reading.text)));
            all.map(|(voice, said)| format!("{voice:?} {}", said.untrusted())).collect::<Vec<_>>()
        };
        let answers = ["It never was. I told the board.", "My father said it was rotten. I believed him."];
        let by = |who: Option<&str>| {
            let who = who.map(|who| (Text::new(who), Identity::Named));
            answers.map(|answer| format!("{:?} {answer}", who.as_ref().map(|(name, is)| (name, *is))))
        };
        let ada = by(Some("Ada Moss"));
        for marks in [["Q:", "A:"], ["Q.", "A."], ["Question:", "Answer:"]] {
            assert_eq!(said("Ada Moss ran the port for years. She spoke to the paper on Monday.", marks), ada);
        }
        assert_eq!(said("By Bo Stone\n\nAn interview with Ada Moss on the bridge", ["Q:", "A:"]), ada);
        for lead in [
            "An engineer of the port speaks about the bridge and the board.",
            "An engineer, who asked not to be named, worked under Ada Moss. He spoke to the paper on Monday.",
            "Ada Moss ran the port for years. Bo Stone followed her, and one of them spoke to the paper.",
            "He worked under the mayor, Ada Moss, and spoke to the paper about the bridge.",
        ] {
            assert_eq!(said(lead, ["Q:", "A:"]), by(None), "{lead}");
        }
        check_none("answer", "Q: Is it safe?\n\nA: It is safe, and it was always safe, as you can see for yourself.");
        check_none(
            "answer",
            "A. The bridge is safe.\n\nB. The bridge is closed.\n\nA. The bridge is old and it is safe.",
        );
    }

    #[test]
    fn answers_without_marks_are_those_of_the_one_person_who_is_named() {
        use crate::speech::{Tier, read};
        use crate::text::Text;
        let said = |lead: &str, you: &str, me: &str| {
            let text = format!(
                "{lead}\n\nIs the bridge that {you} built safe?\n\n{me} checked it in May. The mayor said it rots.\n\
                 \n\
                 What comes next?\n\nIt will be painted, and {me} told the board so.\n\nThe bridge is old."
            );
            let reading = read(&Text::new(&*text));
            let answers = reading.attributions.iter().filter(|one| one.pattern == "answer");
            let voices = answers.map(|one| (one.tier, one.voice.map(|at| reading.sources[at].label.clone())));
            voices.collect::<Vec<_>>()
        };
        let ada = vec![(Tier::Likely, Some(Text::new("Ada Moss"))); 2];
        assert_eq!(said("Ada Moss ran the port for years. She spoke to the paper on Monday.", "you", "I"), ada);
        assert_eq!(said("By Bo Stone\n\nAn interview with Ada Moss", "you", "We"), ada);
        for (lead, you, me) in [
            ("Ada Moss ran the port for years. We spoke on Monday.", "she", "I"),
            ("Ada Moss ran the port for years. We spoke on Monday.", "you", "She"),
            ("Ada Moss ran the port for years. Bo Stone followed her. We spoke on Monday.", "you", "I"),
            ("An engineer, who asked not to be named, worked under Ada Moss. We spoke on Monday.", "you", "I"),
            ("The bridge is old, and it is red. We spoke on Monday.", "you", "I"),
            ("Ada Moss was a friend of mine, and she ran the port for years.", "you", "I"),
        ] {
            assert_eq!(said(lead, you, me), [], "{lead} {you} {me}");
        }
    }

    #[test]
    fn traps() {
        check_none("interview", "Name: Ada\n\nAge: 20\n\nName: Bo\n\nAge: 30\n\nThe age of both was not known.");
        check_none("interview", "Ada Moss: The bridge is safe.\n\nIt will open in May, and it will be closed again.");
        check_none("interview", "Ada Moss: 547.\n\nBo Stone: 46.\n\nAda Moss: 2,316.\n\nBo Stone: 1,547.");
        check_none("speaker", "NOTE: The bridge is closed.\n\nIt will open in May.");
    }
}
