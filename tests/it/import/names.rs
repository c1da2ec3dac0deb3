//! Who is named, and who is not.

use super::{account, folder, left_out, read, refused};

const MAP: &str = "headings: 1\ncolumns:\n  A: statement\n  B: source\n  C: url\n  D: publisher\n  E: title\n";

/// What an import of a table with these rows wrote, and its account.
fn table(map: &str, rows: &str) -> (String, serde_json::Value) {
    let folder = folder();
    folder.write("map.yaml", map);
    folder.write("t.csv", format!("x\n{rows}"));
    let run = folder.run(&["import", "table", "t.csv", "--map", "map.yaml", "--format", "json"]);
    (read(&folder, "claims/t.yaml"), account(&run))
}

#[test]
fn a_role_is_no_name_in_a_table_and_in_a_fact_check() {
    let roles = [
        "NATO diplomat",
        "EU diplomats",
        "Off the record",
        "Name Withheld",
        "Port workers",
        "官员",
        "Источник в правительстве",
    ];
    for role in roles {
        let (file, _) = table(MAP, &format!("The plan is dead.,{role}\n"));
        assert!(file.contains("identity: unspecified\n") && !file.contains("identity: named"), "{role}: {file}");
        let folder = folder();
        let check = r#"{"@type": "ClaimReview", "claimReviewed": "It is closed.", "itemReviewed": {"author": {"@type": "Person", "name": "AUTHOR"}}}"#;
        folder.write("c.json", check.replace("AUTHOR", role));
        folder.run(&["import", "claimreview", "c.json"]);
        let file = read(&folder, "claims/c.yaml");
        assert!(file.contains("identity: unspecified\n") && !file.contains("identity: named"), "{role}: {file}");
    }
}

#[test]
fn a_script_without_capitals_leaves_it_open_unless_the_table_says_it() {
    let (file, account) = table(MAP, "A is b.,李四\nC is d.,王五\nE is f.,李四\n");
    assert_eq!(file.matches("identity: unspecified\n").count(), 2, "{file}");
    let remark = "2 sources may be named or not: their words do not show it, so they are unspecified, first in row 2";
    assert_eq!(account["remarks"][0]["words"], remark, "{account}");
    let map = format!("{MAP}  F: source_identity\n");
    let (file, account) = table(&map, "A is b.,李四,,,,named\n");
    assert!(file.contains("identity: named\n") && account["remarks"].as_array().unwrap().is_empty(), "{account}");
    // It may be a name, so it describes nobody who is kept back.
    let (file, account) = table(&map, "A is b.,李四,,,,anonymous\nC is d.,NATO diplomat,,,,anonymous\n");
    assert_eq!(refused(&account), ["row 2, column B reveals"]);
    assert!(file.contains("identity: anonymous\n    description: NATO diplomat\n"), "{file}");
}

#[test]
fn a_publisher_without_a_name_is_no_outlet() {
    let rows = "The crane was cracked.,a port engineer,https://zwolle.example/diary,an anonymous blogger,Diary\n\
                The crane was old.,US media,https://p.example/2,US media,Roundup\n\
                The crane was red.,a port engineer,https://p.example/3,-,Other\n\
                The crane was blue.,a port engineer,https://p.example/4,confidential,Fourth\n\
                The crane was green.,a port engineer,https://p.example/5,a blogger (Peter Zwolle),Fifth\n\
                The crane was grey.,a port engineer,https://p.example/6,Example Gazette,Sixth\n";
    let (file, account) = table(MAP, rows);
    for (publisher, identity) in [
        ("an anonymous blogger", "identity: unspecified\n    description"),
        ("US media", "identity: unspecified\n    description"),
        ("confidential", "identity: unspecified\n    description"),
        ("Example Gazette", "identity: named\n    name"),
    ] {
        assert_eq!(file.matches(&format!("{identity}: {publisher}\n")).count(), 1, "{publisher}: {file}");
    }
    assert_eq!(file.matches("kind: outlet").count(), 1, "{file}");
    assert!(!file.contains("Zwolle)") && !file.contains("p.example/5"), "{file}");
    assert_eq!(refused(&account), ["row 6, column D reveals"]);
    assert_eq!(left_out(&account), ["column D no-name", "row not-understood"]);
}

