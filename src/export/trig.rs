//! A nanopublication for each claim: an unsigned draft, without a date, since nothing here knows what day it is.
//!
//! The rules are those of the nanopublication guidelines of 15 December 2015: four graphs, of which the head names the others; the assertion is
//! a subject in the provenance, and the nanopublication in the publication info.

use std::io::{self, Write};

use oxrdf::{NamedNodeRef, TripleRef};
use oxttl::TriGSerializer;

use super::Base;
use super::description::{Claimed, Description, Object, of_record};
use super::names::Names;
use super::turtle::{finish, prefixes, triples};
use super::view::{Export, LinkKind};
use super::vocabulary::{np, npx, onrecord, rdf};
use crate::model::Record;

pub(super) fn write(export: &Export<'_>, base: &Base, out: &mut dyn Write) -> io::Result<()> {
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
    names: &Names<'_>,
    claim: &Claimed<'_, 'a>,
) -> [(String, Vec<Description<'a>>); 4] {
    let itself = format!("np.{}", claim.name());
    let graph = |part: &str| format!("{itself}.{part}");

    let mut head = Description::new(itself.clone());
    head.add(rdf::TYPE, Object::Term(np::NANOPUBLICATION));
    head.add(np::HAS_ASSERTION, Object::Named(graph("assertion")));
    head.add(np::HAS_PROVENANCE, Object::Named(graph("provenance")));
    head.add(np::HAS_PUBLICATION_INFO, Object::Named(graph("pubinfo")));

    let mut info = Description::new(itself.clone());
    info.add(npx::INTRODUCES, Object::Named(claim.name().to_owned()));
    info.add(onrecord::STATUS, Object::Word("unsigned draft"));

    [
        (graph("head"), vec![head]),
        (graph("assertion"), vec![claim.content()]),
        (graph("provenance"), provenance(export, names, claim, graph("assertion"))),
        (graph("pubinfo"), vec![info]),
    ]
}

/// Where the assertion comes from, with the sources and documents that this names.
fn provenance<'a>(
    export: &Export<'a>,
    names: &Names<'_>,
    claim: &Claimed<'_, 'a>,
    assertion: String,
) -> Vec<Description<'a>> {
    let mut about = Description::new(assertion);
    claim.provenance(&mut about);
    let mut all = vec![about];
    all.extend(claim.evidence());
    all.extend(claim.retraction());
    let mut named: Vec<Record> = Vec::new();
    for link in &claim.links {
        match link.kind {
            LinkKind::AttributedTo => named.push(link.to),
            LinkKind::Evidence => {
                named.extend(export.links(link.to).iter().map(|link| link.to));
                named.push(link.to);
            }
            _ => {}
        }
    }
    named.sort_unstable();
    named.dedup();
    all.extend(named.into_iter().flat_map(|record| of_record(export, names, record)));
    all
}
