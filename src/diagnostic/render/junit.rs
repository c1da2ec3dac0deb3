//! Findings as `JUnit` XML, in the form that the strictest readers ask for: that of the schema for Ant's reports.
//!
//! The schema asks for a host and a time. Both are constants: they would tell about the machine, and make every run
//! differ.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::{Findings, LeveledFinding, QuoteOutcome};
use crate::diagnostic::{Diagnostic, Level, Message, Place};
use crate::format::Options;
use crate::text::FilePath;
use crate::text::escape::xml;

const HOST: &str = "localhost";
const TIME: &str = "1970-01-01T00:00:00";

/// The tests of one file.
struct Suite<'a> {
    /// The name of the suite, escaped.
    name: String,
    /// What the check fails for.
    denied: Vec<&'a LeveledFinding<'a>>,
    /// All else that is to be said, in lines.
    said: String,
    /// Names and counts, for programs.
    properties: Vec<(&'static str, usize)>,
}

pub(super) fn write(findings: &Findings<'_>, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    let mut xml = Writer::new_with_indent(&mut *out, b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    xml.create_element("testsuites").write_inner_content(|xml| {
        let mut id = 0;
        for_each_suite(findings, |suite| {
            suite.write(findings, id, xml)?;
            id += 1;
            Ok(())
        })
    })?;
    writeln!(out)
}

/// A suite for each file that was read, in order; one for each path that could not be; and one that says how much was
/// checked.
fn for_each_suite<'a>(findings: &Findings<'a>, mut write: impl FnMut(Suite<'a>) -> io::Result<()>) -> io::Result<()> {
    let mut rest = findings.list;
    for file in findings.files.iter() {
        let (here, others) = split(findings, rest, file.path());
        rest = others;
        write(Suite::new(findings, file.path(), here))?;
    }
    while let Some(first) = rest.first() {
        let path = findings.path_of(first);
        let (here, others) = split(findings, rest, path);
        write(Suite::new(findings, path, here))?;
        rest = others;
    }
    let mut said = findings.summary();
    said.extend(findings.quote_words().map(|quotes| format!("\n{quotes}")));
    said.extend(findings.hidden_words().map(|hidden| format!("\nnot shown: {hidden}")));
    let properties = findings.quote_counts().into_iter().flatten().map(|(outcome, count)| (property(outcome), count));
    said.extend(
        findings
            .narrowing(|path| xml::line(findings.relative(path).shown()).into_owned())
            .map(|narrowing| format!("\nnote: {narrowing}")),
    );
    write(Suite { name: "onrecord check".to_owned(), denied: Vec::new(), said, properties: properties.collect() })
}

/// What a count of quotes is called.
fn property(outcome: QuoteOutcome) -> &'static str {
    match outcome {
        QuoteOutcome::Exact => "quotes.exact",
        QuoteOutcome::Typographic => "quotes.typographic",
        QuoteOutcome::Elided => "quotes.elided",
        QuoteOutcome::Altered => "quotes.altered",
        QuoteOutcome::Absent => "quotes.absent",
        QuoteOutcome::Unchecked => "quotes.unchecked",
    }
}

/// Takes the findings about one path off the front.
fn split<'a>(
    findings: &Findings<'_>,
    list: &'a [LeveledFinding<'a>],
    path: &FilePath,
) -> (&'a [LeveledFinding<'a>], &'a [LeveledFinding<'a>]) {
    let is_here = |finding: &LeveledFinding<'_>| findings.path_of(finding) == path;
    list.split_at(list.iter().position(|finding| !is_here(finding)).unwrap_or(list.len()))
}

