//! The parts of a package as Word writes it, how they refer to one another, and what the package says of itself. A
//! target is the name of an entry, never a path.

use std::collections::HashMap;

use super::super::cannot_read::CannotRead;
use super::super::facts::Facts;
use super::super::packed::Zip;
use super::xml::{Event, Space, Xml, decoded};

/// What a part refers to, by the ids that it uses for it.
#[derive(Debug, Default)]
pub(super) struct Relations(HashMap<String, Relation>);

#[derive(Debug)]
struct Relation {
    /// The last word of its type.
    kind: String,
    target: String,
    is_external: bool,
}

impl Relations {
    /// Those of a part; those of the package for the empty name.
    pub(super) fn of(zip: &mut Zip<'_>, part: &str) -> Result<Self, CannotRead> {
        let (folder, name) = part.rsplit_once('/').map_or(("", part), |(folder, name)| (folder, name));
        let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let Some(bytes) = zip.read(&format!("{folder}_rels/{name}.rels"))? else { return Ok(Self::default()) };
        let text = decoded(&bytes)?;
        let (mut xml, mut relations) = (Xml::new(&text), HashMap::new());
        while let Some(event) = xml.next()? {
            let Event::Start(element) = event else { continue };
            if element.name() != (Space::Package, "Relationship") {
                continue;
            }
            let attribute = |name| xml.attribute(&element, Space::None, name);
            if let (Some(id), Some(kind), Some(target)) = (attribute("Id"), attribute("Type"), attribute("Target")) {
                let is_external = attribute("TargetMode").is_some_and(|mode| mode == "External");
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                let target = if is_external { Some(target) } else { entry(&folder, &target) };
                relations.extend(target.map(|target| (id, Relation { kind, target, is_external })));
            }
        }
        Ok(Self(relations))
    }

    /// The name of the part that is something to this one. Of several, which a sound file does not have, the first by
    /// name.
    pub(super) fn part(&self, kind: &str) -> Option<&str> {
        let is_it = |relation: &&Relation| relation.kind == kind && !relation.is_external;
        self.0.values().filter(is_it).map(|relation| relation.target.as_str()).min()
    }

    /// The address outside that an id is for.
    pub(super) fn address(&self, id: &str) -> Option<&str> {
        self.0.get(id).filter(|relation| relation.is_external).map(|relation| relation.target.as_str())
    }
}

/// The name of the entry that a target is, from the folder of the part that refers to it.
fn entry(folder: &str, target: &str) -> Option<String> {
    let from_top = target.strip_prefix('/');
    let whole = from_top.map_or_else(|| format!("{folder}{target}"), str::to_owned);
    let mut parts = Vec::new();
    for part in whole.split('/') {
        match part {
            "" | "." => {}
            ".." => _ = parts.pop()?,
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// What a package, or a file of OpenDocument, says of itself in its part for that. When it was saved last is the day
/// nearest to when it was published.
pub(super) fn facts(bytes: &[u8]) -> Result<Facts, CannotRead> {
    let text = decoded(bytes)?;
    let (mut xml, mut facts) = (Xml::new(&text), Facts::default());
    let (mut first_author, mut made) = (None, None);
    while let Some(event) = xml.next()? {
        let Event::Start(element) = event else { continue };
        let place = match element.name() {
            (Space::DublinCore, "title") => &mut facts.title,
            (Space::DublinCore, "language") => &mut facts.language,
            (Space::Terms, "modified") | (Space::DublinCore, "date") => &mut facts.published,
            (Space::Terms, "created") | (Space::Meta, "creation-date") => &mut made,
            (Space::Meta, "initial-creator") => &mut first_author,
            (Space::DublinCore, "creator") => {
                facts.authors = xml.text()?.split(';').map(str::to_owned).collect();
                continue;
            }
            _ => continue,
        };
        *place = Some(xml.text()?);
    }
    if let Some(author) = first_author {
        facts.authors = vec![author];
    }
    facts.published = facts.published.or(made);
    Ok(facts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_the_name_of_an_entry() {
        for (folder, target, expected) in [
            ("word/", "footnotes.xml", Some("word/footnotes.xml")),
            ("word/", "/word/notes.xml", Some("word/notes.xml")),
            ("word/", "../docProps/./core.xml", Some("docProps/core.xml")),
            ("word/", "../../etc/passwd", None),
            ("", "word/document.xml", Some("word/document.xml")),
        ] {
            assert_eq!(entry(folder, target).as_deref(), expected, "{target}");
        }
    }
}
