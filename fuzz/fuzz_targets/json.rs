//! Whatever a file of JSON holds, reading it ends.

#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord::copies::Kind;

mod pages;

fuzz_target!(|data: &[u8]| {
    pages::read(data, Kind::Json);
});
