//! The account of an import: what was read, what was left out and why, and what was not understood.

use std::collections::HashMap;

use super::place::Place;
use crate::format::named;
use crate::text::Text;

/// What came of everything in the input.
#[derive(Debug, Default)]
pub struct Account {
    read: Vec<(&'static str, usize)>,
    left_out: Vec<LeftOut>,
    /// The place of each in the list.
    left_out_at: HashMap<(Text, Reason), usize>,
    not_understood: Vec<NotUnderstood>,
    remarks: Vec<(Place, Remark)>,
}

/// Something of the input that is in no record, and is not wrong.
#[derive(Debug)]
pub struct LeftOut {
    /// What the input calls it.
    pub field: Text,
    /// Why it was left out.
    pub reason: Reason,
    /// How often.
    pub count: usize,
    /// Where first.
    pub first: Place,
}

/// Something of the input that could not be used, so that a person has to look at it.
#[derive(Debug)]
pub struct NotUnderstood {
    /// Where it is.
    pub place: Place,
    /// What the input calls it, if its place does not say it.
    pub field: Option<Text>,
    /// What is wrong with it.
    pub why: Why,
}

/// Declares a list of reasons with a name for programs and words for people.
macro_rules! reasons {
    ($(#[$about:meta])* $name:ident: $($(#[$what:meta])* $reason:ident $word:literal $words:literal,)*) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $(#[doc = $words] $(#[$what])* $reason,)*
        }

        impl $name {
            /// All of them.
            pub const ALL: [Self; [$($word),*].len()] = [$(Self::$reason),*];

            /// The word for it in outputs for programs.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$reason => $word,)*
                }
            }

            /// The same in words for people.
            pub const fn words(self) -> &'static str {
                match self {
                    $(Self::$reason => $words,)*
                }
            }
        }

        named!($name);
    };
}

reasons! {
    /// Why something is in no record.
    Reason:
    NoField "no-field" "claim files have no field for it",
    NotMapped "not-mapped" "the map leaves it out",
    Contact "contact" "telephone numbers and e-mail addresses are never written",
    Repeated "repeated" "the same as an earlier record",
    Differs "differs" "an earlier entry says something else of the same record",
    Deleted "deleted" "deleted text",
    HiddenRow "hidden-row" "the sheet does not show it",
    Struck "struck" "it is struck out",
    Link "link" "the address behind the words is only taken as that of the document",
    Empty "empty" "there is no text in it",
    Platform "platform" "a platform is no author",
    NotCalculated "not-calculated" "no digest was calculated",
    NotArchived "not-archived" "nothing was archived",
    DigestKind "digest-kind" "it does not say that it is SHA-256, and no file beside it has this SHA-256",
    SeveralFiles "several-files" "of several files, nobody knows which is the document",
    Range "range" "the end of a range of dates; its beginning is kept",
    Derived "derived" "onrecord works it out from the records",
    OtherKind "other-kind" "not a kind of thing that this format is read for",
    NoName "no-name" "there is no name with it",
    Private "private" "notes of a reference manager are not imported",
    Annotator "annotator" "somebody who annotates a page is no source",
    Reply "reply" "a reply to another annotation",
    NoWords "no-words" "it has no words of the page; the page is kept",
    Computer "computer" "it is about the program or the computer that made the file",
    Reveals "reveals" "it could reveal a source that is not named",
    NotAnonymous "not-anonymous" "only an anonymous source has it",
    NoRole "no-role" "it may be a name; write a role, such as `news editor`",
    Voices "voices" "it names several voices, or one that passes on another",
    NotUnderstood "not-understood" "something in it was not understood",
}

