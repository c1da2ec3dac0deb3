//! Y1, Y2, Y4, Y11 to Y17: what YAML can do and claim files may not.

use super::program::{Folder, check, claim, findings, reported, words};

#[test]
fn anchors_and_aliases() {
    check(&[
        ("anchor", &claim("note: &n y"), &["4:11 syntax"]),
        ("alias", &claim("note: *n"), &["4:11 syntax"]),
        ("anchor on a record", "claims:\n  a: &a\n    statement: x\n", &["2:6 syntax"]),
        ("anchor on a key", "claims:\n  &a a:\n    statement: x\n", &["2:3 syntax"]),
        ("itself", "claims: &c [*c]\n", &["1:9 syntax"]),
        ("neither", &claim("note: Q&A, *really*"), &[]),
    ]);
    assert!(words(claim("note: *n")).starts_with("a text that starts with `*` needs quotes, in `note`"));
}

#[test]
fn alias_bombs() {
    let mut exponential = "l0: &l0 [lol, lol]\n".to_owned();
    for level in 1..30 {
        let below = level - 1;
        exponential.push_str(&format!("l{level}: &l{level} [*l{below}, *l{below}, *l{below}, *l{below}]\n"));
    }
    assert_eq!(findings(exponential), ["1:5 syntax"]);
    let quadratic = format!("a: &a {}\nb: [{}]\n", "x".repeat(50_000), "*a,".repeat(50_000));
    assert_eq!(findings(quadratic), ["1:4 syntax"]);
}

/// The claim of [`claim`] is at level 3.
fn nested(open: &str, depth: usize, close: &str) -> String {
    claim(&format!("tags: {}x{}", open.repeat(depth), close.repeat(depth)))
}

#[test]
fn nesting_up_to_32_levels() {
    check(&[
        ("32 lists", &nested("[", 29, "]"), &["4:12 wrong-type"]),
        ("33 lists", &nested("[", 30, "]"), &["4:40 limit"]),
        ("32 mappings", &nested("{a: ", 29, "}"), &["4:11 wrong-type"]),
        ("33 mappings", &nested("{a: ", 30, "}"), &["4:127 limit"]),
    ]);
    let block = |depth: usize| (0..depth).map(|at| format!("{}a:\n", " ".repeat(at))).collect::<String>();
    assert_eq!(findings(block(31) + &" ".repeat(31) + "a: x\n"), ["1:1 unknown-field"]);
    assert_eq!(findings(block(32) + &" ".repeat(32) + "a: x\n"), ["33:33 limit"]);
    assert!(words(nested("[", 30, "]")).contains("(limit nesting)"));
}

#[test]
fn nesting_without_end_is_refused_at_level_33() {
    let under_tags = |text: String| format!("claims:\n  a:\n    tags:\n      {text}\n");
    check(&[
        ("[", &claim(&format!("tags: {}", "[".repeat(100_000))), &["4:40 limit"]),
        ("{", &claim(&format!("tags: {}", "{a: ".repeat(100_000))), &["4:127 limit"]),
        ("- ", &under_tags("- ".repeat(100_000) + "x"), &["4:65 limit"]),
        ("? ", &under_tags("? ".repeat(100_000) + "x"), &["4:65 limit"]),
        ("indentation", &(0..1000).map(|at| format!("{}a:\n", " ".repeat(at))).collect::<String>(), &["33:33 limit"]),
    ]);
}

#[test]
fn values_that_are_dropped_may_be_large() {
    let wide = format!("claims:\n  a:\n    statement: x\n    odd: [{}]\n", "[[]], ".repeat(20_000));
    assert_eq!(findings(wide), ["4:5 unknown-field"]);
}

