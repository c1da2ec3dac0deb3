//! Where archived copies are looked for.

use std::fs::File;
use std::path::{Path, PathBuf};

use super::opening::{self, Identity, Names, NotOpened};
use crate::load::real;
use crate::model::{SnapshotPath, is_of_desk};

/// Where archived copies are looked for.
#[derive(Debug, Default)]
pub struct Archive {
    /// The folders of the corpus.
    folders: Vec<PathBuf>,
    /// A folder for copies that are not kept beside the claim files.
    snapshots: Option<PathBuf>,
    /// Claim files and a configuration that are not called like any: only paths that were passed lead to them. Without
    /// links.
    of_desk: Vec<PathBuf>,
    /// A claim file that somebody proposes who may not choose which files are opened.
    proposed: Option<PathBuf>,
    names: Names,
}

/// A copy that was opened.
#[derive(Debug)]
pub(crate) struct Opened {
    pub(crate) file: File,
    /// It is not in the corpus, and its content may be secret from the author of the record.
    pub(crate) is_elsewhere: bool,
}

/// Which file of the system a copy is.
pub(crate) fn identity(opened: &Opened) -> Identity {
    opening::identity(&opened.file)
}

impl Archive {
    /// Copies in the folders of a corpus and, if they are not there, in a folder that somebody has given. A corpus that
    /// was not read from files has no folders.
    pub fn new(folders: &[PathBuf], snapshots: Option<&Path>) -> Self {
        Self { folders: folders.to_vec(), snapshots: snapshots.map(Path::to_owned), ..Self::default() }
    }

    /// The same, but none of these claim files is opened as a copy, whatever its name.
    pub(crate) fn beside_files<'f>(self, files: impl Iterator<Item = &'f Path>) -> Self {
        let is_called_so = |file: &Path| file.file_name().is_some_and(|name| is_of_desk(&name.to_string_lossy()));
        Self { of_desk: files.filter(|file| !is_called_so(file)).map(real).collect(), ..self }
    }

    /// The same, but nothing that one claim file names is opened.
    pub(crate) fn closed_to(self, proposed: Option<&Path>) -> Self {
        Self { proposed: proposed.map(Path::to_owned), ..self }
    }

    /// Whether the copies that a claim file names are opened.
    pub(crate) fn opens_for(&self, claim_file: &Path) -> bool {
        self.proposed.as_deref() != Some(claim_file)
    }

    /// Whether there is nowhere to look: then nothing can be said to be missing.
    pub(crate) fn is_nowhere(&self) -> bool {
        self.folders.is_empty() && self.snapshots.is_none()
    }

    /// Opens the copy that a claim file names: below the folder of the corpus that the file is in, at the path as it is
    /// written in the folder for copies, or there by its name alone. What is refused in one place is not looked for in
    /// the next.
    pub(crate) fn open(&self, claim_file: &Path, snapshot: &SnapshotPath) -> Result<Opened, NotOpened> {
        let snapshot = snapshot.path();
        if !self.opens_for(claim_file) {
            return Err(NotOpened::Refused);
        }
        let beside = self.beside(claim_file, snapshot).map(|(folder, path)| (folder.as_path(), path, false));
        let elsewhere = self.snapshots.iter().flat_map(|folder| {
            let name = snapshot.file_name().map(PathBuf::from);
            [Some(snapshot.to_owned()), name].into_iter().flatten().map(|path| (folder.as_path(), path, true))
        });
        for (folder, path, is_elsewhere) in beside.into_iter().chain(elsewhere) {
            match self.names.open(folder, &path) {
                Err(NotOpened::Missing) => {}
                Err(why) => return Err(why),
                Ok(_) if self.is_of_desk(&folder.join(&path)) => return Err(NotOpened::Refused),
                Ok(file) => return Ok(Opened { file, is_elsewhere }),
            }
        }
        Err(NotOpened::Missing)
    }

    fn is_of_desk(&self, path: &Path) -> bool {
        !self.of_desk.is_empty() && self.of_desk.contains(&real(path))
    }

    /// The folder of the corpus that a claim file is in, and the path from there to a copy. Of folders in each other
    /// the innermost: it was given by name, so a link on the way to it was meant.
    fn beside(&self, claim_file: &Path, snapshot: &Path) -> Option<(&PathBuf, PathBuf)> {
        let within =
            |folder: &&PathBuf| Some(plain(claim_file).strip_prefix(plain(folder)).ok()?.with_file_name(snapshot));
        let folder = self.folders.iter().filter(|folder| within(folder).is_some());
        let folder = folder.max_by_key(|folder| plain(folder).components().count())?;
        Some((folder, within(&folder)?))
    }
}

