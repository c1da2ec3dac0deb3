//! One file's text to its records.

use std::collections::HashSet;

use super::convert::{Converter, Kept};
use super::lookalikes::{self, CONFIGURATION_KEYS};
use super::ranges::{LeftOut, Place, Ranges};
use super::salvage::{Salvaged, salvage};
use super::{cut_text, faults, secrecy, taken_in};
use crate::diagnostic::faults::{INVALID_ID, LIMIT, SYNTAX, UNKNOWN_FIELD, WRONG_TYPE};
use crate::diagnostic::{Bounded, Diagnostic, Message};
use crate::model::{FileRecords, Id, Identity, InvalidId, MAX_ID, RecordKind, Source};
use crate::text::{FileId, Span, Text, nearest};
use crate::tree::{FlawKind, NodeId, NodeKind, Tree};
use crate::yaml::{self, Refusal};

/// What an id is.
const ID_HELP: &str = "use only a-z and 0-9 in an id, with single hyphens between words";

/// What one file holds.
#[derive(Debug, Default)]
pub(super) struct Contents {
    pub(super) records: FileRecords,
    pub(super) diagnostics: Bounded,
    /// What excerpts may not show; `None` if the text was not understood.
    pub(super) hidden: Option<Vec<(u32, u32)>>,
    /// What excerpts may not show if it turns out to be the desk's.
    pub(super) ranges: Ranges,
    /// The records that are no part of the corpus: they have no id, or that of an earlier one.
    pub(super) left_out: LeftOut,
}

/// Reads a text that is in a file with the name of a configuration. One that holds none of the records of a claim file,
/// but what a configuration has, is not read.
pub(super) fn read_unless_configuration(text: &Text, file: FileId) -> Contents {
    let Ok(tree) = yaml::parse(text.untrusted()) else { return read(text, file) };
    let keys = |known: &[&str]| {
        let mut entries = tree.root().into_iter().flat_map(|root| tree.entries(root));
        entries.any(|(key, _)| tree.scalar(key).is_some_and(|key| known.contains(&key)))
    };
    let is_empty = tree.root().is_none_or(|root| tree.is_null(root));
    if keys(&RecordKind::SECTIONS) || !is_empty && !keys(&CONFIGURATION_KEYS) {
        return read(text, file);
    }
    Contents { diagnostics: lookalikes::configuration_in(file).into(), ..Contents::default() }
}

/// Reads a text. What cannot be used becomes a diagnostic, and the rest is kept.
pub(super) fn read(text: &Text, file: FileId) -> Contents {
    match yaml::parse(text.untrusted()) {
        Ok(tree) => {
            let mut reader = SectionReader::new(&tree, text, file, HashSet::new());
            reader.file();
            reader.flaws();
            reader.hide_strays();
            reader.hide_stray_quotes();
            Contents { hidden: Some(reader.hidden), ..reader.contents }
        }
        Err(refusal) => read_partly(text, file, &refusal),
    }
}

/// Reads what can be read of a text that was refused. No excerpt shows any of it: what is broken may be a source's
/// record.
fn read_partly(text: &Text, file: FileId, refusal: &Refusal) -> Contents {
    let refused = |refusal: &Refusal| {
        let diagnostic = faults::part(refusal, text.untrusted(), file);
        let help = diagnostic.help.map(|help| help.words("; until then, records may be missing"));
        Diagnostic { help, ..diagnostic }
    };
    let salvaged =
        if faults::has_conflict(text.untrusted()) { None } else { salvage(text.untrusted(), refusal.clone()) };
    let Some(Salvaged { tree, refusals, damaged, unread }) = salvaged else {
        return Contents {
            diagnostics: faults::refusal(refusal, text.untrusted(), file).into(),
            ..Contents::default()
        };
    };
    let mut reader = SectionReader::new(&tree, text, file, damaged);
    reader.file();
    reader.flaws();
    reader.hide_stray_quotes();
    let mut contents = reader.contents;
    // Behind a key that is too long, the reader misses a colon: the key is reported already.
    let too_long = tree.flaws().iter().filter(|flaw| flaw.kind == FlawKind::TooLong);
    let ends: Vec<_> = too_long.map(|flaw| tree.range(flaw.node).1).collect();
    let refused = refusals.iter().filter(|refusal| !ends.contains(&refusal.start)).map(refused);
    // Lines that follow each other with one fault, such as a tab, are refused one by one and reported once.
    let mut seen = HashSet::new();
    contents.diagnostics.extend(refused.filter(|diagnostic| seen.insert(diagnostic.place.span())));
    contents.records.unread = unread.into_iter().filter_map(|id| Id::parse(&text.part(id)).ok()).collect();
    contents
}

