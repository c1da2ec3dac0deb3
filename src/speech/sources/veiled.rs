//! Names that are not those of the people who have them in a text, or are named against a promise: a pseudonym, `name
//! changed`, `on condition of anonymity`.

use std::collections::BTreeSet;
use std::ops::Range;

use super::identity::is_lead;
use super::names::Name;
use crate::speech::lexicon::{Classes, Clue, CluePlace, Takes};
use crate::speech::person::PersonName;
use crate::speech::reading::Extent;
use crate::speech::syntax::{Syntax, Unit};
use crate::speech::tokens::Sign;

/// How many units after a name are looked at.
const NEAR: usize = 25;
/// How many words may be where a `+` is.
const MAX_GAP: usize = 8;
/// How many words a name in quotation marks has, at most.
const MAX_QUOTED: usize = 3;
/// How many units are between a name and the words that show it, at most.
const MAX_LEAD: usize = 9;

/// What a text says of names that are none.
#[derive(Default)]
pub(super) struct Veils {
    /// The names that are not those of the people, and the words that show it.
    pub(super) names: Vec<(Name, Option<Extent>)>,
    /// Names that are in quotation marks somewhere, which may be those of somebody else, or of something.
    pub(super) quoted: Vec<Name>,
    /// Whether it says so of names without saying of which.
    pub(super) is_any: bool,
}

/// What a text says of its names, given in order.
pub(super) fn find(syntax: &Syntax<'_>, names: &[Name]) -> Veils {
    let finder = Finder::new(syntax);
    let mut found = Veils::default();
    let quoted: Vec<_> = (0..syntax.units.len()).filter_map(|at| finder.quoted(at)).collect();
    for name in names.iter().chain(&quoted) {
        let reason = finder.reason(name);
        if reason.is_some() || finder.is_placeholder(name) {
            found.names.push((name.clone(), reason));
        }
    }
    found.quoted = quoted.into_iter().filter(|name| !name.is_full()).collect();
    let said: Vec<Extent> = found.names.iter().filter_map(|(_, reason)| *reason).collect();
    let is_loose = |at: usize| {
        let place = syntax.units[at].extent();
        let is_of_one = || said.iter().any(|reason| reason.overlaps(place));
        finder.is_about_names(at) && !is_of_one() || finder.has_clue(at, &[CluePlace::Names])
    };
    found.is_any = (0..syntax.units.len()).any(is_loose);
    found
}

struct Finder<'p> {
    syntax: &'p Syntax<'p>,
    /// Of each unit, whether a clue may begin with it.
    begins: Vec<bool>,
}

impl<'p> Finder<'p> {
    fn new(syntax: &'p Syntax<'p>) -> Self {
        let firsts: BTreeSet<&str> =
            syntax.lexicon.clues.iter().filter_map(|clue| clue.words.first().copied()).collect();
        let is_first = |unit: &Unit| firsts.contains(&*syntax.words(unit).to_ascii_lowercase());
        Self { syntax, begins: syntax.units.iter().map(is_first).collect() }
    }

    fn clues(&self, places: &'static [CluePlace]) -> impl Iterator<Item = &Clue> {
        self.syntax.lexicon.clues.iter().filter(|clue| places.contains(&clue.place))
    }

    fn unit(&self, at: usize) -> Option<&Unit> {
        self.syntax.units.get(at)
    }

    fn word(&self, at: usize) -> &str {
        self.unit(at).map_or("", |unit| self.syntax.words(unit))
    }

    /// The name in quotation marks, as in `known only as “Anna”`.
    fn quoted(&self, at: usize) -> Option<Name> {
        let unit = self.unit(at).filter(|unit| unit.is_quotation())?;
        let inner = self.syntax.words(unit).trim_matches(|letter: char| !letter.is_alphanumeric());
        let words = || inner.split_whitespace();
        let is_name = words().count() <= MAX_QUOTED && words().all(|word| word.starts_with(char::is_uppercase));
        let person = PersonName::new(words().map(|word| (word, self.syntax.lexicon.entry(word).classes)));
        (is_name && !inner.is_empty()).then(|| Name { units: at..at + 1, person, is_titled: false, sex: None })
    }

