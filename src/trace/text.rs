//! The trace for people: a tree, then what follows from it.
//!
//! A straight chain goes down one column; only what branches off is indented, and the branch that goes on longest stays
//! in the column. So a chain of any length fits the page, and a tree of a million claims is indented twenty times at
//! most.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use super::Trace;
use crate::analysis::{Along, Branch, Direction, End, Ends, Link, Shown, Witness};
use crate::format::Options;
use crate::index::{ClaimIndex, Node, SourceIndex};
use crate::model::{Claim, Date};
use crate::page::{TextPage, style};
use crate::report::{Origin, beyond_terms, record_words, sentence, support_words};
use crate::text::escape::terminal;

/// Beneath a deep branch, a line still has room for this many columns.
const MIN_ROOM: usize = 30;
/// A voice is called by its name or description up to this length, so that a page grows with the links and not with the
/// names.
const MAX_VOICE: usize = 60;

/// What the lines of a tree are drawn with.
struct Strokes {
    bar: &'static str,
    blank: &'static str,
    fork: &'static str,
    last: &'static str,
    on: &'static str,
    dashed_fork: &'static str,
    dashed_last: &'static str,
    dashed_on: &'static str,
    arrow: &'static str,
}

const UNICODE: Strokes = Strokes {
    bar: "│  ",
    blank: "   ",
    fork: "├─ ",
    last: "└─ ",
    on: "↓  ",
    dashed_fork: "├┄ ",
    dashed_last: "└┄ ",
    dashed_on: "⇣  ",
    arrow: " → ",
};

const ASCII: Strokes = Strokes {
    bar: "|  ",
    blank: "   ",
    fork: "+- ",
    last: "`- ",
    on: "v  ",
    dashed_fork: "+~ ",
    dashed_last: "`~ ",
    dashed_on: ":  ",
    arrow: " -> ",
};

pub(super) fn write(trace: &Trace<'_>, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let strokes = if options.ascii { &ASCII } else { &UNICODE };
    let page = TextPage::new(out, options.width, options.color);
    let mut drawing = Drawing { trace, strokes, page, columns: Vec::new() };
    drawing.headline()?;
    drawing.page.line("")?;
    drawing.tree()?;
    if let Some(witness) = &trace.witness {
        drawing.witness(witness)?;
    }
    Ok(())
}

struct Drawing<'t, 'w> {
    trace: &'t Trace<'t>,
    strokes: &'static Strokes,
    page: TextPage<'w>,
    /// What is before everything beneath the nodes that are open.
    columns: Vec<&'static str>,
}

/// A node some of whose branches are still to be drawn.
struct Open<'t> {
    shown: &'t Shown,
    place: usize,
    next: usize,
    /// How many columns there were before its own.
    columns: usize,
}

