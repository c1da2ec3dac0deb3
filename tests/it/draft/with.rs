//! `draft --with`: what a program may do, and what comes of it.

use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::{folder, read};
use crate::hostile::program::{Folder, Run};

const ANSWER: &str = r#"{"attributions": [
    {"quote": "the ferry would sink", "source": "Cy Third", "cue": "swore up and down"},
    {"quote": "The ferry is safe", "source": "Cy Third", "cue": "swore up and down"}
]}"#;

fn with_answer() -> Folder {
    let folder = folder();
    folder.write("a.txt", "Cy Third swore up and down that the ferry would sink.\n");
    folder.write("answer.json", ANSWER);
    folder
}

fn with(folder: &Folder, command: &str) -> Run {
    folder.run(&["draft", "a.txt", "--format", "text", "--timeout", "3", "--with", command])
}

fn is_running(pid: &str) -> bool {
    Command::new("kill").args(["-0", pid.trim()]).stderr(Stdio::null()).status().unwrap().success()
}

#[track_caller]
fn ends(folder: &Folder) {
    let pid = read(folder, "pid");
    assert!(!pid.trim().is_empty());
    let started = Instant::now();
    while is_running(&pid) {
        assert!(started.elapsed() < Duration::from_secs(10), "{pid} is still there");
        thread::sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_program_gets_the_text_and_points_at_words() {
    let folder = with_answer();
    let run = with(&folder, "cat > request.json; cat answer.json");
    assert_eq!(run.status, Some(0), "{}", run.all());
    assert!(run.out().contains("the ferry would sink"), "{}", run.out());
    let account = "From the program of `--with`: 1 added, 1 dropped (1 not in the text).";
    assert!(run.out().contains(account), "{}", run.out());
    let request: serde_json::Value = serde_json::from_str(&read(&folder, "request.json")).unwrap();
    let text = "Cy Third swore up and down that the ferry would sink.";
    let paragraphs = serde_json::json!([{"start": 0, "end": text.len()}]);
    assert_eq!(request["text"].as_str().unwrap().trim_end(), text);
    assert_eq!((&request["version"], &request["paragraphs"]), (&1.into(), &paragraphs));
    assert_eq!(request.as_object().unwrap().len(), 4, "nothing else: {request}");
    // One that reads nothing is as good.
    assert_eq!(with(&folder, "cat answer.json").stdout, run.stdout);
    // The draft has it, too.
    let written = folder.run(&["draft", "a.txt", "--title", "Ferries", "--with", "cat answer.json"]);
    assert_eq!(written.status, Some(0), "{}", written.all());
    assert!(read(&folder, "claims/ferries.draft").contains("  # likely, pointed, indirect\n"));
}

#[test]
fn a_program_that_fails_adds_nothing() {
    let folder = with_answer();
    for (command, why) in [
        ("cat answer.json; exit 3", "failed"),
        ("no-such-program-anywhere", "failed"),
        ("kill -9 $$", "failed"),
        ("echo $$ > pid; exec sleep 600", "did not end within 3 seconds"),
        ("echo $$ > pid; cat answer.json; exec sleep 600 > /dev/null", "did not end within 3 seconds"),
        ("echo $$ > pid; exec yes CANARY", "answered with more than 10 MB"),
        ("echo $$ > pid; exec cat /dev/zero", "answered with more than 10 MB"),
    ] {
        let started = Instant::now();
        let run = with(&folder, command);
        assert_eq!((run.status, run.out()), (Some(2), ""), "{command}: {}", run.all());
        assert_eq!(run.err(), format!("onrecord: the command of --with {why}\n"), "{command}");
        assert!(started.elapsed() < Duration::from_secs(20), "{command}");
        if command.contains("pid") {
            ends(&folder);
        }
    }
}

#[test]
fn what_it_starts_ends_with_it() {
    let folder = with_answer();
    let run = with(&folder, "sleep 600 > /dev/null & echo $! > pid; cat answer.json");
    assert_eq!(run.status, Some(0), "{}", run.all());
    ends(&folder);
    let run = with(&folder, "sleep 600 & echo $! > pid; cat answer.json");
    assert!(run.err().contains("did not end within 3 seconds"), "it holds on to the output: {}", run.all());
    ends(&folder);
}

#[test]
fn ctrl_c_ends_the_program_too() {
    let folder = with_answer();
    let command = ["draft", "a.txt", "--format", "text", "--with", "echo $$ > pid; exec sleep 600"];
    let mut child = folder.program().args(command).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let started = Instant::now();
    while read(&folder, "pid").is_empty() {
        assert!(started.elapsed() < Duration::from_secs(20), "it was not started");
        thread::sleep(Duration::from_millis(20));
    }
    assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
    assert_eq!(child.wait().unwrap().code(), Some(130));
    ends(&folder);
}

/// No word of an answer is shown or written, on whichever way it comes.
#[test]
fn no_word_of_it_is_shown() {
    let folder = with_answer();
    for (name, answer) in [
        ("words", &b"CANARY"[..]),
        ("bytes", b"\xFF\xFECANARY"),
        (
            "markup",
            b"{\"attributions\": [{\"quote\": \"CANARY CANARY\", \"source\": \"CANARY\", \"cue\": \"CANARY\"}]}",
        ),
        ("keys", b"{\"CANARY\": 1, \"attributions\": [{\"CANARY\": 1}]}"),
    ] {
        folder.write("nasty", answer);
        for format in ["text", "json", "yaml", "html"] {
            let command = "cat nasty; echo CANARY >&2";
            let run = folder.run(&["draft", "a.txt", "--format", format, "--with", command]);
            assert_eq!(run.status, Some(0), "{name}: {}", run.all());
            assert!(!run.all().contains("CANARY"), "{name}: {}", run.all());
        }
        let run = with(&folder, "cat nasty");
        assert!(run.out().contains("0 added, 1 dropped"), "{name}: {}", run.out());
    }
}

#[test]
fn a_document_without_a_named_publisher_is_given_to_nobody() {
    let folder = with_answer();
    let sources =
        "sources:\n  leak: {identity: anonymous, description: an employee}\n  paper: {identity: named, name: P}\n";
    folder.write("claims/d.yaml", format!("{sources}documents:\n  secret: {{title: x, publisher: leak, snapshot: a.txt}}\n  \
        lost: {{title: x, publisher: nobody, snapshot: a.txt}}\n  shared: {{title: x, publisher: paper, snapshot: a.txt}}\n  open: {{title: x, publisher: paper, snapshot: b.txt}}\n"));
    folder.write("claims/a.txt", "Cy Third swore up and down that the ferry would sink.\n");
    folder.write("claims/b.txt", "Cy Third swore up and down that the ferry would sink today.\n");
    for (document, is_refused) in
        [("secret", true), ("lost", true), ("shared", true), ("claims/a.txt", true), ("open", false)]
    {
        let run = folder.run(&["draft", document, "--format", "text", "--with", "touch ran; cat answer.json"]);
        assert_eq!(run.err().contains("nothing of it is drafted"), is_refused, "{}", run.all());
        assert_eq!(folder.path().join("ran").exists(), !is_refused);
    }
}
