//! Which file is the configuration, and what is wrong with it.

use onrecord::Workspace;
use onrecord::policy::INDEPENDENT_SOURCES;

use super::super::hostile::program::Folder;
use super::{CLAIMS, check, faults, folder, levels, words};

const STRICT: &str = "rules: {anachronism: error}\n";

#[test]
fn a_configuration_that_asks_for_nothing_is_fine() {
    for configuration in
        ["", "\n", "# nothing yet\n", "---\n# nothing yet\n", "{}\n", "~\n", "rules: {}\nwaivers: []\n", "\u{FEFF}{}\n"]
    {
        let run = check(&folder(configuration), &[]);
        assert_eq!((faults(&run), run.status), (vec![], Some(0)), "{configuration:?}");
        assert_eq!(levels(&run, "anachronism"), ["warning"], "{configuration:?}");
    }
}

#[test]
fn unknown_keys() {
    for (configuration, place, said) in [
        ("rule: {}\n", "1:1", "unknown field `rule`; did you mean `rules`?"),
        ("rules: {}\nwaiver: []\n", "2:1", "unknown field `waiver`; did you mean `waivers`?"),
        ("Policy: {}\n", "1:1", "unknown field `Policy`; did you mean `policy`?"),
        ("qqq: {}\n", "1:1", "unknown field `qqq`; known fields: `rules`, `policy`, `verdicts`, `waivers`"),
        (
            "policy: {independent_source: 2}\n",
            "1:10",
            "unknown field `independent_source`; did you mean `independent_sources`?",
        ),
    ] {
        let run = check(&folder(configuration), &[]);
        assert_eq!((faults(&run), run.status), (vec![format!("{place} unknown-field")], Some(1)), "{configuration}");
        assert_eq!(words(&run), said);
    }
}

#[test]
fn what_is_not_understood_is_an_error_at_its_place_and_the_rest_is_checked() {
    let deep = format!("rules: {}{}\n", "[".repeat(32), "]".repeat(32));
    let cases: [(&str, &[u8], &[&str]); 14] = [
        ("not UTF-8", b"rules: {}\n# \xFC\n", &["2:3 syntax"]),
        ("UTF-16", b"\xFF\xFEr\0", &["1:1 syntax"]),
        ("a hidden character", "rules: {}\n# a\u{202E}b\n".as_bytes(), &["2:4 syntax"]),
        ("a control character", b"rules: {}\x1b\n", &["1:10 syntax"]),
        ("33 levels", deep.as_bytes(), &["1:39 limit"]),
        ("an anchor", b"rules: &a {}\n", &["1:8 syntax"]),
        ("a tag", b"rules: !x {}\n", &["1:8 syntax"]),
        ("a second document", b"rules: {}\n---\nrules: {}\n", &["2:1 syntax"]),
        ("an open bracket", b"rules: [\n", &["1:8 syntax"]),
        ("a section twice", b"rules: {}\nrules: {anachronism: off}\n", &["2:1 syntax"]),
        ("a rule twice", b"rules:\n  anachronism: warning\n  anachronism: off\n", &["3:3 syntax"]),
        ("a key that is no text", b"rules: {[anachronism]: off}\n", &["1:9 syntax"]),
        ("a text", b"off\n", &["1:1 wrong-type"]),
        ("a list", b"- rules\n", &["1:1 wrong-type"]),
    ];
    for (name, configuration, expected) in cases {
        let folder = folder("");
        folder.write("claims/onrecord.yaml", configuration);
        folder.write("claims/d.yaml", "claims:\n  d: {statement: x, date: soon}\n");
        let run = check(&folder, &[]);
        assert_eq!(
            (faults(&run), run.status),
            (expected.iter().map(|&found| found.to_owned()).collect(), Some(1)),
            "{name}"
        );
        assert_eq!(levels(&run, "invalid-date"), ["error"], "{name}");
        assert_eq!(levels(&run, "anachronism"), ["warning"], "{name}");
    }
}

