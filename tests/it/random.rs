//! Small random corpora of varied shapes, the same for the same seed, and claim files for them.

#![allow(unreachable_pub)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde_json::Value;

use super::reference::{Claim, Corpus, Identity, Source};

/// Ids whose order is neither that of their numbers nor that of their lengths.
const CLAIM_IDS: [&str; 9] = ["c1", "c10", "c-2", "c2", "da", "da-1", "4c", "c9", "x"];

const STATEMENTS: [&str; 5] = [
    "The troops will leave",
    "He said: \"no comment\" # twice",
    "Türkiye'den çekilme: 10 % – گزارش\u{200c}ها 🕊",
    "- [a, b] & *c",
    "2024-10",
];

/// A splitmix64 generator.
pub struct Rng(u64);

impl Rng {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`, which is not 0.
    pub fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.bits() % bound as u64).unwrap_or(0)
    }

    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())]
    }

    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}

/// Links between claims, by number: the first cites, corroborates or disputes the second.
type Links = BTreeSet<(usize, usize)>;

#[derive(Clone, Copy)]
enum Shape {
    Sparse,
    Dense,
    Acyclic,
    Ladder,
    Diamonds,
    Ring,
    Flat,
}

/// A random corpus of at most nine claims and five sources, or eight claims and thirteen sources.
pub fn corpus(rng: &mut Rng) -> Corpus {
    use Shape::{Acyclic, Dense, Diamonds, Flat, Ladder, Ring, Sparse};
    let shape = rng.pick(&[Sparse, Dense, Acyclic, Ladder, Diamonds, Ring, Flat]);
    let wide = rng.chance(15);
    let most = match shape {
        Dense => 6,
        _ if wide => 8,
        _ => 9,
    };
    let size = 1 + rng.below(most).max(rng.below(most));
    let cites = citations(rng, shape, size);
    let corroborates = corroborations(rng, size, &cites);
    let percent = rng.pick(&[0, 0, 20]);
    let disputes = scattered(rng, size, percent);

    let sources = sources(rng, wide);
    let voices = voices(rng, size, &sources, wide);
    let claims = assemble(rng, voices, [&cites, &corroborates, &disputes]);
    Corpus { sources: sources.into_iter().collect(), claims: claims.into_iter().collect() }
}

/// Each link between two different claims with the same chance.
fn scattered(rng: &mut Rng, size: usize, percent: usize) -> Links {
    let mut links = Links::new();
    for from in 0..size {
        for to in (0..size).filter(|to| *to != from) {
            if rng.chance(percent) {
                links.insert((from, to));
            }
        }
    }
    links
}

fn citations(rng: &mut Rng, shape: Shape, size: usize) -> Links {
    match shape {
        Shape::Sparse => {
            let percent = rng.pick(&[8, 15]);
            scattered(rng, size, percent)
        }
        Shape::Dense => scattered(rng, size, 45),
        Shape::Acyclic => {
            let percent = rng.pick(&[25, 50]);
            let links = scattered(rng, size, percent);
            links.into_iter().filter(|(from, to)| from < to).collect()
        }
        Shape::Ladder => disturbed(rng, size, ladder(size)),
        Shape::Diamonds => disturbed(rng, size, diamonds(size)),
        Shape::Ring => {
            let length = 1 + rng.below(size);
            let percent = rng.pick(&[0, 10]);
            &ring(length) | &scattered(rng, size, percent)
        }
        Shape::Flat => Links::new(),
    }
}

/// Two rails: each claim cites both claims of the next rung.
fn ladder(size: usize) -> Links {
    let rung = |claim: usize| claim / 2;
    let pairs = (0..size).flat_map(|from| (0..size).map(move |to| (from, to)));
    let crossing = pairs.filter(|(from, to)| rung(from + 2) == rung(*to));
    crossing.collect()
}

/// Claims in threes: a top cites two, and both cite the next top.
fn diamonds(size: usize) -> Links {
    let mut links = Links::new();
    for top in (0..size).step_by(3) {
        links.extend([(top, top + 1), (top, top + 2), (top + 1, top + 3), (top + 2, top + 3)]);
    }
    links.retain(|(_, to)| *to < size);
    links
}

fn ring(length: usize) -> Links {
    let links = (0..length).map(|from| (from, (from + 1) % length));
    links.filter(|(from, to)| from != to).collect()
}

/// The links, sometimes with a few dropped, sometimes with a few more that may close loops.
fn disturbed(rng: &mut Rng, size: usize, mut links: Links) -> Links {
    if rng.chance(50) {
        links.retain(|_| rng.chance(85));
    }
    let percent = rng.pick(&[0, 0, 5]);
    &links | &scattered(rng, size, percent)
}

fn corroborations(rng: &mut Rng, size: usize, cites: &Links) -> Links {
    match rng.below(6) {
        0 => Links::new(),
        1 | 2 => scattered(rng, size, 12),
        3 => {
            let links = scattered(rng, size, 7);
            &links | &links.iter().map(|(from, to)| (*to, *from)).collect()
        }
        4 => {
            let length = 1 + rng.below(size);
            ring(length)
        }
        _ => cites.iter().copied().filter(|_| rng.chance(40)).collect(),
    }
}

/// One to five sources, or eleven to thirteen where the corpus is wide.
fn sources(rng: &mut Rng, wide: bool) -> Vec<(String, Source)> {
    use Identity::{Anonymous, Named, Unspecified};
    let (least, most) = if wide { (11, 13) } else { (1, 5) };
    let count = least + rng.below(most - least + 1);
    let likely: &[Identity] = match rng.below(6) {
        0 => &[Named],
        1 => &[Anonymous, Unspecified],
        2 | 3 => &[Named, Anonymous],
        _ => &[Named, Named, Named, Anonymous, Unspecified],
    };
    let (outlets, known) = (rng.pick(&[0, 25, 60]), rng.pick(&[0, 50, 100]));
    let mut sources = Vec::new();
    for number in 1..=count {
        let identity = rng.pick(likely);
        let (is_outlet, is_known) = (rng.chance(outlets), identity == Anonymous && rng.chance(known));
        sources.push((format!("s{number}"), Source { identity, is_outlet, is_known }));
    }
    sources
}

/// The voices of each claim: none to three, or many where the corpus is wide.
fn voices(rng: &mut Rng, size: usize, sources: &[(String, Source)], wide: bool) -> Vec<Vec<String>> {
    let silent = rng.pick(&[0, 15, 40]);
    let mut all = Vec::new();
    for _ in 0..size {
        let count = if rng.chance(silent) {
            0
        } else if wide && rng.chance(50) {
            4 + rng.below(10)
        } else {
            1 + rng.below(3).min(rng.below(3))
        };
        let mut ids: Vec<String> = sources.iter().map(|(id, _)| id.clone()).collect();
        rng.shuffle(&mut ids);
        ids.truncate(count);
        all.push(ids);
    }
    all
}

/// The claims with their ids, in the order of `voices`.
fn assemble(rng: &mut Rng, voices: Vec<Vec<String>>, links: [&Links; 3]) -> Vec<(String, Claim)> {
    let retracted = rng.pick(&[0, 0, 10, 20, 40]);
    let mut ids = CLAIM_IDS;
    rng.shuffle(&mut ids);
    let mut claims = Vec::new();
    for (number, attributed_to) in voices.into_iter().enumerate() {
        let [cites, corroborates, disputes] = links.map(|links| targets(rng, links, number, &ids));
        let claim = Claim {
            statement: rng.pick(&STATEMENTS).to_owned(),
            attributed_to,
            cites,
            corroborates,
            disputes,
            documents: (0..rng.below(3)).map(|_| format!("p{}", rng.below(3))).collect(),
            retracted: rng.chance(retracted),
        };
        claims.push((ids[number].to_owned(), claim));
    }
    claims
}

/// The ids that a claim links to, in a random order.
fn targets(rng: &mut Rng, links: &Links, from: usize, ids: &[&str]) -> Vec<String> {
    let linked = links.iter().filter(|(start, _)| *start == from);
    let mut targets: Vec<String> = linked.map(|(_, to)| ids[*to].to_owned()).collect();
    rng.shuffle(&mut targets);
    targets
}

/// The corpus, which is not empty, as one claim file of section 1.
pub fn yaml(corpus: &Corpus) -> String {
    file(corpus, &ids(corpus))
}

/// The ids of the documents that claims have as evidence.
pub fn documents(corpus: &Corpus) -> BTreeSet<&str> {
    corpus.claims.values().flat_map(|claim| &claim.documents).map(String::as_str).collect()
}

/// The same as one to four files (name and text), with the records in a random order.
pub fn split(corpus: &Corpus, seed: u64) -> Vec<(String, String)> {
    let mut rng = Rng::new(seed);
    let mut ids = ids(corpus);
    rng.shuffle(&mut ids);
    let names = ["part-2.yaml", "part-1.yml", "part-10.yaml", "a.yml"];
    let mut parts = BTreeMap::<&str, Vec<&str>>::new();
    let most = 1 + rng.below(names.len());
    for id in ids {
        parts.entry(rng.pick(&names[..most])).or_default().push(id);
    }
    let write = |(name, ids): (&str, Vec<&str>)| (name.to_owned(), file(corpus, &ids));
    parts.into_iter().map(write).collect()
}

fn ids(corpus: &Corpus) -> Vec<&str> {
    let ids = corpus.sources.keys().chain(corpus.claims.keys());
    ids.map(String::as_str).chain(documents(corpus)).collect()
}

/// A claim file with the records of these ids, in this order.
fn file(corpus: &Corpus, ids: &[&str]) -> String {
    let (mut sources, mut documents, mut claims) = (String::new(), String::new(), String::new());
    let known = self::documents(corpus);
    for id in ids {
        if let Some(source) = corpus.sources.get(*id) {
            sources += &source_record(id, source);
        }
        if let Some(claim) = corpus.claims.get(*id) {
            claims += &claim_record(id, claim);
        }
        if known.contains(id) {
            documents += &format!("  {id}: {{title: Title of {id}}}\n");
        }
    }
    let mut sections = vec![("sources:\n", sources), ("documents:\n", documents), ("claims:\n", claims)];
    sections.retain(|(_, records)| !records.is_empty());
    let text = sections.into_iter().map(|(key, records)| key.to_owned() + &records);
    text.collect()
}

fn source_record(id: &str, source: &Source) -> String {
    let (identity, label) = match source.identity {
        Identity::Named => ("named", "name: Name of"),
        Identity::Anonymous => ("anonymous", "description: an official called"),
        Identity::Unspecified => ("unspecified", "description: reports called"),
    };
    let kind = if source.is_outlet { "    kind: outlet\n" } else { "" };
    let known = if source.is_known { "    known_to: foreign editor\n" } else { "" };
    format!("  {id}:\n    identity: {identity}\n    {label} {id}\n{kind}{known}")
}

fn claim_record(id: &str, claim: &Claim) -> String {
    let statement = Value::from(claim.statement.as_str());
    let mut text = format!("  {id}:\n    statement: {statement}\n");
    let lists = [
        ("attributed_to", &claim.attributed_to),
        ("cites", &claim.cites),
        ("corroborates", &claim.corroborates),
        ("disputes", &claim.disputes),
    ];
    for (key, list) in lists.into_iter().filter(|(_, list)| !list.is_empty()) {
        let _ = writeln!(text, "    {key}: [{}]", list.join(", "));
    }
    if !claim.documents.is_empty() {
        let items: Vec<_> = claim.documents.iter().map(|document| format!("{{document: {document}}}")).collect();
        let _ = writeln!(text, "    evidence: [{}]", items.join(", "));
    }
    if claim.retracted {
        text += "    retracted: 2024-11-02\n";
    }
    text
}
