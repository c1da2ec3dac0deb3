//! Whatever a text is, reading who says what in it ends, and every place is one of the text.

#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord::speech::{Extent, read};
use onrecord::text::Text;

/// So that a text is taken for one in a language with rules.
const ENGLISH: &str = "The mayor of the city said that it was the end of the day. ";

fuzz_target!(|data: &[u8]| {
    let text = Text::new(ENGLISH.to_owned() + &String::from_utf8_lossy(data));
    let reading = read(&text);
    let check = |place: Extent| {
        let range = place.start as usize..place.end as usize;
        assert!(text.untrusted().get(range).is_some_and(|words| !words.is_empty()), "{place:?}");
    };
    for attribution in &reading.attributions {
        attribution.content.iter().chain(&attribution.source).chain(&attribution.cue).copied().for_each(check);
        assert!(attribution.voice.is_none_or(|voice| voice < reading.sources.len()));
        assert!(attribution.relays.is_none_or(|at| at < reading.attributions.len()));
    }
    reading.sources.iter().flat_map(|source| &source.mentions).copied().for_each(check);
});
