//! The configuration of a corpus: a text to what it asks for, and all that is wrong with it.

use std::collections::HashSet;

use schemars::JsonSchema;
use serde::Deserialize;

use super::convert::Converter;
use super::faults;
use super::lookalikes::CONFIGURATION_KEYS;
use super::sections::Contents;
use super::shape::{OneToThree, Words};
use crate::diagnostic::faults::WRONG_TYPE;
use crate::diagnostic::{Between, Diagnostic, Message};
use crate::model::{Configuration, Date, Id, Reference, Setting, Waiver};
use crate::text::{FileId, Span, Text};
use crate::tree::{List, NodeId, NodeKind, Placed, Tree};
use crate::yaml;

/// Keys of a source's record that no configuration has.
const SOURCE_KEYS: [&str; 3] = ["identity", "known_to", "terms"];
/// How many independent sources can be required: no more are counted.
const INDEPENDENT_SOURCES: [&str; 3] = ["1", "2", "3"];

/// What every claim must have.
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[schemars(title = "policy", deny_unknown_fields)]
pub(crate) struct RawPolicy<'t> {
    /// How many independent sources a claim needs. With fewer, `single-source` is found.
    #[serde(borrow)]
    #[schemars(with = "Option<OneToThree>")]
    independent_sources: Option<Placed<'t>>,
}

/// A finding that is waived for a while.
#[derive(Debug, Deserialize, JsonSchema)]
#[schemars(title = "waiver", deny_unknown_fields)]
pub(crate) struct RawWaiver<'t> {
    /// The rule whose finding is waived. Required.
    #[serde(borrow)]
    #[schemars(with = "Words")]
    rule: Option<Placed<'t>>,
    /// The id of the record that the finding is about. Required.
    #[schemars(with = "Id")]
    id: Option<Placed<'t>>,
    /// Why it is waived, for anyone who reads this in a year. Required.
    #[schemars(with = "Words")]
    reason: Option<Placed<'t>>,
    /// The last day on which it is valid: `2025`, `2025-10`, `2025-10-21` or a moment with its offset. Required.
    #[schemars(with = "Date")]
    until: Option<Placed<'t>>,
}

/// Reads a configuration. What cannot be used becomes a diagnostic, and the rest counts.
pub(super) fn read(text: &Text, file: FileId, configuration: &mut Configuration) -> Contents {
    let mut contents = Contents::default();
    let tree = match yaml::parse(text.untrusted()) {
        Ok(tree) => tree,
        Err(refusal) => {
            contents.diagnostics.push(faults::refusal(&refusal, text.untrusted(), file));
            return contents;
        }
    };
    let mut reader =
        ConfigurationReader { tree: &tree, whole: text, file, contents, configuration, hidden: Vec::new() };
    reader.file();
    reader.flaws();
    reader.hide_sources();
    reader.contents.hidden = Some(reader.hidden);
    reader.contents
}

struct ConfigurationReader<'a, 't> {
    tree: &'a Tree<'t>,
    whole: &'a Text,
    file: FileId,
    contents: Contents,
    configuration: &'a mut Configuration,
    hidden: Vec<(u32, u32)>,
}

/// What a configuration must be, and what to write.
const CONFIGURATION: [&str; 2] = [
    "a configuration must be a mapping with `rules`, `policy`, `verdicts` or `waivers`",
    "write one of these words with a colon, such as `rules:`, and its settings below it, indented",
];
/// What its levels must be.
const RULES: [&str; 2] = [
    "expected a mapping from rules to `off`, `note`, `warning` or `error`",
    "write the name of each rule with a colon and its level, such as `single-source: note`, without `- `",
];
/// What its waivers must be.
const WAIVERS: [&str; 2] = [
    "expected a list of waivers",
    "put `- ` before the first field of each waiver, and indent its other fields as far as that one",
];

