//! `watch`: what is said after a file has changed.

mod serve;

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use crate::hostile::program::Folder;

/// So long is waited for a line. The machine may be busy.
const PATIENCE: Duration = Duration::from_mins(1);

struct Watch {
    child: Child,
    lines: Receiver<String>,
}

impl Watch {
    fn start(folder: &Folder, arguments: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_onrecord"));
        command.arg("watch").args(arguments).current_dir(folder.path());
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let (said, lines) = channel();
        let hear = |out: Box<dyn Read + Send>| {
            let said = said.clone();
            thread::spawn(move || {
                for line in BufReader::new(out).lines() {
                    let _ = said.send(line.unwrap());
                }
            })
        };
        hear(Box::new(child.stdout.take().unwrap()));
        hear(Box::new(child.stderr.take().unwrap()));
        Self { child, lines }
    }

    /// All that is said until the line that ends a look.
    fn look(&self) -> String {
        let mut said = String::new();
        loop {
            let line = self.lines.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("nothing more after {said}"));
            said += &line;
            said += "\n";
            if line.starts_with("watching ") {
                return said.trim_start().to_owned();
            }
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

const SOURCES: &str = "sources:
  ada: {identity: named, name: Ada Example, kind: person}
  aide: {identity: anonymous, description: an aide to Ada, reason: fear, known_to: editor}
";
const CLAIMS: &str = "claims:
  a: {statement: It closes., attributed_to: [ada]}
  b: {statement: She says so., attributed_to: [ada], cites: [a]}
";

fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("claims/s.yaml", SOURCES);
    folder.write("claims/a.yaml", CLAIMS);
    folder
}

#[test]
fn what_a_change_does_to_the_sourcing_is_shown() {
    let folder = folder();
    let watch = Watch::start(&folder, &["--html", "report.html"]);
    assert_eq!(watch.look(), "wrote report.html\n\nwatching 2 claims: 0 errors, 2 warnings, 3 notes\n");
    let report = || fs::read_to_string(folder.path().join("report.html")).unwrap();
    assert!(report().contains("Ada Example"));

    folder.write("claims/a.yaml", CLAIMS.replace("closes., attributed_to: [ada]", "closes., attributed_to: [aide]"));
    let said = watch.look();
    for words in [
        "warning[anonymous-only]: ",
        "2 claims lost their only named source",
        "WEAKER: a worse basis, or fewer independent sources (2)",
    ] {
        assert!(said.contains(words), "{words} in\n{said}");
    }
    // What was there before is not said again.
    assert!(!said.contains("single-source"), "{said}");
    assert!(report().contains("an aide to Ada"));

    // A broken record: nothing is compared with what could not be read.
    folder.write("claims/a.yaml", CLAIMS.replace("  b: {", "  b: {{"));
    let said = watch.look();
    assert!(said.contains("error[syntax]: ") && !said.contains("WEAKER"), "{said}");
    assert!(said.contains("The sourcing is not compared until the errors are fixed."), "{said}");
    folder.write("claims/a.yaml", CLAIMS);
    let said = watch.look();
    assert!(said.contains("gone: error[syntax]: ") && said.contains("MOVED: "), "{said}");
}

#[test]
fn files_come_and_go() {
    let folder = folder();
    let watch = Watch::start(&folder, &[]);
    watch.look();
    folder.write("claims/more/c.yaml", "claims:\n  c: {statement: More., attributed_to: [ada]}\n");
    assert!(watch.look().contains("watching 3 claims: 0 errors, 3 warnings, "));
    fs::remove_dir_all(folder.path().join("claims/more")).unwrap();
    assert!(watch.look().contains("watching 2 claims"));
}

/// Of a finding in a file that cannot be read, nobody knows whether it is still there.
#[test]
fn what_is_in_a_file_that_cannot_be_read_is_not_gone() {
    let folder = folder();
    let watch = Watch::start(&folder, &[]);
    assert!(watch.look().contains("0 errors, 2 warnings"));
    folder.write("claims/a.yaml", b"claims: \xFF");
    let said = watch.look();
    assert!(said.contains("error[syntax]: ") && !said.contains("gone"), "{said}");
    let path = folder.path().join("claims");
    let away = folder.path().join("away");
    fs::rename(&path, &away).unwrap();
    let said = watch.look();
    assert!(said.contains("error[unreadable]: ") && !said.contains("gone: warning"), "{said}");
    fs::write(away.join("a.yaml"), CLAIMS).unwrap();
    fs::rename(&away, &path).unwrap();
    let said = watch.look();
    assert!(said.contains("gone: error[unreadable]: ") && !said.contains("single-source"), "{said}");
    // It is gone when the file says so.
    folder.write("claims/a.yaml", "claims: {}\n");
    assert!(watch.look().contains("gone: warning[single-source]: "));
}

/// What it writes itself must not make it look without end.
#[test]
fn a_report_among_the_claim_files_is_written_once() {
    let folder = folder();
    let watch = Watch::start(&folder, &["--html", "claims/report.html"]);
    watch.look();
    let report = folder.path().join("claims/report.html");
    let written = || report.metadata().unwrap().modified().unwrap();
    let first = written();
    thread::sleep(Duration::from_millis(1500));
    assert_eq!(written(), first);
    assert!(watch.lines.try_recv().unwrap_or_default().is_empty());
    assert!(watch.lines.try_recv().is_err());
}

/// What changes is cut where nobody would read on.
#[test]
fn a_change_of_everything_is_told_in_few_lines() {
    let folder = folder();
    let many: String =
        (0..300).map(|nth| format!("  m{nth}: {{statement: M{nth}., attributed_to: [ada]}}\n")).collect();
    folder.write("claims/m.yaml", format!("claims:\n{many}"));
    let watch = Watch::start(&folder, &[]);
    watch.look();
    folder.write("claims/s.yaml", SOURCES.replace("named, name: Ada Example", "anonymous, description: somebody"));
    let said = watch.look();
    assert!(said.lines().count() < 100, "{}", said.lines().count());
    assert!(said.contains("302 claims lost their only named source") && said.contains(" more lines: "), "{said}");
    assert!(said.contains(" more findings are new: run `onrecord check`"), "{said}");
}

#[test]
fn a_report_that_cannot_be_written_is_told_at_once() {
    let folder = folder();
    folder.write("folder/file", "");
    for target in ["folder", "none/report.html", "claims/a.yaml"] {
        let run = folder.run(&["watch", "--html", target]);
        assert_eq!(run.status, Some(2), "{target}: {}", run.all());
    }
}

#[test]
fn nothing_to_watch_is_an_error() {
    let run = Folder::new().run(&["watch"]);
    assert_eq!(run.status, Some(2));
    assert!(run.err().contains("nothing to read"), "{}", run.all());
}
