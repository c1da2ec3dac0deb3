//! What no claim file may hold, looked for before anything else reads the text.

use crate::diagnostic::faults::SYNTAX;
use crate::diagnostic::{Bounded, Diagnostic, Message};
use crate::text::escape::terminal::{is_bidi, is_invisible, is_separator};
use crate::text::{FileId, Span};

/// The regions that have a flag of their own, as tags: `gbeng`, `gbsct`, `gbwls`, each with its end.
const REGIONS: [&str; 3] = [
    "\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}",
    "\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}",
    "\u{E0067}\u{E0062}\u{E0077}\u{E006C}\u{E0073}\u{E007F}",
];
/// How many bytes are tested at once.
const BLOCK: usize = 128;

/// Finds every character that hides something from a reader of the raw file. Linear, and close to memory speed for
/// plain text.
pub(super) fn find(text: &str, file: FileId) -> Bounded {
    let bytes = text.as_bytes();
    let mut found = Bounded::default();
    let mut at = 0;
    while let Some(next) = next_suspect(bytes, at) {
        at = next;
        let Some(character) = text[at..].chars().next() else { break };
        if let Some(flag) = flag(&text[at..]) {
            at += flag;
            continue;
        }
        let end = at + character.len_utf8();
        let ends_line = character == '\r' && bytes.get(end) == Some(&b'\n');
        if let Some((what, help)) = wrong_with(character).filter(|_| !ends_line) {
            let message = Message::new(what).words(" ").code_point(character).words(" in the file");
            found.push(Diagnostic::new(&SYNTAX, span(file, at, end), message).help(help));
        }
        at = end;
    }
    found
}

/// Whether a text has a character that no claim file may hold.
pub(crate) fn has_hidden(text: &str) -> bool {
    !find(text, FileId(0)).is_empty()
}

/// Where the next byte worth a look is. Blocks are tested whole, which compilers turn into a few wide instructions.
fn next_suspect(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    for block in bytes[from..].chunks(BLOCK) {
        let is_everyday = block.iter().fold(true, |all, &byte| all & is_everyday(byte));
        if !is_everyday && block.iter().fold(false, |found, &byte| found | is_suspect(byte)) {
            return block.iter().position(|&byte| is_suspect(byte)).map(|length| at + length);
        }
        at += block.len();
    }
    None
}

/// What nearly all blocks have alone: it takes fewer comparisons to tell.
fn is_everyday(byte: u8) -> bool {
    matches!(byte, b' '..=b'~' | b'\n' | b'\t')
}

/// Bytes that start a character worth a closer look. Most letters outside ASCII start with none of them.
fn is_suspect(byte: u8) -> bool {
    byte < 0x20 && byte != b'\n' && byte != b'\t' || byte == 0x7F || matches!(byte, 0xC2 | 0xD8 | 0xE2 | 0xEF | 0xF0..)
}

/// The flags of England, Scotland and Wales: a black flag and tags that spell the region. Everybody sees them, and they
/// hide nothing. Tags anywhere else, or other ones, are invisible.
fn flag(text: &str) -> Option<usize> {
    let tags = text.strip_prefix('\u{1F3F4}')?;
    REGIONS.iter().find(|&&region| tags.starts_with(region)).map(|region| '\u{1F3F4}'.len_utf8() + region.len())
}

fn wrong_with(character: char) -> Option<(&'static str, &'static str)> {
    match character {
        '\t' | '\n' => None,
        '\r' => Some((
            "a lone carriage return",
            "end lines with a line feed: some editors show the next line as part of a comment",
        )),
        '\u{85}' => {
            Some(("a control character", "end lines with a line feed: YAML parsers disagree whether a line ends here"))
        }
        _ if character.is_control() => Some(("a control character", "remove it")),
        _ if is_separator(character) => {
            Some(("a separator", "end lines with a line feed: YAML parsers disagree whether a line ends here"))
        }
        '\u{FEFF}' => Some(("a byte order mark", "remove it: it is allowed only at the start of the file")),
        _ if is_bidi(character) => Some((
            "a bidirectional control",
            "remove it, or write it as an escape in double quotes so that reviewers can see it",
        )),
        _ if is_invisible(character) => Some(("an invisible character", "remove it")),
        _ => None,
    }
}

fn span(file: FileId, start: usize, end: usize) -> Span {
    let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Span { file, start: offset(start), end: offset(end) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_everyday_is_not_suspect() {
        assert!((0..=0xFF).all(|byte| !is_everyday(byte) || !is_suspect(byte)));
    }

    #[test]
    fn flags_are_seen_and_other_tags_are_not() {
        for region in REGIONS {
            assert!(!has_hidden(&format!("a: \u{1F3F4}{region} and \u{1F3F4}{region}\u{1F3F4} b")), "{region:?}");
        }
        let scotland = REGIONS[1];
        for (text, count) in [
            (scotland.to_owned(), 6),
            (format!("x{scotland}"), 6),
            (format!("\u{1F3F4}{}", &scotland[..scotland.len() - 4]), 5),
            (format!("\u{1F3F4}{scotland}\u{E0067}"), 1),
            ("\u{1F3F4}\u{E0075}\u{E0073}\u{E0074}\u{E0078}\u{E007F}".to_owned(), 5),
        ] {
            assert_eq!(find(&text, FileId(0)).count(), count, "{text:?}");
        }
    }
}
