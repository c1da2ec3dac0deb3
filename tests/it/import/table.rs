//! Tables.

use super::{account, folder, left_out, read, twice};

const MAP: &str = "headings: 1\ncolumns:\n  A: statement\n  B: source\n  C: date\n  D: url\n  E: quote\n  F: note\n";

#[test]
fn a_first_row_with_a_sentence_is_no_heading() {
    let folder = folder();
    folder.write("t.csv", "The bridge is closed.,Ada Example\nIt opens in May.,Bo Other\n");
    let map = folder.run(&["import", "table", "t.csv"]);
    assert!(map.out().contains("\nheadings: 0\ncolumns:\n  # for example: The bridge is closed.\n"), "{}", map.out());
    folder.write("m.yaml", map.out());
    let run = folder.run(&["import", "table", "t.csv", "--map", "m.yaml"]);
    assert!(run.out().contains("2 claims"), "{}", run.all());
}

#[test]
fn a_table_without_a_map_is_not_imported() {
    let folder = folder();
    folder.write("t.csv", "Claim,Source\nThe bridge is closed.,Ada Example\n");
    let run = folder.run(&["import", "table", "t.csv"]);
    assert_eq!(run.status, Some(2));
    assert!(run.out().ends_with("    heading: Source\n    is: source\n"), "{}", run.out());
    assert!(run.err().contains("nothing was imported"), "{}", run.err());
    assert!(!folder.path().join("claims/t.yaml").exists());
    // What is printed is a map.
    folder.write("map.yaml", run.out());
    let run = folder.run(&["import", "table", "t.csv", "--map", "map.yaml"]);
    assert_eq!(run.status, Some(0), "{}", run.all());
    let file = read(&folder, "claims/t.yaml");
    assert!(file.contains("    attributed_to:\n    - ada-example\n") && !file.contains("sources:"), "{file}");
}

#[test]
fn a_second_import_writes_only_what_is_new() {
    let folder = folder();
    folder.write("map.yaml", MAP);
    folder.write("t.csv", "x\nThe bridge is closed.,an official\n");
    assert_eq!(folder.run(&["import", "table", "t.csv", "--map", "map.yaml"]).status, Some(0));
    folder.write("t.csv", "x\nThe bridge is closed.,an official\nIt opens in May.,Bo Other\n");
    let run = folder.run(&["import", "table", "t.csv", "--map", "map.yaml", "--format", "json"]);
    assert_eq!(account(&run)["written"], serde_json::json!({"sources": 1, "documents": 0, "claims": 1}));
    let file = read(&folder, "claims/t-2.yaml");
    assert!(file.contains("statement: It opens in May.") && !file.contains("closed"), "{file}");
    assert_eq!(folder.run(&["check", "--deny", "error"]).status, Some(0));
}

#[test]
fn the_same_table_gives_the_same_bytes() {
    let rows = "x\nThe bridge is closed.,Ada Example,2024,https://example.org/a,no,n\nThe bridge is closed.,Bo Other\n\
                The bridge: is closed #1,Facebook posts\nThe bridge is closed.,Bo Other\n";
    let file =
        twice(&["table", "t.csv", "--map", "map.yaml"], &[("t.csv", rows.as_bytes()), ("map.yaml", MAP.as_bytes())]);
    for id in ["bridge-is-closed:", "bridge-is-closed-2:", "bridge-is-closed-1:"] {
        assert!(file.contains(&format!("\n  {id}\n")), "{file}");
    }
    assert_eq!(file.matches("statement:").count(), 3, "the last row repeats another: {file}");
}

