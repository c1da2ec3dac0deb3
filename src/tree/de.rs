//! A serde `Deserializer` over a [`Tree`]: records derive `Deserialize`, and every fault of a record is found, each
//! with its node.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashSet;
use std::fmt;

use serde::de::value::BorrowedStrDeserializer;
use serde::de::{self, Deserialize, DeserializeSeed, Deserializer, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

use super::arena::{Children, NodeId, NodeKind, Tree};
use super::placed::{LIST, PLACED};

/// Something in a record that the record's type does not take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    /// Where to point.
    pub(crate) at: NodeId,
    /// The field of the record that it is in; none for the record itself and for what is no field of it.
    pub(crate) field: Option<&'static str>,
    /// What is wrong.
    pub(crate) kind: FaultKind,
}

/// What is wrong with a node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum FaultKind {
    /// A key that the record does not have, and those it has.
    UnknownField(&'static [&'static str]),
    /// A value that is none of these.
    UnknownVariant(&'static [&'static str]),
    /// The record lacks this field.
    MissingField(&'static str),
    /// The value should be this.
    Expected(&'static str),
}

/// Reads a record, leaving out the nodes in `skip`. What cannot be used is added to `skip` and the rest read again, so
/// that all faults are found; a record has few fields, so this ends after a few rounds. `None` if nothing of the record
/// can be used.
pub(crate) fn read<'t, T: Deserialize<'t>>(
    tree: &Tree<'t>,
    node: NodeId,
    skip: HashSet<NodeId>,
) -> (Option<T>, Vec<Fault>) {
    let round = Round { tree, skip: RefCell::new(skip), faults: RefCell::new(Vec::new()) };
    loop {
        let before = round.skip.borrow().len();
        let record = T::deserialize(Value { round: &round, node, field: None });
        if round.skip.borrow().len() == before {
            return (record.ok(), round.faults.into_inner());
        }
        if round.skip.borrow().contains(&node) {
            return (None, round.faults.into_inner());
        }
    }
}

struct Round<'a, 't> {
    tree: &'a Tree<'t>,
    skip: RefCell<HashSet<NodeId>>,
    faults: RefCell<Vec<Fault>>,
}

impl Round<'_, '_> {
    fn skips(&self, node: NodeId) -> bool {
        let skip = self.skip.borrow();
        self.tree.is_flawed(node) || !skip.is_empty() && skip.contains(&node)
    }

    /// Keeps a fault and takes the node out of the next round. The innermost node that fails is the one that is kept.
    fn fault(&self, node: NodeId, field: Option<&'static str>, error: Error) -> Error {
        if let Error::Open(kind) = error {
            self.keep(Fault { at: node, field, kind }, node);
        }
        Error::Kept
    }

    fn keep(&self, fault: Fault, unusable: NodeId) {
        // A field that is there and cannot be used has its fault already.
        let is_there = |field: &str| self.tree.value(fault.at, field).is_some();
        if !matches!(fault.kind, FaultKind::MissingField(field) if is_there(field)) {
            self.faults.borrow_mut().push(fault);
        }
        self.skip.borrow_mut().insert(unusable);
    }
}

/// A failure on its way up: `Open` until a node has taken it.
#[derive(Debug)]
pub(crate) enum Error {
    Open(FaultKind),
    Kept,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a record cannot be read")
    }
}

impl std::error::Error for Error {}

impl de::Error for Error {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self::Open(FaultKind::Expected("another value"))
    }
    fn unknown_variant(_: &str, expected: &'static [&'static str]) -> Self {
        Self::Open(FaultKind::UnknownVariant(expected))
    }
    fn missing_field(field: &'static str) -> Self {
        Self::Open(FaultKind::MissingField(field))
    }
}

#[derive(Clone, Copy)]
struct Value<'r, 'a, 't> {
    round: &'r Round<'a, 't>,
    node: NodeId,
    /// The field of the record that the node is in.
    field: Option<&'static str>,
}

impl<'t> Value<'_, '_, 't> {
    /// The text of a scalar that is not nothing.
    fn text(self) -> Result<Cow<'t, str>, Error> {
        match self.round.tree.scalar_cow(self.node) {
            Some(text) if !self.round.tree.is_null(self.node) => Ok(text),
            _ => Err(self.expected("a text")),
        }
    }

    fn of_kind(self, kind: NodeKind, expected: &'static str) -> Result<(), Error> {
        if self.round.tree.kind(self.node) == kind { Ok(()) } else { Err(self.expected(expected)) }
    }

    fn expected(self, expected: &'static str) -> Error {
        self.round.fault(self.node, self.field, Error::Open(FaultKind::Expected(expected)))
    }

    /// Lets this node take a failure that came up from a visitor.
    fn settle<T>(self, result: Result<T, Error>) -> Result<T, Error> {
        result.map_err(|error| self.round.fault(self.node, self.field, error))
    }
}

