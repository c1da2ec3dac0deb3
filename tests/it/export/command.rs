//! The command itself: what it takes, what it writes where, and how it ends.

use super::LINKS;
use super::statements::{of_json_ld, of_trig, of_turtle};
use crate::hostile::program::{Folder, run};

/// The ids of the nodes of an export, those of confidential sources as their descriptions.
fn nodes(more: &[&str]) -> Vec<String> {
    let run = super::export(LINKS, "json", more);
    let nodes = run.json()["nodes"].as_array().unwrap().clone();
    let name = |node: &serde_json::Value| node.get("record").unwrap_or(&node["label"]).as_str().unwrap().to_owned();
    nodes.iter().map(name).collect()
}

#[test]
fn a_claim_brings_what_it_rests_on_and_nothing_else() {
    let closes = ["closes", "closes-heard", "closes-relayed"];
    let voices = ["ada", "gazette", "a civil servant", "papers"];
    let documents = ["leaflet", "order"];
    // It is corroborated by what relays it.
    assert_eq!(nodes(&["--claim", "closes"]), [&closes[..], &voices, &documents].concat());
    let same_day = ["closes", "closes-heard", "closes-relayed", "closes-same-day"];
    assert_eq!(nodes(&["--claim", "closes-same-day"]), [&same_day[..], &voices, &documents].concat());
    assert_eq!(nodes(&["--claim", "stays"]), ["stays", "stays-too", "ministry"]);
}

#[test]
fn a_selection_narrows_as_in_a_report() {
    assert_eq!(nodes(&["--basis", "circular"]), ["stays", "stays-too", "ministry"]);
    // The gazette spoke in no claim that is left, but published a document that is.
    let bridge = ["closes", "ada", "gazette", "a civil servant", "papers", "leaflet", "order"];
    assert_eq!(nodes(&["--tag", "works"]), bridge);
    assert_eq!(nodes(&["--tag", "bridge", "--basis", "circular"]), [""; 0]);
    assert_eq!(nodes(&["--claim", "closes-heard", "--tag", "bridge"]), bridge);
}

#[test]
fn an_unknown_claim_is_trouble() {
    let folder = Folder::with(LINKS);
    for (id, said) in [
        ("clozes", "onrecord: no record with the id `clozes`; did you mean `closes`?\n"),
        ("order", "onrecord: `order` is a document; expected a claim\n"),
        ("\u{1b}[2J", "onrecord: no record with the id `\\u{1b}[2J`\n"),
    ] {
        let run = folder.run(&["export", "--format", "dot", "--claim", id, "--output", "out", "c.yaml"]);
        assert_eq!((run.status, run.err()), (Some(2), said), "{}", run.all());
        assert!(!folder.path().join("out").exists());
    }
}

#[test]
fn wrong_words_are_usage() {
    let folder = Folder::with(LINKS);
    for words in [
        &["export", "c.yaml"][..],
        &["export", "--format", "svg", "c.yaml"],
        &["export", "--format", "csv", "c.yaml"],
        &["export", "--format", "turtle", "--base", "example.org", "c.yaml"],
        &["export", "--format", "turtle", "--base", "https://example.org/> <urn:x/", "c.yaml"],
        &["export", "--format", "dot", "--basis", "certain", "c.yaml"],
    ] {
        let run = folder.run(words);
        assert_eq!((run.status, run.out()), (Some(2), ""), "{words:?}: {}", run.all());
    }
}

#[cfg(not(feature = "parquet"))]
#[test]
fn a_program_without_parquet_says_how_to_get_one() {
    let folder = Folder::with(LINKS);
    for words in [&["export", "--format", "parquet", "--output", "out", "c.yaml"][..], &["report", "--graph", "out"]] {
        let run = folder.run(words);
        let said = "onrecord: this program was built without Parquet; `cargo install onrecord --features parquet` builds \
                    one with it\n";
        assert_eq!((run.status, run.out(), run.err()), (Some(2), "", said));
    }
    assert!(!folder.path().join("out").exists());
}

#[test]
fn two_files_need_a_folder() {
    let run = Folder::with(LINKS).run(&["export", "--format", "csv", "c.yaml"]);
    assert!(run.err().contains("more than one file; pass a folder for them with `--output FOLDER`"), "{}", run.all());
}

#[test]
fn errors_in_the_files_are_said_and_the_rest_is_exported() {
    let run = super::export("claims:\n  a: {statement: x, cites: [b]}\n", "json", &[]);
    assert_eq!(run.status, Some(1));
    assert!(run.err().contains("error[dangling-reference]"), "{}", run.all());
    assert_eq!(run.json()["nodes"][0]["record"], "a");
}

