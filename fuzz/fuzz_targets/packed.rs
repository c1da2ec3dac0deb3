//! Whatever a packed copy is, it is known and read, or refused.

#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord::copies::{Kind, about, shown};

fuzz_target!(|data: &[u8]| {
    for extension in ["gz", "docx", "odt"] {
        let kind = Kind::of(data, Some(extension));
        let _ = (shown(data, kind), about(data, kind));
    }
});
