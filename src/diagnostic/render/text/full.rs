//! A finding with the lines it is about, as rustc shows its own.

use unicode_width::UnicodeWidthStr;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level as Shade, Origin, Renderer, Snippet};

use super::wrap::{self, BLANK};
use crate::diagnostic::render::most_severe::{MAX_RELATED, more_related};
use crate::diagnostic::{Diagnostic, Level, Message, Place, RuleMeta};
use crate::text::escape::terminal;
use crate::text::{Files, Span};

/// Narrower than this, nothing is left for the words.
const MIN_WIDTH: usize = 60;
/// How much is before the words of a help, in a file of less than a thousand lines.
const HELP_LABEL: usize = 12;
/// How many characters of a line are shown, and how many of them before the finding.
const EXCERPT: usize = 200;
const EXCERPT_BEFORE: usize = 60;
/// Marks what is cut off before.
const ELLIPSIS: &str = "…";
/// The renderer leaves out the zero-width joiner, which emoji and some scripts need. A noncharacter goes through in its
/// place: no escaped text has one.
const JOINER: &str = "\u{200D}";
const STAND_IN: &str = "\u{FDD0}";
/// Separates our place from the one that the renderer counts. No escaped text has this one
/// either.
const COUNTED: char = '\u{FDD1}';

/// How findings are drawn.
pub(super) struct Drawing {
    renderer: Renderer,
    width: usize,
}

impl Drawing {
    pub(super) fn new(color: bool, width: usize) -> Self {
        let renderer = if color { Renderer::styled() } else { Renderer::plain() };
        Self { renderer: renderer.term_width(width.max(MIN_WIDTH)), width: width.max(MIN_WIDTH) }
    }

    /// Words behind a level and the name of a rule.
    pub(super) fn title(&self, level: Level, rule: &RuleMeta, words: String) -> String {
        self.renderer.render(&[Group::with_title(shade(level).primary_title(words).id(rule.name))])
    }

    /// What a finding says, on one line.
    pub(super) fn on_one_line(&self, level: Level, diagnostic: &Diagnostic) -> String {
        shown(&self.title(level, diagnostic.rule, sentence(&diagnostic.message)))
    }

    /// Where a finding is, and what it says.
    pub(super) fn item(&self, place: &str, message: &Message) -> String {
        let place = place.replace(' ', BLANK);
        shown(&wrap::lines(&format!("{place}: {}", sentence(message)), self.width, "  ", "    "))
    }

    /// Words of ours.
    pub(super) fn wrapped(&self, words: &str) -> String {
        shown(&wrap::lines(words, self.width, "", "  "))
    }

    /// The whole finding.
    pub(super) fn whole(&self, files: &Files, level: Level, diagnostic: &Diagnostic) -> String {
        let group = group(files, level, diagnostic, self.width);
        without_counted(shown(&self.renderer.render(&[group])))
    }
}

/// With what was taken out for the renderer and for wrapping.
fn shown(text: &str) -> String {
    text.replace(STAND_IN, JOINER).replace(BLANK, " ")
}

fn group<'a>(files: &Files, level: Level, diagnostic: &'a Diagnostic, width: usize) -> Group<'a> {
    let label = level.name().len() + diagnostic.rule.name.len() + "[]: ".len();
    let beside = |message: &Message, label: usize| wrap::beside(&sentence(message), width, label);
    let title = shade(level).primary_title(beside(&diagnostic.message, label)).id(diagnostic.rule.name);
    let mut group = match &diagnostic.place {
        Place::Text(span) => place(Group::with_title(title), files, *span),
        Place::Path(path) => title.element(Origin::path(terminal::line(path.shown()).into_owned())),
    };
    let mut notes = Vec::new();
    for (span, message) in diagnostic.related.iter().take(MAX_RELATED) {
        // Words are beside a line; if no line may be shown, the place is part of the sentence.
        if let Some(snippet) = snippet(files, *span, AnnotationKind::Context, Some(sentence(message))) {
            group = group.element(snippet);
        } else {
            let position = files.start(*span);
            let place = format!("{}:{}:{}", shown_path(files, *span), position.line, position.column);
            notes.push(Shade::NOTE.message(format!("{}: {place}", sentence(message))));
        }
    }
    for note in notes {
        group = group.element(note);
    }
    if let Some(more) = more_related(diagnostic) {
        group = group.element(Shade::NOTE.message(more));
    }
    if let Some(compared) = &diagnostic.compared {
        let lines = compared.lines(|text| terminal::line(text).replace(JOINER, STAND_IN), UnicodeWidthStr::width);
        group = group.element(Shade::NOTE.no_name().message(lines.join("\n")));
    }
    if let Some(help) = &diagnostic.help {
        group = group.element(Shade::HELP.message(beside(help, HELP_LABEL)));
    }
    group
}

