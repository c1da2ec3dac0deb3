//! Fact-checking runs: the work list, manifests, and what has changed between two.

#![allow(clippy::format_collect, clippy::format_push_string, reason = "small texts, made once")]

mod changes;
mod exposed;
mod guide;
mod manifests;
mod properties;
mod refused;
mod revisions;
mod todo;

use onrecord::Workspace;
use onrecord::format::{Format, Options};
use onrecord::model::{Date, Record};
use onrecord::runs::{Manifest, diff};
use onrecord::text::Text;
use onrecord::workspace::Snapshot;
use serde_json::Value;

use crate::formats;

/// The day on which everything here is looked at.
const DAY: &str = "2026-11-24";

/// A corpus from one text.
pub(crate) struct Known(Snapshot);

fn day() -> Date {
    Date::parse(&Text::new(DAY)).unwrap()
}

impl Known {
    fn new(text: &str) -> Self {
        Self(Workspace::of_texts([("c.yaml", text)]).snapshot())
    }

    fn manifest(&self) -> Manifest<'_> {
        Manifest::new(&self.0, &day())
    }

    /// The manifest as its file has it.
    fn file(&self) -> Text {
        let mut out = Vec::new();
        self.manifest().write(&mut out).unwrap();
        Text::new(String::from_utf8(out).unwrap())
    }

    /// The grounds digest of a claim.
    fn grounds(&self, claim: &str) -> String {
        let claim = self.0.find(claim, Record::claim).unwrap();
        self.0.digests().grounds(claim).to_string()
    }
}

const FORMATS: [Format; 3] = [Format::Text, Format::Json, Format::Markdown];

fn written(old: &Manifest<'_>, new: &Manifest<'_>, format: Format) -> String {
    formats::written(&diff(old, new), format, &Options::default())
}

/// The difference between two claim files, as JSON.
fn difference(old: &str, new: &str) -> Value {
    let (old, new) = (Known::new(old), Known::new(new));
    serde_json::from_str(&written(&old.manifest(), &new.manifest(), Format::Json)).unwrap()
}

fn as_text(old: &str, new: &str, format: Format) -> String {
    let (old, new) = (Known::new(old), Known::new(new));
    written(&old.manifest(), &new.manifest(), format)
}
