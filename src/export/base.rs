//! What the names of records start with where they are IRIs.

use super::vocabulary::PREFIXES;
use crate::model::Url;
use crate::text::Text;

/// What the IRIs of records start with: an id comes right after it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Base(String);

impl Base {
    /// Checks a base: an `http` or `https` address that ends with `/` or `#` and has no query, or a URN that ends with
    /// `:`.
    pub fn parse(text: &str) -> Option<Self> {
        let is_web = || Url::parse(&Text::new(text)).is_some() && text.ends_with(['/', '#']) && !text.contains('?');
        // A record must not get the name of a term.
        let is_vocabulary = PREFIXES.iter().any(|&(_, vocabulary)| text == vocabulary);
        (text.is_ascii() && (is_urn(text) || is_web()) && !is_vocabulary).then(|| Self(text.to_owned()))
    }

    /// The base as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A URN as RFC 8141 has it, except for its end, which an id follows.
fn is_urn(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("urn:").and_then(|rest| rest.strip_suffix(':')) else { return false };
    let (namespace, path) = rest.split_once(':').unwrap_or((rest, "-"));
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    (2..=32).contains(&namespace.len())
        && namespace.bytes().all(is_name)
        && !namespace.starts_with('-')
        && !namespace.ends_with('-')
        && !path.is_empty()
        && path.bytes().all(|byte| is_name(byte) || matches!(byte, b':' | b'.' | b'_' | b'~' | b'/'))
}

/// No host, so none is made to look as if it had said something.
impl Default for Base {
    fn default() -> Self {
        Self("urn:onrecord:".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bases() {
        assert_eq!(Base::parse("urn:onrecord:"), Some(Base::default()));
        for good in ["https://example.org/claims/", "http://example.org/claims#", "urn:example:desk:2024:"] {
            assert_eq!(Base::parse(good).unwrap().as_str(), good);
        }
        for bad in [
            "",
            "example.org/",
            "urn:onrecord:vocab:",
            "https://schema.org/",
            "https://example.org",
            "https://example.org/x",
            "https:///",
            "https://user@example.org/",
            "https://example.org/?x#",
            "https://bücher.example/",
            "https://example.org/\"/",
            "https://example.org/ /",
            "file:///claims/",
            "urn:onrecord",
            "urn:",
            "urn:x:",
            "urn:-x:",
            "urn:onrecord::",
            "urn:onrecord:a b:",
            "urn:onrecord:<:",
            "javascript:",
        ] {
            assert_eq!(Base::parse(bad), None, "{bad}");
        }
    }
}
