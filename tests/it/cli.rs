//! The command line: arguments, exit status, colours, and the same bytes every time.

use super::hostile::program::{Folder, run};

const FILE: &str = "sources:
  hakan-fidan: {identity: named, name: Hakan Fidan}
  us-official: {identity: anonymous, description: a US official}
claims:
  on-record: {statement: Said aloud., attributed_to: [hakan-fidan], tags: [iraq, talks]}
  relayed: {statement: Relayed., attributed_to: [hakan-fidan], cites: [whispered]}
  unsaid: {statement: Nobody said it., tags: [talks]}
  whispered: {statement: Whispered., attributed_to: [us-official], tags: [iraq]}
";

fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("claims/a.yaml", FILE);
    folder
}

fn ids(folder: &Folder, arguments: &[&str]) -> Vec<String> {
    let run = folder.run(&[&["report", "--format", "json"], arguments].concat());
    assert_eq!(run.status, Some(0), "{}", run.all());
    run.json()["claims"].as_array().unwrap().iter().map(|claim| claim["id"].as_str().unwrap().to_owned()).collect()
}

/// Somebody at a terminal learns which files were written; a program that reads standard error does not.
#[cfg(target_os = "linux")]
#[test]
fn what_was_written_is_said_on_a_terminal() {
    let folder = folder();
    let commands = "$ONRECORD report -o a && $ONRECORD export --format csv -o t";
    let run = folder.script(commands);
    assert_eq!((run.status, run.all().contains("wrote")), (Some(0), false), "{}", run.all());
    let run = folder.script(&format!("command -v script >/dev/null || exit 77; script -qec '{commands}' /dev/null"));
    if run.status != Some(77) {
        assert_eq!(run.out(), "wrote     a\r\nwrote     t/nodes.csv\r\nwrote     t/edges.csv\r\n", "{}", run.all());
    }
}

#[test]
fn without_a_path_the_folder_is_claims() {
    let folder = folder();
    for command in ["check", "report"] {
        let run = folder.run(&[command]);
        assert_eq!((run.status, run.err()), (Some(0), ""), "{}", run.all());
        assert_eq!(run.stdout, folder.run(&[command, "claims"]).stdout);
    }
    let summary = folder.run(&["check"]).out().lines().last().unwrap().to_owned();
    assert!(summary.starts_with("checked 1 file, 6 records, "), "{summary}");
    let run = Folder::new().run(&["check"]);
    assert_eq!((run.status, run.out()), (Some(2), ""), "{}", run.all());
    assert!(run.err().contains("`claims`"), "{}", run.err());
}

#[test]
fn several_paths_are_one_corpus() {
    let folder = folder();
    folder.write("more.yaml", "claims:\n  another: {statement: x, cites: [whispered]}\n");
    assert_eq!(folder.run(&["check", "more.yaml"]).status, Some(1));
    assert_eq!(folder.run(&["check", "more.yaml", "claims"]).status, Some(0));
    assert_eq!(ids(&folder, &["more.yaml", "claims"]).len(), 5);
}

#[test]
fn claims_are_selected_by_basis_and_tag() {
    let folder = folder();
    assert_eq!(ids(&folder, &["--basis", "named"]), ["on-record"]);
    assert_eq!(ids(&folder, &["--basis", "named,unsourced"]), ["on-record", "unsaid"]);
    assert_eq!(ids(&folder, &["--basis", "named", "--basis", "anonymous"]), ["on-record", "relayed", "whispered"]);
    assert_eq!(ids(&folder, &["--basis", "circular"]), [""; 0]);
    assert_eq!(ids(&folder, &["--tag", "iraq"]), ["on-record", "whispered"]);
    assert_eq!(ids(&folder, &["--tag", "iraq,talks"]), ["on-record", "unsaid", "whispered"]);
    assert_eq!(ids(&folder, &["--tag", "talks", "--basis", "unsourced"]), ["unsaid"]);
    assert_eq!(folder.run(&["report", "--tag", "no-such-tag"]).status, Some(2));
}

#[test]
fn a_selection_counts_what_it_selects() {
    let run = folder().run(&["report", "--format", "json", "--basis", "anonymous"]);
    let expected = serde_json::json!({
        "claims": 2, "named": 0, "mixed": 0, "outlet": 0, "anonymous": 2, "retracted": 0, "circular": 0, "unsourced": 0
    });
    assert_eq!(run.json()["summary"], expected);
}

