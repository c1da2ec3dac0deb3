//! An archived copy as the text that people see.

use std::borrow::Cow;

use super::cannot_read::CannotRead;
use super::content;
#[cfg(feature = "evidence")]
use super::copy::MAX_ARCHIVE_BYTES;
use super::copy::MAX_BYTES;
use super::enclosed::Enclosed;
use super::facts::Facts;
use super::kind::Kind;
#[cfg(feature = "evidence")]
use super::web_archive::{self, WebArchive};
use crate::model::Capture;
use crate::text::Text;

/// The text of a copy, as people see it.
#[derive(Debug, Clone)]
pub struct Shown {
    /// All of it, lines apart. Empty if there is nothing to be seen, or only with scripts.
    pub text: Text,
    /// The encoding is a guess: what is found is there, and of what is not found nobody can say that it is not.
    pub is_guess: bool,
}

impl From<(String, bool)> for Shown {
    fn from((text, is_guess): (String, bool)) -> Self {
        Self { text: Text::new(if text.trim().is_empty() { String::new() } else { text }), is_guess }
    }
}

/// The text of a copy. Linear in its length; takes up to some twenty times its bytes of memory.
///
/// # Errors
/// If its text cannot be known. Then no quote of it is checked, and none is wrong.
pub fn shown(bytes: &[u8], kind: Kind) -> Result<Shown, CannotRead> {
    shown_page(bytes, kind, None)
}

/// The text of a page of a copy: of the one that is chosen of a web archive, or of the copy itself.
///
/// # Errors
/// As for [`shown`], or if that page is not there.
pub fn shown_page(bytes: &[u8], kind: Kind, wanted: Option<&Capture>) -> Result<Shown, CannotRead> {
    let mut found = Err(CannotRead::NoCapture);
    shown_pages(bytes, kind, [wanted], |shown| found = shown);
    found
}

/// The texts of pages of a copy, one after the other. The copy is unpacked and its records are read once.
pub(crate) fn shown_pages<'c>(
    bytes: &[u8],
    kind: Kind,
    wanted: impl IntoIterator<Item = Option<&'c Capture>>,
    mut each: impl FnMut(Result<Shown, CannotRead>),
) {
    #[cfg(feature = "evidence")]
    if matches!(kind, Kind::Warc | Kind::Wacz) {
        let unpacked = whole(bytes, kind);
        let archive = unpacked.as_deref().map_err(|why| *why).and_then(|bytes| WebArchive::read(bytes, kind));
        return match archive {
            Ok(mut archive) => archive.texts(wanted.into_iter(), &mut |text| each(text.map(Shown::from))),
            Err(why) => wanted.into_iter().for_each(|_| each(Err(why))),
        };
    }
    let unpacked = unwrapped(bytes);
    let bytes = unpacked.as_deref().map_err(|why| *why);
    for wanted in wanted {
        let text = match bytes {
            Ok(_) if wanted.is_some() => Err(CannotRead::NoArchive),
            Ok([]) => Err(CannotRead::Empty),
            bytes => bytes.and_then(|bytes| content::text_of(bytes, kind, None)),
        };
        each(text.map(Shown::from));
    }
}

/// What a page of a copy says of itself, and what the copy says of it.
///
/// # Errors
/// If that cannot be read.
pub(super) fn facts(bytes: &[u8], kind: Kind, wanted: Option<&Capture>) -> Result<Facts, CannotRead> {
    #[cfg(feature = "evidence")]
    if matches!(kind, Kind::Warc | Kind::Wacz) {
        return WebArchive::read(&whole(bytes, kind)?, kind)?.facts(wanted);
    }
    let bytes = unwrapped(bytes)?;
    match wanted {
        Some(_) => Err(CannotRead::NoArchive),
        None if bytes.is_empty() => Err(CannotRead::Empty),
        None => content::facts_of(&bytes, kind, None, None),
    }
}

/// The pages that a web archive holds, in its order, each with its whole time. None of what is no web archive.
pub fn pages(bytes: &[u8], kind: Kind) -> Vec<Capture> {
    #[cfg(feature = "evidence")]
    if matches!(kind, Kind::Warc | Kind::Wacz) {
        let pages = || Some(WebArchive::read(&whole(bytes, kind).ok()?, kind).ok()?.pages());
        return pages().unwrap_or_default();
    }
    let _ = (bytes, kind);
    Vec::new()
}

/// Whether a copy is called like one that has digests of its own: then these are compared even if no quote is from it.
pub(crate) fn has_digests(extension: Option<&str>) -> bool {
    let first = extension.and_then(|extension| extension.split('.').next());
    first.is_some_and(|first| first.eq_ignore_ascii_case("wacz"))
}

/// Whether a copy differs from its own list of digests.
pub(crate) fn is_contradictory(bytes: &[u8], kind: Kind) -> bool {
    #[cfg(feature = "evidence")]
    if kind == Kind::Wacz {
        let compared = whole(bytes, kind).and_then(|bytes| web_archive::compare(&bytes));
        return compared == Err(CannotRead::DigestDiffers);
    }
    let _ = (bytes, kind);
    false
}

/// What is in a message. Nothing of anything else.
pub(crate) fn enclosed(bytes: &[u8], kind: Kind) -> Vec<Enclosed> {
    #[cfg(feature = "evidence")]
    if kind == Kind::Email && bytes.len() <= MAX_BYTES {
        return super::mail::enclosed(bytes);
    }
    let _ = (bytes, kind);
    Vec::new()
}

/// The bytes of a web archive, up to the limit for those. The gzip around a WARC file is undone while it is read.
#[cfg(feature = "evidence")]
fn whole(bytes: &[u8], kind: Kind) -> Result<Cow<'_, [u8]>, CannotRead> {
    match kind {
        _ if bytes.len() > MAX_ARCHIVE_BYTES => Err(CannotRead::TooLarge),
        Kind::Wacz => super::packed::unwrapped(bytes),
        _ => Ok(Cow::Borrowed(bytes)),
    }
}

/// What is inside all the gzip around bytes, if there is any and it can be unpacked.
pub(crate) fn inside_gzip(bytes: &[u8]) -> Option<Vec<u8>> {
    #[cfg(feature = "evidence")]
    return super::packed::inside(bytes);
    #[cfg(not(feature = "evidence"))]
    {
        let _ = bytes;
        None
    }
}

/// The bytes of a copy without the gzip around them.
fn unwrapped(bytes: &[u8]) -> Result<Cow<'_, [u8]>, CannotRead> {
    if bytes.len() > MAX_BYTES {
        return Err(CannotRead::TooLarge);
    }
    #[cfg(feature = "evidence")]
    return super::packed::unwrapped(bytes);
    #[cfg(not(feature = "evidence"))]
    Ok(Cow::Borrowed(bytes))
}

#[cfg(test)]
mod tests {
    use super::super::cannot_read::Format;
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
        for (bytes, extension) in [(&b"<script>show()</script>"[..], "html"), (b" \n", "txt")] {
            assert_eq!(read(bytes, extension).as_deref(), Ok(""));
        }
    }

    #[test]
    fn an_empty_file_is_called_empty() {
        for extension in ["html", "txt", "pdf", "eml", "json", "docx", "wacz", "warc", "gz", "rss", "xml"] {
            assert_eq!(read(b"", extension), Err(CannotRead::Empty), "{extension}");
            let facts = facts(b"", Kind::of(b"", Some(extension)), None);
            assert_eq!(facts.err(), Some(CannotRead::Empty), "{extension}");
        }
    }
}
