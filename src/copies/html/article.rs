//! Which article in the data of a page for search engines is the page itself: others are there as teasers.

use serde_json::Value;

use crate::model::Url;
use crate::text::{Text, Word};

/// So many objects are looked at.
const MAX_OBJECTS: usize = 1_000;
/// The length of a day, as in `2024-10-21`.
const DAY: usize = 10;

/// What is said of a page outside its data, by which its article is known.
pub(super) struct PageHead<'p> {
    /// The addresses that the page gives itself, and the one that it was saved from.
    pub(super) urls: Vec<&'p str>,
    /// The titles that it gives itself.
    pub(super) titles: Vec<&'p str>,
    pub(super) author: Option<&'p str>,
    pub(super) published: Option<&'p str>,
}

/// An article in the data.
struct Candidate<'d> {
    article: &'d Value,
    /// Whether another object says that its page is about it.
    is_main: bool,
}

/// What in the data may be the page.
#[derive(Clone, Copy)]
pub(super) enum MainArticle<'d> {
    /// The page says that it is: what the data says is exact.
    Known(&'d Value),
    /// It is the only one, and nothing says that it is another page. What the page says elsewhere counts before it.
    Only(&'d Value),
}

impl<'d> MainArticle<'d> {
    pub(super) fn article(self) -> &'d Value {
        let (Self::Known(article) | Self::Only(article)) = self;
        article
    }
}

/// The article that a page is: one that its page is about, or that has its address or, where it gives none but that of
/// the site, its title. One with another address is another page.
pub(super) fn main_article<'d>(data: &'d [Value], page: &PageHead<'_>) -> Option<MainArticle<'d>> {
    let found = candidates(data);
    let own: Vec<_> = page.urls.iter().filter_map(|url| Url::parse(&Text::new(url.trim()))).collect();
    let is_at = |one: &Candidate<'_>, keys: &[&str], is_same: fn(&Url, &Url) -> bool| {
        urls(one.article, keys).iter().any(|url| own.iter().any(|own| is_same(own, url)))
    };
    let is_page = |one: &&Candidate<'_>| is_at(one, &KNOWN_BY, Url::is_same_page);
    let may_be_page = |one: &&Candidate<'_>| is_at(one, PLACES, Url::may_be_same_page);
    // Where a page gives the address of the site, that is no address of the page.
    let is_placed = own.iter().any(|url| !url.is_of_site());
    let has_place = |one: &Candidate<'_>| urls(one.article, PLACES).iter().any(|url| !url.is_of_site());
    let is_open = |one: &&Candidate<'_>| !is_placed || !has_place(one) || may_be_page(one);
    let known = found
        .iter()
        .find(|one| one.is_main)
        .or_else(|| found.iter().find(is_page))
        .or_else(|| only(found.iter().filter(may_be_page)))
        .or_else(|| only(found.iter().filter(is_open).filter(|one| page.is_titled(one.article))));
    if let Some(one) = known {
        return Some(MainArticle::Known(one.article));
    }
    let lone = only(found.iter()).filter(|one| own.is_empty() || !has_place(one));
    lone.filter(|one| !page.is_contradicted(one.article)).map(|one| MainArticle::Only(one.article))
}

fn only<T>(mut found: impl Iterator<Item = T>) -> Option<T> {
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

impl PageHead<'_> {
    /// Whether an article has the title of the page, which may have the name of the site behind it.
    fn is_titled(&self, article: &Value) -> bool {
        let Some(headline) = headline(article).map(plain) else { return false };
        let is_own = |title: &&str| {
            let title = plain(title);
            let rest = title.strip_prefix(&*headline);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', ':', '|', '–', '-']))
        };
        !headline.is_empty() && self.titles.iter().any(is_own)
    }

    /// Whether an article has another title, author or day than the page.
    fn is_contradicted(&self, article: &Value) -> bool {
        let words = |text: &str| Text::new(text).words().filter(|word| word.length() > 3).collect::<Vec<_>>();
        let differ = |own: &[Word], other: &[Word]| {
            !own.is_empty() && !other.is_empty() && !own.iter().any(|word| other.contains(word))
        };
        let titles: Vec<_> = self.titles.iter().flat_map(|title| words(title)).collect();
        let authors = article.get("author").map(names).unwrap_or_default().join(" ");
        let day = |date: &str| date.trim().get(..DAY).map(str::to_owned);
        let days = self.published.and_then(day).zip(text(article.get("datePublished")).and_then(day));
        differ(&titles, &headline(article).map(words).unwrap_or_default())
            || differ(&self.author.map(words).unwrap_or_default(), &words(&authors))
            || days.is_some_and(|(own, other)| own != other)
    }
}

fn headline(article: &Value) -> Option<&str> {
    text(article.get("headline").or_else(|| article.get("name")))
}

/// The names in a value: a text, a thing with a name, or a list of them.
pub(super) fn names(value: &Value) -> Vec<String> {
    let name = |value: &Value| value.as_str().or_else(|| value.get("name")?.as_str()).map(str::to_owned);
    match value {
        Value::Array(items) => items.iter().filter_map(name).collect(),
        one => name(one).into_iter().collect(),
    }
}

/// A text in small letters with single blanks in it, and one kind of apostrophe and of quotation mark.
fn plain(text: &str) -> String {
    let text = text.replace("&amp;", "&").replace(['‘', '’'], "'").replace(['“', '”'], "\"");
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

/// Where an article has the address of its page.
const PLACES: &[&str] = &["mainEntityOfPage", "url"];
/// Where it may have that, too: the last may be any address that only tells it from others.
const KNOWN_BY: [&str; 3] = ["mainEntityOfPage", "url", "@id"];

/// The addresses that an article gives as its own.
pub(super) fn addresses(article: &Value) -> impl Iterator<Item = String> {
    written(article, PLACES).map(str::to_owned)
}

/// The addresses under some keys of an article.
fn urls(article: &Value, keys: &[&str]) -> Vec<Url> {
    written(article, keys).filter_map(|url| Url::parse(&Text::new(url.trim()))).collect()
}

fn written<'v>(article: &'v Value, keys: &[&str]) -> impl Iterator<Item = &'v str> {
    let of = keys.iter().filter_map(|key| article.get(key));
    of.filter_map(|value| {
        let inner = || text(value.get("@id").or_else(|| value.get("url")));
        text(Some(value)).or_else(inner)
    })
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
