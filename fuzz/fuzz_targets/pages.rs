//! What is done with a copy, whatever it is.

use onrecord::copies::{Kind, about_page, pages, shown_page};

/// Reads a copy, and every page of it, if it is a web archive.
pub fn read(copy: &[u8], kind: Kind) {
    let chosen = pages(copy, kind);
    for wanted in chosen.iter().take(8).map(Some).chain([None]) {
        let _ = about_page(copy, kind, wanted);
        let _ = shown_page(copy, kind, wanted);
    }
}
