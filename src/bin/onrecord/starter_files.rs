//! The starter files that `init` writes, and where each belongs.

use std::io;
use std::path::{Component, Path, PathBuf};

use clap::ValueEnum;
use onrecord::model::CONFIGURATION;
use onrecord::schema::Schema;

use crate::commands::schema;
use crate::folder::of_corpus;

/// The placeholder in the texts for the repository that users got this program from.
pub(crate) const OWNER: &str = "OWNER/onrecord";

const FIRST_STORY: &str = include_str!("starter_files/first-story.yaml");
const CONFIGURATION_TEXT: &str = include_str!("starter_files/onrecord.yaml");

/// What runs a check elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Ci {
    /// A workflow of GitHub
    Github,
    /// A job of GitLab
    Gitlab,
    /// A hook of pre-commit
    PreCommit,
}

impl Ci {
    /// By what a folder shows that it uses it.
    const fn sign(self) -> &'static str {
        match self {
            Self::Github => ".github",
            Self::Gitlab => ".gitlab-ci.yml",
            Self::PreCommit => ".pre-commit-config.yaml",
        }
    }

    /// The path of its file from the current folder, and the text, in which `{path}` is that of the claim files.
    const fn file(self) -> (&'static str, &'static str) {
        match self {
            Self::Github => (".github/workflows/onrecord.yml", include_str!("starter_files/github.yml")),
            Self::Gitlab => (".gitlab-ci.yml", include_str!("starter_files/gitlab.yml")),
            Self::PreCommit => (".pre-commit-config.yaml", include_str!("starter_files/pre-commit.yaml")),
        }
    }

    /// Those that are meant; without any, those that the current folder uses.
    pub(crate) fn chosen(wanted: &[Self]) -> Vec<Self> {
        let is_used = |ci: &Self| Path::new(ci.sign()).symlink_metadata().is_ok();
        if wanted.is_empty() {
            Self::value_variants().iter().copied().filter(is_used).collect()
        } else {
            wanted.to_vec()
        }
    }
}

/// A file to start with.
pub(crate) struct StarterFile {
    /// The folder that it is for, which the user has chosen.
    pub(crate) base: PathBuf,
    /// Its path in there.
    pub(crate) below: PathBuf,
    pub(crate) text: String,
}

impl StarterFile {
    pub(crate) fn path(&self) -> PathBuf {
        self.base.join(&self.below)
    }

    fn new(base: &Path, below: &str, text: String) -> Self {
        Self { base: base.to_owned(), below: below.into(), text }
    }
}

/// A claim file, as an example of all that can be recorded.
pub(crate) fn first_story(folder: &Path) -> StarterFile {
    StarterFile::new(folder, "first-story.yaml", format!("{}{FIRST_STORY}", modeline(Schema::Claims, 0)))
}

/// A configuration with the default requirements.
pub(crate) fn configuration(folder: &Path) -> StarterFile {
    StarterFile::new(folder, CONFIGURATION, format!("{}{CONFIGURATION_TEXT}", modeline(Schema::Configuration, 0)))
}

/// What editors know the files by.
pub(crate) fn schemas(folder: &Path) -> io::Result<Vec<StarterFile>> {
    let part = |file| Ok(StarterFile::new(folder, &schema_path(file), schema::text(file)?));
    [Schema::Claims, Schema::Configuration].into_iter().map(part).collect()
}

/// What runs a check elsewhere, in the current folder; `None` if the folder of the claim files has no path from there
/// that is the same text in YAML, in a shell and in the settings of all of them.
pub(crate) fn ci(folder: &Path, systems: &[Ci]) -> Option<Vec<StarterFile>> {
    let path = path_in_ci(folder)?;
    let file = |ci: &Ci| {
        let (below, text) = ci.file();
        StarterFile::new(Path::new(""), below, text.replace("{path}", &path))
    };
    Some(systems.iter().map(file).collect())
}

fn path_in_ci(folder: &Path) -> Option<String> {
    let is_below = |part: Component<'_>| matches!(part, Component::Normal(_) | Component::CurDir);
    let is_plain = |character: char| character.is_alphanumeric() || "._-/ ".contains(character);
    let parts: Option<Vec<_>> =
        folder.components().map(|part| part.as_os_str().to_str().filter(|_| is_below(part))).collect();
    let path = parts?.join("/");
    let is_word = path.starts_with(|first: char| first.is_ascii_alphabetic()) && !path.contains(' ');
    let shown = if is_word { path.clone() } else { format!("'{path}'") };
    (path.chars().all(is_plain) && !path.starts_with('-')).then_some(shown)
}

/// The line by which editors find the schema of a claim file so many folders below a corpus, if that has the schema.
pub(crate) fn modeline_below(corpus: &Path, depth: usize) -> String {
    let is_there = corpus.join(schema_path(Schema::Claims)).is_file();
    if is_there { modeline(Schema::Claims, depth) } else { String::new() }
}

/// The same line for a claim file that is in a corpus, or will be.
pub(crate) fn modeline_of(corpus: &Path, file: &Path) -> String {
    of_corpus::depth(corpus, file).map(|depth| modeline_below(corpus, depth)).unwrap_or_default()
}

/// The same line for any file that has a schema.
fn modeline(file: Schema, depth: usize) -> String {
    format!("# yaml-language-server: $schema={}{}\n", "../".repeat(depth), schema_path(file))
}

fn schema_path(file: Schema) -> String {
    format!(".onrecord/{}.schema.json", file.name())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_the_same_everywhere_or_left_out() {
        for (path, shown) in [
            ("claims", "claims"),
            ("./claims/", "'./claims'"),
            ("news/claims-2026", "news/claims-2026"),
            (".", "'.'"),
            ("2026", "'2026'"),
            ("our claims", "'our claims'"),
            ("iddialar/türkiye", "iddialar/türkiye"),
        ] {
            assert_eq!(path_in_ci(Path::new(path)).as_deref(), Some(shown), "{path}");
        }
        for path in [
            "/claims",
            "../claims",
            "a/../b",
            "-x",
            "a'b",
            "$HOME",
            "a\nb",
            "a: b",
            "a#b",
            "a\"b",
            "a\\b",
            "${{ x }}",
            "%x",
        ] {
            assert_eq!(path_in_ci(Path::new(path)), None, "{path}");
        }
    }
}
