//! Where an archived copy is, by a path that cannot lead out of the folder.

use std::path::Path;

use crate::text::Text;

/// The longest path, in bytes.
pub const MAX_PATH: usize = 4096;

/// The path of an archived copy, relative to the claim file that names it: plain parts between `/`, nothing that could
/// lead out.
///
/// Only its text is looked at, so the answer is the same on every system and shows nothing about what is on the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SnapshotPath(Text);

impl SnapshotPath {
    /// Checks a path.
    ///
    /// # Errors
    /// What makes it unfit, in words.
    pub fn parse(path: &Text) -> Result<Self, &'static str> {
        let text = path.untrusted();
        let drive = |text: &str| text.as_bytes().get(1) == Some(&b':') && text.as_bytes()[0].is_ascii_alphabetic();
        if text.is_empty() {
            return Err("the path is empty");
        }
        if text.len() > MAX_PATH {
            return Err("the path is longer than 4096 bytes (limit path)");
        }
        if text.chars().any(char::is_control) {
            return Err("the path has a control character");
        }
        if text.contains('\\') {
            return Err("the path has a backslash");
        }
        if text.starts_with('/') || drive(text) {
            return Err("the path is absolute");
        }
        if text.contains(':') {
            return Err("the path has a colon");
        }
        for part in text.split('/') {
            match part {
                "" => return Err("the path has an empty part"),
                "." | ".." => return Err("the path has `.` or `..` in it"),
                _ if part.ends_with(['.', ' ']) => return Err("a part of the path ends with a dot or a blank"),
                _ => {}
            }
        }
        Ok(Self(path.clone()))
    }

    /// The path.
    pub fn text(&self) -> &Text {
        &self.0
    }

    /// The path of a file beside it, whose name has a further extension.
    pub(crate) fn with_extension(&self, extension: &str) -> Self {
        Self(Text::new(format!("{}.{extension}", self.0.untrusted())))
    }

    /// Its parts, each the name of a folder but the last.
    pub fn parts(&self) -> impl Iterator<Item = &Path> {
        self.0.untrusted().split('/').map(Path::new)
    }

    /// The path as the file system takes it.
    pub fn path(&self) -> &Path {
        Path::new(self.0.untrusted())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths() {
        for good in ["a", "evidence/caliber.html", "..a/b", "中/文.html", "a b/c"] {
            assert!(SnapshotPath::parse(&Text::new(good)).is_ok(), "{good}");
        }
        for bad in [
            "",
            "/etc/passwd",
            "../x",
            "a/../x",
            "a/./x",
            "a//b",
            "a/",
            "C:/x",
            "c:x",
            "\\\\host\\x",
            "a\\b",
            "file:x",
            "a\0b",
            "a./b",
            "a /b",
            "con.",
            "//host/x",
            "..",
            &"x".repeat(4097),
        ] {
            assert!(SnapshotPath::parse(&Text::new(bad)).is_err(), "{bad}");
        }
    }
}
