//! Marks of footnotes, which are in a sentence and are no part of it.

use super::tree::{Content, Element, NodeId, Nodes};

/// Classes that site makers give to such marks, in small letters.
const CLASSES: [&str; 17] = [
    "reference",
    "footnote",
    "footnote-ref",
    "footnote-reference",
    "footnote-anchor",
    "footnote-link",
    "footnote-backref",
    "footnoteref",
    "footnotecall",
    "noteref",
    "note-ref",
    "fnref",
    "fn-ref",
    "mw-ref",
    "msofootnotereference",
    "msoendnotereference",
    "footnote_referrer",
];

/// Whether an element is the mark of a footnote: by its role, by its class, or as a short text in `sup` that leads to a
/// place in the page, is in brackets, or is a star or a dagger.
pub(super) fn is_footnote_mark(nodes: &Nodes, node: NodeId, element: &Element) -> bool {
    let is_role = |attribute: &str, value: &str| element.attribute(attribute).is_some_and(|found| found == value);
    if is_role("role", "doc-noteref") || is_role("epub:type", "noteref") {
        return true;
    }
    let is_called_so = element.attribute("class").is_some_and(|class| {
        class.split_ascii_whitespace().any(|class| CLASSES.contains(&&*class.to_ascii_lowercase()))
    });
    match element.local() {
        "sup" => {
            is_called_so
                || has_links_only(nodes, node)
                || short_text(nodes, node).is_some_and(|text| is_mark(text.trim()))
        }
        "a" | "span" | "small" if is_called_so => short_text(nodes, node).is_some_and(|text| is_short(text.trim())),
        "a" if leads_down(element) => {
            let is_sup = |child| nodes.element(child).is_some_and(|child| child.local() == "sup");
            let text = short_text(nodes, node);
            let text = text.as_deref().map(str::trim);
            only_child(nodes, node).is_some_and(is_sup) && text.is_some_and(is_short)
                || text.is_some_and(is_in_brackets)
        }
        _ => false,
    }
}

fn only_child(nodes: &Nodes, node: NodeId) -> Option<NodeId> {
    nodes.first_child(node).filter(|&child| nodes.next_sibling(child).is_none())
}

/// To a place in the page; browsers save such links as absolute ones.
fn leads_down(element: &Element) -> bool {
    element.attribute("href").is_some_and(|link| link.contains('#'))
}

/// Whether all that is in it are links with short texts, and what parts them.
fn has_links_only(nodes: &Nodes, node: NodeId) -> bool {
    let mut links = 0;
    let mut next = nodes.first_child(node);
    while let Some(child) = next {
        next = nodes.next_sibling(child);
        match nodes.content(child) {
            Content::Element(element) if element.local() == "a" => {
                let is_honest = element.attribute("href").is_none_or(|link| link.contains('#'));
                let is_mark = short_text(nodes, child).is_some_and(|text| is_short(text.trim()));
                if !is_honest || !is_mark {
                    return false;
                }
                links += 1;
            }
            Content::Text(text) if text.chars().all(|character| !character.is_alphanumeric()) => {}
            _ => return false,
        }
    }
    links > 0
}

/// A number, a letter or two, a sign.
fn is_short(text: &str) -> bool {
    let text = text.trim_matches(['[', ']', '(', ')']);
    let is_number = text.chars().all(char::is_numeric);
    !text.is_empty() && (is_number || is_sign(text) || text.chars().count() <= 2 || text.starts_with("note"))
}

fn is_mark(text: &str) -> bool {
    is_in_brackets(text) || !text.is_empty() && is_sign(text)
}

fn is_in_brackets(text: &str) -> bool {
    text.len() > 2 && text.starts_with('[') && text.ends_with(']')
}

fn is_sign(text: &str) -> bool {
    text.chars().all(|character| matches!(character, '*' | '†' | '‡' | '§' | '¶' | '∗' | '⁎' | '#' | '↩' | '\u{FE0E}'))
}

/// The text in an element that has little of it. Looks at a few nodes and no more.
pub(super) fn short_text(nodes: &Nodes, node: NodeId) -> Option<String> {
    let mut text = String::new();
    let mut next = nodes.first_child(node);
    for _ in 0..16 {
        let Some(at) = next else { return Some(text) };
        match nodes.content(at) {
            Content::Text(part) if part.len() + text.len() > 32 => return None,
            Content::Text(part) => text.push_str(part),
            _ => {}
        }
        next = nodes.first_child(at);
        let mut left = at;
        while next.is_none() && left != node {
            next = nodes.next_sibling(left);
            left = nodes.parent(left)?;
        }
    }
    None
}
