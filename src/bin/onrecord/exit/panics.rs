//! What happens when the program has an error: it says where and in which version, never what was being read. Then it
//! ends or, where it serves others, goes on.

use std::io::{self, Write};
use std::panic::set_hook;
#[cfg(feature = "lsp")]
use std::panic::{AssertUnwindSafe, catch_unwind, panic_any};

/// A panic ends the program with 2.
pub(crate) fn end() {
    #[expect(clippy::disallowed_methods, reason = "there is no way back to main, and other threads need not wait")]
    say_and(|| std::process::exit(2));
}

/// A panic does not end the program: whoever [guards](guard) the work answers for it.
#[cfg(feature = "lsp")]
pub(crate) fn go_on() {
    say_and(|| ());
}

/// Does work that makes errors of its panics: nothing is said of them. After it, a panic ends the program again.
#[cfg(feature = "parquet")]
pub(crate) fn unsaid<T>(work: impl FnOnce() -> T) -> T {
    set_hook(Box::new(|_| {}));
    let done = work();
    end();
    done
}

fn say_and(then: fn()) {
    set_hook(Box::new(move |panic| {
        let place = panic.location().map(|place| format!("{}:{}", place.file(), place.line())).unwrap_or_default();
        let version = env!("CARGO_PKG_VERSION");
        let _ = writeln!(io::stderr(), "onrecord {version}: internal error at {place}; please report it");
        then();
    }));
}

/// Does some work. A panic in it is an error, and what it has left half done must not be used again.
#[cfg(feature = "lsp")]
pub(crate) fn guard<T>(work: impl FnOnce() -> T) -> Result<T, Panicked> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| Panicked)
}

/// The work had a panic.
#[cfg(feature = "lsp")]
#[derive(Debug)]
pub(crate) struct Panicked;

/// Panics, so that it can be tried in the program as it is shipped that a panic does not end it.
#[cfg(feature = "lsp")]
#[expect(clippy::panic, reason = "it is what is to be tried")]
pub(crate) fn fail() {
    panic_any("on request");
}
