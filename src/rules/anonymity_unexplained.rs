use super::{Facts, Find, Rule};
use crate::diagnostic::{Diagnostic, Level, Message, RuleMeta};
use crate::model::Identity;
use crate::text::Text;

pub(super) const RULE: Rule = Rule { meta: &META, find: Find::EachSource(find) };
static META: RuleMeta =
    RuleMeta::new("anonymity-unexplained", Level::Warning, include_str!("anonymity-unexplained.md"));

fn find(facts: &Facts<'_>, number: u32, found: &mut Vec<Diagnostic>) {
    let Some(source) = facts.source(number).filter(|source| source.identity == Identity::Anonymous) else { return };
    if source.reason.as_ref().is_none_or(Text::is_blank) {
        let message = Message::of(source.id.text()).words(" is anonymous, and its record does not say why");
        found.push(
            Diagnostic::new(&META, source.place, message)
                .about(source.id.text().clone())
                .help("add a `reason` that readers may see, such as `fears for the job`"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;

    #[test]
    fn only_who_is_somebody_needs_a_reason() {
        check(
            "anonymity-unexplained",
            "sources:
  aide: {identity: anonymous, description: an aide}
  clerk: {identity: anonymous, description: a clerk, reason: ' '}
  nurse: {identity: anonymous, description: a nurse, reason: fears for the job}
  press: {identity: unspecified, description: press reports}
  mayor: {identity: named, name: Bo Example}
",
            &[
                "2:3 `aide` is anonymous, and its record does not say why",
                "3:3 `clerk` is anonymous, and its record does not say why",
            ],
        );
    }
}
