//! Paths, as they were given and as outputs show them.

use std::cmp::Ordering;
use std::fmt::Write;
use std::path::{Component, Path, PathBuf};

use super::Text;

/// The path of a file or folder: as it was given, and as outputs show it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FilePath {
    given: PathBuf,
    shown: Text,
}

impl FilePath {
    /// A path as it was given.
    pub fn new(given: impl Into<PathBuf>) -> Self {
        let given = given.into();
        let shown = Text::new(show(&given));
        Self { given, shown }
    }

    /// The path as it was given.
    pub fn given(&self) -> &Path {
        &self.given
    }

    /// The path as outputs show it: `/` between its parts on every system, bytes that are not UTF-8 percent-encoded.
    pub fn shown(&self) -> &Text {
        &self.shown
    }

    /// The path from a folder on, if it leads through that folder, and otherwise without its root. What leaves the
    /// machine must not tell where on it the corpus lay.
    pub(crate) fn relative(&self, base: Option<&Path>) -> Self {
        let inside = base.and_then(|base| self.given.strip_prefix(base).ok()).unwrap_or(&self.given);
        let is_kept = |part: &Component<'_>| matches!(part, Component::Normal(_) | Component::ParentDir);
        let parts: PathBuf = inside.components().filter(is_kept).collect();
        Self::new(if parts.as_os_str().is_empty() { PathBuf::from(".") } else { parts })
    }
}

impl From<&Path> for FilePath {
    fn from(given: &Path) -> Self {
        Self::new(given)
    }
}

impl PartialOrd for FilePath {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// By what is seen, as files are.
impl Ord for FilePath {
    fn cmp(&self, other: &Self) -> Ordering {
        (&self.shown, &self.given).cmp(&(&other.shown, &other.given))
    }
}

/// A path as outputs show it.
pub fn show(path: &Path) -> String {
    let mut shown = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        shown.push_str(chunk.valid());
        for byte in chunk.invalid() {
            let _ = write!(shown, "%{byte:02X}");
        }
    }
    if cfg!(windows) { shown.replace('\\', "/") } else { shown }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_relative_path_tells_no_place() {
        let relative = |path: &str, base: Option<&str>| {
            let relative = FilePath::new(path).relative(base.map(Path::new));
            relative.given().to_str().unwrap().to_owned()
        };
        assert_eq!(relative("claims/a.yaml", None), "claims/a.yaml");
        assert_eq!(relative("./claims/./a.yaml", Some("/work")), "claims/a.yaml");
        assert_eq!(relative("../a.yaml", Some("/work")), "../a.yaml");
        assert_eq!(relative("/work/claims/a.yaml", Some("/work")), "claims/a.yaml");
        assert_eq!(relative("/workshop/a.yaml", Some("/work")), "workshop/a.yaml");
        assert_eq!(relative("/work/a.yaml", None), "work/a.yaml");
        assert_eq!(relative("/work", Some("/work")), ".");
        assert_eq!(relative("./", None), ".");
    }
}
