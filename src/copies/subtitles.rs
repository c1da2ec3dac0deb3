//! Subtitles as what is said: SRT, VTT and the like without numbers, times, tags and notes.

use super::seam::{APART, SEAM};

/// What cues say, a line for each of theirs; one that goes on in the next is one with it. A line that the next cue only
/// shows once more, as where lines roll up, is said once. Linear.
pub(super) fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut last = String::new();
    let mut speaker = None;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    for block in blocks(text) {
        for line in said(&block).iter().flat_map(|line| by_voice(line)) {
            let voice = voice(line);
            let is_other = voice.is_some() && speaker.is_some() && voice != speaker;
            let line = untagged(line);
            if line.is_empty() || line == last && !is_other {
                continue;
            }
            speaker = voice.or(speaker);
            if is_other {
                out.extend(['\n', APART]);
            } else if !last.is_empty() {
                // A word may go on after a hyphen.
                let is_one = goes_on(&last, &line) && !last.ends_with('-');
                out.extend([if is_one { ' ' } else { '\n' }, SEAM]);
            }
            out.push_str(&line);
            last = line;
        }
    }
    out.extend((!last.is_empty()).then_some(['\n', SEAM]).into_iter().flatten());
    out
}

/// The parts of a line that tags give to different voices.
fn by_voice(line: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = line;
    while let Some(at) = rest.get(1..).and_then(|behind| behind.find("<v")) {
        let (part, behind) = rest.split_at(at + 1);
        parts.push(part);
        rest = behind;
    }
    parts.push(rest);
    parts
}

/// Who says a line, if a tag says so: `<v Ada>Yes.`
fn voice(line: &str) -> Option<&str> {
    let (_, tag) = line.split_once("<v")?;
    let (class, name) = tag.split_once('>')?.0.split_once(' ')?;
    (class.is_empty() || class.starts_with('.')).then_some(name.trim())
}

/// Words, in small letters, that end no sentence.
const OPEN: [&str; 18] = [
    "of", "the", "a", "an", "in", "on", "at", "to", "and", "or", "with", "by", "for", "from", "that", "der", "die",
    "von",
];

/// Whether a sentence goes on in the next line: it has no end in the first, and nobody else speaks in the second. Many
/// captions have no stops, so a capital begins another sentence, except after a comma or a word that cannot be last.
fn goes_on(line: &str, next: &str) -> bool {
    let words = line.trim_end_matches(['"', '”', '’', '\'', '»', '“', ')', ']']);
    let first = next.trim_start_matches(['"', '“', '„', '«', '‘', '\'', '.', '…', '—', '–', ' ']);
    let is_open = words.ends_with(['…', ':']) || words.ends_with("...");
    let ends = words.ends_with(['.', '!', '?', '。', '！', '？', '♪']) && !is_open;
    let is_small = first.starts_with(char::is_lowercase) && !next.starts_with(['-', '–']);
    let is_sound = |line: &str| line.starts_with(['[', '(', '♪', '#']);
    let last = line.rsplit(' ').next().unwrap_or(line);
    let is_cut = is_open || last.ends_with(',') || OPEN.contains(&last) || !line.contains(char::is_lowercase);
    let may_go_on = is_cut || !first.starts_with(char::is_uppercase);
    let goes_on = is_small && !(ends && is_sentence(words)) || !ends && may_go_on && !begins_turn(next);
    goes_on && !is_sound(line) && !is_sound(next)
}

/// Whether a line ends with the end of a sentence rather than with a stop that shortens: `5 p.m.`
fn is_sentence(line: &str) -> bool {
    let last = line.rsplit(' ').next().unwrap_or(line);
    !last.trim_end_matches('.').contains('.')
}

/// Whether somebody begins to speak: `- Yes.`, `>> Yes.`, `KELLER: Yes.`
fn begins_turn(line: &str) -> bool {
    let is_name = |words: &str| words.split(' ').count() <= MAX_LABEL && words.split(' ').all(is_capital);
    line.starts_with(['-', '–', '—', '>', '•']) || line.split_once(':').is_some_and(|(name, _)| is_name(name))
}

fn is_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

/// How many words the name of somebody who speaks has.
const MAX_LABEL: usize = 4;