/// Without the `./` that some paths start with and some do not.
fn plain(path: &Path) -> &Path {
    path.strip_prefix(".").unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_is_beside_the_claim_file_and_below_a_folder_of_the_corpus() {
        let beside = |folders: &[&str], file: &str| {
            let archive = Archive::new(&folders.iter().map(PathBuf::from).collect::<Vec<_>>(), None);
            let found = archive.beside(Path::new(file), Path::new("evidence/x.html"));
            found.map(|(folder, path)| (folder.to_str().unwrap().to_owned(), path.to_str().unwrap().to_owned()))
        };
        let some = |folder: &str, path: &str| Some((folder.to_owned(), path.to_owned()));
        assert_eq!(beside(&["claims"], "claims/a.yaml"), some("claims", "evidence/x.html"));
        assert_eq!(beside(&["claims"], "claims/b/c/a.yaml"), some("claims", "b/c/evidence/x.html"));
        assert_eq!(beside(&["."], "./a.yaml"), some(".", "evidence/x.html"));
        assert_eq!(beside(&["."], "a.yaml"), some(".", "evidence/x.html"));
        assert_eq!(beside(&["./claims", "."], "claims/a.yaml"), some("./claims", "evidence/x.html"));
        assert_eq!(beside(&["/x", ".", "/x/y"], "/x/y/a.yaml"), some("/x/y", "evidence/x.html"));
        assert_eq!(beside(&["/x", "../y"], "../y/a.yaml"), some("../y", "evidence/x.html"));
        assert_eq!(beside(&["claims"], "other/a.yaml"), None);
        assert_eq!(beside(&[], "a.yaml"), None);
    }

    #[test]
    fn a_corpus_in_memory_has_nowhere_to_look() {
        assert!(Archive::default().is_nowhere());
        assert!(!Archive::new(&[], Some(Path::new("x"))).is_nowhere());
        assert!(!Archive::new(&["x".into()], None).is_nowhere());
    }

    #[test]
    fn copies_elsewhere_are_found_by_path_and_by_name() {
        let (corpus, snapshots) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let write = |folder: &tempfile::TempDir, path: &str, text: &str| {
            std::fs::create_dir_all(folder.path().join(path).parent().unwrap()).unwrap();
            std::fs::write(folder.path().join(path), text).unwrap();
        };
        let opened = || {
            let archive = Archive::new(&[corpus.path().to_owned()], Some(snapshots.path()));
            let path = SnapshotPath::parse(&crate::text::Text::new("evidence/x.html")).unwrap();
            let opened = archive.open(&corpus.path().join("a.yaml"), &path);
            opened.map(|mut opened| std::io::read_to_string(&mut opened.file).unwrap())
        };
        assert!(matches!(opened(), Err(NotOpened::Missing)));
        write(&snapshots, "x.html", "by name");
        assert_eq!(opened().unwrap(), "by name");
        write(&snapshots, "evidence/x.html", "by path");
        assert_eq!(opened().unwrap(), "by path");
        write(&corpus, "evidence/x.html", "beside");
        assert_eq!(opened().unwrap(), "beside");
    }
}