impl<'a> Suite<'a> {
    fn new(findings: &Findings<'_>, path: &FilePath, here: &'a [LeveledFinding<'a>]) -> Self {
        let (denied, others): (Vec<_>, Vec<_>) = here.iter().partition(|finding| finding.level() >= findings.deny);
        let name = xml::line(findings.relative(path).shown()).into_owned();
        let said: Vec<_> =
            others.iter().map(|finding| lines(findings, finding.level(), &findings.worded(finding))).collect();
        Self { name, denied, said: said.join("\n"), properties: Vec::new() }
    }

    fn write<W: Write>(&self, findings: &Findings<'_>, id: usize, xml: &mut Writer<W>) -> io::Result<()> {
        let (id, failures) = (id.to_string(), self.denied.len().to_string());
        let tests = self.denied.len().max(1).to_string();
        let attributes = [
            ("id", &*id),
            ("package", "onrecord"),
            ("name", &*self.name),
            ("timestamp", TIME),
            ("hostname", HOST),
            ("tests", &*tests),
            ("failures", &*failures),
            ("errors", "0"),
            ("time", "0"),
        ];
        xml.create_element("testsuite").with_attributes(attributes).write_inner_content(|xml| {
            self.properties(xml)?;
            if self.denied.is_empty() {
                self.case("checked", xml).write_empty()?;
            }
            let mut seen = HashMap::new();
            for finding in &self.denied {
                self.failure(findings, finding, &mut seen, xml)?;
            }
            xml.create_element("system-out").write_text_content(BytesText::new(&self.said))?;
            xml.create_element("system-err").write_empty()?;
            Ok(())
        })?;
        Ok(())
    }

    fn properties<W: Write>(&self, xml: &mut Writer<W>) -> io::Result<()> {
        let properties = xml.create_element("properties");
        if self.properties.is_empty() {
            properties.write_empty()?;
            return Ok(());
        }
        properties.write_inner_content(|xml| {
            for (name, count) in &self.properties {
                let attributes = [("name", *name), ("value", &*count.to_string())];
                xml.create_element("property").with_attributes(attributes).write_empty()?;
            }
            Ok(())
        })?;
        Ok(())
    }

    fn failure<W: Write>(
        &self,
        findings: &Findings<'_>,
        finding: &LeveledFinding<'_>,
        seen: &mut HashMap<String, usize>,
        xml: &mut Writer<W>,
    ) -> io::Result<()> {
        let diagnostic = &*findings.worded(finding);
        let rule = diagnostic.rule.name;
        let message = sentence(&diagnostic.message);
        let details = lines(findings, finding.level(), diagnostic);
        // Readers take two tests of one name for two runs of the same.
        let mut name = format!("{rule}: {message}");
        let nth = *seen.entry(name.clone()).and_modify(|nth| *nth += 1).or_insert(1);
        if nth > 1 {
            let _ = write!(name, " ({nth})");
        }
        self.case(&name, xml).write_inner_content(|xml| {
            let failure = xml.create_element("failure").with_attributes([("type", rule), ("message", &*message)]);
            failure.write_text_content(BytesText::new(&details))?;
            Ok(())
        })?;
        Ok(())
    }

    fn case<'w, W: Write>(&self, name: &str, xml: &'w mut Writer<W>) -> quick_xml::writer::ElementWriter<'w, W> {
        xml.create_element("testcase").with_attributes([("name", name), ("classname", &*self.name), ("time", "0")])
    }
}

/// A finding as lines, none of which starts with a value: what, where, what to do, and what belongs to it.
fn lines(findings: &Findings<'_>, level: Level, diagnostic: &Diagnostic) -> String {
    let (level, rule) = (level.name(), diagnostic.rule.name);
    let mut lines = format!("{level}[{rule}]: {}", sentence(&diagnostic.message));
    let _ = write!(lines, "\n  at: {}", place(findings, &diagnostic.place));
    if let Some(help) = &diagnostic.help {
        let _ = write!(lines, "\n  help: {}", sentence(help));
    }
    for (span, message) in &diagnostic.related {
        let place = place(findings, &Place::Text(*span));
        let _ = write!(lines, "\n  note: {}: {place}", sentence(message));
    }
    lines
}

fn place(findings: &Findings<'_>, place: &Place) -> String {
    let path = findings.relative(findings.path(place));
    let path = xml::line(path.shown());
    match findings.range(place) {
        Some(range) => format!("{path}:{}:{}", range.start.line, range.start.column),
        None => path.into_owned(),
    }
}

fn sentence(message: &Message) -> String {
    message.render(xml::line)
}
