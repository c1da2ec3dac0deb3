//! The language server, spoken to as an editor does: over the pipes of a program that runs.

#![allow(clippy::needless_pass_by_value, reason = "messages are made where they are sent")]

mod clients;
mod drafts;
mod editor;
mod findings;
mod hostile;
mod lifecycle;
mod neovim;
mod pages;
mod requests;
mod typing;
mod watching;
