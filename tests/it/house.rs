//! The rules of the house, as `src/ARCHITECTURE.md` gives them, checked on the source text.

#![allow(unreachable_pub)]

mod source;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use source::{Named, Source};

/// The top-level modules, bottom first: each uses only those before it.
const ROOMS: &[&str] = &[
    "index",
    "text",
    "format",
    "layout",
    "diagnostic",
    "tree",
    "yaml",
    "model",
    "load",
    "graph",
    "analysis",
    "tables",
    "digest",
    "records",
    "copies",
    "quotes",
    "speech",
    "evidence",
    "reviews",
    "workspace",
    "rules",
    "policy",
    "page",
    "report",
    "list",
    "trace",
    "impact",
    "export",
    "runs",
    "import",
    "draft",
    "schema",
    "editor",
    "check",
    "bin",
];

/// What there is at the top, beside files that start with a dot and what is built.
const TOP: &[&str] = &[
    "CHANGELOG.md",
    "CODE_OF_CONDUCT.md",
    "CONTRIBUTING.md",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "SECURITY.md",
    "action.yml",
    "askama.toml",
    "benches",
    "claims",
    "clippy.toml",
    "deny.toml",
    "docs",
    "editors",
    "examples",
    "fuzz",
    "jobs",
    "npm",
    "proptest-regressions",
    "pyproject.toml",
    "python",
    "rustfmt.toml",
    "src",
    "target",
    "tests",
];

/// Lines of a file, its tests not counted.
const MAX_FILE: usize = 420;
/// A file with more lines than this is long, and at most one in twenty is.
const LONG_FILE: usize = 300;
const MAX_FUNCTION: usize = 65;
const MAX_COLUMNS: usize = 120;
const MAX_FACADE: usize = 80;
const MAX_MAIN: usize = 40;
const MAX_ARCHITECTURE: usize = 200;

/// Who may see raw text, and what for.
const RAW_TEXT: [(&str, &[&str]); 10] = [
    ("defines it, compares and orders it", &["speech/person.rs", "text/raw.rs", "text/words.rs"]),
    ("finds lines and columns in it", &["text/files.rs"]),
    ("cuts it", &["diagnostic/message.rs"]),
    ("looks at which words are in small letters", &["rules/vague_attribution.rs"]),
    (
        "escapes it for an output",
        &[
            "diagnostic/render/json.rs",
            "text/escape/csv.rs",
            "text/escape/dot.rs",
            "text/escape/html.rs",
            "text/escape/iri.rs",
            "draft/json.rs",
            "text/escape/json/mod.rs",
            "text/escape/markdown.rs",
            "text/escape/mermaid.rs",
            "text/escape/rdf.rs",
            "text/escape/terminal.rs",
            "text/escape/xml.rs",
            "records/yaml.rs",
        ],
    ),
    (
        "reads it: what comes out is a checked value or a tree",
        &[
            "copies/office/document.rs",
            "import/entities.rs",
            "editor/accept.rs",
            "editor/apply.rs",
            "editor/article.rs",
            "editor/complete/typed.rs",
            "editor/here.rs",
            "editor/links.rs",
            "editor/offers.rs",
            "editor/place.rs",
            "editor/rename.rs",
            "load/configuration.rs",
            "load/parsed.rs",
            "load/sections.rs",
            "runs/manifest/read.rs",
            "model/capture.rs",
            "model/date.rs",
            "model/id.rs",
            "model/language.rs",
            "model/snapshot_path.rs",
            "model/url.rs",
            "reviews/changes.rs",
            "records/ids.rs",
            "draft/accept/mod.rs",
            "draft/accept/lines.rs",
            "draft/apart.rs",
            "draft/blocks.rs",
            "draft/words.rs",
            "speech/mod.rs",
            "speech/publication.rs",
            "speech/reading.rs",
            "import/docx.rs",
            "import/view.rs",
            "records/fields.rs",
            "records/review.rs",
            "records/archived_copy.rs",
        ],
    ),
    ("gives it to an editor, which writes it into the file that it was made for", &["bin/onrecord/lsp/edits.rs"]),
    ("hashes it: what comes out is a digest", &["digest/canonical.rs"]),
    (
        "compares it with archived copies",
        &[
            "quotes/difference.rs",
            "quotes/find.rs",
            "quotes/in_order.rs",
            "quotes/page.rs",
            "quotes/passages.rs",
            "quotes/same.rs",
        ],
    ),
    (
        "looks up an id, a tag or a verdict",
        &[
            "graph/link.rs",
            "list/mod.rs",
            "model/corpus.rs",
            "policy/resolve.rs",
            "report/view.rs",
            "reviews/verdicts.rs",
            "reviews/withheld.rs",
            "rules/meant.rs",
            "rules/stale_review.rs",
        ],
    ),
];

