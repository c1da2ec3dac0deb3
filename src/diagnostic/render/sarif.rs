//! Findings as SARIF 2.1.0, an OASIS standard, within what GitHub's code scanning takes in.
//! Nothing in it depends on the clock, the machine or the place of the files on it: URIs are relative, and there is no
//! time and no command line.

mod changes;
mod place;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::{Serialize, Serializer};

use super::fingerprint::Fingerprints;
use super::{Findings, LeveledFinding};
use crate::diagnostic::{Level, RuleFinding, RuleMeta};
use crate::format::Options;
use crate::text::counted;
use crate::text::escape::{json, sarif, terminal};
use changes::{CodeFlow, SarifFix, fixes, flows};
use place::{Location, Words, location, related_location, sentences};

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// GitHub refuses a file with more results.
const MAX_RESULTS: usize = 25_000;
/// GitHub refuses a result with more locations; one is where the finding is.
const MAX_RELATED: usize = 999;
/// GitHub cuts a description after this many characters.
const MAX_DESCRIPTION: usize = 1024;

#[derive(Serialize)]
struct Log<'a> {
    version: &'static str,
    #[serde(rename = "$schema")]
    schema: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool,
    invocations: [Invocation; 1],
    column_kind: &'static str,
    results: Results<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    properties: Option<RunProperties>,
}

/// How many quotes there are of each outcome.
#[derive(Serialize)]
struct RunProperties {
    quotes: BTreeMap<&'static str, usize>,
}

/// Which of the things that its rule finds a result is.
#[derive(Serialize)]
struct ResultProperties {
    outcome: &'static str,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    version: &'static str,
    semantic_version: &'static str,
    rules: Vec<Rule>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: &'static str,
    short_description: Words,
    full_description: Words,
    help: Words,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
    tool_execution_notifications: Vec<Notification>,
}

#[derive(Serialize)]
struct Notification {
    level: &'static str,
    message: Words,
}

/// Made one by one as they are written.
struct Results<'a>(&'a Findings<'a>);

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifResult {
    rule_id: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Words,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    code_flows: Vec<CodeFlow>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<SarifFix>,
    partial_fingerprints: PartialFingerprints,
    #[serde(skip_serializing_if = "Option::is_none")]
    properties: Option<ResultProperties>,
}

/// Under a name of our own: `primaryLocationLineHash` is for a hash of the line's text, which the action that uploads
/// the file works out by itself, complaining about every other value that it finds there.
#[derive(Serialize)]
struct PartialFingerprints {
    #[serde(rename = "onrecord/v1")]
    finding: String,
}

pub(super) fn write(findings: &Findings<'_>, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    let version = env!("CARGO_PKG_VERSION");
    let rules = findings.rules.iter().map(|rule| Rule::from(*rule)).collect();
    let log = Log {
        version: "2.1.0",
        schema: SCHEMA,
        runs: [Run {
            tool: Tool { driver: Driver { name: "onrecord", version, semantic_version: version, rules } },
            invocations: [Invocation {
                execution_successful: true,
                tool_execution_notifications: notifications(findings),
            }],
            column_kind: "unicodeCodePoints",
            results: Results(findings),
            properties: findings.quote_counts().map(|counts| RunProperties {
                quotes: counts.into_iter().map(|(outcome, count)| (outcome.name(), count)).collect(),
            }),
        }],
    };
    json::to_writer_pretty(&mut *out, &log)?;
    writeln!(out)
}

impl Serialize for Results<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let fingerprints = RefCell::default();
        let result = |finding| result(self.0, finding, &mut fingerprints.borrow_mut());
        serializer.collect_seq(self.0.most_severe(MAX_RESULTS).map(result))
    }
}

fn result(findings: &Findings<'_>, finding: &LeveledFinding<'_>, fingerprints: &mut Fingerprints) -> SarifResult {
    let diagnostic = &*findings.worded(finding);
    let location = location(findings, findings.path(&diagnostic.place), findings.range(&diagnostic.place));
    let related = (1..).zip(diagnostic.related.iter().take(MAX_RELATED));
    let related = related.map(|(id, (span, message))| related_location(findings, id, *span, message));
    let uri = &location.place.artifact_location.uri;
    SarifResult {
        rule_id: diagnostic.rule.name,
        rule_index: findings.rules.binary_search_by_key(&diagnostic.rule.name, |rule| rule.name).ok(),
        level: finding.level().name(),
        message: sentences(&diagnostic.message, diagnostic.help.as_ref()),
        related_locations: related.collect(),
        code_flows: flows(findings, diagnostic),
        fixes: fixes(findings, &diagnostic.fixes),
        partial_fingerprints: PartialFingerprints { finding: fingerprints.next(uri, diagnostic) },
        locations: [location],
        properties: diagnostic.outcome.map(|outcome| ResultProperties { outcome }),
    }
}

impl From<&'static RuleMeta> for Rule {
    fn from(rule: &'static RuleMeta) -> Self {
        let flat = |text: &str| text.replace('\n', " ");
        let summary = flat(rule.summary());
        let full = rule.reason().map(|reason| format!("{summary} {}", flat(reason)));
        let full = full.filter(|full| full.chars().count() <= MAX_DESCRIPTION);
        Self {
            id: rule.name,
            full_description: full.unwrap_or_else(|| summary.clone()).into(),
            short_description: summary.into(),
            // A page has no placeholders, and viewers show it unchanged.
            help: Words { text: rule.page.to_owned(), markdown: Some(rule.page) },
            default_configuration: Configuration { level: rule.level.name() },
        }
    }
}

/// How many places of a finding are not shown. What has no words yet has few of them.
fn related_left_out(finding: &LeveledFinding<'_>) -> usize {
    match finding.finding() {
        RuleFinding::Ready(diagnostic) => diagnostic.related.len().saturating_sub(MAX_RELATED),
        RuleFinding::Lazy(_) => 0,
    }
}

/// What a reader must know of the results: what is not among them.
fn notifications(findings: &Findings<'_>) -> Vec<Notification> {
    let mut notifications = Vec::new();
    let mut say = |level: Level, words: String| {
        notifications.push(Notification { level: level.name(), message: sarif::message(&words).into() });
    };
    if let Some(left) = findings.list.len().checked_sub(MAX_RESULTS).filter(|&left| left > 0) {
        let all = "`onrecord check --format json` lists them all";
        say(Level::Warning, format!("{} left out, the least severe ones; {all}", counted(left, "finding")));
    }
    let related: usize = findings.list.iter().map(related_left_out).sum();
    if related > 0 {
        say(Level::Warning, format!("{} left out", counted(related, "related place")));
    }
    if let Some(narrowing) = findings.narrowing(|path| terminal::line(findings.relative(path).shown()).into_owned()) {
        say(Level::Warning, narrowing);
    }
    if let Some(hidden) = findings.hidden_words() {
        say(Level::Note, format!("not shown: {hidden}"));
    }
    if !findings.waived.is_empty() {
        say(Level::Note, findings.waived_words());
    }
    notifications
}
