//! The answer of a program that points at words, as JSON: of each entry three strings, and nothing else.

use std::fmt;

use serde::de::{IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

/// What one entry points at.
#[derive(Debug)]
pub(super) struct Pointer {
    pub(super) quote: String,
    pub(super) source: String,
    pub(super) cue: String,
}

/// An entry. One of the wrong type, or with a key twice, has nothing.
pub(super) struct Entry(pub(super) Option<Pointer>);

impl<'de> Deserialize<'de> for Entry {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(EntryVisitor)
    }
}

struct EntryVisitor;

impl<'de> Visitor<'de> for EntryVisitor {
    type Value = Entry;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entry, A::Error> {
        let (mut found, mut is_sound): ([Option<String>; 3], bool) = ([None, None, None], true);
        while let Some(key) = map.next_key::<String>()? {
            let at = ["quote", "source", "cue"].iter().position(|&known| known == key);
            let Some(at) = at else {
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            let value = map.next_value::<Word>()?.0;
            is_sound &= value.is_some() && found[at].is_none();
            found[at] = value;
        }
        let [quote, source, cue] = found;
        let pointer = quote.zip(source).zip(cue).filter(|_| is_sound);
        Ok(Entry(pointer.map(|((quote, source), cue)| Pointer { quote, source, cue })))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Entry, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Entry(None))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Entry, E> {
        Ok(Entry(None))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Entry, E> {
        Ok(Entry(None))
    }

    fn visit_u64<E>(self, _: u64) -> Result<Entry, E> {
        Ok(Entry(None))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Entry, E> {
        Ok(Entry(None))
    }

    fn visit_str<E>(self, _: &str) -> Result<Entry, E> {
        Ok(Entry(None))
    }

    fn visit_unit<E>(self) -> Result<Entry, E> {
        Ok(Entry(None))
    }
}

/// A string, or nothing for any other value.
struct Word(Option<String>);

impl<'de> Deserialize<'de> for Word {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = serde_json::Value::deserialize(deserializer)?;
        Ok(Self(match value {
            serde_json::Value::String(word) => Some(word),
            _ => None,
        }))
    }
}

/// The answer of a program. What else is in it is skipped.
#[derive(Deserialize)]
pub(super) struct Answer {
    pub(super) attributions: Vec<Entry>,
}
