//! The programs of `docs/draft-with.md`, run as they are printed: with a stub for the model, and one for the endpoint.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a test looks for Python, and says if there is none"
)]

use std::env;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::process::{Command, Stdio};
use std::thread;

use serde_json::{Value, json};

use crate::hostile::program::{Folder, Run};

const TEXT: &str = "Cy Third swore up and down that the ferry would sink.\n";
const ANSWER: &str =
    r#"{"attributions": [{"quote": "the ferry would sink", "source": "Cy Third", "cue": "swore up and down"}]}"#;

/// The program under a heading of the page.
fn printed(heading: &str) -> String {
    let page = include_str!("../../../docs/draft-with.md").replace('\r', "");
    let (_, section) = page.split_once(&format!("## {heading}\n")).unwrap();
    let (_, code) = section.split_once("```python\n").unwrap();
    code.split_once("```").unwrap().0.to_owned()
}

/// How Python is called, if it is there. In CI it has to be.
fn python() -> Option<String> {
    let python = env::var("ONRECORD_TEST_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let run = Command::new(&python).args(["-c", ""]).stdin(Stdio::null()).status();
    let answers = run.is_ok_and(|status| status.success());
    assert!(answers || env::var("CI").as_deref() != Ok("true"), "Python is not installed");
    if !answers {
        println!("skipped: Python is not installed");
    }
    answers.then_some(python)
}

fn folder(script: &str, code: &str) -> Folder {
    let folder = Folder::new();
    folder.write("a.txt", TEXT);
    folder.write(script, code);
    folder
}

#[track_caller]
fn has_added(folder: &Folder, command: &str) -> Run {
    let run = folder.run(&["draft", "a.txt", "--format", "text", "--with", command]);
    assert_eq!(run.status, Some(0), "{}", run.all());
    assert!(run.out().contains("the ferry would sink"), "{}", run.out());
    assert!(run.out().contains("From the program of `--with`: 1 added"), "{}", run.out());
    run
}

#[test]
fn the_program_for_a_local_model_works_as_printed() {
    let Some(python) = python() else { return };
    let folder = folder("local.py", &printed("A local model"));
    // A model that talks around the answer.
    folder.write("answer.txt", format!("Here it is:\n```json\n{ANSWER}\n```\n"));
    folder.write("bin/run-model", "#!/bin/sh\ncat > prompt.txt\ncat answer.txt\n");
    has_added(&folder, &format!("chmod +x bin/run-model; PATH=\"$PWD/bin:$PATH\" '{python}' local.py"));
    let prompt = super::read(&folder, "prompt.txt");
    assert!(prompt.starts_with("List who says what") && prompt.ends_with(TEXT), "{prompt}");
}

/// Answers one request, and returns its head and its body.
fn endpoint(listener: &TcpListener) -> (String, Value) {
    let (mut stream, _) = listener.accept().unwrap();
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut head = String::new();
    while reader.read_line(&mut head).unwrap() > 2 {}
    let small = head.to_lowercase();
    let length = small.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap();
    let mut body = vec![0; length.trim().parse().unwrap()];
    reader.read_exact(&mut body).unwrap();
    let said = json!({"choices": [{"message": {"role": "assistant", "content": format!("```json\n{ANSWER}\n```")}}]});
    let said = said.to_string();
    let head_of_answer = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n", said.len());
    stream.write_all((head_of_answer + &said).as_bytes()).unwrap();
    (head, serde_json::from_slice(&body).unwrap())
}

#[test]
fn the_program_for_an_endpoint_works_as_printed() {
    let Some(python) = python() else { return };
    let folder = folder("endpoint.py", &printed("An HTTP endpoint"));
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let served = thread::spawn(move || endpoint(&listener));
    let setting = format!("no_proxy='*' ENDPOINT=http://{address}/v1/chat ENDPOINT_KEY=secret");
    has_added(&folder, &format!("{setting} '{python}' endpoint.py"));
    let (head, body) = served.join().unwrap();
    assert!(head.starts_with("POST /v1/chat ") && head.contains("Authorization: Bearer secret"), "{head}");
    assert_eq!(body["messages"][1]["content"], TEXT);
}
