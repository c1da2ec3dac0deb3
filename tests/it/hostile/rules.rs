//! Every rule that reading and linking find, each with places counted by hand.

use super::program::{Folder, check, claim, findings, reported, words};

#[test]
fn fields() {
    check(&[
        ("unknown", &claim("statment: y"), &["4:5 unknown-field"]),
        ("unknown in a document", "documents:\n  d:\n    title: x\n    titel: y\n", &["4:5 unknown-field"]),
        (
            "unknown in evidence",
            &claim("evidence: [{document: d, page: 3}]"),
            &["4:27 dangling-reference", "4:30 unknown-field"],
        ),
        ("unknown section", "claims: {}\nclaim: {}\n", &["2:1 unknown-field"]),
        ("text for a list", &claim("attributed_to: s"), &["4:20 wrong-type"]),
        ("list for a text", &claim("note: [y]"), &["4:11 wrong-type"]),
        ("mapping for a text", &claim("note: {y: z}"), &["4:11 wrong-type"]),
        ("nothing for a text", &claim("note:"), &["4:9 wrong-type"]),
        ("nothing for a list", &claim("cites: ~"), &["4:12 wrong-type"]),
        ("list in a list", &claim("tags: [y, [z]]"), &["4:15 wrong-type"]),
        ("text for a record", "claims:\n  a: x\n", &["2:6 wrong-type"]),
        ("text for a section", "claims: x\n", &["1:9 wrong-type"]),
        ("digest", "documents:\n  d:\n    title: x\n    sha256: abc\n", &["4:13 wrong-type"]),
        ("kind", "sources:\n  s: {identity: named, name: x, kind: persn}\n", &["2:39 wrong-type"]),
        ("identity", "sources:\n  s: {identity: Named, description: x}\n", &["2:17 wrong-type"]),
    ]);
}

#[test]
fn missing_fields() {
    let review = "reviews:\n  r: {claim: a, verdict: unproven, reviewer: desk, date: 2024}\n";
    let without = |field: &str| format!("{}claims:\n  a: {{statement: x}}\n", review.replace(field, ""));
    check(&[
        ("statement", "claims:\n  a: {note: x}\n", &["2:3 missing-field"]),
        ("empty statement", "claims:\n  a: {statement: ''}\n", &["2:3 missing-field"]),
        ("title", "documents:\n  d: {note: x}\n", &["2:3 missing-field"]),
        ("identity", "sources:\n  s: {description: x}\n", &["2:3 missing-field"]),
        ("name", "sources:\n  s: {identity: named}\n", &["2:3 missing-field"]),
        ("description", "sources:\n  s: {identity: anonymous}\n", &["2:3 missing-field"]),
        ("description of nobody in particular", "sources:\n  s: {identity: unspecified}\n", &["2:3 missing-field"]),
        ("document of evidence", &claim("evidence: [{quote: y}]"), &["4:16 missing-field"]),
        ("review's claim", &without("claim: a, "), &["2:3 missing-field"]),
        ("review's verdict", &without("verdict: unproven, "), &["2:3 missing-field"]),
        ("review's reviewer", &without("reviewer: desk, "), &["2:3 missing-field"]),
        ("review's date", &without(", date: 2024"), &["2:3 missing-field"]),
        ("none", &without("nothing"), &[]),
    ]);
}

#[test]
fn ids() {
    let id = |id: &str| format!("claims:\n  {id}: {{statement: x}}\n");
    check(&[
        ("twice in a section", "claims:\n  a: {statement: x}\n  a: {statement: y}\n", &["3:3 duplicate-id"]),
        ("in two kinds", "claims:\n  a: {statement: x}\ndocuments:\n  a: {title: x}\n", &["4:3 duplicate-id"]),
        ("upper case", &id("A"), &["2:3 invalid-id"]),
        ("underscore", &id("a_b"), &["2:3 invalid-id"]),
        ("hyphen first", &id("-a"), &["2:3 invalid-id"]),
        ("hyphen last", &id("a-"), &["2:3 invalid-id"]),
        ("two hyphens", &id("a--b"), &["2:3 invalid-id"]),
        ("blank", &id("a b"), &["2:3 invalid-id"]),
        ("empty", &id("''"), &["2:3 invalid-id"]),
        ("path", &id("'../a'"), &["2:3 invalid-id"]),
        ("homoglyph", &id("f\u{456}dan"), &["2:3 invalid-id"]),
        ("zero width", &id("a\u{200B}b"), &["2:3 invalid-id"]),
        ("composed", &id("caf\u{E9}"), &["2:3 invalid-id"]),
        ("decomposed", &id("cafe\u{301}"), &["2:3 invalid-id"]),
        ("full width", &id("\u{FF41}"), &["2:3 invalid-id"]),
    ]);
    assert!(words(id("f\u{456}dan")).contains("U+0456"));
    assert!(words(id("a\u{200B}b")).contains("U+200B"));
    assert!(words(id("cafe\u{301}")).contains("U+0301"));
}

#[test]
fn ids_in_several_files() {
    let folder = Folder::new();
    folder.write("a.yaml", "claims:\n  x: {statement: x}\n  y: {statement: y}\n");
    folder.write("b.yaml", "# later\nclaims:\n  y: {statement: z}\n");
    folder.write("c.yaml", "documents:\n\n\n  x: {title: x}\n");
    assert_eq!(folder.findings(), ["b.yaml:3:3 duplicate-id", "c.yaml:4:3 duplicate-id"]);
    let run = folder.run(&["check", "--format", "json", "."]);
    let first: Vec<_> = run.errors().iter().map(|found| found["related"][0].clone()).collect();
    for (related, line) in first.iter().zip([3, 2]) {
        assert!(related["path"].as_str().unwrap().ends_with("a.yaml") && related["line"] == line, "{related}");
    }
}

