//! `diff` with git revisions.

use std::process::Command;

use crate::hostile::program::{Folder, Run, run};

const BEFORE: &str = "sources:\n  s: {identity: named, name: N}\nclaims:\n  a: {statement: x, attributed_to: [s]}\n";
const AFTER: &str =
    "sources:\n  s: {identity: anonymous, description: N}\nclaims:\n  a: {statement: x, attributed_to: [s]}\n";

fn git(folder: &Folder, arguments: &[&str]) {
    let mut command = Command::new("git");
    command.current_dir(folder.path()).args(["-c", "user.name=desk", "-c", "user.email=desk@example.org"]);
    let output = command.args(["-c", "init.defaultBranch=main"]).args(arguments).output().unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// Two commits: in the first the source is named, in the second it is not, and on the disk it is named again.
fn repository() -> Folder {
    let folder = Folder::new();
    git(&folder, &["init", "-q"]);
    folder.write("news/claims/a.yaml", BEFORE);
    folder.write("news/claims/onrecord.yaml", "rules: {unsourced: off}\n");
    folder.write("news/claims/.hidden.yaml", "not: read\n");
    folder.write("mkdocs.yml", "not: a claim file\n");
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "-qm", "one"]);
    folder.write("news/claims/a.yaml", AFTER);
    git(&folder, &["commit", "-qam", "two"]);
    folder
}

fn diff(folder: &Folder, at: &str, arguments: &[&str]) -> Run {
    let mut program = folder.program();
    program.current_dir(folder.path().join(at));
    run(program.args([&["diff", "--today", "2026-11-24"], arguments].concat()))
}

fn bases(run: &Run) -> String {
    assert_eq!(run.status, Some(0), "{}", run.all());
    run.out().to_owned()
}

#[test]
fn a_revision_is_compared_with_what_is_on_the_disk() {
    let folder = repository();
    let weaker = bases(&diff(&folder, "news", &["HEAD~1", "claims"]));
    assert!(weaker.contains("named") && weaker.contains("anonymous"), "{weaker}");
    folder.write("old/a.yaml", BEFORE);
    folder.write("old/onrecord.yaml", "rules: {unsourced: off}\n");
    assert_eq!(weaker, bases(&diff(&folder, "", &["old", "news/claims"])), "as the same files on the disk");
    let same = bases(&diff(&folder, "news", &["HEAD", "claims"]));
    assert_ne!(same, weaker);
    assert!(same.starts_with("Nothing changed"), "{same}");
}

#[test]
fn a_revision_may_be_given_with_a_path_from_the_top() {
    let folder = repository();
    let weaker = bases(&diff(&folder, "news", &["HEAD~1", "claims"]));
    for (at, old, new) in [
        ("", "HEAD~1", "news/claims"),
        ("", "HEAD~1:news/claims", "news/claims"),
        ("news/claims", "HEAD~1", "."),
        ("news", "HEAD~1:news/claims", "HEAD:news/claims/"),
        ("news", "HEAD~1", "HEAD"),
        ("", "HEAD~1", "news/claims/a.yaml"),
        ("", "HEAD~1:news/claims/a.yaml", "news/claims/a.yaml"),
        ("news", "HEAD~1:news/claims/a.yaml", "HEAD:news/claims/a.yaml"),
    ] {
        assert_eq!(bases(&diff(&folder, at, &[old, new])), weaker, "{at} {old} {new}");
    }
    let absolute = folder.path().canonicalize().unwrap().join("news/claims");
    assert_eq!(bases(&diff(&Folder::new(), "", &["HEAD~1", absolute.to_str().unwrap()])), weaker);
    assert_eq!(diff(&folder, "news", &["HEAD~1", "claims", "--fail-on", "weaker"]).status, Some(1));
}

#[test]
fn a_path_comes_before_a_revision() {
    let folder = repository();
    folder.write("HEAD/a.yaml", AFTER);
    folder.write("news/HEAD/a.yaml", BEFORE);
    let run = diff(&folder, "news", &["HEAD", "claims"]);
    assert!(bases(&run).contains("anonymous"), "{}", run.out());
}

