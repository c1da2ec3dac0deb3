//! What an element's own `style` says, as far as it decides whether anybody sees its text. Style sheets are not read.

use std::borrow::Cow;

use super::tree::Element;

/// How many pixels or the like beside the page nobody finds anything any more.
const FAR_AWAY: f64 = -999.0;

/// By which properties a page shows a text slowly that it has hidden before, when somebody scrolls there.
const FADES_IN: [&str; 5] = ["transform", "-webkit-transform", "transition", "animation", "will-change"];

/// What gives an element room beside its own width and height.
const MORE_ROOM: [&str; 7] =
    ["padding", "padding-top", "padding-bottom", "padding-left", "padding-right", "min-width", "min-height"];

/// The properties that are looked at.
const KNOWN: [&str; 46] = [
    "display",
    "visibility",
    "white-space",
    "text-decoration",
    "text-decoration-line",
    "opacity",
    "filter",
    "content-visibility",
    "position",
    "text-indent",
    "left",
    "right",
    "top",
    "inset",
    "inset-inline-start",
    "margin",
    "margin-left",
    "margin-top",
    "translate",
    "scale",
    "clip",
    "clip-path",
    "overflow",
    "overflow-x",
    "overflow-y",
    "width",
    "max-width",
    "min-width",
    "height",
    "max-height",
    "min-height",
    "padding",
    "padding-top",
    "padding-bottom",
    "padding-left",
    "padding-right",
    "font",
    "font-size",
    "color",
    "text-shadow",
    "transform",
    "-webkit-transform",
    "transition",
    "animation",
    "will-change",
    "-webkit-text-stroke",
];

const BACKGROUND: &str = "background";

/// The declarations of a `style`, each property once.
#[derive(Default)]
pub(super) struct OwnStyle {
    declared: Vec<Declared>,
    /// Whether something is drawn behind or within the letters.
    has_background: bool,
}

struct Declared {
    property: &'static str,
    /// In small letters.
    value: String,
    is_important: bool,
}

impl OwnStyle {
    /// As in a browser, the last declaration of a property wins, but one that is important wins over others. One pass.
    pub(super) fn of(element: &Element) -> Self {
        let mut own = Self::default();
        let style = element.attribute("style").map(without_comments).unwrap_or_default();
        for declaration in style.split(';') {
            let Some((name, value)) = declaration.split_once(':') else { continue };
            let name = name.trim();
            let is_background =
                || name.get(..BACKGROUND.len()).is_some_and(|start| start.eq_ignore_ascii_case(BACKGROUND));
            own.has_background = own.has_background || is_background();
            if let Some(property) = KNOWN.iter().copied().find(|known| known.eq_ignore_ascii_case(name)) {
                own.declare(property, value);
            }
        }
        own
    }

    fn declare(&mut self, property: &'static str, value: &str) {
        let (value, is_important) = match value.split_once('!') {
            Some((value, mark)) => (value, mark.trim().eq_ignore_ascii_case("important")),
            None => (value, false),
        };
        let next = Declared { property, value: value.trim().to_ascii_lowercase(), is_important };
        match self.declared.iter_mut().find(|known| known.property == property) {
            Some(known) if known.is_important && !is_important => {}
            Some(known) => *known = next,
            None => self.declared.push(next),
        }
    }

    /// What it says of a property, in small letters.
    pub(super) fn declared(&self, property: &str) -> Option<&str> {
        self.declared.iter().find(|known| known.property == property).map(|known| &*known.value)
    }

    fn number(&self, property: &str) -> Option<f64> {
        number(self.declared(property)?)
    }

    fn has(&self, property: &str) -> bool {
        self.declared(property).is_some()
    }

    /// Whether nobody sees the element nor anything in it, whatever style that has. `is_box` is whether it is more than
    /// a part of a line.
    pub(super) fn is_out_of_sight(&self, is_box: bool) -> bool {
        !self.declared.is_empty() && (self.is_see_through() || self.is_off_screen() || self.is_without_room(is_box))
    }

    fn is_see_through(&self) -> bool {
        let is_faded = || self.number("opacity").is_some_and(|opacity| opacity <= 0.0);
        let is_filtered = || self.argument("filter", "opacity(").is_some_and(|opacity| opacity <= 0.0);
        is_faded() && !FADES_IN.iter().any(|property| self.has(property))
            || is_filtered()
            || self.declared("content-visibility") == Some("hidden")
    }

    fn is_off_screen(&self) -> bool {
        let is_shifted = ["left", "right", "top", "inset", "inset-inline-start"].iter().any(|side| self.is_far(side));
        let moves = |function: &&str| self.argument("transform", function).is_some_and(|pixels| pixels <= FAR_AWAY);
        let shrinks = |function: &&str| self.argument("transform", function) == Some(0.0);
        self.is_far("text-indent")
            || self.is_far("translate")
            || self.is_drawn_away()
            || self.is_placed() && (is_shifted || self.is_clipped("clip"))
            || self.declared("position") == Some("relative") && is_shifted
            || self.is_clipped("clip-path")
            || ["translate(", "translatex(", "translatey(", "translate3d("].iter().any(moves)
            || ["scale(", "scalex(", "scaley(", "scale3d("].iter().any(shrinks)
            || self.number("scale") == Some(0.0)
    }

    /// Whether one of the lengths of a property leads far beside the page.
    fn is_far(&self, property: &str) -> bool {
        let lengths = self.declared(property).unwrap_or_default().split(' ');
        lengths.filter_map(number).any(|length| length <= FAR_AWAY)
    }

