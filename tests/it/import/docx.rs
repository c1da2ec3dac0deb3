//! Annotated drafts, as writers hand them to fact-checkers. All of them were made by hand.

use super::workbook::zip;
use super::{account, folder, left_out, read, refused, twice};

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A document as Word writes it: its body, and its parts with notes.
pub(super) fn docx(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let relations = |of: &str| {
        format!(
            "<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{of}</Relationships>"
        )
    };
    let relation = |id: &str, kind: &str, target: &str, mode: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"{mode}/>")
    };
    let external = " TargetMode=\"External\"";
    let links = relation("rId9", "hyperlink", "https://example.org/minutes", external)
        + &relation("rId10", "hyperlink", "mailto:ada@example.org", external);
    let own = parts.iter().map(|(name, _)| relation(name, name, &format!("{name}.xml"), "")).collect::<String>();
    let space = format!("xmlns:w=\"{WORD}\" xmlns:r=\"{RELATIONS}\"");
    let mut entries = vec![
        (
            "[Content_Types].xml".to_owned(),
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>".to_owned(),
        ),
        ("_rels/.rels".to_owned(), relations(&relation("rId1", "officeDocument", "word/document.xml", ""))),
        (
            "word/document.xml".to_owned(),
            format!("<?xml version=\"1.0\"?><w:document {space}><w:body>{body}<w:sectPr/></w:body></w:document>"),
        ),
        ("word/_rels/document.xml.rels".to_owned(), relations(&own)),
    ];
    for (name, content) in parts {
        entries.push((
            format!("word/{name}.xml"),
            format!("<?xml version=\"1.0\"?><w:{name} {space}>{content}</w:{name}>"),
        ));
        entries.push((format!("word/_rels/{name}.xml.rels"), relations(&links)));
    }
    let entries: Vec<_> = entries.iter().map(|(name, content)| (&**name, &**content)).collect();
    zip(&entries)
}

pub(super) fn p(runs: &str) -> String {
    format!("<w:p w:rsidR=\"00AB12CD\"><w:pPr><w:pStyle w:val=\"BodyText\"/></w:pPr>{runs}</w:p>")
}

