//! Workflow commands, read as a runner reads them.

use std::collections::HashMap;

use onrecord::diagnostic::Level;
use onrecord::format::Format;

use super::{text, with_findings, written};
use crate::hostile::program::{Folder, run};

/// A command: its name, its properties and its message.
struct Command {
    name: String,
    properties: HashMap<String, String>,
    message: String,
}

fn unescaped(text: &str) -> String {
    let text = text.replace("%0D", "\r").replace("%0A", "\n").replace("%3A", ":").replace("%2C", ",");
    text.replace("%25", "%")
}

fn commands(log: &str) -> Vec<Command> {
    let command = |line: &str| {
        let (head, message) = line.strip_prefix("::")?.split_once("::")?;
        let (name, properties) = head.split_once(' ')?;
        let property = |pair: &str| pair.split_once('=').map(|(key, value)| (key.to_owned(), unescaped(value)));
        Some(Command {
            name: name.to_owned(),
            properties: properties.split(',').map(|pair| property(pair).unwrap()).collect(),
            message: unescaped(message),
        })
    };
    log.lines().filter_map(command).collect()
}

fn of(claims: &str) -> Vec<Command> {
    commands(&written(&text(claims), Level::Error, Format::Github))
}

#[test]
fn a_command_says_where_and_what() {
    let commands = of("claims:\n  a: {statement: x, disputes: [b]}\n");
    let [command] = &commands[..] else { panic!("{}", commands.len()) };
    let expected = [
        ("file", "c.yaml"),
        ("line", "2"),
        ("col", "32"),
        ("endLine", "2"),
        ("endColumn", "33"),
        ("title", "dangling-reference"),
    ];
    let expected = expected.map(|(key, value)| (key.to_owned(), value.to_owned()));
    assert_eq!((command.name.as_str(), &command.properties), ("error", &HashMap::from(expected)));
    assert!(command.message.starts_with("no claim with the id `b`\nhelp: "), "{}", command.message);
}

/// The runner takes columns only of something on one line.
#[test]
fn more_than_a_line_has_no_columns() {
    let commands = of("claims:\n  a:\n    statement: x\n    attributed_to:\n      k: v\n      l: w\n");
    let properties = &commands[0].properties;
    assert_eq!((properties["line"].as_str(), properties["title"].as_str()), ("5", "wrong-type"));
    assert!(properties["endLine"] > properties["line"]);
    assert!(!properties.contains_key("col") && !properties.contains_key("endColumn"));
}

#[test]
fn values_do_not_end_a_command() {
    for value in ["100%", "a%0A::error::x", "::error::x", "a, b: c", "x\\n::set-env::"] {
        let commands = of(&format!("claims:\n  a: {{statement: x, date: \"{value}\"}}\n"));
        assert_eq!(commands.len(), 1, "{value}");
        assert!(commands[0].message.starts_with(&format!("`{value}` is not a date\n")), "{}", commands[0].message);
    }
}

#[cfg(unix)]
#[test]
fn file_names_do_not_end_a_property() {
    for name in ["a,line=9::x.yaml", "b%0A::error::.yaml", "c: d=e.yaml", "##[error].yaml"] {
        let folder = Folder::new();
        folder.write(name, "claims:\n  a: {statement: x, date: soon}\n");
        let mut commands = commands(folder.run(&["check", "--format", "github", "."]).out());
        commands.retain(|command| command.name == "error");
        assert_eq!(commands.len(), 1, "{name}");
        let shown = name.replace("##[", "#\\u{23}[");
        assert_eq!((&*commands[0].properties["file"], &*commands[0].properties["line"]), (&*shown, "2"));
    }
}

#[test]
fn an_absolute_path_is_shown_from_the_folder() {
    let folder = Folder::new();
    let file = folder.write("claims/a.yaml", "claims:\n  a: {statement: x, date: soon}\n");
    let here = std::fs::canonicalize(folder.path()).unwrap();
    let here = here.to_str().unwrap().to_owned();
    let file = file.canonicalize().unwrap();
    for format in ["github", "sarif", "junit"] {
        let run = folder.run(&["check", "--format", format, file.to_str().unwrap()]);
        assert!(!run.out().contains(&here) && run.out().contains("claims/a.yaml"), "{}", run.all());
        let elsewhere = Folder::new();
        let run = elsewhere.run(&["check", "--format", format, file.to_str().unwrap()]);
        assert!(!run.out().contains(&here) && run.out().contains("claims/a.yaml"), "{}", run.all());
    }
}

