//! Output that is made in parallel and written in order.

use std::io::{self, Write};
use std::ops::Range;

use rayon::prelude::*;

/// Items per piece: some 100 KB of most outputs.
const CHUNK: usize = 256;
/// Pieces that are made while as many are written.
const PIECES: usize = 32;

/// Writes `count` items. The next pieces are made in parallel while the last ones are written, so that at most 64 are
/// held.
///
/// # Errors
/// Those of `make` and of the writer.
pub(crate) fn write_in_pieces(
    count: usize,
    out: &mut dyn Write,
    make: impl Fn(Range<usize>, &mut Vec<u8>) -> io::Result<()> + Sync,
) -> io::Result<()> {
    let (mut ready, mut next) = (vec![Vec::new(); PIECES], vec![Vec::new(); PIECES]);
    let make_from = |start: usize, pieces: &mut [Vec<u8>]| {
        pieces.par_iter_mut().enumerate().try_for_each(|(nth, piece)| {
            piece.clear();
            let start = start + nth * CHUNK;
            // Past the last item pieces are empty.
            if start < count { make(start..(start + CHUNK).min(count), piece) } else { Ok(()) }
        })
    };
    for batch in 0..=count.div_ceil(CHUNK * PIECES) {
        let mut outcome = Ok(());
        let written = rayon::in_place_scope(|scope| {
            scope.spawn(|_| outcome = make_from(batch * CHUNK * PIECES, &mut next));
            ready.iter().try_for_each(|piece| out.write_all(piece))
        });
        outcome.and(written)?;
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
