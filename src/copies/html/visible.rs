//! Which text of a tree a browser shows, and where its lines end.

use html5ever::ns;

use super::emoji;
use super::footnotes::{is_footnote_mark, short_text};
use super::own_style::OwnStyle;
use super::shadows::Shadows;
use super::tree::{Content, DOCUMENT, Element, NodeId, Nodes};
use crate::copies::seam::{BORDER, SEAMS};
use crate::copies::within::Texts;

/// How an element is placed in the text around it.
#[derive(Clone, Copy, PartialEq)]
enum Display {
    None,
    Inline,
    Block,
    /// A block that is no part of running text: a heading, a list item, a table cell, a caption.
    Apart,
}

/// What an element hands down to what is in it.
#[derive(Clone, Copy)]
struct Style {
    is_visible: bool,
    letters: Letters,
    keeps_lines: bool,
    is_power: bool,
}

/// What is left of its letters.
#[derive(Clone, Copy)]
struct Letters {
    has_size: bool,
    has_colour: bool,
}

impl Style {
    const OUTERMOST: Self = Self {
        is_visible: true,
        letters: Letters { has_size: true, has_colour: true },
        keeps_lines: false,
        is_power: false,
    };

    /// Whether a text is seen. Blanks that are not still part words.
    fn shows(self, text: &str) -> bool {
        self.is_visible && (self.letters.has_size && self.letters.has_colour || text.trim().is_empty())
    }
}

/// The text, a line for each line that blocks and breaks begin. White space is put together as browsers do. One walk,
/// no recursion.
pub(super) fn text(nodes: &Nodes) -> String {
    let mut out = Lines::default();
    let mut shadows = Shadows::new(nodes);
    let style = Style::OUTERMOST;
    let mut open = vec![Open { node: DOCUMENT, display: Display::Inline, style, shadow: None, slot: None }];
    let mut next = nodes.first_child(DOCUMENT);
    while let Some(&Open { node: parent, display, style, shadow, slot }) = open.last() {
        let Some(node) = next else {
            out.line_around(display);
            if nodes.element(parent).is_some_and(is_of_another) {
                out.leave();
            }
            open.pop();
            next = nodes.next_sibling(parent);
            continue;
        };
        next = nodes.next_sibling(node);
        if slot.is_some_and(|slot| !shadows.is_for(node, slot)) {
            continue;
        }
        match nodes.content(node) {
            Content::Text(text) if style.shows(text) => out.add(text, style),
            Content::Element(element) if emoji::of_picture(element).is_some() && style.is_visible => {
                out.add(emoji::of_picture(element).unwrap_or_default(), style);
            }
            Content::Element(element) if !is_footnote_mark(nodes, node, element) => {
                let own = OwnStyle::of(element);
                let display = display_of(element, &own);
                out.line_around(display);
                if display == Display::None {
                    continue;
                }
                if is_of_another(element) {
                    out.enter();
                }
                let style = style_of(nodes, node, element, &own, style);
                let host = shadow.filter(|_| element.local() == "slot").map(|host| &open[host]);
                let (within, shadow, slot) = match (shadows.root(node), host) {
                    (Some(root), _) => (Some(root), Some(open.len()), None),
                    (None, Some(host)) if let Some(first) = shadows.fill(host.node, node) => {
                        (Some(first), host.shadow, Some(node))
                    }
                    _ => (nodes.first_child(node), shadow, None),
                };
                open.push(Open { node, display, style, shadow, slot });
                next = within;
            }
            _ => {}
        }
    }
    out.text
}

/// An element that the walk is in.
#[derive(Clone, Copy)]
struct Open {
    node: NodeId,
    display: Display,
    style: Style,
    /// Where in the list the element is whose shadow root the walk is in.
    shadow: Option<usize>,
    /// The slot of a shadow root that is being filled: only what is meant for it is shown.
    slot: Option<NodeId>,
}

fn display_of(element: &Element, own: &OwnStyle) -> Display {
    let usual = usual_display(element);
    if usual == Display::None {
        return usual;
    }
    let display = own.declared("display");
    let is_box = usual != Display::Inline || display.is_some_and(|value| value.contains("block"));
    // Scripts show a page that is hidden until all of it is there.
    if is_struck(element, own) || own.is_out_of_sight(is_box) && !matches!(element.local(), "html" | "body") {
        return Display::None;
    }
    match display {
        Some("none") => return Display::None,
        Some("contents") => return Display::Inline,
        Some(value) if value.starts_with("inline") => return Display::Inline,
        Some("block" | "flex" | "grid" | "list-item" | "table" | "flow-root") if usual != Display::Apart => {
            return Display::Block;
        }
        _ => {}
    }
    let is_hidden = element.attribute("hidden").is_some_and(|value| !value.eq_ignore_ascii_case("until-found"));
    let is_closed = element.local() == "dialog" && element.attribute("open").is_none();
    if is_hidden || is_closed || element.attribute("popover").is_some() { Display::None } else { usual }
}

/// What is struck out was taken back, and is no longer said.
fn is_struck(element: &Element, own: &OwnStyle) -> bool {
    matches!(element.local(), "del" | "s" | "strike")
        || ["text-decoration", "text-decoration-line"]
            .iter()
            .any(|property| own.declared(property).is_some_and(|value| value.contains("line-through")))
}

