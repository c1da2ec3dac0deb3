//! An archived copy as the text that people see.

use std::error::Error;
use std::fmt;

use super::copy::MAX_BYTES;
#[cfg(feature = "evidence")]
use super::encoding::decode_html;
use super::encoding::decode_text;
use super::kind::Kind;
use crate::text::Text;

/// Why an archived copy cannot be searched. It says nothing about its quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum CannotRead {
    /// There is no reader of PDF here.
    Pdf,
    /// It is no kind of text.
    NotText,
    /// It has more than [`MAX_BYTES`].
    TooLarge,
    /// It has elements in elements, or attributes, in numbers that no honest page has.
    Tangled,
    /// A browser without scripts shows nothing of it.
    ShowsNothing,
    /// It is a web page, and the feature `evidence` is off.
    NotBuilt,
}

impl CannotRead {
    /// The reason in words, to follow `cannot check:`.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Pdf => "it is a PDF",
            Self::NotText => "it is not text in UTF-8",
            Self::TooLarge => "it is larger than 16 MiB",
            Self::Tangled => "it is tangled in a way that no browser writes",
            Self::ShowsNothing => "there is no text to be seen in it, or only with scripts",
            Self::NotBuilt => "this program was built without a reader of web pages",
        }
    }
}

impl fmt::Display for CannotRead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words())
    }
}

impl Error for CannotRead {}

/// The text of a copy, lines apart. Linear in its length; takes up to some twenty times its bytes of memory.
///
/// # Errors
/// If its text cannot be known. Then no quote of it is checked, and none is wrong.
pub fn text(bytes: &[u8], kind: Kind) -> Result<Text, CannotRead> {
    if bytes.len() > MAX_BYTES {
        return Err(CannotRead::TooLarge);
    }
    let text = match kind {
        Kind::Html => page(bytes)?,
        Kind::Text => decode_text(bytes).ok_or(CannotRead::NotText)?,
        Kind::Pdf => return Err(CannotRead::Pdf),
        Kind::Other => return Err(CannotRead::NotText),
    };
    if text.trim().is_empty() { Err(CannotRead::ShowsNothing) } else { Ok(Text::new(text)) }
}

#[cfg(feature = "evidence")]
fn page(bytes: &[u8]) -> Result<String, CannotRead> {
    let page = decode_html(bytes).ok_or(CannotRead::NotText)?;
    super::html::visible_text(&page).ok_or(CannotRead::Tangled)
}

#[cfg(not(feature = "evidence"))]
fn page(_: &[u8]) -> Result<String, CannotRead> {
    Err(CannotRead::NotBuilt)
}

/// The title that a web page gives itself; nothing for what is no web page, is tangled, or has more than [`MAX_BYTES`].
pub fn title(bytes: &[u8], kind: Kind) -> Option<Text> {
    let is_page = kind == Kind::Html && bytes.len() <= MAX_BYTES;
    is_page.then(|| page_title(bytes)).flatten().map(Text::new)
}

#[cfg(feature = "evidence")]
fn page_title(bytes: &[u8]) -> Option<String> {
    super::html::title(&decode_html(bytes)?)
}

#[cfg(not(feature = "evidence"))]
fn page_title(_: &[u8]) -> Option<String> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8], extension: &str) -> Result<String, CannotRead> {
        text(bytes, Kind::of(bytes, Some(extension))).map(|text| text.untrusted().trim_end().to_owned())
    }

    #[test]
    fn what_browsers_refuse_to_decode_cannot_be_checked() {
        let page = b"<meta charset=iso-2022-kr><p>\x1b$)C\x0e1!\x0f The bridge would close in May.";
        assert_eq!(read(page, "html"), Err(CannotRead::NotText));
    }

    #[test]
    fn encodings() {
        let page = |encoding: &str| format!("<meta charset='{encoding}'><p>");
        let mut latin = page("iso-8859-1").into_bytes();
        latin.extend(b"caf\xE9 \x93yes\x94");
        assert_eq!(read(&latin, "html").unwrap(), "café “yes”");
        assert_eq!(read(b"<p>caf\xE9", "html").unwrap(), "café");
        let mut cyrillic = b"<meta http-equiv=Content-Type content='text/html; charset=windows-1251'><p>".to_vec();
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
    }

    #[test]
    fn what_cannot_be_read() {
        assert_eq!(read(b"%PDF-1.4", "pdf"), Err(CannotRead::Pdf));
        assert_eq!(read(b"caf\xE9", "txt"), Err(CannotRead::NotText));
        assert_eq!(read(b"a\0b", "txt"), Err(CannotRead::NotText));
        assert_eq!(read(b"\x89PNG\r\n", "png"), Err(CannotRead::NotText));
        assert_eq!(read(b"<script>show()</script>", "html"), Err(CannotRead::ShowsNothing));
        assert_eq!(read(&vec![b'a'; MAX_BYTES + 1], "txt"), Err(CannotRead::TooLarge));
    }
}
