//! Values of another shape than a field takes.

use crate::hostile::program::Folder;

/// A value of another shape is found with what to write in its place.
#[test]
fn what_has_another_shape_is_told_what_to_write() {
    let list = "write the texts alone: `[one, another]`, or each on a line of its own after `- `";
    let items = "put `- ` before its first field, and indent the others as far as that one: each item has fields of \
                 its own";
    let item = "write fields: `- document: …` with its id and, indented as far, `quote: …` with the words";
    let one = "write one text, without `[`, `]` and `- `";
    let nothing = "write it, or delete the key";
    for (claim, help) in [
        ("attributed_to: {s: yes}", list),
        ("cites: {id: b}", list),
        ("tags: {a: b}", list),
        ("evidence: {document: d, quote: x}", items),
        ("evidence: {}", items),
        ("evidence: d", item),
        ("evidence: [d]", item),
        ("evidence: [[document, d]]", item),
        ("evidence: [{document: [d]}]", one),
        ("cites: [[b]]", one),
        ("cites: [{id: b}]", "write one text, without fields"),
        ("date: [2024]", one),
        ("tags:", nothing),
        ("evidence:", nothing),
        ("note:", nothing),
        ("attributed_to: s", "write `[s]`"),
    ] {
        let folder = Folder::with(format!("claims:\n  a:\n    statement: x\n    {claim}\n  b: {{statement: y}}\n"));
        let found = folder.run(&["check", "--only", "wrong-type", "--format", "json", "c.yaml"]).diagnostics();
        let helps: Vec<_> = found.iter().map(|found| found["help"].as_str().unwrap_or_default()).collect();
        assert_eq!(helps, [help], "{claim}");
    }
    for text in ["- a\n", "text\n", "claims: [a]\n", "claims:\n- id: a\n", "sources: yes\n", "claims:\n  a: [b]\n"] {
        let found = Folder::with(text).run(&["check", "--format", "json", "c.yaml"]).diagnostics();
        assert_eq!((found.len(), &found[0]["rule"]), (1, &"wrong-type".into()), "{text}");
        assert!(found[0]["help"].as_str().is_some_and(|help| help.starts_with("write ")), "{text}");
    }
    for text in ["policy: [1]\n", "policy: yes\n", "waivers: [x]\n", "verdicts: {a: b}\n", "rules: [x]\n", "- x\n"] {
        let folder = Folder::with("claims: {}\n");
        folder.write("onrecord.yaml", text);
        let found = folder.run(&["check", "--format", "json", "."]).diagnostics();
        assert!(found.iter().all(|found| found["help"].is_string()), "{text}: {found:?}");
        assert!(found.iter().any(|found| found["rule"] == "wrong-type"), "{text}: {found:?}");
    }
    // It is one mistake, so it is one finding.
    let review = "reviews:\n  a-1: {claim: [a], verdict: [mixed], reviewer: [desk], date: [2024]}\n";
    let found = Folder::with(review).run(&["check", "--format", "json", "c.yaml"]).diagnostics();
    assert!(found.iter().all(|found| found["rule"] == "wrong-type"), "{found:?}");
}
