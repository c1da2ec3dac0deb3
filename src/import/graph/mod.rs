//! Our own exports, as JSON and as the two tables of CSV: everything comes back but what an export leaves out.

mod tables;

use std::collections::HashMap;

use super::account::{Account, Reason, Remark, Why};
use super::object::{Json, Object, parse};
use super::place::{Part, Place};
use super::values::{self, Read};
use super::view::{NewClaim, NewDocument, NewEvidence, NewSource, View};
use super::{Input, NotImported};
use crate::export::LinkKind;
use crate::format::Named;
use crate::load::CONFIDENTIAL_DOCUMENT;
use crate::model::{Id, Identity, SourceKind};
use crate::text::Text;

/// What an export works out from the records.
const DERIVED: [&str; 2] = ["basis", "in_cycle"];

/// Reads exports: files of JSON, each a graph, or the two tables of one.
pub(super) fn read(inputs: &[Input], view: &mut View, account: &mut Account) -> Result<(), NotImported> {
    let is_json = |input: &Input| input.bytes.trim_ascii_start().starts_with(b"{");
    for (nth, input) in inputs.iter().enumerate().filter(|(_, input)| is_json(input)) {
        let file = u32::try_from(nth).unwrap_or(u32::MAX);
        let json = parse(&input.bytes).map_err(|why| NotImported::Input(nth, why))?;
        graph(&json, file, view, account).map_err(|why| NotImported::Input(nth, why))?;
    }
    let tables: Vec<_> = inputs.iter().enumerate().filter(|(_, input)| !is_json(input)).collect();
    if !tables.is_empty() {
        let (nodes, links) = tables::read(&tables, account)?;
        records(&nodes, &links, view, account);
    }
    Ok(())
}

/// A node or a link, and where it is.
pub(super) type Item = (Place, Json);

fn graph(json: &Json, file: u32, view: &mut View, account: &mut Account) -> Result<(), String> {
    let place = Place::of_file(file);
    let mut graph = Object::new(json, place).ok_or("is not a graph that `onrecord export` wrote")?;
    if graph.text("version", account) != Some("1") {
        return Err("is not a graph that `onrecord export` wrote, or of another version".to_owned());
    }
    graph.skip(&["directed", "multigraph", "graph"]);
    let nodes = items(graph.take("nodes"), file, 0);
    let links = items(graph.take("links"), file, nodes.len());
    graph.end(account);
    records(&nodes, &links, view, account);
    Ok(())
}

/// The items of a list, counted on from those of another.
fn items(list: Option<&Json>, file: u32, before: usize) -> Vec<Item> {
    let items = list.map(Json::items).unwrap_or_default().iter().enumerate();
    items.map(|(nth, item)| (Place::part(file, Part::Item, before + nth + 1), item.clone())).collect()
}

/// What a node of an export became.
#[derive(Debug, Clone, Copy)]
enum End {
    Source(usize),
    Document(usize),
    Claim(usize),
}

fn records(nodes: &[Item], links: &[Item], view: &mut View, account: &mut Account) {
    let mut ends: HashMap<String, End> = HashMap::new();
    let mut nameless = 0;
    for (place, node) in nodes {
        let Some(mut node) = Object::new(node, *place) else {
            account.refuse(*place, None, Why::Shape);
            continue;
        };
        let id = node.text("id", account).map(str::to_owned);
        let end = self::node(&mut node, view, account, &mut nameless);
        node.end(account);
        if let (Some(id), Some(end)) = (id, end) {
            ends.insert(id, end);
        }
    }
    for (place, link) in links {
        match Object::new(link, *place) {
            Some(link) => self::link(link, &ends, view, account),
            None => account.refuse(*place, None, Why::Shape),
        }
    }
    account.count("node", nodes.len());
    account.count("link", links.len());
    if nameless > 0 {
        let first = nodes.first().map_or(0, |(place, _)| place.file);
        account.remark(Place::of_file(first), Remark::NewIds(nameless));
    }
}

