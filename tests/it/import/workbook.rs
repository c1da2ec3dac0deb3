//! Workbooks of Excel and `LibreOffice`.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{account, folder, read, refused, twice};

/// A zip archive of entries.
pub(super) fn zip(entries: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in entries {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Where a link in a sheet leads to.
pub(super) const LINK: &str = "https://example.org/report?a=1&amp;b=2";

/// A workbook of Excel with the rows of a sheet, and another sheet.
fn xlsx(rows: &str) -> Vec<u8> {
    xlsx_with(rows, "")
}

/// The same with something behind the rows of its first sheet, which may lead to a page by the link `l`.
pub(super) fn xlsx_with(rows: &str, behind: &str) -> Vec<u8> {
    xlsx_of("visible", rows, behind)
}

/// The same of which the first sheet is hidden or not.
pub(super) fn xlsx_of(state: &str, rows: &str, behind: &str) -> Vec<u8> {
    let workbook = format!(
        "<workbook xmlns='{MAIN}' xmlns:r='{RELATIONS}'><sheets><sheet name='Facts' sheetId='1' state='{state}' r:id='a'/><sheet name='Notes &amp; more' sheetId='2' r:id='b'/></sheets></workbook>"
    );
    let relation = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id='{id}' Type='{RELATIONS}/{kind}' Target='{target}'/>")
    };
    let relations = |of: &str| {
        format!(
            "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>{of}</Relationships>"
        )
    };
    let sheet = |rows: &str, behind| {
        format!("<worksheet xmlns='{MAIN}' xmlns:r='{RELATIONS}'><sheetData>{rows}</sheetData>{behind}</worksheet>")
    };
    let link = format!("<Relationship Id='l' Type='{RELATIONS}/hyperlink' Target='{LINK}' TargetMode='External'/>");
    let own = ["a", "b"].map(|id| relation(id, "worksheet", &format!("worksheets/{id}.xml"))).concat()
        + &relation("s", "sharedStrings", "sharedStrings.xml")
        + &relation("t", "styles", "styles.xml");
    let strings = format!(
        "<sst xmlns='{MAIN}'><si><t>The bridge is closed.</t></si><si><r><t>It op</t></r><r><t>ens &lt;now&gt;.</t></r></si>\
         <si><r><t>The port &amp; the city knew</t></r><r><rPr><strike/></rPr><t xml:space='preserve'> it all</t></r><r><t>.</t></r></si></sst>"
    );
    let styles = format!(
        "<styleSheet xmlns='{MAIN}'><fonts><font/><font><strike/></font><font><strike val='0'/></font></fonts><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/><xf fontId='1'/><xf fontId='2'/></cellXfs></styleSheet>"
    );
    zip(&[
        ("[Content_Types].xml", "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"),
        ("_rels/.rels", &relations(&relation("w", "officeDocument", "xl/workbook.xml"))),
        ("xl/workbook.xml", &workbook),
        ("xl/_rels/workbook.xml.rels", &relations(&own)),
        ("xl/worksheets/a.xml", &sheet(rows, behind)),
        ("xl/worksheets/_rels/a.xml.rels", &relations(&link)),
        ("xl/worksheets/b.xml", &sheet("<row r='1'><c r='A1' t='inlineStr'><is><t>other</t></is></c></row>", "")),
        ("xl/sharedStrings.xml", &strings),
        ("xl/styles.xml", &styles),
    ])
}

const ROWS: &str =
    "<row r='1'><c r='A1' t='inlineStr'><is><t>Claim</t></is></c><c r='B1' t='inlineStr'><is><t>Date</t></is></c></row>
    <row r='3'><c r='A3' t='s'><v>0</v></c><c r='B3' s='1'><v>45586</v></c><c r='C3' t='b'><v>1</v></c></row>
    <row r='4'><c r='A4' t='s'><v>1</v></c><c r='B4'><v>2024</v></c><c r='C4' t='b'><f aca='false'>FALSE()</f><v>1</v></c></row>
    <row r='5'><c r='A5' t='str'><f>CONCATENATE(A1,A3)</f><v>cached</v></c></row>
    <row r='6'><c r='A6' t='e'><v>#REF!</v></c></row>";

const MAP: &str = "columns:\n  A: {heading: Claim, is: statement}\n  B: date\n  C: checked\n";

#[test]
fn sheets_of_excel_are_tables() {
    let file = twice(&["table", "t.xlsx", "--map", "m.yaml"], &[("t.xlsx", &xlsx(ROWS)), ("m.yaml", MAP.as_bytes())]);
    assert!(file.contains("statement: The bridge is closed.\n    date: \"2024-10-21\"\n    note: 'Marked in the table, which is no review: column C: true'"), "{file}");
    assert!(file.contains("statement: It opens <now>.\n    date: \"2024\"\n"), "{file}");
    assert!(
        file.contains("column C: false"),
        "a truth value as LibreOffice writes it, whatever value is stored: {file}"
    );
    assert!(!file.contains("cached"), "a value that was stored for a formula is not taken: {file}");
    let folder = folder();
    folder.write("t.xlsx", xlsx(ROWS));
    folder.write("m.yaml", MAP);
    let run = folder.run(&["import", "table", "t.xlsx", "--map", "m.yaml", "--format", "json"]);
    let account = account(&run);
    assert_eq!(refused(&account), ["row 5, column A formula", "row 6, column A error-value"]);
    assert!(
        account["remarks"][0]["words"].as_str().unwrap().contains("the sheet `Notes & more` was not read"),
        "{account}"
    );
    let map = folder.run(&["import", "table", "t.xlsx"]);
    assert!(map.out().contains("\nsheet: Facts\nheadings: 1\n"), "{}", map.out());
    folder.write("m.yaml", "sheet: Notes & more\nheadings: 0\ncolumns: {A: statement}\n");
    assert_eq!(
        folder.run(&["import", "table", "t.xlsx", "--map", "m.yaml", "--output", "claims/o.yaml"]).status,
        Some(0)
    );
    assert!(read(&folder, "claims/o.yaml").contains("statement: other\n"));
    folder.write("m.yaml", "sheet: none\ncolumns: {A: statement}\n");
    assert!(folder.run(&["import", "table", "t.xlsx", "--map", "m.yaml"]).err().contains("no sheet with the name"));
}

const OFFICE: &str = "xmlns:office='o' xmlns:table='t' xmlns:text='x' xmlns:style='s' xmlns:xlink='l'";

fn ods(rows: &str) -> Vec<u8> {
    ods_with("", rows)
}

pub(super) fn ods_with(styles: &str, rows: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version='1.0'?><office:document-content {OFFICE}>{styles}<office:body><office:spreadsheet><table:table table:name='Facts' table:style-name='ta1'>{rows}</table:table><table:table table:name='B'><table:table-row><table:table-cell office:value-type='string'><text:p>other</text:p></table:table-cell></table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"
    );
    zip(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", &content)])
}

#[test]
fn sheets_of_libreoffice_are_tables() {
    let text =
        |text: &str| format!("<table:table-cell office:value-type='string'><text:p>{text}</text:p></table:table-cell>");
    let rows = format!(
        "<table:table-row>{}{}<table:table-cell table:number-columns-repeated='16382'/></table:table-row>\
         <table:table-row><table:table-cell table:number-columns-repeated='16384'/></table:table-row>\
         <table:table-row>{}<table:table-cell office:value-type='date' office:date-value='2024-10-21'><text:p>21.10.24</text:p></table:table-cell>\
         <table:table-cell table:formula='of:=TRUE()' office:value-type='boolean' office:boolean-value='true'><text:p>WAHR</text:p></table:table-cell></table:table-row>\
         <table:table-row><table:table-cell table:formula='of:=A1' office:value-type='string'><text:p>cached</text:p></table:table-cell></table:table-row>\
         <table:table-row><table:table-cell office:value-type='string'><office:annotation><text:p>a comment</text:p></office:annotation><text:p>Two</text:p><text:p>lines &amp; <text:s text:c='2'/>more</text:p></table:table-cell></table:table-row>\
         <table:table-row table:number-rows-repeated='1048570'><table:table-cell table:number-columns-repeated='16384'/></table:table-row>",
        text("Claim"),
        text("Date"),
        text("The bridge is closed."),
    );
    let folder = folder();
    folder.write("t.ods", ods(&rows));
    folder.write("m.yaml", MAP);
    let run = folder.run(&["import", "table", "t.ods", "--map", "m.yaml", "--format", "json"]);
    assert_eq!(refused(&account(&run)), ["row 4, column A formula"], "{}", run.all());
    let file = read(&folder, "claims/t.yaml");
    assert!(
        file.contains(
            "  # row 3\n  bridge-is-closed:\n    statement: The bridge is closed.\n    date: \"2024-10-21\"\n    note: 'Marked in the table, which is no review: column C: true'\n"
        ),
        "{file}"
    );
    assert!(
        file.contains("    statement: |-\n      Two\n      lines &   more\n") && !file.contains("comment"),
        "{file}"
    );
}

#[test]
fn what_somebody_typed_with_an_equals_sign_is_a_formula() {
    let row = |number: usize, text: &str| {
        format!("<row r='{number}'><c r='A{number}' t='inlineStr'><is><t>{text}</t></is></c></row>")
    };
    let text = |text: &str| {
        format!(
            "<table:table-row><table:table-cell office:value-type='string'><text:p>{text}</text:p></table:table-cell></table:table-row>"
        )
    };
    let texts = ["Claim", "=1+1", "=", "a = b"];
    let excel: String = (1..).zip(texts).map(|(number, text)| row(number, text)).collect();
    for (name, bytes) in [("t.xlsx", xlsx(&excel)), ("t.ods", ods(&texts.map(text).concat()))] {
        let folder = folder();
        folder.write(name, bytes);
        folder.write("m.yaml", "columns: {A: statement}\n");
        let run = folder.run(&["import", "table", name, "--map", "m.yaml", "--format", "json"]);
        assert_eq!(refused(&account(&run)), ["row 2, column A formula"], "{name}");
        assert_eq!(account(&run)["written"]["claims"], 2, "{name}: {}", run.all());
    }
}

#[test]
fn what_would_fill_the_memory_is_refused() {
    let far = |row: &str, cell: &str| xlsx(&format!("<row r='{row}'><c r='{cell}{row}'><v>1</v></c></row>"));
    let repeated = |rows: &str, columns: &str| {
        ods(&format!(
            "<table:table-row table:number-rows-repeated='{rows}'><table:table-cell table:number-columns-repeated='{columns}' office:value-type='string'><text:p>x</text:p></table:table-cell></table:table-row>"
        ))
    };
    let folder = folder();
    folder.write("m.yaml", "headings: 0\ncolumns: {A: statement}\n");
    for (bytes, expected) in [
        (far("1048576", "A"), "more than 1000000 rows"),
        (far("1", "XFD"), "more than 1000 columns"),
        (repeated("1", "1001"), "more than 1000 columns"),
        (repeated("1000001", "1"), "more than 1000000 rows"),
        (repeated("999999", "999"), "more than 2000000 cells"),
        (repeated("99999999999999999999", "1"), "row 1: more than"),
    ] {
        folder.write("t.xlsx", bytes);
        let run = folder.run(&["import", "table", "t.xlsx", "--map", "m.yaml", "--dry-run"]);
        if expected == "row 1: more than" {
            assert_eq!(run.status, Some(0), "a number that is none is 1: {}", run.all());
            continue;
        }
        assert_eq!(run.status, Some(2), "{expected}: {}", run.all());
        assert!(run.err().contains(expected), "{expected}: {}", run.err());
    }
}

const SHOWN_MAP: &str = "headings: 1\ncolumns: {A: statement, B: source, C: url}\n";

/// What an import of a workbook makes of rows of which the sheet does not show all.
fn check_shown(name: &str, bytes: Vec<u8>) {
    let folder = folder();
    folder.write(name, bytes);
    folder.write("m.yaml", SHOWN_MAP);
    let run = folder.run(&["import", "table", name, "--map", "m.yaml", "--format", "json"]);
    let (account, file) = (account(&run), read(&folder, "claims/t.yaml"));
    let left: Vec<_> = account["left_out"].as_array().unwrap().iter().map(ToString::to_string).collect();
    let has = |words: &[&str]| left.iter().any(|one| words.iter().all(|word| one.contains(word)));
    assert!(has(&["\"row\"", "struck", "row 3"]) && has(&["\"row\"", "hidden-row", "row 4"]), "{name}: {left:?}");
    assert!(has(&["Said by", "struck", "row 7, column B"]) && left.len() == 3, "{name}: {left:?}");
    assert!(refused(&account).is_empty(), "{name}: {account}");
    assert!(!file.contains("WRONG") && !file.contains("Hidden") && !file.contains("Bo Other"), "{name}: {file}");
    for (statement, voice) in [
        ("The crane was old.", "    attributed_to:\n    - ada-example\n"),
        ("The port knew.", "    attributed_to:\n    - cy-third\n"),
        ("The port lied.", "    attributed_to:\n    - cy-third\n"),
        ("The port & the city knew.", ""),
        ("The lock is safe.", ""),
        ("The lock was old.", ""),
    ] {
        assert!(file.contains(&format!("    statement: {statement}\n{voice}")), "{name}: {statement}: {file}");
    }
    assert_eq!(file.matches("attributed_to").count(), 3, "{name}: {file}");
}

/// What is hidden or struck out is not imported, and a merged cell is of all its rows.
#[test]
fn a_sheet_is_read_as_it_is_shown() {
    let cell = |place: &str, style: u32, text: &str| {
        format!("<c r='{place}' s='{style}' t='inlineStr'><is><t>{text}</t></is></c>")
    };
    let inline = |place: &str, runs: &str| format!("<c r='{place}' t='inlineStr'><is>{runs}</is></c>");
    let row = |number: u32, more: &str, cells: &[String]| format!("<row r='{number}'{more}>{}</row>", cells.concat());
    let rows = [
        row(1, "", &[cell("A1", 0, "Claim"), cell("B1", 0, "Said by"), cell("C1", 0, "Link")]),
        row(2, "", &[cell("A2", 3, "The crane was old."), cell("B2", 0, "Ada Example")]),
        row(3, "", &[cell("A3", 2, "WRONG, delete this row."), cell("B3", 2, "Bo Other")]),
        row(4, " hidden='1'", &[cell("A4", 0, "Hidden row."), cell("B4", 0, "Bo Other")]),
        row(5, "", &[cell("A5", 0, "The port knew."), cell("B5", 0, "Cy Third")]),
        row(6, "", &[cell("A6", 0, "The port lied."), "<c r='B6'/>".to_owned()]),
        row(7, "", &["<c r='A7' t='s'><v>2</v></c>".to_owned(), cell("B7", 2, "Bo Other")]),
        row(
            8,
            "",
            &[inline(
                "A8",
                "<r><t>The lock is</t></r><r><rPr><strike/></rPr><t xml:space='preserve'> not</t></r><r><t xml:space='preserve'> safe.</t></r>",
            )],
        ),
        row(9, "", &[inline("A9", "<r><rPr><strike/></rPr><t>WRONG, too.</t></r>"), cell("B9", 0, "Bo Other")]),
        row(10, "", &[inline("A10", "<r><rPr><strike val='0'/></rPr><t>The lock was old.</t></r>")]),
    ];
    let merged = "<mergeCells count='1'><mergeCell ref='B5:B6'/></mergeCells>";
    check_shown("t.xlsx", xlsx_with(&rows.concat(), merged));

    let cell = |more: &str, text: &str| {
        format!("<table:table-cell office:value-type='string'{more}><text:p>{text}</text:p></table:table-cell>")
    };
    let row = |more: &str, cells: &[String]| format!("<table:table-row{more}>{}</table:table-row>", cells.concat());
    let (plain, struck) = ("", " table:style-name='ce1'");
    let rows = [
        row("", &[cell(plain, "Claim"), cell(plain, "Said by"), cell(plain, "Link")]),
        row("", &[cell(" table:style-name='ce2'", "The crane was old."), cell(plain, "Ada Example")]),
        row("", &[cell(struck, "WRONG, delete this row."), cell(struck, "Bo Other")]),
        row(" table:visibility='filter'", &[cell(plain, "Hidden row."), cell(plain, "Bo Other")]),
        row("", &[cell(plain, "The port knew."), cell(" table:number-rows-spanned='2'", "Cy Third")]),
        row("", &[cell(plain, "The port lied."), "<table:covered-table-cell/>".to_owned()]),
        row(
            "",
            &[
                cell(plain, "The port &amp; the city knew<text:span text:style-name='T1'> it all</text:span>."),
                cell(plain, "<text:span text:style-name='T1'>Bo Other</text:span>"),
            ],
        ),
        row("", &[cell(plain, "The lock is<text:span text:style-name='T1'> not</text:span> safe.")]),
        row("", &[cell(plain, "<text:span text:style-name='T1'>WRONG, too.</text:span>"), cell(plain, "Bo Other")]),
        row("", &[cell(plain, "The lock was old.")]),
    ];
    let styles = "<office:automatic-styles><style:style style:name='ce1'><style:text-properties style:text-line-through-style='solid'/></style:style>\
        <style:style style:name='ce2'><style:text-properties style:text-line-through-style='none'/></style:style>\
        <style:style style:name='T1'><style:text-properties style:text-line-through-style='solid'/></style:style></office:automatic-styles>";
    check_shown("t.ods", ods_with(styles, &rows.concat()));
}

/// The sheet of the auto-archiver is read in the same way.
#[test]
fn a_hidden_row_of_the_auto_archiver_is_left_out() {
    let cell = |place: &str, style: u32, text: &str| {
        format!("<c r='{place}' s='{style}' t='inlineStr'><is><t>{text}</t></is></c>")
    };
    let rows = format!(
        "<row r='1'>{}{}</row><row r='2' hidden='1'>{}</row><row r='3'>{}{}</row>",
        cell("A1", 0, "Link"),
        cell("B1", 0, "Upload title"),
        cell("A2", 0, "https://x.example/hidden"),
        cell("A3", 0, "https://x.example/shown"),
        cell("B3", 2, "Withdrawn title"),
    );
    let folder = folder();
    folder.write("s.xlsx", xlsx(&rows));
    let run = folder.run(&["import", "autoarchiver", "s.xlsx", "--format", "json"]);
    assert_eq!(super::left_out(&account(&run)), ["row hidden-row", "upload title struck"]);
    let file = read(&folder, "claims/s.yaml");
    assert!(file.contains("shown") && !file.contains("hidden") && !file.contains("Withdrawn"), "{file}");
}
