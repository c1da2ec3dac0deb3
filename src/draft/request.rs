//! What a program is asked that points at words: the text, and nothing of the corpus.

use std::io;

use serde::Serialize;

use super::Draft;
use super::json::{JsonPlace, Places};
use crate::text::escape::json::{Str, to_writer_compact};

#[derive(Serialize)]
struct Request<'a> {
    version: u32,
    language: Option<&'a str>,
    text: Str<'a>,
    paragraphs: Vec<JsonPlace>,
}

impl Draft {
    /// The request as one line of JSON, with places in Unicode characters of the text.
    ///
    /// # Errors
    /// Never, unless memory cannot be had.
    pub fn request(&self) -> io::Result<Vec<u8>> {
        let places = Places::new(&self.reading);
        let paragraphs = self.reading.paragraphs.iter().map(|&paragraph| places.place(paragraph)).collect();
        let text = places.all();
        let text = Str(&text);
        let mut out = Vec::new();
        to_writer_compact(&mut out, &Request { version: 1, language: self.reading.language, text, paragraphs })?;
        out.push(b'\n');
        Ok(out)
    }
}
