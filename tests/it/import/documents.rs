//! Formats of which only documents come: bibliographies and the auto-archiver.

use super::{account, folder, left_out, read, refused, twice};

const CSL: &str = r#"[{"id": "a", "type": "article-newspaper", "title": "Bridge: closed #1", "container-title": "Example Gazette",
  "publisher": "Gazette Group", "URL": "https://web.archive.org/web/20241021120000/https://example.org/bridge",
  "issued": {"date-parts": [[2024, "10", 21]]}, "accessed": {"date-parts": [[2024, 11]]}, "language": "en-GB",
  "author": [{"family": "Example", "given": "Ada"}, {"literal": "Newsroom", "ORCID": "x"}], "note": "call +41 31 555 01 23", "volume": 3},
  {"id": "b", "title": "Paper", "DOI": "10.1000/xyz", "issued": {"raw": "2024-05-01"}},
  {"id": "c", "type": "book"}, {"title": "Undated", "issued": {"literal": "spring"}}]"#;

#[test]
fn references_are_documents() {
    let file = twice(&["references", "r.json"], &[("r.json", CSL.as_bytes())]);
    let expected = "documents:
  # item 1
  bridge-closed-1:
    title: 'Bridge: closed #1'
    publisher: example-gazette
    url: https://example.org/bridge
    published: \"2024-10-21\"
    author:
    - Ada Example
    - Newsroom
    language: en-GB
    accessed: \"2024-11\"
    archived_url: https://web.archive.org/web/20241021120000/https://example.org/bridge

  # item 2
  paper:
    title: Paper
    url: https://doi.org/10.1000/xyz
    published: \"2024-05-01\"

  # item 4
  undated:
    title: Undated
";
    assert!(file.ends_with(expected), "{file}");
    assert!(!file.contains("555") && !file.contains("claims:"), "{file}");
    let folder = folder();
    folder.write("r.json", CSL);
    let run = folder.run(&["import", "references", "r.json", "--format", "json"]);
    assert_eq!(run.status, Some(1));
    let account = account(&run);
    assert_eq!(left_out(&account), ["publisher no-field", "author.ORCID no-field", "note private", "volume no-field"]);
    assert_eq!(refused(&account), ["item 3 no-title", "item 4 issued date"]);
}

/// What reference managers write in their own way is an address, and a language.
#[test]
fn a_url_command_is_an_address_and_the_name_of_a_language_its_tag() {
    let bibtex = "@misc{a, title={One}, howpublished={\\url{https://example.org/a_b}}, langid={ngerman}, year=2024}";
    let file = twice(&["references", "r.bib"], &[("r.bib", bibtex.as_bytes())]);
    assert!(file.contains("    url: https://example.org/a_b\n") && file.contains("    language: de\n"), "{file}");
    let folder = folder();
    folder.write("r.bib", bibtex);
    let account = account(&folder.run(&["import", "references", "r.bib", "--format", "json"]));
    assert!(refused(&account).is_empty() && left_out(&account).is_empty(), "{account}");
}

/// A platform has published nothing, and what no named source has published is known again.
/// The field of BibLaTeX for the language of a work, which many programs write in place of `langid`.
#[test]
fn the_language_of_a_work_is_that_of_the_document() {
    for (fields, expected) in [
        ("language={en}", Some("en")),
        ("language={German}", Some("de")),
        ("langid={ngerman}, language={en}", Some("de")),
        ("language={french and german}", None),
        ("language={Klingon}", None),
    ] {
        let folder = folder();
        folder
            .write("r.bib", format!("@online{{a, title={{The Cranes}}, url={{https://post.example/a}}, {fields}}}\n"));
        let run = folder.run(&["import", "references", "r.bib", "--format", "json"]);
        assert_eq!(run.status, Some(0), "{}", run.all());
        let file = read(&folder, "claims/r.yaml");
        let language = file.lines().find_map(|line| line.strip_prefix("    language: "));
        assert_eq!(language, expected, "{file}");
        let is_left = left_out(&account(&run)) == ["language no-field"];
        assert_eq!(is_left, expected.is_none() || fields.starts_with("langid"), "{fields}");
    }
}

#[test]
fn a_platform_is_no_publisher() {
    let csl = r#"[{"title": "A film", "publisher": "YouTube", "URL": "https://video.example/1"},
        {"title": "A page", "publisher": "US media", "URL": "https://p.example/2"}, {"title": "No address", "publisher": "US media"}]"#;
    let file = twice(&["references", "r.json"], &[("r.json", csl.as_bytes())]);
    assert!(!file.contains("YouTube") && file.matches("    publisher: us-media\n").count() == 2, "{file}");
    let folder = folder();
    folder.write("r.json", csl);
    let run = folder.run(&["import", "references", "r.json", "--format", "json"]);
    assert_eq!(left_out(&account(&run)), ["publisher platform"]);
}

