//! A workspace after any edits says what a fresh load of the same files says, and does not look again at what nobody
//! touched.

mod disk;

use std::collections::BTreeMap;
use std::path::Path;

use onrecord::Workspace;
use onrecord::check::{check, check_files};
use onrecord::diagnostic::{Finding, Level};
use onrecord::format::{Format, Options};
use onrecord::model::Date;
use onrecord::policy::Request;
use onrecord::report::{Selection, report};
use onrecord::runs::todo;
use onrecord::text::{FileId, Text, terminal};
use onrecord::workspace::Snapshot;

use crate::digests::random_records::Records;
use crate::formats::written;
use crate::random::Rng;

/// How many workspaces are edited; `ONRECORD_TEST_CASES` asks for more.
const CASES: u64 = 500;

/// What an edit puts in the place of what: of words, and of what other records or rules depend on.
const REPLACEMENTS: [(&str, &str); 35] = [
    ("\"statement\": \"", "\"statement\": \"Edited. "),
    ("\"statement\": \"Edited. ", "\"statement\": \""),
    ("The troops will leave", "He said: no comment"),
    ("\"name\": \"", "\"name\": \"Ada "),
    ("\"name\": \"Name of", "\"name\": \"c1"),
    ("\"note\": \"", "\"note\": \"n"),
    ("\"title\": \"", "\"title\": \"T"),
    ("\"quote\": \"", "\"quote\": \"q"),
    (", \"quote\": \"plain\"", ""),
    ("\"locator\": \"p. 3\"", "\"quote\": \"new\""),
    ("\"verdict\": \"mixed\"", "\"verdict\": \"refuted\""),
    ("\"verdict\": \"refuted\"", "\"verdict\": \"no such verdict\""),
    ("\"reviewer\": \"desk\"", "\"reviewer\": \"copy desk\""),
    ("\"description\": \"", "\"description\": \"x "),
    ("\"reason\": \"", "\"reason\": \"r"),
    ("\"snapshot\": \"evidence/a b.html\"", "\"snapshot\": \"evidence/b.html\""),
    ("\"sha256\": \"E3", "\"sha256\": \"AA"),
    ("\"known_to\": \"foreign editor\"", "\"note\": \"x\""),
    ("\"kind\": \"person\"", "\"kind\": \"outlet\""),
    ("\"terms\": \"background\"", "\"terms\": \"off_record\""),
    ("\"cites\"", "\"disputes\""),
    ("\"corroborates\"", "\"cites\""),
    ("\"attributed_to\": [\"", "\"attributed_to\": [\"nobody\", \""),
    ("\"retracted\": \"2024-11-02\"", "\"retracted\": \"2024-11-03\""),
    ("\"retracted\": \"2024-11-02\"", "\"note\": \"not retracted\""),
    ("\"date\": \"2012", "\"date\": \"2013"),
    ("\"date\": \"", "\"date\": \"soon "),
    ("\"identity\": \"named\"", "\"identity\": \"anonymous\""),
    ("\"identity\": \"unspecified\"", "\"identity\": \"anonymous\""),
    ("  c1: {", "  c11: {"),
    ("  c2: {", "  c1: {"),
    ("  review-", "  other-review-"),
    ("claims:", "sources:"),
    ("\"statement\": \"", "\"cite\": \"c1\", \"statement\": \""),
    ("\"claim\": \"", "\"claim\": \"x"),
];

const CONFIGURATIONS: [&str; 5] = [
    "policy: {independent_sources: 1}\n",
    "verdicts: [mixed, refuted]\n",
    "rules: {unreviewed: off, single-source: error}\n",
    "waivers:\n- {rule: unreviewed, id: c1, reason: r, until: 2026-12-31}\n- {rule: single-source, id: c2, reason: r, until: 2020}\n",
    "waivers: [\n",
];

fn day(rng: &mut Rng) -> Option<Date> {
    Date::parse(&Text::new(rng.pick(&["2026-11-24", "2026-11-24", "2020-01-01"])))
}

/// All that is compared.
fn said(snapshot: &Snapshot, today: Option<&Date>) -> String {
    let options = Options::default();
    let report = report(snapshot, &Selection::default());
    let request = Request { today: today.cloned(), ..Request::default() };
    [
        written(&report, Format::Json, &options),
        written(&report, Format::Text, &options),
        written(&check(snapshot, &request).findings(Level::Error), Format::Json, &options),
        written(&todo(snapshot, today, None), Format::Json, &options),
    ]
    .concat()
}

