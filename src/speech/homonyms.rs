//! Words that are names as well as months or auxiliaries: `Theresa May`, `Will Smith`, `April Ryan`. Each is settled
//! once, so that everything after it sees a name or none.

use std::collections::HashSet;
use std::ops::Range;

use super::lexicon::{Classes, Entry, Form, Takes};
use super::tokens::{Sign, Token};

const GIVEN: Classes = Classes::MALE.and(Classes::FEMALE);
const OTHERWISE: Classes = Classes::MONTH.and(Classes::AUXILIARY);
/// How far a question mark is looked for, in tokens.
const MAX_QUESTION: usize = 60;

/// Settles the words of a text, given its tokens and those of each of its paragraphs. Linear.
pub(super) fn settle(text: &str, tokens: &mut [Token], paragraphs: &[Range<usize>]) {
    let mut surnames = HashSet::new();
    for paragraph in paragraphs {
        let tokens = &mut tokens[paragraph.clone()];
        for at in 0..tokens.len() {
            let homonym = Homonym { tokens, at };
            if homonym.is_surname() || homonym.speaks() {
                surnames.insert(text[tokens[at].start as usize..tokens[at].end as usize].to_owned());
                tokens[at].entry = Entry::default();
            } else if homonym.is_given() {
                tokens[at].entry = Entry::default();
            }
        }
    }
    for paragraph in paragraphs {
        let tokens = &mut tokens[paragraph.clone()];
        for at in 0..tokens.len() {
            if !tokens[at].is(OTHERWISE) {
                continue;
            }
            let word = &text[tokens[at].start as usize..tokens[at].end as usize];
            if surnames.contains(word) && (Homonym { tokens, at }).may_be_name() {
                tokens[at].entry = Entry::default();
            } else {
                tokens[at].entry.classes = tokens[at].entry.classes.without(GIVEN);
            }
        }
    }
}

/// A token that may be a name.
struct Homonym<'t> {
    tokens: &'t [Token],
    at: usize,
}

impl Homonym<'_> {
    fn token(&self) -> &Token {
        &self.tokens[self.at]
    }

    fn before(&self) -> Option<&Token> {
        self.at.checked_sub(1).map(|before| &self.tokens[before])
    }

    fn after(&self) -> Option<&Token> {
        self.tokens.get(self.at + 1)
    }

    /// Whether it is a month, or an auxiliary that is a first name, too, with a capital and not in a date.
    fn is_open(&self) -> bool {
        let token = self.token();
        let is_homonym = token.is(Classes::MONTH) || token.is(Classes::AUXILIARY) && token.is(GIVEN);
        is_homonym && token.is_capital() && !self.after().is_some_and(|after| after.kind == Sign::Number)
    }

    /// Whether what is before it goes with a date: `in April`, `last May`, but `according to April`.
    fn is_in_date(&self) -> bool {
        let dates = Classes::PREPOSITION | Classes::TIME | Classes::QUANTITY | Classes::DEMONSTRATIVE;
        let near = self.at.saturating_sub(2)..self.at;
        let is_according = self.tokens[near].iter().any(|before| before.is(Classes::ACCORDING));
        !is_according && self.before().is_some_and(|before| before.kind == Sign::Number || before.is(dates))
    }

    /// Whether a word with a capital follows, as the surname does.
    fn has_capital_after(&self) -> bool {
        self.after().is_some_and(|after| after.is_word() && after.is_capital())
    }

    /// Whether it comes after a first name, a title or, before a verb of speech, another name: `Theresa May`.
    fn is_surname(&self) -> bool {
        let Some(before) = self.before().filter(|before| before.is_word() && before.is_capital()) else { return false };
        let is_name = before.entry.classes == Classes::default() && before.verb().is_none();
        let is_led = before.is(GIVEN) && !before.is(OTHERWISE)
            || before.is(Classes::TITLE) && !before.is(Classes::TIME)
            || is_name && (self.is_before_speech() || self.is_after_speech() || self.is_no_modal());
        self.is_open() && is_led && !self.has_capital_after()
    }

    /// Whether a surname follows a first name: `April Ryan`, but `In April Ryan said` and `Will Smith come?`.
    fn is_given(&self) -> bool {
        let (token, before) = (self.token(), self.before());
        let is_surname = |after: &Token| after.is_word() && after.is_capital() && after.verb().is_none();
        let never =
            Classes::VERB | Classes::PRONOUN | Classes::ARTICLE | Classes::POSSESSIVE | Classes::COMMON | OTHERWISE;
        let is_named = self.after().is_some_and(|after| is_surname(after) && !after.is(never));
        let is_lead = |before: &Token| {
            before.is(Classes::ROLE | Classes::TITLE) || !before.is_capital() || before.is(Classes::COMMON)
        };
        let is_month = token.is(Classes::MONTH) && self.is_in_date();
        let is_free = before.is_none_or(|before| !before.is_word() || is_lead(before));
        let is_asked = token.is(Classes::AUXILIARY) && self.begins() && self.is_asked();
        token.is(GIVEN) && self.is_open() && is_named && is_free && !is_month && !is_asked
    }

    /// Whether it says something by itself: `March said`.
    fn speaks(&self) -> bool {
        let is_lead = |before: &Token| before.is_word() && !before.is(Classes::COMMON);
        self.is_open() && self.is_before_speech() && !self.is_in_date() && !self.before().is_some_and(is_lead)
    }

    /// Whether a name that the text has elsewhere can be here.
    fn may_be_name(&self) -> bool {
        let is_modal =
            self.after().is_some_and(|after| after.is(Classes::PRONOUN | Classes::ARTICLE | Classes::POSSESSIVE));
        self.is_open() && !self.is_in_date() && !is_modal && !self.has_capital_after()
    }

    fn is_before_speech(&self) -> bool {
        let is_finite = |form| matches!(form, Form::Past | Form::Present);
        let verb = self.after().and_then(Token::verb);
        verb.is_some_and(|verb| verb.takes.has_any(Takes::WORDS) && is_finite(verb.form))
    }

    /// Whether nothing follows that an auxiliary goes with: `Winona Will, 43,`.
    fn is_no_modal(&self) -> bool {
        let is_over = |after: &Token| matches!(after.kind, Sign::Comma | Sign::Possessive) || after.ends_sentence();
        self.token().is(Classes::AUXILIARY) && self.after().is_none_or(is_over)
    }

    /// Whether it ends the name of somebody after a verb of speech: `said Fredric March.`
    fn is_after_speech(&self) -> bool {
        let is_over = self.after().is_none_or(|after| after.kind == Sign::Comma || after.ends_sentence());
        let mut near = self.tokens[self.at.saturating_sub(3)..self.at].iter();
        let speaks = |before: &Token| before.verb().is_some_and(|verb| verb.takes.has_any(Takes::WORDS));
        is_over && near.any(|before| speaks(before) || before.is(Classes::ACCORDING))
    }

    /// Whether it is the first word of a sentence or a quotation.
    fn begins(&self) -> bool {
        self.before().is_none_or(|before| before.ends_sentence() || before.kind == Sign::Quote)
    }

    /// Whether the sentence ends with a question mark.
    fn is_asked(&self) -> bool {
        let mut near = self.tokens[self.at..].iter().take(MAX_QUESTION);
        near.find(|token| token.ends_sentence()).is_some_and(|end| end.kind == Sign::Question)
    }
}

