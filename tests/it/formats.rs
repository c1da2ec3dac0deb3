//! What is written of an answer; and the docs name the formats that each command has.

use std::collections::BTreeMap;

use onrecord::diagnostic::Findings;
use onrecord::draft::Draft;
use onrecord::export::Export;
use onrecord::format::{Format, Options, Written};
use onrecord::impact::{Impact, Ranking};
use onrecord::import::Import;
use onrecord::list::List;
use onrecord::report::Report;
use onrecord::runs::{Diff, Todo};
use onrecord::trace::Trace;

use super::hostile::program::Folder;

const COMMANDS: &str = include_str!("../../docs/commands.md");
const PAGE: &str = include_str!("../../docs/formats.md");

/// An answer as one text.
pub fn written(answer: &impl Written, format: Format, options: &Options) -> String {
    let mut out = Vec::new();
    answer.write(format, options, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

/// The formats of every command, in the order of the page.
fn commands() -> [(&'static str, Vec<Format>); 10] {
    // The page has the format of a feature whether or not this program has it.
    let exported = Export::formats().into_iter().filter(|&format| format != Format::Parquet).collect::<Vec<_>>();
    [
        ("report", Report::formats()),
        ("check", Findings::formats()),
        ("trace", Trace::formats()),
        ("impact", Impact::formats()),
        ("list", List::formats()),
        ("todo", Todo::formats()),
        ("diff", Diff::formats()),
        ("export", [exported, vec![Format::Parquet]].concat()),
        ("draft", Draft::formats()),
        ("import", Import::formats()),
    ]
}

#[test]
fn the_page_of_commands_has_the_formats_of_each() {
    for (command, formats) in commands() {
        let names: Vec<_> = formats.into_iter().map(Format::name).collect();
        let (piped, listed) = (format!("`--format {}`", names.join("\\|")), format!("`{}`", names.join("`, `")));
        let rows: Vec<_> =
            COMMANDS.lines().filter(|line| line.starts_with(&format!("| `onrecord {command} "))).collect();
        assert!(!rows.is_empty(), "no row for {command}");
        for row in rows {
            assert!(row.contains(&piped) || row.contains(&listed), "{piped} in {row}");
        }
    }
    assert_eq!(Impact::formats(), Ranking::formats(), "they share an option");
}

#[test]
fn the_page_has_every_format() {
    let mut of: BTreeMap<_, Vec<String>> = BTreeMap::new();
    for (command, formats) in commands() {
        for format in formats {
            of.entry(format).or_default().push(format!("`{command}`"));
        }
    }
    let rows = Format::ALL.map(|format| {
        let [name, extension, kind] = [format.name(), format.extension(), format.media_type()];
        format!("| `{name}` | `{extension}` | `{kind}` | {} |", of[&format].join(", "))
    });
    let table: Vec<_> = PAGE.lines().skip_while(|line| !line.starts_with("| ---")).skip(1).collect();
    assert_eq!(table[..rows.len()], rows);
    assert_eq!(table[rows.len()], "");
}

#[test]
fn an_answer_refuses_what_it_cannot_be_written_as() {
    let snapshot = onrecord::Workspace::default().snapshot();
    let ranking = onrecord::impact::rank(&snapshot, None);
    for format in Format::ALL {
        let mut out = Vec::new();
        let outcome = ranking.write(format, &Options::default(), &mut out);
        let expected = (!Ranking::formats().contains(&format)).then_some(std::io::ErrorKind::Unsupported);
        assert_eq!(outcome.err().map(|error| error.kind()), expected, "{format}");
        assert_eq!(out.is_empty(), expected.is_some());
    }
    assert_eq!(Export::files(Format::Csv), ["nodes.csv", "edges.csv"]);
    assert_eq!(Export::files(Format::Json), [""; 0]);
    if cfg!(feature = "parquet") {
        assert_eq!(Export::files(Format::Parquet), ["nodes.parquet", "edges.parquet"]);
    }
}

/// A name that says something else than what is in the file is no error, but it is said.
#[test]
fn a_name_that_says_another_format_is_said() {
    let folder = Folder::with("claims:\n  a: {statement: x}\n");
    for (arguments, said) in [
        (&["report", "--format", "json", "-o", "r.csv"][..], "`r.csv` is written as json, not as csv"),
        (&["report", "--format", "html", "-o", "r.TXT"], "`r.TXT` is written as html, not as text"),
        (&["check", "--format", "junit", "-o", "c.json"], "`c.json` is written as junit, not as json"),
        (&["export", "--format", "dot", "-o", "g.mermaid"], "`g.mermaid` is written as dot, not as mermaid"),
        (&["trace", "a", "-o", "t.html"], "`t.html` is written as text, not as html"),
        (&["list", "--format", "text", "-o", "l.json"], "`l.json` is written as text, not as json"),
        (&["draft", "a.html", "--format", "yaml", "-o", "d.md"], "`d.md` is written as yaml, not as markdown"),
        (&["report", "--format", "json", "-o", "r.json"], ""),
        (&["report", "-o", "r.csv"], ""),
        (&["check", "--format", "sarif", "-o", "c.json"], ""),
        (&["check", "--format", "github", "-o", "c.txt"], ""),
        (&["export", "--format", "graphml", "-o", "g.xml"], ""),
        (&["export", "--format", "claimreview", "-o", "g.json"], ""),
        (&["export", "--format", "csv", "-o", "tables.json"], ""),
        (&["report", "--format", "json", "-o", "r.out"], ""),
        (&["report", "--format", "json", "-o", "json"], ""),
    ] {
        folder.write("a.html", "<html lang=en><p>Ada Example said that it rains.</p>");
        let path = if arguments[0] == "draft" { &[][..] } else { &["."] };
        let run = folder.run(&[arguments, path].concat());
        let expected = if said.is_empty() { String::new() } else { format!("onrecord: {said}\n") };
        assert_eq!((run.status, run.err()), (Some(0), &*expected), "{arguments:?}");
    }
}