#[test]
fn a_publisher_of_a_reference_or_of_a_fact_check_without_a_name_is_no_outlet() {
    let folder = folder();
    let references = r#"[{"title": "One", "container-title": "Anonymous"}, {"title": "Two", "publisher": "n.p."},
        {"title": "Three", "publisher": "US media"}, {"title": "Four", "publisher": "a friend (Peter Zwolle)"}]"#;
    folder.write("r.json", references);
    let run = folder.run(&["import", "references", "r.json", "--format", "json"]);
    assert_eq!(left_out(&account(&run)), ["publisher no-name", "publisher reveals"]);
    let file = read(&folder, "claims/r.yaml");
    assert!(!file.contains("outlet") && file.matches("identity: unspecified\n").count() == 2, "{file}");
    assert!(!file.contains("Zwolle"), "{file}");
    let check = r#"{"@type": "ClaimReview", "claimReviewed": "It is closed.", "itemReviewed":
        {"appearance": {"url": "https://p.example/1", "publisher": {"name": "an anonymous blogger"}}}}"#;
    folder.write("c.json", check);
    folder.run(&["import", "claimreview", "c.json"]);
    let file = read(&folder, "claims/c.yaml");
    assert!(file.contains("identity: unspecified\n") && !file.contains("outlet"), "{file}");
}

#[test]
fn several_voices_and_a_relay_are_not_one_source() {
    let rows = "The crane was old.,\"Port of Elmhaven (statement), via Reuters\"\n\
                The crane was new.,\"Keller, according to Reuters\"\n\
                The crane was red.,\"Anna Weiss (Reuters)\"\n\
                The crane was blue.,Liftech / Reuters\n\
                N/A,Ada Byron\n\
                The crane was green.,a source (Peter Zwolle)\n\
                The crane was grey.,Jonas Keller and Marta Oliveira\n";
    let (file, account) = table(MAP, rows);
    let expected = [
        "row 2, column B voices",
        "row 3, column B voices",
        "row 4, column B voices",
        "row 5, column B voices",
        "row 6 no-statement",
        "row 7, column B reveals",
    ];
    assert_eq!(refused(&account), expected);
    assert!(!file.contains("Zwolle") && !account.to_string().contains("Zwolle"), "{file}");
    assert!(file.contains("    attributed_to:\n    - jonas-keller\n    - marta-oliveira\n"), "{file}");
}

/// What is in a column for publishers is by that the name of an outlet; elsewhere words that many use are none.
#[test]
fn a_common_word_is_a_name_where_an_outlet_is_expected() {
    let rows = "The crane was red.,heise online,https://p.example/1,taz,One\nThe crane was blue.,Samira,https://p.example/2,The Conversation,Two\n\
                The crane was old.,\"Ada Byron, MP and mayor\",https://p.example/3,heise online,Three\nThe crane was new.,Ada Byron\n";
    let (file, account) = table(MAP, rows);
    for outlet in ["taz", "The Conversation", "heise online"] {
        assert!(file.contains(&format!("identity: named\n    name: {outlet}\n    kind: outlet\n")), "{outlet}: {file}");
    }
    assert_eq!(file.matches("identity: unspecified\n").count(), 2, "{file}");
    let remark = "2 sources may be named or not: their words do not show it, so they are unspecified, first in row 2";
    assert_eq!(account["remarks"][0]["words"], remark, "{account}");
    // Somebody who is named elsewhere in the table, or in the claim files, is not in doubt.
    let rows = "The crane was red.,taz,https://p.example/1,taz,One\nThe crane was blue.,The Conversation\n";
    let folder = folder();
    folder.write("claims/c.yaml", "sources:\n  tc: {identity: named, name: The Conversation, kind: outlet}\n");
    folder.write("map.yaml", MAP);
    folder.write("t.csv", format!("x\n{rows}"));
    let run = folder.run(&["import", "table", "t.csv", "--map", "map.yaml", "--format", "json"]);
    assert!(super::account(&run)["remarks"].as_array().unwrap().is_empty(), "{}", run.all());
    let again = read(&folder, "claims/t.yaml");
    assert!(again.contains("    - taz\n") && again.contains("    - tc\n"), "{again}");
    assert_eq!(again.matches("identity:").count(), 1, "{again}");
    // The same person, once with what she is.
    assert_eq!(file.matches("name: Ada Byron\n    role: MP and mayor\n").count(), 1, "{file}");
    assert_eq!(file.matches("    - ada-byron\n").count(), 2, "{file}");
}

#[test]
fn kinds_of_sources_have_more_than_one_name() {
    let map = format!("{MAP}  F: source_kind\n");
    let rows = "A is b.,Ada Byron,,,,Politician\nC is d.,fire department,,,,Organisation\nE is f.,taz,,,,News outlet\nG is h.,x,,,,y\n";
    let (file, account) = table(&map, rows);
    assert_eq!(refused(&account), ["row 5, column F source-kind"]);
    for source in ["Ada Byron\n    kind: person", "fire department\n    kind: organization", "taz\n    kind: outlet"] {
        assert!(file.contains(&format!("    name: {source}\n")), "{source}: {file}");
    }
}

/// Of a company with an `and` in its name the table can say that it is one.
#[test]
fn an_organization_may_have_an_and_in_its_name() {
    let map = format!("{MAP}  F: source_kind\n");
    let (file, account) = table(&map, "A is b.,Crane and Lock,,,,organization\nC is d.,Crane and Lock\n");
    assert!(file.contains("    name: Crane and Lock\n    kind: organization\n"), "{file}");
    assert_eq!(refused(&account), ["row 3, column B voices"]);
}

