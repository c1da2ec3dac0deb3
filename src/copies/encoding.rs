//! From bytes to characters, in the order of the HTML standard: first bytes, declaration, later declaration.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// How many characters must be right for each sequence of bytes that is none, so that a text is called UTF-8 with an
/// error in it.
const RIGHT_FOR_WRONG: usize = 8;

/// A text, and whether it is sure to be the one that people saw.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Decoded {
    pub(super) text: String,
    /// Nothing says what the encoding is, and the bytes do not show it: only what is ASCII is as it was.
    pub(super) is_guess: bool,
}

impl Decoded {
    fn sure(text: impl Into<String>) -> Self {
        Self { text: text.into(), is_guess: false }
    }
}

/// The text of a file that says nothing of its encoding, unless `charset` does. `None` for bytes that are no text.
pub(super) fn decode_text(bytes: &[u8], charset: Option<&str>) -> Option<Decoded> {
    if let Some(found) = by_first_bytes(bytes) {
        return Some(found);
    }
    match charset.map(|label| Encoding::for_label(label.as_bytes())) {
        Some(Some(encoding)) if std::str::from_utf8(bytes).is_err() || has_escapes(bytes) => {
            Some(Decoded::sure(encoding.decode_without_bom_handling(bytes).0))
        }
        _ if bytes.contains(&0) => None,
        Some(None) => Some(Decoded { is_guess: true, ..undeclared(bytes) }),
        _ => Some(undeclared(bytes)),
    }
}

/// Whether some of the encodings made of ASCII may mean other characters than ASCII by these bytes.
fn has_escapes(bytes: &[u8]) -> bool {
    bytes.is_ascii() && bytes.contains(&0x1B)
}

/// The text of a file that people made with a spreadsheet or a reference manager, and the name of its encoding if that
/// is a guess. `None` for bytes that are no text.
#[cfg(feature = "import")]
pub(crate) fn decode_guessing(bytes: &[u8]) -> Option<(String, Option<&'static str>)> {
    if let Some(found) = by_first_bytes(bytes) {
        return Some((found.text, None));
    }
    if bytes.contains(&0) {
        return None;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Some((text.to_owned(), None)),
        Err(_) => {
            Some((encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(), Some("Windows-1252")))
        }
    }
}

