//! Which language a text is in, and the words of the languages that are read.

use std::ops::BitOr;
use std::sync::LazyLock;

use super::lexicon::{Classes, Data, Endings, Lexicon, Traits};
use super::reading::LanguageFrom;
use crate::model;

/// A language that is read.
struct Language {
    code: &'static str,
    lexicon: &'static LazyLock<Lexicon>,
}

static LANGUAGES: [Language; 2] =
    [Language { code: "en", lexicon: &ENGLISH }, Language { code: "de", lexicon: &GERMAN }];

static ENGLISH: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::new(&Data {
        words: include_str!("english/words.txt"),
        verbs: include_str!("english/verbs.txt"),
        according: include_str!("english/according.txt"),
        anonymity: include_str!("english/anonymity.txt"),
        endings: Endings { adverb: "ly", past: "ed", not_past: "eed" },
        traits: Traits {
            has_comma_before_clause: false,
            is_measured: true,
            has_capital_nouns: false,
            ordinal_digits: 0,
        },
    })
});

static GERMAN: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::new(&Data {
        words: include_str!("german/words.txt"),
        verbs: include_str!("german/verbs.txt"),
        according: include_str!("german/according.txt"),
        anonymity: include_str!("german/anonymity.txt"),
        // No ending shows one there.
        endings: Endings { adverb: "\u{0}", past: "\u{0}", not_past: "\u{0}" },
        traits: Traits {
            has_comma_before_clause: true,
            is_measured: false,
            has_capital_nouns: true,
            ordinal_digits: 3,
        },
    })
});

/// How much of a text is looked at, in bytes.
const LOOKED_AT: usize = 4096;
/// In a short text of a language, one word in so many is a small one of it, or one for speech.
const SMALL_ONE_IN: usize = 4;
/// And so many are at least.
const MIN_SMALL: usize = 2;

/// The language of a text.
#[derive(Clone, Copy, Default)]
pub(super) struct Spoken {
    /// Its code, if it is known.
    pub(super) code: Option<&'static str>,
    /// What shows it.
    pub(super) from: Option<LanguageFrom>,
    /// Its words, if it is read.
    pub(super) lexicon: Option<&'static Lexicon>,
}

impl Spoken {
    fn new(code: &'static str, from: LanguageFrom) -> Self {
        Self { code: Some(code), from: Some(from), lexicon: lexicon(code) }
    }
}

/// The language of a text: as its letters show if it is long enough, or else as its page says, or as its small words
/// show.
pub(super) fn detect(text: &str, declared: Option<&model::Language>) -> Spoken {
    let start = beginning(text);
    let detected = whatlang::detect(start).filter(whatlang::Info::is_reliable);
    let by_words = by_words(start);
    // Letters of names have their way with a short text, but small words do not.
    let is_sure = |code: &str| by_words.is_none_or(|other| other == code) || start.len() >= LONG;
    let detected = detected.map(|info| code(info.lang())).filter(|code| is_sure(code));
    if let Some(code) = detected {
        return Spoken::new(code, LanguageFrom::Text);
    }
    let page = declared.and_then(|declared| known(declared.as_str())).map(|code| Spoken::new(code, LanguageFrom::Page));
    page.or_else(|| by_words.map(|code| Spoken::new(code, LanguageFrom::Words))).unwrap_or_default()
}

/// So many bytes are enough for the letters to show the language.
const LONG: usize = 400;

/// The words of a language, if it is read.
pub(super) fn lexicon(code: &str) -> Option<&'static Lexicon> {
    LANGUAGES.iter().find(|language| language.code == code).map(|language| &**language.lexicon)
}

/// The codes of the languages that are read.
pub(super) fn codes() -> impl Iterator<Item = &'static str> {
    LANGUAGES.iter().map(|language| language.code)
}

/// What a word can be in any language that is read.
pub(super) fn classes(word: &str) -> Classes {
    lexicons().map(|lexicon| lexicon.entry(word).classes).fold(Classes::default(), BitOr::bitor)
}

/// The words of all languages that are read.
pub(super) fn lexicons() -> impl Iterator<Item = &'static Lexicon> {
    LANGUAGES.iter().map(|language| &**language.lexicon)
}

/// The language that is read and whose small words occur most.
fn by_words(text: &str) -> Option<&'static str> {
    let counts = LANGUAGES.iter().map(|language| (small_words(text, language.lexicon), language.code));
    let mut counts: Vec<_> = counts.collect();
    counts.sort_unstable();
    let words = text.split_whitespace().count();
    let (most, code) = counts.pop()?;
    let is_enough = most >= MIN_SMALL && most * SMALL_ONE_IN >= words;
    (is_enough && counts.iter().all(|(other, _)| *other < most)).then_some(code)
}

/// The start of a text, up to a word.
fn beginning(text: &str) -> &str {
    let end = (0..=LOOKED_AT.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    &text[..end]
}

/// How many words of a text are small ones of a language, or give words to somebody.
fn small_words(text: &str, lexicon: &Lexicon) -> usize {
    let is_mark = |character: char| !character.is_alphanumeric();
    text.split_whitespace().filter(|word| lexicon.is_small(word.trim_matches(is_mark))).count()
}

/// The code of BCP 47 for a language: two letters where there are two.
fn code(language: whatlang::Lang) -> &'static str {
    let codes = CODES.iter().find(|(three, _)| *three == language.code());
    codes.map_or(language.code(), |(_, two)| two)
}

