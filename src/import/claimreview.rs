//! Fact checks of others, as schema.org's `ClaimReview` and `MediaReview`: in JSON-LD, alone or in a page.
//!
//! What was decided there is kept as text, as it was written: ratings of two desks cannot be compared.

mod search;

use super::account::{Account, Reason, Why};
use super::contacts;
use super::entities;
use super::names::{is_nothing, is_platform, voices};
use super::object::{Json, Object, parse};
use super::place::{Part, Place};
use super::values;
use super::view::{NewClaim, NewDocument, NewEvidence, NewSource, View};
use crate::model::{Identity, SourceKind, Url};
use crate::text::Text;

/// What lists and graphs have their items in.
const CONTAINERS: [&str; 6] = ["@graph", "dataFeedElement", "itemListElement", "item", "claimReview", "claims"];
/// What pages and articles may have a fact check in.
const INSIDE: [&str; 6] = ["review", "reviews", "mainEntity", "hasPart", "subjectOf", "about"];
/// What every node of JSON-LD may say of itself.
const OF_NODES: [&str; 4] = ["@context", "@id", "@type", "type"];

/// Reads fact checks into the view.
pub(super) fn read(bytes: &[u8], file: u32, view: &mut View, account: &mut Account) -> Result<(), String> {
    let mut reading = Reading { file, item: 0, view, account };
    if is_page(bytes) {
        let scripts = scripts(bytes)?;
        for script in scripts {
            match parse(script.as_bytes()) {
                Ok(json) => reading.all(&entities::decoded(json)),
                Err(_) => reading.account.refuse(Place::of_file(file), Some("application/ld+json"), Why::Syntax),
            }
        }
    } else {
        reading.all(&entities::decoded(parse(bytes)?));
    }
    Ok(())
}

fn is_page(bytes: &[u8]) -> bool {
    let start = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    start.starts_with(b"<")
}

fn scripts(bytes: &[u8]) -> Result<Vec<String>, String> {
    crate::copies::data_of_page(bytes).ok_or_else(|| "is not a page that can be read".to_owned())
}

struct Reading<'r> {
    file: u32,
    /// How many nodes were read.
    item: usize,
    view: &'r mut View,
    account: &'r mut Account,
}

