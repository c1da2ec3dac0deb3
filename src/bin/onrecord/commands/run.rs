//! `onrecord run`: a manifest of a fact-checking run.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, BufReader, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use onrecord::check::faults;
use onrecord::diagnostic::Level;
use onrecord::model::Date;
use onrecord::report::{Selection, report};
use onrecord::runs::Manifest;
use onrecord::workspace::Snapshot;

use super::draft::open;
use super::exposed;
use crate::args::{Color, Run};
use crate::atomic_write::{StagedFile, Transaction};
use crate::error::{CommandError, refused, shown};
use crate::exit::Exit;
use crate::folder::{Folder, Place};
use crate::output::{Output, write_stdout};
use crate::{clock, corpus_errors, loading, protected_paths};

/// The folder of the manifests, in that of the corpus.
const FOLDER: &str = "runs";

/// Writes down how things stand.
pub(crate) fn run(args: &Run, color: Color) -> Result<Exit, CommandError> {
    let date = date(args)?;
    let snapshot = loading::load(&args.paths.paths, None)?;
    // A manifest must match what it names, so nothing of the corpus may be missing from it.
    if faults(&snapshot).reaches(Level::Error) {
        return Ok(corpus_errors::refuse(&snapshot, color));
    }
    let target = target(args, &snapshot, &date)?;
    let manifest = Manifest::new(&snapshot, &date);

    protected_paths::refuse(&target.path, &snapshot, None)?;
    let said = write(&manifest, &target, args.replace)?;
    let output = Output::Stdout;
    let selection = Selection::default();
    let cautions = report(&snapshot, &selection).cautions();
    write_stdout(|out| {
        writeln!(out, "{said}")?;
        manifest.write_summary(output.width(), output.color(color), out)?;
        corpus_errors::write_cautions(&snapshot, &cautions, out)
    })?;
    exposed::say_of_earlier(&target.path, &manifest);
    open::say(&open::beneath(&args.paths.paths), "draft is not in the run", "drafts are not in the run");
    // The process ends here: giving a million records back one by one would only take time.
    std::mem::forget(manifest);
    std::mem::forget(snapshot);
    Ok(Exit::Clean)
}

fn date(args: &Run) -> Result<Date, CommandError> {
    if let Some(date) = &args.date {
        return Ok(date.clone());
    }
    let day = clock::source_date()?.or_else(clock::today);
    day.ok_or(CommandError::Usage("cannot determine today's date; pass --date"))
}

/// Where the manifest belongs.
struct Target<'a> {
    path: PathBuf,
    /// The folder of the corpus, unless the user has named another place.
    corpus: Option<&'a Path>,
}

impl Target<'_> {
    /// A suggested change to the claims must not redirect what is written.
    fn place(&self, transaction: &mut Transaction) -> io::Result<Place> {
        let folder = match self.corpus {
            Some(corpus) => transaction.folder_below(&Folder::open(corpus)?, OsStr::new(FOLDER))?,
            None => transaction.folder(self.path.parent().unwrap_or(Path::new("")))?,
        };
        self.path.file_name().map(|name| folder.place(name)).ok_or_else(|| refused("not a file name"))
    }
}

fn target<'a>(args: &Run, snapshot: &'a Snapshot, date: &Date) -> Result<Target<'a>, CommandError> {
    if let Some(path) = &args.output {
        return Ok(Target { path: path.clone(), corpus: None });
    }
    match snapshot.folders() {
        [folder, others @ ..] if others.iter().all(|other| other == folder) => {
            let path = folder.join(FOLDER).join(format!("{date}.json"));
            Ok(Target { path, corpus: Some(folder) })
        }
        _ => Err(CommandError::Usage(
            "a corpus of several folders has no default place for its manifest; pass \
                                      --output FILE",
        )),
    }
}

/// Writes it, unless it is there already, and returns what was done.
fn write(manifest: &Manifest<'_>, target: &Target<'_>, may_replace: bool) -> Result<String, CommandError> {
    let path = &*target.path;
    let unwritten = |error: io::Error| CommandError::unwritten(path, &error);
    let is_there = match File::open(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => false,
        file => {
            let mut same = Same { file: BufReader::new(file.map_err(unwritten)?), is_same: true };
            let digest = manifest.write(&mut same).map_err(unwritten)?;
            if same.ends().map_err(unwritten)? {
                return Ok(format!("{} is up to date: {digest}", shown(path)));
            }
            true
        }
    };
    if is_there && !may_replace {
        let why = "a different manifest exists; pass --replace to overwrite it";
        return Err(CommandError::Output(path.to_owned(), why.to_owned()));
    }
    let mut written = None;
    let mut write = || {
        let mut transaction = Transaction::default();
        let staged = StagedFile::new(target.place(&mut transaction)?, |out| {
            written = Some(manifest.write(out)?);
            Ok(())
        })?;
        if is_there {
            staged.replace()?;
        } else {
            transaction.create_file(staged)?;
        }
        transaction.commit();
        io::Result::Ok(())
    };
    write().map_err(unwritten)?;
    Ok(format!("{} was written: {}", shown(path), written.map(|digest| digest.to_string()).unwrap_or_default()))
}

/// Takes what would be written and compares it with what is there.
struct Same {
    file: BufReader<File>,
    is_same: bool,
}

impl Same {
    /// Whether that was all, and the same.
    fn ends(mut self) -> io::Result<bool> {
        Ok(self.is_same && self.file.read(&mut [0])? == 0)
    }
}

impl Write for Same {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.is_same {
            let mut there = Vec::with_capacity(bytes.len());
            (&mut self.file).take(bytes.len() as u64).read_to_end(&mut there)?;
            self.is_same = there == bytes;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
