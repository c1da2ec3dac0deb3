//! `onrecord archive`: a copy of a file, and the document record that names it.

mod archived_file;
mod existing;
mod fields;
mod put;
mod stamps;

use std::collections::HashMap;
use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};

use onrecord::Workspace;
use onrecord::copies::{About, CannotRead};
use onrecord::digest::Digest;
use onrecord::model::{Capture, Corpus, Document, Id, Record};
use onrecord::records::{DocumentFields, Ids, NewDocument, Shape};
use onrecord::text::{Text, terminal};
use onrecord::workspace::Snapshot;

use crate::args::{Archive, Color};
use crate::atomic_write::{StagedFile, Transaction};
use crate::error::{CommandError, shown};
use crate::exit::{self, Exit};
use crate::folder::Folder;
use crate::folder::chosen_page::chosen;
use crate::folder::confidential::{expect_open, expect_open_pages};
use crate::output::write_stdout;
use crate::{corpus_errors, loading, starter_files};
use archived_file::{KeptText, Original};
pub(super) use existing::has_record;
use existing::{add_copy, has_it, keep};
use fields::Filled;
use put::{Put, put};

/// The folder for archived copies, beside the claim file that names them.
const EVIDENCE: &str = "evidence";
/// How many pages of a web archive are shown to choose from.
const MAX_PAGES: usize = 20;
/// Why nothing is written in a place.
const SOMETHING_ELSE: &str = "a different file exists; move it away if it does not belong there";
/// Why there is nothing to write a record of.
const NO_PAGE: [CannotRead; 6] = [
    CannotRead::Empty,
    CannotRead::SeveralPages,
    CannotRead::SeveralCaptures,
    CannotRead::NoCapture,
    CannotRead::NotAnswered,
    CannotRead::NoArchive,
];
/// Why nothing open is made of a file.
const CONFIDENTIAL: &str = "a confidential document has this copy or the address of this page, so no open record is \
    written of it; pass `--document` with the id of that document, or `--publisher` with a source without a name";
const CONFIDENTIAL_PAGE: &str = "another page in this web archive is that of a confidential document, and the archive \
    is kept as a whole; save the page that you want by itself, or pass `--publisher` with a source without a name";
/// Names that Windows keeps for devices, whatever their extension.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Archives files: of each first its copy, then the record that names it.
pub(crate) fn run(args: &Archive, color: Color) -> Result<Exit, CommandError> {
    let (files, path) = args.split()?;
    let snapshot = loading::load_to_add(path)?;
    if !snapshot.is_understood() {
        // The document may have a record in what could not be read.
        return Ok(corpus_errors::refuse(&snapshot, color));
    }
    let ids = Ids::of(snapshot.corpus());
    let mut archiving = Archiving { args, snapshot: &snapshot, ids, copies: copies(snapshot.corpus()) };
    let [file] = files else { return archiving.all(files) };
    archiving.file(file)
}

/// The documents by the digests of their copies, and by the page that they name of a web archive.
fn copies(corpus: &Corpus) -> HashMap<(String, Option<Capture>), Id> {
    let key = |document: &Document| {
        let capture = document.copy().path.as_ref()?.value.capture().cloned();
        Some(((Digest::from(document.copy().sha256?).hex(), capture), document.id.clone()))
    };
    corpus.documents.iter().filter_map(key).collect()
}

/// Files on their way into a corpus.
struct Archiving<'a> {
    args: &'a Archive,
    snapshot: &'a Snapshot,
    /// The ids that are taken.
    ids: Ids,
    /// The documents by the digests of their copies, and by the page that they name of a web archive.
    copies: HashMap<(String, Option<Capture>), Id>,
}

