//! The same pages, saved in every way: the outcome of each quote is the same in all, and the one that was worked out by
//! hand. Where a tool that saves pages is not installed, the test says so and passes; in CI it fails.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a test looks for tools, and says if there are none"
)]

use std::env;
use std::fmt::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use super::{Folder, checked};
use crate::report_html::browser;

const PAGES: usize = 30;

/// Towns in other scripts, each with an encoding that has it.
const TOWNS: [(&str, &str, &str); 6] = [
    ("Málaga", "Évora", "windows-1252"),
    ("Příbram", "Győr", "iso-8859-2"),
    ("Одесса", "Казань", "windows-1251"),
    ("京都市", "東京都", "shift_jis"),
    ("서울시", "부산시", "euc-kr"),
    ("İzmir", "Çeşme", "utf-8"),
];

/// A page, and quotes with what comes of each.
struct Page {
    encoding: &'static str,
    shadow: String,
    body: String,
    quotes: Vec<(String, &'static str)>,
}

fn page(number: usize) -> Page {
    let (town, other, encoding) = TOWNS[number % TOWNS.len()];
    let long: String = (0..150).fold(String::new(), |mut long, word| {
        let _ = write!(long, "word{word}of{number} ");
        long
    });
    let body = format!(
        "<h1>Trams in {town}, part {number}</h1>\n<p>The mayor of {town} wants {number} trams = {number}.5 million.</p>\n\
         <p>\n.The line {number} begins with a dot,\nFrom there it goes on\n--to the end\n--b--\n.\n</p>\n\
         <p>&ldquo;We will pay {number} &euro;&#x20;for R&amp;D&rdquo;, said &Eacute;mile &lt;{number}&gt;.</p>\n\
         <p>The code was a=3D{number} and the path =\nC:\\a=20b.</p>\n<p>{long}</p>\n\
         <pre>First line of {number}\n\n\nWARC/1.0\n\nlast line of {number}</pre>\n\
         <script>var a = \"<p>Nobody says {number}\";</script>\n<p>They <b>never</b> left {other} in {number} years.</p>"
    );
    let shadow = format!("<p>In the shadow of {other} there are {number} words.</p>");
    let quotes = vec![
        (format!("The mayor of {town} wants {number} trams = {number}.5 million."), "exact"),
        (format!(".The line {number} begins with a dot, From there it goes on --to the end"), "exact"),
        (format!("\"We will pay {number} € for R&D\", said Émile <{number}>."), "typographic"),
        (format!("The code was a=3D{number} and the path = C:\\a=20b."), "exact"),
        (format!("word40of{number} word41of{number} word42of{number} word43of{number} word44of{number}"), "exact"),
        (format!("WARC/1.0 last line of {number}"), "exact"),
        (format!("In the shadow of {other} there are {number} words."), "exact"),
        (format!("The mayor of {town} […] {number}.5 million"), "elided"),
        (format!("They often left {other} in {number} years."), "altered"),
        (format!("Nobody says {number} bicycles were ever seen around here"), "absent"),
    ];
    Page { encoding, shadow, body, quotes }
}

impl Page {
    fn html(&self) -> Vec<u8> {
        let Self { encoding, body, shadow, .. } = self;
        self.encoded(&format!(
            "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"{encoding}\"><title>A page</title></head>\n<body>\n\
             <x-box><template shadowrootmode=\"open\">{shadow}</template></x-box>\n{body}\n</body></html>\n"
        ))
    }

    /// As extensions of browsers save pages, with everything in one file.
    fn single(&self) -> Vec<u8> {
        let Self { body, shadow, .. } = self;
        let picture = format!("<img src=\"data:image/png;base64,{}\">", "iVBORw0KGgo".repeat(500));
        format!(
            "<!DOCTYPE html> <html lang=en><!--\n Page saved with a test \n url: https://example.org/ \n--><meta \
             charset=utf-8>\n<title>A page</title><style>p{{background:url(data:image/gif;base64,R0lGODlh)}}</style>\
             <x-box><template shadowrootmode=open><style>:host{{color:red}}</style>{shadow}</template></x-box>{picture}{body}"
        )
        .into_bytes()
    }

