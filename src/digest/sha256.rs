//! A SHA-256: as bytes, and as the text that claim files have.

use std::borrow::Cow;
use std::fmt;
use std::io::{self, Write};

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use sha2::{Digest as _, Sha256};

use crate::text::hex;

/// A SHA-256. In order of its bytes, which is the order of its digits too.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest([u8; 32]);

/// How many characters a digest has as text.
const LENGTH: usize = "sha256:".len() + 64;

impl Digest {
    /// The digest of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// Reads `sha256:` and 64 lower-case hexadecimal digits. `None` for everything else.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix("sha256:")?;
        let is_lower = digits.bytes().fold(true, |lower, digit| lower & !digit.is_ascii_uppercase());
        hex::decode(digits).filter(|_| is_lower).map(Self)
    }

    /// Its bytes.
    pub const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Its 64 lower-case hexadecimal digits.
    pub fn hex(&self) -> String {
        self.text().as_str()["sha256:".len()..].to_owned()
    }

    /// The same after `sha256:`, without any room of its own: a hundred thousand are written while digests are made.
    pub(super) fn text(&self) -> DigestText {
        let mut text = [0; LENGTH];
        let (prefix, digits) = text.split_at_mut("sha256:".len());
        prefix.copy_from_slice(b"sha256:");
        hex::encode_into(&self.0, digits);
        DigestText(text)
    }
}

impl From<[u8; 32]> for Digest {
    fn from(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.text().as_str())
    }
}

/// In schemas, as it is written.
impl JsonSchema for Digest {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Digest".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"})
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.text().as_str())
    }
}

/// A digest as text.
pub(super) struct DigestText([u8; LENGTH]);

impl DigestText {
    pub(super) fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    pub(super) fn as_str(&self) -> &str {
        // It is ASCII.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

/// Takes bytes piece by piece.
#[derive(Debug, Clone, Default)]
pub(crate) struct Hasher(Sha256);

impl Hasher {
    /// One that has taken nothing yet.
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Takes the next bytes.
    pub(crate) fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The digest of all that was taken.
    pub(crate) fn finish(self) -> Digest {
        Digest(self.0.finalize().into())
    }
}

/// Passes bytes on and hashes them on the way.
pub struct Hashed<'w> {
    out: &'w mut dyn Write,
    hasher: Hasher,
}

impl<'w> Hashed<'w> {
    /// A writer that has passed on nothing yet.
    pub fn new(out: &'w mut dyn Write) -> Self {
        Self { out, hasher: Hasher::new() }
    }

    /// Takes bytes that are not passed on.
    pub fn update(&mut self, bytes: &[u8]) {
        self.hasher.update(bytes);
    }

    /// The digest of all that was taken.
    pub fn finish(self) -> Digest {
        self.hasher.finish()
    }
}

impl Write for Hashed<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.hasher.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of FIPS 180-2, appendix B.1.
    #[test]
    fn abc() {
        let digits = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        let digest = Digest::of(b"abc");
        assert_eq!(digest.hex(), digits);
        assert_eq!(digest.to_string(), format!("sha256:{digits}"));
        assert_eq!(format!("{digest:?}"), digest.to_string());
        assert_eq!(Digest::parse(&digest.to_string()), Some(digest));
        for wrong in ["", "sha256:", digits, &format!("sha256:{}", digits.to_uppercase()), &format!("sha256:{digits}0")]
        {
            assert_eq!(Digest::parse(wrong), None, "{wrong}");
        }
        let mut hasher = Hasher::new();
        for piece in ["a", "", "bc"] {
            hasher.update(piece.as_bytes());
        }
        assert_eq!(hasher.finish(), digest);
    }

    #[test]
    fn the_order_is_that_of_the_digits() {
        let mut digests: Vec<_> = (0..100_u8).map(|byte| Digest::of(&[byte])).collect();
        digests.sort_unstable();
        assert!(digests.is_sorted_by_key(Digest::hex));
    }
}