#[test]
fn the_summary_of_a_step_is_added_to() {
    let folder = Folder::new();
    folder.write("claims/a.yaml", "claims:\n  a: {statement: x, date: 'a | <b>'}\n");
    folder.write("summary", "Said before.\n");
    let with_summary = |format: &str, file: &str| {
        let mut program = folder.program();
        run(program.env("GITHUB_STEP_SUMMARY", file).args(["check", "--format", format]))
    };
    assert_eq!(with_summary("text", "new").status, Some(1));
    assert!(!folder.path().join("new").exists(), "only with --format github");
    for (file, before) in [("summary", "Said before.\n"), ("new", "")] {
        let run = with_summary("github", file);
        assert_eq!((run.status, run.err()), (Some(1), ""));
        let summary = std::fs::read_to_string(folder.path().join(file)).unwrap();
        let added = summary.strip_prefix(before).unwrap();
        assert!(added.starts_with("### Claims checked: 1 error, "), "{added}");
        assert!(added.contains(
            "| error | invalid-date | [claims/a.yaml&#58;2&#58;27](claims/a.yaml#L2) | <code>a \\| &lt;b&gt;</code> is"
        ));
    }
    let run = with_summary("github", "no/such/folder");
    assert_eq!(run.status, Some(2));
    assert!(run.err().contains("`no/such/folder`"), "{}", run.err());
    assert_eq!(with_summary("github", "").status, Some(1), "an empty name is none");
}

#[test]
fn a_summary_stays_small() {
    // Long enough for one finding each: of a short file fewer are listed.
    let statement = "x".repeat(64);
    let claim = |at| format!("  c{at}: {{statement: {statement}, cites: [no-{at}]}}\n");
    let claims: String = (0..5000).map(claim).collect();
    let summary = written(&text(&format!("claims:\n{claims}")), Level::Error, Format::Markdown);
    assert!(summary.len() < 1 << 20, "{}", summary.len());
    assert_eq!(summary.lines().filter(|line| line.starts_with("| error")).count(), 1000);
    assert!(summary.ends_with("and 4000 findings more; `onrecord check --format json` lists them all\n"));
    with_findings(&text(&format!("claims:\n{claims}")), Level::Error, |findings| assert_eq!(findings.len(), 5000));
}

#[test]
fn a_summary_links_to_the_lines_at_the_commit() {
    let folder = Folder::new();
    folder.write("news/claims/a b.yaml", "claims:\n  a: {statement: x, date: soon}\n");
    let root = folder.path().canonicalize().unwrap();
    let linked = |variables: &[(&str, &str)], arguments: &[&str]| {
        let mut program = folder.program();
        program.current_dir(root.join("news")).envs(variables.iter().copied());
        run(program.args([&["check", "--format", "markdown"], arguments].concat())).out().to_owned()
    };
    let root = root.to_str().unwrap();
    let github = [
        ("GITHUB_SERVER_URL", "https://github.com"),
        ("GITHUB_REPOSITORY", "desk/claims"),
        ("GITHUB_SHA", "0123abcd"),
        ("GITHUB_WORKSPACE", root),
    ];
    let expected = "](https://github.com/desk/claims/blob/0123abcd/news/claims/a%20b.yaml#L2)";
    assert!(linked(&github, &[]).contains(expected), "{}", linked(&github, &[]));
    let absolute = format!("{root}/news/claims");
    assert!(linked(&github, &[&absolute]).contains(expected), "an absolute path inside");
    let gitlab =
        [("CI_PROJECT_URL", "https://gitlab.com/desk/claims"), ("CI_COMMIT_SHA", "0123abcd"), ("CI_PROJECT_DIR", root)];
    let expected = "](https://gitlab.com/desk/claims/-/blob/0123abcd/news/claims/a%20b.yaml#L2)";
    assert!(linked(&gitlab, &[]).contains(expected), "{}", linked(&gitlab, &[]));
    let [server, _, commit, workspace] = github;
    let hostile = [server, ("GITHUB_REPOSITORY", "x) [y](https://example.org"), commit, workspace];
    assert!(linked(&hostile, &[]).contains("](claims/a%20b.yaml#L2)"), "not an address, not used");
    assert!(!linked(&github, &["../news/claims"]).contains("]("), "no telling where that is");
}

/// GitHub shows ten of each level.
#[test]
fn the_most_severe_come_first() {
    let claims: String =
        (0..20).map(|at| format!("  c{at:02}: {{statement: x, date: 2020, retracted: 2019}}\n")).collect();
    let commands = of(&format!("claims:\n{claims}  z: {{statement: x, cites: [z]}}\n"));
    let names: Vec<_> = commands.iter().map(|command| command.name.as_str()).collect();
    assert_eq!((names[0], names.len()), ("error", 21));
    assert!(names[1..].iter().all(|name| *name == "warning"), "{names:?}");
}
