//! Slips of the pen that YAML takes for something else: what is said of them, and where.

use onrecord::diagnostic::Level;
use onrecord::format::{Format, Options};
use onrecord::policy::Request;
use onrecord::report::Selection;
use onrecord::workspace::Snapshot;
use onrecord::{Workspace, check, report};
use serde_json::Value;

use crate::formats;

fn of(files: &[(&str, &str)]) -> Snapshot {
    Workspace::of_texts(files.iter().map(|&(path, text)| (path, text))).snapshot()
}

fn checked(snapshot: &Snapshot, format: Format) -> String {
    let checked = check(snapshot, &Request { today: None, rules: Vec::new(), snapshots: None });
    formats::written(&checked.findings(Level::Error), format, &Options::default())
}

/// The errors in one file, as `rule line:column message`.
fn errors(text: &str) -> Vec<String> {
    let json: Value = serde_json::from_str(&checked(&of(&[("a.yaml", text)]), Format::Json)).unwrap();
    let diagnostics = json["diagnostics"].as_array().unwrap().iter();
    let errors = diagnostics.filter(|diagnostic| diagnostic["level"] == "error");
    let word = |value: &Value| value.as_str().unwrap().to_owned();
    errors.map(|it| format!("{} {}:{} {}", word(&it["rule"]), it["line"], it["column"], word(&it["message"]))).collect()
}

fn text_of_report(snapshot: &Snapshot) -> String {
    formats::written(&report(snapshot, &Selection::default()), Format::Text, &Options::default())
}

const START: &str = "sources:\n  p: {identity: named, name: A Person}\nclaims:\n  c:\n";

/// A claim whose record goes on as given, from line 5 on.
fn claim(lines: &str) -> Vec<String> {
    errors(&format!("{START}{lines}"))
}

#[test]
fn a_comment_that_cuts_a_text_is_an_error() {
    for (lines, at, lost) in [
        ("    statement: The bill #12 passes. # ok\n    attributed_to: [p]\n", "5:25", "#12 passes. # ok"),
        ("    statement: The bill\n      is\n      bill #12\n    attributed_to: [p]\n", "7:12", "#12"),
        ("    statement: S.\n    attributed_to: [p]\n    note: a\t#b\n", "7:13", "#b"),
        ("    statement: S.\n    attributed_to: [p]\n    note: a #b", "7:13", "#b"),
        (
            "    statement: S.\n    attributed_to: [p]\n    evidence:\n      - document: d\n        quote: We #never do\ndocuments:\n  d: {title: T}\n",
            "9:19",
            "#never do",
        ),
        ("    attributed_to: [p]\n    statement: why? #why\n", "6:21", "#why"),
        ("    statement: The bill\n      is\n      #12 of it\n    attributed_to: [p]\n", "7:7", "#12 of it"),
        ("    attributed_to: [p]\n    statement: The bill\n      #12", "7:7", "#12"),
    ] {
        let cut = claim(lines).into_iter().filter(|error| error.starts_with("cut-text")).collect::<Vec<_>>();
        assert_eq!(cut.len(), 1, "{lines}{:?}", claim(lines));
        assert!(
            cut[0].starts_with(&format!("cut-text {at} ")) && cut[0].ends_with(&format!("`{lost}`")),
            "{lines}{cut:?}"
        );
    }
    let lists = "documents:\n  d:\n    title: T\n    author:\n      - A. Writer #1\n      - B\n";
    assert_eq!(errors(lists), ["cut-text 5:19 the text of `author` ends here; this part is lost: `#1`"]);
    let braces = "documents:\n  d: {title: T #1\n    , url: https://example.org/#x}\n";
    assert_eq!(errors(braces), ["cut-text 2:16 the text of `title` ends here; this part is lost: `#1`"]);
}

#[test]
fn comments_and_other_signs_are_let_be() {
    for lines in [
        "    statement: S. # a comment\n    attributed_to: [p] #p\n",
        "    statement: S. #\n    attributed_to: [p]\n    tags: [a] #b\n",
        "    statement: \"S #12\" #c\n    attributed_to: [p]\n    note: 'a #b'\n",
        "    statement: C#12 is a#b\n    attributed_to: [p]\n",
        "    statement: >-\n      Bill #12\n    attributed_to: [p]\n    note: | #x\n      a #b\n",
        "    statement: S.\n    attributed_to: [p]\n    url: https://example.org/a #anchor\n",
        "    statement: S.\n    #note: left out\n    attributed_to: [p]\n",
        "    statement: S.\n      # a comment\n    attributed_to: [p]\n",
        "    statement: S.\n\n      #far\n    attributed_to: [p]\n",
    ] {
        assert_eq!(claim(lines), [""; 0], "{lines}");
    }
}

