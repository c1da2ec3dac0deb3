//! Documents of word processors as programs write them, and damaged files of every kind that is unpacked.
//!
//! `ONRECORD_TEST_PYTHON` is a Python with python-docx and odfpy.

#![allow(clippy::disallowed_methods, reason = "a test looks for tools")]

use std::env;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::process::Command;

use flate2::Compression;
use flate2::write::GzEncoder;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::super::hostile::program::run;
use super::{Folder, checked};

/// Writes `notice.docx` and `notice.odt`, which say the same.
const WRITES: &str = r#"
import datetime
from docx import Document
from odf import text, table, dc, meta
from odf.opendocument import OpenDocumentText
from odf.style import Style, TextProperties

d = Document()
d.core_properties.title, d.core_properties.author = "Notice of a tender", "Ada Example; B. Other"
d.core_properties.language, d.core_properties.modified = "en-GB", datetime.datetime(2024, 10, 21, 8, 30)
d.add_heading("Fourteen trams", 1)
p = d.add_paragraph("The ministry wants ")
p.add_run("fourteen").bold = True
r = p.add_run(" trams by spring & pays.")
d.add_comment(r, text="Who says so?", author="C", initials="C")
p.add_run(" Never said.").font.strike = True
d.add_paragraph("An item of the list", style="List Bullet")
t = d.add_table(rows=1, cols=2)
t.cell(0, 0).text, t.cell(0, 1).text = "Trams", "14 of them"
d.save("notice.docx")

o = OpenDocumentText()
o.meta.addElement(dc.Title(text="Notice of a tender"))
o.meta.addElement(meta.InitialCreator(text="Ada Example"))
o.meta.addElement(dc.Date(text="2024-10-21T08:30:00"))
gone = Style(name="gone", family="text")
gone.addElement(TextProperties(textlinethroughstyle="solid"))
o.automaticstyles.addElement(gone)
o.text.addElement(text.H(outlinelevel=1, text="Fourteen trams"))
p = text.P(text="The ministry wants ")
p.addElement(text.Span(text="fourteen"))
p.addText(" trams by spring & pays.")
n = text.Note(noteclass="footnote", id="n1")
n.addElement(text.NoteCitation(text="1"))
b = text.NoteBody()
b.addElement(text.P(text="As the notice says."))
n.addElement(b)
p.addElement(n)
p.addElement(text.Span(stylename=gone, text=" Never said."))
o.text.addElement(p)
l, i = text.List(), text.ListItem()
i.addElement(text.P(text="An item of the list"))
l.addElement(i)
o.text.addElement(l)
o.save("notice.odt")
"#;

/// What the documents say, and what they do not.
const QUOTES: [(&str, &str); 5] = [
    ("The ministry wants fourteen trams by spring & pays.", "exact"),
    ("An item of the list", "exact"),
    ("Fourteen trams", "exact"),
    ("Never said.", "absent"),
    ("Who says so?", "absent"),
];

fn python(folder: &Folder, script: &str) -> bool {
    let python = env::var_os("ONRECORD_TEST_PYTHON").unwrap_or_else(|| "python3".into());
    let has_them = Command::new(&python).args(["-c", "import docx, odf"]).output();
    if !has_them.is_ok_and(|output| output.status.success()) {
        assert!(env::var("CI").as_deref() != Ok("true"), "python-docx and odfpy are not installed");
        return false;
    }
    let ended = run(Command::new(python).args(["-c", script]).current_dir(folder.path()));
    assert_eq!(ended.status, Some(0), "{}", ended.all());
    true
}

fn claim(document: &str) -> String {
    let quotes: String = QUOTES.iter().fold(String::new(), |mut all, (quote, _)| {
        let _ = writeln!(all, "      - {{document: {document}, quote: {quote:?}}}");
        all
    });
    format!("claims:\n  c-{document}:\n    statement: x\n    evidence:\n{quotes}")
}

