//! An annotated draft: the words under each footnote, endnote or comment are a claim, and what the note points to
//! is its evidence.
//!
//! A note says where a fact is from, not who asserts it. It may have what must not be written: guides for fact-checking
//! ask writers for the telephone numbers of their sources.

use std::collections::HashMap;
use std::ops::Range;

use super::account::{Account, Reason, Why};
use super::contacts;
use super::names::keeps_back;
use super::place::{Part, Place};
use super::values;
use super::view::{NewClaim, NewDocument, NewEvidence, View};
use crate::copies::office::{Document, Note, NoteKind, Paragraph, docx};
use crate::copies::{CannotRead, Format, Kind};
use crate::model::{Corpus, Id, Identity};
use crate::speech::is_abbreviation;
use crate::text::{NormalName, Text};

/// Marks that quotations begin and end with.
const QUOTES: [(char, char); 5] = [('“', '”'), ('„', '“'), ('«', '»'), ('"', '"'), ('»', '«')];
/// Words before a place in a document, in the languages that desks use.
const LOCATORS: [&str; 30] = [
    "p.",
    "pp.",
    "p",
    "pp",
    "page",
    "pages",
    "para",
    "para.",
    "paragraph",
    "paragraphs",
    "at",
    "min",
    "min.",
    "minute",
    "timestamp",
    "ch.",
    "chapter",
    "section",
    "sec.",
    "§",
    "s.",
    "seite",
    "seiten",
    "abs.",
    "absatz",
    "página",
    "párr.",
    "pág.",
    "paragraphe",
    "pág",
];

/// Reads an annotated draft into the view. A source is only one that the corpus has under a name in the note.
pub(super) fn read(
    bytes: &[u8],
    file: u32,
    corpus: &Corpus,
    view: &mut View,
    account: &mut Account,
) -> Result<(), String> {
    let document = docx(bytes).map_err(|why| refused(bytes, why))?;
    let claims = Claims::default();
    let mut reading = Reading { document: &document, names: names(corpus), claims, view, account };
    let mut numbers: HashMap<NoteKind, usize> = HashMap::new();
    for note in &document.notes {
        let number = numbers.entry(note.kind).or_default();
        *number += 1;
        let (part, word) = match note.kind {
            NoteKind::Footnote => (Part::Footnote, "footnote"),
            NoteKind::Endnote => (Part::Endnote, "endnote"),
            NoteKind::Comment => (Part::Comment, "comment"),
        };
        reading.account.count(word, 1);
        reading.note(note, Place::part(file, part, *number));
    }
    for claim in reading.claims.all {
        reading.view.claim(claim, reading.account);
    }
    if document.notes.is_empty() {
        account.refuse(Place::of_file(file), None, Why::NoNotes);
    }
    Ok(())
}

/// Why a file is not read: it is another kind of file than DOCX, or something is wrong with it.
fn refused(bytes: &[u8], why: CannotRead) -> String {
    let what = match Kind::of(bytes, Some("docx")) {
        Kind::Docx => return why.words().to_owned(),
        Kind::Odt => "is an ODT file",
        Kind::Unread(Format::Pdf) => "is a PDF file",
        Kind::Unread(Format::RichText) => "is a rich text file (RTF)",
        Kind::Unread(Format::Office) => "is an old office file, a spreadsheet, slides or an e-book",
        _ => "is not a DOCX file",
    };
    format!("{what}; save the draft as DOCX, and import that")
}

/// The named sources of a corpus by the words of their names; nothing for a name that two have.
fn names(corpus: &Corpus) -> Vec<(Text, Id)> {
    let named =
        || corpus.sources.iter().filter(|source| source.identity == Identity::Named && !source.is_confidential());
    let mut counts: HashMap<NormalName, usize> = HashMap::new();
    named().for_each(|source| *counts.entry(NormalName::of(&source.label)).or_default() += 1);
    let is_one = |label: &Text| counts.get(&NormalName::of(label)) == Some(&1);
    named().filter(|source| is_one(&source.label)).map(|source| (source.label.clone(), source.id.clone())).collect()
}

struct Reading<'r> {
    document: &'r Document,
    names: Vec<(Text, Id)>,
    claims: Claims,
    view: &'r mut View,
    account: &'r mut Account,
}

/// Sentences, each by its paragraph and its bytes there.
type Sentences = Vec<(usize, Range<usize>)>;

/// The claims so far, and the sentences that each is.
#[derive(Default)]
struct Claims {
    all: Vec<NewClaim>,
    of: HashMap<Sentences, usize>,
}

