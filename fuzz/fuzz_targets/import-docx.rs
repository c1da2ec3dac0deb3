//! An annotated draft, imported: see `importing.rs`.

#![no_main]

mod importing;
mod parts;

use libfuzzer_sys::fuzz_target;
use onrecord::import::Format;

const NAMES: [&str; 5] =
    ["word/document.xml", "word/footnotes.xml", "word/comments.xml", "word/_rels/footnotes.xml.rels", "word/styles.xml"];
const TOP: &str = "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>\
    <Relationship Id='a' Type='x/officeDocument' Target='word/document.xml'/></Relationships>";
const OWN: &str = "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>\
    <Relationship Id='a' Type='x/footnotes' Target='footnotes.xml'/>\
    <Relationship Id='b' Type='x/comments' Target='comments.xml'/>\
    <Relationship Id='c' Type='x/styles' Target='styles.xml'/></Relationships>";

// Parts with a line `%%` between them.
fuzz_target!(|data: &[u8]| {
    let fixed = [("_rels/.rels", TOP.as_bytes()), ("word/_rels/document.xml.rels", OWN.as_bytes())];
    importing::import(Format::Docx, parts::zip(&fixed, &NAMES, data), None);
});
