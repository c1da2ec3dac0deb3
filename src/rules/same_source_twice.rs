//! Two records of what is likely one source.

use std::collections::HashMap;

use super::{Facts, Find, Reads, Rule};
use crate::diagnostic::{Diagnostic, Level, Message, RuleMeta, Worded};
use crate::index::SourceIndex;
use crate::model::{Source, SourceKind};
use crate::speech::PersonName;
use crate::text::NormalName;

pub(super) const RULE: Rule = Rule { meta: &META, find: Find::Corpus(find), reads: Reads::Labels };
static META: RuleMeta = RuleMeta::new("same-source-twice", Level::Warning, include_str!("same-source-twice.md"));

/// With how many names that begin and end alike one is compared. More are many people.
const MAX_ALIKE: usize = 16;

/// Sources that have no name are compared if somebody at the desk knows them, because only those count as independent:
/// two aides may be described alike, so only a person can say whether they are the same.
fn find(facts: &Facts<'_>, found: &mut Worded) {
    let mut by_label: HashMap<(bool, NormalName), Vec<SourceIndex>> = HashMap::new();
    let is_compared = |source: &Source| !source.is_confidential() || source.is_distinct() && !source.is_withheld;
    for (index, source) in facts.corpus.sources.entries().filter(|(_, source)| is_compared(source)) {
        by_label.entry((source.is_confidential(), NormalName::of(&source.label))).or_default().push(index);
    }
    let is_group = |((_, label), group): &((bool, NormalName), Vec<_>)| !label.is_empty() && group.len() > 1;
    let mut groups: Vec<_> = by_label.into_iter().filter(is_group).collect();
    groups.sort_unstable_by_key(|(_, group)| group[0]);
    for (_, mut group) in groups {
        group.sort_unstable_by_key(|&source| facts.corpus.files().key(facts.place(source)));
        report(facts, &group, found);
    }
    spelt_otherwise(facts, found);
}

/// Reports people whose name another source has with a title, a degree or a middle name, with other accents, or the
/// surname first.
fn spelt_otherwise(facts: &Facts<'_>, found: &mut Worded) {
    // Only the few names whose ends others have are kept.
    let mut by_ends: HashMap<_, Vec<SourceIndex>> = HashMap::new();
    let may_be_person = |source: &Source| matches!(source.kind, None | Some(SourceKind::Person));
    let is_compared = |source: &Source| !source.is_confidential() && may_be_person(source);
    for (index, source) in facts.corpus.sources.entries().filter(|(_, source)| is_compared(source)) {
        let name = PersonName::of(&source.label);
        if name.is_full() {
            let (letter, surname) = name.ends();
            by_ends.entry((letter, surname.to_owned())).or_default().push(index);
        }
    }
    let mut groups: Vec<_> = by_ends.into_values().filter(|group| group.len() > 1).collect();
    groups.sort_unstable_by_key(|group| group[0]);
    for mut group in groups {
        group.sort_unstable_by_key(|&source| facts.corpus.files().key(facts.place(source)));
        report_spelt(group.into_iter().map(|source| facts.source(source)), found);
    }
}

/// Reports, among people with one surname in order of place, all that may be an earlier one.
fn report_spelt<'f>(group: impl Iterator<Item = &'f Source>, found: &mut Worded) {
    struct Seen<'f> {
        source: &'f Source,
        name: PersonName,
        called: NormalName,
    }
    let mut seen: Vec<Seen<'_>> = Vec::new();
    for source in group {
        let (name, called) = (PersonName::of(&source.label), NormalName::of(&source.label));
        // Of those with the same words, `report` speaks.
        let is_same = |other: &&Seen<'_>| {
            let is_person = [source.kind, other.source.kind].contains(&Some(SourceKind::Person));
            is_person && called != other.called && name.may_be(&other.name)
        };
        found.extend(seen.iter().find(is_same).map(|first| word_spelt(source, first.source)));
        let is_new = seen.iter().all(|other| called != other.called || source.kind != other.source.kind);
        if is_new && seen.len() < MAX_ALIKE {
            seen.push(Seen { source, name, called });
        }
    }
}

