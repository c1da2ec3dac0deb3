//! Whatever a message holds, reading it ends, and no address of its headers is in what is filled in.

#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord::copies::{Kind, about};

mod pages;

fuzz_target!(|data: &[u8]| {
    pages::read(data, Kind::Email);
    pages::read(data, Kind::Mhtml);
    let about = about(data, Kind::Email);
    assert!(about.authors.is_empty());
    assert!(about.title.is_none_or(|title| !title.untrusted().contains('@')));
});
