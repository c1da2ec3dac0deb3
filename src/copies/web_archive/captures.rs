//! What an archive holds of which address at what time, and which of it is the one that is wanted. Only what a capture
//! says of itself is kept; its block is read again once it is known to be wanted.

use std::borrow::Cow;
use std::fmt::Write;
use std::io::{self, Read};

use hashbrown::{HashMap, HashSet};

use super::http::Answer;
use super::records::Fields;
use crate::copies::cannot_read::{CannotRead, Format};
use crate::copies::copy::MAX_BYTES;
use crate::copies::kind::Kind;
use crate::copies::packed::why;
use crate::digest::{Digest, Hashed};
use crate::text::Text;

/// How many digits a time has: `20261104120000`.
const TIME_DIGITS: usize = 14;
/// In how many bytes of a block the fields of an answer are looked for.
const MAX_HEAD: usize = 1 << 16;
/// How large the block of a capture may be: a page, its fields and the lengths of its chunks.
const MAX_BLOCK: u64 = MAX_BYTES as u64 + (1 << 20);

/// What an archive holds of an address at a time.
pub(super) struct Capture {
    pub(super) address: String,
    /// The time as digits, in UTC.
    pub(super) time: String,
    held: Held,
    /// The record says that it has not all of it.
    is_cut: bool,
    /// The number of its record, how many bytes that has, and their digest.
    number: usize,
    size: u64,
    digest: Digest,
}

enum Held {
    /// What a server answered, and of what type it says that it is.
    Answer { status: u16, content_type: Option<String> },
    /// The thing itself, and its type.
    Resource(Option<String>),
    /// That it was as it had been before.
    Revisit(Refers),
    /// Something that cannot be read.
    Broken,
}

/// What a record says of the one that has its body.
struct Refers {
    id: Option<String>,
    address: Option<String>,
    time: Option<String>,
    payload: Option<String>,
}

/// The blocks of records that are wanted, by their numbers.
pub(super) type Blocks = HashMap<usize, Vec<u8>>;

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
pub(super) struct Captures {
    all: Vec<Capture>,
    by_address: HashMap<Text, Vec<usize>>,
    by_id: HashMap<String, usize>,
    by_payload: HashMap<String, usize>,
}

impl Captures {
    /// Adds what a record holds, if it is a capture.
    pub(super) fn add(&mut self, number: usize, fields: &Fields<'_>, block: &mut dyn Read) -> Result<(), CannotRead> {
        let kind = fields.get("WARC-Type").unwrap_or_default();
        let Some(address) = fields.address("WARC-Target-URI").filter(|_| is_capture(kind)) else { return Ok(()) };
        let mut start = Vec::new();
        block.take(MAX_HEAD as u64).read_to_end(&mut start).map_err(|error| why(&error))?;
        let mut nowhere = io::sink();
        let mut hashed = Hashed::new(&mut nowhere);
        hashed.update(&start);
        let rest = io::copy(block, &mut hashed).map_err(|error| why(&error))?;
        let text = |name: &str| fields.get(name).map(str::to_owned);
        let held = match kind {
            "response" => Answer::read(&start).map_or(Held::Broken, |answer| Held::Answer {
                status: answer.status,
                content_type: answer.content_type().map(str::to_owned),
            }),
            "resource" => Held::Resource(text("Content-Type")),
            _ => Held::Revisit(Refers {
                id: fields.address("WARC-Refers-To").map(str::to_owned),
                address: fields.address("WARC-Refers-To-Target-URI").map(str::to_owned),
                time: text("WARC-Refers-To-Date"),
                payload: text("WARC-Payload-Digest"),
            }),
        };
        let at = self.all.len();
        self.by_address.entry(written(address)).or_default().push(at);
        if !matches!(held, Held::Revisit(_)) {
            self.by_id.extend(fields.address("WARC-Record-ID").map(|id| (id.to_owned(), at)));
            if let Some(payload) = text("WARC-Payload-Digest") {
                self.by_payload.entry(payload).or_insert(at);
            }
        }
        self.all.push(Capture {
            address: address.to_owned(),
            time: digits(fields.get("WARC-Date").unwrap_or_default()),
            held,
            is_cut: fields.get("WARC-Truncated").is_some() || fields.get("WARC-Segment-Number").is_some(),
            number,
            size: start.len() as u64 + rest,
            digest: hashed.finish(),
        });
        Ok(())
    }

