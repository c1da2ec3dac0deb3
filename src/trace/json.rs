//! The trace for programs. `docs/trace.md` describes the fields; a node of the tree takes one line, and nothing is
//! nested as deep as the tree, so that every reader can take it in.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use super::Trace;
use crate::analysis::{Basis, Direction, End, Link, Shown};
use crate::format::document::{Lines, Maybe, Version, document};
use crate::format::{Options, Word};
use crate::graph::NodeKind;
use crate::index::{Node, SourceIndex};
use crate::model::{Date, Identity};
use crate::report::Origin;
use crate::text::escape::json::Str;

document! {
    /// What a claim leads to, down to the sources, or what rests on a claim or source.
    pub(crate) struct JsonTrace<'a>: "trace" version 1 {
        /// What is traced.
        id: &'a str,
        direction: JsonDirection,
        /// Of a claim, like the next three.
        #[schemars(skip_serializing_if = "Maybe::is_absent")]
        statement: Maybe<Str<'a>>,
        #[schemars(with = "Word<Basis>", skip_serializing_if = "Maybe::is_absent")]
        basis: Maybe<&'static str>,
        #[schemars(skip_serializing_if = "Maybe::is_absent")]
        independent_sources: Maybe<u8>,
        #[schemars(skip_serializing_if = "Maybe::is_absent")]
        independent_named_sources: Maybe<u8>,
        /// The tree, flat: each node once, in the order of the page.
        nodes: Lines<'a, JsonNode<'a>>,
        /// All sources at the ends of live chains, the nearest first. Of a claim on the way down, like all that
        /// follows.
        #[schemars(skip_serializing_if = "Maybe::is_absent")]
        origins: Maybe<Vec<JsonOrigin<'a>>>,
        /// Ids of what every live support chain passes, from the claim to the sources.
        #[schemars(skip_serializing_if = "Maybe::is_absent")]
        single_points_of_failure: Maybe<Vec<&'a str>>,
        /// Up to three live support chains that share nothing, each as ids from the claim to a source.
        #[schemars(skip_serializing_if = "Maybe::is_absent")]
        lines: Maybe<Vec<Vec<&'a str>>>,
        /// The same over chains on which every voice is named.
        #[schemars(skip_serializing_if = "Maybe::is_absent")]
        named_lines: Maybe<Vec<Vec<&'a str>>>,
    }
}

