//! What an archive holds of which address at what time, and which of it is the one that is wanted.

use std::borrow::Cow;
use std::fmt::Write;

use hashbrown::HashMap;

use super::http::Answer;
use super::records::Record;
use crate::copies::cannot_read::{CannotRead, Format};
use crate::copies::kind::Kind;
use crate::text::Text;

/// How many digits a time has: `20261104120000`.
const TIME_DIGITS: usize = 14;

/// What an archive holds of an address at a time.
pub(super) struct Capture<'w> {
    pub(super) address: &'w str,
    /// The time as digits, in UTC.
    pub(super) time: String,
    record: Record<'w>,
    held: Held<'w>,
    /// The record says that it has not all of it.
    is_cut: bool,
}

enum Held<'w> {
    /// What a server answered.
    Answer(Answer<'w>),
    /// The thing itself.
    Resource,
    /// That it was as it had been before.
    Revisit,
    /// Something that cannot be read.
    Broken,
}

/// A body, and what is known of it from its way.
#[derive(Debug)]
pub(super) struct Content<'c> {
    pub(super) bytes: Cow<'c, [u8]>,
    content_type: Option<&'c str>,
}

impl Content<'_> {
    /// What it is.
    pub(super) fn kind(&self) -> Kind {
        let media_type = media_type(self.content_type);
        match media_type.split('/').next() {
            Some("image") if media_type != "image/svg+xml" => Kind::Unread(Format::Picture),
            Some("audio" | "video") => Kind::Unread(Format::Recording),
            _ => Kind::of(&self.bytes, extension(media_type)),
        }
    }

    /// The encoding that the server declared.
    pub(super) fn charset(&self) -> Option<&str> {
        let parameters = self.content_type?.split(';').skip(1);
        let charset = |parameter: &str| {
            let (name, _) = parameter.split_once('=')?;
            name.trim().eq_ignore_ascii_case("charset").then_some(name.len() + 1)
        };
        { parameters }
            .find_map(|parameter| parameter.get(charset(parameter)?..))
            .map(|label| label.trim().trim_matches(['"', '\'']))
    }
}

/// The captures of an archive, by address.
#[derive(Default)]
pub(super) struct Captures<'w> {
    all: Vec<Capture<'w>>,
    by_address: HashMap<Text, Vec<usize>>,
    by_id: HashMap<&'w str, usize>,
    by_payload: HashMap<&'w str, usize>,
}

impl<'w> Captures<'w> {
    /// Adds what a record holds, if it is a capture.
    pub(super) fn add(&mut self, record: Record<'w>) {
        let held = match record.field("WARC-Type") {
            Some("response") => Answer::read(record.block).map_or(Held::Broken, Held::Answer),
            Some("resource") => Held::Resource,
            Some("revisit") => Held::Revisit,
            _ => return,
        };
        let Some(address) = record.address("WARC-Target-URI") else { return };
        let at = self.all.len();
        let is_cut = record.field("WARC-Truncated").is_some() || record.field("WARC-Segment-Number").is_some();
        let time = digits(record.field("WARC-Date").unwrap_or_default());
        self.by_address.entry(written(address)).or_default().push(at);
        if !matches!(held, Held::Revisit) {
            self.by_id.extend(record.address("WARC-Record-ID").map(|id| (id, at)));
            if let Some(payload) = record.field("WARC-Payload-Digest") {
                self.by_payload.entry(payload).or_insert(at);
            }
        }
        self.all.push(Capture { address, time, record, held, is_cut });
    }

