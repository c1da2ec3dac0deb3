//! What somebody meant, where the reader of YAML only knows what it cannot read: the line that is wrong is often
//! another one.

use crate::diagnostic::Message;
use crate::model::fields;
use crate::yaml::{Refusal, RefusalKind};

/// How many lines are looked at for the one that is wrong.
const WITHIN: usize = 100;

/// A better place and better words for what was refused.
pub(super) struct Blame {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) message: Message,
    pub(super) help: Message,
}

/// Looks at the line that was refused and at those that it may hang on.
pub(super) fn blame(text: &str, refusal: &Refusal) -> Option<Blame> {
    let at = text.floor_char_boundary(refusal.start as usize);
    let line = Line::around(text, at);
    let before = line.before();
    first_tab(line, refusal)
        .or_else(|| strange_blank(line))
        .or_else(|| before.and_then(strange_blank))
        .or_else(|| unblanked_colon(line))
        .or_else(|| before.and_then(unblanked_colon))
        .or_else(|| unblanked_bracket(line, refusal))
        .or_else(|| cut_in_brackets(line, refusal))
        .or_else(|| unquoted(line, refusal))
        .or_else(|| quote_continued(line, refusal))
        .or_else(|| block_continued(line, before?))
        .or_else(|| cut(before?, refusal))
        .or_else(|| cut_inside(line))
}

/// A line of a text, without its end.
#[derive(Clone, Copy)]
struct Line<'t> {
    text: &'t str,
    start: usize,
    end: usize,
}

impl<'t> Line<'t> {
    fn around(text: &'t str, at: usize) -> Self {
        let start = text[..at].rfind('\n').map_or(0, |at| at + 1);
        let end = text[at..].find('\n').map_or(text.len(), |length| at + length);
        Self { text, start, end }
    }

    fn words(self) -> &'t str {
        self.text[self.start..self.end].trim_end()
    }

    fn indent(self) -> usize {
        self.words().len() - self.words().trim_start_matches(' ').len()
    }

    fn before_any(self) -> Option<Self> {
        Some(Self::around(self.text, self.start.checked_sub(1)?))
    }

    fn next(self) -> Option<Self> {
        (self.end < self.text.len()).then(|| Self::around(self.text, self.end + 1))
    }

    /// The line above that is indented no deeper than this one, blank ones not counted. Not many are looked at.
    fn before(self) -> Option<Self> {
        let mut line = self;
        for _ in 0..WITHIN {
            line = line.before_any()?;
            if !line.words().trim_start().is_empty() && line.indent() <= self.indent() {
                return Some(line);
            }
        }
        None
    }

    /// The first tab that the line is indented by.
    fn tab(self) -> Option<usize> {
        let words = self.words();
        let margin = &words[..words.len() - words.trim_start_matches([' ', '\t']).len()];
        margin.find('\t').map(|at| self.start + at)
    }

    /// The name of the field that starts the line, and where the line goes on behind it.
    fn field(self) -> Option<(&'static str, usize)> {
        let words = self.words().trim_start_matches(' ');
        let inside = words.strip_prefix("- ").map_or(words, |words| words.trim_start_matches(' '));
        let length = inside.find(|sign: char| !sign.is_ascii_lowercase() && !sign.is_ascii_digit() && sign != '_')?;
        let name = fields::names().iter().find(|&&name| name == &inside[..length])?;
        Some((name, self.start + self.words().len() - inside.len() + length))
    }

    /// The field and what follows its colon, with the place of that.
    fn value(self) -> Option<(&'static str, usize)> {
        let (name, colon) = self.field()?;
        let behind = self.text[colon..self.start + self.words().len()].strip_prefix(':')?;
        Some((name, colon + 1 + behind.len() - behind.trim_start_matches(' ').len()))
    }

    /// The line belongs to the text of a field above it, and is not indented like that.
    fn goes_on_at_the_key(self, name: &'static str) -> Blame {
        let message = Message::new("the text of ").value(name).words(" is not indented deeper than its key");
        let help = Message::new("indent this line deeper than ").value(name);
        self.blame(self.start + self.indent(), self.end, message, help)
    }

    fn blame(self, start: usize, end: usize, message: Message, help: Message) -> Blame {
        debug_assert!(self.start <= start && end <= self.end, "a line is blamed for what is on it");
        Blame { start, end, message, help }
    }
}

