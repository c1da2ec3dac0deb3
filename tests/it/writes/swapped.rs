//! A folder that is swapped for a link while a command writes into it: nothing is written where the link leads.

use std::os::unix::fs::symlink;
use std::process::Stdio;
use std::time::{Duration, Instant};

use super::tracer::{is_there, traced};
use super::{ARCHIVE, COPY, Case, REVIEW, files};

/// The command rests before it brings its first new content to the disk; then its folder is another.
#[track_caller]
fn nothing_leaves(case: &Case, inner: &str, temporary: &str) {
    let folder = case.folder();
    std::fs::create_dir(folder.path().join("elsewhere")).unwrap();
    std::fs::create_dir_all(folder.path().join(inner)).unwrap();
    let mut command = traced(&folder, &["-e", "inject=fsync:delay_enter=3s:when=1"], case.arguments);
    let child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let started = Instant::now();
    while !folder.path().join(inner).join(temporary).exists() {
        assert!(started.elapsed() < Duration::from_secs(20), "{}", case.name);
        std::thread::sleep(Duration::from_millis(1));
    }
    std::fs::rename(folder.path().join(inner), folder.path().join("moved")).unwrap();
    symlink(folder.path().join("elsewhere"), folder.path().join(inner)).unwrap();
    let output = child.wait_with_output().unwrap();
    let words = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{}: {words}", case.name);
    let names = || files(&folder).into_keys();
    let left: Vec<_> = names().filter(|name| name.starts_with("elsewhere") || super::is_left_over(name)).collect();
    assert_eq!(left, [""; 0], "{}", case.name);
    let name = case.targets[0].rsplit('/').next().unwrap();
    assert!(names().any(|there| there == format!("moved/{name}")), "{}: {:?}", case.name, files(&folder));
}

#[test]
fn a_review_stays_in_the_folder_that_was_opened() {
    if is_there() {
        nothing_leaves(&REVIEW, "claims/reviews", ".onrecord-a-1.yaml");
    }
}

#[test]
fn a_copy_stays_in_the_folder_that_was_opened() {
    if is_there() {
        let name = COPY.rsplit('/').next().unwrap();
        nothing_leaves(&ARCHIVE, "claims/evidence", &format!(".onrecord-{name}"));
    }
}
