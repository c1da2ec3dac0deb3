//! P1, P5 to P7, P10: paths in claim files, files that are none, names of any bytes, and nothing to read.

use super::program::{Folder, check, claim, findings};

fn snapshot(path: &str) -> String {
    format!("documents:\n  d:\n    title: x\n    snapshot: {path}\n")
}

#[test]
fn snapshot_paths_stay_inside() {
    let bad = [
        "..",
        "../x",
        "a/../x",
        "a/..",
        ".",
        "./a",
        "a/./x",
        "/etc/passwd",
        "//host/x",
        "///",
        "C:/x",
        "C:x",
        "'c:'",
        r"\\host\share\x",
        r"a\b",
        r"..\x",
        "file:///etc/passwd",
        "file:x",
        "https://example.org/x",
        "a:stream",
        "''",
        "' '",
        "a//b",
        "a/",
        "a.",
        "a./b",
        "'a '",
        "'a /b'",
        "..a/b",
        ".hidden/a",
        "a/.git/config",
        "a.yaml",
        "a/onrecord.YML",
        "a.draft~",
        r#""a\nb""#,
        r#""a\tb""#,
    ];
    for path in bad {
        assert_eq!(findings(snapshot(path)), ["4:15 snapshot-path"], "{path}");
    }
    assert_eq!(findings(snapshot(r#""a\0b""#)), ["4:15 syntax"]);
    for path in ["a", "evidence/page.html", "a..b", "a.yaml/b", "中/文.html", "'a b/c'", "~/x", "'%2e%2e/x'"] {
        assert_eq!(findings(snapshot(path)), [""; 0], "{path}");
    }
}

/// A refused path says the same whether it is there or not.
#[test]
fn a_refused_path_tells_nothing_of_the_disk() {
    let folder = Folder::new();
    folder.write("secret", "x");
    let said = |path: &str| {
        folder.write("claims/c.yaml", snapshot(path));
        folder.run(&["check", "claims"]).out().replace(path, "")
    };
    assert_eq!(said("../secret"), said("../absent"));
    assert_eq!(said("/etc/passwd"), said("/etc/absent"));
}

#[cfg(unix)]
#[test]
fn what_cannot_be_read_is_named_and_the_rest_is_checked() {
    use std::os::unix::fs::symlink;
    let folder = Folder::new();
    folder.write("claims/good.yaml", claim("date: soon"));
    symlink("nowhere", folder.path().join("claims/dangling.yaml")).unwrap();
    symlink("good.yaml", folder.path().join("claims/link.yaml")).unwrap();
    symlink("/proc/self/environ", folder.path().join("claims/environ.yml")).unwrap();
    assert_eq!(folder.script("mkfifo claims/pipe.yaml").status, Some(0));
    std::fs::create_dir(folder.path().join("claims/folder.yaml")).unwrap();
    assert_eq!(
        folder.findings(),
        [
            "claims/good.yaml:4:11 invalid-date",
            "claims/dangling.yaml unreadable",
            "claims/environ.yml unreadable",
            "claims/link.yaml unreadable",
            "claims/pipe.yaml unreadable",
        ]
    );
}

#[cfg(unix)]
#[test]
fn without_permission() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new();
    folder.write("a.yaml", claim("date: soon"));
    folder.write("b.yaml", claim("note: y"));
    folder.write("c/c.yaml", claim("note: y"));
    for name in ["b.yaml", "c"] {
        std::fs::set_permissions(folder.path().join(name), std::fs::Permissions::from_mode(0o000)).unwrap();
    }
    if std::fs::read(folder.path().join("b.yaml")).is_ok() {
        return; // Some users may read everything.
    }
    assert_eq!(folder.findings(), ["a.yaml:4:11 invalid-date", "b.yaml unreadable", "c unreadable"]);
}

#[cfg(unix)]
#[test]
fn arguments_that_are_no_files() {
    let folder = Folder::with(claim("note: y"));
    assert_eq!(folder.script("mkfifo pipe").status, Some(0));
    for name in ["pipe", "/dev/zero", "/proc/self/environ", "c.yaml/x", "absent"] {
        for command in ["check", "report"] {
            let run = folder.run(&[command, "c.yaml", name]);
            assert_eq!(run.status, Some(1), "{command} {name}: {}", run.all());
            assert!(format!("{}{}", run.out(), run.err()).contains(name), "{command} {name}: {}", run.all());
        }
    }
}

#[cfg(unix)]
#[test]
fn links_to_folders_are_not_followed() {
    use std::os::unix::fs::symlink;
    let folder = Folder::new();
    folder.write("outside/o.yaml", "claims: [\n");
    folder.write("claims/a.yaml", claim("note: y"));
    symlink("..", folder.path().join("claims/up")).unwrap();
    symlink(".", folder.path().join("claims/self")).unwrap();
    symlink("../outside", folder.path().join("claims/out")).unwrap();
    let run = folder.run(&["check", "--format", "json", "--rule", "unreviewed=off", "claims"]);
    assert_eq!(run.status, Some(0), "{}", run.all());
    assert_eq!((&run.json()["summary"]["files"], &run.json()["summary"]["records"]), (&1.into(), &1.into()));
    assert_eq!(run.json()["summary"]["notes"], 3, "each is named");
}

#[test]
fn each_file_is_checked_once() {
    let folder = Folder::new();
    folder.write("claims/a.yaml", claim("date: soon"));
    let mut arguments =
        vec!["check", "--format", "json", "claims", "./claims", "claims/a.yaml", "claims/../claims/a.yaml"];
    if cfg!(unix) {
        #[cfg(unix)]
        std::os::unix::fs::symlink("claims/a.yaml", folder.path().join("link.yaml")).unwrap();
        arguments.push("link.yaml");
    }
    let run = folder.run(&arguments);
    assert_eq!((run.status, run.errors().len()), (Some(1), 1), "{}", run.all());
}

#[test]
fn what_a_folder_is_searched_for() {
    let folder = Folder::new();
    let broken = "claims: [\n";
    for name in [".hidden.yaml", ".hidden/a.yaml", "notes.txt", "a.yaml.bak", "yaml", "a/.git/a.yaml"] {
        folder.write(name, broken);
    }
    folder.write("a.yml", "claims: {}\n");
    folder.write("onrecord.yaml", "rules: {}\n");
    assert_eq!(folder.findings(), [""; 0]);
    folder.write("onrecord.yaml", broken);
    assert_eq!(folder.findings(), ["onrecord.yaml:1:9 syntax"]);
    folder.write("onrecord.yaml", "# nothing set\n");
    folder.write("a/onrecord.yaml", broken);
    folder.write("a/b/c.yml", broken);
    assert_eq!(folder.findings(), ["a/b/c.yml:1:9 syntax", "a/onrecord.yaml:1:9 syntax"]);
}

/// Different bytes that are shown alike have an order of their own, whichever the folder gives first.
#[cfg(target_os = "linux")]
#[test]
fn names_that_are_shown_alike() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let names = [(&b"\xFF.yaml"[..], "bad"), (b"%FF.yaml", "worse")];
    let found = |order: [usize; 2]| {
        let folder = Folder::new();
        for at in order {
            let (name, field) = names[at];
            folder.write(OsStr::from_bytes(name), format!("claims: {{c: {{statement: x, {field}: 1}}}}\n"));
        }
        folder.run(&["check", "--format", "json", "."]).stdout
    };
    assert_eq!(found([0, 1]), found([1, 0]));
}

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_not_utf_8() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let folder = Folder::new();
    folder.write(OsStr::from_bytes(b"a\xFF\xC3.yaml"), claim("date: soon"));
    folder.write(OsStr::from_bytes(b"\xE2\x82/b.yaml"), "claims: [\n");
    assert_eq!(folder.findings(), ["%E2%82/b.yaml:1:9 syntax", "a%FF%C3.yaml:4:11 invalid-date"]);
    let mut program = folder.program();
    let run = super::program::run(program.arg("check").arg(OsStr::from_bytes(b"a\xFF\xC3.yaml")));
    assert!(run.status == Some(1) && run.out().contains("a%FF%C3.yaml:4:11"), "{}", run.all());
    let mut program = folder.program();
    let run = super::program::run(
        program.arg("check").arg(OsStr::from_bytes(b"\xE2\x82/")).arg("--output").arg(OsStr::from_bytes(b"\xFF/x")),
    );
    assert!(run.status == Some(2) && run.err().contains("%FF/x"), "{}", run.all());
}

