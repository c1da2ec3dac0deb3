//! Web archives: WARC, gzipped or not, and WACZ. One page of them is read: the only one, or the one that was chosen.

mod captures;
mod encodings;
mod http;
mod records;
mod wacz;

use std::borrow::Cow;

use super::cannot_read::CannotRead;
use super::content;
use super::facts::Facts;
use super::kind::Kind;
use super::remark::Remark;
use crate::model::Capture;
use captures::{Captures, Content};
use wacz::{Page, Wacz};

/// The files of an archive, unpacked.
pub(super) struct Unpacked<'b> {
    warcs: Vec<Cow<'b, [u8]>>,
    pages: Vec<Page>,
    signature: Option<Remark>,
}

impl<'b> Unpacked<'b> {
    /// The files of an archive without gzip around it.
    ///
    /// # Errors
    /// If one is not what its digest says, or cannot be unpacked.
    pub(super) fn of(bytes: &'b [u8], kind: Kind) -> Result<Self, CannotRead> {
        if kind == Kind::Wacz { Self::wacz(bytes) } else { Ok(Self::warc(bytes)) }
    }

    fn warc(bytes: &'b [u8]) -> Self {
        Self { warcs: vec![Cow::Borrowed(bytes)], pages: Vec::new(), signature: None }
    }

    fn wacz(bytes: &[u8]) -> Result<Self, CannotRead> {
        let Wacz { warcs, pages, signature } = Wacz::read(bytes)?;
        let mut allowance = super::packed::Allowance::default();
        let unpacked = |warc: Vec<u8>| {
            if super::packed::is_gzip(&warc) { allowance.gunzip(&warc) } else { Ok(warc) }.map(Cow::Owned)
        };
        let warcs = warcs.into_iter().map(unpacked).collect::<Result<_, _>>()?;
        Ok(Self { warcs, pages, signature: Some(signature) })
    }
}

/// An archive whose captures are known.
pub(super) struct WebArchive<'u> {
    captures: Captures<'u>,
    unpacked: &'u Unpacked<'u>,
}

impl<'u> WebArchive<'u> {
    /// Reads the records of all files of an archive. Linear.
    ///
    /// # Errors
    /// If a file is not made of records.
    pub(super) fn read(unpacked: &'u Unpacked<'u>) -> Result<Self, CannotRead> {
        let mut captures = Captures::default();
        for warc in &unpacked.warcs {
            for record in records::records(warc)? {
                captures.add(record);
            }
        }
        Ok(Self { captures, unpacked })
    }

    /// The number of the capture that is wanted, or of the only page.
    ///
    /// # Errors
    /// If there is none, or more than one.
    pub(super) fn choose(&self, wanted: Option<&Capture>) -> Result<usize, CannotRead> {
        if let Some(wanted) = wanted {
            return self.captures.only(wanted.address(), wanted.time());
        }
        if let [page] = &*self.unpacked.pages
            && let Ok(at) = self.captures.only(&captures::written(&page.address), &page.time)
        {
            return Ok(at);
        }
        match self.captures.pages()[..] {
            [at] => Ok(at),
            [] => Err(CannotRead::NoPage),
            _ => Err(CannotRead::SeveralPages),
        }
    }

    /// The text of a capture, and whether its encoding is a guess.
    ///
    /// # Errors
    /// If it cannot be known.
    pub(super) fn text(&self, at: usize) -> Result<(String, bool), CannotRead> {
        let content = self.captures.content(at)?;
        let kind = plain_kind(&content)?;
        content::text_of(&content.bytes, kind, content.charset())
    }

    /// What a capture says of itself, and what the archive says of it.
    ///
    /// # Errors
    /// If it cannot be read.
    pub(super) fn facts(&self, at: usize) -> Result<Facts, CannotRead> {
        let content = self.captures.content(at)?;
        let mut facts = content::facts_of(&content.bytes, plain_kind(&content)?, content.charset())?;
        let capture = self.captures.get(at);
        let is_it = |page: &&Page| page.address == capture.address && capture.time.starts_with(&page.time);
        let listed = self.unpacked.pages.iter().find(is_it).and_then(|page| page.title.clone());
        facts.title = facts.title.or(listed);
        facts.url = facts.url.or_else(|| Some(capture.address.to_owned()));
        facts.accessed = moment(&capture.time);
        facts.capture = Capture::new(&captures::written(capture.address), &capture.time);
        facts.remarks.extend(self.unpacked.signature);
        Ok(facts)
    }

    /// The pages to choose from.
    pub(super) fn pages(&self) -> Vec<Capture> {
        let capture = |at| {
            let capture = self.captures.get(at);
            Capture::new(&captures::written(capture.address), &capture.time)
        };
        self.captures.pages().into_iter().filter_map(capture).collect()
    }
}

/// What a capture is, if it is nothing that holds other files.
fn plain_kind(content: &Content<'_>) -> Result<Kind, CannotRead> {
    match content.kind() {
        _ if super::packed::is_gzip(&content.bytes) => Err(CannotRead::PackedTwice),
        Kind::Warc | Kind::Wacz => Err(CannotRead::PackedTwice),
        kind => Ok(kind),
    }
}

/// A time of an archive as records write it.
fn moment(time: &str) -> Option<String> {
    let part = |from: usize, to: usize| time.get(from..to);
    let (day, hour) = (format!("{}-{}-{}", part(0, 4)?, part(4, 6)?, part(6, 8)?), part(8, 10)?);
    Some(format!("{day}T{hour}:{}:{}Z", part(10, 12)?, part(12, 14)?))
}

#[cfg(test)]
mod tests;