impl Reading<'_> {
    /// Reads all nodes, in order, without going deeper than the lists and graphs they are in.
    fn all(&mut self, json: &Json) {
        let mut open = vec![json];
        while let Some(json) = open.pop() {
            match json {
                Json::List(items) => open.extend(items.iter().rev()),
                Json::Object(_) => self.node(json, &mut open),
                Json::Nothing => {}
                Json::Text(_) => self.account.refuse(Place::of_file(self.file), None, Why::Shape),
            }
        }
    }

    fn node<'j>(&mut self, json: &'j Json, open: &mut Vec<&'j Json>) {
        let (kinds, check) = (kinds(json), Check::of(json));
        let container = CONTAINERS.iter().any(|key| json.get(key).is_some_and(|inside| inside.text().is_none()));
        self.item += usize::from(check.is_some() || !container);
        let place = Place::part(self.file, Part::Item, self.item.max(1));
        let Some(mut node) = Object::new(json, place) else { return };
        match check {
            Some(Check::Media) => self.media(node),
            Some(Check::Claim) => self.claim(node),
            Some(Check::Found) => self.found(node),
            None if container => {
                node.skip(&OF_NODES);
                node.skip(&["nextPageToken"]);
                CONTAINERS.iter().rev().filter_map(|key| node.take(key)).for_each(|inside| open.push(inside));
                node.end(self.account);
            }
            None => {
                let inside = INSIDE.iter().filter_map(|key| json.get(key)).flat_map(Json::items);
                let inside: Vec<_> = inside.filter(|inside| Check::of(inside).is_some()).collect();
                open.extend(inside.into_iter().rev());
                let kind = kinds.first().copied().unwrap_or("a node without @type");
                self.account.leave_out(kind, Reason::OtherKind, place);
            }
        }
    }

    fn claim(&mut self, mut node: Object<'_>) {
        self.account.count("fact check", 1);
        node.skip(&OF_NODES);
        let place = node.place();
        let statement = node.text("claimReviewed", self.account);
        let statement = statement.and_then(|said| node.said("claimReviewed", said, self.account));
        let verdict = self.verdict(&mut node);
        let mut claim = NewClaim::new(statement.clone().unwrap_or_default(), place);
        let mut voices = Vec::new();
        for mut item in node.only_objects("itemReviewed", self.account) {
            let is_claim = item.look("@type").and_then(Json::text).is_some_and(|kind| plain_kind(kind) == "Claim");
            item.skip(&OF_NODES);
            let date = item.value("datePublished", |text| values::date(text, None), self.account);
            claim.date = claim.date.or(date);
            voices.extend(self.voices(&mut item));
            for key in ["firstAppearance", "appearance"] {
                self.appearances(&mut item, key, &mut claim);
            }
            // Of an older form the item is itself where the claim was published.
            for key in ["url", "sameAs"].into_iter().filter(|key| *key == "url" || !is_claim) {
                if let Some(url) = item.take(key) {
                    self.addresses(url, &item.name(key), &mut claim, place);
                }
            }
            item.end(self.account);
        }
        node.end(self.account);
        if statement.is_none() {
            return self.account.refuse(place, Some("claimReviewed"), Why::NoStatement);
        }
        claim.note = verdict;
        claim.attributed_to = voices.into_iter().map(|source| self.view.source(source, self.account)).collect();
        claim.attributed_to.dedup();
        self.view.claim(claim, self.account);
    }

    /// Who made the claim. A platform is no author, and one without a name is nobody in particular.
    fn voices(&mut self, item: &mut Object<'_>) -> Vec<NewSource> {
        let (mut names, place) = (Vec::new(), item.place());
        let authors = item.objects("author", |other| names.extend(other.text().map(|name| (name, None, None))));
        for mut author in authors {
            let kind = author.take("@type").and_then(|kind| kind.items().first()?.text()).map(plain_kind);
            let kind = match kind {
                Some("Person") => Some(SourceKind::Person),
                Some("Organization" | "NGO" | "GovernmentOrganization" | "Corporation") => {
                    Some(SourceKind::Organization)
                }
                Some("NewsMediaOrganization") => Some(SourceKind::Outlet),
                _ => None,
            };
            author.skip(&["@id"]);
            let role = author.text("jobTitle", self.account);
            if let Some(name) = author.text("name", self.account) {
                names.push((name, kind, role));
            } else if author.text("url", self.account).is_some() {
                self.account.leave_out(&author.name("url"), Reason::NoName, place);
            }
            author.end(self.account);
        }
        names.into_iter().flat_map(|(name, kind, role)| self.voice(item, name, kind, role)).collect()
    }

    fn voice(&mut self, item: &Object<'_>, name: &str, kind: Option<SourceKind>, role: Option<&str>) -> Vec<NewSource> {
        // What is nothing but a contact is nobody.
        let Some(name) = item.called("author.name", name, self.account) else { return Vec::new() };
        if is_nothing(&name) {
            self.account.leave_out(&item.name("author.name"), Reason::NoName, item.place());
            return Vec::new();
        }
        let is_group = kind.is_some_and(|kind| kind != SourceKind::Person);
        let Ok(voices) = voices(&name, is_group) else {
            self.account.leave_out(&item.name("author.name"), Reason::Voices, item.place());
            return Vec::new();
        };
        let mut sources = Vec::new();
        for voice in voices {
            if voice.reveals {
                self.account.leave_out(&item.name("author.name"), Reason::Reveals, item.place());
                continue;
            }
            let Some(label) = item.read("author.name", values::line(&voice.label), self.account) else { continue };
            let mut source = NewSource::told(voice.told, label, item.place());
            source.kind = kind.filter(|_| !is_platform(&voice.label));
            let beside = voice.role.filter(|_| source.identity == Identity::Named);
            source.role = beside.and_then(|role| item.read("author.name", values::line(&role), self.account));
            sources.push(source);
        }
        self.add_role(item, &mut sources, role);
        sources
    }

    /// The role of a source that is named and alone.
    fn add_role(&mut self, item: &Object<'_>, sources: &mut [NewSource], role: Option<&str>) {
        let Some(role) = role else { return };
        match sources {
            [source] if source.identity == Identity::Named => {
                let said = item.called("author.jobTitle", role, self.account);
                source.role = said.and_then(|role| item.read("author.jobTitle", values::line(&role), self.account));
            }
            _ => self.account.leave_out("itemReviewed.author.jobTitle", Reason::Reveals, item.place()),
        }
    }

    fn appearances(&mut self, item: &mut Object<'_>, key: &str, claim: &mut NewClaim) {
        let (place, mut others) = (item.place(), Vec::new());
        let name = item.name(key);
        for mut appearance in item.objects(key, |other| others.push(other)) {
            appearance.skip(&["@context", "@type", "type"]);
            let title = ["headline", "name"].into_iter().find_map(|key| appearance.title(key, self.account));
            let published = appearance.value("datePublished", |text| values::date(text, None), self.account);
            let outlet = self.publisher(&mut appearance);
            let address = appearance.take("url").or_else(|| appearance.take("@id"));
            let (before, has_address) = (claim.evidence.len(), address.is_some());
            if let Some(address) = address {
                self.addresses(address, &name, claim, place);
            }
            // What is said of the document is said of one.
            if let [evidence] = &claim.evidence[before..] {
                let document = &mut self.view.documents[evidence.document];
                if let Some(title) = title.filter(|_| document.called.is_some()) {
                    (document.title, document.called) = (title, None);
                }
                document.published = document.published.take().or(published);
                document.publisher = document.publisher.or(outlet);
            } else if let Some(title) = title {
                let mut document = NewDocument::new(title, place);
                (document.published, document.publisher) = (published, outlet);
                let document = self.view.document(document, self.account);
                claim.evidence.push(NewEvidence::of(document));
            } else if !has_address {
                // Of an address, what is wrong with it was said.
                self.account.refuse(place, Some(&name), Why::NoTitle);
            }
            appearance.end(self.account);
        }
        for other in others {
            self.addresses(other, &name, claim, place);
        }
    }

    fn publisher(&mut self, work: &mut Object<'_>) -> Option<usize> {
        let (mut name, place) = (None, work.place());
        let publishers = work.objects("publisher", |other| name = other.text());
        for mut publisher in publishers {
            publisher.skip(&OF_NODES);
            name = publisher.text("name", self.account).or(name);
            publisher.end(self.account);
        }
        let name = work.called("publisher", name?, self.account)?;
        let name = work.read("publisher", values::line(&name), self.account)?;
        self.view.publisher(name, &work.name("publisher"), place, self.account)
    }

    /// The documents at addresses: each text is one address, or several with blanks between them.
    fn addresses(&mut self, json: &Json, name: &str, claim: &mut NewClaim, place: Place) {
        for item in json.items() {
            let urls = item.text().ok_or(Why::Url).and_then(addresses);
            let urls = urls.map_err(|why| self.account.refuse(place, Some(name), why));
            for url in urls.into_iter().flatten() {
                let new = NewDocument::at(&url, place);
                let document = NewDocument { url: Some(url), ..new };
                let evidence = NewEvidence::of(self.view.document(document, self.account));
                if !claim.evidence.contains(&evidence) {
                    claim.evidence.push(evidence);
                }
            }
        }
    }

    /// What was decided there, as text, without telephone numbers and e-mail addresses.
    fn verdict(&mut self, node: &mut Object<'_>) -> Option<Text> {
        let mut by = Vec::new();
        let authors = node.objects("author", |other| by.extend(other.text()));
        for mut author in authors {
            author.skip(&OF_NODES);
            by.extend(author.text("name", self.account));
            author.end(self.account);
        }
        let mut ratings = Vec::new();
        let rated = node.objects("reviewRating", |other| ratings.extend(other.text().map(str::to_owned)));
        for mut rating in rated {
            rating.skip(&OF_NODES);
            let mut words = Vec::new();
            for key in ["alternateName", "name", "ratingValue", "worstRating", "bestRating", "ratingExplanation"] {
                words.extend(rating.text(key, self.account).map(|text| format!("{key}: {}", text.trim())));
            }
            ratings.push(words.join(", "));
            rating.end(self.account);
        }
        ratings.retain(|rating| !rating.is_empty());
        let elsewhere = Elsewhere {
            by: by.join(", "),
            date: node.text("datePublished", self.account),
            url: node.text("url", self.account),
            what: ratings.join("; "),
        };
        let (text, count) = contacts::without(&elsewhere.words());
        if count > 0 {
            self.account.leave_out_some("reviewRating", Reason::Contact, node.place(), count);
        }
        node.read("reviewRating", values::text(&text), self.account)
    }

    /// A check of a picture or a film is about no statement: only where the media appeared is kept.
    fn media(&mut self, mut node: Object<'_>) {
        self.account.count("media check", 1);
        node.skip(&OF_NODES);
        let place = node.place();
        let mut claim = NewClaim::new(Text::default(), place);
        if let Some(link) = node.take("originalMediaLink") {
            self.addresses(link, "originalMediaLink", &mut claim, place);
        }
        for mut item in node.only_objects("itemReviewed", self.account) {
            item.skip(&OF_NODES);
            for mut appearance in item.only_objects("mediaItemAppearance", self.account) {
                appearance.skip(&OF_NODES);
                for key in ["accessedOnUrl", "url", "contentUrl"] {
                    if let Some(address) = appearance.take(key) {
                        self.addresses(address, &appearance.name(key), &mut claim, place);
                    }
                }
                appearance.end(self.account);
            }
            item.end(self.account);
        }
        node.end(self.account);
        if claim.evidence.is_empty() {
            self.account.refuse(place, None, Why::NoTitle);
        }
    }
}