#[test]
fn sections_have_their_shapes() {
    for (configuration, expected) in [
        ("rules: []\n", &["1:8 wrong-type"][..]),
        ("rules:\n", &["1:6 wrong-type"]),
        ("policy: 2\n", &["1:9 wrong-type"]),
        ("verdicts: unproven\n", &["1:11 wrong-type"]),
        ("verdicts: [unproven, [x], '', ' ']\n", &["1:22 wrong-type", "1:27 wrong-type", "1:31 wrong-type"]),
        ("verdicts: [unproven]\n", &[]),
        ("verdicts: [unproven, false, unproven]\n", &["1:29 wrong-type"]),
        ("verdicts: []\n", &["1:11 wrong-type"]),
        (
            "rules: []\npolicy: []\nverdicts: {}\nwaivers: {}\n",
            &["1:8 wrong-type", "2:9 wrong-type", "3:11 wrong-type", "4:10 wrong-type"],
        ),
    ] {
        assert_eq!(faults(&check(&folder(configuration), &[])), expected, "{configuration}");
    }
}

#[test]
fn how_many_independent_sources_can_be_asked_for() {
    for count in ["0", "4", "two", "-1", "1.0", "02", "''", "[2]", "{}", "~"] {
        let run = check(&folder(&format!("policy:\n  independent_sources: {count}\n")), &[]);
        assert_eq!((faults(&run), run.status), (vec!["2:24 wrong-type".to_owned()], Some(1)), "{count}");
    }
    let run = check(&folder("policy:\n  independent_sources: 4\n"), &[]);
    assert!(words(&run).starts_with("expected `1` or `2` or `3`; 3 means 3 or more"), "{}", words(&run));

    let asked = |configuration: &str| {
        let snapshot = Workspace::of_texts([("onrecord.yaml", configuration)]).snapshot();
        snapshot.configuration().and_then(|asked| asked.independent_sources).unwrap_or(INDEPENDENT_SOURCES)
    };
    for (configuration, expected) in [
        ("policy: {independent_sources: 1}", 1),
        ("policy: {independent_sources: '3'}", 3),
        ("policy: {}", 2),
        ("policy: {independent_sources: 4}", 2),
        ("{}", 2),
    ] {
        assert_eq!(asked(configuration), expected, "{configuration}");
    }
}

/// A configuration is no place for a source, but somebody may give the wrong file for one.
#[test]
fn no_message_shows_a_source_that_stands_in_a_configuration() {
    let source = "{identity: anonymous, description: x, name: CANARY}";
    for configuration in [
        format!("sources: {{a: {source}}}\n"),
        "sources: {a: {description: x, name: CANARY}}\n".to_owned(),
        format!("rules: {{a: {source}}}\n"),
        format!("rules: {source}\n"),
        format!("policy: {{independent_sources: {source}}}\n"),
        format!("policy: {{a: {source}}}\n"),
        format!("verdicts: [{source}]\n"),
        format!("waivers: [{source}]\n"),
        format!("waivers: [{{rule: {source}}}]\n"),
        format!("waivers: {source}\n"),
        format!("[{source}]\n"),
        format!("{source}\n"),
        "sources:\n  a:\n    name: CANARY\n    name: CANARY\n    identity: anonymous\n".to_owned(),
    ] {
        let folder = folder(&configuration);
        for format in ["text", "json"] {
            let run = folder.run(&["check", "--format", format]);
            assert_eq!(run.status, Some(1), "{configuration}");
            assert!(!run.all().contains("CANARY"), "{configuration}\n{}", run.all());
        }
    }
}

/// Honest text is shown, so that it can be fixed.
#[test]
fn the_line_that_is_wrong_is_shown() {
    for configuration in ["rules: {anachronsim: off}", "verdicts: [unproven, '']", "policy: {independent_sources: 4}"] {
        let run = folder(configuration).run(&["check"]);
        assert!(run.out().contains(&format!("1 | {configuration}\n")), "{}", run.all());
    }
    let run =
        folder("waivers:\n  - rule: anachronsim\n    id: early\n    reason: r\n    until: 2026\n").run(&["check"]);
    assert!(run.out().contains("2 |   - rule: anachronsim\n"), "{}", run.all());
}

