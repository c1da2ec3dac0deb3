//! A serializer for values on one line, a blank after each comma and colon.
//!
//! Nearly all of an answer is keys and texts in which nothing is escaped. Here a text is looked at once, many bytes in
//! one step, and a key is known to need nothing; `serde_json` looks at each byte of both. Whatever is left, it writes.

use std::fmt::Display;
use std::io::Write;

use serde::ser;
use serde::{Serialize, Serializer};
use serde_json::{Error, Result};

use super::Safe;

/// Appends a value to the bytes.
pub(super) struct OneLine<'w>(pub(super) &'w mut Vec<u8>);

impl<'w> OneLine<'w> {
    fn word(self, word: &str) {
        self.0.extend_from_slice(word.as_bytes());
    }

    fn list(self, open: &str, close: &'static str) -> Items<'w> {
        self.0.extend_from_slice(open.as_bytes());
        Items { out: self.0, is_first: true, close }
    }

    /// Begins an object whose only key is the name of a variant.
    fn variant(self, name: &'static str) -> Self {
        self.0.extend_from_slice(b"{");
        key(self.0, name);
        self
    }
}

/// The name of a field, which is ours: nothing in it is escaped.
fn key(out: &mut Vec<u8>, name: &'static str) {
    out.push(b'"');
    out.extend_from_slice(name.as_bytes());
    out.extend_from_slice(b"\": ");
}

/// Whether nothing in a text is escaped. Many bytes are looked at in one step, and most texts take one step or two.
fn is_plain(text: &[u8]) -> bool {
    let in_steps = in_steps::<16>(text).or_else(|| in_steps::<8>(text)).or_else(|| in_steps::<4>(text));
    in_steps.unwrap_or_else(|| is_plain_step(text))
}

/// The same in steps of some length, of which the last overlaps the one before. None for a shorter text.
fn in_steps<const LENGTH: usize>(text: &[u8]) -> Option<bool> {
    let last = text.last_chunk::<LENGTH>()?;
    let (steps, _) = text.as_chunks::<LENGTH>();
    Some(steps.iter().fold(is_plain_step(last), |is_plain, step| is_plain & is_plain_step(step)))
}

#[expect(clippy::needless_bitwise_bool, reason = "of comparisons with an early end, a table would be made")]
fn is_plain_step(step: &[u8]) -> bool {
    let is_plain = |byte: u8| (b' '..0x7F).contains(&byte) & (byte != b'"') & (byte != b'#') & (byte != b'\\');
    step.iter().fold(true, |all_plain, &byte| all_plain & is_plain(byte))
}

/// Methods that write a number.
macro_rules! numbers {
    ($($name:ident: $kind:ty,)*) => {$(
        fn $name(self, value: $kind) -> Result<()> {
            serde_json::to_writer(self.0, &value)
        }
    )*};
}

impl<'w> Serializer for OneLine<'w> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Items<'w>;
    type SerializeTuple = Items<'w>;
    type SerializeTupleStruct = Items<'w>;
    type SerializeTupleVariant = Items<'w>;
    type SerializeMap = Items<'w>;
    type SerializeStruct = Items<'w>;
    type SerializeStructVariant = Items<'w>;

    numbers! {
        serialize_i8: i8,
        serialize_i16: i16,
        serialize_i32: i32,
        serialize_i64: i64,
        serialize_u8: u8,
        serialize_u16: u16,
        serialize_u32: u32,
        serialize_u64: u64,
        serialize_f32: f32,
        serialize_f64: f64,
    }

    fn serialize_bool(self, value: bool) -> Result<()> {
        self.word(if value { "true" } else { "false" });
        Ok(())
    }