impl<'t> ConfigurationReader<'_, 't> {
    /// A file of nothing but comments asks for nothing: that is what a configuration starts as.
    fn file(&mut self) {
        let Some(root) = self.tree.root().filter(|&root| !self.tree.is_null(root)) else { return };
        if !self.is(NodeKind::Map, root, CONFIGURATION) {
            return;
        }
        for (key, value) in self.tree.entries(root) {
            if self.tree.is_flawed(value) {
                continue;
            }
            match self.tree.scalar(key).unwrap_or_default() {
                "rules" => self.rules(value),
                "policy" => self.policy(key, value),
                "verdicts" => self.verdicts(key, value),
                "waivers" => self.waivers(value),
                other => {
                    self.hidden.push(self.tree.range(value));
                    self.contents.diagnostics.push(faults::unknown_field(other, &CONFIGURATION_KEYS, self.span(key)));
                }
            }
        }
    }

    fn rules(&mut self, value: NodeId) {
        if !self.is(NodeKind::Map, value, RULES) {
            return;
        }
        for (key, value) in self.tree.entries(value).filter(|&(_, value)| !self.tree.is_flawed(value)) {
            if let Some(setting) = self.converter(key, value).read::<Setting>(HashSet::new()) {
                let name = self.tree.scalar(key).unwrap_or_default();
                let rule = Reference { to: self.whole.part(name), span: self.span(key) };
                self.configuration.rules.push((rule, setting.0));
            }
        }
    }

    fn policy(&mut self, key: NodeId, value: NodeId) {
        let Some((policy, _)) = self.converter(key, value).read::<RawPolicy<'t>>(HashSet::new()) else { return };
        let Some(count) = policy.independent_sources else { return };
        let known = INDEPENDENT_SOURCES.iter().zip(1..).find(|&(&known, _)| known == count.text);
        if known.is_none() {
            let help = "3 means 3 or more; to require none, write `single-source: off` under `rules`";
            self.refuse(count.node, Message::new("expected ").names(&INDEPENDENT_SOURCES, Between::Or), help);
        }
        self.configuration.independent_sources = known.map(|(_, count)| count);
    }

    fn verdicts(&mut self, key: NodeId, value: NodeId) {
        let Some((verdicts, _)) = self.converter(key, value).read::<List<Placed<'t>>>(HashSet::new()) else { return };
        let mut seen = HashSet::new();
        if verdicts.0.is_empty() && self.tree.children(value).next().is_none() {
            self.refuse(
                value,
                "the list of verdicts is empty",
                "list at least one, or remove `verdicts` to use the default ones",
            );
        }
        for verdict in &verdicts.0 {
            if verdict.text.trim().is_empty() {
                self.refuse(verdict.node, "a verdict cannot be empty", "remove it");
            } else if !seen.insert(&verdict.text) {
                self.refuse(verdict.node, "duplicate verdict", "remove it");
            } else {
                self.configuration.verdicts.push(self.whole.part(&verdict.text));
            }
        }
    }

    fn waivers(&mut self, value: NodeId) {
        if !self.is(NodeKind::List, value, WAIVERS) {
            return;
        }
        for node in self.tree.children(value) {
            let waiver = self.converter(node, node).waiver();
            self.configuration.waivers.extend(waiver);
        }
    }

    fn refuse(&mut self, node: NodeId, message: impl Into<Message>, help: &'static str) {
        let span = self.span(node);
        self.contents.diagnostics.push(Diagnostic::new(&WRONG_TYPE, span, message).help(help));
    }

    fn is(&mut self, kind: NodeKind, node: NodeId, expected: [&'static str; 2]) -> bool {
        let is = self.tree.kind(node) == kind;
        if !is {
            let wrong = faults::wrong_kind(self.tree, node, self.span(node), expected);
            self.contents.diagnostics.push(wrong);
        }
        is
    }

    fn flaws(&mut self) {
        for flaw in self.tree.flaws() {
            self.contents.diagnostics.push(faults::flaw(self.tree, flaw.at, &flaw.kind, |node| self.span(node), false));
        }
    }

    /// A source has no place here. But somebody may give a claim file for a configuration, and no excerpt must show it.
    fn hide_sources(&mut self) {
        let is_of_source =
            |&(key, _): &(NodeId, NodeId)| self.tree.scalar(key).is_some_and(|key| SOURCE_KEYS.contains(&key));
        let maps = self.tree.nodes().filter(|&node| self.tree.kind(node) == NodeKind::Map);
        let sources = maps.filter(|&map| self.tree.entries(map).any(|entry| is_of_source(&entry)));
        self.hidden.extend(sources.map(|source| self.tree.range(source)));
    }

    fn converter(&mut self, key: NodeId, node: NodeId) -> Converter<'_, 't> {
        Converter {
            tree: self.tree,
            whole: self.whole,
            file: self.file,
            diagnostics: &mut self.contents.diagnostics,
            key,
            node,
            id: None,
            secret: false,
        }
    }

    fn span(&self, node: NodeId) -> Span {
        let (start, end) = self.tree.range(node);
        Span { file: self.file, start, end }
    }
}

impl<'t> Converter<'_, 't> {
    /// All four fields are required: a waiver without a reason or an end would be a rule that nobody decided on.
    fn waiver(&mut self) -> Option<Waiver> {
        let (raw, _) = self.read::<RawWaiver<'t>>(HashSet::new())?;
        let rule = self.asked(raw.rule, "rule", "name the rule whose finding is waived");
        let id = self.asked(raw.id, "id", "name the record that the finding is about");
        let reason = self.asked(raw.reason, "reason", "say why it is waived, for anyone who reads this in a year");
        let until =
            self.asked(raw.until, "until", "add a last day, such as `until: 2026-12-31`; no waiver is permanent");
        let until = self.date(until);
        Some(Waiver {
            rule: self.reference(&rule?),
            id: self.reference(&id?),
            reason: self.whole.part(&reason?.text),
            until,
            place: self.place(),
        })
    }
}
