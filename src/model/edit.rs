//! What an edit of a file left as it was: mostly words change, and what refers to what does not.

use std::collections::HashMap;

use hashbrown::DefaultHashBuilder;

use super::table::FileRecords;
use super::{ArchivedFile, Claim, Confidential, Document, Evidence, Located, Reference, Review, Source};
use crate::text::{FileId, Span};

/// Edits of some files after which every record refers to what it referred to before: the graph is the same, and so is
/// all that is known from it alone.
#[derive(Debug, Default)]
pub(crate) struct Edits {
    moved: HashMap<FileId, Moved>,
    /// Whether a claim says something else.
    pub(crate) statements: bool,
    /// Whether a source is called something else.
    pub(crate) labels: bool,
    /// Whether something else is to be looked for in archived copies.
    pub(crate) copies: bool,
}

/// Where things in a file have gone: from the first and last byte to the first and last byte.
type Moved = HashMap<(u32, u32), (u32, u32), DefaultHashBuilder>;

impl Edits {
    /// Adds the edit of a file, and returns whether it is such an edit.
    pub(crate) fn add(&mut self, file: FileId, before: &FileRecords, now: &FileRecords) -> bool {
        let mut edit = Edit { edits: self, moved: Moved::default() };
        let is_same = (&before.unread, &before.damaged) == (&now.unread, &now.damaged)
            && edit.all(&before.sources, &now.sources, Edit::source)
            && edit.all(&before.documents, &now.documents, Edit::document)
            && edit.all(&before.claims, &now.claims, Edit::claim)
            && edit.all(&before.reviews, &now.reviews, Edit::review);
        let moved = edit.moved;
        self.moved.insert(file, moved);
        is_same
    }

    /// These edits, and others after them.
    pub(crate) fn then(&self, later: &Self) -> Self {
        let mut moved = self.moved.clone();
        for (&file, moves) in &later.moved {
            match moved.get_mut(&file) {
                None => _ = moved.insert(file, moves.clone()),
                Some(moved) => *moved = moved.iter().filter_map(|(&at, to)| Some((at, *moves.get(to)?))).collect(),
            }
        }
        Self {
            moved,
            statements: self.statements || later.statements,
            labels: self.labels || later.labels,
            copies: self.copies || later.copies,
        }
    }

    /// The files that were edited.
    pub(crate) fn files(&self) -> impl Iterator<Item = FileId> {
        self.moved.keys().copied()
    }

    /// Whether a place is in one of them.
    pub(crate) fn touch(&self, span: Span) -> bool {
        self.moved.contains_key(&span.file)
    }

    /// Where what was at a place is now; nothing if it is no place that a record knows.
    pub(crate) fn place(&self, span: Span) -> Option<Span> {
        let Some(moved) = self.moved.get(&span.file) else { return Some(span) };
        let &(start, end) = moved.get(&(span.start, span.end))?;
        Some(Span { file: span.file, start, end })
    }
}

/// The edit of one file. What a field that is compared says must be the same; of the others it is kept in mind which
/// have changed.
struct Edit<'e> {
    edits: &'e mut Edits,
    moved: Moved,
}

