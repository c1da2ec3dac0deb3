//! A real Neovim. Without one the test passes; in CI it fails.
//!
//! It is looked for beside `ONRECORD_TEST_PYTHON`, since it comes as a Python package, too.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a test looks for tools, and says if there are none"
)]

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::hostile::program::Folder;

const SOURCES: &str = "sources:
  fidan: {identity: named, name: Hakan Fidan, kind: person, terms: background}
";
const STORY: &str = "# 🍋 Comments stay as they are.
claims:
  a:
    statement: Troops leave. # 🍋
    attributed_to: [fidam]
  b: {statement: They left., attributed_to: ['fidan']}
";
const OTHER: &str = "claims:
  c: {statement: Nobody left., attributed_to: [fidan]}
";
const CONFIGURATION: &str = "rules: {unreviewed: off, single-source: note}
policy: {independent_sources: 1}
waivers:
  - {rule: named-on-background, id: fidan, reason: known, until: 2999-01-01}
";

const DIFF: &str = "diff --git a/claims/onrecord.yaml b/claims/onrecord.yaml
@@ -4 +4 @@ waivers:
-  - {rule: named-on-background, id: fidan, reason: known, until: 2999-01-01}
+  - {rule: named-on-background, id: hakan-fidan, reason: known, until: 2999-01-01}
diff --git a/claims/other.yaml b/claims/other.yaml
@@ -2 +2 @@ claims:
-  c: {statement: Nobody left., attributed_to: [fidan]}
+  c: {statement: Nobody left., attributed_to: [hakan-fidan]}
diff --git a/claims/sources.yaml b/claims/sources.yaml
@@ -2 +2 @@ sources:
-  fidan: {identity: named, name: Hakan Fidan, kind: person, terms: background}
+  hakan-fidan: {identity: named, name: Hakan Fidan, kind: person, terms: background}
diff --git a/claims/story.yaml b/claims/story.yaml
@@ -5,2 +5,2 @@ claims:
-    attributed_to: [fidam]
-  b: {statement: They left., attributed_to: ['fidan']}
+    attributed_to: [hakan-fidan]
+  b: {statement: They left., attributed_to: ['hakan-fidan']}
";

/// The program, if there is one.
fn neovim() -> Option<OsString> {
    let beside = env::var_os("ONRECORD_TEST_PYTHON").map(|python| Path::new(&python).with_file_name("nvim"));
    let beside = beside.filter(|program| program.exists()).map(PathBuf::into_os_string);
    let program = beside.unwrap_or_else(|| "nvim".into());
    let is_there = Command::new(&program).arg("--version").output().is_ok_and(|output| output.status.success());
    if !is_there {
        assert!(env::var("CI").as_deref() != Ok("true"), "Neovim is not installed");
        println!("skipped: Neovim is not installed");
    }
    is_there.then_some(program)
}

/// A file with the lines that the documentation tells people to write.
fn documented_lines(folder: &Folder) -> PathBuf {
    let page = include_str!("../../../docs/editors.md");
    let lines = page.split_once("```lua\n").and_then(|(_, rest)| rest.split_once("```")).unwrap().0;
    folder.write(".home/init.lua", lines)
}

#[test]
fn a_story_is_written_in_neovim() {
    let Some(neovim) = neovim() else { return };
    let folder = Folder::new();
    for (name, text) in [("sources", SOURCES), ("story", STORY), ("other", OTHER), ("onrecord", CONFIGURATION)] {
        folder.write(format!("claims/{name}.yaml"), text);
    }
    assert_eq!(
        folder.script("git init -q && git add . && git -c user.name=t -c user.email=t@t commit -qm one").status,
        Some(0)
    );
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/lsp/neovim.lua");
    let mut command = Command::new(neovim);
    command.args(["--headless", "--clean", "-n", "-l"]).arg(script).arg(documented_lines(&folder)).arg(folder.path());
    command.env("HOME", folder.path().join(".home")).env_remove("XDG_STATE_HOME").env_remove("XDG_DATA_HOME");
    let program = Path::new(env!("CARGO_BIN_EXE_onrecord")).parent().unwrap().to_owned();
    let paths = env::var_os("PATH").unwrap_or_default();
    command.env("PATH", env::join_paths([program].into_iter().chain(env::split_paths(&paths))).unwrap());
    let output = command.output().unwrap();
    let all = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&all);
    let line = said.lines().find(|line| line.starts_with('{')).unwrap_or_else(|| panic!("{said}"));
    let seen: Value = serde_json::from_str(line).unwrap();
    assert_eq!(seen["found"], serde_json::json!(["dangling-reference"]));
    assert_eq!(seen["encoding"], "utf-8");
    assert_eq!(seen["root"], folder.path().to_str().unwrap());
    assert!(seen["hover"].as_str().unwrap().contains("Hakan Fidan"), "{seen}");
    let diff = folder.script("git diff --unified=0 | grep -v -e '^index ' -e '^--- ' -e '^+++ '");
    assert_eq!(diff.out(), DIFF);
    let check = folder.run(&["check"]);
    assert_eq!(check.status, Some(0), "{}", check.all());
}
