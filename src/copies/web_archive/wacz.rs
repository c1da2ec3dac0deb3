//! The files of a WACZ: the WARC files in it, its list of pages, and whether each is what its list of digests says.

use std::io::BufReader;
use std::path::Path;

use hashbrown::HashSet;
use serde_json::Value;

use super::captures::digits;
use super::each_packed_record;
use super::records::Each;
use crate::copies::cannot_read::CannotRead;
use crate::copies::packed::{Allowance, Zip};
use crate::copies::remark::{Remark, Signature};
use crate::digest::Digest;

/// The list of all files with their digests, and the digest of that list.
const LIST: &str = "datapackage.json";
const LIST_DIGEST: &str = "datapackage-digest.json";
const PAGES: &str = "pages/pages.jsonl";

/// A WACZ whose files are what its list says.
pub(super) struct Wacz<'b> {
    zip: Zip<'b>,
    /// The names of its WARC files, packed or not.
    warcs: Vec<String>,
    /// The pages that it says it was made for.
    pub(super) pages: Vec<Page>,
    pub(super) signature: Remark,
}

/// A file that is not in the archive as it was written cannot be what its digest says.
fn differs(why: CannotRead) -> CannotRead {
    if why == CannotRead::Damaged { CannotRead::DigestDiffers } else { why }
}

/// A page in the list of pages: where it was, when it was archived, what it is called.
pub(super) struct Page {
    pub(super) address: String,
    pub(super) time: String,
    pub(super) title: Option<String>,
}

fn is_warc(name: &str) -> bool {
    let name = name.strip_prefix("archive/").unwrap_or_default();
    Path::new(name.strip_suffix(".gz").unwrap_or(name)).extension().is_some_and(|extension| extension == "warc")
}

impl<'b> Wacz<'b> {
    /// Opens a WACZ, and compares each file that it lists with its digest.
    ///
    /// # Errors
    /// If a file is damaged, not what its digest says, missing or not listed, or if one is more than is unpacked.
    pub(super) fn open(bytes: &'b [u8]) -> Result<Self, CannotRead> {
        let mut zip = Zip::open(bytes).map_err(differs)?;
        let list = zip.read(LIST).map_err(differs)?.ok_or(CannotRead::Damaged)?;
        let signature = signature(&mut zip, &list)?;
        let list: Value = serde_json::from_slice(&list).map_err(|_| CannotRead::Damaged)?;
        let mut pages: Vec<_> = main_page(&list).into_iter().collect();
        let expected = zip.names().filter(|name| is_warc(name) || *name == PAGES).count();
        let (mut warcs, mut found, mut seen) = (Vec::new(), 0, HashSet::new());
        let mut allowance = Allowance::of_archive();
        for listed in list.get("resources").and_then(Value::as_array).into_iter().flatten() {
            let text = |name: &str| listed.get(name).and_then(Value::as_str);
            let path = text("path").ok_or(CannotRead::Damaged)?;
            if !seen.insert(path) {
                return Err(CannotRead::Damaged);
            }
            let digest = zip.digest(path, &mut allowance).map_err(differs)?.ok_or(CannotRead::DigestDiffers)?;
            compare(digest, text("hash"))?;
            found += usize::from(is_warc(path) || path == PAGES);
            if is_warc(path) {
                warcs.push(path.to_owned());
            } else if path == PAGES && pages.is_empty() {
                pages = self::pages(&zip.read(PAGES)?.unwrap_or_default());
            }
        }
        if found == expected { Ok(Self { zip, warcs, pages, signature }) } else { Err(CannotRead::DigestDiffers) }
    }

    /// Passes on the records of all its WARC files.
    pub(super) fn each_record(&mut self, each: &mut Each<'_>) -> Result<(), CannotRead> {
        let mut allowances = [(); 2].map(|()| Allowance::of_archive());
        let [packed, unpacked] = &mut allowances;
        for warc in &self.warcs {
            let (reader, size) = self.zip.entry(warc, packed)?.ok_or(CannotRead::Damaged)?;
            each_packed_record(&mut BufReader::new(reader), size, unpacked, each)?;
        }
        Ok(())
    }
}

/// What kind of signature the list has. Nobody checks it here.
fn signature(zip: &mut Zip<'_>, list: &[u8]) -> Result<Remark, CannotRead> {
    let Some(digest) = zip.read(LIST_DIGEST)? else { return Ok(Remark::Signature(Signature::None)) };
    let digest: Value = serde_json::from_slice(&digest).map_err(|_| CannotRead::Damaged)?;
    compare(Digest::of(list), digest.get("hash").and_then(Value::as_str))?;
    let signed = digest.get("signedData").filter(|signed| signed.get("signature").is_some());
    let has = |name: &str| signed.is_some_and(|signed| signed.get(name).is_some());
    Ok(Remark::Signature(match signed {
        None => Signature::None,
        Some(_) if has("domain") && has("timeSignature") => Signature::Domain,
        Some(_) if has("publicKey") && !has("domain") => Signature::Anonymous,
        Some(_) => Signature::Other,
    }))
}

/// Compares the digest of a file with the one that is listed.
fn compare(digest: Digest, listed: Option<&str>) -> Result<(), CannotRead> {
    let listed = listed.and_then(|hash| hash.strip_prefix("sha256:")).ok_or(CannotRead::NoDigest)?;
    if digest.hex().eq_ignore_ascii_case(listed) { Ok(()) } else { Err(CannotRead::DigestDiffers) }
}

/// The page that the list names as the main one.
fn main_page(list: &Value) -> Option<Page> {
    let text = |name: &str| list.get(name).and_then(Value::as_str);
    let address = text("mainPageURL").or_else(|| text("mainPageUrl"))?.to_owned();
    let time = text("mainPageTS").or_else(|| text("mainPageDate")).map(digits).unwrap_or_default();
    Some(Page { address, time, title: None })
}

/// The pages in a list of them, one a line behind a line about the list.
fn pages(list: &[u8]) -> Vec<Page> {
    let page = |line: &[u8]| {
        let page: Value = serde_json::from_slice(line).ok()?;
        let text = |name: &str| page.get(name).and_then(Value::as_str);
        let title = text("title").map(str::to_owned);
        Some(Page { address: text("url")?.to_owned(), time: digits(text("ts").unwrap_or_default()), title })
    };
    list.split(|&byte| byte == b'\n').filter_map(page).collect()
}
