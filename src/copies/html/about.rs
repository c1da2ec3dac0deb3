//! What a page says of itself, in its head and in its data for search engines.

use serde_json::Value;

use super::Page;
use super::article::{MainArticle, PageHead, addresses, main_article, names};
use super::tree::{Content, NodeId, Nodes};
use crate::copies::facts::Facts;

/// So many blocks of data are looked at.
const MAX_DATA: usize = 100;
/// The meta elements that name an author.
const AUTHOR: [&str; 3] = ["author", "article:author", "parsely-author"];
/// The meta elements with the date on which a page was published.
const PUBLISHED: [&str; 6] =
    ["article:published_time", "datepublished", "parsely-pub-date", "dc.date.issued", "dc.date", "date"];

/// Reads what a page says of itself, which may have been saved from an address. Linear in the length of the page.
pub(super) fn facts(page: &Page, from: Option<&str>) -> Facts {
    let head = Head::new(&page.nodes);
    let main = main_article(&head.data, &head.page(from));
    let article = main.map(MainArticle::article);
    let of_article = |name: &str| article.and_then(|article| names(article.get(name)?).into_iter().next());
    let authors = article.and_then(|article| article.get("author")).map(names).filter(|authors| !authors.is_empty());
    let own = |name: Option<&str>| name.map(str::to_owned);
    let own_authors = head.author().map(|author| vec![author.to_owned()]);
    let (title, authors, published) = match main {
        Some(MainArticle::Only(_)) => (
            own(head.title()).or_else(|| of_article("headline")),
            own_authors.or(authors),
            own(head.published()).or_else(|| of_article("datePublished")),
        ),
        _ => (
            own(head.meta("og:title")).or_else(|| of_article("headline")).or_else(|| own(head.title())),
            authors.or(own_authors),
            of_article("datePublished").or_else(|| own(head.published())),
        ),
    };
    Facts {
        title,
        authors: authors.unwrap_or_default(),
        published,
        language: own(head.language),
        url: own(head.canonical.or_else(|| head.meta("og:url"))),
        addresses: own(head.meta("og:url")).into_iter().chain(article.into_iter().flat_map(addresses)).collect(),
        publisher: own(head.meta("og:site_name")).or_else(|| of_article("publisher")),
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
    fn page<'s>(&'s self, from: Option<&'s str>) -> PageHead<'s> {
        let urls = [self.canonical, self.meta("og:url"), from].into_iter().flatten().collect();
        let titles = [self.meta("og:title"), self.title.as_deref()].into_iter().flatten().collect();
        PageHead { urls, titles, author: self.author(), published: self.published() }
    }

    fn title(&self) -> Option<&str> {
        self.meta("og:title").or(self.title.as_deref())
    }

    /// Who wrote it. Some give the address of a page about the author instead.
    fn author(&self) -> Option<&'p str> {
        let named = AUTHOR.iter().filter_map(|name| self.meta(name));
        named.into_iter().find(|author| !author.starts_with("http"))
    }

    fn published(&self) -> Option<&'p str> {
        PUBLISHED.iter().find_map(|name| self.meta(name))
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
