//! Texts that share passages word for word. Of what several texts quote, only what they give to different people
//! counts.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;
use std::sync::Arc;

use hashbrown::{HashMap, HashSet};

use super::normal::{self, is_unspaced};
use super::token::short;
use crate::text::Text;

/// How many words in a row make a passage.
pub const MIN_WORDS: usize = 25;
/// How many words make one where they are a whole paragraph in both texts.
pub const MIN_PARAGRAPH: usize = 12;
/// How many characters of a script without blanks count as one word.
const CHARACTERS_A_WORD: usize = 2;
/// A line with fewer words is part of a menu, unless it ends as a sentence does.
const MIN_LINE: usize = 5;
/// A line with more words is not only what a page says about itself.
const MAX_NOTICE: usize = 60;
/// How many words of one text are looked up in others: any passage has so many, quotations or not.
const WINDOW: usize = 8;
/// How far around a quotation the names of those who speak are looked for, in words.
const AROUND: usize = 12;

/// The words of a text, to be compared with others.
#[derive(Debug, Clone)]
pub struct Words {
    text: Text,
    words: Arc<[Word]>,
}

/// A word as far as it is compared.
#[derive(Debug, Clone, Copy)]
struct Word {
    /// Of its form in small letters.
    hash: u32,
    start: u32,
    end: u32,
    /// The paragraph it is in, from 0.
    paragraph: u32,
    flags: u8,
}

impl Word {
    const QUOTED: u8 = 1;
    const CAPITAL: u8 = 2;
    const UNSPACED: u8 = 4;

    fn is(self, flag: u8) -> bool {
        self.flags & flag != 0
    }
}

/// A passage that two texts share.
#[derive(Debug, Clone, PartialEq)]
pub struct Passage {
    /// How many words it has, quotations left out.
    pub words: usize,
    /// In which paragraph it begins in each text, from 1.
    pub paragraphs: [usize; 2],
    /// How the passage begins, as the first text has it.
    pub beginning: Text,
    /// Its words in the first text.
    range: Range<usize>,
}

impl Words {
    /// Reads a text. Linear. Lines that are parts of menus, and words that pages of all kinds have about themselves,
    /// are left out.
    pub fn new(text: Text) -> Self {
        let mut words = Vec::new();
        let raw = text.untrusted();
        let (mut at, mut paragraph) = (0, 0);
        for line in raw.split_inclusive('\n') {
            let start = at;
            at += line.len();
            let before = words.len();
            read_line(line, start, paragraph, &mut words);
            if words.len() > before {
                paragraph += 1;
            }
        }
        Self { text, words: words.into() }
    }

    /// How many words are compared.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// The same for all clones of these words, and for no others that are there at the time.
    pub(crate) fn identity(&self) -> usize {
        self.words.as_ptr().addr()
    }