#[cfg(unix)]
#[test]
fn a_configuration_that_is_no_regular_file_is_an_error() {
    let make: [(&str, &str); 5] = [
        ("a link", "ln -s ../strict.yaml claims/onrecord.yaml"),
        ("a link to nothing", "ln -s nothing claims/onrecord.yaml"),
        ("a link to a folder", "ln -s .. claims/onrecord.yaml"),
        ("a pipe", "mkfifo claims/onrecord.yaml"),
        ("a folder", "mkdir claims/onrecord.yaml"),
    ];
    for (name, script) in make {
        let folder = Folder::new();
        folder.write("claims/c.yaml", CLAIMS);
        folder.write("strict.yaml", STRICT);
        assert_eq!(folder.script(script).status, Some(0), "{name}");
        for paths in [&["claims"][..], &["claims/c.yaml"]] {
            let run = check(&folder, paths);
            assert_eq!((faults(&run), run.status), (vec!["unreadable".to_owned()], Some(1)), "{name}: {paths:?}");
            assert_eq!(levels(&run, "anachronism"), ["warning"], "{name}: {paths:?}");
        }
        folder.write("claims/d.yaml", "claims: {}\n");
        let run = check(&folder, &["claims/c.yaml", "claims/d.yaml", "claims"]);
        assert_eq!(faults(&run), ["unreadable"], "{name}: said once");
        let run = check(&folder, &["--config", "strict.yaml"]);
        assert_eq!(
            (faults(&run), levels(&run, "anachronism")),
            (vec![], vec!["error".to_owned()]),
            "{name}: not requested"
        );
    }
}

#[test]
fn two_folders_with_a_configuration_each() {
    let folder = Folder::new();
    folder.write("a/c.yaml", CLAIMS);
    folder.write("a/onrecord.yaml", STRICT);
    folder.write("b/d.yaml", "claims: {}\n");
    folder.write("b/onrecord.yaml", "rules: {anachronism: off}\n");
    for paths in [["a", "b"], ["b", "a"], ["a/c.yaml", "b"], ["a/c.yaml", "b/d.yaml"]] {
        let run = check(&folder, &paths);
        let found = run.diagnostics();
        let second: Vec<_> = found.iter().filter(|found| found["rule"] == "invalid-configuration").collect();
        assert_eq!((run.status, second.len()), (Some(1), 1), "{paths:?}: {}", run.all());
        assert_eq!(second[0]["path"], "b/onrecord.yaml", "{paths:?}");
        assert_eq!(levels(&run, "anachronism"), ["error"], "{paths:?}: the first is in force");
    }
    let run = check(&folder, &["--config", "b/onrecord.yaml", "a", "b"]);
    assert_eq!(
        (run.status, levels(&run, "invalid-configuration"), levels(&run, "anachronism")),
        (Some(0), vec![], vec![])
    );
    assert_eq!(
        check(&folder, &["a", "a/c.yaml", "./a"]).diagnostics().len(),
        check(&folder, &["a"]).diagnostics().len()
    );
}

#[test]
fn a_file_uses_the_configuration_beside_it() {
    let folder = folder(STRICT);
    folder.write("claims/sub/d.yaml", CLAIMS);
    assert_eq!(levels(&check(&folder, &["claims/c.yaml"]), "anachronism"), ["error"]);
    assert_eq!(levels(&check(&folder, &["claims/sub/d.yaml"]), "anachronism"), ["warning"], "not one above it");
    folder.write("claims/sub/onrecord.yaml", "rules: {anachronism: off}\n");
    assert_eq!(levels(&check(&folder, &["claims/sub/d.yaml"]), "anachronism"), [""; 0]);
}

#[test]
fn a_configuration_alone_is_nothing_to_read() {
    let folder = folder(STRICT);
    let run = folder.run(&["check", "claims/onrecord.yaml"]);
    assert_eq!((run.status, run.out()), (Some(2), ""), "{}", run.all());
    assert_eq!(run.err(), "onrecord: nothing to read: `claims/onrecord.yaml` is a configuration, not a claim file\n");
    assert_eq!(folder.run(&["check", "claims/onrecord.yaml", "claims/c.yaml"]).status, Some(1), "the anachronism");
}

#[test]
fn a_configuration_that_is_given_must_be_there() {
    let folder = folder("rules: {anachronism: off}\n");
    let run = folder.run(&["check", "--config", "absent.yaml"]);
    assert_eq!((run.status, run.out()), (Some(2), ""), "{}", run.all());
    assert_eq!(run.err(), "onrecord: no configuration `absent.yaml`\n");
}

#[test]
fn a_configuration_that_is_given_is_no_claim_file() {
    let folder = folder("rules: {anachronism: off}\n");
    folder.write("claims/strict.yaml", STRICT);
    let run = check(&folder, &["--config", "claims/strict.yaml"]);
    assert_eq!(
        (run.status, levels(&run, "unknown-field"), levels(&run, "anachronism")),
        (Some(1), vec![], vec!["error".to_owned()])
    );
    assert_eq!(run.json()["summary"]["files"], 1);
    assert_eq!(levels(&check(&folder, &[]), "unknown-field"), ["error"], "unless it is given");
}
