//! Ctrl-C: what is unfinished is deleted, and then the program ends.

use std::fs;
use std::path::PathBuf;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// The exit status after Ctrl-C, and after the other signals by which a program is asked to end.
const INTERRUPTED: i32 = 130;

/// What there is to be deleted, in the order in which it was made, and how many steps are being taken that must not be
/// cut in two.
struct State {
    deferrals: usize,
    unfinished: Vec<PathBuf>,
}

static STATE: Mutex<State> = Mutex::new(State { deferrals: 0, unfinished: Vec::new() });
static RELEASED: Condvar = Condvar::new();

/// From now on Ctrl-C ends the program in order.
pub(crate) fn watch() {
    // A signal that is ignored, as after `nohup`, stays so, and then none is watched: what a signal leaves, the next
    // writer deletes.
    let _ = ctrlc::try_set_handler(end);
}

/// While there is one, Ctrl-C waits: for steps that belong together and are short.
pub(crate) struct Deferred(());

/// Lets Ctrl-C wait.
pub(crate) fn defer() -> Deferred {
    state().deferrals += 1;
    Deferred(())
}

impl Drop for Deferred {
    fn drop(&mut self) {
        state().deferrals -= 1;
        RELEASED.notify_all();
    }
}

/// A file or an empty folder that Ctrl-C deletes, as long as this lasts.
pub(crate) struct DeleteOnInterrupt(PathBuf);

impl DeleteOnInterrupt {
    pub(crate) fn new(path: PathBuf) -> Self {
        state().unfinished.push(path.clone());
        Self(path)
    }

    pub(crate) fn path(&self) -> &PathBuf {
        &self.0
    }
}

impl Drop for DeleteOnInterrupt {
    fn drop(&mut self) {
        let mut state = state();
        if let Some(at) = state.unfinished.iter().rposition(|path| *path == self.0) {
            state.unfinished.remove(at);
        }
    }
}

fn state() -> MutexGuard<'static, State> {
    STATE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Runs in a thread of its own. Nothing new is begun while it deletes, for it has the state.
fn end() {
    let state = RELEASED.wait_while(state(), |state| state.deferrals > 0).unwrap_or_else(PoisonError::into_inner);
    for path in state.unfinished.iter().rev() {
        let _ = fs::remove_file(path).or_else(|_| fs::remove_dir(path));
    }
    #[expect(clippy::disallowed_methods, reason = "main is busy")]
    std::process::exit(INTERRUPTED);
}
