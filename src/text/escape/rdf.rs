//! Text for Turtle and TriG.

use std::fmt::Write;

use crate::text::Text;
use crate::text::escape::terminal;

/// A text for the RDF writer, which quotes it as a literal. What it writes goes through [`escape`].
pub(crate) fn literal(text: &Text) -> &str {
    text.untrusted()
}

/// Makes what an RDF writer wrote safe: every control but its own tabs and line breaks, every separator, bidirectional
/// control and invisible character becomes `\uXXXX`. In Turtle such characters can only stand where that escape means
/// the same.
pub(crate) fn escape(written: &mut Vec<u8>) {
    let is_escaped = |character: char| !matches!(character, '\n' | '\t') && terminal::is_hostile(character);
    let has_commands =
        terminal::COMMANDS.iter().any(|command| memchr::memmem::find(written, command.as_bytes()).is_some());
    if has_commands {
        // Only a literal can have two in a row, and there the escape means the same.
        let text = String::from_utf8_lossy(written).replace("##", "#\\u0023");
        *written = text.into_bytes();
    }
    let plain = written.chunks(CHUNK).take_while(|chunk| is_plain(chunk)).map(<[u8]>::len).sum();
    if plain == written.len() {
        return;
    }
    let rest = String::from_utf8_lossy(&written[plain..]);
    if !rest.contains(is_escaped) {
        return;
    }
    let mut safe = String::with_capacity(rest.len() + rest.len() / 8);
    for character in rest.chars() {
        // Writing to a text does not fail.
        let _ = match u32::from(character) {
            _ if !is_escaped(character) => safe.write_char(character),
            code @ 0..=0xFFFF => write!(safe, "\\u{code:04X}"),
            code => write!(safe, "\\U{code:08X}"),
        };
    }
    written.truncate(plain);
    written.extend_from_slice(safe.as_bytes());
}

/// Bytes that are looked at together. Most have nothing to be escaped.
const CHUNK: usize = 128;

/// Whether nothing among some bytes needs a closer look. Without an early end, which would keep the compiler from
/// comparing many at once.
fn is_plain(bytes: &[u8]) -> bool {
    let is_odd = |byte: u8| !matches!(byte, b' '..=b'~' | b'\n' | b'\t');
    !bytes.iter().fold(false, |odd, &byte| odd | is_odd(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_seen_is_escaped() {
        let mut written = "\t\"Søn\u{202E}\u{E0041}می\u{200c}خواهم\u{7F}\" .\n".as_bytes().to_vec();
        escape(&mut written);
        assert_eq!(String::from_utf8(written).unwrap(), "\t\"Søn\\u202E\\U000E0041می\u{200c}خواهم\\u007F\" .\n");
        let honest = "record:a rdfs:label \"O'Brien & <Søn>\" .\n".as_bytes();
        let mut written = honest.to_vec();
        escape(&mut written);
        assert_eq!(written, honest);
    }
}
