//! What a field may be, as JSON Schema: beside the records, so that the schema and the loader change together.
//!
//! The loader reads every scalar as its text. An editor asks a schema later, when `2023` is a number and `true` a
//! boolean, so wherever such a text would do, the number and the boolean are accepted too. Nothing accepts null.
//!
//! Patterns say nothing that engines read differently: no classes such as `\s`, no look-around, no characters beyond
//! U+FFFF. What editors show for a value that does not fit is `errorMessage`.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::model::{Date, Id, Language, MAX_ID, MAX_PATH, SnapshotPath, Url};
use crate::tree::{List, MAX_SCALAR, Placed};

/// In a class: the characters that no text has.
const CONTROLS: &str = r"\u0000-\u0008\u000B-\u001F\u007F-\u009F\uFFFE\uFFFF";
/// In a class: those that leave a text blank.
const BLANKS: &str = r"\t\n \u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000";
/// In a class: what no web address has, and the marks between its parts, which are let in where they may stand.
const NOT_IN_ADDRESSES: &str = concat!(
    r##"\u0000- "#%/:<>?@\[\\\]^`{|}\u007F-\u00A0\u061C\u1680\u2000-\u200A\u200E\u200F\u2028-\u202F"##,
    r"\u205F\u2066-\u2069\u3000\uFDD0-\uFDEF\uFEFF\uFFF0-\uFFFF"
);
/// In a class: what only the query of an address has.
const PRIVATE_USE: &str = r"\uE000-\uF8FF";

/// An id, wherever it is.
pub(crate) const ID: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";
/// What editors say of anything else.
pub(crate) const ID_HELP: &str = "Use only a-z and 0-9 in an id, with single hyphens between words.";

/// What editors say of a text in which there is nothing to be seen.
pub(crate) const WORDS_HELP: &str = "Write a text that is not empty, without control characters.";

/// A text in which there is something to be seen.
pub(crate) enum Words {}
/// 64 hexadecimal digits.
pub(crate) enum Sha256 {}
/// The same after `sha256:`.
pub(crate) enum Digest {}
/// Yes or no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Truth {
    /// Yes.
    True,
    /// No.
    False,
}
/// As far as independent sources are counted.
pub(crate) enum OneToThree {}

impl JsonSchema for Placed<'_> {
    fn schema_name() -> Cow<'static, str> {
        "text".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        text(&format!("^[^{CONTROLS}]*$"), MAX_SCALAR, "Write a text, without control characters.")
    }
}

impl<T: JsonSchema> JsonSchema for List<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("list of {}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let items = generator.subschema_for::<T>();
        json_schema!({"type": "array", "items": items, "errorMessage": "Write a list: each item on its own line, \
            after `- `."})
    }
}

impl JsonSchema for Words {
    fn schema_name() -> Cow<'static, str> {
        "words".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        text(&words(), MAX_SCALAR, WORDS_HELP)
    }
}

impl JsonSchema for Id {
    fn schema_name() -> Cow<'static, str> {
        "id".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        or_boolean(&json!({
            "type": ["string", "integer"],
            "minimum": 0,
            "maxLength": MAX_ID,
            "pattern": ID,
            "errorMessage": ID_HELP,
        }))
    }
}

impl JsonSchema for Date {
    fn schema_name() -> Cow<'static, str> {
        "date".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": ["string", "integer"],
            // A year. One before 1000 has a zero in front, which numbers lose, so it must be in quotes.
            "minimum": 1000,
            "maximum": 9999,
            "pattern": date(),
            "errorMessage": "Write `2023`, `2023-10`, `2023-10-21` or `2023-10-21T20:45+03:00`.",
        })
    }
}

impl JsonSchema for Url {
    fn schema_name() -> Cow<'static, str> {
        "web address".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "maxLength": MAX_SCALAR,
            "pattern": url(),
            "errorMessage": "Write `https://host/path`: http or https, a host, no user name, no spaces.",
        })
    }
}

impl JsonSchema for Language {
    fn schema_name() -> Cow<'static, str> {
        "language".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "pattern": language(),
            "errorMessage": "Write a language tag, such as `en`, `tr` or `pt-BR`.",
        })
    }
}

impl JsonSchema for SnapshotPath {
    fn schema_name() -> Cow<'static, str> {
        "path".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let any = format!(r"{CONTROLS}\t\n\\:/");
        let part = format!("([^{any}. ]|[^{any}.][^{any}]*[^{any}. ])");
        let capture = format!("#{}(@[0-9]{{4}}([0-9]{{2}}){{0,5}})?", address("https?"));
        let help = "Write a path relative to this file and inside the corpus folder, such as `evidence/page.html`.";
        let mut path = text(&format!("^{part}(/{part})*({capture})?$"), MAX_PATH, help);
        let kept = r"(~|#|\.([bB][aA][kK]|[oO][lL][dD]|[oO][rR][iI][gG]|[gG][zZ]))*";
        let desk = r"\.([yY][aA]?[mM][lL]|[dD][rR][aA][fF][tT])";
        path.insert(
            "not".to_owned(),
            json!({"type": "string", "pattern": format!("^[^:]*{desk}{kept}(#https?:.*)?$")}),
        );
        path
    }
}

