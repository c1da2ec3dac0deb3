//! Documents made by hand, part by part.

#![allow(clippy::format_collect, reason = "small texts, made once")]

use proptest::prelude::*;

use super::super::cannot_read::CannotRead;
use super::super::packed::tests::zip;
use super::super::seam::BORDER;
use super::xml::MAX_DEPTH;
use super::*;

const WORD: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006""#;
const ODF: &str = r#"xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0""#;
const TYPES: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

fn relations(of: &[(&str, &str, &str)]) -> String {
    let one = |(id, kind, target): &(&str, &str, &str)| {
        let mode = if *kind == "hyperlink" { r#" TargetMode="External""# } else { "" };
        format!(r#"<Relationship Id="{id}" Type="{TYPES}/{kind}" Target="{target}"{mode}/>"#)
    };
    let all: String = of.iter().map(one).collect();
    format!(
        r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{all}</Relationships>"#
    )
}

/// A document of these parts, `body` and others, which are what `word/` has.
pub(in crate::copies) fn docx_of(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let top = relations(&[
        ("a", "officeDocument", "word/document.xml"),
        ("b", "metadata/core-properties", "docProps/core.xml"),
    ]);
    let own = relations(&[
        ("f", "footnotes", "footnotes.xml"),
        ("e", "endnotes", "endnotes.xml"),
        ("c", "comments", "/word/comments.xml"),
        ("s", "styles", "styles.xml"),
        ("l", "hyperlink", "https://example.org/tender"),
    ]);
    let document = format!("<?xml version='1.0'?><w:document {WORD}><w:body>{body}</w:body></w:document>");
    let of_notes = relations(&[("l", "hyperlink", "https://example.org/note")]);
    let mut entries = vec![
        ("[Content_Types].xml".to_owned(), "<Types/>".to_owned()),
        ("_rels/.rels".to_owned(), top),
        ("word/document.xml".to_owned(), document),
        ("word/_rels/document.xml.rels".to_owned(), own),
        ("word/_rels/footnotes.xml.rels".to_owned(), of_notes),
    ];
    for (name, content) in parts {
        match *name {
            "core" => entries.push(("docProps/core.xml".to_owned(), (*content).to_owned())),
            name => {
                let part = format!("<w:{name} {WORD}>{content}</w:{name}>");
                entries.push((format!("word/{name}.xml"), part));
            }
        }
    }
    let entries: Vec<_> = entries.iter().map(|(name, content)| (name.as_str(), content.as_bytes())).collect();
    zip(&entries)
}

fn read(body: &str, parts: &[(&str, &str)]) -> Document {
    docx(&docx_of(body, parts)).unwrap()
}

fn texts(paragraphs: &[Paragraph]) -> Vec<&str> {
    paragraphs.iter().map(|paragraph| paragraph.text.untrusted()).collect()
}

/// The words that each note is attached to, with its text.
fn notes(document: &Document) -> Vec<(String, Vec<&str>)> {
    let of = |note| {
        let words = document.attached(note).map(|(number, range)| &document.paragraphs[number].text.untrusted()[range]);
        (texts(&note.paragraphs).join("/"), words.collect())
    };
    document.notes.iter().map(of).collect()
}

fn p(content: &str) -> String {
    format!("<w:p>{content}</w:p>")
}

fn r(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

fn comment(id: &str, text: &str) -> String {
    format!("<w:comment w:id=\"{id}\" w:author=\"A\">{}</w:comment>", p(&(r(text))))
}

fn start(id: &str) -> String {
    format!("<w:commentRangeStart w:id=\"{id}\"/>")
}

fn end(id: &str) -> String {
    format!("<w:commentRangeEnd w:id=\"{id}\"/><w:r><w:commentReference w:id=\"{id}\"/></w:r>")
}

#[test]
fn deletions_are_left_out_and_insertions_are_in() {
    let body = p(&[
        &r("The bridge "),
        "<w:del w:id=\"1\"><w:r><w:delText>opens</w:delText></w:r></w:del>",
        "<w:ins w:id=\"2\"><w:r><w:t>closes</w:t></w:r></w:ins>",
        "<w:moveFrom w:id=\"3\"><w:r><w:t> moved away</w:t></w:r></w:moveFrom>",
        "<w:moveTo w:id=\"4\"><w:r><w:t> in May</w:t></w:r></w:moveTo>",
        "<w:r><w:rPr><w:strike/></w:rPr><w:t> or never</w:t></w:r>",
        "<w:r><w:rPr><w:strike w:val=\"0\"/></w:rPr><w:t>, he said</w:t></w:r>",
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t> hidden</w:t></w:r>",
        &r(" &amp; left.&#x2026;"),
    ]
    .concat());
    assert_eq!(texts(&read(&body, &[]).paragraphs), ["The bridge closes in May, he said & left.…"]);
}

#[test]
fn a_paragraph_whose_mark_was_deleted_goes_on() {
    let mark = "<w:pPr><w:rPr><w:del w:id=\"9\"/></w:rPr></w:pPr>";
    let body = [p(&format!("{mark}{}", r("The bridge "))), p(&r("closes.")), p(&r("Next."))].concat();
    assert_eq!(texts(&read(&body, &[]).paragraphs), ["The bridge closes.", "Next."]);
}

#[test]
fn tabs_breaks_and_hyphens_are_in_the_text() {
    let run = "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t><w:cr/></w:r>";
    let body = p(&format!("<w:pPr><w:tabs><w:tab w:val=\"left\"/></w:tabs></w:pPr>{run}"));
    assert_eq!(texts(&read(&body, &[]).paragraphs), ["a\tb\nc\u{2011}d\n"]);
}

#[test]
fn of_a_field_the_result_is_text_and_a_link_is_one() {
    let field = |instruction: &str, result: &str| {
        format!(
            "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>{instruction}</w:instrText></w:r>\
             <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>{}<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>",
            r(result)
        )
    };
    let body = p(&[
        r("on "),
        field(" DATE \\@ \"d\" ", "4 May"),
        r(" "),
        field("HYPERLINK \"https://example.org/a\" \\o \"tip\"", "here"),
        format!("<w:hyperlink r:id=\"l\">{}</w:hyperlink>", r(" and there")),
        format!("<w:hyperlink w:anchor=\"x\">{}</w:hyperlink>", r(" below")),
        format!("<w:fldSimple w:instr=\"HYPERLINK https://example.org/b\">{}</w:fldSimple>", r("!")),
    ]
    .concat());
    let document = read(&body, &[]);
    let paragraph = &document.paragraphs[0];
    let text = paragraph.text.untrusted();
    assert_eq!(text, "on 4 May here and there below!");
    let links: Vec<_> =
        paragraph.links.iter().map(|link| (&text[link.range.clone()], link.address.untrusted())).collect();
    assert_eq!(
        links,
        [
            ("here", "https://example.org/a"),
            (" and there", "https://example.org/tender"),
            ("!", "https://example.org/b")
        ]
    );
}

#[test]
fn an_instruction_that_does_not_end_hides_no_more_than_its_paragraph() {
    let body = [p(&format!("<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>{}", r("lost"))), p(&r("kept"))].concat();
    assert_eq!(texts(&read(&body, &[]).paragraphs), ["", "kept"]);
}

#[test]
fn a_text_box_is_read_once_and_after_its_paragraph_begins() {
    let inside = |text| format!("<w:txbxContent>{}</w:txbxContent>", p(&r(text)));
    let body = p(&format!(
        "{}<w:r><mc:AlternateContent><mc:Choice>{}</mc:Choice><mc:Fallback>{}</mc:Fallback></mc:AlternateContent></w:r>{}",
        r("before "),
        inside("in the box"),
        inside("in the box"),
        r("after")
    ));
    assert_eq!(texts(&read(&body, &[]).paragraphs), ["before after", "in the box"]);
}

#[test]
fn headings_items_and_cells_are_known() {
    let styles = "<w:style w:styleId=\"berschrift1\"><w:name w:val=\"heading 1\"/></w:style>\
                  <w:style w:styleId=\"Own\"><w:basedOn w:val=\"berschrift1\"/></w:style>\
                  <w:style w:styleId=\"Loop\"><w:basedOn w:val=\"Loop\"/></w:style>\
                  <w:style w:styleId=\"List\"><w:pPr><w:numPr><w:numId w:val=\"3\"/></w:numPr></w:pPr></w:style>";
    let p_of = |style: &str, text: &str| p(&format!("<w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{}", r(text)));
    let body = [
        p_of("berschrift1", "a"),
        p_of("Own", "b"),
        p_of("Loop", "c"),
        p_of("List", "d"),
        p(&format!("<w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr>{}", r("e"))),
        format!("<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>", p(&r("f")), p(&r("g"))),
        p(&r("h")),
    ]
    .concat();
    let document = read(&body, &[("styles", styles)]);
    let roles: Vec<_> = document.paragraphs.iter().map(|paragraph| paragraph.role).collect();
    let [heading, running, item, cell] = [Role::Heading, Role::Running, Role::Item, Role::Cell];
    assert_eq!(roles, [heading, heading, running, item, item, cell, cell, running]);
    let text = document.visible_text().replace(BORDER, "|");
    assert_eq!(text, "a\n||b\n|c\n|d\n||e\n||f\n||g\n|h\n");
}

#[test]
fn footnotes_and_endnotes_are_attached_to_places_and_come_last() {
    let note = |element: &str, id: &str, kind: &str, content: &str| {
        format!("<w:{element} w:id=\"{id}\" {kind}>{}</w:{element}>", p(content))
    };
    let reference = |kind: &str, id: &str| format!("<w:r><w:{kind}Reference w:id=\"{id}\"/></w:r>");
    let body = [
        p(&[r("It closes"), reference("endnote", "1"), r(" in May."), reference("footnote", "2")].concat()),
        p(&[r("It opens."), reference("footnote", "1")].concat()),
    ]
    .concat();
    let footnotes = [
        note("footnote", "-1", "w:type=\"separator\"", "<w:r><w:separator/></w:r>"),
        note("footnote", "1", "", &format!("<w:r><w:footnoteRef/></w:r>{}", r(" Second."))),
        note("footnote", "2", "", &format!("<w:hyperlink r:id=\"l\">{}</w:hyperlink>", r("First."))),
        note("footnote", "7", "", &r("Lost.")),
    ]
    .concat();
    let endnotes = note("endnote", "1", "", &r("At the end."));
    let document = read(&body, &[("footnotes", &footnotes), ("endnotes", &endnotes)]);
    let found: Vec<_> = notes(&document).into_iter().map(|(text, _)| text).collect();
    assert_eq!(found, ["At the end.", "First.", " Second.", "Lost."]);
    let place = |paragraph, offset| Some(Position { paragraph, offset }..Position { paragraph, offset });
    let places: Vec<_> = document.notes.iter().map(|note| note.at.clone()).collect();
    assert_eq!(places, [place(0, 9), place(0, 17), place(1, 9), None]);
    assert_eq!(document.notes[1].paragraphs[0].links[0].address.untrusted(), "https://example.org/note");
    let text = document.visible_text().replace(BORDER, "|");
    assert_eq!(text, "It closes in May.\nIt opens.\n|At the end.\n||First.\n|| Second.\n||Lost.\n|");
}

#[test]
fn comments_have_ranges_nested_overlapping_and_over_paragraphs() {
    let body = [
        p(&[start("0"), r("The "), start("1"), r("bridge"), end("1"), r(" closes"), end("0"), r(".")].concat()),
        p(&[start("2"), r("Over "), start("3"), r("two")].concat()),
        p(&[r("paragraphs"), end("2"), r(" and on"), end("3")].concat()),
        p(&[r("No range"), "<w:r><w:commentReference w:id=\"4\"/></w:r>".into(), r(".")].concat()),
        start("5"),
        p(&r("Around all of it.")),
        end("5"),
        p(&[start("6"), "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>".into(), end("6")].concat()),
        p(&[start("7"), r("never ends")].concat()),
    ]
    .concat();
    let texts = ["outer", "inner", "two", "three", "point", "around", "deleted", "open", "nowhere"];
    let comments: String = texts.iter().enumerate().map(|(id, text)| comment(&id.to_string(), text)).collect();
    let document = read(&body, &[("comments", &comments)]);
    let found = notes(&document);
    let found: Vec<_> = found.iter().map(|(text, words)| (text.as_str(), words.as_slice())).collect();
    assert_eq!(
        found,
        [
            ("outer", &["The bridge closes"][..]),
            ("inner", &["bridge"]),
            ("two", &["Over two", "paragraphs"]),
            ("three", &["two", "paragraphs and on"]),
            ("point", &[]),
            ("around", &["Around all of it."]),
            ("deleted", &[]),
            ("open", &[]),
            ("nowhere", &[]),
        ]
    );
    assert_eq!(document.notes.iter().filter(|note| note.at.is_none()).count(), 1);
    assert!(!document.visible_text().contains("outer"), "a comment is no part of the text");
}

#[test]
fn properties_say_what_a_document_is() {
    let core = r#"<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"><dc:title>On &lt;trams&gt;</dc:title><dc:creator>Ada Example;B. Other</dc:creator><cp:lastModifiedBy>C</cp:lastModifiedBy><dcterms:created>2024-10-01T08:00:00Z</dcterms:created><dcterms:modified>2024-10-21T08:30:00Z</dcterms:modified><dc:language>en-GB</dc:language></cp:coreProperties>"#;
    let facts = read(&p(&r("x")), &[("core", core)]).facts;
    assert_eq!(facts.title.as_deref(), Some("On <trams>"));
    assert_eq!(facts.authors, ["Ada Example", "B. Other"]);
    assert_eq!(facts.published.as_deref(), Some("2024-10-21T08:30:00Z"));
    assert_eq!(facts.language.as_deref(), Some("en-GB"));
}

#[test]
fn prefixes_may_be_any() {
    let body = "<x:p xmlns:x=\"http://purl.oclc.org/ooxml/wordprocessingml/main\"><x:r><x:t>strict</x:t></x:r></x:p>\
                <w:p xmlns:w=\"urn:other\"><w:r><w:t>foreign</w:t></w:r></w:p>";
    assert_eq!(texts(&read(body, &[]).paragraphs), ["strict"]);
}

#[test]
fn depth_is_bounded_at_n_and_n_and_one() {
    // `document` and `body` are open around it.
    let deep = |depth: usize| format!("{}{}", "<w:ins>".repeat(depth), "</w:ins>".repeat(depth));
    assert!(docx(&docx_of(&deep(MAX_DEPTH - 2), &[])).is_ok());
    assert_eq!(docx(&docx_of(&deep(MAX_DEPTH - 1), &[])).err(), Some(CannotRead::Tangled));
}

#[test]
fn hostile_documents_are_errors() {
    let of = |document: &str| {
        let bytes = docx_of("", &[]);
        let mut zip = Zip::open(&bytes).unwrap();
        let names: Vec<_> = zip.names().map(str::to_owned).collect();
        let parts: Vec<_> = names.iter().map(|name| (name.as_str(), zip.read(name).unwrap().unwrap())).collect();
        let with = |(name, part): &(&'_ str, Vec<u8>)| match *name {
            "word/document.xml" => document.as_bytes().to_vec(),
            _ => part.clone(),
        };
        let parts: Vec<_> = parts.iter().map(|part| (part.0, with(part))).collect();
        let parts: Vec<_> = parts.iter().map(|(name, part)| (*name, part.as_slice())).collect();
        docx(&super::super::packed::tests::zip(&parts)).err()
    };
    let laughs = "<!DOCTYPE l [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><w:document>&b;</w:document>";
    assert_eq!(of(laughs), Some(CannotRead::Damaged));
    assert_eq!(of("<w:document>&other;</w:document>"), Some(CannotRead::Damaged));
    assert_eq!(of("<a><b></a>"), Some(CannotRead::Damaged));
    assert_eq!(of("<a>"), Some(CannotRead::Damaged), "cut short");
    let spaces: String = (0..300).map(|at| format!(" xmlns:a{at}=\"urn:{at}\"")).collect();
    assert_eq!(of(&format!("<a{spaces}/>")), Some(CannotRead::Damaged));
}

#[test]
fn parts_that_refer_to_themselves_are_read_once() {
    let bytes = zip(&[
        ("_rels/.rels", relations(&[("a", "officeDocument", "word/document.xml")]).as_bytes()),
        (
            "word/_rels/document.xml.rels",
            relations(&[("f", "footnotes", "document.xml"), ("c", "comments", "../word/document.xml")]).as_bytes(),
        ),
        ("word/document.xml", format!("<w:document {WORD}><w:body>{}</w:body></w:document>", p(&r("x"))).as_bytes()),
    ]);
    let document = docx(&bytes).unwrap();
    assert_eq!((texts(&document.paragraphs), document.notes.len()), (vec!["x"], 0));
    assert_eq!(docx(&zip(&[("word/document.xml", b"<a/>")])).err(), Some(CannotRead::Damaged), "no main part");
}

fn odt_of(body: &str, styles: &str, meta: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content {ODF}><office:automatic-styles>{styles}</office:automatic-styles><office:body>\
         <office:text>{body}</office:text></office:body></office:document-content>"
    );
    let meta = format!("<office:document-meta {ODF}><office:meta>{meta}</office:meta></office:document-meta>");
    zip(&[("mimetype", ODT.as_bytes()), ("content.xml", content.as_bytes()), ("meta.xml", meta.as_bytes())])
}

#[test]
fn a_text_of_opendocument_is_read_too() {
    let styles = "<style:style style:name=\"T1\"><style:text-properties style:text-line-through-style=\"solid\"/>\
                  </style:style><style:style style:name=\"T2\"><style:text-properties/></style:style>";
    let body = "<text:tracked-changes><text:changed-region><text:deletion><text:p>deleted</text:p></text:deletion>\
                </text:changed-region></text:tracked-changes>\
                <text:h>Head</text:h>\
                <text:p>The <text:span text:style-name=\"T1\">old </text:span><text:span text:style-name=\"T2\">bridge\n\
                </text:span><text:s text:c=\"2\"/>closes<text:note text:note-class=\"footnote\"><text:note-citation>1\
                </text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body></text:note>\
                <text:tab/>in<text:line-break/><text:a xlink:href=\"https://example.org/a\">May</text:a>.</text:p>\
                <text:list><text:list-item><text:p>item</text:p></text:list-item></text:list>\
                <table:table><table:table-row><table:table-cell><text:p>cell</text:p></table:table-cell>\
                </table:table-row></table:table>\
                <text:p>A <office:annotation office:name=\"x\"><dc:creator>C</dc:creator><text:p>why?</text:p>\
                </office:annotation>word<office:annotation-end office:name=\"x\"/> more<draw:frame><draw:text-box>\
                <text:p>boxed</text:p></draw:text-box></draw:frame>.</text:p>";
    let meta = "<dc:title>T</dc:title><meta:initial-creator>Ada</meta:initial-creator><dc:creator>B</dc:creator>\
                <meta:creation-date>2024-10-01</meta:creation-date><dc:date>2024-10-21T08:00:00</dc:date>";
    let document = odt(&odt_of(body, styles, meta)).unwrap();
    assert_eq!(
        texts(&document.paragraphs),
        ["Head", "The bridge   closes\tin\nMay.", "item", "cell", "A word more.", "boxed"]
    );
    let found = notes(&document);
    assert_eq!(found, [("A note.".to_owned(), vec![]), ("why?".to_owned(), vec!["word"])]);
    assert_eq!(document.paragraphs[1].links[0].address.untrusted(), "https://example.org/a");
    let facts = &document.facts;
    assert_eq!((facts.title.as_deref(), &facts.authors[..]), (Some("T"), &["Ada".to_owned()][..]));
    assert_eq!(facts.published.as_deref(), Some("2024-10-21T08:00:00"));
    let text = document.visible_text().replace(BORDER, "|");
    assert_eq!(text, "Head\n|The bridge   closes\tin\nMay.\n|item\n||cell\n|A word more.\nboxed\n|A note.\n|");
    assert_eq!(odt(&zip(&[("mimetype", ODT.as_bytes())])).err(), Some(CannotRead::Damaged));
}

#[test]
fn archives_are_known_by_what_is_in_them() {
    let of = |bytes: &[u8]| kind(&mut Zip::open(bytes).unwrap());
    assert_eq!(of(&docx_of("", &[])), Some(Office::Docx));
    assert_eq!(of(&odt_of("", "", "")), Some(Office::Odt));
    assert_eq!(of(&zip(&[("[Content_Types].xml", b""), ("xl/workbook.xml", b"")])), Some(Office::Other));
    assert_eq!(of(&zip(&[("mimetype", b"application/epub+zip")])), Some(Office::Other));
    assert_eq!(of(&zip(&[("a.txt", b"")])), None);
}

/// A document with bytes of its text changed, removed and doubled.
fn changed(text: &str, changes: &[(prop::sample::Index, u8, u8)]) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for (at, byte, how) in changes {
        let at = at.index(bytes.len());
        match how % 4 {
            0 => bytes[at] = *byte,
            1 => _ = bytes.remove(at),
            2 => bytes.insert(at, *byte),
            _ => {
                let end = bytes.len().min(at + usize::from(*byte));
                let part = bytes[at..end].to_vec();
                bytes.splice(at..at, part);
            }
        }
        if bytes.is_empty() {
            bytes.push(b'<');
        }
    }
    bytes
}

const RICH: &str = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:commentRangeStart w:id='1'/><w:r><w:t>one</w:t></w:r></w:p>\
    <w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>HYPERLINK \"x\"</w:instrText></w:r><w:r>\
    <w:fldChar w:fldCharType='separate'/></w:r><w:r><w:txbxContent><w:p><w:r><w:t>two</w:t></w:r></w:p></w:txbxContent></w:r>\
    <w:commentRangeEnd w:id='1'/><w:r><w:fldChar w:fldCharType='end'/><w:footnoteReference w:id='1'/></w:r></w:p>\
    <w:tbl><w:tc><w:p><w:del><w:r><w:t>gone</w:t></w:r></w:del></w:p></w:tc></w:tbl>";

const RICH_ODT: &str = "<text:p>one<text:note><text:note-body><text:p>two<text:note><text:p>three</text:p></text:note>\
    </text:p></text:note-body></text:note><office:annotation office:name='a'><text:p>c</text:p></office:annotation>\
    <text:a xlink:href='x'>four</text:a><office:annotation-end office:name='a'/></text:p><text:list><text:list-item>\
    <text:h>five</text:h></text:list-item></text:list><table:table-cell><text:p>six</text:p></table:table-cell>";

proptest! {
    #[test]
    fn whatever_is_changed_places_are_in_the_text(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), any::<u8>()), 0..8),
        is_odt in any::<bool>(),
    ) {
        let text = changed(if is_odt { RICH_ODT } else { RICH }, &changes);
        let text = String::from_utf8_lossy(&text);
        let read = if is_odt { odt(&odt_of(&text, "", "")) } else {
            docx(&docx_of(&text, &[("comments", &comment("1", "why?")), ("footnotes", "<w:footnote w:id='1'/>")]))
        };
        if let Ok(document) = read {
            for note in &document.notes {
                for (number, range) in document.attached(note) {
                    prop_assert!(document.paragraphs[number].text.untrusted().get(range).is_some());
                }
            }
            for paragraph in &document.paragraphs {
                for link in &paragraph.links {
                    prop_assert!(paragraph.text.untrusted().get(link.range.clone()).is_some());
                }
            }
            let _ = document.visible_text();
        }
    }
}
