//! Which article a place is about.

use super::here;
use crate::graph::find;
use crate::index::DocumentIndex;
use crate::model::Record;
use crate::text::Text;
use crate::workspace::Snapshot;

/// The document that a place of a text is about: the one whose record or id is there or, if there is none, the first
/// one that the text has evidence from. The text may be a draft, which is not among the claim files. Linear in the
/// text.
pub fn article(snapshot: &Snapshot, text: &Text, offset: u32) -> Option<DocumentIndex> {
    let document = |id: &Text| match find(snapshot.corpus(), id.untrusted(), Some) {
        Ok(Record::Document(document)) => Some(document),
        _ => None,
    };
    let here = here(text, offset);
    let at_place = document(&here.word()).or_else(|| document(&here.record()?));
    at_place.or_else(|| {
        let values = text.untrusted().lines().filter_map(|line| {
            let pair = line.trim_start().trim_start_matches("- ").strip_prefix("document:")?;
            Some(Text::new(pair.split('#').next()?.trim().trim_matches(['"', '\''])))
        });
        values.into_iter().find_map(|value| document(&value))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Workspace;

    #[test]
    fn the_document_there_or_the_first_that_is_quoted() {
        let claims = "documents:\n  paper: {title: P}\n  wire:\n    title: W\n";
        let snapshot = Workspace::of_texts([("c.yaml", claims)]).snapshot();
        let of = |text: &str, place: &str| {
            let offset = u32::try_from(text.find(place).unwrap()).unwrap();
            article(&snapshot, &text.into(), offset).map(|at| snapshot.corpus().documents[at].id.as_str().to_owned())
        };
        let draft = "claims:\n  a:\n    evidence:\n      - document: none\n      - document: \"wire\" # it\n        quote: x\n      - document: paper\n";
        assert_eq!(of(claims, "paper").as_deref(), Some("paper"));
        assert_eq!(of(claims, "title: W").as_deref(), Some("wire"));
        assert_eq!(of(claims, "documents").as_deref(), None);
        assert_eq!(of(draft, "paper").as_deref(), Some("paper"));
        assert_eq!(of(draft, "claims").as_deref(), Some("wire"));
    }
}
