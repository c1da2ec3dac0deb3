//! W4, W5, W8: output that cannot be written, or must not be.

use super::program::{Folder, Run};

const FORMATS: [&[&str]; 21] = [
    &["report", "--format", "text"],
    &["report", "--format", "json"],
    &["report", "--format", "markdown"],
    &["report", "--format", "csv"],
    &["check", "--format", "text"],
    &["check", "--format", "json"],
    &["check", "--format", "sarif"],
    &["check", "--format", "github"],
    &["check", "--format", "junit"],
    &["trace", "c1", "--format", "text"],
    &["trace", "c1", "--format", "json"],
    &["impact", "s", "--format", "text"],
    &["impact", "s", "--format", "json"],
    &["impact", "--rank"],
    &["todo"],
    &["todo", "--format", "json"],
    &["todo", "--format", "markdown", "--limit", "5000"],
    &["export", "--format", "dot"],
    &["export", "--format", "graphml"],
    &["export", "--format", "turtle"],
    &["export", "--format", "jsonld"],
];

/// Three thousand claims: more than fits into a pipe.
fn folder(voice: &str) -> Folder {
    let statement = "A sentence that is long enough to fill a pipe before all claims have gone through it.";
    let claims: String =
        (0..3000).map(|at| format!("  c{at}: {{statement: {statement}, attributed_to: [{voice}]}}\n")).collect();
    Folder::with(format!("sources:\n  s: {{identity: named, name: S}}\nclaims:\n{claims}"))
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_keeps_the_verdict() {
    for (voice, status) in [("s", 0), ("nobody", 1)] {
        let folder = folder(voice);
        for arguments in FORMATS {
            let command = arguments.join(" ");
            let run = folder.script(&format!("$ONRECORD {command} c.yaml | head -c 1 >first; exit ${{PIPESTATUS[0]}}"));
            assert_eq!(run.status, Some(status), "{command}: {}", run.all());
            assert!(!run.err().contains("panic") && !run.err().contains("Broken pipe"), "{command}: {}", run.all());
        }
    }
}

#[cfg(unix)]
#[test]
fn closed_streams_keep_the_verdict() {
    let folder = folder("nobody");
    let run = folder.script("$ONRECORD report c.yaml 2> >(head -c 1 >first)");
    assert_eq!(run.status, Some(1), "standard error closed: {}", run.all());
    let run = folder.script("$ONRECORD check c.yaml >&- 2>&-");
    assert_eq!(run.status, Some(1), "nothing open: {}", run.all());
}

#[cfg(unix)]
#[test]
fn help_into_a_closed_pipe_is_no_trouble() {
    let folder = Folder::new();
    for words in ["--help", "--version", "report --help"] {
        let run = folder.script(&format!("(sleep 0.2; $ONRECORD {words}) | true; exit ${{PIPESTATUS[0]}}"));
        assert_eq!(run.status, Some(0), "{words}: {}", run.all());
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_trouble() {
    let folder = folder("s");
    for arguments in FORMATS {
        let command = arguments.join(" ");
        let run = folder.script(&format!("$ONRECORD {command} c.yaml >/dev/full"));
        assert_eq!(run.status, Some(2), "{command}: {}", run.all());
        assert!(run.err().starts_with("onrecord: standard output"), "{command}: {}", run.all());
    }
    assert_eq!(folder.script("$ONRECORD --help >/dev/full").status, Some(2));
}

/// The names in the folder beside `c.yaml`.
fn beside(folder: &Folder) -> Vec<String> {
    let names = folder.path().read_dir().unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = names.filter(|name| name != "c.yaml").collect();
    names.sort();
    names
}

#[track_caller]
fn refused(run: &Run) {
    assert_eq!(run.status, Some(2), "{}", run.all());
    assert!(run.stdout.is_empty() && run.err().starts_with("onrecord: "), "{}", run.all());
}

#[test]
fn an_input_is_not_overwritten() {
    let folder = folder("s");
    folder.write("more/d.yaml", "claims: [\n");
    let before = std::fs::read(folder.path().join("c.yaml")).unwrap();
    for output in ["c.yaml", "./c.yaml", "more/../c.yaml", "more/d.yaml"] {
        for arguments in FORMATS {
            refused(&folder.run(&[arguments, &["--output", output, "c.yaml", "more"]].concat()));
        }
    }
    assert_eq!(std::fs::read(folder.path().join("c.yaml")).unwrap(), before);
    assert_eq!(beside(&folder), ["more"]);
}

#[cfg(unix)]
#[test]
fn a_link_is_not_written_through() {
    use std::os::unix::fs::symlink;
    let folder = folder("s");
    folder.write("target", "old");
    symlink("target", folder.path().join("link")).unwrap();
    symlink("absent", folder.path().join("dangling")).unwrap();
    symlink("c.yaml", folder.path().join("input")).unwrap();
    symlink(".", folder.path().join("folder")).unwrap();
    for output in ["link", "dangling", "input", "folder/c.yaml", "/dev/full", "/dev/stdout"] {
        refused(&folder.run(&["report", "--output", output, "c.yaml"]));
    }
    refused(&folder.run(&["report", "--output", "c.yaml", "input"]));
    assert_eq!(std::fs::read(folder.path().join("target")).unwrap(), b"old");
    assert_eq!(beside(&folder), ["dangling", "folder", "input", "link", "target"]);
}

/// A name made at random, and a folder that only this machine has, are in no message.
#[test]
fn a_failed_output_is_named_as_it_was_given() {
    let folder = folder("s");
    let run = folder.run(&["report", "--output", "absent/out", "c.yaml"]);
    refused(&run);
    assert!(run.err().contains("`absent/out`"), "{}", run.all());
    assert!(!run.err().contains(folder.path().to_str().unwrap()) && !run.err().contains(".onrecord-"), "{}", run.all());
}

#[test]
fn a_failed_run_leaves_no_file() {
    let folder = folder("s");
    for output in ["absent/out", ".", "c.yaml/out", ""] {
        let run = folder.run(&["report", "--output", output, "c.yaml"]);
        assert_eq!(run.status, Some(2), "{output:?}: {}", run.all());
    }
    std::fs::create_dir(folder.path().join("empty")).unwrap();
    assert_eq!(folder.run(&["report", "--output", "out", "empty"]).status, Some(2));
    assert_eq!(folder.run(&["report", "--output", "out", "--basis", "no", "c.yaml"]).status, Some(2));
    assert_eq!(beside(&folder), ["empty"]);
}

#[test]
fn an_output_is_replaced_whole_and_alone() {
    let folder = folder("nobody");
    folder.write("out", "x".repeat(10_000_000));
    for arguments in FORMATS {
        let run = folder.run(&[arguments, &["--output", "out", "c.yaml"]].concat());
        assert_eq!((run.status, run.stdout.len()), (Some(1), 0), "{}", run.all());
        let shown = folder.run(&[arguments, &["c.yaml"]].concat());
        assert!(std::fs::read(folder.path().join("out")).unwrap() == shown.stdout, "{arguments:?}");
        assert_eq!(beside(&folder), ["out"]);
    }
}

#[cfg(unix)]
#[test]
fn the_mode_of_an_output_is_kept() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder("s");
    let out = folder.write("out", "old");
    std::fs::set_permissions(&out, std::fs::Permissions::from_mode(0o640)).unwrap();
    assert_eq!(folder.run(&["report", "--output", "out", "c.yaml"]).status, Some(0));
    assert_eq!(out.metadata().unwrap().permissions().mode() & 0o777, 0o640);
}

#[test]
fn no_output_becomes_a_claim_file() {
    let folder = Folder::new();
    folder.write("claims/a.yaml", "claims: {a: {statement: x}}");
    for name in ["claims/b.yaml", "claims/deep/b.YML", "claims/onrecord.yaml", "claims/../claims/b.yml"] {
        let run = folder.run(&["report", "--output", name, "claims"]);
        assert_eq!(run.status, Some(2), "{name}: {}", run.all());
        assert!(run.err().contains("it would be read as a claim file of `claims`"), "{}", run.err());
    }
    for name in ["b.yaml", "claims/b.txt"] {
        assert_eq!(folder.run(&["report", "--output", name, "claims"]).status, Some(0), "{name}");
    }
}