impl<'t> Drawing<'t, '_> {
    fn headline(&mut self) -> io::Result<()> {
        let (trace, node) = (self.trace, self.trace.request.node);
        let id = trace.id(node);
        if trace.request.direction == Direction::Up {
            return self.page.heading(Style::new().bold(), &format!("What rests on {id}"));
        }
        let Some((claim, _)) = trace.claim(node) else { return self.page.heading(Style::new().bold(), id) };
        let (basis, support) = (trace.analysis.basis(claim), trace.analysis.support(claim));
        let ends = Ends::new(trace.graph, trace.analysis, Along::Indistinct);
        let words = support_words(trace.corpus, support, ends.sources(claim));
        let (support, record) = (words, record_words(support.named > 0));
        self.page.heading(style(basis).bold(), &format!("{id}: {}; {support}; {record}", basis.name()))?;
        match beyond_terms(trace.corpus, trace.graph, trace.analysis, claim) {
            Some(words) => self.page.heading(Style::new(), &sentence(&words)),
            None => Ok(()),
        }
    }

    fn tree(&mut self) -> io::Result<()> {
        let shown = &self.trace.tree.shown;
        let Some(root) = shown.first() else { return Ok(()) };
        self.node(root, "", "", "")?;
        let mut open = vec![Open { shown: root, place: 0, next: 0, columns: 0 }];
        // The nodes are drawn in the order of the list.
        let mut drawn = 1;
        while let Some(last) = open.last_mut() {
            let Some(&branch) = last.shown.branches.get(last.next) else {
                self.columns.truncate(last.columns);
                open.pop();
                continue;
            };
            last.next += 1;
            let is_last = last.next == last.shown.branches.len();
            let place = last.place;
            if branch.end.is_some() {
                self.reference(branch, place, is_last)?;
                continue;
            }
            let Some(shown) = shown.get(drawn) else { break };
            let columns = self.columns.len();
            self.branch(branch, shown, is_last, last.shown.branches.len() == 1)?;
            open.push(Open { shown, place: drawn, next: 0, columns });
            drawn += 1;
        }
        Ok(())
    }

    /// A branch with what it leads to, whose own branches then stand behind the columns as they are left.
    fn branch(&mut self, branch: Branch, shown: &'t Shown, is_last: bool, is_only: bool) -> io::Result<()> {
        let strokes = self.strokes;
        let is_claim = |shown: &Shown| self.trace.claim(shown.node).is_some();
        let leads_to_claims = shown.branches.iter().any(|branch| self.trace.claim(branch.to).is_some());
        let goes_on = is_last && is_claim(shown) && (is_only || leads_to_claims);
        let before = self.columns.concat();
        let first = before.clone() + self.stroke(branch.link, is_last, goes_on);
        if !goes_on {
            self.columns.push(if is_last { strokes.blank } else { strokes.bar });
        }
        let beneath = self.columns.concat();
        self.node(shown, branch.link.name(), &first, &beneath)
    }

    fn stroke(&self, link: Link, is_last: bool, goes_on: bool) -> &'static str {
        let strokes = self.strokes;
        let is_dashed = matches!(link, Link::CorroboratedBy | Link::Corroborates);
        match (is_dashed, goes_on, is_last) {
            (false, true, _) => strokes.on,
            (false, false, true) => strokes.last,
            (false, false, false) => strokes.fork,
            (true, true, _) => strokes.dashed_on,
            (true, false, true) => strokes.dashed_last,
            (true, false, false) => strokes.dashed_fork,
        }
    }

    /// A branch to a node that is elsewhere.
    fn reference(&mut self, branch: Branch, place: usize, is_last: bool) -> io::Result<()> {
        let is_above = branch.place <= place;
        let see = if is_above { "see above" } else { "see below" };
        let why = match branch.end {
            Some(End::Circular) => "CIRCULAR, it leads back; ",
            _ if self.trace.graph.is_retracted(branch.to) => "RETRACTED; ",
            _ => "",
        };
        let words = format!("{} {}: {why}{see}", branch.link.name(), self.trace.id(branch.to));
        let before = self.columns.concat();
        let first = before.clone() + self.stroke(branch.link, is_last, false);
        let others = before + if is_last { self.strokes.blank } else { self.strokes.bar };
        self.wrapped(if why.is_empty() { Style::new() } else { warning() }, &words, &first, &others)
    }

    /// What is said of a node: `first` comes before its first line, `beneath` before all others.
    fn node(&mut self, shown: &'t Shown, verb: &str, first: &str, beneath: &str) -> io::Result<()> {
        let bar = format!("{beneath}{}", self.strokes.bar);
        let verb = if verb.is_empty() { String::new() } else { format!("{verb} ") };
        if let Some(origin) = self.trace.source(shown.node) {
            let words = format!("{verb}{}", source(&origin));
            self.wrapped(Style::new(), &words, first, &bar)?;
        } else if let Some((number, claim)) = self.trace.claim(shown.node) {
            let words = format!("{verb}{}{}", self.trace.id(shown.node), self.details(shown, number, claim));
            let style = if claim.retracted().is_some() { warning() } else { Style::new().bold() };
            self.wrapped(style, &words, first, &bar)?;
            self.wrapped(Style::new(), &statement(claim), &bar, &bar)?;
            self.dead_end(shown, beneath)?;
        }
        Ok(())
    }

    /// What is after a claim's id: each with a comma before it.
    fn details(&self, shown: &Shown, number: ClaimIndex, claim: &Claim) -> String {
        let mut details = vec![String::new()];
        details.extend(claim.date.as_ref().map(Date::to_string));
        let graph = self.trace.graph;
        let voices: Vec<_> = graph.voices(number).iter().map(|&voice| self.voice(voice)).collect();
        let is_relay = !graph.cites(number).is_empty();
        if !voices.is_empty() && (is_relay || self.trace.request.direction == Direction::Up) {
            let says = if is_relay { "relayed by" } else { "said by" };
            details.push(format!("{says} {}", voices.join("; ")));
        }
        if let Some(retraction) = claim.retracted() {
            let date = retraction.date.as_ref().map_or_else(String::new, |date| format!(" {date}"));
            let passed = if shown.end == Some(End::Retracted) { ": no live chain passes it" } else { "" };
            details.push(format!("RETRACTED{date}{passed}"));
        }
        details.join(", ")
    }

    /// Why a claim leads no further, where the tree does not tell.
    fn dead_end(&mut self, shown: &Shown, beneath: &str) -> io::Result<()> {
        let words = match shown.end {
            Some(End::Depth) => "and so on: --depth ends here",
            None if shown.branches.is_empty() && self.trace.request.direction == Direction::Down => "no source",
            _ => return Ok(()),
        };
        self.page.line(&format!("{beneath}{}{words}", self.strokes.last))
    }

    fn voice(&self, source: SourceIndex) -> String {
        let origin = Origin::new(self.trace.corpus, source);
        let label = terminal::line(origin.label);
        let is_short = label.chars().nth(MAX_VOICE).is_none();
        format!("{} ({})", if is_short { &label } else { origin.id }, origin.word())
    }

    fn witness(&mut self, witness: &Witness) -> io::Result<()> {
        if witness.lines.is_empty() {
            self.page.line("")?;
            return self.page.heading(Style::new().bold(), "No live chain of support leads to a source.");
        }
        self.section(&format!("Origins: {}", witness.origins.len()))?;
        for &origin in &witness.origins {
            self.item(&source(&Origin::new(self.trace.corpus, origin)))?;
        }
        self.section(&format!("Single points of failure: {}", witness.single_points_of_failure.len()))?;
        for &node in &witness.single_points_of_failure {
            let words = match self.trace.source(node) {
                Some(origin) => source(&origin),
                None => self.trace.id(node).to_owned(),
            };
            self.item(&words)?;
        }
        self.lines("Independent lines", &witness.lines)?;
        self.lines("Independent lines on which every voice is named", &witness.named_lines)
    }

    fn lines(&mut self, title: &str, lines: &[Vec<Node>]) -> io::Result<()> {
        let count = if lines.len() > 2 { "3 or more".to_owned() } else { lines.len().to_string() };
        self.section(&format!("{title}: {count}"))?;
        for line in lines {
            self.item(&self.trace.ids(line).join(self.strokes.arrow))?;
        }
        Ok(())
    }

    fn section(&mut self, title: &str) -> io::Result<()> {
        self.page.line("")?;
        self.page.heading(Style::new().bold(), title)
    }

    fn item(&mut self, words: &str) -> io::Result<()> {
        self.wrapped(Style::new(), words, "  - ", &format!("    {}", self.strokes.bar))
    }

    fn wrapped(&mut self, style: Style, words: &str, first: &str, others: &str) -> io::Result<()> {
        self.page.wrapped_with_room(MIN_ROOM, style, words, first, others)
    }
}

/// A source by its name or description, its identity and its id.
fn source(origin: &Origin<'_>) -> String {
    format!("{} ({}) [{}]", terminal::line(origin.label), origin.word(), origin.id)
}

fn statement(claim: &Claim) -> std::borrow::Cow<'_, str> {
    let statement = terminal::line(&claim.statement);
    if statement.is_empty() { "(no statement)".into() } else { statement }
}

fn warning() -> Style {
    Style::new().fg_color(Some(AnsiColor::Red.into()))
}
