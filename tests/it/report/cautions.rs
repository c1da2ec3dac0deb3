//! What a report says of itself before it says anything of claims.

use crate::hostile::program::Folder;

/// Two quotes that are not in the copy and one that is, a loop of two, a withdrawn claim with one above it, and a claim
/// that comes back to its own voice.
const CLAIMS: &str = "sources:
  ada: {identity: named, kind: person, name: Ada}
  bo: {identity: named, kind: person, name: Bo}
documents:
  page: {title: A page, snapshot: evidence/page.txt}
  other: {title: Another, snapshot: evidence/other.txt, sha256: 0000000000000000000000000000000000000000000000000000000000000000}
claims:
  quoted:
    statement: The ferry closes.
    attributed_to: [ada]
    evidence:
      - {document: page, quote: The ferry closes in May}
      - {document: page, quote: The ferry closes in June}
      - {document: page, quote: Nobody in this county rides a bicycle}
  loop-a: {statement: a, cites: [loop-b]}
  loop-b: {statement: b, cites: [loop-a]}
  withdrawn: {statement: w, attributed_to: [ada], retracted: 2024-05-01}
  above: {statement: v, cites: [withdrawn]}
  said: {statement: s, attributed_to: [ada]}
  heard: {statement: h, attributed_to: [bo], cites: [said]}
  again: {statement: g, attributed_to: [ada], cites: [heard]}
";

fn folder(claims: &str) -> Folder {
    let folder = Folder::new();
    folder.write("claims/a.yaml", claims);
    folder.write("claims/evidence/page.txt", "The ferry closes in May.\n");
    folder.write("claims/evidence/other.txt", "another\n");
    folder
}

const LINKS_ONLY: &str = "2 claims are on citation loops and 1 claim rests on a withdrawn claim: run `onrecord check`.";

#[test]
fn text_and_markdown_say_what_links_show() {
    let folder = folder(CLAIMS);
    let unwrapped = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for format in ["text", "markdown"] {
        let run = folder.run(&["report", "--format", format, "claims"]);
        assert!(unwrapped(run.out()).contains(LINKS_ONLY), "{}", run.all());
        assert!(unwrapped(run.out()).contains("rests on withdrawn, which was withdrawn"), "{}", run.all());
        // Of one claim, what is true of that one.
        let run = folder.run(&["report", "--format", format, "--basis", "named", "claims"]);
        assert!(!run.out().contains("run `onrecord check`"), "{}", run.all());
    }
}

#[test]
fn the_page_says_what_quotes_and_copies_show_too() {
    let folder = folder(CLAIMS);
    let run = folder.run(&["report", "--format", "html", "claims"]);
    let sentence = "2 quotes are not in their archived copies, 1 archived copy does not match its recorded digest, \
                    2 claims are on citation loops, 1 chain returns to the source that it starts from and \
                    1 claim rests on a withdrawn claim: run <code>onrecord check</code>.";
    assert!(run.out().contains(sentence), "{}", run.all());
    let row = |id: &str| {
        let (_, row) = run.out().split_once(&format!("<details class=\"claim\" id=\"{id}\"")).unwrap();
        row.split_once("</summary>").unwrap().0.to_owned()
    };
    assert!(row("quoted").contains("<b class=\"alarm\">2 quotes are not in their archived copies</b>"));
    assert!(row("above").contains("which was withdrawn</b>"), "{}", row("above"));
    assert!(!row("said").contains("alarm"));
}

#[test]
fn where_nothing_is_wrong_nothing_is_said() {
    let folder =
        folder("sources:\n  ada: {identity: named, name: Ada}\nclaims:\n  a: {statement: x, attributed_to: [ada]}\n");
    for format in ["text", "markdown", "html"] {
        let run = folder.run(&["report", "--format", format, "claims"]);
        assert!(!run.out().contains("onrecord check") && !run.out().contains("class=\"cautions\""), "{}", run.all());
    }
    for (arguments, last) in [
        (["run", "--date", "2026-01-31", "claims"].as_slice(), "run `onrecord todo`"),
        (&["review", "a", "--verdict", "supported", "--reviewer", "desk", "claims"], "sha256:"),
    ] {
        let run = folder.run(arguments);
        let line = run.out().trim_end().rsplit("\n\n").next().unwrap();
        assert!(run.status == Some(0) && line.contains(last), "{}", run.all());
    }
}

#[test]
fn run_and_review_say_what_they_did_not_look_into() {
    let folder = folder(CLAIMS);
    let unchecked = "Quotes and archived copies were not checked here: run `onrecord check`.\n";
    let run = folder.run(&["run", "--date", "2026-01-31", "claims"]);
    assert!(run.out().ends_with(&format!("\n\n{LINKS_ONLY}\n{unchecked}")), "{}", run.all());
    let run = folder.run(&["review", "above", "--verdict", "supported", "--reviewer", "desk", "claims"]);
    let expected = format!("\n\noutdated: rests on withdrawn, which was withdrawn\n{unchecked}");
    assert!(run.out().ends_with(&expected), "{}", run.all());
}
