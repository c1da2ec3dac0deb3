//! Whatever an archived copy holds, reading it ends, and its own text is found in it.

#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord::copies::{Kind, about, shown};
use onrecord::quotes::{Outcome, Page, find_all};
use onrecord::text::Text;

/// How long a text may be to be looked for as a whole, in bytes.
const MOST: usize = 400;

// The first line is a quote, and the rest a copy.
fuzz_target!(|data: &[u8]| {
    let end = data.iter().position(|&byte| byte == b'\n').unwrap_or(0);
    let (quote, copy) = data.split_at(end);
    let quote = Text::new(String::from_utf8_lossy(quote));
    for kind in [Kind::Html, Kind::Text] {
        let _ = about(copy, kind);
        let Ok(page) = shown(copy, kind).map(|shown| Page::new(shown.text)) else { continue };
        let whole = page.text().untrusted();
        let itself = Text::new(whole);
        let found = find_all(&page, &[&quote, &itself]);
        // Without a word there is nothing to look for.
        if whole.len() <= MOST && whole.contains(|character: char| character.is_ascii_alphanumeric()) {
            assert_eq!(found[1], Ok(Outcome::Exact), "{whole:?}");
        }
    }
});
