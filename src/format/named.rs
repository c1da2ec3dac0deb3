//! Things of which there are a few, each with a word for it: on the command line, in every output and in the schemas.

use std::borrow::Cow;
use std::error::Error;
use std::fmt;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

/// One of a few, with a word for it.
pub trait Named: Copy + 'static {
    /// All of them.
    const ALL: &'static [Self];

    /// The word for it in every output.
    fn name(self) -> &'static str;

    /// The one with this name.
    ///
    /// # Errors
    /// If there is none: it lists those that there are.
    fn named(word: &str) -> Result<Self, UnknownWord> {
        let names = || Self::ALL.iter().map(|one| one.name()).collect();
        Self::ALL.iter().copied().find(|one| one.name() == word).ok_or_else(|| UnknownWord { expected: names() })
    }
}

/// A word that names nothing of what was expected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownWord {
    expected: Vec<&'static str>,
}

impl fmt::Display for UnknownWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected one of {}", self.expected.join(", "))
    }
}

impl Error for UnknownWord {}

/// Makes a type [`Named`] by its own `ALL` and `name`, read from its name and shown by it.
macro_rules! named {
    ($($named:ty),*) => {$(
        impl $crate::format::Named for $named {
            const ALL: &'static [Self] = &<$named>::ALL;

            fn name(self) -> &'static str {
                <$named>::name(self)
            }
        }

        impl std::str::FromStr for $named {
            type Err = $crate::format::UnknownWord;

            fn from_str(word: &str) -> Result<Self, Self::Err> {
                $crate::format::Named::named(word)
            }
        }

        impl std::fmt::Display for $named {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.name())
            }
        }
    )*};
}

pub(crate) use named;

/// In a schema, one of the words for a `T`.
#[derive(Debug)]
pub struct Word<T>(PhantomData<T>);

impl<T: Named> JsonSchema for Word<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "word".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let words: Vec<_> = T::ALL.iter().map(|one| one.name()).collect();
        json_schema!({"type": "string", "enum": words})
    }
}
