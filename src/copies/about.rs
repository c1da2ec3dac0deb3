//! What a page says of itself: title, authors, date, language, address, publisher. Only what a record can hold is kept.

use super::cannot_read::CannotRead;
use super::facts::Facts;
use super::kind::Kind;
use super::remark::Remark;
use super::text::facts;
use crate::model::{Capture, Date, Language, Url};
use crate::text::Text;
use crate::text::escape::terminal::is_hostile;

/// A title or a name is not taken if it has more characters than this.
const MAX_LENGTH: usize = 500;
/// So many authors are taken.
const MAX_AUTHORS: usize = 20;
/// The length of a day, as in `2024-10-21`.
const DAY: usize = 10;

/// What a page says of itself, as far as it is there and in order.
#[derive(Debug, Default, Clone)]
#[non_exhaustive]
pub struct About {
    /// Its title: that of its Open Graph, its headline as an article, or the one in the window.
    pub title: Option<Text>,
    /// Who wrote it.
    pub authors: Vec<Text>,
    /// When it was published.
    pub published: Option<Date>,
    /// The language that it is written in.
    pub language: Option<Language>,
    /// The address by which it wants to be known.
    pub url: Option<Url>,
    /// The address of its copy in a public archive, if it is one from there.
    pub archived_url: Option<Url>,
    /// All addresses that it gives as its own, and the one that it was archived from.
    pub addresses: Vec<Url>,
    /// What its site or publisher is called.
    pub publisher: Option<Text>,
    /// When it was archived, as its file says.
    pub accessed: Option<Date>,
    /// Which page of a web archive it is, if that was chosen.
    pub capture: Option<Capture>,
    /// What was not read of it, and what nobody has checked.
    pub remarks: Vec<Remark>,
}

/// What a copy says of itself: a web page by its Open Graph, its article data for search engines, and its head; an
/// e-mail by its headers; a document of a word processor by its properties. Nothing for what says nothing, is tangled,
/// or has more than [`MAX_BYTES`](super::MAX_BYTES). Linear in its length.
pub fn about(bytes: &[u8], kind: Kind) -> About {
    about_page(bytes, kind, None)
}

/// What a page of a copy says of itself, and what the copy says of it: the one that is chosen of a web archive, or the
/// copy itself.
pub fn about_page(bytes: &[u8], kind: Kind, wanted: Option<&Capture>) -> About {
    let unread = |why| About { remarks: vec![Remark::Unread(why)], ..About::default() };
    facts(bytes, kind, wanted).map_or_else(unread, About::from)
}

impl About {
    /// Why nothing of it can be read, if so.
    pub fn unread(&self) -> Option<CannotRead> {
        self.remarks.iter().find_map(|remark| match remark {
            Remark::Unread(why) => Some(*why),
            _ => None,
        })
    }

    /// Whether it is of a message, which has no address on the web.
    pub fn is_sent(&self) -> bool {
        self.remarks.contains(&Remark::Sender)
    }
}

impl From<Facts> for About {
    fn from(facts: Facts) -> Self {
        let url = |url: &String| Url::parse(&clean(url)?);
        let own = facts.url.as_ref().and_then(url);
        let original = own.as_ref().and_then(Url::of_archived);
        let archived_url = own.clone().filter(|_| original.is_some());
        Self {
            url: original.or(own),
            archived_url,
            addresses: facts.url.iter().chain(&facts.addresses).filter_map(url).collect(),
            title: facts.title.as_deref().and_then(clean),
            authors: facts.authors.iter().filter_map(|author| clean(author)).take(MAX_AUTHORS).collect(),
            published: facts.published.as_deref().and_then(date),
            language: facts.language.as_deref().and_then(|tag| Language::parse(&clean(tag)?)),
            publisher: facts.publisher.as_deref().and_then(clean),
            accessed: facts.accessed.as_deref().and_then(date),
            capture: facts.capture,
            remarks: facts.remarks,
        }
    }
}

/// A text on one line, if a claim file can hold it.
fn clean(text: &str) -> Option<Text> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_good = !text.is_empty() && text.chars().count() <= MAX_LENGTH && !text.chars().any(is_hostile);
    is_good.then(|| Text::new(text))
}