#[test]
fn what_is_refused_has_a_place() {
    let folder = folder();
    folder.write("map.yaml", format!("{MAP}  G: source_identity\n  H: language\n"));
    let rows = "x\n=A1,Ada Example\nA,Ada Example,last week\nB,,,ftp://x\nC,,,https://example.org,a\u{1b}b\n,Ada Example\nD,#REF!\n\
                E,Ada Example,,,,,anonymous\nF,,,https://example.org/f,,,,not a language\nG,x,,,,,secret\nH,,,,quote\n";
    folder.write("t.csv", rows);
    let run = folder.run(&["import", "table", "t.csv", "--map", "map.yaml", "--format", "json"]);
    assert_eq!(run.status, Some(1));
    let account = account(&run);
    let found: Vec<_> = account["not_understood"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["place"].as_str().unwrap(), one["why"].as_str().unwrap()))
        .collect();
    assert_eq!(
        found,
        [
            ("row 2, column A", "formula"),
            ("row 3, column C", "date"),
            ("row 4, column D", "url"),
            ("row 5, column E", "hidden"),
            ("row 6", "no-statement"),
            ("row 7, column B", "error-value"),
            ("row 8, column B", "reveals"),
            ("row 9, column H", "language"),
            ("row 10, column G", "identity"),
            ("row 11", "no-page"),
        ]
    );
    assert!(!folder.path().join("claims/t.yaml").exists(), "nothing of these rows is kept");
    assert!(!run.all().contains("Ada Example"), "row 8 gives a name to an anonymous source: {}", run.all());
}

/// A row that was imported without a cell would be another claim once the cell is corrected.
#[test]
fn a_row_that_is_corrected_is_imported_once() {
    let map = "columns:\n  A: statement\n  B: source\n  C: date\n  D: url\n  E: publisher\n  F: ignore\n";
    let good = "It opens in May.,Bo Other,2024-10-21,https://example.org/b,Example Gazette,=1";
    for (damaged, corrected) in [
        ("5/10/2024,https://example.org/c,Other Gazette", "2024-10-05,https://example.org/c,Other Gazette"),
        ("2024,ftp://example.org/c,Other Gazette", "2024,https://example.org/c,Other Gazette"),
        ("2024,https://example.org/c,=E1", "2024,https://example.org/c,Other Gazette"),
    ] {
        let folder = folder();
        folder.write("map.yaml", map);
        let import = |row: &str| {
            folder.write("t.csv", format!("x\n{good}\nThe bridge is closed.,Cy Third,{row}\n"));
            account(&folder.run(&["import", "table", "t.csv", "--map", "map.yaml", "--format", "json"]))
        };
        let first = import(damaged);
        assert_eq!(first["written"], serde_json::json!({"sources": 2, "documents": 1, "claims": 1}), "{damaged}");
        assert_eq!(left_out(&first), ["row not-understood", "column F not-mapped"]);
        assert_eq!(first["left_out"][0]["place"], "row 3", "{first}");
        let file = read(&folder, "claims/t.yaml");
        assert!(!["Cy Third", "Other Gazette", "example.org/c"].iter().any(|word| file.contains(word)), "{file}");
        let second = import(corrected);
        assert_eq!(second["written"], serde_json::json!({"sources": 2, "documents": 1, "claims": 1}), "{corrected}");
        assert_eq!(super::refused(&second), [""; 0], "{second}");
        let files = file + &read(&folder, "claims/t-2.yaml");
        assert!(files.contains("\n  bridge-is-closed:\n") && !files.contains("-2:\n"), "{files}");
    }
}

#[test]
fn contacts_in_notes_are_counted_and_never_written() {
    let folder = folder();
    folder.write("map.yaml", MAP);
    folder.write("t.csv", "x,,,,,Note\nA is b.,,,,,\"Call +41 31 555 01 23, or ada@example.org.\"\n");
    let run = folder.run(&["import", "table", "t.csv", "--map", "map.yaml", "--format", "json"]);
    assert_eq!(run.status, Some(0), "{}", run.all());
    let left = &account(&run)["left_out"][0];
    assert_eq!(
        (left["field"].as_str(), left["reason"].as_str(), left["count"].as_u64()),
        (Some("Note"), Some("contact"), Some(2))
    );
    let file = read(&folder, "claims/t.yaml");
    assert!(file.contains("note: Call [left out], or [left out]"), "{file}");
}

