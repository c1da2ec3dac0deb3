//! `onrecord init`: the files that a newsroom starts with.

mod baseline;
mod plan;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use onrecord::Workspace;

use crate::args::{Color, Init};
use crate::error::{CommandError, shown};
use crate::exit::Exit;
use crate::output::write_stdout;
use crate::starter_files::{self, Ci};
use plan::Plan;

/// Writes what a newsroom starts with, and nothing over what there is.
pub(crate) fn run(args: &Init, color: Color) -> Result<Exit, CommandError> {
    // Without a slash at its end, which would follow a link.
    let folder: PathBuf = args.path.components().collect();
    if args.baseline {
        return baseline::run(args, &folder, color);
    }
    let has_claims = folder.is_dir() && Workspace::open(std::slice::from_ref(&folder)).snapshot().claim_files() > 0;
    let story = (!has_claims).then(|| starter_files::first_story(&folder));
    let parts = story.into_iter().chain([starter_files::configuration(&folder)]);
    let plan = Plan::new(parts, None, &folder, &Ci::chosen(&args.ci))?;
    let mut words = plan.words(&folder);
    plan.write()?;
    if has_claims {
        let _ = writeln!(words, "\nNo first story was written, because {} already has claim files.", shown(&folder));
    }
    words += &next(&folder);
    write_stdout(|out| out.write_all(words.as_bytes()))?;
    Ok(Exit::Clean)
}

/// What to run next.
fn next(folder: &Path) -> String {
    let (check, report) = (command("check", folder), command("report", folder));
    let width = report.len();
    format!(
        "\nNext:\n  {check:<width$}  shows what is wrong with the records\n  \
         {report}  shows which claims rest on named sources\n"
    )
}

/// A command over a folder, as somebody would type it.
fn command(words: &str, folder: &Path) -> String {
    let is_default = folder == Path::new("claims");
    if is_default { format!("onrecord {words}") } else { format!("onrecord {words} {}", shown(folder)) }
}