    /// `Jane Doe`, of a court or a desk.
    fn is_placeholder(&self, name: &Name) -> bool {
        let is_all = |clue: &Clue| clue.words.len() == name.units.len();
        let mut clues = self.clues(&[CluePlace::Placeholder]).filter(|clue| is_all(clue));
        clues.any(|clue| self.syntax.has_words(name.units.clone(), &clue.words))
    }

    /// The words beside a name that show that it is none.
    fn reason(&self, name: &Name) -> Option<Extent> {
        let sentence = self.syntax.sentence_at(self.unit(name.units.start)?.extent().start);
        let sentence = self.syntax.sentences.get(sentence)?.units.clone();
        let bracketed =
            self.unit(name.units.end).filter(|unit| unit.is_bracketed && sentence.contains(&name.units.end));
        if let Some(bracketed) = bracketed {
            return self.is_said_in(bracketed).then(|| inner(bracketed.extent()));
        }
        self.after(name, &sentence).or_else(|| self.before(name, &sentence))
    }

    /// Whether brackets have such words.
    fn is_said_in(&self, bracketed: &Unit) -> bool {
        let text = self.syntax.words(bracketed).to_lowercase();
        let words: Vec<_> =
            text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let mut clues = self.clues(&[CluePlace::AfterName, CluePlace::Sentence, CluePlace::Text, CluePlace::Names]);
        clues.any(|clue| words.windows(clue.words.len()).any(|window| window == clue.words))
    }

    /// What is said of somebody right after the name: after a comma, or with nothing but a verb in between.
    fn after(&self, name: &Name, sentence: &Range<usize>) -> Option<Extent> {
        let start = name.units.end;
        let is_pause = |at: usize| {
            let unit = self.unit(at)?;
            Some(unit.is_mark(Sign::Comma) || unit.is_mark(Sign::Dash) || unit.is_quotation())
        };
        // `“James,” a nurse`
        let is_paused = self.syntax.words(self.unit(name.units.end - 1)?).contains(',');
        let is_aside = is_paused || is_pause(start)? && !self.unit(start)?.is_quotation();
        let first = start + usize::from(is_aside && !is_paused);
        let pause = |first: usize| {
            let limit = sentence.end.min(first + NEAR);
            (first..limit).find(|&at| is_pause(at) != Some(false)).unwrap_or(limit)
        };
        let end = pause(first);
        // `Tara, 31, did not want to give her surname`
        let is_comma = self.unit(end).is_some_and(|unit| unit.is_mark(Sign::Comma));
        let is_closed = is_aside && is_comma && end.saturating_sub(first) <= MAX_LEAD;
        let farther = || is_closed.then(|| self.shows(end + 1..pause(end + 1), false)).flatten();
        self.shows(first..end, is_aside).or_else(farther)
    }

    /// What some words after a name show.
    fn shows(&self, words: Range<usize>, is_aside: bool) -> Option<Extent> {
        let Range { start: first, end } = words;
        // `Samira Khan said the pseudonym was known` is about another name.
        let speaks = !is_aside && (first..end).any(|at| self.speaks(at));
        let places: &[_] = if speaks { &[CluePlace::Sentence] } else { &[CluePlace::AfterName, CluePlace::Sentence] };
        let clues = self.clues(places);
        let found = clues.filter_map(|clue| self.find(first..end, clue)).min_by_key(|found| found.start)?;
        let lead = (first..found.start).rev().find(|&at| !is_lead(self.word(at))).map_or(first, |before| before + 1);
        let is_own = lead - first <= MAX_LEAD && (first..lead).all(|at| self.leads(at, is_aside));
        let start = if is_aside { first } else { lead };
        let end = if is_aside { self.before_end(end) } else { found.end };
        is_own.then(|| self.syntax.extent(&(start..end))).flatten()
    }