/// What stands for more authors is none of them.
#[test]
fn others_are_no_author() {
    let csl = r#"[{"title": "One", "author": [{"family": "Byron", "given": "Ada"}, {"literal": "et al."}]}]"#;
    let ris = "TY  - NEWS\nTI  - One\nAU  - Byron, Ada\nAU  - et al.\nER  - \n";
    for (name, text, field) in [
        ("r.bib", "@article{a, title={One}, author={Byron, Ada and others}}", "author"),
        ("r.json", csl, "author"),
        ("r.ris", ris, "AU"),
    ] {
        let folder = folder();
        folder.write(name, text);
        let run = folder.run(&["import", "references", name, "--format", "json"]);
        assert_eq!(left_out(&account(&run)), [format!("{field} no-name")], "{name}");
        let file = read(&folder, "claims/r.yaml");
        assert!(file.ends_with("    author:\n    - Ada Byron\n"), "{name}: {file}");
    }
}

/// A chapter is no part of its book's record, and each has its own authors and address.
#[test]
fn a_chapter_with_a_crossref_is_a_document_of_its_own() {
    let bibtex = "@book{b, title={The Cranes}, publisher={Example Press}, year={2020}, doi={10.1000/xyz}}\n\
        @inproceedings{p, title={Cracks in Crane 7}, author={Brandt, Lena}, crossref={b}}\n\
        @article{a, title = {A \\emph{story}}, date={2026-11-01/2026-11-03}, url = {https://post.example/crane\\_cracks?a=1\\&b=2}}\n";
    let file = twice(&["references", "r.bib"], &[("r.bib", bibtex.as_bytes())]);
    let expected = "documents:
  # item 1
  cranes-2:
    title: The Cranes
    publisher: example-press
    url: https://doi.org/10.1000/xyz
    published: \"2020\"

  # item 2
  cracks-in-crane-7:
    title: Cracks in Crane 7
    publisher: cranes
    published: \"2020\"
    author:
    - Lena Brandt

  # item 3
  story:
    title: A story
    url: https://post.example/crane_cracks?a=1&b=2
    published: \"2026-11-01\"
";
    assert!(file.ends_with(expected), "{file}");
    let folder = folder();
    folder.write("r.bib", bibtex);
    let account = account(&folder.run(&["import", "references", "r.bib", "--format", "json"]));
    assert_eq!(left_out(&account), ["date range"], "{account}");
    assert!(refused(&account).is_empty(), "{account}");
}

#[test]
fn the_end_of_a_range_of_dates_is_left_out_and_said() {
    let csl = r#"[{"title": "Range <i>of</i> dates &amp; days", "issued": {"date-parts": [[2026, 10], [2026, 11]]}}]"#;
    let folder = folder();
    folder.write("r.json", csl);
    let run = folder.run(&["import", "references", "r.json", "--format", "json"]);
    assert_eq!((run.status, left_out(&account(&run))), (Some(0), vec!["issued range".to_owned()]));
    let file = read(&folder, "claims/r.yaml");
    assert!(file.contains("    title: Range of dates & days\n    published: \"2026-10\"\n"), "{file}");
}

#[test]
fn bibtex_and_ris_say_the_same() {
    let bibtex = "@string{gazette = \"Example Gazette\"}\n@article{a,\n  title = {Die Br{\\\"u}cke: {closed}},\n  journal = gazette,\n  \
        year = 2024, month = oct, author = {Example, Ada and van Other, Bo}, url = {https://example.org/bridge}, note = {x}, pages = {3}\n}\n";
    let file = twice(&["references", "r.bib"], &[("r.bib", bibtex.as_bytes())]);
    for line in [
        "title: 'Die Brücke: closed'",
        "published: \"2024-10\"",
        "- Ada Example",
        "- Bo van Other",
        "name: Example Gazette",
        "url: https://example.org/bridge",
    ] {
        assert!(file.contains(line), "{line}: {file}");
    }
    let ris = "TY  - NEWS\r\nTI  - Die Brücke\r\nAU  - Example, Ada\r\nAU  - Newsroom\r\nT2  - Example Gazette\r\nDA  - 2024/10/21/\r\nPY  - 2024\r\n\
        UR  - https://example.org/bridge\r\nN1  - x\r\nSP  - 3\r\nER  - \r\n";
    let file = twice(&["references", "r.ris"], &[("r.ris", ris.as_bytes())]);
    for line in
        ["title: Die Brücke", "published: \"2024-10-21\"", "- Ada Example", "- Newsroom", "name: Example Gazette"]
    {
        assert!(file.contains(line), "{line}: {file}");
    }
}

