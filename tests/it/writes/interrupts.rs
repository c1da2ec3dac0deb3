//! Ctrl-C: status 130, and nothing left of what was not finished.

use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::{CASES, Case, Files, files, is_clean};
use crate::hostile::program::Folder;
use crate::random::Rng;

/// Signals that are ignored where the tests run would be ignored by the program, too.
fn start(case: &Case, folder: &Folder) -> Child {
    let program = folder.program();
    let mut command = Command::new("env");
    command.current_dir(folder.path()).args(["--default-signal=INT,TERM,HUP"]).arg(program.get_program());
    command.args(case.arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().unwrap()
}

fn signal(child: &Child, signal: &str) {
    Command::new("kill").args(["-s", signal, &child.id().to_string()]).output().unwrap();
}

/// `init` has made all but one of its files, and waits for somebody who writes that one.
#[test]
fn what_was_made_is_deleted() {
    let case = &CASES[2];
    for name in ["INT", "TERM", "HUP"] {
        let folder = case.folder();
        let path = folder.write(".pre-commit-config.yaml.lock", "onrecord 4242\n");
        let held = std::fs::File::options().write(true).open(path).unwrap();
        held.lock().unwrap();
        let mut child = start(case, &folder);
        let started = Instant::now();
        while !folder.path().join(".onrecord-.gitlab-ci.yml").exists() {
            assert!(started.elapsed() < Duration::from_secs(20));
            std::thread::sleep(Duration::from_millis(1));
        }
        assert!(files(&folder).len() > 10, "{:?}", files(&folder).keys());
        signal(&child, name);
        assert_eq!(child.wait().unwrap().code(), Some(130), "{name}");
        let left: Vec<_> = folder.path().read_dir().unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(left, [".pre-commit-config.yaml.lock"], "{name}");
    }
}

#[test]
fn at_any_time_it_leaves_old_or_new_and_nothing_else() {
    let mut rng = Rng::new(3);
    for case in &CASES {
        let after: Files = case.after();
        let started = Instant::now();
        case.run(&case.folder());
        let length = started.elapsed();
        for nth in 0..15 {
            let folder = case.folder();
            let mut child = start(case, &folder);
            std::thread::sleep(length * u32::try_from(rng.below(1200)).unwrap() / 1000);
            signal(&child, "INT");
            let status = child.wait().unwrap();
            let now = files(&folder);
            assert!(case.is_whole(&now, &after) && is_clean(&now), "{} {nth}: {:?}", case.name, now.keys());
            match status.code() {
                Some(130) => {}
                Some(0) => assert_eq!(now, after, "{}", case.name),
                // It had hardly begun.
                None => assert_eq!(now, case.before(), "{}", case.name),
                other => panic!("{}: {other:?}", case.name),
            }
        }
    }
}
