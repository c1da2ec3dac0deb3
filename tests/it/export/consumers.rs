//! Exports read by the tools that they are written for. Where a tool is not installed, its test says so and passes; in
//! CI it fails.
//!
//! Two variables say where to find what is not on the path: `ONRECORD_TEST_PYTHON`, a Python with networkx, rdflib,
//! prov and the lxml that prov asks for, and `ONRECORD_TEST_NODE`, a folder in which mermaid and jsdom are installed.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a test looks for tools, and says if there are none"
)]

use std::collections::BTreeSet;
use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use onrecord::text::terminal;
use serde_json::Value;

use super::second_opinion::{Graph, graph};
use super::statements::{of_trig, of_turtle, short};
use super::{HONEST, LINKS, MARKUP, export};
use crate::hostile::program::Folder;

/// The corpora that go through every tool.
const CORPORA: [&str; 3] = [LINKS, MARKUP, HONEST];

fn script(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/export").join(name)
}

fn python() -> Command {
    Command::new(env::var("ONRECORD_TEST_PYTHON").unwrap_or_else(|_| "python3".to_owned()))
}

/// Where mermaid is installed.
fn node_folder() -> PathBuf {
    env::var_os("ONRECORD_TEST_NODE").map_or_else(|| PathBuf::from("."), PathBuf::from)
}

/// Whether a tool answers. If not, the test that asks is skipped, but not in CI.
fn has(tool: &str, command: &mut Command) -> bool {
    let answers = command.stdin(Stdio::null()).output().is_ok_and(|output| output.status.success());
    if !answers {
        assert!(env::var("CI").as_deref() != Ok("true"), "{tool} is not installed");
        println!("skipped: {tool} is not installed");
    }
    answers
}

fn has_python() -> bool {
    has(
        "a Python with networkx, rdflib, prov and lxml",
        python().args(["-c", "import lxml, networkx, prov.model, rdflib"]),
    )
}

/// An export in a file that goes away with the folder.
fn file(text: &str, format: &str) -> (Folder, PathBuf) {
    let folder = Folder::new();
    let path = folder.write("export", export(text, format, &[]).stdout);
    (folder, path)
}

