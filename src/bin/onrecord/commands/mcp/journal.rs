//! A journal of what an assistant asked, for who wants to know afterwards.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use onrecord::workspace::Snapshot;
use serde_json::{Value, json};

use crate::error::CommandError;
use crate::{clock, exit, protected_paths};

/// A file to which a line is added for each call.
pub(super) struct Journal {
    path: PathBuf,
    file: File,
}

impl Journal {
    /// Opens the file, or makes it. What is in it stays; a claim file or a copy is no journal.
    pub(super) fn open(path: &Path, snapshot: &Snapshot) -> Result<Self, CommandError> {
        protected_paths::refuse_answer(path, snapshot, None)?;
        let file = OpenOptions::new().append(true).create(true).open(path);
        let file = file.map_err(|error| CommandError::unwritten(path, &error))?;
        Ok(Self { path: path.to_owned(), file })
    }

    /// Adds a call: which tool, with what, and how much was answered or why nothing was.
    pub(super) fn note(&mut self, tool: &str, arguments: &Value, answer: &Result<Value, String>) {
        let mut line = json!({"time": clock::now(), "tool": tool, "arguments": arguments});
        match answer {
            Ok(answer) => line["bytes"] = answer.to_string().len().into(),
            Err(why) => line["refused"] = why.as_str().into(),
        }
        // Whole or not at all: one write for each line.
        if let Err(error) = self.file.write_all(format!("{line}\n").as_bytes()) {
            exit::explain(&CommandError::unwritten(&self.path, &error));
        }
    }
}
