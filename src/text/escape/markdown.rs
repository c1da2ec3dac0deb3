//! Text for Markdown, as GitHub and GitLab read it.

use crate::text::Text;
use crate::text::escape::terminal;

/// One line of text in which nothing is markup: no link, image, mention, HTML, table cell or code.
pub(crate) fn line(text: &Text) -> String {
    let text = terminal::line(text);
    let mut safe = String::with_capacity(text.len() + 8);
    for (at, character) in text.char_indices() {
        let next = text[at + character.len_utf8()..].chars().next();
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            // Mentions, issue numbers, bare addresses and emoji names would be made into something. GitHub looks for
            // the first two when entities are characters again, so what they begin with is set off by a space without
            // width.
            '@' => safe.push_str("&#64;\u{200B}"),
            '#' => safe.push_str("&#35;\u{200B}"),
            ':' if next.is_some_and(|next| !next.is_whitespace()) => safe.push_str("&#58;"),
            '.' if ends_with_www(&text.as_bytes()[..at]) => safe.push_str("&#46;"),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '|' | '~' | '$' | '^' => {
                safe.push('\\');
                safe.push(character);
            }
            _ => safe.push(character),
        }
    }
    safe
}

/// The same of the first `most` characters of a text, with an ellipsis for the rest.
pub(crate) fn short(text: &Text, most: usize) -> String {
    let whole = text.untrusted();
    match whole.char_indices().nth(most) {
        Some((end, _)) => line(&text.part(&whole[..end])) + "…",
        None => line(text),
    }
}

fn ends_with_www(before: &[u8]) -> bool {
    before.len() >= 3 && before[before.len() - 3..].eq_ignore_ascii_case(b"www")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_markup() {
        let line = |text: &str| line(&Text::new(text));
        assert_eq!(
            line("a | b\n<img src=x> [x](http://y) @desk #12"),
            "a \\| b\\\\n&lt;img src=x&gt; \\[x\\](http&#58;//y) &#64;\u{200B}desk &#35;\u{200B}12"
        );
        let first = |text: &str, most| short(&Text::new(text), most);
        assert_eq!([first("<üñ>", 4), first("<üñ>", 2)], ["&lt;üñ&gt;", "&lt;ü…"]);
        assert_eq!(line("at 20:45, U.S. time: WWW.example.org"), "at 20&#58;45, U.S. time: WWW&#46;example.org");
    }
}
