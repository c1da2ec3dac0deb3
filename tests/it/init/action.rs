//! What others run of this repository: the action for GitHub, and the hook for pre-commit.

use serde_json::Value;

use super::super::hostile::program::Folder;
use super::beside::{ACTION, root, text, yaml};
use super::{init, read};

const HOOKS: &str = include_str!("../../../.pre-commit-hooks.yaml");

/// An input that stood in a script would be a part of it.
#[test]
fn no_input_stands_in_a_script() {
    let action = yaml(ACTION);
    let steps = action["runs"]["steps"].as_array().unwrap();
    let scripts: Vec<_> = steps.iter().filter_map(|step| step["run"].as_str()).collect();
    assert_eq!(scripts.len(), 5);
    assert!(scripts.iter().all(|script| !script.contains("${{")), "{scripts:?}");
    assert!(steps.iter().all(|step| step["run"].is_null() || step["shell"] == "bash"));
    assert!(
        ACTION
            .lines()
            .filter(|line| line.contains("${{ inputs."))
            .all(|line| { line.trim().starts_with("ONRECORD_") || line.trim() == "category: ${{ inputs.category }}" })
    );
    let used: Vec<_> = steps.iter().filter_map(|step| step["uses"].as_str()).collect();
    for action in &used {
        let (_, commit) = action.split_once('@').unwrap();
        assert!(commit.len() == 40 && commit.chars().all(|digit| digit.is_ascii_hexdigit()), "{action}");
    }
    assert_eq!(used.len(), 2);
}

/// The script of the action, with a program in place of ours that prints its arguments.
#[cfg(unix)]
fn arguments(args: &str, paths: &str) -> Vec<String> {
    let folder = Folder::new();
    // Made by another process: a program that this one has open, if only in a child that is just starting, cannot be
    // run.
    let made = folder.script(
        r#"mkdir -p temp/onrecord/bin && printf '#!/bin/sh\nprintf "%%s\\n" "$@"\n' >temp/onrecord/bin/onrecord && chmod 755 temp/onrecord/bin/onrecord"#,
    );
    assert_eq!(made.status, Some(0), "{}", made.all());
    let mut bash = std::process::Command::new("bash");
    bash.arg(root().join(".ci/action-check")).args(["--format", "github"]).current_dir(folder.path());
    bash.env("RUNNER_TEMP", folder.path().join("temp")).env("ONRECORD_ARGS", args).env("ONRECORD_PATHS", paths);
    let run = super::super::hostile::program::run(&mut bash);
    assert_eq!((run.status, run.err()), (Some(0), ""), "{}", run.all());
    assert_eq!(super::files(&folder), ["temp/onrecord/bin/onrecord"]);
    run.out().lines().map(str::to_owned).collect()
}

#[cfg(unix)]
#[test]
fn inputs_of_the_action_are_text() {
    let check = ["check", "--format", "github"];
    assert_eq!(arguments("", "claims"), [&check[..], &["--", "claims"]].concat());
    assert_eq!(arguments("", ""), [&check[..], &["--"]].concat());
    assert_eq!(
        arguments("--deny=warning\n\n--rule=single-source=off\n", "our claims\nmore\n"),
        [&check[..], &["--deny=warning", "--rule=single-source=off", "--", "our claims", "more"]].concat()
    );
    for hostile in [
        "$(touch pwned)",
        "`touch pwned`",
        "; touch pwned",
        "'; touch pwned; '",
        "\"; touch pwned; \"",
        "* ?",
        "\\",
        "-x",
    ] {
        assert_eq!(arguments("", hostile), [&check[..], &["--", hostile]].concat());
        assert_eq!(arguments(hostile, "claims"), [&check[..], &[hostile, "--", "claims"]].concat());
    }
}

