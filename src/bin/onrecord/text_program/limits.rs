//! The process between onrecord and the program: onrecord once more, which limits itself and then becomes the program.
//! So the limits hold before the program's first step, without code that runs between fork and exec.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::os::unix::process::CommandExt;
use std::process::{Command, ExitCode};

use rustix::process::{Resource, Rlimit, setrlimit};

/// How onrecord is called when it is this process.
pub(super) const CALLED: &str = "onrecord: limited";
/// How this process ends if it cannot become the program.
pub(super) const NOT_RUN: u8 = 126;

/// So much memory the program may address.
pub(super) const MEMORY: u64 = 1 << 30;
/// So many seconds it may compute.
pub(super) const COMPUTING: u64 = 20;
/// So large a file it may write.
pub(super) const FILE: u64 = 64 << 20;
/// So many files it may have open.
const FILES: u64 = 64;

/// If this process was started to become a program, it does. Returns only if it cannot, or was not.
pub(crate) fn become_program() -> Option<ExitCode> {
    let mut arguments = env::args_os();
    if arguments.next().as_deref() != Some(OsStr::new(CALLED)) {
        return None;
    }
    let (Some(program), true) = (arguments.next(), is_limited()) else { return Some(ExitCode::from(NOT_RUN)) };
    close_files();
    let _why = Command::new(program).args(arguments).env_clear().exec();
    Some(ExitCode::from(NOT_RUN))
}

/// Sets all limits; whether all of them hold.
fn is_limited() -> bool {
    let limits = [
        (Resource::Cpu, COMPUTING),
        (Resource::Fsize, FILE),
        (Resource::Nofile, FILES),
        (Resource::Core, 0),
        #[cfg(not(target_os = "openbsd"))]
        (Resource::As, MEMORY),
    ];
    let set = |(resource, most)| setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) }).is_ok();
    // Whoever ends onrecord ends the program with it.
    #[cfg(target_os = "linux")]
    let _ = rustix::process::set_parent_process_death_signal(Some(rustix::process::Signal::KILL));
    limits.into_iter().all(set)
}

/// Closes what this process was born with, except for standard input, output and error. Nothing else is open in it.
fn close_files() {
    let listed = fs::read_dir("/dev/fd").map(|entries| {
        let numbers = entries.flatten().filter_map(|entry| entry.file_name().to_str()?.parse::<i32>().ok());
        numbers.collect::<Vec<_>>()
    });
    let open = listed.unwrap_or_else(|_| (0..1024).collect());
    for number in open.into_iter().filter(|&number| number > 2) {
        let _ = nix::unistd::close(number);
    }
}
