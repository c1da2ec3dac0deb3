//! The files beside the claim files: schemas, completions, the manual, and what CI runs.

use std::path::Path;

use serde_json::Value;

use super::super::hostile::program::{Folder, Run};
use super::{FILES, init, read, uncommented};

const GUIDE: &str = include_str!("../../../docs/ci.md");
pub(super) const ACTION: &str = include_str!("../../../action.yml");

pub(super) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

pub(super) fn text(path: impl AsRef<Path>) -> String {
    std::fs::read_to_string(root().join(path)).unwrap()
}

pub(super) fn yaml(text: &str) -> Value {
    serde_yaml::from_str(text).unwrap()
}

/// The commands that the program says it has.
fn commands() -> Vec<String> {
    let help = Folder::new().run(&["--help"]);
    let list = help.out().split("Commands:\n").nth(1).unwrap();
    let lines = list.lines().take_while(|line| !line.is_empty());
    // The words on a command may go on in the next line, further in.
    let names = lines.filter_map(|line| line.strip_prefix("  ").filter(|line| !line.starts_with(' ')));
    names.map(|line| line.split(' ').next().unwrap().to_owned()).collect()
}

fn printed(arguments: &[&str]) -> Run {
    let run = Folder::new().run(arguments);
    assert_eq!((run.status, run.err()), (Some(0), ""), "{}", run.all());
    run
}

#[test]
fn schemas_are_those_that_are_printed() {
    let folder = Folder::new();
    init(&folder, &[]);
    for kind in ["claims", "config"] {
        let file = format!("claims/.onrecord/{kind}.schema.json");
        let printed = printed(&["schema", kind]);
        assert!(read(&folder, &file) == printed.out(), "{file}");
        assert!(
            text(&file) == printed.out(),
            "{file} is not what is printed: run `cargo run -- schema {kind} > {file}`"
        );
    }
    assert_eq!(printed(&["schema"]).stdout, printed(&["schema", "claims"]).stdout);
}

#[test]
fn editors_find_nothing_wrong_with_what_is_written() {
    let folder = Folder::new();
    init(&folder, &[]);
    let configuration = read(&folder, "claims/onrecord.yaml");
    for (kind, file) in [
        ("claims", read(&folder, "claims/first-story.yaml")),
        ("config", uncommented(&configuration)),
        ("config", configuration),
    ] {
        let schema = jsonschema::validator_for(&printed(&["schema", kind]).json()).unwrap();
        let wrong: Vec<_> = schema.iter_errors(&yaml(&file)).map(|error| error.to_string()).collect();
        assert!(wrong.is_empty(), "{kind}: {wrong:?}");
    }
}

/// The first line of a file leads to a schema of its kind.
#[track_caller]
fn has_modeline(path: &Path, kind: &str) {
    let text = std::fs::read_to_string(path).unwrap();
    let schema = text.lines().next().unwrap().strip_prefix("# yaml-language-server: $schema=");
    let schema = path.parent().unwrap().join(schema.unwrap_or_else(|| panic!("{}: no modeline", path.display())));
    let expected = format!(".onrecord/{kind}.schema.json");
    assert!(schema.ends_with(&expected) && schema.is_file(), "{}: {}", path.display(), schema.display());
}

#[test]
fn editors_find_the_schemas() {
    let folder = Folder::new();
    init(&folder, &[]);
    has_modeline(&folder.path().join("claims/first-story.yaml"), "claims");
    has_modeline(&folder.path().join("claims/onrecord.yaml"), "config");
    let ours = walkdir::WalkDir::new(root().join("claims")).into_iter().map(|entry| entry.unwrap().into_path());
    let ours: Vec<_> = ours.filter(|path| path.extension().is_some_and(|extension| extension == "yaml")).collect();
    assert_eq!(ours.len(), 17);
    for path in &ours {
        has_modeline(path, if path.ends_with("onrecord.yaml") { "config" } else { "claims" });
    }
}

