//! A file's text to a manifest, strictly: nothing but what [`Manifest::write`] writes is one.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::error::Error;
use std::fmt;
use std::io::{self, Write};

use hashbrown::HashMap;
use rayon::prelude::*;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;

use super::{ClaimFacts, Details, Manifest, Named, RecordIndex, Summary, VERSION};
use crate::analysis::Basis;
use crate::digest::{Digest, Fields};
use crate::format::Word;
use crate::graph::Adjacency;
use crate::index::{ClaimIndex, Idx, IndexVec};
use crate::model::{Date, Id, Identity};
use crate::reviews::State;
use crate::text::Text;

/// Why a text is no manifest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum NoManifest {
    /// It is not JSON with the fields of a manifest.
    Form,
    /// It was written by another version of this program.
    Version,
    /// A value is none that such a field has.
    Value,
    /// Records are not in order, or have one id, or a claim rests on what is not there.
    Records,
    /// It is not what its digest was taken over.
    Digest,
    /// It is not in canonical form, or it does not agree with itself.
    Canonical,
}

impl NoManifest {
    /// What is wrong, and what to do, in words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Form => "not a manifest: not JSON with the fields that `onrecord run` writes",
            Self::Version => "a manifest of another version; write it again with `onrecord run`",
            Self::Value => "not a manifest: a field has a value that `onrecord run` never writes",
            Self::Records => "not a manifest: records are missing, duplicated or not in order",
            Self::Digest => "its digest does not match its content: it was changed after it was written",
            Self::Canonical => "not canonical JSON (RFC 8785), or its counts do not match its claims",
        }
    }
}

impl fmt::Display for NoManifest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words())
    }
}

impl Error for NoManifest {}

/// The state of every claim on a day, in canonical JSON (RFC 8785): the keys are in alphabetical order.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "manifest")]
pub(crate) struct RawManifest<'t> {
    /// In order of id, like sources and documents.
    #[serde(borrow)]
    claims: Vec<RawClaim<'t>>,
    counts: RawCounts,
    /// The day of the run.
    date: &'t str,
    /// Of the manifest without this field.
    #[schemars(with = "Digest")]
    digest: &'t str,
    documents: Vec<RawRecord<'t>>,
    sources: Vec<RawRecord<'t>>,
    /// Raised when a field changes its meaning or goes away.
    #[schemars(extend("const" = VERSION))]
    version: u32,
}

/// The counts by name. All but those that do not follow from the rest are made again, and must come out as they were.
#[derive(Deserialize)]
struct RawCounts(BTreeMap<String, usize>);

impl RawCounts {
    /// The number of reviews, which does not follow from the rest.
    fn reviews(&self) -> Result<usize, NoManifest> {
        let names = Summary::default().counts().map(|(name, _)| name);
        if self.0.len() != names.len() || names.iter().any(|name| !self.0.contains_key(*name)) {
            return Err(NoManifest::Version);
        }
        self.0.get("reviews").copied().ok_or(NoManifest::Form)
    }
}

impl JsonSchema for RawCounts {
    fn schema_name() -> Cow<'static, str> {
        "Counts".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let count = generator.subschema_for::<usize>();
        let names = Summary::default().counts().map(|(name, _)| name);
        let properties: serde_json::Map<_, _> =
            names.iter().map(|&name| (name.to_owned(), count.clone().to_value())).collect();
        json_schema!({"type": "object", "properties": properties, "required": names, "additionalProperties": false})
    }
}

/// Ids and digests have nothing to escape, and are read where they stand.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Claim")]
struct RawClaim<'t> {
    #[schemars(with = "Word<Basis>")]
    basis: &'t str,
    /// Of its record.
    #[schemars(with = "Digest")]
    digest: &'t str,
    /// Short digests of the fields of its record.
    fields: &'t str,
    /// Of all that it rests on.
    #[schemars(with = "Digest")]
    grounds: &'t str,
    id: &'t str,
    #[schemars(range(max = 3))]
    independent_named_sources: u8,
    #[schemars(range(max = 3))]
    independent_sources: u8,
    #[serde(rename = "on_the_record")]
    _on_the_record: bool,
    /// Ids of the records that it rests on directly.
    rests_on: Vec<&'t str>,
    #[schemars(with = "Word<State>")]
    review: &'t str,
    #[serde(borrow)]
    #[schemars(with = "String")]
    statement: Words<'t>,
    /// Absent without a valid review.
    #[serde(borrow)]
    #[schemars(with = "String", skip_serializing_if = "Option::is_none")]
    verdict: Option<Words<'t>>,
}

