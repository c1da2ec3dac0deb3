//! Records as claim files have them, before anything is checked but their shape.

use serde::Deserialize;

use crate::model::{Identity, SourceKind, Terms};
use crate::yaml::{List, Placed};

type Field<'t> = Option<Placed<'t>>;

#[derive(Debug, Deserialize)]
pub(crate) struct RawSource<'t> {
    pub(crate) identity: Option<Identity>,
    pub(crate) kind: Option<SourceKind>,
    #[serde(borrow)]
    pub(crate) name: Field<'t>,
    pub(crate) description: Field<'t>,
    pub(crate) role: Field<'t>,
    pub(crate) terms: Option<Terms>,
    pub(crate) reason: Field<'t>,
    pub(crate) known_to: Field<'t>,
    pub(crate) url: Field<'t>,
    pub(crate) note: Field<'t>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct RawDocument<'t> {
    #[serde(borrow)]
    pub(crate) title: Field<'t>,
    pub(crate) publisher: Field<'t>,
    pub(crate) url: Field<'t>,
    pub(crate) published: Field<'t>,
    pub(crate) snapshot: Field<'t>,
    pub(crate) sha256: Field<'t>,
    pub(crate) note: Field<'t>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct RawClaim<'t> {
    #[serde(borrow)]
    pub(crate) statement: Field<'t>,
    #[serde(default)]
    pub(crate) attributed_to: List<Placed<'t>>,
    pub(crate) date: Field<'t>,
    #[serde(default)]
    pub(crate) cites: List<Placed<'t>>,
    #[serde(default)]
    pub(crate) corroborates: List<Placed<'t>>,
    #[serde(default)]
    pub(crate) disputes: List<Placed<'t>>,
    pub(crate) retracted: Field<'t>,
    #[serde(default)]
    pub(crate) evidence: List<RawEvidence<'t>>,
    #[serde(default)]
    pub(crate) tags: List<Placed<'t>>,
    pub(crate) url: Field<'t>,
    pub(crate) note: Field<'t>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct RawEvidence<'t> {
    #[serde(borrow)]
    pub(crate) document: Placed<'t>,
    pub(crate) quote: Field<'t>,
    pub(crate) locator: Field<'t>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct RawReview<'t> {
    #[serde(borrow)]
    pub(crate) claim: Field<'t>,
    pub(crate) verdict: Field<'t>,
    pub(crate) reviewer: Field<'t>,
    pub(crate) date: Field<'t>,
    pub(crate) expires: Field<'t>,
    pub(crate) rationale: Field<'t>,
    pub(crate) url: Field<'t>,
    pub(crate) digest: Field<'t>,
    pub(crate) note: Field<'t>,
}
