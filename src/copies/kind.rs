//! What an archived copy is: by its first bytes, then by the extension of its name.

use std::borrow::Cow;
use std::path::Path;

use super::cannot_read::Format;
#[cfg(feature = "evidence")]
use super::office::{self, Office};
#[cfg(feature = "evidence")]
use super::packed::{self, Zip};

/// How many bytes are looked at.
const WITHIN: usize = 4096;
/// Of how many bytes one may be a control character in a text.
const FOR_CONTROL: usize = 64;

/// What an archived copy is, as far as reading it goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// HTML, in any of its versions.
    Html,
    /// Text without a syntax of its own.
    Text,
    /// Markdown.
    Markdown,
    /// Subtitles, as SRT or VTT.
    Subtitles,
    /// A document of Word, and of what writes such documents.
    Docx,
    /// A text in the format `OpenDocument`.
    Odt,
    /// A web page with what belongs to it, as a message: MHTML.
    Mhtml,
    /// An e-mail message.
    Email,
    /// A web archive: WARC.
    Warc,
    /// A web archive in a zip archive: WACZ.
    Wacz,
    /// JSON.
    Json,
    /// Something that is not read.
    Unread(Format),
}

/// First bytes that only one format has.
const MAGIC: [(&[u8], Format); 30] = [
    (b"%PDF-", Format::Pdf),
    (b"\x1F\x8B", Format::Compressed),
    (b"\xFD7zXZ\0", Format::Compressed),
    (b"\x28\xB5\x2F\xFD", Format::Compressed),
    (b"\x04\x22\x4D\x18", Format::Compressed),
    (b"7z\xBC\xAF\x27\x1C", Format::Archive),
    (b"Rar!\x1A\x07", Format::Archive),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Format::Office),
    (b"{\\rtf", Format::RichText),
    (b"\x89PNG\r\n\x1A\n", Format::Picture),
    (b"\xFF\xD8\xFF", Format::Picture),
    (b"GIF87a", Format::Picture),
    (b"GIF89a", Format::Picture),
    (b"II*\0", Format::Picture),
    (b"MM\0*", Format::Picture),
    (b"\0\0\x01\0", Format::Picture),
    (b"RIFF", Format::Recording),
    (b"ID3", Format::Recording),
    (b"OggS", Format::Recording),
    (b"fLaC", Format::Recording),
    (b"\x1A\x45\xDF\xA3", Format::Recording),
    (b"\xFF\xFB", Format::Recording),
    (b"bplist00", Format::WebArchive),
    (b"SQLite format 3\0", Format::Binary),
    (b"\x7FELF", Format::Binary),
    (b"wOFF", Format::Binary),
    (b"wOF2", Format::Binary),
    (b"\xCA\xFE\xBA\xBE", Format::Binary),
    (b"\0asm", Format::Binary),
    (b"%!PS", Format::Pdf),
];

/// Headers that a message begins with, in small letters.
const HEADERS: [&[u8]; 12] = [
    b"from:",
    b"from ",
    b"return-path:",
    b"received:",
    b"delivered-to:",
    b"mime-version:",
    b"message-id:",
    b"subject:",
    b"date:",
    b"to:",
    b"x-",
    b"content-type:",
];

impl Kind {
    /// What a copy is, by its first bytes, and where they do not tell, by the extension of its name, in any case and
    /// without the dot. Of what is gzipped, it is what is inside.
    pub fn of(bytes: &[u8], extension: Option<&str>) -> Self {
        let extension = extension.map(str::to_ascii_lowercase).unwrap_or_default();
        let (bytes, extension) = (unwrapped(bytes), without_gz(&extension));
        let start = bytes.get(..WITHIN).unwrap_or(&bytes);
        if start.starts_with(b"WARC/") {
            return Self::Warc;
        }
        if let Some(kind) = of_archive(&bytes, extension) {
            return kind;
        }
        if let Some(format) = by_first_bytes(start, extension) {
            return Self::Unread(format);
        }
        if is_wide(start) {
            return if is_web(extension) || opens_with(start, &[b"<\0", b"\0<"]) { Self::Html } else { Self::Text };
        }
        if is_binary(start) {
            return Self::Unread(Format::Binary);
        }
        by_text(start, extension)
    }
}

/// How the name of a copy ends, as far as that shows what it is: its extension, together with the one before `gz`.
pub fn extension(path: &Path) -> Option<&str> {
    let (name, last) = (path.file_name()?.to_str()?, path.extension()?.to_str()?);
    let before = Path::new(name.strip_suffix(last)?.strip_suffix('.')?).extension().and_then(|before| before.to_str());
    match before.filter(|_| last.eq_ignore_ascii_case("gz")) {
        Some(before) => name.get(name.len() - before.len() - last.len() - 1..),
        None => Some(last),
    }
}