    fn serialize_char(self, value: char) -> Result<()> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, value: &str) -> Result<()> {
        if is_plain(value.as_bytes()) {
            self.0.reserve(value.len() + 2);
            self.0.push(b'"');
            self.0.extend_from_slice(value.as_bytes());
            self.0.push(b'"');
            return Ok(());
        }
        let layout = Safe(serde_json::ser::CompactFormatter);
        serde_json::Serializer::with_formatter(self.0, layout).serialize_str(value)
    }

    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Result<()> {
        let start = self.0.len();
        write!(self.0, "\"{value}\"").map_err(Error::io)?;
        if is_plain(&self.0[start + 1..self.0.len() - 1]) {
            return Ok(());
        }
        self.0.truncate(start);
        self.serialize_str(&value.to_string())
    }

    fn serialize_bytes(self, value: &[u8]) -> Result<()> {
        self.collect_seq(value)
    }

    fn serialize_none(self) -> Result<()> {
        self.word("null");
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<()> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<()> {
        self.word("null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<()> {
        self.word("null");
        Ok(())
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<()> {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Result<()> {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<()> {
        let Self(out) = self.variant(variant);
        value.serialize(OneLine(out))?;
        OneLine(out).word("}");
        Ok(())
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Items<'w>> {
        Ok(self.list("[", "]"))
    }

    fn serialize_tuple(self, _: usize) -> Result<Items<'w>> {
        Ok(self.list("[", "]"))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Items<'w>> {
        Ok(self.list("[", "]"))
    }

    fn serialize_tuple_variant(self, _: &'static str, _: u32, variant: &'static str, _: usize) -> Result<Items<'w>> {
        Ok(self.variant(variant).list("[", "]}"))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Items<'w>> {
        Ok(self.list("{", "}"))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Items<'w>> {
        Ok(self.list("{", "}"))
    }

    fn serialize_struct_variant(self, _: &'static str, _: u32, variant: &'static str, _: usize) -> Result<Items<'w>> {
        Ok(self.variant(variant).list("{", "}}"))
    }
}

/// The items of a list, or the fields of an object.
pub(super) struct Items<'w> {
    out: &'w mut Vec<u8>,
    is_first: bool,
    close: &'static str,
}

impl Items<'_> {
    fn comma(&mut self) {
        if !std::mem::take(&mut self.is_first) {
            self.out.extend_from_slice(b", ");
        }
    }

    fn item<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
        self.comma();
        value.serialize(OneLine(self.out))
    }

    fn field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<()> {
        self.comma();
        key(self.out, name);
        value.serialize(OneLine(self.out))
    }

    fn close(self) {
        OneLine(self.out).word(self.close);
    }
}

/// Traits whose items have no names, and those whose items have.
macro_rules! lists {
    ($($kind:ident: $method:ident,)*) => {$(
        impl ser::$kind for Items<'_> {
            type Ok = ();
            type Error = Error;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
                self.item(value)
            }

            fn end(self) -> Result<()> {
                self.close();
                Ok(())
            }
        }
    )*};
}

macro_rules! objects {
    ($($kind:ident,)*) => {$(
        impl ser::$kind for Items<'_> {
            type Ok = ();
            type Error = Error;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<()> {
                self.field(name, value)
            }

            fn end(self) -> Result<()> {
                self.close();
                Ok(())
            }
        }
    )*};
}

lists! {
    SerializeSeq: serialize_element,
    SerializeTuple: serialize_element,
    SerializeTupleStruct: serialize_field,
    SerializeTupleVariant: serialize_field,
}

objects! {
    SerializeStruct,
    SerializeStructVariant,
}

impl ser::SerializeMap for Items<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Result<()> {
        self.comma();
        let start = self.out.len();
        key.serialize(OneLine(self.out))?;
        if self.out.get(start) == Some(&b'"') { Ok(()) } else { Err(ser::Error::custom("a key that is not a text")) }
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<()> {
        self.out.extend_from_slice(b": ");
        value.serialize(OneLine(self.out))
    }

