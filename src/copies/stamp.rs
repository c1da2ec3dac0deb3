//! Timestamps as they are written: tokens of RFC 3161, and proofs of OpenTimestamps. What they state is read, and
//! nothing of it is verified: that needs certificates, or a chain of blocks.

use std::error::Error;
use std::fmt;

use crate::model::Date;
use crate::text::Text;

/// How large a timestamp may be.
pub const MAX_STAMP: usize = 1 << 20;
/// How many characters of the name of an authority are kept.
const MAX_NAME: usize = 200;
/// How long an argument in a proof may be, as its own readers have it.
const MAX_ARGUMENT: usize = 8192;

/// What a timestamp states.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Stamp {
    /// How it is written.
    pub form: StampForm,
    /// The SHA-256 of the file that it is for.
    pub imprint: [u8; 32],
    /// When that file existed.
    pub time: Option<Date>,
    /// Who says so.
    pub authority: Option<Text>,
}

/// How a timestamp is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum StampForm {
    /// A token of RFC 3161 with the answer of the authority around it.
    Response,
    /// A token of RFC 3161 alone.
    Token,
    /// A proof of OpenTimestamps.
    OpenTimestamps,
}

impl StampForm {
    /// How the name of its file ends, behind that of the copy.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Response | Self::Token => "tsr",
            Self::OpenTimestamps => "ots",
        }
    }

    /// The command that verifies it, up to its file.
    pub const fn command(self) -> &'static str {
        match self {
            Self::Response => "openssl ts -verify -CAfile CA.pem -data COPY -in COPY.tsr",
            Self::Token => "openssl ts -verify -CAfile CA.pem -data COPY -token_in -in COPY.tsr",
            Self::OpenTimestamps => "ots verify COPY.ots",
        }
    }
}

/// Why a file is not a timestamp that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum NotAStamp {
    /// It is neither of the two kinds, damaged, or too large.
    Unknown,
    /// The authority has refused to stamp.
    Refused,
    /// It is for another digest than SHA-256.
    OtherDigest,
    /// The file cannot be opened or read.
    Unreadable,
}

impl NotAStamp {
    /// The reason in words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Unknown => "it is neither a token of RFC 3161 nor a proof of OpenTimestamps, or it is damaged",
            Self::Refused => "the authority has refused the stamp",
            Self::OtherDigest => "it is for a digest other than SHA-256",
            Self::Unreadable => "the file cannot be opened",
        }
    }
}

impl fmt::Display for NotAStamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words())
    }
}

impl Error for NotAStamp {}

/// Reads a timestamp. Linear in its length.
///
/// # Errors
/// If it is none, or says nothing of a SHA-256.
pub fn stamp(bytes: &[u8]) -> Result<Stamp, NotAStamp> {
    if bytes.len() > MAX_STAMP {
        return Err(NotAStamp::Unknown);
    }
    match bytes.strip_prefix(PROOF) {
        Some(rest) => Proof(rest).read(),
        None => token(bytes),
    }
}

const SEQUENCE: u8 = 0x30;
const SET: u8 = 0x31;
const INTEGER: u8 = 0x02;
const OCTETS: u8 = 0x04;
const OBJECT: u8 = 0x06;
const TIME: u8 = 0x18;
/// A first part that has its number around it.
const FIRST: u8 = 0xA0;
/// A name in a directory, as one of many kinds of names.
const DIRECTORY: u8 = 0xA4;

const SIGNED_DATA: &[u8] = b"\x2A\x86\x48\x86\xF7\x0D\x01\x07\x02";
const TST_INFO: &[u8] = b"\x2A\x86\x48\x86\xF7\x0D\x01\x09\x10\x01\x04";
const SHA256: &[u8] = b"\x60\x86\x48\x01\x65\x03\x04\x02\x01";
const COMMON_NAME: &[u8] = b"\x55\x04\x03";
const ORGANIZATION: &[u8] = b"\x55\x04\x0A";

/// The parts of a value of DER, one after the other.
#[derive(Clone, Copy)]
struct Der<'b>(&'b [u8]);

