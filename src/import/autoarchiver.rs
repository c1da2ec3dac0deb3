//! What the auto-archiver of Bellingcat leaves: its sheet, and the `metadata.json` beside each archived post.
//!
//! Both may tell about the computer that they were made on, so fields are taken by name, and no other is shown.

use super::Input;
use super::account::{Account, Reason, Why};
use super::beside::digest_beside;
use super::object::{Json, Object, parse};
use super::place::{Part, Place};
use super::table::{Cell, Row, sheet_of};
use super::values;
use super::view::{NewDocument, View};
use crate::text::Text;

/// Columns of the sheet, in small letters.
const COLUMNS: [(&str, &str); 6] = [
    ("link", "url"),
    ("upload title", "title"),
    ("upload timestamp", "timestamp"),
    ("archive date", "archived"),
    ("archive location", "archived_url"),
    ("hash", "hash"),
];

/// What is about the program or the computer, in the sheet and in `metadata.json`.
const OF_PROGRAM: [&str; 6] = ["archive status", "status", "destination folder", "filename", "folder", "tmp_dir"];

/// What is in a status if nothing was archived.
const FAILED: [&str; 5] = ["fail", "error", "nothing archived", "no archiver", "in progress"];

/// A file that was archived.
struct Archived {
    hash: String,
    /// Where it was put.
    path: Option<String>,
}

/// Reads one file.
pub(super) fn read(input: &Input, file: u32, view: &mut View, account: &mut Account) -> Result<(), String> {
    if input.bytes.trim_ascii_start().starts_with(b"{") || input.bytes.trim_ascii_start().starts_with(b"[") {
        let json = parse(&input.bytes)?;
        for (item, number) in json.items().iter().zip(1..) {
            let place = Place::part(file, Part::Item, number);
            match Object::new(item, place) {
                Some(item) => metadata(item, input, view, account),
                None => account.refuse(place, None, Why::Shape),
            }
            account.count("item", 1);
        }
        return Ok(());
    }
    let sheet = sheet_of(input, file, None, account)?;
    let Some((headings, rows)) = sheet.rows.split_first() else { return Ok(()) };
    let keys: Vec<String> = headings.cells.iter().map(|cell| cell.text().trim().to_lowercase()).collect();
    if !keys.iter().any(|key| key == "link") {
        return Err("has no column `Link`, so it is not a sheet of the auto-archiver".to_owned());
    }
    for row in rows {
        let place = Place::part(file, Part::Row, row.number);
        if row.is_hidden {
            account.leave_out("row", Reason::HiddenRow, place);
            continue;
        }
        for ((column, cell), key) in (1..).zip(&row.cells).zip(&keys) {
            if *cell == Cell::Struck {
                account.leave_out(key, Reason::Struck, place.cell(column));
            }
        }
        let json = object(row, &keys);
        if let Some(row) = Object::new(&json, place) {
            self::row(row, input, view, account);
        }
    }
    account.count("row", rows.len());
    Ok(())
}

/// A row under the names of its columns.
fn object(row: &Row, keys: &[String]) -> Json {
    let name = |nth: usize| {
        let key = keys.get(nth).map_or("", String::as_str);
        COLUMNS.iter().find(|(column, _)| *column == key).map_or_else(|| key.to_owned(), |(_, name)| (*name).to_owned())
    };
    Json::Object(
        row.cells.iter().enumerate().map(|(nth, cell)| (name(nth), Json::Text(cell.text().to_owned()))).collect(),
    )
}

fn row(mut row: Object<'_>, input: &Input, view: &mut View, account: &mut Account) {
    let path = row.look("archived_url").and_then(Json::text).map(str::to_owned);
    let archived = row.text("hash", account).map(|hash| Archived { hash: hash.to_owned(), path });
    document(&mut row, archived.as_slice(), input, view, account);
    end(row, account);
}

fn metadata(mut item: Object<'_>, input: &Input, view: &mut View, account: &mut Account) {
    let mut archived = Vec::new();
    for mut medium in item.only_objects("media", account) {
        // It tells about the computer, so it is only looked at.
        let path = medium.look("filename").and_then(Json::text).map(str::to_owned);
        for mut properties in medium.only_objects("properties", account) {
            let hash = properties.text("hash", account).map(str::to_owned);
            archived.extend(hash.map(|hash| Archived { hash, path: path.clone() }));
            end(properties, account);
        }
        end(medium, account);
    }
    let mut inner = item.only_objects("metadata", account);
    match inner.first_mut() {
        Some(metadata) => document(metadata, &archived, input, view, account),
        None => document(&mut item, &archived, input, view, account),
    }
    for metadata in inner {
        end(metadata, account);
    }
    end(item, account);
}