reasons! {
    /// Why something could not be used.
    Why:
    Formula "formula" "a formula; put its value there",
    ErrorValue "error-value" "an error of the spreadsheet",
    Date "date" "not a date such as 2024, 2024-10 or 2024-10-21",
    AmbiguousDate "ambiguous-date" "day and month cannot be told apart; set `dates` in the map, or write 2024-10-21",
    Url "url" "not an http(s) address",
    Language "language" "not a language tag such as en or pt-BR",
    Word "word" "not one of the words for this field",
    Identity "identity" "not one of `named`, `anonymous` and `unspecified`",
    SourceKind "source-kind" "not one of `person`, `organization`, `outlet` and `document`",
    Truth "truth" "neither yes nor no",
    Hidden "hidden" "has a control character, which no claim file may hold",
    TooLong "too-long" "longer than 1 MiB",
    ContactInStatement "contact-in-statement" "has a telephone number or an e-mail address, so it is not imported",
    Contact "contact" "has a telephone number or an e-mail address; take it out",
    NoNotes "no-notes" "has no footnotes, endnotes or comments, so nothing says where its facts are from",
    NoStatement "no-statement" "has no statement",
    NoTitle "no-title" "has neither a title nor an address",
    NoPage "no-page" "is quoted from a page without title and address; give one a column, or `ignore` the quote",
    NoDescription "no-description" "says nothing of who it is",
    Reveals "reveals" "gives a name to a source that is not named; write a description",
    Voices "voices" "several voices, or one that passes on another; separate voices by `;`",
    Shape "shape" "has another form than it should",
    Unclosed "unclosed" "a quotation mark is never closed",
    Reference "reference" "refers to something that is not in the input",
    Kind "kind" "a kind of thing that this format is not read for",
    OtherDigest "other-digest" "the file beside it has another digest",
    NoText "no-text" "belongs to no words of the text",
    Syntax "syntax" "cannot be read",
    TooLarge "too-large" "more than is read at once",
}

/// What was assumed about a file.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Remark {
    /// Nothing in it says which encoding it has.
    GuessedEncoding(&'static str),
    /// Only one of its sheets was read; the other is called so.
    OtherSheet(Text),
    /// The same of a sheet that the workbook does not show.
    HiddenSheet(Text),
    /// So many sources had no name, and have new ids.
    NewIds(usize),
    /// So many ids were taken by other records, so that these have new ones.
    TakenIds(usize),
    /// So many statements have a telephone number or an e-mail address, the first of them here.
    ContactsKept(usize),
    /// So many sources may be named or not, as their words do not show it, the first of them here.
    Unclear(usize),
    /// So many sources are named, as the input says, but there is only a description of them, the first of them here.
    NoNames(usize),
}

impl Account {
    /// Counts something that was read, by the word for one of it.
    pub(super) fn count(&mut self, what: &'static str, count: usize) {
        if count == 0 {
            return;
        }
        match self.read.iter_mut().find(|(other, _)| *other == what) {
            Some((_, all)) => *all += count,
            None => self.read.push((what, count)),
        }
    }

    /// Something that is in no record.
    pub(super) fn leave_out(&mut self, field: &str, reason: Reason, place: Place) {
        self.leave_out_some(field, reason, place, 1);
    }

    /// The same, several times.
    pub(super) fn leave_out_some(&mut self, field: &str, reason: Reason, place: Place, count: usize) {
        let field = Text::new(field);
        let key = (field.clone(), reason);
        if let Some(&at) = self.left_out_at.get(&key) {
            self.left_out[at].count += count;
            return;
        }
        self.left_out_at.insert(key, self.left_out.len());
        self.left_out.push(LeftOut { field, reason, count, first: place });
    }

    /// Something that could not be used.
    pub(super) fn refuse(&mut self, place: Place, field: Option<&str>, why: Why) {
        self.not_understood.push(NotUnderstood { place, field: field.map(Text::new), why });
    }

    /// What was assumed about a file.
    pub(super) fn remark(&mut self, place: Place, remark: Remark) {
        self.remarks.push((place, remark));
    }

    /// Something that is written although a person should look at it. It is counted where a file has it first.
    pub(super) fn count_remark(&mut self, place: Place, remark: fn(usize) -> Remark) {
        let kind = std::mem::discriminant(&remark(1));
        let known =
            |(first, other): &&mut (Place, Remark)| first.file == place.file && std::mem::discriminant(other) == kind;
        match self.remarks.iter_mut().find(known) {
            Some((_, Remark::ContactsKept(count) | Remark::Unclear(count) | Remark::NoNames(count))) => *count += 1,
            _ => self.remark(place, remark(1)),
        }
    }

    /// What was read, by the word for one of it.
    pub fn read(&self) -> &[(&'static str, usize)] {
        &self.read
    }

    /// What is in no record, in the order in which it was first met.
    pub fn left_out(&self) -> &[LeftOut] {
        &self.left_out
    }

    /// What could not be used, in order of place.
    pub fn not_understood(&self) -> &[NotUnderstood] {
        &self.not_understood
    }

    /// What was assumed about files.
    pub fn remarks(&self) -> &[(Place, Remark)] {
        &self.remarks
    }
}