impl<'b> Der<'b> {
    /// The next part: what it is, and what it holds.
    fn next(&mut self) -> Option<(u8, &'b [u8])> {
        let [tag, first, rest @ ..] = self.0 else { return None };
        let (length, rest) = match first {
            0..=0x7F => (usize::from(*first), rest),
            0x81..=0x84 => {
                let (digits, rest) = rest.split_at_checked(usize::from(first & 0x7F))?;
                (digits.iter().fold(0, |length, &digit| length << 8 | usize::from(digit)), rest)
            }
            _ => return None,
        };
        let (value, rest) = rest.split_at_checked(length)?;
        self.0 = rest;
        Some((*tag, value))
    }

    /// What the next part holds, which must be of a kind.
    fn value(&mut self, tag: u8) -> Option<&'b [u8]> {
        self.next().filter(|(found, _)| *found == tag).map(|(_, value)| value)
    }

    /// The parts of the next part.
    fn within(&mut self, tag: u8) -> Option<Self> {
        self.value(tag).map(Der)
    }
}

fn token(bytes: &[u8]) -> Result<Stamp, NotAStamp> {
    let mut all = Der(bytes);
    let whole = all.within(SEQUENCE).filter(|_| all.0.is_empty()).ok_or(NotAStamp::Unknown)?;
    let mut parts = whole;
    let (token, form) = match parts.within(SEQUENCE) {
        // Granted, or granted with changes.
        Some(mut status) => match status.value(INTEGER) {
            Some([0 | 1]) => (parts.within(SEQUENCE).ok_or(NotAStamp::Unknown)?, StampForm::Response),
            _ => return Err(NotAStamp::Refused),
        },
        None => (whole, StampForm::Token),
    };
    let info = info(token).ok_or(NotAStamp::Unknown)?;
    stated(info, form).ok_or(NotAStamp::Unknown)?
}

/// What a token is signed for.
fn info(mut token: Der<'_>) -> Option<Der<'_>> {
    token.value(OBJECT).filter(|kind| *kind == SIGNED_DATA)?;
    let mut signed = token.within(FIRST)?.within(SEQUENCE)?;
    signed.value(INTEGER)?;
    signed.value(SET)?;
    let mut content = signed.within(SEQUENCE)?;
    content.value(OBJECT).filter(|kind| *kind == TST_INFO)?;
    content.within(FIRST)?.within(OCTETS)?.within(SEQUENCE)
}

fn stated(mut info: Der<'_>, form: StampForm) -> Option<Result<Stamp, NotAStamp>> {
    info.value(INTEGER)?;
    info.value(OBJECT)?;
    let mut imprint = info.within(SEQUENCE)?;
    let is_known = imprint.within(SEQUENCE)?.value(OBJECT)? == SHA256;
    let digest = imprint.value(OCTETS)?;
    info.value(INTEGER)?;
    let time = time(info.value(TIME)?);
    let authority =
        std::iter::from_fn(|| info.next()).find(|&(tag, _)| tag == FIRST).and_then(|(_, name)| called(name));
    let imprint = is_known.then(|| digest.try_into().ok()).flatten();
    Some(imprint.map(|imprint| Stamp { form, imprint, time, authority }).ok_or(NotAStamp::OtherDigest))
}

/// A moment as `20241021083000Z`, with or without parts of a second.
fn time(written: &[u8]) -> Option<Date> {
    let text = std::str::from_utf8(written).ok()?.strip_suffix('Z')?;
    let digits = text.split('.').next().filter(|digits| digits.len() == 14)?;
    let part = |range| digits.get(range);
    let (day, clock) = ((part(0..4)?, part(4..6)?, part(6..8)?), (part(8..10)?, part(10..12)?, part(12..14)?));
    Date::parse(&Text::new(format!("{}-{}-{}T{}:{}:{}Z", day.0, day.1, day.2, clock.0, clock.1, clock.2)))
}

/// What an authority is called: its own name or, without one, that of its organization.
fn called(name: &[u8]) -> Option<Text> {
    let mut parts = Der(name).within(DIRECTORY)?.within(SEQUENCE)?;
    let (mut own, mut organization) = (None, None);
    while let Some(mut part) = parts.within(SET) {
        let mut part = part.within(SEQUENCE)?;
        let kind = part.value(OBJECT)?;
        let text = part.next().and_then(|(_, text)| std::str::from_utf8(text).ok());
        match kind {
            COMMON_NAME => own = text,
            ORGANIZATION => organization = text,
            _ => {}
        }
    }
    own.or(organization).map(|name| Text::new(name.chars().take(MAX_NAME).collect::<String>()))
}

/// How a proof of OpenTimestamps begins, with its version.
const PROOF: &[u8] = b"\x00OpenTimestamps\x00\x00Proof\x00\xBF\x89\xE2\xE8\x84\xE8\x92\x94\x01";
/// The operation that hashes with SHA-256.
const OF_SHA256: u8 = 0x08;
/// What other operations hash with: SHA-1, RIPEMD-160, Keccak.
const OF_OTHERS: [u8; 3] = [0x02, 0x03, 0x67];
const BITCOIN: &[u8] = b"\x05\x88\x96\x0D\x73\xD7\x19\x01";
const PENDING: &[u8] = b"\x83\xDF\xE3\x0D\x2E\xF9\x0C\x8E";

/// What is left of a proof.
struct Proof<'b>(&'b [u8]);

