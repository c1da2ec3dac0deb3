//! Ids for the sources of a text, made of what they are called.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

use crate::model::{Id, MAX_ID};
use crate::speech::Source;
use crate::text::Text;

/// How long an id is made, in bytes: longer ones help nobody.
const MOST: usize = 48;
/// What a source without a letter or a digit of its own is called.
const NAMELESS: &str = "source";

/// An id for each source, in their order. No two are alike.
pub(super) fn of_sources(sources: &[Source]) -> Vec<Id> {
    let mut taken = BTreeSet::new();
    sources.iter().filter_map(|source| unique(&slug(&source.label), &mut taken)).collect()
}

/// The words of a name in small letters, joined by hyphens.
fn slug(label: &Text) -> String {
    let mut slug = String::new();
    let letters = label.untrusted().nfkd().flat_map(char::to_lowercase).take(MAX_ID);
    for letter in letters.filter(|letter| !matches!(letter, '\u{300}'..='\u{36F}' | '\'' | '’' | '.')) {
        if letter.is_ascii_alphanumeric() {
            slug.push(letter);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    if slug.len() > MOST {
        let end = slug[..=MOST].rfind('-').unwrap_or(MOST);
        slug.truncate(end);
    }
    let slug = slug.trim_end_matches('-');
    let slug = slug.strip_prefix("the-").or(slug.strip_prefix("an-")).or(slug.strip_prefix("a-")).unwrap_or(slug);
    if slug.is_empty() { NAMELESS.to_owned() } else { slug.to_owned() }
}

/// The slug, or the first number that makes it different from all others.
fn unique(slug: &str, taken: &mut BTreeSet<String>) -> Option<Id> {
    let numbered = (2_u64..).map(|number| format!("{slug}-{number}"));
    let id = std::iter::once(slug.to_owned()).chain(numbered).find(|id| !taken.contains(id))?;
    taken.insert(id.clone());
    Id::parse(&Text::new(id)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_the_words_of_the_name() {
        let of = |label: &str| slug(&Text::new(label));
        assert_eq!(of("Hakan Fidan"), "hakan-fidan");
        assert_eq!(of("the U.S. Department of State"), "us-department-of-state");
        assert_eq!(of("José Ángel"), "jose-angel");
        assert_eq!(of("a US official"), "us-official");
        assert_eq!(of("Сергей"), "source");
        assert_eq!(of(&"long name ".repeat(20)), "long-name-long-name-long-name-long-name-long");
    }

    #[test]
    fn no_two_are_alike() {
        let mut taken = BTreeSet::new();
        let ids: Vec<_> = ["a", "b", "a", "a"].iter().filter_map(|slug| unique(slug, &mut taken)).collect();
        assert_eq!(ids.iter().map(Id::as_str).collect::<Vec<_>>(), ["a", "b", "a-2", "a-3"]);
    }
}
