//! The encodings that servers send bodies in: gzip, deflate, Brotli and zstd.

use std::io::{self, Read};

use brotli_decompressor::{BrotliDecoderParameter, Decompressor};
use flate2::read::{DeflateDecoder, ZlibDecoder};
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

use crate::copies::cannot_read::CannotRead;
use crate::copies::packed::{self, Allowance};

/// How much memory a frame of zstd may require while it is unpacked: what browsers allow (RFC 9659).
const MAX_WINDOW: u64 = 8 << 20;
/// How much of a Brotli stream is read at once.
const PIECE: usize = 1 << 12;

/// A body without its encoding; nothing if it is in none, as where a program has decoded it and kept the header.
///
/// # Errors
/// If it is cut short or damaged, too much, or in an encoding that is not read.
pub(super) fn decoded(body: &[u8], encoding: &str, allowance: &mut Allowance) -> Result<Option<Vec<u8>>, CannotRead> {
    match &*encoding.to_ascii_lowercase() {
        "identity" | "none" | "utf-8" => Ok(None),
        "gzip" | "x-gzip" if packed::is_gzip(body) => allowance.gunzip(body).map(Some),
        "gzip" | "x-gzip" | "deflate" | "zstd" if is_markup(body) => Ok(None),
        "gzip" | "x-gzip" => Err(CannotRead::Damaged),
        "deflate" if is_zlib(body) => allowance.unpack(ZlibDecoder::new(body), body.len()).map(Some),
        "deflate" => allowance.unpack(DeflateDecoder::new(body), body.len()).map(Some),
        // Nothing at the start of Brotli says that it is that.
        "br" => match allowance.unpack(brotli(body), body.len()) {
            Err(CannotRead::Damaged) if is_markup(body) && std::str::from_utf8(body).is_ok() => Ok(None),
            found => found.map(Some),
        },
        "zstd" => allowance.unpack(Frames { rest: body, decoder: frames() }, body.len()).map(Some),
        _ => Err(CannotRead::ContentEncoding),
    }
}

fn is_markup(body: &[u8]) -> bool {
    body.trim_ascii_start().starts_with(b"<") || body.is_empty()
}

fn is_zlib(body: &[u8]) -> bool {
    matches!(body, [first, second, ..] if first & 0x0F == 8 && (u16::from(*first) << 8 | u16::from(*second)) % 31 == 0)
}

/// Brotli as browsers read it: without the windows of up to 1 GiB that an extension has.
fn brotli(body: &[u8]) -> Decompressor<&[u8]> {
    let mut reader = Decompressor::new(body, PIECE);
    reader.set_parameter(BrotliDecoderParameter::BROTLI_DECODER_PARAM_LARGE_WINDOW, 0);
    reader
}

fn frames() -> FrameDecoder {
    let mut decoder = FrameDecoder::new();
    decoder.set_max_window_size(MAX_WINDOW);
    decoder
}

/// The frames of a zstd stream, one after the other, each with its checksum if it has one.
struct Frames<'b> {
    rest: &'b [u8],
    decoder: FrameDecoder,
}

impl Read for Frames<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        loop {
            if self.decoder.can_collect() > 0 {
                return self.decoder.read(out);
            }
            if !self.decoder.is_finished() {
                self.decoder
                    .decode_blocks(&mut self.rest, BlockDecodingStrategy::UptoBlocks(1))
                    .map_err(io::Error::other)?;
                continue;
            }
            let written = self.decoder.get_checksum_from_data();
            if written.is_some() && written != self.decoder.get_calculated_checksum() {
                return Err(io::ErrorKind::InvalidData.into());
            }
            if self.rest.is_empty() {
                return Ok(0);
            }
            self.begin()?;
        }
    }
}

