//! Web addresses.

use std::error::Error;
use std::fmt;
use std::str::FromStr;

use oxiri::Iri;

use crate::text::Text;
use crate::text::escape::terminal::is_hostile;

/// A web address: `http` or `https`, with a host, without a user part.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Url(Text);

/// What says where a reader came from, and nothing of the page.
const TRACKING: [&str; 4] = ["utm_", "fbclid=", "gclid=", "mc_cid="];

/// A text that is no web address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InvalidUrl;

impl fmt::Display for InvalidUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected an http(s) URL with a host and without a user")
    }
}

impl Error for InvalidUrl {}

impl FromStr for Url {
    type Err = InvalidUrl;

    fn from_str(url: &str) -> Result<Self, InvalidUrl> {
        Self::parse(&Text::new(url)).ok_or(InvalidUrl)
    }
}

impl Url {
    /// Checks a text against RFC 3987 and our own narrower rule. `None` if it is no such address.
    pub fn parse(text: &Text) -> Option<Self> {
        let is_hidden = |character: char| is_hostile(character) || character.is_whitespace();
        let iri = Iri::parse(text.untrusted()).ok().filter(|iri| !iri.as_str().contains(is_hidden))?;
        let is_web = ["http", "https"].iter().any(|scheme| iri.scheme().eq_ignore_ascii_case(scheme));
        let authority = iri.authority()?;
        let host = authority.rsplit_once(':').map_or(authority, |(host, _)| host);
        (is_web && !host.is_empty() && !authority.contains('@')).then(|| Self(text.clone()))
    }

    /// Whether both lead to one page, as sites are built: `http` or `https`, with `www.` and a slash at the end or
    /// without, wherever the reader came from.
    pub fn is_same_page(&self, other: &Self) -> bool {
        self == other || self.page().is_some_and(|page| Some(page) == other.page())
    }

    /// Host, path and query in one form.
    fn page(&self) -> Option<(String, String, Vec<String>)> {
        let iri = Iri::parse(self.0.untrusted()).ok()?;
        // What is behind `#!` or `#/` is a page for a script.
        if iri.fragment().is_some_and(|fragment| fragment.starts_with(['!', '/'])) {
            return None;
        }
        let host = iri.authority()?.to_lowercase();
        let port = if iri.scheme().eq_ignore_ascii_case("http") { ":80" } else { ":443" };
        let host = host.strip_suffix(port).unwrap_or(&host);
        let host = host.strip_prefix("www.").unwrap_or(host).to_owned();
        let fields = iri.query().unwrap_or_default().split('&');
        let is_said = |field: &&str| !field.is_empty() && !TRACKING.iter().any(|begin| field.starts_with(begin));
        let path = iri.path().trim_end_matches('/').to_owned();
        Some((host, path, fields.filter(is_said).map(str::to_owned).collect()))
    }

    /// The address.
    pub fn text(&self) -> &Text {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_page_has_several_addresses() {
        let url = |text: &str| Url::parse(&Text::new(text)).unwrap();
        let page = url("https://example.org/bridge?id=1");
        for same in [
            "http://example.org/bridge?id=1",
            "https://www.EXAMPLE.org/bridge/?id=1",
            "https://example.org:443/bridge?utm_source=x&id=1&fbclid=2#top",
        ] {
            assert!(page.is_same_page(&url(same)) && url(same).is_same_page(&page), "{same}");
        }
        for other in [
            "https://example.org/bridge",
            "https://example.org/bridge?id=2",
            "https://example.org/Bridge?id=1",
            "https://news.example.org/bridge?id=1",
            "https://example.org:8080/bridge?id=1",
            "https://example.org/bridge?id=1#!/next",
        ] {
            assert!(!page.is_same_page(&url(other)), "{other}");
        }
        assert!(url("https://example.org").is_same_page(&url("http://www.example.org/")));
    }

    #[test]
    fn addresses() {
        for good in [
            "https://example.org",
            "HTTP://example.org:8080/a?b=c#d",
            "https://bücher.example/straße",
            "https://[2001:db8::1]/x",
        ] {
            assert!(Url::parse(&Text::new(good)).is_some(), "{good}");
        }
        for bad in [
            "",
            "example.org",
            "//example.org",
            "javascript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "https://",
            "https:///x",
            "https://user@example.org",
            "https://user:pw@example.org",
            "https://:80/",
            "https://a b/",
            "https://example.org/\"x",
            "https://example.org/\u{1b}",
            "ftp://example.org",
        ] {
            assert!(Url::parse(&Text::new(bad)).is_none(), "{bad}");
        }
    }
}
