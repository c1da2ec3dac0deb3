//! An archived copy as the text that people see.

use super::cannot_read::{CannotRead, Format};
use super::copy::MAX_BYTES;
use super::encoding::decode_text;
use super::facts::Facts;
use super::kind::Kind;
use super::seam::SEAM;
use super::subtitles;
use crate::text::Text;

/// The text of a copy, as people see it.
#[derive(Debug, Clone)]
pub struct Shown {
    /// All of it, lines apart. Empty if there is nothing to be seen, or only with scripts.
    pub text: Text,
    /// The encoding is a guess: what is found is there, and of what is not found nobody can say that it is not.
    pub is_guess: bool,
}

/// The text of a copy. Linear in its length; takes up to some twenty times its bytes of memory.
///
/// # Errors
/// If its text cannot be known. Then no quote of it is checked, and none is wrong.
pub fn shown(bytes: &[u8], kind: Kind) -> Result<Shown, CannotRead> {
    if bytes.len() > MAX_BYTES {
        return Err(CannotRead::TooLarge);
    }
    let bytes = &*web::unwrapped(bytes)?;
    let plain = || decode_text(bytes).ok_or(CannotRead::Format(Format::Binary));
    let (text, is_guess) = match kind {
        Kind::Html => web::page(bytes)?,
        Kind::Text => plain().map(|found| (unquoted(&lines(found.text)), found.is_guess))?,
        Kind::Markdown => plain().and_then(|found| Ok((web::markdown(&lines(found.text))?, found.is_guess)))?,
        Kind::Subtitles => plain().map(|found| (subtitles::text(&lines(found.text)), found.is_guess))?,
        Kind::Docx | Kind::Odt => (web::office(bytes, kind)?, false),
        Kind::Unread(format) => return Err(CannotRead::Format(format)),
    };
    Ok(Shown { text: Text::new(if text.trim().is_empty() { String::new() } else { text }), is_guess })
}

/// What needs a parser of pages.
#[cfg(feature = "evidence")]
pub(super) mod web {
    use std::borrow::Cow;

    use super::super::encoding::{Decoded, decode_html};
    use super::super::office::{Document, docx, odt};
    use super::super::{html, markdown as marked, packed};
    use super::{CannotRead, Facts, Kind};

    /// The bytes without the gzip around them.
    pub(in crate::copies) fn unwrapped(bytes: &[u8]) -> Result<Cow<'_, [u8]>, CannotRead> {
        packed::unwrapped(bytes)
    }

    fn decoded(bytes: &[u8]) -> Result<Decoded, CannotRead> {
        decode_html(bytes, html::declared_encoding).ok_or(CannotRead::RefusedEncoding)
    }

    /// The text of a page, and whether its encoding is a guess.
    pub(super) fn page(bytes: &[u8]) -> Result<(String, bool), CannotRead> {
        let Decoded { text, is_guess } = decoded(bytes)?;
        Ok((html::visible_text(&html::parse(&text).ok_or(CannotRead::Tangled)?), is_guess))
    }

    /// What a copy says of itself.
    /// The data for search engines in a page, as it is written there.
    #[cfg(feature = "import")]
    pub(crate) fn data(bytes: &[u8]) -> Option<Vec<String>> {
        Some(html::data(&html::parse(&decoded(bytes).ok()?.text)?))
    }

    pub(in crate::copies) fn facts_of(bytes: &[u8], kind: Kind) -> Option<Facts> {
        match kind {
            Kind::Html => Some(html::facts(&html::parse(&decoded(bytes).ok()?.text)?)),
            Kind::Docx | Kind::Odt => document(bytes, kind).ok().map(|document| document.facts),
            _ => None,
        }
    }

    /// The text of a document of a word processor.
    pub(super) fn office(bytes: &[u8], kind: Kind) -> Result<String, CannotRead> {
        document(bytes, kind).map(|document| document.visible_text())
    }

    fn document(bytes: &[u8], kind: Kind) -> Result<Document, CannotRead> {
        if kind == Kind::Odt { odt(bytes) } else { docx(bytes) }
    }

    #[allow(clippy::unnecessary_wraps, reason = "without the parser it cannot be read")]
    pub(super) fn markdown(text: &str) -> Result<String, CannotRead> {
        Ok(marked::text(text))
    }
}

#[cfg(not(feature = "evidence"))]
pub(super) mod web {
    use std::borrow::Cow;

    use super::{CannotRead, Facts, Kind};

    #[allow(clippy::unnecessary_wraps, reason = "with what unpacks it fails")]
    pub(in crate::copies) fn unwrapped(bytes: &[u8]) -> Result<Cow<'_, [u8]>, CannotRead> {
        Ok(Cow::Borrowed(bytes))
    }

    pub(super) fn page(_: &[u8]) -> Result<(String, bool), CannotRead> {
        Err(CannotRead::NotBuilt)
    }

    pub(in crate::copies) fn facts_of(_: &[u8], _: Kind) -> Option<Facts> {
        None
    }

    pub(super) fn office(_: &[u8], _: Kind) -> Result<String, CannotRead> {
        Err(CannotRead::NotBuilt)
    }

    pub(super) fn markdown(_: &str) -> Result<String, CannotRead> {
        Err(CannotRead::NotBuilt)
    }
}

/// With one kind of line ends.
fn lines(text: String) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text }
}

