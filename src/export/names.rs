//! The names of records in linked data.

use std::fmt::Write;
use std::io;

use sha2::{Digest, Sha256};

use super::json;
use super::view::{Export, Node};
use crate::model::Record;

/// The ends of the IRIs of an export; what they start with is the base, or a prefix for it.
///
/// A record is called by its id, and what belongs to it by the id, a dot and more: ids have no dots. A confidential source is called by
/// a digest of the whole export and a number, so that nobody can tell that two exports speak of the same one.
pub(super) struct Names<'a> {
    export: &'a Export<'a>,
    digest: String,
}

impl<'a> Names<'a> {
    pub(super) fn new(export: &'a Export<'a>) -> io::Result<Self> {
        let mut hasher = Hasher(Sha256::new());
        json::write(export, &mut hasher)?;
        let mut digest = String::new();
        for byte in hasher.0.finalize().iter().take(8) {
            let _ = write!(digest, "{byte:02x}");
        }
        Ok(Self { export, digest })
    }

    pub(super) fn of(&self, record: Record) -> String {
        match self.export.node(record) {
            Some(Node::Source(source)) if source.is_confidential() => {
                format!("local.{}.{}", self.digest, self.export.number(record).unwrap_or(0))
            }
            Some(Node::Source(source)) => source.id.as_str().to_owned(),
            Some(Node::Claim { claim, .. }) => claim.id.as_str().to_owned(),
            Some(Node::Document(document)) => document.id.as_str().to_owned(),
            None => String::new(),
        }
    }
}

/// A writer that only digests.
struct Hasher(Sha256);

impl io::Write for Hasher {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
