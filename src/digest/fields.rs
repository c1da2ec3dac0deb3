//! A few digits for each field of a record, to show which fields of a changed record are different.

use std::fmt::Write as _;
use std::sync::LazyLock;

use super::Hasher;
use super::record::each_field;
use crate::model::{Corpus, Id, Record, fields};

/// The names of the fields of all records that enter digests, in order.
static NAMES: LazyLock<Vec<&'static str>> = LazyLock::new(fields::digested);

/// The fields of a record, each with the first 32 bits of the SHA-256 of what it holds.
///
/// 32 bits explain and never decide: two texts out of four thousand million share them by chance, and who wants two
/// that do finds them within minutes. Whether a record changed, its [`Digest`](super::Digest) says.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Fields(Vec<(&'static str, u32)>);

impl Fields {
    /// Those of a record. One pass over its text.
    pub fn of(corpus: &Corpus, record: Record) -> Self {
        let mut fields = Vec::new();
        each_field(corpus, record, |name, value| {
            let mut hasher = Hasher::new();
            value.write(&mut hasher);
            let [first, second, third, fourth, ..] = *hasher.finish().bytes();
            fields.push((name, u32::from_be_bytes([first, second, third, fourth])));
        });
        Self(fields)
    }

    /// Whether the record has a field.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(other, _)| *other == name)
    }

    /// As one line after the id of the record: `hakan-fidan identity=1f3a9c2e kind=00c1d2e3`.
    pub fn line(&self, id: &str) -> String {
        let mut line = id.to_owned();
        self.add_to(&mut line);
        line
    }

    /// As one line without the id: `identity=1f3a9c2e kind=00c1d2e3`.
    pub(crate) fn words(&self) -> String {
        let mut line = String::new();
        self.add_to(&mut line);
        line.split_off(usize::from(!line.is_empty()))
    }

    /// Each field after a blank.
    fn add_to(&self, line: &mut String) {
        for (name, digits) in &self.0 {
            // Writing to a string never fails.
            let _ = write!(line, " {name}={digits:08x}");
        }
    }

    /// Reads such a line: the id and the fields. `None` for anything that [`Self::line`] would not have written.
    pub fn parse(line: &str) -> Option<(&str, Self)> {
        let (id, words) = line.split_once(' ').map_or((line, None), |(id, words)| (id, Some(words)));
        Id::check(id).ok()?;
        Some((id, words.map_or(Some(Self(Vec::new())), Self::parse_fields)?))
    }

    /// Whether [`Self::words`] would have written this.
    pub(crate) fn are_words(words: &str) -> bool {
        let mut fields = words.split(' ').map(field);
        words.is_empty() || fields.try_fold("", |before, field| Some(field?.0).filter(|name| before < *name)).is_some()
    }

    /// Reads what [`Self::words`] writes, and nothing else.
    pub(crate) fn parse_words(words: &str) -> Option<Self> {
        if words.is_empty() { Some(Self(Vec::new())) } else { Self::parse_fields(words) }
    }

    fn parse_fields(words: &str) -> Option<Self> {
        let fields = words.split(' ').map(field).collect::<Option<Vec<_>>>()?;
        fields.is_sorted_by(|a, b| a.0 < b.0).then_some(Self(fields))
    }
}

/// Reads `identity=1f3a9c2e`.
fn field(word: &str) -> Option<(&'static str, u32)> {
    let (name, digits) = word.split_once('=')?;
    let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    let name = NAMES.binary_search(&name).ok().map(|at| NAMES[at])?;
    let digits = Some(digits).filter(|digits| digits.len() == 8 && digits.bytes().all(is_digit))?;
    Some((name, u32::from_str_radix(digits, 16).ok()?))
}

/// The fields in which two versions of a record differ, in order: what was added, taken out or reworded.
pub fn changed(old: &Fields, new: &Fields) -> Vec<&'static str> {
    let differs = |name: &&&'static str| {
        let digits = |fields: &Fields| fields.0.iter().find(|(other, _)| other == *name).map(|(_, digits)| *digits);
        digits(old) != digits(new)
    };
    NAMES.iter().filter(differs).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::SourceIndex;
    use crate::load::load_texts;

    /// The digits were worked out with `sha256sum`, over the values in quotation marks.
    const LINE: &str = "x description=4812793c identity=7672285d";

    #[test]
    fn a_line_and_back() {
        let text = "sources:\n  x: {identity: anonymous, description: a US official, note: hush}\n";
        let loaded = load_texts([("c.yaml".into(), text.into())]);
        let fields = Fields::of(&loaded.corpus, Record::Source(SourceIndex(0)));
        assert_eq!(fields.line("x"), LINE);
        assert_eq!(Fields::parse(LINE), Some(("x", fields)));
        assert_eq!(Fields::parse("x"), Some(("x", Fields(Vec::new()))));
    }

    #[test]
    fn nothing_else_is_a_line() {
        for wrong in [
            "",
            " x identity=7672285d",
            "x ",
            "x  identity=7672285d",
            "x identity=7672285d ",
            "x identity=7672285d\n",
            "x\tidentity=7672285d",
            "X identity=7672285d",
            "x identity",
            "x identity=",
            "x identity=7672285",
            "x identity=7672285d0",
            "x identity=7672285D",
            "x identity=+672285d",
            "x identity=7672285d=",
            "x grounds=7672285d",
            "x colour=7672285d",
            "x identity=7672285d description=4812793c",
            "x identity=7672285d identity=7672285d",
        ] {
            assert_eq!(Fields::parse(wrong), None, "{wrong:?}");
        }
    }

    #[test]
    fn what_was_added_taken_out_or_reworded_has_changed() {
        let of = |line| Fields::parse(line).unwrap().1;
        let old = of("x cites=00000001 date=00000002 note=00000003 statement=00000004");
        let new = of("x date=00000002 note=00000005 statement=00000004 tags=00000001");
        assert_eq!(changed(&old, &new), ["cites", "note", "tags"]);
        assert_eq!(changed(&new, &old), ["cites", "note", "tags"]);
        assert_eq!(changed(&old, &old), [""; 0]);
        assert_eq!(changed(&of("x"), &of("x url=00000001")), ["url"]);
    }
}
