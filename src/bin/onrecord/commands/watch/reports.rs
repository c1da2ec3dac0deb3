//! The report that `watch` keeps up to date: in a file, and in the browsers that show it.

use std::path::PathBuf;

use onrecord::format::{Format, Written};
use onrecord::report::{Report, Selection, report};
use onrecord::workspace::Snapshot;

#[cfg(feature = "serve")]
use super::serve::Served;
use crate::args::{self, Color};
use crate::clock;
use crate::error::{CommandError, shown};
use crate::output::{Output, write_stdout};

pub(super) struct Reports {
    color: Color,
    file: Option<PathBuf>,
    #[cfg(feature = "serve")]
    served: Option<Served>,
    /// The report as it was kept last.
    kept: Vec<u8>,
}

impl Reports {
    pub(super) fn new(args: &args::Watch, color: Color) -> Result<Self, CommandError> {
        Ok(Self {
            color,
            file: args.html.clone(),
            #[cfg(feature = "serve")]
            served: args.serve.map(Served::start).transpose().map_err(|error| CommandError::unserved(&error))?,
            kept: Vec::new(),
        })
    }

    /// Whether anybody wants the report.
    fn are_wanted(&self) -> bool {
        #[cfg(feature = "serve")]
        if self.served.is_some() {
            return true;
        }
        self.file.is_some()
    }

    /// Keeps the report up to date. The next change is another chance to write it.
    pub(super) fn keep(&mut self, snapshot: &Snapshot) -> Result<(), CommandError> {
        if !self.are_wanted() {
            return Ok(());
        }
        let report = report(snapshot, &Selection::default()).with_checks(None, clock::today().as_ref());
        let output = Output::new(self.file.as_ref(), Format::Html);
        let mut bytes = Vec::new();
        let made = report.write(Format::Html, &output.options(self.color), &mut bytes);
        // The file may be in a folder that is watched: the same report is not written twice.
        if made.is_err() || bytes == self.kept {
            return Ok(());
        }
        let is_first = self.kept.is_empty();
        self.show(&report, is_first)?;
        if let Some(file) = &self.file {
            output.write_quietly(snapshot, |out| out.write_all(&bytes))?;
            if is_first {
                say(&format!("wrote {}\n\n", shown(file)))?;
            }
        }
        self.kept = bytes;
        Ok(())
    }

    /// Shows a report in the browsers.
    #[cfg(feature = "serve")]
    fn show(&self, report: &Report<'_>, is_first: bool) -> Result<(), CommandError> {
        let Some(served) = &self.served else { return Ok(()) };
        let options = Output::Stdout.options(self.color);
        let made = served.show(|version| {
            let mut page = Vec::new();
            report.write(Format::Html, &options.served(Some(version)), &mut page)?;
            Ok(page)
        });
        made.map_err(|error| CommandError::unserved(&error))?;
        if is_first { say(&format!("serving {}\n\n", served.address())) } else { Ok(()) }
    }

    #[cfg(not(feature = "serve"))]
    fn show(&self, _: &Report<'_>, _: bool) -> Result<(), CommandError> {
        Ok(())
    }
}

fn say(words: &str) -> Result<(), CommandError> {
    write_stdout(|out| out.write_all(words.as_bytes()))
}
