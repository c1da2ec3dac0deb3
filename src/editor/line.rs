//! What an editor shows people, line by line: our words, and texts from outside that stay apart until they are escaped.

use std::borrow::Cow;

use crate::diagnostic::{Message, Part};
use crate::model::Id;
use crate::report;
use crate::text::Text;
use crate::text::escape::{markdown, terminal};

/// A line for people.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line(Vec<Piece>);

/// A piece of a [`Line`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Piece {
    /// Our own words, in which nothing is markup.
    Words(Cow<'static, str>),
    /// A word of a claim file that is ours, such as the name of a field.
    Code(&'static str),
    /// Text from outside.
    Text(Text),
    /// What is where the id of a record should be.
    Id(Text),
}

impl Line {
    /// A line that begins with our own words.
    pub(crate) fn new(words: impl Into<Cow<'static, str>>) -> Self {
        Self::default().words(words)
    }

    #[must_use]
    pub(crate) fn words(mut self, words: impl Into<Cow<'static, str>>) -> Self {
        self.0.push(Piece::Words(words.into()));
        self
    }

    #[must_use]
    pub(crate) fn code(mut self, word: &'static str) -> Self {
        self.0.push(Piece::Code(word));
        self
    }

    #[must_use]
    pub(crate) fn text(mut self, text: &Text) -> Self {
        self.0.push(Piece::Text(text.clone()));
        self
    }

    #[must_use]
    pub(crate) fn id(mut self, id: &Text) -> Self {
        self.0.push(Piece::Id(id.clone()));
        self
    }

    /// Adds another line behind it.
    #[must_use]
    pub(crate) fn and(mut self, other: impl Into<Self>) -> Self {
        self.0.extend(other.into().0);
        self
    }

    /// Adds some lines with words between them.
    #[must_use]
    pub(crate) fn list(self, items: impl IntoIterator<Item = Self>, between: &'static str) -> Self {
        items.into_iter().enumerate().fold(self, |line, (nth, item)| {
            let line = if nth == 0 { line } else { line.words(between) };
            line.and(item)
        })
    }

    /// Its pieces, in order.
    pub fn pieces(&self) -> &[Piece] {
        &self.0
    }

    /// The line with each text passed through the escaper of the output that it is for.
    pub fn render<'l, S: AsRef<str>>(&'l self, escape: impl Fn(&'l Text) -> S) -> String {
        self.0.iter().fold(String::new(), |mut line, piece| {
            match piece {
                Piece::Words(words) => line.push_str(words),
                Piece::Code(word) => line.push_str(word),
                Piece::Text(text) | Piece::Id(text) => line.push_str(escape(text).as_ref()),
            }
            line
        })
    }

    /// The line as plain text, safe for a terminal.
    pub fn plain(&self) -> String {
        self.render(terminal::line)
    }

    /// The line as Markdown, in which no text from outside is markup.
    pub fn markdown(&self) -> String {
        self.0.iter().fold(String::new(), |mut line, piece| {
            match piece {
                Piece::Words(words) => line.push_str(words),
                Piece::Code(word) => line.extend(["`", word, "`"]),
                Piece::Id(id) if Id::parse(id).is_ok() => line.extend(["`", &terminal::line(id), "`"]),
                Piece::Text(text) | Piece::Id(text) => line.push_str(&markdown::line(text)),
            }
            line
        })
    }
}

impl From<&Message> for Line {
    fn from(message: &Message) -> Self {
        message.parts().iter().fold(Self::default(), |line, part| match *part {
            Part::Words(words) => line.words(words),
            Part::Value(ref value) => line.id(value),
            Part::Number(number) => line.words(number.to_string()),
            Part::Names(names, between) => {
                line.list(names.iter().map(|name| Self::default().code(name)), between.words())
            }
        })
    }
}

impl From<&[report::Part<'_>]> for Line {
    fn from(parts: &[report::Part<'_>]) -> Self {
        parts.iter().fold(Self::default(), |line, part| match part {
            report::Part::Words(words) => line.words(words.clone()),
            report::Part::Origin(origin) => line.text(origin.label).words(format!(" ({})", origin.word())),
            report::Part::Voice(voice) => line.text(voice.label),
            report::Part::Id(id) => line.id(id),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_from_outside_is_markup() {
        let line =
            Line::new("see ").id(&"a-1".into()).words(", ").id(&"[x](y)".into()).words(": ").text(&"<b>\u{1b}".into());
        assert_eq!(line.plain(), "see a-1, [x](y): <b>\\u{1b}");
        assert_eq!(line.markdown(), "see `a-1`, \\[x\\](y): &lt;b&gt;\\\\u\\{1b\\}");
        let list = Line::default().list(["a", "b"].map(|id| Line::default().id(&id.into())), " and ");
        assert_eq!(list.plain(), "a and b");
    }
}
