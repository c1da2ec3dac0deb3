//! Fact checks of others, imported: see `importing.rs`.

#![no_main]

mod importing;

use libfuzzer_sys::fuzz_target;
use onrecord::import::Format;

fuzz_target!(|data: &[u8]| importing::import(Format::ClaimReview, data.to_vec(), None));
