//! Messages and web archives, from `archive` to the outcome of a quote.

use std::fmt::Write;

use super::{Folder, checked, found, sha256};

pub(super) const MAIL: &str = "Received: by x\r\nFrom: Mara Lindqvist <mara@example.org>\r\nTo: desk@example.org\r\nSubject: \
                    =?utf-8?q?The_tram_=E2=80=93_facts?=\r\nDate: Mon, 21 Oct 2024 08:30:00 +0200\r\nMIME-Version: \
                    1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; \
                    charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nThe trams cost =E2=82=AC5 \
                    million.\r\n--b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment\r\n\r\nx\r\n--b--\r\n";

fn corpus() -> Folder {
    let folder = Folder::new();
    folder.write("claims/a.yaml", "sources:\n  gazette: {identity: named, name: Gazette}\n");
    folder
}

/// What came of each quote, in order.
fn outcomes(folder: &Folder) -> Vec<String> {
    let json = checked(folder, &[]).json();
    let quotes = json["quotes"].as_array().unwrap().iter();
    quotes.map(|quote| quote["outcome"].as_str().unwrap().to_owned()).collect()
}

fn quoting(folder: &Folder, quotes: &[(&str, &str)]) {
    let item = |(document, quote): &(&str, &str)| format!("      - {{document: {document}, quote: \"{quote}\"}}\n");
    let items: String = quotes.iter().map(item).collect();
    folder.write("claims/b.yaml", format!("claims:\n  wanted:\n    statement: x\n    evidence:\n{items}"));
}

#[test]
fn an_email_is_archived_without_its_sender() {
    let folder = corpus();
    folder.write("a.eml", MAIL);
    let run = folder.run(&["archive", "a.eml", "--document", "mail"]);
    assert_eq!((run.status, run.err()), (Some(0), ""));
    let said = "filled    title, published: as the page gives them\n\
                missing   author: an e-mail can name anyone as its sender, and DKIM is not checked; add the author only \
                if readers may know who it is\nunread    1 attachment of the e-mail\n";
    assert!(run.out().ends_with(said), "{}", run.out());
    let record = std::fs::read_to_string(folder.path().join("claims/evidence/mail.yaml")).unwrap();
    assert!(record.contains("title: The tram – facts\n") && record.contains("2024-10-21T08:30:00+02:00"), "{record}");
    assert!(!record.contains("indqvist") && !record.contains('@'), "{record}");
    quoting(
        &folder,
        &[
            ("mail", "The trams cost €5 million."),
            ("mail", "The tram – facts"),
            ("mail", "From: Mara Lindqvist"),
            ("mail", "The trams cost €6 million."),
            ("mail", "mara@example.org"),
        ],
    );
    assert_eq!(outcomes(&folder), ["exact", "exact", "typographic", "altered", "absent"]);
    let draft = folder.run(&["draft", "a.eml", "--format", "text", "claims"]);
    assert!(draft.status == Some(0) && !draft.all().contains("mara@"), "{}", draft.all());
}

/// An archive of three pages, two of one address.
fn archive() -> String {
    archive_with("We want buses.")
}

/// The same, with what its last page says.
fn archive_with(last: &str) -> String {
    let page = |address: &str, time: &str, body: &str| {
        let block = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{body}");
        let length = block.len();
        format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: {time}\r\nContent-Length: \
             {length}\r\n\r\n{block}\r\n\r\n"
        )
    };
    page("https://example.org/a", "2026-11-04T12:00:00Z", "<title>Trams</title><p>We want trams.")
        + &page("https://example.org/a", "2026-11-05T12:00:00Z", "<title>Trams</title><p>We want no trams.")
        + &page("https://example.org/b", "2026-11-04T12:00:00Z", &format!("<title>Buses</title><p>{last}"))
}

