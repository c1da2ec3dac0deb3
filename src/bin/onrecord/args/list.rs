//! What can be said of a list of records.

use std::path::{MAIN_SEPARATOR, Path, PathBuf};

use onrecord::analysis::Basis;
use onrecord::list::Request;
use onrecord::model::RecordKind;
use onrecord::report::Selection;

use super::values::named;
use super::{Answer, CLAIMS};
use crate::error::CommandError;

#[derive(Debug, clap::Args)]
pub(crate) struct List {
    /// What is listed: sources, documents, claims, reviews, or several of them; then words that must be in the id,
    /// name, description, title, statement or tags; then claim files and folders of them
    #[arg(value_name = "KIND|WORD|PATH")]
    words: Vec<String>,

    /// Claim files, and folders of them, whatever their names look like; may be passed more than once [default: claims]
    #[arg(long = "path", value_name = "PATH")]
    paths: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) answer: Answer<onrecord::list::List<'static>>,

    /// Only claims with one of these bases
    #[arg(long, value_name = "BASIS", value_delimiter = ',', value_parser = named::<Basis>())]
    basis: Vec<Basis>,

    /// Only claims with one of these tags
    #[arg(long, value_name = "TAG", value_delimiter = ',')]
    tag: Vec<String>,
}

impl List {
    /// What is read: the last of the words may be paths.
    pub(crate) fn paths(&self) -> Vec<PathBuf> {
        let (_, paths) = self.words_and_paths();
        let paths: Vec<_> = self.paths.iter().cloned().chain(paths.iter().map(PathBuf::from)).collect();
        if paths.is_empty() { vec![CLAIMS.into()] } else { paths }
    }

    fn words_and_paths(&self) -> (&[String], &[String]) {
        let paths = self.words.iter().rev().take_while(|word| is_path(word)).count();
        self.words.split_at(self.words.len() - paths)
    }

    /// Which records are listed. The first words may be kinds of them.
    pub(crate) fn request(&self) -> Result<Request, CommandError> {
        let (words, _) = self.words_and_paths();
        let kinds: Vec<_> = words.iter().map_while(|word| kind(word)).collect();
        let words = words[kinds.len()..].to_vec();
        let claims = Selection { bases: self.basis.clone(), tags: self.tag.clone() };
        if !claims.is_everything() && kinds.iter().any(|&kind| kind != RecordKind::Claim) {
            return Err(CommandError::Usage("only claims have a basis and tags"));
        }
        Ok(Request { kinds, words, claims })
    }
}

/// Whether a word is meant as a path: it names a YAML file, or it has a separator of paths and something is there.
fn is_path(word: &str) -> bool {
    let path = Path::new(word);
    let is_yaml = ["yaml", "yml"].iter().any(|end| path.extension().is_some_and(|is| is.eq_ignore_ascii_case(end)));
    is_yaml || matches!(word, "." | "..") || (word.contains(['/', MAIN_SEPARATOR]) && path.exists())
}

/// The kind that a word means, whether it is one record or several.
fn kind(word: &str) -> Option<RecordKind> {
    RecordKind::ALL.into_iter().find(|kind| [kind.name(), kind.section()].contains(&word))
}
