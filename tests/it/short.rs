//! Corpora on one line, for cases that are worked out by hand.

#![allow(unreachable_pub)]

use super::reference::{Claim, Corpus, Identity, Source};

/// A corpus from text such as `c by n1 a1 cites d; d by u1 backs e disputes f in p1 p2 retracted`, where `p1` and `p2`
/// are documents. Voices are named, outlets, anonymous, anonymous and known to the desk, or unspecified, as their ids
/// begin with n, o, a, k or u.
pub fn corpus(text: &str) -> Corpus {
    let mut corpus = Corpus::default();
    for words in text.split("; ") {
        let claim = claim(words);
        for voice in &claim.attributed_to {
            let first = &voice[..1];
            let identity = match first {
                "n" | "o" => Identity::Named,
                "a" | "k" => Identity::Anonymous,
                _ => Identity::Unspecified,
            };
            corpus.sources.insert(voice.clone(), Source { identity, is_outlet: first == "o", is_known: first == "k" });
        }
        let id = words.split(' ').next().unwrap_or_default();
        corpus.claims.insert(id.to_owned(), claim);
    }
    corpus
}

fn claim(words: &str) -> Claim {
    let keys = ["by", "cites", "backs", "disputes", "in", "retracted"];
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
        documents: list("in"),
        retracted: words.contains("retracted"),
    }
}
