//! `“Q,” NP said`: a quotation, and after it who said it.

use std::ops::Range;

use super::Found;
use crate::speech::content;
use crate::speech::lexicon::{Classes, Takes};
use crate::speech::scene::{After, Scene};
use crate::speech::syntax::Unit;
use crate::speech::tokens::Sign;

pub(super) fn find(scene: &Scene<'_>, into: &mut Vec<Found>) {
    for cue in scene.cues.iter().filter(|cue| cue.takes.has_any(Takes::QUOTE) && !cue.is_passive) {
        // `“Ali”, a guard who asked`
        if scene.is_relative(cue) {
            continue;
        }
        let Some(subject) = &cue.subject else { continue };
        let end =
            if scene.is_mark(subject.start.wrapping_sub(1), Sign::Comma) { subject.start - 1 } else { subject.start };
        let Some(close) = end.checked_sub(1).filter(|&at| scene.is_quotation(at)) else { continue };
        if !scene.is_whole_quotation(close, end) {
            continue;
        }
        let start = scene.start_of_said(close);
        // `When asked about “Q,” Smith said`
        let leads = scene.is(start, Classes::SUBORDINATE) || scene.unit(start).and_then(Unit::verb).is_some();
        // `In the film “Q,” Smith says it is late`
        let said = content::after(scene, cue);
        let is_title = scene.is(start, Classes::PREPOSITION)
            && match &said {
                Some(After::Quote(_)) => !scene.is_mark(close.wrapping_sub(1), Sign::Comma),
                said => said.is_some(),
            };
        if close + 1 == subject.start && is_of_another(scene, close, said.as_ref()) {
            continue;
        }
        if (leads || is_title || scene.leads_elsewhere(start, close)) && !scene.is_quotation(start) {
            continue;
        }
        let parts = [Some(start..close + 1), content::again(scene, cue.group.end)];
        let contents = parts.into_iter().flatten().collect();
        into.push(Found::new(Some(subject.clone()), cue.group.clone(), contents));
    }
}

/// Whether a quotation that has ended right before who speaks is that of somebody named before, or nobody's, since more
/// is said behind: `A fan wrote: “Q!” Smith said: “Q”`.
fn is_of_another(scene: &Scene<'_>, close: usize, said: Option<&After>) -> bool {
    let is_over = scene.quoted(close).is_some_and(|quoted| quoted.last != Sign::Comma);
    let has_colon = |said: &Range<usize>| scene.is_mark(said.start.wrapping_sub(1), Sign::Colon);
    let says_more = match said {
        Some(After::Quote(said)) => has_colon(said),
        said => said.is_some(),
    };
    is_over && says_more
}

#[cfg(test)]
mod tests {
    use crate::speech::testing::{check, check_none};

    #[test]
    fn found() {
        check("quote-said", "<“The bridge is safe,”> [Ada Moss] {said} on Monday.");
        check("quote-said", r#"<"The bridge is safe,"> [the mayor] {told} reporters."#);
        check("quote-said", "<“Is it safe?”> [Moss] {asked}.");
        check("quote-said", "(We have left.) <“It is safe,”> [Moss] {said}.");
        check("quote-said", "<“It is safe,”> [Ada Moss, who built it], {said}. <“I would walk on it.”>");
        check("quote-said", "<“It is safe,”> [Ada Moss, the mayor of Elm], {said}, <“and it will stay so.”>");
        check("quote-said", "<''It is safe,''> [she] {added}.");
        check("quote-said", "<“It is safe,”> [Will] {argued}.");
        check("quote-said", "<“It is safe.>\n\n<“It was built to last,”> [Moss] {said}.");
    }

    #[test]
    fn traps() {
        check_none("quote-said", "In the film “The Long Night,” Ada Moss says the bridge is safe.");
        check_none("quote-said", "In her memoir, “Deep,” Ada Moss wrote that she regretted nothing.");
        check_none("quote-said", "One man wrote: “Go on!” Ada Moss said: “No.”");
        check_none("quote-said", "One man asked, “Is it over?” Ada Moss said the show would go on.");
        check_none("quote-said", "“It is safe!” Ada Moss said the bridge would open in May.");
        check_none("quote-said", "“Ali”, a guard who asked that his name not be used, left.");
        check_none("quote-said", "He called it “a disaster” and Moss left.");
        check_none("quote-said", "“The Bridge” is a film that Moss made.");
    }
}