/// What was decided elsewhere.
struct Elsewhere<'j> {
    by: String,
    date: Option<&'j str>,
    url: Option<&'j str>,
    what: String,
}

impl Elsewhere<'_> {
    fn words(&self) -> String {
        let mut words = "Reviewed elsewhere".to_owned();
        let parts = [("by", Some(&*self.by)), ("on", self.date), ("at", self.url)];
        for (before, text) in parts.into_iter().filter_map(|(before, text)| Some((before, text?.trim()))) {
            if !text.is_empty() {
                words.extend([" ", before, " ", text]);
            }
        }
        words + ", not by this desk: " + if self.what.is_empty() { "without a rating" } else { &self.what }
    }
}

/// What is checked in a node.
#[derive(Clone, Copy, PartialEq)]
enum Check {
    Claim,
    Media,
    /// A claim with the checks of it that a search has found.
    Found,
}

impl Check {
    fn of(json: &Json) -> Option<Self> {
        let kinds = kinds(json);
        match json {
            _ if kinds.contains(&"ClaimReview") => Some(Self::Claim),
            _ if kinds.contains(&"MediaReview") => Some(Self::Media),
            _ if !kinds.is_empty() => None,
            // Lists of fact checks are passed on without their types.
            _ if json.get("claimReviewed").is_some() => Some(Self::Claim),
            _ => json.get("text").and(json.get("claimReview")).map(|_| Self::Found),
        }
    }
}