impl Archiving<'_> {
    /// Each by itself: what is wrong with one does not keep the others out.
    fn all(&mut self, files: &[PathBuf]) -> Result<Exit, CommandError> {
        let mut done = 0;
        for file in files {
            say(&format!("{}\n", shown(file)))?;
            match self.file(file) {
                Ok(exit) => done += usize::from(exit == Exit::Clean),
                Err(error @ CommandError::Stdout(_)) => return Err(error),
                Err(error) => _ = exit::explain(&error),
            }
        }
        say(&format!("\narchived {done} of {} files\n", files.len()))?;
        Ok(if done == files.len() { Exit::Clean } else { Exit::Failed })
    }

    fn file(&mut self, file: &Path) -> Result<Exit, CommandError> {
        let Self { args, snapshot, .. } = *self;
        let (opened, capture) = chosen(file)?;
        let mut original = Original::open(&opened, capture).map_err(|error| unopened(&opened, &error))?;
        expect_a_page(file, &opened, &mut original)?;
        if let Some(program) = &args.text_by {
            original.make_text(program)?;
        }
        original.take_stamps(&args.stamp)?;
        let documents = &snapshot.corpus().documents;
        if let Some(id) = &args.document {
            return match snapshot.corpus().find(id.as_str()) {
                None => self.add(file, &mut original),
                Some(Record::Document(at)) => self.recorded(file, &documents[at], &mut original),
                Some(record) => {
                    Err(CommandError::OtherKind(id.as_str().to_owned(), record.kind().name(), "a document"))
                }
            };
        }
        if let Some(id) = self.copies.get(&(original.sha256.clone(), original.capture().cloned())) {
            return match snapshot.corpus().find(id.as_str()) {
                Some(Record::Document(at)) => self.recorded(file, &documents[at], &mut original),
                // Its record was written a moment ago, with the same options.
                _ => has_it(id),
            };
        }
        let url = self.about(file, &mut original)?.and_then(|about| about.url);
        let mut known = documents.iter().filter(|document| {
            document.url.as_ref().zip(url.as_ref()).is_some_and(|(known, url)| known.is_same_page(url))
        });
        if let Some(document) = known.clone().find(|document| document.copy().path.is_none()) {
            say(&format!("found     the document `{}`: it has the URL of the page\n", document.id))?;
            return self.recorded(file, document, &mut original);
        }
        if let Some(document) = known.next_back() {
            say(&format!(
                "another   copy of the page of `{}`, which differs: it gets a record of its own\n",
                document.id
            ))?;
        }
        self.add(file, &mut original)
    }

    /// A file for a document that has a record: its copy, or what belongs beside the copy that there is.
    fn recorded(&self, file: &Path, document: &Document, original: &mut Original) -> Result<Exit, CommandError> {
        let capture = document.copy().path.as_ref().map(|copy| copy.value.capture());
        let has_copy = is_copy(document, original) && capture.is_some_and(|capture| capture == original.capture());
        if !document.is_confidential && !has_copy {
            self.expect_open(file, original)?;
        }
        if !(has_copy && self.is_said(document, original)) {
            self.expect_no_fields(file, document)?;
        }
        if has_copy && !original.has_more() {
            keep(self.snapshot, document, original)
        } else {
            add_copy(self.snapshot, document, original)
        }
    }

    /// A record that there is gets nothing but the copy.
    fn expect_no_fields(&self, file: &Path, document: &Document) -> Result<(), CommandError> {
        let Archive { title, publisher, url, published, note, .. } = self.args;
        let is_told = title.is_some() || note.is_some() || publisher.is_some();
        if is_told || url.is_some() || published.is_some() {
            return Err(has_record(file, self.snapshot, document, "add the other fields to it yourself"));
        }
        Ok(())
    }

    /// Whether the record of a document says all that was passed, so that there is nothing to add to it.
    fn is_said(&self, document: &Document, original: &Original) -> bool {
        let Archive { title, publisher, url, published, note, .. } = self.args;
        if document.is_confidential {
            // Most of such a record is not kept, but the whole of it is what was passed.
            let written = Filled::new(self.args, self.snapshot, None).ok().zip(self.snapshot.folders().first());
            let written = written.map(|(filled, corpus)| record(corpus, &document.id, filled.fields, original));
            let path = self.snapshot.files().get(document.place.file).path().given();
            return written.is_some_and(|written| std::fs::read_to_string(path).is_ok_and(|there| there == written));
        }
        let is_text = |passed: &Option<String>, there: Option<&Text>| {
            passed.as_deref().is_none_or(|passed| there == Some(&Text::new(passed)))
        };
        is_text(title, Some(&document.title))
            && is_text(note, document.note.as_ref())
            && publisher.as_ref().is_none_or(|id| document.publisher.as_ref().is_some_and(|to| to.to == *id.text()))
            && (url.is_none() || *url == document.url)
            && (published.is_none() || *published == document.published)
    }

    /// Refuses what a confidential document has: neither the bytes nor the address of it go into an open record.
    fn expect_open(&self, file: &Path, original: &mut Original) -> Result<(), CommandError> {
        let is_passed = |url| self.snapshot.confidential_copies().have_address(url);
        if self.args.url.as_ref().is_some_and(is_passed) {
            return Err(CommandError::Input(file.to_owned(), CONFIDENTIAL.to_owned()));
        }
        let (opened, _) = chosen(file)?;
        let bytes = original.read().map_err(|error| CommandError::unread(file, &error))?;
        let text = original.text().map(KeptText::bytes);
        for bytes in text.into_iter().chain([&*bytes]) {
            expect_open(&opened, bytes, original.capture(), Some(self.snapshot), CONFIDENTIAL)?;
        }
        match original.capture() {
            Some(_) => expect_open_pages(&opened, &bytes, self.snapshot, CONFIDENTIAL_PAGE),
            None => Ok(()),
        }
    }

    /// What a file says of itself; nothing if that could reveal a source without a name that published it.
    fn about(&self, file: &Path, original: &mut Original) -> Result<Option<About>, CommandError> {
        let publisher = self.args.publisher.as_ref();
        let is_open = publisher.map(|publisher| is_named(self.snapshot, publisher)).transpose()?.unwrap_or(true);
        let about = is_open.then(|| original.about()).transpose();
        about.map_err(|error| CommandError::unread(file, &error))
    }

    /// Writes a record of its own, beside the copy: paths of copies lead down from the claim file.
    fn add(&mut self, file: &Path, original: &mut Original) -> Result<Exit, CommandError> {
        let Self { args, snapshot, .. } = *self;
        let Some(corpus) = snapshot.folders().first() else {
            return Err(CommandError::Usage("no folder of claim files"));
        };
        let about = self.about(file, original)?;
        if about.is_none() && args.title.is_none() {
            return Err(CommandError::Usage(
                "the publisher is not named, so nothing is taken from the page; pass a --title that reveals nothing",
            ));
        }
        if about.is_some() {
            self.expect_open(file, original)?;
        }
        let filled = Filled::new(args, snapshot, about);
        let Filled { fields, words } =
            filled.map_err(|missing| CommandError::Input(file.to_owned(), missing.words()))?;
        let id = args.document.clone().or_else(|| self.ids.take(&fields.title, Shape::DOCUMENT));
        let id = id.ok_or(CommandError::Usage("pass --document"))?;
        let yaml = record(corpus, &id, fields, original);
        if Workspace::of_texts([("", &*yaml)]).snapshot().load_faults().len() > 0 {
            return Err(CommandError::Usage("--title or --note has characters that are not allowed in claim files"));
        }
        let name = file_name(&id);
        let path = corpus.join(EVIDENCE).join(&name);
        let unwritten = |error| CommandError::unwritten(&path, &error);
        let mut transaction = Transaction::default();
        let opened = Folder::open(corpus).map_err(unwritten)?;
        let folder = transaction.folder_below(&opened, OsStr::new(EVIDENCE)).map_err(unwritten)?;
        let place = folder.place(name);
        if place.look().is_ok() {
            return Err(CommandError::Output(path, SOMETHING_ELSE.to_owned()));
        }
        let copies = put(original, &folder, &mut transaction)?;
        let staged = StagedFile::new(place, |out| out.write_all(yaml.as_bytes()));
        staged.and_then(|staged| transaction.create_file(staged)).map_err(unwritten)?;
        transaction.commit();
        self.copies.insert((original.sha256.clone(), original.capture().cloned()), id);
        let stamped = stamped(original, &path.with_file_name(original.name()));
        say(&format!("{}wrote     {}\n{}{stamped}", wrote(&copies), shown(&path), words))?;
        Ok(Exit::Clean)
    }
}