#[test]
fn dates_and_addresses() {
    let url = |url: &str| claim(&format!("url: {url}"));
    check(&[
        ("word", &claim("date: soon"), &["4:11 invalid-date"]),
        ("no such day", &claim("date: 2023-02-29"), &["4:11 invalid-date"]),
        ("no offset", &claim("date: 2023-10-21T20:45:00"), &["4:11 invalid-date"]),
        ("season", &claim("date: 2023-21"), &["4:11 invalid-date"]),
        ("uncertain", &claim("date: 2023?"), &["4:11 invalid-date"]),
        ("quoted", &claim("date:  '21.10.2023'"), &["4:12 invalid-date"]),
        ("retraction", &claim("retracted: soon"), &["4:16 invalid-date"]),
        ("good", &claim("date: 2012-01-21T20:45:00-05:00"), &[]),
        ("script", &url("javascript:alert(1)"), &["4:10 invalid-url"]),
        ("data", &url("data:text/html,x"), &["4:10 invalid-url"]),
        ("file", &url("file:///etc/passwd"), &["4:10 invalid-url"]),
        ("quote", &url("'https://example.org/\"x'"), &["4:10 invalid-url"]),
        ("blank", &url("https://example.org/a b"), &["4:10 invalid-url"]),
        ("no-break space", &url(r#""https://ex\u00A0ample.org""#), &["4:10 invalid-url"]),
        ("bidirectional control", &url(r#""https://example.org/\u202Egnp.exe""#), &["4:10 invalid-url"]),
        ("line feed", &url(r#""https://example.org/\nx""#), &["4:10 invalid-url"]),
        ("user", &url("https://paypal.com@example.org/"), &["4:10 invalid-url"]),
        ("user and password", &url("https://u:p@example.org/"), &["4:10 invalid-url"]),
        ("no host", &url("https:///x"), &["4:10 invalid-url"]),
        ("no scheme", &url("example.org"), &["4:10 invalid-url"]),
        ("backslash", &url(r"https://example.org\@evil"), &["4:10 invalid-url"]),
        (
            "script of a named source",
            "sources:\n  s: {identity: named, name: x, url: 'javascript:x'}\n",
            &["2:38 invalid-url"],
        ),
        ("good address", &url("https://bücher.example/straße?a=b#c"), &[]),
    ]);
}

#[test]
fn every_fault_of_a_record_is_found() {
    let text = "claims:\n  a:\n    statement: [x]\n    attributed_to: s\n    date: soon\n    url: no\n    tags: [t, {u: v}]\n    odd: 1\n    \
                evidence:\n      - quote: x\n      - document: d\n        locator: [y]\n      - {quote: {z: z}, page: 1}\n";
    let expected = [
        "3:16 wrong-type",
        "4:20 wrong-type",
        "5:11 invalid-date",
        "6:10 invalid-url",
        "7:15 wrong-type",
        "8:5 unknown-field",
        "10:9 missing-field",
        "11:19 dangling-reference",
        "12:18 wrong-type",
        "13:9 missing-field",
        "13:17 wrong-type",
        "13:25 unknown-field",
    ];
    assert_eq!(findings(text), expected);
}

#[test]
fn one_bad_file_hides_no_other() {
    let folder = Folder::new();
    folder.write("a.yaml", "claims: [\n");
    folder.write("b.yaml", claim("date: soon"));
    folder.write("d.yaml", b"\xFF");
    folder.write("e.yaml", "claims:\n  e: {statement: x}\n");
    assert_eq!(folder.findings(), ["a.yaml:1:9 syntax", "b.yaml:4:11 invalid-date", "d.yaml:1:1 syntax"]);
    let report = folder.run(&["report", "--format", "json", "."]);
    assert_eq!((report.status, report.json()["summary"]["claims"].as_u64()), (Some(1), Some(2)));
}

#[test]
fn a_retraction_is_never_dropped() {
    for line in [
        "retracted: soon",
        "retracted:",
        "retracted: [2024]",
        "retracted: {on: 2024}",
        r#"retracted: "2024-11-02\x01""#,
        "retracted: ''",
        "retracted: 2024\n    retracted: 2025",
    ] {
        let report = reported(&claim(line));
        assert_eq!(report["claims"][0]["retracted"], true, "{line}");
        assert_eq!(findings(claim(line)).len(), 1, "{line}");
    }
    let long = format!("retracted: {}", "2".repeat((1 << 20) + 1));
    assert_eq!(reported(&claim(&long))["claims"][0]["retracted"], true);
}

#[test]
fn only_a_source_with_a_name_is_named() {
    for source in [
        "{identity: named}",
        "{identity: named, name: ''}",
        "{identity: named, name: ' '}",
        "{identity: named, name: [x]}",
        "{identity: Named, name: X, description: x}",
        "{identity: [named], name: X, description: x}",
        "{identity: named, identity: named, name: X, description: x}",
        r#"{"identity": "named\x01", name: X, description: x}"#,
    ] {
        let text = format!("sources:\n  s: {source}\nclaims:\n  a: {{statement: x, attributed_to: [s]}}\n");
        let report = reported(&text);
        let claim = &report["claims"][0];
        assert_ne!(claim["basis"], "named", "{source}: {claim}");
        assert_eq!(claim["on_the_record"], false, "{source}: {claim}");
        assert!(!findings(&text).is_empty(), "{source}");
    }
}
