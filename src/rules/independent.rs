//! How many independent sources a claim has, in the words that every output uses.

use crate::analysis::{MAX_ORIGINS, Support};
use crate::diagnostic::Message;
use crate::index::SourceIndex;
use crate::model::{Corpus, Identity, SourceClass};

/// Adds to a message how many independent sources a claim has or, if nobody can tell its sources from each other, which
/// sources it has: these are the `ends`, of which no other claim has any.
pub(crate) fn add_support(message: Message, corpus: &Corpus, support: Support, ends: &[SourceIndex]) -> Message {
    if !ends.is_empty() {
        return add_nameless(message, corpus, ends);
    }
    if support.any == 0 {
        return message.words("no source");
    }
    let message = message.words(match support.any {
        1 => "1 independent source, ",
        2 => "2 independent sources, ",
        _ => "3 or more independent sources, ",
    });
    message.words(match support.named {
        0 => "none named",
        1 => "1 named",
        2 => "2 named",
        _ => "3 or more named",
    })
}

/// Sources that cannot be told from each other, by kind: together they count as one.
pub(super) fn add_nameless(mut message: Message, corpus: &Corpus, ends: &[SourceIndex]) -> Message {
    let outlets = ends.iter().filter(|&&source| corpus.sources[source].class() == SourceClass::Outlet).count();
    let of = |identity: Identity| ends.iter().filter(|&&source| corpus.sources[source].identity == identity).count();
    let kinds = [
        (outlets, " outlet", " outlets"),
        (of(Identity::Anonymous), " anonymous source", " anonymous sources"),
        (of(Identity::Unspecified), " unspecified source", " unspecified sources"),
    ];
    if ends.len() >= MAX_ORIGINS {
        message = message.words("at least ");
    }
    for (nth, (count, one, many)) in kinds.into_iter().filter(|&(count, ..)| count > 0).enumerate() {
        message = if nth == 0 { message } else { message.words(" and ") };
        message = message.number(count).words(if count == 1 { one } else { many });
    }
    match (ends.len(), outlets) {
        (1, 1) => message.words("; its own source is not recorded"),
        (1, _) => message,
        _ => message.words(", not shown to be independent, so counted as 1"),
    }
}
