//! What a job of a CI system says of itself in its environment.

pub(crate) mod code_host;
pub(crate) mod step_summary;
