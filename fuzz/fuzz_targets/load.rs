//! Whatever the claim files hold, loading ends, finds the same twice and points into the files.

#![no_main]

mod common;

use libfuzzer_sys::fuzz_target;
use onrecord::Workspace;
use onrecord::diagnostic::Finding;
use onrecord::text::terminal;
use onrecord::workspace::Snapshot;

fuzz_target!(|data: &[u8]| {
    let Some(files) = common::files(data) else { return };
    let snapshot = Workspace::of_texts(files.clone()).snapshot();
    snapshot.analysis();
    for diagnostic in snapshot.faults() {
        points_into(&snapshot, &diagnostic);
    }
    let backwards = Workspace::of_texts(files.into_iter().rev()).snapshot();
    let said = |snapshot: &Snapshot| {
        format!(
            "{:?}",
            snapshot
                .faults()
                .map(|found| (found.rule().name, found.path().shown().clone(), found.span()))
                .collect::<Vec<_>>()
        )
    };
    assert_eq!(said(&snapshot), said(&backwards));
    assert_eq!(snapshot.corpus().records().len(), backwards.corpus().records().len());
});

fn points_into(snapshot: &Snapshot, finding: &Finding<'_>) {
    let related = finding.related(terminal::line);
    for span in finding.span().into_iter().chain(related.into_iter().map(|(span, _)| span)) {
        let text = snapshot.files().get(span.file).text().untrusted();
        assert!(span.start <= span.end && span.end as usize <= text.len());
        assert!(text.is_char_boundary(span.start as usize) && text.is_char_boundary(span.end as usize));
        assert!(snapshot.files().start(span) <= snapshot.files().end(span));
    }
}