impl Claims {
    /// Adds what a note says of some sentences. A second note on the same ones is more evidence for one claim.
    fn add(&mut self, sentences: Sentences, new: NewClaim) {
        let at = *self.of.entry(sentences).or_insert(self.all.len());
        let Some(claim) = self.all.get_mut(at) else { return self.all.push(new) };
        let is_new = |evidence: &NewEvidence| !claim.evidence.contains(evidence);
        let evidence: Vec<_> = new.evidence.into_iter().filter(is_new).collect();
        claim.evidence.extend(evidence);
        let voices: Vec<_> = new.attributed_to.into_iter().filter(|at| !claim.attributed_to.contains(at)).collect();
        claim.attributed_to.extend(voices);
        let notes = [claim.note.take(), new.note];
        let notes: Vec<_> = notes.iter().flatten().map(Text::untrusted).collect();
        claim.note = (!notes.is_empty()).then(|| Text::new(notes.join("\n")));
    }
}

impl Reading<'_> {
    fn note(&mut self, note: &Note, place: Place) {
        let whole = note.paragraphs.iter().map(|paragraph| paragraph.text.untrusted()).collect::<Vec<_>>().join("\n");
        let links: Vec<_> = note.paragraphs.iter().flat_map(links).collect();
        let (kept, count) = contacts::without(&whole);
        let hidden = links.iter().filter(|link| !values::is_address(link)).count();
        if count + hidden > 0 {
            self.account.leave_out_some("note", Reason::Contact, place, count + hidden);
        }
        let Some((sentences, statement)) = self.statement(note) else {
            return self.account.refuse(place, None, Why::NoText);
        };
        if contacts::has_any(&statement) {
            return self.account.refuse(place, None, Why::ContactInStatement);
        }
        let statement = match values::line(&statement) {
            Ok(Some(statement)) => statement,
            Ok(None) => return self.account.refuse(place, None, Why::NoText),
            Err(why) => return self.account.refuse(place, None, why),
        };
        let mut claim = NewClaim::new(statement, place);
        self.evidence((&whole, &kept), &links, place, &mut claim);
        claim.attributed_to = self.voices(&kept, place);
        claim.note = match values::text(&kept) {
            Ok(note) => note,
            Err(why) => {
                self.account.refuse(place, None, why);
                None
            }
        };
        self.claims.add(sentences, claim);
    }

    /// The sentences that a note is attached to; of a note without a range, the one before its mark.
    fn statement(&self, note: &Note) -> Option<(Sentences, String)> {
        let attached: Vec<_> = self.document.attached(note).collect();
        let at = note.at.as_ref()?;
        let ranges =
            if attached.is_empty() { vec![(at.start.paragraph, at.start.offset..at.start.offset)] } else { attached };
        let (mut said, mut found) = (Vec::new(), Vec::new());
        for (number, range) in ranges {
            let text = self.document.paragraphs.get(number)?.text.untrusted();
            let range = sentences(text, range.start, range.end);
            said.push(text.get(range.clone()).unwrap_or(text).trim().to_owned());
            found.push((number, range));
        }
        let said = said.join(" ");
        (!said.trim().is_empty()).then_some((found, said))
    }

    /// The documents that a note points to, all of it. The words in quotation marks and the place are of the first, and
    /// from what is kept of the note.
    fn evidence(&mut self, (whole, kept): (&str, &str), links: &[String], place: Place, claim: &mut NewClaim) {
        let in_text = whole.split_whitespace().filter_map(address).map(str::to_owned);
        let mut addresses: Vec<String> =
            links.iter().filter(|link| values::is_address(link)).cloned().chain(in_text).collect();
        let mut seen = std::collections::HashSet::new();
        addresses.retain(|address| seen.insert(address.clone()));
        for address in addresses {
            match values::url(&address) {
                Ok(Some(url)) => {
                    let new = NewDocument::at(&url, place);
                    let document = NewDocument { url: Some(url), ..new };
                    let evidence = NewEvidence::of(self.view.document(document, self.account));
                    claim.evidence.push(evidence);
                }
                Ok(None) => self.account.refuse(place, None, Why::Url),
                Err(why) => self.account.refuse(place, None, why),
            }
        }
        let Some(first) = claim.evidence.first_mut() else { return };
        first.quote = quote(kept).and_then(|quote| values::line(quote).ok()?);
        first.locator = locator(kept).and_then(|locator| values::line(&locator).ok()?);
    }

    /// The sources of the corpus whose whole names are in the note, unless it says that one is not to be named.
    fn voices(&mut self, note: &str, place: Place) -> Vec<usize> {
        if keeps_back(note) {
            return Vec::new();
        }
        let words = format!(" {} ", plain(note));
        let found: Vec<_> = self
            .names
            .iter()
            .filter(|(name, _)| {
                let name = plain(name.untrusted());
                name.contains(' ') && words.contains(&format!(" {name} "))
            })
            .cloned()
            .collect();
        found.into_iter().map(|(name, id)| self.view.known_source(id, name, place)).collect()
    }
}