impl<'b> Proof<'b> {
    fn read(mut self) -> Result<Stamp, NotAStamp> {
        match self.byte() {
            Some(OF_SHA256) => {}
            Some(other) if OF_OTHERS.contains(&other) => return Err(NotAStamp::OtherDigest),
            _ => return Err(NotAStamp::Unknown),
        }
        let imprint = self.take(32).and_then(|digest| digest.try_into().ok()).ok_or(NotAStamp::Unknown)?;
        let authority = self.attested().filter(|_| self.0.is_empty()).ok_or(NotAStamp::Unknown)?;
        let (form, time) = (StampForm::OpenTimestamps, None);
        Ok(Stamp { form, imprint, time, authority: Some(Text::new(authority)) })
    }

    /// Who attests it: the earliest block or, without one, the calendar that has promised one. All branches are read.
    fn attested(&mut self) -> Option<String> {
        let (mut branches, mut block, mut calendar) = (1_usize, None, None);
        while branches > 0 {
            match self.byte()? {
                // Another branch begins here, beside the one that goes on.
                0xFF => branches += 1,
                0x00 => {
                    branches -= 1;
                    let (kind, mut payload) = (self.take(8)?, Proof(self.text()?));
                    match kind {
                        BITCOIN => block = [block, payload.number()].into_iter().flatten().min(),
                        PENDING => calendar = calendar.or(payload.text()),
                        _ => {}
                    }
                }
                // What is put before or behind.
                0xF0 | 0xF1 => _ = self.text()?,
                0xF2 | 0xF3 | OF_SHA256 => {}
                other if OF_OTHERS.contains(&other) => {}
                _ => return None,
            }
        }
        let pending = || {
            let address = calendar.and_then(|address| std::str::from_utf8(address).ok())?;
            Some(format!("nobody yet; pending at {}", address.chars().take(MAX_NAME).collect::<String>()))
        };
        let block = block.map(|height| format!("Bitcoin block {height}"));
        Some(block.or_else(pending).unwrap_or_else(|| "an unknown chain".to_owned()))
    }

    fn byte(&mut self) -> Option<u8> {
        self.take(1).map(|byte| byte[0])
    }

    fn take(&mut self, length: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    /// Bytes with their number before them.
    fn text(&mut self) -> Option<&'b [u8]> {
        let length = usize::try_from(self.number()?).ok().filter(|&length| length <= MAX_ARGUMENT)?;
        self.take(length)
    }

