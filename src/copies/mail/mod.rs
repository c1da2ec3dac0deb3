//! Messages: e-mail as its reader sees it, and pages that are saved as messages (MHTML).
//!
//! The parser crate is asked for headers and for the encodings of bodies; the parts are found here, in one walk.

mod head;
mod parts;

use std::borrow::Cow;
use std::path::Path;

use mailparse::MailHeader;
use mailparse::body::Body;

use super::cannot_read::CannotRead;
use super::enclosed::Enclosed;
use super::facts::Facts;
use super::kind::{self, Kind};
use super::plain::{page as pages, text_of};
use super::remark::Remark;
use super::seam::{APART, BORDER};
use crate::text::Text;
use parts::{Part, parts, seen};

/// The headers that a reader sees, as names of people or as text.
const SHOWN: [(&str, bool); 4] = [("Subject", false), ("From", true), ("To", true), ("Date", false)];

/// The page of a file in MHTML, and whether its encoding is a guess.
///
/// # Errors
/// If it has no page, or its parts cannot be read.
pub(super) fn page(bytes: &[u8]) -> Result<(String, bool), CannotRead> {
    let parts = parts(message(bytes)?)?;
    let part = &parts[parts::page(&parts).ok_or(CannotRead::NoPage)?];
    text_of(&body(part)?, Kind::Html, charset(part))
}

/// What a page in MHTML says of itself, and what its file says of it.
///
/// # Errors
/// If it has no page, or its parts cannot be read.
pub(super) fn page_facts(bytes: &[u8]) -> Result<Facts, CannotRead> {
    let parts = parts(message(bytes)?)?;
    let part = &parts[parts::page(&parts).ok_or(CannotRead::NoPage)?];
    let whole = &parts[0].headers;
    let location = || head::value(&part.headers, "Content-Location");
    let from = head::value(whole, "Snapshot-Content-Location").or_else(location);
    let mut facts = pages::facts(&body(part)?, charset(part), from.as_deref())?;
    facts.title = facts.title.or_else(|| head::value(whole, "Subject"));
    facts.accessed = head::date(whole);
    Ok(facts)
}

/// An e-mail as its reader sees it, and whether an encoding is a guess. Of senders and receivers the names are shown,
/// and no address.
///
/// # Errors
/// If a part that is shown cannot be read.
pub(super) fn mail(bytes: &[u8]) -> Result<(String, bool), CannotRead> {
    let parts = parts(message(bytes)?)?;
    let (mut text, mut is_guess) = (shown_headers(&parts[0].headers), false);
    for at in seen(&parts).shown {
        let part = &parts[at];
        let kind = if part.is_page() { Kind::Html } else { Kind::Text };
        let (own, is_guessed) = text_of(&body(part)?, kind, charset(part))?;
        text.extend(["\n", &APART.to_string(), &own, "\n"]);
        is_guess |= is_guessed;
    }
    Ok((text, is_guess))
}

/// What is in an e-mail and is something by itself: its text without the headers, and what is sent along with it. Keys,
/// cards and pictures are in many messages and are nobody's.
pub(super) fn enclosed(bytes: &[u8]) -> Vec<Enclosed> {
    let Ok(parts) = message(bytes).and_then(parts) else { return Vec::new() };
    let text_of = |part: &Part<'_>, bytes: &[u8]| {
        let kind = if part.kind.mimetype == "text/html" { Kind::Html } else { Kind::Text };
        text_of(bytes, kind, charset(part)).ok().map(|(text, _)| text)
    };
    let own = seen(&parts).shown.into_iter().filter_map(|at| text_of(&parts[at], &decoded(&parts[at]).ok()?));
    let own = own.collect::<Vec<_>>().join("\n");
    let document = |part: &Part<'_>| {
        let bytes = decoded(part).ok()?.into_owned();
        let is_text = matches!(&*part.kind.mimetype, "text/plain" | "text/html");
        let text = is_text.then(|| text_of(part, &bytes)).flatten();
        let kind = if part.kind.mimetype == "message/rfc822" {
            Kind::Email
        } else {
            Kind::of(&bytes, part.file_name().as_deref().map(Path::new).and_then(kind::extension))
        };
        Some(Enclosed { bytes, kind, text: text.map(Text::new) })
    };
    let documents = parts.iter().filter(|part| part.is_document()).filter_map(document);
    let own = Enclosed { bytes: Vec::new(), kind: Kind::Text, text: Some(Text::new(own)) };
    std::iter::once(own).chain(documents).collect()
}

