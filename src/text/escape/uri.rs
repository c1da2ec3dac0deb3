//! Paths for URIs.

use std::fmt::Write;

use crate::text::FilePath;

/// A path as a reference that nothing in it can turn into another one: every byte is percent-encoded but letters,
/// digits, `-._~` and the `/` between its parts. So bytes that are not UTF-8 can be got back, and a colon starts no
/// scheme.
pub(crate) fn path(path: &FilePath) -> String {
    let mut uri = String::new();
    for &byte in path.given().as_os_str().as_encoded_bytes() {
        match byte {
            b'/' | b'-' | b'.' | b'_' | b'~' => uri.push(char::from(byte)),
            b'\\' if cfg!(windows) => uri.push('/'),
            _ if byte.is_ascii_alphanumeric() => uri.push(char::from(byte)),
            _ => {
                let _ = write!(uri, "%{byte:02X}");
            }
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_letters_stay() {
        let uri = |given: &str| path(&FilePath::new(given));
        assert_eq!(uri("claims/a-b_c.~1.yaml"), "claims/a-b_c.~1.yaml");
        assert_eq!(uri("http://x?y#z%41\n.yaml"), "http%3A//x%3Fy%23z%2541%0A.yaml");
        assert_eq!(uri("é\u{202E} .yaml"), "%C3%A9%E2%80%AE%20.yaml");
    }

    #[cfg(unix)]
    #[test]
    fn bytes_that_are_no_text_stay_apart_from_text_that_looks_like_them() {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt;
        let uri = |given: &[u8]| path(&FilePath::new(OsStr::from_bytes(given)));
        assert_eq!(uri(b"\xFF.yaml"), "%FF.yaml");
        assert_eq!(uri(b"%FF.yaml"), "%25FF.yaml");
    }
}
