//! Files that look as if they were read, and are not: each is named.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostic;
use crate::diagnostic::faults::{CONFIGURATION_NOT_READ, FILE_NOT_READ};
use crate::model::CONFIGURATION;
use crate::text::{FileId, Span};

/// What people call a configuration.
const NAMES: [&str; 4] = [CONFIGURATION, "onrecord.yml", ".onrecord.yaml", ".onrecord.yml"];

/// The keys of a configuration.
pub(super) const CONFIGURATION_KEYS: [&str; 4] = ["rules", "policy", "verdicts", "waivers"];

const NOT_READ: &str = "a file with the name of a configuration, in a place where none is read";
const HELP: &str = "move it to the top of the folder of claims as `onrecord.yaml`, or pass it with `--config`";

/// Whether a file is called like a configuration, wherever it is.
pub(super) fn is_called_configuration(name: &OsStr) -> bool {
    NAMES.iter().any(|known| name.eq_ignore_ascii_case(known))
}

/// Reports a file that is called like a configuration.
pub(super) fn configuration(path: &Path) -> Diagnostic {
    Diagnostic::of_path(&CONFIGURATION_NOT_READ, path, NOT_READ).help(HELP)
}

/// The same, of a file that was read, and holds a configuration instead of claims.
pub(super) fn configuration_in(file: FileId) -> Diagnostic {
    Diagnostic::new(&CONFIGURATION_NOT_READ, Span { file, start: 0, end: 0 }, NOT_READ).help(HELP)
}

/// Reports a file whose name ends almost like that of a claim file.
pub(super) fn claim_file(path: &Path) -> Option<Diagnostic> {
    let extension = path.extension()?;
    let is_almost = ["yaml", "yml"].iter().any(|known| extension.eq_ignore_ascii_case(known));
    if !is_almost {
        return None;
    }
    if path.file_name().is_some_and(is_called_configuration) {
        return Some(configuration(path));
    }
    let message = "not read: the file name only resembles that of a claim file";
    Some(
        Diagnostic::of_path(&FILE_NOT_READ, path, message)
            .help("if it belongs to the corpus, rename it to end in `.yaml` or `.yml`, in lower case"),
    )
}

/// The files in the folders above some folders that are called like a configuration, as far up as the paths that were
/// given lead, and each once. `known` has the folders, without links, whose configuration is read.
pub(super) fn above(folders: &[&Path], known: &HashSet<PathBuf>, real: impl Fn(&Path) -> PathBuf) -> Vec<PathBuf> {
    let mut seen = known.clone();
    let mut found = Vec::new();
    for folder in folders {
        let is_here = folder.components().all(|part| part.as_os_str() == ".");
        let beyond = is_here.then_some(Path::new(".."));
        let places = folder.ancestors().skip(1).filter(|_| !is_here).chain(beyond);
        for place in places {
            let place = if place.as_os_str().is_empty() { Path::new(".") } else { place };
            if !seen.insert(real(place)) {
                continue;
            }
            let paths = NAMES.iter().map(|name| place.strip_prefix(".").unwrap_or(place).join(name));
            found.extend(paths.filter(|path| path.is_file()));
        }
    }
    found
}
