//! The records of a WARC file, version 1.0 or 1.1, one after the other as their lengths say. They come from a stream,
//! so that a file may be larger than what is kept of it.

use std::io::{self, BufRead, Read};

use crate::copies::cannot_read::CannotRead;
use crate::copies::packed::why;

/// How many records a file may have.
const MAX_RECORDS: usize = 100_000;
/// How many bytes the fields of a record may have.
const MAX_HEAD: usize = 1 << 16;

/// Fields, one a line: `Name: value`. A line that begins with a blank goes on with the one before it.
#[derive(Default)]
pub(super) struct Fields<'w>(Vec<(&'w str, &'w str)>);

impl<'w> Fields<'w> {
    /// The fields at the start of some bytes, up to the first empty line, and what comes behind it. Bytes of a field
    /// that are no text make it one that nobody looks for. Nothing if no empty line comes.
    pub(super) fn read(bytes: &'w [u8]) -> Option<(Self, &'w [u8])> {
        let mut fields = Vec::new();
        let mut rest = bytes;
        loop {
            let length = memchr::memchr(b'\n', rest)? + 1;
            let (line, after) = rest.split_at(length);
            if line.trim_ascii().is_empty() {
                return Some((Self(fields), after));
            }
            // What goes on with the line before is left out: no field that is read here needs two lines.
            let field = std::str::from_utf8(line).ok().filter(|line| !line.starts_with([' ', '\t']));
            fields
                .extend(field.and_then(|field| field.split_once(':')).map(|(name, value)| (name.trim(), value.trim())));
            rest = after;
        }
    }

    /// The value of the first field of this name, in any case.
    pub(super) fn get(&self, name: &str) -> Option<&'w str> {
        self.all(name).next()
    }

    /// The values of all fields of this name.
    pub(super) fn all(&self, name: &str) -> impl Iterator<Item = &'w str> {
        self.0.iter().filter(move |(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
    }

    /// The address in a field. Some programs write it in angle brackets.
    pub(super) fn address(&self, name: &str) -> Option<&'w str> {
        self.get(name).map(|address| address.trim_start_matches('<').trim_end_matches('>'))
    }
}

/// What takes a record: its fields, and its block as far as it is wanted.
pub(super) type Each<'e> = dyn FnMut(&Fields<'_>, &mut dyn Read) -> Result<(), CannotRead> + 'e;

/// Passes on all records of a file.
///
/// # Errors
/// If one is cut short, or something else is between them, or what takes them fails.
pub(super) fn each_record(reader: &mut dyn BufRead, each: &mut Each<'_>) -> Result<(), CannotRead> {
    let mut count = 0;
    while is_next(reader)? {
        if count == MAX_RECORDS {
            return Err(CannotRead::Bomb);
        }
        count += 1;
        let head = head(reader)?;
        let line = memchr::memchr(b'\n', &head).map(|end| head.split_at(end + 1)).ok_or(CannotRead::Damaged)?;
        let version = [&b"WARC/1.0"[..], b"WARC/1.1"].iter().find_map(|version| line.0.strip_prefix(*version));
        if !version.is_some_and(|end| end.trim_ascii().is_empty()) {
            return Err(CannotRead::Damaged);
        }
        let (fields, _) = Fields::read(line.1).ok_or(CannotRead::Damaged)?;
        let mut block = (&mut *reader).take(length(&fields)?);
        each(&fields, &mut block)?;
        // What nobody wanted is passed over, but it must be there.
        io::copy(&mut block, &mut io::sink()).map_err(|error| why(&error))?;
        if block.limit() > 0 {
            return Err(CannotRead::Damaged);
        }
    }
    Ok(())
}

/// Whether anything but blanks comes, which are passed over.
fn is_next(reader: &mut dyn BufRead) -> Result<bool, CannotRead> {
    loop {
        let bytes = reader.fill_buf().map_err(|error| why(&error))?;
        if bytes.is_empty() {
            return Ok(false);
        }
        let blanks = bytes.len() - bytes.trim_ascii_start().len();
        let is_next = blanks < bytes.len();
        reader.consume(blanks);
        if is_next {
            return Ok(true);
        }
    }
}

