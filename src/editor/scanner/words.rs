//! Keys and values of one line.

/// Where the key of a line without quotation marks ends.
pub(super) fn plain_key(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let is_colon = |&at: &usize| matches!(bytes.get(at + 1), None | Some(b' ' | b'\r'));
    let colon = memchr::memchr_iter(b':', bytes).find(is_colon)?;
    (colon < plain_length(rest)).then(|| colon - blanks_at_end(&rest[..colon]))
}

/// How long a text without quotation marks is in its line: up to a comment.
pub(super) fn plain_length(line: &str) -> usize {
    let bytes = line.as_bytes();
    let is_comment = |&at: &usize| at > 0 && matches!(bytes[at - 1], b' ' | b'\t');
    let end = memchr::memchr_iter(b'#', bytes).find(is_comment).unwrap_or(line.len());
    end - blanks_at_end(&line[..end])
}

pub(super) fn blanks_at_end(text: &str) -> usize {
    text.len() - text.trim_end_matches([' ', '\t', '\r']).len()
}

/// The length of a text between quotation marks that ends in its line.
pub(super) fn closing(rest: &str, quote: u8) -> Option<usize> {
    let bytes = rest.as_bytes();
    let mut at = 1;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' if quote == b'"' => at += 1,
            b'\'' if quote == b'\'' && bytes.get(at + 1) == Some(&b'\'') => at += 1,
            byte if byte == quote => return Some(at + 1),
            _ => {}
        }
        at += 1;
    }
    None
}

/// The range of a key without its quotation marks.
pub(super) fn unquoted(text: &str, start: usize, end: usize) -> (usize, usize) {
    let is_quoted = text[start..end].starts_with(['"', '\'']) && end - start >= 2;
    if is_quoted { (start + 1, end - 1) } else { (start, end) }
}
