//! The names of records in linked data.

use std::borrow::Cow;
use std::io;

use super::json;
use super::view::{Export, Node};
use crate::digest::Hashed;
use crate::format::Options;
use crate::model::Record;

/// The ends of the IRIs of an export; what they start with is the base, or a prefix for it.
///
/// A record is called by its id, and what belongs to it by the id, a dot and more: ids have no dots. A confidential
/// source is called by a digest of the whole export and a number, so that nobody can tell that two exports speak of the
/// same one.
pub(super) struct Names {
    /// What the names of confidential sources start with.
    local: String,
}

impl Names {
    pub(super) fn new(export: &Export<'_>) -> io::Result<Self> {
        let mut nowhere = io::sink();
        let mut hashed = Hashed::new(&mut nowhere);
        json::write(export, &Options::default(), &mut hashed)?;
        Ok(Self { local: format!("local.{}.", &hashed.finish().hex()[..16]) })
    }

    pub(super) fn of<'a>(&self, export: &Export<'a>, record: Record) -> Cow<'a, str> {
        match export.node(record) {
            Some(Node::Source(source)) if source.is_confidential() => {
                let number = export.number(record).unwrap_or(0);
                [&*self.local, &number.to_string()].concat().into()
            }
            Some(Node::Source(source)) => source.id.as_str().into(),
            Some(Node::Claim { claim, .. }) => claim.id.as_str().into(),
            Some(Node::Document(document)) => document.id.as_str().into(),
            None => "".into(),
        }
    }
}
