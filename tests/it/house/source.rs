//! The source text of `src/` as tokens: without comments, the contents of strings, and test code; and the paths in it.

use std::fs;
use std::path::Path;

/// Words that a path starting with `::` may follow.
const KEYWORDS: [&str; 11] = ["as", "dyn", "else", "for", "if", "impl", "in", "match", "return", "where", "while"];

/// A file of `src/`.
pub struct Source {
    /// Below `src/`, with `/` between its parts.
    pub path: String,
    /// How many lines it has that are not test code.
    pub lines: usize,
    pub tokens: Vec<Token>,
    /// Files below `src/` that hold only its tests, without `.rs`.
    tests: Vec<String>,
}

/// An identifier, a number, `::`, or one other character. A string is `"`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    pub line: usize,
    pub text: String,
}

/// A path that is named in a file: `["crate", "text", "Span"]`, `["std", "env", "var"]`.
#[derive(Debug, PartialEq, Eq)]
pub struct Named {
    pub line: usize,
    pub segments: Vec<String>,
}

impl Named {
    /// Whether it is this path or one below it.
    pub fn is_in(&self, path: &[&str]) -> bool {
        self.segments.len() >= path.len() && self.segments.iter().zip(path).all(|(ours, theirs)| ours == theirs)
    }
}

/// Every file of `src/` that is not test code, in order of path.
pub fn all() -> Vec<Source> {
    let mut paths = Vec::new();
    below(&super::root().join("src"), "", &mut paths);
    paths.sort();
    let read = |path| fs::read_to_string(super::root().join("src").join(path)).unwrap();
    let sources: Vec<_> = paths.iter().map(|path| Source::new(path, &read(path))).collect();
    let tests: Vec<String> = sources.iter().flat_map(|source| source.tests.clone()).collect();
    let is_test = |path: &str| {
        let of_file = |test: &String| path.strip_prefix(test.as_str()).is_some_and(|rest| rest.starts_with(['.', '/']));
        tests.iter().any(of_file)
    };
    sources.into_iter().filter(|source| !is_test(&source.path)).collect()
}

/// Every Rust file below a folder, tests too: its path from the root of the package, and its text.
pub fn texts(folder: &str) -> Vec<(String, String)> {
    let mut paths = Vec::new();
    below(&super::root().join(folder), &format!("{folder}/"), &mut paths);
    paths.sort();
    let read = |path: String| {
        let text = fs::read_to_string(super::root().join(&path)).unwrap();
        (path, text)
    };
    paths.into_iter().map(read).collect()
}

fn below(folder: &Path, prefix: &str, paths: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let path = format!("{prefix}{}", entry.file_name().to_str().unwrap());
        if entry.file_type().unwrap().is_dir() {
            below(&entry.path(), &format!("{path}/"), paths);
        } else if Path::new(&path).extension().is_some_and(|extension| extension == "rs") {
            paths.push(path);
        }
    }
}

impl Source {
    pub fn new(path: &str, text: &str) -> Self {
        let mut tokens = tokens(text);
        let mut source =
            Self { path: path.to_owned(), lines: text.lines().count(), tokens: Vec::new(), tests: Vec::new() };
        source.leave_out_tests(&mut tokens);
        source.tokens = tokens;
        source
    }

    /// The module: empty for `lib.rs`, `["bin"]` for all of the binary.
    pub fn module(&self) -> Vec<String> {
        let path = self.path.strip_suffix(".rs").unwrap();
        match path {
            "lib" => Vec::new(),
            _ if path.starts_with("bin/") => vec!["bin".to_owned()],
            _ => path.split('/').filter(|&part| part != "mod").map(str::to_owned).collect(),
        }
    }

    /// The text of a token; nothing behind the end.
    pub fn text(&self, at: usize) -> &str {
        text_of(&self.tokens, at)
    }

