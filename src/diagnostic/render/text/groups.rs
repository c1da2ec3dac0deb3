//! Findings by rule: what is shown of each rule, and how much is left.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write;

use super::full::Drawing;
use crate::diagnostic::render::most_severe::PRINTED;
use crate::diagnostic::render::{Findings, LeveledFinding};
use crate::diagnostic::{Level, RuleMeta};
use crate::format::Detail;

/// How many findings of a rule are shown whole: one says what the rule is about, and of errors a few more do not hurt.
const WHOLE_ERRORS: usize = 3;
const WHOLE_OTHERS: usize = 1;
/// How many more of a rule's warnings or notes are shown on a line each. Errors all are.
const LINES: usize = 2;

/// What one rule found at one level.
pub(super) struct Group<'f> {
    level: Level,
    pub(super) rule: &'static RuleMeta,
    /// The first of them, as many as may be shown.
    first: Vec<&'f LeveledFinding<'f>>,
    count: usize,
}

/// How much may still be printed.
struct Room {
    findings: usize,
    bytes: usize,
}

impl Room {
    /// Whether there was room for one more.
    fn take(&mut self, shown: &str) -> bool {
        let fits = self.findings > 0 && shown.len() <= self.bytes;
        if fits {
            self.findings -= 1;
            self.bytes -= shown.len();
        }
        fits
    }
}

/// The findings as one text for each rule, errors last. What does not fit is left out of the least severe.
pub(super) fn texts(groups: &[Group<'_>], findings: &Findings<'_>, drawing: &Drawing) -> Vec<String> {
    let mut room = Room { findings: PRINTED.findings, bytes: PRINTED.bytes };
    let mut texts: Vec<_> = groups.iter().map(|group| group.text(findings, drawing, &mut room)).collect();
    texts.reverse();
    texts
}

/// Errors first, and of each level the rule with the fewest findings, so that the end of the list matters most.
pub(super) fn by_rule<'f>(findings: &Findings<'f>, detail: Detail) -> Vec<Group<'f>> {
    let mut groups: BTreeMap<_, Group<'f>> = BTreeMap::new();
    for finding in findings.list {
        let (level, rule) = (finding.level(), finding.finding().rule());
        let new = || Group { level, rule, first: Vec::new(), count: 0 };
        let group = groups.entry((level, rule.name)).or_insert_with(new);
        group.count += 1;
        if group.first.len() < most(level, detail) {
            group.first.push(finding);
        }
    }
    let mut groups: Vec<_> = groups.into_values().collect();
    groups.sort_by_key(|group| (Reverse(group.level), group.count, Reverse(group.rule.name)));
    groups
}

/// How many findings of a rule are shown.
fn most(level: Level, detail: Detail) -> usize {
    if detail != Detail::Usual || level == Level::Error { PRINTED.findings } else { WHOLE_OTHERS + LINES }
}

impl Group<'_> {
    fn text(&self, findings: &Findings<'_>, drawing: &Drawing, room: &mut Room) -> String {
        let most = if self.level == Level::Error { WHOLE_ERRORS } else { WHOLE_OTHERS };
        let whole = |finding| drawing.whole(findings.files, self.level, &findings.worded(finding)) + "\n";
        let fits = |shown: &String| room.take(shown);
        let whole: Vec<_> = self.first.iter().take(most).copied().map(whole).take_while(fits).collect();
        let mut text = whole.join("\n");
        if whole.len() < self.count {
            self.others(whole.len(), findings, drawing, room, &mut text);
        }
        text + "\n"
    }

    /// Those that are not shown whole, on a line each.
    fn others(&self, shown: usize, findings: &Findings<'_>, drawing: &Drawing, room: &mut Room, text: &mut String) {
        let words = if shown == 0 { "" } else { "more " };
        let number = self.count - shown;
        let title = format!("{number} {words}{}", if number == 1 { "finding" } else { "findings" });
        text.push_str(&drawing.title(self.level, self.rule, title));
        text.push('\n');
        let mut left = number;
        for finding in &self.first[shown..] {
            let diagnostic = findings.worded(finding);
            let item = drawing.item(&findings.place_words(&diagnostic.place), &diagnostic.message) + "\n";
            if !room.take(&item) {
                break;
            }
            text.push_str(&item);
            left -= 1;
        }
        if left > 0 {
            let how = if self.first.len() < self.count && self.first.len() < PRINTED.findings {
                format!("`--only {}`", self.rule.name)
            } else {
                "`--format json`".to_owned()
            };
            let _ = writeln!(text, "  and {left} more: pass {how} to list them");
        }
    }
}
