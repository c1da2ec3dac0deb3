//! The draft as a claim file for a person to finish. Only `draft --accept` reads it.

use std::io::{self, Write};

use serde::Serialize;

use super::account::{account, is_account};
use super::plan::{Plan, PlannedClaim};
use super::{Draft, words};
use crate::format::Options;
use crate::model::Id;
use crate::records::{AnnotatedFile, Comment, Ids, Scalar, Shape};
use crate::speech::{Identity, SourceKind};

/// What is shown above all records.
const INTRODUCTION: [&str; 4] = [
    "A draft: who says what in an article, found by rules. No other command reads this file.",
    "Check each record against the sentence above it. Write a `statement` where there is none, and an `identity`",
    "(named, anonymous or unspecified) where a source has none. Delete what is wrong.",
    "Then `onrecord draft --accept` and the name of this file moves what is complete into a claim file.",
];

/// What is above the account.
const ACCOUNT: &str = "The account of the whole article, as it was drafted:";

/// Whether a draft has nothing but what was written around its records.
pub(super) fn is_untouched(draft: &str) -> bool {
    let lines = draft.lines().map(|line| line.trim_start_matches('#').trim()).filter(|line| !line.is_empty());
    let mut others = lines.skip_while(|line| INTRODUCTION.contains(line));
    others.next().is_none_or(|line| line == ACCOUNT) && others.all(is_account)
}

#[derive(Serialize)]
struct SourceFields<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    identity: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<Scalar<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<Scalar<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<Scalar<'a>>,
}

#[derive(Serialize)]
struct DocumentFields<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<Scalar<'a>>,
}

#[derive(Serialize)]
struct ClaimFields<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    statement: Option<Scalar<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    attributed_to: Vec<Scalar<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    cites: Vec<Scalar<'a>>,
    evidence: Vec<EvidenceFields<'a>>,
}

#[derive(Serialize)]
struct EvidenceFields<'a> {
    document: Scalar<'a>,
    quote: Scalar<'a>,
}

pub(super) fn write(draft: &Draft, _: &Options, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(text(draft).as_bytes())
}

/// All of the file.
fn text(draft: &Draft) -> String {
    let mut ids = draft.taken();
    let plan = Plan::new(draft, &mut ids);
    let mut file = AnnotatedFile::default();
    for line in INTRODUCTION {
        file.comment(&Comment::new(line));
    }
    for &at in plan.sources.iter().filter(|&&at| draft.known(at).is_none()) {
        source(draft, at, &mut file);
    }
    let document = document(draft, &mut ids, &mut file);
    for claim in &plan.claims {
        self::claim(draft, claim, document.as_ref(), &mut file);
    }
    file.blank();
    file.comment(&Comment::new(ACCOUNT));
    for line in account(draft, &plan) {
        file.comment(&Comment::new(&line));
    }
    file.into_text()
}

fn source(draft: &Draft, at: usize, file: &mut AnnotatedFile) {
    let (source, Some(id)) = (&draft.reading.sources[at], draft.ids.get(at)) else { return };
    let is_named = source.identity == Identity::Named;
    let label = words::whole(&source.label);
    let reason = source.reason.as_ref().map(words::whole);
    let fields = SourceFields {
        identity: (source.identity != Identity::Unresolved).then(|| source.identity.name()),
        name: is_named.then_some(Scalar(&label)),
        kind: source.kind.map(SourceKind::name),
        description: (!is_named).then_some(Scalar(&label)),
        reason: reason.as_ref().map(Scalar).filter(|_| source.identity == Identity::Anonymous),
    };
    file.record("sources", id, &fields, &about_source(draft, at));
}

/// What a person has to decide about a source.
fn about_source(draft: &Draft, at: usize) -> Vec<Comment> {
    let (source, mut comments) = (&draft.reading.sources[at], Vec::new());
    if source.identity == Identity::Unresolved {
        let mut who = Comment::new("Who is this?");
        for (nth, &candidate) in source.candidates.iter().enumerate() {
            if let (Some(id), Some(known)) = (draft.ids.get(candidate), draft.reading.sources.get(candidate)) {
                who = who.words(if nth == 0 { " Perhaps `" } else { ", or `" }).words(id.as_str()).words("`, ");
                who = who.text(&words::whole(&known.label));
            }
        }
        comments.push(who);
    }
    let namesakes = if draft.known(at).is_some() { Vec::new() } else { draft.of_this_name(at) };
    let same = match (namesakes.len(), source.identity) {
        (0, _) => return comments,
        (1, Identity::Named) => "The corpus has a source of this name: if it is the same, use `",
        (1, _) => "The corpus has a source like this from this page: if it is the same, use `",
        (_, Identity::Named) => "The corpus has several sources of this name: if it is one of them, use `",
        (_, _) => "The corpus has several sources like this from this page: if it is one of them, use `",
    };
    let ids = namesakes.iter().map(|id| id.as_str()).collect::<Vec<_>>().join("` or `");
    comments.push(Comment::new(same).words(&ids).words("` in the claims and delete this record."));
    comments
}

