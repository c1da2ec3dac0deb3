//! Types that records are made of: texts that know where they stand, and lists that lose only the items that are wrong.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, Deserialize, Deserializer, Visitor};

use super::arena::NodeId;

/// The name by which [`Placed`] asks for its node.
pub(super) const PLACED: &str = "$placed";
/// The name by which [`List`] asks to go on after an item that cannot be used.
pub(super) const LIST: &str = "$list";

/// A text and its node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Placed<'t> {
    pub(crate) text: Cow<'t, str>,
    pub(crate) node: NodeId,
}

impl<'de: 't, 't> Deserialize<'de> for Placed<'t> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(PLACED, PlacedVisitor)
    }
}

struct PlacedVisitor;

impl<'de> Visitor<'de> for PlacedVisitor {
    type Value = Placed<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_seq<A: de::SeqAccess<'de>>(self, mut parts: A) -> Result<Placed<'de>, A::Error> {
        let missing = || de::Error::custom("a text without a place");
        let node = NodeId(parts.next_element()?.ok_or_else(missing)?);
        let Borrowing(text) = parts.next_element()?.ok_or_else(missing)?;
        Ok(Placed { text, node })
    }

    /// Other deserializers know no places.
    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<Placed<'de>, D::Error> {
        let Borrowing(text) = Borrowing::deserialize(deserializer)?;
        Ok(Placed { text, node: NodeId(u32::MAX) })
    }
}

/// A list in which every item that cannot be used is found in one go, and left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct List<T>(pub(crate) Vec<T>);

impl<T> Default for List<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_newtype_struct(LIST, ListVisitor(PhantomData))
    }
}

struct ListVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ListVisitor<T> {
    type Value = List<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    /// Our own deserializer has kept the fault of an item that fails, and goes on after it.
    fn visit_seq<A: de::SeqAccess<'de>>(self, mut items: A) -> Result<List<T>, A::Error> {
        let mut list = Vec::new();
        loop {
            match items.next_element() {
                Ok(Some(item)) => {
                    // Most lists have one item; room for four, which is what a vector takes, would be wasted on them.
                    if list.is_empty() {
                        list.reserve_exact(1);
                    }
                    list.push(item);
                }
                Ok(None) => return Ok(List(list)),
                Err(_) => {}
            }
        }
    }

    /// Other deserializers stop at the first fault.
    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<List<T>, D::Error> {
        Vec::deserialize(deserializer).map(List)
    }
}

/// A text, borrowed from the file where it can be.
struct Borrowing<'t>(Cow<'t, str>);

impl<'de> Deserialize<'de> for Borrowing<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl<'de> Visitor<'de> for Text {
            type Value = Borrowing<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text")
            }
            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(Borrowing(Cow::Borrowed(text)))
            }
            fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Borrowing(Cow::Owned(text.to_owned())))
            }
            fn visit_string<E>(self, text: String) -> Result<Self::Value, E> {
                Ok(Borrowing(Cow::Owned(text)))
            }
        }
        deserializer.deserialize_str(Text)
    }
}