/// What is found where somebody looks in some files alone, and what of everything is in these.
fn found_in(snapshot: &Snapshot, today: Option<&Date>, files: &[FileId]) -> (Vec<String>, Vec<String>) {
    let request = Request { today: today.cloned(), ..Request::default() };
    let (alone, all) = (check_files(snapshot, &request, files), check(snapshot, &request));
    let told = |found: Finding<'_>| {
        let words = [Some(found.message(terminal::line)), found.help(terminal::line)];
        format!("{:?} {} {:?} {words:?}", found.span(), found.level(), found.rule().name)
    };
    let is_inside = |found: &Finding<'_>| found.span().is_some_and(|span| files.contains(&span.file));
    let (alone, all) = (alone.findings(Level::Error), all.findings(Level::Error));
    (alone.iter().map(told).collect(), all.iter().filter(is_inside).map(told).collect())
}

/// Files, and a workspace that is to hold the same.
struct Case {
    files: BTreeMap<String, String>,
    gone: Vec<(String, String)>,
    workspace: Workspace,
    edits: Vec<String>,
}

impl Case {
    fn new(rng: &mut Rng) -> Self {
        let mut records = Records::new(rng);
        if rng.chance(60) {
            // With reviews, more depends on words.
            records.0.remove("reviews");
        }
        let files: BTreeMap<_, _> = records.shuffled(rng).into_iter().collect();
        let workspace = Workspace::of_texts(files.clone());
        Self { files, gone: Vec::new(), workspace, edits: Vec::new() }
    }

    fn set(&mut self, path: &str, text: String) {
        self.edits.push(format!("set {path}:\n{text}"));
        self.workspace.set(path, text.as_str());
        self.files.insert(path.to_owned(), text);
    }

    fn remove(&mut self, path: &str) {
        self.edits.push(format!("remove {path}"));
        self.workspace.remove(Path::new(path));
        self.gone.extend(self.files.remove(path).map(|text| (path.to_owned(), text)));
    }

    fn edit(&mut self, rng: &mut Rng) {
        let paths: Vec<_> = self.files.keys().cloned().collect();
        let path = if paths.is_empty() { "0.yaml".to_owned() } else { paths[rng.below(paths.len())].clone() };
        let text = self.files.get(&path).cloned().unwrap_or_default();
        match rng.below(20) {
            0 => self.remove(&path),
            1 => match self.gone.pop() {
                Some((path, text)) => self.set(&path, text),
                None => self.set("new.yaml", text),
            },
            2 => {
                let name = rng.pick(&["-.yaml", "1-.yaml", "z.yaml", "a/b.yaml"]);
                let records = Records::new(rng).shuffled(rng);
                self.set(name, records[0].1.clone());
            }
            3 => self.set("onrecord.yaml", rng.pick(&CONFIGURATIONS).to_owned()),
            4 => self.remove("onrecord.yaml"),
            5 => self.set(&path, broken(&text, rng)),
            6..=8 => self.set(&path, with_comment(&text, rng)),
            _ => {
                let fitting: Vec<_> = REPLACEMENTS.into_iter().filter(|(from, _)| text.contains(from)).collect();
                if !fitting.is_empty() {
                    let (from, to) = rng.pick(&fitting);
                    self.set(&path, replaced(&text, from, to, rng));
                }
            }
        }
    }
}

/// A text in which one of the places that have something has something else.
fn replaced(text: &str, from: &str, to: &str, rng: &mut Rng) -> String {
    let places: Vec<_> = text.match_indices(from).map(|(at, _)| at).collect();
    let at = rng.pick(&places);
    format!("{}{to}{}", &text[..at], &text[at + from.len()..])
}

/// A line more, so that places move and nothing else.
fn with_comment(text: &str, rng: &mut Rng) -> String {
    let lines: Vec<_> = text.split_inclusive('\n').collect();
    let at = rng.below(lines.len() + 1);
    format!("{}# moved\n{}", lines[..at].concat(), lines[at..].concat())
}

