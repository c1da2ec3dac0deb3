//! Bytes that are one text: a page, a text, Markdown or subtitles.

use super::cannot_read::{CannotRead, Format};
use super::encoding::{Decoded, decode_text};
use super::kind::Kind;
use super::seam::{APART, BACK, SEAM};
use super::subtitles;

/// The text of bytes, and whether their encoding is a guess. `charset` is the encoding that was declared beside them,
/// as by a server.
///
/// # Errors
/// If they are something else, or their text cannot be known.
pub(super) fn text_of(bytes: &[u8], kind: Kind, charset: Option<&str>) -> Result<(String, bool), CannotRead> {
    match kind {
        Kind::Html => page::text(bytes, charset),
        Kind::Text => text(bytes, charset, |text| Ok(unquoted(text))),
        Kind::Markdown => text(bytes, charset, page::markdown),
        Kind::Subtitles => text(bytes, charset, |text| Ok(subtitles::text(text))),
        Kind::Unread(format) => Err(CannotRead::Format(format)),
        _ => Err(CannotRead::NotBuilt),
    }
}

/// What is to be seen of a text without a syntax for its encoding.
pub(super) fn text(
    bytes: &[u8],
    charset: Option<&str>,
    seen: impl FnOnce(&str) -> Result<String, CannotRead>,
) -> Result<(String, bool), CannotRead> {
    let Decoded { text, is_guess } = decode_text(bytes, charset).ok_or(CannotRead::Format(Format::Binary))?;
    Ok((seen(&lines(text))?, is_guess))
}

/// What needs a parser of pages.
#[cfg(feature = "evidence")]
pub(super) mod page {
    use super::super::encoding::{Decoded, decode_html};
    use super::super::facts::Facts;
    use super::super::{html, markdown as marked};
    use super::CannotRead;

    fn decoded(bytes: &[u8], charset: Option<&str>) -> Result<Decoded, CannotRead> {
        decode_html(bytes, charset, html::declared_encoding).ok_or(CannotRead::RefusedEncoding)
    }

    /// The text of a page, and whether its encoding is a guess.
    pub(in crate::copies) fn text(bytes: &[u8], charset: Option<&str>) -> Result<(String, bool), CannotRead> {
        let Decoded { text, is_guess } = decoded(bytes, charset)?;
        Ok((html::visible_text(&html::parse(&text).ok_or(CannotRead::Tangled)?), is_guess))
    }

    /// What a page says of itself. Its file may say from which address it is.
    pub(in crate::copies) fn facts(
        bytes: &[u8],
        charset: Option<&str>,
        from: Option<&str>,
    ) -> Result<Facts, CannotRead> {
        let text = decoded(bytes, charset)?.text;
        let from = from.or_else(|| html::saved_from(&text));
        let mut facts = html::facts(&html::parse(&text).ok_or(CannotRead::Tangled)?, from);
        if let Some(address) = from {
            facts.captured_from(address.to_owned());
        }
        Ok(facts)
    }

    /// The data for search engines in a page, as it is written there.
    #[cfg(feature = "import")]
    pub(crate) fn data(bytes: &[u8]) -> Option<Vec<String>> {
        Some(html::data(&html::parse(&decoded(bytes, None).ok()?.text)?))
    }

    #[allow(clippy::unnecessary_wraps, reason = "without the parser it cannot be read")]
    pub(super) fn markdown(text: &str) -> Result<String, CannotRead> {
        Ok(marked::text(text))
    }
}

#[cfg(not(feature = "evidence"))]
mod page {
    use super::CannotRead;

    pub(super) fn text(_: &[u8], _: Option<&str>) -> Result<(String, bool), CannotRead> {
        Err(CannotRead::NotBuilt)
    }

    pub(super) fn markdown(_: &str) -> Result<String, CannotRead> {
        Err(CannotRead::NotBuilt)
    }
}

/// With one kind of line ends.
fn lines(text: String) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text }
}

/// From how many characters on a line may have been cut where it was sent.
const LONG: usize = 60;

