//! The words of a language that patterns look for, from the files in its folder.

use std::ops::BitOr;

use hashbrown::HashMap;

/// Declares a set of things as bits, each with the name that the files have for it.
macro_rules! bits {
    ($(#[$about:meta])* $set:ident($number:ty) { $($(#[$what:meta])* $bit:ident $name:literal,)* }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
        pub(super) struct $set($number);

        impl $set {
            bits!(@constants $set, 0, $($(#[$what])* $bit,)*);
            /// The names in the files.
            pub(super) const NAMES: &'static [(&'static str, Self)] = &[$(($name, Self::$bit)),*];

            pub(super) const fn has_any(self, other: Self) -> bool {
                self.0 & other.0 != 0
            }

            pub(super) const fn and(self, other: Self) -> Self {
                Self(self.0 | other.0)
            }

            fn named(name: &str) -> Option<Self> {
                Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, bit)| *bit)
            }
        }

        impl BitOr for $set {
            type Output = Self;

            fn bitor(self, other: Self) -> Self {
                self.and(other)
            }
        }
    };
    (@constants $set:ident, $nth:expr, $(#[$what:meta])* $bit:ident, $($rest:tt)*) => {
        $(#[$what])*
        pub(super) const $bit: Self = Self(1 << ($nth));
        bits!(@constants $set, $nth + 1, $($rest)*);
    };
    (@constants $set:ident, $nth:expr,) => {};
}

bits! {
    /// What a word may be: the sections of `words.txt`.
    Classes(u64) {
        /// Words of which every text has many: they tell the language.
        COMMON "common",
        /// Words that join clauses of one rank.
        AND "and",
        /// Words that begin a clause below another.
        SUBORDINATE "subordinate",
        /// Words that ask or relate.
        RELATIVE "relative",
        /// Pronouns that can be a subject.
        PRONOUN "pronoun",
        /// Pronouns for one person whose sex is known.
        HE "he",
        SHE "she",
        THEY "they",
        /// Pronouns for nobody in particular.
        NOBODY "nobody",
        OTHERS "others",
        /// Words that are a person or persons and nothing more: "told him", "told reporters".
        OBJECT "object",
        REFLEXIVE "reflexive",
        ARTICLE "article",
        INDEFINITE "indefinite",
        POSSESSIVE "possessive",
        DEMONSTRATIVE "demonstrative",
        QUANTITY "quantity",
        PREPOSITION "preposition",
        /// Prepositions that tie a phrase to the noun before them.
        TIGHT "tight",
        /// What people speak in: "in a statement".
        MEDIUM "medium",
        AUXILIARY "auxiliary",
        BE "be",
        NEGATION "negation",
        ADVERB "adverb",
        /// Not in the files: words of some length that end as regular past forms do.
        PAST_LIKE "past-like",
        NOT_ADVERB "not-adverb",
        /// Verbs besides those of speech: where one is, a noun phrase has ended.
        VERB "verb",
        TIME "time",
        ROLE "role",
        TITLE "title",
        /// What is printed, broadcast or measured and speaks for itself.
        PAPER "paper",
        OUTLET "outlet",
        GROUP "group",
        /// Of these a country has one: "the Turkish government" is a name.
        STATE "state",
        PEOPLE "people",
        PLACE "place",
        DEMONYM "demonym",
        COLLECTIVE "collective",
        ABBREVIATION "abbreviation",
        SUFFIX "suffix",
        MALE "male",
        FEMALE "female",
    }
}

bits! {
    /// What a verb takes: the words after the colon in `verbs.txt`.
    Takes(u32) {
        /// A quotation.
        QUOTE "quote",
        /// A clause with "that".
        THAT "that",
        /// A clause without "that".
        BARE "bare",
        /// A person first: "told reporters that".
        PERSON "person",
        /// A person and what they are called: "called him a liar".
        JUDGE "judge",
        /// An infinitive: "promised to leave".
        INFINITIVE "infinitive",
        /// A question: "asked whether".
        QUESTION "question",
        /// What it is about, as an object.
        TOPIC "topic",
        /// Nothing said: what somebody thinks or wants.
        MIND "mind",
        /// Papers and polls as subjects: "the report shows that".
        PAPER "paper",
        /// Nearly always gives words, so what follows it need not look like a clause.
        WORDS "words",
        /// What outlets do with news: "reported by", "quoted by".
        RELAY "relay",
        /// Its forms are also nouns.
        NOUN "noun",
    }
}

impl Classes {
    /// What remains of them where the word is the end of another.
    fn of_noun(self) -> Self {
        Self(self.0 & Self::ROLE.and(Self::TITLE).and(Self::OUTLET).and(Self::GROUP).and(Self::PAPER).0)
    }
}

/// The form of a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// "say"
    Base,
    /// "says"
    Present,
    /// "said"
    Past,
    /// "known": only with "have" or "be"
    Done,
    /// "saying"
    Participle,
}

/// A verb of `verbs.txt` in one of its forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct VerbForm {
    /// The number of the verb.
    verb: u16,
    pub(super) form: Form,
    pub(super) takes: Takes,
}

