//! Every question at every place of hostile and half-typed files: nothing fails, and no secret is in any answer.

use std::path::{Path, PathBuf};

use onrecord::Workspace;
use onrecord::check::check;
use onrecord::diagnostic::Level;
use onrecord::editor::{self, Completion, Line, Typing};
use onrecord::model::Date;
use onrecord::policy::Request;
use onrecord::text::{FileId, Text, terminal};
use onrecord::workspace::Snapshot;

use crate::half_typed::{KEYS, boundaries, claims, edited};

const SECRET: &str = "canary";

/// All that is answered, as a person would see it: escaped for a terminal and for Markdown.
#[derive(Default)]
struct Said(String);

impl Said {
    fn line(&mut self, line: &Line) {
        self.0 += &line.plain();
        self.0 += "\n";
        self.0 += &line.markdown();
        self.0 += "\n";
    }

    fn text(&mut self, text: &Text) {
        self.0 += &terminal::line(text);
        self.0 += "\n";
    }

    fn symbol(&mut self, symbol: &editor::Symbol) {
        self.text(&symbol.id);
        self.line(&symbol.detail);
    }

    /// What is asked of a whole file.
    fn file(&mut self, snapshot: &Snapshot, file: FileId) {
        for section in editor::outline(snapshot, file) {
            section.records.iter().for_each(|symbol| self.symbol(symbol));
        }
        editor::folds(snapshot, file);
        editor::tokens(snapshot, file, (0, u32::MAX));
        for hint in editor::hints(snapshot, file, (0, u32::MAX)) {
            self.line(&hint.line);
        }
        for link in editor::links(snapshot, file) {
            match link.to {
                editor::Target::Url(url) => self.text(&url),
                editor::Target::Copy(path) => self.0 += &path.display().to_string(),
                _ => {}
            }
        }
        for words in ["", SECRET] {
            for symbol in editor::symbols(snapshot, words, 1000) {
                self.symbol(&symbol);
            }
        }
    }

    /// What is asked at a place.
    fn place(&mut self, snapshot: &Snapshot, request: &Request, file: FileId, offset: u32) {
        if let Some(hover) = editor::hover(snapshot, request, file, offset) {
            self.0 += &hover.plain();
            self.0 += &hover.markdown();
        }
        editor::definition(snapshot, file, offset);
        editor::highlights(snapshot, file, offset);
        let _ = editor::prepare_rename(snapshot, file, offset);
        if let Some(root) = editor::call_root(snapshot, file, offset) {
            self.symbol(&root);
            let calls = [editor::rests_on(snapshot, root.record), editor::carries(snapshot, root.record)];
            calls.iter().flatten().for_each(|call| self.symbol(&call.record));
        }
        let path = snapshot.files().get(file).path().given().to_owned();
        let text = snapshot.files().get(file).text().clone();
        self.completion(&editor::complete(snapshot, request, &Typing { path: &path, text: &text, offset }));
    }

    fn completion(&mut self, completion: &Completion) {
        for proposal in &completion.proposals {
            self.text(&proposal.label);
            self.text(&proposal.insert);
            self.line(&proposal.detail);
        }
    }

    /// What can be done in a whole file.
    fn actions(&mut self, snapshot: &Snapshot, request: &Request, file: FileId) {
        let checked = check(snapshot, request);
        for action in editor::actions(snapshot, &checked.findings(Level::Error), file, (0, u32::MAX)) {
            self.line(&action.title);
            action.edits.iter().for_each(|edit| self.text(&edit.text));
            action.new_file.iter().for_each(|new| self.text(&new.text));
        }
    }
}

fn request() -> Request {
    Request { today: Date::parse(&"2026-11-24".into()), ..Request::default() }
}

/// Everything that is said of a text.
fn said(path: &str, text: &str, others: &[(&str, &str)]) -> String {
    let files = others.iter().copied().chain([(path, text)]);
    let snapshot = Workspace::of_texts(files).snapshot();
    let request = request();
    let mut said = Said::default();
    let Some(file) = snapshot.files().id(path) else { return String::new() };
    said.file(&snapshot, file);
    said.actions(&snapshot, &request, file);
    for offset in 0..=text.len() + 1 {
        said.place(&snapshot, &request, file, u32::try_from(offset).unwrap());
    }
    said.0
}

fn corpora(name: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpora/hostile").join(name);
    let files = folder.read_dir().unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = files.filter(|path| path.is_file()).collect();
    files.sort();
    files
}

/// Another file, in which somebody types what refers to what is there.
const BESIDE: &str = "claims:\n  x-beside: {statement: x, attributed_to: [s], cites: [a], evidence: [{document: d}]}\n";

#[test]
fn no_answer_at_any_place_has_the_secret() {
    for path in corpora("canary") {
        let text = std::fs::read_to_string(&path).unwrap();
        let said = said("c.yaml", &text, &[("beside.yaml", BESIDE)]).to_lowercase();
        let at = said.find(SECRET).map(|at| &said[at.saturating_sub(100)..(at + 60).min(said.len())]);
        assert_eq!(at, None, "{}", path.display());
    }
}

#[test]
fn no_answer_has_a_byte_that_does_something() {
    for path in corpora("") {
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        if text.len() > 20_000 {
            continue;
        }
        let said = said("c.yaml", &text, &[("beside.yaml", BESIDE)]);
        let hostile = said.chars().find(|&character| {
            character != '\n' && character.is_control()
                || matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{2028}' | '\u{2029}')
        });
        assert_eq!(hostile, None, "{}", path.display());
    }
}

/// One key pressed anywhere in the project's own claims, and what is asked there and at other places.
#[test]
fn half_typed_text_is_answered() {
    let texts = claims();
    let mut workspace = Workspace::of_texts(texts.clone());
    let mut asked = 0;
    for (nth, (path, text)) in texts.iter().enumerate() {
        for (key, at) in boundaries(text).into_iter().enumerate().filter(|(key, _)| (key + nth) % 37 == 0) {
            let changed = edited(text, at, key % (KEYS.len() + 1));
            workspace.set(path.clone(), changed.clone());
            let snapshot = workspace.snapshot();
            let file = snapshot.files().id(path).unwrap();
            let mut said = Said::default();
            for offset in [at, at + 1, at / 2, at.saturating_sub(7), changed.len()] {
                said.place(&snapshot, &request(), file, u32::try_from(offset).unwrap());
            }
            said.file(&snapshot, file);
            asked += 1;
        }
        workspace.set(path.clone(), text.clone());
    }
    assert!(asked > 100, "{asked}");
}
