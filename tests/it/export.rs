//! What `export` writes: first the truth, worked out by hand; then what the tools that it is written for understand of
//! it.

#![allow(clippy::format_collect, clippy::format_push_string, reason = "small texts, made once")]

mod command;
mod consumers;
mod honest;
mod second_opinion;
mod statements;

use crate::hostile::program::{Folder, Run};

/// A corpus in which every kind of record and link occurs.
const LINKS: &str = include_str!("../corpora/export/links.yaml");
/// A corpus of texts that mean harm, with one error.
const MARKUP: &str = include_str!("../corpora/hostile/markup.yaml");
/// Honest text in many scripts.
const HONEST: &str = include_str!("../corpora/hostile/honest.yaml");

/// All formats that are one file, as the command line has them.
const FORMATS: [&str; 10] =
    ["dot", "mermaid", "graphml", "gexf", "json", "prov-json", "turtle", "trig", "jsonld", "claimreview"];

fn export(text: &str, format: &str, more: &[&str]) -> Run {
    let run = Folder::with(text).run(&[&["export", "--format", format, "c.yaml"], more].concat());
    assert!(matches!(run.status, Some(0 | 1)), "{}", run.all());
    run
}

#[test]
fn looks() {
    for format in FORMATS {
        insta::assert_snapshot!(format!("looks_as_{format}"), export(LINKS, format, &[]).out());
    }
}

#[test]
fn looks_as_csv() {
    let folder = Folder::with(LINKS);
    assert_eq!(folder.run(&["export", "--format", "csv", "--output", "out", "c.yaml"]).status, Some(0));
    for table in ["nodes", "edges"] {
        let table = std::fs::read_to_string(folder.path().join("out").join(format!("{table}.csv"))).unwrap();
        insta::assert_snapshot!(table.replace('\r', ""));
    }
}
