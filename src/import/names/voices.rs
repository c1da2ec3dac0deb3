//! How many voices a label names: one, several, or one that another passes on.

use super::head::Head;
use super::words::{Listed, Word, bare, phrase, words};
use super::{
    Told, is_first_name, is_group, is_outlet, is_own, is_plural, is_role, reveals, segments, told, told_of_group,
};
use crate::speech::Classes;

/// One of those that a label names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::import) struct Voice {
    pub(in crate::import) label: String,
    pub(in crate::import) told: Told,
    /// Whether it is a description with a name beside it.
    pub(in crate::import) reveals: bool,
    /// What is beside the name of a person: an office, or where somebody works.
    pub(in crate::import) role: Option<String>,
}

impl Voice {
    fn of(label: &str, is_group: bool) -> Self {
        let (name, role) = with_role(label).filter(|_| !is_group).unzip();
        let told = if is_group { told_of_group(label) } else { told(label) };
        Self { label: name.unwrap_or(label).to_owned(), told, reveals: reveals(label), role: role.map(str::to_owned) }
    }
}

/// It cannot be told how many voices there are, or one passes on what another says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::import) struct Doubt;

/// What is between two parts of a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Between {
    Comma,
    /// `/`
    Stroke,
    /// `&`, as companies write it.
    Sign,
    And,
    Or,
}

impl Between {
    fn is_and(self) -> bool {
        matches!(self, Self::Stroke | Self::Sign | Self::And)
    }
}

struct Part {
    /// What is before it; nothing before the first.
    after: Option<Between>,
    text: String,
    words: Vec<Word>,
    told: Told,
}

impl Part {
    fn new(text: &str, after: Option<Between>) -> Self {
        Self { after, text: text.to_owned(), words: words(text), told: told(text) }
    }

    fn is_behind_and(&self) -> bool {
        self.after.is_some_and(Between::is_and)
    }
}

/// The voices that a label names. `is_group` if the input says that it is an organization, which may have an `and` in
/// its name.
pub(in crate::import) fn voices(label: &str, is_group: bool) -> Result<Vec<Voice>, Doubt> {
    let one = || Ok(vec![Voice::of(label, is_group)]);
    let is_whole = super::is_handle(label) || Head::of(label).is_known() && segments(label).count() == 1;
    if is_whole || reveals(label) || super::is_platform(label) || super::is_nothing(label) {
        return one();
    }
    let is_told = told(label).is_description();
    let whole = words(label);
    let is_relay = phrase(&whole, Listed::RELAY).is_some_and(|(at, _)| at == 0 || !whole[at].is_capital);
    if is_relay && whole.len() > 1 {
        return if is_told { one() } else { Err(Doubt) };
    }
    if !is_told && has_second(label) {
        return Err(Doubt);
    }
    let parts = parts(label);
    let is_one = parts.len() < 2 || if is_told { is_one_description(&parts) } else { is_one_name(&parts, is_group) };
    if is_one {
        one()
    } else if are_certain(&parts) {
        Ok(parts.iter().map(|part| Voice::of(&part.text, is_group)).collect())
    } else {
        Err(Doubt)
    }
}

/// Whether each part is certainly a voice of its own. A person and an outlet with a comma or a stroke between them may
/// be one.
fn are_certain(parts: &[Part]) -> bool {
    let is_loose = |part: &Part| matches!(part.after, Some(Between::Comma | Between::Stroke));
    let outlets = parts.iter().filter(|part| part.is_outlet()).count();
    let is_mixed = outlets > 0 && outlets < parts.len();
    parts.iter().all(Part::is_certain) && !(is_mixed && parts.iter().any(is_loose))
}

/// Whether behind a colon or a dash, or in brackets, is another who passes on what the first says, or whom the first
/// passes on: `Reuters: Ada Example`, `Ada Example (Reuters)`.
fn has_second(label: &str) -> bool {
    let pieces = label.split(|sign: char| BESIDE.contains(sign)).flat_map(|piece| piece.split(" - ")).map(str::trim);
    let mut parts = pieces.filter(|piece| piece.contains(char::is_alphanumeric)).map(|piece| Part::new(piece, None));
    let Some(first) = parts.next() else { return false };
    let is_paper = first.words.iter().any(|word| word.can_be(Classes::OUTLET));
    let is_other = |part: Part| {
        let is_given = part.words.first().is_some_and(|word| is_first_name(word) || word.is_initial);
        part.is_full() && (is_given || is_paper) || part.is_outlet() && !is_paper && !first.words.iter().any(is_group)
    };
    parts.any(is_other)
}

/// The signs before what is beside a name.
const BESIDE: &str = ":|()[]{}–—（）【】：";

