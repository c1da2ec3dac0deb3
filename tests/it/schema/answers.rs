//! Every answer as JSON keeps to its schema, starts with its version and is spaced in one way.

use std::path::Path;
use std::sync::LazyLock;

use jsonschema::Validator;
use onrecord::schema::Schema;
use serde_json::Value;

use crate::hostile::program::Folder;
use crate::random::{Rng, corpus, yaml};

/// How many random corpora are tried.
const CORPORA: u64 = 12;

const OF_ANSWERS: [Schema; 12] = [
    Schema::Report,
    Schema::Check,
    Schema::Trace,
    Schema::Impact,
    Schema::Rank,
    Schema::Todo,
    Schema::List,
    Schema::Draft,
    Schema::Import,
    Schema::Diff,
    Schema::Manifest,
    Schema::Graph,
];

/// A saved article.
const ARTICLE: &str = "“The bridge is safe,” Ada Moss, the mayor, said on Monday.\n\nA city official said it was not.";

static VALIDATORS: LazyLock<Vec<(Schema, Validator)>> = LazyLock::new(|| {
    let validator = |of| jsonschema::validator_for(&super::written(of)).unwrap();
    OF_ANSWERS.into_iter().map(|of| (of, validator(of))).collect()
});

/// What separates two tokens, and is neither one blank after a comma or a colon nor the start of a line.
fn misspaced(text: &str) -> Option<String> {
    let text = text.strip_suffix('\n')?;
    let (mut in_text, mut is_escaped, mut before) = (false, false, '{');
    for (at, character) in text.char_indices().skip(1) {
        let wrong = match (before, character) {
            _ if in_text => false,
            (',' | ':', _) => !matches!(character, ' ' | '\n') || (before == ':' && character == '\n'),
            ('\n', _) => character != ' ',
            (_, '\n') => !matches!(before, ',' | '[' | '}' | ']'),
            _ => false,
        };
        if wrong {
            return Some(text[at.saturating_sub(20)..].chars().take(40).collect());
        }
        if character == '"' && !is_escaped {
            in_text = !in_text;
        }
        is_escaped = in_text && character == '\\' && !is_escaped;
        before = character;
    }
    None
}

#[track_caller]
fn keeps_to(of: Schema, text: &str) {
    let answer: Value = serde_json::from_str(text).unwrap_or_else(|error| panic!("{of}: {error}\n{text}"));
    let (_, validator) = VALIDATORS.iter().find(|(other, _)| *other == of).unwrap();
    let wrong: Vec<_> =
        validator.iter_errors(&answer).map(|error| format!("{error} at {}", error.instance_path())).collect();
    assert!(wrong.is_empty(), "{of}: {}\n{text}", wrong.join("\n"));
    assert_eq!(answer["version"], 1);
    if of != Schema::Manifest {
        assert!(text.starts_with("{\"version\": 1, "), "{of}: {text}");
        assert_eq!(misspaced(text), None, "{of}");
    }
}