#[test]
fn contacts_in_what_records_are_known_by_are_not_understood() {
    let folder = folder();
    folder
        .write("map.yaml", "columns:\n  A: statement\n  B: source\n  C: url\n  D: title\n  E: quote\n  F: publisher\n");
    let rows = [
        ("A1 is b.,+41 31 555 01 23", "B"),
        ("A2 is b.,bob@x.example", "B"),
        ("A3 is b.,\"Ada Example; Tel. 0171 5550123\"", "B"),
        ("\"A4, call 202-555-0123.\",Bo Other", "A"),
        ("bob@x.example is b.,Bo Other", "A"),
        ("A6 is b.,Bo Other,https://example.org/?email=bob@x.example", "C"),
        ("A7 is b.,Bo Other,https://example.org/?email=bob%40x.example,A title", "C"),
        ("A8 is b.,Bo Other,https://example.org/a,Letter of bob@x.example", "D"),
        ("A9 is b.,Bo Other,https://example.org/a,,call 202-555-0123", "E"),
        ("A10 is b.,Bo Other,https://example.org/a,,,bob@x.example", "F"),
    ];
    let table: String = rows.iter().map(|(row, _)| format!("{row}\n")).collect();
    folder.write("t.csv", format!("x\n{table}A11 is b.,\"Cy Third, cy@x.example\"\n"));
    let run = folder.run(&["import", "table", "t.csv", "--map", "map.yaml", "--format", "json"]);
    let account = account(&run);
    let places = rows.iter().zip(2..).map(|((_, column), row)| format!("row {row}, column {column} contact"));
    assert_eq!(super::refused(&account), places.collect::<Vec<_>>(), "{account}");
    assert_eq!(account["written"], serde_json::json!({"sources": 1, "documents": 0, "claims": 1}));
    let file = read(&folder, "claims/t.yaml");
    assert!(file.contains("name: Cy Third\n") && file.contains("statement: A11 is b.\n"), "{file}");
    for contact in ["555", "x.example", "x-example", "left"] {
        assert!(!file.contains(contact) && (contact == "left" || !run.all().contains(contact)), "{contact}: {file}");
    }
}

#[test]
fn a_box_is_no_review_and_nor_is_a_signed_one() {
    let folder = folder();
    folder.write("map.yaml", "columns:\n  A: statement\n  B: checked\n  C: verdict\n  D: reviewer\n  E: reviewed\n");
    folder.write("t.csv", "Claim,Checked,Rating,By,On\nA,yes\nB,yes,False,Bo Other,2024-10-21\n");
    assert_eq!(folder.run(&["import", "table", "t.csv", "--map", "map.yaml"]).status, Some(0));
    let file = read(&folder, "claims/t.yaml");
    assert!(file.contains("note: 'Marked in the table, which is no review: Checked: yes'"), "{file}");
    let signed =
        "note: 'Decided elsewhere, not by this desk: Checked: yes; Rating: False; By: Bo Other; On: 2024-10-21'";
    assert!(file.contains(signed) && !file.contains("reviews:"), "{file}");
}

#[test]
fn a_map_must_fit_the_table() {
    let folder = folder();
    folder.write("t.csv", "Claim,Source\nA,Ada Example\n");
    for (map, expected) in [
        (
            "columns:\n  A: {heading: Statement, is: statement}\n",
            "row 1, column A: the heading is `Claim`, and `Statement` in the map",
        ),
        ("columns:\n  A: claim\n", "map.yaml`: line 2: a column is not `claim`"),
        ("columns: {}\n", "nothing to import"),
    ] {
        folder.write("map.yaml", map);
        let run = folder.run(&["import", "table", "t.csv", "--map", "map.yaml"]);
        assert_eq!(run.status, Some(2));
        assert!(run.err().contains(expected), "{}", run.err());
    }
}