/// The id of the document. One that has no record yet gets one.
fn document(draft: &Draft, ids: &mut Ids, file: &mut AnnotatedFile) -> Option<Id> {
    if draft.document.is_some() {
        return draft.document.clone();
    }
    let id = ids.take(&draft.called, Shape::DOCUMENT)?;
    let title = draft.title.as_ref().map(words::whole);
    let comment =
        Comment::new("The file is not archived yet: `onrecord draft FILE` does that, and `onrecord archive`.");
    file.record("documents", &id, &DocumentFields { title: title.as_ref().map(Scalar) }, &[comment]);
    Some(id)
}

fn claim(draft: &Draft, claim: &PlannedClaim, document: Option<&Id>, file: &mut AnnotatedFile) {
    let Some(document) = document else { return };
    let attribution = &draft.reading.attributions[claim.attribution];
    let voice = attribution.voice.and_then(|voice| draft.ids.get(voice));
    let fields = ClaimFields {
        statement: claim.statement.as_ref().map(Scalar),
        attributed_to: voice.into_iter().map(|voice| Scalar(voice.text())).collect(),
        cites: claim.cites.iter().map(|origin| Scalar(origin.text())).collect(),
        evidence: claim
            .quotes
            .iter()
            .map(|quote| EvidenceFields { document: Scalar(document.text()), quote: Scalar(quote) })
            .collect(),
    };
    let denied = attribution.is_denied.then(|| {
        Comment::new("The text denies or doubts this, or only supposes it: write the statement as the source means it.")
    });
    let found = [attribution.tier.name(), attribution.pattern, attribution.kind.name()].join(", ");
    let mut comments =
        vec![Comment::new(&found), Comment::default().text(&words::sentence(&draft.reading, attribution))];
    if voice.is_none() {
        comments.push(Comment::new("Nobody is named as its source."));
    }
    comments.extend(denied);
    comments.extend(about_voice(draft, attribution.voice));
    file.record("claims", &claim.id, &fields, &comments);
}

