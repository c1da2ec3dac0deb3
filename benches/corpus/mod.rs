//! Claim files of a given shape and size, the same on every run.

use std::fmt::Write;
use std::fs;
use std::path::Path;

/// Claims per file.
const PER_FILE: usize = 200;

const WORDS: &str = "\
    the minister said that troops would leave the base by september under a plan agreed with baghdad officials \
    while coalition forces keep advising local units and the ministry denied any change after talks in ankara on \
    border security and a wider regional agreement";

/// Who cites whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Shape {
    /// Mostly short chains of citations, some relays, few loops, some retractions.
    News,
    /// One chain of all claims.
    Deep,
    /// All claims cite one.
    Hub,
    /// Every claim cites eight earlier ones from anywhere.
    Dense,
}

/// Writes a corpus; returns how many bytes it has.
pub(crate) fn write(shape: Shape, claims: usize, folder: &Path) -> usize {
    fs::create_dir_all(folder).unwrap();
    let mut maker = Maker::new(shape, claims);
    let files = claims.div_ceil(PER_FILE);
    let mut bytes = 0;
    for file in 0..files {
        let text = maker.file(file, files);
        bytes += text.len();
        fs::write(folder.join(format!("part-{file:05}.yaml")), text).unwrap();
    }
    bytes
}

/// What a claim refers to.
#[derive(Default)]
struct Links {
    voices: Vec<usize>,
    cites: Vec<usize>,
    corroborates: Vec<usize>,
    disputes: Vec<usize>,
}

struct Maker {
    rng: Rng,
    shape: Shape,
    claims: usize,
    sources: usize,
    documents: usize,
    words: Vec<&'static str>,
}

impl Maker {
    fn new(shape: Shape, claims: usize) -> Self {
        let words = WORDS.split_whitespace().collect();
        Self { rng: Rng(1), shape, claims, sources: (claims / 8).max(3), documents: (claims / 10).max(1), words }
    }

    fn file(&mut self, file: usize, files: usize) -> String {
        let of_file = |all: usize| file * all / files..(file + 1) * all / files;
        let mut text = String::from("sources:\n");
        for number in of_file(self.sources) {
            self.source(number, &mut text);
        }
        text.push_str("documents:\n");
        for number in of_file(self.documents) {
            self.document(number, &mut text);
        }
        text.push_str("claims:\n");
        for number in file * PER_FILE..((file + 1) * PER_FILE).min(self.claims) {
            self.claim(number, &mut text);
        }
        text
    }

    fn source(&mut self, number: usize, text: &mut String) {
        let kind = ["person", "organization", "outlet"][self.rng.below(3)];
        let place = number % 97;
        let fields = match self.rng.below(100) {
            0..60 => {
                format!(
                    "named\n    kind: {kind}\n    name: Person Number {number}\n    \
                     role: Spokesperson of ministry {place}"
                )
            }
            60..85 => format!("anonymous\n    kind: {kind}\n    description: An official of ministry {place}"),
            _ => format!("unspecified\n    kind: {kind}\n    description: Officials of ministry {place}"),
        };
        line(text, format_args!("  source-{number}:\n    identity: {fields}"));
    }

    fn document(&mut self, number: usize, text: &mut String) {
        let (title, publisher) = (self.sentence(8), self.rng.below(self.sources));
        line(text, format_args!("  document-{number}:\n    title: {title}\n    publisher: source-{publisher}"));
        let month = 1 + number % 12;
        line(text, format_args!("    url: https://example.org/articles/{number}\n    published: 2024-{month:02}"));
    }

    fn claim(&mut self, number: usize, text: &mut String) {
        line(text, format_args!("  claim-{number}:\n    statement: {}", self.sentence(18)));
        let links = self.links(number);
        list(text, "attributed_to", "source", links.voices);
        let (month, day) = (1 + number * 12 / self.claims, 1 + number % 28);
        line(text, format_args!("    date: 2024-{month:02}-{day:02}"));
        list(text, "cites", "claim", links.cites);
        list(text, "corroborates", "claim", links.corroborates);
        list(text, "disputes", "claim", links.disputes);
        if self.shape == Shape::News && self.rng.chance(1) {
            line(text, format_args!("    retracted: 2024-12-30"));
        }
        if self.rng.chance(60) {
            let (document, quote) = (self.rng.below(self.documents), self.sentence(12));
            line(text, format_args!("    evidence:\n      - document: document-{document}\n        quote: {quote}"));
        }
    }

    fn links(&mut self, number: usize) -> Links {
        let voices = vec![number % self.sources];
        match self.shape {
            Shape::News => self.news(number),
            Shape::Deep => Links { voices, cites: number.checked_sub(1).into_iter().collect(), ..Links::default() },
            Shape::Hub => Links { voices, cites: if number == 0 { Vec::new() } else { vec![0] }, ..Links::default() },
            Shape::Dense => {
                let many = if number < 50 { 0 } else { 8 };
                Links { voices, cites: (0..many).map(|_| self.rng.below(number)).collect(), ..Links::default() }
            }
        }
    }

    fn news(&mut self, number: usize) -> Links {
        let mut links = Links::default();
        if !self.rng.chance(4) {
            let many = if self.rng.chance(85) { 1 } else { 2 };
            links.voices = (0..many).map(|_| self.rng.below(self.sources)).collect();
        }
        if number > 0 && self.rng.chance(55) {
            let many = [1, 1, 1, 2, 3][self.rng.below(5)];
            links.cites = (0..many).map(|_| self.rng.before(number, 60)).collect();
        }
        // Two that cite each other, and every other time a third that they rest on.
        match number % 150 {
            77 if number + 1 < self.claims => links.cites = vec![number + 1],
            78 => {
                links.cites.truncate(usize::from(number % 300 == 78));
                links.cites.push(number - 1);
            }
            _ => {}
        }
        if number > 0 && self.rng.chance(15) {
            links.corroborates.push(self.rng.before(number, 80));
        }
        if number > 0 && self.rng.chance(5) {
            links.disputes.push(self.rng.before(number, 80));
        }
        links
    }

    fn sentence(&mut self, words: usize) -> String {
        let words: Vec<_> = (0..words).map(|_| self.words[self.rng.below(self.words.len())]).collect();
        let mut sentence = words.join(" ");
        sentence[..1].make_ascii_uppercase();
        sentence + "."
    }
}

fn line(text: &mut String, line: std::fmt::Arguments<'_>) {
    writeln!(text, "{line}").unwrap();
}

fn list(text: &mut String, field: &str, kind: &str, mut numbers: Vec<usize>) {
    numbers.sort_unstable();
    numbers.dedup();
    if !numbers.is_empty() {
        let ids: Vec<_> = numbers.iter().map(|number| format!("{kind}-{number}")).collect();
        line(text, format_args!("    {field}: [{}]", ids.join(", ")));
    }
}

/// A splitmix64 generator.
struct Rng(u64);

impl Rng {
    fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`, which is not 0.
    fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.bits() % bound as u64).unwrap()
    }

    fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// A number below `number`, mostly not far below.
    fn before(&mut self, number: usize, mean: usize) -> usize {
        let mut back = 1;
        while self.below(mean) > 0 {
            back += 1;
        }
        number.saturating_sub(back)
    }
}
