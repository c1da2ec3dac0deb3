//! What a sheet of Excel does not show: hidden rows, words that are struck out, and where links lead, which its parts
//! say in many places.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// The parts of a workbook, by their names.
pub(super) type Parts = [(String, Vec<u8>)];

/// What is not shown of a sheet.
#[derive(Debug, Default)]
pub(super) struct Unshown {
    /// The numbers of hidden rows, from 0.
    pub(super) rows: HashSet<usize>,
    /// The cells that are struck out, by row and column, from 0.
    pub(super) struck: HashSet<(usize, usize)>,
    /// What remains of the text of cells of which some words are struck out.
    pub(super) partly: HashMap<(usize, usize), String>,
    /// The addresses of other pages that cells lead to.
    pub(super) links: HashMap<(usize, usize), String>,
}

/// Reads what is not shown of the sheet that is called so. Nothing, where the parts are not as they should be: the
/// values are read by another reader, which says so.
pub(super) fn unshown(parts: &Parts, name: &str) -> Unshown {
    let Some(path) = sheet_path(parts, name) else { return Unshown::default() };
    let Some(sheet) = part(parts, &path) else { return Unshown::default() };
    Unshown { links: links(parts, &path, sheet), ..read(parts, sheet) }
}

/// Where the cells of a sheet lead to.
fn links(parts: &Parts, path: &str, sheet: &str) -> HashMap<(usize, usize), String> {
    let (mut targets, mut links) = (HashMap::new(), HashMap::new());
    let relations = path.rsplit_once('/').map(|(folder, name)| format!("{folder}/_rels/{name}.rels"));
    let relations = relations.and_then(|relations| part(parts, &relations)).unwrap_or_default();
    each(relations, |element, _| {
        targets.extend(attribute(element, "Id").zip(attribute(element, "Target")));
    });
    each(sheet, |element, inside| {
        if (element.local_name().as_ref(), inside) == ("hyperlink", "hyperlinks") {
            let cell = attribute(element, "ref").and_then(|place| position(place.split(':').next()?));
            let target = attribute(element, "id").and_then(|id| targets.get(&id).cloned());
            links.extend(cell.zip(target));
        }
    });
    links
}

fn part<'p>(parts: &'p Parts, name: &str) -> Option<&'p str> {
    let found = parts.iter().find(|(part, _)| part.eq_ignore_ascii_case(name))?;
    std::str::from_utf8(&found.1).ok()
}

/// The part that a sheet is in.
fn sheet_path(parts: &Parts, name: &str) -> Option<String> {
    let (mut id, mut target) = (None, None);
    each(part(parts, "xl/workbook.xml")?, |element, _| {
        if element.local_name().as_ref() == "sheet" && attribute(element, "name").as_deref() == Some(name) {
            id = attribute(element, "id");
        }
    });
    each(part(parts, "xl/_rels/workbook.xml.rels")?, |element, _| {
        if element.local_name().as_ref() == "Relationship" && attribute(element, "Id") == id {
            target = attribute(element, "Target");
        }
    });
    let target = target?;
    Some(target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned))
}

fn read(parts: &Parts, sheet: &str) -> Unshown {
    let styles = struck_styles(part(parts, "xl/styles.xml").unwrap_or_default());
    let strings = partly_struck(part(parts, "xl/sharedStrings.xml").unwrap_or_default());
    let mut unshown = Unshown::default();
    let (mut row, mut cell, mut is_shared, mut runs) = (0, None, false, Runs::default());
    walk(sheet, |event| {
        runs.see(&event);
        match event {
            Walked::Start(element) => match element.local_name().as_ref() {
                "row" => {
                    row = attribute(element, "r").and_then(|number| number.parse().ok()).unwrap_or(row + 1);
                    if is_on(attribute(element, "hidden").as_deref()) {
                        unshown.rows.insert(row - 1);
                    }
                }
                "c" => {
                    cell = attribute(element, "r").and_then(|place| position(&place));
                    is_shared = attribute(element, "t").as_deref() == Some("s");
                    let style =
                        attribute(element, "s").and_then(|style| style.parse::<usize>().ok()).unwrap_or_default();
                    if styles.contains(&style) {
                        unshown.struck.extend(cell);
                    }
                }
                _ => {}
            },
            Walked::Text("v", text) if is_shared => {
                let left = text.trim().parse::<usize>().ok().and_then(|nth| strings.get(&nth));
                unshown.partly.extend(cell.zip(left.cloned()));
            }
            Walked::End("is") => unshown.partly.extend(cell.zip(runs.left())),
            _ => {}
        }
    });
    unshown
}

