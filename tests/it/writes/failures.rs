//! Every system call of every writing command fails in turn: exit 2, a message that names the file, and the old
//! content, or else all is well. Nothing is left behind.

use super::tracer::{calls, is_there, tampered, traced};
use super::{CASES, Case, Files, files, is_clean, is_left_over};
use crate::hostile::program::run;

#[test]
fn a_call_that_fails_leaves_old_or_new_and_says_so() {
    if !is_there() {
        return;
    }
    for case in &CASES {
        let after = case.after();
        for call in calls(case) {
            for error in ["ENOSPC", "EIO"] {
                one(case, &after, call, error);
            }
        }
    }
}

fn one(case: &Case, after: &Files, call: super::tracer::Call, error: &str) {
    let folder = case.folder();
    let run = tampered(case, &folder, call, &format!("error={error}"));
    let now = files(&folder);
    let context = format!("{}, {call:?} {error}: {}\n{:?}", case.name, run.all(), now.keys());
    assert!(case.is_whole(&now, after), "{context}");
    assert!(is_clean(&now) || call.name.starts_with("unlink"), "{context}");
    let mut written = now.clone();
    written.retain(|name, _| !is_left_over(name));
    match run.status {
        Some(0) => assert_eq!(&written, after, "{context}"),
        // The page that is to be archived could not be read.
        Some(2) if run.err().contains("onrecord: `page.txt`: ") => assert_eq!(written, case.before(), "{context}"),
        Some(2) if run.err().contains("standard output") => assert_eq!(&written, after, "{context}"),
        Some(2) => {
            let is_named = case.targets.iter().any(|target| run.err().contains(&format!("`{target}` was")));
            assert!(is_named || run.err().contains("`tables` was"), "{context}");
            let says_old = run.err().contains("was not written");
            assert!(says_old || run.err().contains("was written, but a power cut may lose it"), "{context}");
            if says_old && case.name != "two tables" {
                assert_eq!(written, case.before(), "{context}");
            }
        }
        _ => panic!("{context}"),
    }
    case.recovers(&folder, after, &context);
}

/// The content is on the disk before it gets its name, and the name before the command ends.
#[test]
fn the_disk_has_it_in_the_right_order() {
    if !is_there() {
        return;
    }
    let folder = CASES[0].folder();
    let trace = tempfile::NamedTempFile::new().unwrap();
    let options = [
        "-o",
        trace.path().to_str().unwrap(),
        "-e",
        "trace=?flock,?write,?fsync,?rename,?renameat,?renameat2,?unlink,?unlinkat",
    ];
    assert_eq!(run(&mut traced(&folder, &options, CASES[0].arguments)).status, Some(0));
    let text = std::fs::read_to_string(trace.path()).unwrap();
    let root = folder.path().to_str().unwrap();
    let steps = [
        ("flock", "out.lock>".to_owned()),
        ("write", "out.lock>".to_owned()),
        ("write", ".onrecord-out>".to_owned()),
        ("fsync", ".onrecord-out>".to_owned()),
        ("rename", ".onrecord-out\"".to_owned()),
        ("fsync", format!("<{root}>")),
        ("unlink", "out.lock\"".to_owned()),
    ];
    let mut lines = text.lines();
    for (call, about) in steps {
        assert!(lines.any(|line| line.starts_with(call) && line.contains(&about)), "{call} {about}: {text}");
    }
}

/// A file that cannot be written whole for its size: no part of it is left.
#[test]
fn a_file_that_grows_too_large_is_not_left() {
    let case = &CASES[0];
    let folder = case.folder();
    for ignored in ["trap '' XFSZ; ", ""] {
        let run = folder.script(&format!("{ignored}ulimit -f 0; $ONRECORD report --output out claims"));
        assert_eq!(run.status, Some(2), "{}", run.all());
        assert!(run.err().contains("`out` was not written: File too large"), "{}", run.all());
        assert_eq!(files(&folder), case.before());
    }
    let run = folder.script("(ulimit -f 0; $ONRECORD report claims >large)");
    assert_eq!(run.status, Some(2), "{}", run.all());
    assert!(run.err().contains("standard output: File too large"), "{}", run.all());
}
