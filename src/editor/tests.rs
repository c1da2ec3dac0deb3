//! Places, uses and fixes in small texts, worked out by hand.

use proptest::prelude::*;

use super::*;
use crate::model::{Role, Use};
use crate::text::Text;
use crate::tree::{self, NodeId, Tree};
use crate::workspace::Workspace;
use crate::yaml;

/// What is at the place of `|`, as a line: kind, the way, and what is typed of what word.
fn at(text: &str) -> String {
    let offset = text.find('|').unwrap();
    let text = Text::new(format!("{}{}", &text[..offset], &text[offset + 1..]));
    let here = here(&text, u32::try_from(offset).unwrap());
    let mut shown = format!("{:?}", here.kind());
    for step in here.steps() {
        shown += " ";
        match *step {
            PathStep::Key(start, end) => shown += &text.untrusted()[start as usize..end as usize],
            PathStep::Item(item) => shown += &item.to_string(),
        }
    }
    format!("{shown}: {}/{}", here.typed().untrusted(), here.word().untrusted())
}

#[test]
fn what_is_at_a_place_of_whole_text() {
    let of = |place: &str, marked: &str| {
        let text = "\
sources:
  fidan: {identity: named, name: 'Hakan Fidan'}
claims:
  # about Iraq
  a:
    statement: >
      Troops leave
    attributed_to: [fidan, x ]
    cites:
    - b
    evidence:
      - document: d
        quote: \"We
          leave\" # said so
";
        assert_eq!(text.matches(place).count(), 1, "{place}");
        at(&text.replace(place, marked))
    };
    assert_eq!(of("sources", "sou|rces"), "Section: sou/sources");
    assert_eq!(of("  fidan:", "  fidan|:"), "Id sources: fidan/fidan");
    assert_eq!(of("identity", "|identity"), "Field sources fidan: /identity");
    assert_eq!(of("named", "na|med"), "Value sources fidan identity: na/named");
    assert_eq!(of("Hakan", "Hak|an"), "Value sources fidan name: Hak/'Hakan Fidan'");
    assert_eq!(of("# about", "# ab|out"), "Comment claims: # ab/# about Iraq");
    assert_eq!(of("Troops", "Tro|ops"), "Value claims a statement: Tro/Troops leave");
    assert_eq!(of("[fidan, x", "[fidan, x|"), "Value claims a attributed_to 1: x/x");
    assert_eq!(of("x ]", "x |]"), "Value claims a attributed_to 1: /");
    assert_eq!(of("- b", "- |b"), "Value claims a cites 0: /b");
    assert_eq!(of("document", "docu|ment"), "Field claims a evidence 0: docu/document");
    assert_eq!(of(": d", ": d|"), "Value claims a evidence 0 document: d/d");
    assert_eq!(of("leave\"", "le|ave\""), "Value claims a evidence 0 quote: We\n          le/\"We\n          leave\"");
    assert_eq!(of("said", "s|aid"), "Comment claims a evidence 0 quote: # s/# said so");
}

#[test]
fn what_is_at_a_place_of_text_that_is_being_typed() {
    assert_eq!(at("|"), "Section: /");
    assert_eq!(at("cl|"), "Section: cl/cl");
    assert_eq!(at("claims:\n  |"), "Id claims: /");
    assert_eq!(at("claims:\n  a:\n    stat|\n    cites: [b]\n"), "Field claims a: stat/stat");
    assert_eq!(at("claims:\n  a:\n    cites: [b]\n    |\n  b:\n    statement: x\n"), "Field claims a: /");
    assert_eq!(at("claims:\n  a:\n    cites: [b]\n  |\n  b:\n    statement: x\n"), "Id claims: /");
    assert_eq!(at("claims:\n  a:\n    attributed_to: |\n    cites: [b]\n"), "Value claims a attributed_to: /");
    assert_eq!(at("claims:\n  a:\n    attributed_to: [|\n    cites: [b]\n"), "Value claims a attributed_to 0: /");
    assert_eq!(
        at("claims:\n  a:\n    attributed_to: [fid|\n  b:\n    cites: [a]\n"),
        "Value claims a attributed_to 0: fid/fid"
    );
    assert_eq!(at("claims:\n  a:\n    statement: \"Troops\n    cites: [b|]\n"), "Value claims a cites 0: b/b");
    assert_eq!(at("claims:\n  a:\n    attributed_to: [x, \n  b:\n    cites: [a|\n"), "Value claims b cites 0: a/a");
    assert_eq!(at("claims:\n  a:\n    evidence:\n      - |\n"), "Field claims a evidence 0: /");
    assert_eq!(at("claims:\n  a:\n    evidence:\n      - doc|\n"), "Field claims a evidence 0: doc/doc");
    assert_eq!(at("claims:\n  a:\n    cites:\n      - b\n      - |"), "Value claims a cites 1: /");
    assert_eq!(at("sources:\n  a: {identity: named, |"), "Field sources a: /");
    assert_eq!(at("sources:\n  a: {identity: |}"), "Value sources a identity: /");
    assert_eq!(at("reviews:\n  a-1:\n    verdict: 'sup|\n    date: 2024\n"), "Value reviews a-1 verdict: sup/'sup");
    assert_eq!(at("waivers:\n  - rule: uns|\n"), "Value waivers 0 rule: uns/uns");
    assert_eq!(at("waivers: [{rule: unsourced, i|"), "Field waivers 0: i/i");
    assert_eq!(at("rules:\n  uns|"), "Id rules: uns/uns");
    assert_eq!(at("claims:\r\n  a:\r\n    cites: [b|]\r\n"), "Value claims a cites 0: b/b");
    assert_eq!(at("claims:\n  é:\n    statement: 🍋 שלום|\n"), "Value claims é statement: 🍋 שלום/🍋 שלום");
}

