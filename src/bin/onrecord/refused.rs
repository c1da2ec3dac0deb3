//! Why a file is not written, where the operating system has no word for it.

use std::error::Error;
use std::fmt::{self, Display, Formatter};
use std::io;

/// Travels inside an [`io::Error`], so that one kind of error will do for all that goes wrong with a file.
#[derive(Debug)]
pub(crate) enum Refused {
    /// It must not be written, or cannot be now.
    Why(String),
    /// The new content is in its place, but the system does not promise to keep it.
    MayNotLast(io::Error),
}

impl Display for Refused {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Why(why) => out.write_str(why),
            Self::MayNotLast(error) => error.fmt(out),
        }
    }
}

impl Error for Refused {}

/// A refusal in our own words.
pub(crate) fn refused(why: impl Into<String>) -> io::Error {
    io::Error::other(Refused::Why(why.into()))
}