#[test]
fn nothing_is_written_where_something_is() {
    let folder = folder();
    folder.write("t.csv", "Claim\nA\n");
    folder.write("map.yaml", "columns: {A: statement}\n");
    for output in ["claims/a.yaml", "claims/new.txt", "t.csv"] {
        let before = read(&folder, output);
        let run = folder.run(&["import", "table", "t.csv", "--map", "map.yaml", "--output", output]);
        assert_eq!(run.status, Some(2), "{output}: {}", run.all());
        assert_eq!(read(&folder, output), before);
    }
    let run = folder.run(&["import", "table", "t.csv", "--map", "map.yaml", "--dry-run"]);
    assert_eq!((run.status, folder.path().join("claims/t.yaml").exists()), (Some(0), false));
    folder.write("claims/b.yaml", "claims: [\n");
    let run = folder.run(&["import", "table", "t.csv", "--map", "map.yaml"]);
    assert!(run.status == Some(1) && run.err().contains("nothing was written"), "{}", run.all());
}

/// What nobody with a name has published is confidential, so of its record nothing is kept but a mark.
#[test]
fn a_confidential_document_is_imported_once() {
    let map = "columns:\n  A: statement\n  B: source\n  C: url\n  D: quote\n  E: publisher\n  F: title\n";
    let rows = "x\nThe crane was old.,a nurse,https://p.example/1,it was old,US media,Crane\n\
                The crane was old.,a nurse,https://p.example/1,it was new,US media,Crane\n\
                The crane was red.,Bo Other,,\"red, they say\",an anonymous blogger,Diary of a crane\n";
    let files = [("t.csv", rows.as_bytes()), ("map.yaml", map.as_bytes())];
    let file = twice(&["table", "t.csv", "--map", "map.yaml"], &files);
    assert_eq!((file.matches("statement:").count(), file.matches("title:").count()), (3, 2), "{file}");
    // One that the desk has marked is not written again either, where all could read it.
    let folder = folder();
    folder.write(
        "claims/c.yaml",
        "documents:\n  secret: {title: Crane, url: 'https://p.example/1', confidential: true}\n",
    );
    folder.write("map.yaml", map);
    folder.write(
        "t.csv",
        "x\nThe crane was old.,Bo Other,http://www.p.example/1/?utm_source=a,it was old,Example Gazette,Crane\n",
    );
    assert_eq!(folder.run(&["import", "table", "t.csv", "--map", "map.yaml"]).status, Some(0));
    let file = read(&folder, "claims/t.yaml");
    assert!(!file.contains("p.example") && file.contains("    - document: secret\n"), "{file}");
}

/// A table without a column for documents has no quotes and places in them; a proposed map is one that can be used.
#[test]
fn a_map_for_messages_can_be_used() {
    let folder = folder();
    let rows = "Timestamp,Sender,Message,Page\n2024-10-21 08:30,Bo Other,The crane was cracked since May.,3\n\
                2024-10-21 08:31,Samira,We told the port twice about it.,4\n2024-10-21 08:32,You,Who else knew of it then?,\n";
    folder.write("t.csv", rows);
    let map = folder.run(&["import", "table", "t.csv"]);
    let is: Vec<_> = map.out().lines().filter_map(|line| line.strip_prefix("    is: ")).collect();
    assert_eq!(is, ["date", "source", "statement", "note"], "{}", map.out());
    folder.write("m.yaml", map.out());
    let run = folder.run(&["import", "table", "t.csv", "--map", "m.yaml", "--format", "json"]);
    assert_eq!(account(&run)["written"]["claims"], 3, "{}", run.all());
    let file = read(&folder, "claims/t.yaml");
    assert_eq!(file.matches("identity: unspecified\n").count(), 2, "{file}");
}

