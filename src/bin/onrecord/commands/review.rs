//! `onrecord review`: a new review in a file of its own.

use std::ffi::OsStr;
use std::fmt::Write as _;
use std::io::{self, ErrorKind};
use std::path::PathBuf;

use onrecord::digest::beneath;
use onrecord::index::{ClaimIndex, ReviewIndex};
use onrecord::model::{Date, Id, Record};
use onrecord::records::{InvalidReview, NewReview};
use onrecord::report::{Selection, report, sentence};
use onrecord::reviews::{Verdicts, grounds};
use onrecord::text::Text;
use onrecord::text::terminal;
use onrecord::workspace::Snapshot;

use crate::args::{Color, Review};
use crate::atomic_write::{StagedFile, Transaction};
use crate::error::{CommandError, shown};
use crate::exit::Exit;
use crate::folder::{Folder, of_corpus};
use crate::output::write_stdout;
use crate::{clock, corpus_errors, loading, starter_files};

/// How many verdicts are offered where none is like the unknown one.
const MAX_LISTED: usize = 20;

/// The folder of the files that are written here, in that of the corpus.
const REVIEWS: &str = "reviews";

/// Writes what was found about a claim into a file of its own.
pub(crate) fn run(args: &Review, color: Color) -> Result<Exit, CommandError> {
    let snapshot = loading::load(&args.paths.paths, None)?;
    if !snapshot.is_understood() {
        // What the claim rests on may be in what is missing.
        return Ok(corpus_errors::refuse(&snapshot, color));
    }
    let claim = match snapshot.find(&args.claim, Record::claim) {
        Ok(claim) => claim,
        Err(why) => return Err(CommandError::not_found(&args.claim, why, "a claim")),
    };
    let review = new_review(args, &snapshot, claim)?;
    let done = match known(&review, &snapshot, claim) {
        Some(id) => format!("kept      the review `{id}` says the same; nothing changed"),
        None => format!("wrote     {}", shown(&write(&review, &snapshot, claim)?)),
    };
    let records = beneath(snapshot.graph(), claim, usize::MAX).len();
    let report = report(&snapshot, &Selection::default());
    let id = review.claim.as_str();
    let alarms = report.rows().find(|row| row.id() == id).map(|row| row.alarms()).unwrap_or_default();
    let alarms: Vec<_> = alarms.iter().map(|alarm| format!("{}: {}", alarm.label, sentence(&alarm.sentence))).collect();
    write_stdout(|out| {
        out.write_all(words(&review, &done, records).as_bytes())?;
        corpus_errors::write_cautions(&snapshot, &alarms, out)
    })?;
    Ok(corpus_errors::show(&snapshot, color))
}

/// What is to be written down.
fn new_review(args: &Review, snapshot: &Snapshot, claim: ClaimIndex) -> Result<NewReview, CommandError> {
    let text = |text: &String| Text::new(text.as_str());
    let verdict = text(&args.verdict);
    check_verdict(&verdict, &Verdicts::of(snapshot.configuration()))?;
    let (corpus, graph) = (snapshot.corpus(), snapshot.graph());
    let review = NewReview {
        claim: corpus.claims[claim].id.clone(),
        verdict,
        reviewer: text(&args.reviewer),
        date: date(args)?,
        expires: args.expires.clone(),
        rationale: args.rationale.as_ref().map(text),
        url: args.url.as_ref().map(text),
        note: args.note.as_ref().map(text),
        digest: snapshot.digests().grounds(claim),
        grounds: grounds(corpus, graph, claim),
    };
    review.check().map_err(invalid)?;
    Ok(review)
}

/// The day of the review, which must have come: somewhere on Earth it is tomorrow already.
fn date(args: &Review) -> Result<Date, CommandError> {
    let today = clock::today();
    let tomorrow = today.as_ref().and_then(|today| today.days_later(1));
    match &args.date {
        Some(date) if tomorrow.is_some_and(|tomorrow| tomorrow.is_before(date) == Some(true)) => {
            Err(CommandError::BadOption("--date", "is after today"))
        }
        Some(date) => Ok(date.clone()),
        None => today.ok_or(CommandError::Usage("cannot determine today's date; pass --date")),
    }
}

