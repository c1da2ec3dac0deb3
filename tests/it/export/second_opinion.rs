//! The nodes and links that an export must have, worked out from the YAML by other means.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::hostile::program::reported;

/// Nodes by name, and links with both ends.
#[derive(Debug, PartialEq)]
pub(super) struct Graph {
    pub(super) nodes: BTreeMap<String, Map<String, Value>>,
    pub(super) links: Vec<(String, String, Map<String, Value>)>,
}

/// Records of one section, in order of id.
fn section(corpus: &Value, name: &str) -> BTreeMap<String, Value> {
    corpus
        .get(name)
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
        .map(|(id, record)| (id.clone(), record.clone()))
        .collect()
}

/// Only the fields that are there.
fn fields(all: &[(&str, Value)]) -> Map<String, Value> {
    all.iter().filter(|(_, value)| !value.is_null()).map(|(name, value)| ((*name).to_owned(), value.clone())).collect()
}

/// A date as text; YAML takes a bare year for a number.
fn date(value: &Value) -> Value {
    value.as_number().map_or_else(|| value.clone(), |year| year.to_string().into())
}

pub(super) fn graph(text: &str) -> Graph {
    let corpus: Value = serde_yaml::from_str(text).unwrap();
    let report = reported(text);
    let [claims, sources, documents] = ["claims", "sources", "documents"].map(|name| section(&corpus, name));
    // Sources that are not named come last, in the order of what is shown of them.
    let mut in_order: Vec<_> = sources.iter().collect();
    in_order.sort_by_key(|(_, record)| {
        let is_named = record["identity"] == "named";
        (!is_named).then(|| (record["description"].to_string(), record["identity"].to_string()))
    });
    let ids = claims.keys().chain(in_order.into_iter().map(|(id, _)| id)).chain(documents.keys());
    let names: BTreeMap<_, _> = ids.zip(1..).map(|(id, number)| (id.clone(), format!("n{number}"))).collect();
    let mut graph = Graph { nodes: BTreeMap::new(), links: Vec::new() };
    for (claim, known) in claims.iter().zip(report["claims"].as_array().unwrap()) {
        let (id, record) = claim;
        assert_eq!(known["id"].as_str(), Some(&**id));
        let node = fields(&[
            ("kind", "claim".into()),
            ("label", record["statement"].clone()),
            ("record", id.as_str().into()),
            ("basis", known["basis"].clone()),
            ("date", date(&record["date"])),
            ("retracted", known["retracted"].clone()),
            ("retracted_on", date(&record["retracted"])),
            ("in_cycle", known["in_cycle"].clone()),
            ("url", record["url"].clone()),
        ]);
        graph.nodes.insert(names[id].clone(), node);
        for kind in ["attributed_to", "cites", "corroborates", "disputes"] {
            // A claim that both corroborates and disputes another does neither.
            let other = match kind {
                "corroborates" => &record["disputes"],
                "disputes" => &record["corroborates"],
                _ => &Value::Null,
            };
            let counts = |to: &&Value| !other.as_array().is_some_and(|other| other.contains(to));
            for to in record[kind].as_array().into_iter().flatten().filter(counts) {
                graph.links.push((
                    names[id].clone(),
                    names[to.as_str().unwrap()].clone(),
                    fields(&[("kind", kind.into())]),
                ));
            }
        }
        for evidence in record["evidence"].as_array().into_iter().flatten() {
            // What a document says that is confidential, or was published by a source without a name, leads to it.
            let document = &corpus["documents"][evidence["document"].as_str().unwrap()];
            let publisher = document["publisher"].as_str();
            let is_open = document["confidential"] != true
                && publisher.is_none_or(|publisher| corpus["sources"][publisher]["identity"] == "named");
            let shown = |field: &str| if is_open { evidence[field].clone() } else { Value::Null };
            let link = [("kind", "evidence".into()), ("quote", shown("quote")), ("locator", shown("locator"))];
            graph.links.push((names[id].clone(), names[evidence["document"].as_str().unwrap()].clone(), fields(&link)));
        }
    }
    for (id, record) in &sources {
        let mut node = vec![("kind", "source".into()), ("identity", record["identity"].clone())];
        if record["identity"] == "named" {
            node.extend([("label", record["name"].clone()), ("record", id.as_str().into())]);
            node.extend([
                ("source_kind", record["kind"].clone()),
                ("role", record["role"].clone()),
                ("url", record["url"].clone()),
            ]);
        } else {
            node.push(("label", record["description"].clone()));
        }
        graph.nodes.insert(names[id].clone(), fields(&node));
    }
    for (id, record) in &documents {
        // What a source without a name published stays with the desk.
        let is_open = record["publisher"].as_str().is_none_or(|publisher| sources[publisher]["identity"] == "named");
        let node = [
            ("kind", "document".into()),
            ("label", if is_open { record["title"].clone() } else { "confidential document".into() }),
            ("record", id.as_str().into()),
            ("date", date(&record["published"])),
            ("url", if is_open { record["url"].clone() } else { Value::Null }),
        ];
        graph.nodes.insert(names[id].clone(), fields(&node));
        if let Some(publisher) = record["publisher"].as_str() {
            let link = fields(&[("kind", "published_by".into())]);
            graph.links.push((names[id].clone(), names[publisher].clone(), link));
        }
    }
    graph.sorted()
}

impl Graph {
    /// What a script understood.
    pub(super) fn read(value: &Value) -> Self {
        let map = |value: &Value| value.as_object().unwrap().clone();
        let word = |value: &Value| value.as_str().unwrap().to_owned();
        let nodes = map(&value["nodes"]).into_iter().map(|(name, fields)| (name, map(&fields))).collect();
        let links = value["links"].as_array().unwrap().iter();
        let links = links.map(|link| (word(&link[0]), word(&link[1]), map(&link[2]))).collect();
        Self { nodes, links }.sorted()
    }

    /// Changes every field, and drops those that become null.
    pub(super) fn map(mut self, change: impl Fn(&str, &Value) -> Value) -> Self {
        let links = self.links.iter_mut().map(|(_, _, fields)| fields);
        for fields in self.nodes.values_mut().chain(links) {
            *fields = fields.iter().map(|(name, value)| (name.clone(), change(name, value))).collect();
            fields.retain(|_, value| !value.is_null());
        }
        self.sorted()
    }

    fn sorted(mut self) -> Self {
        self.links.sort_by_key(|link| json!([link.0, link.1, link.2]).to_string());
        self
    }
}