#[cfg(test)]
mod tests {
    use crate::speech::{Identity, read};
    use crate::text::Text;

    /// The labels of those who speak, and whether anything is denied.
    fn found(text: &str) -> (Vec<String>, bool) {
        let reading = read(&Text::new(text));
        let named = reading.sources.iter().filter(|source| source.identity == Identity::Named);
        let labels = named.map(|source| source.label.untrusted().to_owned()).collect();
        (labels, reading.attributions.iter().any(|one| one.is_denied))
    }

    #[test]
    fn a_name_is_no_month_and_no_auxiliary() {
        for name in [
            "Will Smith",
            "Theresa May",
            "Mark Will",
            "April Ryan",
            "June Carter",
            "May Britt",
            "Fredric March",
            "August Wilson",
            "Winona May",
            "Mrs. May",
            "Jan Vogel",
            "Can Yilmaz",
            "Kerem Can",
        ] {
            let label = name.trim_start_matches("Mrs. ").to_owned();
            for text in [
                format!("{name} said that the bridge was closed. It was late on Monday."),
                format!("On Monday, {name} said that the bridge was closed."),
                format!("“The bridge is closed,” said {name}. It was late on Monday."),
                format!("“The bridge is closed,” {name} said. It was late on Monday."),
                format!("The actor {name} told the court that the bridge was closed."),
                format!("According to {name}, the bridge was closed on Monday."),
            ] {
                assert_eq!(found(&text), (vec![label.clone()], false), "{text}");
            }
        }
    }

    #[test]
    fn a_surname_that_is_a_month_is_one_alone() {
        for text in [
            "Theresa May left. May said that the bridge was closed.",
            "Theresa May left. May, who was late, said that the bridge was closed.",
            "Theresa May left. “The bridge is closed,” said May.",
            "Theresa May left. “The bridge is closed,” May said in May.",
            "Theresa May’s car came. May has said that the bridge was closed.",
        ] {
            assert_eq!(found(text).0, ["Theresa May"], "{text}");
        }
        assert_eq!(found("Winona Will, 43, said that the bridge was closed.").0, ["Winona Will"]);
        assert_eq!(found("March said that the bridge was closed. He had seen March there.").0, ["March"]);
    }

    #[test]
    fn a_month_and_an_auxiliary_are_no_names() {
        for (text, label, is_denied) in [
            ("In April Ryan said that the bridge was closed. He saw Ryan.", None, false),
            ("Ada Moss said in May that the bridge was closed.", Some("Ada Moss"), false),
            ("Ada Moss told Reuters May 3 that the bridge was closed.", Some("Ada Moss"), false),
            ("Will Ada Moss say that the bridge is closed?", None, false),
            ("Ada Moss may say that the bridge is closed.", Some("Ada Moss"), true),
            ("Had Ada Moss said that the bridge was closed, it would be known.", Some("Ada Moss"), true),
        ] {
            let (labels, denied) = found(text);
            assert!(label.is_none_or(|label| labels.iter().any(|found| found == label)), "{text}\n{labels:?}");
            assert!(
                labels.iter().all(|found| !["Will", "May", "April", "Had"].iter().any(|word| found.starts_with(word))),
                "{text}\n{labels:?}"
            );
            assert_eq!(denied, is_denied, "{text}");
        }
    }
}
