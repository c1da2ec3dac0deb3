//! Which files `init` writes, and which it leaves: all of them are written, or none.

use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};

use crate::atomic_write::{LockedFile, StagedFile, Transaction};
use crate::error::{CommandError, shown};
use crate::folder::{Folder, Place};
use crate::starter_files::{self, Ci, StarterFile};

/// What is to be written, and what is left as it is.
pub(super) struct Plan {
    new: Vec<StarterFile>,
    change: Option<Change>,
    left: Vec<PathBuf>,
    why_no_ci: Option<NoCi>,
}

/// Why nothing is written for CI.
enum NoCi {
    /// The path of the claim files is not the same everywhere.
    Path,
    /// There is no sign of any.
    Unknown,
}

/// A change to a file that there is, and that was locked before it was read.
pub(super) struct Change {
    pub(super) place: LockedFile,
    pub(super) text: String,
}

impl Plan {
    /// Some files, and the schemas and CI files beside them.
    pub(super) fn new(
        parts: impl IntoIterator<Item = StarterFile>,
        change: Option<Change>,
        folder: &Path,
        systems: &[Ci],
    ) -> Result<Self, CommandError> {
        let schemas = starter_files::schemas(folder).map_err(|error| CommandError::unwritten(folder, &error))?;
        let ci = starter_files::ci(folder, systems);
        let why_no_ci = match &ci {
            None => Some(NoCi::Path),
            Some(files) => files.is_empty().then_some(NoCi::Unknown),
        };
        let mut plan = Self { new: Vec::new(), change, left: Vec::new(), why_no_ci };
        for part in parts.into_iter().chain(schemas).chain(ci.into_iter().flatten()) {
            let path = part.path();
            // A link is something, wherever it leads.
            if path.symlink_metadata().is_ok() { plan.left.push(path) } else { plan.new.push(part) }
        }
        Ok(plan)
    }

    /// Writes all of it, or nothing.
    pub(super) fn write(self) -> Result<(), CommandError> {
        let mut transaction = Transaction::default();
        let mut staged = Vec::new();
        for part in &self.new {
            let locked = make_folders(part, &mut transaction).and_then(LockedFile::lock);
            staged.push(stage(locked.map_err(|error| CommandError::unwritten(&part.path(), &error))?, &part.text)?);
        }
        let changed = self.change.map(Change::stage).transpose()?;
        for file in staged {
            let path = file.path().to_owned();
            transaction.create_file(file).map_err(|error| CommandError::unwritten(&path, &error))?;
        }
        match changed {
            None => transaction.commit(),
            Some(file) => {
                let path = file.path().to_owned();
                transaction.commit_with(file).map_err(|error| CommandError::unwritten(&path, &error))?;
            }
        }
        Ok(())
    }

    /// What was written, what was left, and what is to be replaced in it.
    pub(super) fn words(&self, folder: &Path) -> String {
        let mut words = String::new();
        if let Some(change) = &self.change {
            let _ = writeln!(words, "added to  {}", shown(change.place.path()));
        }
        for part in &self.new {
            let _ = writeln!(words, "wrote     {}", shown(&part.path()));
        }
        for path in &self.left {
            let _ = writeln!(words, "kept      {}, which exists", shown(path));
        }
        let why = self.why_no_ci.as_ref().map(|why| match why {
            NoCi::Path => format!("`{}` is not a simple path below this folder", shown(folder)),
            NoCi::Unknown => "pass `--ci github`, `--ci gitlab` or `--ci pre-commit`".to_owned(),
        });
        if let Some(why) = why {
            let _ = writeln!(words, "\nNo CI files were written: {why}.");
        }
        let has_owner = |part: &&StarterFile| part.text.contains(starter_files::OWNER);
        let owned: Vec<_> = self.new.iter().filter(has_owner).map(|part| shown(&part.path())).collect();
        if !owned.is_empty() {
            let _ = writeln!(
                words,
                "\nReplace {} in {}; the first lines of each file say with what.",
                starter_files::OWNER,
                owned.join(", ")
            );
        }
        words
    }
}

/// Opens the folders of a file, or makes them. Those that the user has not named must not be links, nor must the last
/// that he has.
fn make_folders(part: &StarterFile, transaction: &mut Transaction) -> io::Result<Place> {
    let mut folder = match (part.base.parent(), part.base.file_name()) {
        (Some(above), Some(name)) => {
            let above = transaction.folder(above)?;
            transaction.folder_below(&above, name)?
        }
        _ => Folder::open(&part.base)?,
    };
    for name in part.below.parent().into_iter().flatten() {
        folder = transaction.folder_below(&folder, name)?;
    }
    Ok(folder.place(part.below.file_name().unwrap_or_default()))
}

impl Change {
    fn stage(self) -> Result<StagedFile, CommandError> {
        stage(self.place, &self.text)
    }
}

fn stage(place: LockedFile, text: &str) -> Result<StagedFile, CommandError> {
    let path = place.path().to_owned();
    place.stage(|out| out.write_all(text.as_bytes())).map_err(|error| CommandError::unwritten(&path, &error))
}