    /// Whether a margin leads far beside the page, and no padding leads back: that is how pages draw a band from one
    /// edge of the screen to the other. One to the right or below draws what is there.
    fn is_drawn_away(&self) -> bool {
        let margin = self.declared("margin").unwrap_or_default();
        let of_margin = |nth: usize| margin.split(' ').filter(|part| !part.is_empty()).nth(nth).and_then(number);
        // With one length it is that of all sides, with fewer than four the left one is that of the right.
        let left = || of_margin(3).or_else(|| of_margin(1)).or_else(|| of_margin(0));
        let margins = [self.number("margin-left").or_else(left), self.number("margin-top").or_else(|| of_margin(0))];
        let is_away = margins.into_iter().flatten().any(|length| length <= FAR_AWAY);
        is_away && !MORE_ROOM.iter().any(|property| property.starts_with("padding") && self.has(property))
    }

    fn is_placed(&self) -> bool {
        matches!(self.declared("position"), Some("absolute" | "fixed"))
    }

    /// Whether nothing is left of it.
    fn is_clipped(&self, property: &str) -> bool {
        let clip = self.declared(property).unwrap_or_default().replace([' ', ','], "").replace("px", "");
        let inset = || self.argument(property, "inset(").is_some_and(|inset| inset >= 50.0 && clip.contains('%'));
        let is_none =
            |clip: &str| clip.starts_with("polygon(") && !clip.contains(['1', '2', '3', '4', '5', '6', '7', '8', '9']);
        matches!(&*clip, "rect(0000)" | "rect(1111)" | "circle(0)" | "circle(0%)") || is_none(&clip) || inset()
    }

    /// Whether it has no room for its text, and shows nothing beyond that.
    fn is_without_room(&self, is_box: bool) -> bool {
        let hides = |property: &&str| {
            self.declared(property).is_some_and(|value| value.contains("hidden") || value.contains("clip"))
        };
        let is_least = |property: &&str| self.number(property).is_some_and(|size| (0.0..=1.0).contains(&size));
        let is_none = |property: &&str| self.number(property) == Some(0.0);
        // What is around it gives room, too.
        let has_more = |property: &&str| self.has(property) && self.number(property) != Some(0.0);
        let (widths, heights) = (["width", "max-width"], ["height", "max-height"]);
        let has_least = widths.iter().any(is_least) && heights.iter().any(is_least);
        (is_box || self.is_placed())
            && ["overflow", "overflow-x", "overflow-y"].iter().any(hides)
            && !MORE_ROOM.iter().any(has_more)
            && (has_least || widths.iter().chain(&heights).any(is_none))
    }

    /// The first number that a function in the value of a property takes.
    fn argument(&self, property: &str, function: &str) -> Option<f64> {
        let value = self.declared(property)?;
        let after = value.split_once(function)?.1;
        number(after.split([',', ' ', ')']).find(|part| !part.is_empty())?)
    }

    /// Whether letters have a size, where it says so. One in parts of the size around it leaves none as it is.
    pub(super) fn has_size(&self) -> Option<bool> {
        let size = match self.declared("font-size") {
            Some(size) => size,
            None => self.declared("font")?.split([' ', '/']).find(|part| is_size(part))?,
        };
        let is_relative = (size.ends_with("em") && !size.ends_with("rem"))
            || size.ends_with('%')
            || matches!(size, "inherit" | "unset" | "smaller" | "larger");
        match number(size) {
            Some(0.0) => Some(false),
            _ if is_relative => None,
            _ => Some(true),
        }
    }

    /// Whether letters have a colour, where it says so. Without one of their own they may show what is behind them, or
    /// a shadow.
    pub(super) fn has_colour(&self) -> Option<bool> {
        let colour = self.declared("color")?.replace(' ', "");
        let is_alpha = colour.contains('/') || colour.contains("a(") && colour.matches(',').count() == 3;
        let alpha = || colour.trim_end_matches(')').rsplit([',', '/']).next().and_then(number);
        let is_none = colour == "transparent"
            || matches!(colour.strip_prefix('#').map(str::as_bytes), Some([_, _, _, b'0'] | [.., b'0', b'0']))
                && matches!(colour.len(), 5 | 9)
            || is_alpha && alpha() == Some(0.0);
        let shows_other =
            || self.has_background || ["text-shadow", "-webkit-text-stroke"].iter().any(|property| self.has(property));
        match &*colour {
            "inherit" | "unset" | "currentcolor" => None,
            _ => Some(!is_none || shows_other()),
        }
    }
}

fn without_comments(style: &str) -> Cow<'_, str> {
    let Some((before, mut rest)) = style.split_once("/*") else { return Cow::Borrowed(style) };
    let mut kept = before.to_owned();
    while let Some((_, after)) = rest.split_once("*/") {
        let (before, next) = after.split_once("/*").unwrap_or((after, ""));
        kept.push_str(before);
        rest = next;
    }
    Cow::Owned(kept)
}

/// A number with a unit or without one.
fn number(value: &str) -> Option<f64> {
    value.trim().trim_end_matches(|sign: char| sign.is_ascii_alphabetic() || sign == '%').parse().ok()
}

/// Whether a part of `font` is the size: a weight has no unit.
fn is_size(part: &str) -> bool {
    number(part).is_some_and(|size| size == 0.0 || !part.ends_with(|sign: char| sign.is_ascii_digit()))
}
