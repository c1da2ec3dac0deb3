//! Files with a few characters changed at random: whatever they say, nothing stops the program and nothing acts.

use std::io::Write;

use onrecord::check::check;
use onrecord::diagnostic::{Findings, Level};
use onrecord::format::{Format, Options, Written};
use onrecord::policy::Request;
use onrecord::report::{Report, Selection};
use onrecord::{Workspace, report};
use proptest::prelude::*;

const TEXTS: [&str; 4] = [
    include_str!("../../corpora/hostile/nasty.yaml"),
    include_str!("../../corpora/hostile/honest.yaml"),
    include_str!("../../corpora/hostile/canary/comment-beside-errors.yaml"),
    include_str!("../../corpora/hostile/canary/flow-over-lines.yaml"),
];

/// Characters with a meaning to YAML, to a terminal or to code that measures text.
const PIECES: [&str; 40] = [
    "\n",
    "\r\n",
    "\t",
    " ",
    "  ",
    ":",
    ": ",
    "- ",
    "? ",
    "#",
    " # ",
    "[",
    "]",
    "{",
    "}",
    ",",
    "\"",
    "'",
    "\\",
    "|\n",
    ">-\n",
    "&a ",
    "*a",
    "!t ",
    "<<: ",
    "---\n",
    "...\n",
    "%",
    "@",
    "`",
    "~",
    "\u{0}",
    "\u{1b}",
    "\u{202E}",
    "\u{FEFF}",
    "é",
    "\u{301}",
    "👩‍🔬",
    "\u{3000}漢字",
    "\r",
];

/// Turns the text after it around.
const OVERRIDE: char = '\u{202E}';

/// What the library says of a text, in all formats.
fn everything(text: &str) -> String {
    let snapshot = Workspace::of_texts([("c.yaml", text)]).snapshot();
    let report = report(&snapshot, &Selection::default());
    let mut out = Vec::new();
    let options = Options::default().width(60);
    for format in Report::formats() {
        // Cells keep tabs and what turns text around: they are data.
        let out: &mut dyn Write = if format == Format::Csv { &mut std::io::sink() } else { &mut out };
        report.write(format, &options, out).unwrap();
    }
    let checked = check(&snapshot, &Request::default());
    for format in Findings::formats() {
        checked.findings(Level::Error).write(format, &options, &mut out).unwrap();
    }
    String::from_utf8(out).unwrap()
}

fn changed(text: &str, changes: &[(prop::sample::Index, usize, usize)]) -> String {
    let mut characters: Vec<_> = text.chars().collect();
    for (at, remove, piece) in changes {
        let at = at.index(characters.len());
        let end = (at + remove).min(characters.len());
        characters.splice(at..end, PIECES[*piece].chars());
    }
    characters.into_iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn nothing_stops_the_program_and_nothing_acts(
        text in 0..TEXTS.len(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..4, 0..PIECES.len()), 1..6),
    ) {
        let text = changed(TEXTS[text], &changes);
        let said = everything(&text);
        let control = said.chars().find(|&character| character.is_control() && !matches!(character, '\n' | '\r'));
        prop_assert_eq!(control, None);
        prop_assert!(!said.contains(OVERRIDE));
    }
}