    /// Without the mark with which a sentence ends.
    fn before_end(&self, end: usize) -> usize {
        let is_over = |at: usize| self.unit(at).is_some_and(|unit| unit.is_plain() && unit.token.ends_sentence());
        if is_over(end - 1) { end - 1 } else { end }
    }

    fn speaks(&self, at: usize) -> bool {
        let verb = self.unit(at).and_then(Unit::verb);
        verb.is_some_and(|verb| verb.takes.has_any(Takes::WORDS))
    }

    /// Whether a word may be between a name and what is said of it. Without a comma, only a verb of speech may, and to
    /// whom.
    fn leads(&self, at: usize, is_aside: bool) -> bool {
        let Some(unit) = self.unit(at) else { return false };
        let speaks = self.speaks(at);
        let others = Classes::THAT | Classes::PEOPLE;
        if is_aside {
            return !speaks && (!unit.is(others) || unit.is(Classes::RELATIVE | Classes::DEMONSTRATIVE));
        }
        // `Tara did not want to give her surname`
        let wants = unit.is(Classes::VERB | Classes::NEGATION) || self.word(at).eq_ignore_ascii_case("to");
        if wants || self.word(at).starts_with("prefer") {
            return true;
        }
        let to = Classes::OBJECT | Classes::OUTLET | Classes::DAY | Classes::AUXILIARY | Classes::ADVERB;
        speaks || is_lead(self.word(at)) || unit.is_capital() || unit.is(to) || unit.is_mark(Sign::Possessive)
    }

    /// What leads up to a name: `identified only as Samira Khan`, `Speaking on condition of anonymity, Samira Khan`.
    fn before(&self, name: &Name, sentence: &Range<usize>) -> Option<Extent> {
        if let Some(found) = self.right_before(name, sentence) {
            return self.syntax.extent(&found);
        }
        let end = name.units.start;
        let comma =
            end.checked_sub(1).filter(|&at| at > sentence.start && self.syntax.units[at].is_mark(Sign::Comma))?;
        let lead = sentence.start..comma;
        let opens = |found: &Range<usize>| (lead.start..found.start).all(|at| is_lead(self.word(at)));
        let clues = self.clues(&[CluePlace::AfterName, CluePlace::Sentence]);
        let found = clues.filter_map(|clue| self.find(lead.clone(), clue)).find(opens)?;
        self.syntax.extent(&(lead.start..found.end))
    }

    /// A clue with which a name begins, or between whose words it is.
    fn right_before(&self, name: &Name, sentence: &Range<usize>) -> Option<Range<usize>> {
        let end = name.units.start;
        let ends = |clue: &[&str], end: usize| {
            let start = end.checked_sub(clue.len()).filter(|&start| start >= sentence.start)?;
            self.syntax.has_words(start..end, clue).then_some(start..end)
        };
        let last = end.checked_sub(1).filter(|&at| at >= sentence.start);
        // `we call her Anna`
        let object = last.filter(|&at| self.syntax.units[at].is(Classes::OBJECT));
        let is_right = |clue: &Clue| {
            let with_object = || Some(ends(&clue.words, object?)?.start..end);
            ends(&clue.words, end).or_else(with_object)
        };
        let is_around = |clue: &Clue| {
            let star = clue.words.iter().position(|&word| word == "*")?;
            let after = &clue.words[star + 1..];
            let goes_on = self.syntax.has_words(name.units.end..sentence.end, after);
            Some(ends(&clue.words[..star], end).filter(|_| goes_on)?.start..name.units.end + after.len())
        };
        // `gave only her first name, Anna`
        let pause = last.filter(|&at| !self.syntax.units[at].is_word());
        let is_alone = self.unit(name.units.end).is_none_or(|unit| !unit.is_word());
        let is_apart = |clue: &Clue| {
            let is_name = clue.words.last().is_some_and(|word| word.contains("name"));
            ends(&clue.words, pause?).filter(|_| is_name && is_alone)
        };
        let right = self.clues(&[CluePlace::BeforeName]).find_map(is_right);
        let right = right.or_else(|| self.clues(&[CluePlace::AroundName]).find_map(is_around));
        right.or_else(|| self.clues(&[CluePlace::AfterName, CluePlace::Sentence]).find_map(is_apart))
    }