/// The addresses that words of a paragraph lead to.
fn links(paragraph: &Paragraph) -> impl Iterator<Item = String> + '_ {
    paragraph.links.iter().map(|link| link.address.untrusted().trim().to_owned())
}

/// Words in small letters with single blanks between them.
fn plain(text: &str) -> String {
    let letters: String = text.chars().map(|letter| if letter.is_alphanumeric() { letter } else { ' ' }).collect();
    letters.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// An address in a text, without the signs of the sentence around it.
fn address(word: &str) -> Option<&str> {
    let at = word.find("http://").or_else(|| word.find("https://"))?;
    let address = word[at..].trim_end_matches(['.', ',', ';', ':', '!', '?', '”', '"', '»', '>', ']']);
    // A bracket around the address, and not in it.
    let mut address = address;
    while address.ends_with(')') && address.matches(')').count() > address.matches('(').count() {
        address = &address[..address.len() - 1];
    }
    Some(address)
}

/// The first words in quotation marks.
fn quote(note: &str) -> Option<&str> {
    let pairs = QUOTES.iter().filter_map(|&(open, close)| {
        let start = note.find(open)? + open.len_utf8();
        let end = note[start..].find(close)? + start;
        Some((start, &note[start..end]))
    });
    pairs.min_by_key(|(start, _)| *start).map(|(_, words)| words.trim()).filter(|words| !words.is_empty())
}

/// A page, a paragraph or a time: a word for it with a number behind it, or a time alone.
fn locator(note: &str) -> Option<String> {
    let words: Vec<_> = note.split_whitespace().collect();
    let tidy = |word: &str| word.trim_matches([',', ';', '(', ')', '.', ':']).to_owned();
    let is_number = |word: &str| word.starts_with(|sign: char| sign.is_ascii_digit()) && word.len() <= 12;
    let is_time = |word: &str| {
        let parts: Vec<_> = word.split(':').collect();
        (2..=3).contains(&parts.len())
            && parts
                .iter()
                .all(|part| part.len() <= 2 && !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    for (nth, word) in words.iter().enumerate() {
        let lower = word.trim_start_matches('(').to_lowercase();
        if LOCATORS.contains(&&*lower) {
            let number = words.get(nth + 1).map(|next| tidy(next)).filter(|next| is_number(next));
            if let Some(number) = number {
                return Some(format!("{} {number}", word.trim_start_matches('(')));
            }
        }
        // `p.12`, and a time without a word.
        let joined = lower.strip_prefix("p.").or_else(|| lower.strip_prefix("pp.")).map(tidy);
        if joined.is_some_and(|number| is_number(&number)) || is_time(&tidy(word)) {
            return Some(tidy(word.trim_start_matches('(')));
        }
    }
    None
}

/// The sentences that a range touches; of a place, the sentence that ends before it or goes on around it.
fn sentences(text: &str, start: usize, end: usize) -> Range<usize> {
    let starts = starts(text);
    // A mark after the full stop belongs to the sentence before it.
    let before = if start == end { text[..start].trim_end().len().saturating_sub(1) } else { start };
    let end = end.max(before + 1);
    let first = starts.iter().rev().find(|&&at| at <= before).copied().unwrap_or_default();
    let last = starts.iter().find(|&&at| at >= end).copied().unwrap_or(text.len());
    first..last
}

/// Where the sentences of a paragraph begin: after a sign that ends one, and before a capital, a number or a mark.
fn starts(text: &str) -> Vec<usize> {
    let mut starts = vec![0];
    for (at, sign) in text.match_indices(['.', '!', '?', '…']) {
        let rest = text[at + sign.len()..].trim_start_matches(['”', '“', '"', '»', '’', ')', ']']);
        let next = rest.trim_start();
        let begins =
            next.starts_with(|sign: char| !sign.is_lowercase() && (sign.is_alphanumeric() || "“„«\"(".contains(sign)));
        let word =
            text[..at].rsplit(|sign: char| sign.is_whitespace() || "(“„\"".contains(sign)).next().unwrap_or_default();
        if rest.len() > next.len() && begins && !(sign == "." && is_short(word, rest)) {
            starts.push(text.len() - next.len());
        }
    }
    starts
}

/// What ends in a full stop that does not end a sentence: initials, and abbreviations, given what comes after the stop.
fn is_short(word: &str, after: &str) -> bool {
    word.chars().count() == 1 && word.chars().all(char::is_alphabetic)
        || word.contains('.')
        || is_abbreviation(word, after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_about_the_sentence_at_its_mark() {
        let text = "Rain fell. The U.S. sent Dr. Example. “We will go,” she said! Nobody asked.";
        let at = |words: &str| text.find(words).unwrap() + words.len();
        let of = |start: usize, end: usize| text[sentences(text, start, end)].trim();
        assert_eq!(of(at("Rain fell."), at("Rain fell.")), "Rain fell.");
        assert_eq!(of(at("Dr. Example."), at("Dr. Example.")), "The U.S. sent Dr. Example.");
        assert_eq!(of(at("The U.S."), at("The U.S.")), "The U.S. sent Dr. Example.");
        assert_eq!(of(at("We "), at("We will")), "“We will go,” she said!");
        assert_eq!(of(at("We "), at("Nobody")), "“We will go,” she said! Nobody asked.");
        assert_eq!(of(0, 0), "Rain fell.");
        assert_eq!(sentences("", 0, 0), 0..0);
    }

    #[test]
    fn an_abbreviation_ends_no_sentence() {
        for short in [
            "Sept. 12",
            "Nov. 12",
            "approx. 5",
            "Inc. Byron",
            "Ltd. Byron",
            "Lt. Byron",
            "Sgt. Byron",
            "Art. 5",
            "cf. Byron",
            "Mt. Byron",
            "Fig. 3",
            "Capt. Byron",
            "5 Mio. Euro",
            "ca. 5",
            "Bd. 3",
            "Abs. 2",
            "z. B. Byron",
            "d. h. Byron",
            "u. a. Byron",
            "Jr. Byron",
            "Hon. Byron",
            "Adm. Byron",
            "Cmdr. Byron",
            "Supt. Byron",
            "Det. Byron",
            "Insp. Byron",
            "Corp. Byron",
            "Co. Byron",
            "Bros. Byron",
            "pp. 3",
            "Messrs. Byron",
            "St. Byron",
            "No. 5",
            "Prof. Byron",
            "Nr. 5",
            "e.g. Byron",
            "Mme. Byron",
            "Hr. Byron",
            "vgl. Byron",
            "Dept. Byron",
            "Mrd. Euro",
        ] {
            let text = format!("Rain fell. Nobody at {short} knew. Nobody asked.");
            let found = &text[sentences(&text, 30, 30)];
            assert_eq!(found.trim(), format!("Nobody at {short} knew."));
        }
        for text in [
            "He said no. Nobody asked.",
            "It was modern art. Nobody asked.",
            "He was det. Nobody asked.",
            "It closed in Dec. Nobody asked.",
            "It was in Nov. The mayor knew.",
            "Es war im Okt. Niemand fragte.",
            "She runs Byron Inc. During the war it closed.",
        ] {
            assert!(text[sentences(text, 5, 5)].trim_end().len() < text.len(), "{text}");
        }
    }

    #[test]
    fn a_note_says_where_and_in_what_words() {
        for (note, expected) in [
            ("See p. 12 of the report", Some("p. 12")),
            ("Report, pp. 12-14.", Some("pp. 12-14")),
            ("(page 3)", Some("page 3")),
            ("Interview at 00:12:31", Some("at 00:12:31")),
            ("video, 12:31.", Some("12:31")),
            ("Seite 4, Abs. 2", Some("Seite 4")),
            ("p.7", Some("p.7")),
            ("at the bridge", None),
        ] {
            assert_eq!(locator(note).as_deref(), expected, "{note}");
        }
        assert_eq!(quote("He wrote: “We leave” and \"more\"."), Some("We leave"));
        assert_eq!(quote("Er sagte „Nein“, dann “x”"), Some("Nein"));
        assert_eq!(quote("nothing “ here"), None);
        assert_eq!(address("(https://example.org/a_(b))."), Some("https://example.org/a_(b)"));
        assert_eq!(address("(https://example.org/a)."), Some("https://example.org/a"));
        assert_eq!(address("see"), None);
    }
}