/// The text of a page. `charset` is the encoding that a server declared, where that is kept. `later` returns the
/// encoding that a page declares if its first bytes do not, and gets the page in some encoding made of ASCII. `None`
/// for encodings of which browsers show nothing, as they were used for attacks.
///
/// Bytes that are UTF-8, and not only ASCII, are UTF-8 whatever the page declares: a server may have said so, and a
/// copy does not keep what it said.
#[cfg(feature = "evidence")]
pub(super) fn decode_html(
    bytes: &[u8],
    charset: Option<&str>,
    later: impl FnOnce(&str) -> Option<String>,
) -> Option<Decoded> {
    use super::prescan;
    use encoding_rs::{REPLACEMENT, WINDOWS_1252};

    if let Some(found) = by_first_bytes(bytes) {
        return Some(found);
    }
    let utf8 = std::str::from_utf8(bytes).ok();
    if let Some(text) = utf8.filter(|text| !text.is_ascii()) {
        return Some(Decoded::sure(text));
    }
    if let Some(text) = utf8.filter(|_| !bytes.contains(&0x1B)) {
        return Some(Decoded::sure(text));
    }
    let of_server = charset.and_then(|label| Encoding::for_label(label.as_bytes()));
    let declared = of_server.or_else(|| prescan::declared(bytes)).or_else(|| {
        let (tentative, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
        prescan::of_label(later(&tentative)?.trim().as_bytes())
    });
    match declared {
        Some(encoding) if encoding == REPLACEMENT => None,
        Some(encoding) => Some(Decoded::sure(encoding.decode_without_bom_handling(bytes).0)),
        None => Some(undeclared(bytes)),
    }
}

/// The encoding that a page or file shows by its first bytes.
fn by_first_bytes(bytes: &[u8]) -> Option<Decoded> {
    let wide = match bytes {
        [b'<', 0, ..] => Some((UTF_16LE, 0)),
        [0, b'<', ..] => Some((UTF_16BE, 0)),
        _ => None,
    };
    let (encoding, mark) = Encoding::for_bom(bytes).or(wide)?;
    Some(Decoded::sure(encoding.decode_without_bom_handling(&bytes[mark..]).0))
}

/// UTF-8, each sequence of bytes that is none as one character. It is sure if nearly all of what is not ASCII is UTF-8.
fn undeclared(bytes: &[u8]) -> Decoded {
    let (mut right, mut wrong) = (0, 0);
    for chunk in without_cut_end(bytes).utf8_chunks() {
        right += chunk.valid().chars().filter(|character| !character.is_ascii()).count();
        wrong += usize::from(!chunk.invalid().is_empty());
    }
    // A cut character alone may be one of another encoding.
    wrong += usize::from(right == 0 && without_cut_end(bytes).len() < bytes.len());
    Decoded {
        text: String::from_utf8_lossy(bytes).into_owned(),
        is_guess: wrong > 0 && right < RIGHT_FOR_WRONG * wrong,
    }
}

/// Bytes without the character that they end within, as a copy does that was cut off.
fn without_cut_end(bytes: &[u8]) -> &[u8] {
    let is_begun = |end: &&[u8]| {
        std::str::from_utf8(end).is_err_and(|error| error.valid_up_to() == 0 && error.error_len().is_none())
    };
    let ends = (1..=3.min(bytes.len())).map(|length| &bytes[bytes.len() - length..]);
    ends.into_iter().find(is_begun).map_or(bytes, |end| &bytes[..bytes.len() - end.len()])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn undeclared_with(right: usize, wrong: usize) -> Decoded {
        undeclared(&[[0xC3, 0xA9].repeat(right), b"\xE9 ".repeat(wrong)].concat())
    }

    #[test]
    fn a_broken_byte_costs_one_character() {
        let mut bytes = "Šest café, ".repeat(4).into_bytes();
        bytes.extend(b"caf\xE9 yes");
        let found = decode_text(&bytes, None).unwrap();
        assert!(!found.is_guess && found.text.ends_with("caf\u{FFFD} yes"));
    }

    #[test]
    fn a_character_that_is_cut_off_at_the_end_is_no_error() {
        for cut in 1..=3 {
            let end = &"\u{1F3C6}".as_bytes()[..cut];
            assert!(!undeclared(&["é".as_bytes(), end].concat()).is_guess, "{cut}");
            assert!(undeclared(&[b"caf", end].concat()).is_guess, "{cut}");
        }
        assert!(undeclared("é\u{FFFD}".as_bytes()) == Decoded::sure("é\u{FFFD}"));
    }

    #[test]
    fn one_wrong_in_eight_is_an_error_and_more_are_another_encoding() {
        assert!(!undeclared_with(8, 1).is_guess);
        assert!(undeclared_with(7, 1).is_guess);
        assert!(!undeclared_with(16, 2).is_guess);
        assert!(undeclared_with(0, 1).is_guess);
        assert!(!undeclared_with(0, 0).is_guess);
    }

    #[test]
    fn what_is_declared_beside_a_text_is_its_encoding() {
        let of = |bytes: &[u8], charset| decode_text(bytes, Some(charset)).unwrap();
        assert_eq!(of(b"caf\xE9", "ISO-8859-1"), Decoded::sure("café"));
        assert_eq!(of(b"\x1B$B4A\x1B(B", "iso-2022-jp"), Decoded::sure("漢"));
        assert_eq!(of("café".as_bytes(), "us-ascii"), Decoded::sure("café"));
        assert!(of(b"caf+AOk-", "utf-7").is_guess);
        let page = |bytes: &[u8], charset| decode_html(bytes, Some(charset), |_| None).unwrap();
        assert_eq!(page(b"<meta charset=koi8-r>caf\xE9", "latin1").text, "<meta charset=koi8-r>café");
        assert_eq!(page(b"<meta charset=latin1>caf\xE9", "nonsense").text, "<meta charset=latin1>café");
    }

    #[test]
    fn first_bytes_say_it_before_anything_else() {
        let of = |bytes: &[u8]| decode_html(bytes, None, |_| None).unwrap().text;
        let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
        assert_eq!(of(&wide("\u{FEFF}<p>café")), "<p>café");
        assert_eq!(of(&wide("<p>café")), "<p>café");
        assert_eq!(of(b"\xEF\xBB\xBF<meta charset=windows-1252>caf\xC3\xA9"), "<meta charset=windows-1252>café");
        assert_eq!(decode_text(b"a\0b", None), None);
    }
}