fn without_gz(extension: &str) -> &str {
    if extension == "gz" { "" } else { extension.strip_suffix(".gz").unwrap_or(extension) }
}

/// The bytes without the gzip around them, as many as are needed to know what they are.
#[cfg(feature = "evidence")]
fn unwrapped(bytes: &[u8]) -> Cow<'_, [u8]> {
    if !packed::is_gzip(bytes) {
        return Cow::Borrowed(bytes);
    }
    let start = packed::beginning(bytes, WITHIN);
    let whole = packed::is_zip(&start).then(|| packed::unwrapped(bytes).ok()).flatten();
    whole.unwrap_or(Cow::Owned(start))
}

/// What an archive of several files is, if it is a document or a web archive. One that is damaged is what its name
/// says.
#[cfg(feature = "evidence")]
fn of_archive(bytes: &[u8], extension: &str) -> Option<Kind> {
    if !packed::is_zip(bytes) {
        return None;
    }
    let by_name = || match extension {
        "docx" | "docm" | "dotx" | "dotm" => Some(Kind::Docx),
        "odt" | "ott" => Some(Kind::Odt),
        "wacz" => Some(Kind::Wacz),
        _ => None,
    };
    match Zip::open(bytes) {
        Ok(zip) if zip.has("datapackage.json") && zip.names().any(|name| name.starts_with("archive/")) => {
            Some(Kind::Wacz)
        }
        Ok(mut zip) => match office::kind(&mut zip)? {
            Office::Docx => Some(Kind::Docx),
            Office::Odt => Some(Kind::Odt),
            Office::Other => Some(Kind::Unread(Format::Office)),
        },
        Err(_) => by_name(),
    }
}

#[cfg(not(feature = "evidence"))]
fn of_archive(_: &[u8], _: &str) -> Option<Kind> {
    None
}

#[cfg(not(feature = "evidence"))]
fn unwrapped(bytes: &[u8]) -> Cow<'_, [u8]> {
    Cow::Borrowed(bytes)
}

fn is_web(extension: &str) -> bool {
    matches!(extension, "html" | "htm" | "xhtml" | "xht" | "shtml")
}

/// What a text is.
fn by_text(start: &[u8], extension: &str) -> Kind {
    let text = without_mark(start).trim_ascii_start();
    if is_message(text) {
        return if is_saved_page(text, extension) { Kind::Mhtml } else { Kind::Email };
    }
    let markup = without_prolog(text);
    if opens_with(markup, &[b"<!doctype html", b"<html", b"<head>", b"<head ", b"<body"]) {
        return Kind::Html;
    }
    if opens_with(markup, &[b"<rss", b"<feed", b"<rdf:rdf", b"<channel"]) {
        return Kind::Unread(Format::Feed);
    }
    if opens_with(markup, &[b"<svg"]) {
        return Kind::Unread(Format::Picture);
    }
    let is_json = match text {
        [b'{', rest @ ..] => matches!(rest.trim_ascii_start(), [b'"' | b'}', ..]),
        [b'[', rest @ ..] => matches!(rest.trim_ascii_start(), [b'{', ..]),
        _ => false,
    };
    match extension {
        _ if is_json => Kind::Json,
        "json" | "jsonl" | "ndjson" | "geojson" | "har" => Kind::Json,
        _ if is_web(extension) => Kind::Html,
        _ if opens_with(text, &[b"<?xml"]) => Kind::Unread(Format::Xml),
        "xml" => Kind::Unread(Format::Xml),
        "rss" | "atom" => Kind::Unread(Format::Feed),
        "eml" | "mbox" => Kind::Email,
        "mht" | "mhtml" => Kind::Mhtml,
        "pdf" => Kind::Unread(Format::Pdf),
        "md" | "markdown" | "mdown" | "mkd" => Kind::Markdown,
        "srt" | "vtt" | "sbv" => Kind::Subtitles,
        _ if opens_with(text, &[b"webvtt"]) || opens_with_cue(text) => Kind::Subtitles,
        _ => Kind::Text,
    }
}

fn by_first_bytes(start: &[u8], extension: &str) -> Option<Format> {
    let known = |&(magic, format): &(&[u8], Format)| start.starts_with(magic).then_some(format);
    let is_at = |at: usize, magic: &[u8]| start.get(at..).is_some_and(|rest| rest.starts_with(magic));
    if is_at(0, b"PK\x03\x04") || is_at(0, b"PK\x05\x06") {
        let is_office = is_at(30, b"[Content_Types].xml") || is_at(30, b"mimetypeapplication/") || is_office(extension);
        return Some(if is_office { Format::Office } else { Format::Archive });
    }
    match start {
        _ if is_at(0, b"RIFF") && is_at(8, b"WEBP") => Some(Format::Picture),
        _ if is_at(4, b"ftypavif") || is_at(4, b"ftyphei") || is_at(4, b"ftypmif1") => Some(Format::Picture),
        _ if is_at(4, b"ftyp") => Some(Format::Recording),
        _ if is_at(0, b"BZh") && is_at(4, b"1AY&SY") => Some(Format::Compressed),
        _ if is_at(257, b"ustar") => Some(Format::Archive),
        _ => MAGIC.iter().find_map(known),
    }
}