    /// Where a clue is among some units.
    fn find(&self, units: Range<usize>, clue: &Clue) -> Option<Range<usize>> {
        let is_here = |at: usize| self.syntax.has_words(at..units.end, &clue.words);
        let may_begin = |at: &usize| self.begins.get(*at).is_some_and(|&begins| begins);
        units.clone().filter(may_begin).find(|&at| is_here(at)).map(|at| at..at + clue.words.len())
    }

    /// Whether words begin at a unit that say of names that they are none: `names have been changed`, `* Name changed`.
    fn is_about_names(&self, at: usize) -> bool {
        let unit = &self.syntax.units[at];
        if unit.is_bracketed && self.has_changed_name(unit) {
            return true;
        }
        if unit.is_bracketed {
            return self.is_said_in(unit) && !self.clues(&[CluePlace::Sentence]).any(|clue| self.has_in(unit, clue));
        }
        let is_star = |before: &Unit| before.is_mark(Sign::Other) && self.syntax.words(before) == "*";
        let is_noted = at > 0 && is_star(&self.syntax.units[at - 1]);
        let noted: &'static [CluePlace] = if is_noted { &[CluePlace::AfterName] } else { &[] };
        self.has_clue(at, &[CluePlace::Text, CluePlace::Names]) || self.has_clue(at, noted)
    }

    /// Whether words are at a unit, with a few others between them where a `+` is.
    fn begins(&self, at: usize, words: &[&str]) -> bool {
        let units = self.syntax.units.len();
        let is_here = |at: usize, words: &[&str]| self.syntax.has_words(at.min(units)..units, words);
        let Some(gap) = words.iter().position(|&word| word == "+") else { return is_here(at, words) };
        let (first, rest) = (&words[..gap], &words[gap + 1..]);
        let is_over = |at: usize| self.unit(at).is_none_or(|unit| unit.is_plain() && unit.token.ends_sentence());
        let near = at + gap..at + gap + MAX_GAP;
        is_here(at, first) && near.take_while(|&next| !is_over(next)).any(|next| is_here(next, rest))
    }

    /// Whether a clue begins at a unit, or is in its brackets.
    fn has_clue(&self, at: usize, places: &'static [CluePlace]) -> bool {
        let unit = &self.syntax.units[at];
        if !unit.is_bracketed && !self.begins[at] {
            return false;
        }
        let follows = |clue: &Clue| self.begins(at, &clue.words);
        let has = |clue: &Clue| if unit.is_bracketed { self.has_in(unit, clue) } else { follows(clue) };
        self.clues(places).any(has)
    }

    /// `(We have changed Anna’s name.)`: names within brackets are not looked for.
    fn has_changed_name(&self, bracketed: &Unit) -> bool {
        let text = self.syntax.words(bracketed).to_lowercase();
        let mut stars = self.clues(&[CluePlace::AroundName]).filter_map(|clue| {
            let star = clue.words.iter().position(|&word| word == "*")?;
            Some((clue.words.get(..star)?.join(" "), clue.words.get(star + 1..)?.join(" ")))
        });
        stars.any(|(before, after)| text.split_once(&before).is_some_and(|(_, rest)| rest.contains(&after)))
    }

    fn has_in(&self, bracketed: &Unit, clue: &Clue) -> bool {
        self.syntax.words(bracketed).to_lowercase().contains(&clue.words.join(" "))
    }
}

/// What is in brackets.
fn inner(bracketed: Extent) -> Extent {
    Extent { start: bracketed.start + 1, end: bracketed.end.saturating_sub(1).max(bracketed.start + 1) }
}

#[cfg(test)]
mod tests {
    use crate::speech::{Identity, Source, read};
    use crate::text::Text;

    fn sources(text: &str) -> Vec<Source> {
        read(&Text::new(text)).sources
    }