/// What a lexicon knows of a word.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Entry {
    pub(super) classes: Classes,
    pub(super) verb: Option<VerbForm>,
}

/// The words of a language.
pub(super) struct Lexicon {
    entries: HashMap<Box<str>, Entry>,
    /// What verbs take with a word after them: `call for`, `point out`.
    phrasal: HashMap<u16, Vec<(Box<str>, Takes)>>,
    endings: Endings,
    /// Words that show why a source is not named.
    pub(super) clues: Vec<Clue>,
}

/// Words that show why a source is not named.
pub(super) struct Clue {
    pub(super) words: Vec<&'static str>,
    /// Whether they show it only among the words for the source.
    pub(super) is_of_source: bool,
}

/// The files of a language.
pub(super) struct Data {
    pub(super) words: &'static str,
    pub(super) verbs: &'static str,
    pub(super) anonymity: &'static str,
    pub(super) endings: Endings,
}

/// How words end that are not in the files.
#[derive(Debug, Clone, Copy)]
pub(super) struct Endings {
    pub(super) adverb: &'static str,
    pub(super) past: &'static str,
    pub(super) not_past: &'static str,
}

/// How many letters a word has before such an ending.
const MIN_STEM: usize = 3;
/// The longest word that is looked up, in bytes.
const MAX_WORD: usize = 40;