#[test]
fn of_a_web_archive_one_page_is_chosen() {
    let folder = corpus();
    folder.write("a.warc", archive());
    let run = folder.run(&["archive", "a.warc"]);
    assert_eq!(run.status, Some(2), "{}", run.all());
    let pages = "page      a.warc#https://example.org/a@20261104120000\npage      \
                 a.warc#https://example.org/a@20261105120000\npage      a.warc#https://example.org/b@20261104120000\n";
    assert_eq!(run.out(), pages);
    assert!(run.err().contains("holds 3 pages; pass one of them as `FILE#ADDRESS@TIME`"), "{}", run.err());
    assert_eq!(folder.run(&["archive", "a.warc#https://example.org/a@2026"]).status, Some(2));
    // Of a page that is not in it there is no record, whatever its title.
    let none = folder.run(&["archive", "a.warc#https://example.org/zzz", "--title", "Z"]);
    assert_eq!((none.status, none.out()), (Some(2), pages), "{}", none.all());
    assert!(none.err().contains("the file does not hold this page"), "{}", none.err());
    let first = folder.run(&["archive", "a.warc#https://example.org/a@20261104", "--document", "a"]);
    assert_eq!((first.status, first.err()), (Some(0), ""));
    assert!(first.out().contains("filled    title, url, accessed: as the page gives them"), "{}", first.out());
    let name = format!("{}.warc", sha256(archive()));
    let record = std::fs::read_to_string(folder.path().join("claims/evidence/a.yaml")).unwrap();
    assert!(record.contains(&format!("snapshot: \"{name}#https://example.org/a@20261104120000\"\n")), "{record}");
    let second = folder.run(&["archive", "a.warc#https://example.org/b", "--document", "b"]);
    assert_eq!((second.status, second.err()), (Some(0), ""));
    let again = folder.run(&["archive", "a.warc#https://example.org/b@20261104120000"]);
    assert!(again.out().contains("the document `b` has this copy already"), "{}", again.all());
    quoting(
        &folder,
        &[("a", "We want trams."), ("a", "We want no trams."), ("b", "We want buses."), ("b", "We want trams.")],
    );
    assert_eq!(outcomes(&folder), ["exact", "altered", "exact", "altered"]);
    let draft = folder.run(&["draft", "a.warc#https://example.org/b@2026", "--format", "json", "claims"]);
    assert_eq!(draft.json()["document"], "b");
    assert!(draft.json()["text"].as_str().unwrap().starts_with("We want buses."), "{}", draft.all());
}

/// A web archive is kept as a whole, so its other pages are, too.
#[test]
fn an_archive_with_a_confidential_page_is_not_kept_openly() {
    let words = "We want buses in all of the suburbs before the tram is built there.";
    let warc = archive_with(words);
    for memo in [
        "url: 'https://example.org/b'",
        "archived_url: 'https://web.archive.org/web/2026/https://example.org/b'",
        "snapshot: memo.txt",
    ] {
        let folder = corpus();
        folder.write("a.warc", &warc);
        folder.write("claims/memo.txt", words);
        folder.write("claims/m.yaml", format!("documents:\n  memo: {{title: x, confidential: true, {memo}}}\n"));
        let run = folder.run(&["archive", "a.warc#https://example.org/a@20261104", "--document", "a"]);
        assert_eq!((run.status, run.out()), (Some(2), ""), "{memo}: {}", run.all());
        assert!(
            run.err().contains("another page in this web archive is that of a confidential document"),
            "{}",
            run.err()
        );
        assert!(!folder.path().join("claims/evidence").exists());
        let run = folder.run(&["archive", "a.warc#https://example.org/b", "--document", "b"]);
        assert!(run.status == Some(2) && run.err().contains("so no open record is written"), "{}", run.all());
        // Nothing is kept of what is only shown.
        let shown = folder.run(&["draft", "a.warc#https://example.org/a@20261104", "--format", "text"]);
        assert_eq!(shown.status, Some(0), "{}", shown.all());
    }
    let folder = corpus();
    folder.write("a.warc", &warc);
    folder.write("claims/m.yaml", "documents:\n  memo: {title: x, confidential: true, url: 'https://example.org/c'}\n");
    assert_eq!(folder.run(&["archive", "a.warc#https://example.org/b", "--document", "b"]).status, Some(0));
}

