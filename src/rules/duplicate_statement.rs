//! Claims with the same statement as another.

use super::{Facts, Find, Reads, Rule};
use crate::diagnostic::{Diagnostic, Level, Message, RuleMeta, Worded};
use crate::index::ClaimIndex;
use crate::text::NormalWords;

pub(super) const RULE: Rule = Rule { meta: &META, find: Find::Corpus(find), reads: Reads::Statements };
static META: RuleMeta = RuleMeta::new("duplicate-statement", Level::Note, include_str!("duplicate-statement.md"));

fn find(facts: &Facts<'_>, found: &mut Worded) {
    for alike in facts.snapshot.statements().alike() {
        let mut alike: Vec<_> = alike.collect();
        alike.sort_unstable_by_key(|&claim| facts.corpus.files().key(facts.claim(claim).place));
        report(facts, alike, found);
    }
}

/// Reports, among claims in order of place whose statements have the same hash, all that say what an earlier one says.
fn report(facts: &Facts<'_>, mut claims: Vec<ClaimIndex>, found: &mut Worded) {
    let (mut wording, mut other_wording) = (NormalWords::default(), NormalWords::default());
    while let Some((&first, others)) = claims.split_first() {
        let first = facts.claim(first);
        wording.read(&first.statement);
        let (same, different): (Vec<ClaimIndex>, Vec<ClaimIndex>) = others.iter().partition(|&&other| {
            other_wording.read(&facts.claim(other).statement);
            other_wording == wording
        });
        found.extend(same.into_iter().map(|number| {
            let claim = facts.claim(number);
            let message = Message::of(claim.id.text()).words(" has the same statement as ");
            Diagnostic::new(&META, claim.place, message.id(first.id.text()))
                .about(claim.id.text().clone())
                .related(first.place, "the first claim that states it")
                .help("name the speaker in the statement, or keep one claim and attribute it to all its sources")
        }));
        claims = different;
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn every_claim_but_the_first_of_the_file() {
        check(
            "duplicate-statement",
            "claims:
  z: {statement: Troops leave Iraq.}
  a: {statement: troops  leave Iraq}
  other: {statement: Troops leave Iraq in May.}
  b: {statement: \"TROOPS\\nLEAVE IRAQ.\"}
  one: {statement: One more.}
  more: {statement: one more}
",
            &[
                "3:3 `a` has the same statement as `z`",
                "| 2:3 the first claim that states it",
                "5:3 `b` has the same statement as `z`",
                "| 2:3 the first claim that states it",
                "7:3 `more` has the same statement as `one`",
                "| 6:3 the first claim that states it",
            ],
        );
    }

    #[test]
    fn what_has_no_words_says_nothing() {
        check("duplicate-statement", "claims:\n  a: {statement: .}\n  b: {statement: .}\n", &[]);
    }
}