/// The claim file with the record of a document, in the folder of its copy.
fn record(corpus: &Path, id: &Id, fields: DocumentFields, original: &Original) -> String {
    let document = NewDocument { id: id.clone(), fields, copy: original.archived(Path::new("")) };
    starter_files::modeline_below(corpus, 1) + &document.yaml()
}

/// Shows which pages of a web archive there are, unless one that it holds is chosen or there is only one.
fn expect_a_page(file: &Path, opened: &Path, original: &mut Original) -> Result<(), CommandError> {
    let unread = |error: io::Error| CommandError::unread(file, &error);
    let why = original.about().map_err(unread)?.unread();
    let Some(why) = why.filter(|why| NO_PAGE.contains(why)) else { return Ok(()) };
    let pages = original.pages().map_err(unread)?;
    let words = match why {
        CannotRead::SeveralPages | CannotRead::SeveralCaptures => {
            format!("holds {} pages; pass one of them as `FILE#ADDRESS@TIME`", pages.len())
        }
        why => why.words().to_owned(),
    };
    for page in pages.iter().take(MAX_PAGES) {
        say(&format!("page      {}\n", terminal::line(&page.behind(&shown(opened)))))?;
    }
    Err(CommandError::Input(file.to_owned(), words))
}

/// Why a file cannot be archived.
fn unopened(path: &Path, error: &io::Error) -> CommandError {
    let is_address = ["http://", "https://"].iter().any(|scheme| path.starts_with(scheme.trim_end_matches('/')));
    if is_address && error.kind() == io::ErrorKind::NotFound {
        let words = "is a web address; save the page with a browser and pass the file: onrecord opens no connection";
        return CommandError::Input(path.to_owned(), words.to_owned());
    }
    CommandError::unread(path, error)
}

