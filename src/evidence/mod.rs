//! Archived copies.
mod html;
