//! Where an archived copy is, by a path that cannot lead out of the folder.

use std::path::Path;

use super::Capture;
use crate::text::Text;

/// The longest path, in bytes, with what is behind it.
pub const MAX_PATH: usize = 4096;

/// How the names of files end in which the desk writes: claim files, the configuration, drafts.
const DESK: [&str; 3] = [".yaml", ".yml", ".draft"];
/// What programs put behind the name of a file of which they keep an older state or a packed one.
const KEPT: [&str; 6] = ["~", "#", ".bak", ".old", ".orig", ".gz"];

/// Whether a file is called like one in which the desk writes, or like what a program keeps of such a file. It may have
/// notes in it and whatever else is confidential, so it is never a copy.
pub fn is_of_desk(name: &str) -> bool {
    let mut name = name.to_ascii_lowercase();
    while let Some(end) = KEPT.iter().find(|end| name.ends_with(*end)) {
        name.truncate(name.len() - end.len());
    }
    DESK.iter().any(|end| name.ends_with(end))
}

/// The path of an archived copy, relative to the claim file that names it: plain parts between `/`, nothing that could
/// lead out.
///
/// Behind the path of a web archive may be which page of it is meant.
///
/// Only its text is looked at, so the answer is the same on every system and shows nothing about what is on the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SnapshotPath {
    text: Text,
    path: Text,
    /// In a box: few paths have one.
    capture: Option<Box<Capture>>,
}

impl SnapshotPath {
    /// Checks a path.
    ///
    /// # Errors
    /// What makes it unfit, in words.
    pub fn parse(whole: &Text) -> Result<Self, &'static str> {
        let (path, capture) = Capture::split(whole)?;
        let text = path.untrusted();
        let drive = |text: &str| text.as_bytes().get(1) == Some(&b':') && text.as_bytes()[0].is_ascii_alphabetic();
        if text.is_empty() {
            return Err("the path is empty");
        }
        if whole.untrusted().len() > MAX_PATH {
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
                _ if part.starts_with('.') => return Err("the path leads to a hidden file or folder"),
                _ => {}
            }
        }
        if is_of_desk(text) {
            return Err("the path is that of a claim file, a configuration or a draft");
        }
        Ok(Self { text: whole.clone(), path, capture: capture.map(Box::new) })
    }

    /// The path as it is written, with what is behind it.
    pub fn text(&self) -> &Text {
        &self.text
    }

    /// Which page of a web archive is meant.
    pub fn capture(&self) -> Option<&Capture> {
        self.capture.as_deref()
    }

    /// The path of a file beside it, whose name has a further extension.
    pub(crate) fn with_extension(&self, extension: &str) -> Self {
        let path = Text::new(format!("{}.{extension}", self.path.untrusted()));
        Self { text: path.clone(), path, capture: None }
    }

    /// Its parts, each the name of a folder but the last.
    pub fn parts(&self) -> impl Iterator<Item = &Path> {
        self.path.untrusted().split('/').map(Path::new)
    }

    /// The path as the file system takes it.
    pub fn path(&self) -> &Path {
        Path::new(self.path.untrusted())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths() {
        for good in [
            "a",
            "evidence/caliber.html",
            "a...b/c",
            "中/文.html",
            "a b/c",
            "a#b",
            "a.wacz#https://x.org@2026",
            "a.wacz#https://x.org/a.yaml",
            "a.yaml.html",
            "a.yaml/b.html",
            "draft",
            "yaml",
            "a.bak",
        ] {
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
            &format!("a#https://x.org/{}", "x".repeat(4097 - 16)),
            "#https://example.org",
            "../x#https://example.org",
            ".git/config",
            "a/.secret/b.txt",
            "a/.b.html",
            "..a/b",
            "a.yaml",
            "a/onrecord.yaml",
            "a.YML",
            "a.yaml#https://example.org",
            "a.draft",
            "a.yaml~",
            "#a.yaml#",
            "a.yml.bak",
            "a.draft.orig.gz",
            ".yaml",
            "a#https://",
        ] {
            assert!(SnapshotPath::parse(&Text::new(bad)).is_err(), "{bad}");
        }
    }
}