    /// Whether there is nothing to compare.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// A number for each run of words of a certain length, with where it starts. Equal runs have equal numbers.
    pub fn windows(&self) -> impl Iterator<Item = (u64, usize)> + '_ {
        self.words.windows(WINDOW).zip(0..).map(|(window, at)| (hash_of(window.iter().map(|word| word.hash)), at))
    }

    /// The passages that it shares with another text, the longest first. Linear in both.
    pub fn shared(&self, other: &Self) -> Vec<Passage> {
        let mut places: HashMap<u64, Vec<u32>> = HashMap::default();
        for (hash, at) in other.windows() {
            let places = places.entry(hash).or_default();
            // A text that repeats itself is compared with its first places.
            if places.len() < 4 {
                places.push(short(at));
            }
        }
        let mut found: Vec<Passage> = Vec::new();
        let mut from = 0;
        for (hash, at) in self.windows() {
            if at < from {
                continue;
            }
            let runs = places.get(&hash).into_iter().flatten().map(|&there| self.run(at, other, there as usize));
            let Some((here, there)) = runs.max_by_key(|(here, there)| (here.len(), std::cmp::Reverse(there.start)))
            else {
                continue;
            };
            from = here.end.max(at + 1);
            found.extend(self.passage(here, other, there));
        }
        found.sort_by(|one, other| other.words.cmp(&one.words).then(one.range.start.cmp(&other.range.start)));
        found
    }

    /// The numbers of all runs of words in a passage of this text.
    pub fn windows_of(&self, passage: &Passage) -> impl Iterator<Item = u64> + '_ {
        let range = passage.range.clone();
        self.windows().skip(range.start).take(range.len().saturating_sub(WINDOW - 1)).map(|(hash, _)| hash)
    }

    /// The longest run that both have around a place of each.
    fn run(&self, here: usize, other: &Self, there: usize) -> (Range<usize>, Range<usize>) {
        let same = |one: usize, two: usize| self.words[one].hash == other.words[two].hash;
        let back = (1..=here.min(there)).take_while(|&back| same(here - back, there - back)).count();
        let most = (self.words.len() - here).min(other.words.len() - there);
        let ahead = (0..most).take_while(|&ahead| same(here + ahead, there + ahead)).count();
        (here - back..here + ahead, there - back..there + ahead)
    }

    /// What a run that both have is worth as a passage.
    fn passage(&self, here: Range<usize>, other: &Self, there: Range<usize>) -> Option<Passage> {
        let is_row = self.worth(&here, other, &there) >= MIN_WORDS;
        let (here, there) = if is_row { (here, there) } else { self.whole_paragraph(here, other, there)? };
        let words = self.worth(&here, other, &there);
        let (first, last) = (self.words[here.start], self.words[(here.start + MIN_PARAGRAPH).min(here.end) - 1]);
        let beginning = self.text.untrusted().get(first.start as usize..last.end as usize).unwrap_or_default();
        let paragraphs = [first.paragraph, other.words[there.start].paragraph].map(|nth| nth as usize + 1);
        Some(Passage { words, paragraphs, beginning: Text::new(beginning), range: here })
    }

    /// The longest whole paragraph of both in a run, if one has enough words.
    fn whole_paragraph(
        &self,
        here: Range<usize>,
        other: &Self,
        there: Range<usize>,
    ) -> Option<(Range<usize>, Range<usize>)> {
        let mut best = None;
        let mut start = here.start;
        while start < here.end {
            let nth = self.words[start].paragraph;
            let end = here
                .end
                .min(start + self.words[start..here.end].iter().take_while(|word| word.paragraph == nth).count());
            let run = start..end;
            let beside = start - here.start + there.start..end - here.start + there.start;
            let worth = self.worth(&run, other, &beside);
            if self.is_whole(&run) && other.is_whole(&beside) && worth >= MIN_PARAGRAPH {
                best = best.max(Some((worth, std::cmp::Reverse(start), end)));
            }
            start = end.max(start + 1);
        }
        let (_, std::cmp::Reverse(start), end) = best?;
        Some((start..end, start - here.start + there.start..end - here.start + there.start))
    }

    /// Whether words begin and end where paragraphs do, and are in one.
    fn is_whole(&self, run: &Range<usize>) -> bool {
        let of = |at: usize| self.words.get(at).map(|word| word.paragraph);
        let nth = of(run.start);
        nth == of(run.end - 1) && of(run.end) != nth && run.start.checked_sub(1).and_then(of) != nth
    }

    /// How many words a run counts for: those that are quoted in either text only if the texts give them to different
    /// people.
    fn worth(&self, here: &Range<usize>, other: &Self, there: &Range<usize>) -> usize {
        let is_quoted = |nth: usize| {
            self.words[here.start + nth].is(Word::QUOTED) || other.words[there.start + nth].is(Word::QUOTED)
        };
        let is_shared_quotation = self.gives_to_same(here, other, there);
        let counts = |&nth: &usize| !(is_shared_quotation && is_quoted(nth));
        let weight = |nth: usize| if self.words[here.start + nth].is(Word::UNSPACED) { 1 } else { CHARACTERS_A_WORD };
        (0..here.len()).filter(counts).map(weight).sum::<usize>() / CHARACTERS_A_WORD
    }

    /// Whether somebody is named around a run in both texts, or in one of them nobody is: quotations in it may be by
    /// the same.
    fn gives_to_same(&self, here: &Range<usize>, other: &Self, there: &Range<usize>) -> bool {
        let (ours, theirs) = (self.names(here), other.names(there));
        ours.is_empty() || theirs.is_empty() || !ours.is_disjoint(&theirs)
    }

    /// The words with a capital in and around a run that nobody is quoted with.
    fn names(&self, run: &Range<usize>) -> HashSet<u32> {
        let around = run.start.saturating_sub(AROUND)..(run.end + AROUND).min(self.words.len());
        let named = self.words[around].iter().filter(|word| word.is(Word::CAPITAL) && !word.is(Word::QUOTED));
        named.map(|word| word.hash).collect()
    }
}

