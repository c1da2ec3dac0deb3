//! Damaged and hostile inputs: a clear error or an account, and never a file that cannot be read.

use onrecord::Workspace;
use onrecord::import::{self, Format, Input, NotImported, Outcome};
use proptest::prelude::*;

use super::folder;
use super::workbook::zip;

#[test]
fn damaged_inputs_have_clear_errors() {
    let deep = "[".repeat(200);
    let braces = format!("@a{{k, title = {}x{}}}", "{".repeat(100), "}".repeat(100));
    let odt = zip(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "<x/>")]);
    let cases: [(&str, &str, &[u8], &str); 24] = [
        ("table", "x.csv", b"a,b\n\"1,2\n", "row 2: a quotation mark is never closed"),
        ("table", "x.csv", b"\0\x01\x02", "is not text"),
        ("table", "x.csv", b"\xEF\xBB\xBF\r\n", "has no rows"),
        ("table", "x.xlsx", b"PK\x03\x04 cut", "cannot be read: "),
        ("table", "x.xls", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "cannot be read: "),
        ("references", "x.json", b"[{\"title\": \"a\"", "line 1, column 14: is not JSON"),
        ("references", "x.json", deep.as_bytes(), "nested too deep"),
        ("references", "x.bib", b"@article{a, title = {x}", "line 1: "),
        ("references", "x.bib", braces.as_bytes(), "nested more than 64 levels"),
        ("references", "x.ris", b"TY  - NEWS\nTI  - x\n", "the file is cut short"),
        ("references", "x.txt", b"no references", "neither CSL-JSON, BibTeX nor RIS"),
        ("claimreview", "x.json", b"{\"@type\": \"ClaimReview\"", "is not JSON"),
        ("claimreview", "x.json", b"\xFF\xFE\0", "is not JSON"),
        ("graph", "x.json", b"{\"nodes\": []}", "not a graph that `onrecord export` wrote"),
        ("graph", "x.csv", b"a,b\n1,2\n", "neither of the two tables"),
        ("graph", "x.csv", b"Id,Label\nn1,x\n", "pass edges.csv, too"),
        ("hypothesis", "x.json", b"<html>", "is not JSON"),
        ("autoarchiver", "x.csv", b"a,b\n1,2\n", "has no column `Link`"),
        ("docx", "x.docx", b"PK\x03\x04 cut", "the file is damaged"),
        ("docx", "x.odt", &odt, "is an ODT file; save the draft as DOCX, and import that"),
        ("docx", "x.docx", &odt, "is an ODT file; save the draft as DOCX, and import that"),
        ("docx", "x.pdf", b"%PDF-1.7\n", "is a PDF file; save the draft as DOCX"),
        ("docx", "x.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "is an old office file"),
        ("docx", "x.docx", b"Rain fell.", "is not a DOCX file; save the draft as DOCX"),
    ];
    for (format, name, bytes, expected) in cases {
        let folder = folder();
        folder.write(name, bytes);
        folder.write("m.yaml", "columns: {A: statement}\n");
        let map: &[&str] = if format == "table" { &["--map", "m.yaml"] } else { &[] };
        let run = folder.run(&[&["import", format, name], map].concat());
        assert_eq!(run.status, Some(2), "{format} {name}: {}", run.all());
        assert!(run.err().starts_with(&format!("onrecord: `{name}`: ")), "{}", run.err());
        assert!(run.err().contains(expected), "{format}: {}", run.err());
    }
}

