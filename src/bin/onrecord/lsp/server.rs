//! The loop: what happens, one thing after the other, and how the server begins and ends.

use std::io::{Read, Write};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::Instant;

use lsp_server::{ErrorCode, Message, Notification, Request, Response};
use serde_json::Value;

use super::capabilities;
use super::client::Client;
use super::event::Event;
use super::parent::Parent;
use super::session::Session;
use super::wire::{self, Outbox};
use crate::exit::Exit;
use crate::exit::panics::guard;

/// Serves the editor on the other end of two streams.
pub(super) fn serve(input: impl Read + Send + 'static, output: impl Write + Send + 'static) -> Exit {
    let (events, happened) = channel();
    wire::read(input, events.clone());
    let mut server = Server { out: Outbox::to(output), events, stage: Stage::New, parent: Parent::default() };
    let exit = loop {
        let flow = match happened.recv_timeout(server.patience()) {
            Ok(event) => server.take(event),
            Err(RecvTimeoutError::Timeout) => server.wait(),
            Err(RecvTimeoutError::Disconnected) => Flow::End,
        };
        if matches!(flow, Flow::End) {
            break server.exit();
        }
    };
    server.out.finish();
    exit
}

struct Server {
    out: Outbox,
    events: Sender<Event>,
    stage: Stage,
    parent: Parent,
}

/// How far the conversation is.
enum Stage {
    /// Nothing was said.
    New,
    /// The editor has said what it can.
    Running(Box<Session>),
    /// The editor has said that it is enough.
    ShutDown,
}

/// Whether it goes on.
enum Flow {
    Go,
    End,
}

impl Server {
    /// How long nothing need be done unless something happens.
    fn patience(&self) -> std::time::Duration {
        let until = match &self.stage {
            Stage::Running(session) => session.next_deadline(),
            _ => None,
        };
        let until = until.map(|until| until.saturating_duration_since(Instant::now()));
        until.unwrap_or(Parent::PATIENCE).min(Parent::PATIENCE)
    }

    fn exit(&self) -> Exit {
        if matches!(self.stage, Stage::ShutDown) { Exit::Clean } else { Exit::Found }
    }

    /// Time has passed.
    fn wait(&mut self) -> Flow {
        if self.parent.is_gone() {
            return Flow::End;
        }
        if let Stage::Running(session) = &mut self.stage {
            session.tick(&self.out);
        }
        Flow::Go
    }

    fn take(&mut self, event: Event) -> Flow {
        match event {
            Event::Closed => return Flow::End,
            Event::Malformed => self.out.refuse_what_is_no_message(),
            Event::Message(Message::Notification(notification)) if notification.method == "exit" => return Flow::End,
            Event::Message(Message::Notification(notification)) => self.notified(notification),
            Event::Message(Message::Request(request)) => self.requested(request),
            Event::Message(Message::Response(response)) => {
                if let Stage::Running(session) = &mut self.stage {
                    session.responded(response, &self.out);
                }
            }
            other => {
                if let Stage::Running(session) = &mut self.stage {
                    session.take(other, &self.out);
                }
            }
        }
        self.wait()
    }

    fn requested(&mut self, request: Request) {
        let Request { id, method, params } = request;
        match (&mut self.stage, &method[..]) {
            (Stage::New, "initialize") => self.initialize(id, &params),
            (Stage::New, _) => self.refuse(id, ErrorCode::ServerNotInitialized, "the first request is `initialize`"),
            (Stage::Running(_), "initialize") => {
                self.refuse(id, ErrorCode::InvalidRequest, "`initialize` was requested before");
            }
            (Stage::Running(session), "shutdown") => {
                session.end(&self.out);
                self.stage = Stage::ShutDown;
                self.out.send(Response::new_ok(id, Value::Null));
            }
            (Stage::Running(session), _) => session.requested(Request { id, method, params }, &self.out),
            (Stage::ShutDown, _) => {
                self.refuse(id, ErrorCode::InvalidRequest, "after `shutdown` only `exit` is expected");
            }
        }
    }

    fn refuse(&self, id: lsp_server::RequestId, code: ErrorCode, why: &str) {
        self.out.send(Response::new_err(id, code as i32, why.to_owned()));
    }

    fn initialize(&mut self, id: lsp_server::RequestId, params: &Value) {
        let client = Client::of(params);
        self.parent = Parent::new(client.process);
        self.out.send(Response::new_ok(id, capabilities::answer(&client)));
        self.stage = Stage::Running(Box::new(Session::new(client, self.events.clone())));
    }

    fn notified(&mut self, notification: Notification) {
        let Stage::Running(session) = &mut self.stage else { return };
        // A fault in one message must not end the conversation.
        if guard(|| session.notified(notification, &self.out)).is_err() {
            Session::failed(&self.out);
        }
    }
}
