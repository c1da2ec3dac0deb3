//! What words and verbs may be, as sets of bits. The names are those in the files of a language.

/// Declares a set of things as bits, each with the name that the files have for it.
macro_rules! bits {
    ($(#[$about:meta])* $set:ident($number:ty) { $($(#[$what:meta])* $bit:ident $name:literal,)* }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
        pub(crate) struct $set($number);

        impl $set {
            bits!(@constants $set, 0, $($(#[$what])* $bit,)*);
            /// The names in the files.
            pub(crate) const NAMES: &'static [(&'static str, Self)] = &[$(($name, Self::$bit)),*];

            pub(crate) const fn has_any(self, other: Self) -> bool {
                self.0 & other.0 != 0
            }

            pub(crate) const fn and(self, other: Self) -> Self {
                Self(self.0 | other.0)
            }

            pub(crate) fn named(name: &str) -> Option<Self> {
                Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, bit)| *bit)
            }
        }

        impl std::ops::BitOr for $set {
            type Output = Self;

            fn bitor(self, other: Self) -> Self {
                self.and(other)
            }
        }
    };
    (@constants $set:ident, $nth:expr, $(#[$what:meta])* $bit:ident, $($rest:tt)*) => {
        $(#[$what])*
        pub(crate) const $bit: Self = Self(1 << ($nth));
        bits!(@constants $set, $nth + 1, $($rest)*);
    };
    (@constants $set:ident, $nth:expr,) => {};
}

#[cfg(feature = "import")]
pub(crate) use bits;

impl Classes {
    /// Whether it has none besides others.
    pub(crate) const fn is_within(self, other: Self) -> bool {
        self.0 & !other.0 == 0
    }
}

bits! {
    /// What a word may be: the sections of `words.txt`.
    Classes(u128) {
        /// Words of which every text has many: they tell the language.
        COMMON "common",
        /// Words that join clauses of one rank.
        AND "and",
        /// Words that begin a clause below another.
        SUBORDINATE "subordinate",
        /// The word before a clause that is said: "that".
        THAT "that",
        /// Words after which an outlet names its source: "citing".
        CITING "citing",
        /// The same as verbs: "which cited", "quoted a man as saying".
        CITED "cited",
        /// Not in a section: first words of the phrases of `according.txt`, and the words that come after a source.
        ACCORDING "according",
        AFTERWARD "afterward",
        /// The word before a name that comes after what it says: "so Weber".
        THUS "thus",
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
        /// Words that deny, doubt, refuse or only suppose what they go with: "denied", "failed", "if".
        DENYING "denying",
        ADVERB "adverb",
        /// Other words with which a sentence begins before a comma.
        OPENING "opening",
        /// Not in the files: words of some length that end as regular past forms do.
        PAST_LIKE "past-like",
        NOT_ADVERB "not-adverb",
        /// Verbs besides those of speech: where one is, a noun phrase has ended.
        VERB "verb",
        TIME "time",
        /// Those that have a capital wherever they are: "USA Today" is a name, "Reuters Monday" is none.
        DAY "day",
        MONTH "month",
        ROLE "role",
        TITLE "title",
        /// What is printed, broadcast or measured and speaks for itself.
        PAPER "paper",
        OUTLET "outlet",
        GROUP "group",
        /// The last word of the name of a firm or a body that is no outlet, whatever is before it: "Network Rail".
        FIRM "firm",
        /// Of these a country has one: "the Turkish government" is a name.
        STATE "state",
        PEOPLE "people",
        PLACE "place",
        DEMONYM "demonym",
        COLLECTIVE "collective",
        /// Those that have a capital; in small letters; and in small letters where a sentence goes on.
        ABBREVIATION "abbreviation",
        SMALL_ABBREVIATION "small-abbreviation",
        OPEN_ABBREVIATION "open-abbreviation",
        SUFFIX "suffix",
        /// Words that show that somebody has no name where they are: "unidentified", "masked".
        NAMELESS "nameless",
        /// Words before what somebody goes by in a network: "user".
        HANDLE "handle",
        /// Words before a first name that make what somebody is called in the street: "Local Steve".
        EPITHET "epithet",
        /// What a paragraph begins with that nobody says: "UPDATE:".
        HEADING "heading",
        /// Words that doubt that something was said: "allegedly".
        DOUBTING "doubting",
        /// Words that show that it was somebody else's: "was falsely quoted".
        FALSELY "falsely",
        /// What is known from nobody, after "is" and before "that": "it is rumoured that".
        RUMOURED "rumoured",
        /// Words that suppose what somebody says: "suppose".
        IMAGINING "imagining",
        /// In what nothing said is said by a source: "film".
        FICTION "fiction",
        /// What is not true, before "that": "it is not true that".
        TRUTH "truth",
        /// What a paper takes back: "an earlier version of this article".
        OBSOLETE "obsolete",
        VERSION "version",
        /// Words for what is not what it seems: "a forged letter".
        FORGED "forged",
        /// Auxiliaries that make a clause one that is only supposed or asked: "had she said", "did she say".
        INVERTED "inverted",
        /// Those that do so before "have": "would have said".
        SUPPOSING "supposing",
        /// And words before a verb that do so by themselves: "may have said", "almost said", "wanted to say".
        PERHAPS "perhaps",
        /// Objects that are no clause: "said nothing".
        NOTHING "nothing",
        /// Ends of words for what somebody is.
        COMPOUND "compound",
        /// Words of reviews, before a name in what is invented, and for who is in it.
        STAGE "stage",
        PLAYING "playing",
        HERO "hero",
        /// What is before a question of an interview, and before an answer: "Q:", "A:".
        ASKED "asked",
        ANSWERED "answered",
        /// Words with which people speak of themselves, and of those to whom they speak.
        ME "me",
        YOU "you",
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
        /// Who somebody only seems to be: "posing as", "impersonating".
        SEEM "seem",
        /// What outlets do with news: "reported by", "quoted by".
        RELAY "relay",
        /// Its forms are also nouns.
        NOUN "noun",
        /// Less than it says is said: "hinted that".
        HINT "hint",
    }
}

impl Classes {
    pub(in crate::speech) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// What remains of them where the word is the end of another.
    pub(super) fn of_noun(self) -> Self {
        Self(self.0 & Self::ROLE.and(Self::TITLE).and(Self::OUTLET).and(Self::GROUP).and(Self::PAPER).0)
    }
}