/// Adds where a finding is, with its line if that may be shown.
fn place<'a>(group: Group<'a>, files: &Files, span: Span) -> Group<'a> {
    match snippet(files, span, AnnotationKind::Primary, None) {
        Some(snippet) => group.element(snippet),
        None => group.element(origin(files, span)),
    }
}

fn origin<'a>(files: &Files, span: Span) -> Origin<'a> {
    let position = files.start(span);
    Origin::path(shown_path(files, span)).line(position.line).char_column(position.column)
}

fn snippet<'a>(
    files: &Files,
    span: Span,
    kind: AnnotationKind,
    words: Option<String>,
) -> Option<Snippet<'a, Annotation<'a>>> {
    let (line, from, to) = excerpt(files, span)?;
    let position = files.start(span);
    let path = format!("{}:{}:{}{COUNTED}", shown_path(files, span), position.line, position.column);
    Some(Snippet::source(line).line_start(position.line).path(path).annotation(kind.span(from..to).label(words)))
}

fn shown_path(files: &Files, span: Span) -> String {
    terminal::line(files.get(span.file).path().shown()).into_owned()
}

/// Takes out the places that the renderer counted: in a line that is cut or escaped, it counts what is left of it.
fn without_counted(shown: String) -> String {
    if !shown.contains(COUNTED) {
        return shown;
    }
    let mut pieces = shown.split(COUNTED);
    let mut kept = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        kept.push_str(piece.trim_start_matches(|character: char| character == ':' || character.is_ascii_digit()));
    }
    kept
}

/// The part of the line that may be shown, escaped, and where in it the finding is.
fn excerpt(files: &Files, span: Span) -> Option<(String, usize, usize)> {
    let (line, start) = files.excerpt(span)?;
    let from = (span.start as usize - start).min(line.len());
    let to = (span.end as usize).saturating_sub(start).clamp(from, line.len());
    let before = &line[..from];
    // A line that fits is shown whole.
    let is_long = line.chars().nth(EXCERPT).is_some();
    let cut = before.char_indices().rev().nth(EXCERPT_BEFORE).filter(|_| is_long).map_or(0, |(at, _)| at);
    let before = &before[cut..];
    let room = EXCERPT - before.chars().count().min(EXCERPT);
    let rest = &line[from..];
    let rest = &rest[..rest.char_indices().nth(room).map_or(rest.len(), |(at, _)| at)];
    let found = &rest[..(to - from).min(rest.len())];
    let after = &rest[found.len()..];
    let escape = |text: &str| terminal::escape(text).replace(JOINER, STAND_IN);
    let mut shown = if cut == 0 { String::new() } else { ELLIPSIS.to_owned() };
    shown.push_str(&escape(before));
    let from = shown.len();
    shown.push_str(&escape(found));
    let to = shown.len();
    shown.push_str(&escape(after));
    (!shown.trim().is_empty()).then_some((shown, from, to))
}

fn sentence(message: &Message) -> String {
    message.render(|value| terminal::line(value).replace(JOINER, STAND_IN).replace(' ', BLANK))
}

fn shade(level: Level) -> Shade<'static> {
    match level {
        Level::Error => Shade::ERROR,
        Level::Warning => Shade::WARNING,
        Level::Note => Shade::NOTE,
    }
}
