//! The texts of many files in one block of memory.

use bytes::Bytes;
use bytestring::ByteString;
use memmap2::MmapMut;
use rayon::prelude::*;

use super::Text;

/// A large page of Linux, in bytes. With less, a block is no gain.
pub(crate) const LARGE_PAGE: usize = 2 << 20;

/// Memory for the texts of files that are read together, one part for each. It lives as long as any text in it.
///
/// Systems give memory in pages of 4 KiB, each when it is first written to, and that costs more than reading into it.
/// On Linux, pages of 2 MiB are requested.
pub(crate) struct Block {
    memory: MmapMut,
    lengths: Vec<usize>,
}

impl Block {
    /// Parts of these lengths; nothing if the system has no such memory.
    pub(crate) fn new(lengths: Vec<usize>) -> Option<Self> {
        let length: usize = lengths.iter().sum();
        // To the end of the last large page, if that is not far.
        let end = length.checked_next_multiple_of(LARGE_PAGE).filter(|end| end - length <= length / 16);
        let memory = MmapMut::map_anon(end.unwrap_or(length)).ok()?;
        #[cfg(target_os = "linux")]
        let _small_pages_will_do = memory.advise(memmap2::Advice::HugePage);
        Some(Self { memory, lengths })
    }

    /// The parts, to be filled.
    pub(crate) fn parts(&mut self) -> Vec<&mut [u8]> {
        let mut rest = &mut self.memory[..];
        let mut parts = Vec::with_capacity(self.lengths.len());
        for length in &self.lengths {
            let (part, after) = rest.split_at_mut(*length);
            parts.push(part);
            rest = after;
        }
        parts
    }

    /// Each part as a text; nothing for one that is not UTF-8.
    pub(crate) fn texts(self) -> Vec<Option<Text>> {
        let bytes = Bytes::from_owner(self.memory);
        let start = |at: &mut usize, length: &usize| Some(std::mem::replace(at, *at + length));
        let starts: Vec<usize> = self.lengths.iter().scan(0, start).collect();
        let part = |(start, length): (usize, usize)| bytes.slice(start..start + length);
        let parts = starts.into_par_iter().zip(self.lengths).map(part);
        parts.map(|part| ByteString::try_from(part).ok().map(Text::whole)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_become_texts_of_their_own() {
        let texts = ["claims:", "", "a\u{FFFD}b", "x"];
        let mut block = Block::new(texts.iter().map(|text| text.len()).collect()).unwrap();
        for (part, text) in block.parts().into_iter().zip(texts) {
            part.copy_from_slice(text.as_bytes());
        }
        let read: Vec<_> = block.texts().into_iter().map(|text| text.unwrap().untrusted().to_owned()).collect();
        assert_eq!(read, texts);
    }

    #[test]
    fn a_part_that_is_cut_inside_a_character_is_no_text() {
        let mut block = Block::new(vec![2, 2]).unwrap();
        block.memory.copy_from_slice("aéb".as_bytes());
        assert!(block.texts().iter().all(Option::is_none));
    }

    #[test]
    fn a_block_ends_with_a_large_page_if_that_is_not_far() {
        let length = |of: usize| Block::new(vec![of]).unwrap().memory.len();
        assert_eq!(length(LARGE_PAGE), LARGE_PAGE);
        // Of 16 parts, one more is not far.
        let near = LARGE_PAGE / 17 * 16 + 16;
        assert_eq!((length(near), length(near - 16)), (LARGE_PAGE, near - 16));
    }

    #[test]
    fn no_memory_is_asked_for_that_no_system_has() {
        assert!(Block::new(vec![usize::MAX / 4]).is_none());
    }
}