#[test]
fn shells_and_the_manual_know_every_command() {
    let commands = commands();
    assert!(commands.contains(&"check".to_owned()) && commands.contains(&"completions".to_owned()), "{commands:?}");
    for arguments in [
        &["completions", "bash"][..],
        &["completions", "zsh"],
        &["completions", "fish"],
        &["completions", "elvish"],
        &["completions", "powershell"],
        &["man"],
    ] {
        let run = printed(arguments);
        for command in commands.iter().filter(|command| *command != "help") {
            assert!(run.out().contains(command), "{arguments:?} does not know {command}");
        }
    }
}

#[test]
fn a_text_that_is_not_shown_as_it_is_completes_nothing() {
    let folder = Folder::new();
    folder.write("claims/a.yaml", "claims:\n  a: {statement: x, tags: [\"x\\ny\", \"x\\u202Ey\", xy]}\n");
    assert_eq!(folder.run(&["complete", "--", "report", "--tag", "x"]).out(), "xy\t\n");
}

#[test]
fn the_examples_of_the_manual_run() {
    let folder = Folder::new();
    folder.write(
        "claims/a.yaml",
        "sources:\n  us-official: {identity: anonymous, description: a US official}\nclaims:\n  \
         withdrawal-considered: {statement: Troops leave., attributed_to: [us-official]}\n",
    );
    folder.write("page.html", "<title>T</title>");
    folder.script("git init -q . && git add claims && git -c user.name=n -c user.email=e commit -qm m");
    let manual = printed(&["man"]);
    let (_, examples) = manual.out().split_once(".SH EXAMPLES").unwrap();
    let mut ran = 0;
    for example in examples.lines().filter_map(|line| line.strip_prefix("onrecord ")) {
        let command = example.split(['|', '>']).next().unwrap();
        let run = folder.run(&command.split_whitespace().collect::<Vec<_>>());
        assert_eq!(run.status, Some(0), "{example}\n{}", run.all());
        ran += 1;
    }
    assert_eq!(ran, 8);
}

#[test]
fn the_manual_has_every_command_and_option() {
    let run = printed(&["man"]);
    for part in [".TH onrecord 1", ".SH EXIT STATUS\n0 everything", ".SH FILES", ".SH ENVIRONMENT", ".SH EXAMPLES"] {
        assert!(run.out().contains(part), "{part}\n{}", run.all());
    }
    for command in commands().iter().filter(|command| *command != "help") {
        let (_, section) = run.out().split_once(&format!(".SS onrecord {command}\n")).unwrap();
        let section = section.split(".SS ").next().unwrap().replace('\\', "");
        let help = printed(&[command, "--help"]);
        let options = help.out().split_whitespace().filter(|word| word.starts_with("--"));
        let told_once = ["--color", "--help", "--version"];
        for option in options
            .map(|word| word.trim_end_matches([',', '.', ':']))
            .map(|word| word.split('[').next().unwrap_or(word))
            .filter(|word| !told_once.contains(word))
        {
            assert!(section.contains(option), "{command} {option}\n{section}");
        }
    }
}

#[test]
fn a_shell_that_there_is_not_is_a_usage_error() {
    for arguments in [&["completions"][..], &["completions", "no"], &["schema", "no"], &["man", "no"]] {
        let run = Folder::new().run(arguments);
        assert_eq!((run.status, run.out()), (Some(2), ""), "{arguments:?}: {}", run.all());
    }
}

/// What `init` writes is what the guide shows.
#[test]
fn the_guide_shows_what_is_written() {
    let folder = Folder::new();
    init(&folder, &[]);
    for file in FILES.iter().filter(|file| file.starts_with('.')) {
        let block = format!("`{file}`:\n\n```yaml\n{}```\n", read(&folder, file));
        assert!(GUIDE.contains(&block), "docs/ci.md does not show {file} as it is written:\n{block}");
    }
    let modeline = read(&folder, "claims/first-story.yaml").lines().next().unwrap().to_owned();
    assert!(GUIDE.contains(&format!("```yaml\n{modeline}\n```\n")));
}

