//! Random corpora with every kind of record and field, as JSON values, so that each field can be changed.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::random::{self, Rng};

/// Sections, records and fields.
#[derive(Clone)]
pub struct Records(pub Map<String, Value>);

/// A field of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    pub section: &'static str,
    pub id: String,
    pub name: String,
}

const SECTIONS: [&str; 4] = ["sources", "documents", "claims", "reviews"];
const HEX: &str = "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855";
const WORDS: [&str; 6] = ["plain", "two\nlines\n", "", "\"quoted\" \\ back", "Türkiye گزارش\u{200c}ها 🕊", "2023"];

impl Records {
    /// The links of a random corpus, and all that records may say.
    pub fn new(rng: &mut Rng) -> Self {
        let mut corpus = random::corpus(rng);
        corpus.claims.values_mut().for_each(|claim| claim.documents.clear());
        let yaml = random::yaml(&corpus);
        let mut records = Self(serde_yaml::from_str(&yaml).unwrap());
        records.sources(rng);
        let documents = records.documents(rng);
        records.claims(rng, &documents);
        records.reviews(rng);
        records
    }

    pub fn yaml(&self) -> String {
        serde_yaml::to_string(&self.0).unwrap()
    }

    /// In some files, records and fields in random order.
    pub fn shuffled(&self, rng: &mut Rng) -> Vec<(String, String)> {
        let mut files = vec![BTreeMap::<&str, Vec<String>>::new(); 3];
        let mut records: Vec<_> =
            SECTIONS.iter().flat_map(|section| self.section(section).map(move |it| (section, it))).collect();
        rng.shuffle(&mut records);
        for (section, (id, record)) in records {
            let mut fields: Vec<_> =
                record.as_object().unwrap().iter().map(|(name, value)| format!("\"{name}\": {value}")).collect();
            rng.shuffle(&mut fields);
            let file = rng.below(files.len());
            files[file].entry(section).or_default().push(format!("  {id}: {{{}}}\n", fields.join(", ")));
        }
        let text = |file: &BTreeMap<&str, Vec<String>>| -> String {
            let sections: Vec<_> =
                file.iter().map(|(name, records)| format!("{name}:\n{}", records.concat())).collect();
            sections.concat()
        };
        files
            .iter()
            .filter(|file| !file.is_empty())
            .enumerate()
            .map(|(nth, file)| (format!("{nth}.yaml"), text(file)))
            .collect()
    }

    pub fn section(&self, section: &str) -> impl Iterator<Item = (&String, &Value)> {
        self.0.get(section).and_then(Value::as_object).into_iter().flatten()
    }

    pub fn record(&self, section: &str, id: &str) -> &Value {
        &self.0[section][id]
    }

    /// The ids in a list of a record.
    pub fn list(&self, section: &str, id: &str, field: &str) -> Vec<&str> {
        let items = self.record(section, id).get(field).and_then(Value::as_array).into_iter().flatten();
        items.filter_map(|item| item.as_str().or_else(|| item["document"].as_str())).collect()
    }

    pub fn fields(&self) -> Vec<Field> {
        let mut all = Vec::new();
        for section in SECTIONS {
            for (id, record) in self.section(section) {
                let name = |name: &String| Field { section, id: id.clone(), name: name.clone() };
                all.extend(record.as_object().unwrap().keys().map(name));
            }
        }
        all
    }

    /// The same with another value in a field, or without the field.
    pub fn changed(&self, field: &Field) -> Option<Self> {
        let value = self.record(field.section, &field.id)[&field.name].clone();
        let value = other(&field.name, value)?;
        let mut changed = self.clone();
        changed.0[field.section][&field.id][&field.name] = value;
        Some(changed)
    }

    /// Whether what a field says is the desk's alone. Of `known_to` it counts that it is given, unless the source is
    /// named.
    pub fn is_secret(&self, section: &str, id: &str, name: &str) -> bool {
        match section {
            "sources" => name == "known_to" || name == "note" && !self.is_named(id),
            "claims" => name == "note" && !self.is_open(id),
            "documents" => self.is_withheld(id) && !["language", "published", "publisher"].contains(&name),
            _ => false,
        }
    }

    fn is_named(&self, source: &str) -> bool {
        self.record("sources", source)["identity"] == "named"
    }

    /// Whether all voices of a claim are named.
    pub fn is_open(&self, claim: &str) -> bool {
        self.list("claims", claim, "attributed_to").into_iter().all(|voice| self.is_named(voice))
    }

    /// Whether a document has a publisher that is not named.
    pub fn is_withheld(&self, document: &str) -> bool {
        let publisher = self.record("documents", document).get("publisher").and_then(Value::as_str);
        publisher.is_some_and(|publisher| !self.is_named(publisher))
    }

    fn each(&mut self, section: &str) -> impl Iterator<Item = &mut Map<String, Value>> {
        self.0
            .get_mut(section)
            .and_then(Value::as_object_mut)
            .into_iter()
            .flat_map(Map::values_mut)
            .filter_map(Value::as_object_mut)
    }

