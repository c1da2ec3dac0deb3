//! What a page says of itself, in its head and in its data for search engines.

use serde_json::Value;

use super::Page;
use super::article::{PageHead, main_article};
use super::tree::{Content, NodeId, Nodes};
use crate::copies::facts::Facts;

/// So many blocks of data are looked at.
const MAX_DATA: usize = 100;

/// Reads what a page says of itself. Linear in the length of the page.
pub(super) fn facts(page: &Page) -> Facts {
    let head = Head::new(&page.nodes);
    let article = main_article(&head.data, &head.page());
    let of_article = |name: &str| article.and_then(|article| names(article.get(name)?).into_iter().next());
    let authors = article.and_then(|article| article.get("author")).map(names).unwrap_or_default();
    let named = ["author", "article:author", "parsely-author"].into_iter().filter_map(|name| head.meta(name));
    // Some give the address of a page about the author.
    let named: Vec<_> = named.filter(|author| !author.starts_with("http")).take(1).map(str::to_owned).collect();
    let meta = |names: &[&str]| names.iter().find_map(|name| head.meta(name)).map(str::to_owned);
    Facts {
        title: meta(&["og:title"]).or_else(|| of_article("headline")).or_else(|| head.title.clone()),
        authors: if authors.is_empty() { named } else { authors },
        published: of_article("datePublished").or_else(|| {
            meta(&["article:published_time", "datepublished", "parsely-pub-date", "dc.date.issued", "dc.date", "date"])
        }),
        language: head.language.map(str::to_owned),
        url: head.canonical.map(str::to_owned).or_else(|| meta(&["og:url"])),
        publisher: meta(&["og:site_name"]).or_else(|| of_article("publisher")),
        ..Facts::default()
    }
}

/// The data for search engines in a page, as it is written there: what is in its scripts of that type.
#[cfg(feature = "import")]
pub(super) fn data(page: &Page) -> Vec<String> {
    let nodes = 0..NodeId::try_from(page.nodes.len()).unwrap_or(NodeId::MAX);
    let is_data = |node: &NodeId| {
        let element = page.nodes.element(*node).filter(|element| element.local() == "script");
        let kind = element.and_then(|element| element.attribute("type"));
        kind.is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json"))
    };
    nodes.filter(is_data).map(|node| text(&page.nodes, node)).collect()
}

/// What is in the head of a page.
struct Head<'p> {
    title: Option<String>,
    metas: Vec<(String, &'p str)>,
    canonical: Option<&'p str>,
    language: Option<&'p str>,
    data: Vec<Value>,
}

impl<'p> Head<'p> {
    fn new(nodes: &'p Nodes) -> Self {
        let mut head = Self { title: None, metas: Vec::new(), canonical: None, language: None, data: Vec::new() };
        let is_in = |node: NodeId, name: &str| {
            nodes.parent(node).and_then(|parent| nodes.element(parent)).is_some_and(|parent| parent.local() == name)
        };
        for node in 0..NodeId::try_from(nodes.len()).unwrap_or(NodeId::MAX) {
            let Some(element) = nodes.element(node) else { continue };
            match element.local() {
                "html" if head.language.is_none() => head.language = element.attribute("lang"),
                "title" if head.title.is_none() && is_in(node, "head") => head.title = Some(text(nodes, node)),
                "link" if is_in(node, "head") => {
                    let is_canonical = |rel: &str| rel.split_ascii_whitespace().any(|rel| rel == "canonical");
                    if head.canonical.is_none() && element.attribute("rel").is_some_and(is_canonical) {
                        head.canonical = element.attribute("href");
                    }
                }
                "meta" if is_in(node, "head") => {
                    let name = ["property", "name", "itemprop"].into_iter().find_map(|name| element.attribute(name));
                    if let (Some(name), Some(content)) = (name, element.attribute("content")) {
                        head.metas.push((name.to_ascii_lowercase(), content));
                    }
                }
                "script" if element.attribute("type") == Some("application/ld+json") => {
                    let data = serde_json::from_str(&text(nodes, node)).ok();
                    head.data.extend(data.filter(|_| head.data.len() < MAX_DATA));
                }
                _ => {}
            }
        }
        head
    }

    /// What it says of the page that an article in its data may say, too.
    fn page(&self) -> PageHead<'_> {
        let urls = [self.canonical, self.meta("og:url")].into_iter().flatten().collect();
        let titles = [self.meta("og:title"), self.title.as_deref()].into_iter().flatten().collect();
        PageHead { urls, titles }
    }

    /// The first meta element of this name that says something.
    fn meta(&self, name: &str) -> Option<&'p str> {
        let mut found = self.metas.iter().filter(|(other, content)| other == name && !content.trim().is_empty());
        found.next().map(|(_, content)| *content)
    }
}

/// The text right inside an element.
fn text(nodes: &Nodes, element: NodeId) -> String {
    let children = std::iter::successors(nodes.first_child(element), |&child| nodes.next_sibling(child));
    let text = |node| match nodes.content(node) {
        Content::Text(text) => Some(&**text),
        _ => None,
    };
    children.filter_map(text).collect()
}

/// The names in a value: a text, a thing with a name, or a list of them.
fn names(value: &Value) -> Vec<String> {
    let name = |value: &Value| value.as_str().or_else(|| value.get("name")?.as_str()).map(str::to_owned);
    match value {
        Value::Array(items) => items.iter().filter_map(name).collect(),
        one => name(one).into_iter().collect(),
    }
}
