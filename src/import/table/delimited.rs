//! Tables as text: CSV with commas or semicolons, TSV.

use csv::{ReaderBuilder, StringRecord};

use super::cells::{Cell, MAX_COLUMNS, MAX_ROWS, Row, Sheet};
use crate::copies::decode_guessing;
use crate::import::account::{Account, Remark};
use crate::import::place::Place;
use crate::text::escape::csv::unguarded;

/// What may be between cells.
const DELIMITERS: [char; 4] = [',', ';', '\t', '|'];
/// What spreadsheets write into a table for a formula that they could not compute.
const ERRORS: [&str; 8] = ["#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#N/A", "#NULL!", "#NUM!", "#WERT!"];
/// So many lines are looked at to find out what is.
const LOOKED_AT: usize = 50;

/// Reads a table. `cell` says what is in a cell with some text.
pub(in crate::import) fn read(
    bytes: &[u8],
    file: u32,
    account: &mut Account,
    cell: fn(&str) -> Cell,
) -> Result<Sheet, String> {
    let (text, guess) = decode_guessing(bytes).ok_or("is not a table: it is not text")?;
    if let Some(name) = guess {
        account.remark(Place::of_file(file), Remark::GuessedEncoding(name));
    }
    let (text, declared) = without_declaration(&text);
    let delimiter = declared.map_or_else(|| delimiter(text), |(delimiter, _)| delimiter);
    let mut number = declared.map_or(1, |(_, lines)| lines + 1);
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(u8::try_from(delimiter).unwrap_or(b','))
        .from_reader(text.as_bytes());
    let (mut sheet, mut record) = (Sheet::default(), StringRecord::new());
    loop {
        let start = place(&reader);
        if !reader.read_record(&mut record).map_err(|_| format!("row {number}: cannot be read"))? {
            return Ok(sheet);
        }
        let raw = &text[start..place(&reader).min(text.len())];
        // The reader may stop between the two signs of a line end.
        let raw = raw.strip_prefix('\n').filter(|_| text[..start].ends_with('\r')).unwrap_or(raw);
        // It passes over empty lines, which spreadsheets count.
        let blank = raw.len() - raw.trim_start_matches(['\n', '\r']).len();
        number += line_ends(&raw[..blank]);
        let is_last = place(&reader) >= text.len();
        if is_last && raw.bytes().filter(|&byte| byte == b'"').count() % 2 == 1 {
            return Err(format!("row {number}: a quotation mark is never closed"));
        }
        if record.len() > MAX_COLUMNS {
            return Err(format!("row {number}: more than {MAX_COLUMNS} columns"));
        }
        if sheet.rows.len() == MAX_ROWS {
            return Err(format!("row {number}: more than {MAX_ROWS} rows"));
        }
        let row = Row::new(number, record.iter().map(cell).collect());
        sheet.rows.extend((!row.is_empty()).then_some(row));
        number += 1;
    }
}

fn place(reader: &csv::Reader<&[u8]>) -> usize {
    usize::try_from(reader.position().byte()).unwrap_or(usize::MAX)
}

/// How many lines end in a text of nothing but line ends.
fn line_ends(blank: &str) -> usize {
    blank.replace("\r\n", "\n").len()
}

/// What is in a cell of a spreadsheet. Where our own CSV has guarded it, the guard is undone.
pub(super) fn of_spreadsheet(text: &str) -> Cell {
    match text {
        "" => Cell::Empty,
        error if ERRORS.contains(&error) => Cell::Error,
        text => match Cell::of_text(text.to_owned()) {
            Cell::Text(text) => Cell::Text(unguarded(&text).into_owned()),
            formula => formula,
        },
    }
}

/// Excel's own first line that says what is between cells, such as `sep=;`, and the lines it takes.
fn without_declaration(text: &str) -> (&str, Option<(char, usize)>) {
    let declared = text.strip_prefix("sep=").and_then(|rest| {
        let delimiter = rest.chars().next().filter(|delimiter| DELIMITERS.contains(delimiter))?;
        let rest = &rest[delimiter.len_utf8()..];
        let rest = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix('\n'))?;
        Some((rest, delimiter))
    });
    declared.map_or((text, None), |(rest, delimiter)| (rest, Some((delimiter, 1))))
}

