//! Documents that share passages: which are found, which are left out, and what is shown.

use std::collections::BTreeSet;

use super::{Folder, checked, said};
use crate::random::Rng;

const WIRE: &str = "The town council has decided behind closed doors that the old bridge will be closed to all traffic from the first of March.\n\n\
                    Engineers found that the second pier had sunk by nine centimetres since the autumn, and nobody wants to pay for a new one.\n";

/// A paper, its page, and a claim that supports `bridge`.
struct Page<'a> {
    id: &'a str,
    text: String,
    published: &'a str,
    link: &'a str,
}

fn page<'a>(id: &'a str, text: &str, published: &'a str) -> Page<'a> {
    Page { id, text: text.to_owned(), published, link: "corroborates: [bridge]" }
}

fn folder(pages: &[Page<'_>], identity: &str) -> Folder {
    let folder = Folder::new();
    let mut yaml = String::new();
    for (section, record) in [
        ("sources", "  {id}: {{identity}}\n"),
        ("documents", "  {id}-page: {title: x, publisher: {id}, snapshot: {id}.txt{published}}\n"),
        (
            "claims",
            "  {id}-says: {statement: x {id}, attributed_to: [{id}], {link}, evidence: [{document: {id}-page}]}\n",
        ),
    ] {
        yaml += &format!("{section}:\n");
        for page in pages {
            let published = match page.published {
                "" => String::new(),
                date => format!(", published: {date}"),
            };
            yaml += &record
                .replace("{identity}", &identity.replace("{name}", page.id))
                .replace("{id}", page.id)
                .replace("{published}", &published)
                .replace("{link}", page.link);
        }
    }
    yaml += "  bridge: {statement: The bridge closes.}\n";
    folder.write("claims/a.yaml", yaml);
    for page in pages {
        folder.write(format!("claims/{}.txt", page.id), &page.text);
    }
    folder
}

fn found(pages: &[Page<'_>], identity: &str, more: &[&str]) -> Vec<String> {
    let run = checked(&folder(pages, identity), more);
    assert!(run.errors().is_empty(), "{}", run.all());
    let found: Vec<_> = run.diagnostics().iter().map(said).collect();
    found.into_iter().filter(|said| said.starts_with("copied-text: ")).collect()
}

const NAMED: &str = "identity: named, kind: outlet, name: The {name}";

#[test]
fn an_agency_report_in_two_papers_is_found() {
    let echo = format!("Old bridge to close for ever\nBy our reporter\n\n{WIRE}\nMore of it tomorrow.\n");
    let pages = [page("echo", &echo, "2024-03-02"), page("post", WIRE, "2024-03-01")];
    let found = found(&pages, NAMED, &[]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("copied-text: `echo-page` and `post-page` share "), "{found:?}");
    assert!(
        found[0].ends_with("; `post-page` was published first") && found[0].contains("`The town council"),
        "{found:?}"
    );
}

#[test]
fn of_many_papers_each_is_named_once_with_the_first() {
    let pages = [page("c", WIRE, "2024-03-03"), page("a", WIRE, "2024-03-02"), page("b", WIRE, "2024-03-01")];
    let found = found(&pages, NAMED, &[]);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found.iter().all(|found| found.ends_with("`b-page` was published first")), "{found:?}");
    let undated = [page("a", WIRE, ""), page("b", WIRE, "2024")];
    assert!(self::found(&undated, NAMED, &[])[0].ends_with("their dates do not show which was published first"));
}

#[test]
fn what_only_shares_a_quotation_or_a_notice_is_not_found() {
    let speech = "we have waited for twenty years and more until somebody would come and see that this bridge cannot be saved by those who built it";
    let notice = "We use cookies and other means to make this page better for you, and for our partners who want to know more about you and all of us.";
    let post = format!("On Monday, Mayor Eva Keller came.\n\n“{speech},” Keller said in the hall.\n\n{notice}\n");
    let echo = format!("The hall was full when Keller spoke: “{speech}.”\n\n{notice}\n");
    assert_eq!(found(&[page("post", &post, "2024"), page("echo", &echo, "2024")], NAMED, &[]), [""; 0]);
}

#[test]
fn what_is_recorded_as_relayed_or_stands_for_nothing_together_is_not_found() {
    let with = |link: &'static str| {
        let mut echo = page("echo", WIRE, "2024");
        echo.link = link;
        found(&[page("post", WIRE, "2024"), echo], NAMED, &[]).len()
    };
    assert_eq!(with("corroborates: [post-says]"), 1);
    assert_eq!(with("cites: [post-says]"), 0);
    assert_eq!(with("tags: [other]"), 0);
}

#[test]
fn words_of_copies_are_shown_only_where_all_have_names() {
    let pages = [page("post", WIRE, "2024"), page("echo", WIRE, "2024")];
    let hidden = found(&pages, "identity: anonymous, description: a {name}, reason: fears for the job", &[]);
    assert_eq!(hidden.len(), 1);
    assert!(hidden[0].contains("the words are hidden because") && !hidden[0].contains("council"), "{hidden:?}");
}