#[track_caller]
fn output(command: &mut Command) -> Vec<u8> {
    let output = command.stdin(Stdio::null()).output().unwrap();
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stderr.is_empty(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

#[track_caller]
fn json(command: &mut Command) -> Value {
    serde_json::from_slice(&output(command)).unwrap()
}

#[track_caller]
fn same(found: &Graph, expected: &Graph) {
    assert!(found.nodes.len() > 5 && found.links.len() > 5);
    for (name, fields) in &expected.nodes {
        assert_eq!(found.nodes.get(name), Some(fields), "{name}");
    }
    assert_eq!(found.nodes.len(), expected.nodes.len());
    assert_eq!(found.links, expected.links);
}

#[test]
fn networkx_reads_the_graphs() {
    if !has_python() {
        return;
    }
    for text in CORPORA {
        for format in ["graphml", "gexf", "json"] {
            let (_folder, path) = file(text, format);
            let read = json(python().arg(script("graphs.py")).arg(format).arg(path));
            same(&Graph::read(&read), &graph(text));
        }
    }
}

#[test]
fn tables_are_read_with_the_formulas_disarmed() {
    if !has_python() {
        return;
    }
    for text in CORPORA {
        for raw in [&[][..], &["--csv-raw"]] {
            let folder = Folder::with(text);
            folder.run(&[&["export", "--format", "csv", "--output", "out", "c.yaml"], raw].concat());
            let read = json(python().arg(script("graphs.py")).arg("csv").arg(folder.path().join("out")));
            // In a table there is no difference between nothing and an empty text, and all is text.
            let written = |name: &str, value: &Value| match value {
                Value::String(text) if text.is_empty() => Value::Null,
                Value::String(text) if raw.is_empty() && ["label", "role", "quote", "locator"].contains(&name) => {
                    let text = as_in_cells(text);
                    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
                    if is_formula { format!("'{text}").into() } else { text.into() }
                }
                Value::Bool(flag) => flag.to_string().into(),
                _ => value.clone(),
            };
            same(
                &Graph::read(&read).map(|_, value| if value == "" { Value::Null } else { value.clone() }),
                &graph(text).map(written),
            );
        }
    }
}

/// In a cell, what acts on a screen or cannot be seen is shown as a terminal shows it, tabs and ends of lines are not.
fn as_in_cells(text: &str) -> String {
    let shown = |character: char| match character {
        '\t' | '\r' | '\n' => character.to_string(),
        _ => terminal::escape(&character.to_string()).into_owned(),
    };
    text.chars().map(shown).collect()
}

#[test]
fn xmllint_finds_the_xml_well_formed() {
    if !has("xmllint", Command::new("xmllint").arg("--version")) {
        return;
    }
    for text in CORPORA {
        for format in ["graphml", "gexf"] {
            let (_folder, path) = file(text, format);
            output(Command::new("xmllint").args(["--noout", "--nonet", "--pedantic"]).arg(path));
        }
    }
}

/// A label may be broken where there was a blank, and what Graphviz cannot hold is shown as a terminal shows it.
fn as_drawn(text: &str) -> String {
    text.replace('\n', " ").replace('\u{E0041}', "\\u{e0041}")
}

/// Where people see only labels, a line of the label says the rest.
#[track_caller]
fn has_details(details: &str, fields: &serde_json::Map<String, Value>) {
    for field in ["record", "kind", "identity", "basis", "date", "retracted_on", "source_kind"] {
        let value = fields.get(field).and_then(Value::as_str).unwrap_or_default();
        assert!(details.contains(value), "{value} in {details}");
    }
    assert_eq!(details.contains("retracted"), fields.get("retracted") == Some(&true.into()), "{details}");
}

#[test]
fn graphviz_draws_the_labels() {
    if !(has("Graphviz", Command::new("dot").arg("-V")) && has_python()) {
        return;
    }
    for text in CORPORA {
        let (folder, path) = file(text, "dot");
        let svg = folder.write("svg", output(Command::new("dot").arg("-Tsvg").arg(path)));
        let drawn = json(python().arg(script("graphs.py")).arg("svg").arg(svg));
        let expected = graph(text);
        assert_eq!(drawn["nodes"].as_object().unwrap().len(), expected.nodes.len());
        for (name, fields) in &expected.nodes {
            let lines: Vec<_> =
                drawn["nodes"][name]["lines"].as_array().unwrap().iter().map(|line| line.as_str().unwrap()).collect();
            let (details, label) = lines.split_last().unwrap();
            assert_eq!(label.join(" "), as_drawn(fields["label"].as_str().unwrap()), "{name}");
            has_details(details, fields);
            let url: Vec<_> = fields.get("url").into_iter().cloned().collect();
            assert_eq!(drawn["nodes"][name]["url"], Value::from(url), "{name}");
        }
        let mut links: Vec<_> =
            expected.links.iter().map(|(from, to, fields)| serde_json::json!([from, to, fields["kind"]])).collect();
        let mut found = drawn["links"].as_array().unwrap().clone();
        links.sort_by_key(Value::to_string);
        found.sort_by_key(Value::to_string);
        assert_eq!(found, links);
    }
}

#[test]
fn mermaid_reads_the_labels() {
    let folder = node_folder();
    let looks = "for (const name of ['mermaid', 'jsdom']) require('node:module').createRequire(process.argv[1] + '/x').resolve(name)";
    if !has("Node with mermaid and jsdom", Command::new("node").args(["-e", looks]).arg(folder.canonicalize().unwrap()))
    {
        return;
    }
    for text in CORPORA {
        let (_file, path) = file(text, "mermaid");
        let read = json(Command::new("node").arg(script("mermaid.mjs")).arg(folder.canonicalize().unwrap()).arg(path));
        assert_eq!((&read["kind"], &read["security"]), (&"flowchart-v2".into(), &"strict".into()));
        let shown = |text: &Value| match text.as_str().unwrap_or_default() {
            "" => "\u{200B}".to_owned(),
            // A word joiner parts what would begin a formula, an icon or a line.
            text => text.replace("$$", "$\u{2060}$").replace(":f", ":\u{2060}f").replace("\\n", "\\\u{2060}n"),
        };
        let expected = graph(text);
        assert_eq!(read["nodes"].as_object().unwrap().len(), expected.nodes.len());
        for (name, fields) in &expected.nodes {
            assert_eq!(read["nodes"][name][0], shown(&fields["label"]), "{name}");
            let details = read["nodes"][name][1].as_str().unwrap();
            has_details(details, fields);
        }
        let link = |(from, to, fields): &(String, String, serde_json::Map<String, Value>)| {
            let kind = fields["kind"].as_str().unwrap().replace('_', " ");
            let words = ["locator", "quote"].into_iter().filter_map(|field| fields.get(field));
            let words: Vec<_> = std::iter::once(kind).chain(words.map(shown)).collect();
            serde_json::json!([from, to, words])
        };
        let mut links: Vec<_> = expected.links.iter().map(link).collect();
        let mut found = read["links"].as_array().unwrap().clone();
        links.sort_by_key(Value::to_string);
        found.sort_by_key(Value::to_string);
        assert_eq!(found, links);
    }
}

/// What rdflib reads, as our own reader's lines.
fn rdflib(format: &str, text: &str) -> Vec<(Option<String>, String)> {
    let name = if format == "jsonld" { "json-ld" } else { format };
    let (_folder, path) = file(text, format);
    let read = json(python().arg(script("rdf.py")).arg(name).arg(path));
    let word = |value: &Value| value.as_str().map(str::to_owned);
    let statement = |statement: &Value| {
        let [subject, predicate, object, datatype, graph] = [0, 1, 2, 3, 4].map(|at| word(&statement[at]));
        let object = match datatype.map(|datatype| short(&datatype)).as_deref() {
            None => short(&object.unwrap()),
            Some("xsd:string") => format!("\"{}\"", object.unwrap()),
            Some(datatype) => format!("\"{}\"^^{datatype}", object.unwrap()),
        };
        (
            graph.map(|graph| short(&graph)),
            format!("{} {} {object}", short(&subject.unwrap()), short(&predicate.unwrap())),
        )
    };
    let mut lines: Vec<_> = read.as_array().unwrap().iter().map(statement).collect();
    lines.sort();
    lines
}

#[test]
fn rdflib_reads_the_same_statements_from_all_forms() {
    if !has_python() {
        return;
    }
    for text in CORPORA {
        let ours: Vec<_> = of_turtle(export(text, "turtle", &[]).out()).into_iter().map(|line| (None, line)).collect();
        assert_eq!(rdflib("turtle", text), ours);
        assert_eq!(rdflib("jsonld", text), ours);
        let quads = of_trig(export(text, "trig", &[]).out());
        let graph = |quad: &oxrdf::Quad| Some(short(quad.graph_name.to_string().trim_matches(['<', '>'])));
        let ours: BTreeSet<_> = quads.iter().map(|quad| (graph(quad), super::statements::line(quad))).collect();
        assert_eq!(rdflib("trig", text), ours.into_iter().collect::<Vec<_>>());
    }
}

/// The texts of the claims, whatever our own reader thinks of them.
#[test]
fn texts_come_out_of_linked_data_as_they_went_in() {
    if !has_python() {
        return;
    }
    for text in CORPORA {
        let corpus: Value = serde_yaml::from_str(text).unwrap();
        let claims = corpus["claims"].as_object().unwrap();
        let expected: BTreeSet<_> = claims
            .iter()
            .map(|(id, claim)| format!("{id} schema:text \"{}\"", claim["statement"].as_str().unwrap()))
            .collect();
        for format in ["turtle", "trig", "jsonld"] {
            let read = rdflib(format, text).into_iter().map(|(_, line)| line);
            let texts: BTreeSet<_> = read.filter(|line| line.contains(" schema:text ")).collect();
            assert_eq!(texts, expected, "{format}");
        }
        let texts: BTreeSet<_> = prov(text).into_iter().filter(|line| line.contains(" schema:text ")).collect();
        assert_eq!(texts, expected, "prov-json");
    }
}

/// What the package prov reads, as lines without the types of values.
fn prov(text: &str) -> BTreeSet<String> {
    let (_folder, path) = file(text, "prov-json");
    let read = json(python().arg(script("prov_json.py")).arg(path));
    assert_eq!(read["survives"], true, "a round trip");
    let line = |statement: &Value| {
        let [subject, predicate, object] = [0, 1, 2].map(|at| statement[at].as_str().unwrap());
        let object = if statement[3] == true { short(object) } else { format!("\"{object}\"") };
        format!("{} {} {object}", short(subject), short(predicate))
    };
    read["statements"].as_array().unwrap().iter().map(line).collect()
}

#[test]
fn prov_reads_the_same_statements_as_turtle_has() {
    if !has_python() {
        return;
    }
    for text in CORPORA {
        let turtle = of_turtle(export(text, "turtle", &[]).out());
        let untyped =
            turtle.iter().map(|line| line.rsplit_once("^^xsd:").map_or(&**line, |(value, _)| value).to_owned());
        assert_eq!(prov(text), untyped.collect());
    }
}
