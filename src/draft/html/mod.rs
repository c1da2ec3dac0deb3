//! The picture of a draft: the article with who says what marked in it, each with its record beside it. One file that
//! holds all it needs and asks for nothing.

mod marks;
mod record;

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};
use std::io::{self, Write};

use super::account::account;
use super::plan::{Plan, PlannedClaim};
use super::{Draft, words};
use crate::format::Options;
use crate::report::html::{self, policy};
use crate::speech::Identity;
use crate::text::counted;
use crate::text::escape::html::{Bdi, Plain};
use marks::{Marks, Piece};
use record::Records;

/// Our own files, in which nothing is escaped. A hash covers each, so they are the same on systems that end lines with
/// two characters.
const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

pub(super) fn write(draft: &Draft, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    let plan = Plan::new(draft, &mut draft.taken());
    let mut page = String::new();
    DraftPage::new(draft, &plan).write(&mut page).map_err(io::Error::other)?;
    out.write_all(page.as_bytes())
}

/// A draft on its way to a page.
struct DraftPage<'d> {
    draft: &'d Draft,
    plan: &'d Plan,
    /// For each attribution, in order of the text, its place in the reading.
    order: Vec<usize>,
    /// For each source that speaks, its place in the reading, and those of its attributions in that order.
    speakers: BTreeMap<usize, Vec<usize>>,
    pieces: Vec<Vec<Piece>>,
}

impl<'d> DraftPage<'d> {
    fn new(draft: &'d Draft, plan: &'d Plan) -> Self {
        let order = marks::order(&draft.reading);
        let mut speakers = BTreeMap::<_, Vec<_>>::new();
        for (nth, &at) in order.iter().enumerate() {
            let voice = draft.reading.attributions[at].voice.filter(|&voice| voice < draft.reading.sources.len());
            if let Some(voice) = voice {
                speakers.entry(voice).or_default().push(nth);
            }
        }
        Self { draft, plan, order, speakers, pieces: marks::pieces(&draft.reading) }
    }

    fn write(&self, page: &mut String) -> fmt::Result {
        self.head(page)?;
        self.sources(page)?;
        self.article(page)?;
        page.push_str("<footer><h2>What was found and what was not</h2>\n");
        for line in account(self.draft, self.plan) {
            writeln!(page, "<p>{line}</p>")?;
        }
        page.push_str("<p>Found by rules in the text alone, and not checked by anybody: a draft.</p></footer>\n");
        writeln!(page, "<script>{}</script>\n</body>\n</html>", SCRIPT.replace('\r', ""))
    }

