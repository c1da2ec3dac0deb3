//! The sources of a text: which mentions mean the same, and what readers learn of who it is.

use super::page::Page;
use super::reading::{Attribution, Identity, Source};
use crate::text::Text;

/// The sources of attributions, which get their voices.
pub(super) fn sources(_page: &Page<'_>, text: &Text, attributions: &mut [Attribution]) -> Vec<Source> {
    let mut sources: Vec<Source> = Vec::new();
    for attribution in attributions {
        let Some(mention) = attribution.source else { continue };
        let label = mention.of(text);
        let known = sources.iter().position(|source| source.label == label);
        let at = known.unwrap_or(sources.len());
        match sources.get_mut(at) {
            Some(source) => source.mentions.push(mention),
            None => sources.push(Source {
                label,
                identity: Identity::Unresolved,
                kind: None,
                reason: None,
                mentions: vec![mention],
                candidates: Vec::new(),
            }),
        }
        attribution.voice = Some(at);
    }
    sources
}