/// Every key and value of a tree, with the way to it.
fn scalars(tree: &Tree<'_>) -> Vec<(NodeId, bool, Vec<PathStep>)> {
    let mut found = Vec::new();
    let mut open: Vec<_> = tree.root().map(|root| (root, false, Vec::new())).into_iter().collect();
    while let Some((node, is_key, way)) = open.pop() {
        match tree.kind(node) {
            tree::NodeKind::Map => {
                for (key, value) in tree.entries(node) {
                    let quotes = u32::from(tree.kind(key) != tree::NodeKind::Plain);
                    let (start, end) = tree.range(key);
                    let mut inside = way.clone();
                    inside.push(PathStep::Key(start + quotes, end - quotes));
                    open.extend([(key, true, way.clone()), (value, false, inside)]);
                }
            }
            tree::NodeKind::List => {
                for (item, node) in (0..).zip(tree.children(node)) {
                    open.push((node, false, way.iter().copied().chain([PathStep::Item(item)]).collect()));
                }
            }
            _ if tree.range(node).0 == tree.range(node).1 => {}
            _ => found.push((node, is_key, way)),
        }
    }
    found
}

/// Holds what is found at the beginning, the middle and the end of every key and value to the reader that knows all of
/// YAML.
fn agrees_with_the_reader(text: &str) -> usize {
    let Ok(tree) = yaml::parse(text) else { return 0 };
    let whole = Text::new(text);
    let scalars = scalars(&tree);
    for (node, is_key, way) in &scalars {
        let (start, end) = tree.range(*node);
        let middle = u32::try_from(text.floor_char_boundary(usize::midpoint(start as usize, end as usize))).unwrap();
        for offset in [start, middle, end] {
            let here = here(&whole, offset);
            let word = &text[start as usize..end as usize];
            assert_eq!((here.range(), here.steps()), ((start, end), &way[..]), "{word} at {offset} of\n{text}");
            assert!(!is_key || here.kind() != HereKind::Value, "{word} at {offset} of\n{text}");
        }
    }
    scalars.len()
}

/// What begins before the first section goes on below it.
#[test]
fn a_scan_does_not_start_within_a_bracket_above_all_sections() {
    let text = Text::new(" [claims:\nclaims:\n  a:\n    cites: [b");
    assert_eq!(here(&text, 10).kind(), HereKind::Value);
}

#[test]
fn the_shipped_claims_are_read_as_the_loader_reads_them() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("claims");
    let mut count = 0;
    for file in walkdir::WalkDir::new(folder).into_iter().map(|file| file.unwrap().into_path()) {
        if file.extension().is_some_and(|extension| extension == "yaml") {
            count += agrees_with_the_reader(&std::fs::read_to_string(file).unwrap());
        }
    }
    assert!(count > 100, "{count}");
}