    fn encoded(&self, text: &str) -> Vec<u8> {
        let encoding = encoding_rs::Encoding::for_label(self.encoding.as_bytes()).unwrap();
        // What the encoding does not have is written as a number, as people do.
        encoding.encode(text).0.into_owned()
    }
}

/// What came of each quote, in copies of the pages whose names end in some way.
fn outcomes(folder: &Folder, pages: &[Page], name: impl Fn(usize) -> String) -> Vec<String> {
    let mut yaml = "documents:\n".to_owned();
    for number in 0..pages.len() {
        let _ = writeln!(yaml, "  d{number:02}: {{title: x, snapshot: \"evidence/{}\"}}", name(number));
    }
    yaml += "claims:\n";
    for (number, page) in pages.iter().enumerate() {
        let _ = writeln!(yaml, "  c{number:02}:\n    statement: x\n    evidence:");
        for (quote, _) in &page.quotes {
            let quote = serde_json::to_string(quote).unwrap();
            let _ = writeln!(yaml, "      - document: d{number:02}\n        quote: {quote}");
        }
    }
    folder.write("claims/a.yaml", yaml);
    let json = checked(folder, &["--deny", "error"]).json();
    let outcome = |quote: &serde_json::Value| quote["outcome"].as_str().unwrap().to_owned();
    json["quotes"].as_array().unwrap().iter().map(outcome).collect()
}

/// Runs a tool that saves pages, if it is there.
fn saves(tool: &str, command: &mut Command, looks: &mut Command) -> bool {
    let is_there = looks.stdin(Stdio::null()).output().is_ok_and(|output| output.status.success());
    if !is_there {
        assert!(env::var("CI").as_deref() != Ok("true"), "{tool} is not installed");
        println!("skipped: {tool} is not installed");
        return false;
    }
    let output = command.stdin(Stdio::null()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    true
}

fn by_warcio(folder: &Path) -> bool {
    let python = || Command::new(env::var("ONRECORD_TEST_PYTHON").unwrap_or_else(|_| "python3".to_owned()));
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/evidence/archives.py");
    let mut looks = python();
    saves("a Python with warcio", python().arg(script).arg(folder), looks.args(["-c", "import warcio"]))
}

fn by_chromium(folder: &Path) -> bool {
    let Some((modules, chromium)) = browser::tools() else { return false };
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/mhtml.mjs");
    let mut command = Command::new("node");
    saves("Node", command.arg(script).arg(modules).arg(chromium).arg(folder), Command::new("node").arg("--version"))
}

#[test]
fn pages_are_the_same_however_they_were_saved() {
    let pages: Vec<_> = (0..PAGES).map(page).collect();
    let expected: Vec<_> = pages.iter().flat_map(|page| &page.quotes).map(|(_, outcome)| *outcome).collect();
    assert_eq!(expected.len(), 300);
    let folder = Folder::new();
    for (number, page) in pages.iter().enumerate() {
        folder.write(format!("claims/evidence/p{number:02}.html"), page.html());
        folder.write(format!("claims/evidence/p{number:02}.single"), page.single());
    }
    let evidence = folder.path().join("claims/evidence");
    let mut endings = vec!["html", "single"];
    if by_chromium(&evidence) {
        endings.push("mhtml");
    }
    let has_archives = by_warcio(&evidence);
    if has_archives {
        endings.extend(["warc", "one.warc.gz", "many.warc.gz", "wacz"]);
    }
    for ending in endings {
        let found = outcomes(&folder, &pages, |number| format!("p{number:02}.{ending}"));
        let differ = (0..300).filter(|&at| found[at] != expected[at]);
        let differ: Vec<_> = differ.map(|at| (at / 10, &*pages[at / 10].quotes[at % 10].0, &*found[at])).collect();
        assert!(differ.is_empty(), "{ending}: {differ:#?}");
    }
    if has_archives {
        let chosen = |number| format!("all.wacz#https://example.org/p{number:02}?a=b&c@20261104");
        assert_eq!(outcomes(&folder, &pages, chosen), expected);
    }
}