fn word_spelt(source: &Source, first: &Source) -> Diagnostic {
    let message = Message::of(source.id.text()).words(" has the name of ").id(first.id.text());
    Diagnostic::new(&META, source.place, message.words(" in another spelling, or with more words"))
        .about(source.id.text().clone())
        .related(first.place, "the first source with this name")
        .help("if they are one person, keep one record, with the title as `role`; if not, tell them apart in `name`")
}

/// Reports, among sources with one name or description in order of place, all that may be an earlier one.
fn report(facts: &Facts<'_>, group: &[SourceIndex], found: &mut Worded) {
    // There are four kinds, and none: each is kept once.
    let mut seen: Vec<&Source> = Vec::new();
    for source in group.iter().map(|&source| facts.source(source)) {
        let is_same = |other: &&&Source| may_be_one(source, other);
        if let Some(first) = seen.iter().find(is_same) {
            found.push(word(source, first));
        }
        if seen.iter().all(|other| other.kind != source.kind) {
            seen.push(source);
        }
    }
}

/// Two aides may be described alike, if one is a person and the other is not. A name is somebody's, whatever the record
/// says that it is: what a firm says with its founder's name, or a diary with its writer's, is no second voice.
fn may_be_one(source: &Source, other: &Source) -> bool {
    !source.is_confidential() || source.kind == other.kind || source.kind.is_none() || other.kind.is_none()
}

