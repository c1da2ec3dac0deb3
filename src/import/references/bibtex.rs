//! BibTeX and BibLaTeX.

use std::collections::HashSet;

use biblatex::{Bibliography, ChunksExt, Entry, Person, RawBibliography, RawChunk, RawEntry};

use super::markup::without_commands;
use super::{Reference, leave_out_notes};
use crate::import::account::{Account, Reason};
use crate::import::object::{Json, Object};
use crate::import::place::{Part, Place};
use crate::import::values;
use crate::import::view::View;

/// Braces are nested at most so deep: the parser goes into each.
const MAX_DEPTH: usize = 64;
/// Abbreviations may be made of others; all that is written must not be longer than this when they are spelt out.
const MAX_SPELT: usize = 64 << 20;

pub(super) fn read(text: &str, file: u32, view: &mut View, account: &mut Account) -> Result<(), String> {
    if let Some(at) = too_deep(text) {
        return Err(format!("line {}: braces are nested more than {MAX_DEPTH} levels deep", line(text, at)));
    }
    let wrong = |error: biblatex::ParseError| format!("line {}: {}", line(text, error.span.start), error.kind);
    let raw = RawBibliography::parse(text).map_err(wrong)?;
    if spelt(&raw) > MAX_SPELT {
        return Err("abbreviations are made of abbreviations beyond 64 MiB".to_owned());
    }
    let own: Vec<HashSet<String>> = raw.entries.iter().map(|entry| names(&entry.v)).collect();
    let bibliography = Bibliography::from_raw(raw).map_err(wrong)?;
    for ((entry, own), number) in bibliography.iter().zip(&own).zip(1..) {
        let fields = fields(entry, own);
        if let Some(object) = Object::new(&fields, Place::part(file, Part::Item, number)) {
            reference(object, entry, view, account);
        }
    }
    account.count("reference", bibliography.len());
    Ok(())
}

/// What an entry takes over from the one that it names as `crossref`: where it was published, and when. An address and
/// a number are of that one alone.
const TAKEN_OVER: [&str; 10] =
    ["journaltitle", "journal", "maintitle", "booktitle", "publisher", "date", "year", "month", "langid", "language"];

/// The names of the fields that an entry has itself.
fn names(entry: &RawEntry<'_>) -> HashSet<String> {
    entry.fields.iter().map(|field| field.key.v.to_lowercase()).collect()
}

/// The fields of an entry as an object, with those that it takes over.
fn fields(entry: &Entry, own: &HashSet<String>) -> Json {
    let field = |(name, chunks): (&String, &biblatex::Chunks)| {
        (name.clone(), Json::Text(without_commands(&chunks.format_verbatim())))
    };
    let is_in = entry.fields.contains_key("booktitle");
    let is_taken = |name: &str| TAKEN_OVER.contains(&name) && (name != "publisher" || !is_in);
    let fields = entry.fields.iter().filter(|(name, _)| own.contains(*name) || is_taken(name));
    Json::Object(fields.map(field).collect())
}

fn reference(mut fields: Object<'_>, entry: &Entry, view: &mut View, account: &mut Account) {
    fields.skip(&["crossref"]);
    let mut reference = Reference { title: fields.title("title", account), ..Reference::default() };
    let howpublished = fields.look("howpublished").and_then(Json::text).filter(|text| values::is_address(text));
    reference.address(&mut fields, ["url", "doi"], account);
    if reference.url.is_none() && howpublished.is_some() {
        reference.url = fields.value("howpublished", values::url, account);
    }
    let outlets =
        ["journaltitle", "journal", "newspaper", "maintitle", "booktitle", "publisher", "organization", "institution"];
    reference.publisher(&mut fields, &outlets, account);
    reference.accessed = fields.value("urldate", |text| values::date(text, None), account);
    reference.published = date(&mut fields, account);
    reference.language = fields.value("langid", values::language, account);
    // Of a work in several languages, and in words of its own, it is left out.
    let language = fields.look("language").and_then(Json::text).map(values::language);
    if let Some(Ok(language)) = language.filter(|_| reference.language.is_none()) {
        fields.skip(&["language"]);
        reference.language = language;
    }
    reference.archived_url = fields.value("archiveurl", values::url, account);
    if let Some(written) = fields.text("author", account) {
        match entry.get_as::<Vec<Person>>("author") {
            Ok(people) => people.iter().for_each(|person| reference.author(&fields, "author", &name(person), account)),
            Err(_) => reference.author(&fields, "author", written, account),
        }
    }
    leave_out_notes(&mut fields, &["note", "annotation", "annote", "abstract", "file"], account);
    reference.add(&fields, view, account);
    fields.end(account);
}

fn name(person: &Person) -> String {
    let parts = [&person.given_name, &person.prefix, &person.name, &person.suffix];
    parts.into_iter().filter(|part| !part.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" ")
}

/// The date in one field, or in fields for year, month and day.
fn date(fields: &mut Object<'_>, account: &mut Account) -> Option<crate::model::Date> {
    let month = fields.text("month", account).map(month);
    let day = fields.text("day", account);
    if let Some(date) = fields.text("date", account) {
        let (date, end) = date.split_once('/').unwrap_or((date, ""));
        if !end.trim().is_empty() {
            account.leave_out("date", Reason::Range, fields.place());
        }
        return fields.read("date", values::date(date, None), account);
    }
    let year = fields.text("year", account)?.trim();
    let written = match (month, day) {
        (Some(Some(month)), Some(day)) => format!("{year}-{month:02}-{:0>2}", day.trim()),
        (Some(Some(month)), None) => format!("{year}-{month:02}"),
        (Some(None), _) => return fields.read("month", Err(crate::import::Why::Date), account),
        (None, _) => year.to_owned(),
    };
    fields.read("year", values::date(&written, None), account)
}

/// The number of a month, from its name or as it is.
fn month(word: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let word = word.trim().to_lowercase();
    let named = MONTHS.iter().position(|month| word.starts_with(month)).and_then(|at| u32::try_from(at + 1).ok());
    named.or_else(|| word.parse().ok().filter(|number| (1..=12).contains(number)))
}

/// Where braces are nested deeper than the parser may go.
fn too_deep(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    text.bytes().position(|byte| {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > MAX_DEPTH
    })
}

/// How long everything is with its abbreviations spelt out.
fn spelt(raw: &RawBibliography<'_>) -> usize {
    let mut lengths: std::collections::HashMap<String, usize> = std::collections::HashMap::new();
    let length = |field: &[biblatex::Spanned<RawChunk<'_>>], lengths: &std::collections::HashMap<String, usize>| {
        field.iter().fold(0_usize, |sum, chunk| {
            sum.saturating_add(match chunk.v {
                RawChunk::Normal(text) => text.len(),
                RawChunk::Abbreviation(name) => lengths.get(&name.to_lowercase()).copied().unwrap_or(name.len()),
            })
        })
    };
    // In any order: a chain of n takes n rounds, and grows by the rounds.
    let mut all = 0_usize;
    for pair in &raw.abbreviations {
        let spelt = length(&pair.value.v, &lengths);
        all = all.saturating_add(spelt);
        lengths.insert(pair.key.v.to_lowercase(), spelt);
    }
    let fields = raw.entries.iter().flat_map(|entry| &entry.v.fields);
    fields.fold(all, |sum, pair| sum.saturating_add(length(&pair.value.v, &lengths)))
}

fn line(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|&byte| byte == b'\n').count() + 1
}
