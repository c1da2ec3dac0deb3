//! A file that somebody else changes while a command works on it.

use std::time::{Duration, Instant};

use super::tracer::{is_there, traced};
use super::{CASES, files};

/// The command rests before it brings the new content to the disk; by then it has read the old.
#[test]
fn a_file_that_was_changed_meanwhile_is_left_alone() {
    if !is_there() {
        return;
    }
    for (case, temporary) in [(&CASES[0], ".onrecord-out"), (&CASES[3], "claims/.onrecord-onrecord.yaml")] {
        let folder = case.folder();
        let target = case.targets[0];
        let mut command = traced(&folder, &["-e", "inject=fsync:delay_enter=3s:when=1"], case.arguments);
        let child = command.stderr(std::process::Stdio::piped()).stdout(std::process::Stdio::piped()).spawn().unwrap();
        let started = Instant::now();
        while !folder.path().join(temporary).exists() {
            assert!(started.elapsed() < Duration::from_secs(20), "{}", case.name);
            std::thread::sleep(Duration::from_millis(1));
        }
        folder.write(target, "# by hand\n");
        let mut before = case.before();
        before.insert(target.to_owned(), "# by hand\n".to_owned());
        let output = child.wait_with_output().unwrap();
        let words = String::from_utf8_lossy(&output.stderr);
        assert_eq!((output.status.code(), &output.stdout[..]), (Some(2), &b""[..]), "{words}");
        assert!(words.contains(&format!("`{target}` was not written: another program changed it")), "{words}");
        assert!(words.contains("run again"), "{words}");
        assert_eq!(files(&folder), before);
    }
}
