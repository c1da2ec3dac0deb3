//! N1 to N10, N12 to N15: text from claim files and file names never acts, and honest text comes out as it went in.

use super::program::{Folder, Run, claim, findings, reported, runs};

const NASTY: &str = include_str!("../../corpora/hostile/nasty.yaml");
const HONEST: &str = include_str!("../../corpora/hostile/honest.yaml");

/// What is run beside [`runs`].
const MORE_RUNS: [&[&str]; 3] = [
    &["check", "--color", "never", "."],
    &["check", "--format", "junit", "."],
    &["report", "--format", "text", "--color", "never", "."],
];

fn is_forbidden(character: char) -> bool {
    (character.is_control() && !matches!(character, '\n' | '\r'))
        || matches!(character, '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
        || matches!(character, '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}' | '\u{E0000}'..='\u{E007F}')
}

/// What the streams of a run must not have, in any format.
fn hostile(stream: &str) -> Vec<String> {
    stream.chars().filter(|&character| is_forbidden(character)).map(|character| format!("{character:?}")).collect()
}

/// What acts in the log of a CI system: a line that starts with `::`, blanks before it not counted, and `##[` anywhere.
fn commands(stream: &str) -> Vec<&str> {
    let acts = |line: &str| {
        line.trim_start().trim_start_matches(":::").starts_with("::")
            || ["##[", "##vso[", "##teamcity["].iter().any(|command| line.contains(command))
    };
    stream.lines().filter(|line| acts(line)).collect()
}

/// What acts on standard output, except for what we mean to act: the findings of `--format github`, which start with a
/// path in the folder.
fn acting<'r>(arguments: &[&str], run: &'r Run) -> Vec<&'r str> {
    let is_ours =
        |line: &str| ["error", "warning", "notice"].iter().any(|name| line.starts_with(&format!("::{name} file=")));
    let is_meant = |line: &str| arguments.contains(&"github") && is_ours(line) && commands(&line[2..]).is_empty();
    commands(run.out()).into_iter().filter(|line| !is_meant(line)).collect()
}

/// Standard output without what is ours: the writers of Turtle and TriG indent with tabs. In a value, a tab is an
/// escape.
fn unindented(arguments: &[&str], run: &Run) -> String {
    let is_rdf = arguments.iter().any(|word| ["turtle", "trig"].contains(word));
    if is_rdf { run.out().replace('\t', "") } else { run.out().to_owned() }
}

fn each_run(folder: &Folder, test: impl Fn(&[&str], &Run)) {
    for arguments in runs().into_iter().chain(MORE_RUNS.map(<[_]>::to_vec)) {
        test(&arguments, &folder.run(&arguments));
    }
    for arguments in folder.following() {
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        test(&arguments, &folder.run(&arguments));
    }
}

fn is_for_people(arguments: &[&str]) -> bool {
    arguments[0] != "export" && !arguments.contains(&"json") && !arguments.contains(&"csv")
}

#[test]
fn the_nasty_corpus_is_understood() {
    let found = findings(NASTY);
    let rules: Vec<_> = found.iter().map(|found| found.split(' ').next_back().unwrap()).collect();
    for rule in ["invalid-date", "invalid-url", "dangling-reference", "unknown-field", "invalid-id", "snapshot-path"] {
        assert!(rules.contains(&rule), "{rule} in {found:?}");
    }
}

#[test]
fn values_do_not_act() {
    let folder = Folder::with(NASTY);
    each_run(&folder, |arguments, run| {
        assert_eq!(run.status, Some(1), "{arguments:?}");
        if !arguments.contains(&"csv") {
            assert_eq!(hostile(&unindented(arguments, run)), [""; 0], "{arguments:?}");
        }
        assert_eq!(hostile(run.err()), [""; 0], "{arguments:?}");
        assert_eq!(commands(run.err()), [""; 0], "{arguments:?}");
        if is_for_people(arguments) {
            assert_eq!(acting(arguments, run), [""; 0], "{arguments:?}");
        }
    });
}

#[test]
fn characters_that_vanish_do_not_make_a_command() {
    for between in ["\u{200D}", "\u{200B}", "\u{AD}", "\u{2060}", "\u{FE0F}"] {
        for value in [format!("x#{between}#[error]y"), format!("x##{between}[error]y")] {
            let folder = Folder::with(claim(&format!("date: {value}")));
            each_run(&folder, |arguments, run| {
                assert_eq!(
                    (acting(arguments, run), commands(run.err())),
                    (vec![], vec![]),
                    "{between:?} in {arguments:?}"
                );
            });
        }
    }
}

#[test]
fn values_do_not_start_a_line_of_a_report() {
    for value in [
        "::error::x",
        "aaaa ".repeat(20).as_str(),
        "::error::x ".repeat(20).as_str(),
        "a-::error::x ".repeat(9).as_str(),
    ] {
        let value = format!("{value}::error::y");
        let text = format!(
            "sources:\n  s: {{identity: named, name: '{value}'}}\n  t: {{identity: anonymous, description: '{value}'}}\n\
             claims:\n  a: {{statement: '{value}', attributed_to: [s, t]}}\n  b: {{statement: x, cites: [a]}}\n"
        );
        let folder = Folder::with(text);
        each_run(&folder, |arguments, run| {
            assert_eq!(acting(arguments, run), [""; 0], "{arguments:?}");
        });
    }
}

#[test]
fn json_holds_the_values_as_they_are() {
    let statement = "\u{202E}gnp\u{2066}\n::error::x\t##[error]\u{2028}\u{E0041}\u{61C}\u{FEFF}\\\"";
    let escaped: String = statement.chars().map(|character| format!("\\U{:08X}", u32::from(character))).collect();
    let text = format!("claims:\n  a: {{statement: \"{escaped}\"}}\n");
    assert_eq!(reported(&text)["claims"][0]["statement"], statement);
}