    /// Texts with nobody who is named, and the words that say why.
    const VEILED: &[(&str, &str)] = &[
        ("Off the record, the minister, Samira Khan, said they shot at the house.", "Off the record"),
        ("On background, Samira Khan said they shot at the house.", "On background"),
        (
            "“They shot,” said Samira Khan, who asked that her surname be withheld.",
            "who asked that her surname be withheld",
        ),
        (
            "“They shot,” said Samira Khan, who requested that her identity be kept secret.",
            "who requested that her identity be kept secret",
        ),
        ("“They shot,” said Samira Khan, who spoke on deep background.", "who spoke on deep background"),
        (
            "The nurse asked me to call her Samira Khan. Samira Khan said they shot at the house.",
            "asked me to call her",
        ),
        ("Samira Khan (not her real name) said they shot at the house.", "not her real name"),
        ("Samira Khan said they shot at the house. Samira Khan is not her real name.", "not her real name"),
        ("Samira Khan’s name has been changed. Samira Khan said they shot at the house.", "name has been changed"),
        ("“They shot,” said Samira Khan, who declined to give her full name.", "who declined to give her full name"),
        ("Samira Khan (name changed) said they shot at the house.", "name changed"),
        (
            "“They shot at us,” said Samira Khan, whose name has been changed to protect her.",
            "whose name has been changed to protect her",
        ),
        ("Samira Khan, whose name was changed, said they shot at the house.", "whose name was changed"),
        ("Samira Khan, a pseudonym, said they shot at the house.", "a pseudonym"),
        ("“They shot,” said Samira Khan, whose name we have changed.", "whose name we have changed"),
        ("Samira Khan, whose name we’ve changed, said they shot at the house.", "whose name we’ve changed"),
        ("Samira Khan, not her actual name, said they shot at the house.", "not her actual name"),
        ("Samira Khan, a parody account, said they shot at the house.", "a parody account"),
        ("The parody account Samira Khan said they shot at the house.", "parody account"),
        ("“They shot,” said Samira Khan on condition that her name not be used.", "on condition that her name"),
        ("“They shot,” Samira Khan said on the condition that she not be named.", "on the condition that she not be"),
        (
            "„Sie schossen“, sagte Samira Khan, deren Namen wir geändert haben. Der Bericht kam am Montag.",
            "deren Namen wir geändert haben",
        ),
        ("Samira Khan, who spoke under a pseudonym, said they shot at the house.", "who spoke under a pseudonym"),
        (
            "Samira Khan, who asked that her real name not be used, said they shot at the house.",
            "who asked that her real name not be used",
        ),
        (
            "Ali, a resident who gave only his first name, said they shot at the house. He saw Ali.",
            "a resident who gave only his first name",
        ),
        (
            "John Smith, speaking on condition of anonymity, said the plan was dead.",
            "speaking on condition of anonymity",
        ),
        ("John Smith told reporters on condition of anonymity that the plan was dead.", "on condition of anonymity"),
        (
            "Speaking on condition of anonymity, John Smith said the plan was dead.",
            "Speaking on condition of anonymity",
        ),
        ("A woman who gave her name only as Anna said they shot at the house. He saw Anna.", "gave her name only as"),
        ("A woman identified only as Samira Khan said they shot at the house.", "identified only as"),
        ("A juror, who gave only her first name, Denise, left. “We tried,” said Denise.", "only her first name"),
        (
            "Sara, who did not want her surname published, said they shot at the house. “They shot,” Sara said.",
            "who did not want her surname published",
        ),
        ("The woman, referred to as Samira in court, left. “He left,” Samira told the court.", "referred to as"),
        (
            "The boy, known in court documents as Samira Khan, left. “They left,” Khan said.",
            "known in court documents as",
        ),
        ("A woman using the name Samira Khan left. Samira Khan said they shot at the house.", "using the name"),
        ("A man calling himself Abu Walid said it was over. “We will fight,” Abu Walid said.", "calling himself"),
        ("The driver identified himself as Ali. “They shot,” Ali said.", "himself as"),
        ("Let’s call her Samira Khan. Khan says they shot at the house.", "Let’s call her"),
        ("We will call him Ali. “They shot at the house,” Ali says.", "We will call him"),
        ("A man who only wanted to be identified as Ali left. “They shot,” Ali said.", "to be identified as"),
        ("Tara, 31, did not want to give her surname. “They shot,” Tara said.", "give her surname"),
        ("Mike preferred not to give his last name. “They shot,” Mike said.", "give his last name"),
        ("Ben would only give his first name. “They shot,” Ben said.", "only give his first name"),
        (
            "Omar (we are not using his full name for his safety) left. “They shot,” Omar said.",
            "we are not using his full name for his safety",
        ),
        ("The spy code-named Falcon left. “They shot,” Falcon said.", "code-named"),
        ("A hacker who goes by the handle Zed left. “They shot,” Zed said.", "the handle"),
        ("We have changed Samira’s name. “They shot at us,” Samira said.", "changed Samira’s name"),
        (
            "Samira, a nurse whose surname is being withheld at her request, left. “They shot,” Samira said.",
            "a nurse whose surname is being withheld at her request",
        ),
        ("Speaking off the record, Samira Khan said the plan was dead.", "Speaking off the record"),
        (
            "Samira Khan möchte anonym bleiben. Der Bericht kam am Montag. „Sie schossen“, sagt Khan.",
            "möchte anonym bleiben",
        ),
        (
            "Jonas Meier möchte seinen richtigen Namen nicht in der Zeitung lesen. „Sie schossen“, sagt Meier.",
            "möchte seinen richtigen Namen",
        ),
        ("The court knew her only as “Samira”. “They shot at the house,” Samira said.", "only as"),
        (
            "“Ali”, a guard who asked that his real name not be used, left. “They shot,” Ali said.",
            "a guard who asked that his real name not be used",
        ),
        (
            "“Ali,” a guard who asked that his real name not be used, left. “They shot,” Ali said.",
            "a guard who asked that his real name not be used",
        ),
        ("Wir nennen sie Samira Khan. Der Bericht kam am Montag. „Sie schossen“, sagte Khan.", "Wir nennen sie"),
        ("Eine Frau, nennen wir sie Samira Khan, blieb in der Stadt. „Sie schossen“, sagte Khan.", "nennen wir sie"),
        (
            "Eine Pflegerin, die hier Samira Khan genannt werden soll, blieb da. „Sie schossen“, sagte Khan.",
            "hier Samira Khan genannt",
        ),
        (
            "Ein Mann, der sich Abu Walid nennt, blieb in der Stadt. „Sie schossen“, sagte Abu Walid.",
            "sich Abu Walid nennt",
        ),
        ("Khan said it was late. Samira Khan (not her real name) left.", "not her real name"),
        (
            "„Sie schossen“, sagte Samira Khan (Name geändert). Der Bericht kam am Montag und es gab keine Antwort.",
            "Name geändert",
        ),
    ];