    /// A number in bytes of seven digits, the smallest first.
    fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..63).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A part of DER.
    fn der(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
        let value = parts.concat();
        let length = u8::try_from(value.len()).unwrap();
        let length = if length < 0x80 { vec![length] } else { vec![0x81, length] };
        [&[tag][..], &length, &value].concat()
    }

    fn name(kind: &[u8], name: &str) -> Vec<u8> {
        der(SET, &[&der(SEQUENCE, &[&der(OBJECT, &[kind]), &der(0x0C, &[name.as_bytes()])])])
    }

    fn token_of(algorithm: &[u8], time: &str) -> Vec<u8> {
        let imprint = der(SEQUENCE, &[&der(SEQUENCE, &[&der(OBJECT, &[algorithm])]), &der(OCTETS, &[&[7; 32]])]);
        let names = der(SEQUENCE, &[&name(ORGANIZATION, "An Authority"), &name(COMMON_NAME, "Clock 1")]);
        let info = der(
            SEQUENCE,
            &[
                &der(INTEGER, &[&[1]]),
                &der(OBJECT, &[b"\x2A"]),
                &imprint,
                &der(INTEGER, &[&[1]]),
                &der(TIME, &[time.as_bytes()]),
                &der(FIRST, &[&der(DIRECTORY, &[&names])]),
            ],
        );
        let content = der(SEQUENCE, &[&der(OBJECT, &[TST_INFO]), &der(FIRST, &[&der(OCTETS, &[&info])])]);
        let signed = der(SEQUENCE, &[&der(INTEGER, &[&[3]]), &der(SET, &[]), &content]);
        der(SEQUENCE, &[&der(OBJECT, &[SIGNED_DATA]), &der(FIRST, &[&signed])])
    }

    fn response(status: u8) -> Vec<u8> {
        let status = der(SEQUENCE, &[&der(INTEGER, &[&[status]])]);
        der(SEQUENCE, &[&status, &token_of(SHA256, "20241021083000.25Z")])
    }

    fn proof(rest: &[u8]) -> Vec<u8> {
        [PROOF, &[OF_SHA256], &[7; 32], rest].concat()
    }

    fn block(height: &[u8]) -> Vec<u8> {
        [&[0][..], BITCOIN, &[u8::try_from(height.len()).unwrap()], height].concat()
    }

    #[test]
    fn a_token_states_digest_time_and_authority() {
        for (bytes, form) in
            [(token_of(SHA256, "20241021083000Z"), StampForm::Token), (response(0), StampForm::Response)]
        {
            let found = stamp(&bytes).unwrap();
            assert_eq!((found.form, found.imprint), (form, [7; 32]));
            assert_eq!(found.time.unwrap().as_str(), "2024-10-21T08:30:00Z");
            assert_eq!(found.authority, Some(Text::new("Clock 1")));
        }
        assert_eq!(stamp(&response(2)), Err(NotAStamp::Refused));
        assert_eq!(stamp(&token_of(b"\x2B", "20241021083000Z")), Err(NotAStamp::OtherDigest));
        assert_eq!(stamp(&token_of(SHA256, "20241321083000Z")).unwrap().time, None);
    }

    #[test]
    fn a_proof_states_digest_and_block() {
        let authority = |rest: &[u8]| stamp(&proof(rest)).map(|stamp| stamp.authority);
        let some = |text: &str| Ok(Some(Text::new(text)));
        assert_eq!(authority(&block(b"\xF7\xEF\x15")), some("Bitcoin block 358391"));
        let address = b"https://a.example.org";
        let length = u8::try_from(address.len()).unwrap();
        let pending = [&[0][..], PENDING, &[length + 1, length], address].concat();
        assert_eq!(authority(&pending), some("nobody yet; pending at https://a.example.org"));
        let branches = [b"\xF0\x02ab\x08\xFF", &pending[..], b"\xF1\x01c\x08\xFF", &block(b"\x09"), &block(b"\x05")];
        assert_eq!(authority(&branches.concat()), some("Bitcoin block 5"));
        assert_eq!(authority(&[&block(b"\x05")[..], b"more"].concat()), Err(NotAStamp::Unknown));
        let sha1 = [PROOF, &[2], &[7; 20]].concat();
        assert_eq!(stamp(&sha1), Err(NotAStamp::OtherDigest));
    }

    #[test]
    fn what_is_cut_short_is_none_at_every_byte() {
        for whole in [response(0), token_of(SHA256, "20241021083000Z"), proof(&block(b"\x05"))] {
            for length in 0..whole.len() {
                assert_eq!(stamp(&whole[..length]), Err(NotAStamp::Unknown), "{length}");
            }
        }
        assert_eq!(stamp(&vec![0xFF; MAX_STAMP + 1]), Err(NotAStamp::Unknown));
        let deep = proof(&[&vec![0xFF; MAX_STAMP - 200][..]].concat());
        assert_eq!(stamp(&deep), Err(NotAStamp::Unknown), "branches are counted");
    }

    proptest! {
        #[test]
        fn nothing_that_is_changed_panics(which in 0..3_usize, changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
            let mut bytes = [response(0), token_of(SHA256, "20241021083000Z"), proof(&block(b"\x05"))][which].clone();
            for (at, byte) in changes {
                let at = at.index(bytes.len());
                bytes[at] = byte;
            }
            let _ = stamp(&bytes);
        }
    }
}
