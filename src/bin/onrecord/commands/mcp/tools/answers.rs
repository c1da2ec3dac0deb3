//! What each tool answers, in the words of the JSON that the commands write.

use std::cmp::Reverse;
use std::path::{Path, PathBuf};

use onrecord::analysis::{Basis, Direction, Target, dependents};
use onrecord::check::{check as checked, check_files};
use onrecord::diagnostic::{Level, RuleMeta, Shown};
use onrecord::export::{self, export};
use onrecord::format::{Format, Named, Options, Written};
use onrecord::graph::NotFound;
use onrecord::impact::impact;
use onrecord::index::ClaimIndex;
use onrecord::list::{self, list};
use onrecord::model::{Record, RecordKind};
use onrecord::policy::Request;
use onrecord::rules::{RULES, nearest_rule, rule, tells_of_hidden_copy};
use onrecord::runs::{Manifest, diff};
use onrecord::text::terminal;
use onrecord::trace::{self, trace};
use onrecord::workspace::Snapshot;
use serde::Serialize;
use serde_json::Value;

use super::super::desk::{Before, Desk};
use super::super::marked::shown;
use super::given::{
    Explained, ExplainedRule, FindingHere, ProposedClaim, VERSION, Validated, WeakClaim, WeakestClaims,
};
use super::{Check, Explain, Find, Weakest, Why};

/// How many claims are called the weakest.
const WEAKEST: usize = 10;
const MOST: usize = 50;
const NOT_MADE: &str = "the answer could not be made";
/// The file that proposed records are read as. It is never on the disk.
const PROPOSED: &str = "proposed-records.yaml";

pub(super) fn find(desk: &Desk, asked: Find) -> Result<Value, String> {
    let mut request =
        list::Request { words: asked.words.split_whitespace().map(str::to_owned).collect(), ..Default::default() };
    request.kinds.extend(asked.kind.as_deref().map(word::<RecordKind>).transpose()?);
    request.claims.bases.extend(asked.basis.as_deref().map(word::<Basis>).transpose()?);
    request.claims.tags.extend(asked.tag);
    written(&list(&desk.snapshot, &request))
}

pub(super) fn get(desk: &Desk, id: &str) -> Result<Value, String> {
    let snapshot = &desk.snapshot;
    let record = snapshot.find(id, Some).map_err(|why| not_found(id, &why))?;
    let id = snapshot.corpus().id(record);
    if matches!(record, Record::Review(_)) {
        return Err("this is a review; `find` shows its verdict, and `why` the claim that it is about".to_owned());
    }
    let request = export::Request { claim: record.claim(), today: Desk::today(), ..Default::default() };
    let mut graph = written(&export(snapshot, &request))?;
    // What a claim rests on is the answer of `why`.
    let nodes = graph["nodes"].as_array().cloned().unwrap_or_default();
    let name = nodes.iter().find(|node| node["record"] == id).map(|node| node["id"].clone());
    let name = name.ok_or("nothing of this record may be shown beyond what `find` says")?;
    let links = graph["links"].as_array().cloned().unwrap_or_default();
    let links: Vec<_> = links.into_iter().filter(|link| link["source"] == name || link["target"] == name).collect();
    let is_near = |node: &Value| {
        node["id"] == name || links.iter().any(|link| link["source"] == node["id"] || link["target"] == node["id"])
    };
    graph["nodes"] = nodes.into_iter().filter(is_near).collect();
    graph["links"] = links.into();
    Ok(graph)
}

pub(super) fn why(desk: &Desk, asked: &Why) -> Result<Value, String> {
    let graph = desk.snapshot.graph();
    let claim = |record: Record| graph.node(record).filter(|_| record.claim().is_some());
    let node = desk.snapshot.find(&asked.id, claim).map_err(|why| not_found(&asked.id, &why))?;
    written(&trace(&desk.snapshot, trace::Request { node, direction: Direction::Down, depth: asked.depth }))
}

