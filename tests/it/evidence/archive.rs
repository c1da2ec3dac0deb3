//! `onrecord archive`: the copy first, then the record.

use std::fs;

use super::damaged::gzip;
use super::{Folder, found, sha256};

const PAGE: &str = "<!doctype html><title>Notice of a\n tender: “14” trams</title><p>The ministry wants trams.</p>";

/// A corpus with a source, a record of a document in a block and one in braces, and a page to archive.
fn corpus() -> Folder {
    let folder = Folder::new();
    folder.write(
        "claims/deep/a.yaml",
        "sources:\n  gazette: {identity: named, name: Gazette}\ndocuments:\n  old:\n    title: x # why\n  flow: \
         {title: x}\n",
    );
    folder.write("page.HTML", PAGE);
    folder
}

fn read(folder: &Folder, path: &str) -> String {
    fs::read_to_string(folder.path().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// All files of the corpus, with what is in them.
fn files(folder: &Folder) -> String {
    let run = folder.script("find claims -type f | sort | xargs sha256sum; find claims | sort");
    run.out().to_owned()
}

#[test]
fn a_new_document_gets_a_record_beside_its_copy() {
    let folder = corpus();
    let arguments =
        ["archive", "page.HTML", "--document", "tender", "--publisher", "gazette", "--published", "2024-10"];
    let run = folder.run(&arguments);
    assert_eq!((run.status, run.err()), (Some(0), ""));
    let digest = sha256(PAGE);
    let (copy, record) = (format!("claims/evidence/{digest}.html"), "claims/evidence/tender.yaml");
    let said =
        "filled    title: as the page gives them\nmissing   url: the page does not give it; add it to the record\n";
    assert_eq!(run.out(), format!("wrote     {copy}\nwrote     {record}\n{said}"));
    assert_eq!(read(&folder, &copy), PAGE);
    let lines: Vec<_> = read(&folder, record).lines().map(str::to_owned).collect();
    assert_eq!(
        lines[..5],
        [
            "documents:",
            "  tender:",
            "    title: 'Notice of a tender: “14” trams'",
            "    publisher: gazette",
            "    published: \"2024-10\"",
        ]
    );
    folder.write(
        "claims/b.yaml",
        "claims:\n  c: {statement: x, evidence: [{document: tender, quote: The ministry wants trams.}]}\n",
    );
    assert_eq!(found(&folder, &[]), [""; 0]);
    let summary = &super::checked(&folder, &[]).json()["summary"];
    assert_eq!((&summary["errors"], &summary["quotes"]["exact"]), (&0.into(), &1.into()));
    // Once more: all that was passed is in the record already.
    let before = files(&folder);
    let run = folder.run(&arguments);
    let said = "kept      the document `tender` has this copy already; nothing changed\n";
    assert_eq!((run.status, run.out(), run.err()), (Some(0), said, ""));
    assert_eq!(files(&folder), before);
    for other in [&["--published", "2025"][..], &["--publisher", "old"], &["--url", "https://example.org/"]] {
        let run = folder.run(&[&arguments[..4], other].concat());
        assert_eq!((run.status, run.out()), (Some(2), ""), "{other:?}");
        let why = "the document `tender` already has a record, at claims/evidence/tender.yaml:2:3;";
        assert!(run.err().contains(why) && run.err().contains(" add the other fields to it yourself"), "{}", run.err());
    }
    assert_eq!(files(&folder), before);
}

#[test]
fn a_record_that_is_there_gets_two_lines_and_nothing_else() {
    let folder = corpus();
    let before = read(&folder, "claims/deep/a.yaml");
    let run = folder.run(&["archive", "page.HTML", "claims", "--document", "old"]);
    assert_eq!((run.status, run.err()), (Some(0), ""));
    let digest = sha256(PAGE);
    let start = "    title: x # why\n";
    let lines = read(&folder, "claims/deep/a.yaml")
        .split_once(start)
        .unwrap()
        .1
        .lines()
        .take(2)
        .map(str::to_owned)
        .collect::<Vec<_>>();
    assert_eq!(lines[0], format!("    snapshot: evidence/{digest}.html"));
    assert_eq!(read(&folder, "claims/deep/a.yaml").replace(&format!("{}\n{}\n", lines[0], lines[1]), ""), before);
    assert_eq!(read(&folder, &format!("claims/deep/evidence/{digest}.html")), PAGE);
    assert_eq!(found(&folder, &[]), [""; 0]);
    // It has a copy now: the same is kept, and another is refused.
    let run = folder.run(&["archive", "page.HTML", "--document", "old"]);
    let said = "kept      the document `old` has this copy already; nothing changed\n";
    assert_eq!((run.status, run.out(), run.err()), (Some(0), said, ""));
    folder.write("other.html", "<title>x</title>");
    let run = folder.run(&["archive", "other.html", "--document", "old"]);
    assert_eq!((run.status, run.out()), (Some(2), ""));
    assert!(run.err().contains("already has a copy"), "{}", run.err());
}

#[test]
fn what_stands_in_braces_is_left_and_the_lines_are_shown() {
    let folder = corpus();
    let before = read(&folder, "claims/deep/a.yaml");
    let run = folder.run(&["archive", "page.HTML", "--document", "flow"]);
    assert_eq!(run.status, Some(2), "{}", run.all());
    assert!(run.out().contains("at claims/deep/a.yaml:6:3:\n  snapshot: evidence/"), "{}", run.out());
    assert_eq!(read(&folder, "claims/deep/a.yaml"), before);
}

#[test]
fn nothing_is_written_for_what_cannot_be() {
    for (arguments, why) in [
        (&["nothing.html", "--document", "d", "--title", "x"][..], "does not exist"),
        (&["claims", "--document", "d", "--title", "x"], "not a regular file"),
        (&["page.HTML", "--document", "gazette"], "is a source"),
        (&["page.HTML", "--document", "d", "--publisher", "nobody"], "no record with the id `nobody`"),
        (&["page.HTML", "--document", "d", "--publisher", "old"], "is a document"),
        (&["page.HTML", "--document", "old", "--title", "x"], "already has a record"),
        (&["page.HTML", "--document", "D"], "use only a-z and 0-9 in an id"),
        (&["page.HTML", "--document", "d", "--url", "javascript:x"], "expected an http(s) URL"),
        (&["page.HTML", "--document", "d", "--published", "yesterday"], "expected a date"),
        (&["page.HTML", "--document", "d", "--note", "a\u{1}b"], "characters that are not allowed in claim files"),
        (&["words.txt", "--document", "d"], "--title"),
    ] {
        let folder = corpus();
        folder.write("words.txt", "words");
        let before = files(&folder);
        let run = folder.run(&[&["archive"], arguments].concat());
        assert_eq!(run.status, Some(2), "{arguments:?}: {}", run.all());
        assert!(run.err().contains(why), "{arguments:?}: {}", run.err());
        assert_eq!(files(&folder), before, "{arguments:?}");
    }
}

#[test]
fn hostile_words_come_back_as_they_are() {
    let folder = corpus();
    folder.write("con.yaml", "documents: {evil: {title: x}}\n");
    let title = "no: [yes] # “x” \u{202E}'\"\\ \n---";
    for said in ["wrote     claims/evidence/", "kept      the document `con` has this copy already; nothing changed\n"]
    {
        let run = folder.run(&["archive", "con.yaml", "--document", "con", "--title", title, "--note", "2024-10"]);
        assert_eq!((run.status, run.err()), (Some(0), ""));
        assert!(run.out().starts_with(said), "{}", run.out());
    }
    // Neither the name of a device nor a claim file.
    let record = read(&folder, "claims/evidence/con-document.yaml");
    assert!(record.contains(&format!("{}.txt", sha256("documents: {evil: {title: x}}\n"))), "{record}");
    let snapshot = onrecord::Workspace::open(&[folder.path().join("claims")]).snapshot();
    assert!(snapshot.load_faults().len() == 0 && snapshot.corpus().find("evil").is_none());
    let con = snapshot.corpus().documents.iter().find(|document| document.id.as_str() == "con").unwrap();
    assert_eq!(con.title.untrusted(), title);
}

#[cfg(unix)]
#[test]
fn no_link_is_followed_to_where_something_is_written() {
    for make in [
        "mkdir private; ln -s ../private claims/evidence",
        "touch claims/evidence",
        "mkdir claims/evidence; ln -s ../../private.yaml claims/evidence/d.yaml",
        "mkdir claims/evidence; ln -s ../../page.HTML claims/evidence/$(sha256sum < page.HTML | cut -c 1-64).html",
        "mkdir claims/evidence; echo x > claims/evidence/$(sha256sum < page.HTML | cut -c 1-64).html",
    ] {
        let folder = corpus();
        assert_eq!(folder.script(make).status, Some(0));
        let before = files(&folder);
        let run = folder.run(&["archive", "page.HTML", "--document", "d"]);
        assert!(matches!(run.status, Some(1 | 2)), "{make}: {}", run.all());
        assert_eq!(files(&folder), before, "{make}: {}", run.all());
        assert!(!folder.path().join("private.yaml").exists());
    }
}

#[test]
fn nothing_is_archived_where_the_document_may_have_a_record_already() {
    let folder = corpus();
    folder.write("claims/c.yaml", "documents:\n  page:\n    title: &x T\n");
    let before = files(&folder);
    let run = folder.run(&["archive", "page.HTML", "--document", "page"]);
    assert_eq!((run.status, run.out()), (Some(1), ""));
    assert!(run.err().contains("[syntax]"), "{}", run.all());
    assert!(run.err().ends_with("nothing was written; fix the errors above first\n"), "{}", run.err());
    assert_eq!(files(&folder), before);
}

#[test]
fn a_record_has_what_the_page_says_of_itself() {
    let folder = Folder::with("sources:\n  gazette: {identity: named, name: The Gazette, kind: outlet}\n");
    let page = "<html lang=en-GB><head><title>Trams - The Gazette</title><meta property=og:title content='Trams come'>\
                <meta property=og:site_name content='the gazette'><link rel=canonical href='https://example.org/trams'>\
                <meta property=article:published_time content='2024-10-21T08:30:00.000Z'>\
                <meta name=author content='Ada Example'></head><body><p>Trams.</p>";
    folder.write("trams.html", page);
    let run = folder.run(&["archive", "trams.html", "--document", "trams", "."]);
    assert_eq!(run.status, Some(0), "{}", run.all());
    let filled = "filled    title, published, url, publisher, author, language: as the page gives them\n";
    assert!(run.out().ends_with(filled), "{}", run.out());
    let record = read(&folder, "evidence/trams.yaml");
    for line in [
        "title: Trams come",
        "publisher: gazette",
        "url: https://example.org/trams",
        "published: \"2024-10-21T08:30:00Z\"",
        "- Ada Example",
        "language: en-GB",
    ] {
        assert!(record.contains(line), "{line} in {record}");
    }
    assert_eq!(folder.run(&["check", "."]).status, Some(0));
}

#[test]
fn what_a_page_does_not_say_is_named_and_what_is_passed_comes_first() {
    let folder = Folder::with("sources:\n  gazette: {identity: anonymous, description: The Gazette}\n");
    folder.write("a.html", "<title>A</title><meta property=og:site_name content='The Gazette'>");
    let run = folder.run(&["archive", "a.html", "--document", "a", "--title", "B", "."]);
    assert_eq!(run.status, Some(0), "{}", run.all());
    let said = "missing   publisher: the page names `The Gazette`, and no named source has that name; add the source, \
    and its id to the record\n\
                missing   published: the page does not give it; add it to the record\n\
                missing   url: the page does not give it; add it to the record\n";
    assert!(run.out().ends_with(said), "{}", run.out());
    assert!(read(&folder, "evidence/a.yaml").contains("title: B\n"));
    let run =
        folder.run(&["archive", "a.html", "--document", "b", "--published", "2024", "--url", "https://x.org/", "."]);
    assert!(run.out().contains("filled    title: as") && !run.out().contains("published"), "{}", run.out());
}

#[test]
fn a_page_of_a_source_without_a_name_is_not_asked() {
    let folder = Folder::with("sources:\n  deep: {identity: anonymous, description: an official}\n");
    folder.write("memo.html", "<html lang=en><title>SECRET memo</title><meta name=author content='SECRET NAME'>");
    let run = folder.run(&["archive", "memo.html", "--document", "leak", "--publisher", "deep", "."]);
    assert_eq!(run.status, Some(2));
    assert!(run.err().contains("--title") && !run.all().contains("SECRET"), "{}", run.all());
    let run =
        folder.run(&["archive", "memo.html", "--document", "leak", "--publisher", "deep", "--title", "A memo", "."]);
    assert_eq!(run.status, Some(0), "{}", run.all());
    assert!(!read(&folder, "evidence/leak.yaml").contains("SECRET") && !run.all().contains("SECRET"));
    assert!(!run.out().contains("missing"), "{}", run.out());
    // Its title is not kept, but the record is still the one that was written.
    let again = |title| {
        let fields = ["--document", "leak", "--publisher", "deep", "--title", title];
        let run = folder.run(&[&["archive", "memo.html"], &fields[..], &["."]].concat());
        assert!(!run.all().contains("SECRET"), "{}", run.all());
        run
    };
    assert_eq!(again("A memo").status, Some(0));
    assert_eq!(again("Another memo").status, Some(2));
}

#[test]
fn a_web_address_is_not_fetched() {
    let run = corpus().run(&["archive", "https://example.org/a", "--document", "a"]);
    assert_eq!(run.status, Some(2));
    assert!(run.err().contains("onrecord opens no connection"), "{}", run.err());
}

#[test]
fn a_name_in_place_of_an_id_is_shown_as_an_id() {
    let run = corpus().run(&["archive", "page.HTML", "--document", "a", "--publisher", "The Gazette"]);
    assert_eq!(run.status, Some(2));
    assert!(run.err().contains("did you mean `the-gazette`?"), "{}", run.err());
}

#[test]
fn many_files_are_archived_in_one_call() {
    let folder = corpus();
    folder.write("one.html", "<title>Trams are late</title><p>One.");
    folder.write("two.html", "<title>Trams are late</title><p>Two.");
    folder.write("plain.txt", "No title.");
    let run = folder.run(&["archive", "one.html", "plain.txt", "two.html", "none.html", "claims"]);
    assert_eq!(run.status, Some(2), "{}", run.all());
    assert!(run.out().ends_with("\narchived 2 of 4 files\n"), "{}", run.out());
    assert!(run.err().contains("the page has no title") && run.err().contains("`none.html`: does not exist"));
    for (id, text) in [("trams-are-late", "One."), ("trams-are-late-2", "Two.")] {
        let record = read(&folder, &format!("claims/evidence/{id}.yaml"));
        let digest = sha256(format!("<title>Trams are late</title><p>{text}"));
        assert!(record.contains(&digest), "{record}");
    }
    // Once more: what has a record is kept, and gets nothing that it would lose without a word.
    let before = files(&folder);
    let run = folder.run(&["archive", "one.html", "two.html"]);
    assert_eq!((run.status, run.err()), (Some(0), ""));
    assert!(run.out().contains("the document `trams-are-late` has this copy already"), "{}", run.out());
    assert_eq!(files(&folder), before);
    // A copy that is gone is put back, and one that is not the same any more is not written over.
    let digest = sha256("<title>Trams are late</title><p>One.");
    let copy = folder.path().join(format!("claims/evidence/{digest}.html"));
    fs::remove_file(&copy).unwrap();
    let run = folder.run(&["archive", "one.html"]);
    assert_eq!((run.status, run.err()), (Some(0), ""));
    assert!(run.out().starts_with("restored  claims/evidence/") && run.out().contains("`trams-are-late` was missing"));
    assert_eq!(files(&folder), before);
    fs::write(&copy, "altered").unwrap();
    let run = folder.run(&["archive", "one.html"]);
    assert_eq!(run.status, Some(2), "{}", run.all());
    assert!(run.err().contains("a different file exists"), "{}", run.err());
    assert_eq!(fs::read_to_string(&copy).unwrap(), "altered");
    fs::write(&copy, "<title>Trams are late</title><p>One.").unwrap();
    let run = folder.run(&["archive", "one.html", "--note", "seen"]);
    assert_eq!(run.status, Some(2));
    assert!(run.err().contains("the document `trams-are-late` already has a record, at "), "{}", run.err());
    for option in ["--document", "--title"] {
        assert_eq!(folder.run(&["archive", "one.html", "two.html", option, "x"]).status, Some(2));
    }
}

#[test]
fn the_same_file_twice_is_one_document() {
    let folder = corpus();
    folder.write("same.html", PAGE);
    let run = folder.run(&["archive", "page.HTML", "same.html"]);
    assert_eq!((run.status, run.err()), (Some(0), ""));
    assert!(run.out().contains("kept      the document `notice-of-a-tender-14-trams`"), "{}", run.out());
}

#[test]
fn a_page_goes_to_the_document_with_its_address() {
    let folder = corpus();
    folder.write("claims/b.yaml", "documents:\n  tender:\n    title: T\n    url: https://example.org/14\n");
    folder.write("saved.html", "<title>X</title><link rel=canonical href=https://example.org/14><p>Text.");
    let run = folder.run(&["archive", "saved.html"]);
    assert_eq!((run.status, run.err()), (Some(0), ""), "{}", run.out());
    assert!(run.out().contains("`tender`: it has the URL of the page"), "{}", run.out());
    assert!(read(&folder, "claims/b.yaml").contains("    snapshot: evidence/"));
    // A later copy of the same page is another document.
    folder.write("later.html", "<title>X</title><link rel=canonical href=https://example.org/14><p>Edited.");
    let run = folder.run(&["archive", "later.html"]);
    assert_eq!((run.status, run.err()), (Some(0), ""), "{}", run.out());
    let said = "another   copy of the page of `tender`, which differs: it gets a record of its own\n";
    assert!(run.out().starts_with(said) && run.out().contains("claims/evidence/x.yaml"), "{}", run.out());
}

#[test]
fn no_id_is_made_of_the_page_of_a_source_without_a_name() {
    let folder = corpus();
    folder.write("claims/s.yaml", "sources:\n  aide: {identity: anonymous, description: an aide to the mayor}\n");
    let run = folder.run(&["archive", "page.HTML", "--publisher", "aide"]);
    assert_eq!((run.status, run.out()), (Some(2), ""));
    assert!(run.err().contains("pass a --title that reveals nothing"), "{}", run.err());
    let run = folder.run(&["archive", "page.HTML", "--publisher", "aide", "--title", "A paper"]);
    assert_eq!((run.status, run.err()), (Some(0), ""));
    assert!(folder.path().join("claims/evidence/a-paper.yaml").exists() || run.out().contains("paper.yaml"));
}

/// Nothing open is written of what a confidential document has, whatever it is called and wherever it is.
#[test]
fn no_open_record_is_written_of_what_a_confidential_document_has() {
    let memo = "The minister told the aide on Monday that the bridge would close in May after all.";
    let page = |head: &str| format!("<html><head><title>Memo</title>{head}</head><body><p>Other words.</p>");
    let folder = Folder::new();
    folder.write("claims/evidence/memo.txt", memo);
    folder.write(
        "claims/d.yaml",
        "sources:\n  leak: {identity: anonymous, description: an employee}\n  gazette: {identity: named, name: \
         Gazette}\n\
         documents:\n  memo: {title: x, confidential: true, url: 'https://leaks.example/memo', snapshot: \
         evidence/memo.txt}\n  \
         aide: {title: x, publisher: leak, url: 'https://leaks.example/aide'}\n  old:\n    title: x\n",
    );
    folder.write("other/e.yaml", "sources:\n  gazette: {identity: named, name: Gazette}\n");
    folder.write("again.txt", format!("{memo}\n"));
    folder.write("memo.gz", gzip(memo.as_bytes()));
    folder.write("page.html", page("<link rel=canonical href='https://leaks.example/memo'>"));
    folder.write("aide.html", page("<meta property=og:url content='https://www.leaks.example/aide?utm_source=x'>"));
    folder.write("open.html", page("<link rel=canonical href='https://leaks.example/open'>"));
    let before = files(&folder);
    for arguments in [
        &["claims/evidence/memo.txt", "--title", "M"][..],
        &["claims/evidence/memo.txt", "--title", "M", "other"],
        &["claims/evidence/memo.txt", "--document", "old"],
        &["claims/evidence/memo.txt", "--title", "M", "--publisher", "gazette"],
        &["again.txt", "--document", "new", "--title", "M"],
        &["memo.gz", "--title", "M"],
        &["page.html"],
        &["page.html", "--document", "old"],
        &["aide.html"],
        &["open.html", "--url", "https://leaks.example/memo"],
    ] {
        let run = folder.run(&[&["archive"], arguments].concat());
        assert_eq!((run.status, run.out()), (Some(2), ""), "{arguments:?}: {}", run.all());
        assert!(run.err().contains("so no open record is written of it"), "{arguments:?}: {}", run.err());
        assert_eq!(files(&folder), before, "{arguments:?}");
        assert!(!folder.path().join("other/evidence").exists(), "{arguments:?}");
    }
    for arguments in [&["page.html"][..], &["memo.gz"], &["aide.html", "--format", "text"]] {
        let run = folder.run(&[&["draft"], arguments, &["--with", "cat > sent; echo {}"]].concat());
        assert_eq!((run.status, run.out()), (Some(2), ""), "{arguments:?}: {}", run.all());
        assert!(run.err().contains("nothing of it is drafted"), "{arguments:?}: {}", run.err());
        assert!(!folder.path().join("sent").exists() && files(&folder) == before, "{arguments:?}");
    }
    // Another page of the site is open, and what is confidential may have its copies.
    for arguments in [
        &["open.html"][..],
        &["page.html", "--document", "aide-2", "--publisher", "leak", "--title", "A page"],
        &["memo.gz", "--publisher", "leak", "--title", "A memo"],
    ] {
        let run = folder.run(&[&["archive"], arguments].concat());
        assert_eq!((run.status, run.err()), (Some(0), ""), "{arguments:?}: {}", run.all());
    }
    let run = folder.run(&["archive", "aide.html", "--document", "aide"]);
    assert!(run.out().contains("Add these lines to it"), "{}", run.all());
}

#[test]
fn an_empty_file_is_no_evidence() {
    let folder = corpus();
    let before = files(&folder);
    for (name, bytes) in [("e.html", &b""[..]), ("e.txt", b""), ("e.wacz", b""), ("e.warc.gz", b"")] {
        folder.write(name, bytes);
        for arguments in [&["archive", name, "--title", "E"][..], &["draft", name]] {
            let run = folder.run(arguments);
            assert_eq!((run.status, run.out()), (Some(2), ""), "{arguments:?}: {}", run.all());
            assert_eq!(run.err(), format!("onrecord: `{name}`: the file is empty\n"));
        }
    }
    for (name, bytes) in [("e.html.gz", gzip(b"")), ("e.warc.gz", gzip(b"")), ("e.pdf", Vec::new())] {
        folder.write(name, bytes);
        let run = folder.run(&["archive", name, "--title", "E"]);
        assert_eq!((run.status, run.out()), (Some(2), ""), "{name}: {}", run.all());
        assert_eq!(run.err(), format!("onrecord: `{name}`: the file is empty\n"));
    }
    assert_eq!(files(&folder), before);
}