/// The lines between empty ones.
fn blocks(text: &str) -> Vec<Vec<&str>> {
    let lines: Vec<_> = text.lines().map(str::trim).collect();
    lines.split(|line| line.is_empty()).filter(|block| !block.is_empty()).map(<[&str]>::to_vec).collect()
}

/// The lines of a cue that are said: those behind its time. Of a block without one, as a cue has whose text has an
/// empty line, all but notes.
fn said<'b, 't>(block: &'b [&'t str]) -> &'b [&'t str] {
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
                "The minister will go.",
            ),
            (
                "WEBVTT - a title\nKind: captions\n\nNOTE nobody\nsays this\n\nSTYLE\n::cue {}\n\nintro\n00:01.000 --> 00:02.000 align:start\n<v Keller>We <00:01.500><c.red>left</c> &amp; won</v>",
                "We left & won",
            ),
            ("1\n00:00:01,000 --> 00:00:02,000\nIt is 5 < 6 {sic}\n\nand more", "It is 5 < 6 {sic} and more"),
            ("0:00:01.000,0:00:02.000\nfrom another site", "from another site"),
            (
                "00:01.000 --> 00:02.000\nwe left\n\n00:02.000 --> 00:03.000\nwe left\nand won\n\n00:03.000 --> 00:04.000\nand won",
                "we left and won",
            ),
            (
                "1\n00:00:01,000 --> 00:00:02,000\n\n2\n00:00:02,000 --> 00:00:03,000\nIn 2003,\n2004 too",
                "In 2003, 2004 too",
            ),
        ] {
            assert_eq!(said(text), expected);
        }
    }

    #[test]
    fn what_tags_give_to_another_voice_is_of_somebody_else() {
        let cue = |lines: &str| format!("00:01.000 --> 00:02.000\n{lines}\n\n");
        for (lines, expected) in [
            (&["<v Ada>We will", "<v Ada>close it"][..], "We will close it".to_owned()),
            (&["<v Ada>We will", "<v.loud Bo>close it"], format!("We will\n{APART}close it")),
            (&["<v Ada>We will</v> <v Bo>close it</v>"], format!("We will\n{APART}close it")),
            (&["<v Ada>Yes.", "<v Bo>Yes."], format!("Yes.\n{APART}Yes.")),
            (&["<v Ada>We will", "close it", "<v Bo>not"], format!("We will close it\n{APART}not")),
        ] {
            assert_eq!(said(&lines.iter().map(|line| cue(line)).collect::<String>()), expected);
        }
    }

    #[test]
    fn a_sentence_goes_on_in_the_next_line_or_cue() {
        let cue = |lines: &str| format!("00:00:01,000 --> 00:00:04,000\n{lines}\n\n");
        for (lines, expected) in [
            (
                &["Ada Byron said the bridge is safe", "only for pedestrians."][..],
                "Ada Byron said the bridge is safe only for pedestrians.",
            ),
            (&["Ada Byron, the mayor of", "Elm, said no."], "Ada Byron, the mayor of Elm, said no."),
            (&["“It is safe...", "...for now.”"], "“It is safe... ...for now.”"),
            (&["At 5 p.m.", "on Monday it fell."], "At 5 p.m. on Monday it fell."),
            (&["It was with-", "drawn."], "It was with-\ndrawn."),
            (&["It is safe.", "Nobody knows."], "It is safe.\nNobody knows."),
            (&["Is it safe", "- No"], "Is it safe\n- No"),
            (
                &["Ada Byron said it is closed", "Bo Other said it is open."],
                "Ada Byron said it is closed\nBo Other said it is open.",
            ),
            (&["THE BRIDGE IS SAFE", "ONLY FOR PEDESTRIANS"], "THE BRIDGE IS SAFE ONLY FOR PEDESTRIANS"),
            (&["KELLER:", "It is", "RUTH ADEYEMI: safe"], "KELLER: It is\nRUTH ADEYEMI: safe"),
            (&["It is", "[applause]", "safe"], "It is\n[applause]\nsafe"),
        ] {
            assert_eq!(said(&lines.iter().map(|line| cue(line)).collect::<String>()), expected);
        }
    }
}
