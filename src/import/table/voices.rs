//! Who asserts what is in a row.

use super::cells::{Cell, Row};
use super::columns::Column;
use super::headings::{is_of_place, question};
use super::rows::{Reading, public, word_of};
use crate::format::Named;
use crate::import::account::{Reason, Remark, Why};
use crate::import::contacts;
use crate::import::names::{self, Told, Voice};
use crate::import::place::Place;
use crate::import::values;
use crate::import::view::NewSource;
use crate::model::{Identity, SourceKind};
use crate::text::Text;

impl Reading<'_> {
    /// Who asserts the claim. A cell that names somebody whom another says to keep back is not understood.
    pub(super) fn sources(&mut self, row: &Row, place: Place) -> Vec<NewSource> {
        let said = self.identity(row, place);
        let said = self.kept_back(row).or(said);
        let veil = self.veil(row, place, said);
        // Whom somebody at the desk knows is not nobody in particular.
        let identity = if veil.is_some() { Some(Identity::Anonymous) } else { said };
        let kind = self.word(row, place, Column::SourceKind, |word| source_kind(word).ok_or(Why::SourceKind));
        let role = self.one(row, place, Column::SourceRole, public(values::line));
        let mut sources = Vec::new();
        for column in self.map.of(Column::Source).collect::<Vec<_>>() {
            let Some(cell) = self.text(row, place, column) else { continue };
            for label in labels(cell) {
                if names::is_nothing(label) {
                    let heading = self.heading(column);
                    self.account.leave_out(&heading, Reason::NoName, place.cell(column));
                    continue;
                }
                let Some(label) = self.label(label, column, place) else { continue };
                let is_group = kind.is_some_and(|kind| kind != SourceKind::Person);
                let Ok(voices) = names::voices(&label, is_group) else {
                    self.account.refuse(place.cell(column), None, Why::Voices);
                    continue;
                };
                for voice in voices {
                    let Some(mut source) = self.source(&voice, identity, column, place) else { continue };
                    source.kind = kind;
                    if let Some(veil) = veil.as_ref().filter(|_| source.identity == Identity::Anonymous) {
                        (source.reason, source.known_to) = veil.clone();
                    }
                    let beside = self.beside(&voice, column, place);
                    source.role = role.clone().or(beside).filter(|_| source.identity == Identity::Named);
                    sources.push(source);
                }
            }
        }
        if sources.iter().any(|source| source.identity != Identity::Named) && role.is_some() {
            let column = self.map.first(Column::SourceRole).unwrap_or_default();
            let heading = self.heading(column);
            self.account.leave_out(&heading, Reason::Reveals, place.cell(column));
        }
        sources
    }

    /// What the table says of the identity of sources.
    fn identity(&mut self, row: &Row, place: Place) -> Option<Identity> {
        let asks = self.map.first(Column::SourceIdentity).map(|column| question(&self.heading(column)));
        let word = self.one(row, place, Column::SourceIdentity, |text| {
            let is_so = values::truth(text).ok().flatten();
            let is_kept_back = || names::keeps_back(text).then_some(Identity::Anonymous);
            identity(text).or(asked(asks, is_so)).or_else(is_kept_back).ok_or(Why::Identity).map(Some)
        });
        let is_anonymous = self.one(row, place, Column::SourceAnonymous, values::truth);
        let is_named = self.one(row, place, Column::SourceNamed, values::truth);
        let anonymous = is_anonymous.map(|is| if is { Identity::Anonymous } else { Identity::Named });
        let named = is_named.map(|is| if is { Identity::Named } else { Identity::Unspecified });
        // Of two that differ, the one that names nobody.
        anonymous.filter(|is| *is == Identity::Anonymous).or(word).or(anonymous).or(named)
    }

    /// What another cell says, or a part of the one that names the source: nobody is named beside `off the record`,
    /// whatever its column is, and whatever a second one says.
    fn kept_back(&self, row: &Row) -> Option<Identity> {
        let labels: Vec<_> = self.map.of(Column::Source).flat_map(|column| labels(row.cell(column).text())).collect();
        let has_terms = labels.len() > 1 && labels.iter().any(|label| names::is_terms(label));
        let is_said = |(column, cell): (u32, &Cell)| self.keeps_back(column, cell.text());
        (has_terms || (1..).zip(&row.cells).any(is_said)).then_some(Identity::Anonymous)
    }

    /// Whether a cell keeps the source of its row back. A country may be `BG`, and an expert may be of Chatham House.
    fn keeps_back(&self, column: u32, text: &str) -> bool {
        match self.map.is(column) {
            Column::Locator | Column::Quote => names::is_terms(text),
            Column::Tags | Column::SourceRole if names::may_be_group(text) => false,
            Column::Ignore if names::may_be_group(text) && is_of_place(&self.heading(column)) => false,
            is => is.may_say_identity() && names::keeps_back(text),
        }
    }

    /// Why the source is not named, and who at the desk knows who it is. Of a named source both are left out, and so is
    /// what may be the name of somebody.
    fn veil(&mut self, row: &Row, place: Place, said: Option<Identity>) -> Option<(Option<Text>, Option<Text>)> {
        let is_other = said == Some(Identity::Named);
        let (mut fields, mut is_any) = ([None, None], false);
        for (nth, is) in [Column::SourceReason, Column::SourceKnownTo].into_iter().enumerate() {
            let Some(column) = self.map.first(is) else { continue };
            let text = self.cleaned(row, place, column).filter(|text| !names::is_nothing(text));
            let Some(text) = text else { continue };
            let is_role = nth == 0 || names::told(&text).is_description();
            let why = if is_other { Some(Reason::NotAnonymous) } else { (!is_role).then_some(Reason::NoRole) };
            match why {
                Some(why) => self.account.leave_out(&self.heading(column), why, place.cell(column)),
                None => fields[nth] = self.value(values::text(&text), place.cell(column)),
            }
            is_any |= !is_other;
        }
        let [reason, known_to] = fields;
        is_any.then_some((reason, known_to))
    }

    /// A source as the table says it is or, if it says nothing, as its words show. A description is no name, whatever
    /// the table says.
    fn source(&mut self, voice: &Voice, said: Option<Identity>, column: u32, place: Place) -> Option<NewSource> {
        let text = self.value(values::line(&voice.label), place.cell(column))?;
        let mut source = NewSource::told(voice.told, text, place);
        match said {
            Some(Identity::Named) if voice.told == Told::Description => {
                self.account.count_remark(place.cell(column), Remark::NoNames);
            }
            Some(identity) => (source.identity, source.is_unclear) = (identity, false),
            None => {}
        }
        let is_name = said.is_some() && matches!(voice.told, Told::Name | Told::Unclear);
        if source.identity != Identity::Named && (is_name || voice.reveals) {
            self.account.refuse(place.cell(column), None, Why::Reveals);
            return None;
        }
        Some(source)
    }

    /// What a cell has beside a name: the role of somebody.
    fn beside(&mut self, voice: &Voice, column: u32, place: Place) -> Option<Text> {
        self.value(values::line(voice.role.as_deref()?), place.cell(column))
    }

    /// What a source is called. Beside a name a telephone number or an e-mail address is left out. Without a name it
    /// may be all that tells the source from others, so the cell is not understood.
    fn label(&mut self, label: &str, column: u32, place: Place) -> Option<String> {
        if !contacts::has_any(label) {
            return Some(label.to_owned());
        }
        let name = contacts::name_beside(&self.without_contacts(label, column, place));
        if name.is_none() {
            self.account.refuse(place.cell(column), None, Why::Contact);
        }
        name
    }
}

