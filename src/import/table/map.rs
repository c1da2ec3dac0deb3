//! The map of a table: which column is what. A person has checked it, so a table that does not fit it is refused.

use super::cells::{MAX_COLUMNS, Sheet};
use super::columns::Column;
use crate::format::Named;
use crate::import::NotImported;
use crate::import::place::letters;
use crate::import::values::{DateOrder, shown};
use crate::text::escape::terminal;
use crate::tree::{NodeId, NodeKind, Tree};
use crate::yaml;

/// Which column of a table is what.
#[derive(Debug)]
pub(super) struct Map {
    /// The sheet of a workbook.
    pub(super) sheet: Option<String>,
    /// The number of the row with the headings; 0 if there is none.
    pub(super) headings: usize,
    /// Which number of a date is the day, where it does not show.
    pub(super) dates: Option<DateOrder>,
    /// In order of columns.
    pub(super) columns: Vec<Mapped>,
}

/// A column that the map names.
#[derive(Debug)]
pub(super) struct Mapped {
    /// Its number, from 1.
    pub(super) column: u32,
    heading: Option<String>,
    pub(super) is: Column,
}

/// How the order of numbers in dates is called.
const ORDERS: [(&str, DateOrder); 2] = [("day-first", DateOrder::DayFirst), ("month-first", DateOrder::MonthFirst)];

impl Map {
    /// Reads a map.
    pub(super) fn read(text: &str) -> Result<Self, NotImported> {
        let tree = yaml::parse(text).map_err(|refusal| {
            NotImported::Map(format!("line {}: {}", line(text, refusal.start as usize), refusal.kind.words().0))
        })?;
        let reading = Reading { text, tree: &tree };
        reading.map().map_err(|(at, why)| NotImported::Map(format!("line {}: {why}", line(text, at))))
    }

    /// Whether a table has the headings that the map names.
    pub(super) fn check(&self, sheet: &Sheet) -> Result<(), String> {
        let row = sheet.row(self.headings);
        for Mapped { column, heading, .. } in &self.columns {
            let there = row.map(|row| row.cell(*column).text()).unwrap_or_default();
            let Some(heading) = heading else { continue };
            if shown(heading, usize::MAX) != shown(there, usize::MAX) {
                return Err(format!(
                    "row {}, column {}: the heading is `{}`, and `{}` in the map; check the map",
                    self.headings,
                    letters(*column),
                    shown(there, 60),
                    shown(heading, 60)
                ));
            }
        }
        Ok(())
    }

    /// The columns of a kind.
    pub(super) fn of(&self, is: Column) -> impl Iterator<Item = u32> {
        self.columns.iter().filter(move |mapped| mapped.is == is).map(|mapped| mapped.column)
    }

    /// What a column is. One that the map does not name is left out.
    pub(super) fn is(&self, column: u32) -> Column {
        self.columns.iter().find(|mapped| mapped.column == column).map_or(Column::Ignore, |mapped| mapped.is)
    }

    /// The first column of a kind.
    pub(super) fn first(&self, is: Column) -> Option<u32> {
        self.of(is).next()
    }
}

/// The text of a map with its tree.
struct Reading<'t> {
    text: &'t str,
    tree: &'t Tree<'t>,
}

/// Where something is wrong, and what.
type Wrong = (usize, String);