    fn end(self) -> Result<()> {
        self.close();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;

    fn written(value: &(impl Serialize + ?Sized)) -> String {
        let mut bytes = Vec::new();
        value.serialize(OneLine(&mut bytes)).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[derive(Serialize)]
    enum Kind {
        Unit,
        New(u8),
        Pair(i64, f64),
        Fields { at: char, left_out: Option<()> },
    }

    #[derive(Serialize)]
    struct Nothing;

    #[derive(Serialize)]
    struct Wrapped(f32);

    #[derive(Serialize)]
    struct Two(u64, bool);

    #[derive(Serialize)]
    struct Empty {}

    #[test]
    fn every_kind_of_value_as_serde_json_lays_it_out() {
        let kinds = [Kind::Unit, Kind::New(1), Kind::Pair(-2, 0.5), Kind::Fields { at: '"', left_out: None }];
        assert_eq!(
            written(&kinds),
            r#"["Unit", {"New": 1}, {"Pair": [-2, 0.5]}, {"Fields": {"at": "\"", "left_out": null}}]"#
        );
        assert_eq!(
            written(&(Nothing, Wrapped(1.5), Two(u64::MAX, true), ())),
            "[null, 1.5, [18446744073709551615, true], null]"
        );
        assert_eq!(written(&(Empty {}, [0; 0], BTreeMap::<&str, u8>::new())), "[{}, [], {}]");
        let map = BTreeMap::from([("a", Some(f64::NAN)), ("b\n", None)]);
        assert_eq!(written(&map), r#"{"a": null, "b\n": null}"#);
    }

    #[test]
    fn a_key_that_is_no_text_is_refused() {
        let map = BTreeMap::from([(1, 2)]);
        assert!(map.serialize(OneLine(&mut Vec::new())).is_err());
    }

    #[test]
    fn each_character_by_itself_and_among_others() {
        for character in (0..0x200).chain([0x2028, 0x202E, 0xFEFF, 0x1F600]).filter_map(char::from_u32) {
            for text in
                [character.to_string(), format!("before {character} after"), format!("{}{character}", "x".repeat(63))]
            {
                let line = written(&text);
                assert_eq!(serde_json::from_str::<String>(&line).unwrap(), text);
                let inner = &line[1..line.len() - 1];
                let is_escaped = inner != text;
                let must_be = character.is_control() || matches!(character, '"' | '\\' | '\u{2028}' | '\u{202E}');
                assert!(is_escaped || !must_be, "{text:?}: {line}");
                assert!(!is_escaped || must_be || !character.is_alphanumeric(), "{text:?}: {line}");
            }
        }
    }

    #[test]
    fn one_character_at_each_place_of_texts_of_each_length() {
        for length in 0..50 {
            let plain = "x".repeat(length);
            assert!(is_plain(plain.as_bytes()), "{length}");
            for (at, special) in
                (0..length).flat_map(|at| ["\"", "\\", "#", "\n", "\u{7F}", "é"].map(|special| (at, special)))
            {
                let text = format!("{}{special}{}", &plain[..at], &plain[at + 1..]);
                assert!(!is_plain(text.as_bytes()), "{text}");
                assert_eq!(serde_json::from_str::<String>(&written(&text)).unwrap(), text);
            }
        }
    }

    #[test]
    fn what_is_written_where_it_stands_is_escaped_as_any_text() {
        for text in ["", "as it is", "`a` \u{202E}## \"b\"\n", "é"] {
            let mut bytes = b"[".to_vec();
            OneLine(&mut bytes).collect_str(&format_args!("{text}")).unwrap();
            assert_eq!(String::from_utf8(bytes).unwrap(), format!("[{}", written(text)));
        }
    }

    fn any_value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(json!(null)),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<i32>().prop_map(|eighths| Value::from(f64::from(eighths) / 8.0)),
            any::<String>().prop_map(Value::from),
            "[ -~#]{0,40}".prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 32, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
                prop::collection::btree_map(any::<String>(), inner, 0..6).prop_map(|map| map.into_iter().collect()),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_is_written_reads_as_what_it_was(value in any_value()) {
            let line = written(&value);
            prop_assert_eq!(serde_json::from_str::<Value>(&line).unwrap(), value);
            prop_assert!(!line.contains('\n'));
        }
    }
}
