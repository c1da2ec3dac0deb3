//! What can be said of a check.

use std::path::PathBuf;

use onrecord::diagnostic::{Findings, Level, RuleMeta, Shown};
use onrecord::format::{Detail, Format};
use onrecord::model::{Date, Setting};

use super::values::{day, named, rule, setting};
use super::{Answer, Paths};

#[derive(Debug, clap::Args)]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) paths: Paths,

    #[command(flatten)]
    pub(crate) answer: Answer<Findings<'static>>,

    /// Exit with 1 if there is a finding of this level or a more severe one
    #[arg(long, value_name = "LEVEL", default_value = "error", value_parser = named::<Level>())]
    pub(crate) deny: Level,

    /// Show findings of this level and more severe ones [default: note; with --format text, warning, notes of
    /// negation-elided and kind-missing, and what --deny or --only name]
    #[arg(long, value_name = "LEVEL", value_parser = named::<Level>())]
    pub(crate) level: Option<Level>,

    /// Show what these rules find, separated by commas. The exit status does not depend on what is shown
    #[arg(long, value_name = "RULE", value_delimiter = ',', value_parser = rule)]
    pub(crate) only: Vec<&'static RuleMeta>,

    /// With --format text: one line for each finding
    #[arg(long)]
    pub(crate) concise: bool,

    /// Apply safe fixes, show what was changed, and report the remaining findings
    #[arg(long)]
    pub(crate) fix: bool,

    /// Set the level of a rule, overriding the configuration; `off` turns it off
    #[arg(long, value_name = "NAME=LEVEL", value_parser = setting)]
    pub(crate) rule: Vec<(&'static RuleMeta, Setting)>,

    /// Use this configuration instead of the onrecord.yaml at the top of the folder
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,

    /// Also look for archived copies in this folder
    #[arg(long, value_name = "DIR")]
    pub(crate) snapshots: Option<PathBuf>,

    /// Check waivers and reviews as of this day, such as 2026-12-31 [default: today, in UTC]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) today: Option<Date>,
}

impl Check {
    /// Which findings are shown. People at a terminal see notes on request; what the check fails for is always seen.
    pub(crate) fn shown(&self) -> Shown {
        let is_usual = self.answer.format() == Format::Text && self.only.is_empty();
        let usual = if is_usual { Level::Warning.min(self.deny) } else { Level::Note };
        Shown { level: self.level.unwrap_or(usual), only: self.only.clone(), notes: self.level.is_none() }
    }

    /// How much of it. A rule that is asked about is listed whole.
    pub(crate) fn detail(&self) -> Detail {
        match (self.concise, self.only.is_empty()) {
            (true, _) => Detail::Concise,
            (false, false) => Detail::All,
            (false, true) => Detail::Usual,
        }
    }
}