proptest! {
    /// Claim files in any layout that people write, with and without line ends of Windows.
    #[test]
    fn places_agree_with_the_reader(
        pieces in prop::collection::vec(
            prop::sample::select(vec![
                "    statement: Troops leave.\n", "    statement: Troops\n      leave\n\n      soon\n", "    statement: \"a: b # c\"\n",
                "    cites: [a, 'b', \"c\" ]\n", "    cites:\n      - a # first\n      - b\n", "    cites:\n    - a\n    # nothing\n    - b\n",
                "    evidence:\n      - document: d\n        quote: |\n          We: - leave\n\n          now\n        locator: 3\n",
                "    evidence: [{document: d, quote: 'it''s #1'}, {document: e}]\n", "    corroborates: [\n      a,\n      b\n    ]\n",
                "    note: >-\n      x\n     \n", "    tags: [a b, c:d,\n     e f\n     g]\n", "\n", "    # a comment\n", "    \"url\": https://example.org/#x\n",
                "    disputes: []\n", "    date: 2024 # x\n", "    title: it's é 🍋\n", "    a: {b: [c, {d: e}], f: g}\n", "    role:\n      x y\n      z\n",
            ]), 0..8),
        heads in prop::collection::vec(prop::sample::select(vec!["claims:\n", "sources:\n", "x:\n"]), 1..3),
        is_windows in any::<bool>(),
    ) {
        let mut text = String::new();
        for (nth, head) in heads.iter().enumerate() {
            text += head;
            for (record, pieces) in pieces.chunks(3).enumerate() {
                text.extend([format!("  r-{nth}-{record}:\n"), pieces.concat()]);
            }
        }
        agrees_with_the_reader(&if is_windows { text.replace('\n', "\r\n") } else { text });
    }

    /// What comes before the record of a place makes no difference.
    #[test]
    fn a_scan_from_the_record_is_a_scan_of_all(
        text in r#"(claims:\n  a:\n    cites: \[b|claims:\n|sources:\n|  a:\n|  b: |  # c\n|    x: y\n|    cites: \[|\]|\}\n|  \]\n|["'{}\[#>:,-]|[a-z ]|  |\n|\r\n|- |é){0,40}"#,
    ) {
        for at in 0..=text.len() {
            prop_assert_eq!(scanner::scan(&text, at), scanner::scan_all(&text, at), "{} of\n{}", at, text);
        }
    }

    /// Nothing makes it fail, and what has been typed is always before the place.
    #[test]
    fn any_text_will_do(text in r#"([a-z:\- \n"'\[\]{},#|>é🍋?&*!%\t\r]|claims:\n  a:\n    ){0,40}"#, at in 0..200_u32) {
        let text = Text::new(text);
        let here = here(&text, at);
        let (start, end) = here.range();
        prop_assert!(start <= end && end as usize <= text.untrusted().len());
        let _ = (here.section(), here.record(), here.field(), here.inner_field(), here.item(), here.word(), here.typed());
    }
}

#[test]
fn uses_are_found_wherever_an_id_stands() {
    let claims = "\
sources:
  fidan: {identity: named, name: Fidan}
documents:
  d: {title: D, publisher: fidan}
claims:
  a: {statement: x, attributed_to: [fidan, nobody], evidence: [{document: d}]}
  b: {statement: y, cites: [\"a\"], corroborates: [a], disputes: [a]}
reviews:
  a-1: {claim: a, verdict: unproven, reviewer: desk, date: 2024}
";
    let configuration = "waivers:\n- {rule: unsourced, id: a, reason: x, until: 2026}\n";
    let snapshot = Workspace::of_texts([("c.yaml", claims), ("onrecord.yaml", configuration)]).snapshot();
    assert_eq!((snapshot.load_diagnostics().len(), snapshot.diagnostics().count()), (0, 1));
    let shown = |id: &str| {
        let files = snapshot.files();
        let line = |of: &Use| (of.place.file.0, files.start(of.place).line, files.start(of.place).column);
        snapshot.uses(&Text::new(id)).iter().map(|of| (of.role, line(of))).collect::<Vec<_>>()
    };
    assert_eq!(
        shown("a"),
        [
            (Role::Record, (0, 6, 3)),
            (Role::Cites, (0, 7, 29)),
            (Role::Corroborates, (0, 7, 50)),
            (Role::Disputes, (0, 7, 65)),
            (Role::Review, (0, 9, 16)),
            (Role::Waiver, (1, 2, 25)),
        ]
    );
    assert_eq!(
        shown("fidan"),
        [(Role::Record, (0, 2, 3)), (Role::Publisher, (0, 4, 28)), (Role::AttributedTo, (0, 6, 37))]
    );
    assert_eq!(shown("d"), [(Role::Record, (0, 4, 3)), (Role::Evidence, (0, 6, 75))]);
    assert_eq!(shown("nobody"), [(Role::AttributedTo, (0, 6, 44))]);
    assert_eq!(shown("nob"), []);
}
