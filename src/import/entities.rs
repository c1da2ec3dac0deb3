//! Entities of HTML, such as `&quot;`, in texts that are none: programs that make pages leave them in their JSON.

use crate::copies::{Kind, shown};
use crate::import::object::Json;

/// The longest name of an entity has 31 characters.
const LONGEST: usize = 33;

/// JSON of which no text has an entity of HTML.
pub(super) fn decoded(mut json: Json) -> Json {
    let mut open = vec![&mut json];
    while let Some(json) = open.pop() {
        match json {
            Json::Nothing => {}
            Json::Text(text) => {
                if text.contains('&') {
                    *text = plain(text);
                }
            }
            Json::List(items) => open.extend(items),
            Json::Object(entries) => open.extend(entries.iter_mut().map(|(_, value)| value)),
        }
    }
    json
}

/// A text without entities. What only looks like one stays as it is.
fn plain(text: &str) -> String {
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let is_name = |name: &&str| name.chars().all(|sign| sign.is_ascii_alphanumeric() || sign == '#');
        let name = rest.find(';').filter(|&end| end <= LONGEST).map(|end| &rest[1..end]).filter(is_name);
        let length = name.map_or(1, |name| name.len() + 2);
        match name.and_then(|_| character(&rest[..length])) {
            Some(character) => out.push_str(&character),
            None => out.push_str(&rest[..length]),
        }
        rest = &rest[length..];
    }
    out + rest
}

/// What a browser shows for an entity; nothing if it is none.
fn character(entity: &str) -> Option<String> {
    let page = format!("<meta charset=utf-8><pre>x{entity}x");
    let shown = shown(page.as_bytes(), Kind::Html).ok()?;
    let text = shown.text.untrusted().trim_end();
    let character = text.strip_prefix('x')?.strip_suffix('x')?;
    (character != entity && !character.is_empty()).then(|| character.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_are_what_browsers_show_for_them() {
        for (text, expected) in [
            ("caf&eacute; &amp; bar", "café & bar"),
            ("&#8220;closed&#8221; &quot;now&quot; it&#039;s &#x27;so&#x27;", "“closed” \"now\" it's 'so'"),
            ("&lt;p&gt;", "<p>"),
            // Nobody wrote these as entities.
            ("AT&T; R&D", "AT&T; R&D"),
            ("https://example.org/?a=1&copy=2&b;", "https://example.org/?a=1&copy=2&b;"),
            ("&amp;amp;", "&amp;"),
            ("& &; &", "& &; &"),
        ] {
            assert_eq!(plain(text), expected);
        }
    }
}