    #[test]
    fn who_has_another_name_is_not_named() {
        for &(text, reason) in VEILED {
            let found = sources(text);
            let veiled = found.iter().find(|source| source.reason.is_some());
            let veiled = veiled.unwrap_or_else(|| panic!("{text}\n{found:#?}"));
            assert_eq!(veiled.identity, Identity::Anonymous, "{text}");
            assert_eq!(veiled.reason.as_ref().map(Text::untrusted), Some(reason), "{text}");
            assert!(found.iter().all(|source| source.identity != Identity::Named), "{text}\n{found:#?}");
        }
    }

    #[test]
    fn who_somebody_seems_to_be_is_not_who_speaks() {
        for text in [
            "A man posing as Ada Moss said that the bridge was closed. It was late.",
            "A man who posed as Ada Moss said that the bridge was closed. It was late.",
            "An impostor pretending to be Ada Moss told the bank that the bridge was closed.",
            "Someone impersonating Ada Moss said that the bridge was closed. It was late.",
            "“The bridge is closed,” said a man claiming to be Ada Moss. It was late.",
            "“The bridge is closed,” a caller posing as Ada Moss said. It was late.",
        ] {
            let found = sources(text);
            assert!(found.iter().all(|source| source.identity != Identity::Named), "{text}\n{found:#?}");
            assert_eq!(found.len(), 1, "{text}\n{found:#?}");
        }
        for text in [
            "Ada Moss, posing for a photo, said that the bridge was closed. It was late.",
            "Ada Moss said that a man posing as the mayor was seen. It was late.",
            "The group claiming the attack was known. Ada Moss said that the bridge was closed.",
        ] {
            assert!(sources(text).iter().any(|source| source.label == "Ada Moss".into()), "{text}");
        }
    }

