//! What is kept for the desk alone: it can be asked about, and never be read back.

use std::fmt;

use super::Url;
use crate::text::Text;

/// Text that is kept for the desk alone. It cannot be read back, only asked whether it is there.
///
/// ```compile_fail
/// fn print(secret: onrecord::model::Confidential) -> String {
///     secret.to_string()
/// }
/// ```
/// ```compile_fail
/// fn json(secret: onrecord::model::Confidential) -> String {
///     serde_json::to_string(&secret).unwrap()
/// }
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Confidential(Text);

impl Confidential {
    pub(crate) fn new(text: Text) -> Self {
        Self(text)
    }

    /// Whether anything was written.
    pub fn is_given(&self) -> bool {
        !self.0.is_empty()
    }
}

impl fmt::Debug for Confidential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Confidential")
    }
}

/// The addresses of a confidential document. They cannot be read back, only compared with others.
///
/// ```compile_fail
/// fn print(secret: onrecord::model::ConfidentialUrls) -> String {
///     secret.to_string()
/// }
/// ```
/// ```compile_fail
/// fn json(secret: onrecord::model::ConfidentialUrls) -> String {
///     serde_json::to_string(&secret).unwrap()
/// }
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct ConfidentialUrls(Box<[Url]>);

impl ConfidentialUrls {
    pub(crate) fn new(urls: impl IntoIterator<Item = Url>) -> Self {
        Self(urls.into_iter().collect())
    }

    /// All of several.
    pub(crate) fn joined(several: impl IntoIterator<Item = Self>) -> Self {
        Self(several.into_iter().flat_map(|urls| urls.0).collect())
    }

    /// Whether an address leads to the page of one of them.
    pub fn lead_to_page_of(&self, url: &Url) -> bool {
        self.0.iter().any(|own| own.is_same_page(url))
    }

    /// The pages that they lead to, as numbers.
    #[cfg(feature = "import")]
    pub(crate) fn page_numbers(&self) -> impl Iterator<Item = u64> {
        self.0.iter().map(Url::page_number)
    }
}

impl fmt::Debug for ConfidentialUrls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ConfidentialUrls")
    }
}
