//! Only what is written as a manifest is read as one, and it is written again the same.

#![no_main]

mod common;

use libfuzzer_sys::fuzz_target;
use onrecord::Workspace;
use onrecord::model::Date;
use onrecord::runs::{Manifest, diff};
use onrecord::text::Text;

// An input is the text of a manifest, or claim files with three bytes before them: where the manifest of these is to be
// changed, and into what.
fuzz_target!(|data: &[u8]| {
    if let Ok(text) = std::str::from_utf8(data) {
        is_read_strictly(text);
    }
    let [high, low, byte, rest @ ..] = data else { return };
    let Some(files) = common::files(rest) else { return };
    let snapshot = Workspace::of_texts(files).snapshot();
    let Some(day) = Date::parse(&Text::new("2026-01-31")) else { return };
    let manifest = Manifest::new(&snapshot, &day);
    let mut bytes = Vec::new();
    manifest.write(&mut bytes).expect("memory takes everything");
    let text = String::from_utf8(bytes.clone()).expect("JSON is UTF-8");
    if snapshot.faults().next().is_none() {
        let read = Manifest::read(&Text::new(text)).expect("what was written is read");
        assert!(diff(&manifest, &read).is_nothing());
    }
    let at = usize::from(u16::from_be_bytes([*high, *low])) % bytes.len();
    bytes[at] = *byte;
    if let Ok(changed) = String::from_utf8(bytes) {
        is_read_strictly(&changed);
    }
});

/// What is read is written again with the same bytes. A line feed at the end need not be there.
fn is_read_strictly(text: &str) {
    let Ok(manifest) = Manifest::read(&Text::new(text)) else { return };
    let mut again = Vec::new();
    manifest.write(&mut again).expect("memory takes everything");
    assert_eq!(String::from_utf8(again).expect("JSON is UTF-8").trim_end_matches('\n'), text.trim_end_matches('\n'));
}
