//! Findings that are waived for a while.

use super::{check, faults, folder, levels, words};

/// A waiver of the anachronism. Its values are in columns 11, 9, 13 and 12.
const WAIVER: &str = "waivers:
  - rule: anachronism
    id: early
    reason: a notice under embargo
    until: 2026-11-03
";

fn until(day: &str) -> String {
    WAIVER.replace("2026-11-03", day)
}

#[test]
fn a_waiver_holds_through_its_last_day() {
    for (last, holds, does_not) in [
        ("2026-11-03", ["0001-01-01", "2026-11-02", "2026-11-03"], ["2026-11-04", "2027-01-01"]),
        ("2026-11", ["2026-01-01", "2026-11-01", "2026-11-30"], ["2026-12-01", "2027-11-03"]),
        ("2026", ["2025-06-01", "2026-01-01", "2026-12-31"], ["2027-01-01", "9999-12-31"]),
        ("2024-02", ["2024-01-31", "2024-02-28", "2024-02-29"], ["2024-03-01", "2025-02-01"]),
        // A moment has passed on a day once it has by every clock.
        ("2026-11-03T12:00:00+02:00", ["2026-11-02", "2026-11-03", "2026-11-04"], ["2026-11-05", "2026-12-01"]),
    ] {
        let folder = folder(&until(last));
        for day in holds {
            let run = check(&folder, &["--today", day]);
            assert_eq!((levels(&run, "anachronism"), faults(&run)), (vec![], vec![]), "{last} on {day}");
            assert_eq!((run.status, &run.json()["summary"]["waived"]), (Some(0), &1.into()), "{last} on {day}");
        }
        for day in does_not {
            let run = check(&folder, &["--today", day]);
            assert_eq!(levels(&run, "anachronism"), ["warning"], "{last} on {day}");
            assert_eq!(faults(&run), ["2:5 expired-waiver"], "{last} on {day}");
            assert_eq!(run.json()["summary"]["waived"], 0, "{last} on {day}");
            assert!(words(&run).contains(&format!("expired after `{last}`; fix what it covered")), "{}", words(&run));
        }
    }
}

#[test]
fn the_clock_is_asked_when_no_day_is_given() {
    let run = |configuration: &str| folder(configuration).run(&["check", "--format", "json"]);
    assert_eq!(levels(&run(&until("1999-12-31")), "anachronism"), ["warning"]);
    assert_eq!(levels(&run(&until("9999-12-31")), "anachronism"), [""; 0]);
}

#[test]
fn a_day_is_a_day() {
    let folder = folder(WAIVER);
    for day in
        ["", "soon", "2026-02-30", "2026", "2026-11", "20261103", "2026-11-03T12:00:00Z", "03.11.2026", " 2026-11-03"]
    {
        let run = folder.run(&["check", "--today", day]);
        assert_eq!((run.status, run.out()), (Some(2), ""), "{day}: {}", run.all());
        assert!(run.err().contains("expected a day, such as 2026-12-31"), "{day}: {}", run.all());
    }
}

#[test]
fn the_summary_counts_what_is_waived() {
    let summary = |configuration: &str| {
        let run = folder(configuration).run(&["check", "--today", "2026-01-01"]);
        run.out().lines().skip_while(|line| !line.starts_with("checked ")).collect::<Vec<_>>().join("\n")
    };
    assert!(summary(WAIVER).ends_with("\n1 waived: anachronism (1)"), "{}", summary(WAIVER));
    assert!(!summary("{}").contains("waived"), "{}", summary("{}"));
}

#[test]
fn a_waiver_that_covers_nothing_is_a_finding() {
    let run = check(&folder(&WAIVER.replace("early", "late")), &[]);
    assert_eq!((faults(&run), run.status), (vec!["2:5 unused-waiver".to_owned()], Some(0)));
    assert_eq!(levels(&run, "anachronism"), ["warning"]);
    let said = "the waiver of `anachronism` for `late` covers no finding; delete it: there is nothing left to cover";
    assert_eq!(words(&run), said);
    assert_eq!(run.diagnostics().iter().find(|found| found["rule"] == "unused-waiver").unwrap()["about"][0], "late");

    assert_eq!(faults(&check(&folder(&WAIVER.replace("anachronism", "self-reference")), &[])), ["2:5 unused-waiver"]);
    // Nobody looked for what it covers.
    let off = format!("rules: {{anachronism: off}}\n{WAIVER}");
    assert_eq!(faults(&check(&folder(&off), &[])), [""; 0]);
    assert_eq!(faults(&check(&folder(WAIVER), &["--rule", "anachronism=off"])), [""; 0]);
    let expired = check(&folder(&off), &["--today", "2027-01-01"]);
    assert_eq!(faults(&expired), ["3:5 expired-waiver"], "its end is over whether anybody looks or not");
}

