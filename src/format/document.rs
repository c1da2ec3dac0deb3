//! Objects of JSON as answers write them: `version` first, long lists on lines of their own, and so is each of their
//! items.

use std::borrow::Cow;
use std::io::{self, Write};
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;

use crate::text::escape::json;
use crate::text::write_in_pieces;

/// The version of a document. Raised when a field changes its meaning or goes away.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Version<const NUMBER: u32>;

impl<const NUMBER: u32> JsonSchema for Version<NUMBER> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "version".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"description": "Raised when a field changes its meaning or goes away.", "const": NUMBER})
    }
}

/// Declares the object that an answer is as JSON: what writes it and its schema are made from the same fields.
macro_rules! document {
    ($(#[$about:meta])* $visible:vis struct $name:ident $(<$life:lifetime>)?: $title:literal version $version:literal {
        $($(#[$what:meta])* $field:ident: $type:ty,)*
    }) => {
        #[derive(schemars::JsonSchema)]
        #[schemars(title = $title, deny_unknown_fields)]
        $(#[$about])*
        $visible struct $name $(<$life>)? {
            version: $crate::format::document::Version<$version>,
            $($(#[$what])* $field: $type,)*
        }

        impl $(<$life>)? $name $(<$life>)? {
            $visible fn write(&self, out: &mut dyn std::io::Write) -> std::io::Result<()> {
                let $crate::format::document::Version::<$version> = self.version;
                write!(out, "{{\"version\": {}", $version)?;
                $($crate::format::document::Field::write(&self.$field, stringify!($field), out)?;)*
                out.write_all(b"}\n")
            }
        }
    };
}

pub(crate) use document;

/// A field of a document, of which the version is the first.
pub(crate) trait Field {
    fn write(&self, name: &str, out: &mut dyn Write) -> io::Result<()>;
}

impl<T: Serialize> Field for T {
    fn write(&self, name: &str, out: &mut dyn Write) -> io::Result<()> {
        write!(out, ", \"{name}\": ")?;
        json::to_writer(out, self)
    }
}

/// A field that may be absent.
pub(crate) struct Maybe<T>(pub(crate) Option<T>);

impl<T> Maybe<T> {
    /// For the schema, which then does not require the field.
    #[expect(dead_code, reason = "it is named in attributes, which only look at whether there is one")]
    pub(crate) fn is_absent(&self) -> bool {
        self.0.is_none()
    }
}

impl<T: Field> Field for Maybe<T> {
    fn write(&self, name: &str, out: &mut dyn Write) -> io::Result<()> {
        self.0.as_ref().map_or(Ok(()), |field| field.write(name, out))
    }
}

impl<T: JsonSchema> JsonSchema for Maybe<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

/// A list that is made while it is written: nothing is held that grows with it.
pub(crate) struct Lines<'a, T> {
    write: WriteItems<'a>,
    items: PhantomData<fn() -> T>,
}

type WriteItems<'a> = Box<dyn Fn(&mut dyn Write) -> io::Result<()> + 'a>;

impl<'a, T: Serialize> Lines<'a, T> {
    /// `count` items, made in parallel and in order.
    pub(crate) fn new(count: usize, item: impl Fn(usize) -> T + Sync + 'a) -> Self {
        Self::written(count, move |nth, piece| json::append(piece, &item(nth)))
    }

    /// The same, where an item does not live long enough to be handed out.
    pub(crate) fn written(count: usize, item: impl Fn(usize, &mut Vec<u8>) -> io::Result<()> + Sync + 'a) -> Self {
        Self::from_pieces(move |out| {
            write_in_pieces(count, out, |range, piece| {
                range.into_iter().try_for_each(|nth| {
                    piece.extend_from_slice(START);
                    item(nth, piece)
                })
            })
        })
    }
}

impl<'a, T> Lines<'a, T> {
    /// Items that the caller writes, each after [`START`].
    pub(crate) fn from_pieces(write: impl Fn(&mut dyn Write) -> io::Result<()> + 'a) -> Self {
        Self { write: Box::new(write), items: PhantomData }
    }
}

/// What each item of a list starts with: which one is the first is not known where items are made.
pub(crate) const START: &[u8] = b",\n  ";

impl<T> Field for Lines<'_, T> {
    fn write(&self, name: &str, out: &mut dyn Write) -> io::Result<()> {
        write!(out, ",\n \"{name}\": [")?;
        let mut items = Items::new(out);
        (self.write)(&mut items)?;
        let is_empty = items.is_first;
        out.write_all(if is_empty { b"]" } else { b"\n ]" })
    }
}

impl<T: JsonSchema> JsonSchema for Lines<'_, T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        Vec::<T>::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Vec::<T>::json_schema(generator)
    }
}

/// Passes on the items of a list, each of which starts with a comma, without the first comma.
pub(crate) struct Items<'w> {
    out: &'w mut dyn Write,
    is_first: bool,
}

impl<'w> Items<'w> {
    pub(crate) fn new(out: &'w mut dyn Write) -> Self {
        Self { out, is_first: true }
    }
}

impl Write for Items<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let comma = usize::from(self.is_first && !bytes.is_empty());
        self.is_first &= bytes.is_empty();
        self.out.write_all(&bytes[comma..])?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    document! {
        struct Shelf: "shelf" version 3 {
            owner: Option<&'static str>,
            #[schemars(skip_serializing_if = "Maybe::is_absent")]
            lent: Maybe<u32>,
            books: Lines<'static, Vec<usize>>,
        }
    }

    fn written(lent: Option<u32>, books: usize) -> String {
        let shelf =
            Shelf { version: Version, owner: None, lent: Maybe(lent), books: Lines::new(books, |nth| vec![1, nth]) };
        let mut out = Vec::new();
        shelf.write(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_line_for_each_item_of_a_list() {
        assert_eq!(
            written(Some(2), 2),
            "{\"version\": 3, \"owner\": null, \"lent\": 2,\n \"books\": [\n  [1, 0],\n  [1, 1]\n ]}\n"
        );
        assert_eq!(written(None, 0), "{\"version\": 3, \"owner\": null,\n \"books\": []}\n");
    }

    #[test]
    fn the_schema_is_that_of_the_fields() {
        let settings = schemars::generate::SchemaSettings::draft2020_12().for_serialize();
        let schema = serde_json::to_value(settings.into_generator().into_root_schema_for::<Shelf>()).unwrap();
        assert_eq!(schema["required"], serde_json::json!(["version", "owner", "books"]));
        assert_eq!(schema["properties"]["version"]["const"], 3);
        let is_valid = |text: &str| jsonschema::is_valid(&schema, &serde_json::from_str(text).unwrap());
        assert!(is_valid(&written(Some(2), 2)) && is_valid(&written(None, 0)));
        for wrong in [
            written(None, 0).replace('3', "4"),
            written(None, 0).replace("owner", "author"),
            written(None, 0).replace("[]", "[7]"),
            written(Some(2), 0).replace('2', "null"),
        ] {
            assert!(!is_valid(&wrong), "{wrong}");
        }
    }
}
