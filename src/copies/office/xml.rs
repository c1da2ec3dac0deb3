//! XML as office files have it: one event after the other, each name with the vocabulary that it is from. No entity but
//! those of XML itself, no document type, and a bounded depth.

use quick_xml::NsReader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event as Raw};
use quick_xml::name::ResolveResult;

use super::super::cannot_read::CannotRead;
use super::super::encoding::decode_text;

/// How deep elements may be. A table in a table in a text box has some 40.
pub(super) const MAX_DEPTH: usize = 256;
/// How many vocabularies may be declared around one element. Word declares some 35.
const MAX_SPACES: usize = 256;

/// A vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Space {
    /// None, as attributes have it that are not from elsewhere.
    None,
    Word,
    Math,
    Compatibility,
    Relationship,
    Package,
    DublinCore,
    Terms,
    Office,
    OdfText,
    Table,
    Drawing,
    Style,
    Meta,
    Link,
    Other,
}

const SPACES: [(&str, Space); 19] = [
    ("http://schemas.openxmlformats.org/wordprocessingml/2006/main", Space::Word),
    ("http://purl.oclc.org/ooxml/wordprocessingml/main", Space::Word),
    ("http://schemas.openxmlformats.org/officeDocument/2006/math", Space::Math),
    ("http://purl.oclc.org/ooxml/officeDocument/math", Space::Math),
    ("http://schemas.openxmlformats.org/markup-compatibility/2006", Space::Compatibility),
    ("http://schemas.openxmlformats.org/officeDocument/2006/relationships", Space::Relationship),
    ("http://purl.oclc.org/ooxml/officeDocument/relationships", Space::Relationship),
    ("http://schemas.openxmlformats.org/package/2006/relationships", Space::Package),
    ("http://purl.org/dc/elements/1.1/", Space::DublinCore),
    ("http://purl.org/dc/terms/", Space::Terms),
    ("urn:oasis:names:tc:opendocument:xmlns:office:1.0", Space::Office),
    ("urn:oasis:names:tc:opendocument:xmlns:text:1.0", Space::OdfText),
    ("urn:oasis:names:tc:opendocument:xmlns:table:1.0", Space::Table),
    ("urn:oasis:names:tc:opendocument:xmlns:drawing:1.0", Space::Drawing),
    ("urn:oasis:names:tc:opendocument:xmlns:style:1.0", Space::Style),
    ("urn:oasis:names:tc:opendocument:xmlns:meta:1.0", Space::Meta),
    ("http://www.w3.org/1999/xlink", Space::Link),
    ("http://www.w3.org/2000/svg", Space::Other),
    ("", Space::None),
];

/// What comes next in a text.
#[derive(Debug)]
pub(super) enum Event<'x> {
    Start(Element<'x>),
    End,
    Text(String),
}

/// An element that begins.
#[derive(Debug)]
pub(super) struct Element<'x> {
    pub(super) space: Space,
    start: BytesStart<'x>,
}

impl Element<'_> {
    pub(super) fn local(&self) -> &str {
        self.start.local_name().into_inner()
    }

    /// Its vocabulary and its name there.
    pub(super) fn name(&self) -> (Space, &str) {
        (self.space, self.local())
    }
}

/// The text of a part, whatever way Unicode is written in it.
pub(super) fn decoded(bytes: &[u8]) -> Result<String, CannotRead> {
    decode_text(bytes, None).map(|decoded| decoded.text).ok_or(CannotRead::Damaged)
}

/// A text of XML that is read once, from its start to its end.
pub(super) struct Xml<'x> {
    reader: NsReader<&'x [u8]>,
    depth: usize,
}

impl<'x> Xml<'x> {
    pub(super) fn new(text: &'x str) -> Self {
        let mut reader = NsReader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        reader.resolver_mut().set_max_namespace_bindings(MAX_SPACES);
        Self { reader, depth: 0 }
    }

    /// How many elements are open.
    pub(super) fn depth(&self) -> usize {
        self.depth
    }

    /// What comes next; nothing at the end.
    pub(super) fn next(&mut self) -> Result<Option<Event<'x>>, CannotRead> {
        loop {
            let event = match self.reader.read_event().map_err(|_| CannotRead::Damaged)? {
                Raw::Start(start) => {
                    self.depth += 1;
                    if self.depth > MAX_DEPTH {
                        return Err(CannotRead::Tangled);
                    }
                    let space = space(&self.reader.resolver().resolve_element(start.name()).0);
                    Event::Start(Element { space, start })
                }
                Raw::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    Event::End
                }
                Raw::Text(text) => Event::Text(text.xml10_content().into_owned()),
                Raw::CData(text) => Event::Text(text.xml10_content().into_owned()),
                Raw::GeneralRef(reference) => {
                    let character = reference.resolve_char_ref().map_err(|_| CannotRead::Damaged)?;
                    let known = || resolve_predefined_entity(&reference).map(str::to_owned);
                    let text = character.map(String::from).or_else(known);
                    Event::Text(text.ok_or(CannotRead::Damaged)?)
                }
                Raw::Eof if self.depth > 0 => return Err(CannotRead::Damaged),
                Raw::Eof => return Ok(None),
                Raw::DocType(_) => return Err(CannotRead::Damaged),
                Raw::Empty(_) | Raw::Comment(_) | Raw::Decl(_) | Raw::PI(_) => continue,
            };
            return Ok(Some(event));
        }
    }

    /// What an attribute of an element says.
    pub(super) fn attribute(&self, element: &Element<'_>, space: Space, name: &str) -> Option<String> {
        let mut attributes = element.start.attributes();
        let found = attributes.with_checks(false).flatten().find(|attribute| {
            attribute.key.local_name().into_inner() == name
                && self::space(&self.reader.resolver().resolve_attribute(attribute.key).0) == space
        })?;
        Some(found.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok()?.into_owned())
    }

    /// Goes on behind the element that has just begun.
    pub(super) fn skip(&mut self) -> Result<(), CannotRead> {
        let depth = self.depth;
        while self.depth >= depth && self.next()?.is_some() {}
        Ok(())
    }

    /// All text in the element that has just begun, and goes on behind it.
    pub(super) fn text(&mut self) -> Result<String, CannotRead> {
        let (depth, mut text) = (self.depth, String::new());
        while self.depth >= depth {
            match self.next()? {
                Some(Event::Text(part)) => text.push_str(&part),
                Some(_) => {}
                None => break,
            }
        }
        Ok(text)
    }
}

fn space(found: &ResolveResult<'_>) -> Space {
    let name = match found {
        ResolveResult::Bound(namespace) => namespace.into_inner(),
        ResolveResult::Unbound => "",
        ResolveResult::Unknown(_) => return Space::Other,
    };
    SPACES.iter().find(|(known, _)| *known == name).map_or(Space::Other, |&(_, space)| space)
}