#[test]
fn of_a_confidential_record_nothing_of_what_is_lost_is_shown() {
    let found = errors("sources:\n  s:\n    identity: anonymous\n    description: a clerk #Canary\n");
    assert_eq!(found, ["cut-text 4:26 the text of `description` ends here; this part is lost: `…`"]);
}

#[test]
fn the_line_that_is_wrong_is_the_one_that_is_blamed() {
    for (lines, expected) in [
        ("    statement:The\n    attributed_to: [p]\n", "syntax 5:14 no space after the colon of `statement:`"),
        ("    attributed_to: [p]\n    statement:The\n", "syntax 6:14 no space after the colon of `statement:`"),
        (
            "    statement:The\n      end.\n    attributed_to: [p]\n",
            "syntax 5:14 no space after the colon of `statement:`",
        ),
        (
            "    statement:\u{a0}The\n    attributed_to: [p]\n",
            "syntax 5:14 after the colon of `statement` is `U+00A0`, which only looks like a space",
        ),
        (
            "    statement：The\n    attributed_to: [p]\n",
            "syntax 5:14 the colon after `statement` is a full-width character",
        ),
        (
            "    statement： The\n    attributed_to: [p]\n",
            "syntax 5:14 the colon after `statement` is a full-width character",
        ),
        (
            "    statement: S.\n\u{a0}   attributed_to: [p]\n",
            "unknown-field 6:1 the line is indented with `U+00A0`, which only looks like a space",
        ),
        (
            "    statement: The bill\n      #\n      passes\n    attributed_to: [p]\n",
            "syntax 6:7 the text of `statement` ends at this `#`",
        ),
        (
            "    statement: The bill #\n      passes\n    attributed_to: [p]\n",
            "syntax 5:25 the text of `statement` ends at this `#`",
        ),
        (
            "    attributed_to: [p]\n    statement: The bill\n      # of ours\n      passes\n",
            "syntax 7:7 the text of `statement` ends at this `#`",
        ),
        ("    statement: S.\n    attributed_to:[p]\n", "syntax 6:18 no space after the colon of `attributed_to:`"),
        (
            "    statement: [T]he minister\n    attributed_to: [p]\n",
            "syntax 5:16 a text that starts with `[` needs quotes, in `statement`",
        ),
        (
            "    statement: *un* said\n    attributed_to: [p]\n",
            "syntax 5:16 a text that starts with `*` needs quotes, in `statement`",
        ),
        (
            "    statement: &co said\n    attributed_to: [p]\n",
            "syntax 5:16 a text that starts with `&` needs quotes, in `statement`",
        ),
        (
            "    statement: !no said\n    attributed_to: [p]\n",
            "syntax 5:16 a text that starts with `!` needs quotes, in `statement`",
        ),
        (
            "    statement: {sic} said\n    attributed_to: [p]\n",
            "syntax 5:16 a text that starts with `{` needs quotes, in `statement`",
        ),
        (
            "    statement: \"The minister,\n    and nobody knows.\"\n    attributed_to: [p]\n",
            "syntax 6:5 the text of `statement` is not indented deeper than its key",
        ),
        (
            "    statement: 'The minister,\n    and nobody knows.'\n    attributed_to: [p]\n",
            "syntax 6:5 the text of `statement` is not indented deeper than its key",
        ),
        (
            "    attributed_to: [p]\n    statement: |\n    goes on here\n",
            "syntax 7:5 the text of `statement` is not indented deeper than its key",
        ),
        (
            "    attributed_to: [p]\n    statement: >-\n    goes on here\n    note: n\n",
            "syntax 7:5 the text of `statement` is not indented deeper than its key",
        ),
    ] {
        assert_eq!(claim(lines), [expected], "{lines}");
    }
}