/// A source or a document.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Record")]
struct RawRecord<'t> {
    #[schemars(with = "Digest")]
    digest: &'t str,
    /// Short digests of its fields.
    fields: &'t str,
    id: &'t str,
    /// Of a source.
    #[schemars(with = "Word<Identity>", skip_serializing_if = "Option::is_none")]
    identity: Option<&'t str>,
}

/// Where it is, unless something in it is escaped.
#[derive(Deserialize)]
#[serde(transparent)]
struct Words<'t>(#[serde(borrow)] Cow<'t, str>);

impl Manifest<'_> {
    /// Reads what [`Manifest::write`] wrote. Shares the text.
    ///
    /// # Errors
    /// For everything else: it is written once more, and the bytes and the digest must be the same.
    pub fn read(text: &Text) -> Result<Manifest<'static>, NoManifest> {
        let whole = text.untrusted();
        if is_other_version(whole) {
            return Err(NoManifest::Version);
        }
        let raw: RawManifest<'_> = serde_json::from_str(whole).map_err(|_| NoManifest::Form)?;
        let digest = Digest::parse(raw.digest).ok_or(NoManifest::Value)?;
        let manifest = convert(text, &raw)?;
        let mut same = Same { expected: whole.as_bytes(), is_same: true };
        // Nothing refuses these writes.
        let written = manifest.write(&mut same).map_err(|_| NoManifest::Canonical)?;
        if written != digest {
            return Err(NoManifest::Digest);
        }
        if same.is_same && same.expected.is_empty() { Ok(manifest) } else { Err(NoManifest::Canonical) }
    }
}

/// What a manifest says of sources and documents. Its claims are skipped.
#[derive(Deserialize)]
struct RawBeneath<'t> {
    #[serde(borrow)]
    documents: Vec<RawRecord<'t>>,
    sources: Vec<RawRecord<'t>>,
}

impl Manifest<'_> {
    /// Whether the manifest of an earlier run may have digests of what readers may not know in this one. It is much
    /// faster than a [`diff`](crate::runs::diff()), which tells for certain. What is no manifest has none.
    pub fn may_be_exposed_by(&self, earlier: &Text) -> bool {
        let Ok(RawBeneath { documents, sources }) = serde_json::from_str(earlier.untrusted()) else { return false };
        let may = |listed: &[RawRecord<'_>], kind: usize| {
            let mut has_gone = false;
            for one in listed {
                match self.find(kind, &Text::new(one.id)) {
                    Some(record) if Digest::parse(one.digest) == Some(self.digest(record)) => {}
                    Some(record) if !self.is_open(record) => return true,
                    Some(_) => {}
                    None => has_gone = true,
                }
            }
            has_gone && self.kinds()[kind].clone().any(|at| !self.is_open(RecordIndex::new(at)))
        };
        may(&sources, 1) || may(&documents, 2)
    }
}

/// The short digests of the fields of a record, from a line that was found to be good when it was read.
pub(super) fn fields(line: &Text) -> Fields {
    Fields::parse_words(line.untrusted()).unwrap_or_default()
}

/// The version is what a manifest ends with, whatever else another version has in it.
fn is_other_version(whole: &str) -> bool {
    let end = whole.trim_end().strip_suffix('}').and_then(|whole| whole.rsplit_once("\"version\":"));
    end.is_some_and(|(_, version)| version.trim().parse::<u32>().is_ok_and(|version| version != VERSION))
}

fn convert(text: &Text, raw: &RawManifest<'_>) -> Result<Manifest<'static>, NoManifest> {
    if raw.version != VERSION {
        return Err(NoManifest::Version);
    }
    let date = Date::parse(&Text::new(raw.date)).filter(Date::is_day).ok_or(NoManifest::Value)?;
    let records = records(text, raw)?;
    let identity = |source: &RawRecord<'_>| {
        one_of(source.identity?, &[Identity::Named, Identity::Anonymous, Identity::Unspecified], Identity::name)
    };
    let identities: Option<Vec<_>> = raw.sources.iter().map(identity).collect();
    if raw.documents.iter().any(|document| document.identity.is_some()) {
        return Err(NoManifest::Form);
    }
    let claims: Option<Vec<_>> = raw.claims.par_iter().map(|claim| self::claim(text, claim)).collect();
    Ok(Manifest {
        date,
        reviews: raw.counts.reviews()?,
        rests_on: rests_on(raw)?,
        records,
        claims: claims.ok_or(NoManifest::Value)?.into(),
        identities: identities.ok_or(NoManifest::Value)?.into(),
        details: Details::Read(lines(text, raw)?),
    })
}

