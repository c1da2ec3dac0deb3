//! A text in which marks say line by line what is quoted, as in e-mail.

use super::seam::{APART, BACK, SEAM};

/// From how many characters on a line may have been cut where it was sent.
const LONG: usize = 60;

/// A text without the marks that say line by line that it is quoted, as in e-mail. What is quoted is another text than
/// the answer to it.
pub(super) fn text(text: &str) -> String {
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

    /// Whether it parts what is above from what is below: `-----Original Message-----`.
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
        let parts = |message: &str| text(message).matches([APART, BACK]).count();
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
        assert_eq!(text("a > b\n> c\n>> d\n > e\n"), expected);
        let expected = format!("a:\n{APART}{SEAM}b\n{SEAM}\n{SEAM}c\n\n{BACK}d\n");
        assert_eq!(text("a:\n> b\n>\n> c\n\nd\n"), expected);
        let expected = format!("Yes.\n\n{APART}-----Original Message-----\nNo.\n");
        assert_eq!(text("Yes.\n\n-----Original Message-----\nNo.\n"), expected);
    }
}
