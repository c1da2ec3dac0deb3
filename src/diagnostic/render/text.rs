//! Findings with the lines they stand in, as rustc shows its own.

use std::io::{self, Write};

use annotate_snippets::{AnnotationKind, Group, Level as Shade, Origin, Renderer, Snippet};

use super::{Finding, Findings};
use crate::diagnostic::{Level, Message, Place};
use crate::text::escape::terminal;
use crate::text::{Files, Span};

/// How many findings are printed.
const MAX_PRINTED: usize = 1000;
/// How many bytes are printed.
const MAX_BYTES: usize = 1 << 20;
/// How many characters of a line are shown, and how many of them before the finding.
const EXCERPT: usize = 200;
const EXCERPT_BEFORE: usize = 60;
/// The renderer leaves out the zero-width joiner, which emoji and some scripts need. A noncharacter goes through in its place: no
/// escaped text has one.
const JOINER: &str = "\u{200D}";
const STAND_IN: &str = "\u{FDD0}";

/// The findings, worst limits first: a thousand of them, or a mebibyte.
pub(super) fn write(findings: &Findings<'_>, color: bool, out: &mut dyn Write) -> io::Result<()> {
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let mut written = 0;
    let mut printed = 0;
    for finding in findings.list.iter().take(MAX_PRINTED) {
        let shown = render(&renderer, findings.files, finding);
        if written + shown.len() + 2 > MAX_BYTES {
            break;
        }
        written += shown.len() + 2;
        printed += 1;
        writeln!(out, "{shown}\n")?;
    }
    let left = findings.list.len() - printed;
    if left > 0 {
        writeln!(out, "and {left} more; `onrecord check --format json` lists them all\n")?;
    }
    Ok(())
}

/// How much was checked and what was found, in one line, and in another what was not looked for.
pub(super) fn summary(findings: &Findings<'_>, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", findings.summary())?;
    match findings.narrowed {
        Some(narrowed) => writeln!(out, "{} {}", terminal::line(&narrowed.path), narrowed.words()),
        None => Ok(()),
    }
}

fn render(renderer: &Renderer, files: &Files, finding: &Finding<'_>) -> String {
    let diagnostic = &finding.diagnostic;
    let title = shade(finding.level).primary_title(sentence(&diagnostic.message)).id(diagnostic.rule.name);
    let mut groups = vec![match &diagnostic.place {
        Place::Text(span) => place(Group::with_title(title), files, *span, AnnotationKind::Primary),
        Place::Path(path) => title.element(Origin::path(terminal::line(path).into_owned())),
    }];
    for (span, message) in &diagnostic.related {
        let title = Shade::NOTE.secondary_title(sentence(message));
        groups.push(place(Group::with_title(title), files, *span, AnnotationKind::Context));
    }
    if let Some(help) = &diagnostic.help {
        let last = groups.pop().map(|group| group.element(Shade::HELP.message(sentence(help))));
        groups.extend(last);
    }
    renderer.render(&groups).replace(STAND_IN, JOINER)
}

fn place<'a>(group: Group<'a>, files: &Files, span: Span, kind: AnnotationKind) -> Group<'a> {
    let position = files.start(span);
    let path = terminal::line(files.get(span.file).shown()).into_owned();
    let Some((line, from, to)) = excerpt(files, span) else {
        return group.element(Origin::path(path).line(position.line).char_column(position.column));
    };
    let is_whole = line[..from].chars().count() + 1 == position.column;
    let snippet = Snippet::source(line).line_start(position.line).annotation(kind.span(from..to));
    if is_whole {
        group.element(snippet.path(path))
    } else {
        // The column is not the one that is seen: the line is cut, or escapes have made it longer.
        group.element(Origin::path(path).line(position.line).char_column(position.column)).element(snippet)
    }
}

/// The part of the line that may be shown, escaped, and where in it the finding stands.
fn excerpt(files: &Files, span: Span) -> Option<(String, usize, usize)> {
    let (line, start) = files.excerpt(span)?;
    let from = (span.start as usize - start).min(line.len());
    let to = (span.end as usize).saturating_sub(start).clamp(from, line.len());
    let before = &line[..from];
    let cut = before.char_indices().rev().nth(EXCERPT_BEFORE).map_or(0, |(at, _)| at);
    let before = &before[cut..];
    let room = EXCERPT - before.chars().count().min(EXCERPT);
    let rest = &line[from..];
    let rest = &rest[..rest.char_indices().nth(room).map_or(rest.len(), |(at, _)| at)];
    let found = &rest[..(to - from).min(rest.len())];
    let after = &rest[found.len()..];
    let escape = |text: &str| terminal::escape(text).replace(JOINER, STAND_IN);
    let mut shown = escape(before);
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