impl JsonSchema for Sha256 {
    fn schema_name() -> Cow<'static, str> {
        "sha256".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "pattern": "^[0-9A-Fa-f]{64}$",
            "errorMessage": "Write 64 hexadecimal digits; in quotes if none is a letter.",
        })
    }
}

impl JsonSchema for Digest {
    fn schema_name() -> Cow<'static, str> {
        "digest".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "pattern": "^sha256:[0-9A-Fa-f]{64}$",
            "errorMessage": "Write `sha256:` and 64 hexadecimal digits.",
        })
    }
}

impl JsonSchema for Truth {
    fn schema_name() -> Cow<'static, str> {
        "yes or no".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        // In quotes it is the same text, which nobody needs to be offered.
        json_schema!({
            "anyOf": [
                {"type": "boolean"},
                {"if": {"type": "string"}, "then": {"pattern": "^(true|false)$"}, "else": false},
            ],
        })
    }
}

impl JsonSchema for OneToThree {
    fn schema_name() -> Cow<'static, str> {
        "one to three".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        // In quotes it is the same text, which nobody needs to be offered.
        json_schema!({
            "anyOf": [
                {"enum": [1, 2, 3]},
                {"if": {"type": "string"}, "then": {"pattern": "^[123]$"}, "else": false},
            ],
        })
    }
}

/// The pattern of a text in which there is something to be seen.
pub(crate) fn words() -> String {
    format!("^[{BLANKS}]*[^{CONTROLS}{BLANKS}][^{CONTROLS}]*$")
}

/// Any scalar; where it is a string, one that fits. Schemas count characters and the loader bytes: no text is refused
/// for nothing.
fn text(pattern: &str, longest: usize, help: &str) -> Schema {
    or_boolean(&json!({
        "type": ["string", "number"],
        "maxLength": longest,
        "pattern": pattern,
        "errorMessage": help,
    }))
}

/// What fits the schema, or a boolean. If its type were written as a type, editors would offer `true` and `false` for
/// every text.
fn or_boolean(schema: &Value) -> Schema {
    json_schema!({
        "anyOf": [schema, {"description": "Read as this word.", "if": {"type": "boolean"}, "else": false}],
    })
}

/// EDTF level 0, to the number of days in February.
fn date() -> String {
    let year = "[0-9]{4}";
    let leap_year = "([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)";
    let month = "(0[1-9]|1[0-2])";
    let day = format!(
        "({year}-({month}-(0[1-9]|1[0-9]|2[0-8])|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31)|{leap_year}-02-29)"
    );
    let minutes = "(:[0-5][0-9])?";
    // At most 14 hours either way; a minus before nothing is no offset.
    let east = format!(r"\+((0[0-9]|1[0-3]){minutes}|14(:00)?)");
    let west = format!("-((0[1-9]|1[0-3]){minutes}|00:(0[1-9]|[1-5][0-9])|14(:00)?)");
    let time = format!("([01][0-9]|2[0-3]):[0-5][0-9](:([0-5][0-9]|60))?(Z|{east}|{west})");
    format!("^({year}(-{month})?|{day}(T{time})?)$")
}

/// BCP 47, from the code of a language on.
fn language() -> String {
    let language = "[A-Za-z]{2,3}(-[A-Za-z]{3}){0,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?";
    let variants = "(-([0-9A-Za-z]{5,8}|[0-9][0-9A-Za-z]{3}))*";
    let extensions = "(-[0-9A-WY-Za-wy-z](-[0-9A-Za-z]{2,8})+)*(-[Xx](-[0-9A-Za-z]{1,8})+)?";
    format!("^{language}{variants}{extensions}$")
}

fn url() -> String {
    format!("^{}$", address("[Hh][Tt][Tt][Pp][Ss]?"))
}

/// RFC 3987, narrowed to http and https with a host and without a user part. What is between the brackets of an IP
/// address is only roughly looked at.
fn address(scheme: &str) -> String {
    let one_of = |more: &str, fewer: &str| format!("([^{NOT_IN_ADDRESSES}{fewer}]|[{more}]|%[0-9A-Fa-f]{{2}})");
    let name = format!("([^{NOT_IN_ADDRESSES}{PRIVATE_USE}]|%[0-9A-Fa-f]{{2}})+");
    let number = r"\[([0-9A-Fa-f:.]+|[Vv][0-9A-Fa-f]+\.[0-9A-Za-z!$&'()*+,.:;=_~-]+)\]";
    let path = one_of(":@/", PRIVATE_USE);
    let query = one_of(":@/?", "");
    let fragment = one_of(":@/?", PRIVATE_USE);
    format!(r"{scheme}://({name}|{number})(:[0-9]*)?(/{path}*)?(\?{query}*)?(#{fragment}*)?")
}
