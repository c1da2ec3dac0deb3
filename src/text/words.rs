//! Words, to be compared whatever the way they are written. What comes out cannot be printed.

use std::fmt;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::Text;
use super::similar::SimilarWords;

/// What ends a sentence, in the scripts that have a mark of their own for it.
const FULL_STOPS: [char; 4] = ['.', '。', '।', '۔'];

/// A word in small letters without marks. Latin letters that are not in ASCII are spelt with those that are.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Word(String);

/// The words of a sentence, whatever its white space, its capitals and a full stop at its end.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct NormalWords(String);

/// Articles that a name may have or lack: the Herald is Herald, and Der Bote is Bote.
const ARTICLES: [&str; 3] = ["the ", "der ", "die "];

/// What a source is called, to be compared with what others are called: the words, without an article before them.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct NormalName(NormalWords);

impl Text {
    /// Its words: what is between characters that are neither letters nor digits.
    pub(crate) fn words(&self) -> impl Iterator<Item = Word> {
        let mut characters = folded(self.untrusted()).fuse();
        std::iter::from_fn(move || {
            let mut word = String::new();
            for character in characters.by_ref() {
                if character.is_alphanumeric() {
                    word.push(character);
                } else if !word.is_empty() {
                    break;
                }
            }
            (!word.is_empty()).then_some(Word(word))
        })
    }

    /// Whether another text is made of the letters that this one begins with, as an id is of a title.
    pub(crate) fn begins_with_letters_of(&self, start: &Self) -> bool {
        let letters = |text: &Self| text.words().map(|word| word.0).collect::<String>();
        letters(self).starts_with(&letters(start))
    }
}

/// The small letters of a text without marks.
pub(crate) fn folded(text: &str) -> impl Iterator<Item = char> {
    let letters = text.nfkd().filter(|&letter| !is_combining_mark(letter)).flat_map(char::to_lowercase);
    letters.flat_map(|letter| spelt(letter).into_iter().flatten())
}

/// How a small letter is spelt in ASCII. Those that are no letter of ASCII with a mark have to be named.
fn spelt(letter: char) -> [Option<char>; 2] {
    match letter {
        'ß' => [Some('s'); 2],
        'æ' => [Some('a'), Some('e')],
        'œ' => [Some('o'), Some('e')],
        'þ' => [Some('t'), Some('h')],
        'ø' => [Some('o'), None],
        'ł' => [Some('l'), None],
        'ı' => [Some('i'), None],
        'ə' => [Some('a'), None],
        'đ' | 'ð' => [Some('d'), None],
        'ħ' => [Some('h'), None],
        'ŧ' => [Some('t'), None],
        _ => [Some(letter), None],
    }
}

impl Word {
    /// How many characters it has.
    pub(crate) fn length(&self) -> usize {
        self.0.chars().count()
    }

    /// Words among which those that are nearly the same can be found.
    pub(crate) fn similar<'w>(words: impl IntoIterator<Item = &'w Self>) -> SimilarWords<'w> {
        SimilarWords::new(words.into_iter().map(|word| &*word.0))
    }

    /// Whether it is one letter away from another word: one missing, one too many, another one, or two swapped.
    pub(crate) fn is_nearly(&self, other: &Self) -> bool {
        strsim::osa_distance(&self.0, &other.0) == 1
    }

    /// The one among some words that is one letter away from it, if the most similar one is.
    pub(crate) fn nearly(&self, words: &SimilarWords<'_>) -> Option<Self> {
        words.nearest(&self.0).map(|near| Self(near.to_owned())).filter(|near| self.is_nearly(near))
    }

    /// Whether it has no letter.
    pub(crate) fn is_number(&self) -> bool {
        self.0.chars().all(char::is_numeric)
    }
}

impl NormalWords {
    /// The words of a text.
    pub(crate) fn of(text: &Text) -> Self {
        let mut words = Self::default();
        words.read(text);
        words
    }

    /// Takes the words of a text in place of those it had. Allocates only where they need more room.
    pub(crate) fn read(&mut self, text: &Text) {
        self.0.clear();
        let text = text.untrusted().trim_end();
        let text = text.strip_suffix(FULL_STOPS).unwrap_or(text);
        if text.is_ascii() {
            for word in text.split_ascii_whitespace() {
                self.0.extend([word, " "]);
            }
            self.0.make_ascii_lowercase();
        } else {
            for word in text.split_whitespace() {
                // By way of capitals, so that `ß` is `SS`, and a sigma is a sigma.
                self.0.extend(word.chars().flat_map(char::to_uppercase).flat_map(char::to_lowercase));
                self.0.push(' ');
            }
        }
    }

    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Without the name.
impl fmt::Debug for NormalName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NormalName").finish_non_exhaustive()
    }
}

impl NormalName {
    /// The name in a text. An article alone is a name.
    pub(crate) fn of(name: &Text) -> Self {
        let mut words = match name.untrusted() {
            ascii if ascii.is_ascii() => NormalWords::of(name),
            others => NormalWords::of(&Text::new(as_it_looks(others))),
        };
        let is_before = |article: &&&str| words.0.len() > article.len() && words.0.starts_with(**article);
        let article = ARTICLES.iter().find(is_before).map_or(0, |article| article.len());
        words.0.drain(..article);
        Self(words)
    }

