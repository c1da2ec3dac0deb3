//! A map for a table that has none yet: from its headings, and from what is in its columns.

use std::fmt::Write;

use super::cells::{Row, Sheet};
use super::columns::Column;
use super::headings::{is_kept_back, is_of_place, meaning, question};
use super::voices;
use crate::import::contacts;
use crate::import::names;
use crate::import::place::letters;
use crate::import::values::{DateOrder, date, is_address, shown, truth};
use crate::records::{Fields, to_yaml};
use crate::text::Text;

/// Headings are looked for in so many of the first rows.
const HEADING_ROWS: usize = 10;
/// So many rows are looked at to find out what is in a column.
const LOOKED_AT: usize = 200;
/// Of a cell that is shown, so many characters.
const SHOWN: usize = 60;
/// A statement has at least so many words on average.
const WORDS: usize = 4;

/// The text of a map, to be checked by a person.
pub(super) fn map(sheet: &Sheet, name: &Text) -> String {
    let heading_row = heading_row(sheet);
    let headings = heading_row.map_or(0, |row| row.number);
    let columns: Vec<_> = (1..=sheet.width()).map(|column| Looked::new(sheet, headings, heading_row, column)).collect();
    let proposed = propose(&columns);
    let mut text = introduction(name);
    if let Some(sheet) = &sheet.name {
        text.push_str(&to_yaml(&Fields::default().text("sheet", Some(&Text::new(sheet.as_str())))));
    }
    let _ = writeln!(text, "headings: {headings}");
    if let Some(order) = order(&columns, &proposed) {
        let _ = writeln!(text, "dates: {order}");
    }
    text.push_str("columns:\n");
    for (looked, column) in columns.iter().zip(&proposed) {
        let _ = writeln!(text, "  # {}", looked.example());
        let _ = writeln!(text, "  {}:", letters(looked.number));
        let heading = Text::new(looked.heading.as_str());
        let fields =
            Fields::default().text("heading", (headings > 0).then_some(&heading)).word("is", Some(column.name()));
        for line in to_yaml(&fields).lines() {
            let _ = writeln!(text, "    {line}");
        }
    }
    text
}

fn introduction(name: &Text) -> String {
    let mut text = format!(
        "# Which column of {} is what. Check it, change it, and pass it as `--map FILE`.\n",
        crate::text::terminal::line(name)
    );
    text.push_str("# A column can be:\n");
    for column in Column::ALL {
        let _ = writeln!(text, "#   {:<16} {}", column.name(), column.words());
    }
    text.push_str("# `headings` is the number of the row with the headings, 0 if there is none.\n");
    text.push_str("# `dates: day-first` or `dates: month-first` says how to read 5/10/2024.\n");
    text
}

/// The row of the headings: among the first ones, that with the most headings that mean something. If none means
/// anything, the first row, unless it has an address, a date or a whole sentence in it.
fn heading_row(sheet: &Sheet) -> Option<&Row> {
    let known = |row: &Row| row.cells.iter().filter(|cell| meaning(cell.text()).is_some()).count();
    let best = sheet.rows.iter().take(HEADING_ROWS).rev().max_by_key(|row| known(row)).filter(|row| known(row) > 0);
    let is_data = |row: &Row| {
        row.cells.iter().any(|cell| is_address(cell.text()) || is_date(cell.text()) || is_sentence(cell.text()))
    };
    best.or_else(|| sheet.rows.first().filter(|row| !is_data(row)))
}

fn is_sentence(text: &str) -> bool {
    text.split_whitespace().count() >= WORDS && text.trim_end().ends_with(['.', '!', '?', '…', '”', '"'])
}

fn is_date(text: &str) -> bool {
    text.len() > 4 && matches!(date(text, Some(DateOrder::DayFirst)), Ok(Some(_)))
}

/// What is in a column.
struct Looked<'s> {
    number: u32,
    heading: String,
    cells: Vec<&'s str>,
    /// Whether words of it lead to an address.
    has_link: bool,
}

impl<'s> Looked<'s> {
    fn new(sheet: &'s Sheet, headings: usize, heading_row: Option<&Row>, number: u32) -> Self {
        let rows = sheet.rows.iter().filter(|row| row.number > headings && !row.is_hidden).take(LOOKED_AT);
        let has_link = rows.clone().any(|row| row.cell(number).link().is_some());
        let cells = rows.map(|row| row.cell(number).text()).filter(|text| !text.trim().is_empty()).collect();
        let heading = heading_row.map(|row| row.cell(number).text().trim().to_owned()).unwrap_or_default();
        Self { number, heading, cells, has_link }
    }

    /// Whether nearly all that is in it is something.
    fn is_mostly(&self, is: impl Fn(&str) -> bool) -> bool {
        let count = self.cells.iter().filter(|text| is(text)).count();
        count > 0 && count * 10 >= self.cells.len() * 8
    }

    /// How many words its cells have on average.
    fn words(&self) -> usize {
        let words: usize = self.cells.iter().map(|text| text.split_whitespace().count()).sum();
        words / self.cells.len().max(1)
    }

