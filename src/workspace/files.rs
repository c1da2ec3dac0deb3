//! The files of a workspace, by path, each understood by itself.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::load::{self, Found, Inputs, Numbered, Parsed, Progress, Role, Stamp, Walked};
use crate::model::CONFIGURATION;
use crate::text::{FileId, show};

/// Files, and where they were looked for.
#[derive(Debug, Default)]
pub(super) struct FileSet {
    /// What was opened.
    paths: Vec<PathBuf>,
    /// The configuration that was given for it.
    configuration: Option<PathBuf>,
    folders: Arc<[PathBuf]>,
    /// What is wrong with paths that are no file here.
    beside: Vec<Arc<Diagnostic>>,
    files: BTreeMap<Place, Entry>,
    /// A number is never given to another path.
    numbers: HashMap<PathBuf, FileId>,
}

/// Where a file comes in order: by its path as it is shown, configurations last. Different paths may be shown alike.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    is_configuration: bool,
    shown: String,
    path: PathBuf,
}

#[derive(Debug)]
struct Entry {
    number: FileId,
    parsed: Arc<Parsed>,
    origin: Origin,
}

/// Where a text is from.
#[derive(Debug, PartialEq, Eq)]
enum Origin {
    /// It was read when the file was like this; nothing is known of one that could not be read.
    Disk(Option<Stamp>),
    /// Somebody set it.
    Set,
}

impl FileSet {
    /// Reads what there is.
    pub(super) fn open(inputs: &Inputs<'_>, progress: &(dyn Fn(Progress) + Sync)) -> Self {
        let mut files = Self {
            paths: inputs.paths.to_vec(),
            configuration: inputs.configuration.map(Path::to_owned),
            ..Self::default()
        };
        files.refresh(progress);
        files
    }

    /// The folders of the corpus: those that were given, and those of the claim files that were given.
    pub(super) fn folders(&self) -> Arc<[PathBuf]> {
        Arc::clone(&self.folders)
    }

    /// Reads what is new or has changed, and takes out what is gone.
    pub(super) fn refresh(&mut self, progress: &(dyn Fn(Progress) + Sync)) {
        let mut diagnostics = Vec::new();
        let inputs = Inputs { paths: &self.paths, configuration: self.configuration.as_deref() };
        let Walked { claim_files, configuration, is_inside } = load::walk(&inputs, &mut diagnostics);
        self.folders = self.paths.iter().map(|path| load::folder(path).to_owned()).collect();
        self.beside = diagnostics.into_iter().map(Arc::new).collect();
        let claim_files = claim_files.into_iter().map(|found| (found, Role::Claims));
        let found = claim_files.chain(configuration.map(|found| (found, Role::Configuration(is_inside))));
        let (mut seen, mut changed) = (BTreeSet::new(), Vec::new());
        for (found, role) in found {
            let place = Place::new(&found.path, role);
            let is_kept = self.files.get(&place).is_some_and(|entry| entry.holds(&found));
            if !is_kept {
                let number = self.number(&found.path);
                changed.push((found, number, role));
            }
            seen.insert(place);
        }
        self.files.retain(|place, entry| entry.origin == Origin::Set || seen.contains(place));
        let places: Vec<_> = changed.iter().map(|(found, id, role)| (Place::new(&found.path, *role), *id)).collect();
        for ((place, number), (parsed, stamp)) in places.into_iter().zip(load::read(changed, progress)) {
            self.files.insert(place, Entry { number, parsed: Arc::new(parsed), origin: Origin::Disk(stamp) });
        }
    }

    /// Sets the text of a file, and returns whether anything is different now.
    pub(super) fn set(&mut self, path: PathBuf, text: String) -> bool {
        let path = self.known(&path).map_or(path, |place| place.path);
        let Some(role) = self.role(&path) else { return false };
        let place = Place::new(&path, role);
        let number = self.number(&path);
        if let Some(entry) = self.files.get_mut(&place).filter(|entry| entry.has(&text)) {
            entry.origin = Origin::Set;
            return false;
        }
        let parsed = Arc::new(Parsed::new(path, text, number, role));
        self.files.insert(place, Entry { number, parsed, origin: Origin::Set });
        true
    }

    /// Takes a file out, and returns whether it was there.
    pub(super) fn remove(&mut self, path: &Path) -> bool {
        self.known(path).is_some_and(|place| self.files.remove(&place).is_some())
    }

    /// Whether a file is here under this path.
    pub(super) fn has(&self, path: &Path) -> bool {
        self.known(path).is_some()
    }

    /// All files in order with their numbers, and what is wrong beside them.
    pub(super) fn parts(&self) -> (Vec<Numbered>, Vec<Arc<Diagnostic>>) {
        let mut beside = self.beside.clone();
        let mut configurations = 0;
        let mut parsed = Vec::with_capacity(self.files.len());
        for (place, entry) in &self.files {
            configurations += usize::from(place.is_configuration);
            if configurations > 1 {
                beside.push(Arc::new(load::second_configuration(&place.path)));
            } else {
                parsed.push((entry.number, Arc::clone(&entry.parsed)));
            }
        }
        (parsed, beside)
    }

    /// The place of a file that is here under this path, or under another one that leads to the same file.
    fn known(&self, path: &Path) -> Option<Place> {
        let exactly = [Role::Claims, Role::Configuration(true)].map(|role| Place::new(path, role));
        if let Some(place) = exactly.into_iter().find(|place| self.files.contains_key(place)) {
            return Some(place);
        }
        if self.paths.is_empty() {
            // Nothing here is on disk.
            return None;
        }
        let real = path.canonicalize().ok()?;
        let is_it = |place: &&Place| place.path.file_name() == path.file_name() && load::real(&place.path) == real;
        self.files.keys().find(is_it).cloned()
    }

    /// What a file is for; nothing if it is a configuration, and another one is in force.
    fn role(&self, path: &Path) -> Option<Role> {
        let is_given = |given: &PathBuf| given == path || load::real(given) == load::real(path);
        let is_at_top = match path.parent() {
            _ if path.file_name().is_none_or(|name| name != CONFIGURATION) => false,
            Some(parent) if !self.folders.is_empty() => {
                self.folders.iter().any(|folder| load::real(folder) == load::real(parent))
            }
            parent => parent.is_none_or(|parent| parent.as_os_str().is_empty()),
        };
        match &self.configuration {
            Some(given) if is_given(given) => {
                let there = self.files.values().find_map(|entry| entry.parsed.configuration.as_ref());
                Some(Role::Configuration(there.is_some_and(|there| there.is_inside)))
            }
            Some(_) if is_at_top => None,
            None if is_at_top => Some(Role::Configuration(true)),
            _ => Some(Role::Claims),
        }
    }

    fn number(&mut self, path: &Path) -> FileId {
        let next = FileId(crate::index::number(self.numbers.len()));
        match self.numbers.get(path) {
            Some(number) => *number,
            None => *self.numbers.entry(path.to_owned()).or_insert(next),
        }
    }
}

impl Place {
    fn new(path: &Path, role: Role) -> Self {
        Self { is_configuration: role != Role::Claims, shown: show(path), path: path.to_owned() }
    }
}

impl Entry {
    /// Whether it has what is in a file that was found: it is as it was when it was read, or somebody has set its text.
    fn holds(&self, found: &Found) -> bool {
        match self.origin {
            Origin::Set => true,
            Origin::Disk(stamp) => stamp == Some(found.stamp),
        }
    }

    fn has(&self, text: &str) -> bool {
        self.origin != Origin::Disk(None) && self.parsed.file.text() == &crate::text::Text::new(text)
    }
}
