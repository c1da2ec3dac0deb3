//! Text for HTML, for the SVG in it, and for the data of its script.
//!
//! What cannot be seen or would reorder its neighbours is shown as `\u{…}`, as on a terminal; line feeds and tabs stay,
//! as references, so that no value starts a line of the file. Everything else comes out as it went in.

use std::borrow::Cow;
use std::fmt::{self, Write as _};
use std::io;

use serde::{Serialize, Serializer};

use crate::text::Text;
use crate::text::escape::{json, terminal};

/// A text between tags, set off so that its direction does not affect what is beside it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bdi<'t>(pub(crate) &'t Text);

impl fmt::Display for Bdi<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("<bdi>")?;
        escape(self.0.untrusted(), f)?;
        f.write_str("</bdi>")
    }
}

/// The start of a text, set off in the same way, with an ellipsis where it was cut.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Start<'t> {
    /// The text.
    pub text: &'t Text,
    /// How many characters are shown at most.
    pub most: usize,
}

impl fmt::Display for Start<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.text.untrusted();
        let (start, is_cut) = start(text, self.most);
        f.write_str("<bdi>")?;
        escape(start, f)?;
        f.write_str(if is_cut { "…</bdi>" } else { "</bdi>" })
    }
}

/// A text in a quoted attribute, or where there is no `bdi`: in SVG, whose style sets it off.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Plain<'t>(pub(crate) &'t Text);

impl fmt::Display for Plain<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        escape(self.0.untrusted(), f)
    }
}

/// A text in the data of the script, which only ever makes text of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Data<'t> {
    /// The text.
    pub text: &'t Text,
    /// How many characters are kept at most.
    pub most: usize,
}

impl Serialize for Data<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (start, is_cut) = start(self.text.untrusted(), self.most);
        let mut text = visible(start);
        if is_cut {
            text.to_mut().push('…');
        }
        serializer.serialize_str(&text)
    }
}

/// A value as JSON for a script element: nothing in it is markup or ends the element.
///
/// # Errors
/// When the value cannot be JSON, such as a map whose keys are no texts.
pub(crate) fn to_script<T: Serialize>(value: &T) -> io::Result<String> {
    let mut out = Vec::new();
    json::to_writer_compact(&mut out, value)?;
    let json = String::from_utf8(out).map_err(io::Error::other)?;
    // Outside of texts, JSON has none of these.
    let mut safe = String::with_capacity(json.len());
    for character in json.chars() {
        match character {
            '<' | '>' | '&' => write!(safe, "\\u{:04x}", u32::from(character)).map_err(io::Error::other)?,
            _ => safe.push(character),
        }
    }
    Ok(safe)
}

/// The lines of a box in the picture: at most `most`, of at most `columns` columns, and an ellipsis where the rest was
/// cut.
pub(crate) fn lines(text: &Text, columns: usize, most: usize) -> Vec<Text> {
    // A column takes at most some marks and joiners with it, so this is enough to fill the lines.
    let (start, is_cut) = start(text.untrusted(), columns * most * 8);
    let shown = visible(start).replace(['\n', '\t'], " ");
    let mut lines = textwrap::wrap(&shown, columns);
    let is_cut = is_cut || lines.len() > most;
    lines.truncate(most);
    let last = lines.len().saturating_sub(1);
    let ending = |nth: usize| if is_cut && nth == last { "…" } else { "" };
    lines.iter().enumerate().map(|(nth, line)| Text::new(format!("{line}{}", ending(nth)))).collect()
}

/// Whether a text is read from the right: its first letter says so. The ranges are the blocks that Unicode keeps for
/// scripts written so.
pub(crate) fn is_from_right(text: &Text) -> bool {
    let first = text.untrusted().chars().find(|character| character.is_alphabetic());
    first.is_some_and(|first| {
        matches!(first,
            '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{10800}'..='\u{10FFF}'
            | '\u{1E800}'..='\u{1EFFF}')
    })
}

/// The first characters of a text, and whether there are more.
fn start(text: &str, most: usize) -> (&str, bool) {
    match text.char_indices().nth(most) {
        Some((end, _)) => (&text[..end], true),
        None => (text, false),
    }
}

/// A character that is shown as its number.
fn is_hidden(character: char) -> bool {
    terminal::is_hostile(character) && !matches!(character, '\n' | '\t')
}

