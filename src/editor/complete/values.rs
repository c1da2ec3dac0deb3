//! Values: ids of the kind that a field holds, words of ours, verdicts, dates, tags, reviewers, paths.

use std::collections::BTreeMap;

use super::{List, Proposal, ProposalKind};
use crate::editor::Line;
use crate::model::{Claim, Date, RecordKind, Role};
use crate::reviews::Verdicts;
use crate::schema::{Meaning, Step};
use crate::text::Text;

/// How many verdicts are proposed.
const MAX_VERDICTS: usize = 100;
/// How long a review or a waiver holds, in days, if somebody takes what is proposed.
const YEAR: u32 = 365;
const QUARTER: u32 = 90;

impl List<'_> {
    /// What may be the value at the end of a way.
    pub(super) fn values(&mut self, way: &[Step<'_>]) {
        use Step::{Item, Key};
        if self.asked.is_configuration {
            return match way {
                [Key("waivers"), Item, Key("id")] => self.ids(&RecordKind::ALL, Role::Waiver),
                [Key("waivers"), Item, Key("until")] => self.days(&[QUARTER, YEAR]),
                _ => self.words(way),
            };
        }
        match way {
            [Key("claims"), _, Key("attributed_to"), ..] => self.ids(&[RecordKind::Source], Role::AttributedTo),
            [Key("claims"), _, Key("cites"), ..] => self.ids(&[RecordKind::Claim], Role::Cites),
            [Key("claims"), _, Key("corroborates"), ..] => self.ids(&[RecordKind::Claim], Role::Corroborates),
            [Key("claims"), _, Key("disputes"), ..] => self.ids(&[RecordKind::Claim], Role::Disputes),
            [Key("claims"), _, Key("evidence"), Item, Key("document")] => {
                self.ids(&[RecordKind::Document], Role::Evidence);
            }
            [Key("claims"), _, Key("tags"), ..] => self.tags(),
            [Key("documents"), _, Key("publisher")] => self.ids(&[RecordKind::Source], Role::Publisher),
            [Key("documents"), _, Key("snapshot" | "text")] => self.paths(),
            [Key("reviews"), _, Key("claim")] => self.ids(&[RecordKind::Claim], Role::Review),
            [Key("reviews"), _, Key("verdict")] => self.verdicts(),
            [Key("reviews"), _, Key("reviewer")] => self.reviewers(),
            [Key("reviews"), _, Key("expires")] => self.days(&[YEAR, QUARTER]),
            [_, _, Key("date" | "retracted" | "published" | "accessed")] => self.days(&[]),
            _ => self.words(way),
        }
    }

    /// The words of ours that may be there.
    fn words(&mut self, way: &[Step<'_>]) {
        let asked = self.asked;
        let words = asked.whole().at(way).map(Meaning::words).unwrap_or_default();
        let is_rule = matches!(way, [.., Step::Key("rule")]);
        let kind = if is_rule { ProposalKind::Rule } else { ProposalKind::Word };
        let mut words: Vec<_> = words.iter().filter(|described| asked.typed.fits(described.word)).collect();
        words.sort_by_key(|described| !asked.typed.begins(described.word));
        for described in words {
            let (label, detail) = (Text::new(described.word), Line::new(described.means.unwrap_or_default()));
            // As people write them.
            let insert = label.clone();
            if !self.add(Proposal { is_in_schema: true, ..Proposal::new(kind, label, insert, detail) }) {
                return;
            }
        }
    }

    fn verdicts(&mut self) {
        let verdicts: Vec<_> = Verdicts::of(self.asked.snapshot.configuration()).first(MAX_VERDICTS).0.collect();
        self.texts(ProposalKind::Verdict, verdicts.iter().map(|verdict| (verdict, Line::default())));
    }

    /// Today, and if it is a last day, days to come.
    fn days(&mut self, later: &[u32]) {
        let Some(today) = &self.asked.request.today else { return };
        let days: Vec<_> = if later.is_empty() {
            vec![(Text::new(today.as_str()), Line::new("today"))]
        } else {
            let day = |&days: &u32| {
                let day = today.days_later(days)?;
                Some((Text::new(Date::as_str(&day)), Line::new(format!("in {days} days"))))
            };
            later.iter().filter_map(day).collect()
        };
        self.texts(ProposalKind::Date, days.iter().map(|(day, detail)| (day, detail.clone())));
    }

    /// The tags of claims, the most frequent first.
    fn tags(&mut self) {
        let claims = self.asked.snapshot.corpus().claims.iter();
        self.most_frequent(ProposalKind::Tag, claims.flat_map(Claim::tags), ["claim", "claims"]);
    }

    /// Those who have reviewed claims, the most frequent first.
    fn reviewers(&mut self) {
        let reviews = self.asked.snapshot.corpus().reviews.iter();
        self.most_frequent(ProposalKind::Reviewer, reviews.map(|review| &review.reviewer), ["review", "reviews"]);
    }

    fn most_frequent<'t>(
        &mut self,
        kind: ProposalKind,
        texts: impl Iterator<Item = &'t Text>,
        [one, many]: [&'static str; 2],
    ) {
        let mut counts: BTreeMap<&Text, usize> = BTreeMap::new();
        texts.filter(|text| !text.is_blank()).for_each(|text| *counts.entry(text).or_default() += 1);
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
        let words = |count| format!("{count} {}", if count == 1 { one } else { many });
        self.texts(kind, counts.into_iter().map(|(text, count)| (text, Line::new(words(count)))));
    }
}
