//! A text in which several people speak by turns: a chat that was exported as text, or a transcript.

use std::collections::HashMap;

use super::seam::{APART, BACK, LED_IN, SEAMS};

/// How many words and signs the name of somebody who speaks has at most.
const MAX_WORDS: usize = 4;
const MAX_NAME: usize = 60;
/// How many signs a time has at most: `[2026-03-02, 03:58:11 PM GMT+01:00]`.
const MAX_STAMP: usize = 40;
/// How many turns there are at least, and how many people have one more than once.
const MIN_TURNS: usize = 2;

/// The same text with what each speaker says apart from what the others say. A text in which nobody is seen to speak by
/// turns stays as it is. Linear.
pub(super) fn text(text: String) -> String {
    let lines: Vec<Line<'_>> = text.split_inclusive('\n').map(Line::new).collect();
    let is_chat = is_chat(&lines);
    if !is_chat && !is_transcript(&lines) {
        return text;
    }
    let mut turns = Turns { out: String::with_capacity(text.len() + 2 * lines.len()), within: vec![None] };
    for line in &lines {
        let start = line.all.find(|sign| !is_unseen(sign)).unwrap_or(line.all.len());
        let (before, rest) = line.all.split_at(start);
        turns.add(before);
        if let Some(speaker) = if is_chat { line.stamped } else { line.named } {
            turns.speaks(speaker);
        }
        turns.add(rest);
    }
    turns.out
}

/// Lines of messages, each with its sender, and what each sends apart from what the others do.
pub(super) fn of_messages<'t>(messages: impl IntoIterator<Item = (&'t str, String)>) -> String {
    let mut turns = Turns { out: String::new(), within: vec![None] };
    for (sender, line) in messages {
        turns.speaks(sender);
        turns.add(&line);
    }
    turns.ends_turn();
    turns.out
}

/// The text as it is put together.
struct Turns<'t> {
    out: String,
    /// Who speaks in each of the texts that are open, the innermost last.
    within: Vec<Option<&'t str>>,
}

impl<'t> Turns<'t> {
    /// Adds a part, in which other texts may begin and end.
    fn add(&mut self, part: &str) {
        for sign in part.chars() {
            match sign {
                APART | LED_IN => self.within.push(None),
                BACK => {
                    self.ends_turn();
                    if self.within.len() > 1 {
                        self.within.pop();
                    }
                }
                _ => {}
            }
            self.out.push(sign);
        }
    }

    fn speaks(&mut self, speaker: &'t str) {
        if self.within.last() != Some(&Some(speaker)) {
            self.ends_turn();
            self.out.push(APART);
            if let Some(last) = self.within.last_mut() {
                *last = Some(speaker);
            }
        }
    }

    fn ends_turn(&mut self) {
        if self.within.last_mut().and_then(Option::take).is_some() {
            self.out.push(BACK);
        }
    }
}

/// A line, and who begins to speak in it.
struct Line<'t> {
    all: &'t str,
    /// Who does by a time and a name: nobody, where it only says what happened.
    stamped: Option<&'t str>,
    /// Who does by a name.
    named: Option<&'t str>,
    ends: bool,
}

impl<'t> Line<'t> {
    fn new(all: &'t str) -> Self {
        let seen = trimmed(all);
        let ends = seen.trim_end_matches(['"', '”', '’', '\'', '»', ')', ']', '*', '_']);
        Self {
            all,
            stamped: behind_time(seen).map(|rest| name(rest).unwrap_or_default()),
            named: name(seen).filter(|name| name.split(' ').count() <= MAX_WORDS && name.split(' ').all(is_capital)),
            ends: ends.ends_with(['.', '?', '!', '…', '。', '？', '！', '–', '—']),
        }
    }

    fn is_empty(&self) -> bool {
        trimmed(self.all).is_empty()
    }
}

/// Without white space and what nobody sees around it.
fn trimmed(text: &str) -> &str {
    text.trim_matches(is_unseen)
}

fn is_unseen(sign: char) -> bool {
    sign.is_whitespace() || SEAMS.contains(&sign) || matches!(sign, '\u{FEFF}' | '\u{200E}' | '\u{200F}')
}

/// What is behind the time at the start of a line: `[02/03/2026, 03:58:11] Ada: Yes.`, `02.03.26, 03:58 - Ada: Yes.`,
/// `[03:58] <Ada> Yes.`
fn behind_time(line: &str) -> Option<&str> {
    // Without brackets the time of a programme looks like that of a message, so there must be a date, too.
    let ((stamp, rest), least) = match line.strip_prefix('[') {
        Some(inner) => (inner.split_once(']')?, 3),
        None => (line.split_once(" - ").or_else(|| line.split_once(" – "))?, 7),
    };
    let is_of_time = |sign: char| sign.is_ascii_digit() || " \u{202F}\u{A0},.:/-+APMGTCUapm".contains(sign);
    let digits = stamp.chars().filter(char::is_ascii_digit).count();
    let is_time = stamp.chars().count() <= MAX_STAMP && stamp.chars().all(is_of_time) && digits >= least;
    (is_time && stamp.contains(':')).then(|| trimmed(rest))
}

