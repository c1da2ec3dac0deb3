//! Sheets of `LibreOffice`: the cells of `content.xml`, of which repeated ones are written once.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::RangeInclusive;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::cells::{Cell, MAX_COLUMNS, MAX_ROWS, Row, Sheet, Tab, beyond, chosen};

/// The names of all sheets, and the cells of one.
pub(super) fn read(content: &[u8], styles: &[u8], wanted: Option<&str>) -> Result<(Vec<Tab>, Sheet), String> {
    let damaged = || "cannot be read: it is damaged".to_owned();
    let content = std::str::from_utf8(content).map_err(|_| damaged())?;
    let mut reading = Reading { wanted, ..Reading::default() };
    for part in [std::str::from_utf8(styles).unwrap_or_default(), content] {
        reading.styles(part);
    }
    let mut reader = Reader::from_str(content);
    loop {
        match reader.read_event().map_err(|_| damaged())? {
            Event::Eof => break,
            Event::Start(element) => reading.start(&element),
            Event::Empty(element) => {
                reading.start(&element);
                reading.end(element.local_name().as_ref())?;
            }
            Event::End(element) => reading.end(element.local_name().as_ref())?,
            Event::Text(text) => reading.text(&text),
            Event::CData(text) => reading.text(&text),
            Event::GeneralRef(reference) => {
                let resolved = match reference.resolve_char_ref() {
                    Ok(Some(letter)) => letter.to_string(),
                    _ => entity(&reference).to_owned(),
                };
                reading.text(&resolved);
            }
            Event::DocType(_) => return Err("cannot be read: it declares a document type".to_owned()),
            _ => {}
        }
    }
    let name = chosen(&reading.tabs, wanted)?.name.clone();
    let mut sheet = Sheet { name: Some(name), rows: reading.rows };
    for (rows, column) in reading.merged {
        sheet.merge(rows, column);
    }
    Ok((reading.tabs, sheet))
}

/// What the five entities of XML stand for.
pub(super) fn entity(name: &str) -> &'static str {
    match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => "",
    }
}

#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "each may be so without the others")]
struct Reading<'w> {
    wanted: Option<&'w str>,
    tabs: Vec<Tab>,
    /// Whether the sheet is the one that is read.
    is_read: bool,
    rows: Vec<Row>,
    /// The number of the next row, from 0, and how often the current one is there.
    row: usize,
    row_repeats: usize,
    cells: Vec<Cell>,
    count: usize,
    /// How often the current cell is there, what its attributes say, and the text in it.
    repeats: usize,
    value: Option<Cell>,
    text: Option<String>,
    /// Where a link in the current cell leads to.
    link: Option<String>,
    /// Whether what follows is a comment on the cell.
    is_note: bool,
    /// The styles that strike words out, and those of hidden sheets.
    struck: HashSet<String>,
    hiding: HashSet<String>,
    /// Whether the row is hidden.
    is_hidden: bool,
    /// Whether the cell around what follows is struck out, and each span in it.
    spans: Vec<bool>,
    /// Whether words of the cell are struck out.
    has_struck: bool,
    /// The rows and the column of merged cells.
    merged: Vec<(RangeInclusive<usize>, usize)>,
}

