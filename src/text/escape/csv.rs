//! Text for CSV cells, and the lines that they are in.

use std::borrow::Cow;
use std::io::{self, Write};

use ::csv::{Error, ErrorKind, QuoteStyle, Terminator, Writer, WriterBuilder};

use crate::text::Text;
use crate::text::escape::terminal;

/// What spreadsheets may take for the beginning of a formula.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// Writes lines in which every cell is in quotation marks. Of an output so many bytes are kept at a time.
pub(crate) fn lines<W: Write>(out: W, kept: usize) -> Writer<W> {
    let mut lines = WriterBuilder::new();
    lines.quote_style(QuoteStyle::Always).terminator(Terminator::CRLF).buffer_capacity(kept);
    lines.from_writer(out)
}

/// The output's error itself, so that a closed pipe can be told from a full disk.
pub(crate) fn io_error(error: Error) -> io::Error {
    match error.into_kind() {
        ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// A cell that no spreadsheet takes for a formula: one that starts like one gets a leading `'`. Quoting is the writer's
/// work.
///
/// In the log of a CI system it is no command either: a line of it that starts with `::` gets a `'` too, and the second
/// `#` of `##[` and its like becomes `\u{23}`. What acts on a reader's screen, or is invisible, becomes `\u{…}` as
/// everywhere, except for tabs and the ends of lines.
pub(crate) fn cell(text: &Text) -> Cow<'_, str> {
    let text = text.untrusted();
    let text = if text.chars().any(is_hostile) { Cow::Owned(terminal::escaped(text, kept)) } else { text.into() };
    let text = if text.contains("::") || text.contains("##") { Cow::Owned(without_commands(&text)) } else { text };
    match text.chars().next() {
        Some(first) if FORMULA.contains(&first) => Cow::Owned(format!("'{text}")),
        _ => text,
    }
}

fn is_hostile(character: char) -> bool {
    terminal::is_hostile(character) && kept(character).is_none()
}

/// What a cell may have as it is.
fn kept(character: char) -> Option<&'static str> {
    match character {
        '\t' => Some("\t"),
        '\r' => Some("\r"),
        '\n' => Some("\n"),
        _ => None,
    }
}

/// The inverse of the escapes in a cell. Other characters in this form are left as they are.
#[cfg(feature = "import")]
fn unescaped(text: &str) -> String {
    let mut pieces = text.split("\\u{");
    let mut whole = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let character = piece.split_once('}').and_then(|(code, rest)| {
            let character = char::from_u32(u32::from_str_radix(code, 16).ok()?)?;
            is_hostile(character).then_some((character, rest))
        });
        match character {
            Some((character, rest)) => {
                whole.push(character);
                whole.push_str(rest);
            }
            None => whole.extend(["\\u{", piece]),
        }
    }
    whole
}

/// What [`cell`] made a cell of. A text that looks as if it had been guarded loses its guard, too.
#[cfg(feature = "import")]
pub(crate) fn unguarded(cell: &str) -> Cow<'_, str> {
    let guarded = cell.strip_prefix('\'').filter(|rest| rest.starts_with(FORMULA));
    let cell = guarded.unwrap_or(cell);
    if !cell.contains("'::") && !cell.contains("\\u{") {
        return cell.into();
    }
    let mut text = String::with_capacity(cell.len());
    for (nth, line) in cell.split_inclusive(['\n', '\r']).enumerate() {
        let rest = line.trim_start();
        match rest.strip_prefix('\'').filter(|rest| nth > 0 && rest.starts_with("::")) {
            Some(command) => text.extend([&line[..line.len() - rest.len()], command]),
            None => text.push_str(line),
        }
    }
    for command in terminal::COMMANDS {
        text = text.replace(&command.replacen("##", "#\\u{23}", 1), command);
    }
    unescaped(&text).into()
}

fn without_commands(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 16);
    for (nth, line) in text.split_inclusive(['\n', '\r']).enumerate() {
        // The first line comes after a quotation mark.
        let rest = line.trim_start();
        if nth > 0 && rest.starts_with("::") {
            safe.extend([&line[..line.len() - rest.len()], "'", rest]);
        } else {
            safe.push_str(line);
        }
    }
    for command in terminal::COMMANDS {
        safe = safe.replace(command, &command.replacen("##", "#\\u{23}", 1));
    }
    safe
}

/// A cell as it is, for readers that are programs.
pub(crate) fn raw(text: &Text) -> &str {
    text.untrusted()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Texts that look guarded already are the exception.
        #[test]
        #[cfg(feature = "import")]
        fn a_guard_is_undone(text in "[a-z=+\\-@:#\\[ \n\r\t＝\u{7}\u{202e}\u{2066}\u{feff}\u{e0041}\u{2028}]{0,20}") {
            let guarded = cell(&Text::new(&*text)).into_owned();
            prop_assert_eq!(unguarded(&guarded), text);
        }
    }

    #[test]
    fn no_line_of_a_cell_is_a_command() {
        let cell = |text: &str| cell(&Text::new(text)).into_owned();
        assert_eq!(cell("::error::x"), "::error::x");
        assert_eq!(cell("a\n::error::x\r  ::debug::y\nb::c"), "a\n'::error::x\r  '::debug::y\nb::c");
        assert_eq!(cell("=1\n::x"), "'=1\n'::x");
        assert_eq!(cell("##[error]x ##vso[y # ##"), "#\\u{23}[error]x #\\u{23}vso[y # ##");
        assert_eq!(cell("honest: text"), "honest: text");
    }

    #[test]
    fn nothing_in_a_cell_acts_on_the_screen_or_is_invisible() {
        let cell = |text: &str| cell(&Text::new(text)).into_owned();
        assert_eq!(
            cell("a\u{202e}b\u{2066}c\u{feff}d\u{e0041}e\u{7}"),
            "a\\u{202e}b\\u{2066}c\\u{feff}d\\u{e0041}e\\u{7}"
        );
        for honest in ["a\tb\nc\r\nd", "می‌خواهم", "👩‍🔬 日本", "a \\ b"] {
            assert_eq!(cell(honest), honest);
        }
    }
}
