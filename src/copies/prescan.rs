//! The encoding that a page declares in its first bytes: the prescan of the HTML standard, step by step.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};

/// How far into a page it looks.
const WITHIN: usize = 1024;

/// The encoding that a `meta` element declares, or the XML declaration.
pub(super) fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let mut scan = Scan { bytes: bytes.get(..WITHIN).unwrap_or(bytes), at: 0 };
    if let Some(found) = scan.xml_declaration() {
        return Some(found);
    }
    while scan.at < scan.bytes.len() {
        if let Some(found) = scan.step() {
            return Some(found);
        }
    }
    None
}

/// The encoding of a label in a page, as the standard defines it.
pub(super) fn of_label(label: &[u8]) -> Option<&'static Encoding> {
    let encoding = Encoding::for_label(label)?;
    Some(match encoding {
        // A page with a readable declaration is not in UTF-16, even if it says so.
        _ if encoding == UTF_16BE || encoding == UTF_16LE => UTF_8,
        _ if encoding == X_USER_DEFINED => WINDOWS_1252,
        _ => encoding,
    })
}

struct Scan<'b> {
    bytes: &'b [u8],
    at: usize,
}

/// A name and a value, in small letters.
type Attribute = (Vec<u8>, Vec<u8>);

impl Scan<'_> {
    fn rest(&self) -> &[u8] {
        &self.bytes[self.at.min(self.bytes.len())..]
    }

    fn starts(&self, with: &[u8]) -> bool {
        self.rest().get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with))
    }

    /// `<?xml version="1.0" encoding="…"?>`.
    fn xml_declaration(&self) -> Option<&'static Encoding> {
        let declaration = self.bytes.strip_prefix(b"<?xml")?;
        let declaration = &declaration[..memchr::memchr(b'>', declaration)?];
        let rest = &declaration[memchr::memmem::find(declaration, b"encoding")? + b"encoding".len()..];
        let value = rest.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
        let (&mark, value) = value.split_first().filter(|(mark, _)| matches!(mark, b'"' | b'\''))?;
        of_label(&value[..memchr::memchr(mark, value)?])
    }

    /// Reads what starts here, and goes on behind it.
    fn step(&mut self) -> Option<&'static Encoding> {
        let is_tag_of = |length: usize| self.rest().get(length).is_some_and(u8::is_ascii_alphabetic);
        if self.starts(b"<!--") {
            self.skip_past(b"-->", 2);
        } else if self.starts(b"<meta") && self.rest().get(5).is_some_and(|&byte| is_blank(byte) || byte == b'/') {
            self.at += 6;
            return self.meta();
        } else if self.starts(b"<") && is_tag_of(1) || self.starts(b"</") && is_tag_of(2) {
            self.skip_while(|byte| !is_blank(byte) && byte != b'>');
            while self.attribute().is_some() {}
        } else if self.starts(b"<!") || self.starts(b"</") || self.starts(b"<?") {
            self.skip_past(b">", 0);
        } else {
            self.at += 1;
        }
        None
    }

    fn meta(&mut self) -> Option<&'static Encoding> {
        let (mut is_pragma, mut needs_pragma, mut found) = (false, None, None);
        let mut seen: Vec<Vec<u8>> = Vec::new();
        while let Some((name, value)) = self.attribute() {
            if seen.contains(&name) {
                continue;
            }
            match &name[..] {
                b"http-equiv" => is_pragma = value == b"content-type",
                b"content" if found.is_none() => {
                    found = of_content(&value);
                    needs_pragma = found.map(|_| true).or(needs_pragma);
                }
                b"charset" => (found, needs_pragma) = (of_label(&value), Some(false)),
                _ => {}
            }
            seen.push(name);
        }
        found.filter(|_| needs_pragma == Some(false) || is_pragma)
    }

    fn attribute(&mut self) -> Option<Attribute> {
        self.skip_while(|byte| is_blank(byte) || byte == b'/');
        let mut name = Vec::new();
        loop {
            match self.rest().first().copied()? {
                b'>' if name.is_empty() => return None,
                b'>' | b'/' => return Some((name, Vec::new())),
                b'=' if !name.is_empty() => break,
                byte if is_blank(byte) => {
                    self.skip_while(is_blank);
                    if self.rest().first() == Some(&b'=') {
                        break;
                    }
                    return Some((name, Vec::new()));
                }
                byte => name.push(byte.to_ascii_lowercase()),
            }
            self.at += 1;
        }
        self.at += 1;
        self.skip_while(is_blank);
        self.value().map(|value| (name, value))
    }

    fn value(&mut self) -> Option<Vec<u8>> {
        let mark = self.rest().first().copied().filter(|byte| matches!(byte, b'"' | b'\''));
        self.at += usize::from(mark.is_some());
        let rest = self.rest();
        let end = match mark {
            Some(mark) => memchr::memchr(mark, rest)?,
            None => rest.iter().position(|&byte| is_blank(byte) || byte == b'>')?,
        };
        let value = rest[..end].to_ascii_lowercase();
        self.at += end + usize::from(mark.is_some());
        Some(value)
    }

    fn skip_while(&mut self, is_so: impl Fn(u8) -> bool) {
        let rest = self.rest();
        self.at += rest.iter().position(|&byte| !is_so(byte)).unwrap_or(rest.len());
    }

    /// Goes behind what ends here, looked for from somewhat further on.
    fn skip_past(&mut self, end: &[u8], from: usize) {
        let found = self.rest().get(from..).and_then(|rest| memchr::memmem::find(rest, end));
        self.at = found.map_or(self.bytes.len(), |found| self.at + from + found + end.len());
    }
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | b'\x0C' | b'\r' | b' ')
}

