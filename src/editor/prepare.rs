//! What answers share, made before anybody waits for it.

use crate::analysis::Along;
use crate::index::{DocumentIndex, Idx};
use crate::schema::Meaning;
use crate::text::Text;
use crate::workspace::Snapshot;

/// Makes what the first answer from a snapshot would otherwise make. Snapshots share it as long as edits leave links as
/// they were: then this costs nothing.
pub fn prepare(snapshot: &Snapshot) {
    snapshot.uses(&Text::default());
    snapshot.ends(Along::Provenance);
    snapshot.ends(Along::Indistinct);
    snapshot.retractions();
    snapshot.falls();
    snapshot.origin_of();
    if !snapshot.corpus().documents.is_empty() {
        snapshot.documented(DocumentIndex::new(0));
    }
    Meaning::of_claims();
}