struct SectionReader<'a, 't> {
    tree: &'a Tree<'t>,
    whole: &'a Text,
    file: FileId,
    contents: Contents,
    hidden: Vec<(u32, u32)>,
    /// The keys that are ids of records left out because of a flaw.
    ids: HashSet<NodeId>,
    /// The keys of records of which a part could not be read.
    damaged: HashSet<NodeId>,
    /// Whether a comment may cut a text short.
    may_be_cut: bool,
    /// Whether a text may take in fields.
    may_take_in: bool,
    /// The ids of confidential sources whose record was left out, since an earlier one has the id.
    twice: Vec<Id>,
    /// Whether a field that makes a document confidential is outside of all records.
    is_mark_astray: bool,
}

impl<'a, 't> SectionReader<'a, 't> {
    fn new(tree: &'a Tree<'t>, whole: &'a Text, file: FileId, damaged: HashSet<NodeId>) -> Self {
        Self {
            tree,
            whole,
            file,
            contents: Contents::default(),
            hidden: Vec::new(),
            ids: HashSet::new(),
            damaged,
            may_be_cut: cut_text::may_be_in(whole.untrusted()),
            may_take_in: taken_in::may_be_in(whole.untrusted()),
            twice: Vec::new(),
            is_mark_astray: false,
        }
    }

    fn file(&mut self) {
        let Some(root) = self.tree.root().filter(|&root| !self.tree.is_null(root)) else {
            let start = Span { file: self.file, start: 0, end: 0 };
            self.report(
                Diagnostic::new(&WRONG_TYPE, start, "the file holds no records")
                    .help("add `sources:` or `claims:`, or delete the file"),
            );
            return;
        };
        if !self.is_map(root, faults::FILE) {
            self.hide(root, root);
            return;
        }
        self.is_mark_astray = secrecy::has_mark_astray(self.tree, root);
        for (key, section) in self.tree.entries(root) {
            let name = self.tree.scalar(key).unwrap_or_default();
            if self.tree.is_flawed(section) {
                self.hide(key, section);
            } else if let Some(kind) = RecordKind::of_section(name) {
                self.section(kind, section);
            } else if secrecy::may_be_confidential(self.tree, section) {
                // A source's record that is not under `sources`: the key may be a name.
                self.hide(key, section);
                self.report(
                    Diagnostic::new(&UNKNOWN_FIELD, self.span(key), "a record in place of a section")
                        .help("put it under `sources:`, with its id as the key"),
                );
            } else {
                self.report(faults::unknown_field(name, &RecordKind::SECTIONS, self.span(key)));
                match self.meant(root, name) {
                    Some(meant) => self.section(meant, section),
                    None => self.hide(section, section),
                }
            }
        }
    }

    /// The section whose name is misspelt, unless it is there: what refers to its records would look wrong, too.
    fn meant(&self, root: NodeId, name: &str) -> Option<RecordKind> {
        let meant = nearest(name, RecordKind::SECTIONS)?;
        let is_another = |(key, _): (NodeId, NodeId)| {
            let other = self.tree.scalar(key).unwrap_or_default();
            other != name && nearest(other, RecordKind::SECTIONS) == Some(meant)
        };
        (!self.tree.entries(root).any(is_another)).then(|| RecordKind::of_section(meant)).flatten()
    }

    fn section(&mut self, kind: RecordKind, section: NodeId) {
        if !self.is_map(section, faults::SECTION) {
            self.hide(section, section);
            return;
        }
        let count = self.tree.entries(section).count();
        match kind {
            RecordKind::Source => self.contents.records.sources.reserve_exact(count),
            RecordKind::Document => self.contents.records.documents.reserve_exact(count),
            RecordKind::Claim => self.contents.records.claims.reserve_exact(count),
            RecordKind::Review => self.contents.records.reviews.reserve_exact(count),
        }
        for (key, record) in self.tree.entries(section) {
            self.record(kind, key, record);
        }
        self.withhold_twice();
    }