fn node(node: &mut Object<'_>, view: &mut View, account: &mut Account, nameless: &mut usize) -> Option<End> {
    let place = node.place();
    let kind = node.text("kind", account)?;
    for key in DERIVED {
        node.leave_out(key, Reason::Derived, account);
    }
    let id = node.value("record", id, account);
    let label = node.value("label", values::exact, account);
    match kind {
        "source" => {
            let identity =
                node.value("identity", |word| Identity::named(word).map(Some).map_err(|_| Why::Word), account);
            let Some(label) = label else {
                account.refuse(place, Some("label"), Why::NoDescription);
                return None;
            };
            // In doubt it is one whose name is kept back.
            let identity = identity.unwrap_or(Identity::Unspecified);
            *nameless += usize::from(id.is_none());
            let mut source = NewSource { id, ..NewSource::new(identity, label, place) };
            source.kind =
                node.value("source_kind", |word| SourceKind::named(word).map(Some).map_err(|_| Why::Word), account);
            source.role = node.value("role", values::exact, account);
            source.url = node.value("url", values::exact_url, account);
            Some(End::Source(view.own_source(source)))
        }
        "document" => {
            let Some(label) = label else {
                account.refuse(place, Some("label"), Why::NoTitle);
                return None;
            };
            let mut document = NewDocument { id, ..NewDocument::new(label, place) };
            document.published = node.value("date", |text| values::date(text, None), account);
            document.url = node.value("url", values::exact_url, account);
            // An export has nothing else of such a document, so nothing is lost by a mark too many.
            document.is_confidential = document.url.is_none() && document.title == Text::new(CONFIDENTIAL_DOCUMENT);
            Some(End::Document(view.own_document(document)))
        }
        "claim" => {
            let Some(label) = label else {
                account.refuse(place, Some("label"), Why::NoStatement);
                return None;
            };
            let mut claim = NewClaim { id, ..NewClaim::new(label, place) };
            claim.date = node.value("date", |text| values::date(text, None), account);
            claim.url = node.value("url", values::exact_url, account);
            let is_retracted = node.text("retracted", account) == Some("true");
            claim.retracted = node.value("retracted_on", |text| values::date(text, None), account);
            if is_retracted && claim.retracted.is_none() {
                account.refuse(place, Some("retracted_on"), Why::Date);
            }
            view.claims.push(claim);
            Some(End::Claim(view.claims.len() - 1))
        }
        _ => {
            account.refuse(place, Some("kind"), Why::Word);
            None
        }
    }
}

fn id(word: &str) -> Read<Id> {
    Id::parse(&Text::new(word)).map(Some).map_err(|_| Why::Word)
}

fn link(mut link: Object<'_>, ends: &HashMap<String, End>, view: &mut View, account: &mut Account) {
    link.skip(&["key"]);
    let place = link.place();
    let kind = link.value("kind", |word| LinkKind::named(word).map(Some).map_err(|_| Why::Word), account);
    let from = link.text("source", account).and_then(|end| ends.get(end));
    let to = link.text("target", account).and_then(|end| ends.get(end));
    let quote = link.value("quote", values::exact, account);
    let locator = link.value("locator", values::exact, account);
    link.end(account);
    match (kind, from.copied(), to.copied()) {
        (None, ..) => {}
        (Some(LinkKind::AttributedTo), Some(End::Claim(from)), Some(End::Source(to))) => {
            view.claims[from].attributed_to.push(to);
        }
        (Some(LinkKind::Cites), Some(End::Claim(from)), Some(End::Claim(to))) => view.claims[from].cites.push(to),
        (Some(LinkKind::Corroborates), Some(End::Claim(from)), Some(End::Claim(to))) => {
            view.claims[from].corroborates.push(to);
        }
        (Some(LinkKind::Disputes), Some(End::Claim(from)), Some(End::Claim(to))) => view.claims[from].disputes.push(to),
        (Some(LinkKind::Evidence), Some(End::Claim(from)), Some(End::Document(document))) => {
            view.claims[from].evidence.push(NewEvidence { quote, locator, ..NewEvidence::of(document) });
        }
        (Some(LinkKind::PublishedBy), Some(End::Document(from)), Some(End::Source(to))) => {
            view.documents[from].publisher = Some(to);
        }
        _ => account.refuse(place, Some("target"), Why::Reference),
    }
}
