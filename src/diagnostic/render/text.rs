//! Findings with the lines they stand in, as rustc shows its own.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level as Shade, Origin, Renderer, Snippet};

use super::Findings;
use super::most_severe::{MAX_RELATED, PRINTED, more_related};
use crate::diagnostic::{Diagnostic, Level, Message, Place};
use crate::format::Options;
use crate::text::escape::terminal;
use crate::text::{Files, Span};

/// How many characters of a line are shown, and how many of them before the finding.
const EXCERPT: usize = 200;
const EXCERPT_BEFORE: usize = 60;
/// Stands for what is cut off before.
const ELLIPSIS: &str = "…";
/// The renderer leaves out the zero-width joiner, which emoji and some scripts need. A noncharacter goes through in its
/// place: no escaped text has one.
const JOINER: &str = "\u{200D}";
const STAND_IN: &str = "\u{FDD0}";
/// Stands behind a place that we have counted, and before that which the renderer counts. No escaped text has this one
/// either.
const COUNTED: char = '\u{FDD1}';

/// The findings and, at the end, how much was checked.
pub(super) fn write(findings: &Findings<'_>, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    write_list(findings, options.color, out)?;
    advice(findings, out)?;
    summary(findings, out)
}

/// The most severe findings, as many as are printed, in order of place.
pub(super) fn write_list(findings: &Findings<'_>, color: bool, out: &mut dyn Write) -> io::Result<()> {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let left = findings.write_some(&PRINTED, out, |finding| {
        render(&renderer, findings.files, finding.level, &findings.worded(finding)) + "\n\n"
    })?;
    if left > 0 {
        self::left(left, out)?;
        writeln!(out)?;
    }
    Ok(())
}

/// Where there is more to read about what was found.
fn advice(findings: &Findings<'_>, out: &mut dyn Write) -> io::Result<()> {
    match findings.most_severe(1).next() {
        Some(finding) => {
            let rule = finding.finding.rule().name;
            writeln!(out, "`onrecord explain {rule}` tells why it matters and how to mend it\n")
        }
        None => Ok(()),
    }
}

/// How many findings were not printed, and how to see them.
pub(super) fn left(left: usize, out: &mut dyn Write) -> io::Result<()> {
    if left > 0 {
        writeln!(out, "and {left} more; `onrecord check --format json` lists them all")?;
    }
    Ok(())
}

/// How much was checked and what was found, in one line, in another how the quotes were, and in another what was not
/// looked for.
fn summary(findings: &Findings<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", findings.summary())?;
    if let Some(quotes) = findings.quote_words() {
        writeln!(out, "{quotes}")?;
    }
    match findings.narrowing(|path| terminal::line(path.shown()).into_owned()) {
        Some(narrowing) => writeln!(out, "note: {narrowing}"),
        None => Ok(()),
    }
}

fn render(renderer: &Renderer, files: &Files, level: Level, diagnostic: &Diagnostic) -> String {
    let title = shade(level).primary_title(sentence(&diagnostic.message)).id(diagnostic.rule.name);
    let mut group = match &diagnostic.place {
        Place::Text(span) => place(Group::with_title(title), files, *span),
        Place::Path(path) => title.element(Origin::path(terminal::line(path.shown()).into_owned())),
    };
    let mut notes = Vec::new();
    for (span, message) in diagnostic.related.iter().take(MAX_RELATED) {
        // Words stand beside a line; where none may be shown, the place is part of the sentence.
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
        group = group.element(Shade::HELP.message(sentence(help)));
    }
    let shown = renderer.render(&[group]).replace(STAND_IN, JOINER);
    without_counted(shown)
}

/// Adds where a finding stands, with its line if that may be shown.
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

/// The part of the line that may be shown, escaped, and where in it the finding stands.
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
    message.render(|value| terminal::line(value).replace(JOINER, STAND_IN))
}

fn shade(level: Level) -> Shade<'static> {
    match level {
        Level::Error => Shade::ERROR,
        Level::Warning => Shade::WARNING,
        Level::Note => Shade::NOTE,
    }
}
