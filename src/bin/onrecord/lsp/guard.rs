//! What happens when the program has an error: it says where, and the server goes on.

use std::io::{self, Write};
use std::panic::{AssertUnwindSafe, catch_unwind, panic_any, set_hook};

/// Does some work. A panic in it is an error, and what it has left half done must not be used again.
pub(crate) fn run<T>(work: impl FnOnce() -> T) -> Result<T, Panicked> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| Panicked)
}

/// The work had a panic.
#[derive(Debug)]
pub(crate) struct Panicked;

/// A panic says where and in which version, never what was being read, and does not end the program.
pub(crate) fn on_panic() {
    set_hook(Box::new(|panic| {
        let place = panic.location().map(|place| format!("{}:{}", place.file(), place.line())).unwrap_or_default();
        let version = env!("CARGO_PKG_VERSION");
        let _ = writeln!(io::stderr(), "onrecord {version}: internal error at {place}; please report it");
    }));
}

/// Panics, so that it can be tried in the program as it is shipped that a panic does not end it.
#[expect(clippy::panic, reason = "it is what is to be tried")]
pub(super) fn fail() {
    panic_any("on request");
}
