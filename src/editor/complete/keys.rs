//! Keys that are not there yet, and ids that are used and that no record has.

use super::{List, Proposal, ProposalKind};
use crate::editor::Line;
use crate::model::fields::Secrecy;
use crate::model::{Identity, Source};
use crate::schema::Step;

impl List<'_> {
    /// The keys of the mapping at the end of a way that it does not have yet.
    pub(super) fn keys(&mut self, way: &[Step<'_>]) {
        let asked = self.asked;
        let Some(mapping) = asked.whole().at(way) else { return };
        let mut keys: Vec<_> = mapping.keys().collect();
        let names: Vec<_> = keys.iter().map(|key| key.word).collect();
        let around = asked.around();
        let present = asked.typed.present(&names, around);
        let is_named = matches!(way, [Step::Key("sources"), _]) && asked.is_named(around);
        let is_source = matches!(way, [Step::Key("sources"), _]);
        keys.retain(|key| !present.contains(key.word) && (!is_source || is_named || !is_revealing(key.word)));
        keys.retain(|key| asked.typed.fits(key.word));
        keys.sort_by_key(|key| (!asked.typed.begins(key.word), necessity(key.means.unwrap_or_default())));
        for key in keys {
            let detail = Line::new(key.means.unwrap_or_default());
            let kind = if matches!(way, [Step::Key("rules")]) { ProposalKind::Rule } else { ProposalKind::Key };
            let proposal = Proposal::new(kind, key.word.into(), asked.typed.key(key.word), detail);
            self.add(Proposal { is_in_schema: true, ..proposal });
        }
    }

    /// The ids that are used where a record of a section should be, and that no record has.
    pub(super) fn missing_records(&mut self, section: &str) {
        let typed = self.asked.typed;
        let mut ids: Vec<_> = self
            .asked
            .snapshot
            .diagnostics()
            .filter_map(|diagnostic| diagnostic.missing.as_deref())
            .filter(|missing| missing.section == section && crate::model::Id::parse(&missing.id).is_ok())
            .map(|missing| &missing.id)
            .map(|id| (id, ()))
            .collect();
        ids.sort_unstable();
        ids.dedup();
        for (id, ()) in typed.fitting(ids.into_iter()) {
            let detail = Line::new("used, and no record has it");
            let insert = typed.record(id);
            if !self.add(Proposal::new(ProposalKind::MissingRecord, id.clone(), insert, detail)) {
                return;
            }
        }
    }
}

/// What is required comes first, and then what is required of some.
fn necessity(means: &str) -> u8 {
    match means {
        _ if means.contains("Required.") => 0,
        _ if means.contains("Required") => 1,
        _ => 2,
    }
}

/// Whether only a source with a name may have a field.
fn is_revealing(name: &str) -> bool {
    Source::FIELDS.iter().any(|field| field.name == name && field.secrecy == Secrecy::Revealing)
}

impl super::Asked<'_> {
    /// Whether the record at the place says that its source is named.
    fn is_named(&self, around: (u32, u32)) -> bool {
        self.typed.says("identity", Identity::Named.name(), around)
    }

    /// Where the keys of the mapping of the place may be: the lines of the record.
    fn around(&self) -> (u32, u32) {
        self.here.extent()
    }
}
