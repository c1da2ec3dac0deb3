//! System calls that fail, or end the program, one after the other. Where `strace` is not installed, tests say so and
//! pass; in CI they fail.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a test looks for a tool, and says if there is none"
)]

use std::process::{Command, Stdio};

use super::Case;
use crate::hostile::program::{Folder, Run, run};

/// The calls by which files are written, under all the names that systems have for them. Those of the main thread are
/// followed: it is the one that writes.
const CALLS: [&str; 15] = [
    "openat",
    "flock",
    "ftruncate",
    "lseek",
    "fchmod",
    "write",
    "fsync",
    "rename",
    "renameat",
    "renameat2",
    "unlink",
    "unlinkat",
    "mkdir",
    "mkdirat",
    "close",
];

/// Those that only we make.
const OURS: [&str; 4] = ["rename", "unlink", "mkdir", "flock"];

/// The nth call of some name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Call {
    pub(super) name: &'static str,
    nth: usize,
}

/// Whether there is an `strace` that may trace.
pub(crate) fn is_there() -> bool {
    let answers = Command::new("strace")
        .args(["-o", "/dev/null", "true"])
        .stdin(Stdio::null())
        .output()
        .is_ok_and(|output| output.status.success());
    if !answers {
        assert!(std::env::var("CI").as_deref() != Ok("true"), "strace is not installed, or may not trace");
        println!("skipped: strace is not installed, or may not trace");
    }
    answers
}

/// The program under `strace`, whose words are in `trace` beside the folder's files.
pub(super) fn traced(folder: &Folder, options: &[&str], arguments: &[&str]) -> Command {
    let program = folder.program();
    let mut command = Command::new("strace");
    command.current_dir(folder.path()).stdin(Stdio::null());
    for (name, _) in program.get_envs() {
        command.env_remove(name);
    }
    command.args(["-qq", "-y", "-o", "/dev/null"]).args(options).arg(program.get_program()).args(arguments);
    command
}

/// All calls by which a command writes its files.
pub(super) fn calls(case: &Case) -> Vec<Call> {
    let mut calls = Vec::new();
    for name in CALLS {
        let folder = case.folder();
        let trace = tempfile::NamedTempFile::new().unwrap();
        let trace_path = trace.path().to_str().unwrap();
        let run = run(&mut traced(&folder, &["-o", trace_path, "-e", &format!("trace=?{name}")], case.arguments));
        assert_eq!(run.status, Some(0), "{}", run.all());
        let text = std::fs::read_to_string(trace.path()).unwrap();
        let lines = text.lines().filter(|line| line.starts_with(&format!("{name}(")));
        let is_ours = |line: &str| {
            let reads = line.contains("O_RDONLY") && !line.contains("O_CREAT");
            let is_file_of_ours = line.contains(".lock") || line.contains(".onrecord-");
            let touches =
                line.contains(folder.path().to_str().unwrap()) && !reads && (name != "close" || is_file_of_ours);
            touches || OURS.iter().any(|ours| name.starts_with(ours))
        };
        calls.extend(lines.enumerate().filter(|(_, line)| is_ours(line)).map(|(at, _)| Call { name, nth: at + 1 }));
    }
    for ours in OURS.into_iter().filter(|ours| *ours != "mkdir").chain(["fsync", "write", "openat"]) {
        assert!(calls.iter().any(|call| call.name.starts_with(ours)), "{}: no {ours}: {calls:?}", case.name);
    }
    calls
}

/// Runs a command in which one call is tampered with: `error=EIO`, `signal=KILL`, `delay_enter=1s`.
pub(super) fn tampered(case: &Case, folder: &Folder, call: Call, how: &str) -> Run {
    run(&mut traced(folder, &["-e", &format!("inject=?{}:{how}:when={}", call.name, call.nth)], case.arguments))
}