/// Every option that the guide mentions is there, and every input of the action is described.
#[test]
fn the_guide_is_true() {
    let help = printed(&["check", "--help"]);
    let init = printed(&["init", "--help"]);
    let diff = printed(&["diff", "--help"]);
    let options = GUIDE.split(|character: char| !(character.is_ascii_lowercase() || character == '-'));
    let others = ["--git", "--tag", "--locked", "--root", "--health", "--body-file", "--edit-last", "--create-if-none"];
    for option in
        options.filter(|word| word.starts_with("--") && *word != "--" && *word != "---" && !others.contains(word))
    {
        assert!([&help, &init, &diff].iter().any(|help| help.out().contains(option)), "{option}");
    }
    for (input, words) in yaml(ACTION)["inputs"].as_object().unwrap() {
        assert!(GUIDE.contains(&format!("| `{input}` |")), "{input}");
        assert!(!words["description"].as_str().unwrap().is_empty());
    }
    assert!(
        GUIDE.contains(concat!("v", env!("CARGO_PKG_VERSION"))),
        "the tag in the files for CI is that of this version"
    );
}

/// A folder in which ids begin alike, and a shell's answer to what is typed there.
#[cfg(unix)]
fn completed(shell: &str, script: &str) -> Option<String> {
    use std::process::Command;
    if Command::new(shell).arg("--version").output().is_err() {
        return None;
    }
    let folder = Folder::new();
    folder.write(
        "claims/a.yaml",
        "sources:\n  us-one: {identity: anonymous, description: an official}\nclaims:\n  us-two: {statement: It was said.}\n  \
         us-three: {statement: x}\n",
    );
    let program = Path::new(env!("CARGO_BIN_EXE_onrecord"));
    #[expect(clippy::disallowed_methods, reason = "the shell needs what is on the machine, too")]
    let path = format!("{}:{}", program.parent().unwrap().display(), std::env::var("PATH").unwrap());
    let output =
        Command::new(shell).arg("-c").arg(script).current_dir(folder.path()).env("PATH", path).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{shell}");
    Some(String::from_utf8(output.stdout).unwrap())
}

#[cfg(unix)]
#[test]
fn bash_asks_the_program_for_ids_and_rules() {
    let ask = |words: &str| {
        let script = format!(
            "source <(onrecord completions bash); COMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); \
             _onrecord_asking onrecord \"${{COMP_WORDS[COMP_CWORD]}}\" \"${{COMP_WORDS[COMP_CWORD-1]}}\"; \
             echo \"${{COMPREPLY[@]}}\""
        );
        completed("bash", &script).map(|said| said.trim_end().to_owned())
    };
    for (words, expected) in [
        ("onrecord trace us-t", "us-three us-two"),
        ("onrecord trace --reverse us-", "us-one us-three us-two"),
        ("onrecord impact us-o", "us-one"),
        ("onrecord explain unso", "unsourced"),
        ("onrecord check --only unso", "unsourced"),
        ("onrecord review us-two --verdict mostly-r", "mostly-refuted"),
        ("onrecord exp", "explain export"),
    ] {
        if let Some(said) = ask(words) {
            let mut said: Vec<_> = said.split(' ').collect();
            said.sort_unstable();
            assert_eq!(said.join(" "), expected, "{words}");
        }
    }
}

