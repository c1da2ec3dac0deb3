//! Markdown as what it looks like: without the marks that set it.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::html;
use super::quoted::goes_on;
use super::seam::{APART, BORDER, SEAM};
use super::within::Texts;

/// The text, a line for each block, and for each line of it that shows as one. Where marks were, a seam is.
pub(super) fn text(text: &str) -> String {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let mut reader = MarkdownReader::default();
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        // A line that has no mark of a quotation may be the answer to it.
        let next = text.get(range.end..).unwrap_or_default().lines().next().unwrap_or_default();
        if event == Event::SoftBreak && reader.quotations > 0 && !next.trim_start().starts_with('>') {
            reader.unmarked_line(next);
        } else {
            reader.read(event);
        }
    }
    reader.out
}

#[derive(Default)]
struct MarkdownReader {
    out: String,
    /// How many elements are open of which nothing is shown: pictures, and words that are struck out.
    hidden: usize,
    /// How many quotations are open, each of which marks its lines.
    quotations: usize,
    texts: Texts,
    html: String,
}

impl MarkdownReader {
    fn read(&mut self, event: Event<'_>) {
        match event {
            Event::Start(Tag::Image { .. } | Tag::Strikethrough) => self.hidden += 1,
            Event::End(TagEnd::Image | TagEnd::Strikethrough) => self.hidden = self.hidden.saturating_sub(1),
            Event::Start(Tag::BlockQuote(_)) => {
                self.quotations += 1;
                self.texts.enter(&self.out);
                self.texts.mark(&mut self.out);
            }
            Event::End(TagEnd::BlockQuote(_)) => {
                self.quotations = self.quotations.saturating_sub(1);
                self.texts.leave();
                self.texts.mark(&mut self.out);
            }
            Event::End(TagEnd::HtmlBlock) => {
                let block = std::mem::take(&mut self.html);
                self.out.push_str(&html::parse(&block).map_or(block, |page| html::visible_text(&page)));
                self.line();
            }
            Event::Html(part) => self.html.push_str(&part),
            Event::Text(_) | Event::Code(_) if self.hidden > 0 => {}
            Event::Text(part) | Event::InlineMath(part) | Event::DisplayMath(part) => self.out.push_str(&part),
            Event::Code(part) => self.out.extend([&*SEAM.to_string(), &part, &*SEAM.to_string()]),
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Link { .. })
            | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link)
            | Event::InlineHtml(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_) => self.out.push(SEAM),
            Event::Start(Tag::Heading { .. } | Tag::Item | Tag::TableCell | Tag::TableHead) => self.border(),
            Event::End(TagEnd::Heading(_) | TagEnd::Item | TagEnd::TableCell | TagEnd::TableHead) | Event::Rule => {
                self.line();
                self.border();
            }
            Event::Start(_) => {}
            Event::SoftBreak => self.soft_break(),
            Event::End(_) | Event::HardBreak => self.line(),
        }
    }

    fn border(&mut self) {
        if !self.out.is_empty() {
            self.out.push(BORDER);
        }
    }

    /// The end of a line within a paragraph shows as a blank, except where a word may go on in the next one.
    fn soft_break(&mut self) {
        if self.out.ends_with('-') { self.line() } else { self.out.push(' ') }
    }

    /// A line of a quotation may go on in the next one without a mark, and shows as one with it, unless both are whole.
    fn unmarked_line(&mut self, next: &str) {
        if goes_on(&self.out, next) {
            self.soft_break();
            self.border();
        } else {
            self.out.extend(['\n', APART]);
        }
    }

    fn line(&mut self) {
        self.out.push('\n');
        if self.quotations > 0 {
            self.out.push(SEAM);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::copies::seam::{BACK, LED_IN, SEAMS};

    #[test]
    fn a_quotation_is_of_somebody_else() {
        for (text, expected) in [
            ("Hi.\n\n> We close.\n\nA lie.", format!("Hi.\n{APART}We close.\n{BACK}A lie.\n")),
            ("He said:\n\n> We close.\n\nA lie.", format!("He said:\n{LED_IN}We close.\n{BACK}A lie.\n")),
            ("> We close.\nA lie.\n", format!("{APART}We close.\n{APART}A lie.\n{BACK}")),
            ("> We close\nthe bridge.\n> Now.", format!("{APART}We close {BORDER}the bridge. Now.\n{BACK}")),
        ] {
            assert_eq!(super::text(text).replace(SEAM, ""), expected, "{text}");
        }
    }

    #[test]
    fn marks_are_no_words() {
        for (text, expected) in [
            (
                "# Notes\n\nThe **minister** will *buy* [trams](https://example.org) ~~not~~ now.",
                "Notes\nThe minister will buy trams  now.",
            ),
            ("> He will pay\n> for it.", "He will pay for it."),
            ("The bridge is\nclosed.  \nTrams with-\ndrawn.", "The bridge is closed.\nTrams with-\ndrawn."),
            ("- one\n- `two`\n\n1. three", "one\ntwo\n\nthree\n"),
            ("a[^1] b\n\n[^1]: note", "a b\nnote\n"),
            ("![a picture](x.png) b\\*c <b>d</b>", " b*c d"),
            ("<div>\n<p>one <b>two</b></p>\n</div>", "one two"),
            ("```\ncode\n```\n", "code"),
            ("| a | b |\n|---|---|\n| c | d |", "a\nb\n\nc\nd"),
        ] {
            let shown = super::text(text).replace(SEAMS, "");
            assert_eq!(shown.trim_end(), expected.trim_end(), "{text}");
        }
    }
}
