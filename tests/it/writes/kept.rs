//! What no output may be written over: archived copies, and the folders that they are in.

use super::files;
use crate::hostile::program::Folder;

/// One copy in a folder that is there, one in a folder that is not, one beside the claim file that is not there.
const CLAIMS: &str = "\
sources:
  s: {identity: named, name: S}
documents:
  d: {title: D, snapshot: evidence/2024/d.html}
  e: {title: E, snapshot: copies/e.html}
  f: {title: F, snapshot: f.html}
claims:
  a: {statement: x, attributed_to: [s]}
";

fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("claims/c.yaml", CLAIMS);
    folder.write("claims/evidence/2024/d.html", "<p>D</p>");
    folder.write("claims/sub/other.yaml", "claims: {}\n");
    std::os::unix::fs::symlink("claims/evidence", folder.path().join("link")).unwrap();
    folder
}

#[test]
fn no_output_is_written_among_archived_copies() {
    for output in [
        "claims/evidence/2024/d.html",
        "claims/evidence/2024/new.txt",
        "claims/evidence/new.txt",
        "./claims/../claims/evidence/new.txt",
        "claims/sub/../evidence/new.txt",
        "link/new.txt",
        "link/2024/d.html",
        "claims/copies/e.html",
        "claims/f.html",
    ] {
        let folder = folder();
        let before = files(&folder);
        for arguments in
            [&["report"][..], &["check"], &["trace", "a"], &["impact", "s"], &["export", "--format", "dot"]]
        {
            let run = folder.run(&[arguments, &["--output", output]].concat());
            assert_eq!((run.status, run.out()), (Some(2), ""), "{output}: {}", run.all());
            assert!(run.err().contains(&format!("`{output}` was not written: ")), "{output}: {}", run.all());
            assert!(run.err().contains("archived copies"), "{output}: {}", run.all());
            assert_eq!(files(&folder), before, "{output}");
        }
    }
    for output in ["claims/evidence/tables", "absent/../claims/evidence/tables", "claims/copies"] {
        let folder = folder();
        let run = folder.run(&["export", "--format", "csv", "--output", output]);
        assert_eq!(run.status, Some(2), "{output}: {}", run.all());
        assert!(!folder.path().join("claims/evidence/tables").exists() && !folder.path().join("absent").exists());
    }
}

/// A name that only begins like one of theirs is free, and so is the folder of the claim files.
#[test]
fn beside_archived_copies_there_is_room() {
    for output in ["claims/evidence.txt", "claims/f.html.txt", "claims/sub/f.html", "claims/report.txt", "out"] {
        let folder = folder();
        let run = folder.run(&["report", "--output", output]);
        assert_ne!(run.status, Some(2), "{output}: {}", run.all());
        assert!(folder.path().join(output).exists(), "{output}");
    }
}

#[test]
fn the_configuration_is_not_overwritten() {
    let folder = folder();
    folder.write("claims/onrecord.yaml", "policy: {independent_sources: 1}\n");
    let before = files(&folder);
    let run = folder.run(&["report", "--output", "claims/onrecord.yaml"]);
    assert!(run.status == Some(2) && run.err().contains("this command reads from it"), "{}", run.all());
    assert_eq!(files(&folder), before);
}

/// Nobody could make the manifest of a past run again.
#[test]
fn a_manifest_is_not_overwritten() {
    let folder = folder();
    folder.write("plain/c.yaml", "claims:\n  a: {statement: x}\n");
    let run = folder.run(&["run", "--date", "2026-01-31", "--output", "m.json", "plain"]);
    assert_eq!(run.status, Some(0), "{}", run.all());
    let before = files(&folder);
    for command in
        [&["report", "--format", "json"][..], &["check", "--format", "json"], &["export", "--format", "json"]]
    {
        let run = folder.run(&[command, &["--output", "m.json", "plain"]].concat());
        assert!(run.status == Some(2) && run.err().contains("it is the manifest of a run"), "{}", run.all());
        assert_eq!(files(&folder), before);
    }
    folder.write("plain/c.yaml", "claims:\n  a: {statement: y}\n");
    let run = folder.run(&["run", "--date", "2026-01-31", "--replace", "--output", "m.json", "plain"]);
    assert_eq!(run.status, Some(0), "{}", run.all());
    let run = folder.run(&["report", "--format", "json", "--output", "r.json", "plain"]);
    let again = folder.run(&["report", "--format", "json", "--output", "r.json", "plain"]);
    assert_eq!((run.status, again.status), (Some(0), Some(0)), "{}", again.all());
}

/// Copies in a folder given on the command line: by their path, and by their name alone.
#[test]
fn copies_elsewhere_are_not_overwritten() {
    for output in ["sn/d.html", "sn/evidence/2024/d.html", "sn/evidence/new.txt", "sn/f.html"] {
        let folder = folder();
        folder.write("sn/d.html", "<p>D</p>");
        folder.write("sn/evidence/2024/d.html", "<p>D</p>");
        let before = files(&folder);
        for arguments in [&["check"][..], &["report", "--format", "html"]] {
            let run = folder.run(&[arguments, &["--snapshots", "sn", "--output", output]].concat());
            assert_eq!((run.status, run.out()), (Some(2), ""), "{output}: {}", run.all());
            assert!(run.err().contains("archived copies"), "{output}: {}", run.all());
            assert_eq!(files(&folder), before, "{output}");
        }
    }
    let folder = folder();
    folder.write("sn/d.html", "<p>D</p>");
    let run = folder.run(&["report", "--format", "html", "--snapshots", "sn", "--output", "sn/report.html"]);
    assert!(run.status != Some(2) && folder.path().join("sn/report.html").exists(), "{}", run.all());
}