/// Characters that look like a blank and are none.
pub(super) fn is_strange_blank(character: char) -> bool {
    matches!(character, '\u{A0}' | '\u{1680}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}')
}

/// The first of several lines that are indented with tabs, where another one was refused. Comments may be indented with
/// anything.
fn first_tab(line: Line<'_>, refusal: &Refusal) -> Option<Blame> {
    if refusal.kind != RefusalKind::Tab {
        return None;
    }
    let is_comment = |line: &Line<'_>| matches!(line.words().trim_start().chars().next(), None | Some('#'));
    let above = std::iter::successors(line.before_any(), |line| line.before_any()).take(WITHIN);
    let with_tab = above.filter(|line| !is_comment(line)).map_while(|line| Some((line, line.tab()?)));
    let (first, at) = with_tab.last()?;
    let (message, help) = RefusalKind::Tab.words();
    Some(first.blame(at, at + 1, message.into(), help.into()))
}

/// A blank of another kind where a line is indented.
fn strange_blank(line: Line<'_>) -> Option<Blame> {
    let words = line.words();
    let margin = words.len() - words.trim_start().len();
    let (at, character) = words[..margin].char_indices().find(|&(_, character)| is_strange_blank(character))?;
    let start = line.start + at;
    let message =
        Message::new("the line is indented with ").code_point(character).words(", which only looks like a space");
    Some(line.blame(start, start + character.len_utf8(), message, "indent with ordinary spaces".into()))
}

/// A colon that ends no key, since no blank follows it or it is that of another keyboard.
fn unblanked_colon(line: Line<'_>) -> Option<Blame> {
    let (name, colon) = line.field()?;
    let behind = &line.text[colon..line.start + line.words().len()];
    let help = || Message::new("write ").value(&format!("{name}: …"));
    let sign = behind.chars().next()?;
    if sign == '\u{FF1A}' {
        let message = Message::new("the colon after ").value(name).words(" is a full-width character");
        return Some(line.blame(colon, colon + sign.len_utf8(), message, help()));
    }
    let next = behind.strip_prefix(':')?.chars().next()?;
    if matches!(next, ' ' | '\t') {
        return None;
    }
    let end = colon + 1 + next.len_utf8();
    let message = if is_strange_blank(next) {
        let message = Message::new("after the colon of ").value(name).words(" is ").code_point(next);
        message.words(", which only looks like a space")
    } else {
        Message::new("no space after the colon of ").value(&format!("{name}:"))
    };
    Some(line.blame(colon, end, message, help()))
}

/// A text that starts with a sign of YAML and has no quotes.
fn unquoted(line: Line<'_>, refusal: &Refusal) -> Option<Blame> {
    if !matches!(refusal.kind, RefusalKind::Bracket | RefusalKind::Anchor | RefusalKind::Tag) {
        return None;
    }
    let (name, at) = line.value().filter(|(name, _)| fields::prose(name).is_some())?;
    let sign = line.text.get(at..=at).filter(|sign| "[{*&!".contains(*sign))?;
    let message = Message::new("a text that starts with ").value(sign).words(" needs quotes, in ").value(name);
    Some(line.blame(at, at + 1, message, "put the text in quotes".into()))
}

/// A quoted text that goes on where its key is, and ends there.
fn quote_continued(line: Line<'_>, refusal: &Refusal) -> Option<Blame> {
    let (name, at) = line.value().filter(|_| refusal.kind == RefusalKind::Quote)?;
    let mark = line.text[at..].chars().next().filter(|mark| ['"', '\''].contains(mark))?;
    let next = Line::around(line.text, (line.end + 1).min(line.text.len()));
    let goes_on = next.start > line.start && next.indent() <= line.indent() && next.field().is_none();
    (goes_on && next.words().contains(mark)).then(|| next.goes_on_at_the_key(name))
}

/// A block of text that goes on where its key is.
fn block_continued(line: Line<'_>, before: Line<'_>) -> Option<Blame> {
    let (name, at) = before.value()?;
    let header = &before.text[at..before.start + before.words().len()];
    let is_header = header.starts_with(['|', '>']) && header[1..].chars().all(|sign| "+-0123456789".contains(sign));
    (is_header && line.indent() <= before.indent()).then(|| line.goes_on_at_the_key(name))
}

