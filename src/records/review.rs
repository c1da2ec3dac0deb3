//! A review that is to be written into a claim file of its own.

use serde::Serialize;
use std::error::Error;
use std::fmt;

use crate::digest::Digest;
use crate::load::{has_hidden, load_texts};
use crate::model::{Corpus, Date, Id, MAX_ID, Review, Url};
use crate::records::{ClaimFile, Scalar};
use crate::text::Text;

/// The highest number at the end of an id that is counted on from.
const MAX_NUMBER: u32 = 999_999_999;
/// Room for that number and the hyphen before it.
const NUMBER_LENGTH: usize = "-999999999".len();

/// A review that is yet to be written down.
///
/// ```
/// use onrecord::digest::Digest;
/// use onrecord::records::NewReview;
/// use onrecord::Workspace;
///
/// let review = NewReview {
///     claim: "agreement".parse()?,
///     verdict: "supported".into(),
///     reviewer: "desk".into(),
///     date: "2026-01-31".parse()?,
///     expires: None,
///     rationale: Some("Two ministers said so: see #12.".into()),
///     url: None,
///     note: None,
///     digest: Digest::of(b"what the claim rests on"),
///     grounds: Vec::new(),
/// };
/// review.check()?;
/// let yaml = review.yaml("agreement-1")?;
/// let snapshot = Workspace::of_texts([("reviews.yaml", yaml)]).snapshot();
/// assert_eq!(snapshot.corpus().reviews.iter().next().map(|review| review.id.as_str()), Some("agreement-1"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct NewReview {
    /// The claim that was reviewed.
    pub claim: Id,
    /// What was found.
    pub verdict: Text,
    /// Who found it.
    pub reviewer: Text,
    /// When.
    pub date: Date,
    /// The last day on which the review is valid.
    pub expires: Option<Date>,
    /// Why.
    pub rationale: Option<Text>,
    /// The URL of the review.
    pub url: Option<Text>,
    /// A note for the desk.
    pub note: Option<Text>,
    /// The digest of the claim's grounds.
    pub digest: Digest,
    /// The records that the claim rests on, as `reviews::grounds` lists them.
    pub grounds: Vec<String>,
}

/// Why a review cannot be written down: a field, and what is wrong with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum InvalidReview {
    /// There is nothing in this field.
    Blank(&'static str),
    /// This field has a character that no claim file may hold.
    Hidden(&'static str),
    /// Not a web address.
    Url,
    /// It is over before it begins.
    Expired,
    /// It would not be read back as it is.
    Lost,
}

impl fmt::Display for InvalidReview {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Blank(field) => write!(f, "{field} is empty"),
            Self::Hidden(field) => write!(f, "{field} has a character that is not allowed in claim files"),
            Self::Url => f.write_str("url is not a web address"),
            Self::Expired => f.write_str("expires is before the date of the review"),
            Self::Lost => f.write_str("the review cannot be stored exactly"),
        }
    }
}

impl Error for InvalidReview {}

#[derive(Serialize)]
struct Fields<'a> {
    claim: Scalar<'a>,
    verdict: Scalar<'a>,
    reviewer: Scalar<'a>,
    date: Scalar<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expires: Option<Scalar<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rationale: Option<Scalar<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<Scalar<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<Scalar<'a>>,
    digest: Scalar<'a>,
    grounds: Vec<Scalar<'a>>,
}

impl NewReview {
    /// Looks whether it can be written down.
    ///
    /// # Errors
    /// The first field that a claim file may not hold.
    pub fn check(&self) -> Result<(), InvalidReview> {
        for (name, text) in self.texts() {
            if text.is_blank() {
                return Err(InvalidReview::Blank(name));
            }
            if has_hidden(text.untrusted()) {
                return Err(InvalidReview::Hidden(name));
            }
        }
        if self.url.as_ref().is_some_and(|url| Url::parse(url).is_none()) {
            return Err(InvalidReview::Url);
        }
        if self.expires.as_ref().is_some_and(|expires| expires.is_before(&self.date) == Some(true)) {
            return Err(InvalidReview::Expired);
        }
        Ok(())
    }

