//! The account for people.

use std::io::{self, Write};

use anstyle::Style;

use super::account::{Remark, Why};
use super::{Account, Import, Place};
use crate::format::Options;
use crate::page::TextPage;
use crate::text::escape::terminal;
use crate::text::{Text, counted, counted_as};

/// So many kinds of what was left out are shown, and so many places that were not understood.
const MAX_LINES: usize = 50;

pub(super) fn write(import: &Import, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let page = &mut TextPage::new(out, options.width, options.color);
    let account = &import.account;
    let read: Vec<_> = account.read().iter().map(|&(what, count)| counted(count, what)).collect();
    let read = if read.is_empty() { "nothing".to_owned() } else { read.join(", ") };
    let files = counted(import.names.len(), "file");
    let mut line =
        |label: &str, text: &str| page.wrapped(Style::new(), text, &format!("{label:<15} "), "                ");
    line("read", &format!("{read} from {files}"))?;
    line("new", &import.written.to_string())?;
    if !import.known.is_none() {
        line("known", &format!("{}: already in the claim files", import.known))?;
    }
    for remark in account.remarks() {
        line("remark", &format!("{}{}", of_file(import, remark.0), words(remark)))?;
    }
    left_out(account, import, &mut line)?;
    not_understood(account, import, &mut line)
}

/// Writes a line after its label.
type Line<'l> = &'l mut dyn FnMut(&str, &str) -> io::Result<()>;

fn left_out(account: &Account, import: &Import, line: Line<'_>) -> io::Result<()> {
    for left in account.left_out().iter().take(MAX_LINES) {
        let (place, times) = (where_it_is(import, left.first), left.count);
        let place = if times == 1 { place } else { format!("{times} times, first in {place}") };
        line("left out", &format!("`{}`: {} ({place})", terminal::line(&left.field), left.reason.words()))?;
    }
    more(account.left_out().len(), "left out", line)
}

fn not_understood(account: &Account, import: &Import, line: Line<'_>) -> io::Result<()> {
    for one in account.not_understood().iter().take(MAX_LINES) {
        let field = one.field.as_ref().map(|field| format!(", `{}`", terminal::line(field))).unwrap_or_default();
        line("not understood", &format!("{}{field}: {}", where_it_is(import, one.place), Why::words(one.why)))?;
    }
    more(account.not_understood().len(), "not understood", line)
}

fn more(count: usize, label: &str, line: Line<'_>) -> io::Result<()> {
    if count > MAX_LINES {
        line(label, &format!("and {} more; `--format json` lists all", count - MAX_LINES))?;
    }
    Ok(())
}

/// Where something is, with the file if there are several.
fn where_it_is(import: &Import, place: Place) -> String {
    let at = place.at.to_string();
    if at.is_empty() { file_name(import, place) } else { format!("{}{at}", of_file(import, place)) }
}

/// The file before something in it, if there are several.
fn of_file(import: &Import, place: Place) -> String {
    if import.names.len() > 1 { format!("{}, ", file_name(import, place)) } else { String::new() }
}

fn file_name(import: &Import, place: Place) -> String {
    import.names.get(place.file as usize).map(|name| terminal::line(name).into_owned()).unwrap_or_default()
}

/// What was assumed, in words.
pub(super) fn words((place, remark): &(Place, Remark)) -> String {
    match remark {
        Remark::GuessedEncoding(name) => format!("nothing says which encoding the file has; it was read as {name}"),
        Remark::OtherSheet(name) => {
            format!("the sheet `{}` was not read; name it as `sheet` in the map to import it", shown(name))
        }
        Remark::HiddenSheet(name) => {
            format!("the hidden sheet `{}` was not read; name it as `sheet` in the map to import it", shown(name))
        }
        Remark::NewIds(count) => format!("{} had no name in this export and have new ids", counted(*count, "source")),
        Remark::TakenIds(count) => {
            let records = counted_as(*count, "record has a new id", "records have new ids");
            format!("{records}: other records have the old ones")
        }
        Remark::ContactsKept(count) => {
            let (statements, at) = (counted_as(*count, "statement has", "statements have"), &place.at);
            format!("{statements} a telephone number or an e-mail address, first in {at}: check whether to publish it")
        }
        Remark::Unclear(count) => {
            let (sources, at) = (counted(*count, "source"), &place.at);
            let (their, are) = if *count == 1 { ("its", "it is") } else { ("their", "they are") };
            format!("{sources} may be named or not: {their} words do not show it, so {are} unspecified, first in {at}")
        }
        Remark::NoNames(count) => {
            let (sources, at) = (counted(*count, "source"), &place.at);
            let (are, they) = if *count == 1 { ("is", "it is") } else { ("are", "they are") };
            let what = "said to be named, but the words are a description";
            format!("{sources} {are} {what}, so {they} unspecified, first in {at}")
        }
    }
}

fn shown(text: &Text) -> String {
    terminal::line(text).into_owned()
}
