//! E-mail addresses and telephone numbers where a format has the address of a page, a name or a note: alike in all.

use super::docx::{docx, mark, note, p, r};
use super::{account, folder, left_out, read, refused};

/// Addresses of pages with an e-mail address in them, or with the name of a user.
const ADDRESSES: [&str; 4] = [
    "https://example.org/?mail=canary@x.example",
    "https://example.org/?a=1&amp;mail=canary%40x.example",
    "https://canary@x.example/a",
    "https://example.org/u/canary@x.example",
];

/// A file of each format with an address in the place of the only page, and what it is called in the account.
fn files(address: &str) -> Vec<(&'static str, &'static str, Vec<u8>, &'static str)> {
    let plain = address.replace("&amp;", "&");
    let body = p(&(r("The bridge is closed.") + &mark("footnote", 5)));
    let footnote = note("footnote", 5, &r(&format!("Minutes, {address}")));
    let json = |text: &str| text.replace("ADDRESS", &plain).into_bytes();
    vec![
        ("docx", "d.docx", docx(&body, &[("footnotes", &footnote)]), "footnote 1 contact"),
        (
            "claimreview",
            "c.json",
            json(
                r#"{"@type": "ClaimReview", "claimReviewed": "The bridge is closed.", "itemReviewed": {"appearance": {"url": "ADDRESS"}}}"#,
            ),
            "item 1 itemReviewed.appearance contact",
        ),
        ("references", "r.json", json(r#"[{"title": "Bridges", "URL": "ADDRESS"}]"#), "item 1 URL contact"),
        (
            "hypothesis",
            "h.json",
            json(
                r#"{"rows": [{"uri": "ADDRESS", "text": "x", "target": [{"source": "ADDRESS", "selector": [{"type": "TextQuoteSelector", "exact": "closed"}]}]}]}"#,
            ),
            "item 1 uri contact",
        ),
        ("autoarchiver", "a.csv", json("Link,Upload title\nADDRESS,Bridges\n"), "row 2 url contact"),
    ]
}

#[test]
fn an_address_of_a_page_with_an_email_in_it_is_not_understood_in_any_format() {
    for address in ADDRESSES {
        for (format, name, bytes, expected) in files(address) {
            let folder = folder();
            folder.write(name, bytes);
            let run = folder.run(&["import", format, name, "--output", "claims/new.yaml", "--format", "json"]);
            assert_eq!((run.status, refused(&account(&run))), (Some(1), vec![expected.to_owned()]), "{}", run.all());
            let all = run.all() + &read(&folder, "claims/new.yaml");
            assert!(!all.contains("canary") && !all.contains("x.example"), "{format} {address}: {all}");
        }
    }
}

#[test]
fn an_email_in_an_address_in_a_note_is_left_out() {
    let folder = folder();
    let note = "Asked at https://example.org/?to=canary@x.example; see https://social.example/@ada@x.org/1.";
    folder.write("map.yaml", "columns: {A: statement, B: note}\n");
    folder.write("t.csv", format!("Claim,Note\nA is b.,{note}\n"));
    let run = folder.run(&["import", "table", "t.csv", "--map", "map.yaml", "--format", "json"]);
    assert_eq!((run.status, left_out(&account(&run))), (Some(0), vec!["Note contact".to_owned()]));
    let file = read(&folder, "claims/t.yaml");
    assert!(file.contains("note: Asked at [left out] see https://social.example/@ada@x.org/1."), "{file}");
}

/// The authors of a fact check, each with what becomes of it.
const AUTHORS: [(&str, Option<&str>); 6] = [
    ("canary@x.example", None),
    ("Tel. +41 31 555 01 23", None),
    ("E-mail: canary@x.example / 0171 5550123", None),
    ("Bo Other (canary@x.example)", Some("    identity: named\n    name: Bo Other\n")),
    ("a nurse, 202-555-0123", Some("    identity: unspecified\n    description: a nurse\n")),
    ("Example & Sons, canary@x.example", Some("    identity: named\n    name: Example & Sons\n")),
];

#[test]
fn an_author_that_is_only_a_contact_is_no_source() {
    for (author, expected) in AUTHORS {
        for (check, field) in [
            (
                r#"{"@type": "ClaimReview", "claimReviewed": "It is closed.", "itemReviewed": {"author": {"name": "AUTHOR"}}}"#,
                "itemReviewed.author.name contact",
            ),
            (r#"{"text": "It is closed.", "claimant": "AUTHOR", "claimReview": []}"#, "author.name contact"),
        ] {
            let folder = folder();
            folder.write("c.json", check.replace("AUTHOR", author));
            let run = folder.run(&["import", "claimreview", "c.json", "--format", "json"]);
            assert_eq!(run.status, Some(0), "{}", run.all());
            assert!(left_out(&account(&run)).contains(&field.to_owned()), "{}", run.all());
            let file = read(&folder, "claims/c.yaml");
            let sources = expected.map_or(0, |_| 1);
            assert_eq!(account(&run)["written"]["sources"], sources, "{author}: {file}");
            assert_eq!(file.contains("attributed_to"), expected.is_some(), "{author}: {file}");
            assert!(expected.is_none_or(|expected| file.contains(expected)), "{author}: {file}");
            assert!(!file.contains("left out") && !file.contains("canary") && !file.contains("555"), "{file}");
        }
    }
}

#[test]
fn an_author_or_publisher_of_a_reference_that_is_only_a_contact_is_nobody() {
    let folder = folder();
    let reference = |author: &str, publisher: &str| {
        format!(r#"[{{"title": "Bridges", "author": [{{"literal": "{author}"}}], "publisher": "{publisher}"}}]"#)
    };
    folder.write("r.json", reference("canary@x.example", "+41 31 555 01 23"));
    folder.write("s.json", reference("Ada Example, canary@x.example", "Example Press, +41 31 555 01 23"));
    for (name, expected) in [("r", &[][..]), ("s", &["- Ada Example\n", "name: Example Press\n"])] {
        let run = folder.run(&["import", "references", &format!("{name}.json"), "--format", "json"]);
        assert_eq!(
            (run.status, left_out(&account(&run))),
            (Some(0), vec!["publisher contact".to_owned(), "author contact".to_owned()])
        );
        let file = read(&folder, &format!("claims/{name}.yaml"));
        assert!(!file.contains("canary") && !file.contains("555") && !file.contains("left out"), "{file}");
        assert!(expected.iter().all(|expected| file.contains(expected)), "{file}");
        std::fs::remove_file(folder.path().join(format!("claims/{name}.yaml"))).unwrap();
    }
}

/// Titles and tags would be published as they are.
#[test]
fn titles_and_tags_lose_their_contacts() {
    let check = r#"{"@type": "ClaimReview", "claimReviewed": "It is closed.", "itemReviewed": {"appearance": {"headline": "TITLE", "url": "https://a.example"}}}"#;
    let annotation = r#"{"rows": [{"uri": "https://a.example", "document": {"title": ["TITLE"]}, "tags": ["bridge", "canary@x.example"], "target": [{"source": "https://a.example", "selector": [{"type": "TextQuoteSelector", "exact": "It is closed."}]}]}]}"#;
    for (format, name, text, fields) in [
        ("references", "r.json", r#"[{"title": "TITLE", "URL": "https://a.example"}]"#, &["title contact"][..]),
        ("references", "r.bib", "@misc{a, title = {TITLE}, url = {https://a.example}}", &["title contact"]),
        ("references", "r.ris", "TY  - GEN\nTI  - TITLE\nUR  - https://a.example\nER  - \n", &["TI contact"]),
        ("claimreview", "c.json", check, &["itemReviewed.appearance.headline contact"]),
        ("hypothesis", "h.json", annotation, &["document.title contact", "tags contact"]),
        ("autoarchiver", "a.csv", "Link,Upload title\nhttps://a.example,TITLE\n", &["title contact"]),
    ] {
        for (title, expected) in [
            ("Ask canary@x.example or +41 31 555 01 23 now", "title: Ask [left out] or [left out] now\n"),
            ("canary@x.example", "title: https://a.example\n"),
        ] {
            let folder = folder();
            folder.write(name, text.replace("TITLE", title));
            let run = folder.run(&["import", format, name, "--output", "claims/new.yaml", "--format", "json"]);
            assert_eq!(
                (run.status, left_out(&account(&run))),
                (Some(0), fields.iter().map(ToString::to_string).collect()),
                "{}",
                run.all()
            );
            let file = read(&folder, "claims/new.yaml");
            assert!(file.contains(expected), "{format}: {file}");
            let all = run.all() + &file;
            assert!(!all.contains("canary") && !all.contains("555"), "{format}: {all}");
        }
    }
}

/// What somebody has said is not changed, and the account names where it has a contact.
#[test]
fn statements_and_quotes_keep_theirs_and_are_named() {
    let said = "Write to office@x.example for help.";
    let annotation = r#"{"rows": [{"uri": "https://a.example", "target": [{"source": "https://a.example", "selector": [{"type": "TextQuoteSelector", "exact": "SAID"}]}]}]}"#;
    for (format, text) in [
        (
            "claimreview",
            r#"[{"claimReviewed": "It is closed."}, {"claimReviewed": "SAID"}, {"claimReviewed": "And SAID"}]"#,
        ),
        ("claimreview", r#"{"claims": [{"text": "SAID", "claimReview": []}]}"#),
        ("hypothesis", annotation),
    ] {
        let folder = folder();
        folder.write("f.json", text.replace("SAID", said));
        let run = folder.run(&["import", format, "f.json", "--format", "json"]);
        assert_eq!(run.status, Some(0), "{}", run.all());
        let (count, place) =
            if text.contains("And") { ("2 statements have", "item 2") } else { ("1 statement has", "item 1") };
        let words = account(&run)["remarks"][0]["words"].as_str().unwrap().to_owned();
        let expected = format!("{count} a telephone number or an e-mail address, first in {place}: ");
        assert!(words.starts_with(&expected), "{words}");
        assert!(read(&folder, "claims/f.yaml").contains(said));
    }
}

/// Our own export has what the claim files have, so nothing in it is new to them.
#[test]
fn own_exports_bring_back_what_they_were_made_of() {
    let folder = folder();
    let address = "https://example.org/?to=ada@x.example";
    folder.write("from/a.yaml", format!("documents:\n  d: {{title: T, url: '{address}'}}\n"));
    assert_eq!(folder.run(&["export", "from", "--format", "json", "--output", "g.json"]).status, Some(0));
    let run = folder.run(&["import", "graph", "g.json"]);
    assert_eq!(run.status, Some(0), "{}", run.all());
    assert!(read(&folder, "claims/g.yaml").contains(address));
}