/// Down to the sources, or up to what rests on it.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Direction", inline)]
#[serde(rename_all = "snake_case")]
enum JsonDirection {
    Down,
    Up,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Node")]
#[serde(untagged)]
enum JsonNode<'a> {
    Claim(JsonClaim<'a>),
    Source(JsonSource<'a>),
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Claim", deny_unknown_fields)]
struct JsonClaim<'a> {
    id: &'a str,
    kind: JsonClaimKind,
    statement: Str<'a>,
    /// Ids of the sources whose voice asserts it.
    attributed_to: Vec<&'a str>,
    date: Option<&'a str>,
    retracted: bool,
    /// How many links it is away from what is traced.
    depth: u32,
    cut: Option<JsonCut>,
    leads_to: Vec<JsonBranch<'a>>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Source", deny_unknown_fields)]
struct JsonSource<'a> {
    id: &'a str,
    kind: JsonSourceKind,
    #[schemars(with = "Word<Identity>")]
    identity: &'static str,
    /// Its name or description.
    label: Str<'a>,
    /// How many links it is away from what is traced.
    depth: u32,
    cut: Option<JsonCut>,
    leads_to: Vec<JsonBranch<'a>>,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ClaimKind", inline)]
#[serde(rename_all = "snake_case")]
enum JsonClaimKind {
    Claim,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "SourceKind", inline)]
#[serde(rename_all = "snake_case")]
enum JsonSourceKind {
    Source,
}

/// Why the tree ends here although the records go on.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Cut")]
#[serde(rename_all = "snake_case")]
enum JsonCut {
    Retracted,
    Depth,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Branch", deny_unknown_fields)]
struct JsonBranch<'a> {
    link: JsonLink,
    id: &'a str,
    /// Whether that node is shown beneath another branch.
    see: bool,
    /// Whether it leads back round a loop.
    circular: bool,
}

/// How it leads on: the first three down, the others up.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Link")]
#[serde(rename_all = "snake_case")]
enum JsonLink {
    Cites,
    SaidBy,
    CorroboratedBy,
    CitedBy,
    Says,
    Corroborates,
}

#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Origin", deny_unknown_fields)]
struct JsonOrigin<'a> {
    id: &'a str,
    #[schemars(with = "Word<Identity>")]
    identity: &'static str,
    /// Its name or description.
    label: Str<'a>,
}

pub(super) fn write(trace: &Trace<'_>, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    let root = trace.request.node;
    let claim = trace.claim(root);
    let analysis = trace.analysis;
    let witness = trace.witness.as_ref();
    let lines = |lines: &[Vec<Node>]| lines.iter().map(|line| trace.ids(line)).collect();
    let shown = &trace.tree.shown;
    let json = JsonTrace {
        version: Version,
        id: trace.id(root),
        direction: if trace.request.direction == Direction::Down { JsonDirection::Down } else { JsonDirection::Up },
        statement: Maybe(claim.map(|(_, claim)| Str(&claim.statement))),
        basis: Maybe(claim.map(|(number, _)| analysis.basis(number).name())),
        independent_sources: Maybe(claim.map(|(number, _)| analysis.independent_sources(number))),
        independent_named_sources: Maybe(claim.map(|(number, _)| analysis.independent_named_sources(number))),
        nodes: Lines::new(shown.len(), |nth| node(trace, &shown[nth])),
        origins: Maybe(witness.map(|of| of.origins.iter().map(|&source| origin(trace, source)).collect())),
        single_points_of_failure: Maybe(witness.map(|of| trace.ids(&of.single_points_of_failure))),
        lines: Maybe(witness.map(|of| lines(&of.lines))),
        named_lines: Maybe(witness.map(|of| lines(&of.named_lines))),
    };
    json.write(out)
}

fn node<'a>(trace: &Trace<'a>, shown: &Shown) -> JsonNode<'a> {
    let (id, depth) = (trace.id(shown.node), shown.depth);
    let cut = match shown.end {
        Some(End::Retracted) => Some(JsonCut::Retracted),
        Some(End::Depth) => Some(JsonCut::Depth),
        _ => None,
    };
    let leads_to = shown.branches.iter().map(|branch| JsonBranch {
        link: link(branch.link),
        id: trace.id(branch.to),
        see: branch.end.is_some(),
        circular: branch.end == Some(End::Circular),
    });
    let leads_to = leads_to.collect();
    let number = match trace.graph.kind(shown.node) {
        NodeKind::Claim(claim) => claim,
        NodeKind::Source(source) => {
            let Origin { label, identity, .. } = Origin::new(trace.corpus, source);
            let (kind, identity, label) = (JsonSourceKind::Source, identity.name(), Str(label));
            return JsonNode::Source(JsonSource { id, kind, identity, label, depth, cut, leads_to });
        }
    };
    let claim = &trace.corpus.claims[number];
    JsonNode::Claim(JsonClaim {
        id,
        kind: JsonClaimKind::Claim,
        statement: Str(&claim.statement),
        attributed_to: trace.graph.voices(number).iter().map(|&voice| trace.corpus.id(voice.into())).collect(),
        date: claim.date.as_ref().map(Date::as_str),
        retracted: claim.retracted().is_some(),
        depth,
        cut,
        leads_to,
    })
}

fn origin<'a>(trace: &Trace<'a>, source: SourceIndex) -> JsonOrigin<'a> {
    let origin = Origin::new(trace.corpus, source);
    JsonOrigin { id: origin.id, identity: origin.identity.name(), label: Str(origin.label) }
}

fn link(link: Link) -> JsonLink {
    match link {
        Link::Cites => JsonLink::Cites,
        Link::SaidBy => JsonLink::SaidBy,
        Link::CorroboratedBy => JsonLink::CorroboratedBy,
        Link::CitedBy => JsonLink::CitedBy,
        Link::Says => JsonLink::Says,
        Link::Corroborates => JsonLink::Corroborates,
    }
}