#[test]
fn in_brackets_a_comment_takes_the_closing_one() {
    assert_eq!(
        errors("claims:\n  c: {statement: Bill #12, attributed_to: [p]}\n"),
        ["syntax 2:23 a text in brackets ends at this `#`, and the bracket is not closed"]
    );
    assert_eq!(
        errors("documents:\n  d:\n    title: T\n    author: [A, B #2]\n"),
        ["syntax 4:19 a text in brackets ends at this `#`, and the bracket is not closed"]
    );
    assert_eq!(
        errors("sources:\n  p:{identity: named, name: A Person}\n"),
        ["syntax 2:4 no space after the colon of a key"]
    );
    assert_eq!(errors("claims:\n  c:{statement: S.}\n"), ["syntax 2:3 no space after the colon of a key"]);
}

/// The records of a section whose name is misspelt are read, so that nothing else looks wrong.
#[test]
fn a_misspelt_section_is_one_finding() {
    let text = "souces:\n  p: {identity: named, name: A Person}\nclaim:\n  c: {statement: S., attributed_to: [p]}\n";
    let snapshot = of(&[("a.yaml", text)]);
    assert_eq!(errors(text), ["unknown-field 1:1 unknown field `souces`", "unknown-field 3:1 unknown field `claim`"]);
    assert_eq!((snapshot.corpus().sources.len(), snapshot.corpus().claims.len()), (1, 1));
    for (text, claims) in [
        // Which of the two is meant is not known.
        ("claims:\n  c: {statement: S.}\nclaim:\n  d: {statement: T.}\n", 1),
        ("claim:\n  c: {statement: S.}\nclaimss:\n  d: {statement: T.}\n", 0),
        ("notes:\n  c: {statement: S.}\n", 0),
    ] {
        assert_eq!(of(&[("a.yaml", text)]).corpus().claims.len(), claims, "{text}");
    }
    // A record that is there in place of a section is none.
    let secret = "source: {identity: anonymous, description: a Canary}\n";
    let shown = checked(&of(&[("a.yaml", secret)]), Format::Text);
    assert!(!shown.contains("Canary") && shown.contains("a record in place of a section"), "{shown}");
}

#[test]
fn a_block_of_text_at_the_end_of_a_file_is_as_yaml_says() {
    for (lines, expected) in [
        ("|\n      l1\n      l2", "l1\nl2"),
        ("|\n      l1\n      l2\n", "l1\nl2\n"),
        ("|+\n      l1\n      l2", "l1\nl2"),
        ("|+\n      l1\n\n", "l1\n\n"),
        ("|-\n      l1\n      l2", "l1\nl2"),
        (">\n      l1\n      l2", "l1 l2"),
        ("|\n      l1\n# a comment", "l1\n"),
        ("|\n      l1\n      ", "l1\n"),
    ] {
        let text = format!("documents:\n  d:\n    title: {lines}");
        let snapshot = of(&[("a.yaml", &text)]);
        let document = snapshot.corpus().documents.iter().next().unwrap();
        assert_eq!(document.title.untrusted(), expected, "{text:?}");
    }
}

#[test]
fn a_source_that_is_named_and_anonymous_is_confidential_whichever_comes_first() {
    let named = "sources:\n  s1: {identity: named, name: Jane Canary}\n";
    let anonymous = "sources:\n  s1: {identity: anonymous, description: a clerk, reason: fear}\n";
    let claims = "claims:\n  c1: {statement: x, attributed_to: [s1]}\n";
    let both =
        "sources:\n  s1: {identity: named, name: Jane Canary}\n  s1: {identity: anonymous, description: a clerk}\n";
    for files in [
        vec![("a.yaml", named), ("b.yaml", anonymous), ("c.yaml", claims)],
        vec![("a.yaml", anonymous), ("b.yaml", named), ("c.yaml", claims)],
        vec![("a.yaml", named), ("b.yaml", named), ("c.yaml", claims), ("d.yaml", anonymous)],
        vec![("a.yaml", both), ("c.yaml", claims)],
    ] {
        let snapshot = of(&files);
        let (report, check) = (text_of_report(&snapshot), checked(&snapshot, Format::Text));
        assert!(check.contains("duplicate-id"), "{check}");
        assert!(!report.contains("Canary") && !check.contains("Canary"), "{files:?}\n{report}\n{check}");
        assert!(report.contains("ANONYMOUS"), "{report}");
    }
}

