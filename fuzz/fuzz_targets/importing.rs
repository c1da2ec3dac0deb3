//! What is done with an import, whatever its format.

use onrecord::Workspace;
use onrecord::format::{Options, Written};
use onrecord::import::{self, Format, Input, NotImported, Outcome};

/// Imports a file. What is written is a claim file without faults, and a second import of it changes nothing.
pub fn import(format: Format, bytes: Vec<u8>, map: Option<&str>) {
    let inputs = [Input { name: "x".into(), bytes, folder: None }];
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
    assert!(matches!(again, Ok(Outcome::Import(again)) if again.written().is_none()), "{file}");
}
