//! The claim files of a git revision, read with the `git` on the machine.
//!
//! Only commands that read objects are run: no hook, no filter and no program of the repository's configuration takes
//! part, no object is fetched, and there is no shell. A revision never begins with `-`, so it is no option.

use std::ffi::{OsStr, OsString};
use std::io::{self, Read, Write};
use std::path::{Component, Path, PathBuf};
use std::process::{Command, Stdio};

use onrecord::Workspace;
use onrecord::model::CONFIGURATION;
use onrecord::text::terminal;
use onrecord::workspace::Snapshot;

use crate::args::CLAIMS;
use crate::error::CommandError;
use crate::manifest_file;

/// The most bytes in one revision, as in one corpus.
const MAX_TOTAL: u64 = 4 << 30;

/// A commit, and a folder in it.
#[derive(Debug)]
pub(super) struct Revision {
    /// As it was given.
    given: String,
    commit: String,
    place: Place,
}

/// The folder of the claim files.
#[derive(Debug)]
enum Place {
    /// That of a folder on the disk, or one file in it.
    Of(PathBuf, Option<OsString>),
    /// One in the commit, from the top of the repository, or one file in it.
    In(String, Option<OsString>),
}

/// A file of a commit.
struct Blob {
    id: String,
    path: String,
}

impl Revision {
    /// What `word` is a revision of: `REVISION`, of the folder that it is compared with, or `REVISION:PATH`, from the
    /// top of the repository.
    pub(super) fn find(word: &Path, other: &Path) -> Result<Self, CommandError> {
        let unknown = |why: Option<String>| {
            let why = why.map(|why| format!(": {why}")).unwrap_or_default();
            CommandError::Input(word.to_owned(), format!("neither a path nor a git revision{why}"))
        };
        let given = word.to_str().filter(|word| !word.starts_with('-')).ok_or_else(|| unknown(None))?;
        let (name, place) = match given.split_once(':') {
            Some((name, path)) => (name, Place::in_commit(path)),
            None => (given, beside(other)),
        };
        let here = place.here();
        git(here, &["rev-parse", "--git-dir"]).map_err(|why| unknown(Some(why)))?;
        let name = format!("{name}^{{commit}}");
        let found = git(here, &["rev-parse", "--verify", "--quiet", "--end-of-options", &name]);
        let commit = found.ok().and_then(|id| String::from_utf8(id).ok()).ok_or_else(|| unknown(None))?;
        Ok(Self { given: given.to_owned(), commit: commit.trim().to_owned(), place })
    }

    /// What its claim files say.
    pub(super) fn read(&self) -> Result<Snapshot, CommandError> {
        let blobs = self.blobs()?;
        let texts = self.texts(&blobs)?;
        let files = blobs.iter().map(|blob| PathBuf::from(&blob.path)).zip(texts);
        let snapshot = Workspace::of_texts(files).snapshot();
        if blobs.iter().all(|blob| blob.path == CONFIGURATION) {
            return Err(self.error("has no claim file (*.yaml, *.yml) there"));
        }
        Ok(snapshot)
    }

    /// The claim files in it: what a folder is walked for.
    fn blobs(&self) -> Result<Vec<Blob>, CommandError> {
        let all = ["ls-tree", "-r", "-z", "--long"];
        let (arguments, below) = match &self.place {
            Place::Of(..) => ([&all[..], &[&self.commit]].concat(), String::new()),
            Place::In(path, _) if path.is_empty() => {
                ([&all[..], &["--full-tree", &self.commit]].concat(), String::new())
            }
            Place::In(path, _) => {
                let arguments = [&all[..], &["--full-tree", &self.commit, "--", path]].concat();
                (arguments, format!("{path}/"))
            }
        };
        let listed = git(self.place.here(), &arguments).map_err(|why| self.error(&format!("cannot be read: {why}")))?;
        let mut total = 0;
        let mut blobs = Vec::new();
        for entry in listed.split(|&byte| byte == 0).filter(|entry| !entry.is_empty()) {
            let entry = String::from_utf8_lossy(entry);
            if let Some(path) = link(&entry, &below).filter(|path| self.place.has(path)) {
                let path = terminal::escape(path);
                return Err(self.error(&format!("has `{path}`, which is a link: links are not followed")));
            }
            let Some((blob, size)) = blob(&entry, &below) else { continue };
            if !self.place.has(&blob.path) {
                continue;
            }
            total += size;
            blobs.push(blob);
        }
        if total > MAX_TOTAL {
            return Err(self.error("has more than 4 GiB of claim files"));
        }
        Ok(blobs)
    }

    /// The texts of files, in their order.
    fn texts(&self, blobs: &[Blob]) -> Result<Vec<String>, CommandError> {
        let names = blobs.iter().map(|blob| blob.id.clone() + "\n").collect::<String>();
        let out = batch(self.place.here(), names).map_err(|error| self.error(&format!("cannot be read: {error}")))?;
        let mut rest = &out[..];
        let mut texts = Vec::with_capacity(blobs.len());
        for blob in blobs {
            let bytes = next(&mut rest).ok_or_else(|| self.error("cannot be read"))?;
            let text = String::from_utf8(bytes.to_vec());
            let path = terminal::escape(&blob.path).into_owned();
            texts.push(text.map_err(|_| self.error(&format!("has `{path}`, which is not UTF-8")))?);
        }
        Ok(texts)
    }