/// Whether a file is what a document names as its copy.
fn is_copy(document: &Document, original: &Original) -> bool {
    document.copy().sha256.is_some_and(|recorded| Digest::from(recorded).hex() == original.sha256)
}

/// A line for each file that belongs to a copy.
fn wrote(copies: &[Put]) -> String {
    let done = |is_new| if is_new { "wrote     " } else { "unchanged " };
    copies.iter().flat_map(|copy| [done(copy.is_new).to_owned(), shown(&copy.path), "\n".to_owned()]).collect()
}

/// What the timestamps of a copy state.
fn stamped(original: &Original, copy: &Path) -> String {
    original.stamps().iter().map(|stamp| stamp.words(copy)).collect()
}

/// Whether readers know the name of a publisher, which must be a source.
fn is_named(snapshot: &Snapshot, publisher: &Id) -> Result<bool, CommandError> {
    match snapshot.corpus().find(publisher.as_str()) {
        Some(Record::Source(at)) => Ok(!snapshot.corpus().sources[at].is_confidential()),
        Some(record) => Err(CommandError::OtherKind(publisher.as_str().to_owned(), record.kind().name(), "a source")),
        None => Err(CommandError::UnknownId(publisher.as_str().to_owned(), None)),
    }
}

/// What the file of a record is called.
fn file_name(id: &Id) -> String {
    let name = id.as_str();
    let is_port = (name.starts_with("com") || name.starts_with("lpt")) && name.len() == 4;
    if DEVICES.contains(&name) || is_port { format!("{name}-document.yaml") } else { format!("{name}.yaml") }
}

fn say(words: &str) -> Result<(), CommandError> {
    write_stdout(|out| out.write_all(words.as_bytes()))
}
