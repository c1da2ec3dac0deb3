//! Who asserts what is in a row.

use super::cells::Row;
use super::columns::Column;
use super::rows::{Reading, public};
use crate::format::Named;
use crate::import::account::{Reason, Why};
use crate::import::contacts;
use crate::import::names::{self, Told, Voice};
use crate::import::place::Place;
use crate::import::values;
use crate::import::view::NewSource;
use crate::model::{Identity, SourceKind};

impl Reading<'_> {
    /// Who asserts the claim. A cell that names somebody whom another says to keep back is not understood.
    pub(super) fn sources(&mut self, row: &Row, place: Place) -> Vec<NewSource> {
        let identity = self.identity(row, place);
        let kind =
            self.word(row, place, Column::SourceKind, |word| SourceKind::named(word).map_err(|_| Why::SourceKind));
        let role = self.one(row, place, Column::SourceRole, public(values::line));
        let mut sources = Vec::new();
        for column in self.map.of(Column::Source).collect::<Vec<_>>() {
            let Some(cell) = self.text(row, place, column) else { continue };
            for label in cell.split([';', '\n']) {
                let Some(label) = self.label(label, column, place) else { continue };
                let is_group = kind.is_some_and(|kind| kind != SourceKind::Person);
                let Ok(voices) = names::voices(&label, is_group) else {
                    self.account.refuse(place.cell(column), None, Why::Voices);
                    continue;
                };
                for voice in voices {
                    let Some(mut source) = self.source(&voice, identity, column, place) else { continue };
                    source.kind = kind;
                    source.role = role.clone().filter(|_| source.identity == Identity::Named);
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
    fn identity(&mut self, row: &Row, place: Place) -> Option<Said> {
        let word = self.word(row, place, Column::SourceIdentity, |word| identity(word).ok_or(Why::Identity));
        let is_anonymous = self.one(row, place, Column::SourceAnonymous, values::truth);
        let is_named = self.one(row, place, Column::SourceNamed, values::truth);
        let anonymous = is_anonymous.map(|is| if is { Said::Is(Identity::Anonymous) } else { Said::NotAnonymous });
        let named = is_named.map(|is| Said::Is(if is { Identity::Named } else { Identity::Unspecified }));
        word.map(Said::Is).or(anonymous).or(named)
    }

    /// A source as the table says it is or, if it says nothing, as its words show.
    fn source(&mut self, voice: &Voice, said: Option<Said>, column: u32, place: Place) -> Option<NewSource> {
        let text = self.value(values::line(&voice.label), place.cell(column))?;
        let mut source = NewSource::told(voice.told, text, place);
        let is_name = voice.told != Told::Description;
        match said {
            Some(Said::Is(identity)) => (source.identity, source.is_unclear) = (identity, false),
            Some(Said::NotAnonymous) if is_name => (source.identity, source.is_unclear) = (Identity::Named, false),
            _ => {}
        }
        let is_name = said.is_some() && is_name;
        if source.identity != Identity::Named && (is_name || voice.reveals) {
            self.account.refuse(place.cell(column), None, Why::Reveals);
            return None;
        }
        Some(source)
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

/// What a table says of the identity of a source.
#[derive(Debug, Clone, Copy)]
enum Said {
    Is(Identity),
    /// Then its words show whether it is named. In doubt they do.
    NotAnonymous,
}

/// What desks call the identity of a source.
fn identity(word: &str) -> Option<Identity> {
    match word {
        "on_the_record" | "public" | "benannt" | "nommé" | "nommée" | "nombrado" => Some(Identity::Named),
        "confidential" | "background" | "anonym" | "anonyme" | "anónimo" | "anónima" => Some(Identity::Anonymous),
        "unknown" | "none" | "unbekannt" | "inconnu" | "desconocido" => Some(Identity::Unspecified),
        word => Identity::named(word).ok(),
    }
}