fn kinds(json: &Json) -> Vec<&str> {
    let kinds = [json.get("@type"), json.get("type")].into_iter().flatten().flat_map(Json::items);
    kinds.filter_map(Json::text).map(plain_kind).collect()
}

/// The name of a kind, whatever vocabulary it is from.
fn plain_kind(kind: &str) -> &str {
    kind.rsplit(['/', ':', '#']).next().unwrap_or(kind)
}

/// The addresses in a text. A comma or a blank may be a part of one, so it is cut only where each part is one.
fn addresses(text: &str) -> Result<Vec<Url>, Why> {
    let one = |text: &str| values::url(text)?.ok_or(Why::Url);
    if let Ok(url) = one(text) {
        return Ok(vec![url]);
    }
    let parts = text.split_whitespace().map(|part| part.trim_matches([',', ';'])).filter(|part| !part.is_empty());
    let urls = parts.map(one).collect::<Result<Vec<_>, _>>()?;
    if urls.is_empty() { Err(Why::Url) } else { Ok(urls) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_cut_only_between_addresses() {
        let of = |text: &str| addresses(text).map(|urls| urls.iter().map(values::written).collect::<Vec<_>>());
        let [a, b] = ["https://example.org/a,b", "https://example.org/c"];
        assert_eq!(of(a).unwrap(), [a]);
        assert_eq!(of(&format!("{a}, {b}")).unwrap(), [a, b]);
        assert_eq!(of(&format!(" {a}\n{b} ")).unwrap(), [a, b]);
        for none in ["", "https://example.org/a b", "Facebook", "https://", "javascript:alert(1)"] {
            assert_eq!(of(none), Err(Why::Url), "{none}");
        }
        assert_eq!(of(&format!("{a} https://example.org/?to=ada@example.org")), Err(Why::Contact));
    }
}