/// The name before a colon or in angle brackets, with something behind it.
fn name(text: &str) -> Option<&str> {
    let bracketed = || text.strip_prefix('<')?.split_once('>');
    let (name, rest) = bracketed().or_else(|| text.split_once(':'))?;
    let (name, rest) = (trimmed(name), trimmed(rest));
    let is_short = name.chars().count() <= MAX_NAME && !name.contains(['/', '\n']);
    (is_short && !name.is_empty() && !rest.is_empty() && !rest.starts_with("//")).then_some(name)
}

fn is_capital(word: &str) -> bool {
    word.starts_with(|first: char| first.is_uppercase() || first == '(')
}

/// Whether lines begin with a time and a name, as chats are exported.
fn is_chat(lines: &[Line<'_>]) -> bool {
    lines.iter().filter(|line| line.stamped.is_some_and(|name| !name.is_empty())).count() >= MIN_TURNS
}

/// Whether people speak by turns: at least two of them more than once, and most turns begin where a sentence has ended.
/// In a form, where lines begin with names of fields, nothing ends.
fn is_transcript(lines: &[Line<'_>]) -> bool {
    let seen = || lines.iter().filter(|line| !line.is_empty());
    let mut turns: HashMap<&str, usize> = HashMap::new();
    let (mut begun, mut ended) = (0, 0);
    for (before, _) in seen().zip(seen().skip(1)).filter(|(_, line)| line.named.is_some()) {
        begun += 1;
        ended += usize::from(before.ends);
    }
    for name in seen().filter_map(|line| line.named) {
        *turns.entry(name).or_default() += 1;
    }
    let regulars = turns.values().filter(|&&count| count > 1).count();
    regulars >= MIN_TURNS && ended * 2 > begun
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The last word of each text that is apart.
    fn parts(text: &str) -> Vec<String> {
        let shown = super::text(text.to_owned()).replace(BACK, "");
        let last = |part: &str| part.split_whitespace().next_back().unwrap_or_default().to_owned();
        shown.split(APART).filter(|part| !trimmed(part).is_empty()).map(last).collect()
    }

    #[test]
    fn chats_are_apart_by_speaker() {
        for chat in [
            "[02/03/2026, 03:58:11] Dana: Is she ready?\n[02/03/2026, 03:59:02] Karl: Yes.\nAll aboard.\n\
             [02/03/2026, 03:59:09] Karl: Lights off.\n[02/03/2026, 04:02:40] Dana: Go.\n",
            "02.03.26, 03:58 - Dana: Is she ready?\n02.03.26, 03:59 - Karl: Yes.\n02.03.26, 03:59 - Karl: Lights off.\n\
             02.03.26, 04:02 - Dana: Go.\n",
            "\u{200E}[3/2/26, 3:58:11\u{202F}PM] ~ dana k.: ready?\n[3/2/26, 3:59:02\u{202F}PM] +49 151 1234: off.\n\
             [3/2/26, 4:02:40\u{202F}PM] ~ dana k.: Go.\n",
            "[03:58] <dana> ready?\n[03:59] <karl> off.\n[04:02] <dana> Go.\n",
        ] {
            assert_eq!(parts(chat), ["ready?", "off.", "Go."]);
        }
        let joined = "02.03.26, 03:58 - Dana: One.\n02.03.26, 03:59 - Karl joined\n02.03.26, 04:02 - Dana: Two.\n";
        assert_eq!(parts(joined), ["One.", "joined", "Two."]);
    }

    #[test]
    fn transcripts_are_apart_by_speaker() {
        let hearing = "THE COURT: Did you sign\nit?\n\nMR. KELLER: I did not.\n\nI never would.\n\nTHE COURT: \
                       Who did?\n\nMR. KELLER: Ask him.\n";
        assert_eq!(parts(hearing), ["it?", "would.", "did?", "him."]);
        assert_eq!(parts("Q: Did you?\nA: No.\nQ: Who did?\nA: He did.\n"), ["you?", "No.", "did?", "did."]);
    }

    #[test]
    fn texts_within_texts_end_where_they_did() {
        let quoted = format!("Q: One?\nA: Two.\n{APART}Q: Three?\n{APART}four\n{BACK}A: Five.\n{BACK}A: Six.\nnine\n");
        let expected = format!(
            "{APART}Q: One?\n{BACK}{APART}A: Two.\n{APART}{APART}Q: Three?\n{APART}four\n{BACK}{BACK}{APART}A: Five.\n\
             {BACK}{BACK}A: Six.\nnine\n"
        );
        assert_eq!(text(quoted), expected);
    }

    #[test]
    fn other_texts_are_one() {
        for text in [
            "Name: Ada\nAge: 30\nName: Bea\nAge: 40\n",
            "NOTE: The bridge is closed.\nNOTE: It opens in May.\n",
            "Keller said one thing: no.\nMoss said another: yes.\nKeller said one thing: never.\n",
            "From: Ada\nTo: Bea\n\nIt is closed.\n",
            "Dana: Is she ready?\nKarl: She is.\n",
            "[1] Ada: One.\n[2] Bea: Two.\n",
            "10:30 - 12:00: open.\n14:30 - 16:00: closed.\n",
        ] {
            assert_eq!(super::text(text.to_owned()), text);
        }
    }
}
