//! A nanopublication for each claim: an unsigned draft, without a date, since nothing here knows what day it is.
//!
//! The rules are those of the nanopublication guidelines of 15 December 2015: four graphs, of which the head names the
//! others; the assertion is a subject in the provenance, and the nanopublication in the publication info.

use std::io::{self, Write};

use oxrdf::{NamedNodeRef, TripleRef};
use oxttl::TriGSerializer;

use super::description::{Claimed, Description, Object, of_record};
use super::names::Names;
use super::turtle::{finish, prefixes, triples};
use super::view::{Export, Link, LinkKind};
use super::vocabulary::{np, npx, onrecord, rdf};
use crate::format::Options;

pub(super) fn write(export: &Export<'_>, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    let base = &export.base;
    let names = Names::new(export)?;
    export.write_pieces(out, export.claim_count(), |records, piece| {
        let mut serializer = TriGSerializer::new();
        for (prefix, iri) in prefixes(base) {
            serializer = serializer.with_prefix(prefix, iri).map_err(io::Error::other)?;
        }
        let mut writer = serializer.for_writer(&mut *piece);
        let mut is_first = false;
        for (number, record) in records {
            is_first |= number == 1;
            let Some(claim) = Claimed::new(export, &names, record) else { continue };
            for (graph, descriptions) in nanopublication(export, &names, &claim) {
                let graph = [base.as_str(), &graph].concat();
                let graph = NamedNodeRef::new_unchecked(&graph);
                for description in descriptions {
                    let mut quad = |triple: TripleRef<'_>| writer.serialize_quad(triple.in_graph(graph));
                    triples(base, &description, &mut quad)?;
                }
            }
        }
        writer.finish()?;
        finish(piece, is_first);
        Ok(())
    })
}

/// The four graphs, by name.
fn nanopublication<'a>(
    export: &Export<'a>,
    names: &Names,
    claim: &Claimed<'_, 'a>,
) -> [(String, Vec<Description<'a>>); 4] {
    // After the id, as with all that belongs to a record: before it, `np` could be the id of another one.
    let itself = [claim.name(), ".np"].concat();
    let graph = |part: &str| [&*itself, ".", part].concat();

    let mut head = Description::new(itself.clone());
    head.add(rdf::TYPE, Object::Term(np::NANOPUBLICATION));
    head.add(np::HAS_ASSERTION, Object::Named(graph("assertion").into()));
    head.add(np::HAS_PROVENANCE, Object::Named(graph("provenance").into()));
    head.add(np::HAS_PUBLICATION_INFO, Object::Named(graph("pubinfo").into()));

    let mut info = Description::new(itself.clone());
    info.add(npx::INTRODUCES, Object::Named(claim.name().into()));
    info.add(onrecord::STATUS, Object::Word("unsigned draft"));

    [
        (graph("head"), vec![head]),
        (graph("assertion"), vec![claim.content()]),
        (graph("provenance"), provenance(export, names, claim, graph("assertion"))),
        (graph("pubinfo"), vec![info]),
    ]
}

/// Where the assertion comes from, with the voices and the documents that this names.
fn provenance<'a>(
    export: &Export<'a>,
    names: &Names,
    claim: &Claimed<'_, 'a>,
    assertion: String,
) -> Vec<Description<'a>> {
    let mut about = Description::new(assertion);
    claim.provenance(&mut about);
    let mut all = vec![about];
    all.extend(claim.evidence());
    all.extend(claim.retraction());
    let is_shown = |link: &&Link<'_>| matches!(link.kind, LinkKind::AttributedTo | LinkKind::Evidence);
    let mut records: Vec<_> = claim.links.iter().filter(is_shown).map(|link| link.to).collect();
    records.sort_unstable_by_key(|&record| export.number(record));
    records.dedup();
    all.extend(records.into_iter().flat_map(|record| of_record(export, names, record)));
    all
}