#[test]
fn what_is_said_of_waivers_has_a_level_too() {
    let unused = WAIVER.replace("early", "late");
    let run = check(&folder(&format!("rules: {{unused-waiver: error}}\n{unused}")), &[]);
    assert_eq!((levels(&run, "unused-waiver"), run.status), (vec!["error".to_owned()], Some(1)));
    assert_eq!(
        levels(&check(&folder(&format!("rules: {{unused-waiver: off}}\n{unused}")), &[]), "unused-waiver"),
        [""; 0]
    );
    let run = check(&folder(WAIVER), &["--rule", "expired-waiver=error", "--today", "2027-01-01"]);
    assert_eq!((levels(&run, "expired-waiver"), run.status), (vec!["error".to_owned()], Some(1)));
}

#[test]
fn of_two_waivers_the_one_that_holds_counts() {
    let (_, second) = WAIVER.split_once('\n').unwrap();
    let run = check(&folder(&format!("{}{second}", until("2025-12-31"))), &[]);
    assert_eq!(levels(&run, "anachronism"), [""; 0]);
    assert_eq!(faults(&run), ["2:5 expired-waiver"]);
    assert!(words(&run).contains("; delete it: another waiver of the same has not expired"), "{}", words(&run));
    for (first, more, place) in [
        (WAIVER.to_owned(), second.to_owned(), "6:5"),
        (WAIVER.to_owned(), second.replace("2026-11-03", "2027"), "2:5"),
        (until("2027"), second.to_owned(), "6:5"),
        (until("2026"), second.to_owned(), "6:5"),
    ] {
        let run = check(&folder(&format!("{first}{more}")), &[]);
        assert_eq!(faults(&run), [format!("{place} unused-waiver")], "{first}{more}");
        assert!(words(&run).contains("covers only what another waiver covers"), "{}", words(&run));
        assert_eq!((levels(&run, "anachronism"), &run.json()["summary"]["waived"]), (vec![], &1.into()));
    }
    let other = second.replace("early", "late");
    assert_eq!(faults(&check(&folder(&format!("{WAIVER}{other}")), &[])), ["6:5 unused-waiver"], "of another record");
}

#[test]
fn a_waiver_is_of_one_rule_and_one_record() {
    let folder = folder(WAIVER);
    folder.write("claims/d.yaml", "claims:\n  other: {statement: z, date: 2024-01, cites: [late]}\n");
    let run = check(&folder, &[]);
    assert_eq!((levels(&run, "anachronism").len(), &run.json()["summary"]["waived"]), (1, &1.into()));
}

/// What linking finds can be waived as well, by the record that refers.
#[test]
fn an_error_can_be_waived_unless_it_is_fixed() {
    let waiver = WAIVER.replace("anachronism", "dangling-reference").replace("early", "d");
    let folder = folder(&waiver);
    folder.write("claims/d.yaml", "documents:\n  d: {title: x, publisher: nobody}\n");
    let run = check(&folder, &[]);
    assert_eq!((levels(&run, "dangling-reference"), run.status), (vec![], Some(0)));
    for rule in onrecord::rules::RULES.iter().map(|rule| rule.meta).filter(|meta| meta.is_fixed) {
        let run = check(&super::folder(&WAIVER.replace("anachronism", rule.name)), &[]);
        assert_eq!((faults(&run), run.status), (vec!["2:11 invalid-configuration".to_owned()], Some(1)));
        assert!(words(&run).starts_with(&format!("`{}` cannot be waived; fix the record: ", rule.name)));
    }
}