/// The encoding that the `content` of a `meta` element names behind `charset=`.
fn of_content(content: &[u8]) -> Option<&'static Encoding> {
    let mut rest = content;
    loop {
        rest = &rest[memchr::memmem::find(rest, b"charset")? + b"charset".len()..];
        if let Some(value) = rest.trim_ascii_start().strip_prefix(b"=") {
            let value = value.trim_ascii_start();
            let end = match value.first()? {
                mark @ (b'"' | b'\'') => return of_label(&value[1..=memchr::memchr(*mark, &value[1..])?]),
                _ => value.iter().position(|&byte| is_blank(byte) || byte == b';'),
            };
            return of_label(&value[..end.unwrap_or(value.len())]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(page: &str) -> Option<&'static str> {
        declared(page.as_bytes()).map(Encoding::name)
    }

    #[test]
    fn only_what_the_standard_counts_is_a_declaration() {
        for (page, expected) in [
            ("<meta charset=iso-8859-2>", Some("ISO-8859-2")),
            ("<META CHARSET = 'Shift_JIS' />", Some("Shift_JIS")),
            ("<meta http-equiv=Content-Type content='text/html; charset=windows-1251'>", Some("windows-1251")),
            ("<meta content='text/html; charset=\"koi8-r\"' http-equiv=content-type>", Some("KOI8-R")),
            ("<meta content='text/html; charset=koi8-r'>", None),
            ("<meta name=description content='charset=koi8-r'>", None),
            ("<script charset=utf-8></script><meta charset=windows-1251>", Some("windows-1251")),
            ("<!-- <meta charset=koi8-r> --><meta charset=gbk>", Some("GBK")),
            ("<!--><meta charset=koi8-r>", Some("KOI8-R")),
            ("<a title='<meta charset=koi8-r>'><meta charset=gbk>", Some("GBK")),
            ("<metal charset=koi8-r>", None),
            ("<meta charset=nonsense><meta charset=gbk>", Some("GBK")),
            ("<meta charset=utf-16>", Some("UTF-8")),
            ("<meta charset=x-user-defined>", Some("windows-1252")),
            ("<?xml version='1.0' encoding='windows-1251'?><html>", Some("windows-1251")),
            ("<? xml encoding='windows-1251'?><html>", None),
            ("<meta charset=gbk", None),
            ("<meta charset", None),
            ("<", None),
            ("", None),
        ] {
            assert_eq!(name(page), expected, "{page}");
        }
    }

    #[test]
    fn it_looks_at_1024_bytes() {
        let meta = "<meta charset=gbk>";
        let page = |blanks: usize| format!("{}{meta}", " ".repeat(blanks));
        assert_eq!(name(&page(WITHIN - meta.len())), Some("GBK"));
        assert_eq!(name(&page(WITHIN - meta.len() + 1)), None);
    }
}