fn check_verdict(verdict: &Text, verdicts: &Verdicts<'_>) -> Result<(), CommandError> {
    if verdicts.has(verdict) {
        return Ok(());
    }
    let quoted = |verdict: Text| format!("`{}`", terminal::line(&verdict));
    let all = || {
        let (listed, others) = verdicts.first(MAX_LISTED);
        let listed = listed.map(quoted).collect::<Vec<_>>().join(", ");
        if others == 0 { listed } else { format!("{listed}, and {others} more") }
    };
    let meant = verdicts.nearest(verdict).map(|(meant, _)| format!("did you mean {}?", quoted(meant)));
    let help = meant.unwrap_or_else(|| format!("expected one of {}", all()));
    Err(CommandError::UnknownVerdict(verdict.clone(), help))
}

fn invalid(why: InvalidReview) -> CommandError {
    let option = |field| match field {
        "reviewer" => "--reviewer",
        "rationale" => "--rationale",
        "url" => "--url",
        "note" => "--note",
        _ => "--verdict",
    };
    match why {
        InvalidReview::Blank(field) => CommandError::BadOption(option(field), "is empty"),
        InvalidReview::Hidden(field) => CommandError::BadOption(
            option(field),
            "has an invisible control or bidirectional character, which is not allowed in claim files",
        ),
        InvalidReview::Url => CommandError::BadOption("--url", "is not a web address; write `https://host/path`"),
        InvalidReview::Expired => CommandError::BadOption("--expires", "is before the date of the review"),
        _ => CommandError::Usage("the review cannot be stored exactly: a text is too long"),
    }
}

/// Writes it under the first id that neither the corpus nor somebody else, who may be writing at the same time, has
/// taken.
fn write(review: &NewReview, snapshot: &Snapshot, claim: ClaimIndex) -> Result<PathBuf, CommandError> {
    let file = snapshot.files().get(snapshot.corpus().claims[claim].place.file).path().given();
    let folder = of_corpus::of(snapshot, file).or_else(|| snapshot.folders().first()).cloned().unwrap_or_default();
    let modeline = starter_files::modeline_below(&folder, 1);
    let opened = Folder::open(&folder).map_err(|error| CommandError::unwritten(&folder.join(REVIEWS), &error))?;
    for id in review.ids(snapshot.corpus()) {
        let name = format!("{id}.yaml");
        let path = folder.join(REVIEWS).join(&name);
        let yaml = modeline.clone() + &review.yaml(&id).map_err(invalid)?;
        match create(&opened, &name, &yaml) {
            Ok(()) => return Ok(path),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(CommandError::unwritten(&path, &error)),
        }
    }
    Err(CommandError::Usage("no free number for the review"))
}

/// Makes the file, whole or not at all, and never over something that is there.
fn create(corpus: &Folder, name: &str, yaml: &str) -> io::Result<()> {
    let mut transaction = Transaction::default();
    let place = transaction.folder_below(corpus, OsStr::new(REVIEWS))?.place(name);
    if place.look().is_ok() {
        return Err(ErrorKind::AlreadyExists.into());
    }
    transaction.create_file(StagedFile::new(place, |out| out.write_all(yaml.as_bytes()))?)?;
    transaction.commit();
    Ok(())
}

/// The review that says the same already, unless its reviewer has said something else since.
fn known<'s>(review: &NewReview, snapshot: &'s Snapshot, claim: ClaimIndex) -> Option<&'s Id> {
    let (reviews, all) = (snapshot.reviews(None), &snapshot.corpus().reviews);
    let is_it = |&&at: &&ReviewIndex| !reviews.is_superseded(at) && review.is(&all[at]);
    reviews.of(claim).iter().find(is_it).map(|&at| &all[at].id)
}

/// What was done and what it says.
fn words(review: &NewReview, done: &str, records: usize) -> String {
    let (verdict, reviewer) = (terminal::line(&review.verdict), terminal::line(&review.reviewer));
    let mut words = format!("{done}\n\n{} is {verdict}, says {reviewer}\n", review.claim);
    let records = match records {
        1 => "1 record".to_owned(),
        records => format!("{records} records"),
    };
    let today = clock::today().filter(|today| today.is_before(&review.date) == Some(true));
    if let Some(today) = today {
        let _ = writeln!(words, "It counts from {} on: in UTC it is still {}", review.date.as_str(), today.as_str());
    }
    let _ = writeln!(words, "It covers {records} as they are now: {}", review.digest);
    words
}
