//! Text for JSON.

use std::borrow::Cow;
use std::io;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Serialize, Serializer};
use serde_json::ser::{Formatter, PrettyFormatter};

use crate::text::Text;
use crate::text::escape::terminal;

mod one_line;

use one_line::OneLine;

/// A text as a JSON string. Only the functions of this module write it, so that it is escaped as they do.
#[derive(Debug)]
pub(crate) struct Str<'t>(pub(crate) &'t Text);

impl Serialize for Str<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.untrusted())
    }
}

/// Writes a value as JSON on one line, a blank after each comma and colon, with every control, separator, bidirectional
/// control and invisible character as `\uXXXX`.
///
/// # Errors
/// When the writer refuses.
pub(crate) fn to_writer<W: io::Write + ?Sized, T: Serialize + ?Sized>(writer: &mut W, value: &T) -> io::Result<()> {
    let mut line = Vec::new();
    append(&mut line, value)?;
    writer.write_all(&line)
}

/// The same at the end of bytes.
///
/// # Errors
/// When a value is refused.
pub(crate) fn append<T: Serialize + ?Sized>(bytes: &mut Vec<u8>, value: &T) -> io::Result<()> {
    value.serialize(OneLine(bytes)).map_err(io::Error::from)
}

/// The same without blanks, for what nobody looks at.
///
/// # Errors
/// When the writer refuses.
pub(crate) fn to_writer_compact<W: io::Write + ?Sized, T: Serialize + ?Sized>(
    writer: &mut W,
    value: &T,
) -> io::Result<()> {
    write(writer, serde_json::ser::CompactFormatter, value)
}

/// The same, indented for people.
///
/// # Errors
/// When the writer refuses.
pub(crate) fn to_writer_pretty<W: io::Write + ?Sized, T: Serialize + ?Sized>(
    writer: &mut W,
    value: &T,
) -> io::Result<()> {
    write(writer, PrettyFormatter::new(), value)
}

fn write<W: io::Write + ?Sized, T: Serialize + ?Sized>(
    writer: &mut W,
    layout: impl Formatter,
    value: &T,
) -> io::Result<()> {
    value.serialize(&mut serde_json::Serializer::with_formatter(writer, Safe(layout))).map_err(io::Error::from)
}

/// A formatter that escapes more than JSON asks for.
struct Safe<F>(F);

/// Passes the calls that matter on to the wrapped formatter.
macro_rules! pass_on {
    ($($name:ident($($argument:ident: $kind:ty),*);)*) => {$(
        fn $name<W: ?Sized + io::Write>(&mut self, writer: &mut W $(, $argument: $kind)*) -> io::Result<()> {
            self.0.$name(writer $(, $argument)*)
        }
    )*};
}

impl<F: Formatter> Formatter for Safe<F> {
    pass_on! {
        begin_array();
        end_array();
        begin_array_value(first: bool);
        end_array_value();
        begin_object();
        end_object();
        begin_object_key(first: bool);
        begin_object_value();
        end_object_value();
    }

    fn write_string_fragment<W: ?Sized + io::Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        // Nearly all fragments have neither. Without an early end, many bytes are looked at in one step.
        if !fragment.bytes().fold(false, |is_special, byte| is_special || byte >= 0x7F || byte == b'#') {
            return writer.write_all(fragment.as_bytes());
        }
        // Some CI systems act on `##[` and similar anywhere in a line.
        let is_second_hash = |at: usize| fragment[..at].ends_with('#') && fragment[at..].starts_with('#');
        let is_escaped = |&(at, character): &(usize, char)| terminal::is_hostile(character) || is_second_hash(at);
        let mut written = 0;
        for (at, character) in fragment.char_indices().filter(is_escaped) {
            writer.write_all(&fragment.as_bytes()[written..at])?;
            for unit in character.encode_utf16(&mut [0; 2]) {
                write!(writer, "\\u{unit:04x}")?;
            }
            written = at + character.len_utf8();
        }
        writer.write_all(&fragment.as_bytes()[written..])
    }
}

/// What schemas say in `$comment` of a text of the files: it is whatever somebody wrote there.
pub const UNTRUSTED: &str = "text of the files";

/// In schemas, any text.
impl JsonSchema for Str<'_> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        String::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut schema = String::json_schema(generator);
        schema.insert("$comment".to_owned(), UNTRUSTED.into());
        schema
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_blank_after_each_comma_and_colon() {
        let mut out = Vec::new();
        to_writer(&mut out, &serde_json::json!({"a": [1, {}, [], {"b": null, "c": ","}], "d": ":"})).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), r#"{"a": [1, {}, [], {"b": null, "c": ","}], "d": ":"}"#);
    }

    #[test]
    fn honest_text_stays_and_hostile_text_is_escaped() {
        let text = Text::new("O'Brien & <Søn> می‌خواهم \u{202E}x\u{2028}\u{7F}\u{9B}\u{E0041}\n");
        let mut out = Vec::new();
        to_writer(&mut out, &Str(&text)).unwrap();
        let written = String::from_utf8(out).unwrap();
        assert_eq!(written, r#""O'Brien & <Søn> می‌خواهم \u202ex\u2028\u007f\u009b\udb40\udc41\n""#);
        assert_eq!(serde_json::from_str::<String>(&written).unwrap(), text.untrusted());
    }

    #[test]
    fn no_command_of_a_ci_log_is_left() {
        let text = Text::new("##vso[x] ###[y] # ü##[z] \u{1}##[");
        let mut out = Vec::new();
        to_writer(&mut out, &Str(&text)).unwrap();
        let written = String::from_utf8(out).unwrap();
        assert!(!written.contains("##"), "{written}");
        assert_eq!(serde_json::from_str::<String>(&written).unwrap(), text.untrusted());
    }
}
