//! Bytes that are one text: a page, a text, Markdown or subtitles.

use super::cannot_read::{CannotRead, Format};
use super::encoding::{Decoded, decode_text};
use super::kind::Kind;
use super::messages;
use super::quoted;
use super::subtitles;
use super::turns;

/// The text of bytes, and whether their encoding is a guess. `charset` is the encoding that was declared beside them,
/// as by a server.
///
/// # Errors
/// If they are something else, or their text cannot be known.
pub(super) fn text_of(bytes: &[u8], kind: Kind, charset: Option<&str>) -> Result<(String, bool), CannotRead> {
    match kind {
        Kind::Html => page::text(bytes, charset),
        Kind::Text => {
            text(bytes, charset, |text| Ok(messages::text(text).unwrap_or_else(|| turns::text(quoted::text(text)))))
        }
        Kind::Markdown => text(bytes, charset, page::markdown),
        Kind::Subtitles => text(bytes, charset, |text| Ok(subtitles::text(text))),
        Kind::Unread(format) => Err(CannotRead::Format(format)),
        _ => Err(CannotRead::NotBuilt),
    }
}

/// What is to be seen of a text without a syntax for its encoding.
pub(super) fn text(
    bytes: &[u8],
    charset: Option<&str>,
    seen: impl FnOnce(&str) -> Result<String, CannotRead>,
) -> Result<(String, bool), CannotRead> {
    let Decoded { text, is_guess } = decode_text(bytes, charset).ok_or(CannotRead::Format(Format::Binary))?;
    Ok((seen(&lines(text))?, is_guess))
}

/// What needs a parser of pages.
#[cfg(feature = "evidence")]
pub(super) mod page {
    use super::super::encoding::{Decoded, decode_html};
    use super::super::facts::Facts;
    use super::super::{html, markdown as marked, turns};
    use super::CannotRead;

    fn decoded(bytes: &[u8], charset: Option<&str>) -> Result<Decoded, CannotRead> {
        decode_html(bytes, charset, html::declared_encoding).ok_or(CannotRead::RefusedEncoding)
    }

    /// The text of a page, and whether its encoding is a guess.
    pub(in crate::copies) fn text(bytes: &[u8], charset: Option<&str>) -> Result<(String, bool), CannotRead> {
        let Decoded { text, is_guess } = decoded(bytes, charset)?;
        Ok((turns::text(html::visible_text(&html::parse(&text).ok_or(CannotRead::Tangled)?)), is_guess))
    }

    /// What a page says of itself. Its file may say from which address it is.
    pub(in crate::copies) fn facts(
        bytes: &[u8],
        charset: Option<&str>,
        from: Option<&str>,
    ) -> Result<Facts, CannotRead> {
        let text = decoded(bytes, charset)?.text;
        let from = from.or_else(|| html::saved_from(&text));
        let mut facts = html::facts(&html::parse(&text).ok_or(CannotRead::Tangled)?, from);
        if let Some(address) = from {
            facts.captured_from(address.to_owned());
        }
        Ok(facts)
    }

    /// The data for search engines in a page, as it is written there.
    #[cfg(feature = "import")]
    pub(crate) fn data(bytes: &[u8]) -> Option<Vec<String>> {
        Some(html::data(&html::parse(&decoded(bytes, None).ok()?.text)?))
    }

    #[allow(clippy::unnecessary_wraps, reason = "without the parser it cannot be read")]
    pub(super) fn markdown(text: &str) -> Result<String, CannotRead> {
        Ok(turns::text(marked::text(text)))
    }
}

#[cfg(not(feature = "evidence"))]
mod page {
    use super::CannotRead;

    pub(super) fn text(_: &[u8], _: Option<&str>) -> Result<(String, bool), CannotRead> {
        Err(CannotRead::NotBuilt)
    }

    pub(super) fn markdown(_: &str) -> Result<String, CannotRead> {
        Err(CannotRead::NotBuilt)
    }
}

/// With one kind of line ends.
fn lines(text: String) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text }
}