/// An address ends where its white space begins, and some of that no claim file may hold.
#[test]
fn a_document_without_a_title_is_called_by_its_address_alone() {
    let address = "https://example.org/a\u{b}\u{c}\u{85}";
    let json = |of: &str| of.replace("ADDRESS", "https://example.org/a\\u000b\\u000c\\u0085");
    for (format, bytes) in [
        (Format::AutoArchiver, format!("Link,Hash\n{address},\n")),
        (Format::Table, format!("A statement.,,,{address}\n")),
        (Format::References, json(r#"[{"URL": "ADDRESS"}]"#)),
        (
            Format::ClaimReview,
            json(r#"{"@type": "ClaimReview", "claimReviewed": "x", "itemReviewed": {"appearance": "ADDRESS"}}"#),
        ),
        (Format::Hypothesis, json(r#"{"rows": [{"uri": "ADDRESS", "text": "x", "target": []}]}"#)),
    ] {
        let Ok(Outcome::Import(import)) = imported(format, bytes.into_bytes()) else { panic!("{format:?}") };
        let file = import.file().unwrap();
        assert!(file.contains("title: https://example.org/a\n    url: https://example.org/a\n"), "{file}");
    }
}

#[test]
fn nothing_in_the_input_is_no_success() {
    for (format, name, bytes) in
        [("references", "x.json", "[]"), ("claimreview", "x.json", "[{}]"), ("hypothesis", "x.json", "{\"rows\": []}")]
    {
        let folder = folder();
        folder.write(name, bytes);
        let run = folder.run(&["import", format, name]);
        assert_eq!(run.status, Some(1), "{}", run.all());
        assert!(run.out().starts_with("nothing to write: nothing in the input makes a record\n"), "{}", run.out());
    }
}

#[test]
fn abbreviations_of_abbreviations_do_not_fill_the_memory() {
    let mut bibtex = "@string{a0 = \"xxxxxxxxxx\"}\n".to_owned();
    for nth in 1..40 {
        bibtex += &format!("@string{{a{nth} = a{} # a{}}}\n", nth - 1, nth - 1);
    }
    let folder = folder();
    folder.write("x.bib", bibtex + "@misc{k, title = a39}\n");
    let run = folder.run(&["import", "references", "x.bib"]);
    assert!(run.status == Some(2) && run.err().contains("beyond 64 MiB"), "{}", run.all());
}

/// An input of each format that is all right.
fn good() -> Vec<(Format, Vec<u8>)> {
    let graph = r#"{"version": 1, "directed": true, "multigraph": true, "graph": {}, "nodes": [{"id": "n1", "kind": "claim", "label": "A.", "record": "a"},
        {"id": "n2", "kind": "source", "label": "an official", "identity": "anonymous"}], "links": [{"source": "n1", "target": "n2", "key": "e1-1", "kind": "attributed_to"}]}"#;
    let hypothesis = r#"{"rows": [{"uri": "https://example.org/a", "text": "x", "target": [{"selector": [{"type": "TextQuoteSelector", "exact": "y"}]}]}]}"#;
    let content = "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body><w:p><w:r><w:t>x</w:t></w:r></w:p></w:body></w:document>";
    let relations = "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='a' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument' Target='word/document.xml'/></Relationships>";
    vec![
        (Format::Table, b"A statement.,Ada Example,2024,\"https://example.org/a\"\nB,,21.10.2024,\n".to_vec()),
        (Format::References, br#"[{"title": "x", "URL": "https://example.org/a", "issued": {"date-parts": [[2024, 10]]}, "author": [{"family": "A"}]}]"#.to_vec()),
        (Format::References, b"@article{a, title = {A \\\"u}, year = 2024, author = {A, B}}".to_vec()),
        (Format::References, b"TY  - NEWS\nTI  - x\nDA  - 2024/10\nER  - \n".to_vec()),
        (Format::ClaimReview, br#"{"@type": "ClaimReview", "claimReviewed": "x", "itemReviewed": {"author": {"name": "Ada"}, "appearance": "https://example.org/a"}}"#.to_vec()),
        (Format::ClaimReview, br#"<script type="application/ld+json">{"@type": "ClaimReview", "claimReviewed": "x"}</script>"#.to_vec()),
        (Format::Graph, graph.into()),
        (Format::Hypothesis, hypothesis.into()),
        (Format::AutoArchiver, br#"{"metadata": {"url": "https://example.org/a", "title": "x"}, "media": [{"properties": {"hash": "SHA-256:x"}}]}"#.to_vec()),
        (Format::Docx, zip(&[("[Content_Types].xml", "<Types/>"), ("_rels/.rels", relations), ("word/document.xml", content)])),
    ]
}

fn imported(format: Format, bytes: Vec<u8>) -> Result<Outcome, NotImported> {
    let map = "headings: 0\ndates: day-first\ncolumns: {A: statement, B: source, C: date, D: url}\n";
    let inputs = [Input { name: "x".into(), bytes, folder: None }];
    let map = (format == Format::Table).then_some(map);
    import::import(format, &inputs, map, Workspace::default().snapshot().corpus())
}

/// How many inputs are tried: more in CI.
#[allow(clippy::disallowed_methods, reason = "the environment says how much is tried")]
fn cases() -> u32 {
    if std::env::var_os("ONRECORD_TEST_CASES").is_some() { 20_000 } else { 1_500 }
}

/// A text as it was before lines that look like commands of a CI system got a `'`, which exports give to all but the
/// first.
fn without_guards(text: &str) -> String {
    let unguarded = |(nth, line): (usize, &str)| {
        let rest = line.trim_start();
        if nth > 0 && rest.starts_with("'::") { line.replacen('\'', "", 1) } else { line.to_owned() }
    };
    text.split_inclusive('\n').enumerate().map(unguarded).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases()))]

    /// Whatever is changed in an input, what is written is a claim file without errors, or nothing is.
    #[test]
    fn changed_inputs_never_become_files_that_cannot_be_read(
        which in 0..10_usize,
        changes in prop::collection::vec((any::<prop::sample::Index>(), prop_oneof![Just(b'"'), Just(b','), Just(0), Just(0xE2), Just(b'{'), Just(b'\n'), any::<u8>()]), 1..6),
        cut in any::<prop::sample::Index>(),
        is_cut in any::<bool>(),
    ) {
        let (format, mut bytes) = good().swap_remove(which);
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if is_cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        match imported(format, bytes) {
            Ok(Outcome::Import(import)) => {
                if let Some(file) = import.file() {
                    prop_assert_eq!(Workspace::of_texts([("c.yaml", file)]).snapshot().load_faults().len(), 0);
                }
            }
            Ok(_) => {}
            Err(why) => prop_assert!(why != NotImported::Lost),
        }
    }

    /// A text of a table comes out as it went in, without the white space around it, or is refused.
    #[test]
    fn hostile_values_come_out_as_they_went_in(text in r#"[a-z:#'"\\\t\n,\[\]{}&*!|>%@`~?.\-=é\u{200D}\u{202E}\u{2028}\u{FEFF}\u{E000}\u{1b}\u{85}]{1,30}"#) {
        let cell = format!("\"{}\"\n", text.replace('"', "\"\""));
        let Ok(Outcome::Import(import)) = imported(Format::Table, cell.into_bytes()) else { return Ok(()) };
        let snapshot = Workspace::of_texts([("c.yaml", import.file().unwrap_or_default())]).snapshot();
        let claims: Vec<_> = snapshot.corpus().claims.iter().collect();
        let guarded = text.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@', '\t', '\n']));
        let unguarded = without_guards(guarded.unwrap_or(&text));
        let meant = unguarded.trim();
        let is_formula = text.starts_with('=') && text.len() > 1;
        // What looks like an e-mail address is refused; what exactly does is not said again here.
        let has_contact = meant.split_whitespace().any(|word| word.trim_matches('@').contains('@'));
        let is_nothing = meant.chars().all(|sign| sign.is_whitespace() || "-?.".contains(sign));
        // What exactly says that there is nothing to say is not said again here.
        let letters: String = meant.chars().filter(|sign| sign.is_alphanumeric()).collect();
        let may_be_nothing = letters.len() <= 4 && claims.is_empty();
        if is_nothing || is_formula {
            prop_assert!(claims.is_empty());
        } else if has_contact && claims.is_empty() || meant.contains(['\u{1b}', '\u{85}']) {
            prop_assert!(claims.is_empty() && !import.account().not_understood().is_empty());
        } else if may_be_nothing {
            prop_assert!(["na", "none", "nil", "null", "tbd", "tbc", "tba", "np", "sn", "sl", "nd", "ka", "oa", "ov"].contains(&&*letters), "{}", text);
        } else {
            prop_assert_eq!(claims.len(), 1);
            prop_assert_eq!(claims[0].statement.untrusted(), meant);
        }
    }

    /// A field that nobody expects is in the account, wherever it is.
    #[test]
    fn an_unknown_field_is_in_the_account(name in "zz[a-z]{1,6}", value in "[a-z0-9]{1,8}", which in 0..10_usize, nth in any::<prop::sample::Index>()) {
        let (format, bytes) = good().swap_remove(which);
        let Ok(text) = String::from_utf8(bytes) else { return Ok(()) };
        let braces: Vec<_> = text.match_indices("{\"").map(|(at, _)| at + 1).collect();
        let changed = match format {
            Format::Docx | Format::Table => return Ok(()),
            Format::References if text.starts_with('@') => text.replace("year =", &format!("{name} = {{{value}}}, year =")),
            Format::References if text.starts_with("TY") => text.replace("TI  -", &format!("ZZ  - {value}\nTI  -")),
            _ => {
                let at = *nth.get(&braces);
                format!("{}\"{name}\": \"{value}\", {}", &text[..at], &text[at..])
            }
        };
        let name = if text.starts_with("TY") { "ZZ" } else { &*name };
        let outcome = imported(format, changed.clone().into_bytes());
        let Ok(Outcome::Import(import)) = outcome else { return Err(TestCaseError::fail(format!("{outcome:?}: {changed}"))) };
        let is_there = import.account().left_out().iter().any(|left| left.field.untrusted().ends_with(name));
        // In a date or a name, of which all parts are one text.
        let is_within = !import.account().not_understood().is_empty();
        prop_assert!(is_there || is_within, "{}", changed);
    }
}
