//! Subtitles as what is said: SRT, VTT and the like without numbers, times, tags and notes.

use super::seam::SEAM;

/// What cues say, a line for each of theirs. A line that the next cue only shows once more, as where lines roll up, is
/// said once. Linear.
pub(super) fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut last = String::new();
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    for block in blocks(text) {
        for line in said(&block) {
            let line = untagged(line);
            if !line.is_empty() && line != last {
                out.push_str(&line);
                out.extend(['\n', SEAM]);
                last = line;
            }
        }
    }
    out
}

/// The lines between empty ones.
fn blocks(text: &str) -> Vec<Vec<&str>> {
    let lines: Vec<_> = text.lines().map(str::trim).collect();
    lines.split(|line| line.is_empty()).filter(|block| !block.is_empty()).map(<[&str]>::to_vec).collect()
}

/// The lines of a cue that are said: those behind its time. Of a block without one, as a cue has whose text has an
/// empty line, all but notes.
fn said<'b>(block: &'b [&str]) -> &'b [&'b str] {
    let is_note = |word: &&str| block[0].starts_with(*word);
    match block.iter().position(|line| is_time(line)) {
        Some(time) => &block[time + 1..],
        None if ["WEBVTT", "NOTE", "STYLE", "REGION"].iter().any(is_note) => &[],
        None => block,
    }
}

/// `00:00:01,000 --> 00:00:04,000`, or `0:00:01.000,0:00:04.000`.
fn is_time(line: &str) -> bool {
    let parts = line.split_once("-->").or_else(|| line.split_once(','));
    let is_moment = |part: &str| {
        let moment = part.split_whitespace().next().unwrap_or_default();
        moment.contains(':') && moment.chars().all(|character| character.is_ascii_digit() || ":.,".contains(character))
    };
    parts.is_some_and(|(from, to)| is_moment(from) && is_moment(to))
}

/// A line without tags, and with the characters that are written in another way.
fn untagged(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(start) = rest.find(['<', '{']) {
        let close = if rest[start..].starts_with('<') { '>' } else { '}' };
        let opens = |next: char| if close == '>' { next.is_ascii_alphanumeric() || next == '/' } else { next == '\\' };
        let is_tag = rest[start + 1..].starts_with(opens);
        let end = rest[start..].find(close).filter(|_| is_tag).map_or(start + 1, |length| start + length + 1);
        out.push_str(&rest[..start]);
        out.push_str(if is_tag && end > start + 1 { "" } else { &rest[start..end] });
        rest = &rest[end..];
    }
    out.push_str(rest);
    if out.contains('&') {
        for (name, character) in [
            ("&lt;", "<"),
            ("&gt;", ">"),
            ("&nbsp;", "\u{A0}"),
            ("&lrm;", ""),
            ("&rlm;", ""),
            ("&quot;", "\""),
            ("&#39;", "'"),
            ("&amp;", "&"),
        ] {
            out = out.replace(name, character);
        }
    }
    out.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> String {
        super::text(text).replace(SEAM, "").trim_end().to_owned()
    }

    #[test]
    fn numbers_times_and_tags_are_said_by_nobody() {
        for (text, expected) in [
            (
                "1\n00:00:01,000 --> 00:00:04,000\nThe <i>minister</i>\n\n2\n00:00:04,000 --> 00:00:06,000\n{\\an8}will go.\n",
                "The minister\nwill go.",
            ),
            (
                "WEBVTT - a title\nKind: captions\n\nNOTE nobody\nsays this\n\nSTYLE\n::cue {}\n\nintro\n00:01.000 --> 00:02.000 align:start\n<v Keller>We <00:01.500><c.red>left</c> &amp; won</v>",
                "We left & won",
            ),
            ("1\n00:00:01,000 --> 00:00:02,000\nIt is 5 < 6 {sic}\n\nand more", "It is 5 < 6 {sic}\nand more"),
            ("0:00:01.000,0:00:02.000\nfrom another site", "from another site"),
            (
                "00:01.000 --> 00:02.000\nwe left\n\n00:02.000 --> 00:03.000\nwe left\nand won\n\n00:03.000 --> 00:04.000\nand won",
                "we left\nand won",
            ),
            (
                "1\n00:00:01,000 --> 00:00:02,000\n\n2\n00:00:02,000 --> 00:00:03,000\nIn 2003,\n2004 too",
                "In 2003,\n2004 too",
            ),
        ] {
            assert_eq!(said(text), expected);
        }
    }
}