impl Reading<'_> {
    /// Which styles of a part strike words out or hide a sheet.
    fn styles(&mut self, part: &str) {
        let mut name = String::new();
        let mut reader = Reader::from_str(part);
        while let Ok(event) = reader.read_event() {
            let (Event::Start(element) | Event::Empty(element)) = event else {
                if matches!(event, Event::Eof) {
                    return;
                }
                continue;
            };
            let is_line = |key: &&str| attribute(&element, key).is_some_and(|line| line != "none");
            match element.local_name().as_ref() {
                "style" => name = attribute(&element, "name").unwrap_or_default(),
                "text-properties" if ["text-line-through-style", "text-line-through-type"].iter().any(is_line) => {
                    self.struck.insert(name.clone());
                }
                "table-properties" if attribute(&element, "display").as_deref() == Some("false") => {
                    self.hiding.insert(name.clone());
                }
                _ => {}
            }
        }
    }

    /// A sheet begins.
    fn table(&mut self, element: &BytesStart<'_>) {
        let name = attribute(element, "name").unwrap_or_default();
        let is_hidden = attribute(element, "style-name").is_some_and(|style| self.hiding.contains(&style));
        let is_first = !is_hidden && self.tabs.iter().all(|tab| tab.is_hidden);
        let is_new = !self.tabs.iter().any(|tab| tab.name == name);
        self.is_read = self.wanted.map_or(is_first, |wanted| wanted == name && is_new);
        self.tabs.push(Tab { name, is_hidden });
    }

    fn start(&mut self, element: &BytesStart<'_>) {
        match element.local_name().as_ref() {
            "table" => self.table(element),
            _ if !self.is_read => {}
            "table-row" => {
                self.row_repeats = repeats(element, "number-rows-repeated");
                self.is_hidden = attribute(element, "visibility").is_some_and(|shown| shown != "visible");
            }
            "table-cell" | "covered-table-cell" => {
                let rows = repeats(element, "number-rows-spanned");
                if rows > 1 {
                    let last = self.row.saturating_add(rows - 1).min(MAX_ROWS);
                    self.merged.push((self.row..=last, self.cells.len()));
                }
                (self.has_struck, self.spans) = (false, vec![self.is_struck_by(element)]);
                self.repeats = repeats(element, "number-columns-repeated");
                self.value = value(element);
                (self.text, self.link) = (Some(String::new()), None);
            }
            "a" => self.link = attribute(element, "href"),
            "annotation" => self.is_note = true,
            "span" => {
                let is_struck = self.is_struck_by(element) || self.spans.last() == Some(&true);
                self.spans.push(is_struck);
            }
            "p" => match &mut self.text {
                Some(text) if !text.is_empty() => text.push('\n'),
                _ => {}
            },
            "s" => {
                let blanks = repeats(element, "c").min(100);
                self.text(&" ".repeat(blanks));
            }
            "tab" => self.text("\t"),
            "line-break" => self.text("\n"),
            _ => {}
        }
    }

    fn is_struck_by(&self, element: &BytesStart<'_>) -> bool {
        attribute(element, "style-name").is_some_and(|style| self.struck.contains(&style))
    }

    fn text(&mut self, text: &str) {
        if self.spans.last() == Some(&true) {
            self.has_struck = true;
            return;
        }
        if let Some(cell) = self.text.as_mut().filter(|_| !self.is_note) {
            cell.push_str(text);
        }
    }

    fn end(&mut self, name: &str) -> Result<(), String> {
        match name {
            "table" => {
                self.is_read = false;
                self.row = 0;
            }
            "annotation" => self.is_note = false,
            "span" => {
                self.spans.pop();
            }
            "table-cell" | "covered-table-cell" if self.is_read => self.end_cell()?,
            "table-row" if self.is_read => self.end_row()?,
            _ => {}
        }
        Ok(())
    }

    fn end_cell(&mut self) -> Result<(), String> {
        let text = self.text.take().unwrap_or_default();
        let has_rest = !text.trim().is_empty();
        let cell = self.value.take().unwrap_or_else(|| Cell::of_text(text));
        let is_struck = self.has_struck && !has_rest;
        let cell = match self.link.take() {
            Some(address) => cell.linked(&address),
            None => cell,
        };
        let cell = if is_struck { Cell::Struck } else { cell };
        if cell.is_empty() && !is_struck {
            // Empty cells at the end of a row are written as if there were thousands.
            let room = (MAX_COLUMNS + 1).saturating_sub(self.cells.len());
            self.cells.extend(std::iter::repeat_n(Cell::Empty, self.repeats.min(room)));
            return Ok(());
        }
        for _ in 0..self.repeats {
            beyond(self.row, self.cells.len(), self.count)?;
            self.count += 1;
            self.cells.push(cell.clone());
        }
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), String> {
        let mut cells = std::mem::take(&mut self.cells);
        while cells.last() == Some(&Cell::Empty)
            || cells.last().is_some_and(|cell| cell.text() != "" && cell.is_empty())
        {
            cells.pop();
        }
        if cells.is_empty() {
            self.row = self.row.saturating_add(self.row_repeats).min(MAX_ROWS + 1);
            return Ok(());
        }
        for nth in 0..self.row_repeats {
            beyond(self.row, 0, self.count)?;
            // The cells of the first were counted one by one.
            self.count += if nth == 0 { 0 } else { cells.len() };
            self.rows.push(Row { is_hidden: self.is_hidden, ..Row::new(self.row + 1, cells.clone()) });
            self.row += 1;
        }
        Ok(())
    }
}

/// What the attributes of a cell say of its value. Texts and numbers are taken as they are shown.
fn value(element: &BytesStart<'_>) -> Option<Cell> {
    if let Some(formula) = attribute(element, "formula") {
        return Some(Cell::of_formula(&formula));
    }
    match attribute(element, "value-type")?.as_str() {
        "date" => attribute(element, "date-value").map(Cell::Text),
        "boolean" => attribute(element, "boolean-value").map(Cell::Text),
        "float" => attribute(element, "value").map(Cell::Text),
        "error" => Some(Cell::Error),
        _ => None,
    }
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    let value = quick_xml::escape::unescape(&found.value).map(Cow::into_owned);
    value.ok()
}

/// How often something is there.
fn repeats(element: &BytesStart<'_>, name: &str) -> usize {
    attribute(element, name).and_then(|count| count.parse().ok()).unwrap_or(1)
}