/// Adds the words of a line, which is a paragraph, unless it is part of a menu.
fn read_line(line: &str, start: usize, paragraph: u32, words: &mut Vec<Word>) {
    let before = words.len();
    let mut is_quoted = false;
    let mut is_sentence = false;
    let mut is_first = true;
    for piece in normal::pieces(line) {
        if !piece.is_word {
            let raw = &line[piece.start..piece.end];
            is_sentence = matches!(&*piece.form, "." | "?" | "!" | "…") || is_sentence && piece.form == "\"";
            if raw.contains(['“', '„', '«', '「', '『']) || raw.starts_with("``") {
                is_quoted = true;
            } else if raw.contains(['”', '»', '」', '』']) || raw.starts_with("''") {
                is_quoted = false;
            } else if raw.contains('"') {
                is_quoted = !is_quoted;
            }
            is_first |= is_sentence;
            continue;
        }
        is_sentence = false;
        let small = piece.form.to_lowercase();
        let is_capital = !is_first && piece.form.chars().next().is_some_and(char::is_uppercase);
        is_first = false;
        let flags = [
            (Word::QUOTED, is_quoted),
            (Word::CAPITAL, is_capital),
            (Word::UNSPACED, piece.form.chars().any(is_unspaced)),
        ];
        let flags = flags.into_iter().filter(|(_, holds)| *holds).map(|(flag, _)| flag).sum();
        let hash = u32::try_from(hash_of([small]) >> 32).unwrap_or_default();
        words.push(Word { hash, start: short(start + piece.start), end: short(start + piece.end), paragraph, flags });
    }
    let count = words.len() - before;
    let is_notice = count <= MAX_NOTICE && is_about_the_page(line);
    if count < MIN_LINE && !is_sentence || is_notice {
        words.truncate(before);
    } else if count > MAX_NOTICE {
        leave_out_notices(line, start, before, words);
    }
}

/// In a line that is a whole story, only the sentences that are about the page are left out.
fn leave_out_notices(line: &str, start: usize, before: usize, words: &mut Vec<Word>) {
    let mut notices: Vec<Range<usize>> = Vec::new();
    let mut at = start;
    for sentence in line.split_inclusive(['.', '?', '!', '。']) {
        if is_about_the_page(sentence) {
            notices.push(at..at + sentence.len());
        }
        at += sentence.len();
    }
    let mut notices = notices.into_iter().peekable();
    let mut kept = before;
    for nth in before..words.len() {
        let word = words[nth];
        while notices.next_if(|notice| notice.end <= word.start as usize).is_some() {}
        if notices.peek().is_none_or(|notice| !notice.contains(&(word.start as usize))) {
            words[kept] = word;
            kept += 1;
        }
    }
    words.truncate(kept);
}

/// What pages say about themselves, in small letters. A line with one of these is no news, unless it is long.
const ABOUT_PAGES: [&str; 35] = [
    "cookie",
    "newsletter",
    "all rights reserved",
    "alle rechte vorbehalten",
    "tous droits réservés",
    "todos los derechos reservados",
    "may not be published, broadcast, rewritten",
    "privacy policy",
    "terms of use",
    "terms of service",
    "terms and conditions",
    "datenschutz",
    "subscribe",
    "subscription",
    "subscriber",
    "abonnement",
    "abonnieren",
    "suscrí",
    "sign up",
    "log in to",
    "create an account",
    "javascript",
    "ad blocker",
    "advertisement",
    "follow us",
    "read more",
    "click here",
    "download our app",
    "support our journalism",
    "share this article",
    "; editing by",
    "(reporting by",
    "additional reporting by",
    "contributed to this report",
    "our standards:",
];