    /// Where these tokens follow each other.
    pub fn find<'a>(&'a self, wanted: &'a [&str]) -> impl Iterator<Item = &'a Token> + 'a {
        (0..self.tokens.len()).filter(|&at| starts_with(&self.tokens, at, wanted)).map(|at| &self.tokens[at])
    }

    /// The functions that have a body: name, line, and how many lines they have.
    pub fn functions(&self) -> Vec<(&str, usize, usize)> {
        let mut functions = Vec::new();
        for at in 0..self.tokens.len() {
            if self.text(at) == "fn" && is_name(self.text(at + 1)) && self.text(item_end(&self.tokens, at)) == "}" {
                let (first, last) = (self.tokens[at].line, self.tokens[item_end(&self.tokens, at)].line);
                functions.push((self.text(at + 1), first, last - first + 1));
            }
        }
        functions
    }

    /// Every path of two segments or more, and all that is imported. Those that start at `self` or `super` start at
    /// `crate`.
    pub fn paths(&self) -> Vec<Named> {
        let mut paths = Vec::new();
        let mut module = self.module();
        let mut inline = Vec::new();
        let mut depth = 0;
        let mut at = 0;
        while at < self.tokens.len() {
            match self.text(at) {
                "{" => depth += 1,
                "}" => {
                    depth -= 1;
                    if inline.last() == Some(&depth) {
                        inline.pop();
                        module.pop();
                    }
                }
                "mod" if self.text(at + 2) == "{" => {
                    inline.push(depth);
                    module.push(self.text(at + 1).to_owned());
                }
                // `use<'a>` in a type imports nothing.
                "use" if self.text(at + 1) != "<" => {
                    at = self.tree(at + 1, &[], &module, &mut paths);
                    continue;
                }
                _ if self.starts_path(at) => {
                    at = self.tree(at, &[], &module, &mut paths);
                    continue;
                }
                _ => {}
            }
            at += 1;
        }
        paths
    }

    fn starts_path(&self, at: usize) -> bool {
        let is_part = |name: &str| is_name(name) && !KEYWORDS.contains(&name);
        let is_below = at > 1 && self.text(at - 1) == "::" && (is_part(self.text(at - 2)) || self.text(at - 2) == ">");
        is_part(self.text(at)) && self.text(at + 1) == "::" && !is_below
    }

    /// Takes the path, or the tree of imports, that starts at a token; returns where it ends.
    fn tree(&self, mut at: usize, prefix: &[String], module: &[String], paths: &mut Vec<Named>) -> usize {
        let line = self.tokens[at].line;
        let mut segments = prefix.to_vec();
        loop {
            match self.text(at) {
                "::" => {}
                "{" => {
                    at += 1;
                    while !matches!(self.text(at), "}" | "") {
                        at = self.tree(at, &segments, module, paths);
                        while !matches!(self.text(at), "," | "}" | "") {
                            at += 1; // `as` and the new name
                        }
                        at += usize::from(self.text(at) == ",");
                    }
                    return at + 1;
                }
                name if is_name(name) || name == "*" => {
                    segments.push(name.to_owned());
                    if self.text(at + 1) != "::" {
                        at += 1;
                        break;
                    }
                }
                _ => break,
            }
            at += 1;
        }
        paths.push(Named { line, segments: absolute(segments, module) });
        at
    }

    fn leave_out_tests(&mut self, tokens: &mut Vec<Token>) {
        let mut at = 0;
        while at < tokens.len() {
            let marks: [&[&str]; 2] = [&["#", "[", "cfg", "(", "test", ")", "]"], &["#", "[", "test", "]"]];
            let Some(mark) = marks.into_iter().find(|mark| starts_with(tokens, at, mark)) else {
                at += 1;
                continue;
            };
            let item = at + mark.len();
            let end = item_end(tokens, item).min(tokens.len() - 1);
            if text_of(tokens, item) == "mod" && text_of(tokens, item + 2) == ";" {
                let folder = self.path.strip_suffix("mod.rs").or_else(|| self.path.strip_suffix("lib.rs"));
                let folder = folder.map_or_else(|| self.path.replace(".rs", "/"), str::to_owned);
                self.tests.push(format!("{folder}{}", text_of(tokens, item + 1)));
            }
            self.lines -= tokens[end].line - tokens[at].line + 1;
            tokens.drain(at..=end);
        }
    }
}

/// With `self` and `super` resolved.
fn absolute(segments: Vec<String>, module: &[String]) -> Vec<String> {
    let mut module = module.to_vec();
    let ups = segments.iter().take_while(|&segment| segment == "super" || segment == "self").count();
    if ups == 0 {
        return segments.into_iter().filter(|segment| segment != "self").collect();
    }
    for _ in segments[..ups].iter().filter(|&segment| segment == "super") {
        module.pop();
    }
    let rest = segments.into_iter().skip(ups).filter(|segment| segment != "self");
    std::iter::once("crate".to_owned()).chain(module).chain(rest).collect()
}

fn is_name(token: &str) -> bool {
    token.starts_with(|first: char| first.is_alphabetic() || first == '_')
}

fn text_of(tokens: &[Token], at: usize) -> &str {
    tokens.get(at).map_or("", |token| &token.text)
}

