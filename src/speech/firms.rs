//! Names of firms with a comma in them: `Smith, Lee & Sons`. The comma is a part of such a name, as `&` is.

use super::lexicon::{Classes, Lexicon, Takes};
use super::tokens::{Case, Sign, Token};

/// How many names a firm has before the last two.
const MAX_NAMES: usize = 6;
/// How many tokens may be before it in its sentence.
const MAX_BEFORE: usize = 30;

/// Makes words of the commas in such names in a paragraph. Linear.
pub(super) fn tie(text: &str, tokens: &mut [Token], lexicon: &Lexicon) {
    // Where every noun has a capital, one before a comma is more often no name.
    if lexicon.traits.has_capital_nouns {
        return;
    }
    for at in 2..tokens.len() {
        if is_sign(text, &tokens[at]) {
            let first = first_name(text, tokens, at - 1);
            for comma in tokens[first..at].iter_mut().filter(|token| token.kind == Sign::Comma) {
                (comma.kind, comma.case) = (Sign::Word, Case::Capital);
            }
        }
    }
}

/// Where the name begins of which the word before `&` is at `last`.
fn first_name(text: &str, tokens: &[Token], last: usize) -> usize {
    let mut first = last;
    let is_before = |first: usize| first >= 2 && tokens[first - 1].kind == Sign::Comma && is_name(&tokens[first - 2]);
    while tokens[last].is_capital() && is_before(first) && last - first < 2 * MAX_NAMES {
        first -= 2;
    }
    let Some(before) = first.checked_sub(1).map(|at| &tokens[at]).filter(|before| !before.ends_sentence()) else {
        return first;
    };
    let word = |token: &Token| text.get(token.start as usize..token.end as usize).unwrap_or_default();
    let is_given = before.verb().is_some_and(|verb| verb.takes.has_any(Takes::WORDS))
        || before.is(Classes::CITING | Classes::CITED)
        || first >= 2 && word(before) == "to" && tokens[first - 2].is(Classes::ACCORDING);
    // After any other word, such as that in `in Bern, Lee & Sons said`, the comma may end something.
    let is_name = is_given || matches!(before.kind, Sign::Comma | Sign::Quote) || is_of_firm(tokens, first - 1);
    if is_name { first } else { last }
}

/// Whether a preposition ties somebody to the name after it: `a partner at Smith, Lee & Sons said`. In a sentence that
/// begins with one, the comma may end what that begins.
fn is_of_firm(tokens: &[Token], at: usize) -> bool {
    let Some(who) = at.checked_sub(1).map(|who| &tokens[who]) else { return false };
    let near = &tokens[at.saturating_sub(MAX_BEFORE)..at];
    let start = near.iter().rposition(Token::ends_sentence).map_or(0, |end| end + 1);
    let leads = near.get(start).is_some_and(|first| first.is(Classes::PREPOSITION | Classes::SUBORDINATE));
    tokens[at].is(Classes::TIGHT) && who.is_word() && who.verb().is_none() && !leads
}

/// Whether a token is the `&` between two parts of a name.
fn is_sign(text: &str, token: &Token) -> bool {
    token.is_word() && text.get(token.start as usize..token.end as usize) == Some("&")
}

/// Whether a word is nothing but a name, as far as its letters show.
fn is_name(token: &Token) -> bool {
    let is_known = !token.entry.classes.is_within(Classes::MALE | Classes::FEMALE) || token.verb().is_some();
    token.is_word() && token.case == Case::Capital && !is_known
}

#[cfg(test)]
mod tests {
    use crate::speech::{Identity, read};
    use crate::text::Text;

    /// Who says that it leaks.
    fn sources(text: &str) -> Vec<(Identity, String)> {
        let reading = read(&Text::new(format!("The road was shut, and that was all there was of it. {text}")));
        let voices = reading.attributions.iter().filter_map(|one| one.voice);
        voices.map(|at| (reading.sources[at].identity, reading.sources[at].label.untrusted().to_owned())).collect()
    }

    #[test]
    fn a_comma_before_the_last_names_of_a_firm_is_a_part_of_its_name() {
        for firm in ["Smith, Lee & Sons", "Weber, Moss, Halvard & Bruun", "Lee, Halvard & Moss"] {
            for text in [
                "{} said that the dam leaks.",
                "On Monday, “It leaks,” {} said.",
                "“The dam leaks,” said {}.",
                "The dam is old, {} said.",
                "The dam is old, according to {}.",
                "{}, a law firm, said that the dam leaks.",
                "Reuters reported that it is old, citing {}.",
                "It rained. Meanwhile, {} said that the dam leaks.",
            ] {
                let text = text.replace("{}", firm);
                let last = sources(&text).pop();
                assert_eq!(last, Some((Identity::Named, firm.to_owned())), "{text}");
            }
        }
    }

    #[test]
    fn somebody_of_a_firm_is_not_the_firm() {
        for who in
            ["A partner at Smith, Lee & Sons", "A lawyer with Smith, Lee & Sons", "An engineer of Lee, Moss & Co"]
        {
            let found = sources(&format!("{who} said that the dam leaks."));
            assert_eq!(found, [(Identity::Anonymous, who.to_owned())]);
        }
    }

    #[test]
    fn what_is_before_a_comma_may_be_no_name() {
        for before in [
            "In Bern",
            "On Monday",
            "After a talk with Weber",
            "When he left Bern",
            "Meanwhile",
            "Elsewhere",
            "Separately",
            "Overall",
        ] {
            let text = format!("{before}, Lee & Sons said that the dam leaks.");
            assert_eq!(sources(&text), [(Identity::Named, "Lee & Sons".to_owned())], "{text}");
        }
    }
}