fn is_about_the_page(line: &str) -> bool {
    let small = line.to_lowercase();
    ABOUT_PAGES.iter().any(|words| small.contains(words))
}

fn hash_of(values: impl IntoIterator<Item = impl Hash>) -> u64 {
    let mut hasher = DefaultHasher::new();
    values.into_iter().for_each(|value| value.hash(&mut hasher));
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Words {
        Words::new(Text::new(text))
    }

    fn shared(one: &str, other: &str) -> Vec<(usize, [usize; 2])> {
        words(one).shared(&words(other)).into_iter().map(|passage| (passage.words, passage.paragraphs)).collect()
    }

    /// So many different words.
    fn row(count: usize) -> String {
        (0..count).map(|nth| format!("word{nth}")).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn twenty_five_words_in_a_row_are_a_passage() {
        let (one, other) =
            (|count| format!("One says {} here.", row(count)), |count| format!("Another {} there.", row(count)));
        assert_eq!(shared(&one(25), &other(25)), [(25, [1, 1])]);
        assert_eq!(shared(&one(24), &other(24)), []);
    }

    #[test]
    fn a_whole_paragraph_of_twelve_words_is_a_passage() {
        let (one, other) = (
            |count| format!("It was said.\n{}.\nSo it was.", row(count)),
            |count| format!("{}.\nThat is all.", row(count)),
        );
        assert_eq!(shared(&one(12), &other(12)), [(12, [2, 1])]);
        assert_eq!(shared(&one(11), &other(11)), []);
        assert_eq!(shared(&one(12), &format!("More {}.", row(12))), []);
    }

    #[test]
    fn quotations_are_left_out_unless_they_are_given_to_others() {
        let said = |before: &str, after: &str| format!("{before} “{}” {after}", row(30));
        let keller = said("On Monday the mayor Keller told reporters:", "That is what she said.");
        let also = said("At noon we heard Eva Keller in the hall,", "and nothing else.");
        assert_eq!(shared(&keller, &also), []);
        let dahl = said("At noon we heard the deputy Dahl in the hall,", "and nothing else.");
        assert_eq!(shared(&keller, &dahl).len(), 1);
        let prose =
            |name: &str| format!("{name} “Yes, we know it all and we do not care,” said Keller, as {}.", row(20));
        assert_eq!(shared(&prose("One:"), &prose("Two:")), []);
    }

    #[test]
    fn menus_and_what_pages_say_of_themselves_are_no_text() {
        let menu = (0..40).map(|nth| format!("Menu {nth}")).collect::<Vec<_>>().join("\n");
        let notice = format!("We use cookies and {}.", row(30));
        assert_eq!(shared(&menu, &menu), []);
        assert_eq!(shared(&notice, &notice), []);
        // A line has at most 60 words, its first three included.
        for (count, expected) in [(56, vec![]), (57, vec![(57, [1, 1])])] {
            let [one, other] = ["Kim.", "Bo."].map(|end| format!("We use cookies. {} {end}", row(count)));
            assert_eq!(shared(&one, &other), expected, "{count}");
        }
    }

    #[test]
    fn characters_without_blanks_count_half_a_word() {
        let text = |count: usize| {
            "橋港市民船員議会決定閉鎖建設費用病院道路秋冬春夏東西南北山川海空風雨雪月火水木金土日年時分秒人口手足目耳"
                .chars()
                .take(count)
                .collect::<String>()
        };
        let (one, other) = (|count| format!("甲乙{}丙。", text(count)), |count| format!("丁{}戊己。", text(count)));
        assert_eq!(shared(&one(50), &other(50)), [(25, [1, 1])]);
        assert_eq!(shared(&one(49), &other(49)), []);
    }
}
