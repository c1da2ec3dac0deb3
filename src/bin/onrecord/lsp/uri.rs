//! Paths to file URIs and back, exactly.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use gen_lsp_types::Uri;

/// The URI of a path. Every byte is percent-encoded except those that no reader takes for anything else.
pub(super) fn of(path: &Path) -> Uri {
    Uri(encoded(path.as_os_str().as_encoded_bytes(), cfg!(windows)))
}

/// The path of a file URI; nothing for any other URI.
pub(super) fn path(uri: &Uri) -> Option<PathBuf> {
    let bytes = decoded(&uri.0, cfg!(windows))?;
    #[cfg(unix)]
    let path: OsString = std::os::unix::ffi::OsStringExt::from_vec(bytes);
    #[cfg(not(unix))]
    let path: OsString = String::from_utf8(bytes).ok()?.into();
    Some(PathBuf::from(path))
}

fn encoded(path: &[u8], is_windows: bool) -> String {
    let mut uri = "file://".to_owned();
    let mut rest = path;
    if is_windows {
        match path {
            // A share is named by a server, which comes where other URIs have theirs.
            [b'\\' | b'/', b'\\' | b'/', share @ ..] => rest = share,
            _ => uri.push('/'),
        }
    }
    for &byte in rest {
        match byte {
            b'\\' if is_windows => uri.push('/'),
            b':' if is_windows => uri.push(':'),
            b'/' | b'-' | b'.' | b'_' | b'~' => uri.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => uri.push(char::from(byte)),
            _ => uri.extend(['%', hex(byte >> 4), hex(byte & 15)]),
        }
    }
    uri
}

fn hex(digit: u8) -> char {
    char::from_digit(u32::from(digit), 16).unwrap_or('0').to_ascii_uppercase()
}

fn decoded(uri: &str, is_windows: bool) -> Option<Vec<u8>> {
    let (scheme, rest) = uri.split_at_checked("file:".len())?;
    if !scheme.eq_ignore_ascii_case("file:") {
        return None;
    }
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    let (host, path) = match rest.strip_prefix("//") {
        Some(rest) => rest.split_at(rest.find('/')?),
        None => ("", rest),
    };
    let path = percent_decoded(path.as_bytes());
    if path.contains(&0) || !path.starts_with(b"/") {
        return None;
    }
    let is_here = host.is_empty() || host.eq_ignore_ascii_case("localhost");
    match (is_windows, is_here) {
        (false, true) => Some(path),
        (false, false) => None,
        (true, true) => match &path[..] {
            [b'/', drive, b':', rest @ ..] if drive.is_ascii_alphabetic() => {
                Some(backslashed([&[drive.to_ascii_uppercase(), b':'], rest].concat()))
            }
            _ => None,
        },
        (true, false) => Some(backslashed([b"\\\\", host.as_bytes(), &path].concat())),
    }
}

fn backslashed(mut path: Vec<u8>) -> Vec<u8> {
    for byte in &mut path {
        if *byte == b'/' {
            *byte = b'\\';
        }
    }
    path
}

/// A sign that begins no two digits is one like any other.
fn percent_decoded(mut text: &[u8]) -> Vec<u8> {
    let mut decoded = Vec::with_capacity(text.len());
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    while let [first, rest @ ..] = text {
        let byte = match rest {
            [high, low, ..] if *first == b'%' => digit(*high).zip(digit(*low)).map(|(high, low)| high << 4 | low),
            _ => None,
        };
        decoded.push(byte.unwrap_or(*first));
        text = if byte.is_some() { &rest[2..] } else { rest };
    }
    decoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_go_both_ways() {
        for (path, uri) in [
            ("/home/desk/claims/a.yaml", "file:///home/desk/claims/a.yaml"),
            ("/a b/100%/%41.yaml", "file:///a%20b/100%25/%2541.yaml"),
            ("/é/日本/a+b&c=d;e,f.yaml", "file:///%C3%A9/%E6%97%A5%E6%9C%AC/a%2Bb%26c%3Dd%3Be%2Cf.yaml"),
            ("/what?/#1/[x]", "file:///what%3F/%231/%5Bx%5D"),
            ("/c:/x\\y", "file:///c%3A/x%5Cy"),
        ] {
            assert_eq!(encoded(path.as_bytes(), false), uri);
            assert_eq!(decoded(uri, false).as_deref(), Some(path.as_bytes()));
        }
        for (path, uri) in [
            ("C:\\Users\\A B\\a.yaml", "file:///C:/Users/A%20B/a.yaml"),
            ("\\\\server\\share\\ü.yaml", "file://server/share/%C3%BC.yaml"),
        ] {
            assert_eq!(encoded(path.as_bytes(), true), uri);
            assert_eq!(decoded(uri, true).as_deref(), Some(path.as_bytes()));
        }
    }

    #[test]
    fn other_spellings_of_other_programs() {
        let path = |uri: &str, is_windows| decoded(uri, is_windows).map(|path| String::from_utf8(path).unwrap());
        for (uri, expected) in [
            ("FILE:///a", Some("/a")),
            ("file:/a", Some("/a")),
            ("file://localhost/a", Some("/a")),
            ("file:///a%2fb%20?query#part", Some("/a/b ")),
            ("file:///%zz%4", Some("/%zz%4")),
            ("file://elsewhere/a", None),
            ("file:a", None),
            ("file:///a%00b", None),
            ("untitled:Untitled-1", None),
            ("git:/a?x", None),
            ("é", None),
        ] {
            assert_eq!(path(uri, false).as_deref(), expected, "{uri}");
        }
        assert_eq!(path("file:///c%3A/a", true).as_deref(), Some("C:\\a"));
        assert_eq!(path("file:///a", true), None);
    }

    #[cfg(unix)]
    #[test]
    fn bytes_that_are_no_text_come_back() {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt;
        let odd = Path::new(OsStr::from_bytes(b"/\xFF\xC3"));
        assert_eq!(of(odd).0, "file:///%FF%C3");
        assert_eq!(path(&of(odd)).as_deref(), Some(odd));
    }
}
