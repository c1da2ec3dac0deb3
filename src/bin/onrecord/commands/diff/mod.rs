//! `onrecord diff`: what changed between two manifests, corpora or git revisions of one.

mod revision;

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use onrecord::format::Written;
use onrecord::model::Date;
use onrecord::runs::{Manifest, diff};
use onrecord::text::Text;
use onrecord::workspace::Snapshot;

use super::exposed;
use crate::args::{CLAIMS, Color, Diff, FailOn};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::output::{Output, write_stdout};
use crate::{clock, corpus_errors, loading, manifest_file};
use revision::Revision;

/// Shows what has changed between two manifests, corpora or git revisions of one.
pub(crate) fn run(args: &Diff, color: Color) -> Result<Exit, CommandError> {
    let claims = Path::new(CLAIMS);
    let new = args.new.as_deref().unwrap_or(claims);
    expect_two(&args.old, new)?;
    let read_new = || match &args.new {
        Some(new) => Side::read(new, &args.old),
        // Only what was passed may be a revision: a branch can have the name of the folder.
        None => Side::corpus(claims),
    };
    let (before, now) = rayon::join(|| Side::read(&args.old, new), read_new);
    let (before, now) = (before?, now?);
    let faults = [before.faults(color), now.faults(color)];
    if faults.contains(&Exit::Found) {
        // What could not be read would count as removed.
        let _ = writeln!(io::stderr(), "onrecord: nothing was compared; fix the errors above first");
        return Ok(Exit::Found);
    }
    let today = args.today.clone().or_else(clock::today);
    let day = today.ok_or(CommandError::Usage("cannot determine today's date; pass --today"))?;
    let (old, new) = rayon::join(|| before.manifest(&day), || now.manifest(&day));
    let (old, new) = (old?, new?);
    let diff = diff(&old, &new);

    let options = Output::Stdout.options(color);
    write_stdout(|out| diff.write(args.format, &options, out))?;
    if let Side::File(path, _) = &before {
        exposed::say(path, &diff.exposed());
    }
    let fails = args.fail_on.iter().any(|on| match on {
        FailOn::Weaker => diff.weaker() > 0,
        FailOn::Removed => diff.removed() > 0,
        FailOn::Reattributed => diff.reattributed() > 0,
        FailOn::Reworded => diff.reworded() > 0,
    });
    // The process ends here: giving a million records back one by one would only take time.
    std::mem::forget(diff);
    std::mem::forget((old, new));
    std::mem::forget((before, now));
    Ok(if fails { Exit::Found } else { Exit::Clean })
}

/// What is compared with itself has not changed, which would look like an answer.
fn expect_two(old: &Path, new: &Path) -> Result<(), CommandError> {
    let real = |path: &Path| path.canonicalize().ok();
    if old != new && real(old).is_none_or(|old| real(new) != Some(old)) {
        return Ok(());
    }
    let why = "would be compared with itself; pass an older run, other claim files or another git revision, such as \
        HEAD, first";
    Err(CommandError::Input(old.to_owned(), why.to_owned()))
}

/// What is compared, read and worked out.
enum Side {
    Corpus(Snapshot),
    File(PathBuf, Text),
}

impl Side {
    /// What a path has or, where there is no such path, a git revision of what it is compared with.
    fn read(path: &Path, other: &Path) -> Result<Self, CommandError> {
        if manifest_file::is_one(path) {
            return Ok(Self::File(path.to_owned(), manifest_file::read(path)?));
        }
        if path.symlink_metadata().is_err() {
            return Revision::find(path, other)?.read().map(Self::Corpus);
        }
        Self::corpus(path)
    }

    fn corpus(path: &Path) -> Result<Self, CommandError> {
        loading::load_quietly(&[path.to_owned()]).map(Self::Corpus)
    }

    fn faults(&self, color: Color) -> Exit {
        match self {
            Self::Corpus(snapshot) => corpus_errors::show(snapshot, color),
            Self::File(..) => Exit::Clean,
        }
    }

    fn manifest(&self, day: &Date) -> Result<Manifest<'_>, CommandError> {
        match self {
            Self::Corpus(snapshot) => Ok(Manifest::new(snapshot, day)),
            Self::File(path, text) => {
                Manifest::read(text).map_err(|why| CommandError::Input(path.clone(), why.words().to_owned()))
            }
        }
    }
}