fn document(of: &mut Object<'_>, archived: &[Archived], input: &Input, view: &mut View, account: &mut Account) {
    let place = of.place();
    let written = of.text("url", account).map(str::to_owned);
    let url = written.as_deref().and_then(|written| of.read("url", values::url(written), account));
    let title = of.title("title", account);
    let date = |text: &str| values::date(text, None);
    let published = of.value("timestamp", date, account);
    let has_failed = has_failed(of);
    if has_failed {
        of.leave_out("archived", Reason::NotArchived, account);
        of.leave_out("_processed_at", Reason::NotArchived, account);
    }
    let accessed = of.value("archived", date, account).or_else(|| of.value("_processed_at", date, account));
    let archived_url = of.text("archived_url", account).filter(|text| values::is_address(text));
    let archived_url = archived_url.and_then(|text| of.read("archived_url", values::url(text), account));
    let mut new = match (title, &url) {
        (Some(title), _) => NewDocument::new(title, place),
        (None, Some(url)) => NewDocument::at(url, place),
        (None, None) => return account.refuse(place, None, Why::NoTitle),
    };
    (new.url, new.published, new.accessed, new.archived_url) = (url, published, accessed, archived_url);
    new.sha256 = sha256(archived, input, place, account);
    view.document(new, account);
}

/// Whether the program says that it has archived nothing. Then nobody has seen the page on that day.
fn has_failed(of: &Object<'_>) -> bool {
    let status = ["archive status", "status"].into_iter().find_map(|key| of.look(key).and_then(Json::text));
    let status = status.unwrap_or_default().to_lowercase();
    !status.contains("success") && FAILED.iter().any(|failed| status.contains(failed))
}

/// The digest of the one file that was archived. Of several, nobody knows which is the document. If the file is beside
/// the input, it must have this digest. Digits that do not say what they are can be those of another kind, such as
/// SHA3-256, so only that file shows that they are a SHA-256.
fn sha256(archived: &[Archived], input: &Input, place: Place, account: &mut Account) -> Option<Text> {
    let [one] = archived else {
        if !archived.is_empty() {
            account.leave_out_some("hash", Reason::SeveralFiles, place, archived.len());
        }
        return None;
    };
    let hash = Hash::of(one.hash.trim());
    let (digest, is_named) = match hash {
        Hash::Sha256(digest) => (digest, true),
        Hash::Unnamed(digest) => (digest, false),
        Hash::None => return None,
        Hash::NotCalculated | Hash::Other => {
            let reason = if hash == Hash::Other { Reason::DigestKind } else { Reason::NotCalculated };
            account.leave_out("hash", reason, place);
            return None;
        }
    };
    let digest = digest.to_ascii_lowercase();
    let found = one.path.as_deref().and_then(|path| digest_beside(input, path));
    account.count("compared file", usize::from(found.is_some()));
    let is_same = found.map(|found| found.hex() == digest);
    match (is_named, is_same) {
        (true, Some(false)) => account.refuse(place, Some("hash"), Why::OtherDigest),
        (false, None | Some(false)) => account.leave_out("hash", Reason::DigestKind, place),
        _ => return Some(Text::new(digest)),
    }
    None
}

/// What is in the field for a digest.
#[derive(PartialEq, Eq)]
enum Hash<'h> {
    None,
    NotCalculated,
    /// 64 hexadecimal digits, and what they are.
    Sha256(&'h str),
    /// 64 hexadecimal digits alone.
    Unnamed(&'h str),
    /// Another kind of digest, or something else.
    Other,
}

impl<'h> Hash<'h> {
    fn of(written: &'h str) -> Self {
        let is_digest = |digits: &str| digits.len() == 64 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        match written.split_once(':') {
            None if written.is_empty() => Self::None,
            None if written.eq_ignore_ascii_case("not-calculated") => Self::NotCalculated,
            None if is_digest(written) => Self::Unnamed(written),
            Some((kind, digits)) if kind.eq_ignore_ascii_case("SHA-256") && is_digest(digits) => Self::Sha256(digits),
            _ => Self::Other,
        }
    }
}

/// Counts what was not taken. Names of fields are from the program; what is in them is never shown.
fn end(object: Object<'_>, account: &mut Account) {
    let of_program = |name: &str| if OF_PROGRAM.contains(&name) { Reason::Computer } else { Reason::NoField };
    object.end_with(of_program, account);
}
