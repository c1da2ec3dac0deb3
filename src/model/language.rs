//! The language that something is written in.

use oxilangtag::LanguageTag;

use crate::text::Text;

/// Tags that BCP 47 keeps for old times' sake, though no rule of its grammar makes them.
const IRREGULAR: [&str; 4] = ["en-GB-oed", "sgn-BE-FR", "sgn-BE-NL", "sgn-CH-DE"];

/// A language tag of BCP 47 that starts with the code of a language, of two or three letters: `en`, `tr`, `pt-BR`,
/// `zh-Hant`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Language(Text);

impl Language {
    /// Checks a tag. `None` if it is none, or one of the few that do not start with a language.
    pub fn parse(text: &Text) -> Option<Self> {
        let tag = text.untrusted();
        let language = tag.split('-').next().map_or(0, str::len);
        let is_irregular = IRREGULAR.iter().any(|other| other.eq_ignore_ascii_case(tag));
        let is_tag = matches!(language, 2 | 3) && !is_irregular && LanguageTag::parse(tag).is_ok();
        is_tag.then(|| Self(text.clone()))
    }

    /// The tag as it was written.
    pub fn as_str(&self) -> &str {
        self.0.untrusted()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages() {
        for good in
            ["en", "no", "tr-TR", "pt-BR", "zh-Hant", "zh-yue-Hant-HK", "de-CH-1996", "sl-rozaj-biske", "en-x-desk"]
        {
            assert!(Language::parse(&Text::new(good)).is_some(), "{good}");
        }
        for bad in
            ["", "e", "english", "en_GB", "en-", "en--GB", "en GB", "i-klingon", "x-desk", "en-GB-oed", "ＥＮ", "en-u"]
        {
            assert!(Language::parse(&Text::new(bad)).is_none(), "{bad}");
        }
    }
}
