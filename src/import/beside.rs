//! Files that are kept beside an input.

use std::path::Path;

use super::Input;
use crate::copies::{self, Archive};
use crate::digest::Digest;
use crate::model::SnapshotPath;
use crate::text::Text;

/// The digest of the file that an input names by its path or address, if that is in the folder of the input, under this
/// path or its name alone. It is opened as archived copies are: without following a link, and never outside the folder.
pub(super) fn digest_beside(input: &Input, path: &str) -> Option<Digest> {
    let folder = input.folder.as_deref()?;
    let path = path.split(['?', '#']).next()?.replace('\\', "/");
    let name = path.rsplit('/').next()?;
    let whole = Some(&*path).filter(|path| !path.contains("://"));
    let archive = Archive::new(&[], Some(folder));
    let open = |path: &str| archive.open(Path::new(""), &SnapshotPath::parse(&Text::new(path)).ok()?).ok();
    let mut opened = whole.and_then(open).or_else(|| open(name))?;
    let copy = copies::read(&mut opened.file, false).ok().filter(|copy| !copy.is_pointer)?;
    Some(Digest::from(copy.sha256))
}
