//! What an editor asks: answers in small corpora by hand, on hostile and broken files at every place, and held to
//! slower ways to the same.

mod answers;
mod broken;
mod renaming;