#[test]
fn usage_errors_end_with_2() {
    let folder = folder();
    for arguments in [
        &[][..],
        &["no-such-command"],
        &["report", "--basis", "no"],
        &["report", "--basis", "Named"],
        &["report", "--basis", ""],
        &["report", "--basis"],
        &["report", "--format", "pdf"],
        &["check", "--format", "csv"],
        &["trace"],
        &["trace", "on-record", "--format", "csv"],
        &["trace", "no-such-claim"],
        &["impact"],
        &["impact", "on-record", "--format", "csv"],
        &["impact", "--rank", "--limit", "some"],
        &["check", "--deny", "all"],
        &["check", "--basis", "named"],
        &["report", "--no-such-option"],
        &["report", "--color", "sometimes"],
        &["check", ""],
    ] {
        let run = folder.run(arguments);
        assert_eq!((run.status, run.out()), (Some(2), ""), "{arguments:?}: {}", run.all());
        assert!(!run.stderr.is_empty(), "{arguments:?}");
    }
    let run = folder.run(&["report", "--basis", "no"]);
    assert!(run.err().contains("circular") && run.err().contains("unsourced"), "{}", run.err());
}

#[test]
fn help_and_version_end_with_0() {
    let folder = Folder::new();
    for arguments in [
        &["--help"][..],
        &["-h"],
        &["help"],
        &["--version"],
        &["report", "--help"],
        &["check", "--help"],
        &["check", "--version"],
        &["trace", "--help"],
        &["impact", "--help"],
    ] {
        let run = folder.run(arguments);
        assert_eq!((run.status, run.err()), (Some(0), ""), "{arguments:?}: {}", run.all());
        assert!(!run.stdout.is_empty() && !run.stdout.contains(&0x1B), "{arguments:?}");
    }
    assert!(folder.run(&["--version"]).out().contains(env!("CARGO_PKG_VERSION")));
    assert!(folder.run(&["--help"]).out().contains("Exit status"));
}

#[test]
fn notes_and_warnings_are_denied_on_request() {
    let status = |text: &str, arguments: &[&str]| Folder::with(text).run(&[arguments, &["c.yaml"]].concat()).status;
    for (text, warning, note) in [
        ("documents:\n  unused: {title: x}\n", 0, 1),
        ("claims:\n  unsourced: {statement: x}\n", 1, 1),
        ("claims: {}\n", 0, 0),
    ] {
        assert_eq!(status(text, &["check"]), Some(0), "{text}");
        assert_eq!(status(text, &["check", "--deny", "warning"]), Some(warning), "{text}");
        assert_eq!(status(text, &["check", "--deny", "note"]), Some(note), "{text}");
        assert_eq!(status(text, &["report"]), Some(0), "{text}");
    }
}

#[test]
fn the_exit_status_is_the_same_in_every_format() {
    let folder = folder();
    folder.write("claims/b.yaml", "claims:\n  b: {statement: x, cites: [c]}\n");
    for format in ["text", "json", "sarif", "github", "junit"] {
        assert_eq!(folder.run(&["check", "--format", format]).status, Some(1), "{format}");
    }
    for format in ["text", "json", "markdown", "csv"] {
        let run = folder.run(&["report", "--format", format]);
        assert_eq!(run.status, Some(1), "{format}");
        assert!(run.err().contains("error[dangling-reference]") && !run.out().contains("error["), "{format}");
    }
}

#[test]
fn colours_are_asked_for() {
    let folder = folder();
    folder.write("claims/b.yaml", "claims:\n  b: {statement: x, cites: [c]}\n");
    let colored = |arguments: &[&str], variable: Option<&str>| {
        let mut program = folder.program();
        if let Some(variable) = variable {
            program.env(variable, "1");
        }
        let run = run(program.args(arguments));
        (run.stdout.contains(&0x1B), run.stderr.contains(&0x1B))
    };
    assert_eq!(colored(&["report"], None), (false, false));
    assert_eq!(colored(&["report", "--color", "auto"], Some("NO_COLOR")), (false, false));
    assert_eq!(colored(&["report", "--color", "never"], Some("CLICOLOR_FORCE")), (false, false));
    assert_eq!(colored(&["report", "--color", "always"], None), (true, true));
    assert_eq!(colored(&["--color", "always", "check"], None), (true, false));
    for format in ["json", "csv", "markdown"] {
        assert!(!colored(&["report", "--color", "always", "--format", format], None).0, "{format}");
    }
    for format in ["json", "sarif", "github", "junit"] {
        assert_eq!(colored(&["check", "--color", "always", "--format", format], None), (false, false), "{format}");
    }
}