    /// The ids that it may have, the best first: the id of the claim and the number after the highest that a record
    /// has, and then those after that. Of a long id only its first words are taken.
    pub fn ids(&self, corpus: &Corpus) -> impl Iterator<Item = String> + use<> {
        let stem = stem(self.claim.as_str()).to_owned();
        let number =
            |id: &str| id.strip_prefix(&*stem)?.strip_prefix('-')?.parse().ok().filter(|&number| number < MAX_NUMBER);
        let highest: u32 = corpus.records().filter_map(|record| number(corpus.id(record))).max().unwrap_or(0);
        (highest + 1..=MAX_NUMBER).map(move |number| format!("{stem}-{number}"))
    }

    /// The text of a claim file that holds this review and nothing else. Readers of YAML 1.1 and 1.2 take every value
    /// for a text.
    ///
    /// # Errors
    /// If this review would not come back when the file is read, which the caller has [checked](Self::check) before.
    pub fn yaml(&self, id: &str) -> Result<String, InvalidReview> {
        let [date, digest] = [self.date.as_str(), &self.digest.to_string()].map(Text::new);
        let expires = self.expires.as_ref().map(|day| Text::new(day.as_str()));
        let grounds: Vec<_> = self.grounds.iter().map(|line| Text::new(line.as_str())).collect();
        let fields = Fields {
            claim: Scalar(self.claim.text()),
            verdict: Scalar(&self.verdict),
            reviewer: Scalar(&self.reviewer),
            date: Scalar(&date),
            expires: expires.as_ref().map(Scalar),
            rationale: self.rationale.as_ref().map(Scalar),
            url: self.url.as_ref().map(Scalar),
            note: self.note.as_ref().map(Scalar),
            digest: Scalar(&digest),
            grounds: grounds.iter().map(Scalar).collect(),
        };
        let mut file = ClaimFile::default();
        file.add("reviews", &Text::new(id), &fields);
        let yaml = file.to_yaml();
        if self.is_read_from(&yaml, id) { Ok(yaml) } else { Err(InvalidReview::Lost) }
    }

    /// What somebody has typed.
    fn texts(&self) -> impl Iterator<Item = (&'static str, &Text)> {
        [("verdict", Some(&self.verdict)), ("reviewer", Some(&self.reviewer))]
            .into_iter()
            .chain([("rationale", self.rationale.as_ref()), ("url", self.url.as_ref()), ("note", self.note.as_ref())])
            .filter_map(|(name, text)| Some((name, text?)))
    }

    /// Whether a claim file holds this review and nothing else.
    fn is_read_from(&self, yaml: &str, id: &str) -> bool {
        let loaded = load_texts([("review.yaml".into(), yaml.to_owned())]);
        let mut reviews = loaded.corpus.reviews.iter();
        let (Some(review), None) = (reviews.next(), reviews.next()) else { return false };
        loaded.diagnostics.is_empty()
            && loaded.corpus.records().len() == 1
            && review.id.as_str() == id
            && self.is(review)
            && review.grounds.iter().map(Text::untrusted).eq(self.grounds.iter().map(String::as_str))
    }

    /// Whether a review says the same: by the same reviewer on the same day, of the same grounds.
    pub fn is(&self, review: &Review) -> bool {
        review.claim.to == *self.claim.text()
            && review.verdict.value == self.verdict
            && review.reviewer == self.reviewer
            && review.date.as_ref() == Some(&self.date)
            && review.expires == self.expires
            && review.rationale == self.rationale
            && review.url.as_ref().map(Url::text) == self.url.as_ref()
            && review.note == self.note
            && review.digest.as_ref() == Some(self.digest.bytes())
    }
}

/// The id of a claim, or as many of its first words as leave room for a number.
fn stem(claim: &str) -> &str {
    let most = MAX_ID - NUMBER_LENGTH;
    match claim.get(..=most) {
        None => claim,
        // What is cut off may start with the hyphen.
        Some(beginning) => beginning.rsplit_once('-').map_or(&claim[..most], |(words, _)| words),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_long_id_the_first_words() {
        let long = |length: usize| "x".repeat(length);
        assert_eq!(stem("a-b"), "a-b");
        assert_eq!(stem(&long(118)), long(118));
        assert_eq!(stem(&long(119)), long(118));
        assert_eq!(stem(&format!("{}-y", long(118))), long(118));
        assert_eq!(stem(&format!("{}-yy", long(117))), long(117));
        assert_eq!(stem(&format!("{}-y-z", long(100))), format!("{}-y-z", long(100)));
        assert_eq!(stem(&format!("{}-{}", long(100), long(27))), long(100));
    }
}
