//! Whatever an archive holds, reading it ends, and every page that it lists can be chosen.

#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord::copies::Kind;

mod pages;

fuzz_target!(|data: &[u8]| {
    pages::read(data, Kind::Warc);
});
