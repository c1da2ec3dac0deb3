//! Which page of a web archive is meant: its address, and when it was archived.

use super::Url;
use crate::text::Text;

/// How many digits a time has, from the year to the second, and how many at least are written.
const DIGITS: std::ops::RangeInclusive<usize> = 4..=14;

/// A page of a web archive: what follows `#` in `capture.wacz#https://example.org/trams@20261104`.
///
/// The digits behind the last `@` are the first of the time, in UTC, two by two behind the year. An address that itself
/// ends like this has to be followed by a time.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Capture {
    address: Text,
    time: String,
}

impl Capture {
    /// The page at an address, at a time of which the first digits are known, or none.
    pub fn new(address: &Text, time: &str) -> Option<Self> {
        let is_time = |time: &str| {
            let length = time.len();
            DIGITS.contains(&length) && length.is_multiple_of(2) && time.bytes().all(|byte| byte.is_ascii_digit())
        };
        let is_good = (time.is_empty() || is_time(time)) && Url::parse(address).is_some();
        is_good.then(|| Self { address: address.clone(), time: time.to_owned() })
    }

    /// The path before a capture, and the capture, if there is one behind it. No path that is relative has `://` in
    /// it, so a `#` in the name of a file stays in the name.
    ///
    /// # Errors
    /// If what is there is no address.
    pub fn split(text: &Text) -> Result<(Text, Option<Self>), &'static str> {
        let whole = text.untrusted();
        let Some(at) = ["#http://", "#https://"].iter().filter_map(|start| whole.find(start)).min() else {
            return Ok((text.clone(), None));
        };
        let behind = &whole[at + 1..];
        let timed = behind.rsplit_once('@').and_then(|(address, time)| Self::new(&Text::new(address), time));
        let timed = timed.filter(|capture| !capture.time.is_empty());
        let capture = timed.or_else(|| Self::new(&Text::new(behind), ""));
        Ok((Text::new(&whole[..at]), Some(capture.ok_or("what follows `#` is not a web address")?)))
    }

    /// A path with this capture behind it.
    pub fn behind(&self, path: &str) -> Text {
        let at = if self.time.is_empty() { "" } else { "@" };
        Text::new(format!("{path}#{}{at}{}", self.address.untrusted(), self.time))
    }

    /// Whether it is one of those that `wider` may mean.
    pub fn is_within(&self, wider: &Self) -> bool {
        self.address == wider.address && self.time.starts_with(&wider.time)
    }

    /// Its address.
    pub fn address(&self) -> &Text {
        &self.address
    }

    /// The first digits of its time.
    pub fn time(&self) -> &str {
        &self.time
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_capture_is_an_address_and_the_digits_of_a_time() {
        for (text, expected) in [
            ("a.wacz", Some(("a.wacz", "", ""))),
            ("a#b.html", Some(("a#b.html", "", ""))),
            ("a#http.html", Some(("a#http.html", "", ""))),
            ("a#b/c.warc#https://example.org", Some(("a#b/c.warc", "https://example.org", ""))),
            ("a.wacz#https://example.org@2026", Some(("a.wacz", "https://example.org", "2026"))),
            ("a#http://x.org/@b@20261104#c", Some(("a", "http://x.org/@b@20261104#c", ""))),
            ("a#http://x.org/@2024@20261104120000", Some(("a", "http://x.org/@2024", "20261104120000"))),
            ("a#http://x.org/@20261", Some(("a", "http://x.org/@20261", ""))),
            ("a#http://x.org/#https://y.org", Some(("a", "http://x.org/#https://y.org", ""))),
            ("a#https://", None),
            ("a#https://x.org/a b", None),
            ("a#https://user@x.org/", None),
        ] {
            let found = Capture::split(&Text::new(text)).ok().map(|(path, capture)| {
                let (address, time) = capture.as_ref().map_or(("", ""), |at| (at.address.untrusted(), &*at.time));
                if let Some(capture) = &capture {
                    assert_eq!(capture.behind(path.untrusted()).untrusted(), text);
                }
                (path.untrusted().to_owned(), address.to_owned(), time.to_owned())
            });
            let expected = expected.map(|(path, address, time)| (path.to_owned(), address.to_owned(), time.to_owned()));
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn times_have_an_even_number_of_digits_from_4_to_14() {
        let address = Text::new("https://example.org");
        for (time, is_good) in
            [("", true), ("202", false), ("2026", true), ("20261", false), ("202611", true), ("2026-1", false)]
        {
            assert_eq!(Capture::new(&address, time).is_some(), is_good, "{time}");
        }
        assert!(
            Capture::new(&address, "20261104120000").is_some() && Capture::new(&address, "2026110412000000").is_none()
        );
    }
}
