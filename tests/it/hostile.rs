//! Inputs that mean harm, given to the program itself: what it says, where, and how it ends. The rows are those of the
//! threat model.

#![allow(clippy::format_collect, clippy::format_push_string, reason = "small texts, made once")]

mod confidential;
mod content;
mod graph;
mod limits;
mod links;
mod many;
mod mutations;
mod output;
mod paths;
pub(crate) mod program;
mod rules;
mod yaml;
mod yaml_bytes;
