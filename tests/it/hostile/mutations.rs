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

/// A marked document, one that a source without a name has published, and a note about such a source.
const CONFIDENTIAL: &str = "sources:
  gazette: {identity: named, kind: outlet, name: The Gazette}
  clerk:
    identity: anonymous
    description: a clerk
documents:
  memo:
    title: CANARY
    confidential: true
    url: https://canary.example/memo
  post: {title: CANARY, publisher: clerk}
claims:
  a:
    statement: The bill is paid.
    attributed_to: [gazette]
    evidence:
      - document: memo
        quote: the CANARY bill
      - {document: post, quote: CANARY, locator: CANARY}
  b:
    statement: The bill is due.
    attributed_to: [clerk]
    note: CANARY told us
";

/// A text with one slip of the hand: a character left out, twice, or in the place of the next one, or a blank too many.
fn slipped(text: &str, at: prop::sample::Index, kind: usize) -> String {
    let mut signs: Vec<_> = text.chars().collect();
    let at = at.index(signs.len() - 1);
    match kind {
        0 => _ = signs.remove(at),
        1 => signs.insert(at, signs[at]),
        2 => signs.swap(at, at + 1),
        _ => signs.insert(at, ' '),
    }
    signs.into_iter().collect()
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

    #[test]
    fn one_slip_tells_nothing_that_is_confidential(at in any::<prop::sample::Index>(), kind in 0..4_usize) {
        let text = slipped(CONFIDENTIAL, at, kind);
        prop_assert!(!everything(&text).to_lowercase().contains("canary"), "{}", text);
    }
}
