//! Workbooks: which kind a file is, and what is taken of it.

use super::cells::Sheet;
use super::{ods, xlsx};
use crate::copies::parts_of_zip;
use crate::import::account::{Account, Remark};
use crate::import::place::Place;
use crate::text::Text;

/// Whether a file is a workbook or another archive.
pub(super) fn is_one(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xD0\xCF\x11\xE0")
}

/// Reads one sheet: the first that is shown, or the one that is called so. The others are named in the account.
pub(super) fn read(bytes: &[u8], file: u32, wanted: Option<&str>, account: &mut Account) -> Result<Sheet, String> {
    // What a program unpacks without limits was unpacked within them first.
    let parts = parts_of_zip(bytes).map_err(|why| format!("cannot be read: {}", why.words()))?;
    let has = |name: &str| parts.iter().any(|(part, _)| part == name);
    let (tabs, sheet) = if has("xl/workbook.xml") {
        xlsx::read(bytes, &parts, wanted)?
    } else if let Some((_, content)) = parts.iter().find(|(part, _)| part == "content.xml") {
        let styles = parts.iter().find(|(part, _)| part == "styles.xml").map(|(_, styles)| &styles[..]);
        ods::read(content, styles.unwrap_or_default(), wanted)?
    } else {
        return Err("is neither a spreadsheet of Excel (XLSX) nor of LibreOffice (ODS)".to_owned());
    };
    for other in tabs.iter().filter(|tab| Some(&tab.name) != sheet.name.as_ref()) {
        let name = Text::new(other.name.as_str());
        let remark = if other.is_hidden { Remark::HiddenSheet(name) } else { Remark::OtherSheet(name) };
        account.remark(Place::of_file(file), remark);
    }
    Ok(sheet)
}
