//! Who asserts what is in a row.

use super::cells::Row;
use super::columns::Column;
use super::headings::question;
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

/// A longer cell is about something else.
const MAX_WORDS: usize = 6;
/// Wherever one of these is in a short cell, its source is not to be named.
const KEPT_BACK: [&str; 32] = [
    "anon",
    "anonym",
    "anonyme",
    "anonymity",
    "anonymous",
    "anonymously",
    "anónima",
    "anónimo",
    "confidencial",
    "confidential",
    "confidentiel",
    "deep background",
    "do not identify",
    "do not name",
    "do not publish",
    "dont name",
    "name out",
    "name withheld",
    "nicht genannt",
    "nicht nennen",
    "not attributable",
    "not be identified",
    "not be named",
    "not for attribution",
    "not on record",
    "not on the record",
    "off record",
    "off the record",
    "on background",
    "unattributable",
    "unnamed",
    "vertraulich",
];
/// Before one of these words, these say the contrary.
const NOT: [&str; 3] = ["nicht", "non", "not"];

impl Reading<'_> {
    /// Who asserts the claim. A cell that names somebody whom another says to keep back is not understood.
    pub(super) fn sources(&mut self, row: &Row, place: Place) -> Vec<NewSource> {
        let said = self.identity(row, place).or_else(|| self.kept_back(row));
        let veil = self.veil(row, place, said);
        // Whom somebody at the desk knows is not nobody in particular.
        let identity = if veil.is_some() { Some(Identity::Anonymous) } else { said };
        let kind = self.word(row, place, Column::SourceKind, |word| source_kind(word).ok_or(Why::SourceKind));
        let role = self.one(row, place, Column::SourceRole, public(values::line));
        let mut sources = Vec::new();
        for column in self.map.of(Column::Source).collect::<Vec<_>>() {
            let Some(cell) = self.text(row, place, column) else { continue };
            for label in cell.split([';', '\n']).filter(|label| !label.trim().is_empty()) {
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
        let word = self.word(row, place, Column::SourceIdentity, |word| {
            let is_so = values::truth(word).ok().flatten();
            identity(word).or(asked(asks, is_so)).ok_or(Why::Identity)
        });
        let is_anonymous = self.one(row, place, Column::SourceAnonymous, values::truth);
        let is_named = self.one(row, place, Column::SourceNamed, values::truth);
        let anonymous = is_anonymous.map(|is| if is { Identity::Anonymous } else { Identity::Named });
        let named = is_named.map(|is| if is { Identity::Named } else { Identity::Unspecified });
        word.or(anonymous).or(named)
    }

    /// What a cell says that is left out or taken for something else: nobody is named beside `off the record`, whatever
    /// its column is.
    fn kept_back(&self, row: &Row) -> Option<Identity> {
        let mut cells = (1..).zip(&row.cells).filter(|&(column, _)| self.map.is(column).may_say_identity());
        cells.any(|(_, cell)| keeps_back(cell.text())).then_some(Identity::Anonymous)
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

/// What an answer of yes or no means, by what the heading asks.
fn asked(column: Option<Column>, is_so: Option<bool>) -> Option<Identity> {
    match (column?, is_so?) {
        (Column::SourceAnonymous, true) => Some(Identity::Anonymous),
        (Column::SourceNamed, false) => Some(Identity::Unspecified),
        (Column::SourceAnonymous | Column::SourceNamed, _) => Some(Identity::Named),
        _ => None,
    }
}

/// Whether a cell says, and says little else, that its source is not to be named.
pub(super) fn keeps_back(text: &str) -> bool {
    let small = text.to_lowercase().replace(['\'', '’'], "");
    let words: Vec<_> = small.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_there = |phrase: &&str| {
        let phrase: Vec<_> = phrase.split(' ').collect();
        let denied = |at: usize| phrase.len() == 1 && at > 0 && NOT.contains(&words[at - 1]);
        (0..words.len()).any(|at| words[at..].starts_with(&phrase) && !denied(at))
    };
    identity(&word_of(text)) == Some(Identity::Anonymous) || words.len() <= MAX_WORDS && KEPT_BACK.iter().any(is_there)
}

/// Whether a cell says whether its source is to be named.
pub(super) fn says_identity(text: &str) -> bool {
    identity(&word_of(text)).is_some()
}

/// What desks call the identity of a source.
fn identity(word: &str) -> Option<Identity> {
    match word {
        "on_the_record" | "on_record" | "public" | "benannt" | "nommé" | "nommée" | "nombrado" => {
            Some(Identity::Named)
        }
        "off_the_record"
        | "off_record"
        | "deep_background"
        | "on_background"
        | "not_for_attribution"
        | "vertraulich"
        | "confidential"
        | "unnamed"
        | "do_not_name"
        | "name_withheld"
        | "background"
        | "anon"
        | "anonym"
        | "anonyme"
        | "anónimo"
        | "anónima" => Some(Identity::Anonymous),
        "unknown" | "none" | "unbekannt" | "inconnu" | "desconocido" => Some(Identity::Unspecified),
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