/// Crates that only one place knows. `serde_yaml` is for writing.
const ONE_PLACE: [(&str, &str); 29] = [
    ("annotate_snippets", "diagnostic/render/"),
    ("anstream", "bin/"),
    ("askama", "report/html/"),
    ("bytes", "text/"),
    ("bytestring", "text/"),
    ("biblatex", "import/references/"),
    ("calamine", "import/table/"),
    ("clap", "bin/"),
    ("clap_complete", "bin/"),
    ("clap_mangen", "bin/"),
    ("encoding_rs", "copies/"),
    ("flate2", "copies/"),
    ("gen_lsp_types", "bin/onrecord/lsp/"),
    ("granit_parser", "yaml/"),
    ("html5ever", "copies/html/"),
    ("indicatif", "bin/"),
    ("lsp_server", "bin/onrecord/lsp/"),
    ("mailparse", "copies/mail/"),
    ("memmap2", "text/"),
    ("notify", "bin/onrecord/"),
    ("oxrdf", "export/"),
    ("oxttl", "export/"),
    ("parquet", "tables/"),
    ("petgraph", "graph/"),
    ("pulldown_cmark", "copies/"),
    ("serde_yaml", "records/"),
    ("terminal_size", "bin/"),
    ("whatlang", "speech/"),
    ("zip", "copies/"),
];