/// Ids, digests and fields of all records, in the order in which a manifest numbers them.
fn each<'r, 't>(raw: &'r RawManifest<'t>) -> impl Iterator<Item = [&'t str; 3]> + use<'r, 't> {
    let claims = raw.claims.iter().map(|claim| [claim.id, claim.digest, claim.fields]);
    claims.chain(raw.sources.iter().chain(&raw.documents).map(|record| [record.id, record.digest, record.fields]))
}

/// The names of the records: each kind in order of id, and no id twice.
fn records(text: &Text, raw: &RawManifest<'_>) -> Result<IndexVec<RecordIndex, Named>, NoManifest> {
    let is_sorted = raw.claims.is_sorted_by(|a, b| a.id < b.id)
        && [&raw.sources, &raw.documents].iter().all(|records| records.is_sorted_by(|a, b| a.id < b.id));
    if !is_sorted {
        return Err(NoManifest::Records);
    }
    let name = |[id, digest, _]: [&str; 3]| {
        Id::check(id).ok()?;
        Some(Named { id: text.part(id), digest: Digest::parse(digest)? })
    };
    each(raw).map(name).collect::<Option<_>>().ok_or(NoManifest::Value)
}

fn lines(text: &Text, raw: &RawManifest<'_>) -> Result<IndexVec<RecordIndex, Text>, NoManifest> {
    let lines: Vec<&str> = each(raw).map(|[_, _, fields]| fields).collect();
    if !lines.par_iter().all(|line| Fields::are_words(line)) {
        return Err(NoManifest::Value);
    }
    Ok(lines.into_iter().map(|line| text.part(line)).collect())
}

fn rests_on(raw: &RawManifest<'_>) -> Result<Adjacency<ClaimIndex, RecordIndex>, NoManifest> {
    let records = raw.claims.len() + raw.sources.len() + raw.documents.len();
    let mut numbers: HashMap<&str, RecordIndex> = HashMap::with_capacity(records);
    for (at, [id, ..]) in each(raw).enumerate() {
        if numbers.insert(id, RecordIndex::new(at)).is_some() {
            return Err(NoManifest::Records);
        }
    }
    let mut is_whole = true;
    let rests_on = Adjacency::from_lists(raw.claims.len(), |claim: ClaimIndex, beneath| {
        let ids = &raw.claims[claim.at()].rests_on;
        let start = beneath.len();
        beneath.extend(ids.iter().filter_map(|id| numbers.get(id)));
        is_whole &= beneath.len() - start == ids.len() && ids.is_sorted_by(|a, b| a < b);
    });
    if is_whole { Ok(rests_on) } else { Err(NoManifest::Records) }
}

fn claim(text: &Text, raw: &RawClaim<'_>) -> Option<ClaimFacts> {
    Some(ClaimFacts {
        statement: text.part(&raw.statement.0),
        grounds: Digest::parse(raw.grounds)?,
        basis: one_of(raw.basis, &Basis::ALL, Basis::name)?,
        independent_sources: Some(raw.independent_sources).filter(|count| *count <= 3)?,
        independent_named_sources: Some(raw.independent_named_sources)
            .filter(|count| *count <= raw.independent_sources)?,
        review: one_of(raw.review, &State::ALL, State::name)?,
        verdict: raw.verdict.as_ref().map(|verdict| text.part(&verdict.0)),
    })
}

fn one_of<T: Copy>(word: &str, all: &[T], name: fn(T) -> &'static str) -> Option<T> {
    all.iter().copied().find(|&one| name(one) == word)
}

/// Takes bytes and compares them with those that are expected. A line feed at their end need not be.
struct Same<'t> {
    expected: &'t [u8],
    is_same: bool,
}

impl Write for Same<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.expected.strip_prefix(bytes) {
            Some(rest) => self.expected = rest,
            None => self.is_same &= self.expected.is_empty() && bytes == b"\n",
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
