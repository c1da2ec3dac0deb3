//! The program while it runs: it gets the file as its standard input, and is ended, with all that it has started, when
//! its time is over or it has printed too much.

use std::env;
use std::ffi::OsString;
use std::fs::File;
use std::io::{Read, Seek};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use onrecord::copies::MAX_BYTES;
use rustix::process::{Pid, Signal, WaitId, WaitIdOptions};

use super::MadeText;
use super::limits::{CALLED, NOT_RUN};

/// So long the program may take.
const TIME: Duration = Duration::from_secs(30);
/// How often it is looked whether it has ended, once it prints no more.
const LOOK: Duration = Duration::from_millis(5);
/// The program that is known well enough to be asked for its version, and its arguments.
const PDFTOTEXT: (&str, &[&str]) = ("pdftotext", &["-q", "-enc", "UTF-8", "-eol", "unix", "-", "-"]);
/// So much is read of a version.
const VERSION: usize = 1024;

/// Which of its outputs is wanted.
#[derive(Clone, Copy, PartialEq)]
enum Wanted {
    Text,
    Errors,
}

pub(super) fn made(file: &File, program: &str) -> Result<MadeText, String> {
    let mut words = program.split_whitespace().map(OsString::from);
    let name = words.next().ok_or("is empty")?;
    let path = found(&name).ok_or("does not exist, or is not a program")?;
    let mut arguments: Vec<_> = words.collect();
    let called = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let is_known = called == PDFTOTEXT.0;
    if is_known && arguments.is_empty() {
        arguments = PDFTOTEXT.1.iter().map(OsString::from).collect();
    }
    let input = || file.try_clone().and_then(|mut file| file.rewind().map(|()| file)).map_err(|_| "cannot be started");
    let bytes = run(&path, &arguments, input()?.into(), Wanted::Text)?;
    let by = is_known.then(|| version(&path)).flatten().unwrap_or(called);
    Ok(MadeText { bytes, by })
}

/// What it calls itself, with its version: `pdftotext 24.02.0`.
fn version(path: &Path) -> Option<String> {
    let printed = run(path, &["-v".into()], Stdio::null(), Wanted::Errors).ok()?;
    let line = String::from_utf8(printed).ok()?;
    let version = line.lines().next()?.strip_prefix("pdftotext version ")?;
    let is_plain = !version.is_empty() && version.chars().all(|sign| sign.is_ascii_alphanumeric() || sign == '.');
    is_plain.then(|| format!("{} {version}", PDFTOTEXT.0))
}

/// The file of a program: as its path says or, for a name, in the folders that the user has for programs.
#[expect(clippy::disallowed_methods, reason = "the environment is the binary's")]
fn found(name: &OsString) -> Option<PathBuf> {
    let is_program =
        |path: &PathBuf| path.metadata().is_ok_and(|data| data.is_file() && data.permissions().mode() & 0o111 != 0);
    if Path::new(name).components().count() > 1 {
        return Path::new(name).canonicalize().ok().filter(is_program);
    }
    let folders = env::var_os("PATH")?;
    // A relative folder would be another one for the program.
    let folders = env::split_paths(&folders).filter(|folder| folder.is_absolute()).collect::<Vec<_>>();
    folders.into_iter().map(|folder| folder.join(name)).find(is_program)
}

fn run(program: &Path, arguments: &[OsString], input: Stdio, wanted: Wanted) -> Result<Vec<u8>, String> {
    let own = env::current_exe().map_err(|_| "cannot be started: onrecord does not know its own file")?;
    let (output, errors, most) = match wanted {
        Wanted::Text => (Stdio::piped(), Stdio::null(), MAX_BYTES),
        Wanted::Errors => (Stdio::null(), Stdio::piped(), VERSION),
    };
    let mut command = Command::new(own);
    command.arg0(CALLED).arg(program).args(arguments).env_clear().current_dir("/").process_group(0);
    let mut child = command.stdin(input).stdout(output).stderr(errors).spawn().map_err(|_| "cannot be started")?;
    let (printed, status) = until_end(&mut child, most)?;
    let printed = printed.ok_or_else(|| format!("took longer than {} seconds", TIME.as_secs()))?;
    match (status.code(), status.signal()) {
        _ if printed.len() > most => Err("printed more than 16 MiB".to_owned()),
        (Some(0), _) => Ok(printed),
        // It has no way without errors to print its version.
        (Some(_), _) if wanted == Wanted::Errors => Ok(printed),
        (Some(code), _) if code == i32::from(NOT_RUN) => Err("cannot be run within limits".to_owned()),
        (Some(code), _) => Err(format!("ended with exit status {code}")),
        (None, signal) => Err(format!("was ended by signal {}", signal.unwrap_or_default())),
    }
}

/// What a process prints until it ends, at most so much and one byte; nothing if it takes too long. In the end it is
/// gone, with all that it has started.
fn until_end(child: &mut Child, most: usize) -> Result<(Option<Vec<u8>>, ExitStatus), String> {
    let (done, printed) = mpsc::channel();
    let outputs = (child.stdout.take(), child.stderr.take());
    thread::spawn(move || {
        let mut bytes = Vec::new();
        let read = match outputs {
            (Some(output), _) => output.take(most as u64 + 1).read_to_end(&mut bytes),
            (None, Some(errors)) => errors.take(most as u64 + 1).read_to_end(&mut bytes),
            (None, None) => Ok(0),
        };
        let _ = done.send(read.map(|_| bytes));
    });
    let printed = printed.recv_timeout(TIME);
    let process = i32::try_from(child.id()).ok().and_then(Pid::from_raw).ok_or("cannot be watched")?;
    let is_over = |printed: &Vec<u8>| printed.len() > most || has_ended(process);
    let printed = match printed {
        Ok(Ok(printed)) if is_over(&printed) => Some(printed),
        _ => None,
    };
    // The process is not waited for yet, so the number of its group is not that of another one.
    let _ = rustix::process::kill_process_group(process, Signal::KILL);
    let status = child.wait().map_err(|_| "cannot be watched")?;
    Ok((printed, status))
}

/// Whether a process that prints no more ends within its time.
fn has_ended(process: Pid) -> bool {
    let options = WaitIdOptions::EXITED | WaitIdOptions::NOHANG | WaitIdOptions::NOWAIT;
    let looks = TIME.as_millis() / LOOK.as_millis();
    (0..looks).any(|_| match rustix::process::waitid(WaitId::Pid(process), options) {
        Ok(None) => {
            thread::sleep(LOOK);
            false
        }
        Ok(Some(_)) => true,
        Err(error) => error != rustix::io::Errno::INTR,
    })
}
