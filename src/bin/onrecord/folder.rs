//! Folders that were opened, and places in them: whatever comes to be at the path of one, nothing else is touched.

pub(crate) mod chosen_page;
pub(crate) mod confidential;
pub(crate) mod file_stamp;
pub(crate) mod named_file;
pub(crate) mod of_corpus;

use std::ffi::{OsStr, OsString};
use std::fs::{File, Metadata, Permissions};
use std::io::{self, ErrorKind};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use onrecord::text::show;

use crate::error::refused;
use system::Opened;

/// A folder that was opened, and the path by which it was.
#[derive(Clone)]
pub(crate) struct Folder {
    path: PathBuf,
    opened: Arc<Opened>,
}

/// Where a file or a folder is, or may come to be: a name in an opened folder.
#[derive(Clone)]
pub(crate) struct Place {
    folder: Folder,
    name: OsString,
}

/// The folder of a file: the current one, if its path names none.
pub(crate) fn of_file(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// What a file is opened for. None of these follows a link, or waits for the other end of a pipe.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum For {
    Reading,
    /// Reading and writing what is there.
    Changing,
    /// Writing what is not there yet.
    Creating,
}

/// What the system says of what is in a place.
pub(crate) struct Seen {
    pub(crate) kind: FileKind,
    pub(crate) identity: Identity,
    pub(crate) permissions: Permissions,
    pub(crate) modified: Option<SystemTime>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum FileKind {
    File,
    Folder,
    Link,
    Other,
}

/// The device and the number of a file, where there are such, and its size.
pub(crate) type Identity = (u64, u64, u64);

impl Folder {
    /// Opens a folder that the user has named: a link there was meant.
    pub(crate) fn open(path: &Path) -> io::Result<Self> {
        let here = if path.as_os_str().is_empty() { Path::new(".") } else { path };
        Ok(Self { path: path.to_owned(), opened: Arc::new(Opened::named(here)?) })
    }

    /// Opens a folder in this one, through no link.
    pub(crate) fn below(&self, name: &OsStr) -> io::Result<Self> {
        let path = self.path.join(name);
        match self.place(name).look()?.kind {
            FileKind::Folder => Ok(Self { opened: Arc::new(self.opened.below(&path, name)?), path }),
            FileKind::Link => Err(refused(format!("`{}` is a link", show(&path)))),
            _ => Err(refused(format!("`{}` is not a folder", show(&path)))),
        }
    }

    /// The place of a file below this folder, with no link on the way.
    pub(crate) fn place_below(&self, path: &Path) -> io::Result<Place> {
        let mut folder = self.clone();
        for part in path.parent().into_iter().flat_map(Path::components) {
            match part {
                Component::Normal(name) => folder = folder.below(name)?,
                Component::CurDir => {}
                _ => return Err(refused("its path leads out of the folder")),
            }
        }
        path.file_name().map(|name| folder.place(name)).ok_or_else(|| refused("not a file name"))
    }

    pub(crate) fn place(&self, name: impl Into<OsString>) -> Place {
        Place { folder: self.clone(), name: name.into() }
    }

    /// A name is as safe as the content only once the folder is on disk.
    pub(crate) fn sync(&self) -> io::Result<()> {
        match self.opened.sync() {
            // Some file systems have no such thing for folders.
            Err(error) if matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::Unsupported) => Ok(()),
            done => done,
        }
    }
}

impl Place {
    /// The place of a path that the user has named.
    pub(crate) fn of(path: &Path) -> io::Result<Self> {
        let name = path.file_name().ok_or_else(|| refused("not a file name"))?;
        Ok(Folder::open(path.parent().unwrap_or(Path::new("")))?.place(name))
    }

    /// The place beside this one that has another name.
    pub(crate) fn beside(&self, name: OsString) -> Self {
        self.folder.place(name)
    }

    pub(crate) fn folder(&self) -> &Folder {
        &self.folder
    }

    pub(crate) fn name(&self) -> &OsStr {
        &self.name
    }

    /// The path by which people know it.
    pub(crate) fn path(&self) -> PathBuf {
        self.folder.path.join(&self.name)
    }

    /// Looks at what is there. A link is not followed.
    pub(crate) fn look(&self) -> io::Result<Seen> {
        self.folder.opened.look(&self.path(), &self.name)
    }

    /// Opens the file that is there, or makes one. What is made has at most these permissions.
    pub(crate) fn open(&self, what: For, permissions: Option<&Permissions>) -> io::Result<File> {
        self.folder.opened.open(&self.path(), &self.name, what, permissions)
    }

    /// Makes a folder there.
    pub(crate) fn make_folder(&self) -> io::Result<()> {
        self.folder.opened.make_folder(&self.path(), &self.name)
    }

    /// Moves what is there to a name beside it, over what has that name.
    pub(crate) fn move_over(&self, to: &Self) -> io::Result<()> {
        self.folder.opened.move_over((&self.path(), &self.name), (&to.path(), &to.name))
    }

    /// Moves what is there to a name beside it, which nothing has.
    pub(crate) fn move_to_new(&self, to: &Self) -> io::Result<()> {
        self.folder.opened.move_to_new((&self.path(), &self.name), (&to.path(), &to.name))
    }

    pub(crate) fn remove_file(&self) -> io::Result<()> {
        self.folder.opened.remove_file(&self.path(), &self.name)
    }

    pub(crate) fn remove_folder(&self) -> io::Result<()> {
        self.folder.opened.remove_folder(&self.path(), &self.name)
    }
}

impl Seen {
    /// What the system says of an opened file.
    pub(crate) fn of(file: &File) -> io::Result<Self> {
        Ok(Self::new(&file.metadata()?))
    }

    fn new(data: &Metadata) -> Self {
        #[cfg(unix)]
        let identity = {
            use std::os::unix::fs::MetadataExt;
            (data.dev(), data.ino(), data.len())
        };
        #[cfg(not(unix))]
        let identity = (0, 0, data.len());
        let kind = match data.file_type() {
            kind if kind.is_file() => FileKind::File,
            kind if kind.is_dir() => FileKind::Folder,
            kind if kind.is_symlink() => FileKind::Link,
            _ => FileKind::Other,
        };
        Self { kind, identity, permissions: data.permissions(), modified: data.modified().ok() }
    }
}

#[cfg(unix)]
mod system;

/// Here every call goes by the path.
#[cfg(not(unix))]
#[path = "folder/by_path.rs"]
mod system;
