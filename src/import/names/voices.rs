//! How many voices a label names: one, several, or one that another passes on.

use super::words::{Listed, Word, bare, phrase, words};
use super::{Told, is_first_name, is_group, is_outlet, is_own, reveals, told};
use crate::speech::Classes;

/// One of those that a label names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::import) struct Voice {
    pub(in crate::import) label: String,
    pub(in crate::import) told: Told,
    /// Whether it is a description with a name beside it.
    pub(in crate::import) reveals: bool,
}

impl Voice {
    fn of(label: &str) -> Self {
        Self { label: label.to_owned(), told: told(label), reveals: reveals(label) }
    }
}

/// It cannot be told how many voices there are, or one passes on what another says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::import) struct Doubt;

/// What is between two parts of a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Between {
    Comma,
    And,
    Or,
}

struct Part {
    /// What is before it; nothing before the first.
    after: Option<Between>,
    text: String,
    words: Vec<Word>,
    told: Told,
}

/// The voices that a label names. `is_group` if the input says that it is an organization, which may have an `and` in
/// its name.
pub(in crate::import) fn voices(label: &str, is_group: bool) -> Result<Vec<Voice>, Doubt> {
    let one = || Ok(vec![Voice::of(label)]);
    if reveals(label) || super::is_platform(label) || super::is_nothing(label) {
        return one();
    }
    let is_told = told(label) == Told::Description;
    let whole = words(label);
    let is_relay = phrase(&whole, Listed::RELAY).is_some_and(|(at, _)| at == 0 || !whole[at].is_capital);
    if is_relay && whole.len() > 1 {
        return if is_told { one() } else { Err(Doubt) };
    }
    let parts = parts(label);
    let is_one = parts.len() < 2 || if is_told { is_one_description(&parts) } else { is_one_name(&parts, is_group) };
    if is_one {
        one()
    } else if are_certain(&parts) {
        Ok(parts.iter().map(|part| Voice::of(&part.text)).collect())
    } else {
        Err(Doubt)
    }
}

/// Whether each part is certainly a voice of its own. A person and an outlet with a comma between them may be one.
fn are_certain(parts: &[Part]) -> bool {
    let has_comma = parts.iter().any(|part| part.after == Some(Between::Comma));
    let outlets = parts.iter().filter(|part| part.is_outlet()).count();
    parts.iter().all(Part::is_certain) && (!has_comma || outlets == 0 || outlets == parts.len())
}

/// A label at its commas and small words between voices, outside brackets.
fn parts(label: &str) -> Vec<Part> {
    let apart = apart(label);
    let (mut parts, mut words, mut after, mut depth) = (Vec::new(), Vec::new(), None, 0_usize);
    let mut end = |words: &mut Vec<&str>, after: Option<Between>| {
        let text = words.join(" ");
        let text = text.trim_end_matches([',', '、', '，']).to_owned();
        words.clear();
        if text.contains(char::is_alphanumeric) {
            let words = super::words(&text);
            parts.push(Part { after, told: told(&text), words, text });
        }
    };
    for written in apart.split_whitespace() {
        let is_inside = depth > 0;
        depth += written.matches(['(', '[', '（']).count();
        depth = depth.saturating_sub(written.matches([')', ']', '）']).count());
        match between(written).filter(|_| !is_inside && depth == 0) {
            Some(between) => {
                end(&mut words, after);
                after = Some(between);
            }
            None => words.push(written),
        }
        if depth == 0 && written.ends_with([',', '、', '，']) {
            end(&mut words, after);
            after = Some(Between::Comma);
        }
    }
    end(&mut words, after);
    parts
}

/// A label with blanks around the strokes between words, and behind the commas.
fn apart(label: &str) -> String {
    let mut out = String::with_capacity(label.len());
    let is_letter = |sign: Option<char>| sign.is_some_and(char::is_alphabetic);
    let mut before = None;
    let mut signs = label.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '/' if is_letter(before) && is_letter(signs.peek().copied()) => out.push_str(" / "),
            ',' | '、' | '，' if !signs.peek().copied().is_some_and(char::is_numeric) => out.extend([sign, ' ']),
            sign => out.push(sign),
        }
        before = Some(sign);
    }
    out
}

fn between(written: &str) -> Option<Between> {
    let is_small = bare(written) == written.to_lowercase();
    let word = words(written).pop().filter(|_| is_small)?;
    let known = [(Listed::AND, Between::And), (Listed::OR, Between::Or)];
    known.into_iter().find(|(listed, _)| word.is(*listed)).map(|(_, between)| between)
}

