//! The language server, spoken to as an editor does: over the pipes of a program that runs.

mod editor;
mod findings;
mod lifecycle;
mod requests;
