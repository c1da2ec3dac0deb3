//! What a finding is known by when lines around it come and go.

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use crate::diagnostic::{Diagnostic, Part};
use crate::text::escape::terminal;
use crate::text::hex;

/// How many bytes of a hash are kept: enough to tell findings apart, and no more to be carried about.
const KEPT: usize = 16;

/// Makes fingerprints: what a finding can be known by in the next version of the files.
///
/// They cover the rule, the path, the ids that it is about and the values that its message names: neither places nor
/// numbers, which shift when something else changes, nor our words, which may be better in the next version of the
/// program. Messages hold nothing that is confidential, so there is nothing to be guessed from a fingerprint.
#[derive(Debug, Default)]
pub(super) struct Fingerprints {
    seen: HashMap<[u8; KEPT], u32>,
}

impl Fingerprints {
    /// The fingerprint of the next finding. Equal findings are numbered in order.
    pub(super) fn next(&mut self, path: &str, diagnostic: &Diagnostic) -> String {
        let kept = hash(path, diagnostic);
        let nth = self.seen.entry(kept).and_modify(|nth| *nth += 1).or_insert(1);
        format!("{}:{nth}", hex::encode(&kept))
    }
}

fn hash(path: &str, diagnostic: &Diagnostic) -> [u8; KEPT] {
    let mut hash = Sha256::new();
    // Each piece with its kind and length: where one ends and the next starts must not be a matter of taste.
    let mut add = |kind: u8, piece: &str| {
        hash.update([kind]);
        hash.update((piece.len() as u64).to_le_bytes());
        hash.update(piece);
    };
    add(0, diagnostic.rule.name);
    add(1, path);
    for id in &diagnostic.about {
        add(2, &terminal::line(id));
    }
    for part in diagnostic.message.parts() {
        if let Part::Value(value) = part {
            add(3, &terminal::line(value));
        }
    }
    let mut kept = [0; KEPT];
    kept.copy_from_slice(&hash.finalize()[..KEPT]);
    kept
}
