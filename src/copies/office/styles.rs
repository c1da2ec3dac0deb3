//! The styles of a DOCX, as far as they make a paragraph a heading or an item of a list.

use std::collections::HashMap;

use super::super::cannot_read::CannotRead;
use super::document::Role;
use super::xml::{Element, Event, Space, Xml};

/// How many styles may be built on one another.
const MAX_BASES: usize = 16;

/// What each style makes of a paragraph.
#[derive(Debug, Default)]
pub(super) struct Styles(HashMap<String, Role>);

#[derive(Debug, Default)]
struct Style {
    role: Role,
    base: Option<String>,
}

impl Styles {
    pub(super) fn read(text: &str) -> Result<Self, CannotRead> {
        let (mut xml, mut styles) = (Xml::new(text), HashMap::<String, Style>::new());
        let mut id = None;
        while let Some(event) = xml.next()? {
            let Event::Start(element) = event else { continue };
            if element.name() == (Space::Word, "style") {
                id = xml.attribute(&element, Space::Word, "styleId");
            }
            let Some(id) = &id else { continue };
            let style = styles.entry(id.clone()).or_default();
            let value = || xml.attribute(&element, Space::Word, "val").unwrap_or_default();
            match element.name() {
                (Space::Word, "name") if is_heading(&value()) => style.role = Role::Heading,
                (Space::Word, "basedOn") => style.base = Some(value()),
                (Space::Word, _) if style.role == Role::Running => {
                    style.role = role(&xml, &element).unwrap_or_default();
                }
                _ => {}
            }
        }
        let of = |id: &String| {
            let bases = std::iter::successors(styles.get(id), |style| styles.get(style.base.as_ref()?));
            bases.take(MAX_BASES).map(|style| style.role).find(|role| *role != Role::Running)
        };
        Ok(Self(styles.keys().filter_map(|id| Some((id.clone(), of(id)?))).collect()))
    }

    pub(super) fn role(&self, id: &str) -> Option<Role> {
        self.0.get(id).copied()
    }
}

/// The names of the styles that Word has for headings are English in every language.
fn is_heading(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.starts_with("heading ") || matches!(&*name, "title" | "subtitle" | "caption")
}

/// What an element in the properties of a paragraph makes of it.
pub(super) fn role(xml: &Xml<'_>, element: &Element<'_>) -> Option<Role> {
    let value = || xml.attribute(element, Space::Word, "val").unwrap_or_default();
    match element.name() {
        // The tenth level is that of running text.
        (Space::Word, "outlineLvl") => (value() != "9").then_some(Role::Heading),
        (Space::Word, "numId") => (value() != "0").then_some(Role::Item),
        _ => None,
    }
}