    fn record(&mut self, kind: RecordKind, key: NodeId, record: NodeId) {
        let is_map = self.tree.kind(record) == NodeKind::Map;
        let whole = self.whole.untrusted();
        let taken_in = self.may_take_in.then(|| taken_in::find(self.tree, whole, kind.section(), record)).flatten();
        let secret = kind == RecordKind::Document && taken_in.is_some() || self.is_secret(kind, record);
        if secret || taken_in.is_some() {
            self.hide(record, record);
        }
        self.contents.diagnostics.extend(taken_in.map(|taken_in| taken_in.diagnostic(self.span(taken_in.key))));
        if self.tree.is_flawed(record) {
            self.left_out(kind, key, secret);
            if is_map {
                self.convert(kind, key, record, self.known_id(key).ok(), secret);
            }
            return;
        }
        if !is_map && self.tree.scalar(key).is_some_and(has_bracket) {
            return self.bracket_in(key);
        }
        let is_damaged = self.damaged.contains(&key);
        let id = self.id(key, secret || is_damaged);
        if !self.is_map(record, faults::RECORD) {
            return;
        }
        if self.may_be_cut && !is_damaged {
            self.contents.diagnostics.extend(cut_text::find(self.tree, whole, self.file, record));
        }
        self.convert(kind, key, record, id, secret);
    }

    /// Keeps a record as it is understood.
    fn convert(&mut self, kind: RecordKind, key: NodeId, record: NodeId, id: Option<Id>, secret: bool) {
        let (is_damaged, is_double) = (self.damaged.contains(&key), self.tree.is_flawed(record));
        // Without an id nothing can refer to the record; its fields are read all the same, for what is wrong with them.
        let known_as = id.clone().or_else(|| Id::parse(&Text::new("unnamed")).ok());
        let Some(known_as) = known_as else { return };
        let Contents { records, ranges, left_out, diagnostics, .. } = &mut self.contents;
        let is_left_out = id.is_none() || is_double;
        let (records, ranges) =
            if is_left_out { (&mut left_out.records, &mut left_out.ranges) } else { (records, ranges) };
        // What is broken is reported, and what else is wrong with the record may only follow from it.
        let mut unheard = Bounded::default();
        let before = diagnostics.count();
        let mut converter = Converter {
            tree: self.tree,
            whole: self.whole,
            file: self.file,
            diagnostics: if is_damaged || is_double { &mut unheard } else { diagnostics },
            key,
            node: record,
            id: id.as_ref().map(|id| id.text().clone()),
            secret: secret || is_damaged && kind == RecordKind::Document,
        };
        let kept = converter.record(kind, known_as);
        let is_faulty = is_damaged || is_left_out || diagnostics.count() > before || !self.tree.flaws().is_empty();
        let place = Place { tree: self.tree, record, is_faulty };
        match kept {
            Some(Kept::Source(source)) => {
                ranges.sources.push(self.tree.range(record));
                records.sources.push(if is_damaged { source.withheld() } else { source });
            }
            Some(Kept::Document(document)) => {
                ranges.add_document(place, self.whole, self.file);
                records.documents.push(document);
            }
            Some(Kept::Claim(mut claim)) => {
                claim.has_unread_links |= is_damaged;
                claim.has_unread_evidence |= is_damaged;
                ranges.add_claim(place, self.whole, &mut claim, records.claims.len());
                records.claims.push(claim);
            }
            Some(Kept::Review(review)) => {
                ranges.add_review(place, records.reviews.len());
                records.reviews.push(review);
            }
            None => {}
        }
        records.damaged.extend(id.filter(|_| is_damaged));
    }

    /// Whether nothing of a record is repeated.
    fn is_secret(&self, kind: RecordKind, record: NodeId) -> bool {
        match kind {
            RecordKind::Source => secrecy::is_confidential(self.tree, record),
            RecordKind::Document if self.is_mark_astray || secrecy::is_marked(self.tree, record) => true,
            RecordKind::Document => {
                self.tree.kind(record) != NodeKind::Map || secrecy::may_be_confidential(self.tree, record)
            }
            RecordKind::Claim | RecordKind::Review => {
                self.tree.kind(record) != NodeKind::Map
                    || secrecy::may_be_confidential(self.tree, record)
                    || secrecy::may_be_published(self.tree, record)
            }
        }
    }

    /// A record whose start was taken for a part of its key, which may be a name.
    fn bracket_in(&mut self, key: NodeId) {
        self.hide(key, key);
        let message = "no space after the colon of a key";
        self.report(Diagnostic::new(&SYNTAX, self.span(key), message).help("put a space after the colon"));
    }