    pub(super) fn get(&self, at: usize) -> &Capture {
        &self.all[at]
    }

    /// The pages that an archive holds: captures of web pages that were answered in full.
    pub(super) fn pages(&self) -> Vec<usize> {
        let pages = (0..self.all.len()).filter(|&at| {
            let address = &self.all[at].address;
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
        let mut seen = HashSet::new();
        let is_new = |at: &usize| {
            let capture = &self.all[*at];
            seen.insert((&*capture.address, &*capture.time, capture.size, capture.digest.bytes()))
        };
        captures.filter(is_new).collect()
    }

    fn is_unanswered(&self, at: usize) -> bool {
        matches!(self.all[at].held, Held::Answer { status, .. } if !is_full(status))
    }

    /// The number of the record that has the body of a capture, and how many bytes its block has.
    ///
    /// # Errors
    /// If the body is not here, or not as a whole, or more than is read of a page.
    pub(super) fn record(&self, at: usize) -> Result<(usize, u64), CannotRead> {
        let capture = &self.all[self.origin(at)?];
        match capture.held {
            _ if capture.is_cut => Err(CannotRead::Damaged),
            Held::Answer { status, .. } if !is_full(status) => Err(CannotRead::NotAnswered),
            Held::Revisit(_) => Err(CannotRead::ElsewhereCaptured),
            Held::Broken => Err(CannotRead::Damaged),
            _ if capture.size > MAX_BLOCK => Err(CannotRead::PageTooLarge),
            _ => Ok((capture.number, capture.size)),
        }
    }

    /// The body of a capture, or of the one that it says it is like, of which the block is among some.
    ///
    /// # Errors
    /// If that is not here, or cannot be read.
    pub(super) fn content<'k>(&'k self, at: usize, blocks: &'k Blocks) -> Result<Content<'k>, CannotRead> {
        let (number, _) = self.record(at)?;
        let block = blocks.get(&number).ok_or(CannotRead::Damaged)?;
        let content = if let Held::Resource(content_type) = &self.all[self.origin(at)?].held {
            Content { bytes: Cow::Borrowed(&**block), content_type: content_type.as_deref() }
        } else {
            let answer = Answer::read(block).ok_or(CannotRead::Damaged)?;
            Content { bytes: answer.body()?, content_type: answer.content_type() }
        };
        if content.bytes.len() > MAX_BYTES { Err(CannotRead::PageTooLarge) } else { Ok(content) }
    }

    /// The capture that has the body of another: itself, or the one in this archive that it says it is like.
    fn origin(&self, at: usize) -> Result<usize, CannotRead> {
        let Capture { held: Held::Revisit(refers), address, .. } = &self.all[at] else { return Ok(at) };
        let by_id = refers.id.as_ref().map(|id| self.by_id.get(id).copied());
        let by_time = || {
            let time = digits(refers.time.as_ref()?);
            let of_address = self.by_address.get(&written(refers.address.as_ref().unwrap_or(address)))?;
            let is_it = |&&at: &&usize| self.all[at].time == time && !matches!(self.all[at].held, Held::Revisit(_));
            of_address.iter().find(is_it).copied()
        };
        let by_payload = || self.by_payload.get(refers.payload.as_ref()?).copied();
        let origin = match by_id.flatten().or_else(by_time) {
            None if by_id.is_none() && refers.time.is_none() => by_payload(),
            known => known,
        };
        origin.ok_or(CannotRead::ElsewhereCaptured)
    }
}

/// Whether records of a type are captures.
fn is_capture(kind: &str) -> bool {
    matches!(kind, "response" | "resource" | "revisit")
}

impl Capture {
    /// Whether it is a web page that was answered in full.
    fn is_page(&self) -> bool {
        let content_type = match &self.held {
            Held::Answer { status, content_type } if is_full(*status) => content_type,
            Held::Resource(content_type) => content_type,
            _ => return false,
        };
        extension(media_type(content_type.as_deref())) == Some("html")
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