/// All lines up to the first empty one, which is among them.
fn head(reader: &mut dyn BufRead) -> Result<Vec<u8>, CannotRead> {
    let mut head = Vec::new();
    loop {
        let start = head.len();
        let room = (MAX_HEAD - start) as u64;
        (&mut *reader).take(room).read_until(b'\n', &mut head).map_err(|error| why(&error))?;
        let line = &head[start..];
        if !line.ends_with(b"\n") {
            return Err(CannotRead::Damaged);
        }
        if line.trim_ascii().is_empty() {
            return Ok(head);
        }
    }
}

/// How many bytes the block of a record has.
fn length(fields: &Fields<'_>) -> Result<u64, CannotRead> {
    let mut lengths = fields.all("Content-Length");
    let length = lengths.next().filter(|length| length.bytes().all(|byte| byte.is_ascii_digit()));
    let length = length.filter(|_| lengths.next().is_none()).and_then(|length| length.parse().ok());
    length.ok_or(CannotRead::Damaged)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(mut file: &[u8]) -> Result<Vec<String>, CannotRead> {
        let mut blocks = Vec::new();
        each_record(&mut file, &mut |_, block| {
            let mut bytes = Vec::new();
            block.read_to_end(&mut bytes).map_err(|error| why(&error))?;
            blocks.push(String::from_utf8_lossy(&bytes).into_owned());
            Ok(())
        })?;
        Ok(blocks)
    }

    #[test]
    fn lengths_say_where_records_end() {
        let file = b"WARC/1.0\r\nContent-Length: 22\r\nX: y\r\n\r\na\r\n\r\nWARC/1.0\r\n\r\nb\r\n\r\n\r\n\r\n\
                     WARC/1.1\ncontent-length:1\n\nc\n\nWARC/1.1\r\nContent-Length: 0\r\n\r\n\r\n\r\n";
        assert_eq!(blocks(file).unwrap(), ["a\r\n\r\nWARC/1.0\r\n\r\nb\r\n\r\n", "c", ""]);
        assert_eq!(blocks(b"").unwrap(), [""; 0]);
    }

    #[test]
    fn what_is_no_record_is_damage() {
        for file in [
            &b"WARC/1.0\r\nContent-Length: 5\r\n\r\nabc"[..],
            b"WARC/1.0\r\nContent-Length: 3\r\n",
            b"WARC/1.0\r\n\r\nabc",
            b"WARC/1.0\r\nContent-Length: +3\r\n\r\nabc",
            b"WARC/1.0\r\nContent-Length: 99999999999999999999999\r\n\r\nabc",
            b"WARC/1.0\r\nContent-Length: 3\r\nContent-Length: 1\r\n\r\nabc",
            b"WARC/1.0\r\nContent-Length: 1\r\n\r\nabc",
            b"WARC/1.00\r\nContent-Length: 1\r\n\r\na",
            b"WARC/0.17\r\nContent-Length: 1\r\n\r\na",
        ] {
            assert_eq!(blocks(file), Err(CannotRead::Damaged), "{:?}", String::from_utf8_lossy(file));
        }
    }

    #[test]
    fn a_block_that_nobody_wants_must_be_there() {
        let read = |mut file: &[u8]| each_record(&mut file, &mut |_, _| Ok(()));
        assert_eq!(read(b"WARC/1.0\nContent-Length: 3\n\nabc"), Ok(()));
        assert_eq!(read(b"WARC/1.0\nContent-Length: 4\n\nabc"), Err(CannotRead::Damaged));
    }

    #[test]
    fn limits_hold_at_n_and_not_at_n_and_one() {
        let many = |count: usize| blocks(&b"WARC/1.0\nContent-Length: 0\n\n".repeat(count)).map(|found| found.len());
        assert_eq!((many(MAX_RECORDS), many(MAX_RECORDS + 1)), (Ok(MAX_RECORDS), Err(CannotRead::Bomb)));
        let (start, end) = ("WARC/1.0\nContent-Length: 0\nX: ", "\n\n");
        let long = |length: usize| format!("{start}{}{end}", "x".repeat(length - start.len() - end.len()));
        assert_eq!(blocks(long(MAX_HEAD).as_bytes()).map(|found| found.len()), Ok(1));
        assert_eq!(blocks(long(MAX_HEAD + 1).as_bytes()), Err(CannotRead::Damaged));
    }
}
