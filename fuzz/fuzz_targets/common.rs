//! What an input contains: some claim files and perhaps a configuration, separated by a line of `%%`.

use std::path::PathBuf;

/// The files of an input; nothing if it is no text.
pub fn files(data: &[u8]) -> Option<Vec<(PathBuf, String)>> {
    let text = std::str::from_utf8(data).ok()?;
    let names = ["a.yaml", "onrecord.yaml", "b.yaml", "c/d.yaml"];
    let files = names.iter().zip(text.splitn(names.len(), "\n%%\n"));
    Some(files.map(|(name, text)| (PathBuf::from(name), text.to_owned())).collect())
}
