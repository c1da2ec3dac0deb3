//! Texts within a text that may be somebody else's: quotations of a page or a message.

use super::seam::{APART, BACK};

/// The texts that are open, and the marks that are due before the next word.
#[derive(Default)]
pub(super) struct Texts {
    /// Whether each was led in.
    open: Vec<bool>,
    due: String,
}

impl Texts {
    /// Begins a text behind another one. What ends in a colon leads it in, and may be quoted with it; returns whether
    /// it does.
    pub(super) fn enter(&mut self, before: &str) -> bool {
        let is_led_in = self.due.is_empty() && before.trim_end().ends_with(':');
        self.open.push(is_led_in);
        if !is_led_in {
            self.due.push(APART);
        }
        is_led_in
    }

    pub(super) fn leave(&mut self) {
        match self.open.pop() {
            // Nothing was in it.
            Some(false) if self.due.ends_with(APART) => _ = self.due.pop(),
            Some(false) => self.due.push(BACK),
            // What led it in is of the same text, and what follows is of another.
            Some(true) => self.due.extend([BACK, APART]),
            None => {}
        }
    }

    /// Writes the marks that are due.
    pub(super) fn mark(&mut self, out: &mut String) {
        out.push_str(&self.due);
        self.due.clear();
    }
}