/// Signs and words for nothing are nothing, in whatever column.
#[test]
fn a_cell_may_say_that_there_is_nothing() {
    let folder = folder();
    folder.write("map.yaml", format!("{MAP}  G: title\n  H: language\n"));
    folder.write("t.csv", "x\nThe bridge is closed.,n/a,n.d.,-,—,x,N/A,none\nIt opens in May.,TBC;Bo Other,tbd,n/a\n");
    let run = folder.run(&["import", "table", "t.csv", "--map", "map.yaml", "--format", "json"]);
    let account = account(&run);
    assert_eq!((super::refused(&account), run.status), (vec![], Some(0)), "{account}");
    assert_eq!(left_out(&account), ["column B no-name"]);
    assert_eq!(account["written"], serde_json::json!({"sources": 1, "documents": 0, "claims": 2}), "{account}");
}

/// What the desk finds out about a source after an import changes nothing about the claims that it has.
#[test]
fn a_source_that_the_desk_has_corrected_is_the_same() {
    let folder = folder();
    folder.write("map.yaml", MAP);
    let rows = "x\nThe bridge is closed.,Samira\nIt opens in May.,a nurse\nIt is old.,Bo Other\n";
    folder.write("t.csv", rows);
    assert_eq!(folder.run(&["import", "table", "t.csv", "--map", "map.yaml"]).status, Some(0));
    let file = read(&folder, "claims/t.yaml");
    let corrected = file
        .replace("identity: unspecified\n    description: Samira", "identity: named\n    name: Samira")
        .replace("identity: unspecified\n    description: a nurse", "identity: anonymous\n    description: a nurse")
        .replace("identity: named\n    name: Bo Other", "identity: unspecified\n    description: Bo Other");
    assert_ne!(file, corrected);
    folder.write("claims/t.yaml", corrected);
    let again = folder.run(&["import", "table", "t.csv", "--map", "map.yaml"]);
    assert!(again.out().starts_with("nothing to write: no record is new\n"), "{}", again.all());
    // A new claim of hers is by the one who is named now; another nurse may be somebody else.
    folder.write("t.csv", format!("{rows}It is red.,Samira\nIt is blue.,a nurse\n"));
    assert_eq!(folder.run(&["import", "table", "t.csv", "--map", "map.yaml"]).status, Some(0));
    let file = read(&folder, "claims/t-2.yaml");
    assert!(file.contains("    - samira\n") && file.contains("    - nurse-2\n"), "{file}");
    assert_eq!(file.matches("identity:").count(), 1, "{file}");
}

/// Why a source is not named is for readers, so a person has to say that it is; who knows the source is a role.
#[test]
fn why_a_source_is_not_named_and_who_knows_it_are_its_fields() {
    let folder = folder();
    let rows = "Claim,Said by,On record?,Why anonymous,Known to\n\
        The bridge leaks.,a dam engineer,No,could lose her job,news editor\n\
        The bridge sags.,a diver,off the record,,Jonas Keller\n\
        The bridge holds.,Jonas Keller,Yes,n/a,news editor\n\
        The bridge hums.,a guard,,fears for his job,\n\
        The bridge sings.,Clara Real,,fears for her job,\n";
    folder.write("t.csv", rows);
    let map = folder.run(&["import", "table", "t.csv"]).out().to_owned();
    for column in
        ["On record?\n    is: source_identity", "Why anonymous\n    is: ignore", "Known to\n    is: source_known_to"]
    {
        assert!(map.contains(column), "{map}");
    }
    folder.write("m.yaml", map.replace("Why anonymous\n    is: ignore", "Why anonymous\n    is: source_reason"));
    let run = folder.run(&["import", "table", "t.csv", "--map", "m.yaml", "--format", "json"]);
    let account = account(&run);
    assert_eq!(left_out(&account), ["Known to no-role", "Known to not-anonymous", "row not-understood"]);
    assert_eq!(account["not_understood"][0]["why"], "reveals", "{account}");
    let file = read(&folder, "claims/t.yaml");
    for source in [
        "    identity: anonymous\n    description: a dam engineer\n    reason: could lose her job\n    known_to: news editor\n",
        "    identity: anonymous\n    description: a diver\n",
        "    identity: anonymous\n    description: a guard\n    reason: fears for his job\n",
    ] {
        assert!(file.contains(source), "{file}");
    }
    assert!(!file.contains("Clara") && !file.contains("Jonas Keller\n    reason"), "{file}");
    assert_eq!(folder.run(&["check", "--deny", "error"]).status, Some(0));
}

