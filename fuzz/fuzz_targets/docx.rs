//! Whatever the text of a DOCX, its styles and its comments hold, reading it ends, and within memory.

#![no_main]

mod parts;

use libfuzzer_sys::fuzz_target;
use onrecord::copies::{Kind, about, shown};

const NAMES: [&str; 4] = ["word/document.xml", "word/comments.xml", "word/styles.xml", "docProps/core.xml"];
const TOP: &str = "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>\
    <Relationship Id='a' Type='x/officeDocument' Target='word/document.xml'/>\
    <Relationship Id='b' Type='x/core-properties' Target='docProps/core.xml'/></Relationships>";
const OWN: &str = "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>\
    <Relationship Id='a' Type='x/comments' Target='comments.xml'/>\
    <Relationship Id='b' Type='x/styles' Target='styles.xml'/></Relationships>";

// Parts with a line `%%` between them.
fuzz_target!(|data: &[u8]| {
    let fixed = [("_rels/.rels", TOP.as_bytes()), ("word/_rels/document.xml.rels", OWN.as_bytes())];
    let bytes = parts::zip(&fixed, &NAMES, data);
    let _ = (shown(&bytes, Kind::Docx), about(&bytes, Kind::Docx));
});