fn word(source: &Source, first: &Source) -> Diagnostic {
    let is_other_kind = source.kind != first.kind && source.kind.is_some() && first.kind.is_some();
    let [what, beside, help] = if source.is_confidential() {
        [
            " has the same description and kind as ",
            "the first source with this description",
            "if they are one person, keep one record: two count as independent; if not, describe them differently",
        ]
    } else if is_other_kind {
        [
            " has the same name as ",
            "the first source with this name",
            "keep one record, with the right `kind`; if they are a person and a firm, tell them apart in `name`",
        ]
    } else {
        [
            " has the same name and kind as ",
            "the first source with this name",
            "keep one record and use it everywhere; if they are two, tell them apart in `name`",
        ]
    };
    Diagnostic::new(&META, source.place, Message::of(source.id.text()).words(what).id(first.id.text()))
        .about(source.id.text().clone())
        .related(first.place, beside)
        .help(help)
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
                "5:3 `byron-papers` has the same name as `ada`",
                "| 2:3 the first source with this name",
            ],
        );
    }

    #[test]
    fn a_name_with_a_title_or_other_accents() {
        check(
            "same-source-twice",
            "sources:
  ruth: {identity: named, kind: person, name: Ruth Adeyemi}
  minister: {identity: named, name: Verkehrsministerin Ruth Adeyemi}
  doctor: {identity: named, kind: person, name: Dr. Ruth Adeyemi}
  surname: {identity: named, kind: person, name: 'Adeyemi, Ruth'}
  accent: {identity: named, kind: person, name: Ruth Adéyemi}
  sister: {identity: named, kind: person, name: Rita Adeyemi}
  alone: {identity: named, kind: person, name: Adeyemi}
  ministry: {identity: named, kind: organization, name: Elm Health Ministry}
  health: {identity: named, kind: organization, name: Health Ministry}
  open: {identity: named, name: Elm Health Office}
  office: {identity: named, name: Health Office}
  aide: {identity: anonymous, description: the aide Ruth Adeyemi, reason: x}
",
            &[
                "3:3 `minister` has the name of `ruth` in another spelling, or with more words",
                "| 2:3 the first source with this name",
                "4:3 `doctor` has the name of `ruth` in another spelling, or with more words",
                "| 2:3 the first source with this name",
                "5:3 `surname` has the name of `ruth` in another spelling, or with more words",
                "| 2:3 the first source with this name",
                "6:3 `accent` has the name of `ruth` in another spelling, or with more words",
                "| 2:3 the first source with this name",
            ],
        );
    }

    #[test]
    fn names_of_one_person_and_of_two() {
        let people = |names: &[&str]| {
            let record =
                |(nth, name): (usize, &&str)| format!("  s{nth}: {{identity: named, kind: person, name: '{name}'}}\n");
            format!("sources:\n{}", names.iter().enumerate().map(record).collect::<String>())
        };
        for (one, other) in [
            ("Ann Lee", "Ann Lee PhD"),
            ("Ann Lee", "Ann Lee, PhD"),
            ("Ann Lee", "Dr. Ann Lee, M.D."),
            ("Ann Lee", "Lee, Ann, MBA"),
            ("Ann Lee", "Lee, Dr. Ann"),
            ("Ann Lee", "US Transport Secretary Ann Lee"),
            ("Ann Lee", "Minister of Transport Ann Lee"),
            ("Ann Lee", "Ann M. Lee"),
            ("Ann Lee", "Ann Mary Lee"),
            ("Ann Mary Lee", "Ann M. Lee"),
            ("Ann Lee", "Ann Lee Jr."),
            ("Ann Lee", "Verkehrsministerin Ann Lee"),
        ] {
            for names in [[one, other], [other, one]] {
                check(
                    "same-source-twice",
                    &people(&names),
                    &[
                        "3:3 `s1` has the name of `s0` in another spelling, or with more words",
                        "| 2:3 the first source with this name",
                    ],
                );
            }
        }
        for (one, other) in [
            ("Mary Ann Lee", "Ann Lee"),
            ("Jean Paul", "Paul Sartre"),
            ("Jean-Paul Sartre", "Paul Sartre"),
            ("Kamala Devi Harris", "Devi Harris"),
            ("Karl Heinz Müller", "Heinz Müller"),
            ("Ann M. Lee", "Ann P. Lee"),
            ("Ann Lee Jr.", "Ann Lee Sr."),
            ("Anna Müller-Schmidt", "Anna Schmidt"),
            ("Lee", "Ann Lee"),
            ("A. Lee", "Ann Lee"),
            ("Dean Martin", "Martin"),
        ] {
            check("same-source-twice", &people(&[one, other]), &[]);
        }
    }

    #[test]
    fn one_name_and_two_kinds() {
        for kind in ["person", "organization", "document"] {
            let text = format!(
                "sources:
  afp: {{identity: named, kind: outlet, name: Agence France-Presse}}
  agence: {{identity: named, kind: {kind}, name: The Agence France-Presse}}
"
            );
            let expected = ["3:3 `agence` has the same name as `afp`", "| 2:3 the first source with this name"];
            check("same-source-twice", &text, &expected);
        }
    }

    #[test]
    fn a_name_that_looks_like_another() {
        for name in ["Аnn Smith", "Ann Smi\u{200C}th", "Ann\u{3164}Smith"] {
            let text = format!(
                "sources:
  ann: {{identity: named, kind: person, name: Ann Smith}}
  smith: {{identity: named, kind: person, name: '{name}'}}
"
            );
            let expected = ["3:3 `smith` has the same name and kind as `ann`", "| 2:3 the first source with this name"];
            check("same-source-twice", &text, &expected);
        }
    }

    #[test]
    fn two_descriptions_of_sources_that_count_as_two() {
        check(
            "same-source-twice",
            "sources:
  one: {identity: anonymous, description: a US official, known_to: desk}
  two: {identity: anonymous, description: a US  Official, known_to: foreign desk}
  three: {identity: anonymous, description: a US official}
  four: {identity: anonymous, description: another US official, known_to: desk}
  five: {identity: anonymous, kind: organization, description: a US official, known_to: desk}
  six: {identity: unspecified, description: a US official}
  seven: {identity: named, name: A US official}
",
            &[
                "3:3 `two` has the same description and kind as `one`",
                "| 2:3 the first source with this description",
                "6:3 `five` has the same description and kind as `one`",
                "| 2:3 the first source with this description",
            ],
        );
    }

    #[test]
    fn two_aides_may_look_alike() {
        check(
            "same-source-twice",
            "sources:
  aide-1: {identity: anonymous, description: an aide, reason: x}
  aide-2: {identity: anonymous, description: an aide, reason: x}
",
            &[],
        );
    }
}
