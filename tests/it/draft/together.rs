//! Drafts that are open at the same time: what one adds to the claim files does not change who speaks in another.

use super::read;
use crate::hostile::program::Folder;

fn page(title: &str, text: &str) -> String {
    format!("<!doctype html><html lang=en><head><title>{title}</title></head><body><p>{text}</p></body></html>")
}

/// A folder in which the drafts of two articles are open, `story-a` and `story-b`.
fn open(one: &str, other: &str) -> Folder {
    let folder = Folder::new();
    folder.write("claims/a.yaml", "sources:\n  gazette: {identity: named, name: Gazette, kind: outlet}\n");
    for (name, title, text) in [("a.html", "Story A", one), ("b.html", "Story B", other)] {
        folder.write(name, page(title, text));
        let run = folder.run(&["draft", name]);
        assert_eq!(run.status, Some(0), "{}", run.all());
    }
    folder
}

const ROAD: &str = "John Smith said that the bridge will close on Friday. An official said that the road is bad.";
const WALL: &str = "John Smith said that the tunnel will close on Monday. An official said that the wall is bad.";

/// Two officials of two articles stay two, in whichever order the commands come. Of a name the user is told.
#[test]
fn who_has_no_name_stays_apart() {
    let folder = open(ROAD, WALL);
    assert_eq!(folder.run(&["draft", "--accept", "story-a"]).status, Some(0));
    let run = folder.run(&["draft", "--accept", "story-b"]);
    assert_eq!(run.status, Some(0), "{}", run.all());
    let becomes = "`official` becomes `official-2`: the claim files have another source with the id `official`\n";
    assert!(run.out().contains(becomes), "{}", run.out());
    let known = "in the claim files already: `john-smith`\n\
        In the corpus by name: `john-smith`. If one is somebody else, write a record for that source.\n";
    assert!(run.out().contains(known), "{}", run.out());
    for (source, falls) in [("official", "the road is bad"), ("official-2", "the wall is bad")] {
        let impact = folder.run(&["impact", source]);
        assert!(impact.out().contains(falls), "{}", impact.all());
        assert_eq!(impact.out().matches(" is bad").count(), 1, "{}", impact.out());
    }
    assert_eq!(folder.run(&["check", "--level", "note"]).status, Some(0));
}

/// What stays in the draft goes on to name the same person.
#[test]
fn what_stays_names_the_same_person() {
    let folder = open(ROAD, "An official said that the wall is bad. The official said that the tower is old.");
    folder.run(&["draft", "--accept", "story-a"]);
    for left in [1, 0] {
        let ids = ["wall-is-bad", "tower-is-old"];
        let run = folder.run(&["draft", "--accept", "story-b", ids[1 - left]]);
        assert_eq!(run.status, Some(0), "{}", run.all());
    }
    let impact = folder.run(&["impact", "official-2"]);
    assert!(impact.out().contains("the wall is bad") && impact.out().contains("the tower is old"), "{}", impact.all());
    assert!(read(&folder, "claims/story-b-2.yaml").contains("attributed_to:\n    - official-2\n"));
}

/// A run that ended between the two files leaves the draft as it was: the official of that article is no other one.
#[test]
fn who_was_accepted_from_this_article_is_there_already() {
    let folder = open(ROAD, WALL);
    let draft = read(&folder, "claims/story-a.draft");
    folder.run(&["draft", "--accept", "story-a", "road-is-bad"]);
    folder.write("claims/story-a.draft", draft);
    let run = folder.run(&["draft", "--accept", "story-a"]);
    assert!(run.out().contains("in the claim files already: `official`, `road-is-bad`\n"), "{}", run.all());
    assert!(!run.out().contains("becomes"), "{}", run.out());
    assert_eq!(folder.run(&["list", "sources"]).out().matches("official").count(), 2, "an id and a description");
}

