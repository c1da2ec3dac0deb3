//! Who says what in a text: phrases and passages that were labelled by hand, and what holds for every text.

use std::collections::BTreeMap;

use onrecord::speech::{Attribution, Extent, Identity, Reading, read};
use onrecord::text::Text;
use proptest::prelude::*;

const IDENTITY: &str = include_str!("speech/identity.txt");
const RELAYS: &str = include_str!("speech/relays.txt");
const GERMAN: &str = include_str!("speech/german.txt");
const PRONOUNS: &str = include_str!("speech/pronouns.txt");

/// The lines of a file by the section they are in.
fn sections(file: &'static str) -> BTreeMap<&'static str, Vec<&'static str>> {
    let mut sections: BTreeMap<_, Vec<_>> = BTreeMap::new();
    let mut name = "";
    for line in file.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            Some(section) => name = section,
            None => sections.entry(name).or_default().push(line),
        }
    }
    sections
}

fn words(reading: &Reading, extent: Option<Extent>) -> String {
    extent.map_or_else(String::new, |extent| extent.of(&reading.text).untrusted().to_lowercase())
}

/// What is found of the words for a source, where they are the subject of a sentence.
fn identity(phrase: &str) -> Option<Identity> {
    let text = format!("On Monday, {phrase} said that the bridge was safe and that it would be open in May.");
    let reading = read(&Text::new(text));
    let voice = reading.attributions.first()?.voice?;
    Some(reading.sources[voice].identity)
}

#[test]
fn identities_are_those_of_the_labels() {
    let sections = sections(IDENTITY);
    for (section, least) in [("named", 98), ("anonymous", 92), ("unspecified", 85)] {
        let phrases = &sections[section];
        assert!(phrases.len() >= 100, "{section}");
        let is_right = |phrase: &&&str| identity(phrase).is_some_and(|found| found.name() == section);
        let right = phrases.iter().filter(is_right).count();
        assert!(right * 100 >= least * phrases.len(), "{section}: {right} of {}", phrases.len());
    }
}

#[test]
fn nobody_is_named_who_is_not() {
    let sections = sections(IDENTITY);
    for phrase in sections["anonymous"].iter().chain(&sections["unspecified"]) {
        assert_ne!(identity(phrase), Some(Identity::Named), "{phrase}");
    }
}

/// The relays of a passage: who passes it on, and whom it is from.
fn relays(passage: &str) -> Vec<String> {
    let reading = read(&Text::new(passage));
    let pairs = reading.attributions.iter().filter_map(|relay| Some((relay, reading.attributions.get(relay.relays?)?)));
    let pair = |(relay, origin): (&Attribution, &Attribution)| {
        format!("{} > {}", words(&reading, relay.source), words(&reading, origin.source))
    };
    pairs.map(pair).collect()
}

#[test]
fn relays_are_those_of_the_labels() {
    let sections = sections(RELAYS);
    assert!(sections["relays"].len() >= 60);
    for line in &sections["relays"] {
        let (pair, passage) = line.split_once(" | ").unwrap();
        assert_eq!(relays(passage), [pair.to_lowercase()], "{passage}");
    }
    for passage in &sections["none"] {
        assert_eq!(relays(passage), [""; 0], "{passage}");
    }
}

#[test]
fn pronouns_are_proposed_only_where_nobody_else_can_be_meant() {
    let sections = sections(PRONOUNS);
    let proposed = |passage: &str| -> Vec<String> {
        let reading = read(&Text::new(passage.replace(" / ", "\n\n")));
        let pronouns = reading.sources.iter().filter(|source| source.identity == Identity::Unresolved);
        let labels = pronouns.flat_map(|source| &source.candidates);
        labels.map(|&at| reading.sources[at].label.untrusted().to_owned()).collect()
    };
    let (mut right, mut wrong) = (0, 0);
    for line in &sections["proposed"] {
        let (name, passage) = line.split_once(" | ").unwrap();
        for label in proposed(passage) {
            (right, wrong) = (right + usize::from(label == name), wrong + usize::from(label != name));
        }
    }
    for passage in &sections["none"] {
        wrong += proposed(passage).len();
    }
    assert!(right * 100 >= 95 * (right + wrong), "{right} right, {wrong} wrong");
    assert!(right * 100 >= 80 * sections["proposed"].len(), "{right} proposed");
}

/// What holds for every reading.
fn holds(text: &str) {
    let text = Text::new(text);
    let reading = read(&text);
    assert_eq!(reading, read(&text), "the same text gives the same reading");
    let raw = text.untrusted();
    let is_in = |extent: Extent| {
        extent.start < extent.end
            && raw.is_char_boundary(extent.start as usize)
            && raw.is_char_boundary(extent.end as usize)
            && extent.end as usize <= raw.len()
    };
    assert!(reading.paragraphs.iter().all(|&place| is_in(place)));
    assert!(reading.paragraphs.windows(2).all(|pair| pair[0].end <= pair[1].start));
    for attribution in &reading.attributions {
        assert!(!attribution.content.is_empty());
        let places = attribution.content.iter().chain(&attribution.source).chain(&attribution.cue);
        assert!(places.into_iter().all(|&place| is_in(place)));
        assert!(attribution.content.windows(2).all(|pair| pair[0].end <= pair[1].start), "parts are in order");
        assert!(attribution.voice.is_none_or(|voice| voice < reading.sources.len()));
        assert_eq!(attribution.voice.is_some(), attribution.source.is_some());
        assert!(attribution.relays.is_none_or(|at| at < reading.attributions.len()));
    }
    for source in &reading.sources {
        assert!(!source.mentions.is_empty() && source.mentions.iter().all(|&mention| is_in(mention)));
        assert!(source.candidates.iter().all(|&at| at < reading.sources.len()));
    }
    assert_contents_apart(&reading);
    assert_eq!(reading.account.sure + reading.account.likely, reading.attributions.len());
}