    pub(super) fn get(&self, at: usize) -> &Capture<'w> {
        &self.all[at]
    }

    /// The pages that an archive holds: captures of web pages that were answered in full.
    pub(super) fn pages(&self) -> Vec<usize> {
        let pages = (0..self.all.len()).filter(|&at| {
            let address = self.all[at].address;
            let is_web = address.starts_with("http://") || address.starts_with("https://");
            is_web && self.origin(at).is_ok_and(|origin| self.all[origin].is_page())
        });
        self.unlike(pages)
    }

    /// The only capture of an address at a time, of which the first digits are given.
    ///
    /// # Errors
    /// If there is none, or more than one.
    pub(super) fn only(&self, address: &Text, time: &str) -> Result<usize, CannotRead> {
        let of_address = self.by_address.get(address).map(Vec::as_slice).unwrap_or_default();
        let of_time = || of_address.iter().copied().filter(|&at| self.all[at].time.starts_with(time));
        // A redirect or an error at the same address is no other version of the page.
        let answered = self.unlike(of_time().filter(|&at| !self.is_unanswered(at)));
        match answered[..] {
            [at] => Ok(at),
            [] if of_time().next().is_some() => Err(CannotRead::NotAnswered),
            [] => Err(CannotRead::NoCapture),
            _ => Err(CannotRead::SeveralCaptures),
        }
    }

    /// Without those that say the same at the same time, as archives put together from others have them.
    fn unlike(&self, captures: impl Iterator<Item = usize>) -> Vec<usize> {
        let mut seen = hashbrown::HashSet::new();
        let is_new = |at: &usize| {
            let capture = &self.all[*at];
            seen.insert((capture.address, &*capture.time, capture.record.block))
        };
        captures.filter(is_new).collect()
    }

    fn is_unanswered(&self, at: usize) -> bool {
        matches!(&self.all[at].held, Held::Answer(answer) if !is_full(answer.status))
    }

    /// The body of a capture, or of the one that it says it is like.
    ///
    /// # Errors
    /// If that is not here, or cannot be read.
    pub(super) fn content(&self, at: usize) -> Result<Content<'w>, CannotRead> {
        let capture = &self.all[self.origin(at)?];
        if capture.is_cut {
            return Err(CannotRead::Damaged);
        }
        match &capture.held {
            Held::Answer(answer) if !is_full(answer.status) => Err(CannotRead::NotAnswered),
            Held::Answer(answer) => Ok(Content { bytes: answer.body()?, content_type: answer.content_type() }),
            Held::Resource => Ok(Content {
                bytes: Cow::Borrowed(capture.record.block),
                content_type: capture.record.field("Content-Type"),
            }),
            Held::Revisit => Err(CannotRead::ElsewhereCaptured),
            Held::Broken => Err(CannotRead::Damaged),
        }
    }

    /// The capture that has the body of another: itself, or the one in this archive that it says it is like.
    fn origin(&self, at: usize) -> Result<usize, CannotRead> {
        let Capture { record, held: Held::Revisit, address, .. } = &self.all[at] else { return Ok(at) };
        let by_id = record.address("WARC-Refers-To").map(|id| self.by_id.get(id).copied());
        let by_time = || {
            let time = digits(record.field("WARC-Refers-To-Date")?);
            let refers = record.address("WARC-Refers-To-Target-URI").unwrap_or(address);
            let of_address = self.by_address.get(&written(refers))?;
            let is_it = |&&at: &&usize| self.all[at].time == time && !matches!(self.all[at].held, Held::Revisit);
            of_address.iter().find(is_it).copied()
        };
        let says_when = record.field("WARC-Refers-To-Date").is_some();
        let by_payload = || self.by_payload.get(record.field("WARC-Payload-Digest")?).copied();
        let origin = match by_id.flatten().or_else(by_time) {
            None if by_id.is_none() && !says_when => by_payload(),
            known => known,
        };
        origin.ok_or(CannotRead::ElsewhereCaptured)
    }
}

impl Capture<'_> {
    /// Whether it is a web page that was answered in full.
    fn is_page(&self) -> bool {
        let content_type = match &self.held {
            Held::Answer(answer) if is_full(answer.status) => answer.content_type(),
            Held::Resource => self.record.field("Content-Type"),
            _ => return false,
        };
        extension(media_type(content_type)) == Some("html")
    }
}

/// Whether a server has sent all that it had.
fn is_full(status: u16) -> bool {
    matches!(status, 200 | 203)
}

/// `text/html` of `Text/HTML; charset=utf-8`.
fn media_type(content_type: Option<&str>) -> String {
    content_type.unwrap_or_default().split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// The extension of files of a type, where the first bytes do not tell what they are.
fn extension(media_type: impl AsRef<str>) -> Option<&'static str> {
    match media_type.as_ref() {
        "text/html" | "application/xhtml+xml" => Some("html"),
        "text/markdown" => Some("md"),
        "text/vtt" => Some("vtt"),
        media_type if media_type.ends_with("json") => Some("json"),
        media_type if media_type.ends_with("xml") => Some("xml"),
        _ => None,
    }
}

/// An address as claim files can write it: some programs leave signs in it that must be encoded.
pub(super) fn written(address: &str) -> Text {
    let is_unfit = |character: char| matches!(character, ' ' | '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}');
    if !address.contains(is_unfit) {
        return Text::new(address);
    }
    let mut out = String::new();
    for character in address.chars() {
        match character {
            _ if is_unfit(character) => _ = write!(out, "%{:02X}", u32::from(character)),
            _ => out.push(character),
        }
    }
    Text::new(out)
}

/// The digits of a time, to the second.
pub(super) fn digits(time: &str) -> String {
    time.chars().filter(char::is_ascii_digit).take(TIME_DIGITS).collect()
}