pub(super) fn what_falls(desk: &Desk, id: &str) -> Result<Value, String> {
    let target = desk.snapshot.find(id, Target::of).map_err(|why| not_found(id, &why))?;
    written(&impact(&desk.snapshot, target))
}

pub(super) fn weakest(desk: &Desk, asked: &Weakest) -> Result<Value, String> {
    let limit = asked.limit.unwrap_or(WEAKEST);
    if !(1..=MOST).contains(&limit) {
        return Err(format!("limit is a number from 1 to {MOST}"));
    }
    let snapshot = &desk.snapshot;
    let (corpus, analysis, graph) = (snapshot.corpus(), snapshot.analysis(), snapshot.graph());
    let dependents = dependents(graph, MOST * 10);
    let standing = |claim: ClaimIndex| {
        let independent = (analysis.independent_named_sources(claim), analysis.independent_sources(claim));
        (analysis.basis(claim), analysis.on_the_record(claim), independent, Reverse(dependents[claim]), claim)
    };
    let mut all: Vec<_> = graph.claims().map(standing).collect();
    all.sort_unstable();
    let claim = |&(basis, on_the_record, (named, any), Reverse(dependents), claim): &_| {
        let record = &corpus.claims[claim];
        WeakClaim {
            id: record.id.as_str().to_owned(),
            untrusted_statement: shown(&terminal::line(&record.statement)),
            basis: Basis::name(basis),
            on_the_record,
            independent_sources: any,
            independent_named_sources: named,
            dependents,
        }
    };
    let claims = all.iter().take(limit).map(claim).collect();
    value(WeakestClaims { version: VERSION, of: all.len(), claims })
}

pub(super) fn check(desk: &Desk, asked: &Check) -> Result<Value, String> {
    let only = asked.rule.as_deref().map(known_rule).transpose()?;
    let level = asked.level.as_deref().map(word::<Level>).transpose()?;
    findings(
        &desk.snapshot,
        &Shown { level: level.unwrap_or(Level::Note), only: only.into_iter().collect(), notes: true },
    )
}

fn findings(snapshot: &Snapshot, shown: &Shown) -> Result<Value, String> {
    let mut found = checked(snapshot, &Request { today: Desk::today(), ..Request::default() });
    found.show_only(shown);
    let mut answer = written(&found.findings(Level::Error))?;
    if let Some(list) = answer["diagnostics"].as_array_mut() {
        let severity = |found: &Value| Level::ALL.iter().position(|level| found["level"] == level.name());
        list.sort_by_key(severity);
    }
    Ok(answer)
}

pub(super) fn explain(asked: &Explain) -> Result<Value, String> {
    let nothing = Explained { version: VERSION, rule: None, level: None, page: None, rules: Vec::new() };
    if let Some(name) = &asked.rule {
        let rule = known_rule(name)?;
        let (name, level, page) = (Some(rule.name), Some(rule.level.name()), Some(rule.page));
        return value(Explained { rule: name, level, page, ..nothing });
    }
    let one = |rule: &RuleMeta| ExplainedRule { rule: rule.name, level: rule.level.name(), summary: rule.summary() };
    value(Explained { rules: RULES.iter().map(|rule| one(rule.meta)).collect(), ..nothing })
}

pub(super) fn compare(desk: &Desk) -> Result<Value, String> {
    let day = Desk::today().ok_or("the system does not know today's date")?;
    if !desk.snapshot.is_understood() {
        return Err("the claim files have errors; what could not be read would count as removed".to_owned());
    }
    let before = match &desk.before {
        Before::Start(snapshot) => Manifest::new(snapshot, &day),
        Before::Run(text) => Manifest::read(text).map_err(|why| why.words().to_owned())?,
    };
    written(&diff(&before, &Manifest::new(&desk.snapshot, &day)))
}

/// What proposed records are beside the files of the corpus. Nothing that they name is opened.
pub(super) fn validate(desk: &mut Desk, records: &str) -> Result<Value, String> {
    let path = proposed(&desk.paths);
    match desk.workspace.propose(&path, records) {
        Some(proposed) => of_proposed(&proposed, &path),
        None => Err(format!("the corpus has a file called {PROPOSED}")),
    }
}