#[test]
fn tables_go_into_a_folder_both_or_none() {
    let names = |folder: &Folder, path: &str| -> Vec<String> {
        let entries = folder.path().join(path).read_dir().unwrap();
        let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    };
    let folder = Folder::with(LINKS);
    let write = |output: &str| folder.run(&["export", "--format", "csv", "--output", output, "c.yaml"]);
    // A folder that is new, the same again, one that was there, and one in one that is new.
    std::fs::create_dir(folder.path().join("old")).unwrap();
    folder.write("old/nodes.csv", "old");
    folder.write("old/other", "kept");
    for output in ["new", "new", "old", "deep/new"] {
        let run = write(output);
        assert_eq!((run.status, &*run.all()), (Some(0), "status Some(0)\n\n"), "{output}");
    }
    assert_eq!(names(&folder, "new"), ["edges.csv", "nodes.csv"]);
    assert_eq!(names(&folder, "old"), ["edges.csv", "nodes.csv", "other"]);

    // Where one cannot be written, neither is.
    folder.write("taken/edges.csv/in-the-way", "");
    for output in ["taken", "c.yaml", "c.yaml/new", "."] {
        let run = write(output);
        let is_fine = output == ".";
        assert_eq!(run.status, Some(if is_fine { 0 } else { 2 }), "{output}: {}", run.all());
    }
    assert_eq!(names(&folder, "taken"), ["edges.csv"]);
    assert_eq!(names(&folder, "."), ["c.yaml", "deep", "edges.csv", "new", "nodes.csv", "old", "taken"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_table_that_cannot_be_finished_leaves_no_folder() {
    let claims: String = (0..5000).map(|at| format!("  c{at}: {{statement: A sentence of some length.}}\n")).collect();
    let folder = Folder::with(format!("claims:\n{claims}"));
    let run = folder.script("ulimit -f 200; trap '' XFSZ; $ONRECORD export --format csv --output new c.yaml");
    assert_eq!(run.status, Some(2), "{}", run.all());
    assert!(!folder.path().join("new").exists());
}

#[test]
fn the_order_of_files_does_not_matter() {
    let (sources, rest) = LINKS.split_once("documents:").unwrap();
    let (documents, claims) = rest.split_once("claims:").unwrap();
    let parts = [sources.to_owned(), format!("documents:{documents}"), format!("claims:{claims}")];
    for format in super::FORMATS {
        let written = |order: [usize; 3]| {
            let folder = Folder::new();
            for (name, part) in order.into_iter().enumerate() {
                folder.write(format!("{name}.yaml"), &parts[part]);
            }
            folder.run(&["export", "--format", format, "."]).stdout
        };
        assert!(written([0, 1, 2]) == written([2, 1, 0]), "{format}");
    }
}

/// An export is made in pieces, in parallel. A thousand records are several pieces.
#[test]
fn pieces_fit_together() {
    let claims: String = (0..1000)
        .map(|at| {
            format!("  c{at}: {{statement: Statement {at}, attributed_to: [s{}], cites: [c{}]}}\n", at % 7, at / 2 + 1)
        })
        .collect();
    let sources: String = (0..7).map(|at| format!("  s{at}: {{identity: named, name: Source {at}}}\n")).collect();
    let text = format!("sources:\n{sources}claims:\n{claims}");
    let turtle = of_turtle(super::export(&text, "turtle", &[]).out());
    assert_eq!(turtle.iter().filter(|line| line.contains(" schema:text ")).count(), 1000);
    assert_eq!(of_json_ld(super::export(&text, "jsonld", &[]).out()), turtle);
    let trig = super::export(&text, "trig", &[]);
    assert_eq!(trig.out().matches("@prefix record:").count(), 1);
    let assertions = of_trig(trig.out());
    assert_eq!(assertions.iter().filter(|quad| quad.predicate.as_str().ends_with("#hasAssertion")).count(), 1000);
    let json = super::export(&text, "json", &[]).json();
    // c1 and c2 cite themselves, which is an error and no link.
    assert_eq!((json["nodes"].as_array().unwrap().len(), json["links"].as_array().unwrap().len()), (1007, 1998));
    assert_eq!(super::export(&text, "prov-json", &[]).json()["entity"].as_object().unwrap().len(), 1000);

    let folder = Folder::with(&text);
    for format in super::FORMATS {
        let with_threads = |threads: &str| {
            let mut program = folder.program();
            run(program.env("RAYON_NUM_THREADS", threads).args(["export", "--format", format, "c.yaml"])).stdout
        };
        assert!(with_threads("1") == with_threads("7"), "{format}");
    }
}

/// The place of a confidential source would reveal which ids its own is between.
#[test]
fn a_confidential_id_has_no_part_in_the_order() {
    let text = |id: &str| {
        format!(
            "sources:\n  a-official: {{identity: named, name: A}}\n  smith-ann: {{identity: named, name: B}}\n  \
             smith-bob: {{identity: named, name: C}}\n  {id}: {{identity: anonymous, description: an aide}}\n  \
             n: {{identity: anonymous, description: another aide}}\nclaims:\n  \
             c: {{statement: x, attributed_to: [smith-bob, {id}, smith-ann, n]}}\n"
        )
    };
    for format in ["dot", "mermaid", "graphml", "gexf", "json", "prov-json", "turtle", "trig", "jsonld"] {
        let of = |id: &str| Folder::with(text(id)).run(&["export", "--format", format, "c.yaml"]).stdout;
        assert!(of("smith-ann-aide") == of("zz-aide") && of("zz-aide") == of("a-aide"), "{format}");
    }
}

/// All that belongs to a record is called by its id first.
#[test]
fn a_claim_called_np_shares_no_name_with_a_nanopublication() {
    let text = "documents:\n  d: {title: x}\nclaims:\n  np: {statement: x, evidence: [{document: d}], retracted: 2024}\n  \
                evidence-1: {statement: y}\n  retraction: {statement: z}\n";
    let run = Folder::with(text).run(&["export", "--format", "trig", "c.yaml"]);
    let described = |name: &str| run.out().matches(&format!("{name} a ")).count();
    assert_eq!((described("record:np.evidence-1"), described("record:evidence-1.np")), (1, 1), "{}", run.out());
}
