//! What a draft has and what it has not, in lines for people.

use super::Draft;
use super::plan::Plan;
use super::words::{by_name, from_this_page, ids, of_other};
use crate::speech::{Identity, LanguageFrom, languages};
use crate::text::counted;

/// What lines of an account begin with.
const BEGINNINGS: [&str; 8] = [
    "Nothing was looked for:",
    "The text is too short",
    "Those that are likely",
    "From the program of",
    "Not written: ",
    "Without an ",
    "Left out: ",
    "In the corpus ",
];

/// Whether a line is one of an account.
pub(super) fn is_account(line: &str) -> bool {
    let is_count = || {
        let rest = line.trim_start_matches(|character: char| character.is_ascii_digit());
        rest.len() < line.len() && (rest.starts_with(" attribution") || rest.starts_with(" claim"))
    };
    BEGINNINGS.iter().any(|beginning| line.starts_with(beginning)) || is_count()
}

/// What shows the language, where the text alone does not.
fn language(draft: &Draft) -> Option<String> {
    let why = match draft.reading.language_from? {
        LanguageFrom::Page => "the page says that it is",
        LanguageFrom::Words => "its small words are in",
        _ => return None,
    };
    Some(format!("The text is too short to show its language by itself: {why} `{}`.", draft.reading.language?))
}

/// Why nothing was looked for, and what to do.
fn not_read(draft: &Draft) -> String {
    let languages: Vec<_> = languages().map(|code| format!("`{code}`")).collect();
    let rules = format!("there are rules for {} only", languages.join(" and "));
    let record = match &draft.document {
        Some(id) => format!("add `language` to the record of `{id}`"),
        None => "archive the file and add `language` to its record".to_owned(),
    };
    let why = match (draft.reading.language, draft.reading.language_from) {
        (Some(code), Some(LanguageFrom::Page)) => {
            format!("the page or its record says that the text is in `{code}`, and {rules}. If it is wrong, {record}.")
        }
        (Some(code), _) => format!("the text is in `{code}`, and {rules}."),
        (None, _) => format!("neither the text nor its page shows its language, and {rules}. If it is one, {record}."),
    };
    format!("Nothing was looked for: {why}")
}

/// What the corpus has already.
fn known(draft: &Draft, plan: &Plan) -> Vec<String> {
    let mut lines = Vec::new();
    if !plan.known.is_empty() {
        let known = counted(plan.known.len(), "attribution");
        lines.push(format!("Left out: {known} whose quotes the corpus already has from this document."));
    }
    for (&at, claims) in &plan.of_others {
        let source = draft.reading.attributions[at].voice.and_then(|voice| draft.ids.get(voice));
        lines.extend(source.map(|source| of_other(source, claims)));
    }
    let is_named = |at: usize| draft.reading.sources[at].identity == Identity::Named;
    let [named, unnamed] = [true, false].map(|wanted| {
        let sources = plan.sources.iter().filter(|&&at| is_named(at) == wanted);
        ids(sources.filter_map(|&at| draft.known(at)))
    });
    lines.extend((!named.is_empty()).then(|| by_name(&named)));
    lines.extend((!unnamed.is_empty()).then(|| from_this_page(&unnamed)));
    lines
}

/// The claims of this page that its other copies show, and this one does not.
fn lacking(draft: &Draft) -> impl Iterator<Item = String> + '_ {
    draft.lacking.iter().map(|(document, claims)| {
        let (count, has) =
            (counted(claims.len(), "claim"), if claims.len() == 1 { "has a quote" } else { "have quotes" });
        let ids = ids(claims);
        format!(
            "{count} of `{document}` {has} that this copy does not have: {ids}. See whether the page was corrected."
        )
    })
}

/// The account of a draft: what was found, by tier and identity, and what was not.
pub(super) fn account(draft: &Draft, plan: &Plan) -> Vec<String> {
    let account = draft.reading.account;
    if !account.is_read {
        return [not_read(draft)].into_iter().chain(lacking(draft)).collect();
    }
    let (counts, without) = plan.by_identity(draft);
    let by_identity = Identity::ALL.iter().filter_map(|identity| Some((identity.name(), *counts.get(identity)?)));
    let mut sources: Vec<_> = by_identity.map(|(name, count)| format!("{count} {name}")).collect();
    if without > 0 {
        sources.push(format!("{without} without a source"));
    }
    let denied = if account.denied > 0 { format!(" Denied or doubted: {}.", account.denied) } else { String::new() };
    let mut lines = vec![format!(
        "{}: {} sure, {} likely.{denied}",
        counted(account.sure + account.likely, "attribution"),
        account.sure,
        account.likely
    )];
    lines.extend(language(draft));
    if draft.is_sure_only && account.likely > 0 {
        lines.push("Those that are likely were left out, as `--sure` asks.".to_owned());
    }
    if !sources.is_empty() {
        lines.push(format!("{}, by source: {}.", counted(plan.claims.len(), "claim"), sources.join(", ")));
    }
    lines.extend(known(draft, plan));
    lines.extend(lacking(draft));
    lines.extend(draft.pointed.as_ref().map(ToString::to_string));
    if plan.not_found > 0 {
        lines.push(format!("Not written: {} that `check` would not find.", counted(plan.not_found, "quote")));
    }
    lines.push(format!(
        "Without an attribution: {}, {}.",
        counted(account.quotations_without_attribution, "quotation"),
        counted(account.paragraphs_without_attribution, "paragraph")
    ));
    lines
}