#[test]
fn the_digest_of_a_file_beside_the_sheet_is_compared() {
    let sheet = |hash: &str, location: &str| {
        format!("Link,Archive location,Upload title,Hash\nhttps://example.org/a,{location},A,{hash}\n")
    };
    let video = "the bytes of a film";
    let right = format!("SHA-256:{}", crate::evidence::sha256(video).to_uppercase());
    let wrong = format!("SHA-256:{}", "0".repeat(64));
    let (bare, other) = (right.replace("SHA-256:", ""), right.replace("SHA-256:", "SHA3-256:"));
    let zeros = "0".repeat(64);
    for (hash, location, file, compared, written, why, left) in [
        (&*right, "https://bucket.example/a/film.mp4?x=1", "film.mp4", 1, true, "", ""),
        (&*right, "local_archive/a/film.mp4", "local_archive/a/film.mp4", 1, true, "", ""),
        (&*right, "/home/ada/film.mp4", "film.mp4", 1, true, "", ""),
        (&*wrong, "https://bucket.example/film.mp4", "film.mp4", 1, false, "row 2 hash other-digest", ""),
        (&*wrong, "https://bucket.example/film.mp4", "other.mp4", 0, true, "", ""),
        (&*right, "../film.mp4", "../film.mp4", 0, true, "", ""),
        ("not-calculated", "https://bucket.example/film.mp4", "film.mp4", 0, false, "", "hash not-calculated"),
        (&*bare, "https://bucket.example/film.mp4", "film.mp4", 1, true, "", ""),
        (&*bare, "https://bucket.example/film.mp4", "other.mp4", 0, false, "", "hash digest-kind"),
        (&*zeros, "https://bucket.example/film.mp4", "film.mp4", 1, false, "", "hash digest-kind"),
        (&*other, "https://bucket.example/film.mp4", "film.mp4", 0, false, "", "hash digest-kind"),
        ("SHA-256:12", "https://bucket.example/film.mp4", "film.mp4", 0, false, "", "hash digest-kind"),
    ] {
        let folder = folder();
        folder.write("sheets/sheet.csv", sheet(hash, location));
        folder.write(format!("sheets/{file}"), video);
        let run = folder.run(&["import", "autoarchiver", "sheets/sheet.csv", "--format", "json"]);
        let account = account(&run);
        let read = account["read"].as_array().unwrap().iter().find(|read| read["what"] == "compared file");
        let found = read.map_or(0, |read| read["count"].as_u64().unwrap());
        assert_eq!(found, compared, "{location}: {account}");
        assert_eq!(read_sha256(&folder), written, "{location}: {account}");
        assert_eq!(refused(&account).concat(), why, "{account}");
        assert_eq!(left_out(&account).concat(), left, "{account}");
    }
}

fn read_sha256(folder: &super::Folder) -> bool {
    read(folder, "claims/sheet.yaml").contains("sha256:")
}

const METADATA: &str = r#"{"status": "wacz: success", "metadata": {"url": "https://example.org/post", "title": "A post", "timestamp": "2024-10-21T08:30:00+00:00",
  "_processed_at": "2024-11-02 08:00:00", "tmp_dir": "/home/ada/tmp", "content": "x"}, "media": [{"filename": "/home/ada/a.mp4",
  "properties": {"hash": "SHA-256:12E4000000000000000000000000000000000000000000000000000000000000", "src": "x"}}]}"#;

#[test]
fn the_auto_archiver_gives_documents_and_nothing_of_the_computer() {
    let file = twice(&["autoarchiver", "metadata.json"], &[("metadata.json", METADATA.as_bytes())]);
    let expected = "documents:
  # item 1
  post:
    title: A post
    url: https://example.org/post
    published: 2024-10-21T08:30:00+00:00
    accessed: \"2024-11-02\"
    sha256: \"12e4000000000000000000000000000000000000000000000000000000000000\"
";
    assert!(
        file.replace("published: \"2024-10-21T08:30:00+00:00\"", "published: 2024-10-21T08:30:00+00:00")
            .ends_with(expected),
        "{file}"
    );
    let sheet = "Link,Archive status,Archive location,Archive date,Upload title,Hash,Destination folder\n\
        https://example.org/a,ok,https://archive.example/a,2024-11-02,A,not-calculated,/home/ada\nftp://x,,,,,,\n";
    let folder = folder();
    folder.write("sheet.csv", sheet);
    let run = folder.run(&["import", "autoarchiver", "sheet.csv", "--format", "json"]);
    let account = account(&run);
    assert_eq!(left_out(&account), ["hash not-calculated", "archive status computer", "destination folder computer"]);
    assert_eq!(refused(&account), ["row 3 url url", "row 3 no-title"]);
    assert!(!run.all().contains("/home/ada"), "{}", run.all());
    let file = read(&folder, "claims/sheet.yaml");
    assert!(file.contains("archived_url: https://archive.example/a\n") && !file.contains("sha256"), "{file}");
}

#[test]
fn the_auto_archiver_loses_the_text_of_a_post_for_the_right_reason() {
    let sheet = "Link,Archive status,Archive date,Upload title,Text content,Case\n\
        https://example.org/a,success,2024-11-02,A,We knew of the cracks,12\n\
        https://example.org/b,Archive failed: timeout,2024-11-03,B,,\n";
    let folder = folder();
    folder.write("sheet.csv", sheet);
    let run = folder.run(&["import", "autoarchiver", "sheet.csv", "--format", "json"]);
    let account = account(&run);
    let left = ["archive status computer", "text content no-field", "case no-field", "archived not-archived"];
    assert_eq!(left_out(&account), left);
    let file = read(&folder, "claims/sheet.yaml");
    assert!(file.contains("accessed: \"2024-11-02\"") && !file.contains("2024-11-03"), "{file}");
}
