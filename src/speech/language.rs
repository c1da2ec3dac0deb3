//! Which language a text is in, and the words of the languages that are read.

use std::sync::LazyLock;

use super::lexicon::{Data, Endings, Lexicon, Traits};

/// A language that is read.
struct Language {
    code: &'static str,
    detected: whatlang::Lang,
    lexicon: &'static LazyLock<Lexicon>,
}

static LANGUAGES: [Language; 2] = [
    Language { code: "en", detected: whatlang::Lang::Eng, lexicon: &ENGLISH },
    Language { code: "de", detected: whatlang::Lang::Deu, lexicon: &GERMAN },
];

static ENGLISH: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::new(&Data {
        words: include_str!("english/words.txt"),
        verbs: include_str!("english/verbs.txt"),
        according: include_str!("english/according.txt"),
        anonymity: include_str!("english/anonymity.txt"),
        endings: Endings { adverb: "ly", past: "ed", not_past: "eed" },
        traits: Traits { has_comma_before_clause: false, is_measured: true, has_capital_nouns: false },
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
        traits: Traits { has_comma_before_clause: true, is_measured: false, has_capital_nouns: true },
    })
});

/// How much of a text is looked at, in bytes.
const LOOKED_AT: usize = 4096;
/// In a text of a language, one word in so many is one of its most common ones.
const COMMON_ONE_IN: usize = 8;

/// The code of a text's language, if it is known, and its words, if it is read.
pub(super) fn detect(text: &str) -> (Option<&'static str>, Option<&'static Lexicon>) {
    let start = beginning(text);
    let detected = whatlang::detect(start).filter(whatlang::Info::is_reliable).map(|info| info.lang());
    let spoken = LANGUAGES.iter().filter(|language| detected.is_none_or(|lang| lang == language.detected));
    let best = spoken.map(|language| (common(start, language.lexicon), language)).max_by_key(|(count, _)| *count);
    let words = start.split_whitespace().count();
    match best {
        Some((common, language)) if detected.is_some() || common > 0 && common * COMMON_ONE_IN >= words => {
            (Some(language.code), Some(language.lexicon))
        }
        _ => (detected.map(code), None),
    }
}

/// The start of a text, up to a word.
fn beginning(text: &str) -> &str {
    let end = (0..=LOOKED_AT.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    &text[..end]
}

/// How many words of a text are common ones of a language.
fn common(text: &str, lexicon: &Lexicon) -> usize {
    let is_mark = |character: char| !character.is_alphanumeric();
    text.split_whitespace().filter(|word| lexicon.is_common(word.trim_matches(is_mark))).count()
}

/// The code of BCP 47 for a language: two letters where there are two.
fn code(language: whatlang::Lang) -> &'static str {
    let codes = CODES.iter().find(|(three, _)| *three == language.code());
    codes.map_or(language.code(), |(_, two)| two)
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

    #[track_caller]
    fn check(text: &str, code: Option<&str>, is_read: bool) {
        let (found, lexicon) = detect(text);
        assert_eq!((found, lexicon.is_some()), (code, is_read), "{text}");
    }

    #[test]
    fn languages_are_told_apart() {
        check("The mayor said on Monday that the bridge would be closed for the rest of the year.", Some("en"), true);
        check(
            "Die Bürgermeisterin sagte am Montag, dass die Brücke bis zum Ende des Jahres gesperrt wird.",
            Some("de"),
            true,
        );
        let french = "Le maire a déclaré lundi que le pont serait fermé jusqu'à la fin de l'année, car il n'est plus sûr pour les voitures.";
        check(french, Some("fr"), false);
        check("Мэр заявил в понедельник, что мост будет закрыт до конца года.", Some("ru"), false);
        check("", None, false);
        check("12 34 56", None, false);
    }

    #[test]
    fn a_short_sentence_is_enough() {
        check("“We will leave,” Ada Moss said on Monday.", Some("en"), true);
        check("„Wir gehen“, sagte Ada Moos am Montag.", Some("de"), true);
    }
}
