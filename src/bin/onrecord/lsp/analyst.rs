//! The thread that owns the corpora: it takes edits as they come, and analyses what is there when no more come.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use onrecord::check::check_files;
use onrecord::editor::prepare;
use onrecord::policy::Request;
use onrecord::{Workspace, check};

use super::client::Client;
use super::event::Event;
use super::findings::{ByFile, Groups, Wording};
use super::roots::RootId;
use super::view::{Open, View};
use crate::clock;
use crate::exit::panics::{self, guard};

/// So many findings in files that are not open are worded before anything is shown. More wait until nobody has typed
/// for so long.
const FEW: usize = 200;
const PAUSE: Duration = Duration::from_millis(150);

/// Something that changes a corpus.
pub(super) enum Change {
    /// It is there from now on: what is under these paths.
    Open(PathBuf),
    /// Nobody needs it any more.
    Close,
    /// A text is open in the editor, and is so.
    Set(PathBuf, Open),
    /// A text is no longer open: what is on the disk counts again.
    Forget(PathBuf),
    /// Files may have changed on the disk.
    Refresh,
    /// Panic, to try what happens then.
    Panic,
}

/// A change of a corpus, and how many there are with it.
pub(super) struct Task {
    pub(super) root: RootId,
    pub(super) revision: u64,
    pub(super) change: Change,
}

/// What came of analysing a corpus.
pub(super) struct Analysed {
    pub(super) root: RootId,
    /// Nothing if it failed: the error is the program's.
    pub(super) view: Option<Arc<View>>,
}

/// Starts the thread.
pub(super) fn start(client: Client, events: Sender<Event>) -> Sender<Task> {
    let (tasks, queue) = channel();
    thread::spawn(move || Analyst { client, events, corpora: HashMap::new() }.run(&queue));
    tasks
}

struct Analyst {
    client: Client,
    events: Sender<Event>,
    corpora: HashMap<RootId, Corpus>,
}

struct Corpus {
    path: PathBuf,
    workspace: Workspace,
    revision: u64,
    open: Arc<HashMap<PathBuf, Open>>,
    /// Whether something has changed since it was analysed.
    is_changed: bool,
    others: Others,
    /// Whether what is known of other files is older than the rest.
    owes_others: bool,
}

/// What was found last in files that are not open.
#[derive(Default)]
struct Others {
    found: Arc<ByFile>,
    /// The texts that were open.
    beside: HashSet<PathBuf>,
}

impl Analyst {
    fn run(&mut self, queue: &Receiver<Task>) {
        loop {
            let is_owing = self.corpora.values().any(|corpus| corpus.owes_others);
            let next = if is_owing { queue.recv_timeout(PAUSE) } else { queue.recv().map_err(Into::into) };
            let mut tasks: Vec<_> = match next {
                Ok(task) => vec![task],
                Err(RecvTimeoutError::Timeout) => Vec::new(),
                Err(RecvTimeoutError::Disconnected) => return,
            };
            let is_pause = tasks.is_empty();
            tasks.extend(queue.try_iter());
            for task in tasks {
                self.take(task);
            }
            let is_due = |corpus: &Corpus| corpus.is_changed || is_pause && corpus.owes_others;
            let due: Vec<_> = self.corpora.iter().filter(|(_, corpus)| is_due(corpus)).map(|(id, _)| *id).collect();
            for root in due {
                self.analyse(root, is_pause);
            }
        }
    }

    /// Takes a change. If that fails, the corpus is read afresh.
    fn take(&mut self, task: Task) {
        let Task { root, revision, change } = task;
        match change {
            Change::Close => drop(self.corpora.remove(&root)),
            Change::Open(path) => drop(self.corpora.insert(root, Corpus::open(path, revision))),
            change => {
                let Some(corpus) = self.corpora.get_mut(&root) else { return };
                (corpus.revision, corpus.is_changed) = (revision, true);
                if guard(|| corpus.take(change)).is_err() {
                    corpus.read_afresh();
                    let _ = self.events.send(Event::Analysed(Analysed { root, view: None }));
                }
            }
        }
    }

    fn analyse(&mut self, root: RootId, is_pause: bool) {
        let Some(corpus) = self.corpora.get_mut(&root) else { return };
        (corpus.is_changed, corpus.owes_others) = (false, false);
        let (client, events) = (&self.client, &self.events);
        // If nobody hears, there will be no more tasks.
        let send = |view: Option<View>| {
            let _ = events.send(Event::Analysed(Analysed { root, view: view.map(Arc::new) }));
        };
        if guard(|| send(Some(corpus.analyse(root, client, is_pause)))).is_err() {
            corpus.read_afresh();
            send(None);
        }
    }
}

impl Corpus {
    fn open(path: PathBuf, revision: u64) -> Self {
        let workspace = guard(|| opened(&path)).unwrap_or_default();
        let (open, others) = (Arc::default(), Others::default());
        Self { path, workspace, revision, open, is_changed: true, others, owes_others: false }
    }

    fn take(&mut self, change: Change) {
        match change {
            Change::Set(path, open) => {
                self.workspace.set(&path, &*open.text);
                Arc::make_mut(&mut self.open).insert(path, open);
            }
            Change::Forget(path) => {
                Arc::make_mut(&mut self.open).remove(&path);
                self.workspace.remove(&path);
                self.workspace.refresh();
            }
            Change::Refresh => self.workspace.refresh(),
            Change::Panic => panics::fail(),
            Change::Open(_) | Change::Close => {}
        }
    }

    /// Whatever a panic has left half done is gone.
    fn read_afresh(&mut self) {
        let (path, open) = (&self.path, &self.open);
        let fresh = guard(|| {
            let mut workspace = opened(path);
            open.iter().for_each(|(path, open)| workspace.set(path, &*open.text));
            workspace
        });
        self.workspace = fresh.unwrap_or_default();
    }

    /// Analyses what is there. Where much is found in other files, that is what was known of them, except in a pause.
    fn analyse(&mut self, root: RootId, client: &Client, is_pause: bool) -> View {
        let snapshot = self.workspace.snapshot();
        let request = Request { today: clock::today(), ..Request::default() };
        let (open, unit) = (Arc::clone(&self.open), client.unit);
        let is_same =
            self.others.beside.len() == open.len() && open.keys().all(|path| self.others.beside.contains(path));
        self.owes_others = !is_pause && is_same && self.others.found.values().map(Vec::len).sum::<usize>() > FEW;
        let checked = if self.owes_others {
            check_files(
                &snapshot,
                &request,
                &open.keys().filter_map(|path| snapshot.files().id(path)).collect::<Vec<_>>(),
            )
        } else {
            check(&snapshot, &request)
        };
        let wording = Wording { snapshot: &snapshot, open: &open, unit, shows_related: client.shows_related };
        let groups = Groups::new(&checked, wording);
        if !self.owes_others {
            let found = Arc::new(groups.in_others());
            self.others = Others { found, beside: open.keys().cloned().collect() };
        }
        // What first answers share is made while nobody waits for it. A snapshot after an edit of words has it already.
        let latest = snapshot.clone();
        thread::spawn(move || guard(|| prepare(&latest)));
        View {
            root,
            revision: self.revision,
            unit,
            in_open: Arc::new(groups.in_open()),
            in_others: Arc::clone(&self.others.found),
            snapshot: snapshot.clone(),
            open,
        }
    }
}

/// What is on the disk. A file that is not there yet has only what the editor says.
fn opened(path: &Path) -> Workspace {
    if path.exists() { Workspace::open(&[path.to_owned()]) } else { Workspace::default() }
}
