//! A paragraph in pieces, each with what it is: somebody's words, the words for who says it, or those that give it.

use crate::speech::{Extent, Identity, Reading, Tier};

/// What a piece of a text is part of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Marks {
    /// How many contents that are sure, and how many that are likely.
    content: [usize; 2],
    cue: usize,
    /// How many contents that the text denies, and how many quotations that belong to nobody.
    denied: usize,
    loose: usize,
    /// How many sources of each identity.
    source: [usize; 4],
}

/// A piece of a text, all of which is part of the same things.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) extent: Extent,
    pub(super) marks: Marks,
    /// The attributions whose content begins here are those from the first of these numbers to before the second.
    pub(super) begins: (usize, usize),
}

impl Marks {
    /// The tier of the content that it is in, the better one first.
    pub(super) fn tier(&self) -> Option<Tier> {
        let at = self.content.iter().position(|&count| count > 0)?;
        Some(Tier::ALL[at])
    }

    pub(super) fn is_cue(&self) -> bool {
        self.cue > 0
    }

    pub(super) fn is_denied(&self) -> bool {
        self.denied > 0
    }

    pub(super) fn is_loose(&self) -> bool {
        self.loose > 0
    }

    pub(super) fn identity(&self) -> Option<Identity> {
        let at = self.source.iter().position(|&count| count > 0)?;
        Some(Identity::ALL[at])
    }

    fn count(&mut self, what: What) -> &mut usize {
        match what {
            What::Content(tier) => &mut self.content[usize::from(tier != Tier::Sure)],
            What::Cue => &mut self.cue,
            What::Denied => &mut self.denied,
            What::Loose => &mut self.loose,
            What::Source(identity) => {
                let at = Identity::ALL.iter().position(|&one| one == identity).unwrap_or_default();
                &mut self.source[at]
            }
        }
    }
}

#[derive(Debug, Clone, Copy)]
enum What {
    Content(Tier),
    Cue,
    Denied,
    Loose,
    Source(Identity),
}

/// The pieces of each paragraph, in order. Sorts all places once, and is linear otherwise.
pub(super) fn pieces(reading: &Reading) -> Vec<Vec<Piece>> {
    let mut edges = edges(reading);
    edges.sort_by_key(|&(at, is_start, _)| (at, is_start));
    let starts = starts(reading);
    let mut edges = edges.into_iter().peekable();
    let mut starts = starts.into_iter().enumerate().peekable();
    let mut marks = Marks::default();
    let mut all = Vec::with_capacity(reading.paragraphs.len());
    for &paragraph in &reading.paragraphs {
        let mut pieces = Vec::new();
        let mut at = paragraph.start;
        while at < paragraph.end {
            while let Some((_, is_start, what)) = edges.next_if(|&(edge, ..)| edge <= at) {
                let count = marks.count(what);
                *count = if is_start { *count + 1 } else { count.saturating_sub(1) };
            }
            let mut begins = (0, 0);
            while let Some((nth, _)) = starts.next_if(|&(_, start)| start <= at) {
                begins = if begins == (0, 0) { (nth, nth + 1) } else { (begins.0, nth + 1) };
            }
            let next_start = starts.peek().map_or(paragraph.end, |&(_, start)| start);
            let next = edges.peek().map_or(paragraph.end, |&(edge, ..)| edge).min(next_start).min(paragraph.end);
            let end = next.max(at + 1);
            pieces.push(Piece { extent: Extent { start: at, end }, marks, begins });
            at = end;
        }
        all.push(pieces);
    }
    all
}

/// The numbers of the attributions in the order in which their contents begin, which is that of their records.
pub(super) fn order(reading: &Reading) -> Vec<usize> {
    let mut order: Vec<_> = (0..reading.attributions.len()).collect();
    order.sort_by_key(|&at| start(reading, at));
    order
}

fn start(reading: &Reading, at: usize) -> u32 {
    reading.attributions[at].content.first().map_or(u32::MAX, |part| part.start)
}

fn starts(reading: &Reading) -> Vec<u32> {
    order(reading).into_iter().map(|at| start(reading, at)).collect()
}

/// Where something begins or ends, and what.
fn edges(reading: &Reading) -> Vec<(u32, bool, What)> {
    let mut edges = Vec::new();
    let mut add = |extent: Extent, what: What| {
        if extent.start < extent.end {
            edges.extend([(extent.start, true, what), (extent.end, false, what)]);
        }
    };
    reading.loose_quotations.iter().for_each(|&place| add(place, What::Loose));
    for attribution in &reading.attributions {
        for &part in &attribution.content {
            add(part, What::Content(attribution.tier));
            if attribution.is_denied {
                add(part, What::Denied);
            }
        }
        if let Some(cue) = attribution.cue {
            add(cue, What::Cue);
        }
        if let Some(source) = attribution.source {
            let voice = attribution.voice.and_then(|voice| reading.sources.get(voice));
            add(source, What::Source(voice.map_or(Identity::Unresolved, |voice| voice.identity)));
        }
    }
    edges
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::example::example;

    /// Every byte of every paragraph is in one piece, which has the marks of what the byte is in.
    #[test]
    fn pieces_have_the_marks_of_all_their_bytes() {
        let reading = example();
        let all = pieces(&reading);
        for (pieces, paragraph) in all.iter().zip(&reading.paragraphs) {
            let mut at = paragraph.start;
            for piece in pieces {
                assert_eq!(piece.extent.start, at);
                at = piece.extent.end;
                let holds = |extent: &Extent| extent.start <= piece.extent.start && piece.extent.end <= extent.end;
                let contents = reading.attributions.iter().flat_map(|found| &found.content);
                assert_eq!(piece.marks.content[0], contents.filter(|&extent| holds(extent)).count());
                let cues = reading.attributions.iter().filter_map(|found| found.cue.as_ref());
                assert_eq!(piece.marks.is_cue(), cues.filter(|&extent| holds(extent)).count() > 0);
                let source = reading.attributions.iter().find(|found| found.source.as_ref().is_some_and(holds));
                let identity = source.map(|found| reading.sources[found.voice.unwrap()].identity);
                assert_eq!(piece.marks.identity(), identity);
            }
            assert_eq!(at, paragraph.end);
        }
        let begins: Vec<_> =
            all.iter().flatten().map(|piece| piece.begins).filter(|&begins| begins != (0, 0)).collect();
        assert_eq!(begins, [(0, 1), (1, 3)]);
    }
}