/// Whatever its heading is, and whatever the map takes its column for.
#[test]
fn nobody_is_named_whom_another_cell_keeps_back() {
    let headings = ["Status", "Terms", "Protect", "Attribution", "Notes"];
    for (heading, veil) in
        headings.into_iter().zip(["On background", "off-the-record", "Anon.", "unnamed", "Do not name!"])
    {
        let folder = folder();
        let rows = format!(
            "Claim,Who,{heading}\nThe bridge is closed.,Ada Example,On the record\nThe dam leaks.,Bo Other,{veil}\n\
             The crane leans.,a nurse,anonymous\nThe quay sinks.,Cy Third,\n"
        );
        folder.write("t.csv", rows);
        let map = folder.run(&["import", "table", "t.csv"]).out().to_owned();
        let proposed = format!("    heading: {heading}\n    is: source_identity");
        assert!(map.contains(&proposed), "{map}");
        for taken in ["source_identity", "ignore", "checked", "note"] {
            folder.write("m.yaml", map.replace(&proposed, &format!("    heading: {heading}\n    is: {taken}")));
            let output = format!("claims/{taken}.yaml");
            let run =
                folder.run(&["import", "table", "t.csv", "--map", "m.yaml", "--output", &output, "--format", "json"]);
            assert_eq!(account(&run)["not_understood"][0]["why"], "reveals", "{heading} {taken}: {}", run.all());
            assert!(!run.all().contains("Bo Other"), "{heading} {taken}: {}", run.all());
            let file = read(&folder, &output);
            assert!(!file.contains("Bo Other"), "{heading} {taken}: {file}");
            assert!(file.contains("identity: anonymous\n    description: a nurse"), "{heading} {taken}: {file}");
            std::fs::remove_file(folder.path().join(&output)).unwrap();
        }
    }
}

#[test]
fn a_short_note_keeps_a_name_back_and_what_it_denies_does_not() {
    let is_named = |note: &str| {
        let folder = folder();
        folder.write("t.csv", format!("Claim,Who,Notes\nThe dam leaks.,Bo Other,\"{note}\"\n"));
        folder.write("m.yaml", "headings: 1\ncolumns:\n  A: statement\n  B: source\n  C: note\n");
        folder.run(&["import", "table", "t.csv", "--map", "m.yaml"]);
        let file = folder.path().join("claims/t.yaml");
        file.exists() && std::fs::read_to_string(file).unwrap().contains("name: Bo Other")
    };
    for note in [
        "Anonymous source",
        "wants to stay anonymous",
        "not on record!",
        "Please keep name out",
        "Confidential - do not publish",
        "Don't name",
        "Vertraulich!",
        "spoke off-the-record",
        "Name withheld",
        "OTR",
        "otr!",
        "phone call, OTR",
        "off the rec",
        "bg only",
        "Deep BG",
        "Chatham House",
        "CHR",
        "NFA",
        "unter zwei",
        "unter drei!",
        "nur Hintergrund",
        "off",
        "en off",
        "sous couvert d'anonymat",
        "extraoficial",
        "オフレコ",
        "off the record; call back next week about the two other dams in the valley",
        "She gave us two hours on the phone. Please do not name her in anything that we print about the dam.",
    ] {
        assert!(!is_named(note), "{note}");
    }
    for note in [
        "",
        "not confidential",
        "not anonymous",
        "on the record",
        "see the second source",
        "background reading is in the folder",
        "for background, see the folder",
        "Bulgaria",
        "Kinder unter drei",
        "the stove was off",
        "unter eins",
        "ok to use name",
        "the letter that came in May was anonymous, and he did not write it",
    ] {
        assert!(is_named(note), "{note}");
    }
}

