//! Texts within a text that may be somebody else's: quotations of a page or a message.

use super::seam::{APART, BACK, LED_IN};

/// The marks of texts that begin and end, which are due before the next word.
#[derive(Default)]
pub(super) struct Texts {
    due: String,
}

impl Texts {
    /// Begins a text behind another one.
    pub(super) fn enter(&mut self, before: &str) {
        let is_led_in = self.due.is_empty() && before.trim_end().ends_with(':');
        self.due.push(if is_led_in { LED_IN } else { APART });
    }

    pub(super) fn leave(&mut self) {
        // In some nothing is.
        if self.due.ends_with([APART, LED_IN]) {
            self.due.pop();
        } else {
            self.due.push(BACK);
        }
    }

    /// Writes the marks that are due.
    pub(super) fn mark(&mut self, out: &mut String) {
        out.push_str(&self.due);
        self.due.clear();
    }
}
