//! Tells which claims rest on named sources and which rest on anonymous ones, and proves it.

pub mod analysis;
pub mod check;
pub mod diagnostic;
pub mod graph;
pub mod load;
pub mod model;
pub mod report;
pub mod text;
mod yaml;

pub use analysis::analyse;
pub use graph::link;
pub use load::load;
pub use report::report;
