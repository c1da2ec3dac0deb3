//! A table, imported with a map of its columns, after a map was proposed: see `importing.rs`.

#![no_main]

mod importing;
mod parts;

use libfuzzer_sys::fuzz_target;
use onrecord::import::Format;

/// What the columns are.
const MAP: &str = "headings: 0\ncolumns: {A: statement, B: source, C: date, D: url, E: quote, F: note}\n";
const TYPES: &str = "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>";
const WORKBOOK: &str = "<workbook xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main' \
    xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'>\
    <sheets><sheet name='Facts' sheetId='1' r:id='a'/></sheets></workbook>";
const RELATIONS: &str = "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>\
    <Relationship Id='a' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet' Target='worksheets/a.xml'/>\
    <Relationship Id='b' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings' Target='sharedStrings.xml'/>\
    <Relationship Id='c' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles' Target='styles.xml'/></Relationships>";

// A letter and what it says: `c`, a text; `x`, the sheet, the texts and the styles of a workbook of Excel with a line
// `%%` between them; `o`, the content of one of LibreOffice.
fuzz_target!(|data: &[u8]| {
    let Some((kind, rest)) = data.split_first() else { return };
    let bytes = match kind {
        b'x' => {
            let fixed = [
                ("[Content_Types].xml", TYPES.as_bytes()),
                ("xl/workbook.xml", WORKBOOK.as_bytes()),
                ("xl/_rels/workbook.xml.rels", RELATIONS.as_bytes()),
            ];
            parts::zip(&fixed, &["xl/worksheets/a.xml", "xl/sharedStrings.xml", "xl/styles.xml"], rest)
        }
        b'o' => parts::zip(&[], &["content.xml"], rest),
        _ => rest.to_vec(),
    };
    importing::import(Format::Table, bytes.clone(), None);
    importing::import(Format::Table, bytes, Some(MAP));
});
