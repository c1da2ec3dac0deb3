//! Output that is made in parallel and written in order.

use std::io::{self, Write};
use std::ops::Range;

use rayon::prelude::*;

/// Items per piece: some 100 KB of most outputs.
const CHUNK: usize = 256;
/// Pieces that are made while as many are written.
const PIECES: usize = 32;

/// Writes `count` items, as [`take_pieces`] makes them.
///
/// # Errors
/// Those of `make` and of the writer.
pub(crate) fn write_in_pieces(
    count: usize,
    out: &mut dyn Write,
    make: impl Fn(Range<usize>, &mut Vec<u8>) -> io::Result<()> + Sync,
) -> io::Result<()> {
    take_pieces(count, make, |piece| {
        out.write_all(piece)?;
        piece.clear();
        Ok(())
    })
}

/// Makes `count` items in pieces and takes these in order. The next pieces are made in parallel while the last ones are
/// taken, so that at most 64 are held. `take` leaves a piece empty: it is used again.
///
/// # Errors
/// Those of `make` and of `take`.
pub(crate) fn take_pieces<P: Default + Send>(
    count: usize,
    make: impl Fn(Range<usize>, &mut P) -> io::Result<()> + Sync,
    mut take: impl FnMut(&mut P) -> io::Result<()>,
) -> io::Result<()> {
    let empty = || (0..PIECES).map(|_| P::default()).collect::<Vec<_>>();
    let (mut ready, mut next) = (empty(), empty());
    let make_from = |start: usize, pieces: &mut [P]| {
        pieces.par_iter_mut().enumerate().try_for_each(|(nth, piece)| {
            let start = start + nth * CHUNK;
            // Past the last item pieces are empty.
            if start < count { make(start..(start + CHUNK).min(count), piece) } else { Ok(()) }
        })
    };
    for batch in 0..=count.div_ceil(CHUNK * PIECES) {
        let mut outcome = Ok(());
        let taken = rayon::in_place_scope(|scope| {
            scope.spawn(|_| outcome = make_from(batch * CHUNK * PIECES, &mut next));
            ready.iter_mut().try_for_each(&mut take)
        });
        outcome.and(taken)?;
        std::mem::swap(&mut ready, &mut next);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_item_once_and_in_order() {
        for count in [0, 1, CHUNK, CHUNK * PIECES, CHUNK * PIECES + 1, 3 * CHUNK * PIECES - 1] {
            let mut out = Vec::new();
            let make = |items: Range<usize>, piece: &mut Vec<u8>| {
                items.into_iter().try_for_each(|item| writeln!(piece, "{item}"))
            };
            write_in_pieces(count, &mut out, make).unwrap();
            let items: Vec<usize> = String::from_utf8(out).unwrap().lines().map(|line| line.parse().unwrap()).collect();
            assert!(items.into_iter().eq(0..count), "{count}");
        }
    }
}