#[cfg(unix)]
#[test]
fn fish_asks_the_program_for_ids_and_rules() {
    for (words, expected) in [
        ("onrecord trace us-t", "us-three\tx\nus-two\tIt was said.\n"),
        ("onrecord rename us-o", "us-one\tan official\n"),
        ("onrecord review us-two --verdict mostly-r", "mostly-refuted\n"),
    ] {
        let script = format!("onrecord completions fish | source; complete -C '{words}'");
        if let Some(said) = completed("fish", &script) {
            assert_eq!(said, expected, "{words}");
        }
    }
    let script = "onrecord completions fish | source; complete -C 'onrecord check --only unso'";
    assert!(completed("fish", script).is_none_or(|said| said.starts_with("unsourced\t")));
}

/// What bash puts on the line for the beginning of a tag, and what it would hand over then.
#[cfg(unix)]
fn completed_tag(folder: &Folder, typed: &str) -> (String, String) {
    let run = folder.script(&format!(
        r#"
PATH=$(dirname "$ONRECORD"):$PATH
source <(onrecord completions bash)
COMP_WORDS=(onrecord report --tag '{typed}')
COMP_CWORD=3
_onrecord_asking onrecord
printf '%s\n' "${{COMPREPLY[@]}}"
echo then
eval "printf '%s\n' ${{COMPREPLY[@]}}"
"#
    ));
    let (words, handed_over) = run.out().split_once("then\n").unwrap_or_else(|| panic!("{}", run.all()));
    (words.to_owned(), handed_over.to_owned())
}

#[cfg(unix)]
#[test]
fn what_bash_completes_is_one_word_and_runs_nothing() {
    let tags =
        ["x$(touch${IFS}ran)", "x`touch ran`", "x;touch ran", "x*", "x house", "x'y\"z", "x\\y", "x&y|z>ran", "xé"];
    let folder = Folder::new();
    let list = serde_json::to_string(&tags).unwrap();
    folder.write("claims/a.yaml", format!("claims:\n  a: {{statement: x, tags: {list}}}\n"));
    folder.write("x-file", "");
    let mut expected = tags;
    expected.sort_unstable();
    let (_, handed_over) = completed_tag(&folder, "x");
    assert_eq!(handed_over.lines().collect::<Vec<_>>(), expected);
    assert!(!folder.path().join("ran").exists());
    // What is typed of a word with a blank is quoted.
    assert_eq!(completed_tag(&folder, "x\\ h"), ("x\\ house\n".to_owned(), "x house\n".to_owned()));
}

/// A colon is among the characters at which bash cuts words.
#[cfg(unix)]
#[test]
fn bash_completes_what_is_behind_a_colon() {
    let folder = Folder::new();
    let tags = "[\"topic:war\", \"topic:warm weather\", \"topic:peace\", \"a::b\", war]";
    folder.write("claims/a.yaml", format!("claims:\n  a: {{statement: x, tags: {tags}}}\n"));
    // As bash cuts the line, with what it then puts behind the last colon.
    for (line, words, expected) in [
        ("list --tag topic:wa", "list --tag topic : wa", "war warm\\ weather"),
        ("list --tag topic:warm\\ w", "list --tag topic : 'warm\\ w'", "warm\\ weather"),
        ("list --tag topic:", "list --tag topic :", "peace war warm\\ weather"),
        ("list --tag topic", "list --tag topic", "topic:peace topic:war topic:warm\\ weather"),
        ("list --tag topic\\:p", "list --tag 'topic\\:p'", "topic:peace"),
        ("list --tag a::", "list --tag a ::", "b"),
        ("list --tag wa", "list --tag wa", "war"),
    ] {
        let script = format!(
            "PATH=$(dirname \"$ONRECORD\"):$PATH; source <(onrecord completions bash); COMP_WORDBREAKS=$' \\t\\n\"><=;|&(:'
COMP_LINE='onrecord {line}'; COMP_WORDS=(onrecord {words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))
_onrecord_asking onrecord; printf '%s\\n' \"${{COMPREPLY[@]}}\" | sort"
        );
        let run = folder.script(&script);
        assert_eq!(run.out().lines().collect::<Vec<_>>().join(" "), expected, "{line}: {}", run.err());
    }
}
