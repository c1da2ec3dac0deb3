//! The records of a WARC file, version 1.0 or 1.1, one after the other as their lengths say.

use crate::copies::cannot_read::CannotRead;

/// How many records a file may have.
const MAX_RECORDS: usize = 100_000;

/// A record: named fields, and a block of bytes.
pub(super) struct Record<'w> {
    fields: Fields<'w>,
    pub(super) block: &'w [u8],
}

impl<'w> Record<'w> {
    /// The value of a field.
    pub(super) fn field(&self, name: &str) -> Option<&'w str> {
        self.fields.get(name)
    }

    /// The address in a field. Some programs write it in angle brackets.
    pub(super) fn address(&self, name: &str) -> Option<&'w str> {
        self.field(name).map(|address| address.trim_start_matches('<').trim_end_matches('>'))
    }
}

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
}

/// All records of a file.
///
/// # Errors
/// If one is cut short, or something else is between them.
pub(super) fn records(file: &[u8]) -> Result<Vec<Record<'_>>, CannotRead> {
    let mut records = Vec::new();
    let mut rest = file.trim_ascii_start();
    while !rest.is_empty() {
        if records.len() == MAX_RECORDS {
            return Err(CannotRead::Bomb);
        }
        let start = [&b"WARC/1.0"[..], b"WARC/1.1"].iter().find_map(|version| rest.strip_prefix(*version));
        let line = start.and_then(|rest| Some(rest.split_at(memchr::memchr(b'\n', rest)? + 1)));
        let (_, head) = line.filter(|(end, _)| end.trim_ascii().is_empty()).ok_or(CannotRead::Damaged)?;
        let (fields, block) = Fields::read(head).ok_or(CannotRead::Damaged)?;
        let (block, after) = block.split_at_checked(length(&fields)?).ok_or(CannotRead::Damaged)?;
        records.push(Record { fields, block });
        rest = after.trim_ascii_start();
    }
    Ok(records)
}

/// How many bytes the block of a record has.
fn length(fields: &Fields<'_>) -> Result<usize, CannotRead> {
    let mut lengths = fields.all("Content-Length");
    let length = lengths.next().filter(|length| length.bytes().all(|byte| byte.is_ascii_digit()));
    let length = length.filter(|_| lengths.next().is_none()).and_then(|length| length.parse().ok());
    length.ok_or(CannotRead::Damaged)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(file: &[u8]) -> Result<Vec<String>, CannotRead> {
        let text = |record: &Record<'_>| String::from_utf8_lossy(record.block).into_owned();
        Ok(records(file)?.iter().map(text).collect())
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
    fn records_are_counted() {
        let many = |count: usize| records(&b"WARC/1.0\nContent-Length: 0\n\n".repeat(count)).map(|found| found.len());
        assert_eq!((many(MAX_RECORDS), many(MAX_RECORDS + 1)), (Ok(MAX_RECORDS), Err(CannotRead::Bomb)));
    }
}
