//! Archives of parts that are made up.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// An archive of some parts as they are, and of those in `data`, one for each name.
pub fn zip(fixed: &[(&str, &[u8])], names: &[&str], data: &[u8]) -> Vec<u8> {
    let mut rest = data;
    let made = names.iter().map(|name| {
        let end = rest.windows(4).position(|window| window == b"\n%%\n");
        let part = end.map_or(rest, |end| &rest[..end]);
        rest = end.map_or(&[][..], |end| &rest[end + 4..]);
        (*name, part)
    });
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in fixed.iter().copied().chain(made.collect::<Vec<_>>()) {
        writer.start_file(name, options).unwrap();
        writer.write_all(part).unwrap();
    }
    writer.finish().unwrap().into_inner()
}
