//! Web addresses.

use std::error::Error;
use std::fmt;
#[cfg(feature = "import")]
use std::hash::{DefaultHasher, Hash, Hasher};
use std::str::FromStr;

use oxiri::Iri;

use crate::text::Text;
use crate::text::escape::terminal::is_hostile;

/// A web address: `http` or `https`, with a host, without a user part.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Url(Text);

/// How the fields of a query begin that say where a reader came from, and nothing of the page.
const TRACKING: [&str; 4] = ["utm_", "fbclid=", "gclid=", "mc_cid="];
/// The fields of a query by which a page is shown as AMP.
const AMP: [&str; 4] = ["amp", "amp=1", "amp=true", "outputType=amp"];
/// How the hosts begin that show the pages of another one.
const SAME_SITE: [&str; 4] = ["www.", "m.", "mobile.", "amp."];
/// How many digits the time has under which a public archive keeps a page.
const TIME: std::ops::RangeInclusive<usize> = 4..=14;

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
    /// without, for telephones and as AMP, on the site or in a public archive, wherever the reader came from.
    pub fn is_same_page(&self, other: &Self) -> bool {
        self == other || self.page().is_some_and(|page| Some(page) == other.page())
    }

    /// The page that it leads to, as one number. It is the same wherever the program runs.
    #[cfg(feature = "import")]
    pub(crate) fn page_number(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        match self.page() {
            Some(page) => page.hash(&mut hasher),
            None => self.hash(&mut hasher),
        }
        hasher.finish()
    }

    /// Whether it leads to the beginning of a site.
    #[cfg(feature = "evidence")]
    pub(crate) fn is_of_site(&self) -> bool {
        self.page().is_some_and(|page| page.path.is_empty() && page.fields.is_empty())
    }

    /// Whether both lead to one page, or one has only a longer query, which may be where a reader came from.
    #[cfg(feature = "evidence")]
    pub(crate) fn may_be_same_page(&self, other: &Self) -> bool {
        let is_within = |one: &Page, other: &Page| one.fields.iter().all(|field| other.fields.contains(field));
        let is_alike = |one: Page, other: Page| {
            (&one.host, &one.path) == (&other.host, &other.path)
                && !one.path.is_empty()
                && (is_within(&one, &other) || is_within(&other, &one))
        };
        self == other || self.page().zip(other.page()).is_some_and(|(one, other)| is_alike(one, other))
    }

    /// The address of the page of which this is a copy in a public archive, if it is one.
    pub fn of_archived(&self) -> Option<Self> {
        let original = self.original();
        (original.len() < self.0.untrusted().len()).then(|| Self::parse(&Text::new(original)))?
    }

    /// The address of the page itself, where this is the one of its copy in a public archive, behind a time.
    fn original(&self) -> &str {
        let mut whole = self.0.untrusted();
        while let Some(at) = ["/http://", "/https://"].iter().filter_map(|start| whole.find(start)).min() {
            let time = whole[..at].rsplit('/').next().unwrap_or_default();
            let rest = time.trim_start_matches(|sign: char| sign.is_ascii_digit());
            let is_time = TIME.contains(&(time.len() - rest.len()));
            if !is_time || !rest.bytes().all(|sign| sign.is_ascii_lowercase() || sign == b'_') {
                break;
            }
            whole = &whole[at + 1..];
        }
        whole
    }

    /// Host, path and query in one form.
    fn page(&self) -> Option<Page> {
        let iri = Iri::parse(self.original()).ok()?;
        // What is behind `#!` or `#/` is a page for a script.
        if iri.fragment().is_some_and(|fragment| fragment.starts_with(['!', '/'])) {
            return None;
        }
        let host = iri.authority()?.to_lowercase();
        let port = if iri.scheme().eq_ignore_ascii_case("http") { ":80" } else { ":443" };
        let host = host.strip_suffix(port).unwrap_or(&host);
        let without = |begin| host.strip_prefix(begin).filter(|rest: &&str| rest.contains('.'));
        let host = SAME_SITE.into_iter().find_map(without).unwrap_or(host).to_owned();
        let fields = iri.query().unwrap_or_default().split('&');
        let is_tracking = |field: &str| TRACKING.iter().any(|begin| field.starts_with(begin));
        let is_said = |field: &&str| !field.is_empty() && !is_tracking(field) && !AMP.contains(field);
        let fields = fields.filter(is_said).map(str::to_owned).collect();
        Some(Page { host, path: without_amp(iri.path()).to_owned(), fields })
    }

    /// The address.
    pub fn text(&self) -> &Text {
        &self.0
    }
}