/// A `gh` that has one release, of the version that this is. `$1` is the program that it packs, `$2` the version.
#[cfg(unix)]
const RELEASED: &str = r#"
set -e
name=onrecord-$2-x86_64-unknown-linux-gnu
mkdir -p $name tools temp action release && cp "$1" $name/onrecord && printf 'version = "%s"\n' "$2" >action/Cargo.toml
tar -czf release/$name.tar.gz $name && rm -r $name
(cd release && sha256sum *.tar.gz >SHA256SUMS)
cat >tools/gh <<'END'
#!/bin/sh
echo "$@" >>"$RUNNER_TEMP/../asked"
case "$1 $2" in
"api repos/o/onrecord/commits/"*) echo 1111111111111111111111111111111111111111 ;;
"release download") [ -d "$RELEASE" ] && cp "$RELEASE"/* "$RUNNER_TEMP/onrecord-release/" ;;
"attestation verify") exit ${ATTESTED:-0} ;;
esac
END
chmod 755 tools/gh
"#;

/// The script of the action that takes a released program, where there is one, with what is set besides: its exit
/// status, whether it installed one, what it said, and what `gh` was asked.
#[cfg(unix)]
fn installed(reference: &str, prepare: &str, set: &[(&str, &str)]) -> (Option<i32>, bool, String, String) {
    let folder = Folder::new();
    let version = env!("CARGO_PKG_VERSION");
    let program = "printf '#!/bin/sh\necho installed\n' >program && chmod 755 program";
    let script = format!("{program} && set -- program {version} && {RELEASED}\n{prepare}");
    let made = folder.script(&script);
    assert_eq!(made.status, Some(0), "{}", made.all());
    let at = |name: &str| folder.path().join(name);
    let mut bash = std::process::Command::new("bash");
    bash.arg(root().join(".ci/action-install")).current_dir(folder.path());
    bash.envs([("ACTION_REPOSITORY", "o/onrecord"), ("ACTION_REF", reference), ("RUNNER_OS", "Linux")]);
    bash.envs([("ACTION_PATH", at("action")), ("RUNNER_TEMP", at("temp")), ("GITHUB_OUTPUT", at("output"))]);
    #[expect(clippy::disallowed_methods, reason = "the script needs what is on the machine, too")]
    let path = format!("{}:{}", at("tools").display(), std::env::var("PATH").unwrap());
    bash.env("PATH", path).env("RELEASE", at("release")).env("RUNNER_ARCH", "X64").envs(set.iter().copied());
    let run = super::super::hostile::program::run(&mut bash);
    let read = |name: &str| std::fs::read_to_string(at(name)).unwrap_or_default();
    let there = at("temp/onrecord/bin/onrecord").exists();
    assert_eq!(read("output").contains("found=true"), there);
    assert_eq!(read("output").contains("found=false"), !there && run.status == Some(0));
    (run.status, there, run.all(), read("asked"))
}

#[cfg(unix)]
#[test]
fn the_action_takes_the_released_program_of_its_own_version() {
    let tag = concat!("v", env!("CARGO_PKG_VERSION"));
    let commit = "1".repeat(40);
    for reference in [tag, &commit] {
        let (status, there, said, asked) = installed(reference, "", &[]);
        assert_eq!((status, there), (Some(0), true), "{said}");
        assert!(said.contains("installed\n"), "{said}");
        let verified = asked.lines().last().unwrap();
        assert!(verified.starts_with("attestation verify onrecord-"), "{asked}");
        let by = "--repo o/onrecord --signer-workflow o/onrecord/.github/workflows/release.yml";
        assert!(verified.contains(&format!("{by} --source-ref refs/tags/{tag}")), "{asked}");
        assert_eq!(verified.contains(&format!("--source-digest {commit}")), reference == commit, "{asked}");
    }
    // What is not this version, or is not released, is compiled.
    for (reference, prepare, set) in [
        ("main", "", &[][..]),
        ("v0", "", &[]),
        (&"2".repeat(40), "", &[]),
        (tag, "rm -r release", &[]),
        (tag, "", &[("RUNNER_ARCH", "RISCV64")]),
        (tag, "", &[("ACTION_REPOSITORY", "")]),
        (tag, "", &[("ACTION_REPOSITORY", "o/onrecord --repo p/onrecord")]),
    ] {
        let (status, there, said, asked) = installed(reference, prepare, set);
        assert_eq!((status, there), (Some(0), false), "{reference} {prepare} {set:?}: {said}");
        assert!(said.contains("Compiling onrecord: ") && !asked.contains("attestation"), "{said}{asked}");
    }
}

#[cfg(unix)]
#[test]
fn the_action_refuses_a_program_that_was_changed() {
    let tag = concat!("v", env!("CARGO_PKG_VERSION"));
    for (prepare, set, reason) in [
        ("printf x >>release/*.tar.gz", &[][..], "has another digest"),
        ("echo >release/SHA256SUMS", &[], "does not list"),
        ("", &[("ATTESTED", "1")], "has no attestation"),
    ] {
        let (status, there, said, _) = installed(tag, prepare, set);
        assert_eq!((status, there), (Some(1), false), "{prepare} {set:?}: {said}");
        assert!(said.contains("::error title=onrecord::") && said.contains(reason), "{said}");
    }
}

#[test]
fn the_hook_runs_a_check_over_the_folder() {
    let hooks = yaml(HOOKS);
    assert_eq!(hooks.as_array().unwrap().len(), 1);
    assert_eq!((&hooks[0]["id"], &hooks[0]["entry"]), (&Value::from("onrecord"), &Value::from("onrecord check")));
    assert_eq!((&hooks[0]["language"], &hooks[0]["pass_filenames"]), (&Value::from("python"), &Value::from(false)));
    let folder = Folder::new();
    init(&folder, &[]);
    let configuration = yaml(&read(&folder, ".pre-commit-config.yaml"));
    let needed = format!("dependencies = [\"onrecord=={}\"]", env!("CARGO_PKG_VERSION"));
    assert!(text("pyproject.toml").contains(&needed), "pre-commit gets another version");
    assert!(read(&folder, ".gitlab-ci.yml").contains(concat!(
        "pip install onrecord==",
        env!("CARGO_PKG_VERSION"),
        "\n"
    )));
    let hook = &configuration["repos"][0]["hooks"][0];
    assert_eq!((&hook["id"], &hook["args"][0]), (&Value::from("onrecord"), &Value::from("claims")));
}
