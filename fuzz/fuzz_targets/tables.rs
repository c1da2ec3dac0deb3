//! Tables in Parquet are read to the end, or refused. What an export wrote is read back.

#![no_main]

mod common;

use std::fs;
use std::panic;
use std::path::PathBuf;
use std::process;

use libfuzzer_sys::fuzz_target;
use onrecord::Workspace;
use onrecord::export::{Export, Request, export};
use onrecord::format::{Format, Options, Written};
use onrecord::report::{TableReport, report_on_tables};
use onrecord::tables::{self, FILES, Tables};

/// How a file of Parquet begins.
const MAGIC: &[u8] = b"PAR1";

// An input is a table, which is read as the nodes and as the links; or claim files with four bytes before them: which of
// their two tables is to be changed, where, and into what.
fuzz_target!(
    init: {
        // A panic of the crate for Parquet is an error of the table. One of ours ends the run, though it is caught, too.
        let ours = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            let is_foreign = info.location().is_some_and(|at| at.file().contains("parquet-"));
            if !is_foreign {
                ours(info);
            }
        }));
    },
    |data: &[u8]| {
        if data.starts_with(MAGIC) {
            written([data, data]);
            return;
        }
        let [which, high, low, byte, rest @ ..] = data else { return };
        let Some(files) = common::files(rest) else { return };
        let snapshot = Workspace::of_texts(files).snapshot();
        let export = export(&snapshot, &Request::default());
        let table = |file: &str| {
            let mut out = Vec::new();
            export.write_file(Format::Parquet, file, &Options::default(), &mut out).expect("memory takes everything");
            out
        };
        assert!(Export::files(Format::Parquet).into_iter().eq(FILES));
        let mut both = FILES.map(table);
        let tables = written([&both[0], &both[1]]).expect("what was written is read");
        assert_eq!(report_on_tables(&tables, &[]).rows().count(), snapshot.corpus().claims.len());
        let changed = &mut both[usize::from(which % 2)];
        let at = usize::from(u16::from_be_bytes([*high, *low])) % changed.len();
        changed[at] = *byte;
        written([&both[0], &both[1]]);
    }
);

/// Reads tables, and reports on what was read.
fn written(both: [&[u8]; 2]) -> Option<Tables> {
    let folder = folder();
    for (file, bytes) in FILES.iter().zip(both) {
        fs::write(folder.join(file), bytes).expect("the folder for temporary files can be written");
    }
    let tables = tables::read(&folder).ok()?;
    let report = report_on_tables(&tables, &[]);
    for format in TableReport::formats() {
        report.write(format, &Options::default(), &mut std::io::sink()).expect("nothing is kept");
    }
    Some(tables)
}

/// A folder of this process alone.
fn folder() -> PathBuf {
    let folder = std::env::temp_dir().join(format!("onrecord-fuzz-tables-{}", process::id()));
    fs::create_dir_all(&folder).expect("the folder for temporary files can be written");
    folder
}