/// A named person whose record differs is one person still, and is not to be made a second time.
#[test]
fn who_has_the_same_name_is_not_made_twice() {
    let folder = open(ROAD, WALL);
    folder.run(&["draft", "--accept", "story-a"]);
    let draft = read(&folder, "claims/story-b.draft").replace("    kind: person\n", "");
    folder.write("claims/story-b.draft", &draft);
    let run = folder.run(&["draft", "--accept", "story-b"]);
    let same = "john-smith: the claim files have a source with this id and name; delete this record, or change";
    assert!(run.out().contains(same), "{}", run.all());
    let record = "  john-smith:\n    identity: named\n    name: John Smith\n";
    folder.write("claims/story-b.draft", read(&folder, "claims/story-b.draft").replace(record, ""));
    // No record is left below `sources`.
    let run = folder.run(&["draft", "--accept", "story-b"]);
    assert!(run.out().contains("deleted   claims/story-b.draft: nothing is left in it\n"), "{}", run.all());
    assert!(folder.run(&["impact", "john-smith"]).out().contains("the tunnel will close on Monday"));
}

/// What is said is about a record, and where a draft is not, it is looked for among the claims.
#[test]
fn a_message_names_the_record_and_the_file() {
    let folder = open(ROAD, WALL);
    let run = folder.run(&["draft", "--accept", "story-a.draft"]);
    assert!(run.err().contains("`story-a.draft`: does not exist; pass `claims/story-a.draft`"), "{}", run.err());
    std::fs::remove_file(folder.path().join("claims/evidence/story-a.yaml")).unwrap();
    let run = folder.run(&["draft", "--accept", "story-a"]);
    let line = "claims/story-a.draft:25: no document with the id `story-a`, which 2 claims name\n";
    assert!(run.out().contains(line), "{}", run.all());
    assert_eq!(run.out().matches("no document").count(), 1, "{}", run.out());
    let run = folder.run(&["draft", "--accept", "story-a", "road-is-bad"]);
    let line = line.replace(":25:", ":35:");
    assert!(run.out().contains(&line), "it is all that is missing: {}", run.all());
    let draft = read(&folder, "claims/story-a.draft");
    folder.write("claims/story-a.draft", draft.replacen("document: story-a", "document: other", 1));
    let run = folder.run(&["draft", "--accept", "story-a"]);
    assert!(run.out().contains(": road-is-bad: no document with the id `story-a`\n"), "{}", run.all());
}

/// Two articles have the same words: the claims are two, whichever draft was first.
#[test]
fn claims_of_two_articles_with_one_id_stay_apart() {
    let relayed = "Reuters reported that the bridge is shut, citing Ada Example. Ada Example said that it rains.";
    let folder = open(relayed, relayed);
    assert_eq!(folder.run(&["draft", "--accept", "story-a"]).status, Some(0));
    let run = folder.run(&["draft", "--accept", "story-b", "bridge-is-shut"]);
    assert_eq!(run.status, Some(0), "{}", run.all());
    for (old, new) in [("bridge-is-shut", "bridge-is-shut-3"), ("bridge-is-shut-2", "bridge-is-shut-4")] {
        let becomes = format!("`{old}` becomes `{new}`: the claim files have another claim with the id `{old}`\n");
        assert!(run.out().contains(&becomes), "{}", run.out());
    }
    let file = read(&folder, "claims/story-b.yaml");
    assert!(file.contains("  bridge-is-shut-3:\n") && file.contains("    cites:\n    - bridge-is-shut-4\n"), "{file}");
    assert!(read(&folder, "claims/story-b.draft").contains("  it-rains-2:\n"), "{}", run.all());
    assert_eq!(folder.run(&["draft", "--accept", "story-b"]).status, Some(0));
    assert_eq!(folder.run(&["check", "--deny", "error"]).status, Some(0));
    assert_eq!(folder.run(&["list", "claims"]).out().lines().next(), Some("6 claims"));
}

