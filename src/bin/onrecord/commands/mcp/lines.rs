//! Messages on the streams: each is a line of JSON.

use std::fmt::Write as _;
use std::io::{self, BufRead, Read, Write};

use serde_json::Value;

/// The longest line that is read, in bytes.
const MAX_LINE: u64 = 1 << 20;

/// The next line, or that it is too long; nothing at the end of the stream.
pub(super) fn next(input: &mut impl BufRead) -> io::Result<Option<Line>> {
    let mut line = Vec::new();
    if input.by_ref().take(MAX_LINE + 1).read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    if line.len() as u64 <= MAX_LINE {
        return Ok(Some(Line::Read(line)));
    }
    // The rest of the line is passed over.
    while !line.ends_with(b"\n") {
        line.clear();
        if input.by_ref().take(MAX_LINE).read_until(b'\n', &mut line)? == 0 {
            break;
        }
    }
    Ok(Some(Line::TooLong))
}

/// A line.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// Its bytes.
    Read(Vec<u8>),
    /// It is longer than what is read.
    TooLong,
}

/// Sends a message. What is not ASCII is escaped, so that every reader sees the same characters.
pub(super) fn send(message: &Value, output: &mut impl Write) -> io::Result<()> {
    let text = message.to_string();
    let mut line = String::with_capacity(text.len() + 1);
    for character in text.chars() {
        if character.is_ascii() {
            line.push(character);
        } else {
            for unit in character.encode_utf16(&mut [0; 2]) {
                // Nothing refuses to be written into memory.
                let _ = write!(line, "\\u{unit:04x}");
            }
        }
    }
    line.push('\n');
    output.write_all(line.as_bytes())?;
    output.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_the_longest_kind_is_read_and_a_longer_one_is_passed_over() {
        let most = usize::try_from(MAX_LINE).unwrap();
        for (length, is_read) in [(most, true), (most + 1, false), (3 * most, false)] {
            let text = format!("{}\nnext\n", "x".repeat(length - 1));
            let mut input = text.as_bytes();
            let first = next(&mut input).unwrap().unwrap();
            assert_eq!(first != Line::TooLong, is_read, "{length}");
            assert_eq!(next(&mut input).unwrap(), Some(Line::Read(b"next\n".to_vec())), "{length}");
            assert_eq!(next(&mut input).unwrap(), None);
        }
    }

    #[test]
    fn messages_are_lines_of_ascii() {
        let message = serde_json::json!({"a": "é 🚲\n\u{202e}\u{7f}"});
        let mut out = Vec::new();
        send(&message, &mut out).unwrap();
        assert!(out.is_ascii() && out.iter().position(|&byte| byte == b'\n') == Some(out.len() - 1));
        assert_eq!(serde_json::from_slice::<Value>(&out).unwrap(), message);
    }
}
