//! Corpora on one line, for cases that are worked out by hand.

#![allow(unreachable_pub)]

use super::reference::{Claim, Corpus, Identity, Source};

/// A corpus from text such as `c by n1 a1 cites d; d by u1 backs e disputes f retracted`.
/// Voices are named, anonymous or unspecified sources, as their ids begin with n, a or u.
pub fn corpus(text: &str) -> Corpus {
    let mut corpus = Corpus::default();
    for words in text.split("; ") {
        let claim = claim(words);
        for voice in &claim.attributed_to {
            let identity = match &voice[..1] {
                "n" => Identity::Named,
                "a" => Identity::Anonymous,
                _ => Identity::Unspecified,
            };
            corpus.sources.insert(voice.clone(), Source { identity });
        }
        let id = words.split(' ').next().unwrap_or_default();
        corpus.claims.insert(id.to_owned(), claim);
    }
    corpus
}

fn claim(words: &str) -> Claim {
    let keys = ["by", "cites", "backs", "disputes", "retracted"];
    let list = |key| {
        let after = words.split(' ').skip_while(|word| *word != key).skip(1);
        let ids = after.take_while(|word| !keys.contains(word));
        ids.map(str::to_owned).collect()
    };
    Claim {
        statement: words.to_owned(),
        attributed_to: list("by"),
        cites: list("cites"),
        corroborates: list("backs"),
        disputes: list("disputes"),
        retracted: words.contains("retracted"),
    }
}