pub(super) fn r(text: &str) -> String {
    format!("<w:r><w:rPr><w:lang w:val=\"en-US\"/></w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

pub(super) fn mark(kind: &str, id: u32) -> String {
    format!("<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:{kind}Reference w:id=\"{id}\"/></w:r>")
}

pub(super) fn note(kind: &str, id: u32, content: &str) -> String {
    format!(
        "<w:{kind} w:id=\"{id}\" w:author=\"Ada Writer ada.writer@example.org\" w:initials=\"AW\">{}</w:{kind}>",
        p(&format!("<w:r><w:{kind}Ref/></w:r>{content}"))
    )
}

const SEPARATORS: &str = "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>\
    <w:footnote w:type=\"continuationSeparator\" w:id=\"0\"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>";

/// A magazine draft with a footnote on every fact.
fn magazine() -> Vec<u8> {
    let body = p(&r("A bridge too old"))
        + &p(&(r("Rain fell on Bern. ")
            + &r("The old bridge was closed")
            + &r(" on Monday.")
            + &mark("footnote", 1)
            + &r(" Dr. Example called it “a matter of time”")
            + &mark("footnote", 2)
            + &r(" when he spoke to us. It opens in May.")
            + &mark("footnote", 3)))
        + &p(&(r("Nobody checked this.") + &r(" The city paid 2 million.") + &mark("footnote", 4)));
    let notes = SEPARATORS.to_owned()
        + &note(
            "footnote",
            1,
            &r(
                "City minutes, p. 12: “closed until further notice”, https://example.org/minutes.pdf. Call Ada Example, +41 31 555 01 23 or ada@example.org.",
            ),
        )
        + &note(
            "footnote",
            2,
            &(r("Interview with Ada Example, 00:12:31; ")
                + "<w:hyperlink r:id=\"rId9\"><w:r><w:t>minutes</w:t></w:r></w:hyperlink>"
                + &r(" <w:del/>"))
                .replace(" <w:del/>", ""),
        )
        + &note("footnote", 3, "<w:hyperlink r:id=\"rId10\"><w:r><w:t>her</w:t></w:r></w:hyperlink>")
        + &note("footnote", 4, &r("TK"));
    docx(&body, &[("footnotes", &notes)])
}

#[test]
fn footnotes_are_claims_with_their_evidence() {
    let bytes = magazine();
    let file = twice(&["docx", "d.docx"], &[("d.docx", &bytes)]);
    let first = "    statement: The old bridge was closed on Monday.\n    attributed_to:\n    - ada-example\n    evidence:\n    \
        - document: example-org-minutes-pdf\n      quote: closed until further notice\n      locator: p. 12\n    \
        note: 'City minutes, p. 12: “closed until further notice”, https://example.org/minutes.pdf. Call Ada Example, [left out] or [left out]'\n";
    assert!(file.contains(first), "{file}");
    let second = "    statement: Dr. Example called it “a matter of time” when he spoke to us.\n    attributed_to:\n    - ada-example\n    \
        evidence:\n    - document: example-org-minutes\n      locator: 00:12:31\n";
    assert!(file.replace("\"00:12:31\"", "00:12:31").contains(second), "{file}");
    assert!(file.contains("statement: It opens in May.\n    note: her\n"), "{file}");
    assert!(file.contains("statement: The city paid 2 million.\n    note: TK\n"), "{file}");
    assert!(!file.contains("Nobody checked") && !file.contains("Rain fell"), "{file}");
    let folder = folder();
    folder.write("d.docx", bytes);
    let run = folder.run(&["import", "docx", "d.docx", "--format", "json"]);
    assert_eq!(run.status, Some(0), "{}", run.all());
    assert_eq!(account(&run)["left_out"][0]["count"], 3);
}

/// A feature with comments in the margin: nested, overlapping, over two paragraphs, on deleted words, and none at all.
fn feature() -> Vec<u8> {
    let start = |id: u32| format!("<w:commentRangeStart w:id=\"{id}\"/>");
    let end = |id: u32| format!("<w:commentRangeEnd w:id=\"{id}\"/>{}", mark("comment", id));
    let body = p(&(start(0)
        + &r("The mayor ")
        + &start(1)
        + &r("left in 2019")
        + &end(1)
        + &r(".")
        + &end(0)
        + &r(" She came back.")))
        + &p(&(r("Trams ran ")
            + &start(2)
            + &r("late. ")
            + "<w:del w:id=\"7\" w:author=\"x\"><w:r><w:delText>Nobody cared. </w:delText></w:r></w:del>"
            + &r("Buses ")
            + &start(3)
            + &r("did not.")
            + &end(2)))
        + &p(&(r("Both were full.") + &end(3) + &r(" Fares rose.")))
        + &p(&(start(4)
            + "<w:del w:id=\"8\" w:author=\"x\"><w:r><w:delText>All of this was wrong.</w:delText></w:r></w:del>"
            + &end(4)))
        + &p(&(start(6) + &r("Write to tips@example.org for more.") + &end(6)));
    let notes = [
        (0, "https://example.org/a"),
        (1, "https://example.org/b, Seite 4"),
        (2, "see timetable"),
        (3, "(https://example.org/c_(d))"),
        (4, "https://example.org/gone"),
        (5, "nowhere"),
        (6, "ok"),
    ];
    let notes: String = notes.iter().map(|(id, text)| note("comment", *id, &r(text))).collect();
    docx(&body, &[("comments", &notes)])
}

#[test]
fn comments_have_the_sentences_of_their_ranges() {
    let folder = folder();
    folder.write("d.docx", feature());
    let run = folder.run(&["import", "docx", "d.docx", "--format", "json"]);
    let account = account(&run);
    let file = read(&folder, "claims/d.yaml");
    assert_eq!(file.matches("statement: The mayor left in 2019.\n").count(), 1, "two comments on one: {file}");
    assert!(
        file.contains("    - document: example-org-a\n    - document: example-org-b\n      locator: Seite 4\n"),
        "{file}"
    );
    assert!(file.contains("statement: Trams ran late. Buses did not.\n    note: see timetable\n"), "{file}");
    assert!(
        file.contains("statement: Buses did not. Both were full.\n")
            && file.contains("url: https://example.org/c_(d)\n"),
        "{file}"
    );
    assert!(
        !file.contains("Nobody cared") && !file.contains("All of this was wrong") && !file.contains("Writer"),
        "{file}"
    );
    let why: Vec<_> = refused(&account).iter().map(|one| one.rsplit(' ').next().unwrap().to_owned()).collect();
    assert_eq!(
        why.iter().filter(|why| *why == "no-text").count(),
        2,
        "a comment on deleted words, and one without a place: {account}"
    );
    assert_eq!(why.iter().filter(|why| *why == "contact-in-statement").count(), 1, "{account}");
    assert!(left_out(&account).is_empty(), "{account}");
}

/// A German draft with endnotes.
fn reportage() -> Vec<u8> {
    let body = p(&(r("Die Brücke ist seit Montag zu.")
        + &mark("endnote", 2)
        + &r(" „Wir gehen“, sagte sie.")
        + &mark("endnote", 3)));
    let notes = note("endnote", 2, &r("Protokoll, Seite 3, Abs. 2: „geschlossen“ (https://example.org/protokoll)"))
        + &note("endnote", 3, &r("Handy 0171 5550123, Ada Example"));
    docx(&body, &[("endnotes", &notes)])
}

#[test]
fn endnotes_are_read_in_german_too() {
    let file = twice(&["docx", "d.docx"], &[("d.docx", &reportage())]);
    assert!(file.contains("statement: Die Brücke ist seit Montag zu.\n    evidence:\n    - document: example-org-protokoll\n      quote: geschlossen\n      locator: Seite 3\n"), "{file}");
    assert!(file.contains("statement: „Wir gehen“, sagte sie.\n    attributed_to:\n    - ada-example\n    note: Handy [left out], Ada Example\n"), "{file}");
}

/// What a writer notes about sources is in no file, whatever it is written like.
#[test]
fn no_telephone_number_and_no_address_reaches_a_file() {
    for canary in [
        "+41 31 777 88 99",
        "ada.canary@example.org",
        "(202) 777-8899",
        "0171/7778899",
        "mailto:ada.canary@example.org",
        "2027778899",
        "tel:+41317778899",
    ] {
        for kind in ["footnote", "endnote", "comment"] {
            let body = p(&(r("The bridge is closed.") + &mark(kind, 5)));
            let notes = note(kind, 5, &r(&format!("https://example.org/a call {canary}, “closed”, p. 3 {canary}")));
            let folder = folder();
            folder.write("d.docx", docx(&body, &[(&format!("{kind}s"), &notes)]));
            let run = folder.run(&["import", "docx", "d.docx"]);
            assert_eq!(run.status, Some(0), "{}", run.all());
            let all = run.all() + &read(&folder, "claims/d.yaml");
            assert!(all.contains("statement: The bridge is closed.") && all.contains("[left out]"), "{all}");
            for part in ["777", "canary", "8899", "Writer"] {
                assert!(!all.contains(part), "{canary} in a {kind}: {all}");
            }
        }
    }
}

/// Each mark in a sentence is evidence for what all of it says.
#[test]
fn two_notes_in_a_sentence_are_evidence_for_one_claim() {
    let body = p(&(r("Nobody was warned on Nov. 12, 2025 that the crane was cracked.") + &mark("footnote", 1)))
        + &p(&(r("The port knew") + &mark("footnote", 2) + &r(" and the ministry knew.") + &mark("footnote", 3)))
        // The same words in another place are said again, and there they are documented by something else.
        + &p(&(r("The port knew and the ministry knew.") + &mark("footnote", 4)));
    let link = |id: u32| note("footnote", id, &r(&format!("See https://p.example/{id}")));
    let bytes = docx(&body, &[("footnotes", &(1..=4).map(link).collect::<String>())]);
    let file = twice(&["docx", "d.docx"], &[("d.docx", &bytes)]);
    assert!(file.contains("statement: Nobody was warned on Nov. 12, 2025 that the crane was cracked.\n"), "{file}");
    let both = "    statement: The port knew and the ministry knew.\n    evidence:\n    - document: p-example-2\n    \
                - document: p-example-3\n    note: |-\n      See https://p.example/2\n      See https://p.example/3\n";
    assert!(file.contains(both), "{file}");
    assert_eq!(file.matches("statement:").count(), 3, "{file}");
}

/// A source that the claim files name may say something else off the record.
#[test]
fn a_note_that_keeps_somebody_back_attributes_nothing() {
    for (written, is_attributed) in [
        ("Interview with Ada Example, May 3", true),
        ("Interview with Ada Example, OTR", false),
        ("Ada Example (deep bg)", false),
        ("Long call with Ada Example about the dam, which she has seen twice. Not for attribution", false),
    ] {
        let folder = folder();
        let body = p(&(r("The bridge is closed.") + &mark("footnote", 5)));
        folder.write("d.docx", docx(&body, &[("footnotes", &note("footnote", 5, &r(written)))]));
        folder.run(&["import", "docx", "d.docx"]);
        let file = read(&folder, "claims/d.yaml");
        assert_eq!(file.contains("    - ada-example\n"), is_attributed, "{written}: {file}");
    }
}

#[test]
fn a_draft_without_notes_says_so() {
    let folder = folder();
    folder.write("d.docx", docx(&p(&r("The bridge is closed.")), &[]));
    let run = folder.run(&["import", "docx", "d.docx", "--format", "json"]);
    assert_eq!((run.status, refused(&account(&run))), (Some(1), vec![" no-notes".to_owned()]));
    let run = folder.run(&["import", "docx", "d.docx"]);
    assert!(run.out().starts_with("nothing to write: nothing in the input makes a record\n"), "{}", run.out());
    assert!(run.out().contains("d.docx: has no footnotes, endnotes or comments"), "{}", run.out());
}
