//! Pages of `docs/` that show commands are what the program does: every block is written or run, from top to bottom.
//!
//! A block after a line that ends in a file name and a colon is the content of that file. In a `console` block, a line
//! that begins with `$` is run, and the lines after it are all that it prints; a line `…` is any number of lines.

use std::path::Path;
use std::process::Command;

use super::hostile::program::Folder;

/// A block of code, with the line before it.
struct Block<'p> {
    before: &'p str,
    language: &'p str,
    lines: Vec<&'p str>,
}

fn blocks(page: &str) -> Vec<Block<'_>> {
    let (mut blocks, mut before, mut open): (Vec<Block<'_>>, &str, bool) = (Vec::new(), "", false);
    for line in page.lines() {
        match line.strip_prefix("```") {
            Some(language) if !open => {
                blocks.push(Block { before, language, lines: Vec::new() });
                open = true;
            }
            Some(_) => open = false,
            None if open => blocks.last_mut().unwrap().lines.push(line),
            None if line.trim().is_empty() => {}
            None => before = line,
        }
    }
    blocks
}

/// The file that a line names before a colon at its end.
fn file(before: &str) -> Option<&str> {
    before.strip_suffix("`:")?.rsplit_once('`').map(|(_, name)| name)
}

/// What a command prints, errors last.
fn run(folder: &Path, command: &str) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_onrecord")).parent().unwrap();
    let path = std::env::join_paths([program, Path::new("/usr/bin"), Path::new("/bin")]).unwrap();
    let run = Command::new("sh").args(["-c", command]).current_dir(folder).env("PATH", path).output().unwrap();
    String::from_utf8(run.stdout).unwrap() + &String::from_utf8(run.stderr).unwrap()
}

/// Whether lines are those that are shown, in which `…` is any number of them, and at the end of one the rest of it.
fn fits(shown: &[&str], printed: &[&str]) -> bool {
    let Some((&first, rest)) = shown.split_first() else { return printed.is_empty() };
    if first == "…" {
        return (0..=printed.len()).any(|skipped| fits(rest, &printed[skipped..]));
    }
    let is_it = |line: &str| match first.strip_suffix(" …") {
        Some(beginning) => line.starts_with(beginning),
        None => line.trim_end() == first.trim_end(),
    };
    printed.split_first().is_some_and(|(line, printed)| is_it(line) && fits(rest, printed))
}

/// Does all that a page shows, in a folder of its own.
pub(crate) fn follow(page: &str) -> Folder {
    let folder = Folder::new();
    folder.write("claims/.keep", "");
    for block in blocks(page) {
        if block.language == "console" {
            for command in block.lines.split(|line| line.starts_with("$ ")).zip(commands(&block)) {
                let (shown, command) = command;
                let printed = run(folder.path(), command);
                let lines: Vec<_> = printed.lines().collect();
                assert!(fits(shown, &lines), "$ {command}\n{printed}\nis shown as\n{}", shown.join("\n"));
            }
        } else if let Some(name) = file(block.before) {
            folder.write(name, block.lines.join("\n") + "\n");
        }
    }
    folder
}

/// The commands of a block; what is before the first of them is nothing.
fn commands<'p>(block: &Block<'p>) -> impl Iterator<Item = &'p str> + use<'p> {
    let commands: Vec<_> = block.lines.iter().filter_map(|line| line.strip_prefix("$ ")).collect();
    std::iter::once("true").chain(commands)
}

#[cfg(unix)]
#[test]
fn the_page_of_imports_is_what_the_program_does() {
    follow(include_str!("../../docs/import.md"));
}

/// From a saved page and a spreadsheet to a report, a review, and what a change of the page does to it.
#[cfg(unix)]
#[test]
fn the_whole_way_is_what_the_program_does() {
    let folder = follow(include_str!("../../docs/whole-way.md"));
    let report = std::fs::read_to_string(folder.path().join("report.html")).unwrap();
    assert!(report.contains("The old bridge stays closed until May."));
}

/// Packages have these pages as they are, and nothing else of the repository.
#[test]
fn pages_in_packages_link_to_whole_addresses() {
    for (path, page) in [
        ("npm/README.md", include_str!("../../npm/README.md")),
        ("python/README.md", include_str!("../../python/README.md")),
        ("editors/vscode/README.md", EXTENSION),
        ("CHANGELOG.md", include_str!("../../CHANGELOG.md")),
    ] {
        let targets = page.split("](").skip(1).map(|rest| rest.split(')').next().unwrap_or(rest));
        let relative: Vec<_> = targets.filter(|target| !target.starts_with("https://")).collect();
        assert_eq!(relative, [""; 0], "{path}");
    }
}

const EXTENSION: &str = include_str!("../../editors/vscode/README.md");

/// Three claims: none with two independent sources, and two without a source that has a name.
#[test]
fn the_page_of_the_extension_says_what_is_found_in_its_example() {
    let (_, rest) = EXTENSION.split_once("```yaml\n").unwrap();
    let (example, _) = rest.split_once("   ```\n").unwrap();
    let folder = Folder::new();
    let lines = example.lines().map(|line| line.strip_prefix("   ").unwrap_or(line));
    folder.write("claims/bridge.yaml", lines.collect::<Vec<_>>().join("\n") + "\n");
    let run = folder.run(&["check", "--format", "json"]);
    assert_eq!(run.status, Some(0), "{}", run.all());
    let of = |rule: &str| run.diagnostics().iter().filter(|found| found["rule"] == rule).count();
    assert_eq!((of("single-source"), of("anonymous-only")), (3, 2), "{}", run.all());
}