impl Edit<'_> {
    fn all<T>(&mut self, before: &[T], now: &[T], is_same: impl Fn(&mut Self, &T, &T) -> bool) -> bool {
        before.len() == now.len() && before.iter().zip(now).all(|(before, now)| is_same(self, before, now))
    }

    // Every field is named below, so that a new one needs a decision about what its edits change.

    fn source(&mut self, before: &Source, now: &Source) -> bool {
        let Source {
            id,
            identity,
            kind,
            label,
            terms,
            known_to,
            url,
            is_withheld,
            place,
            description: _,
            role: _,
            reason: _,
            note: _,
        } = before;
        let is_known = |known_to: &Option<Confidential>| known_to.as_ref().map(Confidential::is_given);
        self.edits.labels |= *label != now.label;
        self.moves(*place, now.place);
        (id, identity, kind, terms, url) == (&now.id, &now.identity, &now.kind, &now.terms, &now.url)
            && is_known(known_to) == is_known(&now.known_to)
            && *is_withheld == now.is_withheld
    }

    fn document(&mut self, before: &Document, now: &Document) -> bool {
        let Document {
            id,
            publisher,
            url,
            published,
            is_confidential,
            confidential_urls,
            place,
            archived: _,
            title: _,
            author: _,
            language: _,
            accessed: _,
            archived_url: _,
            note: _,
            is_withheld: _,
            has_telling_id,
            title_mark: _,
        } = before;
        self.edits.labels |= *has_telling_id != now.has_telling_id;
        self.moves(*place, now.place);
        self.archived_file(before.copy(), now.copy());
        self.archived_file(before.text(), now.text());
        self.references(publisher.as_slice(), now.publisher.as_slice())
            && (id, url, published) == (&now.id, &now.url, &now.published)
            && (is_confidential, confidential_urls) == (&now.is_confidential, &now.confidential_urls)
    }

    fn archived_file(&mut self, before: &ArchivedFile, now: &ArchivedFile) {
        let path = |file: &ArchivedFile| file.path.as_ref().map(|path| path.value.clone());
        self.edits.copies |= path(before) != path(now)
            || (before.sha256, before.has_unreadable_digest) != (now.sha256, now.has_unreadable_digest);
        self.located(before.path.as_ref(), now.path.as_ref());
    }

    fn claim(&mut self, before: &Claim, now: &Claim) -> bool {
        let Claim { id, statement, links, date, has_unread_links, has_unread_evidence, evidence, details: _, place } =
            before;
        self.edits.statements |= *statement != now.statement;
        self.moves(*place, now.place);
        let mut links = links.lists().into_iter().zip(now.links.lists());
        links.all(|(before, now)| self.references(before, now))
            && self.all(evidence, &now.evidence, Self::evidence)
            && (id, date) == (&now.id, &now.date)
            && (before.retracted(), before.url()) == (now.retracted(), now.url())
            && (has_unread_links, has_unread_evidence) == (&now.has_unread_links, &now.has_unread_evidence)
    }

    fn evidence(&mut self, before: &Evidence, now: &Evidence) -> bool {
        let Evidence { document, quote, translation: _, locator: _ } = before;
        self.edits.copies |= before.words() != now.words();
        self.located(quote.as_ref(), now.quote.as_ref());
        self.reference(document, &now.document)
    }

    fn review(&mut self, before: &Review, now: &Review) -> bool {
        let Review {
            id,
            claim,
            verdict,
            date,
            url,
            place,
            reviewer: _,
            expires: _,
            rationale: _,
            digest: _,
            grounds: _,
            note: _,
        } = before;
        self.moves(*place, now.place);
        self.moves(verdict.place, now.verdict.place);
        self.reference(claim, &now.claim) && (id, date, url) == (&now.id, &now.date, &now.url)
    }

    fn references(&mut self, before: &[Reference], now: &[Reference]) -> bool {
        self.all(before, now, Self::reference)
    }

    fn reference(&mut self, before: &Reference, now: &Reference) -> bool {
        self.moves(before.span, now.span);
        before.to == now.to
    }

    fn located<T>(&mut self, before: Option<&Located<T>>, now: Option<&Located<T>>) {
        if let (Some(before), Some(now)) = (before, now) {
            self.moves(before.place, now.place);
        }
    }

    fn moves(&mut self, before: Span, now: Span) {
        self.moved.insert((before.start, before.end), (now.start, now.end));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::load_texts;

    const BEFORE: &str = "sources:
  s: {identity: named, name: Ada, known_to: desk}
documents:
  d: {title: T, publisher: s, published: 2024-01, snapshot: a.txt}
claims:
  a: {statement: One., attributed_to: [s], date: 2024, evidence: [{document: d, quote: word}]}
  b: {statement: Two., cites: [a], retracted: 2024-02}
reviews:
  r: {claim: a, verdict: mixed, reviewer: desk, date: 2024-03-01}
";

    /// What an edit is: whether it leaves links as they were, and what has changed otherwise.
    fn edit(from: &str, to: &str) -> Option<[bool; 3]> {
        assert!(BEFORE.contains(from), "{from}");
        let records = |text: String| {
            let loaded = load_texts([("a.yaml".into(), text)]);
            std::sync::Arc::clone(&loaded.parsed[0].1.records)
        };
        let mut edits = Edits::default();
        let is_same = edits.add(FileId(0), &records(BEFORE.into()), &records(BEFORE.replacen(from, to, 1)));
        is_same.then_some([edits.statements, edits.labels, edits.copies])
    }

    #[test]
    fn words_leave_links_as_they_were() {
        assert_eq!(edit("One.", "Eins."), Some([true, false, false]));
        assert_eq!(edit("Ada", "Eva"), Some([false, true, false]));
        assert_eq!(edit("word", "other"), Some([false, false, true]));
        assert_eq!(edit("a.txt", "b.txt"), Some([false, false, true]));
        assert_eq!(edit(", snapshot: a.txt", ""), Some([false, false, true]));
        assert_eq!(edit("title: T", "title: U"), Some([false, false, false]));
        assert_eq!(edit("mixed", "refuted"), Some([false, false, false]));
    }

    #[test]
    fn ids_links_identities_dates_and_retractions_do_not() {
        for (from, to) in [
            ("  s:", "  t:"),
            ("named, name", "anonymous, description"),
            (", known_to: desk", ""),
            ("publisher: s", "publisher: t"),
            ("2024-01", "2024-02"),
            ("attributed_to: [s]", "attributed_to: [s, s]"),
            ("date: 2024,", "date: 2023,"),
            ("document: d", "document: e"),
            ("cites", "disputes"),
            ("cites: [a]", "cites: [c]"),
            (", retracted: 2024-02", ""),
            ("2024-02", "2024-03"),
            ("claim: a", "claim: b"),
            ("2024-03-01", "2024-03-02"),
            ("  b: {statement: Two., cites: [a], retracted: 2024-02}\n", ""),
        ] {
            assert_eq!(edit(from, to), None, "{from}");
        }
    }

    #[test]
    fn places_move_and_edits_follow_each_other() {
        let span = |start, end| Span { file: FileId(3), start, end };
        let mut edits = [Edits::default(), Edits::default()];
        edits[0].moved.insert(FileId(3), [((1, 2), (5, 6)), ((7, 8), (9, 10))].into_iter().collect());
        edits[1].moved.insert(FileId(3), [((5, 6), (3, 4))].into_iter().collect());
        let both = edits[0].then(&edits[1]);
        assert_eq!(
            (both.place(span(1, 2)), both.place(span(7, 8)), both.place(span(5, 6))),
            (Some(span(3, 4)), None, None)
        );
        let elsewhere = Span { file: FileId(0), start: 1, end: 2 };
        assert_eq!(
            (both.place(elsewhere), both.touch(elsewhere), both.touch(span(0, 0))),
            (Some(elsewhere), false, true)
        );
    }
}
