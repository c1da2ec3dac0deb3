//! All integration tests, in one binary.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::expect_used,
    clippy::format_push_string,
    clippy::format_collect,
    unreachable_pub,
    reason = "test code"
)]

mod agreement;
mod check;
mod cli;
mod digests;
mod draft;
mod editor;
mod evidence;
mod examples;
mod export;
mod formats;
mod half_typed;
mod hostile;
mod house;
mod impact;
mod import;
mod init;
mod list;
mod lsp;
mod mcp;
mod menger;
mod pages;
mod policy;
mod random;
mod readme;
mod records;
mod reference;
mod rename;
mod report;
mod report_html;
mod reviews;
mod rules;
mod runs;
mod schema;
mod shapes;
mod short;
mod slips;
mod speech;
mod struck;
mod trace;
mod watch;
mod workspace;
#[cfg(target_os = "linux")]
mod writes;
