//! `init --baseline`: today's findings as waivers.

use std::fmt::Write as _;

use serde_json::Value;

use super::super::hostile::program::{Folder, Run};
use super::super::random::{self, Rng};
use super::super::reference::Corpus;
use super::{read, refused, tree};

/// By hand: `a` has two dangling references and cites itself; `b` is dated before what it cites.
const CLAIMS: &str = "\
sources:
  s: {identity: named, name: S}
claims:
  a: {statement: x, attributed_to: [nobody, neither, s], cites: [a], date: 2024}
  b: {statement: y, attributed_to: [s], cites: [a], date: 2023}
";

/// A configuration in which no other rule looks for anything.
fn only(rules: &[&str]) -> String {
    let all = Folder::new().run(&["explain"]);
    let fixed =
        |rule: &str| Folder::new().run(&["explain", rule]).out().lines().next().unwrap().contains("always an error");
    let names = all.out().lines().map(|line| line.split_whitespace().next().unwrap().to_owned());
    let others = names.filter(|name| !rules.contains(&&name[..]) && !fixed(name));
    others.fold(String::from("rules:\n"), |text, name| text + &format!("  {name}: off\n"))
}

fn quiet() -> String {
    only(&["anachronism", "dangling-reference", "self-reference", "unused-waiver", "expired-waiver"])
}

fn folder(configuration: &str) -> Folder {
    let folder = Folder::new();
    folder.write("claims/c.yaml", CLAIMS);
    if !configuration.is_empty() {
        folder.write("claims/onrecord.yaml", configuration);
    }
    folder
}

fn baseline(folder: &Folder, arguments: &[&str]) -> Run {
    folder.run(&[&["init", "--baseline", "--today", "2026-05-04"], arguments].concat())
}

fn check(folder: &Folder, today: &str) -> Run {
    folder.run(&["check", "--deny", "warning", "--today", today, "--format", "json"])
}