#[test]
fn keys_stand_once() {
    check(&[
        ("twice", &claim("statement: y"), &["4:5 syntax"]),
        ("after unescaping", &claim("\"state\\x6Dent\": y"), &["4:5 syntax"]),
        ("quoted", &claim("'statement': y"), &["4:5 syntax"]),
        ("section", "claims: {}\nclaims: {}\n", &["2:1 syntax"]),
        ("in flow style", "claims: {a: {statement: x, statement: y}}\n", &["1:28 syntax"]),
        ("in evidence", &claim("evidence: [{document: d, document: d}]"), &["4:27 dangling-reference", "4:30 syntax"]),
    ]);
}

#[test]
fn the_second_key_names_the_line_of_the_first_and_never_wins() {
    let run = Folder::with(claim("statement: y")).run(&["check", "--format", "json", "c.yaml"]);
    let related = &run.errors()[0]["related"][0];
    assert_eq!((related["line"].as_u64(), related["column"].as_u64()), (Some(3), Some(5)), "{related}");
    assert_eq!(reported(&claim("statement: y"))["claims"][0]["statement"], "x");
}

#[test]
fn a_duplicate_among_many_keys() {
    let many: String = (0..100_000).map(|at| format!("  c{at}: {{statement: x}}\n")).collect();
    assert_eq!(findings(format!("claims:\n{many}  c7: {{statement: y}}\n")), ["100002:3 duplicate-id"]);
}

#[test]
fn tabs_do_not_indent() {
    check(&[
        ("record", "claims:\n\ta:\n\t\tstatement: x\n", &["2:1 syntax"]),
        ("record after blanks", "claims:\n  \ta:\n    statement: x\n", &["2:3 syntax"]),
        ("field", "claims:\n  a:\n\tstatement: x\n", &["3:1 syntax"]),
        ("field after blanks", "claims:\n  a:\n  \tstatement: x\n", &["3:3 syntax"]),
        ("second field", "claims:\n  a:\n    statement: x\n  \tnote: y\n", &["4:3 syntax"]),
        ("inside a text", &claim("note: a\tb"), &[]),
    ]);
    assert!(words("claims:\n\ta:\n").contains("tab"));
}

#[test]
fn no_number_is_made_of_a_scalar() {
    let digits = "7".repeat(400);
    let document = |field: &str| format!("documents:\n  d:\n    title: x\n    {field}\n");
    check(&[
        ("digits", &claim(&format!("note: {digits}")), &[]),
        ("exponent", &claim("note: 1e999999999"), &[]),
        ("not a number as an id", "claims:\n  .nan: {statement: x}\n", &["2:3 invalid-id"]),
        ("not a number as a field", &claim(".nan: x"), &["4:5 unknown-field"]),
        ("a year", &document("published: 2024"), &[]),
        ("a number that is no year", &document("published: 1e3"), &["4:16 invalid-date"]),
        ("64 digits are a digest", &document(&format!("sha256: {}", "1234567890123456".repeat(4))), &[]),
        ("63 digits", &document(&format!("sha256: {}", "7".repeat(63))), &["4:13 wrong-type"]),
    ]);
    for scalar in [&digits, "0x1F", "0o17", "1_000", "-0", "1e999999999", ".inf", "007", "12:30:45"] {
        let text = format!("claims:\n  a:\n    statement: {scalar}\n");
        assert_eq!(reported(&text)["claims"][0]["statement"], *scalar);
    }
}

#[test]
fn words_of_yaml_1_1_are_words() {
    let text = "sources:\n  no: {identity: named, name: on}\n  yes: {identity: named, name: off}\n\
                claims:\n  true: {statement: yes, attributed_to: [no, yes]}\n";
    assert_eq!(findings(text), [""; 0]);
    let claim = &reported(text)["claims"][0];
    assert_eq!((&claim["id"], &claim["statement"]), (&"true".into(), &"yes".into()));
    assert_eq!(claim["attributed_to"], serde_json::json!(["no", "yes"]));
}

