//! `draft --with`: a program of the user's choice points at words in the text.
//!
//! It gets the text on its standard input, and what it writes on its standard output is only ever looked for in the
//! text. It runs in a process group of its own, which is killed at the end, after the time limit, and with Ctrl-C.

use std::io::{self, Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use onrecord::draft::Draft;

use crate::args;
use crate::error::CommandError;
#[cfg(unix)]
use crate::interrupt::KillOnInterrupt;

/// The longest answer, in bytes.
const MAX_ANSWER: u64 = 10_000_000;
/// How often an end is looked for once the answer is there.
const PATIENCE: Duration = Duration::from_millis(10);

/// Adds what the program points at, if one was passed. Of a confidential document there is no draft to begin with.
pub(super) fn point(args: &args::Draft, draft: Draft) -> Result<Draft, CommandError> {
    let Some(command) = &args.with else { return Ok(draft) };
    let request = draft.request().map_err(|error| program(error.to_string()))?;
    let answer = ask(command, request, Duration::from_secs(args.timeout))?;
    Ok(draft.point(&answer))
}

fn program(why: impl Into<String>) -> CommandError {
    CommandError::Program("--with", why.into())
}

/// What a command answers.
fn ask(command: &str, request: Vec<u8>, limit: Duration) -> Result<Vec<u8>, CommandError> {
    let deadline = Instant::now() + limit;
    let late = || program(format!("did not end within {} seconds", limit.as_secs()));
    let mut child = start(command).map_err(|error| program(format!("was not started: {}", error.kind())))?;
    // Dropped on every way out of here, it ends the program and whatever that has started.
    #[cfg(unix)]
    let _group = KillOnInterrupt::new(&child);
    let input = child.stdin.take();
    // A program that does not read its input is no error. The thread ends with the program.
    thread::spawn(move || input.map(|mut input| input.write_all(&request)));
    let answer = read(&mut child, deadline);
    let is_too_long = answer.as_ref().is_some_and(|answer| answer.len() as u64 > MAX_ANSWER);
    let is_success = if answer.is_none() || is_too_long { None } else { end(&mut child, deadline) };
    if is_success.is_none() {
        stop(&mut child);
    }
    match (answer, is_success) {
        _ if is_too_long => Err(program("answered with more than 10 MB")),
        (Some(answer), Some(true)) => Ok(answer),
        (_, Some(false)) => Err(program("failed")),
        _ => Err(late()),
    }
}

/// Starts it with a shell, as the user would. What it says on standard error may be the words of the text, or of a
/// model, and is not shown.
fn start(command: &str) -> io::Result<Child> {
    let (shell, flag) = if cfg!(windows) { ("cmd", "/C") } else { ("sh", "-c") };
    let mut program = Command::new(shell);
    program.args([flag, command]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut program, 0);
    program.spawn()
}

/// What it writes, up to a byte more than the limit; nothing if it takes too long.
fn read(child: &mut Child, deadline: Instant) -> Option<Vec<u8>> {
    let output = child.stdout.take()?;
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut answer = Vec::new();
        let read = output.take(MAX_ANSWER + 1).read_to_end(&mut answer);
        // Nobody waits for it any more once the time is over.
        let _ = sender.send(read.map(|_| answer).unwrap_or_default());
    });
    receiver.recv_timeout(deadline.saturating_duration_since(Instant::now())).ok()
}

/// Whether it ended well; nothing if it takes too long.
fn end(child: &mut Child, deadline: Instant) -> Option<bool> {
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Some(status.success()),
            Ok(None) if Instant::now() < deadline => thread::sleep(PATIENCE),
            _ => return None,
        }
    }
}

fn stop(child: &mut Child) {
    let _ = child.kill();
    let _ = child.wait();
}
