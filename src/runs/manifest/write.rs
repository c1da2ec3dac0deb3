//! A manifest as the bytes of its file: one line of canonical JSON (RFC 8785).

use std::io::{self, Write};

use super::{Details, Entry, Manifest, RecordIndex, Summary, VERSION};
use crate::analysis::Basis;
use crate::digest::canonical::{Canonical, Object, list};
use crate::digest::{Digest, Fields, Hashed};
use crate::index::{ClaimIndex, Idx};
use crate::model::Identity;
use crate::reviews::State;
use crate::text::{Text, write_in_pieces};

impl Manifest<'_> {
    /// How every manifest begins, and no other output.
    pub const START: &'static [u8] = b"{\"claims\":[";

    /// Writes it, and returns the digest of the whole. The claims are made in pieces, in parallel; what is held grows
    /// with sources and documents.
    ///
    /// # Errors
    /// When the writer refuses.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<Digest> {
        let [claims, sources, documents] = self.kinds();
        let mut hashed = Hashed::new(&mut *out);
        hashed.write_all(Self::START)?;
        write_in_pieces(claims.len(), &mut hashed, |range, piece| {
            for at in range {
                if at > 0 {
                    piece.push(b',');
                }
                self.write_claim(ClaimIndex::new(at), piece);
            }
            Ok(())
        })?;
        let mut middle = b"],\"counts\":".to_vec();
        counts(&self.summary(), &mut middle);
        middle.extend_from_slice(b",\"date\":");
        Canonical::Word(self.date.as_str()).write(&mut middle);
        hashed.write_all(&middle)?;

        // What comes after the digest is part of what it is taken over.
        let mut rest = b",\"documents\":".to_vec();
        list(&mut rest, &documents.collect::<Vec<_>>(), |out, &at| self.write_record(RecordIndex::new(at), out));
        rest.extend_from_slice(b",\"sources\":");
        list(&mut rest, &sources.collect::<Vec<_>>(), |out, &at| self.write_record(RecordIndex::new(at), out));
        rest.extend_from_slice(format!(",\"version\":{VERSION}}}").as_bytes());
        hashed.update(&rest);
        let digest = hashed.finish();
        write!(out, ",\"digest\":\"{digest}\"")?;
        out.write_all(&rest)?;
        out.write_all(b"\n")?;
        Ok(digest)
    }

    fn write_claim(&self, claim: ClaimIndex, out: &mut Vec<u8>) {
        let mut object = Object::new();
        let entry = self.claim(claim);
        object.entry(out, "basis", Canonical::Word(entry.basis().name()));
        object.entry(out, "digest", Canonical::Digest(self.digest(claim.into())));
        self.write_fields(claim.into(), &mut object, out);
        object.entry(out, "grounds", Canonical::Digest(entry.facts.grounds));
        object.entry(out, "id", Canonical::Text(entry.id()));
        object.entry(out, "independent_named_sources", Canonical::Number(entry.independent_named_sources().into()));
        object.entry(out, "independent_sources", Canonical::Number(entry.independent_sources().into()));
        object.entry(out, "on_the_record", Canonical::Truth(entry.on_the_record()));
        object.key(out, "rests_on");
        list(out, &self.beneath(claim), |out, id| Canonical::Text(id).write(out));
        write_review(&entry, &mut object, out);
        object.end(out);
    }

    /// The ids of what a claim rests on directly, in order, each once.
    fn beneath(&self, claim: ClaimIndex) -> Vec<&Text> {
        let mut ids: Vec<_> = self.rests_on(claim).iter().map(|&record| self.id(record)).collect();
        // One that was read has them so, or it would have been refused.
        if let Details::Corpus(_) = self.details {
            ids.sort_unstable();
            ids.dedup();
        }
        ids
    }

    fn write_record(&self, record: RecordIndex, out: &mut Vec<u8>) {
        let mut object = Object::new();
        object.entry(out, "digest", Canonical::Digest(self.digest(record)));
        self.write_fields(record, &mut object, out);
        object.entry(out, "id", Canonical::Text(self.id(record)));
        if let Some(identity) = self.identity(record).map(Identity::name) {
            object.entry(out, "identity", Canonical::Word(identity));
        }
        object.end(out);
    }

    fn write_fields(&self, record: RecordIndex, object: &mut Object, out: &mut Vec<u8>) {
        match &self.details {
            Details::Corpus(corpus) => {
                let fields = Fields::of(corpus, self.record(record)).words();
                object.entry(out, "fields", Canonical::Word(&fields));
            }
            Details::Read(lines) => object.entry(out, "fields", Canonical::Text(&lines[record])),
        }
    }
}

fn write_review(entry: &Entry<'_>, object: &mut Object, out: &mut Vec<u8>) {
    object.entry(out, "review", Canonical::Word(entry.review().name()));
    object.entry(out, "statement", Canonical::Text(entry.statement()));
    if let Some(verdict) = entry.verdict() {
        object.entry(out, "verdict", Canonical::Text(verdict));
    }
}

impl Summary {
    /// What is counted, in order of name.
    pub(super) fn counts(&self) -> [(&'static str, usize); 16] {
        [
            ("anonymous", self.of(Basis::Anonymous)),
            ("circular", self.of(Basis::Circular)),
            ("claims", self.claims),
            ("conflicting", self.in_state(State::Conflicting)),
            ("current", self.in_state(State::Current)),
            ("documents", self.documents),
            ("expired", self.in_state(State::Expired)),
            ("mixed", self.of(Basis::Mixed)),
            ("named", self.of(Basis::Named)),
            ("outlet", self.of(Basis::Outlet)),
            ("retracted", self.of(Basis::Retracted)),
            ("reviews", self.reviews),
            ("sources", self.sources),
            ("stale", self.in_state(State::Stale)),
            ("unreviewed", self.in_state(State::Unreviewed)),
            ("unsourced", self.of(Basis::Unsourced)),
        ]
    }
}

fn counts(summary: &Summary, out: &mut Vec<u8>) {
    let mut object = Object::new();
    for (name, count) in summary.counts() {
        object.entry(out, name, Canonical::Number(count));
    }
    object.end(out);
}