/// The text with nothing hidden in it.
fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for character in text.chars() {
        if is_hidden(character) {
            let _ = write!(shown, "\\u{{{:x}}}", u32::from(character));
        } else {
            shown.push(character);
        }
    }
    Cow::Owned(shown)
}

fn escape(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut before = '\0';
    for character in text.chars() {
        match character {
            '&' => f.write_str("&amp;")?,
            '<' => f.write_str("&lt;")?,
            '>' => f.write_str("&gt;")?,
            '"' => f.write_str("&quot;")?,
            '\'' => f.write_str("&#39;")?,
            '\n' => f.write_str("&#10;")?,
            '\t' => f.write_str("&#9;")?,
            // Some CI systems act on `##[` and similar anywhere in a line.
            '#' if before == '#' => f.write_str("&#35;")?,
            _ if is_hidden(character) => write!(f, "\\u{{{:x}}}", u32::from(character))?,
            _ => f.write_char(character)?,
        }
        before = character;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_markup() {
        let plain = |text: &str| Plain(&Text::new(text)).to_string();
        assert_eq!(plain("</script><!-- \"'&amp;"), "&lt;/script&gt;&lt;!-- &quot;&#39;&amp;amp;");
        assert_eq!(plain("a\n::error::\tb"), "a&#10;::error::&#9;b");
        assert_eq!(plain("##[x] ###"), "#&#35;[x] #&#35;&#35;");
        assert_eq!(plain("\u{202E}x\u{1b}\u{2028}\u{E0041}\r"), r"\u{202e}x\u{1b}\u{2028}\u{e0041}\u{d}");
    }

    #[test]
    fn honest_text_stays() {
        for text in ["می\u{200c}خواهم", "👩‍🔬 日本", "שרה: לא", "a\\b {{ x }} {% y %}"] {
            assert_eq!(Bdi(&Text::new(text)).to_string(), format!("<bdi>{text}</bdi>"));
        }
    }

    #[test]
    fn a_start_is_cut_between_characters() {
        let start = |text: &str, most| Start { text: &Text::new(text), most }.to_string();
        assert_eq!(start("日本", 2), "<bdi>日本</bdi>");
        assert_eq!(start("日本", 1), "<bdi>日…</bdi>");
        assert_eq!(start("<<", 1), "<bdi>&lt;…</bdi>");
    }

    #[test]
    fn no_data_ends_the_script() {
        let text = Text::new("</ScRiPt><!--<script> & ##[x] \u{202E}\u{2028}\u{2029}\n");
        let script = to_script(&[Data { text: &text, most: 99 }]).unwrap();
        assert!(!script.contains(['<', '>', '&', '\n', '\u{202E}', '\u{2028}', '\u{2029}']), "{script}");
        let read: Vec<String> = serde_json::from_str(&script).unwrap();
        assert_eq!(read, ["</ScRiPt><!--<script> & ##[x] \\u{202e}\\u{2028}\\u{2029}\n"]);
        let cut = to_script(&Data { text: &text, most: 3 }).unwrap();
        assert_eq!(cut, "\"\\u003c/S…\"");
    }

    #[test]
    fn the_first_letter_says_from_where_a_text_is_read() {
        for text in ["שרה: no", "2024: می‌خواهم", "(أعلنت)", "𞤀"] {
            assert!(is_from_right(&Text::new(text)), "{text}");
        }
        for text in ["no: שרה", "日本", "2024", ""] {
            assert!(!is_from_right(&Text::new(text)), "{text}");
        }
    }

    #[test]
    fn a_box_has_few_lines() {
        let lines = |text: &str| {
            let lines = lines(&Text::new(text), 8, 2);
            lines.iter().map(|line| line.untrusted().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(lines("The bridge"), ["The", "bridge"]);
        assert_eq!(lines("The bridge closes in May."), ["The", "bridge…"]);
        assert_eq!(lines("a\nb\u{202E}"), ["a", "b\\u{202e…"]);
        assert_eq!(lines("日本の首相は言う"), ["日本の首", "相は言う"]);
        assert!(lines(&"x".repeat(1 << 20)).len() == 2);
        assert_eq!(lines(""), [""; 1]);
    }
}
