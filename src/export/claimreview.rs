//! The corpus's own reviews as schema.org's `ClaimReview`, in JSON-LD. A claim that nobody reviewed is not in it.

use std::io::{self, Write};

use serde::Serialize;

use super::Base;
use super::view::{Export, LinkKind, Node};
use crate::format::Options;
use crate::model::{Claim, Date, Identity, Record, Review, Source, SourceKind};
use crate::text::Text;
use crate::text::escape::iri;
use crate::text::escape::json::{self, Str};

/// The scale of the ratings, and the verdicts that have a place on it.
const WORST: u8 = 1;
const BEST: u8 = 5;
const SCALE: [(&str, u8); 5] =
    [("refuted", 1), ("mostly-refuted", 2), ("mixed", 3), ("mostly-supported", 4), ("supported", 5)];
/// The default verdict that says that there is no place on it.
const OFF_THE_SCALE: &str = "unproven";

pub(super) fn write(export: &Export<'_>, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    let base = &export.base;
    out.write_all(b"{\"@context\": \"https://schema.org\",\n\"@graph\": [")?;
    let mut separator: &[u8] = b"\n";
    for (review, record) in export.standing_reviews() {
        let Some(Node::Claim { claim, .. }) = export.node(record) else { continue };
        out.write_all(separator)?;
        json::to_writer(&mut *out, &claim_review(export, base, review, record, claim))?;
        separator = b",\n";
    }
    out.write_all(b"\n]}\n")
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct JsonReview<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id")]
    id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    claim_reviewed: Str<'a>,
    item_reviewed: JsonClaim<'a>,
    author: Named<'a>,
    review_rating: Rating<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    review_body: Option<Str<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expires: Option<&'a str>,
}

/// The claim, with those who made it. An unspecified source is nobody, and so no author.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct JsonClaim<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id")]
    id: String,
    text: Str<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_created: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Author<'a>>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Author<'a> {
    Named(Named<'a>),
    /// A description is no name.
    Described {
        description: Str<'a>,
    },
}

#[derive(Serialize)]
struct Named<'a> {
    #[serde(rename = "@type", skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    name: Str<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rating<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(flatten)]
    bounds: Option<Bounds>,
    #[serde(rename = "ratingValue", skip_serializing_if = "Option::is_none")]
    value: Option<u8>,
    alternate_name: Str<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Bounds {
    best_rating: u8,
    worst_rating: u8,
}

fn claim_review<'a>(
    export: &Export<'a>,
    base: &Base,
    review: &'a Review,
    record: Record,
    claim: &'a Claim,
) -> JsonReview<'a> {
    let named = |id: &str| format!("{}{id}", base.as_str());
    let voices = export.links(record).into_iter().filter(|link| link.kind == LinkKind::AttributedTo);
    JsonReview {
        kind: "ClaimReview",
        id: named(review.id.as_str()),
        url: review.url.as_ref().map(|url| iri::escape(url.text()).into_owned()),
        claim_reviewed: Str(&claim.statement),
        item_reviewed: JsonClaim {
            kind: "Claim",
            id: named(claim.id.as_str()),
            text: Str(&claim.statement),
            url: claim.url().map(|url| iri::escape(url.text()).into_owned()),
            date_created: claim.date.as_ref().map(Date::as_str),
            author: voices.filter_map(|link| author(export, link.to)).collect(),
        },
        // Whether the reviewer is a person or a desk is not said.
        author: Named { kind: None, name: Str(&review.reviewer) },
        review_rating: rating(review),
        review_body: review.rationale.as_ref().map(Str),
        date_published: review.date.as_ref().map(Date::as_str),
        expires: review.expires.as_ref().map(Date::as_str),
    }
}

fn author<'a>(export: &Export<'a>, source: Record) -> Option<Author<'a>> {
    let Some(Node::Source(source)) = export.node(source) else { return None };
    match source.identity {
        Identity::Named => Some(Author::Named(Named { kind: schema_type(source), name: Str(&source.label) })),
        Identity::Anonymous => Some(Author::Described { description: Str(&source.label) }),
        Identity::Unspecified => None,
    }
}

fn schema_type(source: &Source) -> Option<&'static str> {
    match source.kind? {
        SourceKind::Person => Some("Person"),
        SourceKind::Organization => Some("Organization"),
        SourceKind::Outlet | SourceKind::Document => None,
    }
}

/// A verdict in words, with its place on the scale. A newsroom's own verdicts have none: what they are worth is not for
/// us to say.
fn rating(review: &Review) -> Rating<'_> {
    let is = |word: &str| review.verdict.value == Text::new(word);
    let value = SCALE.iter().find(|(word, _)| is(word)).map(|&(_, value)| value);
    let bounds = (value.is_some() || is(OFF_THE_SCALE)).then_some(Bounds { best_rating: BEST, worst_rating: WORST });
    Rating { kind: "Rating", bounds, value, alternate_name: Str(&review.verdict.value) }
}