/// The code of a language that a page declares: its first part, if that is a language that is known here.
fn known(tag: &str) -> Option<&'static str> {
    let primary = tag.split('-').next().unwrap_or_default();
    CODES.iter().map(|(_, two)| *two).find(|two| two.eq_ignore_ascii_case(primary))
}

/// The languages that are detected, by their codes of three letters and of two.
const CODES: [(&str, &str); 68] = [
    ("epo", "eo"),
    ("eng", "en"),
    ("rus", "ru"),
    ("cmn", "zh"),
    ("spa", "es"),
    ("por", "pt"),
    ("ita", "it"),
    ("ben", "bn"),
    ("fra", "fr"),
    ("deu", "de"),
    ("ukr", "uk"),
    ("kat", "ka"),
    ("ara", "ar"),
    ("hin", "hi"),
    ("jpn", "ja"),
    ("heb", "he"),
    ("yid", "yi"),
    ("pol", "pl"),
    ("amh", "am"),
    ("jav", "jv"),
    ("kor", "ko"),
    ("nob", "nb"),
    ("dan", "da"),
    ("swe", "sv"),
    ("fin", "fi"),
    ("tur", "tr"),
    ("nld", "nl"),
    ("hun", "hu"),
    ("ces", "cs"),
    ("ell", "el"),
    ("bul", "bg"),
    ("bel", "be"),
    ("mar", "mr"),
    ("kan", "kn"),
    ("ron", "ro"),
    ("slv", "sl"),
    ("hrv", "hr"),
    ("srp", "sr"),
    ("mkd", "mk"),
    ("lit", "lt"),
    ("lav", "lv"),
    ("est", "et"),
    ("tam", "ta"),
    ("vie", "vi"),
    ("urd", "ur"),
    ("tha", "th"),
    ("guj", "gu"),
    ("uzb", "uz"),
    ("pan", "pa"),
    ("aze", "az"),
    ("ind", "id"),
    ("tel", "te"),
    ("pes", "fa"),
    ("mal", "ml"),
    ("ori", "or"),
    ("mya", "my"),
    ("nep", "ne"),
    ("sin", "si"),
    ("khm", "km"),
    ("tuk", "tk"),
    ("aka", "ak"),
    ("zul", "zu"),
    ("sna", "sn"),
    ("afr", "af"),
    ("lat", "la"),
    ("slk", "sk"),
    ("cat", "ca"),
    ("tgl", "tl"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Text;

    #[track_caller]
    fn check_as(text: &str, declared: Option<&str>, expected: Option<(&str, LanguageFrom)>, is_read: bool) {
        let declared = declared.and_then(|tag| model::Language::parse(&Text::new(tag)));
        let found = detect(text, declared.as_ref());
        assert_eq!((found.code.zip(found.from), found.lexicon.is_some()), (expected, is_read), "{text}");
    }

    #[track_caller]
    fn check(text: &str, code: &str, is_read: bool) {
        let found = detect(text, None);
        assert_eq!((found.code, found.lexicon.is_some()), (Some(code), is_read), "{text}");
    }

    #[test]
    fn languages_are_told_apart() {
        check("The mayor said on Monday that the bridge would be closed for the rest of the year.", "en", true);
        check(
            "Die Bürgermeisterin sagte am Montag, dass die Brücke bis zum Ende des Jahres gesperrt wird.",
            "de",
            true,
        );
        check(
            "Le maire a déclaré lundi que le pont serait fermé jusqu'à la fin de l'année, car il n'est plus sûr pour les voitures.",
            "fr",
            false,
        );
        check("Мэр заявил в понедельник, что мост будет закрыт до конца года.", "ru", false);
        check_as("", None, None, false);
        check_as("12 34 56", None, None, false);
    }

    #[test]
    fn in_a_short_text_small_words_show_it() {
        for text in [
            "“We will leave,” Ada Moss said on Monday.",
            "Moss denied it.",
            "“No comment,” Moss said.",
            "Council rejects plan, the mayor says.",
            "Bridge closed until May, officials say.",
            "“Never again,” she told Reuters.",
        ] {
            check_as(text, None, Some(("en", LanguageFrom::Words)), true);
        }
        for text in [
            "„Wir gehen“, sagte Ada Moos am Montag.",
            "„Nie wieder“, sagte Moos.",
            "Die Brücke bleibt gesperrt, sagt Moos.",
        ] {
            check_as(text, None, Some(("de", LanguageFrom::Words)), true);
        }
    }

    #[test]
    fn of_a_short_text_the_page_may_say_it() {
        check_as("Ada Moss resigns.", Some("en-GB"), Some(("en", LanguageFrom::Page)), true);
        check_as("Bürgermeisterin tritt zurück.", Some("de"), Some(("de", LanguageFrom::Page)), true);
        check_as("Le maire démissionne.", Some("fr"), Some(("fr", LanguageFrom::Page)), false);
        check_as("Ada Moss resigns.", Some("tlh"), None, false);
        check_as("Ada Moss resigns.", None, None, false);
        // A page that says something else than all of its text is wrong.
        let long = "The mayor said on Monday that the bridge would be closed for the rest of the year.";
        check_as(long, Some("de"), Some(("en", LanguageFrom::Text)), true);
    }
}
