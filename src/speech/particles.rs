//! Surnames with a preposition at their start, where nouns have capitals, too: `Von der Leyen sagte`, `sagte von der
//! Leyen`.

use super::lexicon::{Classes, Lexicon, Takes};
use super::person::is_particle;
use super::tokens::{Case, Sign, Token};

/// Makes words of a name of such a preposition and what is between it and the name, in a paragraph. Linear.
pub(super) fn tie(text: &str, tokens: &mut [Token], lexicon: &Lexicon) {
    if !lexicon.traits.has_capital_nouns {
        return;
    }
    for at in 0..tokens.len() {
        let Some(name) = surname(text, tokens, at) else { continue };
        if speaks_first(tokens, at, name) || speaks_last(tokens, at, name) {
            for token in &mut tokens[at..name] {
                token.case = Case::Capital;
                token.entry.classes = Classes::default();
            }
        }
    }
}

/// The place of the name that goes with a preposition. A noun that is known is none.
fn surname(text: &str, tokens: &[Token], at: usize) -> Option<usize> {
    let word = |token: &Token| text.get(token.start as usize..token.end as usize).unwrap_or_default().to_lowercase();
    if !tokens[at].is(Classes::PREPOSITION) || !is_particle(&word(&tokens[at])) {
        return None;
    }
    let name = (at + 1..tokens.len()).find(|&next| !is_particle(&word(&tokens[next])))?;
    let token = &tokens[name];
    let is_name = token.is_word() && token.case == Case::Capital && token.entry.classes == Classes::default();
    (is_name && token.verb().is_none()).then_some(name)
}

/// Whether a verb of speech comes after the name, and nobody else after that who may speak.
fn speaks_first(tokens: &[Token], at: usize, name: usize) -> bool {
    let begins = at == 0 || tokens[at - 1].ends_sentence() || tokens[at - 1].kind == Sign::Quote;
    let speaks = tokens.get(name + 1).is_some_and(speaks);
    begins && speaks && tokens.get(name + 2).is_some_and(leads_on) && !is_told_later(tokens, name + 2)
}

/// Whether the name comes after a quotation and a verb of speech, and nobody else after it who may speak.
fn speaks_last(tokens: &[Token], at: usize, name: usize) -> bool {
    let is_after = at > 1 && speaks(&tokens[at - 1]) && matches!(tokens[at - 2].kind, Sign::Comma | Sign::Quote);
    is_after && tokens.get(name + 1).is_none_or(|next| leads_on(next) || next.ends_sentence())
}

/// Whether somebody comes after the time and the place, before what is said: `sagte am Montag der Minister`.
fn is_told_later(tokens: &[Token], at: usize) -> bool {
    let is_mark = |kind| matches!(kind, Sign::Comma | Sign::Colon | Sign::Quote);
    let is_over = |token: &Token| token.ends_sentence() || is_mark(token.kind);
    let rest = tokens[at..].iter().position(is_over).map_or(&tokens[at..], |end| &tokens[at..at + end]);
    let opens = Classes::ARTICLE | Classes::PRONOUN | Classes::POSSESSIVE;
    rest.windows(2).any(|pair| !pair[0].is(Classes::PREPOSITION) && pair[1].is(opens)) || rest.len() > MAX_BETWEEN
}

/// How many words may be between the verb and what is said.
const MAX_BETWEEN: usize = 8;

fn speaks(token: &Token) -> bool {
    token.verb().is_some_and(|verb| verb.takes.has_any(Takes::QUOTE) && !verb.takes.has_any(Takes::RELAY))
}

/// Whether nobody is named who speaks, but when, where or what.
fn leads_on(token: &Token) -> bool {
    let is_when = token.is(Classes::PREPOSITION | Classes::THAT | Classes::TIME | Classes::ADVERB);
    matches!(token.kind, Sign::Comma | Sign::Colon) || is_when && !token.is(Classes::PRONOUN | Classes::ARTICLE)
}

#[cfg(test)]
mod tests {
    use crate::speech::{Identity, read};
    use crate::text::Text;

    fn labels(text: &str) -> Vec<(String, Identity)> {
        let sources = read(&Text::new(format!("{text} Die Brücke war am Montag noch geschlossen."))).sources;
        sources.iter().map(|source| (source.label.untrusted().to_owned(), source.identity)).collect()
    }

    #[test]
    fn a_preposition_may_begin_a_name() {
        for (text, name) in [
            ("Von der Leyen sagte am Montag in Brüssel, die EU werde helfen.", "Von der Leyen"),
            ("Von der Leyen sagte, dass es eilt.", "Von der Leyen"),
            ("Von Storch erklärte, die Brücke sei sicher.", "Von Storch"),
            ("„Es eilt sehr“, sagte von der Leyen.", "von der Leyen"),
            ("„Es eilt sehr“, sagte von der Leyen am Montag.", "von der Leyen"),
        ] {
            assert!(labels(text).iter().any(|(label, _)| label == name), "{text}\n{:?}", labels(text));
        }
        let text = "Von der Leyen sagte, dass es eilt. „Es eilt sehr“, sagte Ursula von der Leyen.";
        assert_eq!(labels(text).iter().map(|(_, identity)| *identity).collect::<Vec<_>>(), [Identity::Named]);
    }

    #[test]
    fn a_preposition_may_begin_a_phrase() {
        for text in [
            "Von der Brücke sagte er, dass sie sicher ist.",
            "Von Problemen berichtete am Montag die Polizei.",
            "Von der Rampe rief der Minister: „Es eilt sehr.“",
            "Von der Flucht sagte am Montag niemand, dass sie eilt.",
            "Von der Rampe sagte am Montag der Minister, dass es eilt.",
        ] {
            assert!(labels(text).iter().all(|(label, _)| !label.starts_with("Von")), "{text}\n{:?}", labels(text));
        }
    }
}
