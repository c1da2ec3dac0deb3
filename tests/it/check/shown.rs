//! What text shows of many findings, and how it is narrowed: counted by hand.

use crate::hostile::program::{Folder, Run, run};

/// So many claims without a source, which is a warning each.
fn unsourced(count: usize) -> String {
    (0..count).map(|at| format!("  u{at:02}: {{statement: x}}\n")).collect()
}

/// So many claims that cite nobody, which is an error each.
fn dangling(count: usize) -> String {
    (0..count).map(|at| format!("  d{at:02}: {{statement: x, cites: [no-{at:02}]}}\n")).collect()
}

fn checked(claims: &str, arguments: &[&str]) -> Run {
    Folder::with(format!("claims:\n{claims}")).run(&[&["check", "c.yaml"], arguments].concat())
}

/// The lines that start a group, without what follows the name of the rule.
fn heads(run: &Run, rule: &str) -> Vec<String> {
    let of_rule = format!("[{rule}]: ");
    run.out().lines().filter(|line| line.contains(&of_rule)).map(str::to_owned).collect()
}

/// The lines that have a finding each.
fn items(run: &Run) -> usize {
    run.out().lines().filter(|line| line.starts_with("  c.yaml:")).count()
}

#[test]
fn errors_are_last_whatever_their_place() {
    let run = checked(&format!("{}{}", dangling(1), unsourced(1)), &[]);
    let at = |words: &str| run.out().find(words).unwrap_or_else(|| panic!("{words}: {}", run.out()));
    assert!(at("warning[unsourced]") < at("error[dangling-reference]"), "{}", run.out());
    let rest = run.out().lines().skip_while(|line| !line.starts_with("error[")).count();
    assert!(rest < 24, "with the error on the last screen: {}", run.out());
    let (_, end) = run.out().rsplit_once("\n\nRun ").unwrap();
    assert!(end.starts_with("`onrecord explain dangling-reference` for why it matters and how to fix it.\n"), "{end}");
    assert_eq!(run.status, Some(1));
}

#[test]
fn of_warnings_the_first_is_whole_and_two_more_have_a_line() {
    for (count, lines, left) in [(1, 0, None), (2, 1, None), (3, 2, None), (4, 2, Some(1)), (9, 2, Some(6))] {
        let run = checked(&unsourced(count), &["--rule", "single-source=off"]);
        let heads = heads(&run, "unsourced");
        assert_eq!((heads.len(), items(&run)), (1 + usize::from(count > 1), lines), "{}", run.out());
        assert!(run.out().contains(" --> c.yaml:2:3\n"), "{}", run.out());
        if count > 1 {
            let more = if count == 2 { "1 more finding".to_owned() } else { format!("{} more findings", count - 1) };
            assert_eq!(heads[1], format!("warning[unsourced]: {more}"));
        }
        let words = left.map(|left| format!("  and {left} more: pass `--only unsourced` to list them\n"));
        assert_eq!(run.out().contains("to list them"), words.is_some());
        assert!(words.is_none_or(|words| run.out().contains(&words)), "{}", run.out());
    }
}

#[test]
fn of_errors_three_are_whole_and_every_other_has_a_line() {
    for (count, lines) in [(3, 0), (4, 1), (30, 27)] {
        let run = checked(&dangling(count), &[]);
        assert_eq!((run.out().matches("\n --> c.yaml:").count(), items(&run)), (3, lines), "{}", run.out());
        assert!(!run.out().contains("to list them"));
    }
}

#[test]
fn the_rule_that_found_least_is_nearest_the_prompt() {
    let claims = format!("{}  z: {{statement: x, cites: [z]}}\n", dangling(2));
    let run = checked(&claims, &[]);
    assert_eq!(heads(&run, "dangling-reference").len(), 2);
    assert!(run.out().find("error[dangling-reference]") < run.out().find("error[self-reference]"), "{}", run.out());
}

/// `unreviewed` is a note.
#[test]
fn notes_are_counted_and_listed_on_request() {
    let claims = "claims:\n  a: {statement: x}\n  b: {statement: x}\nreviews:\n  r: {claim: a, verdict: mixed, \
                  reviewer: desk, date: 2020-01-01}\n";
    let folder = Folder::with(claims);
    let text = |arguments: &[&str]| folder.run(&[&["check", "c.yaml"], arguments].concat());
    let usual = text(&[]);
    assert!(!usual.out().contains("note[") && usual.out().contains("\nNot shown: "), "{}", usual.out());
    assert!(usual.out().contains(" note (`--level note` lists them).\n") || usual.out().contains(" notes (`--level"));
    for arguments in [&["--level", "note"][..], &["--deny", "note"], &["--only", "unreviewed"]] {
        let run = text(arguments);
        assert!(run.out().contains("note[unreviewed]"), "{arguments:?}: {}", run.out());
    }
    assert!(!text(&["--level", "error"]).out().contains("warning["));
    let counts = |run: &Run| run.out().lines().last().unwrap_or_default().to_owned();
    assert_eq!(counts(&usual), counts(&text(&["--level", "error"])));
}

