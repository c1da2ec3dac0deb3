//! CSL-JSON, as reference managers and pandoc write it.

use super::markup::without_elements;
use super::{Reference, leave_out_notes};
use crate::import::account::{Account, Reason, Why};
use crate::import::entities;
use crate::import::object::{Json, Object, parse};
use crate::import::place::{Part, Place};
use crate::import::values;
use crate::import::view::View;
use crate::model::Date;

pub(super) fn read(text: &str, file: u32, view: &mut View, account: &mut Account) -> Result<(), String> {
    let json = entities::decoded(parse(text.as_bytes())?);
    // Some programs put the list into an object.
    let items = json.get("items").or(json.get("references")).unwrap_or(&json).items();
    for (item, number) in items.iter().zip(1..) {
        let place = Place::part(file, Part::Item, number);
        match Object::new(item, place) {
            Some(item) => reference(item, view, account),
            None => account.refuse(place, None, Why::Shape),
        }
    }
    account.count("reference", items.len());
    Ok(())
}

fn reference(mut item: Object<'_>, view: &mut View, account: &mut Account) {
    item.skip(&["id", "type", "citation-key"]);
    let title = item.text("title", account).map(without_elements);
    let title = title.and_then(|title| item.titled("title", &title, account));
    let mut reference = Reference { title, ..Reference::default() };
    reference.address(&mut item, ["URL", "DOI"], account);
    reference.publisher(&mut item, &["container-title", "publisher"], account);
    reference.published = date(&mut item, "issued", account);
    reference.accessed = date(&mut item, "accessed", account);
    reference.language = item.value("language", values::language, account);
    // The field is for the name of an archive, too.
    let is_address = |key: &&str| item_text(&item, key).is_some_and(values::is_address);
    if let Some(key) = ["archive_location", "archive"].into_iter().find(|key| is_address(key)) {
        reference.archived_url = item.value(key, values::url, account);
    }
    let authors = item.take("author").map(Json::items).unwrap_or_default();
    for author in authors {
        match name(author) {
            Some(name) => reference.author(&item, "author", &name, account),
            None => account.refuse(item.place(), Some("author"), Why::Shape),
        }
        left_of_name(author, &item, account);
    }
    leave_out_notes(&mut item, &["note", "annote", "abstract"], account);
    reference.add(&item, view, account);
    item.end(account);
}

fn item_text<'j>(item: &Object<'j>, key: &str) -> Option<&'j str> {
    item.look(key)?.text()
}

/// What is in a name beside its parts.
fn left_of_name(author: &Json, item: &Object<'_>, account: &mut Account) {
    let Json::Object(entries) = author else { return };
    let known = ["family", "given", "literal", "non-dropping-particle", "dropping-particle", "suffix", "name"];
    for (key, _) in entries.iter().filter(|(key, _)| !known.contains(&key.as_str())) {
        account.leave_out(&format!("{}.{key}", item.name("author")), Reason::NoField, item.place());
    }
}

/// A name as it is printed.
fn name(author: &Json) -> Option<String> {
    let part = |key: &str| author.get(key).and_then(Json::text).unwrap_or_default();
    if let Some(literal) = author.text().or_else(|| author.get("literal").or(author.get("name"))?.text()) {
        return Some(literal.to_owned());
    }
    let parts = ["given", "dropping-particle", "non-dropping-particle", "family", "suffix"].map(part);
    let name = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    (!name.is_empty()).then_some(name)
}

/// A date in parts, or as text.
fn date(item: &mut Object<'_>, key: &str, account: &mut Account) -> Option<Date> {
    let mut text = None;
    let mut dates = item.objects(key, |other| text = other.text().map(str::to_owned));
    for date in &mut dates {
        let all = date.take("date-parts").map(Json::items).unwrap_or_default();
        let parts = all.first().map(parts);
        if all.len() > 1 {
            account.leave_out(&item.name(key), Reason::Range, item.place());
        }
        let written = ["literal", "raw"].into_iter().find_map(|key| date.text(key, account)).map(str::to_owned);
        text = parts.flatten().or(written);
        if text.is_none() {
            account.refuse(item.place(), Some(key), Why::Date);
        }
    }
    for date in dates {
        date.end(account);
    }
    item.read(key, values::date(&text?, None), account)
}

/// Year, month and day with hyphens between them.
fn parts(parts: &Json) -> Option<String> {
    let numbers = parts.items().iter().map(|part| part.text()?.trim().parse::<u32>().ok());
    let numbers: Option<Vec<u32>> = numbers.collect();
    match numbers?[..] {
        [year] => Some(format!("{year:04}")),
        [year, month] => Some(format!("{year:04}-{month:02}")),
        [year, month, day] => Some(format!("{year:04}-{month:02}-{day:02}")),
        _ => None,
    }
}
