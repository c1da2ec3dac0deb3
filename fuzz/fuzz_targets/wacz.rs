//! Whatever is in a zip archive, reading it as a WACZ ends.

#![no_main]

use std::io::{Cursor, Write};

use libfuzzer_sys::fuzz_target;
use onrecord::copies::Kind;
use onrecord::digest::Digest;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

mod pages;

/// A WACZ of an archive, a list of pages and the digest of its list.
fn wacz(warc: &[u8], listed: &[u8], signed: &[u8]) -> Vec<u8> {
    let hash = |bytes: &[u8]| Digest::of(bytes).hex();
    let file = |path: &str, bytes: &[u8]| format!(r#"{{"path": "{path}", "hash": "sha256:{}"}}"#, hash(bytes));
    let list = [file("archive/a.warc", warc), file("pages/pages.jsonl", listed)].join(",");
    let list = format!(r#"{{"resources": [{list}]}}"#);
    let signed = String::from_utf8_lossy(signed).replace("HASH", &hash(list.as_bytes()));
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in [
        ("archive/a.warc", warc),
        ("pages/pages.jsonl", listed),
        ("datapackage.json", list.as_bytes()),
        ("datapackage-digest.json", signed.as_bytes()),
    ] {
        writer.start_file(name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

// The bytes of an archive, or what is in one, with lines of `%%` between.
fuzz_target!(|data: &[u8]| {
    pages::read(data, Kind::Wacz);
    let text = String::from_utf8_lossy(data);
    let mut parts = text.splitn(3, "\n%%\n").map(str::as_bytes);
    let mut part = || parts.next().unwrap_or_default();
    pages::read(&wacz(part(), part(), part()), Kind::Wacz);
});