/// What an e-mail says of itself. Who wrote it is left out: that may be a source without a name.
///
/// # Errors
/// If its parts cannot be read.
pub(super) fn mail_facts(bytes: &[u8]) -> Result<Facts, CannotRead> {
    let parts = parts(message(bytes)?)?;
    let (headers, seen) = (&parts[0].headers, seen(&parts));
    let page = seen.shown.iter().map(|&at| &parts[at]).find(|part| part.is_page());
    let of_page = page.map(|part| pages::facts(&body(part)?, charset(part), None)).transpose()?.unwrap_or_default();
    let subject = head::value(headers, "Subject");
    let (title, contact) = match subject {
        Some(subject) if head::has_contact(&subject) => (None, Some(Remark::ContactInTitle)),
        subject => (subject, None),
    };
    let attached = (seen.attached > 0).then_some(Remark::Attachments(seen.attached));
    let remarks = [Some(Remark::Sender), contact, attached].into_iter().flatten().collect();
    Ok(Facts { title, published: head::date(headers), language: of_page.language, remarks, ..Facts::default() })
}

/// The message in a file: alone, or the only one in an mbox, which begins with a line of its own.
fn message(bytes: &[u8]) -> Result<&[u8], CannotRead> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    if !bytes.starts_with(b"From ") {
        return Ok(bytes);
    }
    let is_next = [&b"\n\nFrom "[..], b"\r\n\r\nFrom "].iter().any(|next| memchr::memmem::find(bytes, next).is_some());
    let end = memchr::memchr(b'\n', bytes).map_or(bytes.len(), |length| length + 1);
    if is_next { Err(CannotRead::SeveralMessages) } else { Ok(&bytes[end..]) }
}

/// What a reader sees above a message, a line for each header.
fn shown_headers(headers: &[MailHeader<'_>]) -> String {
    let mut out = String::new();
    for (name, has_names) in SHOWN {
        let names = || Some(head::names(headers, name).join(", ")).filter(|names| !names.is_empty());
        let value = if has_names { names() } else { head::value(headers, name) };
        if let Some(value) = value {
            out.extend([name, ":", &BORDER.to_string(), " ", &value, "\n", &APART.to_string()]);
        }
    }
    out
}

/// The bytes of a part, decoded for its transfer.
fn body<'m>(part: &Part<'m>) -> Result<Cow<'m, [u8]>, CannotRead> {
    if part.is_ended { decoded(part) } else { Err(CannotRead::Damaged) }
}

/// The same, of one that may be cut short, too.
fn decoded<'m>(part: &Part<'m>) -> Result<Cow<'m, [u8]>, CannotRead> {
    let encoding = head::value(&part.headers, "Content-Transfer-Encoding").map(|encoding| encoding.to_lowercase());
    if !matches!(encoding.as_deref(), None | Some("7bit" | "8bit" | "binary" | "base64" | "quoted-printable")) {
        return Err(CannotRead::TransferEncoding);
    }
    match Body::new(part.body, &part.kind, &encoding) {
        Body::Base64(body) | Body::QuotedPrintable(body) => {
            body.get_decoded().map(Cow::Owned).map_err(|_| CannotRead::Damaged)
        }
        _ => Ok(Cow::Borrowed(part.body)),
    }
}

/// The encoding that a part declares.
fn charset<'p>(part: &'p Part<'_>) -> Option<&'p str> {
    part.kind.params.get("charset").map(String::as_str)
}

#[cfg(test)]
mod tests;
