//! Whatever a timestamp holds, it is read or refused: a token of RFC 3161, or a proof of OpenTimestamps.

#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord::copies::stamp;

const PROOF: &[u8] = b"\x00OpenTimestamps\x00\x00Proof\x00\xBF\x89\xE2\xE8\x84\xE8\x92\x94\x01\x08";

fuzz_target!(|data: &[u8]| {
    let _ = stamp(data);
    let _ = stamp(&[PROOF, data].concat());
});
