//! `onrecord export`: the graph, or a part of it, for other tools.

use std::io::Write;

use onrecord::export::{Export, Request, export, has_derivations};
use onrecord::format::{Format, Written};
use onrecord::model::Record;
use onrecord::report::Selection;
use onrecord::reviews::Standing;

use crate::args::{self, Color};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::output::Output;
use crate::{clock, corpus_errors, loading};

/// Writes the graph, or a part of it, for other tools.
pub(crate) fn run(args: &args::Export, color: Color) -> Result<Exit, CommandError> {
    expect_whole(args)?;
    let snapshot = loading::load(&args.paths.paths, None)?;
    let claim = args.claim.as_deref().map(|id| snapshot.find(id, Record::claim).map_err(|why| (id, why)));
    let claim = match claim.transpose() {
        Ok(claim) => claim,
        Err((id, why)) => {
            // The record may be missing because its file could not be read.
            corpus_errors::show(&snapshot, color);
            return Err(CommandError::not_found(id, why, "a claim"));
        }
    };
    let selection = Selection { bases: args.basis.clone(), tags: args.tag.clone() };
    loading::expect_tags(&snapshot, &selection, color)?;
    let request =
        Request { claim, selection, base: args.base.clone(), today: args.today.clone().or_else(clock::today) };
    let export = export(&snapshot, &request);

    let output = Output::new(args.output.as_ref(), args.format);
    let options = output.options(color).csv_raw(args.csv_raw);
    let files = Export::files(args.format);
    if files.is_empty() {
        output.write(&snapshot, |out| export.write(args.format, &options, out))?;
        match args.format {
            Format::Mermaid => say_beyond_mermaid(&export),
            Format::ClaimReview => say_incomplete(&export),
            format => say_weakened(&export, format),
        }
    } else {
        output.write_folder(&snapshot, &files, |nth, out| export.write_file(args.format, files[nth], &options, out))?;
    }

    let exit = corpus_errors::show(&snapshot, color);
    // The process ends here: giving a million records back one by one would only take time.
    std::mem::forget(export);
    std::mem::forget(snapshot);
    Ok(exit)
}

/// Tables are for answers, and claims that are left out would change those of others.
fn expect_whole(args: &args::Export) -> Result<(), CommandError> {
    if args.format != Format::Parquet {
        return Ok(());
    }
    if !Export::formats().contains(&args.format) {
        return Err(CommandError::WITHOUT_PARQUET);
    }
    if !args.basis.is_empty() || !args.tag.is_empty() {
        return Err(CommandError::Usage(
            "`--basis` and `--tag` cut citations, which changes answers from tables; export all claims, or pass \
             `--claim` for one and all it rests on",
        ));
    }
    Ok(())
}

/// Says how many citations are not written as derivations, and why.
fn say_weakened(export: &Export<'_>, format: Format) {
    let weak = export.weakenings();
    let count = weak.on_a_loop + weak.possibly_later;
    if has_derivations(format) && count > 0 {
        let _ = writeln!(
            std::io::stderr(),
            "onrecord: {count} of {} citations written as prov:wasInfluencedBy instead of prov:wasDerivedFrom: {} on \
             a loop, {} of a claim that may be later",
            weak.citations,
            weak.on_a_loop,
            weak.possibly_later,
        );
    }
}

/// Says that Mermaid will not draw it. Standard error may be closed; the export is written all the same.
fn say_beyond_mermaid(export: &Export<'_>) {
    if let Ok(Some((characters, links))) = export.beyond_mermaid() {
        let _ = writeln!(
            std::io::stderr(),
            "onrecord: {characters} characters and {links} links; Mermaid draws at most 50,000 and 500 unless the \
             page sets maxTextSize and maxEdges; --claim, --basis and --tag export less"
        );
    }
}

/// Says which reviews are left out, and what search engines miss in the others.
fn say_incomplete(export: &Export<'_>) {
    let all = export.reviews().count();
    let written = export.standing_reviews().count();
    let disagreeing = export.disagreeing_reviews().count();
    let without_url = export.standing_reviews().filter(|(review, _)| review.url.is_none()).count();
    let mut out = std::io::stderr();
    for standing in Standing::ALL.into_iter().filter(|&standing| standing != Standing::Current) {
        let left_out = export.reviews().filter(|review| review.2 == standing).count();
        if left_out > 0 {
            let _ = writeln!(out, "onrecord: skipped {left_out} of {all} reviews: {}", standing.words());
        }
    }
    if disagreeing > 0 {
        let _ = writeln!(out, "onrecord: skipped {disagreeing} of {all} reviews: the reviewers of a claim disagree");
    }
    let of_withdrawn =
        export.standing_reviews().filter(|&(review, claim)| export.may_precede_withdrawal(review, claim)).count();
    if of_withdrawn > 0 {
        let _ = writeln!(
            out,
            "onrecord: {of_withdrawn} of {written} reviews may be older than the withdrawal of their claim, and have \
             no digest that shows it"
        );
    }
    if without_url > 0 {
        let _ = writeln!(out, "onrecord: {without_url} of {written} reviews have no url, which search engines require");
    }
    if written > 0 {
        let _ = writeln!(
            out,
            "onrecord: no record says whether a reviewer is a person or an organization, which search engines require"
        );
    }
}
