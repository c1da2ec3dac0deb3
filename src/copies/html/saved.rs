//! The address that a browser writes above a page that it saves.

/// How far into a file it is looked for.
const WITHIN: usize = 4 << 10;
/// What is before it: browsers write `saved from url=(0024)https://example.org/`, others a line ` url: https://…`.
const BEFORE: [&str; 2] = ["saved from url=(", "\n url: "];

/// The web address that a page was saved from, if a comment above it says so.
pub(super) fn from(page: &str) -> Option<&str> {
    let start = &page[..page.floor_char_boundary(WITHIN)];
    // What is behind the first element is the page's.
    let head = start.find("<head").map_or(start, |end| &start[..end]);
    let behind = |before| head.split_once(before).map(|(_, behind)| behind);
    let address = BEFORE.into_iter().find_map(behind)?.trim_start_matches(|sign: char| sign.is_ascii_digit());
    let address = address.strip_prefix(')').unwrap_or(address);
    let address = address.split(|sign: char| sign.is_whitespace() || sign == '>').next()?;
    ["http://", "https://"].iter().any(|scheme| address.starts_with(scheme)).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_say_where_a_page_is_from() {
        for (page, expected) in [
            ("<!-- saved from url=(0024)https://example.org/a?b=1 -->\n<html>", Some("https://example.org/a?b=1")),
            (
                "<!DOCTYPE html> <html lang=en><!--\n Page saved with SingleFile \n url: https://example.org/a \n saved date: x\n--><head>",
                Some("https://example.org/a"),
            ),
            ("<!-- saved from url=(0014)about:internet -->", None),
            ("<!-- saved from url=(0020)file:///home/me/a.html -->", None),
            ("<html><head><!-- saved from url=(0024)https://example.org/a -->", None),
            ("<html>", None),
        ] {
            assert_eq!(from(page), expected, "{page}");
        }
    }
}