/// The whole name of a person and what is beside it, behind a comma or in brackets, if that says who it is: `Ada
/// Example, mayor of Zwolle`.
fn with_role(label: &str) -> Option<(&str, &str)> {
    let at = label.find([',', '，', '(', '（'])?;
    let (name, beside) = (label[..at].trim(), &label[at..]);
    let beside = match beside.chars().next() {
        Some('(' | '（') => beside.strip_suffix([')', '）'])?,
        _ => beside,
    };
    let beside = beside.trim_matches(|sign: char| sign.is_whitespace() || ",，(（".contains(sign));
    let (first, role) = (Part::new(name, None), Part::new(beside.split([',', '，']).next()?, None));
    let says_who =
        role.is_human() && role.told.is_description() || role.words.len() > 1 && role.words.iter().any(is_group);
    (first.is_full() && says_who && !beside.contains([';', '(', '（'])).then_some((name, beside))
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
            parts.push(Part::new(&text, after));
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
    match &*word.small {
        "/" => Some(Between::Stroke),
        "&" | "+" => Some(Between::Sign),
        _ if word.is(Listed::AND) => Some(Between::And),
        _ => word.is(Listed::OR).then_some(Between::Or),
    }
}

/// Whether all of a description is about the same: nobody in it is named, except behind a preposition.
fn is_one_description(parts: &[Part]) -> bool {
    let is_own_word = |part: &Part| part.words.len() == 1 && part.words[0].is(Listed::OWN);
    let mut goes_on = false;
    parts.iter().all(|part| {
        let is_within = goes_on && part.is_behind_and();
        goes_on = part.is_description_of() || is_within;
        part.told.is_description() || is_own_word(part) || is_within
    })
}

/// Whether a name with a comma or an `and` in it is that of one.
fn is_one_name(parts: &[Part], is_group: bool) -> bool {
    let [first, others @ ..] = parts else { return true };
    if parts.iter().all(Part::is_outlet) {
        return false;
    }
    if others.iter().all(Part::is_behind_and) {
        let is_firm = others.iter().all(|part| part.words.first().is_some_and(|word| word.is(Listed::FIRM)));
        return is_group || is_firm || is_signed(parts) || first.is_group_of(others) || is_group_with(parts);
    }
    let (mut goes_on, mut is_office) = (false, false);
    others.iter().all(|part| {
        let is_within = goes_on && part.is_behind_and();
        let is_aside = part.after == Some(Between::Comma) && part.is_beside(first);
        // `Ada Example, lawyer and mayor`
        let is_second_office = is_office && part.is_behind_and() && part.is_office();
        goes_on = part.is_description_of() || is_within;
        is_office = part.is_office() && first.is_full();
        let is_thing = part.is_behind_and() && part.told.is_description() && !part.is_human();
        is_aside || is_within || is_second_office || is_thing
    })
}

/// `Ernst & Young`: two people are joined by a word, or have whole names. `Smith Barney & Lee Ltd`.
fn is_signed(parts: &[Part]) -> bool {
    let is_form = parts.last().and_then(|part| part.words.last()).is_some_and(is_group);
    let is_shared = |word: &Word| is_role(word) || is_group(word) || is_outlet(word) || word.is(Listed::VAGUE);
    let is_name =
        |part: &Part| matches!(&part.words[..], [word] if word.is_capital && word.is_long() && !is_shared(word));
    let is_surname = |part: &Part| !part.words.iter().any(is_first_name);
    let is_joined = parts.iter().skip(1).all(|part| part.after == Some(Between::Sign));
    is_joined && (is_form || parts.iter().all(is_name) && parts.iter().any(is_surname))
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
        let titles = self.words.iter().take_while(|word| word.is_capital && word.can_be(Classes::TITLE)).count();
        let words = &self.words[titles..];
        let own = words.iter().filter(|word| is_own(word) || word.is_initial).count();
        let is_part = |word: &Word| is_own(word) && !is_of_group(word) || word.is_initial || is_inner(word);
        own > 1 && words.iter().all(is_part)
    }

    fn is_outlet(&self) -> bool {
        let is_outlet = |word: &Word| is_outlet(word) || word.can_be(Classes::ARTICLE);
        !self.words.is_empty() && self.told == Told::Name && self.words.iter().all(is_outlet)
    }

    /// Whether it describes somebody by something else, which may go on behind an `and`: `head of health`.
    fn is_description_of(&self) -> bool {
        self.told.is_description() && self.words.iter().any(|word| word.is(Listed::OF))
    }

    /// Whether it says who people are.
    fn is_human(&self) -> bool {
        self.words.iter().any(is_role)
    }

    /// Whether it is what one person is: `mayor`, not `officials`.
    fn is_office(&self) -> bool {
        self.told.is_description() && self.is_human() && !self.words.iter().any(is_plural)
    }

    /// Whether it says more of the name before a comma: a role, an affiliation, a suffix, or the first name.
    fn is_beside(&self, name: &Part) -> bool {
        let is_suffix = |word: &Word| word.can_be(Classes::SUFFIX | Classes::GROUP);
        let is_place_of_work = name.is_full() && self.words.iter().any(is_group);
        let is_short = self.words.len() == 1 && (is_suffix(&self.words[0]) || is_first_name(&self.words[0]));
        self.told.is_description() || is_short || is_place_of_work && !self.words.iter().any(is_outlet)
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
