//! The parts of a message, and which of them a mail program shows.

use mailparse::{MailHeader, ParsedContentType};

use super::head;
use crate::copies::cannot_read::CannotRead;

/// How deep parts are nested in parts.
const MAX_DEPTH: usize = 32;
/// How many parts a message may have.
const MAX_PARTS: usize = 10_000;
/// How many bytes the headers of a part may have.
const MAX_HEADERS: usize = 1 << 20;

/// A part of a message: headers, and either a body or parts of its own, which come after it.
pub(super) struct Part<'m> {
    pub(super) headers: Vec<MailHeader<'m>>,
    pub(super) kind: ParsedContentType,
    pub(super) body: &'m [u8],
    /// The part that it is in.
    parent: Option<usize>,
    /// A line after it says that it ends there.
    pub(super) is_ended: bool,
}

impl Part<'_> {
    fn is_multipart(&self) -> bool {
        self.kind.mimetype.starts_with("multipart/")
    }

    /// A file that is sent along. A message in a message is one, too.
    fn is_attached(&self) -> bool {
        let disposition = head::value(&self.headers, "Content-Disposition").unwrap_or_default();
        let is_attachment = disposition.trim_start().to_ascii_lowercase().starts_with("attachment");
        !self.is_multipart() && (is_attachment || self.kind.mimetype == "message/rfc822")
    }

    /// Whether it is a text of its own that is sent along.
    pub(super) fn is_document(&self) -> bool {
        let kind = &*self.kind.mimetype;
        let is_key =
            || ["pgp-", "pkcs7", "x-pkcs7"].iter().any(|name| kind.starts_with(&format!("application/{name}")));
        self.is_attached() && (matches!(kind, "text/plain" | "text/html") || kind.starts_with("message/"))
            || kind.starts_with("application/") && !is_key()
    }

    /// What its file is called.
    pub(super) fn file_name(&self) -> Option<String> {
        let disposition = head::value(&self.headers, "Content-Disposition");
        let mut of_it = disposition.map(|value| mailparse::parse_content_disposition(&value).params);
        of_it.as_mut().and_then(|params| params.remove("filename")).or_else(|| self.kind.params.get("name").cloned())
    }

    pub(super) fn is_page(&self) -> bool {
        !self.is_attached() && matches!(&*self.kind.mimetype, "text/html" | "application/xhtml+xml")
    }

    fn is_text(&self) -> bool {
        self.is_page() || !self.is_attached() && self.kind.mimetype == "text/plain"
    }

    /// Whether it has this `Content-ID`.
    fn is_called(&self, id: &str) -> bool {
        let plain = |id: &str| id.trim().trim_start_matches('<').trim_end_matches('>').to_owned();
        head::value(&self.headers, "Content-ID").is_some_and(|own| plain(&own) == plain(id))
    }
}

/// The parts of a message, each before those in it. One walk over its lines, no recursion.
///
/// # Errors
/// If parts are nested too deep, or are too many.
pub(super) fn parts(message: &[u8]) -> Result<Vec<Part<'_>>, CannotRead> {
    let mut reader = Reader { message, parts: Vec::new(), open: Vec::new(), at: At::Head(0) };
    let mut start = 0;
    while start < message.len() {
        let end = memchr::memchr(b'\n', &message[start..]).map_or(message.len(), |length| start + length + 1);
        reader.line(start, end)?;
        start = end;
    }
    reader.end(message.len(), false)?;
    Ok(reader.parts)
}

/// Where in a message its reader is.
enum At {
    /// In the headers that begin there.
    Head(usize),
    /// In the body of a part that begins there.
    Body(usize, usize),
    /// Between parts.
    Between,
}

struct Reader<'m> {
    message: &'m [u8],
    parts: Vec<Part<'m>>,
    /// The parts that the reader is in, each with the line that its parts begin with.
    open: Vec<(usize, Vec<u8>)>,
    at: At,
}

