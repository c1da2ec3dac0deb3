//! Files on disk: what `refresh` sees, and what it leaves alone.

use std::fs;
use std::path::PathBuf;

use onrecord::Workspace;
use onrecord::workspace::Inputs;

use super::said;

fn claims(id: &str, statement: &str) -> String {
    format!("claims:\n  {id}: {{statement: {statement}}}\n")
}

/// A folder with two files, and a workspace of it.
fn opened() -> (tempfile::TempDir, PathBuf, Workspace) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_owned();
    fs::write(path.join("a.yaml"), claims("a", "One.")).unwrap();
    fs::write(path.join("b.yaml"), claims("b", "Two.")).unwrap();
    let workspace = Workspace::open(std::slice::from_ref(&path));
    (folder, path, workspace)
}

#[track_caller]
fn is_as_on_disk(workspace: &mut Workspace, folder: &PathBuf) {
    let fresh = Workspace::open(std::slice::from_ref(folder)).snapshot();
    assert_eq!(said(&workspace.snapshot(), None), said(&fresh, None));
}

fn ids(workspace: &mut Workspace) -> Vec<String> {
    workspace.snapshot().corpus().claims.iter().map(|claim| claim.id.as_str().to_owned()).collect()
}

#[test]
fn what_has_come_gone_or_changed_is_read_again() {
    let (_kept, folder, mut workspace) = opened();
    is_as_on_disk(&mut workspace, &folder);
    fs::write(folder.join("a.yaml"), claims("a", "Another sentence.")).unwrap();
    fs::write(folder.join("c.yaml"), claims("c", "Three.")).unwrap();
    fs::remove_file(folder.join("b.yaml")).unwrap();
    assert_eq!(ids(&mut workspace), ["a", "b"], "nothing is read unless somebody asks for it");
    workspace.refresh();
    assert_eq!(ids(&mut workspace), ["a", "c"]);
    is_as_on_disk(&mut workspace, &folder);
    // Of the same length, under the same name, but another file.
    fs::write(folder.join("d"), claims("d", "Three.")).unwrap();
    fs::rename(folder.join("d"), folder.join("c.yaml")).unwrap();
    workspace.refresh();
    assert_eq!(ids(&mut workspace), ["a", "d"]);
    is_as_on_disk(&mut workspace, &folder);
}

#[test]
fn what_has_not_changed_is_not_read() {
    let (_kept, folder, mut workspace) = opened();
    let before = workspace.snapshot();
    fs::write(folder.join("c.yaml"), claims("c", "Three.")).unwrap();
    workspace.refresh();
    let now = workspace.snapshot();
    let first = |snapshot: &onrecord::workspace::Snapshot| std::ptr::from_ref(snapshot.files().iter().next().unwrap());
    assert_eq!(first(&before), first(&now));
}

#[test]
fn a_text_that_was_set_stays_until_it_is_removed() {
    let (_kept, folder, mut workspace) = opened();
    workspace.set(folder.join("a.yaml"), claims("unsaved", "One."));
    workspace.set(folder.join("new.yaml"), claims("new", "New."));
    fs::write(folder.join("a.yaml"), claims("saved", "Saved by somebody else.")).unwrap();
    workspace.refresh();
    assert_eq!(ids(&mut workspace), ["b", "new", "unsaved"]);
    workspace.remove(&folder.join("a.yaml"));
    workspace.remove(&folder.join("new.yaml"));
    assert_eq!(ids(&mut workspace), ["b"]);
    workspace.refresh();
    assert_eq!(ids(&mut workspace), ["b", "saved"]);
    is_as_on_disk(&mut workspace, &folder);
}

#[test]
fn another_path_to_the_same_file_is_that_file() {
    let (_kept, folder, mut workspace) = opened();
    workspace.set(folder.join(".").join("../").join(folder.file_name().unwrap()).join("a.yaml"), claims("z", "One."));
    assert_eq!(ids(&mut workspace), ["b", "z"]);
}

#[test]
fn a_configuration_comes_and_goes() {
    let (_kept, folder, mut workspace) = opened();
    let sources = |workspace: &mut Workspace| workspace.snapshot().configuration().map(|it| it.independent_sources);
    assert_eq!(sources(&mut workspace), None);
    workspace.set(folder.join("onrecord.yaml"), "policy: {independent_sources: 1}\n");
    assert_eq!(sources(&mut workspace), Some(Some(1)));
    assert_eq!(workspace.snapshot().claim_files(), 2);
    workspace.remove(&folder.join("onrecord.yaml"));
    assert_eq!(sources(&mut workspace), None);
    fs::write(folder.join("onrecord.yaml"), "policy: {independent_sources: 3}\n").unwrap();
    workspace.refresh();
    assert_eq!(sources(&mut workspace), Some(Some(3)));
    is_as_on_disk(&mut workspace, &folder);
    let given = folder.join("given.yaml");
    fs::write(&given, "policy: {independent_sources: 2}\n").unwrap();
    let inputs = Inputs { paths: std::slice::from_ref(&folder), configuration: Some(&given) };
    let mut workspace = Workspace::open_with(&inputs, &|_| {});
    assert_eq!(sources(&mut workspace), Some(Some(2)));
    workspace.set(folder.join("onrecord.yaml"), "policy: {independent_sources: 1}\n");
    assert_eq!(sources(&mut workspace), Some(Some(2)), "another one is in force");
    workspace.set(&given, "policy: {independent_sources: 1}\n");
    assert_eq!(sources(&mut workspace), Some(Some(1)));
}

#[test]
fn a_file_that_cannot_be_read_is_tried_again() {
    let (_kept, folder, mut workspace) = opened();
    fs::write(folder.join("a.yaml"), [0xFF, 0xFE, 0x00]).unwrap();
    workspace.refresh();
    assert!(!workspace.snapshot().is_understood());
    is_as_on_disk(&mut workspace, &folder);
    fs::write(folder.join("a.yaml"), claims("a", "One.")).unwrap();
    workspace.refresh();
    assert_eq!(ids(&mut workspace), ["a", "b"]);
    is_as_on_disk(&mut workspace, &folder);
}

#[test]
fn archived_copies_are_looked_at_again_when_it_is_refreshed() {
    let (_kept, folder, mut workspace) = opened();
    let text = "documents:\n  d: {title: T, snapshot: copy.txt}\nclaims:\n  \
                a: {statement: One., evidence: [{document: d, quote: a quote}]}\n";
    fs::write(folder.join("a.yaml"), text).unwrap();
    fs::write(folder.join("copy.txt"), "Here is a quote.").unwrap();
    workspace.refresh();
    is_as_on_disk(&mut workspace, &folder);
    let outcome = |workspace: &mut Workspace| {
        let snapshot = workspace.snapshot();
        snapshot.evidence(None).quotes.iter().map(onrecord::evidence::Quote::outcome).collect::<Vec<_>>()
    };
    let found = outcome(&mut workspace);
    fs::write(folder.join("copy.txt"), "Here is nothing.").unwrap();
    workspace.set(folder.join("b.yaml"), claims("b", "Edited."));
    assert_eq!(outcome(&mut workspace), found);
    workspace.refresh();
    assert_ne!(outcome(&mut workspace), found);
    workspace.remove(&folder.join("b.yaml"));
    workspace.refresh();
    is_as_on_disk(&mut workspace, &folder);
}