    fn error(&self, words: &str) -> CommandError {
        CommandError::Input(self.given.clone().into(), format!("the git revision {words}"))
    }
}

impl Place {
    /// What a path from the top of the repository leads to: a claim file by its name, or a folder.
    fn in_commit(path: &str) -> Self {
        let path = path.trim_start_matches('/');
        if !is_claim_file(path) || path.ends_with('/') {
            return Self::In(path.trim_end_matches('/').to_owned(), None);
        }
        let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
        Self::In(folder.trim_end_matches('/').to_owned(), Some(file.into()))
    }

    /// Where git is run.
    fn here(&self) -> &Path {
        match self {
            Self::Of(folder, _) => folder,
            Self::In(..) => Path::new("."),
        }
    }

    /// Whether a file is one of those that are meant.
    fn has(&self, path: &str) -> bool {
        match self {
            Self::Of(_, Some(file)) | Self::In(_, Some(file)) => path == CONFIGURATION || file == path,
            _ => true,
        }
    }
}

/// The folder, or the file, that a revision is compared with; where that is none, the usual one.
fn beside(other: &Path) -> Place {
    if other.is_dir() {
        return Place::Of(other.to_owned(), None);
    }
    let is_claim_file = other.is_file() && !manifest_file::is_one(other);
    match (other.parent(), other.file_name()) {
        (Some(folder), Some(file)) if is_claim_file => {
            let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
            Place::Of(folder.to_owned(), Some(file.to_owned()))
        }
        _ => {
            let claims = Path::new(CLAIMS);
            Place::Of(if claims.is_dir() { claims.to_owned() } else { ".".into() }, None)
        }
    }
}

/// The mode of a link.
const LINK: &str = "120000";

/// A claim file or a configuration, if an entry of a tree is one: `MODE TYPE ID SIZE`, a tab, and the path.
fn blob(entry: &str, below: &str) -> Option<(Blob, u64)> {
    let (about, path) = entry.split_once('\t')?;
    let path = path.strip_prefix(below)?;
    let [mode, "blob", id, size] = about.split_whitespace().collect::<Vec<_>>()[..] else { return None };
    let is_read = mode != LINK && is_claim_file(path) && !is_hidden(path);
    is_read.then(|| Some((Blob { id: id.to_owned(), path: path.to_owned() }, size.parse().ok()?)))?
}

/// A link with the name of a claim file. In a folder it is an error: what it leads to would count as added or removed.
fn link<'e>(entry: &'e str, below: &str) -> Option<&'e str> {
    let (about, path) = entry.split_once('\t')?;
    let path = path.strip_prefix(below)?;
    (about.starts_with(LINK) && is_claim_file(path) && !is_hidden(path)).then_some(path)
}

fn is_hidden(path: &str) -> bool {
    Path::new(path).components().any(|part: Component<'_>| part.as_os_str().as_encoded_bytes().starts_with(b"."))
}

fn is_claim_file(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|ending| ending == "yaml" || ending == "yml")
}

/// The next object that `cat-file --batch` gives: a line with its size, its bytes and a line feed.
fn next<'o>(rest: &mut &'o [u8]) -> Option<&'o [u8]> {
    let end = rest.iter().position(|&byte| byte == b'\n')?;
    let size: usize = std::str::from_utf8(&rest[..end]).ok()?.rsplit(' ').next()?.parse().ok()?;
    let bytes = rest.get(end + 1..end + 1 + size)?;
    *rest = rest.get(end + 2 + size..)?;
    Some(bytes)
}

fn command(here: &Path, arguments: &[impl AsRef<OsStr>]) -> Command {
    let mut command = Command::new("git");
    let here: [OsString; 2] = ["-C".into(), here.into()];
    command.args(here).args(["--no-pager", "--no-replace-objects", "--literal-pathspecs"]).args(arguments);
    command.env("GIT_NO_LAZY_FETCH", "1").env("GIT_OPTIONAL_LOCKS", "0").env("GIT_TERMINAL_PROMPT", "0");
    command.stdin(Stdio::null());
    command
}

/// What git prints, or says is wrong.
fn git(here: &Path, arguments: &[impl AsRef<OsStr>]) -> Result<Vec<u8>, String> {
    let output = command(here, arguments).output().map_err(|_| "there is no `git` to ask".to_owned())?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(said.lines().next().unwrap_or_default().trim_start_matches("fatal: ").to_owned())
}

/// What `cat-file --batch` prints for some ids, which a thread writes while it is read.
fn batch(here: &Path, names: String) -> io::Result<Vec<u8>> {
    let mut child = command(here, &["cat-file", "--batch"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let input = child.stdin.take();
    let writer = std::thread::spawn(move || input.map_or(Ok(()), |mut input| input.write_all(names.as_bytes())));
    let mut out = Vec::new();
    if let Some(mut output) = child.stdout.take() {
        output.read_to_end(&mut out)?;
    }
    let _ = writer.join();
    child.wait()?;
    Ok(out)
}