impl Reader<'_> {
    fn line(&mut self, start: usize, end: usize) -> Result<(), CannotRead> {
        let line = self.message[start..end].trim_ascii_end();
        let ending = |boundary: &[u8]| line.strip_prefix(boundary).filter(|rest| matches!(*rest, b"" | b"--"));
        let found = if line.starts_with(b"--") {
            let open = self.open.iter().enumerate().rev();
            { open }.find_map(|(level, (_, boundary))| Some((level, ending(boundary)?.is_empty())))
        } else {
            None
        };
        match (found, &self.at) {
            (Some((level, goes_on)), _) => {
                self.end(without_line_end(self.message, start), true)?;
                self.open.truncate(level + usize::from(goes_on));
                self.at = if goes_on { At::Head(end) } else { At::Between };
            }
            (None, &At::Head(head)) if line.is_empty() => self.begin(head, start, end)?,
            _ => {}
        }
        Ok(())
    }

    /// Begins a part whose headers are between two places, and whose body begins at a third.
    fn begin(&mut self, head: usize, end: usize, body: usize) -> Result<(), CannotRead> {
        if self.parts.len() == MAX_PARTS || end - head > MAX_HEADERS {
            return Err(CannotRead::Bomb);
        }
        // Headers that are none are left out, as mail programs do.
        let headers = mailparse::parse_headers(&self.message[head..end]).map(|(headers, _)| headers);
        let headers = headers.unwrap_or_default();
        let kind = head::value(&headers, "Content-Type");
        let kind = kind.map_or_else(ParsedContentType::default, |kind| mailparse::parse_content_type(&kind));
        let parent = self.open.last().map(|(part, _)| *part);
        let part = Part { headers, kind, body: b"", parent, is_ended: false };
        let boundary = part.kind.params.get("boundary").filter(|boundary| part.is_multipart() && !boundary.is_empty());
        self.at = At::Body(self.parts.len(), body);
        if let Some(boundary) = boundary {
            if self.open.len() == MAX_DEPTH {
                return Err(CannotRead::Bomb);
            }
            self.open.push((self.parts.len(), format!("--{}", boundary.trim_end()).into_bytes()));
        }
        self.parts.push(part);
        Ok(())
    }

    /// Ends the part that the reader is in.
    fn end(&mut self, end: usize, is_ended: bool) -> Result<(), CannotRead> {
        if let At::Head(head) = self.at {
            self.begin(head, end.max(head), end.max(head))?;
        }
        if let At::Body(part, start) = self.at {
            self.parts[part].body = &self.message[start..end.max(start)];
            // A message that is no part of another one ends where its file ends.
            self.parts[part].is_ended = is_ended || self.parts[part].parent.is_none();
        }
        Ok(())
    }
}

/// The line end before a boundary belongs to it.
fn without_line_end(message: &[u8], end: usize) -> usize {
    let before = &message[..end];
    let before = before.strip_suffix(b"\n").unwrap_or(before);
    before.strip_suffix(b"\r").unwrap_or(before).len()
}

/// What of a message is seen, by the numbers of its parts.
pub(super) struct Seen {
    /// The parts with text that a mail program shows, in order.
    pub(super) shown: Vec<usize>,
    /// How many files are sent along.
    pub(super) attached: usize,
}

/// Which parts a mail program shows: of alternatives the last one that it can, of related parts the one that they
/// belong to, and otherwise all.
pub(super) fn seen(parts: &[Part<'_>]) -> Seen {
    let mut has_text: Vec<bool> = parts.iter().map(Part::is_text).collect();
    let mut chosen = vec![None; parts.len()];
    for (at, part) in parts.iter().enumerate().rev() {
        let Some(parent) = part.parent.filter(|_| has_text[at]) else { continue };
        has_text[parent] = true;
        match &*parts[parent].kind.mimetype {
            "multipart/alternative" => _ = chosen[parent].get_or_insert(at),
            "multipart/related" if !chosen[parent].is_some_and(|known| is_start(&parts[parent], &parts[known])) => {
                chosen[parent] = Some(at);
            }
            _ => {}
        }
    }
    let mut is_shown = vec![false; parts.len()];
    for (at, part) in parts.iter().enumerate() {
        let is_chosen = |parent: usize| is_shown[parent] && chosen[parent].is_none_or(|chosen| chosen == at);
        is_shown[at] = has_text[at] && part.parent.is_none_or(is_chosen);
    }
    let shown = (0..parts.len()).filter(|&at| is_shown[at] && parts[at].is_text()).collect();
    Seen { shown, attached: parts.iter().filter(|part| part.is_attached()).count() }
}

/// Whether related parts belong to one of them by name.
fn is_start(parent: &Part<'_>, part: &Part<'_>) -> bool {
    parent.kind.params.get("start").is_some_and(|start| part.is_called(start))
}

/// The page of a file in MHTML: the part that the others belong to, or the first that is a page.
pub(super) fn page(parts: &[Part<'_>]) -> Option<usize> {
    let root = parts.iter().position(|part| part.is_page() && is_start(&parts[0], part));
    root.or_else(|| parts.iter().position(Part::is_page))
}
