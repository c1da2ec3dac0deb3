//! Text for terminals, logs and every other plain stream.

use std::borrow::Cow;
use std::fmt::Write;

use crate::text::Text;

/// What CI systems act on wherever it is in a line.
pub(crate) const COMMANDS: [&str; 3] = ["##[", "##vso[", "##teamcity["];

/// One line that cannot move the cursor, colour anything, reorder its neighbours or start a command of a CI log.
///
/// Controls, bidirectional controls, tag characters and noncharacters become `\u{…}`; a line feed becomes `\n` and a
/// tab `\t`. Letters of every script, emoji and the joiners inside them stay as they are.
pub fn line(text: &Text) -> Cow<'_, str> {
    escape(text.untrusted())
}

/// The same for text that is not [`Text`] yet: an operating system's message, a path.
pub fn escape(text: &str) -> Cow<'_, str> {
    if !text.contains("##") && !text.chars().any(is_hostile) {
        return Cow::Borrowed(text);
    }
    let mut safe = escaped(text, |character| match character {
        '\n' => Some("\\n"),
        '\t' => Some("\\t"),
        _ => None,
    });
    // Some CI systems act on these anywhere in a line.
    for command in COMMANDS {
        safe = safe.replace(command, &command.replacen("##", "#\\u{23}", 1));
    }
    Cow::Owned(safe)
}

/// A text with every hostile character as its code point, but for those that an output shows in a way of its own.
pub(super) fn escaped(text: &str, own: impl Fn(char) -> Option<&'static str>) -> String {
    let mut safe = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        match own(character) {
            Some(shown) => safe.push_str(shown),
            None if is_hostile(character) => {
                let _ = write!(safe, "\\u{{{:x}}}", u32::from(character));
            }
            None => safe.push(character),
        }
    }
    safe
}

/// Characters that do something to the reader's screen, or that nobody can see.
pub(crate) fn is_hostile(character: char) -> bool {
    character.is_control() || is_separator(character) || is_bidi(character) || is_invisible(character)
}

/// U+2028 and U+2029: readers disagree whether a line ends there.
pub(crate) fn is_separator(character: char) -> bool {
    matches!(character, '\u{2028}' | '\u{2029}')
}

/// The characters that reorder text.
pub(crate) fn is_bidi(character: char) -> bool {
    matches!(character, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Tag characters, the byte order mark and noncharacters.
pub(crate) fn is_invisible(character: char) -> bool {
    let code = u32::from(character);
    matches!(character, '\u{FEFF}' | '\u{FDD0}'..='\u{FDEF}' | '\u{E0000}'..='\u{E007F}') || code & 0xFFFE == 0xFFFE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn honest_text_is_untouched() {
        for text in ["O'Brien & <Søn>", "می‌خواهم", "👩‍🔬 日本", "# not a command", "a\\b"] {
            assert_eq!(escape(text), text);
        }
    }

    #[test]
    fn nothing_acts() {
        assert_eq!(escape("\u{1b}[2J\r\n\t\u{9b}"), "\\u{1b}[2J\\u{d}\\n\\t\\u{9b}");
        assert_eq!(escape("a\u{202e}b\u{feff}\u{e0041}\u{ffff}"), "a\\u{202e}b\\u{feff}\\u{e0041}\\u{ffff}");
        assert_eq!(escape("###[error]x ##vso[y"), "##\\u{23}[error]x #\\u{23}vso[y");
    }
}
