//! Whatever the text of an ODT and its properties hold, reading it ends, and within memory.

#![no_main]

mod parts;

use libfuzzer_sys::fuzz_target;
use onrecord::copies::{Kind, about, shown};

// Parts with a line `%%` between them.
fuzz_target!(|data: &[u8]| {
    let bytes = parts::zip(&[], &["content.xml", "meta.xml"], data);
    let _ = (shown(&bytes, Kind::Odt), about(&bytes, Kind::Odt));
});
