//! `Asked whether …, NP said`: a question that the writer reports, by any person.

use super::Found;
use crate::speech::lexicon::{Classes, Form, Takes};
use crate::speech::scene::Scene;
use crate::speech::tokens::Sign;

pub(super) fn find(scene: &Scene<'_>, into: &mut Vec<Found>) {
    let start = scene.at.start;
    let at = if scene.is_the_word(start, "when") { start + 1 } else { start };
    let Some(verb) = scene.unit(at).and_then(super::super::syntax::Unit::verb) else { return };
    let asks = verb.takes.has_any(Takes::QUESTION) && verb.takes.has_any(Takes::PERSON) && verb.form == Form::Past;
    let Some(comma) = (at..scene.at.end).find(|&at| scene.is_mark(at, Sign::Comma)).filter(|_| asks) else { return };
    let is_question =
        |at: usize| scene.is(at, Classes::RELATIVE) || scene.is_the_word(at, "if") || scene.is_the_word(at, "about");
    if let Some(question) = (at + 1..comma).find(|&at| is_question(at)) {
        into.push(Found::one(None, at..at + 1, question..comma));
    }
}

#[cfg(test)]
mod tests {
    use crate::speech::testing::{check, check_none};

    #[test]
    fn found() {
        check("asked-lead", "{Asked} <whether the bridge was safe>, Moss said it was.");
        check("asked-lead", "When {asked} on Monday <about the bridge>, she said that it was safe.");
    }

    #[test]
    fn traps() {
        check_none("asked-lead", "Moss asked for more time.");
    }
}
