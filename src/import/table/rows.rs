//! Rows to records, by the map.

use super::cells::{Cell, Row, Sheet};
use super::columns::Column;
use super::map::Map;
use crate::import::account::{Account, Reason, Why};
use crate::import::contacts;
use crate::import::names;
use crate::import::place::{Part, Place, letters};
use crate::import::values::{self, Read};
use crate::import::view::{NewClaim, NewDocument, NewEvidence, NewSource, View};
use crate::model::{Date, Url};
use crate::text::Text;

/// Reads all rows below the headings.
pub(super) fn read(sheet: &Sheet, file: u32, map: &Map, view: &mut View, account: &mut Account) {
    let mut reading = Reading { sheet, file, map, view, account, refused_before: 0 };
    let rows = sheet.rows.iter().filter(|row| row.number > map.headings);
    let mut count = 0;
    for row in rows.clone() {
        count += 1;
        reading.row(row);
    }
    reading.account.count("row", count);
    reading.unmapped(rows);
}

/// What is in a row. The evidence of the claim is in the document, which has no place yet.
#[derive(Default)]
struct Found {
    sources: Vec<NewSource>,
    document: Option<(NewDocument, Option<Text>)>,
    claim: Option<NewClaim>,
}

pub(super) struct Reading<'r> {
    sheet: &'r Sheet,
    file: u32,
    pub(super) map: &'r Map,
    pub(super) view: &'r mut View,
    pub(super) account: &'r mut Account,
    /// How much was not understood before this row.
    refused_before: usize,
}