#[test]
fn the_same_bytes_every_time() {
    let claims = |part: usize| {
        let one = |at: usize| {
            format!("  c{at}: {{statement: x, cites: [c{}, d{at}], attributed_to: [s]}}\n", (at * 7) % 5000)
        };
        (part * 500..part * 500 + 500).map(one).collect::<String>()
    };
    let make = |order: &mut dyn Iterator<Item = usize>| {
        let folder = Folder::new();
        for part in order {
            folder.write(format!("claims/{part}.yaml"), format!("claims:\n{}", claims(part)));
        }
        folder.write("claims/s.yaml", "sources:\n  s: {identity: named, name: S}\n  s: {identity: named, name: T}\n");
        folder
    };
    let folders = [make(&mut (0..10)), make(&mut (0..10).rev())];
    for arguments in [
        &["check"][..],
        &["check", "--format", "json"],
        &["check", "--format", "sarif"],
        &["check", "--format", "github"],
        &["check", "--format", "junit"],
        &["report"],
        &["report", "--format", "json"],
        &["report", "--format", "csv"],
        &["trace", "c7"],
        &["trace", "c7", "--format", "json"],
        &["trace", "s", "--reverse"],
        &["impact", "s"],
        &["impact", "s", "--format", "json"],
        &["impact", "--rank"],
        &["todo"],
        &["todo", "--format", "json"],
        &["todo", "--format", "markdown"],
    ] {
        let mut runs = Vec::new();
        for (folder, threads) in [(&folders[0], "1"), (&folders[0], "7"), (&folders[1], "2"), (&folders[1], "1")] {
            let mut program = folder.program();
            program.env("RAYON_NUM_THREADS", threads).env("TZ", "Asia/Tokyo").env("LC_ALL", "tr_TR.UTF-8");
            runs.push(run(program.args(arguments)));
        }
        for other in &runs[1..] {
            assert!(other.stdout == runs[0].stdout && other.stderr == runs[0].stderr, "{arguments:?}");
            assert_eq!(other.status, Some(1));
        }
    }
}

#[test]
fn paths_are_shown_as_given() {
    let folder = folder();
    folder.write("claims/sub/b.yaml", "claims:\n  b: {statement: x, date: soon}\n");
    for (path, shown) in [
        ("claims", "claims/sub/b.yaml:2:27"),
        ("claims/", "claims/sub/b.yaml:2:27"),
        ("./claims", "./claims/sub/b.yaml:2:27"),
        ("claims/sub/b.yaml", "claims/sub/b.yaml:2:27"),
    ] {
        let run = folder.run(&["check", path]);
        assert!(run.out().contains(&format!("--> {shown}\n")), "{path}: {}", run.out());
    }
}

#[cfg(target_os = "linux")]
#[test]
fn an_argument_that_is_no_text_is_called_so() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let folder = folder();
    let run = run(folder.program().arg("explain").arg(OsStr::from_bytes(b"\xFF")));
    assert_eq!((run.status, run.out(), run.err()), (Some(2), "", "onrecord: an argument is not UTF-8\n"));
}

/// More threads than a system can start are not started.
#[test]
fn a_number_of_threads_does_no_harm() {
    let folder = Folder::with("claims:\n  a: {statement: x}\n");
    for number in ["1", "256", "257", "100000", "many"] {
        let mut program = folder.program();
        let output =
            program.args(["report", "--format", "json", "c.yaml"]).env("RAYON_NUM_THREADS", number).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{number}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn an_id_may_be_shortened() {
    let folder = folder();
    for (short, whole) in [
        (&["trace", "whi"][..], &["trace", "whispered"][..]),
        (&["trace", "--reverse", "hak"], &["trace", "--reverse", "hakan-fidan"]),
        (&["impact", "us-"], &["impact", "us-official"]),
        (&["export", "--format", "dot", "--claim", "re"], &["export", "--format", "dot", "--claim", "relayed"]),
    ] {
        let run = folder.run(short);
        assert_eq!((run.status, &run.stdout), (Some(0), &folder.run(whole).stdout), "{short:?}: {}", run.all());
    }
    folder.write("claims/b.yaml", "claims:\n  whispers: {statement: x}\n");
    let run = folder.run(&["trace", "whisper"]);
    assert_eq!((run.status, run.out()), (Some(2), ""));
    assert_eq!(run.err(), "onrecord: 2 ids begin with `whisper`: `whispered`, `whispers`\n");
    let verdict = ["--verdict", "mixed", "--reviewer", "desk", "--date", "2026-01-01"];
    let run = folder.run(&[&["review", "rel"], &verdict[..]].concat());
    assert!(run.status == Some(0) && run.out().contains("relayed-1.yaml"), "{}", run.all());
}

/// By its letters, what other programs call so is nearer to something else here.
#[test]
fn words_of_other_programs_lead_to_ours() {
    let folder = folder();
    for (arguments, tip) in [
        (&["validate"][..], "use 'check'"),
        (&["lint", "claims"], "use 'check'"),
        (&["accept", "x.draft"], "use 'draft --accept'"),
        (&["export", "--format", "graphviz"], "use 'dot'"),
        (&["report", "--basis", "unnamed"], "use 'anonymous'"),
        (&["reprot"], "some similar subcommands exist: 'export', 'report'"),
    ] {
        let run = folder.run(arguments);
        assert_eq!((run.status, run.out()), (Some(2), ""), "{arguments:?}");
        assert_eq!(run.err().matches("tip: ").count(), 1, "{}", run.err());
        assert!(run.err().contains(&format!("\n  tip: {tip}\n")), "{}", run.err());
    }
    let run = folder.run(&["report", "--format", "graphviz"]);
    assert!(run.status == Some(2) && !run.err().contains("'dot'"), "{}", run.err());
}
