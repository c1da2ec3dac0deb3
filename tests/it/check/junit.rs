//! `JUnit`: read back with a reader, and held to the two schemas that readers of it are written for.

use std::io::Write;
use std::process::{Command, Stdio};

use onrecord::diagnostic::Level;
use onrecord::format::Format;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::{corpus, skipped, text, written};
use crate::hostile::program::Folder;

const SCHEMAS: [&str; 2] = ["tests/schemas/junit-ant.xsd", "tests/schemas/junit-jenkins.xsd"];

/// An element with what is in it.
#[derive(Debug, Default, Clone)]
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    text: String,
    children: Vec<Element>,
}

impl Element {
    fn new(start: &BytesStart<'_>) -> Self {
        let attribute = |attribute: quick_xml::events::attributes::Attribute<'_>| {
            let value = quick_xml::escape::unescape(&attribute.value).unwrap();
            (attribute.key.as_ref().to_owned(), value.into_owned())
        };
        Self {
            name: start.name().as_ref().to_owned(),
            attributes: start.attributes().map(|found| attribute(found.unwrap())).collect(),
            ..Self::default()
        }
    }

    fn attribute(&self, name: &str) -> &str {
        self.attributes.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.children.iter().filter(move |child| child.name == name)
    }

    fn only<'a>(&'a self, name: &'a str) -> &'a Element {
        let mut found = self.all(name);
        let first = found.next().unwrap();
        assert!(found.next().is_none(), "{name} twice");
        first
    }
}

fn parse(xml: &str) -> Element {
    let mut reader = Reader::from_str(xml);
    let mut open = vec![Element::default()];
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => open.push(Element::new(&start)),
            Event::Empty(start) => open.last_mut().unwrap().children.push(Element::new(&start)),
            Event::End(_) => {
                let done = open.pop().unwrap();
                open.last_mut().unwrap().children.push(done);
            }
            Event::Text(text) => open.last_mut().unwrap().text.push_str(&text.xml10_content()),
            Event::GeneralRef(reference) => {
                let reference = format!("&{};", &*reference);
                open.last_mut().unwrap().text.push_str(&quick_xml::escape::unescape(&reference).unwrap());
            }
            Event::Eof => break,
            _ => {}
        }
    }
    open.pop().unwrap().only("testsuites").clone()
}

fn suites(deny: Level) -> Vec<Element> {
    parse(&written(&corpus(), deny, Format::Junit)).children
}

fn names(suite: &Element) -> Vec<&str> {
    suite.all("testcase").map(|case| case.attribute("name")).collect()
}

#[test]
fn a_suite_for_each_file_and_a_failure_for_each_finding_that_is_denied() {
    let suites = suites(Level::Error);
    let found: Vec<_> = suites
        .iter()
        .map(|suite| (suite.attribute("name"), suite.attribute("tests"), suite.attribute("failures")))
        .collect();
    let expected = [
        ("tests/corpora/findings/bridge.yaml", "1", "0"),
        ("tests/corpora/findings/ferry.yaml", "3", "3"),
        ("tests/corpora/findings/tunnel.yaml", "1", "1"),
        ("tests/corpora/findings/onrecord.yaml", "1", "0"),
        ("tests/corpora/missing.yaml", "1", "1"),
        ("onrecord check", "1", "0"),
    ];
    assert_eq!(found, expected);
    assert_eq!(
        names(&suites[1]),
        [
            "dangling-reference: no source with the id `mayer`",
            "dangling-reference: no source with the id `mayer` (2)",
            "invalid-date: `100% | <b>, [x](y): {0}` is not a date",
        ]
    );
    let failure = suites[1].all("testcase").next().unwrap().only("failure");
    assert_eq!(failure.attribute("type"), "dangling-reference");
    assert_eq!(failure.attribute("message"), "no source with the id `mayer`");
    assert!(failure.text.contains("\n  at: tests/corpora/findings/ferry.yaml:4:21\n"), "{}", failure.text);
}

#[test]
fn what_is_not_denied_is_said_and_does_not_fail() {
    let bridge = suites(Level::Error).remove(0);
    let said = &bridge.only("system-out").text;
    assert!(said.starts_with("warning[anachronism]: ") && said.contains("\nnote[self-reference]: "), "{said}");
    for (deny, expected) in [(Level::Warning, 1), (Level::Note, 2)] {
        let bridge = suites(deny).remove(0);
        assert_eq!(bridge.all("testcase").filter(|case| !case.children.is_empty()).count(), expected);
    }
    let last = suites(Level::Error).pop().unwrap();
    let said = &last.only("system-out").text;
    assert!(said.contains("5 errors, 1 warning, 1 note; 1 waived: "), "{said}");
    assert!(said.contains(" (1)\nnote: tests/corpora/findings/onrecord.yaml "), "{said}");
}

#[test]
fn values_come_back_as_they_are_shown() {
    let claims = "claims:\n  a: {statement: x, date: \"<b> & \\\" ' ]]> --> \\u202E \\n é 👩‍🔬\"}\n";
    let suite = parse(&written(&text(claims), Level::Error, Format::Junit)).children.remove(0);
    let failure = suite.only("testcase").only("failure");
    let shown = "`<b> & \" ' ]]> --> \\u{202e} \\n é 👩‍🔬` is not a date";
    assert_eq!(failure.attribute("message"), shown);
    assert!(failure.text.starts_with(&format!("error[invalid-date]: {shown}\n")), "{}", failure.text);
}

#[test]
fn both_schemas_hold() {
    let folder = Folder::new();
    folder.write("nasty & \"<é>\" .yaml", include_str!("../../corpora/hostile/nasty.yaml"));
    folder.write("broken.yaml", "claims: [\n");
    let hostile = folder.run(&["check", "--format", "junit", "--deny", "note", ".", "absent"]).out().to_owned();
    let nothing = written(&text("claims:\n  a: {statement: x}\n"), Level::Error, Format::Junit);
    let corpus = written(&corpus(), Level::Error, Format::Junit);
    for schema in SCHEMAS {
        for xml in [&hostile, &nothing, &corpus] {
            let Some(fault) = faults(schema, xml) else { return };
            assert_eq!(fault, "", "{schema}\n{xml}");
        }
    }
    let broken = corpus.replace(" hostname=\"localhost\"", "");
    assert_ne!(faults(SCHEMAS[0], &broken).as_deref(), Some(""), "the schema sees a fault");
}

/// What `xmllint` has against a text; nothing where there is no `xmllint`, which CI must have.
fn faults(schema: &str, xml: &str) -> Option<String> {
    let mut command = Command::new("xmllint");
    command.args(["--noout", "--nonet", "--schema", schema, "-"]).current_dir(env!("CARGO_MANIFEST_DIR"));
    let child = command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn();
    let Ok(mut child) = child else {
        skipped("xmllint");
        return None;
    };
    child.stdin.take().unwrap().write_all(xml.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    Some(if output.status.success() { String::new() } else { said })
}
