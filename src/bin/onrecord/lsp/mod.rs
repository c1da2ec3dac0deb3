//! `onrecord lsp`: claim files in an editor, by the Language Server Protocol over standard input and output.
//!
//! One loop (`server.rs`) hears of everything that happens and sends everything that is said. Threads work for it: the
//! analyst owns the corpora, another one answers requests, and each stream has its own.

mod analyst;
mod answers;
mod asked;
mod buffer;
mod capabilities;
mod client;
mod documents;
mod edits;
mod event;
mod findings;
mod outgoing;
mod parent;
mod pull;
mod requests;
mod roots;
mod server;
mod session;
mod shown;
mod uri;
mod view;
mod watch;
mod wire;

use std::io::{self, IsTerminal, Write};
use std::thread;

use crate::exit::Exit;
use crate::exit::panics;

/// Serves an editor until it says that it is enough, or is gone.
pub(crate) fn run() -> Exit {
    panics::go_on();
    if io::stdin().is_terminal() {
        let _ = writeln!(io::stderr(), "onrecord: editors start this command; docs/editors.md shows how");
    }
    // Messages nest, and the main thread may have a small stack.
    let ended = thread::spawn(|| server::serve(io::stdin(), io::stdout())).join();
    ended.unwrap_or(Exit::Failed)
}
