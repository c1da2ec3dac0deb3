//! Web archives: WARC, gzipped or not, and WACZ. One page of them is read: the only one, or the one that was chosen.

mod captures;
mod encodings;
mod http;
mod records;
mod wacz;

use std::io::{self, BufRead, BufReader};

use flate2::bufread::MultiGzDecoder;

use super::cannot_read::CannotRead;
use super::content;
use super::facts::Facts;
use super::kind::Kind;
use super::packed::{Allowance, is_gzip, why};
use crate::model::Capture;
use captures::{Blocks, Captures, Content};
use records::{Each, each_record};
use wacz::{Page, Wacz};

/// How many bytes of blocks are in memory at once, if more than one is.
const MAX_LOADED: u64 = 32 << 20;

/// Where the records of an archive are.
enum Files<'b> {
    Warc(&'b [u8]),
    Wacz(Wacz<'b>),
}

impl Files<'_> {
    /// Passes on all records, which are unpacked as they come.
    fn each_record(&mut self, each: &mut Each<'_>) -> Result<(), CannotRead> {
        match self {
            Self::Warc(bytes) => {
                let mut reader = *bytes;
                each_packed_record(&mut reader, bytes.len(), &mut Allowance::of_archive(), each)
            }
            Self::Wacz(wacz) => wacz.each_record(each),
        }
    }
}

/// Passes on the records of a file with or without gzip around it, of which the size is known.
fn each_packed_record(
    reader: &mut dyn BufRead,
    size: usize,
    allowance: &mut Allowance,
    each: &mut Each<'_>,
) -> Result<(), CannotRead> {
    let is_packed = |start: io::Result<&[u8]>| start.map(is_gzip).map_err(|error| why(&error));
    if !is_packed(reader.fill_buf())? {
        return each_record(reader, each);
    }
    let mut unpacked = BufReader::new(allowance.limited(MultiGzDecoder::new(reader), size));
    if is_packed(unpacked.fill_buf())? {
        return Err(CannotRead::PackedTwice);
    }
    each_record(&mut unpacked, each)
}

/// Compares a WACZ with its own list of digests.
///
/// # Errors
/// If a file is not what its digest says, or it cannot be read.
pub(super) fn compare(bytes: &[u8]) -> Result<(), CannotRead> {
    Wacz::open(bytes).map(drop)
}

/// An archive whose captures are known. Its files are read again for the blocks of those that are wanted, so that only
/// those are in memory.
pub(super) struct WebArchive<'b> {
    files: Files<'b>,
    captures: Captures,
}

impl<'b> WebArchive<'b> {
    /// Reads what the records of an archive say of themselves. Linear.
    ///
    /// # Errors
    /// If a file is not what its digest says, cannot be unpacked, or is not made of records.
    pub(super) fn read(bytes: &'b [u8], kind: Kind) -> Result<Self, CannotRead> {
        let mut files = if kind == Kind::Wacz { Files::Wacz(Wacz::open(bytes)?) } else { Files::Warc(bytes) };
        let (mut captures, mut number) = (Captures::default(), 0);
        files.each_record(&mut |fields, block| {
            number += 1;
            captures.add(number, fields, block)
        })?;
        Ok(Self { files, captures })
    }

    /// Passes on the text of each capture that is wanted, in order, and whether its encoding is a guess. Of all blocks
    /// together not much more than [`MAX_LOADED`] bytes are in memory.
    pub(super) fn texts<'c>(
        &mut self,
        wanted: impl Iterator<Item = Option<&'c Capture>>,
        each: &mut dyn FnMut(Result<(String, bool), CannotRead>),
    ) {
        let chosen: Vec<_> = wanted.map(|wanted| self.choose(wanted)).collect();
        let mut rest = &chosen[..];
        while !rest.is_empty() {
            let mut loaded = 0;
            let size = |at: usize| self.captures.record(at).map_or(0, |(_, size)| size);
            let is_over = |chosen: &Result<usize, _>| {
                loaded += chosen.map_or(0, size);
                loaded > MAX_LOADED
            };
            let count = rest.iter().position(is_over).unwrap_or(rest.len()).max(1);
            let (some, others) = rest.split_at(count);
            let blocks = self.blocks(some.iter().flatten().copied());
            for chosen in some {
                each(chosen.and_then(|at| self.text(at, blocks.as_ref().map_err(|why| *why)?)));
            }
            rest = others;
        }
    }

    /// The blocks of some captures. Reads the archive again.
    fn blocks(&mut self, captures: impl Iterator<Item = usize>) -> Result<Blocks, CannotRead> {
        let wanted = |at: usize| self.captures.record(at).ok().map(|(number, _)| (number, Vec::new()));
        let mut blocks: Blocks = captures.filter_map(wanted).collect();
        let mut number = 0;
        if blocks.is_empty() {
            return Ok(blocks);
        }
        self.files.each_record(&mut |_, block| {
            number += 1;
            let Some(bytes) = blocks.get_mut(&number) else { return Ok(()) };
            block.read_to_end(bytes).map(drop).map_err(|error| why(&error))
        })?;
        Ok(blocks)
    }

    /// The number of the capture that is wanted, or of the only page.
    ///
    /// # Errors
    /// If there is none, or more than one.
    fn choose(&self, wanted: Option<&Capture>) -> Result<usize, CannotRead> {
        if let Some(wanted) = wanted {
            return self.captures.only(wanted.address(), wanted.time());
        }
        if let [page] = self.listed()
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

    /// The pages in the list of a WACZ.
    fn listed(&self) -> &[Page] {
        match &self.files {
            Files::Warc(_) => &[],
            Files::Wacz(wacz) => &wacz.pages,
        }
    }

    fn text(&self, at: usize, blocks: &Blocks) -> Result<(String, bool), CannotRead> {
        let content = self.captures.content(at, blocks)?;
        content::text_of(&content.bytes, plain_kind(&content)?, content.charset())
    }

    /// What the capture that is wanted says of itself, and what the archive says of it.
    ///
    /// # Errors
    /// If it cannot be read.
    pub(super) fn facts(&mut self, wanted: Option<&Capture>) -> Result<Facts, CannotRead> {
        let at = self.choose(wanted)?;
        let blocks = self.blocks(std::iter::once(at))?;
        let content = self.captures.content(at, &blocks)?;
        let capture = self.captures.get(at);
        let (kind, from) = (plain_kind(&content)?, Some(&*capture.address));
        let mut facts = content::facts_of(&content.bytes, kind, content.charset(), from)?;
        let is_it = |page: &&Page| page.address == capture.address && capture.time.starts_with(&page.time);
        let listed = self.listed().iter().find(is_it).and_then(|page| page.title.clone());
        facts.title = facts.title.or(listed);
        if kind != Kind::Html {
            facts.captured_from(capture.address.clone());
        }
        facts.accessed = moment(&capture.time);
        facts.capture = Capture::new(&captures::written(&capture.address), &capture.time);
        if let Files::Wacz(wacz) = &self.files {
            facts.remarks.push(wacz.signature);
        }
        Ok(facts)
    }

    /// The pages to choose from.
    pub(super) fn pages(&self) -> Vec<Capture> {
        let capture = |at| {
            let capture = self.captures.get(at);
            Capture::new(&captures::written(&capture.address), &capture.time)
        };
        self.captures.pages().into_iter().filter_map(capture).collect()
    }
}

/// What a capture is, if it is nothing that holds other files.
fn plain_kind(content: &Content<'_>) -> Result<Kind, CannotRead> {
    match content.kind() {
        _ if is_gzip(&content.bytes) => Err(CannotRead::PackedTwice),
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
