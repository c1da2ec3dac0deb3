//! What a finding says: our words, and values from outside that stay apart from them until they are escaped.

use std::cmp::Ordering;
use std::fmt::{self, Write};

use crate::text::Text;

/// A value in a message is cut after this many characters.
const VALUE_LIMIT: usize = 80;
/// Most messages that are more than words have this many parts: an id, words, an id, words.
const USUAL_PARTS: usize = 4;

/// A sentence made of our own words and, kept apart, of values from outside.
///
/// Words are `&'static str`, so that text from a claim file cannot slip in as words; renderers escape the values.
#[derive(Debug, Clone)]
pub(crate) struct Message(Parts);

/// Most messages are words alone, and a corpus may give a million of them: those take no memory of their own.
#[derive(Debug, Clone)]
enum Parts {
    One(Part),
    Many(Vec<Part>),
}

/// A piece of a [`Message`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    /// Our own words.
    Words(&'static str),
    /// Text from outside, shown between backticks.
    Value(Text),
    /// A count.
    Number(u64),
    /// Names of ours, each between backticks.
    Names(&'static [&'static str], Between),
}

/// The words between names. Not just any words: a part of a message takes 24 bytes, and there may be many millions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Between {
    /// All of them are meant.
    Comma,
    /// One of them is meant.
    Or,
}

impl Between {
    /// The words for it.
    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::Comma => ", ",
            Self::Or => " or ",
        }
    }
}

impl Message {
    /// Starts a message.
    pub(crate) fn new(words: &'static str) -> Self {
        Self(Parts::One(Part::Words(words)))
    }

    /// Starts a message with the id of a record.
    pub(crate) fn of(id: &Text) -> Self {
        Self(Parts::One(Part::Value(id.clone())))
    }

    /// Adds our own words.
    #[must_use]
    pub(crate) fn words(self, words: &'static str) -> Self {
        self.with(Part::Words(words))
    }

    /// Adds text from outside; of a long one its beginning.
    #[must_use]
    pub(crate) fn value(self, value: &str) -> Self {
        let cut = value.char_indices().nth(VALUE_LIMIT).map(|(at, _)| &value[..at]);
        self.with(Part::Value(Text::new(cut.map_or_else(|| value.to_owned(), |cut| format!("{cut}…")))))
    }

    /// Adds a text from outside; of a long one its beginning.
    #[must_use]
    pub(crate) fn text(self, text: &Text) -> Self {
        self.value(text.untrusted())
    }

    /// Adds the id of a record.
    #[must_use]
    pub(crate) fn id(self, id: &Text) -> Self {
        self.with(Part::Value(id.clone()))
    }

    /// Adds a character and its code point, since it may look like another one.
    #[must_use]
    pub(crate) fn character(self, character: char) -> Self {
        self.value(character.encode_utf8(&mut [0; 4])).words(" (").code_point(character).words(")")
    }

    /// Adds a character's code point, as in `U+001B`.
    #[must_use]
    pub(crate) fn code_point(self, character: char) -> Self {
        self.value(&format!("U+{:04X}", u32::from(character)))
    }

    /// Adds a count.
    #[must_use]
    pub(crate) fn number(self, number: impl TryInto<u64>) -> Self {
        self.with(Part::Number(number.try_into().unwrap_or(u64::MAX)))
    }

    /// Adds names of ours.
    #[must_use]
    pub(crate) fn names(self, names: &'static [&'static str], between: Between) -> Self {
        self.with(Part::Names(names, between))
    }

    /// The same with a sign of ours in place of every text from outside, but for those that are words of ours as well.
    #[must_use]
    pub(crate) fn keeping(&self, is_ours: impl Fn(&str) -> bool, sign: &'static str) -> Self {
        let keep = |part: &Part| match part {
            Part::Value(value) if !is_ours(value.untrusted()) => Part::Value(Text::new(sign)),
            part => part.clone(),
        };
        Self(Parts::Many(self.parts().iter().map(keep).collect()))
    }

    fn with(self, part: Part) -> Self {
        Self(Parts::Many(match self.0 {
            Parts::One(first) => {
                let mut parts = Vec::with_capacity(USUAL_PARTS);
                parts.extend([first, part]);
                parts
            }
            Parts::Many(mut parts) => {
                parts.push(part);
                parts
            }
        }))
    }

    /// The pieces in order.
    pub(crate) fn parts(&self) -> &[Part] {
        match &self.0 {
            Parts::One(part) => std::slice::from_ref(part),
            Parts::Many(parts) => parts,
        }
    }

    /// The whole sentence, with each value between backticks and passed through the escaper of the output it is for.
    pub(crate) fn render<'t, S: AsRef<str>>(&'t self, escape: impl Fn(&'t Text) -> S) -> String {
        self.render_between(["`", "`"], escape)
    }

    /// The same, with what the output takes for quotation marks in place of backticks.
    pub(crate) fn render_between<'t, S: AsRef<str>>(
        &'t self,
        marks: [&str; 2],
        escape: impl Fn(&'t Text) -> S,
    ) -> String {
        let mut sentence = String::new();
        let written = self.write_between(marks, escape, &mut sentence);
        debug_assert!(written.is_ok(), "a string takes everything");
        sentence
    }

    /// The same, written instead of kept.
    ///
    /// # Errors
    /// When the writer refuses.
    pub(crate) fn write_between<'t, S: AsRef<str>>(
        &'t self,
        [open, close]: [&str; 2],
        escape: impl Fn(&'t Text) -> S,
        out: &mut impl Write,
    ) -> fmt::Result {
        for part in self.parts() {
            match part {
                Part::Words(words) => out.write_str(words)?,
                Part::Value(value) => {
                    out.write_str(open)?;
                    out.write_str(escape(value).as_ref())?;
                    out.write_str(close)?;
                }
                Part::Number(number) => write!(out, "{number}")?,
                Part::Names(names, between) => {
                    let names = names.join(&format!("{close}{}{open}", between.words()));
                    write!(out, "{open}{names}{close}")?;
                }
            }
        }
        Ok(())
    }
}

impl PartialEq for Message {
    fn eq(&self, other: &Self) -> bool {
        self.parts() == other.parts()
    }
}

impl Eq for Message {}

impl PartialOrd for Message {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Message {
    fn cmp(&self, other: &Self) -> Ordering {
        self.parts().cmp(other.parts())
    }
}

impl From<&'static str> for Message {
    fn from(words: &'static str) -> Self {
        Self::new(words)
    }
}