/// Everything that commands write as JSON in a folder.
fn keep_to_their_schemas(folder: &Folder) {
    // Hidden, so that it is no part of the folder.
    folder.write(".old/none.yaml", "claims:\n  before-all: {statement: x}\n");
    for (of, arguments) in [
        (Schema::Report, &["report", "."][..]),
        (Schema::Check, &["check", "."]),
        (Schema::Rank, &["impact", "--rank", "."]),
        (Schema::Todo, &["todo", "--today", "2026-11-24", "."]),
        (Schema::List, &["list", "--path", "."]),
        (Schema::Graph, &["export", "."]),
    ] {
        keeps_to(of, folder.run(&[arguments, &["--format", "json"]].concat()).out());
    }
    for arguments in folder.following() {
        let of = if arguments[0] == "trace" { Schema::Trace } else { Schema::Impact };
        if arguments.last().is_some_and(|format| format == "json") {
            keeps_to(of, folder.run(&arguments.iter().map(String::as_str).collect::<Vec<_>>()).out());
        }
    }
    folder.write(".old/article.txt", ARTICLE);
    keeps_to(Schema::Draft, folder.run(&["draft", ".old/article.txt", "--format", "json"]).out());
    folder.write(".old/facts.csv", "Claim,Source\nThe bridge is safe.,Ada Moss\n=A1,x\n");
    folder.write(".old/map.csv", "columns: {A: statement}\n");
    let import = ["import", "table", ".old/facts.csv", ".", "--map", ".old/map.csv", "--dry-run", "--format", "json"];
    let import = folder.run(&import);
    if import.err().is_empty() {
        keeps_to(Schema::Import, import.out());
    }
    let manifest = folder.run(&["run", "--date", "2026-11-24", "--output", "manifest.json", "."]);
    if manifest.status == Some(0) {
        keeps_to(Schema::Manifest, &std::fs::read_to_string(folder.path().join("manifest.json")).unwrap());
        for sides in [[".old", "manifest.json"], ["manifest.json", ".old"], ["manifest.json", "."]] {
            let day = ["diff", "--format", "json", "--today", "2026-11-30"];
            keeps_to(Schema::Diff, folder.run(&[&day[..], &sides].concat()).out());
        }
    }
}

#[test]
fn answers_on_shipped_corpora_keep_to_their_schemas() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for path in [
        "claims",
        "tests/corpora/checked",
        "tests/corpora/every-basis",
        "tests/corpora/findings",
        "tests/corpora/trace",
    ] {
        let folder = Folder::new();
        copy(&root.join(path), folder.path());
        keep_to_their_schemas(&folder);
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in from.read_dir().unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

#[test]
fn answers_on_hostile_corpora_keep_to_their_schemas() {
    for text in [
        include_str!("../../corpora/hostile/nasty.yaml"),
        include_str!("../../corpora/hostile/honest.yaml"),
        include_str!("../../corpora/hostile/markup.yaml"),
        include_str!("../../corpora/hostile/conflict.yaml"),
        include_str!("../../corpora/export/links.yaml"),
        "claims: {}\n",
        "x",
    ] {
        keep_to_their_schemas(&Folder::with(text));
    }
}

#[test]
fn answers_on_random_corpora_keep_to_their_schemas() {
    for seed in 0..CORPORA {
        let folder = Folder::new();
        folder.write("c.yaml", yaml(&corpus(&mut Rng::new(seed))));
        keep_to_their_schemas(&folder);
    }
}

#[test]
fn schemas_of_answers_are_schemas_that_refuse_what_is_not_theirs() {
    for (of, validator) in VALIDATORS.iter() {
        let schema = super::written(*of);
        assert!(jsonschema::meta::is_valid(&schema), "{of}");
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        assert_eq!(schema["title"], of.name());
        assert!(!validator.is_valid(&serde_json::json!({"version": 1})), "{of} takes everything");
    }
    let others = ["claims", "config", "tables"];
    assert!(Schema::ALL.iter().all(|of| OF_ANSWERS.contains(of) || others.contains(&of.name())));
}

#[test]
fn the_page_names_every_schema() {
    let page = include_str!("../../../docs/formats.md");
    for of in OF_ANSWERS.iter().map(|of| of.name()).chain(["tables"]) {
        assert!(page.contains(&format!("\n| `{of}` | ")), "{of}");
    }
}

#[test]
fn no_schema_has_a_format_of_its_own() {
    fn formats(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(fields) => {
                found.extend(fields.get("format").and_then(Value::as_str).map(str::to_owned));
                fields.values().for_each(|value| formats(value, found));
            }
            Value::Array(items) => items.iter().for_each(|value| formats(value, found)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    for &of in Schema::ALL {
        formats(&super::written(of), &mut found);
    }
    assert!(found.iter().all(|format| ["date", "uri"].contains(&format.as_str())), "{found:?}");
}