/// A second column, a line or a part of the cell that names the source may keep it back.
#[test]
fn whatever_names_a_source_another_word_keeps_it_back() {
    let is_named = |heading: &str, source: &str, beside: &str| {
        let folder = folder();
        folder.write("t.csv", format!("Claim,Who,{heading}\nThe dam leaks.,\"{source}\",{beside}\nA,Cy Third,\n"));
        let map = folder.run(&["import", "table", "t.csv"]).out().to_owned();
        folder.write("m.yaml", map);
        folder.run(&["import", "table", "t.csv", "--map", "m.yaml"]);
        let file = read(&folder, "claims/t.yaml");
        assert!(file.contains("name: Cy Third"), "{heading} {source} {beside}: {file}");
        file.contains("Bo Other")
    };
    for (heading, source, beside) in [
        ("Note", "Bo Other; OTR", ""),
        ("Note", "Bo Other\noff the record", ""),
        ("Note", "on bg; Bo Other", ""),
        ("OTR", "Bo Other", "x"),
        ("Off rec?", "Bo Other", "yes"),
        ("BG", "Bo Other", "y"),
        ("Anon?", "Bo Other", "yes"),
        ("Chatham House?", "Bo Other", "true"),
        ("Can we name?", "Bo Other", "no"),
        ("Attributable", "Bo Other", "no"),
        ("Terms", "Bo Other", "not for attribution"),
        ("Page", "Bo Other", "off the record"),
    ] {
        assert!(!is_named(heading, source, beside), "{heading} {source} {beside}");
    }
    for (heading, source, beside) in [
        ("Note", "Bo Other; an anonymous official", ""),
        ("OTR", "Bo Other", "no"),
        ("Can we name?", "Bo Other", "yes"),
        ("Country", "Bo Other", "BG"),
        ("Affiliation", "Bo Other", "Chatham House"),
        ("Language", "Bo Other", "bg"),
        ("Terms", "Bo Other", "on the record"),
    ] {
        assert!(is_named(heading, source, beside), "{heading} {source} {beside}");
    }
    // One column says that the source may be named, and another one that it may not.
    let folder = folder();
    folder.write("t.csv", "Claim,Who,Named?,Terms\nThe dam leaks.,Bo Other,yes,on background\n");
    folder.write("m.yaml", "headings: 1\ncolumns:\n  A: statement\n  B: source\n  C: source_named\n  D: ignore\n");
    folder.run(&["import", "table", "t.csv", "--map", "m.yaml"]);
    assert!(!folder.path().join("claims/t.yaml").exists());
}

/// A column that the desk keeps to itself is never proposed as one that readers see.
#[test]
fn what_a_heading_keeps_back_is_left_out() {
    let folder = folder();
    for heading in [
        "Source name (do not publish)",
        "Real name of source",
        "Quelle (vertraulich)",
        "Internal source",
        "Source (private)",
    ] {
        folder.write("t.csv", format!("Claim,Said by,{heading}\nThe bridge leaks.,a dam engineer,Clara Real\n"));
        let map = folder.run(&["import", "table", "t.csv"]).out().to_owned();
        let is_left_out = map.ends_with(&format!("    heading: {heading}\n    is: ignore\n"));
        assert!(is_left_out, "{heading}: {}", map.split("  C:").last().unwrap_or_default());
    }
    folder.write("t.csv", "Claim,Said by,Confidential?\nThe bridge leaks.,a dam engineer,yes\n");
    let map = folder.run(&["import", "table", "t.csv"]).out().to_owned();
    assert!(map.ends_with("    is: source_anonymous\n"), "{map}");
}