/// Where proposed records would be: beside the first claim file or in the first folder.
fn proposed(paths: &[PathBuf]) -> PathBuf {
    let first = paths.first().map_or(Path::new(""), PathBuf::as_path);
    if first.is_file() { first.with_file_name(PROPOSED) } else { first.join(PROPOSED) }
}

fn of_proposed(snapshot: &Snapshot, path: &Path) -> Result<Value, String> {
    let Some(file) = snapshot.files().id(path) else { return Err("the records cannot be read".to_owned()) };
    let (corpus, analysis, graph) = (snapshot.corpus(), snapshot.analysis(), snapshot.graph());
    let here = check_files(snapshot, &Request { today: Desk::today(), ..Request::default() }, &[file]);
    let findings = here.findings(Level::Error);
    let told = || findings.iter().filter(|found| !tells_of_hidden_copy(snapshot, found));
    let valid = told().all(|found| found.level() != Level::Error);
    let found = told().map(|found| {
        let start = found.start();
        FindingHere {
            rule: found.rule().name,
            level: found.level().name(),
            line: start.as_ref().map(|start| start.line),
            column: start.map(|start| start.column),
            untrusted_message: shown(&found.message(terminal::line)),
            untrusted_help: found.help(terminal::line).map(|help| shown(&help)),
        }
    });
    let found: Vec<_> = found.take(MOST).collect();
    let claims = graph.claims().filter(|&claim| corpus.claims[claim].place.file == file);
    let claims = claims.take(MOST).map(|claim| {
        let origins = analysis.origins(claim).iter().map(|&source| &corpus.sources[source]);
        ProposedClaim {
            id: corpus.claims[claim].id.as_str().to_owned(),
            basis: analysis.basis(claim).name(),
            independent_sources: analysis.independent_sources(claim),
            on_the_record: analysis.on_the_record(claim),
            origins: origins.map(|source| source.id.as_str().to_owned()).collect(),
        }
    });
    value(Validated { version: VERSION, valid, findings: found, claims: claims.collect() })
}

/// An answer as the JSON that commands write.
fn value(answer: impl Serialize) -> Result<Value, String> {
    serde_json::to_value(answer).map_err(|_| NOT_MADE.to_owned())
}

fn written(answer: &impl Written) -> Result<Value, String> {
    let mut bytes = Vec::new();
    let made = answer.write(Format::Json, &Options::default(), &mut bytes);
    made.ok().and_then(|()| serde_json::from_slice(&bytes).ok()).ok_or_else(|| NOT_MADE.to_owned())
}

/// A word of a closed list.
fn word<T: Named>(word: &str) -> Result<T, String> {
    let known = T::ALL.iter().copied().find(|one| one.name() == word);
    let names = || T::ALL.iter().map(|one| one.name()).collect::<Vec<_>>().join(", ");
    known.ok_or_else(|| format!("`{}` is none of: {}", terminal::escape(word), names()))
}

fn known_rule(name: &str) -> Result<&'static RuleMeta, String> {
    let nearest = || nearest_rule(name).map(|rule| format!("; did you mean `{}`?", rule.name)).unwrap_or_default();
    rule(name).ok_or_else(|| format!("there is no rule `{}`{}", terminal::escape(name), nearest()))
}

fn not_found(id: &str, why: &NotFound<'_>) -> String {
    let id = terminal::escape(id);
    match why {
        NotFound::Unknown(Some(meant)) => format!("no record has the id `{id}`; did you mean `{meant}`?"),
        NotFound::Unknown(None) => format!("no record has the id `{id}`; `find` lists ids"),
        NotFound::Several(ids, count) => format!("{count} ids begin so, such as {}", ids.join(", ")),
        NotFound::Other(record) => format!("`{id}` is a {}, which this tool is not for", record.kind()),
    }
}
