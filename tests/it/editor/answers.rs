//! Answers that were worked out by hand.

use onrecord::Workspace;
use onrecord::check::check;
use onrecord::diagnostic::Level;
use onrecord::editor::{self, ActionKind, Target, TokenKind};
use onrecord::model::{Date, Record, Role};
use onrecord::policy::Request;
use onrecord::text::{FileId, terminal};
use onrecord::workspace::Snapshot;

const SOURCES: &str = "\
sources:
  hakan-fidan:
    identity: named
    name: Hakan Fidan
    kind: person
    role: Foreign Minister
    url: https://example.org/fidan
  us-official:
    {identity: anonymous, kind: person, description: a US official, reason: fear, known_to: SECRET, note: SECRET,
     terms: background}
  caliber: {identity: named, name: Caliber.Az, kind: outlet}
documents:
  talks: {title: The talks, publisher: caliber, published: 2024-10, url: \"https://example.org/talks\"}
  leak: {title: SECRET, publisher: us-official, url: https://example.org/SECRET}
";
const CLAIMS: &str = "\
claims:
  # what was said
  agreement:
    statement: There is an agreement.
    attributed_to: [us-official]
    url: https://example.org/SECRET
  relayed:
    statement: Officials speak of one.
    attributed_to: [caliber]
    cites: [agreement]
    evidence:
      - document: talks
        quote: we agreed
  denied:
    statement: There is none.
    attributed_to: [hakan-fidan]
    disputes: [agreement]
    url: https://example.org/denied
  gone: {statement: It was signed., attributed_to: [nobody], retracted: 2024-11-02}
reviews:
  relayed-1: {claim: relayed, verdict: mixed, reviewer: desk, date: 2024-11-03, expires: 2025-01-01}
";

fn snapshot() -> Snapshot {
    Workspace::of_texts([("claims.yaml", CLAIMS), ("sources.yaml", SOURCES)]).snapshot()
}

fn request() -> Request {
    Request { today: Date::parse(&"2026-01-31".into()), ..Request::default() }
}

/// The place of some words, and so many bytes on.
fn place(snapshot: &Snapshot, words: &str, on: u32) -> (FileId, u32) {
    let (path, text) = if CLAIMS.contains(words) { ("claims.yaml", CLAIMS) } else { ("sources.yaml", SOURCES) };
    assert_eq!(text.matches(words).count(), 1, "{words}");
    (snapshot.files().id(path).unwrap(), u32::try_from(text.find(words).unwrap()).unwrap() + on)
}

fn hover(words: &str, on: u32) -> String {
    let snapshot = snapshot();
    let (file, offset) = place(&snapshot, words, on);
    editor::hover(&snapshot, &request(), file, offset).map_or_else(String::new, |hover| hover.plain())
}

#[test]
fn a_claim_shows_whom_it_rests_on() {
    assert_eq!(
        hover("cites: [agreement]", 9),
        "agreement: There is an agreement.\nbasis: anonymous (all its origins are unnamed); NOT on the record\n\
         1 independent source, none named\nrests on a US official (anonymous)\n\
         rests solely on us-official: a US official\n\
         disputed: by denied"
    );
    assert_eq!(
        hover("relayed:", 0),
        "relayed: Officials speak of one.\nbasis: anonymous (all its origins are unnamed); NOT on the record\n\
         1 independent source, none named\nrests on a US official (anonymous), by way of Caliber.Az\n\
         rests solely on us-official: a US official\n1 quote: 1 unchecked\n\
         review relayed-1: mixed, says desk; expired (made 2024-11-03)"
    );
    assert!(hover("gone:", 1).contains("\nretracted: withdrawn 2024-11-02"));
}

#[test]
fn a_source_shows_what_hangs_on_it_and_no_more_than_readers_may_see() {
    assert_eq!(
        hover("us-official]", 3),
        "us-official: a US official (anonymous person)\nspeaks in 1 claim\norigin of 2 claims\n\
         2 claims fall if it is struck"
    );
    assert_eq!(
        hover("hakan-fidan]", 3),
        "hakan-fidan: Hakan Fidan (named person)\nForeign Minister\nspeaks in 1 claim\norigin of 1 claim\n\
         1 claim falls if it is struck"
    );
}

#[test]
fn documents_reviews_quotes_and_fields() {
    assert_eq!(
        hover("document: talks", 12),
        "talks: The talks\npublished by Caliber.Az (outlet)\npublished 2024-10\nit has no archived copy\n\
         evidence for 1 claim"
    );
    let leak = hover("leak:", 2);
    assert!(leak.starts_with("leak: confidential document\npublished by a US official (anonymous)\n"), "{leak}");
    assert_eq!(
        hover("relayed-1", 2),
        "relayed-1: mixed, says desk\nexpired (made 2024-11-03)\nvalid until 2025-01-01\n\
         of relayed: Officials speak of one."
    );
    assert_eq!(hover("quote: we", 8), "quote from talks\ncannot check this quote: it has no archived copy");
    assert_eq!(hover("statement: It", 2), "statement\nOne sentence saying what is asserted. Required.");
    assert_eq!(hover("quote: we", 2), "quote\nThe exact words.");
    assert_eq!(hover("identity: named\n    name", 12), "named\nReaders may know who it is.");
    assert_eq!(hover("claims:", 2), "claims\nWhat is asserted, one sentence each, and what it rests on.");
    for nothing in ["# what was", "nobody", "There is none"] {
        assert_eq!(hover(nothing, 4), "", "{nothing}");
    }
}

#[test]
fn markdown_has_no_markup_from_outside() {
    let snapshot =
        Workspace::of_texts([("c.yaml", "claims:\n  a: {statement: \"[x](command:y) <b> `c`\"}\n")]).snapshot();
    let file = snapshot.files().id("c.yaml").unwrap();
    let shown = editor::hover(&snapshot, &request(), file, 10).unwrap().markdown();
    assert!(shown.starts_with("**`a`: \\[x\\](command&#58;y) &lt;b&gt; \\`c\\`**\n\n- basis: "), "{shown}");
}

#[test]
fn from_an_id_to_its_record_and_all_its_uses() {
    let snapshot = snapshot();
    let (file, offset) = place(&snapshot, "cites: [agreement]", 9);
    let definition = editor::definition(&snapshot, file, offset).unwrap();
    let text = |span: onrecord::text::Span| {
        let text = if snapshot.files().id("claims.yaml") == Some(span.file) { CLAIMS } else { SOURCES };
        &text[span.start as usize..span.end as usize]
    };
    assert_eq!((text(definition.from), text(definition.key)), ("agreement", "agreement"));
    assert!(text(definition.whole).starts_with("agreement:\n") && text(definition.whole).ends_with("/SECRET"));
    let roles = |uses: Vec<onrecord::model::Use>| uses.iter().map(|of| of.role).collect::<Vec<_>>();
    let uses = editor::references(&snapshot, file, offset);
    assert_eq!(roles(uses), [Role::Record, Role::Cites, Role::Disputes]);
    let (file, offset) = place(&snapshot, "attributed_to: [caliber]", 18);
    assert_eq!(roles(editor::references(&snapshot, file, offset)), [Role::AttributedTo, Role::Record, Role::Publisher]);
    assert_eq!(roles(editor::highlights(&snapshot, file, offset)), [Role::AttributedTo]);
    let (file, offset) = place(&snapshot, "[nobody]", 3);
    assert_eq!(editor::definition(&snapshot, file, offset), None);
    assert_eq!(roles(editor::references(&snapshot, file, offset)), [Role::AttributedTo]);
}

#[test]
fn the_outline_and_what_is_found_by_words() {
    let snapshot = snapshot();
    let file = snapshot.files().id("claims.yaml").unwrap();
    let outline = editor::outline(&snapshot, file);
    let shown: Vec<_> = outline
        .iter()
        .map(|section| (section.name, section.records.iter().map(|of| of.detail.plain()).collect::<Vec<_>>()))
        .collect();
    let claims = [
        "There is an agreement. (anonymous)",
        "Officials speak of one. (anonymous)",
        "There is none. (named)",
        "It was signed. (unsourced)",
    ];
    assert_eq!(shown, [("claims", claims.map(str::to_owned).to_vec()), ("reviews", vec!["mixed".to_owned()])]);
    assert!(outline[0].records[3].is_retracted);
    let lines: Vec<_> = editor::folds(&snapshot, file)
        .iter()
        .map(|&fold| (snapshot.files().start(fold).line, snapshot.files().end(fold).line))
        .collect();
    assert_eq!(lines, [(1, 19), (3, 6), (7, 13), (14, 18), (20, 21)]);
    let found = |words: &str, most| -> Vec<_> {
        editor::symbols(&snapshot, words, most).iter().map(|of| terminal::line(&of.id).into_owned()).collect()
    };
    assert_eq!(found("relayed", 9), ["relayed", "relayed-1"]);
    assert_eq!(found("US off", 9), ["us-official"]);
    assert_eq!(found("", 2).len(), 2);
    assert_eq!(found("SECRET", 9), [""; 0]);
}

#[test]
fn ids_are_told_apart() {
    let snapshot = snapshot();
    let file = snapshot.files().id("claims.yaml").unwrap();
    let tokens: Vec<_> = editor::tokens(&snapshot, file, (0, u32::MAX))
        .iter()
        .map(|token| {
            let word = &CLAIMS[token.place.start as usize..token.place.end as usize];
            (word, token.kind, token.is_key, token.is_retracted, token.is_disputed)
        })
        .collect();
    assert_eq!(
        tokens[..4],
        [
            ("agreement", TokenKind::Claim, true, false, true),
            ("us-official", TokenKind::AnonymousSource, false, false, false),
            ("relayed", TokenKind::Claim, true, false, false),
            ("caliber", TokenKind::Outlet, false, false, false),
        ]
    );
    assert!(tokens.contains(&("gone", TokenKind::Claim, true, true, false)));
    assert!(tokens.contains(&("hakan-fidan", TokenKind::NamedSource, false, false, false)));
    let hints: Vec<_> = editor::hints(&snapshot, file, (0, u32::MAX))
        .iter()
        .map(|hint| (snapshot.files().start(hint.place).line, hint.line.plain()))
        .collect();
    let hint = |line, words: &str| (line, words.to_owned());
    assert_eq!(
        hints,
        [hint(3, "anonymous, 1"), hint(7, "anonymous, 1"), hint(14, "named, 1"), hint(19, "unsourced, 0")]
    );
}

#[test]
fn chains_are_followed_both_ways() {
    let snapshot = Workspace::of_texts([(
        "c.yaml",
        "sources:\n  s: {identity: named, name: S}\nclaims:\n  a: {statement: A., attributed_to: [s]}\n  \
         b: {statement: B., attributed_to: [s], cites: [a, a]}\n  c: {statement: C., corroborates: [b]}\n",
    )])
    .snapshot();
    let find = |id: &str| snapshot.corpus().find(id).unwrap();
    let shown = |calls: Vec<editor::Call>| -> Vec<_> {
        let one = |call: &editor::Call| {
            let links: Vec<_> = call
                .links
                .iter()
                .map(|(role, span)| format!("{role:?} {}", snapshot.files().start(*span).line))
                .collect();
            format!("{}: {}", terminal::line(&call.record.id), links.join(", "))
        };
        calls.iter().map(one).collect()
    };
    assert_eq!(
        shown(editor::rests_on(&snapshot, find("b"))),
        ["s: AttributedTo 5", "a: Cites 5, Cites 5", "c: Corroborates 6"]
    );
    assert_eq!(shown(editor::carries(&snapshot, find("a"))), ["b: Cites 5, Cites 5"]);
    assert_eq!(shown(editor::carries(&snapshot, find("s"))), ["a: AttributedTo 4", "b: AttributedTo 5"]);
    assert_eq!(shown(editor::carries(&snapshot, find("c"))), ["b: Corroborates 6"]);
    assert_eq!(shown(editor::rests_on(&snapshot, find("s"))), [""; 0]);
    let file = snapshot.files().id("c.yaml").unwrap();
    assert_eq!(editor::call_root(&snapshot, file, 12).map(|root| root.record), Some(find("s")));
}

#[test]
fn links_lead_to_nothing_of_a_confidential_source() {
    let snapshot = snapshot();
    let urls = |path: &str| -> Vec<_> {
        let links = editor::links(&snapshot, snapshot.files().id(path).unwrap());
        let url = |link: &editor::Link| match &link.to {
            Target::Url(url) => terminal::line(url).into_owned(),
            _ => String::new(),
        };
        links.iter().map(url).collect()
    };
    assert_eq!(urls("sources.yaml"), ["https://example.org/fidan", "https://example.org/talks"]);
    assert_eq!(urls("claims.yaml"), ["https://example.org/denied"]);
}

#[test]
fn copies_are_led_to_if_they_are_there() {
    let folder = tempfile::tempdir().unwrap();
    let text = "documents:\n  d: {title: D, snapshot: copy.txt}\n  e: {title: E, snapshot: none.txt}\nclaims:\n  \
        a:\n    statement: A.\n    \
        evidence: [{document: d, quote: the exact words}, {document: d, quote: the exact swords}]\n";
    std::fs::write(folder.path().join("c.yaml"), text).unwrap();
    std::fs::write(folder.path().join("copy.txt"), "They are the exact words.").unwrap();
    let snapshot = Workspace::open(&[folder.path().to_owned()]).snapshot();
    let file = snapshot.files().id(folder.path().join("c.yaml")).unwrap();
    let links = editor::links(&snapshot, file);
    assert_eq!(links.iter().map(|link| &link.to).collect::<Vec<_>>(), [&Target::Copy(folder.path().join("copy.txt"))]);
    let hover = |words: &str| {
        let offset = u32::try_from(text.find(words).unwrap()).unwrap();
        editor::hover(&snapshot, &request(), file, offset).map_or_else(String::new, |hover| hover.plain())
    };
    assert_eq!(hover("copy.txt"), "archived copy of d\nits archived copy is there; no digest is recorded");
    assert_eq!(hover("none.txt"), "archived copy of e\nits archived copy is missing");
    assert_eq!(hover("the exact words"), "quote from d\nexact: the copy has it character by character");
    let altered = hover("the exact swords");
    assert!(
        altered.starts_with("quote from d\naltered: the archived copy of d has something like this quote"),
        "{altered}"
    );
}

#[test]
fn a_quote_shows_where_in_the_copy_it_is_unless_that_could_reveal_a_source() {
    let folder = tempfile::tempdir().unwrap();
    let copy = "Title\n\nFirst.\nThen it’s the “words” that count.\n";
    std::fs::write(folder.path().join("copy.txt"), copy).unwrap();
    let hover = |identity: &str| {
        let text = format!(
            "sources:\n  s: {{identity: {identity}}}\ndocuments:\n  \
             d: {{title: D, publisher: s, snapshot: copy.txt}}\nclaims:\n  a:\n    statement: A.\n    \
             attributed_to: [s]\n    evidence: [{{document: d, quote: it's the \"words\" that count}}]\n"
        );
        std::fs::write(folder.path().join("c.yaml"), &text).unwrap();
        let snapshot = Workspace::open(&[folder.path().to_owned()]).snapshot();
        let file = snapshot.files().id(folder.path().join("c.yaml")).unwrap();
        let offset = u32::try_from(text.find("it's").unwrap()).unwrap();
        editor::hover(&snapshot, &request(), file, offset).unwrap().plain()
    };
    let found = "quote from d\ntypographic: the copy has it with other typography";
    assert_eq!(hover("named, name: S"), format!("{found}\nin line 3 of the 3 that the copy shows"));
    assert_eq!(hover("anonymous, description: S"), found);
}

#[test]
fn a_record_of_a_draft_can_be_accepted() {
    let draft = "claims:\n  a:\n    # sure\n    attributed_to: [s]\n  'b':\n    statement: x\n";
    let accepted = |words: &str| -> Vec<_> {
        let offset = u32::try_from(draft.find(words).unwrap()).unwrap();
        let actions = editor::draft_actions(&draft.into(), offset + 1);
        actions.iter().map(|action| action.title.plain()).collect()
    };
    assert_eq!(accepted("claims"), [""; 0]);
    assert_eq!(accepted("a:"), ["accept the record a"]);
    assert_eq!(accepted("sure"), ["accept the record a"]);
    assert_eq!(accepted("statement"), ["accept the record b"]);
}

#[test]
fn what_can_be_done_about_a_finding() {
    let snapshot = snapshot();
    let checked = check(&snapshot, &request());
    let findings = checked.findings(Level::Error);
    let (file, offset) = place(&snapshot, "[nobody]", 3);
    let actions = editor::actions(&snapshot, &findings, file, (offset, offset));
    let titles: Vec<_> = actions.iter().map(|action| action.title.plain()).collect();
    assert_eq!(titles[0], "add a record with the id nobody");
    assert_eq!(actions[0].kind, ActionKind::MissingRecord);
    assert!(titles.contains(&"waive dangling-reference for gone".to_owned()), "{titles:?}");
    let waiver = actions.iter().find(|action| action.kind == ActionKind::Waiver).unwrap();
    assert!(waiver.new_file.as_ref().unwrap().path.ends_with("onrecord.yaml"));
    let reviews = actions.iter().filter(|action| matches!(action.kind, ActionKind::Review { .. })).count();
    assert_eq!(reviews, 6);
    assert!(matches!(snapshot.corpus().find("gone"), Some(Record::Claim(_))));
    let day = request().today.unwrap();
    let review = |claim: &str, reviewer: &str| {
        editor::new_review(&snapshot, &claim.into(), "mixed".into(), reviewer.into(), day.clone())
    };
    let file = review("relayed", "desk").unwrap().unwrap();
    assert!(file.path.ends_with("reviews/relayed-2.yaml"), "{}", file.path.display());
    let written = Workspace::of_texts([("r.yaml", file.text.untrusted())]).snapshot();
    assert_eq!(written.corpus().reviews.len(), 1);
    assert!(review("no-such", "desk").unwrap().is_none() && review("relayed", " ").is_err());
}