    /// What is in its first cell, for people. Of telephone numbers and e-mail addresses nothing is shown.
    fn example(&self) -> String {
        match self.cells.first() {
            None => "empty".to_owned(),
            Some(text) => format!("for example: {}", shown(&contacts::without(text).0, SHOWN)),
        }
    }
}

/// What each column is, as far as that can be told.
fn propose(columns: &[Looked<'_>]) -> Vec<Column> {
    let mut proposed = vec![Column::Ignore; columns.len()];
    let mut taken: Vec<Column> = Vec::new();
    let mut put = |at: usize, column: Column, proposed: &mut Vec<Column>| {
        if column.may_repeat() || !taken.contains(&column) {
            taken.push(column);
            proposed[at] = column;
        }
    };
    // Of a note they are left out one by one.
    let is_contact =
        |looked: &Looked<'_>| looked.is_mostly(contacts::has_any) && meaning(&looked.heading) != Some(Column::Note);
    for (at, looked) in columns.iter().enumerate().filter(|(_, looked)| !is_contact(looked)) {
        let meant = meaning(&looked.heading);
        // A source column full of addresses is one of documents.
        let is_url = looked.is_mostly(is_address);
        let has_address = looked.cells.iter().any(|text| is_address(text));
        let meant = match meant {
            // `Status` may be that of the claim or that of its source.
            None | Some(Column::Checked | Column::Verdict | Column::Note | Column::Tags | Column::SourceKind)
                if says_identity(looked) =>
            {
                Some(Column::SourceIdentity)
            }
            Some(Column::Source | Column::Title) | None if is_url => Some(Column::Url),
            Some(Column::SourceIdentity | Column::Source) if looked.is_mostly(|text| truth(text).is_ok()) => {
                Some(question(&looked.heading))
            }
            // Readers see it, so a person has to decide.
            Some(Column::SourceReason) => Some(Column::Ignore),
            Some(column) if is_kept_back(&looked.heading) && !is_of_desk(column, looked) => Some(Column::Ignore),
            Some(Column::Url) if !has_address && !looked.has_link && !looked.cells.is_empty() => Some(Column::Title),
            Some(Column::Locator) if looked.is_mostly(is_date) => Some(Column::Date),
            meant => meant.or_else(|| looked.is_mostly(is_date).then_some(Column::Date)),
        };
        if let Some(column) = meant {
            put(at, column, &mut proposed);
        }
    }
    let has_document = [Column::Title, Column::Url, Column::ArchivedUrl].iter().any(|is| proposed.contains(is));
    for is in proposed.iter_mut().filter(|_| !has_document) {
        // Without a document, nothing can be said of a place in one.
        if matches!(is, Column::Quote | Column::Translation | Column::Locator) {
            *is = Column::Note;
        }
    }
    if !proposed.contains(&Column::Statement) {
        let is_free = |&(at, looked): &(usize, &Looked<'_>)| proposed[at] == Column::Ignore && !is_contact(looked);
        let longest = columns.iter().enumerate().filter(is_free).rev().max_by_key(|(_, looked)| looked.words());
        if let Some((at, _)) = longest.filter(|(_, looked)| looked.words() >= WORDS) {
            put(at, Column::Statement, &mut proposed);
        }
    }
    proposed
}

/// Whether a column says of nearly each source whether it is to be named, and of one that it is not.
fn says_identity(looked: &Looked<'_>) -> bool {
    !is_of_place(&looked.heading)
        && looked.is_mostly(voices::says_identity)
        && looked.cells.iter().any(|text| names::keeps_back(text))
}

/// Whether readers never see what is in a column, or it says only whether a source is named.
fn is_of_desk(column: Column, looked: &Looked<'_>) -> bool {
    let says = |text: &str| truth(text).is_ok() || voices::says_identity(text);
    match column {
        Column::SourceIdentity | Column::SourceAnonymous => looked.cells.is_empty() || looked.is_mostly(says),
        column => matches!(column, Column::Note | Column::SourceKnownTo),
    }
}

/// In which order days and months are, if a date in a column of dates shows it.
fn order(columns: &[Looked<'_>], proposed: &[Column]) -> Option<&'static str> {
    let is_dates =
        |column: &Column| matches!(column, Column::Date | Column::Published | Column::Accessed | Column::Reviewed);
    let cells =
        || columns.iter().zip(proposed).filter(|(_, column)| is_dates(column)).flat_map(|(looked, _)| &looked.cells);
    let is_unclear = cells().any(|text| date(text, None).is_err());
    if is_unclear { first_number_over_12(cells()) } else { None }
}

/// Which order a date shows in which one number cannot be a month.
fn first_number_over_12<'c>(cells: impl Iterator<Item = &'c &'c str>) -> Option<&'static str> {
    let mut orders = cells.filter_map(|text| {
        let mut numbers = text.trim().split('/').map(|part| part.parse::<u32>().ok());
        match (numbers.next()??, numbers.next()??) {
            (13.., _) => Some("day-first"),
            (_, 13..) => Some("month-first"),
            _ => None,
        }
    });
    let first = orders.next()?;
    orders.all(|order| order == first).then_some(first)
}
