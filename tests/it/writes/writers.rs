//! Two writers at once, and what a dead one has left.

use std::fs::File;
use std::io::Write;
use std::process::Stdio;
use std::time::{Duration, Instant};

use super::{Again, CASES, Files, files};
use crate::hostile::program::Folder;

/// A lock that somebody has.
fn lock(folder: &Folder, name: &str) -> File {
    let path = folder.write(name, "");
    let mut file = File::options().write(true).open(path).unwrap();
    file.lock().unwrap();
    file.write_all(b"onrecord 4242\n").unwrap();
    file
}

#[test]
fn a_second_writer_waits_and_then_says_who_is_first() {
    for case in &CASES {
        let folder = case.folder();
        let target = case.targets[0];
        let held = lock(&folder, &format!("{target}.lock"));
        let before = files(&folder);
        let started = Instant::now();
        let run = folder.run(case.arguments);
        let waited = started.elapsed();
        assert_eq!((run.status, run.out()), (Some(2), ""), "{}: {}", case.name, run.all());
        assert!(waited >= Duration::from_secs(2) && waited < Duration::from_secs(20), "{waited:?}");
        for words in [&format!("`{target}.lock`"), "process 4242", " s and ", "run again", "end it"] {
            assert!(run.err().contains(words), "{}, {words}: {}", case.name, run.all());
        }
        assert_eq!(files(&folder), before, "{}", case.name);
        drop(held);
        // The lock file is still there, and is nobody's.
        case.run(&folder);
    }
}

#[test]
fn a_second_writer_waits_for_a_short_one() {
    let case = &CASES[0];
    let folder = case.folder();
    let held = lock(&folder, "out.lock");
    let child = folder.program().args(case.arguments).stderr(Stdio::piped()).spawn().unwrap();
    std::thread::sleep(Duration::from_millis(300));
    drop(held);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(files(&folder), case.after());
}

/// A lock file of another program is no lock of ours, and is not deleted.
#[test]
fn somebody_else_s_file_of_that_name_stays() {
    let case = &CASES[0];
    for text in ["# pinned\n", "4242\n", "onrecord 4242\n# more\n", "onrecord x\n"] {
        let folder = case.folder();
        folder.write("out.lock", text);
        let before = files(&folder);
        let run = folder.run(case.arguments);
        assert_eq!(run.status, Some(2), "{}", run.all());
        assert!(
            run.err().contains("`out` was not written: `out.lock` exists, but is not a lock file of onrecord"),
            "{}",
            run.all()
        );
        assert_eq!(files(&folder), before);
    }
    let folder = case.folder();
    folder.write("precious", "");
    std::os::unix::fs::symlink("precious", folder.path().join("out.lock")).unwrap();
    let run = folder.run(case.arguments);
    assert!(run.status == Some(2) && run.err().contains("`out.lock` is a link"), "{}", run.all());
    assert_eq!(std::fs::read_to_string(folder.path().join("precious")).unwrap(), "");
}

/// All at once: each writes whole, or says that it did not.
#[test]
fn many_writers_leave_one_whole_file() {
    for case in &CASES {
        let folder = case.folder();
        let spawn = |_| {
            let mut program = folder.program();
            program.args(case.arguments).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
        };
        let children: Vec<_> = (0..8).map(spawn).collect();
        let outputs: Vec<_> = children.into_iter().map(|child| child.wait_with_output().unwrap()).collect();
        let mut succeeded = 0;
        for output in outputs {
            let words = String::from_utf8_lossy(&output.stderr);
            match output.status.code() {
                Some(0) => succeeded += 1,
                Some(2) => {
                    assert!(words.contains("run again") || case.again == Again::Kept, "{}: {words}", case.name);
                }
                other => panic!("{}: {other:?}: {words}", case.name),
            }
        }
        assert!(succeeded > 0, "{}", case.name);
        let after: Files = case.after();
        let mut now = files(&folder);
        if case.again == Again::Several {
            let most = case.before().len() + succeeded;
            assert!((after.len()..=most).contains(&now.len()), "{}: {now:?}", case.name);
            now.retain(|name, _| after.contains_key(name));
        }
        assert_eq!(now, after, "{}", case.name);
    }
}
