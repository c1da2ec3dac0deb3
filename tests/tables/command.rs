//! The commands: what they take, what they write where, and how they end.

use std::fs;

use super::run;

const CORPUS: &str = "sources:
  ada: {identity: named, name: Ada Moss, kind: person}
  gazette: {identity: named, name: The Gazette, kind: outlet}
  zz-insider: {identity: anonymous, description: an insider, reason: feared for the job}
documents:
  leaflet: {title: A leaflet, publisher: gazette}
claims:
  closes: {statement: The bridge closes., attributed_to: [ada], tags: [works]}
  closes-relayed: {statement: The bridge is said to close., attributed_to: [gazette], cites: [closes]}
  leaks: {statement: It leaks., attributed_to: [zz-insider], evidence: [{document: leaflet, quote: It leaks.}]}
";

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("claims")).unwrap();
    fs::write(folder.path().join("claims/c.yaml"), CORPUS).unwrap();
    let (status, out, err) = run(folder.path(), &["export", "--format", "parquet", "--output", "tables"]);
    assert_eq!((status, out.as_str(), err.as_str()), (Some(0), "", ""));
    folder
}

#[test]
fn all_formats_on_one_corpus() {
    let folder = folder();
    let report = |more: &[&str]| run(folder.path(), &[&["report", "--graph", "tables"], more].concat());
    let (status, out, err) = report(&[]);
    assert_eq!((status, err.as_str()), (Some(0), ""));
    assert_eq!(
        out,
        "\
3 claims: 2 on named sources only, 1 with no named origin
From tables: they have no statements, no places in files, no evidence and no
reviews, and do not say how many sources are independent. `onrecord report` on
the claim files does.

  circular         0
  unsourced        0
  retracted        0
  anonymous        1  ██████████████████
  outlet           0
  mixed            0
  named            2  █████████████████████████████████████

ANONYMOUS: all its origins are unnamed

    claim      leaks
    rests on   #6; NOT on the record

NAMED: it has a named origin, and no unnamed one

    claim      closes
    rests on   ada; on the record

    claim      closes-relayed
    rests on   ada; on the record
"
    );
    let (status, out, _) = report(&["--format", "csv", "--basis", "anonymous"]);
    assert_eq!(status, Some(0));
    assert_eq!(
        out,
        "\"id\",\"attributed_to\",\"basis\",\"origin_classes\",\"origins\",\"origins_truncated\",\"on_the_record\",\
         \"retracted\",\"in_cycle\"\r\n\"leaks\",\"#6\",\"anonymous\",\"unnamed\",\"#6\",\"false\",\"false\",\"false\",\
         \"false\"\r\n"
    );
    let (status, _, err) = report(&["--output", "report.json"]);
    assert_eq!((status, err.as_str()), (Some(0), ""));
    let json = fs::read_to_string(folder.path().join("report.json")).unwrap();
    assert!(json.starts_with("{\"version\": 1, \"missing\": [\"statement\", \"independent_sources\", "), "{json}");
    let schema: serde_json::Value = serde_json::from_str(&run(folder.path(), &["schema", "tables"]).1).unwrap();
    assert_eq!(schema["title"], "tables");
    assert!(jsonschema::is_valid(&schema, &serde_json::from_str(&json).unwrap()));
    assert!(!jsonschema::is_valid(&schema, &serde_json::from_str(&json.replace("named", "kind")).unwrap()));
}

#[test]
fn the_same_records_give_the_same_bytes() {
    let folder = folder();
    let bytes = |tables: &str| {
        ["nodes", "edges"].map(|file| fs::read(folder.path().join(format!("{tables}/{file}.parquet"))).unwrap())
    };
    let (first, second) = CORPUS.split_once("documents:").unwrap();
    let (documents, claims) = second.split_once("claims:").unwrap();
    for (file, text) in [("b.yaml", format!("claims:{claims}")), ("a.yaml", format!("documents:{documents}"))] {
        fs::create_dir_all(folder.path().join("other")).unwrap();
        fs::write(folder.path().join("other").join(file), text).unwrap();
    }
    fs::write(folder.path().join("other/z.yaml"), first).unwrap();
    assert_eq!(run(folder.path(), &["export", "other", "--format", "parquet", "--output", "again"]).0, Some(0));
    assert_eq!(bytes("tables"), bytes("again"));
}