/// Who a source may be that the text does not name.
fn about_voice(draft: &Draft, voice: Option<usize>) -> Option<Comment> {
    let source = draft.reading.sources.get(voice?)?;
    let candidate = draft.ids.get(*source.candidates.first()?)?;
    let who = Comment::new("`").text(&words::whole(&source.label)).words("` is perhaps `");
    Some(who.words(candidate.as_str()).words("`."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::example::{Said, TEXT, example, reading, source};
    use crate::format::{Format, Written};
    use crate::speech::{Reading, Wording};
    use crate::text::Text;

    fn drafted(reading: Reading, corpus: &str) -> String {
        let snapshot = crate::Workspace::of_texts([("c.yaml", corpus)]).snapshot();
        let draft = Draft::of(reading, Id::parse(&Text::new("d")).ok(), Some(&snapshot));
        let mut out = Vec::new();
        draft.write(Format::Yaml, &Options::default(), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    /// Direct speech waits for its statement, and a relay cites the claim that it passes on.
    #[test]
    fn records_are_those_of_the_text() {
        let file = drafted(example(), "");
        let records = file.lines().filter(|line| !line.starts_with('#')).collect::<Vec<_>>().join("\n");
        let expected = "
sources:
  ada-example:
    identity: named
    name: Ada Example
    kind: person

  daily-example:
    identity: named
    name: The Daily Example
    kind: outlet

  engineer:
    identity: anonymous
    description: an engineer
    reason: not authorised to speak

claims:
  # sure, quote-said, direct
  # “The bridge is closed,” Ada Example said on Monday.
  bridge-is-closed:
    attributed_to:
    - ada-example
    evidence:
    - document: d
      quote: The bridge is closed

  # sure, quote-said, indirect
  # The Daily Example reports that it will open in May, citing an engineer who was not authorised to speak.
  it-will-open-in-may:
    statement: it will open in May
    attributed_to:
    - daily-example
    cites:
    - it-will-open-in-may-2
    evidence:
    - document: d
      quote: it will open in May

  # sure, quote-said, indirect
  # The Daily Example reports that it will open in May, citing an engineer who was not authorised to speak.
  it-will-open-in-may-2:
    statement: it will open in May
    attributed_to:
    - engineer
    evidence:
    - document: d
      quote: it will open in May
";
        assert_eq!(records, expected);
        assert!(
            file.ends_with(
                "# 3 attributions: 3 sure, 0 likely.\n# 3 claims, by source: 2 named, 1 anonymous.\n\
            # Without an attribution: 0 quotations, 0 paragraphs.\n"
            ),
            "{file}"
        );
    }

    #[test]
    fn a_source_of_the_corpus_is_used_and_no_id_is_taken_twice() {
        let corpus = |kind: &str| {
            format!(
                "sources:\n  ada: {{identity: named, name: ADA  Example, kind: {kind}}}\n  engineer: {{identity: \
                 anonymous, description: an engineer}}\nclaims:\n  bridge-is-closed: {{statement: x}}\n"
            )
        };
        let file = drafted(example(), &corpus("person"));
        assert!(file.contains("\n    - ada\n") && !file.contains("ada-example"), "{file}");
        assert!(file.contains("\n# In the corpus by name: `ada`. If one is somebody else, "), "{file}");
        assert!(file.contains("\n  engineer-2:\n") && file.contains("\n    - engineer-2\n"), "it has no name: {file}");
        assert!(file.contains("\n  bridge-is-closed-2:\n"), "{file}");
        let file = drafted(example(), &corpus("organization"));
        assert!(file.contains("\n  ada-example:\n") && file.contains("\n    - ada-example\n"), "{file}");
        assert_eq!(file.matches("if it is the same, use `ada` in the claims").count(), 1, "{file}");
        assert!(!file.contains("In the corpus by name"), "{file}");
    }

    /// Only claims with the same quote from the same document are known, however it is set.
    #[test]
    fn what_the_corpus_has_is_not_drafted_again() {
        let corpus = |document: &str| {
            format!(
                "sources:\n  builder: {{identity: anonymous, description: a builder}}\n\
                 documents:\n  d: {{title: D, url: 'https://d.example'}}\n  copy: {{title: D, url: 'https://d.example'}}\n  \
                 other: {{title: D}}\nclaims:\n  open:\n    statement: It opens.\n    attributed_to: [builder]\n    \
                 evidence:\n    - document: {document}\n      quote: '“it will  open in May”,'\n"
            )
        };
        for document in ["d", "copy"] {
            let file = drafted(example(), &corpus(document));
            assert!(file.contains("\n  bridge-is-closed:\n") && !file.contains("\n  it-will-open"), "{file}");
            assert!(!file.contains("daily-example:") && !file.contains("engineer:"), "{file}");
            let left_out = "\n# Left out: 2 attributions whose quotes the corpus already has from this document.\n";
            assert!(file.contains(left_out), "{file}");
        }
        assert!(drafted(example(), &corpus("other")).contains("\n  it-will-open-in-may:\n"));
        let mut relayed = example();
        relayed.attributions[1].content[0].end -= 7;
        let file = drafted(relayed, &corpus("d"));
        assert!(file.contains("\n    cites:\n    - open\n"), "what is passed on is there: {file}");
    }

    #[test]
    fn nobody_is_named_who_is_not_known() {
        let mut reading = example();
        reading.sources[2] = source("he", Identity::Unresolved);
        reading.sources[2].candidates = vec![0];
        let file = drafted(reading, "");
        assert!(
            file.contains("  # Who is this? Perhaps `ada-example`, Ada Example\n  he:\n    description: he\n"),
            "{file}"
        );
        assert!(file.contains("  # `he` is perhaps `ada-example`.\n"), "{file}");
    }

    /// A quote that `check` would not find is left out and counted.
    #[test]
    fn only_quotes_that_are_found_are_written() {
        let mut reading = example();
        reading.attributions[0].content[0].end = reading.attributions[0].content[0].start + 3;
        let file = drafted(reading, "");
        assert!(!file.contains("bridge-is-closed") && !file.contains("ada-example:"), "{file}");
        assert!(file.contains("# Not written: 1 quote that `check` would not find.\n"), "{file}");
    }

    /// Whatever a text is, what is written is read back as the records that were meant.
    #[test]
    fn no_text_becomes_yaml() {
        for evil in
            ["\u{85}claims:", "\r  x: {identity: named}", "\u{2028}y: z", "#", "\u{202E}", "' \" \\ : - {", "\n  z: x"]
        {
            let (said, name) = (format!("“The bridge {evil} is closed,”"), format!("Ada {evil} Example"));
            let text = format!("{said} {name} said on Monday.\n{TEXT}");
            let said =
                Said { voice: 0, source: &name, cue: "said", content: &[&said], kind: Wording::Direct, relays: None };
            let mut evil = source(&name, Identity::Anonymous);
            evil.reason = Some(Text::new(name.clone()));
            let file = drafted(reading(&text, vec![evil], &[said]), "");
            assert!(!crate::load::has_hidden(&file), "{file:?}");
            let tree = crate::yaml::parse(&file).unwrap_or_else(|_| panic!("{file}"));
            let root = tree.root().unwrap();
            let sections: Vec<_> = tree.entries(root).map(|(key, _)| tree.scalar(key).unwrap()).collect();
            assert_eq!(sections, ["sources", "claims"], "{file}");
            for section in sections {
                assert_eq!(tree.entries(tree.value(root, section).unwrap()).count(), 1, "{file}");
            }
        }
    }
}
