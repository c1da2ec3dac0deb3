//! How much is done for a quote at most: counted in steps, so that the answer is the same on every machine.

use std::cell::Cell;
use std::error::Error;
use std::fmt;

/// Looking for a quote took more steps than its copy and its own length allow. That says nothing about the quote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooCostly;

impl fmt::Display for TooCostly {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the search takes more steps than are allowed")
    }
}

impl Error for TooCostly {}

/// Steps that may still be taken. A step looks at one token of a page.
#[derive(Debug)]
pub(super) struct Effort {
    left: Cell<u64>,
}

impl Effort {
    pub(super) fn new(steps: u64) -> Self {
        Self { left: Cell::new(steps) }
    }

    /// How many steps are left.
    pub(super) fn left(&self) -> u64 {
        self.left.get()
    }

    /// Takes some steps, if so many are left.
    pub(super) fn spend(&self, steps: usize) -> Result<(), TooCostly> {
        let left = self.left.get().checked_sub(steps as u64);
        self.left.set(left.unwrap_or(0));
        left.map(|_| ()).ok_or(TooCostly)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_steps_are_taken_than_there_are() {
        let effort = Effort::new(3);
        assert_eq!((effort.spend(1), effort.spend(2), effort.left()), (Ok(()), Ok(()), 0));
        assert_eq!(effort.spend(1), Err(TooCostly));
        assert_eq!(Effort::new(3).spend(4), Err(TooCostly));
    }
}
