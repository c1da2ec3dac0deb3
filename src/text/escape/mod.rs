//! The ways out for [`Text`](super::Text): one escaper for each kind of output.

pub mod csv;
pub mod json;
pub mod markdown;
pub mod terminal;