fn is_office(extension: &str) -> bool {
    matches!(extension, "docx" | "xlsx" | "pptx" | "odt" | "ods" | "odp" | "epub" | "pages")
}

/// UTF-16, with a mark or without.
fn is_wide(start: &[u8]) -> bool {
    matches!(start, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [b'<', 0, ..] | [0, b'<', ..])
}

/// Whether bytes are no text: a zero, or too many control characters. Those by which ISO-2022 changes its sets are
/// none.
fn is_binary(start: &[u8]) -> bool {
    let is_control = |byte: &&u8| matches!(byte, 1..=8 | 0x10..=0x1A | 0x1C..=0x1F);
    start.contains(&0) || start.iter().filter(is_control).count() * FOR_CONTROL > start.len()
}

/// A page that is saved as a message was sent by nobody.
fn is_saved_page(text: &[u8], extension: &str) -> bool {
    let head = head(text);
    let is_sent = [&b"\nreceived:"[..], b"\nmessage-id:", b"\nto:"].iter().any(|header| has(head, header));
    let is_saved = has(head, b"\nsnapshot-content-location:") || opens_with(head, &[b"from: <saved by"]);
    match extension {
        "mht" | "mhtml" => true,
        "eml" | "mbox" => false,
        _ => is_saved || !is_sent && has(head, b"multipart/related"),
    }
}

/// The headers of a message.
fn head(text: &[u8]) -> &[u8] {
    let end = memchr::memmem::find(text, b"\n\n").or_else(|| memchr::memmem::find(text, b"\r\n\r\n"));
    &text[..end.unwrap_or(text.len())]
}

/// A message begins with headers, and one of them says that it is one.
fn is_message(text: &[u8]) -> bool {
    let head = head(text);
    let says_so = [&b"\nmime-version:"[..], b"\nreceived:", b"\nmessage-id:"].iter().any(|header| has(head, header));
    let starts_so = opens_with(head, &[b"mime-version:", b"received:", b"message-id:", b"return-path:"]);
    opens_with(head, &HEADERS) && says_so || starts_so && has(head, b"\n")
}

/// Whether a text starts as SRT does: a number, and on the next line two times.
fn opens_with_cue(text: &[u8]) -> bool {
    let mut lines = text.split(|&byte| byte == b'\n').map(<[u8]>::trim_ascii);
    let is_number = |line: &[u8]| !line.is_empty() && line.iter().all(u8::is_ascii_digit);
    let is_times = |line: &[u8]| memchr::memmem::find(line, b" --> ").is_some() && line[0].is_ascii_digit();
    lines.next().is_some_and(is_number) && lines.next().is_some_and(is_times)
}

/// Whether one of some beginnings is that of a text, in any case.
fn opens_with(text: &[u8], beginnings: &[&[u8]]) -> bool {
    beginnings
        .iter()
        .any(|beginning| text.get(..beginning.len()).is_some_and(|start| start.eq_ignore_ascii_case(beginning)))
}

/// Whether a text has some words, which are given in small letters.
fn has(text: &[u8], words: &[u8]) -> bool {
    memchr::memmem::find(&text.to_ascii_lowercase(), words).is_some()
}

fn without_mark(start: &[u8]) -> &[u8] {
    start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start)
}