/// Whether all of a description is about the same: nobody in it is named, except behind a preposition.
fn is_one_description(parts: &[Part]) -> bool {
    let is_own_word = |part: &Part| part.words.len() == 1 && part.words[0].is(Listed::OWN);
    let mut goes_on = false;
    parts.iter().all(|part| {
        let is_within = goes_on && part.after == Some(Between::And);
        goes_on = part.is_description_of() || is_within;
        part.told == Told::Description || is_own_word(part) || is_within
    })
}

/// Whether a name with a comma or an `and` in it is that of one.
fn is_one_name(parts: &[Part], is_group: bool) -> bool {
    let [first, others @ ..] = parts else { return true };
    let joins = |between| others.iter().all(|part| part.after == Some(between));
    if parts.iter().all(Part::is_outlet) {
        return false;
    }
    if joins(Between::And) {
        let is_firm = others.iter().all(|part| part.words.len() == 1 && part.words[0].is(Listed::FIRM));
        return is_group || is_firm || first.is_group_of(others) || is_group_with(parts);
    }
    let mut goes_on = false;
    others.iter().all(|part| {
        let is_within = goes_on && part.after == Some(Between::And);
        goes_on = part.is_description_of() || is_within;
        let is_aside = part.after == Some(Between::Comma) && part.is_beside(first);
        is_aside || is_within || part.after == Some(Between::And) && part.told == Told::Description && !part.is_human()
    })
}

/// `Food and Drug Administration`: the group is the last word, and before the `and` is one word.
fn is_group_with(parts: &[Part]) -> bool {
    let [first, .., last] = parts else { return false };
    let is_group_noun = last.words.len() > 1 && last.words.last().is_some_and(is_group);
    is_group_noun && first.words.len() == 1 && !first.is_outlet() && !first.words[0].is(Listed::OWN)
}

impl Part {
    /// Whether it is certainly a voice of its own: an outlet that is known, or a person with a whole name.
    fn is_certain(&self) -> bool {
        let is_listed = self.after == Some(Between::Comma);
        let is_person = self.is_full() && (!is_listed || self.words.first().is_some_and(is_first_name));
        self.after != Some(Between::Or) && self.told == Told::Name && (is_person || self.is_outlet())
    }

    /// Whether it looks like the whole name of a person.
    fn is_full(&self) -> bool {
        let is_inner = |word: &Word| word.is(Listed::OF) && !word.is_capital;
        let is_of_group = |word: &Word| is_group(word) || word.can_be(Classes::OUTLET);
        let own = self.words.iter().filter(|word| is_own(word)).count();
        own > 1 && self.words.iter().all(|word| is_own(word) && !is_of_group(word) || is_inner(word))
    }

    fn is_outlet(&self) -> bool {
        let is_outlet = |word: &Word| is_outlet(word) || word.can_be(Classes::ARTICLE);
        !self.words.is_empty() && self.told == Told::Name && self.words.iter().all(is_outlet)
    }

    /// Whether it describes somebody by something else, which may go on behind an `and`: `head of health`.
    fn is_description_of(&self) -> bool {
        self.told == Told::Description && self.words.iter().any(|word| word.is(Listed::OF))
    }

    /// Whether it says who people are.
    fn is_human(&self) -> bool {
        self.words.iter().any(super::is_role)
    }

    /// Whether it says more of the name before a comma: a role, an affiliation, a suffix, or the first name.
    fn is_beside(&self, name: &Part) -> bool {
        let is_suffix = |word: &Word| word.can_be(Classes::SUFFIX | Classes::GROUP);
        let is_place_of_work = name.is_full() && self.words.iter().any(is_group);
        let is_short = self.words.len() == 1 && (is_suffix(&self.words[0]) || is_first_name(&self.words[0]));
        self.told == Told::Description || is_short || is_place_of_work && !self.words.iter().any(is_outlet)
    }

    /// `Ministry of Health and Social Affairs`: what is behind the `and` is of the group, too.
    fn is_group_of(&self, others: &[Part]) -> bool {
        let is_of = self.words.iter().any(is_group) && self.words.iter().any(|word| word.is(Listed::OF));
        let is_other = |part: &Part| {
            let is_named = part.words.iter().any(|word| is_group(word) || is_outlet(word));
            is_named || part.is_human() || part.words.first().is_some_and(is_first_name)
        };
        is_of && !others.iter().any(is_other)
    }
}
