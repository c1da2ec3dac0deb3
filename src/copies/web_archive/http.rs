//! What a server answered, as an archive keeps it: status, type, and the body as a browser gets it.

use std::borrow::Cow;

use super::encodings::decoded;
use super::records::Fields;
use crate::copies::cannot_read::CannotRead;
use crate::copies::packed::Allowance;

/// How many encodings a body may be in, one around the other.
const MAX_ENCODINGS: usize = 4;

/// An answer.
pub(super) struct Answer<'w> {
    pub(super) status: u16,
    fields: Fields<'w>,
    body: &'w [u8],
}

impl<'w> Answer<'w> {
    /// Reads an answer; those that only say that another one comes are passed over.
    pub(super) fn read(mut block: &'w [u8]) -> Option<Self> {
        loop {
            let status = status(block)?;
            let line = memchr::memchr(b'\n', block)? + 1;
            // Some programs leave out the empty line where there is no body.
            let (fields, body) = Fields::read(&block[line..]).unwrap_or_default();
            if !(100..200).contains(&status) {
                return Some(Self { status, fields, body });
            }
            block = body;
        }
    }

    pub(super) fn content_type(&self) -> Option<&'w str> {
        self.fields.get("Content-Type")
    }

    /// The body, without what was done to it for its way.
    ///
    /// # Errors
    /// If it is cut short, or in an encoding that is not read.
    pub(super) fn body(&self) -> Result<Cow<'w, [u8]>, CannotRead> {
        let is_chunked = self.encodings("Transfer-Encoding").any(|encoding| encoding.eq_ignore_ascii_case("chunked"));
        let length = self.fields.get("Content-Length").and_then(|length| length.parse::<usize>().ok());
        if !is_chunked && length.is_some_and(|length| length > self.body.len()) {
            return Err(CannotRead::Damaged);
        }
        let mut body = if is_chunked { unchunked(self.body)? } else { Cow::Borrowed(self.body) };
        let encodings: Vec<_> = self.encodings("Content-Encoding").take(MAX_ENCODINGS + 1).collect();
        if encodings.len() > MAX_ENCODINGS {
            return Err(CannotRead::Bomb);
        }
        let mut allowance = Allowance::default();
        for encoding in encodings.iter().rev() {
            if let Some(decoded) = decoded(&body, encoding, &mut allowance)? {
                body = Cow::Owned(decoded);
            }
        }
        Ok(body)
    }

    fn encodings(&self, name: &str) -> impl Iterator<Item = &'w str> {
        self.fields.all(name).flat_map(|value| value.split(',')).map(str::trim).filter(|name| !name.is_empty())
    }
}

/// The status in the first line of an answer: `HTTP/1.1 200 OK`.
fn status(block: &[u8]) -> Option<u16> {
    let line = block.split(|&byte| byte == b'\n').next()?;
    let line = line.strip_prefix(b"HTTP/")?;
    let status = line.split(u8::is_ascii_whitespace).filter(|part| !part.is_empty()).nth(1)?;
    std::str::from_utf8(status).ok()?.parse().ok().filter(|status| (100..1000).contains(status))
}

/// A body without the lengths of its chunks. One that has none was put together before it was archived.
fn unchunked(body: &[u8]) -> Result<Cow<'_, [u8]>, CannotRead> {
    let mut whole = Vec::new();
    let mut rest = body;
    loop {
        let Some((length, after)) = chunk_length(rest) else {
            return if whole.is_empty() && rest.len() == body.len() {
                Ok(Cow::Borrowed(body))
            } else {
                Err(CannotRead::Damaged)
            };
        };
        if length == 0 {
            return Ok(Cow::Owned(whole));
        }
        whole.extend_from_slice(after.get(..length).ok_or(CannotRead::Damaged)?);
        rest = &after[length..];
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).ok_or(CannotRead::Damaged)?;
    }
}

