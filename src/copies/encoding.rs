//! From bytes to characters.

use encoding_rs::{Encoding, UTF_8};
#[cfg(feature = "evidence")]
use encoding_rs::{REPLACEMENT, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How far into a page its encoding is looked for: as far as browsers look.
pub(super) const DECLARED_WITHIN: usize = 1024;

/// The text of a file that says nothing of its encoding: UTF-8, or what its first bytes tell. Others are left: a wrong guess makes a
/// quote look wrong.
pub(super) fn decode_text(bytes: &[u8]) -> Option<String> {
    let (encoding, mark) = Encoding::for_bom(bytes).unwrap_or((UTF_8, 0));
    let text = encoding.decode_without_bom_handling_and_without_replacement(&bytes[mark..])?;
    let is_control = |character: char| character.is_control() && !matches!(character, '\t' | '\n' | '\r' | '\x0C');
    (!text.chars().any(is_control)).then(|| text.replace("\r\n", "\n").replace('\r', "\n"))
}

/// The text of a page, as browsers find its encoding: by its first bytes, then by what it declares, then UTF-8 if it is that, then windows-1252.
/// `None` for encodings of which browsers show nothing, as they were used for attacks.
#[cfg(feature = "evidence")]
pub(super) fn decode_html(bytes: &[u8]) -> Option<String> {
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
#[cfg(feature = "evidence")]
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
