//! Values as they are in a file, and random texts.

use super::fields::Shape;
use crate::random::Rng;

/// A placeholder for a missing field.
pub const LEFT_OUT: &str = "(left out)";

/// A SHA-256 that an editor takes for a number.
pub const DIGITS: &str = "1234567890123456789012345678901234567890123456789012345678901234";
/// One that it does not.
const HASH: &str = "0123456789abcdefABCDEF0000000000000000000000000000000000000000ff";
const DIGEST: &str = "sha256:0123456789abcdefABCDEF0000000000000000000000000000000000000000ff";

/// Ids, good and bad.
pub const IDS: &[&str] = &[
    "a",
    "a-b",
    "no",
    r#""2024""#,
    "us-official",
    "A",
    "a_b",
    "-a",
    "a-",
    "a--b",
    "a.b",
    "fіdan",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
];

/// All values that every field is tried with.
pub fn all() -> impl Iterator<Item = &'static str> {
    ALL.iter().chain(IDS).copied().chain([DIGITS, LEFT_OUT])
}

/// Values of every shape, good and bad.
pub const ALL: &[&str] = &[
    "x",
    "two words",
    r#""quoted""#,
    "'single'",
    "Türkiye",
    "🕊",
    r#""\U0001F54A""#,
    "''",
    r#""""#,
    r#"" ""#,
    r#""\t""#,
    r#""\n""#,
    r#""\u00a0""#,
    r#""\u2003\u3000""#,
    r#""\u2028""#,
    r#""\u200b""#,
    r#""\ufeff""#,
    r#""\u202e""#,
    r#""\ufdd0""#,
    r#""\u0007""#,
    r#""\u0085""#,
    r#""\r""#,
    r#""\u007f""#,
    r#""\ufffe""#,
    r#""\uffff""#,
    r#""a\nb""#,
    r#"" a ""#,
    r#""\u00a0x""#,
    r#""\e""#,
    "~",
    "null",
    "Null",
    "NULL",
    "nULL",
    r#""null""#,
    r#""~""#,
    "true",
    "True",
    "TRUE",
    "false",
    r#""true""#,
    "yes",
    "on",
    "off",
    "0",
    "7",
    "2024",
    "999",
    "10000",
    "9999",
    "1000",
    "-1",
    "+5",
    "1.5",
    "5.0",
    "5.",
    ".5",
    "1e3",
    "1e-3",
    "2e3",
    "0x1F",
    "0x7E7",
    "0o17",
    "-0",
    "12345678901234567890",
    "2023.0",
    "+2023",
    "2023",
    r#""2023""#,
    "2023-10",
    "2023-10-21",
    "2023-13",
    "2023-00",
    "2023-02-29",
    "2024-02-29",
    "1900-02-29",
    "2000-02-29",
    "2023-04-31",
    r#""0476""#,
    "21.10.2023",
    "2023-1-1",
    "20231021",
    "2023?",
    "2023/2024",
    "2023-21",
    "2012-01-21T20:45:00-05:00",
    "2012-01-21T20:45:00Z",
    "2012-01-21T20:45:00",
    "2012-01-21T20:45-05:00",
    "2012-01-21T20:45Z",
    "2012-01-21T20:45",
    "2012-01-21T20:45:Z",
    "2012-01-21T20:60Z",
    "pt-BR",
    "zh-yue-Hant-HK",
    "en-GB-oed",
    "en_GB",
    "i-klingon",
    "de-CH-1996-x-desk",
    "2012-01-21T24:00:00Z",
    "2012-01-21 20:45:00",
    r#""2023 ""#,
    "https://example.org",
    "HTTP://example.org:8080/a?b=c#d",
    "https://bücher.example/straße",
    r#""https://[2001:db8::1]/x""#,
    r#""https://[v1.a]""#,
    r#""https://[:]/""#,
    r#""https://a/\U000F0000""#,
    "example.org",
    "javascript:alert(1)",
    "https://",
    "https:///x",
    "https://user@example.org",
    "https://:80/",
    "https://a:/",
    r#""https://a b/""#,
    r#""https://a/\"x""#,
    "https://a/%41",
    "https://a/%4",
    "ftp://example.org",
    r#""https://a/\u202e""#,
    r#""https://a/?\ue000""#,
    r#""https://a/\ue000""#,
    "https://a:x/",
    r#""https://a/#a#b""#,
    "evidence/page.html",
    "..a/b",
    "中/文.html",
    "a b/c",
    "/etc/passwd",
    "../x",
    "a/../x",
    "a//b",
    "a/",
    "C:/x",
    "file:x",
    r#""a\\b""#,
    "a./b",
    r#""a /b""#,
    "..",
    r#""a\tb""#,
    r#""a/.b""#,
    "0123456789abcdefABCDEF0000000000000000000000000000000000000000ff",
    "0123456789abcdefABCDEF0000000000000000000000000000000000000000f",
    "0123456789abcdefABCDEF0000000000000000000000000000000000000000ff0",
    r#""1234567890123456789012345678901234567890123456789012345678901234""#,
    "gggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggg",
    "sha256:0123456789abcdefABCDEF0000000000000000000000000000000000000000ff",
    "sha256:0123456789abcdefABCDEF0000000000000000000000000000000000000000f",
    "SHA256:0123456789abcdefABCDEF0000000000000000000000000000000000000000ff",
    "0123456789ABCDEFABCDEF0000000000000000000000000000000000000000FF",
    "sha256-0123456789abcdefABCDEF0000000000000000000000000000000000000000ff",
    "[]",
    "[x]",
    "[x, y]",
    "[x, x]",
    "[[x]]",
    "[~]",
    "[x, ~]",
    "[2024]",
    "[true]",
    "[+5]",
    "[True]",
    "[A]",
    r#"["a b"]"#,
    r#"[""]"#,
    "[1.5]",
    "[{}]",
    "{}",
    "{a: b}",
    "[{document: a}]",
    r#"[{document: a, quote: "x", locator: 3}]"#,
    "[{document: a}, {document: b, colour: red}]",
    "[{quote: x}]",
    "[{document: ~}]",
    "[{document: a, quote: ~}]",
    "[{document: A}]",
    "[{document: a, quote: [x]}]",
    "[{document: [a]}]",
    r#"[{document: a, locator: "\u0007"}]"#,
    "[a, {document: a}]",
    "named",
    "anonymous",
    "unspecified",
    "Named",
    "person",
    "organization",
    "outlet",
    "document",
    "on_record",
    "background",
    "deep_background",
    "off_record",
    "off-record",
];

