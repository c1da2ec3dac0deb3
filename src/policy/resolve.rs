//! A configuration and what the command line asks for, to a policy: names are looked up here, and all that is wrong is
//! kept.

use std::collections::HashMap;
use std::path::PathBuf;

use super::waivers::{KnownWaiver, Waivers};
use super::{INDEPENDENT_SOURCES, Policy};
use crate::diagnostic::faults::{DANGLING_REFERENCE, INVALID_CONFIGURATION};
use crate::diagnostic::render::Narrowed;
use crate::diagnostic::{Diagnostic, Fix, Level, Message, RuleMeta};
use crate::graph::Suggestions;
use crate::model::{Configuration, Corpus, Date, Reference, Setting, Waiver};
use crate::rules;
use crate::text::{is_same_word, is_slip};
use crate::workspace::Snapshot;

/// Settings beside the configuration, from a trusted user.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// The day on which waivers are looked at. Where nobody knows what day it is, no waiver holds.
    pub today: Option<Date>,
    /// Rules, and how much what they find matters, whatever the configuration says. The last word on a rule counts.
    pub rules: Vec<(&'static RuleMeta, Setting)>,
    /// A folder of archived copies that are not kept in the corpus.
    pub snapshots: Option<PathBuf>,
}

impl<'a> Policy<'a> {
    /// The policy of the configuration of a corpus.
    pub(crate) fn new(snapshot: &'a Snapshot, request: &Request) -> Self {
        let (configuration, corpus) = (snapshot.configuration(), snapshot.corpus());
        let mut reader = Resolver { corpus, suggestions: Suggestions::new(corpus), faults: Vec::new() };
        let mut levels = HashMap::new();
        let mut known = Vec::new();
        for (name, setting) in configuration.iter().flat_map(|configuration| &configuration.rules) {
            if let Some(rule) = reader.setting(name, *setting) {
                levels.insert(rule.name, setting.level());
            }
        }
        for waiver in configuration.iter().flat_map(|configuration| &configuration.waivers) {
            known.extend(reader.waiver(waiver, request.today.as_ref()));
        }
        let narrowed = configuration.and_then(|configuration| narrowed(configuration, &levels, request));
        levels.extend(request.rules.iter().map(|(rule, setting)| (rule.name, setting.level())));
        Self {
            levels,
            waivers: Waivers::new(known),
            independent_sources: configuration
                .and_then(|configuration| configuration.independent_sources)
                .unwrap_or(INDEPENDENT_SOURCES),
            narrowed,
            faults: reader.faults,
        }
    }
}

struct Resolver<'c> {
    corpus: &'c Corpus,
    suggestions: Suggestions<'c>,
    faults: Vec<Diagnostic>,
}

impl Resolver<'_> {
    /// The rule that a setting is for, if it may be set so.
    fn setting(&mut self, name: &Reference, setting: Setting) -> Option<&'static RuleMeta> {
        let rule = self.rule(name)?;
        if rule.is_fixed && setting != Setting::Error {
            let message = Message::new("").value(rule.name).words(" is always an error");
            self.invalid(name, message, "remove it: what cannot be read or reveals a source is always an error");
            return None;
        }
        Some(rule)
    }

    /// A waiver, if there is what it speaks of and it may be waived.
    fn waiver<'a>(&mut self, waiver: &'a Waiver, today: Option<&Date>) -> Option<KnownWaiver<'a>> {
        let rule = self.waivable(&waiver.rule);
        let is_known = self.knows(&waiver.id);
        rule.filter(|_| is_known).map(|rule| KnownWaiver::new(rule, waiver, today))
    }

    fn waivable(&mut self, name: &Reference) -> Option<&'static RuleMeta> {
        let rule = self.rule(name)?;
        if rule.is_fixed {
            let message = Message::new("").value(rule.name).words(" cannot be waived");
            self.invalid(name, message, "fix the record: what cannot be read or reveals a source cannot be waived");
            return None;
        }
        Some(rule)
    }

    fn rule(&mut self, name: &Reference) -> Option<&'static RuleMeta> {
        let word = name.to.untrusted();
        let rule = rules::rule(word);
        if rule.is_none() {
            let message = Message::new("unknown rule ").value(word);
            let diagnostic = Diagnostic::new(&INVALID_CONFIGURATION, name.span, message);
            self.faults.push(match rules::nearest_rule(word) {
                Some(meant) => did_you_mean(diagnostic, name, meant.name, is_slip(word, meant.name)),
                None => diagnostic.help("run `onrecord explain` for a list of rules"),
            });
        }
        rule
    }

    /// Whether there is a record with this id.
    fn knows(&mut self, id: &Reference) -> bool {
        let word = id.to.untrusted();
        let is_known = self.corpus.find(word).is_some() || self.corpus.broken.has_unread(word);
        if !is_known {
            let meant = self.suggestions.nearest(word, |_| true);
            let message = Message::new("no record with the id ").value(word);
            let diagnostic = Diagnostic::new(&DANGLING_REFERENCE, id.span, message);
            self.faults.push(match meant {
                Some(meant) => did_you_mean(diagnostic, id, meant, is_same_word(word, meant)),
                None => diagnostic.help("delete the waiver, or correct the id"),
            });
        }
        is_known
    }

    fn invalid(&mut self, name: &Reference, message: Message, help: impl Into<Message>) {
        self.faults.push(Diagnostic::new(&INVALID_CONFIGURATION, name.span, message).help(help));
    }
}

fn did_you_mean(diagnostic: Diagnostic, wrong: &Reference, meant: &str, is_sure: bool) -> Diagnostic {
    let help = Message::new("did you mean ").value(meant).words("?");
    diagnostic.help(help).fix(Fix::replace(wrong.span, meant, is_sure))
}

/// What a configuration inside the checked tree asks less of than usual, unless the command line has the last word on
/// it.
fn narrowed(
    configuration: &Configuration,
    levels: &HashMap<&'static str, Option<Level>>,
    request: &Request,
) -> Option<Narrowed> {
    let mut narrowed = Narrowed {
        path: configuration.path.clone(),
        off: Vec::new(),
        lowered: Vec::new(),
        independent_sources: configuration.independent_sources.filter(|&count| count < INDEPENDENT_SOURCES),
    };
    let is_overruled = |rule: &RuleMeta| request.rules.iter().any(|(other, _)| *other == rule);
    for rule in rules::RULES.iter().map(|rule| rule.meta).filter(|rule| !is_overruled(rule)) {
        match levels.get(rule.name) {
            Some(None) => narrowed.off.push(rule.name),
            Some(&Some(level)) if level < rule.level => narrowed.lowered.push((rule.name, level)),
            _ => {}
        }
    }
    (configuration.is_inside && !narrowed.is_empty()).then_some(narrowed)
}
