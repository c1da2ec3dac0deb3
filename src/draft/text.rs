//! The draft for people at a terminal: who says what, source by source, and the account.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use super::account::account;
use super::plan::{Plan, PlannedClaim};
use super::{Draft, words};
use crate::format::Options;
use crate::model::Id;
use crate::page::TextPage;
use crate::speech::{Identity, SourceKind};
use crate::text::escape::terminal;

/// Of so many paragraphs without an attribution the beginning is shown, and so many characters of each.
const MAX_PARAGRAPHS: usize = 5;
const MAX_BEGINNING: usize = 55;
/// Of so many quotations without an attribution, and of so many that are denied, the same is shown.
const MAX_LOOSE: usize = 5;

pub(super) fn write(draft: &Draft, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let plan = Plan::new(draft, &mut draft.taken());
    let page = &mut TextPage::new(out, options.width, options.color);
    for voice in in_order(draft, &plan) {
        source(page, draft, voice)?;
        let claims = plan.claims.iter().filter(|claim| draft.reading.attributions[claim.attribution].voice == voice);
        for claim in claims {
            self::claim(page, draft, claim)?;
        }
        page.line("")?;
    }
    for line in account(draft, &plan) {
        page.wrapped(Style::new(), &line, "", "  ")?;
    }
    loose(page, draft)?;
    without(page, draft)
}

/// The first quotations that belong to nobody, and the first words that the text denies, each with its paragraph.
fn loose(page: &mut TextPage<'_>, draft: &Draft) -> io::Result<()> {
    let reading = &draft.reading;
    let denied = reading.attributions.iter().filter(|one| one.is_denied);
    let denied = denied.filter_map(|one| one.content.first().copied());
    let quotations = reading.loose_quotations.iter().copied().take(MAX_LOOSE).map(|place| ("quotation", place));
    for (what, place) in quotations.chain(denied.take(MAX_LOOSE).map(|place| ("denied", place))) {
        let number = words::paragraph(reading, place) + 1;
        let words = words::beginning(&reading.text, place, MAX_BEGINNING);
        page.line(&format!("  {what:<9} │ paragraph {number}: {}", terminal::line(&words)))?;
    }
    Ok(())
}

/// How the first paragraphs begin that have no part of an attribution.
fn without(page: &mut TextPage<'_>, draft: &Draft) -> io::Result<()> {
    let is_without = words::without_attribution(&draft.reading);
    let paragraphs = draft.reading.paragraphs.iter().zip(is_without).filter(|&(_, is_without)| is_without);
    for (&paragraph, _) in paragraphs.take(MAX_PARAGRAPHS).filter(|_| draft.reading.account.is_read) {
        let words = words::beginning(&draft.reading.text, paragraph, MAX_BEGINNING);
        page.line(&format!("  paragraph │ {}", terminal::line(&words)))?;
    }
    Ok(())
}

/// The sources in the order of what they say first; nobody is one of them.
fn in_order(draft: &Draft, plan: &Plan) -> Vec<Option<usize>> {
    let mut is_seen = vec![false; draft.reading.sources.len() + 1];
    let voices = plan.claims.iter().map(|claim| draft.reading.attributions[claim.attribution].voice);
    voices.filter(|voice| !std::mem::replace(&mut is_seen[voice.map_or(0, |at| at + 1)], true)).collect()
}

/// A source with its identity before it, so that no text from outside starts a line.
fn source(page: &mut TextPage<'_>, draft: &Draft, voice: Option<usize>) -> io::Result<()> {
    let found = voice.and_then(|at| Some((at, draft.reading.sources.get(at)?, draft.ids.get(at)?)));
    let Some((at, source, id)) = found else {
        return page.heading(Style::new().bold(), "no source");
    };
    let label = words::whole(&source.label);
    let kind = source.kind.map(|kind: SourceKind| format!(", {}", kind.name())).unwrap_or_default();
    let line = format!("{}  ({id}{kind})", terminal::line(&label));
    let identity = page.styled(style(source.identity), &format!("{:<12}", source.identity.name()));
    page.line(&format!("{identity} {line}"))?;
    if let Some(reason) = source.reason.as_ref().filter(|_| source.identity == Identity::Anonymous) {
        page.wrapped(Style::new(), &terminal::line(&words::whole(reason)), "  reason     ", "             ")?;
    }
    let candidates: Vec<_> = source.candidates.iter().filter_map(|&at| draft.ids.get(at)).map(Id::as_str).collect();
    if !candidates.is_empty() {
        page.wrapped(Style::new(), &candidates.join(", "), "  perhaps    ", "             ")?;
    }
    let known: Vec<_> = draft.of_this_name(at).into_iter().map(Id::as_str).collect();
    if !known.is_empty() {
        page.wrapped(Style::new(), &known.join(", "), "  in corpus  ", "             ")?;
    }
    Ok(())
}

fn claim(page: &mut TextPage<'_>, draft: &Draft, claim: &PlannedClaim) -> io::Result<()> {
    let attribution = &draft.reading.attributions[claim.attribution];
    let said = claim.statement.clone().unwrap_or_else(|| words::quoted(&claim.quotes));
    let tier = if attribution.is_denied { "denied" } else { attribution.tier.name() };
    let first = format!("  {tier:<7} {:<9} │ ", attribution.kind.name());
    page.wrapped(Style::new(), &terminal::line(&said), &first, "                    │ ")?;
    match &claim.cites {
        Some(origin) => page.wrapped(Style::new(), origin.as_str(), "          passes on │ ", "                    │ "),
        None => Ok(()),
    }
}

/// The colour of an identity, whose word is always beside it.
fn style(identity: Identity) -> Style {
    let color = match identity {
        Identity::Named => AnsiColor::Green,
        Identity::Anonymous => AnsiColor::Yellow,
        Identity::Unspecified => AnsiColor::Magenta,
        Identity::Unresolved => AnsiColor::Red,
    };
    Style::new().fg_color(Some(color.into()))
}