    fn sources(&mut self, rng: &mut Rng) {
        for source in self.each("sources") {
            let named = source["identity"] == "named";
            maybe(rng, source, "known_to", "foreign editor");
            maybe(rng, source, "kind", "person");
            maybe(rng, source, "terms", "background");
            for field in ["reason", "note", "description"] {
                let words = rng.pick(&WORDS);
                if !source.contains_key(field) {
                    maybe(rng, source, field, words);
                }
            }
            if named {
                maybe(rng, source, "role", "Minister");
                maybe(rng, source, "url", "https://example.org/é");
            }
        }
    }

    fn documents(&mut self, rng: &mut Rng) -> Vec<String> {
        let publishers: Vec<_> = self.section("sources").map(|(id, _)| id.clone()).collect();
        let mut documents = Map::new();
        for nth in 0..rng.below(4) {
            let mut document = Map::from_iter([("title".to_owned(), Value::from("A title"))]);
            let publisher = rng.below(publishers.len());
            maybe(rng, &mut document, "publisher", &publishers[publisher]);
            maybe(rng, &mut document, "sha256", HEX);
            maybe(rng, &mut document, "snapshot", "evidence/a b.html");
            maybe(rng, &mut document, "published", "2023");
            for (field, value) in [
                ("note", "n"),
                ("language", "tr-TR"),
                ("accessed", "2024-11-01"),
                ("archived_url", "https://example.org/archived"),
                ("text", "evidence/a.txt"),
                ("text_sha256", HEX),
                ("text_by", "pdftotext"),
            ] {
                maybe(rng, &mut document, field, value);
            }
            if rng.chance(50) {
                document.insert("author".into(), json!(["Ayşe Örnek", "2023"]));
            }
            documents.insert(format!("document-{nth}"), document.into());
        }
        let ids = documents.keys().cloned().collect();
        if !documents.is_empty() {
            self.0.insert("documents".into(), documents.into());
        }
        ids
    }

    fn claims(&mut self, rng: &mut Rng, documents: &[String]) {
        for claim in self.each("claims") {
            for field in ["note", "tag"] {
                let words = rng.pick(&WORDS);
                maybe(rng, claim, field, words);
            }
            if let Some(tag) = claim.remove("tag") {
                claim.insert("tags".into(), json!([tag, "iraq", "iraq"]));
            }
            maybe(rng, claim, "date", "2012-01-21T20:45:00-05:00");
            let mut evidence = Vec::new();
            for _ in 0..rng.below(3).min(documents.len()) {
                let document = rng.below(documents.len());
                let mut item = Map::from_iter([("document".to_owned(), Value::from(documents[document].clone()))]);
                let words = rng.pick(&WORDS);
                maybe(rng, &mut item, "quote", words);
                maybe(rng, &mut item, "locator", "p. 3");
                maybe(rng, &mut item, "translation", words);
                evidence.push(Value::from(item));
            }
            if rng.chance(70) {
                claim.insert("evidence".into(), evidence.into());
            }
        }
    }

    fn reviews(&mut self, rng: &mut Rng) {
        let claims: Vec<_> = self.section("claims").map(|(id, _)| id.clone()).collect();
        let mut reviews = Map::new();
        for (nth, claim) in claims.iter().enumerate().filter(|_| rng.chance(30)) {
            let digest = format!("sha256:{HEX}");
            let review =
                json!({"claim": claim, "verdict": "mixed", "reviewer": "desk", "date": "2024-11-03", "digest": digest});
            reviews.insert(format!("review-{nth}"), review);
        }
        if !reviews.is_empty() {
            self.0.insert("reviews".into(), reviews.into());
        }
    }
}

fn maybe(rng: &mut Rng, record: &mut Map<String, Value>, field: &str, value: &str) {
    if rng.chance(50) {
        record.insert(field.into(), value.into());
    }
}

/// Another value that the field may have, if there is an easy one.
fn other(field: &str, value: Value) -> Option<Value> {
    Some(match (field, value) {
        ("identity", Value::String(identity)) => match &*identity {
            "anonymous" => "unspecified".into(),
            "unspecified" => "anonymous".into(),
            _ => return None,
        },
        ("kind", _) => "document".into(),
        ("terms", _) => "on_record".into(),
        ("date" | "published" | "retracted" | "accessed", _) => "1999".into(),
        ("language", _) => "en".into(),
        ("claim" | "publisher", _) => return None,
        ("sha256" | "text_sha256" | "digest", Value::String(digest)) => digest.replace("E3", "AA").into(),
        ("evidence", Value::Array(mut items)) => {
            let item = items.last_mut()?.as_object_mut()?;
            item.insert("locator".into(), "elsewhere".into());
            items.into()
        }
        ("tags", Value::Array(mut tags)) => {
            tags.pop();
            tags.into()
        }
        (_, Value::Array(mut ids)) => {
            ids.pop()?;
            ids.into()
        }
        (_, Value::String(text)) => (text + "x").into(),
        _ => return None,
    })
}