/// A branch may be called like the folder of the claim files.
#[test]
fn the_default_is_a_folder_and_never_a_revision() {
    let folder = repository();
    git(&folder, &["branch", "claims"]);
    folder.write("news/claims/a.yaml", BEFORE);
    assert!(bases(&diff(&folder, "news", &["HEAD"])).contains("named"));
    for (at, help) in
        [("", "`onrecord init claims` writes a first one"), ("news/claims", "this folder has claim files")]
    {
        let run = diff(&folder, at, &["HEAD"]);
        assert_eq!((run.status, run.out()), (Some(2), ""), "{}", run.all());
        assert!(run.err().contains("`claims` does not exist") && run.err().contains(help), "{}", run.err());
    }
    assert!(bases(&diff(&folder, "news", &["HEAD~1", "claims"])).starts_with("Nothing changed"));
    let run = diff(&folder, "news", &["HEAD", "HEAD"]);
    assert_eq!((run.status, run.out()), (Some(2), ""), "{}", run.all());
    assert!(run.err().contains("`HEAD`: would be compared with itself"), "{}", run.err());
}

#[test]
fn what_cannot_be_read_is_said() {
    let folder = repository();
    folder.write("empty/note.txt", "x");
    for (at, arguments, words) in [
        ("news", &["HAED", "claims"][..], "`HAED`: neither a path nor a git revision"),
        ("news", &["HEAD:elsewhere", "claims"], "`HEAD:elsewhere`: the git revision has no claim file"),
        (
            "news",
            &["HEAD:news/claims/b.yaml", "claims"],
            "`HEAD:news/claims/b.yaml`: the git revision has no claim file",
        ),
        ("", &["HEAD", "empty"], "`HEAD`: the git revision has no claim file"),
        ("news", &["--", "--output=x", "claims"], "`--output=x`: neither a path nor a git revision"),
        ("news", &["HEAD;touch x", "claims"], ": neither a path nor a git revision"),
    ] {
        let run = diff(&folder, at, arguments);
        assert_eq!((run.status, run.out()), (Some(2), ""), "{arguments:?}: {}", run.all());
        assert!(run.err().contains(words), "{arguments:?}: {}", run.err());
    }
    let outside = Folder::new();
    outside.write("claims/a.yaml", BEFORE);
    let run = diff(&outside, "", &["clams", "claims"]);
    assert_eq!(run.status, Some(2));
    assert!(run.err().contains("`clams`: neither a path nor a git revision: not a git repo"), "{}", run.err());
    let mut program = folder.program();
    let run = run_without_git(program.current_dir(folder.path().join("news")));
    assert!(run.err().contains("there is no `git`"), "{}", run.err());
}

fn run_without_git(program: &mut Command) -> Run {
    run(program.env("PATH", "/nonexistent").args(["diff", "HEAD", "claims"]))
}

#[test]
fn errors_in_a_revision_end_with_1() {
    let folder = repository();
    folder.write("news/claims/a.yaml", "claims: [\n");
    git(&folder, &["commit", "-qam", "three"]);
    folder.write("news/claims/a.yaml", BEFORE);
    let run = diff(&folder, "news", &["HEAD", "claims"]);
    assert_eq!((run.status, run.out()), (Some(1), ""), "{}", run.all());
    assert!(run.err().contains("error[syntax]"), "{}", run.err());
}

/// What a repository's configuration would run is not run.
#[cfg(unix)]
#[test]
fn nothing_of_the_repository_is_run() {
    let folder = repository();
    let trap = folder.path().join("trap");
    let touch = format!("touch {}; cat", trap.display());
    for key in ["core.fsmonitor", "core.pager", "diff.external", "filter.x.smudge", "core.sshCommand"] {
        git(&folder, &["config", key, &touch]);
    }
    git(&folder, &["config", "alias.ls-tree", &format!("!{touch}")]);
    folder.write(".gitattributes", "*.yaml filter=x diff=x\n");
    bases(&diff(&folder, "news", &["HEAD~1", "claims"]));
    assert!(!trap.exists());
}

/// On the disk it is an error, too. Passed over, what is in it would count as removed.
#[cfg(unix)]
#[test]
fn a_link_in_a_revision_is_not_passed_over() {
    let folder = repository();
    let link = folder.path().join("news/claims/b.yaml");
    std::os::unix::fs::symlink("../b.yaml", &link).unwrap();
    std::os::unix::fs::symlink("a.yaml", folder.path().join("news/claims/.c.yaml")).unwrap();
    git(&folder, &["add", "."]);
    git(&folder, &["commit", "-qm", "three"]);
    std::fs::remove_file(link).unwrap();
    let run = diff(&folder, "news", &["HEAD", "claims"]);
    let words = "onrecord: `HEAD`: the git revision has `b.yaml`, which is a link: links are not followed\n";
    assert_eq!((run.status, run.err()), (Some(2), words), "{}", run.all());
    assert_eq!(diff(&folder, "news", &["HEAD:news/claims/a.yaml", "claims/a.yaml"]).status, Some(0));
}
