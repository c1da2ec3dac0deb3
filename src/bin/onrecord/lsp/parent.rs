//! The process of the editor: when it is gone, nobody is served.

use std::time::{Duration, Instant};

/// The process that started the conversation.
#[derive(Default)]
pub(super) struct Parent {
    #[cfg(unix)]
    process: Option<rustix::process::Pid>,
    /// Whether it is the one that started this process: then another one takes its place when it ends, even if nobody
    /// has looked at how it ended.
    #[cfg(unix)]
    is_own: bool,
    looked: Option<Instant>,
}

impl Parent {
    /// How often it is looked for.
    pub(super) const PATIENCE: Duration = Duration::from_millis(500);

    #[cfg(unix)]
    pub(super) fn new(process: Option<i32>) -> Self {
        let process = process.and_then(rustix::process::Pid::from_raw);
        Self { process, is_own: process.is_some() && process == rustix::process::getppid(), looked: None }
    }

    #[cfg(not(unix))]
    pub(super) fn new(_: Option<i32>) -> Self {
        Self::default()
    }

    /// Whether it was there and no longer is. Where that cannot be seen, the end of the stream ends the server.
    pub(super) fn is_gone(&mut self) -> bool {
        if self.looked.is_some_and(|looked| looked.elapsed() < Self::PATIENCE) {
            return false;
        }
        self.looked = Some(Instant::now());
        self.has_ended()
    }

    #[cfg(unix)]
    fn has_ended(&self) -> bool {
        let Some(process) = self.process else { return false };
        let is_orphan = self.is_own && rustix::process::getppid() != self.process;
        // One that belongs to somebody else is there, too.
        is_orphan || rustix::process::test_kill_process(process) == Err(rustix::io::Errno::SRCH)
    }

    #[cfg(not(unix))]
    fn has_ended(&self) -> bool {
        false
    }
}
