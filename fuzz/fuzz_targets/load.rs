//! Whatever the claim files hold, loading ends, finds the same twice and points into the files.

#![no_main]

mod common;

use libfuzzer_sys::fuzz_target;
use onrecord::diagnostic::{Diagnostic, Place};
use onrecord::load::{Loaded, load_texts};

fuzz_target!(|data: &[u8]| {
    let Some(files) = common::files(data) else { return };
    let loaded = load_texts(files.clone());
    let linked = onrecord::link(&loaded.corpus);
    onrecord::analyse(&linked.graph);
    for diagnostic in loaded.diagnostics.iter().chain(&linked.diagnostics) {
        points_into(&loaded, diagnostic);
    }
    let backwards = load_texts(files.into_iter().rev());
    let said = |loaded: &Loaded| {
        format!("{:?}", loaded.diagnostics.iter().map(|found| (found.rule.name, &found.place)).collect::<Vec<_>>())
    };
    assert_eq!(said(&loaded), said(&backwards));
    assert_eq!(loaded.corpus.records().len(), backwards.corpus.records().len());
});

fn points_into(loaded: &Loaded, diagnostic: &Diagnostic) {
    let main = match &diagnostic.place {
        Place::Text(span) => Some(*span),
        Place::Path(_) => None,
    };
    for span in main.into_iter().chain(diagnostic.related.iter().map(|(span, _)| *span)) {
        let text = loaded.files.get(span.file).text().untrusted();
        assert!(span.start <= span.end && span.end as usize <= text.len());
        assert!(text.is_char_boundary(span.start as usize) && text.is_char_boundary(span.end as usize));
        assert!(loaded.files.start(span) <= loaded.files.end(span));
    }
}
