//! Words that show why a source is not named, or that a name is not its own, from the files of a language.

use super::lines;

/// Words that show why a source is not named, or that a name is not its own.
pub(in crate::speech) struct Clue {
    pub(in crate::speech) words: Vec<&'static str>,
    pub(in crate::speech) place: CluePlace,
}

/// Where words show that a source is not named: the sections of `anonymity.txt`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::speech) enum CluePlace {
    /// Anywhere in the sentence.
    Sentence,
    /// Among the words for the source.
    Source,
    /// Right after a name, in brackets or after a comma.
    AfterName,
    /// Right before a name.
    BeforeName,
    /// On both sides of a name, which is a `*` among them.
    AroundName,
    /// All of a name, which is nobody's.
    Placeholder,
    /// Anywhere in the text. Whose name it is may remain open.
    Text,
    /// The same, of several names. A `+` is for some words.
    Names,
}

impl CluePlace {
    const ALL: [(&'static str, Self); 8] = [
        ("[sentence]", Self::Sentence),
        ("[source]", Self::Source),
        ("[after-name]", Self::AfterName),
        ("[before-name]", Self::BeforeName),
        ("[around-name]", Self::AroundName),
        ("[placeholder]", Self::Placeholder),
        ("[text]", Self::Text),
        ("[names]", Self::Names),
    ];
}

/// The clues in a file.
pub(super) fn clues(file: &'static str) -> Vec<Clue> {
    let mut place = CluePlace::Sentence;
    let mut clues = Vec::new();
    for line in lines(file) {
        match CluePlace::ALL.iter().find(|(name, _)| *name == line) {
            Some((_, section)) => place = *section,
            None => clues.push(Clue { words: line.split_whitespace().collect(), place }),
        }
    }
    clues
}