    #[test]
    fn names_of_nobody_and_initials_are_none() {
        for text in [
            "The employee, Jane Roe, left. “They fired me,” Roe said. Roe said the plan was dead.",
            "John Doe said the plan was dead. He was in the house.",
            "Plaintiff A.B. said the plan was dead. He was in the house.",
        ] {
            let found = sources(text);
            assert!(found.iter().all(|source| source.identity != Identity::Named), "{text}\n{found:#?}");
        }
        for text in ["J.K. Rowling said the plan was dead.", "Jane Moss said the plan was dead. John Doe was there."] {
            assert_eq!(sources(text)[0].identity, Identity::Named, "{text}");
        }
    }

    #[test]
    fn where_names_are_changed_it_is_open_who_is_meant() {
        for text in [
            "Samira Khan said they shot at the house. Names have been changed to protect the witnesses.",
            "Samira Khan said they shot at the house.\n\n(Some names have been changed.)",
            "Samira Khan* said they shot at the house.\n\n* Name changed",
            "“Kay” is a nurse. “We ran out of gloves,” Kay says.",
            "Samira Khan is a nurse. She has asked us not to use her real name. “We ran out of gloves,” Khan says.",
            "For this article, the names of the survivors have been changed. “It is late,” Samira Khan says.",
            "Die Namen aller Patienten sind geändert. „Ich habe Angst“, sagt Samira Khan. Der Bericht kam am Montag.",
            "“It is late,” Samira says. (We have changed Samira’s name at her request.)",
            "Ali (all names have been changed) was nine. Samira Khan said they shot at the house.",
        ] {
            let found = sources(text);
            assert!(found.iter().all(|source| source.identity == Identity::Unresolved), "{text}\n{found:#?}");
        }
        let text = "Mayor Samira Khan said they shot at the house. Names have been changed.";
        assert_eq!(sources(text)[0].identity, Identity::Named, "a mayor has no other name");
    }

    #[test]
    fn who_only_speaks_of_it_is_named() {
        for text in [
            "Ada Moss, who said officials spoke on condition of anonymity, left. Ada Moss said the plan was dead.",
            "Ada Moss said officials spoke on condition of anonymity.",
            "Ada Moss said that the firm, a pseudonym of another, was closed.",
            "Ada Moss said the name of the street was changed in May.",
            "Ada Moss, the mayor, said the plan was dead. The company changed its name.",
            "Ada Moss said the pseudonym was found in the files.",
            "Ada Moss said the parody account was closed.",
            "Ada Moss said that the pseudonym Samira was found in the files.",
            "Ada Moss said the name of the street was one that we have changed.",
            "Ada Moss agreed on condition that the work be paid. Ada Moss said the plan was dead.",
            "A man, identified in court documents as Ada Moss, left. Ada Moss said the plan was dead.",
            "Ada Moss said the prize was named only as a joke. Ada Moss said the plan was dead.",
            "Ada Moss changed the name of the firm. Ada Moss said the plan was dead.",
            "The names of two streets were read out. Ada Moss said the plan was dead.",
            "A film, “Ada,” was shown under the name of the firm. Ada Moss said the plan was dead.",
        ] {
            let found = sources(text);
            assert_eq!(found[0].identity, Identity::Named, "{text}\n{found:#?}");
        }
    }
}
