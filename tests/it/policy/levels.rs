//! How much a finding matters: by itself, by configuration, by command line.

use super::super::hostile::program::Folder;
use super::{CLAIMS, check, faults, folder, levels, words};

#[test]
fn a_configuration_turns_a_rule_up_down_and_off() {
    for (setting, expected, status) in [
        ("error", &["error"][..], 1),
        ("warning", &["warning"], 0),
        ("note", &["note"], 0),
        ("off", &[], 0),
        ("\"off\"", &[], 0),
    ] {
        let run = check(&folder(&format!("rules: {{anachronism: {setting}}}\n")), &[]);
        assert_eq!(levels(&run, "anachronism"), expected, "{setting}");
        assert_eq!(run.status, Some(status), "{setting}");
    }
    assert_eq!(levels(&check(&folder("{}"), &[]), "anachronism"), ["warning"]);
}

/// What reading and linking find is measured by the same policy.
#[test]
fn an_error_that_is_not_fixed_can_be_turned_down() {
    for (setting, expected, status) in
        [("error", &["error"][..], 1), ("warning", &["warning"], 0), ("note", &["note"], 0), ("off", &[], 0)]
    {
        let folder = folder(&format!("rules:\n  dangling-reference: {setting}\n"));
        folder.write("claims/d.yaml", "documents:\n  d: {title: x, publisher: nobody}\n");
        let run = check(&folder, &[]);
        assert_eq!(
            (levels(&run, "dangling-reference"), run.status),
            (expected.iter().map(|&level| level.to_owned()).collect(), Some(status))
        );
    }
}

#[test]
fn a_rule_that_is_off_is_not_counted() {
    let rules = |configuration: &str| check(&folder(configuration), &[]).json()["summary"]["rules"].as_u64().unwrap();
    assert_eq!(rules("{}"), onrecord::rules::RULES.len() as u64);
    assert_eq!(rules("rules: {anachronism: off, self-reference: off, unused-waiver: note}"), rules("{}") - 2);
}

#[test]
fn the_command_line_has_the_last_word() {
    for (setting, arguments, expected) in [
        ("off", &["--rule", "anachronism=error"][..], &["error"][..]),
        ("error", &["--rule", "anachronism=off"], &[]),
        ("error", &["--rule", "anachronism=note"], &["note"]),
        ("note", &["--rule", "anachronism=off", "--rule", "anachronism=error"], &["error"]),
        ("note", &["--rule", "anachronism=error", "--rule", "anachronism=off"], &[]),
        ("note", &["--rule", "self-reference=off"], &["note"]),
    ] {
        let run = check(&folder(&format!("rules: {{anachronism: {setting}}}\n")), arguments);
        assert_eq!(levels(&run, "anachronism"), expected, "{setting} {arguments:?}");
    }
}

#[test]
fn a_rule_on_the_command_line_that_there_is_not_is_a_usage_error() {
    let folder = folder("{}");
    for (argument, said) in [
        ("anachronsim=off", "unknown rule anachronsim; did you mean anachronism?"),
        ("Syntax=error", "unknown rule Syntax; did you mean syntax?"),
        ("qqq=off", "unknown rule qqq\n"),
        ("anachronism=of", "expected one of off, note, warning, error"),
        ("anachronism=", "expected one of off, note, warning, error"),
        ("anachronism", "expected NAME=LEVEL, such as "),
        ("=off", "unknown rule \n"),
        ("", "expected NAME=LEVEL, such as "),
        ("syntax=off", "syntax is always an error: "),
        ("revealed-source=warning", "revealed-source is always an error: "),
    ] {
        let run = folder.run(&["check", "--rule", argument]);
        assert_eq!((run.status, run.out()), (Some(2), ""), "{argument}: {}", run.all());
        assert!(run.err().contains(said), "{argument}: {}", run.all());
    }
    assert_eq!(folder.run(&["check", "--rule", "syntax=error"]).status, Some(0));
}