#[cfg(unix)]
#[test]
fn file_names_do_not_act() {
    let names = [
        "a\n::error::b.yaml",
        "\u{1b}[31m.yaml",
        "\u{202E}lmay.yaml",
        "##[error]x.yaml",
        "c%0A,d:e.yaml",
        "\t\r\u{7f}.yaml",
    ];
    let folder = Folder::new();
    for name in names {
        folder.write(name, claim("date: soon").replace("  a:", &format!("  a{}:", name.len())));
    }
    each_run(&folder, |arguments, run| {
        assert_eq!(run.status, Some(1), "{arguments:?}");
        assert_eq!(hostile(&(unindented(arguments, run) + run.err())), [""; 0], "{arguments:?}");
        assert_eq!(commands(run.err()), [""; 0], "{arguments:?}");
    });
    assert_eq!(commands(folder.run(&["check", "."]).out()), [""; 0]);
    let run = folder.run(&["check", "--format", "json", "."]);
    let mut shown: Vec<_> = run.errors().iter().map(|found| found["path"].as_str().unwrap().to_owned()).collect();
    shown.sort();
    let mut expected: Vec<_> = names.iter().map(|name| format!("./{name}")).collect();
    expected.sort();
    assert_eq!(shown, expected);
}

#[cfg(unix)]
#[test]
fn arguments_that_are_file_names_do_not_act() {
    let folder = Folder::with(claim("note: y"));
    for name in
        ["--x\n::error::y.yaml", "--\u{1b}[2Jx.yaml", "\n::error::missing.yaml", "\u{202E}missing.yaml", "##[error]x"]
    {
        for arguments in [
            &["check", name][..],
            &["report", "c.yaml", "--basis", name],
            &["trace", name, "c.yaml"],
            &["trace", "a", name],
            &["impact", name, "c.yaml"],
            &["impact", "--rank", name],
        ] {
            let run = folder.run(arguments);
            let all = format!("{}\n{}", run.out(), run.err());
            assert_ne!(run.status, Some(0), "{name:?}");
            assert_eq!((hostile(&all), commands(&all)), (vec![], vec![]), "{name:?}");
        }
    }
}

#[test]
fn cells_are_no_formulas() {
    let starts =
        ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\n=1", "\u{FF1D}1", "\u{FF0B}1", "\u{FF0D}1", "\u{FF20}1", "a\",=1"];
    let claims: String = (0..)
        .zip(starts)
        .map(|(at, start)| format!("  c{at:02}: {{statement: {}}}\n", serde_json::to_string(start).unwrap()))
        .collect();
    let folder = Folder::with(format!("claims:\n{claims}"));
    let statements = |arguments: &[&str]| -> Vec<String> {
        let run = folder.run(arguments);
        csv::Reader::from_reader(&*run.stdout).records().map(|record| record.unwrap()[1].to_owned()).collect()
    };
    let safe = statements(&["report", "--format", "csv", "."]);
    for (cell, start) in safe.iter().zip(starts) {
        assert_eq!(*cell, if start.starts_with('a') { start.to_owned() } else { format!("'{start}") });
    }
    assert_eq!(statements(&["report", "--format", "csv", "--csv-raw", "."]), starts);
}

#[test]
fn markdown_is_not_made_of_values() {
    let text = "sources:\n  s: {identity: named, name: 'A | B <b> [x](http://y) `c`'}\nclaims:\n  a:\n    attributed_to: [s]\n    \
                statement: \"x | y\\n\\n# h\\n<img src=x onerror=y> ![i](http://e/i.png) @team #12 https://example.org www.a.b ~~s~~ \\\\| z\"\n";
    let run = Folder::with(text).run(&["report", "--format", "markdown", "c.yaml"]);
    assert_eq!(run.status, Some(0), "{}", run.all());
    let row = run.out().lines().find(|line| line.contains("`a`")).unwrap();
    let plain: String =
        row.replace("\\\\", "").split('\\').enumerate().map(|(at, part)| &part[usize::from(at > 0)..]).collect();
    assert_eq!(plain.matches('|').count(), 6, "{row}");
    for markup in ["<img", "<b>", "](", "@team", "#12", "https://", "www.a", "~~s", "`c`"] {
        assert!(!plain.contains(markup), "{markup} in {row}");
    }
}

#[test]
fn honest_text_passes_unchanged() {
    assert_eq!(findings(HONEST), [""; 0]);
    let second_opinion: serde_yaml::Value = serde_yaml::from_str(HONEST).unwrap();
    let report = reported(HONEST);
    let claims = report["claims"].as_array().unwrap();
    assert_eq!(claims.len(), second_opinion["claims"].as_mapping().unwrap().len());
    for claim in claims {
        let id = claim["id"].as_str().unwrap();
        assert_eq!(claim["statement"].as_str(), second_opinion["claims"][id]["statement"].as_str(), "{id}");
    }
    let run = Folder::with(HONEST).run(&["report", "c.yaml"]);
    for name in ["O'Brien & <Søn>", "می‌خواهم", "👩‍🔬 Dr. Ünal", "שרה כהן", "وزارة الخارجية"]
    {
        assert!(run.out().contains(name), "{name} in {}", run.out());
    }
}

#[test]
fn honest_text_stays_in_a_finding() {
    let folder = Folder::with(claim("date: 👩‍🔬 می‌خواهم O'Brien & <Søn>"));
    let run = folder.run(&["check", "c.yaml"]);
    assert_eq!(run.out().matches("👩‍🔬 می‌خواهم O'Brien & <Søn>").count(), 2, "message and excerpt: {}", run.out());
}