/// What is between cells: the sign that is outside quotation marks on most of the first lines and as often on each.
fn delimiter(text: &str) -> char {
    let mut counts = [[0_usize; DELIMITERS.len()]; LOOKED_AT];
    let (mut line, mut is_quoted) = (0, false);
    for sign in text.chars() {
        match sign {
            '"' => is_quoted = !is_quoted,
            '\n' if !is_quoted => line += 1,
            _ if is_quoted => {}
            _ => {
                if let Some(at) = DELIMITERS.iter().position(|&delimiter| delimiter == sign) {
                    counts[line][at] += 1;
                }
            }
        }
        if line == LOOKED_AT {
            break;
        }
    }
    let lines = &counts[..(line + 1).min(LOOKED_AT)];
    let score = |at: usize| {
        let first = lines.iter().map(|counts| counts[at]).find(|&count| count > 0).unwrap_or_default();
        let alike = lines.iter().filter(|counts| counts[at] == first && first > 0).count();
        (alike, first)
    };
    // Of equals the first of the list wins.
    let best = (0..DELIMITERS.len()).rev().max_by_key(|&at| score(at));
    DELIMITERS[best.unwrap_or_default()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(bytes: &[u8]) -> Result<Vec<(usize, Vec<String>)>, String> {
        let sheet = read(bytes, 0, &mut Account::default(), of_spreadsheet)?;
        let cells = |row: &Row| {
            row.cells
                .iter()
                .map(|cell| format!("{}{}", if *cell == Cell::Formula { "F" } else { "" }, cell.text()))
                .collect()
        };
        Ok(sheet.rows.iter().map(|row| (row.number, cells(row))).collect())
    }

    fn row(number: usize, cells: &[&str]) -> (usize, Vec<String>) {
        (number, cells.iter().map(|&cell| cell.to_owned()).collect())
    }

    #[test]
    fn rows_have_the_numbers_that_spreadsheets_show() {
        let text = "a,b\n\n\"x\ny\",2\r\n\r\n\r\n3\n,\n4,5,6\n";
        let expected = [row(1, &["a", "b"]), row(3, &["x\ny", "2"]), row(6, &["3"]), row(8, &["4", "5", "6"])];
        assert_eq!(rows(text.as_bytes()).unwrap(), expected);
    }

    #[test]
    fn the_delimiter_is_the_one_on_all_lines() {
        for (text, expected) in [
            ("a;b;c\n\"1,5\";2;x, y, z\n1;2;3\n", ["a", "b", "c"]),
            ("a\tb\tc\n1, 2\t2; 3\t3\n", ["a", "b", "c"]),
            ("a|b|c\n1|2|3\n", ["a", "b", "c"]),
            ("sep=;\r\na;b;c\n", ["a", "b", "c"]),
            ("a,b,c\n\"x;y\",2,3\n", ["a", "b", "c"]),
        ] {
            let rows = rows(text.as_bytes()).unwrap();
            assert_eq!(rows[0].1, expected, "{text}");
            assert_eq!(rows[0].0, if text.starts_with("sep") { 2 } else { 1 });
        }
    }

    #[test]
    fn guards_are_undone_and_formulas_are_not_text() {
        let found = rows(b"'=1+1,=SUM(A1),'+x,'quoted',-5,=\n").unwrap();
        assert_eq!(found[0].1, ["=1+1", "F", "+x", "'quoted'", "-5", "="]);
    }

    #[test]
    fn encodings_are_known_or_guessed_and_said() {
        let wide: Vec<u8> = "\u{FEFF}a\té\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        for (bytes, guess) in [
            ("\u{FEFF}a,é\n".as_bytes(), None),
            (&wide, None),
            (b"a,\xE9\n", Some(Remark::GuessedEncoding("Windows-1252"))),
        ] {
            let mut account = Account::default();
            let sheet = read(bytes, 0, &mut account, of_spreadsheet).unwrap();
            assert_eq!(sheet.rows[0].cells[1].text(), "é");
            assert_eq!(account.remarks().first().map(|(_, remark)| remark.clone()), guess);
        }
        assert!(read(b"PK\x03\x04\0\0\0", 0, &mut Account::default(), of_spreadsheet).is_err());
    }

    #[test]
    fn a_quotation_mark_that_is_never_closed_has_a_place() {
        assert_eq!(rows(b"a,b\n\"1,2\n3,4\n").unwrap_err(), "row 2: a quotation mark is never closed");
        assert!(rows(b"a,b\n\"1\"\"\",2\n").is_ok());
        assert!(rows(b"").unwrap().is_empty());
    }

    #[test]
    fn tables_have_limits() {
        let wide = |columns: usize| rows(format!("{}\n", vec!["x"; columns].join(",")).as_bytes());
        assert!(wide(MAX_COLUMNS).is_ok());
        assert!(wide(MAX_COLUMNS + 1).unwrap_err().contains("more than 1000 columns"));
    }
}
