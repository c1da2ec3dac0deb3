//! YAML text to a [`Tree`].
//!
//! [`parse`] reads with two readers that give the same tree: [`everyday`], which takes only the plain style that most
//! claim files keep to and gives up at anything else, and [`events`], which reads all of YAML through the parser crate
//! and words every refusal. A property test holds them to each other.

mod events;
mod everyday;
mod refusal;

use crate::tree::{self, Tree};
pub(crate) use refusal::{Refusal, RefusalKind};

/// Reads one document.
///
/// # Errors
/// The first thing after which the text cannot be understood.
pub(crate) fn parse(text: &str) -> Result<Tree<'_>, Refusal> {
    let tree = match everyday::parse(text) {
        Some(tree) => tree,
        None => events::parse(text)?,
    };
    Ok(tree::finish(tree))
}

#[cfg(test)]
mod tests;