/// Behind comments, an XML declaration and other things that stand before the first element.
fn without_prolog(mut text: &[u8]) -> &[u8] {
    loop {
        let end: &[u8] = match text {
            [b'<', b'!', b'-', b'-', ..] => b"-->",
            [b'<', b'?', ..] => b"?>",
            _ => return text,
        };
        let Some(at) = memchr::memmem::find(text, end) else { return text };
        text = text[at + end.len()..].trim_ascii_start();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds() {
        let unread = Kind::Unread;
        for (bytes, extension, kind) in [
            (&b"<p>"[..], Some("HTML"), Kind::Html),
            (b"\n<!DOCTYPE html><p>", Some("txt"), Kind::Html),
            (b"\xEF\xBB\xBF<html>", None, Kind::Html),
            (b"<!-- saved --><?xml version='1.0'?>\n<html>", Some("txt"), Kind::Html),
            (b"<?xml version='1.0'?><!DOCTYPE html PUBLIC '-//W3C'>", Some("xml"), Kind::Html),
            (b"<\0p\0>\0", Some("htm"), Kind::Html),
            (b"text", None, Kind::Text),
            (b"text", Some("php"), Kind::Text),
            (b"<html>", Some("php"), Kind::Html),
            (b"text", Some("MD"), Kind::Markdown),
            (b"1\n00:00:01,000 --> 00:00:04,000\n", Some("srt"), Kind::Subtitles),
            (b"WEBVTT\n\n", Some("txt"), Kind::Subtitles),
            (b"1\r\n00:00:01,000 --> 00:00:04,000\r\n", Some("txt"), Kind::Subtitles),
            (b"1\nThe arrow --> is no time.\n", Some("txt"), Kind::Text),
            (b"From: somebody\n\nWe met.", Some("txt"), Kind::Text),
            (b"%PDF-1.7", Some("txt"), unread(Format::Pdf)),
            (b"", Some("pdf"), unread(Format::Pdf)),
            (b"", Some("html"), Kind::Html),
            (b"\x28\xB5\x2F\xFD\x04", Some("txt"), unread(Format::Compressed)),
            (b"\x1B\x03\x01\x02\xF8\x05\x04\x9c\x11", Some("html"), unread(Format::Binary)),
            (b"\x89PNG\r\n\x1A\n", Some("html"), unread(Format::Picture)),
            (b"RIFF....WEBPVP8", None, unread(Format::Picture)),
            (b"PK\x03\x04", Some("xlsx"), unread(Format::Office)),
            (b"PK\x03\x04", Some("html"), unread(Format::Archive)),
            (
                b"From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related\n\n",
                Some("html"),
                Kind::Mhtml,
            ),
            (
                b"From: a@example.org\nTo: b@example.org\nMIME-Version: 1.0\nContent-Type: multipart/related\n\n",
                None,
                Kind::Email,
            ),
            (b"From: x\nMIME-Version: 1.0\n\n<html>", Some("mht"), Kind::Mhtml),
            (b"Return-Path: <a@example.org>\nSubject: x\n\nWe met.", Some("txt"), Kind::Email),
            (b"Subject: x\r\nMIME-Version: 1.0\r\n\r\nWe met.", None, Kind::Email),
            (b"{\"full_text\": \"x\"}", Some("txt"), Kind::Json),
            (b"[{}]", None, Kind::Json),
            (b"5", Some("json"), Kind::Json),
            (b"[he] left", Some("txt"), Kind::Text),
            (b"<?xml version='1.0'?><rss>", Some("xml"), unread(Format::Feed)),
            (b"<?xml version='1.0'?><a/>", None, unread(Format::Xml)),
            (b"WARC/1.0\r\n", Some("html"), Kind::Warc),
            (b"a\0b", Some("txt"), unread(Format::Binary)),
        ] {
            assert_eq!(Kind::of(bytes, extension), kind, "{:?} {extension:?}", String::from_utf8_lossy(bytes));
        }
    }

    #[test]
    #[cfg(feature = "evidence")]
    fn of_what_is_gzipped_the_inside_counts() {
        let gzip = packed::tests::gzip;
        let of = |bytes: &[u8], extension| Kind::of(&gzip(bytes), Some(extension));
        assert_eq!(of(b"<html>", "gz"), Kind::Html);
        assert_eq!(of(b"text", "md.gz"), Kind::Markdown);
        assert_eq!(of(b"text", "MD.GZ"), Kind::Markdown);
        assert_eq!(of(b"text", "md"), Kind::Markdown, "whatever the name says of gzip");
        assert_eq!(of(b"1\n00:00:01,000 --> 00:00:04,000\n", "gz"), Kind::Subtitles);
        assert_eq!(of(b"%PDF-1.7", "pdf.gz"), Kind::Unread(Format::Pdf));
        assert_eq!(of(&gzip(b"text"), "gz"), Kind::Unread(Format::Compressed));
        assert_eq!(Kind::of(b"\x1F\x8B\x08\0", Some("html")), Kind::Html, "cut short");
    }

    #[test]
    fn an_extension_before_gz_is_kept() {
        for (name, expected) in [
            ("a/b.c.html", Some("html")),
            ("a.md.gz", Some("md.gz")),
            ("a.MD.GZ", Some("MD.GZ")),
            ("a.b.md.gz", Some("md.gz")),
            ("a.gz", Some("gz")),
            (".gz", None),
            ("é.gz", Some("gz")),
            ("a", None),
        ] {
            assert_eq!(extension(Path::new(name)), expected, "{name}");
        }
    }

    #[test]
    fn one_control_character_in_64_bytes_is_borne() {
        let text = |length: usize| [b"\x01", &b"a".repeat(length - 1)[..]].concat();
        assert_eq!(Kind::of(&text(64), Some("txt")), Kind::Text);
        assert_eq!(Kind::of(&text(63), Some("txt")), Kind::Unread(Format::Binary));
    }
}
