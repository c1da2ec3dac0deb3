//! What the report says of a corpus in which every kind of claim occurs: first the truth, then the looks.

use std::path::PathBuf;

use onrecord::analysis::Basis;
use onrecord::format::{Format, Options};
use onrecord::report::{Report, Row, Selection};
use onrecord::{Workspace, report};

use crate::formats;

mod cautions;
mod words;

/// Makes the report and hands it on.
fn with_report(selection: &Selection, check: impl FnOnce(&Report<'_>)) {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/corpora/every-basis"));
    let snapshot = Workspace::open(&[folder]).snapshot();
    assert_eq!(snapshot.faults().count(), 0);
    check(&report(&snapshot, selection));
}

fn written(format: Format, options: &Options) -> String {
    let mut text = String::new();
    with_report(&Selection::default(), |report| text = formats::written(report, format, options));
    text
}

#[test]
fn every_claim_has_the_basis_and_the_count_worked_out_by_hand() {
    use Basis::{Anonymous, Circular, Mixed, Named, Retracted, Unsourced};
    let expected = [
        ("bridge-closes", Named, 2, 2, None),
        ("bridge-closes-mayor", Named, 1, 1, Some("mayor")),
        ("costs-agreed", Mixed, 1, 1, None),
        ("ferry-a", Circular, 0, 0, None),
        ("ferry-b", Circular, 0, 0, None),
        ("ferry-heard", Circular, 0, 0, None),
        ("road-safe", Unsourced, 0, 0, None),
        ("toll-raised", Retracted, 0, 0, None),
        ("toll-raised-relayed", Retracted, 0, 0, None),
        ("tunnel-planned", Anonymous, 1, 0, Some("aide")),
        ("tunnel-relayed", Anonymous, 1, 0, None),
        ("tunnel-reported", Anonymous, 1, 0, Some("reports")),
    ];
    with_report(&Selection::default(), |report| {
        let got: Vec<_> = report
            .rows()
            .map(|row| {
                let counts = (row.independent_sources(), row.independent_named_sources());
                (row.id().to_owned(), row.basis(), counts.0, counts.1, row.rests_solely_on().map(str::to_owned))
            })
            .collect();
        let expected =
            expected.map(|(id, basis, any, named, sole)| (id.to_owned(), basis, any, named, sole.map(str::to_owned)));
        assert_eq!(got, expected);
        let marked: Vec<_> = report.rows().filter(Row::in_cycle).map(|row| row.id().to_owned()).collect();
        assert_eq!(marked, ["ferry-a", "ferry-b"], "a claim that leads to a loop is not on it");
    });
}

#[test]
fn a_selection_narrows_the_claims_and_the_counts() {
    let selection = Selection { bases: vec![Basis::Anonymous, Basis::Mixed], tags: vec!["tunnel".into()] };
    with_report(&selection, |report| {
        let ids: Vec<_> = report.rows().map(|row| row.id().to_owned()).collect();
        assert_eq!(ids, ["tunnel-planned", "tunnel-relayed", "tunnel-reported"]);
        assert_eq!((report.summary().claims, report.summary().of(Basis::Anonymous)), (3, 3));
        assert_eq!(report.summary().of(Basis::Mixed), 0);
    });
}

#[test]
fn text_fits_the_width_it_is_given() {
    for width in [40, 53, 80, 100] {
        let text = written(Format::Text, &Options::default().width(width));
        let longest = text.lines().map(|line| line.chars().count()).max();
        assert!(longest <= Some(width), "{width}: {longest:?}\n{text}");
    }
}

#[test]
fn colour_adds_nothing_but_colour() {
    let plain = written(Format::Text, &Options::default());
    let colored = written(Format::Text, &Options::default().color(true));
    assert_ne!(plain, colored);
    let mut stripped = String::new();
    let mut rest = colored.as_str();
    while let Some((before, after)) = rest.split_once('\u{1b}') {
        stripped.push_str(before);
        rest = after.split_once('m').unwrap().1;
    }
    stripped.push_str(rest);
    assert_eq!(stripped, plain);
}

#[test]
fn looks_as_text() {
    insta::assert_snapshot!(written(Format::Text, &Options::default()));
}

#[test]
fn looks_as_markdown() {
    insta::assert_snapshot!(written(Format::Markdown, &Options::default()));
}

#[test]
fn looks_as_csv() {
    insta::assert_snapshot!(written(Format::Csv, &Options::default()));
}

#[test]
fn looks_as_json() {
    insta::assert_snapshot!(written(Format::Json, &Options::default()));
}
