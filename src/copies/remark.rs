//! What a reader of a copy must know of it: what of it was not read, and what nobody has checked.

use std::fmt;

use super::cannot_read::CannotRead;

/// Something to know of a copy, for the account of `archive`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Remark {
    /// Its text cannot be known.
    Unread(CannotRead),
    /// Who sent an e-mail is what it says itself.
    Sender,
    /// The subject of an e-mail is not taken for a title.
    ContactInTitle,
    /// Files that are sent along with an e-mail.
    Attachments(usize),
    /// The page names an address of another site than the one it was archived from.
    OtherSite,
    /// Somebody has signed an archive, or nobody.
    Signature(Signature),
}

/// What kind of signature a WACZ has. It is not verified.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Signature {
    /// None.
    None,
    /// By a key that belongs to nobody in particular.
    Anonymous,
    /// By the key of a domain, with a timestamp.
    Domain,
    /// Another one.
    Other,
}

impl Remark {
    /// What it is about, in one word.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Unread(_) | Self::Attachments(_) => "unread",
            Self::Sender | Self::ContactInTitle => "missing",
            Self::OtherSite => "ignored",
            Self::Signature(_) => "unchecked",
        }
    }
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unread(why) => write!(f, "{why}; quotes from it cannot be checked"),
            Self::Sender => f.write_str(
                "author: an e-mail can name anyone as its sender, and DKIM is not checked; add the author only if \
                 readers may know who it is",
            ),
            Self::ContactInTitle => f.write_str("title: the subject may contain an e-mail address or telephone number"),
            Self::Attachments(1) => f.write_str("1 attachment of the e-mail"),
            Self::Attachments(count) => write!(f, "{count} attachments of the e-mail"),
            Self::OtherSite => f.write_str(
                "the address that the page gives as its own: it is of another site than the one it was archived from",
            ),
            Self::Signature(signature) => f.write_str(match signature {
                Signature::None => "signature: the archive has none",
                Signature::Anonymous => "signature: by an anonymous key; it does not say who made the archive",
                Signature::Domain => "signature: by the key of a domain, with a timestamp",
                Signature::Other => "signature: of an unknown kind",
            }),
        }
    }
}