/// A text without the marks that say line by line that it is quoted, as in e-mail.
fn unquoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let rest = line.trim_start_matches(['>', ' ']);
        let marks = &line[..line.len() - rest.len()];
        if marks.starts_with('>') {
            out.push(SEAM);
            out.push_str(rest);
        } else {
            out.push_str(line);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8], extension: &str) -> Result<String, CannotRead> {
        shown(bytes, Kind::of(bytes, Some(extension))).map(|shown| shown.text.untrusted().trim_end().to_owned())
    }

    fn is_guess(bytes: &[u8], extension: &str) -> bool {
        shown(bytes, Kind::of(bytes, Some(extension))).unwrap().is_guess
    }

    #[test]
    fn what_browsers_refuse_to_decode_cannot_be_checked() {
        let page = b"<meta charset=iso-2022-kr><p>\x1b$)C\x0e1!\x0f The bridge would close in May.";
        assert_eq!(read(page, "html"), Err(CannotRead::RefusedEncoding));
    }

    #[test]
    fn encodings() {
        let page = |encoding: &str| format!("<meta charset='{encoding}'><p>");
        let mut latin = page("iso-8859-1").into_bytes();
        latin.extend(b"caf\xE9 \x93yes\x94");
        assert_eq!(read(&latin, "html").unwrap(), "café “yes”");
        let mut cyrillic = b"<script charset=utf-8></script><meta http-equiv=Content-Type content='text/html; charset=windows-1251'><p>".to_vec();
        cyrillic.extend(b"\xE4\xE0");
        assert_eq!(read(&cyrillic, "htm").unwrap(), "да");
        let mut japanese = page("iso-2022-jp").into_bytes();
        japanese.extend(b"\x1B$B4A\x1B(B");
        assert_eq!(read(&japanese, "html").unwrap(), "漢");
        assert_eq!(read("<p>café".as_bytes(), "html").unwrap(), "café");
        let wide: Vec<u8> = "\u{FEFF}<p>café".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&wide, "html").unwrap(), "café");
        let wide: Vec<u8> = "\u{FEFF}café\r\nyes".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(read(&wide, "txt").unwrap(), "café\nyes");
        // A page that a server declared as UTF-8, although it declares something else.
        assert_eq!(read((page("windows-1252") + "café").as_bytes(), "html").unwrap(), "café");
    }

    #[test]
    fn a_later_declaration_is_the_one_of_an_element() {
        let page = |before: &str| {
            let mut page =
                format!("<head><script>{}</script>{before}<meta charset=iso-8859-2><p>p", "/* x */".repeat(200))
                    .into_bytes();
            page.extend(b"\xF8\xED\xB9t\xED");
            page
        };
        assert_eq!(read(&page(""), "html").unwrap(), "příští");
        assert_eq!(
            read(&page("<!-- <meta charset=koi8-r> --><script>'<meta charset=koi8-r>'</script>"), "html").unwrap(),
            "příští"
        );
        assert!(!is_guess(&page(""), "html"));
    }

    #[test]
    fn where_nothing_declares_the_encoding_it_is_a_guess() {
        assert!(is_guess(b"<p>caf\xE9 yes", "html") && is_guess(b"caf\xE9", "txt"));
        assert!(!is_guess(b"<meta charset=utf-8><p>caf\xE9", "html"));
        assert_eq!(read(b"<meta charset=utf-8><p>caf\xE9 yes", "html").unwrap(), "caf\u{FFFD} yes");
    }

    #[test]
    fn what_cannot_be_read() {
        assert_eq!(read(b"%PDF-1.4", "pdf"), Err(CannotRead::Format(Format::Pdf)));
        assert_eq!(read(b"a\0b", "txt"), Err(CannotRead::Format(Format::Binary)));
        assert_eq!(read(&vec![b'a'; MAX_BYTES + 1], "txt"), Err(CannotRead::TooLarge));
        assert_eq!(read(&vec![b'a'; MAX_BYTES], "txt").map(|text| text.len()), Ok(MAX_BYTES));
    }

    #[test]
    #[cfg(feature = "evidence")]
    fn any_of_it_may_be_gzipped() {
        let gzip = super::super::packed::tests::gzip;
        for (text, extension, expected) in [
            ("<p>The <b>bridge</b>", "html.gz", "The bridge"),
            ("The *bridge*", "md.gz", "The \u{2063}bridge\u{2063}"),
            ("1\n00:00:01,000 --> 00:00:02,000\nThe bridge", "gz", "The bridge\n\u{2063}"),
            ("The bridge", "txt.gz", "The bridge"),
        ] {
            assert_eq!(read(&gzip(text.as_bytes()), extension).as_deref(), Ok(expected), "{extension}");
        }
        assert_eq!(read(&gzip(&gzip(b"text")), "gz"), Err(CannotRead::PackedTwice));
        assert_eq!(read(&gzip(b"%PDF-1.4"), "gz"), Err(CannotRead::Format(Format::Pdf)));
        assert_eq!(read(&gzip(b"text")[..20], "gz"), Err(CannotRead::Damaged));
    }

    #[test]
    fn what_shows_nothing_has_no_text() {
        for (bytes, extension) in [(&b"<script>show()</script>"[..], "html"), (b" \n", "txt"), (b"", "html")] {
            assert_eq!(read(bytes, extension).as_deref(), Ok(""));
        }
    }

    #[test]
    fn marks_of_quoting_are_taken_out() {
        assert_eq!(unquoted("a > b\n> c\n>> d\n > e\n"), format!("a > b\n{SEAM}c\n{SEAM}d\n > e\n"));
    }
}
