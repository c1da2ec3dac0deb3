//! What a page says of itself, as it is written there.

use super::remark::Remark;
use crate::model::Capture;

/// Nothing of it was checked; empty where the page says nothing.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub(super) title: Option<String>,
    pub(super) authors: Vec<String>,
    pub(super) published: Option<String>,
    pub(super) language: Option<String>,
    pub(super) url: Option<String>,
    /// Other addresses that it gives as its own.
    pub(super) addresses: Vec<String>,
    pub(super) publisher: Option<String>,
    /// When it was archived.
    pub(super) accessed: Option<String>,
    /// Which page of a web archive it is of.
    pub(super) capture: Option<Capture>,
    pub(super) remarks: Vec<Remark>,
}
