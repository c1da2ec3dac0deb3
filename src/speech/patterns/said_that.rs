//! `NP said that …`: who says it, and a clause with "that".

use super::Found;
use crate::speech::content;
use crate::speech::lexicon::Takes;
use crate::speech::scene::{After, Cue, Scene};

pub(super) fn find(scene: &Scene<'_>, into: &mut Vec<Found>) {
    find_if(scene, into, |cue| !cue.takes.has_any(Takes::MIND | Takes::PAPER));
}

/// `NP thinks that …`
pub(super) fn find_thought(scene: &Scene<'_>, into: &mut Vec<Found>) {
    find_if(scene, into, |cue| cue.takes.has_any(Takes::MIND));
}

/// `the report shows that …`
pub(super) fn find_shown(scene: &Scene<'_>, into: &mut Vec<Found>) {
    find_if(scene, into, |cue| cue.takes.has_any(Takes::PAPER) && scene.is_paper(cue));
}

fn find_if(scene: &Scene<'_>, into: &mut Vec<Found>, is_wanted: impl Fn(&Cue) -> bool) {
    for cue in scene.cues.iter().filter(|cue| cue.takes.has_any(Takes::THAT) && !cue.is_passive && is_wanted(cue)) {
        let Some(subject) = &cue.subject else { continue };
        if let Some(After::That(said)) = content::after(scene, cue) {
            into.push(Found::one(Some(subject.clone()), cue.group.clone(), said));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::speech::testing::{check, check_none};
    use crate::speech::{Tier, read};
    use crate::text::Text;

    #[test]
    fn found() {
        check("said-that", "[Ada Moss] {said} <that the bridge is safe>.");
        check("said-that", "[The mayor, a former engineer], {has repeatedly argued} <that nobody will be hurt>.");
        check(
            "said-that",
            "[Officials in Elm] {told} the council on Monday <that the work would take a year>, but gave no reason.",
        );
        check("said-that", "While [Moss] {said} <that the bridge is safe>, nobody uses it.");
    }

    #[test]
    fn a_word_in_small_letters_that_is_like_an_abbreviation_ends_a_sentence() {
        for last in
            ["the answer was no", "he was ill", "it was a near miss", "they lost mass", "it came out in the wash"]
        {
            check("said-that", &format!("[Ann Lee] {{said}} <that {last}>. Bob Stone said that the money was gone."));
            check("said-that", &format!("Ann Lee said that {last}. [Bob Stone] {{said}} <that the money was gone>."));
        }
        check("said-that", "[Ann Lee] {said} <that platform no. 5 was shut>. Bob Stone left.");
        check("said-that", "[Ann Lee] {said} <that Gov. Bob Stone of Lee vs. Moss was ill>. He left.");
        check("said-quote", "[Ann Lee] {said}, <“The answer is no.”> Bob Stone said that the money was gone.");
    }

    #[test]
    fn a_word_that_begins_a_sentence_ends_the_one_before_it() {
        for last in ["it closed in Dec.", "it was that of Moss Inc.", "it was in the U.S."] {
            for next in ["Nobody knew", "During the war nobody knew", "If it rains", "His house fell"] {
                check("said-that", &format!("[Ann Lee] {{said}} <that {last}> {next}. Bob Stone left."));
            }
        }
        check("said-that", "[Ann Lee] {said} <that it was Dr. An who knew>. Bob Stone left.");
    }

    #[test]
    fn content_in_which_another_sentence_may_begin_is_not_sure() {
        let text = "Ann Lee said that she had moved to the U.S. Bob Stone said that the money was gone.";
        let reading = read(&Text::new(text));
        assert!(reading.attributions.iter().all(|one| one.tier == Tier::Likely), "{:#?}", reading.attributions);
    }

    /// Less is said than what somebody hints at. Words in quotation marks were said.
    #[test]
    fn a_hint_is_no_statement() {
        for verb in ["hinted", "implied", "suggested", "signaled", "insinuated", "has hinted"] {
            let text = format!("Ann Lee {verb} that the money was gone. Bob Stone left the room and the house.");
            let reading = read(&Text::new(&*text));
            let one = &reading.attributions[0];
            assert_eq!((one.tier, one.is_clause, one.is_denied), (Tier::Likely, false, false), "{text}");
        }
        let reading = read(&Text::new("“The money is gone,” Ann Lee suggested on Monday in the house."));
        assert_eq!((reading.attributions[0].tier, reading.attributions[0].is_clause), (Tier::Sure, true));
    }

    #[test]
    fn traps() {
        check_none("said-that", "Ada Moss, when told that the bridge had closed, left the room.");
        check_none("said-that", "There are claims that the bridge is safe.");
        check_none("said-that", "He neither confirmed nor denied that the bridge was safe.");
        check_none("said-that", "Two states that voted for the bill want more.");
        check_none("said-that", "The claim that the bridge is safe is old.");
        check_none("said-that", "Moss is expected to announce that the bridge is safe.");
    }
}
