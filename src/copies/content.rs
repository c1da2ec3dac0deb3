//! What one file is read as, whatever it is, without gzip around it and no archive of pages: its text, and what it
//! says of itself.

use super::cannot_read::CannotRead;
use super::facts::Facts;
use super::kind::Kind;
use super::plain;
#[cfg(feature = "evidence")]
use super::{json, mail, office, turns};

/// The text of bytes, and whether their encoding is a guess. `charset` is the encoding that was declared beside them,
/// as by a server.
///
/// # Errors
/// If it cannot be known.
pub(super) fn text_of(bytes: &[u8], kind: Kind, charset: Option<&str>) -> Result<(String, bool), CannotRead> {
    match kind {
        #[cfg(feature = "evidence")]
        Kind::Mhtml => mail::page(bytes),
        #[cfg(feature = "evidence")]
        Kind::Email => mail::mail(bytes),
        #[cfg(feature = "evidence")]
        Kind::Json => plain::text(bytes, charset, json::text),
        #[cfg(feature = "evidence")]
        Kind::Docx => Ok((turns::text(office::docx(bytes)?.visible_text()), false)),
        #[cfg(feature = "evidence")]
        Kind::Odt => Ok((turns::text(office::odt(bytes)?.visible_text()), false)),
        #[cfg(feature = "evidence")]
        Kind::Warc | Kind::Wacz => Err(CannotRead::PackedTwice),
        _ => plain::text_of(bytes, kind, charset),
    }
}

/// What bytes say of themselves, and the address that they are from, if that is known. Nothing, for what is only a
/// text.
///
/// # Errors
/// If that cannot be read.
#[cfg_attr(not(feature = "evidence"), allow(unused_variables, reason = "nothing is parsed"))]
pub(super) fn facts_of(
    bytes: &[u8],
    kind: Kind,
    charset: Option<&str>,
    from: Option<&str>,
) -> Result<Facts, CannotRead> {
    match kind {
        #[cfg(feature = "evidence")]
        Kind::Html => plain::page::facts(bytes, charset, from),
        #[cfg(feature = "evidence")]
        Kind::Mhtml => mail::page_facts(bytes),
        #[cfg(feature = "evidence")]
        Kind::Email => mail::mail_facts(bytes),
        #[cfg(feature = "evidence")]
        Kind::Json => Ok(json::facts(bytes)),
        #[cfg(feature = "evidence")]
        Kind::Docx => Ok(office::docx(bytes)?.facts),
        #[cfg(feature = "evidence")]
        Kind::Odt => Ok(office::odt(bytes)?.facts),
        Kind::Unread(format) => Err(CannotRead::Format(format)),
        _ => Ok(Facts::default()),
    }
}