/// No two attributions share words, except a relay and what it passes on.
fn assert_contents_apart(reading: &Reading) {
    let all = &reading.attributions;
    for (at, one) in all.iter().enumerate() {
        for (other_at, other) in all.iter().enumerate().skip(at + 1) {
            let is_pair = one.relays == Some(other_at) || other.relays == Some(at);
            let share = one.content.iter().any(|part| other.content.iter().any(|held| part.overlaps(*held)));
            assert!(is_pair || !share, "{one:?} and {other:?}");
        }
    }
}

/// Words and marks that the rules look at.
const PIECES: [&str; 42] = [
    "Ada Moss",
    "Moss",
    "the mayor",
    "he",
    "she",
    "who",
    "said",
    "says",
    "told",
    "saying",
    "that",
    "and",
    "but",
    "Reuters",
    "according to",
    "reported",
    "citing",
    "officials",
    "a source",
    "on condition of anonymity",
    "the bridge is safe",
    "“",
    "”",
    "\"",
    "''",
    "'",
    "(",
    ")",
    ",",
    ",",
    ".",
    ":",
    ";",
    "—",
    "?",
    "\n",
    "\n\n",
    "Mr.",
    "40 percent",
    "’s",
    "asked whether",
    "é",
];

fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(&PIECES[..]);
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.join(" "))
}

proptest! {
    #[test]
    fn texts_of_what_rules_look_at_are_read(text in pieces()) {
        holds(&format!("The mayor of the city said that it was the end of the day. {text}"));
    }

    #[test]
    fn any_text_is_read(text in any::<String>()) {
        holds(&text);
        holds(&format!("The mayor of the city said that it was the end of the day. {text}"));
    }
}

#[test]
fn line_ends_change_nothing() {
    let text = "“The bridge is safe,” Ada Moss said.\n\n“It is the best of the city.\n\n“It will stay,” she added.\n";
    let unix = read(&Text::new(text));
    let windows = read(&Text::new(text.replace('\n', "\r\n")));
    let contents = |reading: &Reading| -> Vec<String> {
        let parts = reading.attributions.iter().flat_map(|one| one.content.clone());
        parts.map(|part| part.of(&reading.text).untrusted().to_owned()).collect()
    };
    assert_eq!(unix.attributions.len(), 2);
    assert_eq!(contents(&unix), contents(&windows));
}

#[test]
fn of_other_languages_nothing_is_looked_for() {
    let text = "« Le pont est sûr », a déclaré la maire lundi. Elle a ajouté que les travaux dureraient un an, et que la ville paierait.";
    let reading = read(&Text::new(text));
    assert_eq!((reading.language, reading.account.is_read), (Some("fr"), false));
    assert!(reading.attributions.is_empty());
}

/// Whether an attribution has this source and this content: the words in quotation marks, or the clause, as far as `…`.
fn is_said(reading: &Reading, attribution: &Attribution, source: &str, content: &str) -> bool {
    let said = attribution.content.iter().map(|part| part.of(&reading.text).untrusted().to_owned());
    let said = said.collect::<Vec<_>>().join(" … ");
    let bare = |words: &str| words.trim_matches(['„', '“', '.', ',', ' ']).to_lowercase();
    let is_content = bare(&said) == bare(content) || bare(&said).starts_with(&format!("{}“ …", bare(content)));
    is_content && words(reading, attribution.source) == source.to_lowercase()
}

/// What is found in sentences with labels: how many attributions there are, were found, and are right.
#[allow(clippy::print_stdout, reason = "a test shows what is wrong")]
fn measured(lines: &[&str], without: &[&str]) -> (usize, usize, usize) {
    let mut labels: BTreeMap<&str, Vec<(&str, &str)>> = BTreeMap::new();
    for line in lines {
        let (label, sentence) = line.split_once(" | ").unwrap();
        labels.entry(sentence).or_default().push(label.split_once(" > ").unwrap());
    }
    for sentence in without {
        assert!(labels.insert(sentence, Vec::new()).is_none());
    }
    let (mut found, mut right) = (0, 0);
    for (sentence, labels) in &labels {
        let reading = read(&Text::new(*sentence));
        let is_right = |found: &&Attribution| labels.iter().any(|(who, what)| is_said(&reading, found, who, what));
        found += reading.attributions.len();
        right += reading.attributions.iter().filter(is_right).count();
        for wrong in reading.attributions.iter().filter(|found| !is_right(found)) {
            println!("wrong: {sentence} ({})", wrong.pattern);
        }
    }
    (labels.values().map(Vec::len).sum(), found, right)
}

/// The figures of `docs/draft.md`, for the sentences of `german.txt`.
#[test]
fn german_is_read_as_the_labels_say() {
    let sections = sections(GERMAN);
    assert_eq!(measured(&sections["said"], &sections["none"]), (37, 37, 37));
    assert_eq!(measured(&sections["unseen"], &[]), (20, 16, 16));
}