#[test]
fn the_voices_of_a_fact_check_that_cannot_be_told_apart_are_left_out() {
    let folder = folder();
    let check = |author: &str| {
        format!(
            r#"{{"@type": "ClaimReview", "claimReviewed": "By {author}.", "itemReviewed": {{"author": {{"name": "{author}"}}}}}}"#
        )
    };
    let all = ["Keller, according to Reuters", "a source (Peter Zwolle)", "Jonas Keller and Marta Oliveira"].map(check);
    folder.write("c.json", format!("[{}]", all.join(",")));
    let run = folder.run(&["import", "claimreview", "c.json", "--format", "json"]);
    assert_eq!(left_out(&account(&run)), ["itemReviewed.author.name voices", "itemReviewed.author.name reveals"]);
    let file = read(&folder, "claims/c.yaml");
    assert_eq!(file.matches("identity: named\n").count(), 2, "{file}");
    assert_eq!(file.matches("statement:").count(), 3, "{file}");
}

/// A question in a heading is answered with yes and no.
#[test]
fn a_column_may_say_yes_or_no() {
    for (heading, [yes, no], column) in [
        ("Anonymous?", ["yes", "no"], "source_anonymous"),
        ("Anonym", ["ja", "nein"], "source_anonymous"),
        ("Named?", ["FALSE", "TRUE"], "source_named"),
        ("Is the source named?", ["no", "yes"], "source_named"),
        ("On the record?", ["0", "1"], "source_named"),
        ("Off the record", ["x", "-"], "source_anonymous"),
        ("Confidential?", ["Yes", "No"], "source_anonymous"),
        ("Vertraulich", ["wahr", "falsch"], "source_anonymous"),
    ] {
        let folder = folder();
        let rows =
            format!("A is so.,Ada Byron,{no}\nB is so.,a friend of the mayor,{yes}\nC is so.,NATO diplomat,{no}\n");
        folder.write("f.csv", format!("Claim,Said by,{heading}\n{rows}"));
        let map = folder.run(&["import", "table", "f.csv"]);
        assert!(map.out().ends_with(&format!("heading: {heading}\n    is: {column}\n")), "{}", map.out());
        folder.write("m.yaml", map.out());
        let run = folder.run(&["import", "table", "f.csv", "--map", "m.yaml", "--format", "json"]);
        assert!(refused(&account(&run)).is_empty(), "{}", run.all());
        // A description is no name, whatever the table says.
        let remark = "1 source is said to be named, but the words are a description, so it is unspecified, first in row 4, column B";
        assert_eq!(account(&run)["remarks"][0]["words"], remark);
        let file = read(&folder, "claims/f.yaml");
        assert!(file.contains("identity: unspecified\n    description: NATO diplomat\n"), "{heading}: {file}");
        assert!(file.contains("identity: named\n    name: Ada Byron\n"), "{file}");
        let identity = if column == "source_named" { "unspecified" } else { "anonymous" };
        assert!(file.contains(&format!("identity: {identity}\n    description: a friend of the mayor\n")), "{file}");
    }
    let map = format!("{MAP}  F: source_anonymous\n");
    let (file, account) =
        table(&map, "A is b.,NATO diplomat,,,,no\nC is d.,李四,,,,no\nE is f.,Ada Byron,,,,yes\nG is h.,x,,,,?\n");
    assert!(file.contains("identity: unspecified\n    description: NATO diplomat\n"), "{file}");
    assert!(file.contains("identity: named\n    name: 李四\n"), "{file}");
    assert_eq!(refused(&account), ["row 4, column B reveals", "row 5, column F truth"]);
    // Of what may be a name, the table says that it is one.
    let (file, account) = table(&map, "A is b.,Samira,,,,no\nC is d.,City Fire Office,,,,no\nE is f.,taz,,,,no\n");
    assert!(file.matches("identity: named\n").count() == 3, "{file}");
    assert!(account["remarks"].as_array().unwrap().is_empty(), "{account}");
    let (file, account) = table(&map, "A is b.,Samira,,,,yes\nC is d.,a nurse,,,,yes\nE is f.,Alex*,,,,yes\n");
    assert!(!file.contains("Samira") && file.matches("identity: anonymous\n").count() == 2, "{file}");
    assert_eq!(refused(&account), ["row 2, column B reveals"]);
    // Yes and no are no answer to a question that nobody asked.
    let folder = folder();
    folder.write("f.csv", "Claim,Said by,Identity\nA is so.,Ada Byron,no\n");
    let map = folder.run(&["import", "table", "f.csv"]);
    assert!(map.out().ends_with("heading: Identity\n    is: ignore\n"), "{}", map.out());
}