/// The length of a chunk, and what comes behind the line that it is on.
fn chunk_length(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let (line, after) = bytes.split_at_checked(memchr::memchr(b'\n', bytes)? + 1)?;
    let length = line.split(|&byte| byte == b';').next()?.trim_ascii();
    let is_number = !length.is_empty() && length.iter().all(u8::is_ascii_hexdigit);
    let length = std::str::from_utf8(length).ok().filter(|_| is_number)?;
    Some((usize::from_str_radix(length, 16).ok()?, after))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::{DeflateEncoder, ZlibEncoder};

    use super::*;
    use crate::copies::packed::tests::gzip;

    fn body(head: &str, body: &[u8]) -> Result<String, CannotRead> {
        let block = [format!("HTTP/1.1 200 OK\r\n{head}\r\n").as_bytes(), body].concat();
        let answer = Answer::read(&block).unwrap();
        answer.body().map(|body| String::from_utf8_lossy(&body).into_owned())
    }

    #[test]
    fn bodies_come_as_they_were_before_their_way() {
        let zlib = {
            let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
            encoder.write_all(b"deflated").unwrap();
            encoder.finish().unwrap()
        };
        let deflate = {
            let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
            encoder.write_all(b"deflated").unwrap();
            encoder.finish().unwrap()
        };
        let packed = gzip(b"packed");
        let chunks = |bytes: &[u8]| {
            let (one, two) = bytes.split_at(bytes.len() / 2);
            let (first, second) = (format!("{:x};a=b\r\n", one.len()), format!("\r\n{:X}\n", two.len()));
            [first.as_bytes(), one, second.as_bytes(), two, b"\n0\r\nTrailer: x\r\n\r\n"].concat()
        };
        for (head, bytes, expected) in [
            ("", &b"a\r\n\r\nb\n\nc"[..], "a\r\n\r\nb\n\nc"),
            ("Content-Length: 3\r\n", b"abc", "abc"),
            ("Content-Length: x\r\nnonsense\r\n folded\r\n\u{FC}: y\r\n", b"abc", "abc"),
            ("Content-Encoding: GZIP\r\n", &packed, "packed"),
            ("Content-Encoding: identity, x-gzip\r\n", &packed, "packed"),
            ("Content-Encoding: gzip, gzip\r\n", &gzip(&packed), "packed"),
            ("Content-Encoding: deflate\r\n", &zlib, "deflated"),
            ("Content-Encoding: deflate\r\n", &deflate, "deflated"),
            ("Content-Encoding: br\r\n", b"\x0b\x01\x80abc\x03", "abc"),
            ("Content-Encoding: BR\r\n", b"<p>plain", "<p>plain"),
            ("Transfer-Encoding: chunked\r\n", &chunks(b"chunked"), "chunked"),
            ("transfer-encoding: gzip, Chunked\r\ncontent-encoding: gzip\r\n", &chunks(&packed), "packed"),
            // Programs that keep the headers of what they have decoded.
            ("Content-Encoding: gzip\r\nContent-Length: 2\r\n", b" <p>plain", " <p>plain"),
            ("Transfer-Encoding: chunked\r\n", b"<p>plain", "<p>plain"),
        ] {
            assert_eq!(body(head, bytes).as_deref(), Ok(expected), "{head}");
        }
    }

    #[test]
    fn what_is_not_all_there_cannot_be_read() {
        let packed = gzip(b"packed");
        for (head, bytes, why) in [
            ("Content-Length: 4\r\n", &b"abc"[..], CannotRead::Damaged),
            ("Transfer-Encoding: chunked\r\n", b"3\r\nabc\r\n", CannotRead::Damaged),
            ("Transfer-Encoding: chunked\r\n", b"5\r\nabc", CannotRead::Damaged),
            ("Transfer-Encoding: chunked\r\n", b"3\r\nabcd\r\n0\r\n\r\n", CannotRead::Damaged),
            ("Content-Encoding: gzip\r\n", &packed[..packed.len() - 1], CannotRead::Damaged),
            ("Content-Encoding: gzip\r\n", b"text", CannotRead::Damaged),
            ("Content-Encoding: deflate\r\n", b"\xFF\xFF\xFF", CannotRead::Damaged),
            ("Content-Encoding: br\r\n", b"\x0b\x02\x80abc", CannotRead::Damaged),
            ("Content-Encoding: zstd\r\n", b"x", CannotRead::Damaged),
            ("Content-Encoding: compress\r\n", b"x", CannotRead::ContentEncoding),
            ("Content-Encoding: gzip,gzip,gzip,gzip,gzip\r\n", &packed, CannotRead::Bomb),
        ] {
            assert_eq!(body(head, bytes), Err(why), "{head}");
        }
    }

    #[test]
    fn the_last_answer_counts() {
        let of = |block: &str| Answer::read(block.as_bytes()).map(|answer| answer.status);
        assert_eq!(of("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\nx"), Some(200));
        assert_eq!(of("HTTP/2  404\r\n"), Some(404));
        assert_eq!(of("HTTP/1.0 200\n\nx"), Some(200));
        for none in ["", "GET / HTTP/1.1\r\n\r\n", "HTTP/1.1 OK\r\n\r\n", "HTTP/1.1 20\r\n\r\n", "HTTP/1.1 200"] {
            assert_eq!(of(none), None, "{none}");
        }
    }
}
