//! What an archived copy is: by its first bytes, then by the extension of its name.

use super::encoding::DECLARED_WITHIN;

/// What an archived copy is, as far as reading it goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// HTML, in any of its versions.
    Html,
    /// Text without a syntax of its own; Markdown and the like too.
    Text,
    /// PDF.
    Pdf,
    /// Anything else: pictures, archives, office files.
    Other,
}

impl Kind {
    /// What a copy is, by its first bytes, and where they do not tell, by the extension of its name, in any case and without the dot.
    pub fn of(bytes: &[u8], extension: Option<&str>) -> Self {
        let start = bytes.get(..DECLARED_WITHIN).unwrap_or(bytes);
        if start.starts_with(b"%PDF-") {
            return Self::Pdf;
        }
        let extension = extension.map(str::to_ascii_lowercase);
        match extension.as_deref() {
            Some("html" | "htm" | "xhtml" | "xht" | "shtml") => Self::Html,
            Some("pdf") => Self::Pdf,
            None | Some("txt" | "text" | "md" | "markdown" | "csv" | "tsv" | "srt" | "vtt" | "asc" | "log") => {
                if looks_like_html(start) {
                    Self::Html
                } else {
                    Self::Text
                }
            }
            Some(_) if looks_like_html(start) => Self::Html,
            Some(_) => Self::Other,
        }
    }
}

fn looks_like_html(start: &[u8]) -> bool {
    let start = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start).trim_ascii_start();
    [&b"<!doctype html"[..], b"<html"]
        .iter()
        .any(|tag| start.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds() {
        for (bytes, extension, kind) in [
            (&b"<p>"[..], Some("HTML"), Kind::Html),
            (b"\n<!DOCTYPE html><p>", Some("txt"), Kind::Html),
            (b"\xEF\xBB\xBF<html>", None, Kind::Html),
            (b"text", None, Kind::Text),
            (b"text", Some("md"), Kind::Text),
            (b"%PDF-1.7", Some("txt"), Kind::Pdf),
            (b"", Some("pdf"), Kind::Pdf),
            (b"PK", Some("docx"), Kind::Other),
            (b"<html>", Some("php"), Kind::Html),
        ] {
            assert_eq!(Kind::of(bytes, extension), kind, "{extension:?}");
        }
    }
}