#[test]
fn documents_of_other_programs_are_archived_and_checked() {
    let folder = Folder::new();
    if !python(&folder, WRITES) {
        return;
    }
    folder.write("claims/a.yaml", "sources:\n  gazette: {identity: named, name: Gazette}\n");
    for (name, id) in [("notice.docx", "word"), ("notice.odt", "open")] {
        let run = folder.run(&["archive", "--document", id, name]);
        assert_eq!((run.status, run.err()), (Some(0), ""), "{name}");
        let record = std::fs::read_to_string(folder.path().join(format!("claims/evidence/{id}.yaml"))).unwrap();
        for field in ["title: Notice of a tender", "Ada Example", "2024-10-21"] {
            assert!(record.contains(field), "{field} in {record}");
        }
        folder.write(format!("claims/{id}.yaml"), claim(id));
        let json = checked(&folder, &[]).json();
        let quotes = json["quotes"].as_array().unwrap().iter().filter(|quote| quote["document"] == id);
        let outcomes: Vec<_> = quotes.map(|quote| quote["outcome"].as_str().unwrap().to_owned()).collect();
        assert_eq!(outcomes, QUOTES.map(|(_, outcome)| outcome), "{name}");
        assert_eq!(folder.run(&["draft", "--format", "text", id, "claims"]).status, Some(0));
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zip(entries: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        writer.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A DOCX with this for its text, and relations from it.
fn docx(document: &[u8], relations: &str) -> Vec<u8> {
    let of = |relations: &str| {
        let space = "http://schemas.openxmlformats.org/package/2006/relationships";
        format!("<Relationships xmlns=\"{space}\">{relations}</Relationships>").into_bytes()
    };
    let main = "<Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"word/document.xml\"/>";
    zip(&[
        ("[Content_Types].xml".into(), b"<Types/>".to_vec()),
        ("_rels/.rels".into(), of(main)),
        ("word/document.xml".into(), document.to_vec()),
        ("word/_rels/document.xml.rels".into(), of(relations)),
    ])
}

fn word(body: &str) -> Vec<u8> {
    let space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    format!("<w:document xmlns:w=\"{space}\"><w:body>{body}</w:body></w:document>").into_bytes()
}

/// Files that are damaged or made to waste memory and time, each with why it cannot be checked.
fn damaged() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let whole = docx(&word("<w:p><w:r><w:t>words</w:t></w:r></w:p>"), "");
    let mut wrong = whole.clone();
    // The checksum of the text, where it is listed and where it is.
    let text: Vec<_> = memchr::memmem::find_iter(&wrong, b"word/document.xml").collect();
    wrong[text[0] - 16] ^= 1;
    wrong[text[1] - 30] ^= 1;
    let many = (0..10_001).map(|at| (format!("word/{at}"), Vec::new())).collect::<Vec<_>>();
    let deep = |open: &str, close: &str| format!("{}{}", open.repeat(10_000), close.repeat(10_000));
    let laughs = "<!DOCTYPE l [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]><l>&b;</l>";
    let cycle = "<Relationship Id=\"a\" Type=\"x/footnotes\" Target=\"document.xml\"/>\
                 <Relationship Id=\"b\" Type=\"x/comments\" Target=\"_rels/document.xml.rels\"/>\
                 <Relationship Id=\"c\" Type=\"x/styles\" Target=\"../word/document.xml\"/>";
    let odt = |content: &str| {
        let kind = b"application/vnd.oasis.opendocument.text".to_vec();
        zip(&[("mimetype".into(), kind), ("content.xml".into(), content.as_bytes().to_vec())])
    };
    let mut locked = whole.clone();
    locked[memchr::memmem::find(&whole, b"_rels/.rels").unwrap() - 24] |= 1;
    let listed: Vec<_> = memchr::memmem::find_iter(&whole, b"PK\x01\x02").collect();
    locked[listed[1] + 8] |= 1;
    vec![
        ("truncated.docx", whole[..whole.len() - 30].to_vec(), "the file is damaged or cut short"),
        ("checksum.docx", wrong, "the file is damaged or cut short"),
        ("bomb.docx", docx(&vec![b' '; 40 << 20], ""), "the file unpacks to far more than its size"),
        ("many.docx", zip(&many), "the file unpacks to far more than its size, or has too many parts"),
        ("laughs.docx", docx(laughs.as_bytes(), ""), "the file is damaged or cut short"),
        ("deep.docx", docx(&word(&deep("<w:ins>", "</w:ins>")), ""), "the file is malformed beyond"),
        ("cycle.docx", docx(b"<a>", cycle), "the file is damaged or cut short"),
        ("locked.docx", locked, "the file is protected with a password"),
        ("deep.odt", odt(&deep("<a>", "</a>")), "the file is malformed beyond"),
        ("laughs.odt", odt(laughs), "the file is damaged or cut short"),
        ("bomb.html.gz", gzip(&vec![b' '; 100 << 20]), "the file is larger than 16 MiB when it is unpacked"),
        ("twice.txt.gz", gzip(&gzip(b"words")), "the file is compressed twice"),
        ("truncated.txt.gz", gzip(&b"words ".repeat(1000))[..40].to_vec(), "the file is damaged or cut short"),
        ("truncated.docx.gz", gzip(&whole)[..200].to_vec(), "the file is damaged or cut short"),
    ]
}

#[test]
fn damaged_files_and_bombs_cannot_be_checked() {
    let folder = Folder::new();
    let (mut documents, mut evidence) = (String::new(), String::new());
    let damaged = damaged();
    for ((name, bytes, _), number) in damaged.iter().zip(1..) {
        folder.write(format!("claims/{name}"), bytes);
        let _ = writeln!(documents, "  d{number}: {{title: x, snapshot: {name}}}");
        let _ = writeln!(evidence, "      - {{document: d{number}, quote: words}}");
    }
    let claims = format!("documents:\n{documents}claims:\n  c:\n    statement: x\n    evidence:\n{evidence}");
    folder.write("claims/a.yaml", claims);
    // Each takes what is unpacked at most, and some of it for its text; all of that at once on both cores.
    let run = folder.script("ulimit -v 2000000 -t 20; \"$ONRECORD\" check --format json claims");
    assert!(matches!(run.status, Some(0 | 1)), "{}", run.all());
    let found: Vec<_> = run.diagnostics().iter().map(super::said).collect();
    for ((name, _, why), number) in damaged.iter().zip(1..) {
        let expected = format!("unverified-quote: cannot check this quote from `d{number}`: {why}");
        assert!(found.iter().any(|found| found.starts_with(&expected)), "{name}: {expected}\n{found:#?}");
    }
}