/// A text without the marks that say line by line that it is quoted, as in e-mail. What is quoted is another text than
/// the answer to it.
fn unquoted(text: &str) -> String {
    let lines: Vec<Line<'_>> = text.split_inclusive('\n').map(Line::new).collect();
    let mut out = String::with_capacity(text.len());
    let (mut depth, mut is_begun) = (0, false);
    for (at, line) in lines.iter().enumerate() {
        if !line.seen.trim().is_empty() {
            if line.is_rule() {
                out.extend(is_begun.then_some(APART));
            } else if !(is_begun && at > 0 && line.lost_its_mark(&lines[at - 1], lines.get(at + 1))) {
                let marks = if line.depth > depth { APART } else { BACK };
                out.extend(std::iter::repeat_n(marks, line.depth.abs_diff(depth)));
                depth = line.depth;
            }
            is_begun = true;
        }
        out.extend((line.depth > 0).then_some(SEAM));
        out.push_str(line.seen);
    }
    out
}

/// A line of a message.
struct Line<'t> {
    /// What is behind the marks.
    seen: &'t str,
    /// How many marks say that it is quoted.
    depth: usize,
}

impl<'t> Line<'t> {
    fn new(line: &'t str) -> Self {
        let rest = line.trim_start_matches(['>', ' ']);
        let marks = &line[..line.len() - rest.len()];
        let is_quoted = marks.starts_with('>');
        Self {
            seen: if is_quoted { rest } else { line },
            depth: if is_quoted { marks.matches('>').count() } else { 0 },
        }
    }

    /// Whether it is what was cut from the quoted line before it, and the quotation goes on behind it.
    fn lost_its_mark(&self, before: &Self, next: Option<&Self>) -> bool {
        let is_within = self.depth == 0 && before.depth > 0 && next.is_some_and(|next| next.depth == before.depth);
        is_within && before.seen.trim_end().chars().count() >= LONG && goes_on(before.seen, self.seen)
    }

    /// Whether it parts what is above it from what is below, as above a message that is sent on: `-----Original Message-----`.
    fn is_rule(&self) -> bool {
        let line = self.seen.trim();
        ["-----", "_____", "====="].iter().any(|rule| line.starts_with(rule) && line.ends_with(rule))
    }
}

/// Whether a sentence may go on in the next line: the first does not end one, and the next does not begin one.
pub(super) fn goes_on(line: &str, next: &str) -> bool {
    let words = line.trim_end().trim_end_matches(['"', '”', '’', '\'', '»', ')', ']']);
    let is_ended = words.ends_with(['.', '!', '?', ':', '…', '。', '！', '？']);
    !is_ended && next.trim_start().starts_with(|first: char| first.is_alphanumeric() && !first.is_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_cut_from_a_quoted_line_is_quoted_without_a_mark() {
        let long = "The council has decided on Monday evening that the bridge would";
        let parts = |text: &str| unquoted(text).matches([APART, BACK]).count();
        assert_eq!(parts(&format!("> {long}\nbe closed.\n> Then it was not.\n")), 1);
        for answered in [
            format!("> {long}\nBe it so.\n> Then it was not.\n"),
            format!("> {long}.\nbe it so.\n> Then it was not.\n"),
            format!("> {long}\nbe closed.\n\nThen it was not.\n"),
            "> Will it\nbe closed?\n> Then it was not.\n".to_owned(),
        ] {
            assert!(parts(&answered) > 1, "{answered}");
        }
    }

    #[test]
    fn marks_of_quoting_are_taken_out() {
        let expected = format!("a > b\n{APART}{SEAM}c\n{APART}{SEAM}d\n{BACK}{BACK} > e\n");
        assert_eq!(unquoted("a > b\n> c\n>> d\n > e\n"), expected);
        let expected = format!("a:\n{APART}{SEAM}b\n{SEAM}\n{SEAM}c\n\n{BACK}d\n");
        assert_eq!(unquoted("a:\n> b\n>\n> c\n\nd\n"), expected);
        let expected = format!("Yes.\n\n{APART}-----Original Message-----\nNo.\n");
        assert_eq!(unquoted("Yes.\n\n-----Original Message-----\nNo.\n"), expected);
    }
}