/// A corpus of papers that each have a page about some stories: `(story, paper, text)`. The pages of one story support
/// one claim. The ids of the pages with a finding.
pub(super) fn found_in(pages: &[(usize, usize, String)]) -> Vec<String> {
    let folder = Folder::new();
    let (mut sources, mut documents, mut claims) = (BTreeSet::new(), String::new(), BTreeSet::new());
    for (story, paper, text) in pages {
        let id = format!("s{story}-p{paper}");
        sources.insert(format!("  paper-{paper}: {{identity: named, kind: outlet, name: Paper {paper}}}\n"));
        documents += &format!("  {id}: {{title: x, publisher: paper-{paper}, snapshot: {id}.txt}}\n");
        claims.insert(format!("  story-{story}: {{statement: Story {story}.}}\n"));
        claims.insert(format!(
            "  {id}-says: {{statement: x {id}, attributed_to: [paper-{paper}], corroborates: [story-{story}], evidence: \
             [{{document: {id}}}]}}\n"
        ));
        folder.write(format!("claims/{id}.txt"), text);
    }
    let all = |lines: BTreeSet<String>| lines.into_iter().collect::<String>();
    let yaml = format!("sources:\n{}documents:\n{documents}claims:\n{}", all(sources), all(claims));
    folder.write("claims/a.yaml", yaml);
    let run = checked(&folder, &[]);
    let said: Vec<_> = run.diagnostics().iter().map(said).collect();
    let copied = said.iter().filter_map(|said| said.strip_prefix("copied-text: `"));
    copied.map(|said| said.split('`').next().unwrap().to_owned()).collect()
}

const FOOTER: &str = "The Harbour Press Group prints eleven papers on both shores of the bay and has done so since the \
                      days of sail, with its own fleet of lorries and a house of seven floors.\n";

/// What papers of one house print under everything is known by pages that have nothing to do with each other.
#[test]
fn what_a_publisher_prints_on_other_pages_too_is_not_found() {
    let page = |story, paper, start: &str| (story, paper, format!("{start}\n\n{FOOTER}"));
    let alone = [page(0, 0, "The bridge closes in March."), page(0, 1, "No more cars will cross the old bridge.")];
    assert_eq!(found_in(&alone), ["s0-p1"], "nothing says that the footer is one");
    let with_another = [&alone[..], &[page(1, 1, "The ferry has sunk off the cape.")]].concat();
    assert_eq!(found_in(&with_another), [""; 0]);
    let mut copied = with_another;
    for page in &mut copied[..2] {
        page.2 += WIRE;
    }
    assert_eq!(found_in(&copied), ["s0-p1"], "what else they share is found");
}

/// Stories of which papers print what an agency sent, cut and with a start of their own, and others that they wrote
/// themselves; all have a speech in them that several heard, and what each paper prints under everything.
#[test]
fn every_copied_story_is_found_and_no_other() {
    let mut rng = Rng::new(11);
    let words: Vec<String> = (0..900).map(|_| (0..3 + rng.below(7)).map(|_| letter(&mut rng)).collect()).collect();
    let mut sentence = |length: usize| -> String {
        let chosen: Vec<&str> = (0..length).map(|_| &*words[rng.below(words.len())]).collect();
        format!("{}. ", chosen.join(" "))
    };
    let footers: Vec<String> = (0..6).map(|_| sentence(31)).collect();
    let (mut pages, mut expected) = (Vec::new(), Vec::new());
    for story in 0..60 {
        let is_copied = story % 3 != 0;
        let wire: Vec<String> = (0..5).map(|_| sentence(17)).collect();
        let speech = sentence(40);
        for paper in (0..3).map(|nth| (story + nth) % 6) {
            let own: String = (0..4).map(|_| sentence(14)).collect();
            let cut = if is_copied { wire[paper % 2..4].concat() } else { String::new() };
            let quoted = format!("“{}” Keller said in the hall.", speech.trim_end());
            pages.push((story, paper, format!("{own}\n\n{cut}\n\n{quoted}\n\n{}\n", footers[paper])));
        }
        if is_copied {
            expected.push(story);
        }
    }
    let found: BTreeSet<usize> =
        found_in(&pages).iter().map(|id| id[1..].split('-').next().unwrap().parse().unwrap()).collect();
    assert_eq!(found.into_iter().collect::<Vec<_>>(), expected);
}

fn letter(rng: &mut Rng) -> char {
    char::from(b'a' + u8::try_from(rng.below(26)).unwrap())
}

#[test]
fn the_page_of_the_report_shows_what_is_copied_from_where() {
    let pages = [page("post", WIRE, "2024-03-01"), page("echo", &format!("Echo: {WIRE}"), "2024-03-02")];
    let run = folder(&pages, NAMED).run(&["report", "claims", "--format", "html"]);
    for words in [
        "1 document shares text word for word with another",
        "46 words are the same as in <code>post-page</code>, which was published first",
    ] {
        assert!(run.out().contains(words), "{words}\n{}", run.out().split_once("</style>").unwrap().1);
    }
}