/// What the README shows people to run.
const COMMANDS: [&str; 2] = ["cargo run --release -- report claims", "cargo test"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn library() -> Vec<Source> {
    source::all().into_iter().filter(|source| !source.path.starts_with("bin/")).collect()
}

/// The top-level modules that there are.
fn rooms() -> BTreeSet<String> {
    source::all().iter().filter_map(|source| source.module().into_iter().next()).collect()
}

fn place(source: &Source, line: usize) -> String {
    format!("src/{}:{line}", source.path)
}

/// Fails with all that was found, and what to do about it.
fn none(found: &[String], advice: &str) {
    assert!(found.is_empty(), "\n\n  {}\n\n{advice}\n", found.join("\n  "));
}

/// All paths in some files that the rule does not like.
fn paths(sources: &[Source], is_wrong: impl Fn(&Source, &Named) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources {
        for path in source.paths().iter().filter(|path| is_wrong(source, path)) {
            found.push(format!("{}: {}", place(source, path.line), path.segments.join("::")));
        }
    }
    found
}

/// All places where tokens follow each other.
fn places(sources: &[Source], wanted: &[&str]) -> Vec<String> {
    let of = |source: &Source| -> Vec<_> {
        source.find(wanted).map(|token| format!("{}: {}", place(source, token.line), wanted.concat())).collect()
    };
    sources.iter().flat_map(of).collect()
}

/// A tool that is run at the top may leave a file there, and the next commit may take it along.
#[test]
fn nothing_else_is_at_the_top() {
    let names = fs::read_dir(root()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let found: Vec<_> = names.filter(|name| !name.starts_with('.') && !TOP.contains(&&name[..])).collect();
    none(&found, "Remove it, or put it where it belongs.");
}

#[test]
fn every_room_is_in_the_list() {
    let found: Vec<_> = rooms().into_iter().filter(|room| !ROOMS.contains(&room.as_str())).collect();
    none(&found, "Add the room to ROOMS in tests/it/house.rs, at its height, and to src/ARCHITECTURE.md.");
}

#[test]
fn rooms_look_only_down() {
    let height = |room: &str| ROOMS.iter().position(|&other| other == room);
    let looks_up = |source: &Source, path: &Named| {
        let module = source.module();
        let Some(room) = module.first() else { return false };
        let Some(used) = path.segments.get(1).filter(|used| path.segments[0] == "crate" && *used != room) else {
            return false;
        };
        height(used) >= height(room)
    };
    none(&paths(&library(), looks_up), "A room uses only those below it. Move what is shared down, or pass it in.");
}

/// The modules that a file names, without those above it and below it.
fn named_modules(source: &Source, modules: &BTreeSet<Vec<String>>) -> BTreeSet<Vec<String>> {
    let own = source.module();
    let is_apart = |module: &[String]| !module.starts_with(&own) && !own.starts_with(module);
    let mut found = BTreeSet::new();
    for named in source.paths().iter().filter(|named| named.segments[0] == "crate") {
        let longest = (2..=named.segments.len()).rev().map(|end| &named.segments[1..end]);
        let module = longest.into_iter().find(|module| modules.contains(*module));
        found.extend(module.filter(|module| is_apart(module)).map(<[String]>::to_vec));
    }
    found
}

#[test]
fn files_of_a_room_look_only_one_way() {
    let sources = library();
    let modules: BTreeSet<_> = sources.iter().map(Source::module).collect();
    let uses: BTreeMap<_, _> =
        sources.iter().map(|source| (source.module(), named_modules(source, &modules))).collect();
    let mut found = Vec::new();
    for start in uses.keys() {
        let (mut seen, mut next) = (BTreeSet::new(), vec![start]);
        while let Some(module) = next.pop() {
            next.extend(uses[module].iter().filter(|module| seen.insert(*module)));
        }
        if seen.contains(start) {
            found.push(start.join("/"));
        }
    }
    none(&found, "These files use each other in a circle. Move what they share to a file of its own, below them.");
}

#[test]
fn nothing_goes_through_the_facade() {
    let through = |source: &Source, path: &Named| {
        let used = path.segments.get(1).filter(|_| path.segments[0] == "crate");
        source.path != "lib.rs" && used.is_some_and(|used| !ROOMS.contains(&used.as_str()))
    };
    none(&paths(&library(), through), "Inside the library, name the room: `crate::graph::link`, not `crate::link`.");
}

#[test]
fn facade_and_main_are_short() {
    for (path, most) in [("lib.rs", MAX_FACADE), ("bin/onrecord/main.rs", MAX_MAIN)] {
        let lines = text(&format!("src/{path}")).lines().count();
        assert!(lines <= most, "src/{path} has {lines} lines, and may have {most}: it only says what goes where");
    }
}

#[test]
fn files_are_short() {
    let sources = source::all();
    let shown = |source: &Source| format!("src/{}: {} lines without its tests", source.path, source.lines);
    let found: Vec<_> = sources.iter().filter(|source| source.lines > MAX_FILE).map(shown).collect();
    none(&found, &format!("A file has at most {MAX_FILE} lines. Split it by what it does."));
    let long: Vec<_> = sources.iter().filter(|source| source.lines > LONG_FILE).map(shown).collect();
    let most = sources.len() / 20;
    assert!(long.len() <= most, "at most {most} files may have more than {LONG_FILE} lines:\n  {}", long.join("\n  "));
}

#[test]
fn every_file_says_what_it_is() {
    let wrong = |(path, text): &(String, String)| {
        let first = text.lines().next().unwrap_or_default();
        (!first.starts_with("//! ")).then(|| path.clone())
    };
    none(
        &source::texts("src").iter().filter_map(wrong).collect::<Vec<_>>(),
        "A file begins with `//!` and what it is.",
    );
}

/// The formatter leaves alone what it cannot break: comments, texts, and patterns around them.
#[test]
fn lines_are_short() {
    let mut found = Vec::new();
    for (path, text) in ["src", "tests", "benches"].into_iter().flat_map(source::texts) {
        let tests = text.find("#[cfg(test)]").filter(|_| path.starts_with("src/"));
        let is_tests = path.starts_with("tests/") || path.ends_with("tests.rs") || path.contains("/tests/");
        let code = if is_tests { 0 } else { text[..tests.unwrap_or(text.len())].lines().count() };
        for (line, number) in text.lines().zip(1..) {
            let is_checked = number <= code || line.trim_start().starts_with("//");
            if is_checked && line.chars().count() > MAX_COLUMNS {
                found.push(format!("{path}:{number}"));
            }
        }
    }
    let why = format!("A line has at most {MAX_COLUMNS} columns, a comment too. Only texts in tests may be longer.");
    none(&found, &why);
}

#[test]
fn functions_are_short() {
    let mut found = Vec::new();
    for source in source::all() {
        for (name, line, lines) in source.functions() {
            if lines > MAX_FUNCTION {
                found.push(format!("{}: `{name}` has {lines} lines", place(&source, line)));
            }
        }
    }
    none(&found, &format!("A function has at most {MAX_FUNCTION} lines. Give its steps names."));
}

#[test]
fn raw_text_is_seen_by_few() {
    let may: BTreeSet<_> = RAW_TEXT.iter().flat_map(|&(_, files)| files).copied().collect();
    let sources = source::all();
    let sees = |source: &&Source| source.find(&["untrusted"]).next().is_some();
    let see: BTreeSet<_> = sources.iter().filter(sees).map(|source| source.path.as_str()).collect();
    let found: Vec<_> = see.difference(&may).map(|path| format!("src/{path}")).collect();
    none(
        &found,
        "These use `untrusted()`. Text from outside leaves through `text::escape`. A file that only compares, measures or \
         escapes it is added to RAW_TEXT in tests/it/house.rs, under the reason.",
    );
    let idle: Vec<_> = may.difference(&see).map(|path| format!("src/{path}")).collect();
    none(&idle, "These no longer use `untrusted()`: take them off RAW_TEXT in tests/it/house.rs.");
}

#[test]
fn some_crates_are_known_in_one_place() {
    let sources = source::all();
    for (name, home) in ONE_PLACE {
        let abroad = |source: &Source, path: &Named| path.is_in(&[name]) && !source.path.starts_with(home);
        none(&paths(&sources, abroad), &format!("`{name}` belongs to src/{home}; others use what that offers."));
    }
}

#[test]
fn the_library_does_not_touch_the_world() {
    let library = library();
    let worldly: [&[&str]; 8] = [
        &["std", "env"],
        &["std", "io", "stderr"],
        &["std", "io", "stdin"],
        &["std", "io", "stdout"],
        &["std", "process"],
        &["std", "time", "Instant"],
        &["std", "time", "SystemTime"],
        &["std", "net"],
    ];
    let mut found = paths(&library, |_, path| worldly.iter().any(|&worldly| path.is_in(worldly)));
    for word in ["SystemTime", "Instant", "stdout", "stderr", "stdin"] {
        found.extend(places(&library, &[word, "::"]));
        found.extend(places(&library, &[word, "("]));
    }
    for name in ["print", "println", "eprint", "eprintln"] {
        found.extend(places(&library, &[name, "!"]));
    }
    none(
        &found,
        "The library never prints, exits, or reads the clock or the environment: the binary passes in what it needs.",
    );
}

#[test]
fn nothing_panics_on_purpose() {
    let sources = source::all();
    let mut found = Vec::new();
    for name in ["dbg", "panic", "todo", "unimplemented"] {
        found.extend(places(&sources, &[name, "!"]));
    }
    for name in ["expect", "unwrap"] {
        found.extend(places(&sources, &[".", name, "("]));
        found.extend(places(&sources, &["::", name]));
    }
    none(&found, "Bad data is a diagnostic, and what cannot happen has a harmless value.");
}

#[test]
fn data_is_not_serialized() {
    let data = ["analysis", "graph", "load", "model", "tree", "yaml"];
    let found = paths(&library(), |source, path| {
        data.iter().any(|&room| source.module()[..].first().is_some_and(|ours| ours == room))
            && path.segments.last().is_some_and(|last| last == "Serialize")
    });
    none(&found, "Data is not `Serialize`: each JSON output has its own versioned struct.");
}

#[test]
fn the_map_names_every_room() {
    let map = text("src/ARCHITECTURE.md");
    let words: BTreeSet<_> = map
        .split(|character: char| character.is_whitespace() || "`|()[],;".contains(character))
        .map(|word| word.trim_start_matches("src/"))
        .collect();
    let is_named = |room: &String| {
        [format!("{room}/"), format!("{room}.rs"), format!("{room}/onrecord/")]
            .iter()
            .any(|name| words.contains(&name[..]))
            || map.contains(&format!("`{room}`"))
    };
    let found: Vec<_> = rooms().into_iter().filter(|room| !is_named(room)).collect();
    none(&found, "Give the room a line in src/ARCHITECTURE.md, as `room/` or `room.rs`.");
    let lines = map.lines().count();
    assert!(lines <= MAX_ARCHITECTURE, "src/ARCHITECTURE.md has {lines} lines, and may have {MAX_ARCHITECTURE}");
}

#[test]
fn ci_runs_what_the_readme_says() {
    // In CI the report is printed by the program that is shipped.
    for (path, commands) in [("README.md", &COMMANDS[..]), (".ci/run", &COMMANDS[1..])] {
        let text = text(path);
        // In CI a command may have more arguments, by which it does more.
        let is_it = |line: &str, command: &str| {
            let more = line.strip_prefix(command);
            more.is_some_and(|more| more.is_empty() || path == ".ci/run" && more.starts_with(' '))
        };
        let says = |command: &str| text.lines().any(|line| is_it(line.trim().trim_start_matches("$ "), command));
        let found: Vec<_> =
            commands.iter().filter(|command| !says(command)).map(|&command| command.to_owned()).collect();
        none(&found, &format!("{path} has each of these on a line of its own."));
    }
}

/// The paths of a file, as text.
fn named(path: &str, text: &str) -> Vec<String> {
    Source::new(path, text).paths().iter().map(|path| path.segments.join("::")).collect()
}

#[test]
fn paths_are_seen_wherever_they_stand() {
    let text = r##"
        // crate::hidden::comment
        /* crate::hidden /* crate::hidden */ crate::hidden */
        use crate::{text::{self, Span as Place}, rules::*};
        pub(crate) use super::super::report::Row;
        fn f<'a>(x: &'a str) -> impl Iterator<Item = crate::check::Checked> + use<'a> {
            let _ = ("crate::hidden", r#"crate::hidden " "#, b"\"crate::hidden", '"', '\'', b'"', 'c');
            <crate::runs::Run as ::std::env::Args>::next(super::r#yaml::parse::<crate::export::Dot>(x) as crate::load::Load)
        }
        mod inner { use super::super::loops; }
        use petgraph;
        #[cfg(test)]
        #[allow(unused)]
        mod tests { use crate::hidden; fn g() { let _ = crate::hidden::x; } }
        #[cfg(test)]
        use crate::hidden::{x, y};
        #[test]
        fn h() { crate::hidden::x() }
        use crate::evidence::Digest;
    "##;
    assert_eq!(
        named("graph/link.rs", text),
        [
            "crate::text",
            "crate::text::Span",
            "crate::rules::*",
            "crate::report::Row",
            "crate::check::Checked",
            "crate::runs::Run",
            "std::env::Args",
            "crate::graph::yaml::parse",
            "crate::export::Dot",
            "crate::load::Load",
            "crate::graph::loops",
            "petgraph",
            "crate::evidence::Digest",
        ]
    );
}

#[test]
fn functions_and_lines_are_counted() {
    let text = "fn a(x: [u8; 2]) -> [u8; 2] {\n    let _ = '{';\n    x\n}\n\ntrait T {\n    fn b();\n}\n#[cfg(test)]\nmod tests {\n    fn c() {}\n}\n";
    let source = Source::new("graph/mod.rs", text);
    assert_eq!(source.functions(), [("a", 1, 4)]);
    assert_eq!(source.lines, 8);
}