#[test]
fn a_rule_is_shown_alone_and_whole() {
    let claims = format!("{}{}", dangling(1), unsourced(30));
    let run = checked(&claims, &["--only", "unsourced"]);
    assert_eq!((heads(&run, "unsourced").len(), items(&run)), (2, 29), "{}", run.out());
    assert!(!run.out().contains("error[") && run.out().contains("\nNot shown: 1 error, "), "{}", run.out());
    assert_eq!(run.status, Some(1), "what is not shown counts all the same");
    let both = checked(&claims, &["--only", "unsourced", "--only", "dangling-reference"]);
    assert_eq!(checked(&claims, &["--only", "unsourced,dangling-reference"]).out(), both.out());
    assert!(both.out().contains("error[") && both.out().contains("warning[unsourced]"));
}

#[test]
fn a_rule_to_be_shown_must_be_looked_for() {
    for (arguments, words) in [
        (&["--only", "unsorced"][..], "did you mean unsourced?"),
        (&["--only", "unsourced", "--rule", "unsourced=off"], "pass `--rule unsourced=warning`"),
    ] {
        let run = checked(&unsourced(1), arguments);
        assert_eq!((run.status, run.out()), (Some(2), ""));
        assert!(run.err().contains(words), "{}", run.err());
    }
}

#[test]
fn concise_is_a_line_a_finding() {
    let claims = format!("{}{}", dangling(1), unsourced(9));
    let run = checked(&claims, &["--concise", "--rule", "single-source=off"]);
    let lines: Vec<_> = run.out().lines().take_while(|line| !line.is_empty()).collect();
    assert_eq!(lines.len(), 10, "{}", run.out());
    assert_eq!(lines[0].split_once(": ").unwrap().0, "c.yaml:3:3");
    assert!(lines[0].starts_with("c.yaml:3:3: warning[unsourced]: `u00` "), "{}", lines[0]);
    assert_eq!(lines[9], "c.yaml:2:31: error[dangling-reference]: no claim with the id `no-00`");
}

/// However many warnings stand before it, the one error ends on the last screen.
#[test]
fn one_error_among_many_warnings_is_on_the_last_screen() {
    let run = checked(&format!("{}{}{}", unsourced(50), dangling(1), unsourced(0)), &[]);
    let from_the_end = run.out().lines().rev().position(|line| line.starts_with("error[dangling-reference]"));
    assert!(from_the_end.is_some_and(|lines| lines < 24), "{}", run.out());
}

#[test]
fn every_other_format_is_narrowed_on_request_only() {
    let claims = format!("{}{}", dangling(1), unsourced(9));
    let folder = Folder::with(format!("claims:\n{claims}"));
    let json = |arguments: &[&str]| {
        let run = folder.run(&[&["check", "c.yaml", "--format", "json"], arguments].concat());
        assert_eq!(run.status, Some(1));
        let json = run.json();
        let found = json["diagnostics"].as_array().unwrap().len();
        (found, json["summary"].clone())
    };
    let (all, summary) = json(&[]);
    let count = |level: &str| usize::try_from(summary[level].as_u64().unwrap()).unwrap();
    assert_eq!(all, count("errors") + count("warnings") + count("notes"));
    assert!(count("notes") > 0 && summary.get("hidden").is_none(), "{summary}");
    let (errors, narrowed) = json(&["--level", "error"]);
    assert_eq!((errors, &narrowed["hidden"]), (1, &(all - 1).into()));
    assert_eq!((&narrowed["warnings"], &narrowed["notes"]), (&summary["warnings"], &summary["notes"]));
    let (only, _) = json(&["--only", "unsourced"]);
    assert_eq!(only, 9);
    for format in ["github", "markdown", "junit", "sarif"] {
        let run = folder.run(&["check", "c.yaml", "--format", format, "--level", "error"]);
        assert_eq!(run.status, Some(1));
        let rule = |name: &str| run.out().contains(name) && !run.out().contains("u05");
        assert!(rule("dangling-reference") && run.out().contains("not shown: "), "{format}: {}", run.out());
    }
}

/// On the claims of this project, which have dozens of warnings.
#[test]
fn the_claims_of_this_project_fit_sixty_lines() {
    let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_onrecord"));
    program.current_dir(env!("CARGO_MANIFEST_DIR"));
    let run = run(program.args(["check", "claims"]));
    let lines = run.out().lines().count();
    assert!(run.status == Some(0) && lines <= 60, "{lines} lines: {}", run.out());
    for line in run.out().lines() {
        assert!(line.chars().count() <= 80, "{line}");
    }
}
