//! What can be said of another id for a record.

use onrecord::model::Id;

use super::Paths;
use super::values::id;

#[derive(Debug, clap::Args)]
pub(crate) struct Rename {
    /// The id of a record
    #[arg(value_name = "OLD")]
    pub(crate) old: String,

    /// Its new id, which no record has
    #[arg(value_name = "NEW", value_parser = id)]
    pub(crate) new: Id,

    #[command(flatten)]
    pub(crate) paths: Paths,

    /// Rename although reviews go stale
    #[arg(long)]
    pub(crate) yes: bool,

    /// Say what would be changed, and change nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
}
