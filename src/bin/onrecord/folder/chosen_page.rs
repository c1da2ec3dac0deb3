//! A file on the command line, and which page of it is meant: `capture.wacz#https://example.org/trams@20261104`.

use std::path::{Path, PathBuf};

use onrecord::model::Capture;
use onrecord::text::Text;

use crate::error::CommandError;

/// The file, and the page of it that is chosen. A file that is called like this as a whole comes first.
pub(crate) fn chosen(path: &Path) -> Result<(PathBuf, Option<Capture>), CommandError> {
    let whole = path.to_str().filter(|_| !path.exists());
    let Some(whole) = whole else { return Ok((path.to_owned(), None)) };
    let (_, capture) =
        Capture::split(&Text::new(whole)).map_err(|why| CommandError::Input(path.to_owned(), why.to_owned()))?;
    // What is behind the path is known to begin with one of these.
    let at = ["#http://", "#https://"].iter().filter_map(|start| whole.find(start)).min();
    Ok((PathBuf::from(&whole[..at.filter(|_| capture.is_some()).unwrap_or(whole.len())]), capture))
}
