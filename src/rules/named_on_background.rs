//! Named sources whose terms forbid their name.

use super::{Facts, Find, Reads, Rule};
use crate::diagnostic::{Diagnostic, Level, Message, RuleMeta};
use crate::index::SourceIndex;
use crate::model::Terms;
use crate::text::Span;

pub(super) const RULE: Rule = Rule { meta: &META, find: Find::EachSource { find, word }, reads: Reads::Links };
static META: RuleMeta =
    RuleMeta::new("named-on-background", Level::Warning, include_str!("named-on-background.md")).protecting_sources();

fn find(facts: &Facts<'_>, number: SourceIndex, found: &mut Vec<Span>) {
    let source = facts.source(number);
    if source.broken_terms().is_some() {
        found.push(source.place);
    }
}

fn word(facts: &Facts<'_>, number: SourceIndex, span: Span) -> Diagnostic {
    let source = facts.source(number);
    let terms = source.broken_terms().map_or("", Terms::name);
    let message = Message::of(source.id.text()).words(" is named, but its terms forbid this: ").value(terms);
    Diagnostic::new(&META, span, message).about(source.id.text().clone()).help(
        "write `terms: on_record` if the name may be used; otherwise remove the name before you commit, because git \
         keeps it",
    )
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn only_the_record_allows_a_name() {
        check(
            "named-on-background",
            "sources:
  a: {identity: named, name: A, terms: background}
  b: {identity: named, name: B, terms: deep_background}
  c: {identity: named, name: C, terms: off_record}
  d: {identity: named, name: D, terms: on_record}
  e: {identity: named, name: E}
  f: {identity: anonymous, description: f, terms: background}
",
            &[
                "2:3 `a` is named, but its terms forbid this: `background`",
                "3:3 `b` is named, but its terms forbid this: `deep_background`",
                "4:3 `c` is named, but its terms forbid this: `off_record`",
            ],
        );
    }
}