#[test]
fn tags_directives_and_merge_keys() {
    check(&[
        ("python", &claim("note: !!python/object/apply:os.system [id]"), &["4:11 syntax"]),
        ("include", &claim("note: !include /etc/passwd"), &["4:11 syntax"]),
        ("binary", &claim("note: !!binary aGk="), &["4:11 syntax"]),
        ("bare", &claim("note: ! y"), &["4:11 syntax"]),
        ("on a record", "claims:\n  a: !x\n    statement: y\n", &["2:6 syntax"]),
        ("merge", &claim("<<: {note: y}"), &["4:5 syntax"]),
        ("merge of records", "claims:\n  <<: {a: {statement: x}}\n", &["2:3 syntax"]),
        ("directive", "%YAML 1.2\n---\nclaims: {}\n", &["1:1 syntax"]),
        ("tag directive", "%TAG ! tag:x,2000:\n---\nclaims: {}\n", &["1:1 syntax"]),
        ("exclamation mark in a text", &claim("note: Stop!"), &[]),
    ]);
}

#[test]
fn one_document_and_all_of_it() {
    check(&[
        ("one with markers", "---\nclaims: {}\n...\n", &[]),
        ("a second YAML document", "claims: {}\n---\nclaims: {}\n", &["2:1 syntax"]),
        ("an empty second one", "claims: {}\n---\n", &["2:1 syntax"]),
        ("text after the end", "claims: {}\n...\nmore\n", &["3:1 syntax"]),
        ("a second one after the end", "claims: {}\n...\n---\nmore: x\n", &["3:1 syntax"]),
        ("nothing", "", &["1:1 wrong-type"]),
        ("comments alone", "# later\n", &["1:1 wrong-type"]),
        ("a list", "- claims\n", &["1:1 wrong-type"]),
        ("conflict markers", include_str!("../../corpora/hostile/conflict.yaml"), &["4:1 syntax"]),
    ]);
    assert!(words(include_str!("../../corpora/hostile/conflict.yaml")).starts_with("a merge conflict starts here"));
    let page = findings(include_str!("../../corpora/hostile/login-page.yaml"));
    assert!(!page.is_empty(), "a saved login page is no claim file");
}

#[test]
fn broken_yaml() {
    check(&[
        ("bracket", &claim("tags: [a, b"), &["4:11 syntax"]),
        ("wrong bracket", &claim("tags: [a, b}"), &["4:11 syntax"]),
        ("quote", &claim("note: \"y"), &["4:11 syntax"]),
        ("after a quote", &claim("note: \"y\" z"), &["4:15 syntax"]),
        ("escape", &claim(r#"note: "\q""#), &["4:12 syntax"]),
        ("colon", &claim("note: y: z"), &["4:12 syntax"]),
        ("reserved character", &claim("note: @y"), &["4:11 syntax"]),
        ("key that is a list", &claim("? [y]\n    : z"), &["4:7 syntax"]),
    ]);
}

#[test]
fn misspelt_keys_are_errors_with_the_nearest_known_key() {
    check(&[
        ("field", &claim("retractd: 2024-11-02"), &["4:5 unknown-field"]),
        ("section", "sourcs:\n  a: {identity: named, name: x}\n", &["1:1 unknown-field"]),
        ("case", &claim("Note: y"), &["4:5 unknown-field"]),
        ("homoglyph", &claim("n\u{43E}te: y"), &["4:5 unknown-field"]),
    ]);
    assert!(words(claim("retractd: 2024-11-02")).contains("did you mean `retracted`?"));
    assert!(words("sourcs: {}\n").contains("did you mean `sources`?"));
}

#[test]
fn templates_are_plain_text() {
    let text = "claims:\n  a:\n    statement: 'see {{ 7*7 }} ${HOME} <%= x %> `id` $(id)'\n";
    assert_eq!(findings(text), [""; 0]);
    assert_eq!(reported(text)["claims"][0]["statement"], "see {{ 7*7 }} ${HOME} <%= x %> `id` $(id)");
}
