//! The words of a row: worked out by hand, and the same in every format that people read.

use onrecord::format::{Format, Options, Written};
use onrecord::report::{Report, Row, Selection, sentence};
use onrecord::{Workspace, report};

use crate::hostile::program::Folder;

/// What is said of a claim.
fn of<T>(text: &str, id: &str, say: impl FnOnce(Row<'_>) -> T) -> T {
    let snapshot = Workspace::of_texts([("a.yaml", text)]).snapshot();
    let report: Report<'_> = report(&snapshot, &Selection::default());
    let row = report.rows().find(|row| row.id() == id).unwrap();
    say(row)
}

fn rests_on(text: &str, id: &str) -> String {
    of(text, id, |row| sentence(&row.rests_on()))
}

fn alarms(text: &str, id: &str) -> Vec<String> {
    of(text, id, |row| {
        row.alarms().iter().map(|alarm| format!("{}: {}", alarm.label, sentence(&alarm.sentence))).collect()
    })
}

const RELAYED: &str = "\
sources:
  fidan: {identity: named, name: Fidan}
  aide: {identity: anonymous, description: an aide}
  guard: {identity: anonymous, description: a guard}
  media: {identity: unspecified, description: Turkish media}
  caliber: {identity: named, kind: outlet, name: Caliber.Az}
claims:
  said: {statement: x, attributed_to: [fidan]}
  leaked: {statement: x, attributed_to: [aide, guard]}
  heard: {statement: x, attributed_to: [media], cites: [said]}
  printed: {statement: x, attributed_to: [caliber], cites: [heard]}
  own: {statement: x, cites: [said]}
  both: {statement: x, attributed_to: [caliber], cites: [heard, leaked]}
  back: {statement: x, attributed_to: [fidan], cites: [heard]}
";

#[test]
fn rows_say_by_way_of_whom() {
    let said = |id| rests_on(RELAYED, id);
    assert_eq!(said("said"), "Fidan (named)");
    assert_eq!(said("leaked"), "an aide (anonymous); a guard (anonymous)");
    assert_eq!(said("heard"), "Fidan (named), by way of Turkish media (unspecified)");
    assert_eq!(said("printed"), "Fidan (named), by way of Turkish media (unspecified) and Caliber.Az");
    assert_eq!(said("own"), "Fidan (named)", "the desk's own synthesis has no voice");
    let both = "an aide (anonymous) and a guard (anonymous), by way of Caliber.Az; Fidan (named), by way of Turkish media \
                (unspecified) and Caliber.Az";
    assert_eq!(said("both"), both);
    assert_eq!(said("back"), "Fidan (named), by way of Turkish media (unspecified)", "nobody relays themselves");
    assert_eq!(of(RELAYED, "both", |row| row.relays().join(" ")), "caliber media");
}

/// Four are named, of more those nearest to the claim.
#[test]
fn of_many_who_relay_the_nearest_are_named() {
    let chain = |relays: usize| {
        let names: String = (0..=relays).map(|at| format!("  v{at}: {{identity: named, name: V{at}}}\n")).collect();
        let claims: String = (1..=relays)
            .map(|at| format!("  c{at}: {{statement: x, attributed_to: [v{at}], cites: [c{}]}}\n", at - 1))
            .collect();
        format!("sources:\n{names}claims:\n  c0: {{statement: x, attributed_to: [v0]}}\n{claims}")
    };
    assert_eq!(rests_on(&chain(4), "c4"), "V0 (named), by way of V1, V2, V3 and V4");
    assert_eq!(rests_on(&chain(5), "c5"), "V0 (named), by way of V2, V3, V4, V5 and 1 other");
    assert_eq!(rests_on(&chain(6), "c6"), "V0 (named), by way of V3, V4, V5, V6 and 2 others");
    assert_eq!(rests_on(&chain(63), "c63"), "V0 (named), by way of V60, V61, V62, V63 and 59 others");
    assert_eq!(rests_on(&chain(64), "c64"), "V0 (named), by way of V61, V62, V63, V64 and others");
}

#[test]
fn a_claim_without_voices_says_why_it_has_no_source() {
    let text = "\
sources:
  post: {identity: named, kind: outlet, name: The Post}
claims:
  closes: {statement: x}
  post-has-it: {statement: x, attributed_to: [post], corroborates: [closes]}
  gone: {statement: x, attributed_to: [post], corroborates: [closes], retracted: 2024-05}
  heard: {statement: x, cites: [gone]}
  loop-a: {statement: x, cites: [loop-b]}
  loop-b: {statement: x, cites: [loop-a]}
  lost: {statement: x, cites: [nowhere, heard, nowhere-else]}
  voiceless: {statement: x, attributed_to: [nobody-here]}
  alone: {statement: x}
";
    assert_eq!(rests_on(text, "closes"), "no source of its own; corroborated by post-has-it");
    assert_eq!(rests_on(text, "heard"), "withdrawn claims only");
    assert_eq!(rests_on(text, "loop-a"), "no source: its citations lead in a circle");
    assert_eq!(rests_on(text, "voiceless"), "no source in these files");
    assert_eq!(rests_on(text, "alone"), "no source");
    assert_eq!(alarms(text, "loop-a"), ["circular: on a citation loop with loop-b"]);
    assert_eq!(alarms(text, "gone"), ["retracted: withdrawn 2024-05"]);
    let lost = "incomplete: cites no other claim of these files: nowhere and nowhere-else";
    assert_eq!(alarms(text, "lost"), ["outdated: rests on gone, which was withdrawn", lost]);
    assert_eq!(alarms(text, "voiceless"), ["incomplete: attributed to no source of these files: nobody-here"]);
}

#[test]
fn of_a_large_circle_five_are_named() {
    let circle = |claims: usize| -> String {
        let next = |at: usize| (at + 1) % claims;
        let claims: String =
            (0..claims).map(|at| format!("  c{at}: {{statement: x, cites: [c{}]}}\n", next(at))).collect();
        format!("claims:\n{claims}")
    };
    assert_eq!(alarms(&circle(6), "c0"), ["circular: on a citation loop with c1, c2, c3, c4 and c5"]);
    assert_eq!(alarms(&circle(7), "c0"), ["circular: on a citation loop with c1, c2, c3, c4, c5 and 1 more"]);
}

/// What is on standard error is not in the file that somebody keeps.
#[test]
fn a_saved_report_says_that_the_files_have_errors() {
    let text = "claims:\n  a: {statement: x, cites: [nope]}\n  b: {statement: x, cites: [nope]}\n";
    for (format, of_all, of_one) in [
        ("text", "The files have 2 errors.", "INCOMPLETE cites no other claim of these files: nope"),
        ("markdown", "**The files have 2 errors.", "**incomplete** cites no other claim of these files: nope"),
        ("html", "The files have 2 errors.", "cites no other claim of these files: <bdi>nope</bdi>"),
        ("csv", "", "\"cites no other claim of these files: nope\""),
    ] {
        let folder = Folder::with(text);
        let run = folder.run(&["report", "--format", format, "-o", "report", "c.yaml"]);
        assert_eq!(run.status, Some(1), "{}", run.all());
        let report = std::fs::read(folder.path().join("report")).unwrap();
        let report = String::from_utf8(report).unwrap();
        assert!(report.contains(of_all) && report.contains(of_one), "{format}: {report}");
    }
    let clean = Folder::with("claims:\n  a: {statement: x}\n");
    for format in ["text", "markdown", "html"] {
        let run = clean.run(&["report", "--format", format, "c.yaml"]);
        assert!(!run.out().contains("The files have"), "{format}");
    }
}

#[test]
fn a_tag_that_no_claim_has_is_an_error() {
    let folder = Folder::with("claims:\n  a: {statement: x, tags: [bridge]}\n");
    for command in [&["report"][..], &["export", "--format", "dot"]] {
        let run = |tags: &str| folder.run(&[command, &["--tag", tags, "c.yaml"]].concat());
        let unknown = run("bridge,nope");
        assert_eq!((unknown.status, unknown.out()), (Some(2), ""));
        assert!(unknown.all().contains("no claim has the tag `nope`"), "{}", unknown.all());
        assert_eq!(run("bridge").status, Some(0));
    }
}

#[test]
fn an_empty_folder_beside_a_full_one_is_said() {
    let folder = Folder::new();
    folder.write("full/a.yaml", "claims:\n  a: {statement: x}\n");
    folder.write("empty/notes.txt", "");
    let said = |paths: &[&str]| {
        let run = folder.run(&[&["report"], paths].concat());
        assert_eq!(run.status, Some(0));
        run.all().contains("`empty` has no claim file (*.yaml, *.yml) in it")
    };
    assert!(said(&["full", "empty"]));
    assert!(!said(&["full"]) && !said(&[".", "full"]));
}

#[test]
fn a_dispute_that_was_withdrawn_is_marked_and_comes_last() {
    let text = "claims:\n  a: {statement: x}\n  b: {statement: x, disputes: [a], retracted: 2024}\n  \
                c: {statement: x, disputes: [a]}\n  d: {statement: x, disputes: [c], retracted: true}\n";
    assert_eq!(alarms(text, "a"), ["disputed: by c and b (withdrawn)"]);
    assert_eq!(alarms(text, "c"), ["disputed: by d (withdrawn)"]);
}

/// By hand: `whole` has no voice and cites nothing, `told` has an anonymous origin; named claims corroborate both.
#[test]
fn what_is_said_of_a_basis_is_about_origins() {
    let text = "sources:\n  ann: {identity: named, name: Ann}\n  aide: {identity: anonymous, description: an aide}\n\
                claims:\n  leak: {statement: x, attributed_to: [ann], corroborates: [whole, told]}\n  \
                whole: {statement: x}\n  told: {statement: x, attributed_to: [aide]}\n";
    let snapshot = Workspace::of_texts([("a.yaml", text)]).snapshot();
    let mut out = Vec::new();
    report(&snapshot, &Selection::default()).write(Format::Text, &Options::default(), &mut out).unwrap();
    let out = String::from_utf8(out).unwrap();
    for line in [
        "3 claims: 1 on named sources only, 2 with no named origin (2 on the record by",
        "UNSOURCED: no chain of its own leads to a source",
        "ANONYMOUS: all its origins are unnamed",
        "NAMED: it has a named origin, and no unnamed one",
    ] {
        assert!(out.lines().any(|other| other == line), "{line} in\n{out}");
    }
}

/// The report on a corpus in a format.
fn written(text: &str, format: Format) -> String {
    let snapshot = Workspace::of_texts([("a.yaml", text)]).snapshot();
    let mut out = Vec::new();
    report(&snapshot, &Selection::default()).write(format, &Options::default(), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// By hand: `loop-b` and `above` lead to nobody but by way of what corroborates the claims that they cite, and `nobody`
/// adds nothing.
#[test]
fn support_from_below_is_said() {
    let text = "sources:\n  ann: {identity: named, name: Ann}\n  post: {identity: named, name: Post, kind: outlet}\nclaims:\n  \
                loop-a: {statement: x, attributed_to: [post], cites: [loop-b]}\n  \
                loop-b: {statement: x, attributed_to: [post], cites: [loop-a]}\n  \
                leak: {statement: x, attributed_to: [ann], corroborates: [loop-a, whole]}\n  \
                whole: {statement: x}\n  above: {statement: x, cites: [whole]}\n  \
                nobody: {statement: x, corroborates: [above, leak]}\n";
    let snapshot = Workspace::of_texts([("a.yaml", text)]).snapshot();
    let report = report(&snapshot, &Selection::default());
    let rests: Vec<_> = report.rows().map(|row| (row.id(), sentence(&row.rests_on()))).collect();
    let below = "no source of its own; what it cites is corroborated".to_owned();
    let beside = "no source of its own; corroborated by leak".to_owned();
    assert_eq!(
        rests,
        [
            ("above", below.clone()),
            ("leak", "Ann (named)".into()),
            ("loop-a", beside.clone()),
            ("loop-b", below),
            ("nobody", "no source".into()),
            ("whole", beside),
        ]
    );
    assert!(!written(text, Format::Text).contains("corroborated by nobody"));
}

/// By hand: `told` and `again` go back to a person with a name, and only somebody without one says so.
#[test]
fn what_only_an_unnamed_voice_relays_is_not_called_named_without_a_word() {
    let text = "sources:\n  ann: {identity: named, name: Ann}\n  aide: {identity: anonymous, description: an aide}\n  \
                media: {identity: unspecified, description: local media}\n  post: {identity: named, name: Post, kind: outlet}\n\
                claims:\n  said: {statement: x, attributed_to: [ann]}\n  told: {statement: x, attributed_to: [aide], cites: [said]}\n  \
                again: {statement: x, attributed_to: [post], cites: [told]}\n  heard: {statement: x, attributed_to: [media, post], cites: [said]}\n";
    let (out, comment) = (written(text, Format::Text), written(text, Format::Markdown));
    for line in [
        "4 claims: 4 on named sources only (2 NOT on the record: only unnamed voices",
        "    rests on   Ann (named), by way of an aide (anonymous)",
        "    rests on   Ann (named), by way of an aide (anonymous) and Post",
        "    rests on   Ann (named), by way of local media (unspecified) and Post",
    ] {
        assert!(out.lines().any(|other| other == line), "{line} in\n{out}");
    }
    let line = "2 of these are **not on the record**: only unnamed voices relay what the named sources say.";
    assert!(comment.lines().any(|other| other == line), "{comment}");
    let open = "sources:\n  ann: {identity: named, name: Ann}\nclaims:\n  said: {statement: x, attributed_to: [ann]}\n";
    assert!(written(open, Format::Text).starts_with("1 claim: 1 on named sources only, 0 with no named origin\n"));
    assert!(!written(open, Format::Markdown).contains("of these"));
}

/// A name that may not be told is in no claim that nobody is warned of.
#[test]
fn a_source_that_is_named_against_its_terms_is_a_caution() {
    let text = |terms: &str| {
        format!(
            "sources:\n  ann: {{identity: named, name: Ann, terms: {terms}}}\n  bea: {{identity: named, name: Bea}}\n\
             claims:\n  a: {{statement: x, attributed_to: [ann]}}\n  b: {{statement: x, attributed_to: [bea]}}\n"
        )
    };
    let warned = |terms| written(&text(terms), Format::Text).contains("1 claim names a source whose terms forbid it");
    let found = ["background", "deep_background", "off_record", "on_record"].map(warned);
    assert_eq!(found, [true, true, true, false], "{}", written(&text("background"), Format::Text));
}

/// "On the record" is what the chain is, not what the source agreed to: what is said of one claim says so, too.
#[test]
fn each_claim_that_names_a_source_against_its_terms_says_so() {
    let text = "sources:
  ann: {identity: named, name: Ann, terms: off_record}
  bea: {identity: named, name: Bea, terms: background}
  cid: {identity: named, name: Cid, terms: on_record}
  dot: {identity: anonymous, description: a clerk, terms: background}
claims:
  both: {statement: x, attributed_to: [ann, bea]}
  cited: {statement: y, attributed_to: [cid], cites: [both]}
  honest: {statement: z, attributed_to: [cid, dot]}
";
    for format in [Format::Text, Format::Markdown, Format::Html] {
        let out = written(text, format);
        assert_eq!(out.matches(", whose terms forbid it").count(), 2, "{out}");
    }
    assert!(written(text, Format::Text).contains("2 claims name sources whose terms forbid it"));
    let folder = Folder::with(text);
    for (id, is_so) in [("both", true), ("cited", true), ("honest", false)] {
        let out = folder.run(&["trace", id, "."]).out().to_owned();
        assert_eq!(out.lines().nth(1) == Some("names ann and bea, whose terms forbid it"), is_so, "{out}");
    }
}