    /// Whether there is none.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A name without what nobody sees in it, and with Latin letters in place of those that look like them, in words that
/// have others: a name that looks like another one is taken for it.
fn as_it_looks(name: &str) -> String {
    let seen = |character: char| match character {
        '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}' => Some(' '),
        _ => Some(character).filter(|&character| !is_unseen(character)),
    };
    let name: String = name.chars().filter_map(seen).nfkc().collect();
    let words = name.split_whitespace().map(|word| {
        let is_latin = word.contains(|letter: char| letter.is_ascii_alphabetic());
        word.chars().map(|letter| if is_latin { latin_alike(letter) } else { letter }).collect::<String>()
    });
    words.collect::<Vec<_>>().join(" ")
}

/// The Latin letter that a Cyrillic or Greek one looks like, as in the `confusables.txt` of Unicode.
fn latin_alike(letter: char) -> char {
    match letter {
        'А' | 'Α' => 'A',
        'В' | 'Β' => 'B',
        'С' | 'Ϲ' => 'C',
        'Е' | 'Ε' => 'E',
        'Н' | 'Η' => 'H',
        'І' | 'Ӏ' | 'Ι' => 'I',
        'Ј' => 'J',
        'К' | 'Κ' => 'K',
        'М' | 'Μ' => 'M',
        'Ν' => 'N',
        'О' | 'Ο' => 'O',
        'Р' | 'Ρ' => 'P',
        'Ѕ' => 'S',
        'Т' | 'Τ' => 'T',
        'Х' | 'Χ' => 'X',
        'У' | 'Υ' => 'Y',
        'Ζ' => 'Z',
        'а' | 'α' => 'a',
        'с' | 'ϲ' => 'c',
        'ԁ' => 'd',
        'е' => 'e',
        'һ' => 'h',
        'і' | 'ι' => 'i',
        'ј' => 'j',
        'к' | 'κ' => 'k',
        'о' | 'ο' => 'o',
        'р' | 'ρ' => 'p',
        'ԛ' => 'q',
        'ѕ' => 's',
        'ν' => 'v',
        'ԝ' => 'w',
        'х' => 'x',
        'у' => 'y',
        _ => letter,
    }
}

/// What takes no room: joiners, marks of direction, variation selectors, control characters.
pub(crate) fn is_unseen(character: char) -> bool {
    matches!(character,
        '\0'..='\u{8}' | '\u{E}'..='\u{1F}' | '\u{7F}'..='\u{84}' | '\u{86}'..='\u{9F}' | '\u{AD}' | '\u{34F}'
        | '\u{61C}' | '\u{180B}'..='\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{E0000}'..='\u{E0FFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        Text::new(text).words().map(|word| word.0).collect()
    }

    #[test]
    fn words_are_spelt_in_plain_letters() {
        assert_eq!(words("  Håkan FİDAN-Şahin, 2nd\n"), ["hakan", "fidan", "sahin", "2nd"]);
        assert_eq!(
            words("Łukasz Großmann Æsa Sørensen Đặng Þór Ilgın Œuvre"),
            ["lukasz", "grossmann", "aesa", "sorensen", "dang", "thor", "ilgin", "oeuvre"]
        );
        assert_eq!(words("Cafe\u{301} caf\u{E9} ﬁn"), ["cafe", "cafe", "fin"]);
        assert_eq!(words("O'Brien"), ["o", "brien"]);
        assert_eq!(words("us-official-2"), ["us", "official", "2"]);
        assert_eq!(words("شرف 部隊"), ["شرف", "部隊"]);
        assert_eq!(words(" – "), [""; 0]);
    }

    #[test]
    fn a_word_knows_what_it_is() {
        let word = |text: &str| Text::new(text).words().next().unwrap();
        assert_eq!([word("ÜNAL").length(), word("部隊").length()], [4, 2]);
        assert!(word("2024").is_number() && word("٢٠٢٤").is_number() && !word("1a2b").is_number());
    }

    #[test]
    fn wordings() {
        let read = |text: &str| {
            let mut wording = NormalWords::default();
            wording.read(&Text::new("something longer that was here before"));
            wording.read(&Text::new(text));
            wording
        };
        assert_eq!(read(" Troops\n  leave\u{A0}IRAQ. ").0, "troops leave iraq ");
        for (one, other) in [
            ("STRASSE", "Straße"),
            ("ΟΔΟΣ", "οδος"),
            ("部隊は撤退する。", "部隊は撤退する"),
            ("They left .", "they  left"),
            ("They\u{A0}left.", "they left"),
        ] {
            assert!(read(one) == read(other), "{one} {other}");
        }
        for (one, other) in [("They left..", "They left"), ("They left?", "They left"), ("US-backed", "US backed")] {
            assert!(read(one) != read(other), "{one} {other}");
        }
        for blank in ["", " \n", ".", " ."] {
            assert!(read(blank).is_empty(), "{blank:?}");
        }
    }

    #[test]
    fn a_name_is_one_however_it_is_written() {
        let is_one = |one: &str, other: &str| NormalName::of(&Text::new(one)) == NormalName::of(&Text::new(other));
        for (one, other) in
            [("The Herald", "Herald"), ("the  HERALD", "Herald"), ("Der Bote", "Bote"), ("Acme Inc.", "ACME Inc")]
        {
            assert!(is_one(one, other), "{one}, {other}");
        }
        let looks = "Ann Smith";
        for other in [
            "Аnn Smith",
            "Ann Smіth",
            "Αnn Smitһ",
            "A\u{200C}nn\u{AD} Smi\u{2060}th",
            "Ann\u{3164}Smith",
            "Ａｎｎ Smith",
        ] {
            assert!(is_one(looks, other), "{other:?}");
        }
        // A Cyrillic name is one in capitals and in small letters, and not the Latin one that looks like it.
        assert!(is_one("ПАВЕЛ", "Павел") && !is_one("Сара", "Capa") && !is_one("می\u{200C}خ", "می"));
        for (one, other) in [("The Herald", "The Elm Herald"), ("The", ""), ("Theodor", "Odor"), ("The The", "The")] {
            assert_eq!(is_one(one, other), one == "The The", "{one}, {other}");
        }
    }
}
