//! Whatever is typed wherever, every question of an editor is answered, with places that are in the files.
//!
//! The first four bytes say where in the first file something is typed, the next one how much of it is deleted there,
//! and what follows up to a line `%%` is what is typed. Then come the files.

#![no_main]

mod common;

use libfuzzer_sys::fuzz_target;
use onrecord::Workspace;
use onrecord::editor::{self, Typing};
use onrecord::policy::Request;
use onrecord::text::{FileId, Span, Text};
use onrecord::workspace::Snapshot;

fuzz_target!(|data: &[u8]| {
    let Some((head, rest)) = data.split_first_chunk::<5>() else { return };
    let Some(end) = rest.windows(4).position(|part| part == b"\n%%\n") else { return };
    let Ok(typed) = std::str::from_utf8(&rest[..end]) else { return };
    let Some(files) = common::files(&rest[end + 4..]) else { return };
    let Some((path, text)) = files.first().cloned() else { return };
    let at =
        text.floor_char_boundary(u32::from_le_bytes([head[0], head[1], head[2], head[3]]) as usize % (text.len() + 1));
    let end = text.ceil_char_boundary(at + usize::from(head[4]));
    let mut workspace = Workspace::of_texts(files);
    let before = workspace.snapshot();
    let edited = format!("{}{typed}{}", &text[..at], &text[end..]);
    let offset = u32::try_from(at + typed.len()).unwrap();
    // Completion has a text that is newer than the snapshot.
    let new = Text::new(edited.as_str());
    let found = editor::complete(&before, &Request::default(), &Typing { path: &path, text: &new, offset });
    assert!(found.range.0 <= found.range.1 && found.range.1 as usize <= edited.len());
    workspace.set(path.clone(), edited);
    let snapshot = workspace.snapshot();
    let Some(file) = snapshot.files().id(&path) else { return };
    for offset in [0, offset / 2, offset, offset + 1, offset.saturating_mul(2)] {
        place(&snapshot, file, offset);
    }
    whole(&snapshot, file);
});

/// What is asked at a place.
fn place(snapshot: &Snapshot, file: FileId, offset: u32) {
    if let Some(hover) = editor::hover(snapshot, &Request::default(), file, offset) {
        is_inside(snapshot, hover.place);
        hover.markdown();
    }
    if let Some(definition) = editor::definition(snapshot, file, offset) {
        for span in [definition.from, definition.key, definition.whole] {
            is_inside(snapshot, span);
        }
    }
    editor::references(snapshot, file, offset).iter().for_each(|of| is_inside(snapshot, of.place));
    if let Ok(of) = editor::prepare_rename(snapshot, file, offset) {
        let renaming = editor::renaming(snapshot, &of.id, &"brand-new-id".parse().unwrap());
        renaming.into_iter().flat_map(|found| found.edits).for_each(|edit| is_inside(snapshot, edit.span));
    }
    if let Some(root) = editor::call_root(snapshot, file, offset) {
        let calls = [editor::rests_on(snapshot, root.record), editor::carries(snapshot, root.record)];
        calls.iter().flatten().for_each(|call| is_inside(snapshot, call.record.whole));
    }
}

/// What is asked of a file.
fn whole(snapshot: &Snapshot, file: FileId) {
    for section in editor::outline(snapshot, file) {
        is_inside(snapshot, section.whole);
        section.records.iter().for_each(|record| is_inside(snapshot, record.whole));
    }
    editor::folds(snapshot, file).into_iter().for_each(|fold| is_inside(snapshot, fold));
    editor::links(snapshot, file).iter().for_each(|link| is_inside(snapshot, link.place));
    editor::tokens(snapshot, file, (0, u32::MAX)).iter().for_each(|token| is_inside(snapshot, token.place));
    editor::hints(snapshot, file, (0, u32::MAX)).iter().for_each(|hint| is_inside(snapshot, hint.place));
}

fn is_inside(snapshot: &Snapshot, span: Span) {
    let text = snapshot.files().get(span.file).text().untrusted();
    assert!(span.start <= span.end && span.end as usize <= text.len());
    assert!(text.is_char_boundary(span.start as usize) && text.is_char_boundary(span.end as usize));
}