impl Reading<'_> {
    fn at(&self, node: NodeId) -> usize {
        self.tree.range(node).0 as usize
    }

    fn wrong<T>(&self, node: NodeId, why: impl Into<String>) -> Result<T, Wrong> {
        Err((self.at(node).min(self.text.len()), why.into()))
    }

    fn map(&self) -> Result<Map, Wrong> {
        let Some(root) = self.tree.root().filter(|&root| self.tree.kind(root) == NodeKind::Map) else {
            return Err((0, "expected `columns:`".to_owned()));
        };
        if let Some(flaw) = self.tree.flaws().first() {
            return self.wrong(flaw.at, "duplicate key, or a value that cannot be read");
        }
        let mut map = Map { sheet: None, headings: 1, dates: None, columns: Vec::new() };
        for (key, value) in self.tree.entries(root) {
            match self.tree.scalar(key) {
                Some("sheet") => map.sheet = Some(self.scalar(value)?.to_owned()),
                Some("headings") => match self.scalar(value)?.parse() {
                    Ok(number) => map.headings = number,
                    Err(_) => return self.wrong(value, "expected the number of the row with the headings, or 0"),
                },
                Some("dates") => match ORDERS.iter().find(|(name, _)| self.tree.scalar(value) == Some(name)) {
                    Some((_, order)) => map.dates = Some(*order),
                    None => return self.wrong(value, "expected `day-first` or `month-first`"),
                },
                Some("columns") => map.columns = self.columns(value)?,
                _ => return self.wrong(key, "unknown key; expected `sheet`, `headings`, `dates` or `columns`"),
            }
        }
        self.is_enough(&map, root)?;
        map.columns.sort_by_key(|mapped| mapped.column);
        Ok(map)
    }

    /// A column of a kind once, and at least what makes a record.
    fn is_enough(&self, map: &Map, root: NodeId) -> Result<(), Wrong> {
        let several = Column::ALL.iter().find(|column| !column.may_repeat() && map.of(**column).count() > 1);
        if let Some(column) = several {
            return self.wrong(root, format!("two columns are `{}`; only one can be", column.name()));
        }
        let is_something = |column| map.first(column).is_some();
        if !(is_something(Column::Statement) || is_something(Column::Url) || is_something(Column::Title)) {
            return self.wrong(root, "no column is `statement`, `title` or `url`, so there is nothing to import");
        }
        Ok(())
    }

    fn scalar(&self, value: NodeId) -> Result<&str, Wrong> {
        self.tree.scalar(value).map_or_else(|| self.wrong(value, "expected a text"), Ok)
    }

    fn columns(&self, value: NodeId) -> Result<Vec<Mapped>, Wrong> {
        if self.tree.kind(value) != NodeKind::Map {
            return self.wrong(value, "expected columns by their letters, such as `A:`");
        }
        self.tree.entries(value).map(|(key, value)| self.column(key, value)).collect()
    }

    fn column(&self, key: NodeId, value: NodeId) -> Result<Mapped, Wrong> {
        let Some(column) = self.tree.scalar(key).and_then(number) else {
            return self.wrong(key, "expected the letters of a column, such as `A`");
        };
        let mut mapped = Mapped { column, heading: None, is: Column::Ignore };
        // `A: statement` is short for a column whose heading is not compared.
        if self.tree.kind(value) != NodeKind::Map {
            mapped.is = self.word(value)?;
            return Ok(mapped);
        }
        for (key, value) in self.tree.entries(value) {
            match self.tree.scalar(key) {
                Some("heading") => mapped.heading = Some(self.scalar(value)?.to_owned()),
                Some("is") => mapped.is = self.word(value)?,
                _ => return self.wrong(key, "unknown key; expected `heading` or `is`"),
            }
        }
        Ok(mapped)
    }

    fn word(&self, value: NodeId) -> Result<Column, Wrong> {
        let word = self.scalar(value)?;
        Column::named(word)
            .or_else(|expected| self.wrong(value, format!("a column is not `{}`; {expected}", terminal::escape(word))))
    }
}

/// The number of a column, from its letters.
fn number(word: &str) -> Option<u32> {
    let mut number = 0_u32;
    for letter in word.bytes() {
        let letter = letter.to_ascii_uppercase();
        let value = u32::from(letter.is_ascii_uppercase().then(|| letter - b'A' + 1)?);
        number = number.checked_mul(26)?.checked_add(value)?;
    }
    (1..=u32::try_from(MAX_COLUMNS).ok()?).contains(&number).then_some(number)
}

/// The number of the line that a place is in.
fn line(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|&byte| byte == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Map, String> {
        Map::read(text).map_err(|why| why.to_string())
    }

    #[test]
    fn a_map_says_which_column_is_what() {
        let map = read(
            "headings: 2\ndates: day-first\nsheet: Facts\ncolumns:\n  b: {heading: 'no', is: url}\n  A: statement\n",
        )
        .unwrap();
        assert_eq!((map.headings, map.dates, map.sheet.as_deref()), (2, Some(DateOrder::DayFirst), Some("Facts")));
        assert_eq!(
            map.columns.iter().map(|mapped| (mapped.column, mapped.is)).collect::<Vec<_>>(),
            [(1, Column::Statement), (2, Column::Url)]
        );
    }

    #[test]
    fn what_is_wrong_with_a_map_has_a_line() {
        for (text, expected) in [
            ("", "line 1: expected `columns:`"),
            ("columns:\n  A: statment\n", "line 2: a column is not `statment`; expected one of statement"),
            ("columns:\n  A: statement\n  B: statement\n", "two columns are `statement`"),
            ("columns:\n  A: note\n", "nothing to import"),
            ("columns:\n  A1: note\n", "line 2: expected the letters"),
            ("columns:\n  A: {is: note, was: x}\n", "line 2: unknown key"),
            ("column:\n  A: note\n", "line 1: unknown key"),
            ("dates: us\ncolumns: {A: url}\n", "line 1: expected `day-first`"),
            ("columns: {A: url, A: title}\n", "duplicate key"),
            ("columns: [", "line 1"),
            ("headings: one\n", "line 1: expected the number"),
            ("columns: {ZZZZ: url}\n", "letters of a column"),
        ] {
            let why = read(text).unwrap_err();
            assert!(why.contains(expected), "{text}: {why}");
        }
        assert!((1..=1000).all(|column| number(&letters(column)) == Some(column)));
        assert_eq!((number("ALL"), number("ALM"), number("")), (Some(1000), None, None));
    }
}
