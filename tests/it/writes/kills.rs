//! `kill -9`, at every step and at any time: the old or the new content, whole, and the next run does the work.

use std::process::Stdio;
use std::time::Instant;

use super::CASES;
use super::tracer::{calls, is_there, tampered};
use crate::random::Rng;

#[test]
fn a_kill_at_any_step_leaves_old_or_new() {
    if !is_there() {
        return;
    }
    for case in &CASES {
        let after = case.after();
        for call in calls(case) {
            let folder = case.folder();
            tampered(case, &folder, call, "signal=KILL");
            case.recovers(&folder, &after, &format!("{call:?}"));
        }
    }
}

/// How often each command is killed at a random time; `ONRECORD_TEST_KILLS` says it otherwise.
fn kills() -> u64 {
    #[allow(clippy::disallowed_methods, reason = "a run may ask for more")]
    let asked = std::env::var("ONRECORD_TEST_KILLS").ok();
    asked.map_or(15, |number| number.parse().unwrap())
}

#[test]
fn a_kill_at_any_time_leaves_old_or_new() {
    for case in &CASES {
        let after = case.after();
        let started = Instant::now();
        case.run(&case.folder());
        let length = started.elapsed();
        let mut rng = Rng::new(7);
        for nth in 0..kills() {
            let folder = case.folder();
            let mut child =
                folder.program().args(case.arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
            let part = u32::try_from(rng.below(1200)).unwrap();
            std::thread::sleep(length * part / 1000);
            child.kill().unwrap();
            child.wait().unwrap();
            case.recovers(&folder, &after, &format!("kill {nth}, after {:?}", length * part / 1000));
        }
    }
}
