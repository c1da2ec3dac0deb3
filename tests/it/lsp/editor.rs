//! An editor: it starts the program, and says and hears messages.

use std::io::{BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

/// For so long an answer is waited for.
const PATIENCE: Duration = Duration::from_secs(20);

/// Nothing is said of claims that nobody has reviewed: that would be said of all.
const QUIET: &str = "rules: {unreviewed: off}\n";

/// An editor with one folder open.
pub(super) struct Editor {
    folder: TempDir,
    program: Child,
    input: Option<ChildStdin>,
    messages: Receiver<Value>,
    /// What was heard and not used yet.
    heard: Vec<Value>,
    requests: i64,
}

/// What an editor such as Neovim says that it can.
pub(super) fn capabilities() -> Value {
    json!({
        "general": {"positionEncodings": ["utf-16"]},
        "textDocument": {
            "publishDiagnostics": {"relatedInformation": true},
            "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["", "quickfix"]}}},
            "hover": {"contentFormat": ["markdown", "plaintext"]},
            "documentSymbol": {"hierarchicalDocumentSymbolSupport": true},
        },
        "workspace": {"workspaceEdit": {"documentChanges": true, "changeAnnotationSupport": {}}},
    })
}

/// The program: that of this build or, so that another build can be tried, `ONRECORD_TEST_PROGRAM`.
#[allow(clippy::disallowed_methods, reason = "the environment says what is tried")]
fn program() -> String {
    std::env::var("ONRECORD_TEST_PROGRAM").unwrap_or_else(|_| env!("CARGO_BIN_EXE_onrecord").to_owned())
}

impl Editor {
    /// Starts the program in a folder with some files, and says nothing yet.
    pub(super) fn start(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        write(&folder.path().join("claims/onrecord.yaml"), QUIET);
        for (name, text) in files {
            write(&folder.path().join(name), text);
        }
        Self::run(folder, Command::new(program()).arg("lsp"))
    }

    /// The same on a system with a small stack.
    #[cfg(unix)]
    pub(super) fn start_on_small_stack(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            write(&folder.path().join(name), text);
        }
        let script = format!("ulimit -s 256; exec '{}' lsp", program());
        Self::run(folder, Command::new("bash").args(["-c", &script]))
    }

    fn run(folder: TempDir, command: &mut Command) -> Self {
        let mut program = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let (heard, messages) = channel();
        let mut output = BufReader::new(program.stdout.take().unwrap());
        thread::spawn(move || {
            while let Some(message) = read(&mut output) {
                if heard.send(message).is_err() {
                    return;
                }
            }
        });
        let input = program.stdin.take();
        Self { folder, program, input, messages, heard: Vec::new(), requests: 0 }
    }

    /// The same, and the conversation has begun.
    pub(super) fn with(files: &[(&str, &str)]) -> Self {
        Self::with_capabilities(files, capabilities())
    }

    pub(super) fn with_capabilities(files: &[(&str, &str)], capabilities: Value) -> Self {
        let mut editor = Self::start(files);
        let params = editor.parameters(capabilities);
        editor.ask("initialize", params);
        editor.notify("initialized", json!({}));
        editor
    }

    /// What an editor with this folder says first.
    pub(super) fn parameters(&self, capabilities: Value) -> Value {
        let folders = json!([{"uri": self.uri(""), "name": "desk"}]);
        json!({"processId": null, "rootUri": null, "capabilities": capabilities, "workspaceFolders": folders})
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(super) fn write(&self, name: &str, text: &str) {
        write(&self.path(name), text);
    }

    pub(super) fn uri(&self, name: &str) -> String {
        format!("file://{}", self.path(name).to_str().unwrap().trim_end_matches('/'))
    }

    /// Sends bytes as they are.
    pub(super) fn send_raw(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().unwrap();
        input.write_all(bytes).unwrap();
        input.flush().unwrap();
    }

    pub(super) fn send(&mut self, message: &Value) {
        let body = message.to_string();
        self.send_raw(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    pub(super) fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({"jsonrpc": "2.0", "method": method, "params": params}));
    }

    /// Sends a request and returns its number.
    pub(super) fn request(&mut self, method: &str, params: Value) -> i64 {
        self.requests += 1;
        self.send(&json!({"jsonrpc": "2.0", "id": self.requests, "method": method, "params": params}));
        self.requests
    }

    /// The response to a request, whether it is an answer or an error.
    pub(super) fn response(&mut self, id: i64) -> Value {
        self.hear(|message| message["id"] == id && message.get("method").is_none())
    }

    /// The answer to a request.
    pub(super) fn ask(&mut self, method: &str, params: Value) -> Value {
        let id = self.request(method, params);
        let response = self.response(id);
        assert!(response.get("error").is_none(), "{method}: {response}");
        response["result"].clone()
    }

    /// The code of the error that a request comes to.
    pub(super) fn refused(&mut self, method: &str, params: Value) -> i64 {
        let id = self.request(method, params);
        let response = self.response(id);
        response["error"]["code"].as_i64().unwrap_or_else(|| panic!("{method}: {response}"))
    }

    /// The first message of a kind that was not used before, as soon as it is there.
    pub(super) fn hear(&mut self, is_it: impl Fn(&Value) -> bool) -> Value {
        self.hear_within(PATIENCE, is_it).unwrap_or_else(|| panic!("it never came; heard {:#?}", self.heard))
    }

    pub(super) fn hear_within(&mut self, time: Duration, is_it: impl Fn(&Value) -> bool) -> Option<Value> {
        let until = Instant::now() + time;
        loop {
            if let Some(at) = self.heard.iter().position(&is_it) {
                return Some(self.heard.remove(at));
            }
            match self.messages.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(message) => self.heard.push(message),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => return None,
            }
        }
    }

    /// All that was heard and not used.
    pub(super) fn all_heard(&mut self) -> Vec<Value> {
        self.heard.extend(self.messages.try_iter());
        std::mem::take(&mut self.heard)
    }

    /// The request of a kind that the server sends, answered with nothing.
    pub(super) fn asked(&mut self, method: &str) -> Value {
        let request = self.hear(|message| message["method"] == method && message.get("id").is_some());
        self.send(&json!({"jsonrpc": "2.0", "id": request["id"], "result": null}));
        request["params"].clone()
    }

    pub(super) fn open(&mut self, name: &str) {
        let text = std::fs::read_to_string(self.path(name)).unwrap();
        self.open_with(name, &text);
    }

    pub(super) fn open_with(&mut self, name: &str, text: &str) {
        let item = json!({"uri": self.uri(name), "languageId": "yaml", "version": 1, "text": text});
        self.notify("textDocument/didOpen", json!({"textDocument": item}));
    }

    /// Edits a text that is open: each edit is a line, a column, how many columns are taken away, and what comes there.
    pub(super) fn edit(&mut self, name: &str, version: i32, edits: &[(u32, u32, u32, &str)]) {
        let change = |&(line, column, length, text): &(u32, u32, u32, &str)| {
            let at = |character: u32| json!({"line": line, "character": character});
            json!({"range": {"start": at(column), "end": at(column + length)}, "text": text})
        };
        let changes: Vec<_> = edits.iter().map(change).collect();
        let document = json!({"uri": self.uri(name), "version": version});
        self.notify("textDocument/didChange", json!({"textDocument": document, "contentChanges": changes}));
    }

    pub(super) fn close(&mut self, name: &str) {
        self.notify("textDocument/didClose", json!({"textDocument": {"uri": self.uri(name)}}));
    }

    /// The next findings of a file that are pushed.
    pub(super) fn pushed(&mut self, name: &str) -> Value {
        let uri = self.uri(name);
        let is_it = |message: &Value| {
            message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == uri.as_str()
        };
        self.hear(is_it)["params"].clone()
    }

    /// The same in short.
    pub(super) fn found(&mut self, name: &str) -> Vec<String> {
        short(&self.pushed(name)["diagnostics"])
    }

    pub(super) fn at(&self, name: &str, line: u32, column: u32) -> Value {
        json!({"textDocument": {"uri": self.uri(name)}, "position": {"line": line, "character": column}})
    }

    /// Ends the conversation in order.
    pub(super) fn end(mut self) {
        assert_eq!(self.ask("shutdown", json!(null)), json!(null));
        self.notify("exit", json!(null));
        let (status, errors) = self.wait();
        assert_eq!((status.code(), &errors[..]), (Some(0), ""));
    }

    /// Closes the pipe.
    pub(super) fn hang_up(&mut self) {
        self.input = None;
    }

    pub(super) fn id(&self) -> u32 {
        self.program.id()
    }

    /// Waits for the end of the program: how it ended, and what it said to nobody in particular.
    pub(super) fn wait(&mut self) -> (ExitStatus, String) {
        let until = Instant::now() + Duration::from_secs(4);
        loop {
            if let Some(status) = self.program.try_wait().unwrap() {
                let mut errors = String::new();
                self.program.stderr.take().unwrap().read_to_string(&mut errors).unwrap();
                return (status, errors);
            }
            assert!(Instant::now() < until, "it does not end");
            thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for Editor {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

fn write(path: &Path, text: &str) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, text).unwrap();
}

fn read(output: &mut impl std::io::BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        output.read_line(&mut line).ok().filter(|&read| read > 0)?;
        match line.trim_end() {
            "" => break,
            line => length = line.strip_prefix("Content-Length: ").unwrap().parse().unwrap(),
        }
    }
    let mut body = vec![0; length];
    output.read_exact(&mut body).ok()?;
    Some(serde_json::from_slice(&body).unwrap())
}

/// Findings as `line:column-line:column rule`, counted as the protocol does.
pub(super) fn short(diagnostics: &Value) -> Vec<String> {
    let one = |found: &Value| format!("{} {}", range(&found["range"]), found["code"].as_str().unwrap_or("more"));
    diagnostics.as_array().unwrap_or_else(|| panic!("{diagnostics}")).iter().map(one).collect()
}

/// A range as `line:column-line:column`.
pub(super) fn range(range: &Value) -> String {
    let at = |end: &str| format!("{}:{}", range[end]["line"], range[end]["character"]);
    format!("{}-{}", at("start"), at("end"))
}