/// What becomes of an id is in the draft, too, when nothing else comes of it.
#[test]
fn an_id_that_changes_is_written() {
    let folder = open("Ada Example said: “It rains.”", "Ada Example said: “It rains.”");
    let finished = |name: &str, draft: &str| {
        let with = draft.replace("    attributed_to:\n", "    statement: It rains.\n    attributed_to:\n");
        folder.write(name, with);
    };
    finished("claims/story-a.draft", &read(&folder, "claims/story-a.draft"));
    assert_eq!(folder.run(&["draft", "--accept", "story-a"]).status, Some(0));
    let run = folder.run(&["draft", "--accept", "story-b"]);
    assert!(run.out().contains("`it-rains` becomes `it-rains-2`") && run.status == Some(1), "{}", run.all());
    let left = read(&folder, "claims/story-b.draft");
    assert!(left.contains("  it-rains-2:\n"), "{left}");
    let run = folder.run(&["draft", "--accept", "story-b"]);
    assert!(run.out().contains("`it-rains-2` needs `statement`") && !run.out().contains("becomes"), "{}", run.all());
    finished("claims/story-b.draft", &left);
    assert_eq!(folder.run(&["draft", "--accept", "story-b"]).status, Some(0));
}

/// Of what may be the same record, a free id is named, and every place of the old one.
#[test]
fn a_free_id_is_named_where_one_is_taken() {
    let folder = open(ROAD, WALL);
    let draft = read(&folder, "claims/story-a.draft");
    assert_eq!(folder.run(&["draft", "--accept", "story-a"]).status, Some(0));
    let changed = draft.replace("description: An official", "description: An official of the town");
    let changed = changed.replace("statement: the road is bad", "statement: the road is very bad");
    folder.write("claims/story-a.draft", changed);
    let run = folder.run(&["draft", "--accept", "story-a"]);
    for line in [
        ":17: road-is-bad: the claim files have a claim with this id from the same page; delete this one, or change its \
         id to `road-is-bad-2`\n",
        ":8: official: the claim files have a source with this id from the same page; delete this record, or change \
         its id to `official-2`, also in line 20\n",
    ] {
        assert!(run.out().contains(line), "{line}\n{}", run.all());
    }
    folder.write("claims/b.yaml", "documents:\n  rain: {title: It rains}\n");
    folder.write(
        "claims/rain.draft",
        "sources:\n  rain:\n    identity: named\n    name: Rain Example\nclaims:\n  \
        snow:\n    statement: It snows.\n    attributed_to: [rain]\n  \
        hail:\n    statement: It hails.\n    attributed_to: [rain]\n",
    );
    let run = folder.run(&["draft", "--accept", "claims/rain.draft"]);
    let line = ":2: rain: another record of the corpus has this id; change it to `rain-2`, also in lines 8 and 11\n";
    assert!(run.out().contains(line), "{}", run.all());
}

/// An editor on Windows ends lines in its own way, which does not become part of claim files.
#[test]
fn a_claim_file_has_lines_of_one_kind() {
    let folder = open(ROAD, WALL);
    let draft = read(&folder, "claims/story-a.draft");
    folder.write("claims/story-a.draft", draft.replace('\n', "\r\n"));
    let run = folder.run(&["draft", "--accept", "story-a", "road-is-bad"]);
    assert_eq!(run.status, Some(0), "{}", run.all());
    assert!(!read(&folder, "claims/story-a.yaml").contains('\r'));
    let left = read(&folder, "claims/story-a.draft");
    assert_eq!(left.matches('\n').count(), left.matches("\r\n").count(), "what stays is as it was");
    // The same records are there already, whatever ends their lines.
    folder.write("claims/story-a.draft", draft.replace('\n', "\r\n"));
    let run = folder.run(&["draft", "--accept", "story-a"]);
    assert!(run.out().contains("in the claim files already: `official`, `road-is-bad`\n"), "{}", run.all());
}
