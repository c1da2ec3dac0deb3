//! Impact and ranking for people.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use super::{Impact, Ranking};
use crate::analysis::{Support, Target, Tie, Weakened};
use crate::format::Options;
use crate::graph::Graph;
use crate::index::ClaimIndex;
use crate::model::Review;
use crate::page::TextPage;
use crate::text::escape::terminal;
use crate::text::{counted, counted_as};

pub(super) fn write(impact: &Impact<'_>, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let page = &mut TextPage::new(out, options.width, options.color);
    let (falls, weakened) = (&impact.facts.falls, &impact.facts.weakened);
    let headline = format!(
        "If {} is struck: {}, {}, {}",
        impact.id(impact.target),
        counted_as(falls.len(), "claim falls", "claims fall"),
        counted_as(weakened.len(), "is weakened", "are weakened"),
        counted_as(impact.reviews.len(), "review needs another look", "reviews need another look"),
    );
    page.heading(Style::new().bold(), &headline)?;
    page.statement(impact.corpus.label(impact.target.into()))?;
    for tie in Tie::ALL {
        falling(page, impact, tie)?;
    }
    weakening(page, impact)?;
    if !impact.reviews.is_empty() {
        heading(page, AnsiColor::Cyan, "REVIEWS that need another look")?;
        for review in &impact.reviews {
            self::review(page, review)?;
        }
    }
    Ok(())
}

fn falling(page: &mut TextPage<'_>, impact: &Impact<'_>, tie: Tie) -> io::Result<()> {
    let claims: Vec<ClaimIndex> =
        impact.facts.falls.iter().filter(|fallen| fallen.tie == tie).map(|fallen| fallen.claim).collect();
    if claims.is_empty() {
        return Ok(());
    }
    let words = match (tie, impact.target) {
        (Tie::Struck, Target::Source(_)) => "said only by it",
        (Tie::Struck, Target::Claim(_)) => "the claim itself",
        (Tie::Struck, Target::Document(_)) => "documented only by it",
        (Tie::Cites, Target::Source(_)) => "cites what only it said",
        (Tie::Cites, Target::Claim(_)) => "cites it directly",
        (Tie::Cites, Target::Document(_)) => "cites what it alone documents",
        (Tie::Corroborated, Target::Source(_)) => "corroborated by what only it said",
        (Tie::Corroborated, Target::Claim(_)) => "corroborated by it",
        (Tie::Corroborated, Target::Document(_)) => "corroborated by what it alone documents",
        (Tie::FurtherUp, _) => "further up",
    };
    heading(page, AnsiColor::Red, &format!("FALLS: {words} ({})", claims.len()))?;
    for claim in claims {
        page.line("")?;
        page.statement(&impact.corpus.claims[claim].statement)?;
        page.field("claim", impact.id(claim))?;
        page.field("voices", &voices(impact, impact.graph, claim))?;
    }
    Ok(())
}

fn voices(impact: &Impact<'_>, graph: &Graph, claim: ClaimIndex) -> String {
    let ids: Vec<_> = graph.voices(claim).iter().map(|&voice| impact.id(voice)).collect();
    if ids.is_empty() { "nobody".to_owned() } else { ids.join(", ") }
}

fn weakening(page: &mut TextPage<'_>, impact: &Impact<'_>) -> io::Result<()> {
    let weakened = &impact.facts.weakened;
    if weakened.is_empty() {
        return Ok(());
    }
    heading(page, AnsiColor::Yellow, &format!("WEAKENED: still has a source ({})", weakened.len()))?;
    for Weakened { claim, before, after } in weakened {
        page.line("")?;
        page.statement(&impact.corpus.claims[*claim].statement)?;
        page.field("claim", impact.id(*claim))?;
        page.field("support", &change(*before, *after))?;
    }
    Ok(())
}

/// How the counts of independent sources change.
fn change(before: Support, after: Support) -> String {
    let number = |count: u8| if count > 2 { "3 or more".to_owned() } else { count.to_string() };
    let change = |before: u8, after: u8| {
        if before == after {
            format!("still {}", number(after))
        } else {
            format!("from {} to {}", number(before), number(after))
        }
    };
    let lost = if before.named > 0 && after.named == 0 { "; no longer on the record" } else { "" };
    let (any, named) = (change(before.any, after.any), change(before.named, after.named));
    format!("independent sources {any}, named {named}{lost}")
}

fn review(page: &mut TextPage<'_>, review: &Review) -> io::Result<()> {
    page.line("")?;
    page.field("review", review.id.as_str())?;
    page.field("claim", &terminal::line(&review.claim.to))?;
    page.field("verdict", &terminal::line(&review.verdict.value))?;
    page.field("reviewer", &terminal::line(&review.reviewer))?;
    match &review.date {
        Some(date) => page.field("date", date.as_str()),
        None => Ok(()),
    }
}

fn heading(page: &mut TextPage<'_>, color: AnsiColor, words: &str) -> io::Result<()> {
    page.line("")?;
    page.heading(Style::new().fg_color(Some(color.into())).bold(), words)
}

pub(super) fn write_ranking(ranking: &Ranking<'_>, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let page = &mut TextPage::new(out, options.width, options.color);
    let shown = match ranking.ranked.len() {
        all if all == ranking.sources => String::new(),
        some => format!("; {some} shown"),
    };
    let claims = counted(ranking.claims, "claim");
    let sources =
        counted_as(ranking.sources, "source is a single point of failure", "sources are single points of failure");
    let headline = format!("{claims}: {sources}{shown}");
    page.heading(Style::new().bold(), &headline)?;
    if !ranking.ranked.is_empty() {
        page.line("")?;
        page.line("    falls  source")?;
    }
    for ranked in &ranking.ranked {
        let source = ranked.source;
        let words = format!("{} ({}) [{}]", terminal::line(source.label), source.word(), source.id);
        page.wrapped(Style::new(), &words, &format!("  {:>7}  ", ranked.falls), "         │ ")?;
    }
    Ok(())
}
