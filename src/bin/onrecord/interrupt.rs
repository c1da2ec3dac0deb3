//! Ctrl-C: what is unfinished is deleted, and then the program ends.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use crate::folder::Place;

/// The exit status after Ctrl-C, and after the other signals by which a program is asked to end.
const INTERRUPTED: i32 = 130;

/// What there is to be deleted, in the order in which it was made, and how many steps are being taken that must not be
/// cut in two.
struct State {
    deferrals: usize,
    unfinished: Vec<(u64, Place)>,
    /// How many there have been.
    count: u64,
    /// The process groups of programs that were started.
    #[cfg(unix)]
    groups: Vec<rustix::process::Pid>,
}

static STATE: Mutex<State> = Mutex::new(State {
    deferrals: 0,
    unfinished: Vec::new(),
    count: 0,
    #[cfg(unix)]
    groups: Vec::new(),
});
static RELEASED: Condvar = Condvar::new();

/// From now on Ctrl-C ends the program in order.
pub(crate) fn watch() {
    // A signal that is ignored, as after `nohup`, stays so, and then none is watched: what a signal leaves, the next
    // writer deletes.
    let _ = ctrlc::try_set_handler(end);
    // A file that grows past the limit is an error of the call that writes it, and no end of the program: a signal that
    // somebody waits for does not end it.
    #[cfg(unix)]
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, Arc::default());
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
pub(crate) struct DeleteOnInterrupt {
    number: u64,
    place: Place,
}

impl DeleteOnInterrupt {
    pub(crate) fn new(place: Place) -> Self {
        let mut state = state();
        state.count += 1;
        let number = state.count;
        state.unfinished.push((number, place.clone()));
        Self { number, place }
    }

    pub(crate) fn place(&self) -> &Place {
        &self.place
    }
}

impl Drop for DeleteOnInterrupt {
    fn drop(&mut self) {
        let mut state = state();
        if let Some(at) = state.unfinished.iter().rposition(|(number, _)| *number == self.number) {
            state.unfinished.remove(at);
        }
    }
}

/// A program with all that it starts, which ends when this does, or with Ctrl-C.
#[cfg(unix)]
pub(crate) struct KillOnInterrupt(rustix::process::Pid);

#[cfg(unix)]
impl KillOnInterrupt {
    /// The group that a child leads.
    pub(crate) fn new(child: &std::process::Child) -> Option<Self> {
        let group = rustix::process::Pid::from_raw(i32::try_from(child.id()).ok()?)?;
        state().groups.push(group);
        Some(Self(group))
    }
}

#[cfg(unix)]
impl Drop for KillOnInterrupt {
    fn drop(&mut self) {
        kill(self.0);
        state().groups.retain(|group| *group != self.0);
    }
}

#[cfg(unix)]
fn kill(group: rustix::process::Pid) {
    // One that has ended is nobody's concern.
    let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
}

fn state() -> MutexGuard<'static, State> {
    STATE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Runs in a thread of its own. Nothing new is begun while it deletes, for it has the state.
fn end() {
    let state = RELEASED.wait_while(state(), |state| state.deferrals > 0).unwrap_or_else(PoisonError::into_inner);
    #[cfg(unix)]
    state.groups.iter().copied().for_each(kill);
    for (_, place) in state.unfinished.iter().rev() {
        let _ = place.remove_file().or_else(|_| place.remove_folder());
    }
    #[expect(clippy::disallowed_methods, reason = "main is busy")]
    std::process::exit(INTERRUPTED);
}