/// A text in the midst of being typed.
fn broken(text: &str, rng: &mut Rng) -> String {
    let mut at = rng.below(text.len() + 1);
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    match rng.below(3) {
        0 => text[..at].to_owned(),
        _ => format!("{}{}{}", &text[..at], rng.pick(&["{", "\"", "[", "\t", "x", "&a ", "\u{202E}"]), &text[at..]),
    }
}

#[expect(clippy::disallowed_methods, reason = "CI asks for more cases than a developer waits for")]
fn cases() -> u64 {
    std::env::var("ONRECORD_TEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(CASES)
}

#[test]
fn after_any_edits_it_equals_a_fresh_load() {
    let (mut edits, mut kept) = (0, 0);
    for seed in 0..cases() {
        let mut rng = Rng::new(seed);
        let mut case = Case::new(&mut rng);
        for _ in 0..=rng.below(5) {
            let before = case.workspace.snapshot();
            if rng.chance(70) {
                said(&before, day(&mut rng).as_ref());
            }
            let before_edits = case.edits.len();
            for _ in 0..=rng.below(2) {
                case.edit(&mut rng);
            }
            let today = day(&mut rng);
            let now = case.workspace.snapshot();
            let fresh = Workspace::of_texts(case.files.clone()).snapshot();
            let some = now.files().iter().filter(|_| rng.chance(40));
            let some = some.filter_map(|file| now.files().id(file.path().given())).collect::<Vec<_>>();
            let (alone, picked) = found_in(&now, today.as_ref(), &some);
            assert_eq!(alone, picked, "seed {seed}, {some:?}, after\n{}", case.edits.join("\n"));
            let (now_said, fresh_said) = (said(&now, today.as_ref()), said(&fresh, today.as_ref()));
            assert_eq!(now_said, fresh_said, "seed {seed}, after\n{}", case.edits.join("\n"));
            edits += case.edits.len() - before_edits;
            kept += usize::from(std::ptr::eq(before.graph(), now.graph()));
        }
    }
    // Enough edits are of words, and keep the graph.
    assert!(edits > 2 * usize::try_from(cases()).unwrap() && kept * 8 > edits, "{kept} of {edits}");
}

#[test]
fn a_file_keeps_its_number_when_others_come_and_go() {
    let claims = |id: &str| format!("claims:\n  {id}: {{statement: x}}\n");
    let mut workspace = Workspace::of_texts([("b.yaml", claims("b")), ("d.yaml", claims("d"))]);
    let number = |workspace: &mut Workspace, id: &str| {
        let snapshot = workspace.snapshot();
        let record = snapshot.corpus().find(id).unwrap();
        snapshot.corpus().place(record).file
    };
    let (b, d) = (number(&mut workspace, "b"), number(&mut workspace, "d"));
    workspace.set("a.yaml", claims("a"));
    workspace.remove(Path::new("b.yaml"));
    workspace.set("c.yaml", claims("c"));
    assert_eq!(number(&mut workspace, "d"), d);
    workspace.set("b.yaml", claims("b"));
    assert_eq!((number(&mut workspace, "b"), number(&mut workspace, "d")), (b, d));
    let shown: Vec<_> =
        workspace.snapshot().files().iter().map(|file| file.path().given().to_str().unwrap().to_owned()).collect();
    assert_eq!(shown, ["a.yaml", "b.yaml", "c.yaml", "d.yaml"]);
}

#[test]
fn what_nobody_touched_is_not_worked_out_again() {
    let text = |statement: &str, voice: &str| {
        format!(
            "sources:\n  s: {{identity: named, name: S}}\nclaims:\n  a: {{statement: {statement}, attributed_to: [{voice}]}}\n"
        )
    };
    let mut workspace = Workspace::of_texts([("a.yaml", text("One.", "s"))]);
    let before = workspace.snapshot();
    assert!(std::ptr::eq(before.analysis(), workspace.snapshot().analysis()), "nothing has changed");
    workspace.set("a.yaml", text("Two.", "s"));
    let words = workspace.snapshot();
    assert!(std::ptr::eq(before.graph(), words.graph()) && std::ptr::eq(before.analysis(), words.analysis()));
    workspace.set("a.yaml", text("Two.", "t"));
    let link = workspace.snapshot();
    assert!(!std::ptr::eq(words.graph(), link.graph()) && !std::ptr::eq(words.analysis(), link.analysis()));
    // A snapshot stays as it was.
    assert_eq!(before.corpus().claims.iter().next().unwrap().statement, Text::new("One."));
}
