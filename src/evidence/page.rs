//! An archived copy as the text that people see.

use encoding_rs::{Encoding, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::text::Text;

use super::html;
use super::index::Index;

/// How large an archived copy may be to be read. Digests are taken of copies of any size.
pub const MAX_BYTES: usize = 16 << 20;

/// How far into a page its encoding is looked for: as far as browsers look.
const DECLARED_WITHIN: usize = 1024;

/// What an archived copy is, as far as reading it goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// HTML, in any of its versions.
    Html,
    /// Text without a syntax of its own; Markdown and the like too.
    Text,
    /// PDF.
    Pdf,
    /// Anything else: pictures, archives, office files.
    Other,
}

impl Kind {
    /// What a copy is, by its first bytes, and where they do not tell, by the extension of its name, in any case and without the dot.
    pub fn of(bytes: &[u8], extension: Option<&str>) -> Self {
        let start = bytes.get(..DECLARED_WITHIN).unwrap_or(bytes);
        if start.starts_with(b"%PDF-") {
            return Self::Pdf;
        }
        let extension = extension.map(str::to_ascii_lowercase);
        match extension.as_deref() {
            Some("html" | "htm" | "xhtml" | "xht" | "shtml") => Self::Html,
            Some("pdf") => Self::Pdf,
            None | Some("txt" | "text" | "md" | "markdown" | "csv" | "tsv" | "srt" | "vtt" | "asc" | "log") => {
                if looks_like_html(start) {
                    Self::Html
                } else {
                    Self::Text
                }
            }
            Some(_) if looks_like_html(start) => Self::Html,
            Some(_) => Self::Other,
        }
    }
}

fn looks_like_html(start: &[u8]) -> bool {
    let start = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start).trim_ascii_start();
    [&b"<!doctype html"[..], b"<html"]
        .iter()
        .any(|tag| start.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag)))
}

/// Why an archived copy cannot be searched. It says nothing about its quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
        }
    }
}

/// The text of an archived copy, ready to be searched.
pub struct Page {
    text: Text,
    pub(super) index: Index,
}

impl Page {
    /// Reads a copy. Linear in its length; takes up to some twenty times its bytes of memory.
    ///
    /// # Errors
    /// If its text cannot be known. Then no quote of it is checked, and none is wrong.
    pub fn read(bytes: &[u8], kind: Kind) -> Result<Self, CannotRead> {
        if bytes.len() > MAX_BYTES {
            return Err(CannotRead::TooLarge);
        }
        let text = match kind {
            Kind::Html => {
                html::visible_text(&decode_html(bytes).ok_or(CannotRead::NotText)?).ok_or(CannotRead::Tangled)?
            }
            Kind::Text => decode_text(bytes).ok_or(CannotRead::NotText)?,
            Kind::Pdf => return Err(CannotRead::Pdf),
            Kind::Other => return Err(CannotRead::NotText),
        };
        if text.trim().is_empty() { Err(CannotRead::ShowsNothing) } else { Ok(Self::of_text(text)) }
    }

    /// A page of which the text is at hand.
    pub(super) fn of_text(text: String) -> Self {
        Self { index: Index::new(&text), text: Text::new(text) }
    }

    /// All the text, lines apart.
    pub fn text(&self) -> &Text {
        &self.text
    }
}

/// The title that a web page gives itself; nothing for what is no web page, is tangled, or has more than [`MAX_BYTES`].
pub fn title(bytes: &[u8], kind: Kind) -> Option<Text> {
    let is_page = kind == Kind::Html && bytes.len() <= MAX_BYTES;
    is_page.then(|| html::title(&decode_html(bytes)?)).flatten().map(Text::new)
}

/// The text of a file that says nothing of its encoding: UTF-8, or what its first bytes tell. Others are left: a wrong guess makes a
/// quote look wrong.
fn decode_text(bytes: &[u8]) -> Option<String> {
    let (encoding, mark) = Encoding::for_bom(bytes).unwrap_or((UTF_8, 0));
    let text = encoding.decode_without_bom_handling_and_without_replacement(&bytes[mark..])?;
    let is_control = |character: char| character.is_control() && !matches!(character, '\t' | '\n' | '\r' | '\x0C');
    (!text.chars().any(is_control)).then(|| text.replace("\r\n", "\n").replace('\r', "\n"))
}

/// The text of a page, as browsers find its encoding: by its first bytes, then by what it declares, then UTF-8 if it is that, then windows-1252.
/// `None` for encodings of which browsers show nothing, as they were used for attacks.
fn decode_html(bytes: &[u8]) -> Option<String> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Some(encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned());
    }
    let declared = || declared_encoding(bytes.get(..DECLARED_WITHIN).unwrap_or(bytes));
    match std::str::from_utf8(bytes) {
        // A page in ASCII may still be in an encoding made of ASCII.
        Ok(text) if !bytes.contains(&0x1B) => Some(text.to_owned()),
        _ => {
            let encoding = Some(declared().unwrap_or(WINDOWS_1252)).filter(|&encoding| encoding != REPLACEMENT);
            encoding.map(|encoding| encoding.decode_without_bom_handling(bytes).0.into_owned())
        }
    }
}

/// The encoding that a page names in a `meta` element, or in its XML declaration.
fn declared_encoding(start: &[u8]) -> Option<&'static Encoding> {
    let lower = start.to_ascii_lowercase();
    let names = [&b"charset"[..], b"encoding"];
    let found = names.iter().filter_map(|name| Some(memchr::memmem::find(&lower, name)? + name.len()));
    for at in found {
        let value = lower[at..].trim_ascii_start();
        let Some(value) = value.strip_prefix(b"=") else { continue };
        let value = value.trim_ascii_start();
        let value = value.strip_prefix(b"\"").or_else(|| value.strip_prefix(b"'")).unwrap_or(value);
        let end = value.iter().position(|byte| matches!(byte, b'"' | b'\'' | b';' | b'>' | b'/' | b'?' | b' '));
        let encoding = Encoding::for_label(&value[..end.unwrap_or(value.len())])?;
        // A page whose declaration can be read is not in UTF-16, whatever it says.
        return Some(if [UTF_16BE, UTF_16LE].contains(&encoding) { UTF_8 } else { encoding });
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8], extension: &str) -> Result<String, CannotRead> {
        Page::read(bytes, Kind::of(bytes, Some(extension))).map(|page| page.text().untrusted().trim_end().to_owned())
    }

    #[test]
    fn what_browsers_refuse_to_decode_cannot_be_checked() {
        let page = b"<meta charset=iso-2022-kr><p>\x1b$)C\x0e1!\x0f The bridge would close in May.";
        assert_eq!(read(page, "html"), Err(CannotRead::NotText));
    }

    #[test]
    fn kinds() {
        for (bytes, extension, kind) in [
            (&b"<p>"[..], Some("HTML"), Kind::Html),
            (b"\n<!DOCTYPE html><p>", Some("txt"), Kind::Html),
            (b"\xEF\xBB\xBF<html>", None, Kind::Html),
            (b"text", None, Kind::Text),
            (b"text", Some("md"), Kind::Text),
            (b"%PDF-1.7", Some("txt"), Kind::Pdf),
            (b"", Some("pdf"), Kind::Pdf),
            (b"PK", Some("docx"), Kind::Other),
            (b"<html>", Some("php"), Kind::Html),
        ] {
            assert_eq!(Kind::of(bytes, extension), kind, "{extension:?}");
        }
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
