//! Two records of what is likely one source.

use std::collections::HashMap;

use super::{Facts, Find, Reads, Rule};
use crate::diagnostic::{Diagnostic, Level, Message, RuleMeta};
use crate::index::SourceIndex;
use crate::model::Source;
use crate::text::NormalWords;

pub(super) const RULE: Rule = Rule { meta: &META, find: Find::Corpus(find), reads: Reads::Labels };
static META: RuleMeta = RuleMeta::new("same-source-twice", Level::Warning, include_str!("same-source-twice.md"));

/// Of sources that have no name nobody can say whether they are the same, and two aides may be described alike.
fn find(facts: &Facts<'_>, found: &mut Vec<Diagnostic>) {
    let mut by_name: HashMap<NormalWords, Vec<SourceIndex>> = HashMap::new();
    for (index, source) in facts.corpus.sources.entries().filter(|(_, source)| !source.is_confidential()) {
        let mut wording = NormalWords::default();
        wording.read(&source.label);
        by_name.entry(wording).or_default().push(index);
    }
    let mut groups: Vec<_> = by_name.into_iter().filter(|(name, group)| !name.is_empty() && group.len() > 1).collect();
    groups.sort_unstable_by_key(|(_, group)| group[0]);
    for (_, mut group) in groups {
        group.sort_unstable_by_key(|&source| facts.corpus.files().key(facts.place(source)));
        report(facts, &group, found);
    }
}

/// Reports, among sources with one name in order of place, all that are of the kind of an earlier one.
fn report(facts: &Facts<'_>, group: &[SourceIndex], found: &mut Vec<Diagnostic>) {
    // There are four kinds, and none: each is kept once.
    let mut seen: Vec<&Source> = Vec::new();
    for source in group.iter().map(|&source| facts.source(source)) {
        let is_same = |other: &&&Source| other.kind == source.kind || other.kind.is_none() || source.kind.is_none();
        if let Some(first) = seen.iter().find(is_same) {
            let message = Message::of(source.id.text()).words(" has the same name and kind as ").id(first.id.text());
            found.push(
                Diagnostic::new(&META, source.place, message)
                    .about(source.id.text().clone())
                    .related(first.place, "the first source with this name")
                    .help("keep one record and use it everywhere; if they are two people, tell them apart in `name`"),
            );
        }
        if seen.iter().all(|other| other.kind != source.kind) {
            seen.push(source);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn one_name_and_one_kind() {
        check(
            "same-source-twice",
            "sources:
  ada: {identity: named, kind: person, name: Ada Byron}
  a-byron: {identity: named, kind: person, name: 'ada  BYRON'}
  byron: {identity: named, name: Ada Byron}
  byron-papers: {identity: named, kind: document, name: Ada Byron}
  other: {identity: named, kind: person, name: Ada Byrone}
",
            &[
                "3:3 `a-byron` has the same name and kind as `ada`",
                "| 2:3 the first source with this name",
                "4:3 `byron` has the same name and kind as `ada`",
                "| 2:3 the first source with this name",
                "5:3 `byron-papers` has the same name and kind as `byron`",
                "| 4:3 the first source with this name",
            ],
        );
    }

    #[test]
    fn a_paper_is_not_the_person_and_two_aides_may_look_alike() {
        check(
            "same-source-twice",
            "sources:
  ada: {identity: named, kind: person, name: Ada Byron}
  diary: {identity: named, kind: document, name: Ada Byron}
  aide-1: {identity: anonymous, description: an aide, reason: x}
  aide-2: {identity: anonymous, description: an aide, reason: x}
",
            &[],
        );
    }
}
