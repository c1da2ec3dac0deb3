//! Which article in the data of a page for search engines is the page itself: others are there as teasers.

use serde_json::Value;

use crate::model::Url;
use crate::text::Text;

/// So many objects are looked at.
const MAX_OBJECTS: usize = 1_000;

/// What the head of a page says of it, by which its article is known.
pub(super) struct PageHead<'p> {
    /// The addresses that the page gives itself.
    pub(super) urls: Vec<&'p str>,
    /// The titles that it gives itself.
    pub(super) titles: Vec<&'p str>,
}

/// An article in the data.
struct Candidate<'d> {
    article: &'d Value,
    /// Whether another object says that its page is about it.
    is_main: bool,
}

/// The article that a page is: one that its page is about, or that has its address. Without an address it is the only
/// article, or the only one with the title of the page. One with another address is another page.
pub(super) fn main_article<'d>(data: &'d [Value], page: &PageHead<'_>) -> Option<&'d Value> {
    let found = candidates(data);
    let urls: Vec<_> = page.urls.iter().filter_map(|url| Url::parse(&Text::new(url.trim()))).collect();
    let is_page = |url: &Url| urls.iter().any(|own| own.is_same_page(url));
    let own = found.iter().find(|one| one.is_main || addresses(one.article, &KNOWN_BY).iter().any(is_page));
    if let Some(own) = own {
        return Some(own.article);
    }
    let is_elsewhere = |article: &Value| !urls.is_empty() && !addresses(article, &KNOWN_BY[..2]).is_empty();
    let open: Vec<_> = found.iter().map(|one| one.article).filter(|article| !is_elsewhere(article)).collect();
    let titled: Vec<_> = open.iter().filter(|article| page.is_titled(article)).collect();
    match (&titled[..], &open[..]) {
        ([one], _) => Some(one),
        ([], [one]) if found.len() == 1 => Some(one),
        _ => None,
    }
}

impl PageHead<'_> {
    /// Whether an article has the title of the page, which may have the name of the site behind it.
    fn is_titled(&self, article: &Value) -> bool {
        let Some(headline) = text(article.get("headline").or_else(|| article.get("name"))).map(plain) else {
            return false;
        };
        let is_own = |title: &&str| {
            let title = plain(title);
            let rest = title.strip_prefix(&*headline);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', ':', '|', '–', '-']))
        };
        !headline.is_empty() && self.titles.iter().any(is_own)
    }
}

/// A text in small letters with single blanks in it.
fn plain(text: &str) -> String {
    text.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// All articles that are alone, in a list, in a graph, or what a page is about. Those inside other things, such as
/// lists of teasers, are not.
fn candidates(data: &[Value]) -> Vec<Candidate<'_>> {
    let mut found = Vec::new();
    let mut open: Vec<(&Value, bool)> = data.iter().rev().map(|value| (value, false)).collect();
    let mut about: Vec<&str> = Vec::new();
    let mut looked_at = 0;
    while let Some((value, is_main)) = open.pop() {
        looked_at += 1;
        if looked_at > MAX_OBJECTS {
            break;
        }
        match value {
            Value::Array(items) => open.extend(items.iter().take(MAX_OBJECTS).rev().map(|item| (item, is_main))),
            Value::Object(object) if is_article(object.get("@type")) => {
                // An article with its own page as what it is about is no list of others.
                found.push(Candidate { article: value, is_main: is_main || is_of_this_page(value) });
            }
            Value::Object(object) => {
                let main =
                    object.get("mainEntity").filter(|_| is_kind(object.get("@type"), |kind| kind.ends_with("Page")));
                about.extend(main.and_then(|main| text(main.get("@id"))));
                open.extend(object.get("@graph").map(|graph| (graph, false)));
                open.extend(main.map(|main| (main, true)));
            }
            _ => {}
        }
    }
    for one in &mut found {
        one.is_main |= text(one.article.get("@id")).is_some_and(|id| about.contains(&id));
    }
    found
}

/// `"mainEntityOfPage": true` is written where the page has no other name for itself.
fn is_of_this_page(article: &Value) -> bool {
    let of = article.get("mainEntityOfPage");
    of.and_then(Value::as_bool).or_else(|| Some(text(of)? == "true")).unwrap_or_default()
}

/// Where an article has the address of its page. The last may be any address that only tells it from others.
const KNOWN_BY: [&str; 3] = ["mainEntityOfPage", "url", "@id"];

/// The addresses under some keys of an article.
fn addresses(article: &Value, keys: &[&str]) -> Vec<Url> {
    let of = keys.iter().filter_map(|key| article.get(key));
    let written = of.filter_map(|value| {
        let inner = || text(value.get("@id").or_else(|| value.get("url")));
        text(Some(value)).or_else(inner)
    });
    written.filter_map(|url| Url::parse(&Text::new(url.trim()))).collect()
}

fn text(value: Option<&Value>) -> Option<&str> {
    value.and_then(Value::as_str)
}

/// Whether something is of one of schema.org's article kinds.
fn is_article(kind: Option<&Value>) -> bool {
    is_kind(kind, |kind| kind.ends_with("Article") || kind.ends_with("Posting") || kind == "Report")
}

fn is_kind(kind: Option<&Value>, is: impl Fn(&str) -> bool) -> bool {
    match kind {
        Some(Value::String(kind)) => is(kind),
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).any(is),
        _ => false,
    }
}
