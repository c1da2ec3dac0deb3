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

    /// The address.
    pub fn text(&self) -> &Text {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
