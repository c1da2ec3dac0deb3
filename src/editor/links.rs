//! What a file leads to: pages and archived copies. Nothing leads to what a confidential source published.

use std::path::PathBuf;

use crate::evidence;
use crate::index::DocumentIndex;
use crate::model::{Claim, Record, RecordKind, Url};
use crate::text::{FileId, Span, Text};
use crate::tree::{NodeId, Tree};
use crate::workspace::Snapshot;
use crate::yaml;

/// A place that leads elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The place, quotation marks included.
    pub place: Span,
    /// Where it leads.
    pub to: Target,
}

/// Where a [`Link`] leads.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Target {
    /// To a page.
    Url(Text),
    /// To an archived copy beside the claim files.
    Copy(PathBuf),
}

/// The links of a claim file, in order of place. Reads the text again: linear in the file. A broken one has none.
pub fn links(snapshot: &Snapshot, file: FileId) -> Vec<Link> {
    let text = snapshot.files().get(file).text();
    let Ok(tree) = yaml::parse(text.untrusted()) else { return Vec::new() };
    let Some(root) = tree.root() else { return Vec::new() };
    let sections = tree.entries(root).filter(|&(key, _)| tree.scalar(key).and_then(RecordKind::of_section).is_some());
    let linking = Linking { snapshot, file, tree: &tree };
    sections
        .flat_map(|(_, section)| tree.entries(section))
        .flat_map(|(key, record)| linking.record(key, record))
        .collect()
}

struct Linking<'a> {
    snapshot: &'a Snapshot,
    file: FileId,
    tree: &'a Tree<'a>,
}

impl Linking<'_> {
    fn record(&self, key: NodeId, record: NodeId) -> Vec<Link> {
        let corpus = self.snapshot.corpus();
        let found = self.tree.scalar(key).and_then(|id| corpus.find(id));
        // Of several with one id, only one is known.
        let Some(found) = found.filter(|&found| corpus.place(found) == self.span(key)) else { return Vec::new() };
        let fields = self.tree.entries(record);
        fields.filter_map(|(name, value)| self.link(found, self.tree.scalar(name)?, value)).collect()
    }

    fn link(&self, record: Record, field: &str, value: NodeId) -> Option<Link> {
        let corpus = self.snapshot.corpus();
        let is_open = match record {
            Record::Source(source) => !corpus.sources[source].is_confidential(),
            Record::Document(document) => !corpus.documents[document].is_confidential,
            Record::Claim(claim) => self.is_said_openly(&corpus.claims[claim]),
            // Of one that is marked as confidential, the address is not kept.
            Record::Review(review) => corpus.reviews[review].url.is_some(),
        };
        let to = match (field, record) {
            _ if !is_open => return None,
            ("url" | "archived_url", _) => {
                let url = Url::parse(&Text::new(self.tree.scalar(value)?))?;
                Target::Url(url.text().clone())
            }
            ("snapshot" | "text", Record::Document(document)) => Target::Copy(self.copy(document, field)?),
            _ => return None,
        };
        Some(Link { place: self.span(value), to })
    }

    /// Whether every voice of a claim is that of a source with a name: what another one has said may be at the address.
    /// Of a record that may be confidential, the address is not kept.
    fn is_said_openly(&self, claim: &Claim) -> bool {
        claim.url().is_some() && claim.attributed_to().iter().all(|voice| self.snapshot.corpus().is_named(voice))
    }

    /// Where the copy of a document is, unless its path is refused or it is kept elsewhere.
    fn copy(&self, document: DocumentIndex, field: &str) -> Option<PathBuf> {
        let record = &self.snapshot.corpus().documents[document];
        let path = &if field == "text" { record.text() } else { record.copy() }.path;
        let evidence = self.snapshot.evidence(None);
        let state = if field == "text" { &evidence.texts } else { &evidence.snapshots };
        let is_there = matches!(
            state.of(document)?,
            evidence::Snapshot::Unpinned
                | evidence::Snapshot::Unheld
                | evidence::Snapshot::Verified
                | evidence::Snapshot::Differs
                | evidence::Snapshot::Contradictory
        );
        let here = self.snapshot.files().get(self.file).path().given();
        Some(here.with_file_name(path.as_ref()?.value.path())).filter(|_| is_there)
    }

    fn span(&self, node: NodeId) -> Span {
        let (start, end) = self.tree.range(node);
        Span { file: self.file, start, end }
    }
}
