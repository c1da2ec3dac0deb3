//! What is behind the cells and the tabs of a workbook: links, and sheets that are hidden.

use super::workbook::{LINK, ods_with, xlsx_of, xlsx_with};
use super::{account, folder, left_out, read, refused};

/// A row of Excel of which each cell has a text or, behind a `=`, a formula.
fn row(number: usize, cells: &[&str]) -> String {
    let cell = |(column, text): (char, &&str)| match text.strip_prefix('=') {
        Some(formula) => format!("<c r='{column}{number}' t='str'><f>{formula}</f><v>old</v></c>"),
        None => format!("<c r='{column}{number}' t='inlineStr'><is><t>{text}</t></is></c>"),
    };
    format!("<row r='{number}'>{}</row>", ('A'..).zip(cells).map(cell).collect::<String>())
}

/// The same of `LibreOffice`, in which a text behind a `@` is a link.
fn ods_row(cells: &[&str]) -> String {
    let cell = |text: &&str| {
        let text = match text.strip_prefix('@') {
            Some(text) => format!("<text:a xlink:href='{LINK}'>{text}</text:a>"),
            None => (*text).to_owned(),
        };
        format!("<table:table-cell office:value-type='string'><text:p>{text}</text:p></table:table-cell>")
    };
    format!("<table:table-row>{}</table:table-row>", cells.iter().map(cell).collect::<String>())
}

/// Who works on one does not see a sheet that is hidden: it is where desks keep who a source is.
#[test]
fn a_hidden_sheet_is_not_read_unless_somebody_asks_for_it() {
    let secret = [["Code", "Real name"], ["S1", "Peter Zwolle"]];
    let excel: String = (1..).zip(&secret).map(|(number, cells)| row(number, cells)).collect();
    let office: String = secret.iter().map(|cells| ods_row(cells)).collect();
    let style = "<office:automatic-styles><style:style style:name='ta1' style:family='table'>\
        <style:table-properties table:display='false'/></style:style></office:automatic-styles>";
    for (name, bytes, other) in [
        ("t.xlsx", xlsx_of("hidden", &excel, ""), "Notes & more"),
        ("t.xlsx", xlsx_of("veryHidden", &excel, ""), "Notes & more"),
        ("t.ods", ods_with(style, &office), "B"),
    ] {
        let folder = folder();
        folder.write(name, bytes);
        let map = folder.run(&["import", "table", name]);
        assert!(map.out().contains(&format!("\nsheet: {other}\n")) && !map.all().contains("Zwolle"), "{}", map.all());
        folder.write("m.yaml", "headings: 0\ncolumns: {A: statement}\n");
        let run = folder.run(&["import", "table", name, "--map", "m.yaml", "--format", "json"]);
        let remark = "the hidden sheet `Facts` was not read; name it as `sheet` in the map to import it";
        assert_eq!(account(&run)["remarks"][0]["words"], remark);
        assert!(read(&folder, "claims/t.yaml").contains("statement: other\n"), "{}", run.all());
        folder.write("m.yaml", "sheet: Facts\ncolumns: {B: statement}\n");
        folder.run(&["import", "table", name, "--map", "m.yaml", "--output", "claims/o.yaml"]);
        assert!(read(&folder, "claims/o.yaml").contains("statement: Peter Zwolle\n"));
    }
}

/// Most people write a word and put the address behind it.
#[test]
fn the_address_behind_a_word_is_that_of_the_document() {
    let rows = [
        row(1, &["Claim", "Said by", "Link"]),
        row(2, &["The crane was old.", "Bo Other", "Report"]),
        row(3, &["The crane was red.", "Bo Other", "=HYPERLINK(&quot;https://example.org/b&quot;,&quot;Report&quot;)"]),
        row(4, &["The crane was blue.", "Bo Other", "https://example.org/c"]),
        row(5, &["The crane was new.", "Bo Other", "=HYPERLINK(A1,&quot;Report&quot;)"]),
    ];
    let links = "<hyperlinks><hyperlink ref='C2' r:id='l'/><hyperlink ref='C4' r:id='l'/><hyperlink ref='B4' r:id='l'/></hyperlinks>";
    let folder = folder();
    folder.write("t.xlsx", xlsx_with(&rows.concat(), links));
    let map = folder.run(&["import", "table", "t.xlsx"]);
    assert!(map.out().ends_with("    heading: Link\n    is: url\n"), "{}", map.out());
    folder.write("m.yaml", map.out());
    let run = folder.run(&["import", "table", "t.xlsx", "--map", "m.yaml", "--format", "json"]);
    let account = account(&run);
    assert_eq!(refused(&account), ["row 5, column C formula"]);
    assert_eq!(left_out(&account), ["Said by link", "row not-understood"]);
    let file = read(&folder, "claims/t.yaml");
    for address in ["https://example.org/report?a=1&b=2", "https://example.org/b", "https://example.org/c"] {
        assert_eq!(file.matches(&format!("    url: {address}\n")).count(), 1, "{address}: {file}");
    }
}

#[test]
fn the_address_behind_a_title_is_that_of_the_document() {
    let rows = [["Claim", "Document"], ["The crane was old.", "@Report"]];
    let office: String = rows.iter().map(|cells| ods_row(cells)).collect();
    let folder = folder();
    folder.write("t.ods", ods_with("", &office));
    folder.write("m.yaml", "columns: {A: statement, B: title}\n");
    let run = folder.run(&["import", "table", "t.ods", "--map", "m.yaml", "--format", "json"]);
    assert_eq!(left_out(&account(&run)), [""; 0], "{}", run.all());
    let file = read(&folder, "claims/t.yaml");
    assert!(file.contains("    title: Report\n    url: https://example.org/report?a=1&b=2\n"), "{file}");
}
