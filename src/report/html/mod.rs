//! The report for a browser and for paper: one file that holds all it needs and asks for nothing.
//!
//! `report.html` is the page, `style.css` its looks and `script.js` what moves; `served.js` is only in pages that a
//! server keeps current. Of a small corpus the page holds everything, and the script only filters it. Of a large one
//! the page holds what the text report says of each claim; the rest is data, of which the script makes what is opened.

mod chain;
mod data;
mod marks;
mod numbers;
mod opened;
mod page;
mod picture;
pub(crate) mod policy;
mod timeline;

use std::io::{self, Write};

use askama::Template;

use super::Report;
use crate::format::Options;
use page::ReportPage;

/// Our own files, in which nothing is escaped. A hash covers each, so they are the same on systems that end lines with
/// two characters.
const SHARED_STYLE: &str = include_str!("shared.css");
const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");
const ASKING: &str = include_str!("served.js");

/// The style of a page: what all of them share, and its own.
pub(crate) fn styled(own: &str) -> String {
    [SHARED_STYLE, own].concat().replace('\r', "")
}

pub(super) fn write(report: &Report<'_>, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let (style, script, asking) = (styled(STYLE), SCRIPT.replace('\r', ""), ASKING.replace('\r', ""));
    let page = ReportPage::new(report, &style, &script)?;
    match options.served {
        Some(version) => page.served(version, &asking).write_into(out)?,
        None => page.write_into(out)?,
    }
    out.write_all(b"\n")
}