/// The numbers of the styles of cells whose font is struck out.
fn struck_styles(styles: &str) -> HashSet<usize> {
    let (mut fonts, mut struck, mut found, mut nth) = (0_usize, HashSet::new(), HashSet::new(), 0_usize);
    each(styles, |element, inside| match (element.local_name().as_ref(), inside) {
        ("font", "fonts") => fonts += 1,
        ("strike", "font") if is_on(attribute(element, "val").as_deref().or(Some("1"))) => {
            struck.insert(fonts.saturating_sub(1));
        }
        ("xf", "cellXfs") => {
            let font = attribute(element, "fontId").and_then(|font| font.parse().ok()).unwrap_or_default();
            if struck.contains(&font) {
                found.insert(nth);
            }
            nth += 1;
        }
        _ => {}
    });
    found
}

/// What remains of shared texts of which words are struck out, by their numbers.
fn partly_struck(strings: &str) -> HashMap<usize, String> {
    let (mut left, mut nth, mut runs) = (HashMap::new(), 0_usize, Runs::default());
    walk(strings, |event| {
        runs.see(&event);
        if let Walked::End("si") = event {
            left.extend(runs.left().map(|text| (nth, text)));
            nth += 1;
        }
    });
    left
}

/// The words of a text that are not struck out, piece by piece.
#[derive(Default)]
struct Runs {
    text: String,
    has_struck: bool,
    is_struck: bool,
    /// How the words are spoken is no part of them.
    is_spoken: bool,
}

impl Runs {
    fn see(&mut self, event: &Walked<'_>) {
        match event {
            Walked::Start(element) => match element.local_name().as_ref() {
                "r" => self.is_struck = false,
                "rPh" => self.is_spoken = true,
                "strike" if is_on(attribute(element, "val").as_deref().or(Some("1"))) => {
                    (self.is_struck, self.has_struck) = (true, true);
                }
                _ => {}
            },
            Walked::Text("t", words) if !self.is_struck && !self.is_spoken => self.text.push_str(words),
            Walked::End("rPh") => self.is_spoken = false,
            _ => {}
        }
    }

    /// What remains of the text that ends here, if something of it is struck out.
    fn left(&mut self) -> Option<String> {
        let Self { text, has_struck, .. } = std::mem::take(self);
        has_struck.then_some(text)
    }
}

fn is_on(value: Option<&str>) -> bool {
    matches!(value, Some("1" | "true" | "on"))
}

/// The row and the column of `B12`, from 0.
fn position(place: &str) -> Option<(usize, usize)> {
    let at = place.find(|sign: char| sign.is_ascii_digit())?;
    let letters = place[..at].bytes().filter(u8::is_ascii_uppercase);
    let column =
        letters.fold(0_usize, |column, letter| column.saturating_mul(26).saturating_add((letter - b'A' + 1).into()));
    let row: usize = place[at..].parse().ok()?;
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

/// What is met in a part.
enum Walked<'e> {
    Start(&'e BytesStart<'e>),
    /// A text, and the element it is in.
    Text(&'e str, &'e str),
    End(&'e str),
}

/// Each element of a part, with the name of the one it is in.
fn each(text: &str, mut see: impl FnMut(&BytesStart<'_>, &str)) {
    let mut inside: Vec<String> = Vec::new();
    walk(text, |event| match event {
        Walked::Start(element) => {
            see(element, inside.last().map_or("", String::as_str));
            inside.push(element.local_name().as_ref().to_owned());
        }
        Walked::End(_) => {
            inside.pop();
        }
        Walked::Text(..) => {}
    });
}

fn walk(text: &str, mut see: impl FnMut(Walked<'_>)) {
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let mut name = String::new();
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Eof => break,
            Event::Start(element) => {
                element.local_name().as_ref().clone_into(&mut name);
                see(Walked::Start(&element));
            }
            Event::Text(text) => see(Walked::Text(&name, &text)),
            Event::CData(text) => see(Walked::Text(&name, &text)),
            Event::GeneralRef(reference) => {
                let letter = reference.resolve_char_ref().ok().flatten().map(String::from);
                see(Walked::Text(&name, letter.as_deref().unwrap_or_else(|| super::ods::entity(&reference))));
            }
            Event::End(element) => see(Walked::End(element.local_name().as_ref())),
            _ => {}
        }
    }
}

fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    quick_xml::escape::unescape(&found.value).map(Cow::into_owned).ok()
}
