//! Statements of linked data as lines that can be written by hand.

use std::collections::BTreeSet;

use oxrdf::{GraphName, Quad, Term};

const SHORT: [(&str, &str); 11] = [
    ("urn:onrecord:vocab:", "onrecord:"),
    ("urn:onrecord:", ""),
    ("http://purl.org/spar/cito/", "cito:"),
    ("http://purl.org/dc/terms/", "dcterms:"),
    ("http://www.nanopub.org/nschema#", "np:"),
    ("http://purl.org/nanopub/x/", "npx:"),
    ("http://www.w3.org/ns/prov#", "prov:"),
    ("http://www.w3.org/1999/02/22-rdf-syntax-ns#type", "a"),
    ("http://www.w3.org/2000/01/rdf-schema#", "rdfs:"),
    ("https://schema.org/", "schema:"),
    ("http://www.w3.org/2001/XMLSchema#", "xsd:"),
];

pub(super) fn of_turtle(text: &str) -> BTreeSet<String> {
    let triples = oxttl::TurtleParser::new().for_slice(text);
    triples.map(|triple| line(&triple.unwrap().in_graph(GraphName::DefaultGraph))).collect()
}

pub(super) fn of_trig(text: &str) -> Vec<Quad> {
    oxttl::TriGParser::new().for_slice(text).map(Result::unwrap).collect()
}

pub(super) fn of_json_ld(text: &str) -> BTreeSet<String> {
    oxjsonld::JsonLdParser::new().for_slice(text).map(|quad| line(&quad.unwrap())).collect()
}

/// `subject predicate object`, with prefixes, the base left out, and `D` for the digest of a confidential source.
pub(super) fn line(quad: &Quad) -> String {
    let object = match &quad.object {
        Term::NamedNode(node) => short(node.as_str()),
        Term::Literal(literal) => match short(literal.datatype().as_str()).as_str() {
            "xsd:string" => format!("\"{}\"", literal.value()),
            datatype => format!("\"{}\"^^{datatype}", literal.value()),
        },
        Term::BlankNode(node) => panic!("{node}"),
    };
    format!("{} {} {object}", short(quad.subject.to_string().trim_matches(['<', '>'])), short(quad.predicate.as_str()))
}

pub(super) fn short(iri: &str) -> String {
    let short = SHORT.iter().find_map(|(long, short)| Some(format!("{short}{}", iri.strip_prefix(long)?)));
    let short = short.unwrap_or_else(|| format!("<{iri}>"));
    match short.strip_prefix("local.").and_then(|rest| rest.split_once('.')) {
        Some((digest, number)) => {
            assert_eq!(digest.len(), 16, "{short}");
            format!("local.D.{number}")
        }
        None => short,
    }
}
