//! All integration tests, in one binary.

mod agreement;
mod random;
mod reference;
