//! Pages for people: how wide a line is, where it wraps, what is before a value, and colours.

use std::borrow::Cow;
use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use textwrap::Options;
use unicode_width::UnicodeWidthStr;

use crate::analysis::Basis;
use crate::text::escape::terminal;
use crate::text::{Text, write_in_pieces};

/// Lines are never made longer than this: long lines are hard to read.
const MAX_WIDTH: usize = 100;
/// Nor narrower than this: the labels need some room.
const MIN_WIDTH: usize = 40;
/// Where the value of a label starts.
const INDENT: &str = "             │ ";
/// The mark before a statement. A value never starts a line: there, CI systems would take it for a command.
const QUOTE: &str = "  │ ";

/// What is written, line by line.
pub(crate) struct TextPage<'w> {
    out: &'w mut dyn Write,
    width: usize,
    color: bool,
}

impl<'w> TextPage<'w> {
    pub(crate) fn new(out: &'w mut dyn Write, width: usize, color: bool) -> Self {
        Self { out, width: width.clamp(MIN_WIDTH, MAX_WIDTH), color }
    }

    pub(crate) fn width(&self) -> usize {
        self.width
    }

    /// So many parts, each written on a page of its own, in parallel, and put on this one in order.
    pub(crate) fn in_pieces(
        &mut self,
        count: usize,
        part: impl Fn(&mut TextPage<'_>, usize) -> io::Result<()> + Sync,
    ) -> io::Result<()> {
        let (width, color) = (self.width, self.color);
        write_in_pieces(count, self.out, |mut range, piece| {
            let page = &mut TextPage { out: piece, width, color };
            range.try_for_each(|nth| part(page, nth))
        })
    }

    /// One line, which fits.
    pub(crate) fn line(&mut self, line: &str) -> io::Result<()> {
        writeln!(self.out, "{line}")
    }

    /// Our own words over the whole width.
    pub(crate) fn heading(&mut self, style: Style, words: &str) -> io::Result<()> {
        self.wrapped(style, words, "", "")
    }

    /// A claim's statement, as a quotation.
    pub(crate) fn statement(&mut self, statement: &Text) -> io::Result<()> {
        let statement = terminal::line(statement);
        let statement = if statement.is_empty() { "(no statement)".into() } else { statement };
        self.wrapped(Style::new().bold(), &statement, QUOTE, QUOTE)
    }

    /// A value with a label before it.
    pub(crate) fn field(&mut self, label: &str, value: &str) -> io::Result<()> {
        self.wrapped(Style::new(), value, &format!("    {label:<10} "), INDENT)
    }

    /// Text with something before its first line and before every other.
    pub(crate) fn wrapped(&mut self, style: Style, text: &str, first: &str, others: &str) -> io::Result<()> {
        for line in wrap(text, self.width, first, others) {
            let line = self.styled(style, &line);
            self.line(&line)?;
        }
        Ok(())
    }

    /// The same, for at least `room` columns, however much is before the lines.
    pub(crate) fn wrapped_with_room(
        &mut self,
        room: usize,
        style: Style,
        text: &str,
        first: &str,
        others: &str,
    ) -> io::Result<()> {
        let width = self.width;
        self.width = width.max(first.width().max(others.width()) + room);
        let written = self.wrapped(style, text, first, others);
        self.width = width;
        written
    }

    pub(crate) fn styled(&self, style: Style, text: &str) -> String {
        if self.color && !text.is_empty() { format!("{style}{text}{style:#}") } else { text.to_owned() }
    }
}

/// Lines that fit the width. Most texts are one line, and those are not taken apart.
fn wrap<'t>(text: &'t str, width: usize, first: &'t str, others: &'t str) -> Vec<Cow<'t, str>> {
    if first.width() + text.width() <= width {
        return vec![Cow::Owned(format!("{first}{text}"))];
    }
    textwrap::wrap(text, Options::new(width).initial_indent(first).subsequent_indent(others))
}

/// The colour of a basis.
pub(crate) fn style(basis: Basis) -> Style {
    let color = match basis {
        Basis::Circular | Basis::Unsourced | Basis::Retracted => AnsiColor::Red,
        Basis::Anonymous => AnsiColor::Yellow,
        Basis::Outlet => AnsiColor::Magenta,
        Basis::Mixed => AnsiColor::Cyan,
        Basis::Named => AnsiColor::Green,
    };
    Style::new().fg_color(Some(color.into()))
}