impl Lexicon {
    /// Reads the files of a language. What is not understood is left out; a test finds it.
    pub(super) fn new(data: &Data) -> Self {
        let Data { words, verbs, anonymity, endings } = *data;
        let clues = clues(anonymity);
        let mut lexicon = Self { entries: HashMap::new(), phrasal: HashMap::new(), endings, clues };
        let mut section = Classes::default();
        for line in lines(words) {
            match line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                Some(name) => section = Classes::named(name).unwrap_or_default(),
                None => line.split_whitespace().for_each(|word| {
                    let entry = lexicon.entry_mut(word);
                    entry.classes = entry.classes | section;
                }),
            }
        }
        let mut verb = 0;
        for (forms, takes) in lines(verbs).filter_map(|line| line.split_once(':')) {
            let takes = takes.split_whitespace().filter_map(Takes::named).fold(Takes::default(), BitOr::bitor);
            if let Some(word) = forms.strip_prefix('+') {
                lexicon.phrasal.entry(verb).or_default().push((word.trim().into(), takes));
            } else {
                verb += 1;
                lexicon.add_verb(verb, forms, takes);
            }
        }
        lexicon
    }

    fn add_verb(&mut self, verb: u16, forms: &str, takes: Takes) {
        for (form, word) in conjugated(forms) {
            let entry = self.entry_mut(&word);
            // Where two forms are alike, the past is the more frequent one in news.
            if entry.verb.is_none_or(|known| known.form != Form::Past) {
                entry.verb = Some(VerbForm { verb, form, takes });
            }
        }
    }

    /// What a verb takes with a word after it.
    pub(super) fn phrasal(&self, verb: VerbForm, word: &str) -> Option<Takes> {
        let known = self.phrasal.get(&verb.verb)?;
        known.iter().find(|(particle, _)| particle.eq_ignore_ascii_case(word)).map(|(_, takes)| *takes)
    }

    fn entry_mut(&mut self, word: &str) -> &mut Entry {
        self.entries.entry(word.into()).or_default()
    }

    /// What is known of a word, whatever its capitals.
    pub(super) fn entry(&self, word: &str) -> Entry {
        let mut small = [0; MAX_WORD];
        let Some(small) = small.get_mut(..word.len()).filter(|_| word.is_ascii()) else {
            return if word.len() > 2 * MAX_WORD { Entry::default() } else { self.get(&unified(word)) };
        };
        small.copy_from_slice(word.as_bytes());
        small.make_ascii_lowercase();
        std::str::from_utf8(small).map_or_else(|_| Entry::default(), |small| self.get(small))
    }

    fn get(&self, small: &str) -> Entry {
        let ends = |end: &str| small.strip_suffix(end).is_some_and(|stem| stem.len() >= MIN_STEM);
        let mut entry = self.entries.get(small).copied().unwrap_or_else(|| {
            // Of a word with a hyphen, the last part says what it is: `Sun-Times`, `then-president`.
            let last = small.rsplit_once('-').and_then(|(_, last)| self.entries.get(last));
            let adverb = if ends(self.endings.adverb) { Classes::ADVERB } else { Classes::default() };
            Entry { classes: last.map_or(adverb, |last| last.classes.of_noun()), verb: None }
        });
        if ends(self.endings.past) && !ends(self.endings.not_past) {
            entry.classes = entry.classes | Classes::PAST_LIKE;
        }
        entry
    }

    pub(super) fn is_abbreviation(&self, word: &str) -> bool {
        word.len() <= MAX_ABBREVIATION && self.entry(word).classes.has_any(Classes::ABBREVIATION)
    }
}

/// The longest abbreviation, in bytes.
const MAX_ABBREVIATION: usize = 8;

fn clues(file: &'static str) -> Vec<Clue> {
    let mut is_of_source = false;
    let mut clues = Vec::new();
    for line in lines(file) {
        if line.starts_with('[') {
            is_of_source = line == "[source]";
        } else {
            clues.push(Clue { words: line.split_whitespace().collect(), is_of_source });
        }
    }
    clues
}

/// In small letters and with one kind of apostrophe.
fn unified(word: &str) -> String {
    word.to_lowercase().replace('’', "'")
}

/// The lines of a file that are not comments.
fn lines(file: &str) -> impl Iterator<Item = &str> {
    file.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// All forms of a verb. The line has its base and, if they are not regular, its past and its participle of the past;
/// a `*` after the base doubles its last letter.
fn conjugated(forms: &str) -> Vec<(Form, String)> {
    let mut forms = forms.split_whitespace();
    let base = forms.next().unwrap_or_default();
    let (base, doubled) = match base.strip_suffix('*') {
        Some(base) => (base, base.chars().next_back().map(String::from).unwrap_or_default()),
        None => (base, String::new()),
    };
    let before_y = base.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'i', 'o', 'u']));
    let present = match before_y {
        Some(stem) => format!("{stem}ies"),
        None if base.ends_with(['s', 'x', 'z']) || base.ends_with("ch") || base.ends_with("sh") => format!("{base}es"),
        None => format!("{base}s"),
    };
    let past = match (before_y, base.strip_suffix('e')) {
        (Some(stem), _) => format!("{stem}ied"),
        (_, Some(stem)) => format!("{stem}ed"),
        _ => format!("{base}{doubled}ed"),
    };
    let stem = base.strip_suffix('e').filter(|stem| !stem.ends_with(['e', 'o'])).unwrap_or(base);
    let mut all = vec![
        (Form::Base, base.to_owned()),
        (Form::Present, present),
        (Form::Participle, format!("{stem}{doubled}ing")),
    ];
    let irregular: Vec<_> = forms.map(str::to_owned).collect();
    let past = irregular.first().cloned().unwrap_or(past);
    all.push((Form::Past, past));
    all.extend(irregular.get(1).map(|done| (Form::Done, done.clone())));
    all
}
