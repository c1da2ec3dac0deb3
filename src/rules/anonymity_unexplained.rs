//! Anonymous sources without a reason.

use super::{Facts, Find, Reads, Rule};
use crate::diagnostic::{Diagnostic, Level, Message, RuleMeta};
use crate::index::SourceIndex;
use crate::model::Identity;
use crate::text::{Span, Text};

pub(super) const RULE: Rule = Rule { meta: &META, find: Find::EachSource { find, word }, reads: Reads::Links };
static META: RuleMeta =
    RuleMeta::new("anonymity-unexplained", Level::Warning, include_str!("anonymity-unexplained.md"));

fn find(facts: &Facts<'_>, number: SourceIndex, found: &mut Vec<Span>) {
    let source = facts.source(number);
    if source.identity == Identity::Anonymous && source.reason.as_ref().is_none_or(Text::is_blank) {
        found.push(source.place);
    }
}

fn word(facts: &Facts<'_>, number: SourceIndex, span: Span) -> Diagnostic {
    let id = facts.id(number).text();
    let message = Message::of(id).words(" is anonymous, but its record does not say why");
    let help = "add a `reason` that readers may see, such as `fears for the job`";
    Diagnostic::new(&META, span, message).about(id.clone()).help(help)
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn only_who_is_somebody_needs_a_reason() {
        check(
            "anonymity-unexplained",
            "sources:
  aide: {identity: anonymous, description: an aide}
  clerk: {identity: anonymous, description: a clerk, reason: ' '}
  nurse: {identity: anonymous, description: a nurse, reason: fears for the job}
  press: {identity: unspecified, description: press reports}
  mayor: {identity: named, name: Bo Example}
",
            &[
                "2:3 `aide` is anonymous, but its record does not say why",
                "3:3 `clerk` is anonymous, but its record does not say why",
            ],
        );
    }
}
