//! Which corpora there are: one for each folder of the editor, and one for each claim file that is open by itself.

use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

use onrecord::model::CONFIGURATION;

use crate::folder::of_corpus;

/// A corpus. A number is never given to another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct RootId(u32);

/// A corpus, and where it is.
#[derive(Debug)]
pub(super) struct Root {
    pub(super) id: RootId,
    /// The folder of the editor that it was found for; nothing for a file by itself.
    pub(super) folder: Option<PathBuf>,
    /// The folder of the claim files, or the one claim file.
    pub(super) corpus: PathBuf,
    /// The same without links and detours.
    real: PathBuf,
    /// How often it was changed.
    pub(super) revision: u64,
}

/// All corpora.
#[derive(Debug, Default)]
pub(super) struct Roots {
    list: Vec<Root>,
    count: u32,
}

impl Roots {
    pub(super) fn iter(&self) -> impl Iterator<Item = &Root> {
        self.list.iter()
    }

    pub(super) fn get(&self, id: RootId) -> Option<&Root> {
        self.list.iter().find(|root| root.id == id)
    }

    /// Adds the corpus of a folder; nothing if it is there.
    pub(super) fn add_folder(&mut self, folder: &Path) -> Option<&Root> {
        let is_new = self.list.iter().all(|root| root.folder.as_deref() != Some(folder));
        is_new.then(|| self.add(Some(folder.to_owned()), of_corpus::in_folder(folder)))
    }

    /// Adds the corpus of a claim file by itself.
    pub(super) fn add_file(&mut self, file: &Path) -> &Root {
        self.add(None, file.to_owned())
    }

    fn add(&mut self, folder: Option<PathBuf>, corpus: PathBuf) -> &Root {
        self.count += 1;
        let real = real(&corpus);
        self.list.push(Root { id: RootId(self.count), folder, corpus, real, revision: 0 });
        &self.list[self.list.len() - 1]
    }

    pub(super) fn remove(&mut self, id: RootId) {
        self.list.retain(|root| root.id != id);
    }

    /// Counts a change, and returns how many there are.
    pub(super) fn change(&mut self, id: RootId) -> u64 {
        let Some(root) = self.list.iter_mut().find(|root| root.id == id) else { return 0 };
        root.revision += 1;
        root.revision
    }

    /// The corpora whose place in their folder is another one now: `claims` was made, or removed.
    pub(super) fn moved(&self) -> Vec<RootId> {
        let is_moved =
            |root: &&Root| root.folder.as_ref().is_some_and(|folder| of_corpus::in_folder(folder) != root.corpus);
        self.list.iter().filter(is_moved).map(|root| root.id).collect()
    }

    /// Whether a folder of the editor has a file in it.
    pub(super) fn is_in_folder(&self, file: &Path) -> bool {
        let folders = || self.list.iter().filter_map(|root| root.folder.as_deref());
        folders().any(|folder| file.starts_with(folder)) || {
            let file = real(file);
            folders().any(|folder| file.starts_with(real(folder)))
        }
    }

    /// The innermost corpus that a file is read in, and the path under which it is read.
    pub(super) fn of(&self, file: &Path) -> Option<(RootId, PathBuf)> {
        self.innermost(file, |root| &root.corpus).or_else(|| self.innermost(&real(file), |root| &root.real))
    }

    /// The innermost corpus in whose folder a file is, whether it is read there or, like a draft, it is not.
    pub(super) fn around(&self, file: &Path) -> Option<RootId> {
        let around =
            self.list.iter().filter(|root| file.starts_with(&root.corpus) || real(file).starts_with(&root.real));
        around.max_by_key(|root| root.corpus.components().count()).map(|root| root.id)
    }

    fn innermost(&self, file: &Path, corpus: fn(&Root) -> &Path) -> Option<(RootId, PathBuf)> {
        let inside = |root: &&Root| file.strip_prefix(corpus(root)).is_ok_and(|rest| root.reads(rest));
        let root = self.list.iter().filter(inside).max_by_key(|root| corpus(root).components().count())?;
        let rest = file.strip_prefix(corpus(root)).ok()?;
        let path = if rest.as_os_str().is_empty() { root.corpus.clone() } else { root.corpus.join(rest) };
        Some((root.id, path))
    }
}