#[test]
fn an_archive_may_be_larger_than_any_other_copy() {
    let folder = corpus();
    let film = |number: usize| {
        let block = format!("HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\n\r\n{}", "\0".repeat(9 << 20));
        let length = block.len();
        format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/{number}.mp4\r\nWARC-Date: \
             2026-11-04T12:00:00Z\r\nContent-Length: {length}\r\n\r\n{block}\r\n\r\n"
        )
    };
    folder.write("a.warc", film(1) + &archive() + &film(2));
    let page = "a.warc#https://example.org/a@20261104";
    let run = folder.run(&["archive", page, "--document", "a"]);
    assert!(run.status == Some(0) && run.out().contains("filled    title, url, accessed"), "{}", run.all());
    quoting(&folder, &[("a", "We want trams."), ("a", "We want no trams."), ("a", "We have seen elephants.")]);
    assert_eq!(outcomes(&folder), ["exact", "altered", "absent"]);
    let draft = folder.run(&["draft", page, "--format", "json", "claims"]);
    assert_eq!(draft.json()["document"], "a", "{}", draft.err());
}

#[test]
fn what_is_behind_the_path_is_checked_with_it() {
    let folder = corpus();
    folder.write("claims/evidence/a.warc", archive());
    folder.write("claims/evidence/a#b.html", "<p>We want trams.");
    let document = |id: &str, path: &str| format!("  {id}: {{title: x, snapshot: \"evidence/{path}\"}}\n");
    let documents = [
        document("a", "a.warc"),
        document("b", "a.warc#https://example.org/a"),
        document("c", "a.warc#https://example.org/c"),
        document("d", "a#b.html"),
        document("e", "a#b.html#https://example.org/a"),
        document("f", "a.warc#https://example.org/a@20261105"),
    ]
    .concat();
    folder.write("claims/d.yaml", format!("documents:\n{documents}"));
    quoting(&folder, &["a", "b", "c", "d", "e"].map(|document| (document, "We want trams.")));
    assert_eq!(outcomes(&folder), ["unchecked", "unchecked", "unchecked", "exact", "unchecked"]);
    let said = found(&folder, &[]).join("\n");
    for why in ["several pages", "several versions", "does not hold this page", "the file is not one"] {
        assert!(said.contains(why), "{why}: {said}");
    }
    folder.write("claims/d.yaml", "documents:\n  d: {title: x, snapshot: \"a.warc#https://u@example.org/\"}\n");
    folder.write("claims/b.yaml", "");
    assert_eq!(found(&folder, &[]), ["snapshot-path: what follows `#` is not a web address"]);
}

#[test]
fn an_archive_is_read_once_however_many_pages_of_it_are_named() {
    let folder = Folder::new();
    let pages = 500;
    let page = |number: usize| {
        let block = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>We want {number} trams.");
        format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/{number}\r\nWARC-Date: \
             2026-11-04T12:00:00Z\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
            block.len()
        )
    };
    folder.write("claims/evidence/a.warc", (0..pages).map(page).collect::<String>());
    let mut yaml = "documents:\n".to_owned();
    for number in 0..pages {
        let _ = writeln!(yaml, "  d{number}: {{title: x, snapshot: \"evidence/a.warc#https://example.org/{number}\"}}");
        let _ = writeln!(
            yaml,
            "  e{number}: {{title: x, snapshot: \"evidence/a.warc#https://example.org/{number}@2026\"}}"
        );
    }
    yaml += "claims:\n  c:\n    statement: x\n    evidence:\n";
    for (number, document) in (0..pages).flat_map(|number| [(number, "d"), (number, "e")]) {
        let _ = writeln!(yaml, "      - {{document: {document}{number}, quote: We want {number} trams.}}");
    }
    folder.write("claims/a.yaml", yaml);
    assert!(outcomes(&folder).iter().all(|outcome| outcome == "exact"));
    if !crate::writes::tracer::is_there() {
        return;
    }
    let run = folder.script(
        "strace -f -o trace -e trace=openat,openat2 \"$ONRECORD\" check claims >/dev/null; grep -c 'a.warc\"' trace; grep -c 'a.warc' trace",
    );
    // Once to know which file of the system it is, for each way of writing its path, and once to read it.
    assert_eq!(run.out(), "2\n4\n", "and once for each kind of timestamp beside it: {}", run.all());
}
