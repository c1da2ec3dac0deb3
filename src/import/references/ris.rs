//! RIS: a tag of two characters on each line, and a reference up to `ER`.

use super::{Reference, leave_out_notes};
use crate::import::account::{Account, Why};
use crate::import::object::{Json, Object};
use crate::import::place::{Part, Place};
use crate::import::values;
use crate::import::view::View;

pub(super) fn read(text: &str, file: u32, view: &mut View, account: &mut Account) -> Result<(), String> {
    let mut entries: Vec<(String, Json)> = Vec::new();
    let mut count = 0;
    for (line, number) in text.lines().zip(1..) {
        match tag(line) {
            Some(("ER", _)) => {
                count += 1;
                reference(
                    &Json::Object(std::mem::take(&mut entries)),
                    Place::part(file, Part::Item, count),
                    view,
                    account,
                );
            }
            Some((tag, value)) => entries.push((tag.to_owned(), Json::Text(value.to_owned()))),
            None if line.trim().is_empty() => {}
            // A value may go on in the next line.
            None => match entries.last_mut() {
                Some((_, Json::Text(value))) => value.extend([" ", line.trim()]),
                _ => account.refuse(Place::part(file, Part::Line, number), None, Why::Syntax),
            },
        }
    }
    if !entries.is_empty() {
        return Err("the last reference has no `ER`: the file is cut short".to_owned());
    }
    account.count("reference", count);
    Ok(())
}

/// The tag of a line, and what is behind it.
fn tag(line: &str) -> Option<(&str, &str)> {
    let (tag, value) = line.get(..2).zip(line.get(2..))?;
    let is_tag = tag.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    let value = value.strip_prefix("  -").filter(|_| is_tag)?;
    Some((tag, value.trim()))
}

fn reference(entry: &Json, place: Place, view: &mut View, account: &mut Account) {
    let Some(mut entry) = Object::new(entry, place) else { return };
    entry.skip(&["TY", "ID"]);
    let mut reference = Reference::default();
    for key in ["TI", "T1", "CT"] {
        if reference.title.is_none() {
            reference.title = entry.title(key, account);
        }
    }
    reference.address(&mut entry, ["UR", "DO"], account);
    reference.publisher(&mut entry, &["T2", "JO", "JF", "JA", "BT", "PB"], account);
    for key in ["DA", "PY", "Y1"] {
        match &reference.published {
            None => reference.published = entry.value(key, date, account),
            // The year of the date.
            Some(_) => entry.skip(&[key]),
        }
    }
    reference.accessed = entry.value("Y2", date, account);
    reference.language = entry.value("LA", values::language, account);
    for key in ["AU", "A1"] {
        while let Some(name) = entry.text(key, account) {
            reference.author(&entry, key, &in_order(name), account);
        }
    }
    leave_out_notes(&mut entry, &["N1", "N2", "AB", "RN"], account);
    reference.add(&entry, view, account);
    entry.end(account);
}

/// A name as it is printed: `Example, Ada` is Ada Example.
fn in_order(name: &str) -> String {
    match name.split_once(',') {
        Some((family, given)) => format!("{} {}", given.trim(), family.trim()),
        None => name.to_owned(),
    }
}

/// `2024/10/21/` and its like, or a date as others write it.
fn date(text: &str) -> values::Read<crate::model::Date> {
    let parts: Vec<_> = text.split('/').map(str::trim).take_while(|part| !part.is_empty()).collect();
    let is_year = parts.first().is_some_and(|year| year.len() == 4);
    let numbers = parts.iter().take(3).map(|part| format!("{part:0>2}")).collect::<Vec<_>>();
    values::date(&if is_year { numbers.join("-") } else { text.to_owned() }, None)
}