impl Root {
    /// Whether `check` reads a file that is here in the corpus. An empty path is the corpus itself, as one file.
    fn reads(&self, file: &Path) -> bool {
        if self.folder.is_none() {
            return file.as_os_str().is_empty();
        }
        let is_seen =
            |part: Component<'_>| matches!(part, Component::Normal(name) if !name.as_encoded_bytes().starts_with(b"."));
        let is_at_top = file.components().count() == 1;
        let is_configuration = file.file_name() == Some(OsStr::new(CONFIGURATION));
        let is_claim_file = file.extension().is_some_and(|extension| extension == "yaml" || extension == "yml");
        file.components().all(is_seen) && is_claim_file && (is_at_top || !is_configuration)
    }
}

/// The path without links and detours; of a file that is not there yet, that of its folder and its name.
fn real(path: &Path) -> PathBuf {
    let of_folder = || Some(path.parent()?.canonicalize().ok()?.join(path.file_name()?));
    path.canonicalize().ok().or_else(of_folder).unwrap_or_else(|| path.to_owned())
}

/// Whether a text may be a claim file: a section starts a line.
pub(super) fn looks_like_claims(text: &str) -> bool {
    let is_section =
        |line: &str| ["sources:", "documents:", "claims:", "reviews:"].iter().any(|section| line.starts_with(section));
    text.lines().any(is_section)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn files_belong_to_the_innermost_corpus_that_reads_them() {
        let home = tempfile::tempdir().unwrap();
        let at = |path: &str| home.path().join(path);
        for folder in ["desk/claims/.onrecord", "desk/claims/deep", "desk/docs", "plain"] {
            fs::create_dir_all(at(folder)).unwrap();
        }
        let mut roots = Roots::default();
        let desk = roots.add_folder(&at("desk")).unwrap().id;
        let plain = roots.add_folder(&at("plain")).unwrap().id;
        let deep = roots.add_folder(&at("desk/claims/deep")).unwrap().id;
        assert!(roots.add_folder(&at("plain")).is_none());
        let alone = roots.add_file(&at("alone.yaml")).id;
        for (file, expected) in [
            ("desk/claims/a.yaml", Some(desk)),
            ("desk/claims/new/b.yml", Some(desk)),
            ("desk/claims/onrecord.yaml", Some(desk)),
            ("desk/claims/new/onrecord.yaml", None),
            ("desk/claims/deep/a.yaml", Some(deep)),
            ("desk/claims/.onrecord/a.yaml", None),
            ("desk/claims/a.YAML", None),
            ("desk/docs/a.yaml", None),
            ("plain/x/a.yaml", Some(plain)),
            ("alone.yaml", Some(alone)),
            ("other.yaml", None),
        ] {
            let found = roots.of(&at(file));
            assert_eq!(found.as_ref().map(|(id, _)| *id), expected, "{file}");
            assert!(found.is_none_or(|(_, path)| path == at(file)), "{file}");
        }
        assert!(roots.is_in_folder(&at("desk/docs/a.yaml")) && !roots.is_in_folder(&at("other.yaml")));
    }

    #[cfg(unix)]
    #[test]
    fn a_detour_leads_to_the_path_that_is_read() {
        let home = tempfile::tempdir().unwrap();
        let at = |path: &str| home.path().join(path);
        fs::create_dir_all(at("desk/claims")).unwrap();
        std::os::unix::fs::symlink(at("desk"), at("link")).unwrap();
        let mut roots = Roots::default();
        let desk = roots.add_folder(&at("desk")).unwrap().id;
        assert_eq!(roots.of(&at("link/claims/new.yaml")), Some((desk, at("desk/claims/new.yaml"))));
    }

    #[test]
    fn claims_that_are_made_later_are_the_corpus_from_then_on() {
        let home = tempfile::tempdir().unwrap();
        let mut roots = Roots::default();
        let id = roots.add_folder(home.path()).unwrap().id;
        assert_eq!((roots.moved(), roots.get(id).unwrap().corpus.clone()), (vec![], home.path().to_owned()));
        fs::create_dir(home.path().join("claims")).unwrap();
        assert_eq!(roots.moved(), [id]);
    }

    #[test]
    fn a_file_by_itself_is_looked_at_if_it_may_have_claims() {
        assert!(looks_like_claims("# desk\nclaims:\n  a: {statement: x}\n"));
        assert!(!looks_like_claims("services:\n  claims: x\n"));
    }
}