#[test]
fn rules_that_there_are_not_are_named_with_their_place() {
    let run = check(&folder("rules:\n  anachronism: error\n  anachronsim: off\n"), &[]);
    assert_eq!((faults(&run), run.status), (vec!["3:3 invalid-configuration".to_owned()], Some(1)));
    assert_eq!(words(&run), "unknown rule `anachronsim`; did you mean `anachronism`?");
    assert_eq!(levels(&run, "anachronism"), ["error"], "the rest counts");

    let run = check(&folder("rules: {qqq: off, '': off}\n"), &[]);
    assert_eq!(faults(&run), ["1:9 invalid-configuration", "1:19 invalid-configuration"]);
    assert_eq!(
        words(&check(&folder("rules: {qqq: off}\n"), &[])),
        "unknown rule `qqq`; run `onrecord explain` for a list of rules"
    );
}

#[test]
fn a_level_that_there_is_not_changes_nothing() {
    for (setting, said) in [
        ("waring", "expected `off` or `note` or `warning` or `error`; did you mean `warning`?"),
        ("Off", "expected `off` or `note` or `warning` or `error`; did you mean `off`?"),
        ("false", "expected `off` or `note` or `warning` or `error`; "),
        ("[off]", "expected a text, found a list; write one text, without `[`, `]` and `- `"),
        ("~", "expected a text, found nothing; write it, or delete the key"),
    ] {
        let run = check(&folder(&format!("rules:\n  anachronism: {setting}\n")), &[]);
        assert_eq!((faults(&run), run.status), (vec!["2:16 wrong-type".to_owned()], Some(1)), "{setting}");
        assert_eq!(words(&run), said);
        assert_eq!(levels(&run, "anachronism"), ["warning"], "{setting}");
    }
}

#[test]
fn what_was_not_read_is_always_an_error() {
    for rule in onrecord::rules::RULES.iter().map(|rule| rule.meta).filter(|meta| meta.is_fixed) {
        for setting in ["off", "note", "warning"] {
            let run = check(&folder(&format!("rules:\n  {}: {setting}\n", rule.name)), &[]);
            assert_eq!(faults(&run), ["2:3 invalid-configuration"], "{}: {setting}", rule.name);
            assert!(words(&run).starts_with(&format!("`{}` is always an error; ", rule.name)));
        }
        assert_eq!(faults(&check(&folder(&format!("rules: {{{}: error}}\n", rule.name)), &[])), [""; 0]);
    }
    let folder = folder("rules: {invalid-date: off}\n");
    folder.write("claims/d.yaml", "claims:\n  d: {statement: x, date: soon}\n");
    assert_eq!(levels(&check(&folder, &[]), "invalid-date"), ["error"]);
}

/// The one finding is a link to a folder, whose level the command line sets.
#[cfg(unix)]
#[test]
fn the_exit_status_is_that_of_the_worst_finding() {
    let folder = Folder::new();
    folder.write("claims/c.yaml", "claims: {}\n");
    std::os::unix::fs::symlink("..", folder.path().join("claims/up")).unwrap();
    let status = |level: &str, deny: &str| {
        let run = folder.run(&["check", "--rule", &format!("link-not-followed={level}"), "--deny", deny]);
        run.status.unwrap()
    };
    for (level, by_deny) in [("off", [0, 0, 0]), ("note", [1, 0, 0]), ("warning", [1, 1, 0]), ("error", [1, 1, 1])] {
        assert_eq!(["note", "warning", "error"].map(|deny| status(level, deny)), by_deny, "{level}");
    }
    assert_eq!(folder.run(&["check"]).status, Some(0));
}

#[test]
fn a_place_is_counted_by_hand() {
    let run = check(&folder("{}"), &[]);
    let found = run.diagnostics();
    let anachronism = found.iter().find(|found| found["rule"] == "anachronism").unwrap();
    assert_eq!((&anachronism["line"], &anachronism["column"]), (&5.into(), &71.into()), "{CLAIMS}");
}