#[test]
fn nothing_of_a_confidential_source_is_in_the_tables_but_its_class() {
    let folder = folder();
    for file in ["nodes", "edges"] {
        let path = folder.path().join(format!("tables/{file}.parquet"));
        let reader = parquet::file::reader::SerializedFileReader::new(fs::File::open(path).unwrap()).unwrap();
        let rows: Vec<_> = reader.into_iter().map(|row| row.unwrap().to_string()).collect();
        let all = rows.join("\n");
        for hidden in ["insider", "feared", "anonymous", "Ada Moss", "bridge", "leaflet"] {
            assert!(!all.contains(hidden), "{all}");
        }
        if file == "nodes" {
            assert_eq!(rows.len(), 6);
            assert_eq!(
                rows[5], "{node: 6, kind: \"source\", id: null, retracted: null, class: \"unnamed\"}",
                "documents are no nodes"
            );
        }
    }
}

#[test]
fn a_claim_brings_all_it_rests_on_and_a_selection_is_refused() {
    let folder = folder();
    let export =
        |more: &[&str]| run(folder.path(), &[&["export", "--format", "parquet", "--output", "part"], more].concat());
    assert_eq!(export(&["--claim", "closes-relayed"]).0, Some(0));
    let (_, out, _) = run(folder.path(), &["report", "--graph", "part", "--format", "csv"]);
    assert_eq!(out.lines().count(), 3, "{out}");
    for words in [["--basis", "named"], ["--tag", "works"]] {
        let (status, _, err) = export(&words);
        assert_eq!(status, Some(2));
        assert!(err.contains("cut citations, which changes answers from tables"), "{err}");
    }
}

#[test]
fn bad_tables_and_wrong_words_are_usage() {
    let folder = folder();
    let report = |more: &[&str]| {
        let (status, out, err) = run(folder.path(), &[&["report", "--graph"], more].concat());
        assert_eq!((status, out.as_str()), (Some(2), ""), "{more:?}");
        err
    };
    assert_eq!(report(&["nowhere"]), "onrecord: `nowhere/nodes.parquet`: does not exist\n");
    assert_eq!(
        report(&["tables", "--format", "html"]),
        "onrecord: a report on tables is `--format text`, `json` or `csv`\n"
    );
    for words in [&["tables", "claims"][..], &["tables", "--tag", "works"], &["tables", "--title", "x"]] {
        assert!(report(words).contains("cannot be used with"), "{words:?}");
    }
    let before = fs::read(folder.path().join("tables/nodes.parquet")).unwrap();
    let err = report(&["tables", "--format", "csv", "--output", "tables/../tables/nodes.parquet"]);
    assert!(err.contains("was not written: this command reads from it"), "{err}");
    assert_eq!(fs::read(folder.path().join("tables/nodes.parquet")).unwrap(), before);
    let edges = fs::read(folder.path().join("tables/edges.parquet")).unwrap();
    fs::write(folder.path().join("tables/edges.parquet"), &edges[..100]).unwrap();
    assert!(report(&["tables"]).contains("is not a whole Parquet file"));
    fs::write(folder.path().join("tables/edges.parquet"), &edges).unwrap();

    // A page of words of a dictionary that there is none of: the crate panics, and the program does not.
    let nodes = folder.path().join("tables/nodes.parquet");
    let whole = fs::read(&nodes).unwrap();
    for at in (0..whole.len()).step_by(9) {
        let mut damaged = whole.clone();
        damaged[at] ^= 0x80;
        fs::write(&nodes, damaged).unwrap();
        let (status, _, err) = run(folder.path(), &["report", "--graph", "tables"]);
        assert!(
            status == Some(0) || status == Some(2) && err.starts_with("onrecord: `tables/"),
            "{at}: {status:?} {err}"
        );
    }
}
