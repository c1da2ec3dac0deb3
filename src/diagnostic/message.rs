use crate::text::Text;

/// A value in a message is cut after this many characters.
const VALUE_LIMIT: usize = 80;

/// A sentence made of our own words and, kept apart, of values from outside.
///
/// Words are `&'static str`, so that text from a claim file cannot slip in as words; renderers escape the values.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Message(Vec<Part>);

/// A piece of a [`Message`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Our own words.
    Words(&'static str),
    /// Text from outside, shown between backticks.
    Value(Text),
    /// A count.
    Number(u64),
    /// Names of ours, each between backticks, with something between them.
    Names(&'static [&'static str], &'static str),
}

impl Message {
    /// Starts a message.
    pub fn new(words: &'static str) -> Self {
        Self(vec![Part::Words(words)])
    }

    /// Adds our own words.
    #[must_use]
    pub fn words(mut self, words: &'static str) -> Self {
        self.0.push(Part::Words(words));
        self
    }

    /// Adds text from outside; of a long one its beginning.
    #[must_use]
    pub fn value(mut self, value: &str) -> Self {
        let cut = value.char_indices().nth(VALUE_LIMIT).map(|(at, _)| &value[..at]);
        self.0.push(Part::Value(Text::new(cut.map_or_else(|| value.to_owned(), |cut| format!("{cut}…")))));
        self
    }

    /// Adds the id of a record.
    #[must_use]
    pub fn id(mut self, id: &Text) -> Self {
        self.0.push(Part::Value(id.clone()));
        self
    }

    /// Adds a character and its code point, since it may look like another one.
    #[must_use]
    pub fn character(self, character: char) -> Self {
        self.value(character.encode_utf8(&mut [0; 4])).words(" (").code_point(character).words(")")
    }

    /// Adds a character's code point, as in `U+001B`.
    #[must_use]
    pub fn code_point(self, character: char) -> Self {
        self.value(&format!("U+{:04X}", u32::from(character)))
    }

    /// Adds a count.
    #[must_use]
    pub fn number(mut self, number: impl TryInto<u64>) -> Self {
        self.0.push(Part::Number(number.try_into().unwrap_or(u64::MAX)));
        self
    }

    /// Adds names of ours.
    #[must_use]
    pub fn names(mut self, names: &'static [&'static str], between: &'static str) -> Self {
        self.0.push(Part::Names(names, between));
        self
    }

    /// The pieces in order.
    pub fn parts(&self) -> &[Part] {
        &self.0
    }

    /// The whole sentence, with each value passed through the escaper of the output it is for.
    pub fn render<'t, S: AsRef<str>>(&'t self, escape: impl Fn(&'t Text) -> S) -> String {
        let mut sentence = String::new();
        for part in &self.0 {
            match part {
                Part::Words(words) => sentence.push_str(words),
                Part::Value(value) => {
                    sentence.push('`');
                    sentence.push_str(escape(value).as_ref());
                    sentence.push('`');
                }
                Part::Number(number) => sentence.push_str(&number.to_string()),
                Part::Names(names, between) => {
                    sentence.extend(["`", &names.join(&format!("`{between}`")), "`"]);
                }
            }
        }
        sentence
    }
}

impl From<&'static str> for Message {
    fn from(words: &'static str) -> Self {
        Self::new(words)
    }
}
