//! Messages on two streams: one thread reads, one writes, so that a slow side holds up no answer.

use std::io::{self, BufRead, BufReader, ErrorKind, Read, Write};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::Duration;

use lsp_server::Message;

use super::event::Event;

/// The longest message that is read. The longest claim file has 256 MiB, and as JSON a text is longer.
const MAX_MESSAGE: usize = 1 << 30;
/// How long what is still to be written may take when everything else has ended.
const PATIENCE: Duration = Duration::from_millis(500);

/// Reads messages until the stream ends.
pub(super) fn read(input: impl Read + Send + 'static, events: Sender<Event>) {
    let work = move || {
        let mut input = BufReader::new(input);
        while let Ok(Some(body)) = body(&mut input) {
            let event = serde_json::from_slice(&body).map_or(Event::Malformed, Event::Message);
            if events.send(event).is_err() {
                return;
            }
        }
        // If nobody is there to be told, everything has ended.
        let _ = events.send(Event::Closed);
    };
    thread::spawn(work);
}

/// What a message says; nothing where the stream ends.
fn body(input: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    let mut length = None;
    loop {
        let mut line = String::new();
        if input.take(4096).read_line(&mut line)? == 0 {
            return Ok(None);
        }
        let line = line.trim_end_matches(['\r', '\n']);
        if line.is_empty() {
            break;
        }
        let (name, value) = line.split_once(':').ok_or(ErrorKind::InvalidData)?;
        if name.eq_ignore_ascii_case("content-length") {
            length = value.trim().parse::<usize>().ok();
        }
    }
    let length = length.filter(|&length| length <= MAX_MESSAGE).ok_or(ErrorKind::InvalidData)?;
    let mut body = Vec::new();
    // It is read as it comes: a length alone takes no memory.
    if input.take(length as u64).read_to_end(&mut body)? < length {
        return Ok(None);
    }
    Ok(Some(body))
}

/// What is to be written.
pub(super) enum Written {
    Message(Message),
    /// The answer to what was no message.
    ParseError,
}

/// Where messages go to be written.
pub(super) struct Outbox {
    queue: Sender<Written>,
    done: Receiver<()>,
}

impl Outbox {
    /// Writes messages to a stream, each as soon as it is sent.
    pub(super) fn to(output: impl Write + Send + 'static) -> Self {
        let (queue, messages) = channel();
        let (finished, done) = channel();
        thread::spawn(move || {
            // A stream that is closed ends it: the other side is gone.
            let _ = write(output, &messages);
            let _ = finished.send(());
        });
        Self { queue, done }
    }

    pub(super) fn send(&self, message: impl Into<Message>) {
        // If the writer has ended, nobody reads.
        let _ = self.queue.send(Written::Message(message.into()));
    }

    pub(super) fn refuse_what_is_no_message(&self) {
        let _ = self.queue.send(Written::ParseError);
    }

    /// Waits until all is written, or the other side has stopped reading.
    pub(super) fn finish(self) {
        drop(self.queue);
        let _ = self.done.recv_timeout(PATIENCE);
    }
}

const PARSE_ERROR: &str = r#"{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"not a message"}}"#;

fn write(mut output: impl Write, messages: &Receiver<Written>) -> io::Result<()> {
    while let Ok(message) = messages.recv() {
        match message {
            Written::Message(message) => message.write(&mut output)?,
            Written::ParseError => {
                write!(output, "Content-Length: {}\r\n\r\n{PARSE_ERROR}", PARSE_ERROR.len())?;
                output.flush()?;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_all(text: &str) -> Vec<String> {
        let (events, received) = channel();
        read(io::Cursor::new(text.to_owned()), events);
        let shown = |event: Event| match event {
            Event::Message(Message::Request(request)) => request.method,
            Event::Message(Message::Notification(notification)) => notification.method,
            Event::Malformed => "malformed".to_owned(),
            Event::Closed => "closed".to_owned(),
            _ => "other".to_owned(),
        };
        received.into_iter().map(shown).collect()
    }

    fn framed(body: &str) -> String {
        format!("Content-Length: {}\r\n\r\n{body}", body.len())
    }

    #[test]
    fn messages_are_read_one_after_the_other() {
        let shutdown = r#"{"jsonrpc":"2.0","id":"é","method":"shutdown"}"#;
        let exit = r#"{"jsonrpc":"2.0","method":"exit"}"#;
        let typed = format!(
            "content-type: application/vscode-jsonrpc; charset=utf-8\r\nCONTENT-LENGTH:{}\r\n\r\n{exit}",
            exit.len()
        );
        let text = [framed(shutdown), framed("{}"), framed("[[["), typed].concat();
        assert_eq!(read_all(&text), ["shutdown", "malformed", "malformed", "exit", "closed"]);
        assert_eq!(read_all(&framed(&"[".repeat(100_000))), ["malformed", "closed"]);
    }

    #[test]
    fn what_cannot_be_followed_ends_it() {
        let exit = framed(r#"{"method":"exit"}"#);
        for broken in
            ["Content-Length: x\r\n\r\n", "Content-Length 5\r\n\r\n", "\r\n\r\n", "Content-Length: 99\r\n\r\n{}"]
        {
            assert_eq!(read_all(&format!("{broken}{exit}")).last().unwrap(), "closed", "{broken}");
        }
        for (length, expected) in [(MAX_MESSAGE, "closed"), (MAX_MESSAGE + 1, "closed")] {
            assert_eq!(read_all(&format!("Content-Length: {length}\r\n\r\n{{}}")), [expected]);
        }
    }
}
