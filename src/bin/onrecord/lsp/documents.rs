//! Texts that are opened, edited and closed, and folders that come and go.

use std::path::Path;
use std::time::Instant;

use gen_lsp_types::{
    DidChangeTextDocumentParams, DidChangeWorkspaceFoldersParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
};

use super::analyst::Change;
use super::buffer::Buffer;
use super::roots::{RootId, looks_like_claims};
use super::session::Session;
use super::shown::LastEdit;
use super::uri;
use super::wire::Outbox;

impl Session {
    pub(super) fn opened(&mut self, params: DidOpenTextDocumentParams, out: &Outbox) {
        let item = params.text_document;
        let Some(path) = uri::path(&item.uri) else { return };
        let found = self.roots.of(&path).or_else(|| self.alone(&path, &item.text));
        let (root, path) = found.map_or((None, path), |(root, path)| (Some(root), path));
        let name = item.uri.0.clone();
        let buffer = Buffer { uri: item.uri, path: path.clone(), root, version: item.version, text: item.text };
        self.buffers.insert(name.clone(), buffer);
        self.tell_again(&path, out);
        self.set(&name);
    }

    /// A claim file that is in none of the folders is a corpus by itself.
    fn alone(&mut self, path: &Path, text: &str) -> Option<(RootId, std::path::PathBuf)> {
        if self.roots.is_in_folder(path) || !looks_like_claims(text) {
            return None;
        }
        let root = self.roots.add_file(path).id;
        self.change(root, Change::Open(path.to_owned()));
        Some((root, path.to_owned()))
    }

    pub(super) fn edited(&mut self, params: DidChangeTextDocumentParams) {
        let name = params.text_document.text_document_identifier.uri.0;
        let Some(buffer) = self.buffers.get_mut(&name) else { return };
        let line = buffer.edit(params.content_changes, self.client.unit);
        buffer.version = params.text_document.version;
        self.shown.edited(LastEdit { path: buffer.path.clone(), line, at: Instant::now() });
        self.set(&name);
    }

    /// The corpus of a text hears what it says now.
    fn set(&mut self, name: &str) {
        let Some(buffer) = self.buffers.get(name) else { return };
        let Some(root) = buffer.root else { return };
        self.change(root, Change::Set(buffer.path.clone(), buffer.open()));
    }

    pub(super) fn closed(&mut self, params: &DidCloseTextDocumentParams, out: &Outbox) {
        let Some(buffer) = self.buffers.remove(&params.text_document.uri.0) else { return };
        let Some(root) = buffer.root else { return };
        if self.roots.get(root).is_some_and(|root| root.folder.is_none()) {
            self.close(root, out);
        } else {
            self.pull.forget(&buffer.path);
            self.change(root, Change::Forget(buffer.path));
        }
    }

    pub(super) fn folders_changed(&mut self, params: DidChangeWorkspaceFoldersParams, out: &Outbox) {
        for folder in params.event.removed {
            let Some(path) = uri::path(&folder.uri) else { continue };
            let gone: Vec<_> =
                self.roots.iter().filter(|root| root.folder.as_ref() == Some(&path)).map(|root| root.id).collect();
            for root in gone {
                self.close(root, out);
            }
        }
        for folder in params.event.added {
            if let Some(path) = uri::path(&folder.uri) {
                self.open_folder(&path);
            }
        }
        self.find_homes();
        self.start_watching(out);
    }

    pub(super) fn open_folder(&mut self, folder: &Path) {
        let Some(root) = self.roots.add_folder(folder) else { return };
        let (id, corpus) = (root.id, root.corpus.clone());
        if !self.client.watches {
            // First, so that no change falls between reading and watching.
            self.watch_here();
        }
        self.change(id, Change::Open(corpus));
    }

    /// What was shown of a corpus goes with it.
    pub(super) fn close(&mut self, root: RootId, out: &Outbox) {
        self.change(root, Change::Close);
        self.roots.remove(root);
        self.views.remove(&root);
        self.questions.give_up(root, out);
        self.hide(root, out);
    }

    /// Texts that are open belong to the corpora that there are now.
    pub(super) fn find_homes(&mut self) {
        let names: Vec<_> = self.buffers.keys().cloned().collect();
        for name in names {
            let Some(buffer) = self.buffers.get_mut(&name) else { continue };
            let Some(path) = uri::path(&buffer.uri) else { continue };
            let found = self.roots.of(&path);
            let root = found.as_ref().map(|(root, _)| *root);
            if root == buffer.root {
                continue;
            }
            let before = (buffer.root, buffer.path.clone());
            (buffer.root, buffer.path) = (root, found.map_or(path, |(_, path)| path));
            if let (Some(root), path) = before {
                self.change(root, Change::Forget(path));
            }
            self.set(&name);
        }
    }

    /// Looks again at what is on the disk.
    pub(super) fn look_again(&mut self, out: &Outbox) {
        for root in self.roots.moved() {
            let Some(folder) = self.roots.get(root).and_then(|root| root.folder.clone()) else { continue };
            self.close(root, out);
            self.open_folder(&folder);
        }
        self.find_homes();
        self.start_watching(out);
        self.refresh();
    }

    pub(super) fn refresh(&mut self) {
        let roots: Vec<_> = self.roots.iter().map(|root| root.id).collect();
        for root in roots {
            self.change(root, Change::Refresh);
        }
    }
}