impl Frames<'_> {
    /// Begins the next frame, or passes over one that has something else than a part of the body.
    fn begin(&mut self) -> io::Result<()> {
        match self.decoder.reset(&mut self.rest) {
            Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame { length, .. })) => {
                let rest = usize::try_from(length).ok().and_then(|length| self.rest.get(length..));
                self.rest = rest.ok_or(io::ErrorKind::UnexpectedEof)?;
                Ok(())
            }
            begun => begun.map_err(io::Error::other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What each of [`BROTLI`] and [`ZSTD`] is of. The libraries of those who invented them made them.
    const TEXT: &str = "<!doctype html><meta charset=utf-8><p>The bridge “closes” in May. \
        <!doctype html><meta charset=utf-8><p>The bridge “closes” in May. \
        <!doctype html><meta charset=utf-8><p>The bridge “closes” in May. ";
    const BROTLI: &[u8] =
        b"\x1b\xd1\x00\xc0\x1d\x09\xd9\x99\xcc\x0d\xcd\x91\xaf\x16\x22\x5b\x1e\xe9\x83\x14\x07\x81\x66\
        \x81\x24\x5d\xc9\x6e\x77\xdb\x60\x60\x5a\x02\x72\x76\x86\x0f\x4c\xe4\x84\x20\xb3\x16\xe3\x89\xe9\x8d\x29\xc5\
        \x70\x8c\x50\xb2\xeb\xdd\x24\xd1\xed\xb5\x48\xc4\x48\xf8\xc6\x19\xa3\x17\x2c\x3e\xc3\x05";
    /// With the length of the text and a checksum.
    const ZSTD: &[u8] = b"\x28\xb5\x2f\xfd\x24\xd2\x7d\x02\x00\x64\x04\x3c\x21\x64\x6f\x63\x74\x79\x70\x65\x20\x68\x74\
        \x6d\x6c\x3e\x3c\x6d\x65\x74\x61\x20\x63\x68\x61\x72\x73\x65\x74\x3d\x75\x74\x66\x2d\x38\x3e\x3c\x70\x3e\x54\
        \x68\x65\x20\x62\x72\x69\x64\x67\x65\x20\xe2\x80\x9c\x63\x6c\x6f\x73\x65\x73\xe2\x80\x9d\x20\x69\x6e\x20\x4d\
        \x61\x79\x2e\x20\x01\x00\x46\x22\xa1\x42\x14\x5f\x19\x57\x2d";
    /// 20 MiB of one letter.
    const BROTLI_BOMB: &[u8] =
        b"\xcb\xff\xff\x3f\xf8\xa5\x79\x7c\xc2\xe0\xc4\x69\x81\x80\xed\xfd\x1f\x1b\xff\xff\xff\xe0\
        \x97\x00\x88\xc3\x22\x00\xdd\xfb\xbf\x14\x00\x00\xc2\x2f\x01\x10\x87\x05\x00\xbd\xf7\x3f";

    fn text(body: &[u8], encoding: &str) -> Result<String, CannotRead> {
        let decoded = decoded(body, encoding, &mut Allowance::default())?;
        Ok(String::from_utf8_lossy(decoded.as_deref().unwrap_or(body)).into_owned())
    }

    #[test]
    fn what_other_programs_packed_is_read() {
        assert_eq!(text(BROTLI, "br").as_deref(), Ok(TEXT));
        assert_eq!(text(ZSTD, "zstd").as_deref(), Ok(TEXT));
        let frames = [ZSTD, b"\x50\x2a\x4d\x18\x03\0\0\0abc", ZSTD].concat();
        assert_eq!(text(&frames, "zstd"), Ok(TEXT.repeat(2)), "two frames, and one between them to be passed over");
    }

    #[test]
    fn what_a_program_has_unpacked_already_is_taken_as_it_is() {
        for encoding in ["br", "zstd", "gzip", "deflate"] {
            assert_eq!(text(b"<p>plain", encoding).as_deref(), Ok("<p>plain"), "{encoding}");
            assert_eq!(text(b"", encoding).as_deref(), Ok(""), "{encoding}");
        }
        assert_eq!(text(b"<p>caf\xE9", "br"), Err(CannotRead::Damaged), "it could be either");
    }

    #[test]
    fn what_is_cut_short_is_damaged_at_every_byte() {
        for (whole, encoding) in [(BROTLI, "br"), (ZSTD, "zstd")] {
            for length in 1..whole.len() {
                assert_eq!(text(&whole[..length], encoding), Err(CannotRead::Damaged), "{encoding} {length}");
            }
        }
        let mut changed = ZSTD.to_vec();
        changed[30] ^= 1;
        assert_eq!(text(&changed, "zstd"), Err(CannotRead::Damaged), "the checksum differs");
        assert_eq!(text(&[ZSTD, b"more"].concat(), "zstd"), Err(CannotRead::Damaged));
        assert_eq!(text(b"\x50\x2a\x4d\x18\xFF\xFF\xFF\xFFabc", "zstd"), Err(CannotRead::Damaged));
    }

    #[test]
    fn limits_hold_for_every_encoding() {
        // A frame with blocks of one repeated letter, of 128 KiB each.
        let frame = |blocks: usize| {
            let mut frame = b"\x28\xb5\x2f\xfd\x00\x58".to_vec();
            for nth in 1..=blocks {
                let block = (128 << 10) << 3 | 1 << 1 | u32::from(nth == blocks);
                frame.extend(&block.to_le_bytes()[..3]);
                frame.push(b'a');
            }
            frame
        };
        assert_eq!(text(&frame(8), "zstd").map(|text| text.len()), Ok(1 << 20));
        assert_eq!(text(&frame(9), "zstd"), Err(CannotRead::Bomb));
        assert_eq!(text(BROTLI_BOMB, "br"), Err(CannotRead::Bomb));
        let window = |byte: u8| [b"\x28\xb5\x2f\xfd\x00", &[byte][..], b"\x09\0\0a"].concat();
        assert_eq!(text(&window(13 << 3), "zstd").as_deref(), Ok("a"), "8 MiB");
        assert_eq!(text(&window(13 << 3 | 1), "zstd"), Err(CannotRead::Damaged), "9 MiB");
        assert_eq!(text(b"\x11\x1e", "br"), Err(CannotRead::Damaged), "a window of 1 GiB");
    }
}
