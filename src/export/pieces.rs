//! How exports are written: piece by piece, made in parallel.

use std::io::{self, Write};

use super::view::{Export, Link, Node};
use crate::model::Record;
use crate::text::write_in_pieces;

/// Where a link starts and where it leads.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ends {
    /// The number of the node it starts at.
    pub(super) from: usize,
    /// Which of the links that start there it is, counted from 1.
    pub(super) nth: usize,
    /// The number of the node it leads to.
    pub(super) to: u32,
}

impl<'a> Export<'a> {
    /// Writes what `make` makes of each node and its number, in order. Made in parallel.
    pub(super) fn write_nodes(
        &self,
        out: &mut dyn Write,
        make: impl Fn(usize, &Node<'a>, &mut Vec<u8>) -> io::Result<()> + Sync,
    ) -> io::Result<()> {
        self.write_records(out, self.len(), |number, record, piece| {
            self.node(record).map_or(Ok(()), |node| make(number, &node, piece))
        })
    }

    /// Writes what `make` makes of each link, in order. Made in parallel.
    pub(super) fn write_links(
        &self,
        out: &mut dyn Write,
        make: impl Fn(&Ends, &Link<'a>, &mut Vec<u8>) -> io::Result<()> + Sync,
    ) -> io::Result<()> {
        self.write_records(out, self.len(), |from, record, piece| {
            for (nth, link) in (1..).zip(self.links(record)) {
                let Some(to) = self.number(link.to) else { continue };
                make(&Ends { from, nth, to }, &link, piece)?;
            }
            Ok(())
        })
    }

    /// Writes what `make` makes of each of the first `count` records and its number, in order. Made in parallel.
    pub(super) fn write_records(
        &self,
        out: &mut dyn Write,
        count: usize,
        make: impl Fn(usize, Record, &mut Vec<u8>) -> io::Result<()> + Sync,
    ) -> io::Result<()> {
        self.write_pieces(out, count, |records, piece| {
            for (number, record) in records {
                make(number, record, piece)?;
            }
            Ok(())
        })
    }

    /// The same, where what is made of some records can only be made of all of them at once.
    pub(super) fn write_pieces(
        &self,
        out: &mut dyn Write,
        count: usize,
        make: impl Fn(&mut dyn Iterator<Item = (usize, Record)>, &mut Vec<u8>) -> io::Result<()> + Sync,
    ) -> io::Result<()> {
        write_in_pieces(count, out, |places, piece| {
            let numbers = places.into_iter().map(|place| place + 1);
            make(&mut numbers.filter_map(|number| Some((number, self.record(number)?))), piece)
        })
    }
}
