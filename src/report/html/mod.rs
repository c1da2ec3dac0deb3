//! The report as one page for a browser.

#[cfg_attr(not(test), expect(dead_code, reason = "the page draws the picture"))]
mod layout;
