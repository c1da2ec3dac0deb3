//! The code host that a job runs on, as its variables say: where readers find the files that were checked.

use std::path::{Path, PathBuf};

use onrecord::text::show;

/// What the path of a file in the current folder follows in the address of its lines, if a job says so.
pub(crate) fn link_base() -> Option<String> {
    let (base, root) = github().or_else(gitlab)?;
    let folder = std::env::current_dir().ok()?;
    let below = folder.strip_prefix(root).ok()?;
    let below = if below == Path::new("") { String::new() } else { format!("{}/", show(below)) };
    Some(format!("{base}/{below}"))
}

fn github() -> Option<(String, PathBuf)> {
    let [server, repository, commit, root] =
        ["GITHUB_SERVER_URL", "GITHUB_REPOSITORY", "GITHUB_SHA", "GITHUB_WORKSPACE"].map(variable);
    Some((format!("{}/{}/blob/{}", server?, repository?, commit?), root?.into()))
}

fn gitlab() -> Option<(String, PathBuf)> {
    let [project, commit, root] = ["CI_PROJECT_URL", "CI_COMMIT_SHA", "CI_PROJECT_DIR"].map(variable);
    Some((format!("{}/-/blob/{}", project?, commit?), root?.into()))
}

fn variable(name: &str) -> Option<String> {
    #[expect(clippy::disallowed_methods, reason = "the environment is the binary's")]
    std::env::var(name).ok().filter(|value| !value.is_empty())
}
