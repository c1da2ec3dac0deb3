//! Whatever is imported, what is written is a claim file without errors, and a second import of it changes nothing.

#![no_main]

use libfuzzer_sys::fuzz_target;
use onrecord::Workspace;
use onrecord::format::{Options, Written};
use onrecord::import::{self, Format, Input, NotImported, Outcome};

/// What the columns of a table are.
const MAP: &str = "headings: 0\ncolumns: {A: statement, B: source, C: date, D: url, E: quote, F: note}\n";

fuzz_target!(|data: &[u8]| {
    let Some((first, rest)) = data.split_first() else { return };
    let format = Format::ALL[usize::from(first.wrapping_sub(b'a')) % Format::ALL.len()];
    let inputs = [Input { name: "x".into(), bytes: rest.to_vec() }];
    let map = (format == Format::Table).then_some(MAP);
    let outcome = import::import(format, &inputs, map, Workspace::default().snapshot().corpus());
    assert!(!matches!(outcome, Err(NotImported::Lost)));
    let Ok(Outcome::Import(import)) = outcome else { return };
    for format in import::Import::formats() {
        import.write(format, &Options::default(), &mut Vec::new()).unwrap();
    }
    let Some(file) = import.file() else { return };
    let snapshot = Workspace::of_texts([("c.yaml", file)]).snapshot();
    assert_eq!(snapshot.load_faults().len(), 0);
    let again = import::import(format, &inputs, map, snapshot.corpus());
    assert!(matches!(again, Ok(Outcome::Import(again)) if again.written().claims == 0));
});