/// Whom a cell names.
fn labels(cell: &str) -> impl Iterator<Item = &str> {
    cell.split([';', '\n']).filter(|label| !label.trim().is_empty())
}

/// What an answer of yes or no means, by what the heading asks.
fn asked(column: Option<Column>, is_so: Option<bool>) -> Option<Identity> {
    match (column?, is_so?) {
        (Column::SourceAnonymous, true) => Some(Identity::Anonymous),
        (Column::SourceNamed, false) => Some(Identity::Unspecified),
        (Column::SourceAnonymous | Column::SourceNamed, _) => Some(Identity::Named),
        _ => None,
    }
}

/// Whether a cell says whether its source is to be named.
pub(super) fn says_identity(text: &str) -> bool {
    identity(text).is_some()
}

/// What desks call the identity of a source.
fn identity(text: &str) -> Option<Identity> {
    match &*word_of(text) {
        "on_the_record" | "on_record" | "public" | "attributable" | "fully_attributable" | "for_attribution"
        | "can_be_named" | "ok_to_name" | "not_anonymous" | "not_confidential" | "benannt" | "unter_eins"
        | "unter_1" | "zitierfähig" | "nommé" | "nommée" | "nombrado" => Some(Identity::Named),
        "unknown" | "none" | "unbekannt" | "inconnu" | "desconocido" => Some(Identity::Unspecified),
        _ if names::is_terms(text) => Some(Identity::Anonymous),
        word => Identity::named(word).ok(),
    }
}

/// What desks call the kinds of sources.
fn source_kind(word: &str) -> Option<SourceKind> {
    match word {
        "people" | "individual" | "politician" | "expert" | "official" | "politiker" | "politikerin" | "experte"
        | "expertin" | "personne" | "persona" => Some(SourceKind::Person),
        "organisation" | "company" | "ngo" | "institution" | "authority" | "government" | "agency" | "party"
        | "unternehmen" | "firma" | "behörde" | "organización" => Some(SourceKind::Organization),
        "media" | "media_outlet" | "news_outlet" | "newspaper" | "broadcaster" | "medium" | "medien" | "zeitung"
        | "sender" | "média" | "medio" => Some(SourceKind::Outlet),
        "report" | "study" | "dokument" | "documento" => Some(SourceKind::Document),
        word => SourceKind::named(word).ok(),
    }
}