#[test]
fn nothing_to_read_is_no_pass() {
    let folder = Folder::new();
    std::fs::create_dir(folder.path().join("empty")).unwrap();
    folder.write("configured/onrecord.yaml", "rules: {}\n");
    folder.write("hidden/.a.yaml", claim("note: y"));
    folder.write("other/a.txt", "x");
    #[cfg(unix)]
    {
        std::fs::create_dir(folder.path().join("linked")).unwrap();
        std::os::unix::fs::symlink("../empty", folder.path().join("linked/link")).unwrap();
    }
    for path in ["empty", "configured", "hidden", "other", "", "absent", "absent.yaml", "*.yaml", "linked"] {
        if path == "linked" && !cfg!(unix) {
            continue;
        }
        for command in [&["check"][..], &["check", "--format", "json"], &["report"], &["report", "--format", "json"]] {
            let run = folder.run(&[command, &[path]].concat());
            assert_eq!(run.status, Some(2), "{command:?} {path:?}: {}", run.all());
            assert!(run.stdout.is_empty() && !run.stderr.is_empty(), "{command:?} {path:?}: {}", run.all());
        }
    }
}

#[test]
fn a_folder_named_beside_its_files() {
    let folder = Folder::new();
    folder.write("claims/a.yaml", claim("note: y"));
    std::fs::create_dir(folder.path().join("empty")).unwrap();
    assert_eq!(folder.run(&["check", "claims", "empty"]).status, Some(0), "there was something to read");
    check(&[("a file without records in a section", "claims: {}\n", &[])]);
}
