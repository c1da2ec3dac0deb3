//! Annotations of web pages: what the API of Hypothesis returns, and the Web Annotation Data Model of the W3C.
//!
//! Somebody who annotates a page is no source of what it says.

use super::account::{Account, Reason, Why};
use super::contacts;
use super::object::{Json, Object, parse};
use super::place::{Part, Place};
use super::values;
use super::view::{NewClaim, NewDocument, NewEvidence, View};
use crate::text::Text;

/// What is said of an annotation and not of the page.
const OF_ANNOTATIONS: [&str; 9] =
    ["id", "@context", "type", "@type", "created", "updated", "modified", "links", "motivation"];

/// Reads annotations into the view, whatever list they are in.
pub(super) fn read(bytes: &[u8], file: u32, view: &mut View, account: &mut Account) -> Result<(), String> {
    let json = parse(bytes)?;
    let mut open = vec![&json];
    let mut number = 0;
    while let Some(json) = open.pop() {
        if let Json::List(items) = json {
            open.extend(items.iter().rev());
            continue;
        }
        let place = Place::part(file, Part::Item, number.max(1));
        let Some(mut node) = Object::new(json, place) else {
            account.refuse(place, None, Why::Shape);
            continue;
        };
        // What the API returns, what the client exports, and collections and pages of them.
        let lists = ["rows", "annotations", "items", "first"];
        if lists.iter().any(|key| json.get(key).is_some()) {
            node.skip(&["total", "id", "@context", "type", "label", "startIndex", "next", "partOf", "last"]);
            node.skip(&["export_date", "export_userid", "client_version"]);
            lists.iter().rev().filter_map(|key| node.take(key)).for_each(|list| open.push(list));
            node.end(account);
            continue;
        }
        number += 1;
        if let Some(node) = Object::new(json, Place::part(file, Part::Item, number)) {
            account.count("annotation", 1);
            annotation(node, view, account);
        }
    }
    Ok(())
}

fn annotation(mut node: Object<'_>, view: &mut View, account: &mut Account) {
    let place = node.place();
    node.skip(&OF_ANNOTATIONS);
    for key in ["user", "user_info", "creator", "generator"] {
        node.leave_out(key, Reason::Annotator, account);
    }
    if node.take("references").is_some() {
        return account.leave_out("references", Reason::Reply, place);
    }
    let title = title(&mut node, account);
    let mut remarks = Vec::new();
    let mut tags = Vec::new();
    remarks.extend(node.text("text", account).map(str::to_owned));
    remarks.extend(node.text("bodyValue", account).map(str::to_owned));
    bodies(&mut node, &mut remarks, &mut tags, account);
    let listed = node.take("tags").map(Json::items).unwrap_or_default();
    tags.extend(listed.iter().filter_map(Json::text).map(str::to_owned));
    let uri = node.text("uri", account).map(str::to_owned);
    let targets = targets(&mut node, uri, account);
    let remark = joined(&remarks, &node, account);
    let tags = tags.iter().filter_map(|tag| node.called("tags", tag, account)).collect::<Vec<_>>();
    let tags: Vec<Text> = tags.iter().filter_map(|tag| node.read("tags", values::line(tag), account)).collect();
    for (address, exact) in targets {
        let Some(url) = node.read("uri", values::url(&address), account) else { continue };
        let mut document = NewDocument::at(&url, place);
        if let Some(title) = title.clone() {
            (document.title, document.called) = (title, None);
        }
        document.url = Some(url);
        let exact = exact.and_then(|exact| node.said("exact", &exact, account));
        let Some(exact) = exact else {
            // Of a note on a page as a whole, or one whose words nobody knows any more, the page is kept.
            account.leave_out("annotation", Reason::NoWords, place);
            document.note = document.note.or(remark.clone());
            view.document(document, account);
            continue;
        };
        let evidence = NewEvidence { quote: Some(exact.clone()), ..NewEvidence::of(view.document(document, account)) };
        let mut claim = NewClaim::new(exact, place);
        claim.evidence.push(evidence);
        (claim.note, claim.tags) = (remark.clone(), tags.clone());
        view.claim(claim, account);
    }
    node.end(account);
}

/// The title of the page, as Hypothesis gives it.
fn title(node: &mut Object<'_>, account: &mut Account) -> Option<Text> {
    let mut found = None;
    for mut document in node.only_objects("document", account) {
        let titles = document.take("title").map(Json::items).unwrap_or_default();
        let title = titles.iter().find_map(Json::text).map(str::to_owned);
        found = title.and_then(|title| document.titled("title", &title, account));
        document.end(account);
    }
    found
}

/// What somebody has written to the words, as the W3C has it.
fn bodies(node: &mut Object<'_>, remarks: &mut Vec<String>, tags: &mut Vec<String>, account: &mut Account) {
    let mut texts = Vec::new();
    let bodies = node.objects("body", |other| texts.extend(other.text().map(str::to_owned)));
    remarks.extend(texts);
    for mut body in bodies {
        body.skip(&["type", "format", "language", "id"]);
        let is_tag = body.text("purpose", account) == Some("tagging");
        if let Some(value) = body.text("value", account) {
            if is_tag { tags.push(value.to_owned()) } else { remarks.push(value.to_owned()) }
        }
        body.end(account);
    }
}

/// The pages and the words on them.
fn targets(node: &mut Object<'_>, uri: Option<String>, account: &mut Account) -> Vec<(String, Option<String>)> {
    let mut found = Vec::new();
    let mut sources = Vec::new();
    let (place, name) = (node.place(), node.name("target"));
    for mut target in node.objects("target", |other| sources.extend(other.text().map(str::to_owned))) {
        target.skip(&["type", "id"]);
        let source = source(&mut target, account).or_else(|| uri.clone());
        let mut exact = None;
        for mut selector in target.only_objects("selector", account) {
            let kind = selector.text("type", account).unwrap_or_default();
            if kind == "TextQuoteSelector" {
                selector.skip(&["prefix", "suffix"]);
                exact = selector.text("exact", account).map(str::to_owned).or(exact);
                selector.end(account);
            } else {
                // It says where the words were, in a way that only that page knows.
                account.leave_out(&selector.name(kind), Reason::NoField, place);
            }
        }
        match source {
            Some(source) => found.push((source, exact)),
            None => account.refuse(place, Some(&name), Why::Url),
        }
        target.end(account);
    }
    found.extend(sources.into_iter().map(|source| (source, None)));
    if found.is_empty() {
        found.extend(uri.map(|uri| (uri, None)));
    }
    if found.is_empty() {
        account.refuse(place, Some(&name), Why::Url);
    }
    found
}

fn source(target: &mut Object<'_>, account: &mut Account) -> Option<String> {
    let mut text = None;
    for mut source in target.objects("source", |other| text = other.text().map(str::to_owned)) {
        text = source.text("id", account).map(str::to_owned);
        source.skip(&["type", "format", "language"]);
        source.end(account);
    }
    text
}

fn joined(parts: &[String], node: &Object<'_>, account: &mut Account) -> Option<Text> {
    let (text, count) = contacts::without(&parts.join("\n"));
    if count > 0 {
        account.leave_out_some("text", Reason::Contact, node.place(), count);
    }
    node.read("text", values::text(&text), account)
}