fn rules(run: &Run) -> Vec<String> {
    run.diagnostics().iter().map(|found| found["rule"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_check_passes_until_the_last_day() {
    let configuration = quiet();
    let folder = folder(&configuration);
    assert_eq!(check(&folder, "2026-05-04").status, Some(1));
    let run = baseline(&folder, &[]);
    assert_eq!((run.status, run.err()), (Some(0), ""), "{}", run.all());
    let debt = "4 findings in 2 records waived until 2026-08-02:\n      1  anachronism\n\
        \x20     2  dangling-reference\n      1  self-reference\n";
    assert!(run.out().contains(debt), "{}", run.out());
    assert!(run.out().starts_with("added to  claims/onrecord.yaml\n"), "{}", run.out());
    assert!(read(&folder, "claims/onrecord.yaml").starts_with(&configuration));
    for day in ["2026-05-04", "2026-08-02"] {
        let run = check(&folder, day);
        assert_eq!((run.status, &run.json()["summary"]["waived"]), (Some(0), &Value::from(4)), "{}", run.all());
    }
    assert_eq!(check(&folder, "2026-08-03").status, Some(1));
}

#[test]
fn the_last_day_can_be_said() {
    let folder = folder(&quiet());
    assert_eq!(baseline(&folder, &["--until", "2026-05-04"]).status, Some(0));
    assert_eq!(check(&folder, "2026-05-04").status, Some(0));
    assert_eq!(check(&folder, "2026-05-05").status, Some(1));
    for arguments in [
        &["init", "--baseline", "--today", "2026-05-04", "--until", "2026-05-03"][..],
        &["init", "--baseline", "--today", "2026-05"],
        &["init", "--baseline", "--until", "soon"],
        &["init", "--until", "2026-05-04"],
        &["init", "--deny", "note"],
    ] {
        let before = tree(&folder);
        let run = folder.run(arguments);
        assert_eq!((run.status, run.out()), (Some(2), ""), "{arguments:?}: {}", run.all());
        assert_eq!(tree(&folder), before);
    }
}

#[test]
fn a_configuration_is_made_if_there_is_none() {
    let folder = folder("");
    let run = baseline(&folder, &["--deny", "note"]);
    assert_eq!(run.status, Some(0), "{}", run.all());
    assert!(run.out().starts_with("wrote     claims/onrecord.yaml\n"), "{}", run.out());
    let run = folder.run(&["check", "--deny", "note", "--today", "2026-05-04"]);
    assert_eq!(run.status, Some(0), "{}", run.all());
}

#[cfg(unix)]
#[test]
fn notes_are_left_unless_they_are_asked_for() {
    let with_note = || {
        let folder = folder(&only(&["link-not-followed", "anachronism"]));
        std::os::unix::fs::symlink("/", folder.path().join("claims/link")).unwrap();
        folder
    };
    assert_eq!(baseline(&with_note(), &[]).status, Some(0));
    // A link is no record, so a waiver cannot name it.
    let run = baseline(&with_note(), &["--deny", "note"]);
    assert_eq!(run.status, Some(1), "{}", run.all());
    assert!(
        run.out().contains("1 finding cannot be waived") && run.err().contains("link-not-followed"),
        "{}",
        run.all()
    );
}

#[test]
fn what_was_not_understood_remains() {
    let folder = folder(&quiet());
    folder.write("claims/d.yaml", "claims:\n  d: {statement: x, date: soon}\n  e: {statement: x, datum: y}\n");
    let run = baseline(&folder, &[]);
    assert_eq!(run.status, Some(1), "{}", run.all());
    assert!(run.out().contains("4 findings in 2 records waived"), "{}", run.out());
    assert!(run.out().contains("2 findings cannot be waived"), "{}", run.out());
    for place in ["error[invalid-date]", "claims/d.yaml:2:27", "error[unknown-field]", "claims/d.yaml:3:21"] {
        assert!(run.err().contains(place), "{place}: {}", run.err());
    }
    assert_eq!(rules(&check(&folder, "2026-05-04")), ["invalid-date", "unknown-field"]);
}

/// By hand: a source whose id has a word of a name, one with a name that its terms forbid, one that spoke off the
/// record, and a document of a source without a name.
const EXPOSED: &str = "\
sources:
  tomas-again: {identity: anonymous, description: a clerk, reason: fears for the job}
  tomas-example: {identity: named, name: Tomas Example, kind: person, terms: background}
  member: {identity: anonymous, description: a member of the board, terms: off_record, reason: none may speak}
documents:
  post: {title: A post, publisher: tomas-again}
claims:
  a: {statement: x, attributed_to: [tomas-again, tomas-example, nobody], evidence: [{document: post}]}
  b: {statement: y, attributed_to: [member]}
";

#[test]
fn what_may_expose_a_source_is_left_for_a_person() {
    let exposing = ["revealing-id", "named-on-background", "off-the-record", "withheld-document"];
    let folder = folder(&only(&[&exposing[..], &["dangling-reference"]].concat()));
    folder.write("claims/c.yaml", EXPOSED);
    let run = baseline(&folder, &["--deny", "note"]);
    assert_eq!(run.status, Some(1), "{}", run.all());
    assert!(run.out().contains("1 finding in 1 record waived until 2026-08-02:\n      1  dangling-reference\n"));
    let words =
        "4 findings may expose a source, so no baseline waives them. Fix each, or decide and waive it yourself.\n";
    assert!(run.out().contains(words) && !run.out().contains("cannot be waived"), "{}", run.out());
    for rule in exposing {
        assert!(run.err().contains(&format!("[{rule}]")), "{rule}: {}", run.err());
    }
}

#[test]
fn a_list_of_waivers_is_not_touched() {
    let waiver = "waivers:\n  - {rule: self-reference, id: a, reason: x, until: 2026-12-31}\n";
    let before = quiet() + waiver;
    let folder = folder(&before);
    let files = tree(&folder);
    let run = baseline(&folder, &[]);
    assert_eq!(run.status, Some(2), "{}", run.all());
    assert!(run.err().contains("`claims/onrecord.yaml` was not written: it already has waivers"), "{}", run.err());
    assert_eq!(tree(&folder), files);
    // What is printed fits beneath what is there.
    let pasted: String = run.out().lines().skip(1).fold(String::new(), |text, line| text + "  " + line + "\n");
    folder.write("claims/onrecord.yaml", before + &pasted);
    let run = check(&folder, "2026-05-04");
    assert_eq!((run.status, rules(&run).len()), (Some(0), 0), "{}", run.all());
}

#[test]
fn a_configuration_that_ends_is_not_added_to() {
    for end in ["waivers: []\n", "...\n", "waivers:\n", "{"] {
        let folder = folder(&format!("rules: {{self-reference: error}}\n{end}"));
        let before = tree(&folder);
        let run = baseline(&folder, &[]);
        assert_eq!(run.status, Some(2), "{end}: {}", run.all());
        assert!(run.out().starts_with("waivers:\n- rule: "), "{}", run.out());
        assert!(run.err().contains("`claims/onrecord.yaml` was not written: waivers cannot be added"), "{}", run.err());
        assert_eq!(tree(&folder), before);
    }
}

#[cfg(unix)]
#[test]
fn a_link_is_not_added_to() {
    let folder = folder("");
    folder.write("elsewhere.yaml", "rules: {}\n");
    std::os::unix::fs::symlink("../elsewhere.yaml", folder.path().join("claims/onrecord.yaml")).unwrap();
    refused(&folder, &["init", "--baseline"], "claims/onrecord.yaml");
}

#[test]
fn without_claim_files_there_is_no_baseline() {
    let folder = Folder::new();
    refused(&folder, &["init", "--baseline"], "claims");
    std::fs::create_dir(folder.path().join("claims")).unwrap();
    refused(&folder, &["init", "--baseline"], "claims");
    let run = Folder::with(CLAIMS).run(&["init", "--baseline", "c.yaml"]);
    assert_eq!((run.status, run.out()), (Some(2), ""), "{}", run.all());
}

#[test]
fn nothing_to_waive_is_no_waiver() {
    let before = "rules: {anachronism: off}\n";
    let folder = folder(before);
    folder.write("claims/c.yaml", "sources:\n  s: {identity: named, name: S}\n");
    let run = baseline(&folder, &[]);
    assert_eq!(run.status, Some(0), "{}", run.all());
    assert!(run.out().contains("There is nothing to waive."), "{}", run.out());
    assert_eq!(read(&folder, "claims/onrecord.yaml"), before);
}

/// The corpus with a voice that is nobody in some claims, and their ids.
fn damaged(rng: &mut Rng, corpus: &Corpus) -> (Corpus, Vec<String>) {
    let mut damaged = corpus.clone();
    let mut ids = Vec::new();
    for (id, claim) in damaged.claims.iter_mut().filter(|_| rng.chance(30)) {
        claim.attributed_to.push("nobody".to_owned());
        ids.push(id.clone());
    }
    (damaged, ids)
}

#[test]
fn random_corpora_pass_with_their_baseline_until_its_cause_is_gone() {
    let mut rng = Rng::new(20_260_504);
    for round in 0..60 {
        let corpus = random::corpus(&mut rng);
        let (damaged, ids) = damaged(&mut rng, &corpus);
        let is_broken = rng.chance(25);
        let folder = Folder::new();
        let mut text = random::yaml(&damaged);
        if is_broken {
            let _ = write!(text, "documents:\n  broken: {{title: x, published: soon}}\n");
        }
        folder.write("claims/c.yaml", &text);

        let expected = Some(i32::from(is_broken));
        let run = baseline(&folder, &["--until", "2026-12-31"]);
        assert_eq!(run.status, expected, "round {round}: {}\n{text}", run.all());
        let run = check(&folder, "2026-05-04");
        assert_eq!(run.status, expected, "round {round}: {}\n{text}", run.all());

        folder.write("claims/c.yaml", random::yaml(&corpus));
        let found = check(&folder, "2026-05-04").diagnostics();
        let unused = |id: &String| {
            let words = format!("the waiver of `dangling-reference` for `{id}` covers no finding");
            found.iter().any(|found| found["rule"] == "unused-waiver" && found["message"] == words)
        };
        assert!(ids.iter().all(unused), "round {round}: {ids:?} {found:?}");
    }
}