/// Whether what is in an element may be somebody else's text than what is around it: a quotation, a comment, a box.
fn is_of_another(element: &Element) -> bool {
    let is_called = |names: &[&str]| {
        let is_one = |class: &str| names.iter().any(|other| class.eq_ignore_ascii_case(other));
        element.attribute("class").is_some_and(|classes| classes.split_ascii_whitespace().any(is_one))
    };
    matches!(element.local(), "article" | "aside" | "blockquote")
        || element.attribute("role").is_some_and(|role| role.eq_ignore_ascii_case("article"))
        || is_called(&OF_OTHERS)
        || matches!(element.local(), "div" | "li") && is_called(&MESSAGES)
}

/// The classes by which site makers mark such elements.
const OF_OTHERS: [&str; 6] = ["comment", "reply", "tweet", "pullquote", "pull-quote", "advertisement"];

/// The classes of what one person writes in a chat, as exports of Telegram, of `WhatsApp` and of Discord have them.
const MESSAGES: [&str; 4] = ["message", "message-in", "message-out", "chatlog__message-group"];

/// What browsers do with an element that no style sheet speaks of. Scripts are taken to run, so `noscript` is not
/// shown.
fn usual_display(element: &Element) -> Display {
    if element.name.ns == ns!(svg) {
        return match element.local() {
            "script" | "style" | "title" | "desc" | "metadata" | "defs" | "symbol" => Display::None,
            "svg" | "text" | "foreignObject" => Display::Block,
            _ => Display::Inline,
        };
    }
    match element.local() {
        "annotation" | "annotation-xml" | "area" | "audio" | "base" | "basefont" | "canvas" | "datalist" | "head"
        | "iframe" | "link" | "meta" | "noembed" | "noframes" | "noscript" | "object" | "param" | "rp" | "rt"
        | "rtc" | "script" | "source" | "style" | "template" | "title" | "track" | "video" => Display::None,
        "button" | "caption" | "dd" | "dt" | "figcaption" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "hr"
        | "legend" | "li" | "option" | "summary" | "td" | "th" => Display::Apart,
        "address" | "article" | "aside" | "blockquote" | "body" | "br" | "center" | "details" | "dialog" | "dir"
        | "div" | "dl" | "fieldset" | "figure" | "footer" | "form" | "header" | "hgroup" | "html" | "listing"
        | "main" | "menu" | "nav" | "ol" | "optgroup" | "p" | "plaintext" | "pre" | "search" | "section" | "select"
        | "table" | "tbody" | "textarea" | "tfoot" | "thead" | "tr" | "ul" | "xmp" => Display::Block,
        _ => Display::Inline,
    }
}

fn style_of(nodes: &Nodes, node: NodeId, element: &Element, own: &OwnStyle, outer: Style) -> Style {
    let is_visible = match own.declared("visibility") {
        Some("hidden" | "collapse") => false,
        Some("visible" | "initial") => true,
        _ => outer.is_visible,
    };
    let keeps_lines = match own.declared("white-space") {
        Some(value) if value.starts_with("pre") || value == "break-spaces" => true,
        Some("normal" | "nowrap" | "initial") => false,
        _ => outer.keeps_lines || matches!(element.local(), "pre" | "listing" | "textarea" | "plaintext" | "xmp"),
    };
    let is_power = element.local() == "sup" && short_text(nodes, node).is_some_and(|text| can_be_raised(text.trim()));
    // These have a colour of their own.
    let is_coloured = matches!(element.local(), "a" | "button" | "mark" | "option" | "select" | "textarea");
    let letters = Letters {
        has_size: own.has_size().unwrap_or(outer.letters.has_size),
        has_colour: own.has_colour().unwrap_or(is_coloured || outer.letters.has_colour),
    };
    Style { is_visible, letters, keeps_lines, is_power: outer.is_power || is_power }
}

/// Whether all of it can be written as a power: `10²` is not `102`.
fn can_be_raised(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|character| raised(character) != character)
}

fn raised(character: char) -> char {
    match character {
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4'..='9' => char::from_u32(character as u32 - '4' as u32 + '⁴' as u32).unwrap_or(character),
        '+' => '⁺',
        '-' | '−' => '⁻',
        _ => character,
    }
}

/// Text as it is put together.
#[derive(Default)]
struct Lines {
    text: String,
    is_blank_due: bool,
    is_border_due: bool,
    texts: Texts,
}

impl Lines {
    /// A block and a break begin and end a line.
    fn line_around(&mut self, display: Display) {
        if matches!(display, Display::Block | Display::Apart) {
            self.line();
        }
        self.is_border_due |= display == Display::Apart;
    }

    /// Ends the line, if anything is on it.
    fn line(&mut self) {
        self.is_blank_due = false;
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    /// Begins a text that may be somebody else's.
    fn enter(&mut self) {
        self.texts.enter(&self.text);
    }

    fn leave(&mut self) {
        self.texts.leave();
    }

    fn add(&mut self, text: &str, style: Style) {
        for character in text.chars() {
            match character {
                '\n' if style.keeps_lines => self.line(),
                ' ' | '\t' | '\n' | '\r' | '\x0C' => self.is_blank_due = true,
                _ if SEAMS.contains(&character) => {}
                _ => {
                    if std::mem::take(&mut self.is_blank_due) && !self.text.is_empty() && !self.text.ends_with('\n') {
                        self.text.push(' ');
                    }
                    if std::mem::take(&mut self.is_border_due) && !self.text.is_empty() {
                        self.text.push(BORDER);
                    }
                    self.texts.mark(&mut self.text);
                    self.text.push(if style.is_power { raised(character) } else { character });
                }
            }
        }
    }
}