fn starts_with(tokens: &[Token], at: usize, wanted: &[&str]) -> bool {
    tokens.len() >= at + wanted.len() && tokens[at..].iter().zip(wanted).all(|(token, wanted)| token.text == *wanted)
}

/// Where an item ends: at its `;`, or at the `}` of its body.
fn item_end(tokens: &[Token], start: usize) -> usize {
    let mut depth = 0;
    let mut has_body = false;
    for (at, token) in tokens.iter().enumerate().skip(start) {
        match token.text.as_str() {
            "(" | "[" => depth += 1,
            ")" | "]" => depth -= 1,
            "{" => {
                has_body |= depth == 0;
                depth += 1;
            }
            "}" => {
                depth -= 1;
                if has_body && depth == 0 {
                    return at;
                }
            }
            ";" if depth == 0 => return at,
            _ => {}
        }
    }
    tokens.len()
}

fn tokens(text: &str) -> Vec<Token> {
    let characters: Vec<char> = text.chars().collect();
    let mut reader = Reader { characters: &characters, at: 0, line: 1 };
    std::iter::from_fn(|| reader.token()).collect()
}

struct Reader<'t> {
    characters: &'t [char],
    at: usize,
    line: usize,
}

impl Reader<'_> {
    fn peek(&self, ahead: usize) -> char {
        self.characters.get(self.at + ahead).copied().unwrap_or('\0')
    }

    fn next(&mut self) -> char {
        let character = self.peek(0);
        self.line += usize::from(character == '\n');
        self.at += 1;
        character
    }

    fn name(&mut self) -> String {
        let mut name = String::new();
        while self.peek(0).is_alphanumeric() || self.peek(0) == '_' {
            name.push(self.next());
        }
        name
    }

    fn token(&mut self) -> Option<Token> {
        while self.at < self.characters.len() {
            let line = self.line;
            let text = match (self.peek(0), self.peek(1)) {
                ('/', '/') => self.comment_to_line_end(),
                ('/', '*') => self.comment(),
                ('"', _) => self.string(),
                ('\'', _) => self.character_or_lifetime(),
                (':', ':') => {
                    self.at += 2;
                    "::".to_owned()
                }
                (first, _) if first.is_alphanumeric() || first == '_' => self.word(),
                (first, _) => {
                    self.next();
                    if first.is_whitespace() { String::new() } else { first.to_string() }
                }
            };
            if !text.is_empty() {
                return Some(Token { line, text });
            }
        }
        None
    }

    fn comment_to_line_end(&mut self) -> String {
        while !matches!(self.peek(0), '\n' | '\0') {
            self.next();
        }
        String::new()
    }

    fn comment(&mut self) -> String {
        let mut depth = 0;
        while self.at < self.characters.len() {
            match (self.peek(0), self.peek(1)) {
                ('/', '*') => depth += 1,
                ('*', '/') => depth -= 1,
                _ => {
                    self.next();
                    continue;
                }
            }
            self.at += 2;
            if depth == 0 {
                break;
            }
        }
        String::new()
    }

    fn string(&mut self) -> String {
        self.next();
        while self.at < self.characters.len() {
            match self.next() {
                '\\' => {
                    self.next();
                }
                '"' => break,
                _ => {}
            }
        }
        "\"".to_owned()
    }

    fn raw_string(&mut self) -> String {
        let mut hashes = 0;
        while self.peek(0) == '#' {
            hashes += 1;
            self.next();
        }
        self.next();
        while self.at < self.characters.len() {
            if self.next() == '"' && (0..hashes).all(|ahead| self.peek(ahead) == '#') {
                self.at += hashes;
                break;
            }
        }
        "\"".to_owned()
    }

    fn character_or_lifetime(&mut self) -> String {
        self.next();
        if self.peek(0) != '\\' && self.peek(1) != '\'' {
            self.name();
            return String::new();
        }
        while self.at < self.characters.len() {
            match self.next() {
                '\\' => {
                    self.next();
                }
                '\'' => break,
                _ => {}
            }
        }
        "'".to_owned()
    }

    /// A name or a number, or a string that starts with letters, as `r#"…"#` does.
    fn word(&mut self) -> String {
        let word = self.name();
        let is_raw = matches!(word.as_str(), "r" | "br" | "cr");
        match (self.peek(0), self.peek(1)) {
            ('"', _) | ('#', '"' | '#') if is_raw => self.raw_string(),
            ('#', _) if word == "r" => {
                self.next();
                self.name()
            }
            _ => word,
        }
    }
}