/// One record is broken, and everything else is read: the other records of the file, and what refers to the broken one.
#[test]
fn a_broken_record_costs_one_record() {
    let file = "\
sources:
  a: {identity: named, name: A Person}
  b:
    identity: named
    name: Jane \"Canary
    role: [clerk
claims:
  whole: {statement: W., attributed_to: [a], date: soon}
  broken:
    statement: B.
    attributed_to: [b]
    note: \"half
  lost: {statement: L., attributed_to: [a
  rests: {statement: R., cites: [broken, lost]}
";
    let found = errors(file);
    let rules: Vec<_> = found.iter().map(|error| error.split(' ').take(2).collect::<Vec<_>>().join(" ")).collect();
    assert_eq!(rules, ["syntax 6:11", "invalid-date 8:52", "syntax 12:11", "syntax 13:40"], "{found:#?}");
    let snapshot = of(&[("a.yaml", file)]);
    assert!(!snapshot.is_understood());
    let report = text_of_report(&snapshot);
    assert!(["whole", "broken", "rests"].iter().all(|id| report.contains(id)), "{report}");
    let check = checked(&snapshot, Format::Text);
    assert!(!report.contains("Canary") && !check.contains("Canary"), "{report}\n{check}");
    // No excerpt shows any line of a file that is not understood.
    assert!(!check.contains(" | "), "{check}");
}

#[test]
fn two_versions_of_a_file_are_not_read_in_part() {
    let file = "sources:\n  a: {identity: named, name: A}\n<<<<<<< ours\n  b: x\n=======\n>>>>>>> theirs\n";
    assert_eq!(of(&[("a.yaml", file)]).corpus().records().len(), 0);
    let second = "sources:\n  a: {identity: named, name: A}\n---\nclaims: {}\n";
    assert_eq!(of(&[("a.yaml", second)]).corpus().records().len(), 0);
}

#[test]
fn nothing_of_a_confidential_document_is_shown() {
    let file = "\
sources:
  p: {identity: named, name: A Person}
documents:
  d:
    title: Canary one
    url: https://canary.example/two
    archived_url: https://canary.example/three
    author: [Canary Four]
    note: Canary five
    snapshot: evidence/canary-six.html
    published: someday Canary
    confidential: true
claims:
  c: {statement: S., attributed_to: [p], evidence: [{document: d}]}
";
    let snapshot = of(&[("a.yaml", file)]);
    let check = checked(&snapshot, Format::Text);
    assert!(check.contains("invalid-date") && !check.to_lowercase().contains("canary"), "{check}");
    let document = snapshot.corpus().documents.iter().next().unwrap();
    assert!(document.is_confidential && document.url.is_none() && document.archived_url.is_none());
    assert!(document.note.is_none() && document.author.is_empty());
    assert_eq!(document.title.untrusted(), "confidential document");
}

#[test]
fn no_excerpt_shows_a_note_or_what_a_confidential_source_published() {
    let sources = "sources:\n  s1a: {identity: anonymous, description: a clerk, reason: fear}\n";
    let rest = "documents:\n  m: {title: T, publisher: s1a, snapshot: e/canary.txt}\nclaims:\n  leak: {statement: L., attributed_to: [s1a], evidence: [{document: m}], note: Canary}\n";
    let check = checked(&of(&[("a.yaml", rest), ("b.yaml", sources)]), Format::Text);
    assert!(check.contains("anonymous-only"), "{check}");
    assert!(!check.to_lowercase().contains("canary"), "{check}");
}

/// The key of a note may be misspelt, too.
#[test]
fn no_excerpt_shows_what_may_be_the_note_of_a_review() {
    for key in ["note", "notes", "noet", "remark", "'note '"] {
        let file = format!(
            "sources:\n  s1a: {{identity: anonymous, description: a clerk, reason: fear}}\nclaims:\n  leak: {{statement: L., \
             attributed_to: [s1a]}}\nreviews:\n  r:\n    claim: leak\n    verdict: supported\n    checked: 2026-01-02\n    by: Desk\n    \
             {key}: Canary\n    nope: x\n"
        );
        for format in [Format::Text, Format::Json, Format::Sarif] {
            let check = checked(&of(&[("a.yaml", &*file)]), format);
            assert!(check.contains("unknown-field") && !check.to_lowercase().contains("canary"), "{key}\n{check}");
        }
    }
}

/// Where the line with the document of an item is lost, its quote falls into the item before.
#[test]
fn no_excerpt_shows_the_second_quote_of_an_item() {
    for field in ["quote", "quotes", "locator", "translation"] {
        let file = format!(
            "sources:\n  n: {{identity: named, name: N}}\ndocuments:\n  open: {{title: T, publisher: n}}\n  memo: {{title: M, \
             confidential: true}}\nclaims:\n  c:\n    statement: S.\n    attributed_to: [n]\n    evidence:\n      - document: open\n        \
             quote: Q\n        locator: L\n        translation: T\n        {field}: Canary\n"
        );
        for format in [Format::Text, Format::Json, Format::Sarif] {
            let check = checked(&of(&[("a.yaml", &*file)]), format);
            assert!(!check.to_lowercase().contains("canary"), "{field}\n{check}");
        }
    }
}

/// What is said of a record of a section, of which a text has taken in a line.
fn taken_in(section: &str, lines: &str) -> Vec<String> {
    let snapshot = of(&[("a.yaml", &*format!("{section}:\n  one:\n{lines}"))]);
    let broken = snapshot.load_faults().filter(|found| found.rule().name == "syntax");
    broken.map(|found| found.message(|text| text.untrusted().to_owned())).collect()
}

#[test]
fn a_text_takes_in_no_field_without_a_word() {
    for (section, lines, field) in [
        ("documents", "    title: T\n    note: |\n      words\n      confidential: true\n", "confidential"),
        ("documents", "    title: T\n    note: >-\n      words\n\n      confidential: yes # why\n", "confidential"),
        ("documents", "    title: |2\n       T\n      publisher: aide\n", "publisher"),
        ("sources", "    identity: named\n    name: |\n      N\n      kind: outlet\n", "kind"),
        ("claims", "    statement: S\n    note: |\n      n\n      confidential: true\n", "confidential"),
        ("sources", "    identity: named\n    name: N\n    note: |+\n      n\n      terms: off_record\n", "terms"),
        ("claims", "    statement: >\n      S\n      retracted: 2024-05\n", "retracted"),
        ("claims", "    statement: S\n    note: |\n      n\n      attributed_to: [a, b]\n", "attributed_to"),
        ("claims", "    statement: S\n    note: |\n      n\n      cites:\n\n        - other\n", "cites"),
    ] {
        let found = taken_in(section, lines);
        assert!(found.len() == 1 && found[0].contains(&format!("reads as the field `{field}`")), "{lines}{found:?}");
    }
    for (section, lines) in [
        ("documents", "    title: T\n    note: |\n      words\n      confidential: false\n"),
        ("documents", "    title: T\n    note: |\n      confidential: not to be seen\n"),
        ("documents", "    title: T\n    note: |\n      publisher: Random House\n"),
        ("documents", "    title: T\n    note: |\n      publisher: aide\n    publisher: paper\n"),
        ("documents", "    title: T\n    note: \"n\n\n      who: x\"\n"),
        ("documents", "    title: T\n    note: |\n      retracted: 2024\n"),
        ("claims", "    statement: S\n    note: |\n      cites: the report\n      disputes:\n      nothing\n"),
        ("claims", "    statement: S\n    note: |\n      retracted: last week\n"),
    ] {
        assert_eq!(taken_in(section, lines), [""; 0], "{lines}");
    }
}

#[test]
fn fields_in_texts_are_looked_for_in_linear_time() {
    for part in ["cites:\n      ", "cites:\n\n", "|", "kind: |"] {
        let lines = format!("    statement: S\n    note: |\n      {}\n", part.repeat(100_000));
        taken_in("claims", &lines);
    }
}

/// The mark that keeps a document confidential may be in a text of it, or in a list.
#[test]
fn a_document_whose_mark_is_in_a_text_is_confidential() {
    for field in [
        "note: |\n      words\n      confidential: true",
        "text_by: >\n      words\n      publisher: aide",
        "author:\n      - publisher: aide",
        "author: [{publisher: aide}]",
    ] {
        let file = format!(
            "sources:\n  aide: {{identity: anonymous, description: an aide}}\n  n: {{identity: named, name: N}}\ndocuments:\n  \
             memo:\n    title: Canary\n    url: https://canary.example/\n    {field}\nclaims:\n  c:\n    statement: S\n    \
             attributed_to: [n]\n    evidence: [{{document: memo, quote: A canary sings}}]\n"
        );
        let snapshot = of(&[("a.yaml", &*file)]);
        assert!(snapshot.corpus().documents.iter().all(|document| document.is_confidential), "{field}");
        for format in [Format::Text, Format::Json, Format::Sarif] {
            let check = checked(&snapshot, format);
            assert!(check.contains("memo") && !check.to_lowercase().contains("canary"), "{check}");
        }
    }
}

#[test]
fn what_is_no_document_cannot_be_marked_and_where_the_mark_belongs_is_said() {
    let start = "sources:\n  n: {identity: named, name: N}\ndocuments:\n  memo: {title: Memo, publisher: n}\n";
    let claims = |more: &str, evidence: &str| {
        format!(
            "claims:\n  c: {{statement: S., attributed_to: [n], evidence: [{{document: memo, quote: Q{evidence}}}]{more}}}\n"
        )
    };
    let review = "reviews:\n  c-1: {claim: c, verdict: supported, reviewer: R, date: 2024-11-03, confidential: true}\n";
    for (kind, rest, is_open) in [
        ("claim", claims(", confidential: true", ""), false),
        ("claim, misspelt", claims(", confidental: true", ""), false),
        ("evidence", claims("", ", confidential: true"), false),
        ("review", format!("{}{review}", claims("", "")), true),
        ("nothing is marked", claims(", confidential: false", ", confidential: false"), true),
    ] {
        let snapshot = of(&[("a.yaml", &*format!("{start}{rest}"))]);
        let found = checked(&snapshot, Format::Json);
        assert!(found.contains("put `confidential: true` on the document that it is from"), "{kind}\n{found}");
        assert!(snapshot.corpus().documents.iter().all(|memo| memo.is_confidential != is_open), "{kind}");
    }
    let source = "sources:\n  n: {identity: named, name: Bo, confidential: true}\n";
    assert_eq!(errors(source), ["revealed-source 2:34 a source cannot be marked as confidential"]);
    let source = "sources:\n  n: {identity: anonymous, description: a clerk, confidential: true}\n";
    assert_eq!(errors(source), ["revealed-source 2:50 a source cannot be marked as confidential"]);
}

/// The mark may come and go in an editor, in a file of its own.
#[test]
fn a_mark_on_a_claim_may_come_and_go() {
    let documents = "documents:\n  memo: {title: Memo}\n";
    let claim =
        |more: &str| format!("claims:\n  c: {{statement: S., evidence: [{{document: memo, quote: Q{more}}}]}}\n");
    let mut workspace = Workspace::of_texts([("a.yaml", documents), ("b.yaml", &claim(""))]);
    for (more, is_marked) in [("", false), (", confidential: true", true), (", locator: L", false)] {
        workspace.set("b.yaml", claim(more));
        let snapshot = workspace.snapshot();
        assert!(snapshot.corpus().documents.iter().all(|memo| memo.is_confidential == is_marked), "{more}");
    }
}

/// A line that is indented like an id may be a field, and what is below it may be of the record before.
#[test]
fn what_is_broken_behind_a_document_may_be_its_mark() {
    for broken in [
        "  text_by: a tool\n    confidential: true\n",
        "  \"  url: x\n    confidential: true\n    note: n\n",
        "  '' confidential: true\n",
        "  language: [en\n    confidential: true\n    author: A\n",
        "  note: n: m\n    publisher: aide\n",
    ] {
        let file = format!(
            "sources:\n  aide: {{identity: anonymous, description: an aide}}\n  n: {{identity: named, name: N}}\nclaims:\n  c:\n    \
             statement: S\n    attributed_to: [n]\n    evidence: [{{document: memo, quote: A canary sings}}]\ndocuments:\n  \
             open:\n    title: Open\n  memo:\n    title: Canary\n    url: https://canary.example/\n{broken}  next:\n    title: Next\n"
        );
        let snapshot = of(&[("a.yaml", &*file)]);
        let open = snapshot.corpus().documents.iter().filter(|document| !document.is_confidential);
        let open: Vec<_> = open.map(|document| document.id.as_str()).collect();
        assert!(open.contains(&"open") && !open.contains(&"memo"), "{broken}{open:?}");
        for format in [Format::Text, Format::Json, Format::Sarif] {
            let check = checked(&snapshot, format);
            assert!(check.contains("syntax") && !check.to_lowercase().contains("canary"), "{check}");
        }
    }
}

/// The rules of all warnings and errors in one file.
fn rules(text: &str) -> Vec<String> {
    let is_more = |found: &Value| found["level"] != "note";
    rules_where(text, is_more)
}

/// The rules of the findings in one file that fit.
fn rules_where(text: &str, fits: impl Fn(&Value) -> bool) -> Vec<String> {
    let snapshot = of(&[("a.yaml", text)]);
    let checked = check(&snapshot, &Request { today: None, rules: Vec::new(), snapshots: None });
    let json = formats::written(&checked.findings(Level::Warning), Format::Json, &Options::default());
    let json: Value = serde_json::from_str(&json).unwrap();
    let found = json["diagnostics"].as_array().unwrap().iter().filter(|found| fits(found));
    found.map(|found| found["rule"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn what_follows_from_links_that_could_not_be_read_is_not_reported_beside_it() {
    for (lines, rule) in [
        ("    statement: S.\n    attributed_to: p\n", "wrong-type"),
        ("    statement: S.\n    attributed_to: [[p]]\n", "wrong-type"),
        ("    statement: S.\n    atributed_to: [p]\n", "unknown-field"),
        ("    statement: S.\n    attributed_to: [p]\n    attributed_to: [p]\n", "syntax"),
        ("    statement: S.\n    attributed_to: [p\n", "syntax"),
        ("    statement: He said: S.\n    attributed_to: [p]\n", "syntax"),
        ("    statement: S.\n    attributed_to: [p]\n    corroborates: d\n", "wrong-type"),
    ] {
        assert_eq!(rules(&format!("{START}{lines}")), [rule], "{lines}");
    }
    // Nor is a source unused that the list may name.
    let is_unused = |found: &Value| found["rule"] == "unused-source";
    let unused = |lines: &str| rules_where(&format!("{START}    statement: S.\n{lines}"), is_unused).len();
    assert_eq!((unused("    attributed_to: p\n"), unused("    date: soon\n")), (0, 1));
    let is_unused = |found: &Value| found["rule"] == "unused-document";
    let start = START.replace("claims:", "documents:\n  d: {title: T}\nclaims:");
    let unused = |lines: &str| rules_where(&format!("{start}    statement: S.\n{lines}"), is_unused).len();
    assert_eq!((unused("    evidence: d\n"), unused("    evidense: [{document: d}]\n")), (0, 0));
    assert_eq!((unused("    cites: d\n"), unused("    date: soon\n")), (1, 1));
    // Where the links were read, everything else is reported.
    let others = rules(&format!("{START}    statement: S.\n    date: soon\n"));
    assert_eq!(others, ["single-source", "unsourced", "invalid-date"]);
}

#[test]
fn a_name_in_a_record_that_says_named_in_other_letters_is_not_reported_beside_it() {
    for identity in ["Named", "NAMED", "name", "nmaed"] {
        let text = format!("sources:\n  p:\n    identity: {identity}\n    name: A Person\n");
        assert_eq!(rules(&text), ["wrong-type"], "{identity}");
    }
    let text = "sources:\n  p:\n    identity: anonymos\n    name: A Person\n    description: an aide to the mayor\n";
    assert_eq!(rules(text), ["wrong-type", "revealed-source"]);
}

#[test]
fn a_comment_in_a_broken_file_begins_no_section() {
    let text = "sources:\n  p: {identity: named, name: A Person}\nclaims:\n  a:\n    statement: He said: S.\n\
                #sources:\n  b: {statement: T., attributed_to: [p]}\n";
    let snapshot = of(&[("a.yaml", text)]);
    let ids = |records: Vec<&str>| records.join(" ");
    assert_eq!(ids(snapshot.corpus().claims.iter().map(|claim| claim.id.as_str()).collect()), "a b");
    assert_eq!(ids(snapshot.corpus().sources.iter().map(|source| source.id.as_str()).collect()), "p");
}

#[test]
fn lines_with_tabs_are_one_error() {
    let text = "claims:\n  c: {statement: S., attributed_to: [q]}\nsources:\n  q:\n\tidentity: named\n\tname: Q R\n\turl: https://x.org\n";
    assert_eq!(errors(text), ["syntax 5:1 a tab instead of spaces"]);
}

/// What must be hidden is decided narrowly: of an honest slip, the message shows its words and its line.
#[test]
fn an_honest_slip_is_shown_with_its_line() {
    const SOURCES: &str = "sources:
  p: {identity: named, name: A Person}
  clerk: {identity: anonymous, description: a clerk at the court, reason: fear}
documents:
  open: {title: A report, publisher: p}
";
    for (lines, words, line) in [
        ("  d: {titel: A title}\n", "unknown field `titel`", "d: {titel: A title}"),
        ("  d: {title: A title, publised: 2024}\n", "unknown field `publised`", "publised: 2024"),
        ("  d: {title: A title, page: 4}\n", "unknown field `page`", "page: 4"),
        ("  d: {title: A title, source: p}\n", "unknown field `source`", "source: p"),
        ("  d: {title: A title, published: soon}\n", "`soon` is not a date", "published: soon"),
        ("  d: {title: A title, confidential: false, url: x}\n", "`x` is not", "confidential: false, url: x"),
        ("  open: {title: Another report}\n", "the id `open` is taken", "open: {title: Another report}"),
        ("  Memo: {title: A memo, publisher: p}\n", "`Memo` has the character", "Memo: {title: A memo, publisher: p}"),
        (
            "claims:\n  c: {statement: S., attributed_to: [clerk], tgas: [x]}\n",
            "unknown field `tgas`",
            "attributed_to: [clerk], tgas: [x]",
        ),
        (
            "claims:\n  c: {statement: S., attributed_to: [p], note: [a, b]}\n",
            "expected a text, found a list in `note`",
            "note: [a, b]",
        ),
        (
            "claims:\n  c:\n    statement: S.\n    attributed_to: [p]\n    Call her first: we must\n",
            "unknown field `Call her first`",
            "Call her first: we must",
        ),
        (
            "claims:\n  c:\n    statement: S.\n    attributed_to: [p]\n    evidence:\n      - document: opne\n        quote: We do.\n",
            "`opne`",
            "- document: opne",
        ),
        (
            "claims:\n  c: {statement: S., attributed_to: [p], evidence: [{document: open, qoute: We do.}]}\n",
            "unknown field `qoute`",
            "{document: open, qoute: We do.}",
        ),
        (
            "claims:\n  c: {statement: S., attributed_to: [p], evidence: [{document: open, quote: [We do.]}]}\n",
            "expected a text, found a list",
            "{document: open, quote: [We do.]}",
        ),
        (
            "claims:\n  C: {statement: S., evidence: [{document: open, quote: We do.}]}\n",
            "`C` has the character",
            "{document: open, quote: We do.}",
        ),
    ] {
        let check = checked(&of(&[("a.yaml", &format!("{SOURCES}{lines}"))]), Format::Text);
        assert!(check.contains(words) && check.contains(line), "{words}\n{check}");
    }
}

#[test]
fn what_is_the_desk_s_is_not_repeated_and_what_to_do_is_said() {
    let claims = "sources:\n  clerk: {identity: anonymous, description: a clerk at the court, reason: fear}\nclaims:\n  c:\n    \
                  statement: S.\n    attributed_to: [clerk]\n    Call Canary first: she decides\n    url: nowhere\n";
    assert_eq!(
        errors(claims),
        ["unknown-field 7:5 unknown field `…`", "invalid-url 8:10 `nowhere` is not a web address"]
    );
    let misspelt = "documents:\n  d:\n    title: Canary\n    confidental: true\n    Canary: x\n";
    assert_eq!(
        errors(misspelt),
        ["unknown-field 4:5 unknown field `confidental`", "unknown-field 5:5 a field that is not allowed here"]
    );
    let check = checked(&of(&[("a.yaml", misspelt)]), Format::Text);
    assert!(check.contains("did you mean `confidential`?"), "{check}");
}