/// What tells one page from others.
#[derive(PartialEq, Eq, Hash)]
struct Page {
    host: String,
    path: String,
    fields: Vec<String>,
}

/// A path without a slash at its end, and without what says that it leads to the page as AMP.
fn without_amp(path: &str) -> &str {
    let path = path.trim_end_matches('/');
    let before = ["/amp", ".amp", ".amp.html"].iter().find_map(|end| path.strip_suffix(end));
    let behind = || path.strip_prefix("/amp").filter(|rest| rest.starts_with('/'));
    before.or_else(behind).filter(|plain| plain.len() > 1).unwrap_or(path)
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
            "https://m.example.org/bridge?id=1",
            "https://example.org/bridge/amp/?id=1",
            "https://example.org/amp/bridge?id=1",
            "https://amp.example.org/bridge.amp.html?id=1&amp=1",
            "https://web.archive.org/web/20241021083000/https://example.org/bridge?id=1",
            "https://web.archive.org/web/2024id_/http://www.example.org/bridge?id=1",
            "https://archive.ph/2024/https://web.archive.org/web/2024/https://example.org/bridge?id=1",
        ] {
            assert!(page.is_same_page(&url(same)) && url(same).is_same_page(&page), "{same}");
        }
        let archived = url("https://web.archive.org/web/20241021083000/https://example.org/bridge?id=1");
        assert_eq!((archived.of_archived().as_ref(), page.of_archived()), (Some(&page), None));
        for other in [
            "https://example.org/bridge",
            "https://example.org/bridge?id=2",
            "https://example.org/Bridge?id=1",
            "https://news.example.org/bridge?id=1",
            "https://example.org:8080/bridge?id=1",
            "https://example.org/bridge?id=1#!/next",
            "https://example.org/bridge/amplifier?id=1",
            "https://example.org/redirect/https://example.org/bridge?id=1",
        ] {
            assert!(!page.is_same_page(&url(other)), "{other}");
        }
        assert!(url("https://example.org").is_same_page(&url("http://www.example.org/")));
        // Neither of these has a page of its own without what is stripped.
        assert!(!url("https://example.org/amp").is_same_page(&url("https://example.org/")));
        assert!(!url("https://m.me/bridge").is_same_page(&url("https://me/bridge")));
    }

    #[test]
    #[cfg(feature = "evidence")]
    fn a_longer_query_may_lead_to_the_same_page() {
        let url = |text: &str| Url::parse(&Text::new(text)).unwrap();
        let may_be = |one: &str, other: &str| {
            let (one, other) = (url(one), url(other));
            assert_eq!(one.may_be_same_page(&other), other.may_be_same_page(&one));
            one.may_be_same_page(&other)
        };
        assert!(may_be("https://example.org/bridge", "https://example.org/bridge?ref=home"));
        assert!(may_be("https://example.org/a?id=1", "https://www.example.org/a/amp?ref=home&id=1"));
        for (one, other) in [
            ("https://example.org/a?id=1", "https://example.org/a?id=2"),
            ("https://example.org/?p=1", "https://example.org/"),
            ("https://example.org/a", "https://example.org/b?ref=home"),
        ] {
            assert!(!may_be(one, other), "{one} {other}");
        }
        for (address, is_of_site) in [("https://www.example.org/", true), ("https://example.org/?p=1", false)] {
            assert_eq!(url(address).is_of_site(), is_of_site, "{address}");
        }
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
