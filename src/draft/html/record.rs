//! The records beside the article: sources, and claims as they are drafted.

use std::fmt::{self, Write as _};

use crate::draft::plan::{Plan, PlannedClaim};
use crate::draft::{Draft, words};
use crate::model::Id;
use crate::speech::{Identity, SourceKind};
use crate::text::counted;
use crate::text::escape::html::Bdi;

/// What is beside words of which no quote was found.
const NOT_DRAFTED: &str = "<p class=\"open\">Not drafted: <code>check</code> would not find these words.</p>\n";

pub(super) struct Records<'d> {
    pub(super) draft: &'d Draft,
    pub(super) plan: &'d Plan,
}

impl Records<'_> {
    /// A source in the list of all: who it is, the number of the record where it speaks first, how much it says, and
    /// how much of that the corpus has.
    pub(super) fn source(
        &self,
        page: &mut String,
        at: usize,
        first: usize,
        (said, known): (usize, usize),
    ) -> fmt::Result {
        let (Some(source), Some(id)) = (self.draft.reading.sources.get(at), self.draft.ids.get(at)) else {
            return Ok(());
        };
        let identity = source.identity.name();
        let kind = source.kind.map(|kind: SourceKind| format!(", {}", kind.name())).unwrap_or_default();
        let label = words::whole(&source.label);
        write!(
            page,
            "<li><span class=\"source {identity}\">{}</span> <b class=\"identity {identity}\">{identity}</b>",
            Bdi(&label)
        )?;
        let there = match known {
            0 => String::new(),
            _ if known == said => ", already in the corpus".to_owned(),
            _ => format!(", {known} already in the corpus"),
        };
        let count = counted(said, "attribution");
        write!(page, "<small class=\"line\"><a href=\"#r{first}\">{count}{there}</a>{kind}")?;
        let is_new = self.plan.sources.contains(&at) && self.draft.known(at).is_none();
        if is_new {
            write!(page, " · <code>{id}</code>")?;
        }
        page.push_str("</small>");
        if let Some(reason) = source.reason.as_ref().filter(|_| source.identity == Identity::Anonymous) {
            write!(page, "<small class=\"line\">reason: {}</small>", Bdi(&words::whole(reason)))?;
        }
        if is_new && source.identity == Identity::Unresolved {
            page.push_str("<small class=\"line\">who is this?");
            self.candidates(page, at)?;
            page.push_str("</small>");
        }
        let there = match (self.draft.known(at), source.identity) {
            (Some(_), _) => "already in the corpus",
            (None, Identity::Named) => "the corpus has a source of this name",
            (None, _) => "the corpus has a source like this from this page",
        };
        for known in self.draft.of_this_name(at) {
            write!(page, "<small class=\"line\">{there}: <code>{known}</code></small>")?;
        }
        page.push_str("</li>\n");
        Ok(())
    }

    /// Whom a source may be.
    fn candidates(&self, page: &mut String, at: usize) -> fmt::Result {
        let candidates = self.draft.reading.sources.get(at).map(|source| &source.candidates[..]).unwrap_or_default();
        let known = |&at: &usize| Some((self.draft.reading.sources.get(at)?, self.draft.ids.get(at)?));
        for (nth, (source, id)) in candidates.iter().filter_map(known).enumerate() {
            let before = if nth == 0 { " perhaps" } else { ", or" };
            write!(page, "{before} {} <code>{id}</code>", Bdi(&words::whole(&source.label)))?;
        }
        Ok(())
    }

    /// A claim as it is drafted. `relayed` is the number of the record that it passes on.
    pub(super) fn record(
        &self,
        page: &mut String,
        number: usize,
        at: usize,
        claim: Option<&PlannedClaim>,
        relayed: Option<usize>,
    ) -> fmt::Result {
        let attribution = &self.draft.reading.attributions[at];
        let (tier, kind) = (attribution.tier.name(), attribution.kind.name());
        let parts = attribution.content.iter().chain(&attribution.source).chain(&attribution.cue);
        let places: Vec<_> = parts.map(|part| format!("{}-{}", part.start, part.end)).collect();
        write!(
            page,
            "<article class=\"record {tier}\" id=\"r{number}\" tabindex=\"-1\" aria-label=\"Record {number}\""
        )?;
        writeln!(page, " data-places=\"{}\">", places.join(" "))?;
        write!(page, "<p class=\"who\"><a class=\"number\" href=\"#t{number}\"")?;
        write!(page, " aria-label=\"Record {number}, in the text\">{number}</a> ")?;
        match self.draft.voice(attribution) {
            Some(source) => {
                let (label, identity) = (words::whole(&source.label), source.identity.name());
                write!(page, "<span class=\"source {identity}\">{}</span> ", Bdi(&label))?;
                write!(page, "<b class=\"identity {identity}\">{identity}</b>")?;
                self.candidates(page, attribution.voice.unwrap_or(usize::MAX))?;
            }
            None => page.push_str("<b class=\"identity\">no source</b>"),
        }
        page.push_str("</p>\n");
        match (claim, self.plan.known.get(&at)) {
            (Some(claim), _) => drafted(page, claim, relayed)?,
            (None, Some(claims)) => known(page, claims)?,
            (None, None) => page.push_str(NOT_DRAFTED),
        }
        writeln!(
            page,
            "<p class=\"how\"><b class=\"tier {tier}\">{tier}</b> · {kind} · {}</p>\n</article>",
            attribution.pattern
        )
    }
}

/// The claims that have the words already.
fn known(page: &mut String, claims: &[Id]) -> fmt::Result {
    page.push_str("<p class=\"id\">Already in the corpus:");
    for (nth, id) in claims.iter().enumerate() {
        write!(page, "{} <code>{id}</code>", if nth == 0 { "" } else { "," })?;
    }
    page.push_str("</p>\n");
    Ok(())
}

fn drafted(page: &mut String, claim: &PlannedClaim, relayed: Option<usize>) -> fmt::Result {
    if let Some(statement) = &claim.statement {
        writeln!(page, "<p class=\"statement\">{}</p>", Bdi(statement))?;
    } else {
        writeln!(page, "<blockquote>{}</blockquote>", Bdi(&words::quoted(&claim.quotes)))?;
        page.push_str("<p class=\"open\">Write the statement.</p>\n");
    }
    let id: &Id = &claim.id;
    write!(page, "<p class=\"id\"><code>{id}</code>")?;
    if let (Some(origin), Some(number)) = (&claim.cites, relayed) {
        write!(page, " passes on <a href=\"#r{number}\">{number}</a> <code>{origin}</code>")?;
    }
    page.push_str("</p>\n");
    Ok(())
}