impl Reading<'_> {
    /// A row is a claim or, in a table without statements, a document. If a cell of it is not understood, nothing of it
    /// is kept: once a person has corrected the cell, the row would be another claim than the one that was imported.
    fn row(&mut self, row: &Row) {
        let place = Place::part(self.file, Part::Row, row.number);
        if let Some(why) = self.unshown(row) {
            return self.account.leave_out("row", why, place);
        }
        self.refused_before = self.account.not_understood().len();
        let found = self.found(row, place);
        if self.is_refused() {
            return self.account.leave_out("row", Reason::NotUnderstood, place);
        }
        self.keep(found);
    }

    /// Why the sheet shows no claim in a row: it is hidden, or its statement or all of it is struck out.
    fn unshown(&self, row: &Row) -> Option<Reason> {
        let statement = self.map.first(Column::Statement).map(|column| row.cell(column));
        let is_struck = statement == Some(&Cell::Struck) || row.has_struck() && row.is_empty();
        row.is_hidden.then_some(Reason::HiddenRow).or(is_struck.then_some(Reason::Struck))
    }

    /// Whether something of this row was not understood.
    fn is_refused(&self) -> bool {
        self.account.not_understood().len() > self.refused_before
    }

    fn found(&mut self, row: &Row, place: Place) -> Found {
        let statement = self.one(row, place, Column::Statement, public(stated(values::text)));
        if statement.is_none()
            && let Some(column) = self.map.first(Column::Statement)
        {
            self.without_statement(row, place, column);
            return Found::default();
        }
        let sources = self.sources(row, place);
        let document = self.document(row, place);
        self.links(row, place);
        let Some(statement) = statement else {
            self.no_claim(row, place, document.is_none());
            return Found { document, ..Found::default() };
        };
        let mut claim = NewClaim::new(statement, place);
        claim.date = self.date(row, place, Column::Date);
        claim.evidence.extend(self.evidence(row, place, document.is_some()));
        claim.tags = self.list(row, place, Column::Tags, &[',', ';', '\n']);
        claim.note = self.note(row, place);
        Found { sources, document, claim: Some(claim) }
    }

    fn keep(&mut self, Found { sources, document, claim }: Found) {
        let document = document.map(|(mut document, publisher)| {
            document.publisher = publisher.and_then(|publisher| self.publisher(publisher, document.place));
            self.view.document(document, self.account)
        });
        let Some(mut claim) = claim else { return };
        claim.evidence.iter_mut().zip(document).for_each(|(evidence, document)| evidence.document = document);
        claim.attributed_to = sources.into_iter().map(|source| self.view.source(source, self.account)).collect();
        claim.attributed_to.dedup();
        self.view.claim(claim, self.account);
    }

    /// A statement that cannot be used was reported at its cell.
    fn without_statement(&mut self, row: &Row, place: Place, column: u32) {
        let cell = row.cell(column);
        if cell.is_empty() || !cell.text().is_empty() && names::is_nothing(cell.text()) {
            let is_mapped = |mapped: &&super::map::Mapped| mapped.is != Column::Ignore;
            let has_more = self.map.columns.iter().filter(is_mapped).any(|mapped| !row.cell(mapped.column).is_empty());
            if has_more {
                self.account.refuse(place, None, Why::NoStatement);
            }
        }
    }

    /// In a table of documents: what only a claim can have is left out.
    fn no_claim(&mut self, row: &Row, place: Place, is_nothing: bool) {
        if is_nothing
            && !self.is_refused()
            && self.map.columns.iter().any(|mapped| mapped.is != Column::Ignore && !row.cell(mapped.column).is_empty())
        {
            self.account.refuse(place, None, Why::NoTitle);
        }
        let of_claims = [
            Column::Date,
            Column::Tags,
            Column::Source,
            Column::Quote,
            Column::Translation,
            Column::Locator,
            Column::Checked,
            Column::Verdict,
            Column::Reviewer,
            Column::Reviewed,
            Column::Note,
        ];
        for column in of_claims.into_iter().flat_map(|column| self.map.of(column)) {
            if !row.cell(column).is_empty() {
                let heading = self.heading(column);
                self.account.leave_out(&heading, Reason::NoField, place.cell(column));
            }
        }
    }

    fn publisher(&mut self, publisher: Text, place: Place) -> Option<usize> {
        let column = self.map.first(Column::Publisher)?;
        let heading = self.heading(column);
        self.view.publisher(publisher, &heading, place.cell(column), self.account)
    }

    fn document(&mut self, row: &Row, place: Place) -> Option<(NewDocument, Option<Text>)> {
        let title = self.one(row, place, Column::Title, public(stated(values::line)));
        let url = self.address(row, place, Column::Url).or_else(|| self.address_behind(row, place, Column::Title));
        let archived_url = self.address(row, place, Column::ArchivedUrl);
        let mut document = match (title, url.as_ref().or(archived_url.as_ref())) {
            (Some(title), _) => NewDocument::new(title, place),
            (None, Some(address)) => NewDocument::at(address, place),
            (None, None) => return None,
        };
        document.url = url;
        document.archived_url = archived_url;
        document.published = self.date(row, place, Column::Published);
        document.accessed = self.date(row, place, Column::Accessed);
        document.language = self.one(row, place, Column::Language, stated(values::language));
        document.author = self.list(row, place, Column::Author, &[';', '\n']);
        let publisher = |text: &str| if names::reveals(text) { Err(Why::Reveals) } else { values::line(text) };
        let publisher = self.one(row, place, Column::Publisher, public(publisher));
        Some((document, publisher))
    }

    fn evidence(&mut self, row: &Row, place: Place, has_document: bool) -> Option<NewEvidence> {
        let quote = self.one(row, place, Column::Quote, public(stated(values::text)));
        let translation = self.one(row, place, Column::Translation, public(stated(values::text)));
        let locator = self.scrubbed(row, place, Column::Locator);
        if !has_document && !self.is_refused() && (quote.is_some() || translation.is_some() || locator.is_some()) {
            self.account.refuse(place, None, Why::NoPage);
        }
        has_document.then_some(NewEvidence { document: 0, quote, translation, locator })
    }

    /// Notes, and what somebody has decided elsewhere: none of it is a review of this desk.
    fn note(&mut self, row: &Row, place: Place) -> Option<Text> {
        let has = |column| self.map.first(column).is_some_and(|column| !row.cell(column).is_empty());
        let is_signed = has(Column::Reviewer) && has(Column::Reviewed);
        let is_decided = [Column::Checked, Column::Verdict, Column::Reviewer, Column::Reviewed].into_iter().any(has);
        let mut lines = Vec::new();
        for column in self.map.of(Column::Note).collect::<Vec<_>>() {
            lines.extend(self.cleaned(row, place, column));
        }
        let mut decided = Vec::new();
        for is in [Column::Checked, Column::Verdict, Column::Reviewer, Column::Reviewed] {
            for column in self.map.of(is).collect::<Vec<_>>() {
                let heading = self.heading(column);
                let cell = self.cleaned(row, place, column);
                decided.extend(cell.map(|text| format!("{heading}: {text}")));
            }
        }
        if is_decided && !decided.is_empty() {
            let what = if is_signed {
                "Decided elsewhere, not by this desk"
            } else {
                "Marked in the table, which is no review"
            };
            lines.push(format!("{what}: {}", decided.join("; ")));
        }
        self.value(values::text(&lines.join("\n")), place)
    }

    /// A cell without telephone numbers and e-mail addresses.
    pub(super) fn cleaned(&mut self, row: &Row, place: Place, column: u32) -> Option<String> {
        let text = self.text(row, place, column)?.to_owned();
        self.value(values::text(&text), place.cell(column))?;
        Some(self.without_contacts(text.trim(), column, place))
    }

    fn scrubbed(&mut self, row: &Row, place: Place, is: Column) -> Option<Text> {
        let column = self.map.first(is)?;
        let text = self.cleaned(row, place, column)?;
        self.value(values::text(&text), place.cell(column))
    }

    pub(super) fn without_contacts(&mut self, text: &str, column: u32, place: Place) -> String {
        let (kept, count) = contacts::without(text);
        self.count_contacts(count, column, place);
        kept
    }

    fn count_contacts(&mut self, count: usize, column: u32, place: Place) {
        if count > 0 {
            let heading = self.heading(column);
            self.account.leave_out_some(&heading, Reason::Contact, place.cell(column), count);
        }
    }

    fn date(&mut self, row: &Row, place: Place, is: Column) -> Option<Date> {
        let order = self.map.dates;
        self.one(row, place, is, stated(|text| values::date(text, order)))
    }

    /// The address in a column, or the one that its words lead to.
    fn address(&mut self, row: &Row, place: Place, is: Column) -> Option<Url> {
        self.address_behind(row, place, is).or_else(|| {
            let is_link = self.map.first(is).is_some_and(|column| row.cell(column).link().is_some());
            if is_link { None } else { self.one(row, place, is, stated(values::url)) }
        })
    }

    /// The address that the words in a column lead to.
    fn address_behind(&mut self, row: &Row, place: Place, is: Column) -> Option<Url> {
        let column = self.map.first(is)?;
        self.value(values::url(row.cell(column).link()?), place.cell(column))
    }

    /// Counts the addresses behind words that are in no record. Behind a title is that of the document, if no other
    /// column has it.
    fn links(&mut self, row: &Row, place: Place) {
        let has_url = self.map.first(Column::Url).is_some_and(|column| !row.cell(column).is_empty());
        let is_taken =
            |is| matches!(is, Column::Url | Column::ArchivedUrl | Column::Ignore) || is == Column::Title && !has_url;
        for mapped in self.map.columns.iter().filter(|mapped| !is_taken(mapped.is)) {
            if row.cell(mapped.column).link().is_some() {
                let heading = self.heading(mapped.column);
                self.account.leave_out(&heading, Reason::Link, place.cell(mapped.column));
            }
        }
    }

    /// What is in the column of a kind, if there is one and it can be used.
    pub(super) fn one<T>(&mut self, row: &Row, place: Place, is: Column, read: impl Fn(&str) -> Read<T>) -> Option<T> {
        let column = self.map.first(is)?;
        let text = self.text(row, place, column)?;
        self.value(read(text), place.cell(column))
    }

    /// One of a few words.
    pub(super) fn word<T>(
        &mut self,
        row: &Row,
        place: Place,
        is: Column,
        read: impl Fn(&str) -> Result<T, Why>,
    ) -> Option<T> {
        self.one(row, place, is, |text| read(&word_of(text)).map(Some))
    }

    /// The items of a list in the columns of a kind.
    fn list(&mut self, row: &Row, place: Place, is: Column, between: &[char]) -> Vec<Text> {
        let mut items = Vec::new();
        for column in self.map.of(is).collect::<Vec<_>>() {
            let Some(text) = self.text(row, place, column) else { continue };
            for item in text.split(between).map(str::to_owned).collect::<Vec<_>>() {
                // What is nothing but a contact is no author and no tag.
                let (called, count) = contacts::called(&item);
                self.count_contacts(count, column, place);
                items.extend(called.and_then(|item| self.value(values::line(&item), place.cell(column))));
            }
        }
        items
    }

    /// The text of a cell.
    pub(super) fn text<'c>(&mut self, row: &'c Row, place: Place, column: u32) -> Option<&'c str> {
        let why = match row.cell(column) {
            Cell::Text(text) | Cell::Linked(text, _) => return Some(text),
            Cell::Empty => return None,
            Cell::Struck => {
                let heading = self.heading(column);
                self.account.leave_out(&heading, Reason::Struck, place.cell(column));
                return None;
            }
            Cell::Formula => Why::Formula,
            Cell::Error => Why::ErrorValue,
        };
        self.account.refuse(place.cell(column), None, why);
        None
    }

    pub(super) fn value<T>(&mut self, read: Read<T>, place: Place) -> Option<T> {
        read.unwrap_or_else(|why| {
            self.account.refuse(place, None, why);
            None
        })
    }

    /// What a column is called: by its heading or, without one, by its letters.
    pub(super) fn heading(&self, column: u32) -> String {
        let heading = self.sheet.row(self.map.headings).map(|row| row.cell(column).text().trim()).unwrap_or_default();
        if heading.is_empty() { format!("column {}", letters(column)) } else { values::shown(heading, 60) }
    }

    /// Counts what is in columns that the map leaves out.
    fn unmapped<'s>(&mut self, rows: impl Iterator<Item = &'s Row>) {
        let mut is_mapped = vec![false; self.sheet.width() as usize];
        for mapped in self.map.columns.iter().filter(|mapped| mapped.is != Column::Ignore) {
            if let Some(is_mapped) = is_mapped.get_mut(mapped.column as usize - 1) {
                *is_mapped = true;
            }
        }
        let mut counts: Vec<(usize, Option<Place>)> = vec![(0, None); is_mapped.len()];
        for row in rows {
            if self.unshown(row).is_some() {
                continue;
            }
            let place = Place::part(self.file, Part::Row, row.number);
            for ((column, cell), count) in (1..).zip(&row.cells).zip(&mut counts) {
                if !is_mapped[column as usize - 1] && !cell.is_empty() {
                    count.0 += 1;
                    count.1.get_or_insert(place.cell(column));
                }
            }
        }
        for (column, (count, first)) in (1..).zip(counts) {
            if let Some(first) = first {
                let heading = self.heading(column);
                self.account.leave_out_some(&heading, Reason::NotMapped, first, count);
            }
        }
    }
}

/// Reads a cell in which a sign or a word may say that there is nothing: `-`, `n/a`.
fn stated<T>(read: impl Fn(&str) -> Read<T>) -> impl Fn(&str) -> Read<T> {
    move |text| if names::is_nothing(text) { Ok(None) } else { read(text) }
}

/// A text as one word, to be looked up.
pub(super) fn word_of(text: &str) -> String {
    text.trim().trim_end_matches(['.', '!']).to_lowercase().replace([' ', '-'], "_")
}

/// Reads words that a record is known by, so that nothing can be left out of them: with a telephone number or an e-mail
/// address they are refused.
pub(super) fn public<T>(read: impl Fn(&str) -> Read<T>) -> impl Fn(&str) -> Read<T> {
    move |text| if contacts::has_any(text) { Err(Why::Contact) } else { read(text) }
}