    fn head(&self, page: &mut String) -> fmt::Result {
        let (style, script) = (html::styled(STYLE), SCRIPT.replace('\r', ""));
        let language = self.draft.reading.language.unwrap_or("en");
        let called = match (&self.draft.document, &self.draft.title) {
            (Some(document), _) => document.text(),
            (None, Some(title)) => title,
            (None, None) => &self.draft.called,
        };
        writeln!(page, "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">")?;
        let policy = policy::policy(&style, &script);
        writeln!(page, "<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">")?;
        page.push_str("<meta name=\"viewport\" content=\"width=device-width\">\n");
        page.push_str("<meta name=\"color-scheme\" content=\"light dark\">\n");
        writeln!(page, "<title>Who says what: {}</title>", Plain(called))?;
        writeln!(page, "<style>{style}</style>\n</head>\n<body>")?;
        page.push_str("<a class=\"skip\" href=\"#_article\">Skip to the article</a>\n<header>\n");
        writeln!(page, "<p class=\"kicker\">Draft</p>\n<h1>Who says what: {}</h1>", Bdi(called))?;
        let count = self.draft.reading.attributions.len();
        let (found, who) = (counted(count, "attribution"), counted(self.speakers.len(), "source"));
        writeln!(
            page,
            "<p class=\"standfirst\">{found} by {who}, found by rules. Language of the text: {language}.</p>"
        )?;
        page.push_str(LEGEND);
        page.push_str("</header>\n<main>\n");
        Ok(())
    }

    /// Who speaks, with what is known of each.
    fn sources(&self, page: &mut String) -> fmt::Result {
        let records = Records { draft: self.draft, plan: self.plan };
        page.push_str(
            "<section class=\"sources\" aria-labelledby=\"_sources\">\n<h2 id=\"_sources\">Sources</h2>\n<ul>\n",
        );
        for (&at, said) in &self.speakers {
            let known = said.iter().filter(|&&nth| self.plan.known.contains_key(&self.order[nth])).count();
            records.source(page, at, said.first().map_or(1, |first| first + 1), (said.len(), known))?;
        }
        page.push_str("</ul>\n</section>\n");
        Ok(())
    }

    fn article(&self, page: &mut String) -> fmt::Result {
        page.push_str("<section class=\"article\" id=\"_article\" aria-label=\"The article, with its records\">\n");
        let is_without = words::without_attribution(&self.draft.reading);
        for (pieces, is_without) in self.pieces.iter().zip(is_without) {
            let begins: Vec<_> = pieces.iter().flat_map(|piece| piece.begins.0..piece.begins.1).collect();
            page.push_str(if is_without { "<div class=\"row without\">" } else { "<div class=\"row\">" });
            page.push_str("\n<p dir=\"auto\">");
            for (at, piece) in pieces.iter().enumerate() {
                self.piece(page, piece)?;
                page.push_str(sign_after(piece, pieces.get(at + 1)));
            }
            page.push_str("</p>\n<div class=\"records\">\n");
            if is_without {
                page.push_str("<p class=\"none\">no attribution</p>\n");
            }
            for nth in begins {
                self.record(page, nth)?;
            }
            page.push_str("</div>\n</div>\n");
        }
        page.push_str("</section>\n</main>\n");
        Ok(())
    }

    /// A piece of the text. Where something that is said begins, its number leads to its record.
    fn piece(&self, page: &mut String, piece: &Piece) -> fmt::Result {
        for nth in piece.begins.0..piece.begins.1 {
            let number = nth + 1;
            write!(
                page,
                "<a class=\"number\" id=\"t{number}\" href=\"#r{number}\" aria-label=\"Record {number}\">{number}</a>"
            )?;
        }
        let text = words::shown(&self.draft.reading.text, piece.extent);
        let mut class = String::new();
        if let Some(tier) = piece.marks.tier() {
            class.push_str(tier.name());
        }
        if piece.marks.is_cue() {
            class.push_str(" cue");
        }
        if piece.marks.is_denied() {
            class.push_str(" denied");
        }
        if piece.marks.is_loose() {
            class.push_str(" loose");
        }
        if let Some(identity) = piece.marks.identity() {
            class.extend([" source ", identity.name()]);
        }
        if class.is_empty() {
            return write!(page, "{}", Plain(&text));
        }
        let (start, label) = (piece.extent.start, identity_label(piece.marks.identity()));
        write!(page, "<span class=\"{}\" data-at=\"{start}\">{}</span>{label}", class.trim_start(), Plain(&text))
    }

    fn record(&self, page: &mut String, nth: usize) -> fmt::Result {
        let Some(&at) = self.order.get(nth) else { return Ok(()) };
        let claim: Option<&PlannedClaim> =
            self.plan.claims.binary_search_by_key(&at, |claim| claim.attribution).ok().map(|at| &self.plan.claims[at]);
        let relayed = self.draft.reading.attributions[at].relays;
        let relayed = relayed.and_then(|origin| self.order.iter().position(|&other| other == origin));
        Records { draft: self.draft, plan: self.plan }.record(page, nth + 1, at, claim, relayed.map(|nth| nth + 1))
    }
}

/// The sign after a source in the text, which shows without colour who is not named.
fn identity_label(identity: Option<Identity>) -> &'static str {
    match identity {
        Some(Identity::Anonymous) => "<sup class=\"sign\" title=\"anonymous\">A</sup>",
        Some(Identity::Unspecified) => "<sup class=\"sign\" title=\"unspecified\">U</sup>",
        Some(Identity::Unresolved) => "<sup class=\"sign\" title=\"unresolved\">?</sup>",
        _ => "",
    }
}

/// The sign where words end that the text denies, or a quotation that belongs to nobody.
fn sign_after(piece: &Piece, next: Option<&Piece>) -> &'static str {
    let ends = |is: fn(&Marks) -> bool| is(&piece.marks) && next.is_none_or(|next| !is(&next.marks));
    if ends(Marks::is_denied) {
        "<sup class=\"sign\" title=\"denied or doubted by the text\">denied</sup>"
    } else if ends(Marks::is_loose) {
        "<sup class=\"sign\" title=\"a quotation that is in no attribution\">whose?</sup>"
    } else {
        ""
    }
}

/// What the marks mean.
const LEGEND: &str = "<ul class=\"legend\" aria-label=\"What the marks mean\">\n\
    <li><span class=\"sure\">said, sure</span></li>\n<li><span class=\"likely\">said, likely</span></li>\n\
    <li><span class=\"cue\">cue</span></li>\n<li><span class=\"source named\">named</span></li>\n\
    <li><span class=\"source anonymous\">anonymous</span><sup class=\"sign\">A</sup></li>\n\
    <li><span class=\"source unspecified\">unspecified</span><sup class=\"sign\">U</sup></li>\n\
    <li><span class=\"source unresolved\">unresolved</span><sup class=\"sign\">?</sup></li>\n\
    <li><span class=\"likely denied\">denied or doubted</span><sup class=\"sign\">denied</sup></li>\n\
    <li><span class=\"loose\">quotation of nobody</span><sup class=\"sign\">whose?</sup></li>\n\
    <li class=\"keys\"><kbd>j</kbd> next, <kbd>k</kbd> previous</li>\n</ul>\n";
