use std::collections::HashSet;
use std::sync::LazyLock;

use super::{Facts, Find, Rule};
use crate::diagnostic::{Diagnostic, Level, Message, RuleMeta};
use crate::index::SourceIndex;
use crate::model::Identity;
use crate::text::{Span, Text, Word};

pub(super) const RULE: Rule = Rule { meta: &META, find: Find::EachSource { find, word } };
static META: RuleMeta = RuleMeta::new("vague-attribution", Level::Warning, include_str!("vague-attribution.md"));

/// English words that do not say where a source stands. Any other word may.
const WORDS: [&str; 7] = [
    // How many.
    "a an another any both certain dozen dozens eight few five four hundred hundreds many more multiple nine number numerous one \
     other others seven several six some ten the three two various",
    // Who.
    "analyst analysts authorities commentator commentators contact contacts critic critics expert experts figure figures \
     individual individuals informant informants insider insiders man men observer observers official officials people person \
     persons somebody someone source sources spokesman spokespeople spokesperson spokeswoman woman women",
    // What somebody wrote.
    "account accounts article articles media news outlet outlets press publication publications report reports rumor rumors \
     rumour rumours social",
    // How well they know.
    "authoritative aware briefed close credible direct familiar informed inside issue knowledge knowledgeable matter matters \
     reliable situation subject topic trusted well",
    // How high they stand.
    "high junior key leading level placed prominent ranking senior top",
    // How hidden they are.
    "anonymity anonymous anonymously asked asking background condition confidential declined identified identity name named \
     nameless requested requesting undisclosed unidentified unknown unnamed unspecified withheld",
    // What holds the words together.
    "according and are as at be been but by for from had has have in is it its not of on or said say saying says speak speaking \
     spoke than that their they this to told under was were who whom whose with",
];

static GENERIC: LazyLock<HashSet<Word>> =
    LazyLock::new(|| WORDS.into_iter().flat_map(|words| Text::new(words).words().collect::<Vec<_>>()).collect());

fn find(facts: &Facts<'_>, number: SourceIndex, found: &mut Vec<Span>) {
    let source = facts.source(number);
    if source.is_confidential() && is_vague(&source.label) {
        found.push(source.place);
    }
}

fn word(facts: &Facts<'_>, number: SourceIndex, span: Span) -> Diagnostic {
    let id = facts.id(number).text();
    let message = Message::new("the description of ").id(id).words(" does not say where the source stands");
    let is_known = facts.source(number).identity == Identity::Anonymous;
    Diagnostic::new(&META, span, message).about(id.clone()).help(if is_known {
        "add what the source agreed to: the country, the ministry, the company, the side"
    } else {
        "add what the text tells of them, such as the country or the side; if it tells nothing, its readers learn nothing either"
    })
}

/// Whether all words of a description are generic. One without words is another rule's.
fn is_vague(description: &Text) -> bool {
    let mut words = description.words().peekable();
    words.peek().is_some() && words.all(|word| word.is_number() || GENERIC.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;
    use super::*;

    #[test]
    fn descriptions() {
        for vague in [
            "an official",
            "Sources",
            "“sources”",
            "12 senior officials",
            "people familiar with the matter",
            "A person close to the matter, who asked not to be named",
            "officials speaking on condition of anonymity",
            "well-placed insiders",
            "some critics",
            "media reports",
        ] {
            assert!(is_vague(&Text::new(vague)), "{vague}");
        }
        for placed in [
            "a US official",
            "Iraqi officials",
            "a nurse at the clinic",
            "a person close to the minister",
            "US media outlets",
            "un responsable « haut placé »",
            "政府高官",
            "–",
            "",
        ] {
            assert!(!is_vague(&Text::new(placed)), "{placed}");
        }
    }

    #[test]
    fn whoever_is_not_named() {
        check(
            "vague-attribution",
            "sources:
  a: {identity: anonymous, description: an official}
  b: {identity: unspecified, description: sources}
  c: {identity: named, name: Sources, description: a source}
  d: {identity: anonymous, description: an official at the port}
",
            &[
                "2:3 the description of `a` does not say where the source stands",
                "3:3 the description of `b` does not say where the source stands",
            ],
        );
    }
}