impl<'de> Deserializer<'de> for Value<'_, '_, 'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.round.tree.kind(self.node) {
            NodeKind::List => self.deserialize_seq(visitor),
            NodeKind::Map => self.deserialize_map(visitor),
            _ => self.deserialize_str(visitor),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        let result = match self.text()? {
            Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
            Cow::Owned(text) => visitor.visit_string(text),
        };
        self.settle(result)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Error> {
        match name {
            PLACED => visitor.visit_seq(PlacedParts { value: self, part: 0 }),
            LIST => self.deserialize_seq(visitor),
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let text = self.text()?;
        self.settle(visitor.visit_enum(IntoDeserializer::<Error>::into_deserializer(text.as_ref())))
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.of_kind(NodeKind::List, "a list")?;
        let children = self.round.tree.children(self.node);
        let result = visitor.visit_seq(Items { round: self.round, children, field: self.field });
        self.settle(result)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.entries(&[], visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.entries(fields, visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf unit unit_struct tuple tuple_struct
        identifier ignored_any
    }
}

impl<'t> Value<'_, '_, 't> {
    /// Keys that are none of `fields` are faults; without `fields` every key is taken.
    fn entries<V: Visitor<'t>>(self, fields: &'static [&'static str], visitor: V) -> Result<V::Value, Error> {
        self.of_kind(NodeKind::Map, "a mapping")?;
        let children = self.round.tree.children(self.node);
        let result =
            visitor.visit_map(Entries { round: self.round, children, fields, next: 0, field: self.field, value: None });
        self.settle(result)
    }
}

struct Items<'r, 'a, 't> {
    round: &'r Round<'a, 't>,
    children: Children<'r, 't>,
    field: Option<&'static str>,
}

impl<'t> de::SeqAccess<'t> for Items<'_, '_, 't> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'t>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        let Self { round, field, .. } = *self;
        match self.children.find(|&node| !round.skips(node)) {
            Some(node) => seed.deserialize(Value { round, node, field }).map(Some),
            None => Ok(None),
        }
    }
}

struct Entries<'r, 'a, 't> {
    round: &'r Round<'a, 't>,
    children: Children<'r, 't>,
    fields: &'static [&'static str],
    /// The field after that of the last key: records are mostly written in the order of the fields.
    next: usize,
    /// The field that the mapping is in.
    field: Option<&'static str>,
    /// The value of the last key, and the field that it is in.
    value: Option<(NodeId, Option<&'static str>)>,
}

/// What a key is.
enum Name<'t> {
    /// One of the fields of a record, which serde knows by number: the name need not be compared again.
    Field(usize),
    Any(Cow<'t, str>),
}

impl<'t> Entries<'_, '_, 't> {
    /// A key, and which of `fields` it is.
    fn next_usable(&mut self) -> Option<(NodeId, Name<'t>)> {
        loop {
            let (key, value) = (self.children.next()?, self.children.next()?);
            if self.round.skips(value) {
                continue;
            }
            if self.fields.is_empty() {
                let Some(name) = self.round.tree.scalar_cow(key) else { continue };
                self.value = Some((value, self.field));
                return Some((key, Name::Any(name)));
            }
            let Some(name) = self.round.tree.bytes(key) else { continue };
            let (before, after) = self.fields.split_at(self.next);
            let is_it = |field: &&str| field.as_bytes() == name;
            let nth = after.iter().position(is_it).map(|nth| self.next + nth).or_else(|| before.iter().position(is_it));
            if let Some(nth) = nth {
                self.next = nth + 1;
                self.value = Some((value, self.field.or(Some(self.fields[nth]))));
                return Some((key, Name::Field(nth)));
            }
            let fault = Fault { at: key, field: self.field, kind: FaultKind::UnknownField(self.fields) };
            self.round.keep(fault, value);
        }
    }
}

impl<'t> de::MapAccess<'t> for Entries<'_, '_, 't> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'t>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        let Some((key, name)) = self.next_usable() else { return Ok(None) };
        let name = match name {
            Name::Field(nth) => seed.deserialize((nth as u64).into_deserializer()),
            Name::Any(Cow::Borrowed(name)) => seed.deserialize(BorrowedStrDeserializer::new(name)),
            Name::Any(Cow::Owned(name)) => seed.deserialize(name.into_deserializer()),
        };
        name.map(Some).map_err(|error| self.round.fault(key, self.field, error))
    }

    fn next_value_seed<V: DeserializeSeed<'t>>(&mut self, seed: V) -> Result<V::Value, Error> {
        let (node, field) = self.value.take().ok_or(Error::Kept)?;
        seed.deserialize(Value { round: self.round, node, field })
    }
}

/// The two parts of a [`Placed`]: the number of its node, then its text.
struct PlacedParts<'r, 'a, 't> {
    value: Value<'r, 'a, 't>,
    part: u8,
}

impl<'t> de::SeqAccess<'t> for PlacedParts<'_, '_, 't> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'t>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        self.part += 1;
        match self.part {
            1 => seed.deserialize(self.value.node.0.into_deserializer()).map(Some),
            2 => seed.deserialize(self.value).map(Some),
            _ => Ok(None),
        }
    }
}
