//! Sheets of Excel, cell by cell.

use std::io::Cursor;

use calamine::{DataRef, Reader, SheetVisible, Xlsx, XlsxFormulaMetadata};

use super::cells::{Cell, Row, Sheet, Tab, beyond, chosen};
use super::styles::{Parts, unshown};

/// The names of all sheets, and the cells of one as the sheet shows them. A cell with a formula is one, whatever value
/// was stored with it.
pub(super) fn read(bytes: &[u8], parts: &Parts, wanted: Option<&str>) -> Result<(Vec<Tab>, Sheet), String> {
    let damaged = |_| "cannot be read: it is damaged, or locked with a password".to_owned();
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let sheets = workbook.sheets_metadata().iter();
    let tab =
        |sheet: &calamine::Sheet| Tab { name: sheet.name.clone(), is_hidden: sheet.visible != SheetVisible::Visible };
    let tabs: Vec<_> = sheets.map(tab).collect();
    let name = chosen(&tabs, wanted)?.name.clone();
    let unshown = unshown(parts, &name);
    let merged = workbook.merge_cells_by_sheet_name(&name).map_err(damaged)?;
    let mut reader = workbook.worksheet_cells_reader(&name).map_err(damaged)?;
    let (mut sheet, mut count) = (Sheet { name: Some(name), rows: Vec::new() }, 0);
    while let Some(record) = reader.next_cell_with_formula_metadata().map_err(damaged)? {
        let (row, column) = (record.pos.0 as usize, record.pos.1 as usize);
        let cell = match record.formula {
            None => cell(&record.value),
            Some(XlsxFormulaMetadata::Normal { formula }) => Cell::of_formula(&formula),
            Some(_) => Cell::Formula,
        };
        if cell.is_empty() {
            continue;
        }
        let cell = match unshown.partly.get(&(row, column)) {
            _ if unshown.struck.contains(&(row, column)) => Cell::Struck,
            Some(left) if left.trim().is_empty() => Cell::Struck,
            Some(left) => Cell::of_text(left.clone()),
            None => cell,
        };
        let cell = match unshown.links.get(&(row, column)) {
            Some(address) => cell.linked(address),
            None => cell,
        };
        beyond(row, column, count)?;
        count += 1;
        if sheet.rows.last().is_none_or(|last| last.number != row + 1) {
            let is_hidden = unshown.rows.contains(&row);
            sheet.rows.push(Row { is_hidden, ..Row::new(row + 1, Vec::new()) });
        }
        let Some(last) = sheet.rows.last_mut() else { continue };
        if last.cells.len() <= column {
            last.cells.resize(column + 1, Cell::Empty);
        }
        last.cells[column] = cell;
    }
    drop(reader);
    if !sheet.rows.is_sorted_by(|one, other| one.number < other.number) {
        return Err("cannot be read: its rows are not in order".to_owned());
    }
    for merged in merged {
        sheet.merge(merged.start.0 as usize..=merged.end.0 as usize, merged.start.1 as usize);
    }
    Ok((tabs, sheet))
}

/// What is in a cell, as text. Of a day the time is left out that nobody wrote.
fn cell(value: &DataRef<'_>) -> Cell {
    match value {
        DataRef::Empty => Cell::Empty,
        DataRef::Int(number) => Cell::Text(number.to_string()),
        DataRef::Float(number) => Cell::Text(number.to_string()),
        DataRef::SharedString(text) => Cell::of_text((*text).to_owned()),
        DataRef::String(text) => Cell::of_text(text.clone()),
        DataRef::Bool(truth) => Cell::Text(truth.to_string()),
        DataRef::DateTime(date) if date.is_datetime() => {
            let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
            let day = format!("{year:04}-{month:02}-{day:02}");
            let is_day = (hour, minute, second) == (0, 0, 0);
            Cell::Text(if is_day { day } else { format!("{day} {hour:02}:{minute:02}:{second:02}") })
        }
        DataRef::DateTime(duration) => Cell::Text(duration.as_f64().to_string()),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Cell::Text(text.clone()),
        DataRef::Error(_) => Cell::Error,
    }
}