/// A text that goes on below what YAML took for a comment.
fn cut(before: Line<'_>, refusal: &Refusal) -> Option<Blame> {
    if !matches!(
        refusal.kind,
        RefusalKind::NoColon | RefusalKind::Indentation | RefusalKind::Bracket | RefusalKind::Other
    ) {
        return None;
    }
    let (name, at) = before.value().filter(|(name, _)| fields::prose(name).is_some())?;
    let is_plain = !before.text[at..].starts_with(['"', '\'', '|', '>']);
    let end = before.start + before.words().len();
    let comment = super::cut_text::lost(&before.text[at..end]).filter(|_| is_plain)?;
    let message = Message::new("the text of ").value(name).words(" ends at this ").value("#");
    Some(before.blame(at + comment, end, message, "put the text in quotes".into()))
}

/// A comment in brackets, which takes the closing one with it.
fn cut_in_brackets(line: Line<'_>, refusal: &Refusal) -> Option<Blame> {
    let from = line.text.floor_char_boundary(refusal.start as usize);
    let end = line.start + line.words().len();
    let behind = line.text.get(from..end).filter(|_| refusal.kind == RefusalKind::Bracket)?;
    let comment = super::cut_text::lost(behind)?;
    let before = &behind[..comment];
    let is_open = |open, close| before.matches(open).count() > before.matches(close).count();
    if before.matches('"').count() % 2 == 1 || !(is_open('{', '}') || is_open('[', ']')) {
        return None;
    }
    let message = Message::new("a text in brackets ends at this ").value("#").words(", and the bracket is not closed");
    Some(line.blame(from + comment, end, message, "put the text in quotes".into()))
}

/// A key whose colon a bracket follows. It may be a name, and is not repeated.
fn unblanked_bracket(line: Line<'_>, refusal: &Refusal) -> Option<Blame> {
    let words = line.words().trim_start_matches(' ');
    let key = words.find(|sign: char| !sign.is_ascii_lowercase() && !sign.is_ascii_digit() && sign != '-')?;
    let colon = line.start + line.words().len() - words.len() + key;
    let is_bracket = [":{", ":["].iter().any(|bracket| words[key..].starts_with(bracket));
    let is_refused = matches!(refusal.kind, RefusalKind::Colon | RefusalKind::Bracket | RefusalKind::NoColon);
    (key > 0 && is_bracket && is_refused).then(|| {
        line.blame(colon, colon + 2, "no space after the colon of a key".into(), "put a space after the colon".into())
    })
}

/// A comment between the lines of an unquoted text.
fn cut_inside(refused: Line<'_>) -> Option<Blame> {
    let is_prose = |line: &Line<'_>| {
        line.value().is_some_and(|(name, at)| {
            fields::prose(name).is_some() && !line.text[at..].starts_with(['"', '\'', '|', '>', '[', '{'])
        })
    };
    let first = std::iter::successors(Some(refused), |line| line.before_any()).take(WITHIN).find(is_prose)?;
    let (name, at) = first.value()?;
    let goes_on = |line: &Line<'_>| line.words().trim_start().is_empty() || line.indent() > first.indent();
    let lines = std::iter::successors(first.next(), |line| line.next()).take(WITHIN).take_while(goes_on);
    let lines: Vec<_> = lines.filter(|line| !line.words().trim_start().is_empty()).collect();
    let texts = std::iter::once((first, at)).chain(lines.iter().map(|line| (*line, line.start + line.indent())));
    let (cut, start) = texts.into_iter().find_map(|(line, from)| Some((line, comment(line, from)?)))?;
    lines.iter().any(|line| line.start > cut.start && !line.words().trim_start().starts_with('#')).then(|| {
        let message = Message::new("the text of ").value(name).words(" ends at this ").value("#");
        cut.blame(start, cut.start + cut.words().len(), message, "put the text in quotes".into())
    })
}

/// Where in a line, from some place on, a comment starts.
fn comment(line: Line<'_>, from: usize) -> Option<usize> {
    let words = &line.text[from..line.start + line.words().len()];
    let starts = |&(at, _): &(usize, &str)| at == 0 || words[..at].ends_with([' ', '\t']);
    words.match_indices('#').find(starts).map(|(at, _)| from + at)
}