#[test]
fn names_in_a_waiver_are_looked_up() {
    let run = check(&folder(&WAIVER.replace("anachronism", "anachronsim")), &[]);
    assert_eq!((faults(&run), run.status), (vec!["2:11 invalid-configuration".to_owned()], Some(1)));
    assert_eq!(words(&run), "unknown rule `anachronsim`; did you mean `anachronism`?");

    let run = check(&folder(&WAIVER.replace("early", "eraly")), &[]);
    assert_eq!((faults(&run), run.status), (vec!["3:9 dangling-reference".to_owned()], Some(1)));
    assert_eq!(words(&run), "no record with the id `eraly`; did you mean `early`?");

    let run = check(&folder(&WAIVER.replace("early", "somebody-else")), &[]);
    assert_eq!(words(&run), "no record with the id `somebody-else`; delete the waiver, or correct the id");

    let run = check(&folder(&WAIVER.replace("anachronism", "qqq").replace("early", "qqq")), &[]);
    assert_eq!(faults(&run), ["2:11 invalid-configuration", "3:9 dangling-reference"], "both at once");
    let run = check(&folder(&WAIVER.replace("anachronism", "syntax").replace("early", "qqq")), &[]);
    assert_eq!(faults(&run), ["2:11 invalid-configuration", "3:9 dangling-reference"], "both at once");
}

#[test]
fn a_waiver_has_a_rule_an_id_a_reason_and_an_end() {
    let lines = ["rule: anachronism", "id: early", "reason: r", "until: 2026-11"];
    let without = |left_out: &[&str]| {
        let kept: Vec<_> =
            lines.iter().filter(|line| !left_out.iter().any(|left_out| line.starts_with(left_out))).collect();
        let fields = kept.iter().map(|line| (**line).to_owned()).collect::<Vec<_>>().join(", ");
        check(&folder(&format!("waivers:\n  - {{{fields}}}\n")), &[])
    };
    assert_eq!(faults(&without(&[])), [""; 0]);
    for (left_out, help) in [
        ("rule", "name the rule whose finding is waived"),
        ("id", "name the record that the finding is about"),
        ("reason", "say why it is waived, for anyone who reads this in a year"),
        ("until", "add a last day, such as `until: 2026-12-31`; no waiver is permanent"),
    ] {
        let run = without(&[left_out]);
        assert_eq!((faults(&run), run.status), (vec!["2:5 missing-field".to_owned()], Some(1)), "{left_out}");
        assert_eq!(words(&run), format!("required field missing: `{left_out}`; {help}"));
        assert_eq!(levels(&run, "anachronism"), ["warning"], "{left_out}: nothing is waived");
    }
    assert_eq!(faults(&without(&["reason", "until"])), ["2:5 missing-field"; 2]);
    assert_eq!(faults(&without(&["rule", "id", "reason", "until"])), ["2:5 missing-field"; 4]);
    let empty = check(&folder("waivers:\n  - {rule: '', id: ' ', reason: '', until: ''}\n"), &[]);
    assert_eq!(faults(&empty), ["2:5 missing-field"; 4]);
}

#[test]
fn an_end_that_cannot_be_read_is_no_end() {
    for day in ["soon", "2026-02-30", "never", "2026-11-03T12:00:00", "'2026-11-03 '", "03.11.2026"] {
        let run = check(&folder(&until(day)), &[]);
        assert_eq!((faults(&run), run.status), (vec!["5:12 invalid-date".to_owned()], Some(1)), "{day}");
        assert_eq!(levels(&run, "anachronism"), ["warning"], "{day}");
    }
    let run = check(&folder(&until("soon").replace("early", "late")), &[]);
    assert_eq!(faults(&run), ["5:12 invalid-date"], "one fault is enough");
    let run = check(&folder(&until("[2026]")), &[]);
    assert_eq!((faults(&run), levels(&run, "anachronism").len()), (vec!["5:12 wrong-type".to_owned()], 1));
}

#[test]
fn a_waiver_is_a_mapping_of_these_four() {
    for (waivers, expected) in [
        ("waivers: {}\n", &["1:10 wrong-type"][..]),
        ("waivers: early\n", &["1:10 wrong-type"]),
        ("waivers:\n", &["1:8 wrong-type"]),
        ("waivers: []\n", &[]),
        ("waivers:\n  - early\n  - [early]\n", &["2:5 wrong-type", "3:5 wrong-type"]),
        (
            "waivers:\n  - rule: anachronism\n    id: early\n    reason: r\n    until: 2026\n    by: desk\n",
            &["6:5 unknown-field"],
        ),
        (
            "waivers:\n  - {rule: [anachronism], id: early, reason: {a: b}, until: 2026}\n",
            &["2:12 wrong-type", "2:46 wrong-type"],
        ),
    ] {
        assert_eq!(faults(&check(&folder(waivers), &[])), expected, "{waivers}");
    }
}