/// Values that a field of this shape takes.
pub fn good(shape: Shape) -> &'static [&'static str] {
    match shape {
        Shape::Text => &["x", "2024", "true", "''", "\" \"", "\"a\\nb\"", "Türkiye'den: \"x\""],
        Shape::Words => &["x", "2024", "false", "1.5", "\" a \"", "\"\\u200b\""],
        Shape::Id => &["a", "a-b", "2024", "true", "0o17", "1e3"],
        Shape::Date => {
            &["2023", "\"0476\"", "2023-10", "2024-02-29", "2012-01-21T20:45:00-05:00", "2012-01-21T20:45+03:00"]
        }
        Shape::Url => &["https://example.org", "HTTP://bücher.example:80/a?b=c#d", "\"https://[::1]\""],
        Shape::Language => &["en", "no", "tr-TR", "zh-Hant", "de-CH-1996"],
        Shape::Path => &["evidence/page.html", "a b/c..d", "2024", "-1.5"],
        Shape::Sha256 => &[HASH],
        Shape::Digest => &[DIGEST],
        Shape::Identity => &["named", "anonymous", "unspecified"],
        Shape::SourceKind => &["person", "organization", "outlet", "document"],
        Shape::Terms => &["on_record", "background", "deep_background", "off_record"],
        Shape::Ids => &["[]", "[a, b-c]", "[2024, true, a, a]"],
        Shape::Texts => &["[]", "[x, 1, true, ' ']"],
        Shape::Truth => &["true", "false"],
        Shape::Evidence => {
            &["[]", "[{document: a}]", "[{document: a, quote: 'x', translation: y, locator: 3}, {document: b}]"]
        }
    }
}

/// A few pieces in a row.
fn pieces(rng: &mut Rng, pieces: &[&str], most: usize) -> String {
    (0..rng.below(most + 1)).map(|_| rng.pick(pieces)).collect()
}

/// Something like a web address.
pub fn url(rng: &mut Rng) -> String {
    let start = rng.pick(&["https://", "https://", "https://a", "http://a.b/", "HtTp://", "https:", "ftp://", ""]);
    let marks = [":", "/", "?", "#", "@", "%", "%41", "%zz", "//", "[::1]", "[v1.a:]", "[", "]", "80"];
    let letters = [
        "a", "é", "b.c", "-", "_", "~", "!", "$", "&", "'", "(", ")", "*", "+", ",", ";", "=", "\u{a1}", "中",
        "\u{ffef}", "🕊",
    ];
    let bad = [
        " ", "\t", "\"", "<", "\\", "^", "`", "{", "|", "\u{7f}", "\u{a0}", "\u{e000}", "\u{f8ff}", "\u{fdd0}",
        "\u{202e}", "\u{61c}", "\u{feff}", "\u{fff0}", "\u{3000}", "\u{1680}",
    ];
    let mut text = start.to_owned();
    for _ in 0..rng.below(6) {
        text += &match rng.below(8) {
            0 => pieces(rng, &bad, 1),
            1..=3 => pieces(rng, &marks, 1),
            _ => pieces(rng, &letters, 3),
        };
    }
    text
}

/// Something like the path of a snapshot.
pub fn path(rng: &mut Rng) -> String {
    pieces(
        rng,
        &["a", "b c", "é", "🕊", "/", "/", ".", "..", " ", "\\", ":", "\t", "\n", "\u{7f}", "\u{85}", "C:", "~", "-"],
        7,
    )
}

/// Something like an id.
pub fn id(rng: &mut Rng) -> String {
    pieces(rng, &["a", "z9", "0", "-", "-", "A", "_", ".", " ", "é", "abcdefghijklmnopqrstuvwxyz0123456789"], 6)
}
