//! An export of our own, imported: see `importing.rs`.

#![no_main]

mod importing;

use libfuzzer_sys::fuzz_target;
use onrecord::import::Format;

fuzz_target!(|data: &[u8]| importing::import(Format::Graph, data.to_vec(), None));
