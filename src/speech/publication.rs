//! What is known of where a text was published, besides its words.

use crate::model::Language;
use crate::text::Text;

/// What is known of where a text was published, besides its words.
#[derive(Debug, Clone, Default)]
pub struct Publication {
    /// What its paper or site is called. What is said to it is passed on by nobody else.
    pub publishers: Vec<Text>,
    /// The language that it says it is in.
    pub language: Option<Language>,
}

/// The papers that a text calls its own, each by the words of its name in small letters.
pub(super) struct Own(Vec<Vec<String>>);

impl Own {
    pub(super) fn new(publication: &Publication) -> Self {
        Self(publication.publishers.iter().map(|name| words(name.untrusted())).collect())
    }

    /// Whether a name means the paper of the text itself: `the Courier` in the Elm Courier.
    pub(super) fn is(&self, name: &str) -> bool {
        let name = words(name);
        self.0.iter().any(|own| is_of(own, &name))
    }
}

/// Whether a name is all of a paper's, its end, or its initials.
fn is_of(own: &[String], name: &[String]) -> bool {
    let initials = || own.iter().filter_map(|word| word.chars().next()).collect::<String>();
    let is_short = matches!(name, [short] if own.len() > 1 && short.chars().count() > 1 && *short == initials());
    let is_domain = || own.first().is_some_and(|domain| own.len() == 1 && domain.ends_with(&name.concat()));
    !name.is_empty() && (own.ends_with(name) || is_short || is_domain())
}

/// The words of a name in small letters, without an article and the end of a web address.
fn words(name: &str) -> Vec<String> {
    let small = name.to_lowercase();
    let words = small.split(|sign: char| !sign.is_alphanumeric() && sign != '.').filter(|word| !word.is_empty());
    let mut words: Vec<_> = words.map(|word| word.trim_start_matches("www.").to_owned()).collect();
    if let [domain] = &mut words[..] {
        domain.truncate(domain.rfind('.').unwrap_or(domain.len()));
    }
    if words.len() > 1 && ARTICLES.contains(&words[0].as_str()) {
        words.remove(0);
    }
    words
}

/// First words of names of papers that are left out in speech.
const ARTICLES: [&str; 5] = ["the", "der", "die", "das", "den"];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::speech::{Reading, read_as};

    fn reading(publisher: &str, text: &str) -> Reading {
        let publication = Publication { publishers: vec![Text::new(publisher)], language: None };
        read_as(&Text::new(text), &publication)
    }

    #[test]
    fn what_is_said_to_the_paper_itself_is_passed_on_by_nobody() {
        for (publisher, text) in [
            ("The Elm Courier", "Ada Moss told the Courier that the bridge is safe."),
            ("The Elm Courier", "Ada Moss told the Elm Courier on Monday that the bridge is safe."),
            ("Elm Courier", "“The bridge is safe,” Ada Moss told The Courier."),
            ("elmcourier.com", "Ada Moss told the Courier that the bridge is safe."),
            ("Elm Broadcasting Station", "Ada Moss told EBS that the bridge is safe."),
            ("Reuters", "Ada Moss told Reuters that the bridge is safe."),
            ("", "Ada Moss told this newspaper that the bridge is safe."),
            ("", "Ada Moss told us that the bridge is safe."),
            ("The Elm Courier", "Ada Moss said that the bridge is safe, the Courier reported."),
        ] {
            let found = reading(publisher, text).attributions;
            assert_eq!(found.len(), 1, "{text}\n{found:#?}");
            assert_ne!(found[0].pattern, "relay", "{text}");
        }
    }

    #[test]
    fn what_is_said_to_another_paper_is_a_relay() {
        for (publisher, text) in [
            ("The Elm Courier", "Ada Moss told the Elm Herald that the bridge is safe."),
            ("The Courier", "Ada Moss told the Elm Courier that the bridge is safe."),
            ("", "Ada Moss told the Courier that the bridge is safe."),
            ("Courier Journal", "Ada Moss told the Courier that the bridge is safe."),
        ] {
            assert_eq!(reading(publisher, text).attributions.len(), 2, "{text}");
        }
    }
}