    /// A record that is not kept because of a flaw.
    fn left_out(&mut self, kind: RecordKind, key: NodeId, secret: bool) {
        self.ids.insert(key);
        if kind == RecordKind::Source && secret {
            self.twice.extend(self.known_id(key));
        }
        if secret && self.known_id(key).is_err() {
            self.hide(key, key);
        }
    }

    /// A source that is recorded twice, once as confidential, is confidential. Its second record was left out.
    fn withhold_twice(&mut self) {
        let twice = std::mem::take(&mut self.twice);
        for (source, &range) in self.contents.records.sources.iter_mut().zip(&self.contents.ranges.sources) {
            if twice.contains(&source.id) && !source.is_confidential() {
                self.hidden.push(range);
                *source = Source { identity: Identity::Unspecified, ..source.clone().withheld() };
            }
        }
    }

    fn known_id(&self, key: NodeId) -> Result<Id, InvalidId> {
        Id::parse(&self.whole.part(self.tree.scalar(key).unwrap_or_default()))
    }

    fn id(&mut self, key: NodeId, secret: bool) -> Option<Id> {
        let text = self.tree.scalar(key)?;
        let why = match self.known_id(key) {
            Ok(id) => return Some(id),
            Err(why) => why,
        };
        let span = self.span(key);
        if secret {
            // Who writes no id here may have written a name.
            self.hide(key, key);
            self.report(Diagnostic::new(&INVALID_ID, span, "not a valid id").help(ID_HELP));
            return None;
        }
        let id = Message::new("");
        let diagnostic = match why {
            InvalidId::TooLong => Diagnostic::new(
                &LIMIT,
                span,
                id.value(text).words(" is longer than ").number(MAX_ID).words(" characters (limit id)"),
            ),
            InvalidId::Empty => Diagnostic::new(&INVALID_ID, span, "the id is empty"),
            InvalidId::Hyphen => {
                Diagnostic::new(&INVALID_ID, span, id.value(text).words(" has a hyphen without a word on each side"))
            }
            InvalidId::Character(character) => {
                Diagnostic::new(&INVALID_ID, span, id.value(text).words(" has the character ").character(character))
            }
        };
        self.report(diagnostic.help(ID_HELP));
        None
    }

    fn is_map(&mut self, node: NodeId, expected: [&'static str; 2]) -> bool {
        let is_map = self.tree.kind(node) == NodeKind::Map;
        if !is_map {
            self.report(faults::wrong_kind(self.tree, node, self.span(node), expected));
        }
        is_map
    }

    fn flaws(&mut self) {
        for flaw in self.tree.flaws() {
            let is_id = self.ids.contains(&flaw.at);
            self.contents.diagnostics.push(faults::flaw(self.tree, flaw.at, &flaw.kind, |node| self.span(node), is_id));
        }
    }

    /// Where something is wrong with a file, a source's record may stand anywhere, even as a key. An excerpt must not
    /// show it.
    fn hide_strays(&mut self) {
        if self.contents.diagnostics.is_empty() {
            return;
        }
        for node in self.tree.nodes().filter(|&node| self.tree.kind(node) == NodeKind::Map) {
            if secrecy::may_be_confidential(self.tree, node) {
                self.hide(node, node);
            }
            for (key, _) in self.tree.entries(node).filter(|&(key, _)| self.tree.scalar(key).is_none()) {
                self.hide(key, key);
            }
        }
    }

    /// The same of quotes that are in no evidence.
    fn hide_stray_quotes(&mut self) {
        let Contents { ranges, left_out, diagnostics, .. } = &mut self.contents;
        if !diagnostics.is_empty() {
            let read = ranges.quotes.iter().chain(&left_out.ranges.quotes).map(|&(_, range)| range);
            let mut read: Vec<_> = read.collect();
            read.sort_unstable();
            ranges.add_stray_quotes(self.tree, &read);
        }
    }

    /// Keeps excerpts away from all between two nodes.
    fn hide(&mut self, from: NodeId, to: NodeId) {
        self.hidden.push((self.tree.range(from).0, self.tree.range(to).1));
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.contents.diagnostics.push(diagnostic);
    }

    fn span(&self, node: NodeId) -> Span {
        let (start, end) = self.tree.range(node);
        Span { file: self.file, start, end }
    }
}

/// Whether a key holds the start of its own record, as in `id:{field: text}`.
fn has_bracket(key: &str) -> bool {
    key.contains(":{") || key.contains(":[")
}