/// A date as pages write it: a fraction of a second is left out, and of a time that cannot be read the day is kept.
fn date(text: &str) -> Option<Date> {
    let text = text.trim();
    let parse = |text: &str| Date::parse(&Text::new(text));
    let whole = || {
        let (before, after) = text.split_once('.')?;
        parse(&format!("{before}{}", after.trim_start_matches(|sign: char| sign.is_ascii_digit())))
    };
    parse(text).or_else(whole).or_else(|| parse(text.get(..DAY)?))
}

#[cfg(test)]
#[cfg(feature = "evidence")]
mod tests {
    use super::*;

    fn of(page: &str) -> [String; 6] {
        let about = about(page.as_bytes(), Kind::Html);
        let text = |text: Option<&Text>| text.map(|text| text.untrusted().to_owned()).unwrap_or_default();
        let authors = about.authors.iter().map(Text::untrusted).collect::<Vec<_>>().join("; ");
        [
            text(about.title.as_ref()),
            authors,
            about.published.map(|date| date.as_str().to_owned()).unwrap_or_default(),
            about.language.map(|language| language.as_str().to_owned()).unwrap_or_default(),
            text(about.url.as_ref().map(Url::text)),
            text(about.publisher.as_ref()),
        ]
    }

    #[test]
    fn an_article_says_what_it_is() {
        let page = r#"<!doctype html><html lang="en-GB"><head><title>Trams come - The Gazette</title>
            <meta property="og:title" content=" Trams
             come "><meta property="og:site_name" content="The Gazette">
            <link rel="amphtml" href="https://example.org/amp"><link rel="canonical" href="https://example.org/trams">
            <script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "WebSite"},
              {"@type": ["NewsArticle"], "headline": "More trams come", "datePublished": "2024-10-21T08:30:00.123+02:00",
               "author": [{"@type": "Person", "name": "Ada Example"}, "B. Other"]}]}</script></head><body>x</body></html>"#;
        let expected =
            ["Trams come", "Ada Example; B. Other", "2024-10-21T08:30:00+02:00", "en-GB", "https://example.org/trams"];
        let found = of(page);
        assert_eq!((&found[..5], &*found[5]), (&expected.map(str::to_owned)[..], "The Gazette"));
    }

    /// The title, authors and date of a page with this head and this data.
    fn said(head: &str, data: &str) -> String {
        let page = format!(
            r#"<html><head>{head}<script type="application/ld+json">{data}</script></head><body>x</body></html>"#
        );
        let [title, authors, published, ..] = of(&page);
        [title, authors, published].join(" | ")
    }

    const RELATED: &str = r#"{"@type": "NewsArticle", "headline": "Related", "datePublished": "2020-01-01",
        "author": {"name": "Other Person"}, "url": "https://post.example/related"}"#;

    /// Only what is said of the page itself is taken, wherever the teasers of other pages are.
    #[test]
    fn a_related_article_says_nothing_of_the_page() {
        let head = r#"<title>Main story | The Post</title><link rel="canonical" href="https://post.example/main">"#;
        let main = |more: &str| {
            format!(
                r#"{{"@type": "NewsArticle", "headline": "Main story", "datePublished": "2026-11-12", "author": {{"name": "Lena Brandt"}}{more}}}"#
            )
        };
        let own = "Main story | Lena Brandt | 2026-11-12";
        for more in [
            r#", "url": "https://post.example/main""#,
            r#", "mainEntityOfPage": "https://post.example/main/""#,
            r#", "mainEntityOfPage": {"@type": "WebPage", "@id": "https://www.post.example/main#page"}"#,
            r#", "mainEntityOfPage": true"#,
            r#", "@id": "https://post.example/main#article""#,
            "",
        ] {
            let main = main(more);
            for data in [
                format!("[{RELATED}, {main}]"),
                format!("[{main}, {RELATED}]"),
                format!(r#"{{"@graph": [{{"@type": "WebSite"}}, {RELATED}, {RELATED}, {main}]}}"#),
                format!(r#"[{{"@type": "ItemList", "itemListElement": [{RELATED}]}}, {main}]"#),
            ] {
                assert!(said(head, &data).ends_with(&own["Main story".len()..]), "{data}: {}", said(head, &data));
            }
        }
        let page = format!(r#"[{RELATED}, {{"@type": "WebPage", "mainEntity": {}}}]"#, main(""));
        assert!(said("<title>x</title>", &page).ends_with("Lena Brandt | 2026-11-12"));
        let linked = format!(
            r##"[{RELATED}, {}, {{"@type": ["WebPage"], "mainEntity": {{"@id": "#a"}}}}]"##,
            main(r##", "@id": "#a""##)
        );
        assert!(said("<title>x</title>", &linked).ends_with("Lena Brandt | 2026-11-12"), "{linked}");
    }

    /// A page gives its address in several forms, and some give that of the site in place of it.
    #[test]
    fn an_article_is_known_by_any_address_of_its_page() {
        let head = r#"<title>Story | The Post</title><link rel="canonical" href="https://post.example/main">"#;
        let article = |more: &str| {
            format!(
                r#"{{"@type": "NewsArticle", "headline": "Bridge closed", "datePublished": "2026-11-12", "author": {{"name": "Lena Brandt"}}{more}}}"#
            )
        };
        let own = "Bridge closed | Lena Brandt | 2026-11-12";
        for address in [
            "https://post.example/main?ref=home",
            "https://post.example/main?id=77&print=1",
            "https://post.example/main/amp",
            "https://amp.post.example/main",
            "https://post.example/amp/main?amp=1",
            "https://m.post.example/main/",
            "https://web.archive.org/web/20261112083000/https://post.example/main",
        ] {
            let known = article(&format!(r#", "url": "{address}""#));
            for data in [known.clone(), format!("[{RELATED}, {known}]")] {
                assert_eq!(said(head, &data), own, "{address}");
            }
        }
        // The address of the site is none of a page: then the title says which it is, or that there is no other.
        let titled =
            r#"<title>Bridge closed | The Post</title><link rel="canonical" href="https://post.example/main">"#;
        let site =
            article(r#", "url": "https://post.example/", "mainEntityOfPage": {"@id": "https://www.post.example"}"#);
        assert_eq!(said(titled, &format!("[{RELATED}, {site}]")), own);
        assert_eq!(said(titled, &site), own);
        let rooted = titled.replace("example/main", "example/");
        assert_eq!(said(&rooted, &article(r#", "url": "https://post.example/main""#)), own);
        // Two that differ in their queries are two pages.
        let two = ["1", "2"].map(|id| article(&format!(r#", "url": "https://post.example/main?id={id}""#))).join(", ");
        assert_eq!(said(head, &format!("[{two}]")), "Story | The Post |  | ");
    }

    /// One that nothing ties to the page does not overrule what the page says of itself.
    #[test]
    fn a_lone_article_says_only_what_nothing_contradicts() {
        let article = r#"{"@type": "NewsArticle", "headline": "Harbour opens", "datePublished": "2020-01-01T08:00:00Z",
            "author": {"name": "Other Person"}}"#;
        let title = "<title>Main story | The Post</title>";
        let author = r#"<meta name="author" content="Lena Brandt">"#;
        let date = r#"<meta property="article:published_time" content="2026-11-12">"#;
        let related = article.replace("Harbour opens", "How the story began");
        for (head, data, expected) in [
            (format!("{title}{author}{date}"), article, "Main story | The Post | Lena Brandt | 2026-11-12"),
            (title.to_owned(), article, "Main story | The Post |  | "),
            (format!("{title}{author}"), &*related, "Main story | The Post | Lena Brandt | "),
            (format!("{title}{date}"), &related, "Main story | The Post |  | 2026-11-12"),
            // Another headline of the same page.
            (title.to_owned(), &related, "Main story | The Post | Other Person | 2020-01-01T08:00:00Z"),
            (
                format!("{title}{}", author.replace("Lena Brandt", "By Other Person")),
                &related,
                "Main story | The Post | By Other Person | 2020-01-01T08:00:00Z",
            ),
            (
                format!("{title}{}", date.replace("2026-11-12", "2020-01-01")),
                &related,
                "Main story | The Post | Other Person | 2020-01-01",
            ),
        ] {
            assert_eq!(said(&head, data), expected, "{head} {data}");
        }
    }

    #[test]
    fn a_page_is_known_by_where_it_was_saved_from() {
        let page = |from: &str| {
            let data = format!(
                r#"[{RELATED}, {{"@type": "NewsArticle", "headline": "B", "datePublished": "2026-11-12", "url": "https://post.example/main"}}]"#
            );
            of(&format!(
                r#"<!-- saved from url=(0025){from} --><html><head><title>x</title><script type="application/ld+json">{data}</script></head>"#
            ))
        };
        assert_eq!(
            [2, 4].map(|at| page("https://post.example/main")[at].clone()),
            ["2026-11-12", "https://post.example/main"]
        );
        assert_eq!([2, 4].map(|at| page("https://post.example/b")[at].clone()), ["", "https://post.example/b"]);
    }

    #[test]
    fn without_an_article_of_its_own_a_page_speaks_by_its_head() {
        let head = r#"<title>Main story</title><meta name="author" content="Lena Brandt">
            <meta property="article:published_time" content="2026-11-12">"#;
        let canonical = format!(r#"{head}<link rel="canonical" href="https://post.example/main">"#);
        for data in [RELATED.to_owned(), format!("[{RELATED}, {RELATED}]")] {
            assert_eq!(said(&canonical, &data), "Main story | Lena Brandt | 2026-11-12", "{data}");
        }
        // Two teasers without an address, and two articles of a page that names none.
        let teaser = RELATED.replace(r#", "url": "https://post.example/related""#, "");
        let other = teaser.replace("Related", "Another");
        assert_eq!(said(head, &format!("[{teaser}, {other}]")), "Main story | Lena Brandt | 2026-11-12");
        assert_eq!(said("<title>x</title>", &format!("[{RELATED}, {other}]")), "x |  | ");
        // The only article of a page without an address is the page.
        assert_eq!(said("", RELATED), "Related | Other Person | 2020-01-01");
    }

    #[test]
    fn the_head_alone_says_it_too() {
        let page = r#"<html><head><meta name="author" content="Ada Example"><meta name="DC.date" content="2024-10">
            <meta property="article:author" content="https://example.org/ada"><title>A
            title</title><meta property="og:url" content="https://example.org/a"></head>"#;
        assert_eq!(of(page), ["A title", "Ada Example", "2024-10", "", "https://example.org/a", ""]);
    }

    #[test]
    fn a_page_from_a_public_archive_has_two_addresses() {
        let page = "<link rel=canonical href=https://web.archive.org/web/20241021083000/https://example.org/a>";
        let about = about(format!("<head>{page}</head>x").as_bytes(), Kind::Html);
        let text = |url: Option<Url>| url.map(|url| url.text().untrusted().to_owned()).unwrap_or_default();
        assert_eq!(text(about.url), "https://example.org/a");
        assert_eq!(text(about.archived_url), "https://web.archive.org/web/20241021083000/https://example.org/a");
    }

    #[test]
    fn what_a_record_cannot_hold_is_left_out() {
        let page = r#"<html lang="x!"><head><title>A &#x202E; title</title><link rel=canonical href="/relative">
            <meta name=date content="last week"><meta property="og:site_name" content=" ">
            <script type="application/ld+json">{"@type": "NewsArticle", "author": {"name": 5}, "datePublished": [</script>
            <script type="application/ld+json">[[[[{"@type": 7}]]]]</script></head><body>
            <svg><title>No title</title></svg><meta name="author" content="in the text"></body>"#;
        assert_eq!(of(page), [""; 6].map(str::to_owned));
        let long = |length: usize| of(&format!("<title>{}</title>", "x".repeat(length)))[0].len();
        assert_eq!((long(MAX_LENGTH), long(MAX_LENGTH + 1)), (MAX_LENGTH, 0));
        assert!(about(b"<title>x</title>", Kind::Text).title.is_none(), "no page");
        let packed = crate::copies::packed::tests::gzip(b"<title>x</title>");
        assert_eq!(about(&packed, Kind::of(&packed, Some("html.gz"))).title, Some(Text::new("x")));
    }

    #[test]
    fn dates_are_read_as_pages_write_them() {
        let dates = [
            ("2024-10-21", "2024-10-21"),
            ("2024-10-21T08:30:00Z", "2024-10-21T08:30:00Z"),
            ("2024-10-21T08:30:00.5Z", "2024-10-21T08:30:00Z"),
            ("2024-10-21 08:30", "2024-10-21"),
            ("2024-10-21T08:30:00", "2024-10-21"),
            ("21 October 2024", ""),
            ("", ""),
        ];
        for (written, expected) in dates {
            assert_eq!(date(written).map(|date| date.as_str().to_owned()).unwrap_or_default(), expected, "{written}");
        }
    }
}
