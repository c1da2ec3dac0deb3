//! JSON as the strings in it: what people see of a saved post is among them.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use serde_json::Value;

use super::cannot_read::CannotRead;
use super::facts::Facts;
use super::plain::page;
use super::seam::{APART, BORDER};

/// All string values in order, a line for each. None of them goes on in the next, unless a blank or a mark where they
/// meet shows that they are one text with several styles. Keys are left out. A value that
/// begins with a tag is read as a page: that is how servers write posts. Linear.
///
/// # Errors
/// If it is not JSON, one value or several in a row, or if values are nested deeper than the parser goes.
pub(super) fn text(json: &str) -> Result<String, CannotRead> {
    let mut out = String::new();
    let mut values = serde_json::Deserializer::from_str(json);
    let mut lines = Lines { out: &mut out, is_open: false };
    let mut stream = Strings(&mut lines);
    loop {
        match values.end() {
            Ok(()) => return Ok(out),
            Err(_) => stream.reborrow().deserialize(&mut values).map_err(|_| CannotRead::Damaged)?,
        }
    }
}

/// What a post says of itself, by the names that servers give these values, or as an article does in its data for
/// search engines.
pub(super) fn facts(json: &[u8]) -> Facts {
    let Ok(post) = serde_json::from_slice::<Value>(json) else { return Facts::default() };
    let text = |names: &[&str]| names.iter().find_map(|path| post.pointer(path)?.as_str()).map(str::to_owned);
    Facts {
        title: text(&["/headline", "/title"]),
        authors: text(&["/account/display_name", "/user/name", "/author/displayName", "/author/name"])
            .into_iter()
            .collect(),
        published: text(&["/datePublished", "/published", "/created_at", "/createdAt", "/record/createdAt"]),
        language: text(&["/inLanguage", "/language", "/lang"]),
        url: text(&["/url", "/uri"]),
        ..Facts::default()
    }
}

/// The lines so far.
struct Lines<'o> {
    out: &'o mut String,
    /// Whether the last one ends with a blank.
    is_open: bool,
}

/// Writes the strings of a value, whatever it is.
struct Strings<'s, 'o>(&'s mut Lines<'o>);

impl<'o> Strings<'_, 'o> {
    fn reborrow(&mut self) -> Strings<'_, 'o> {
        Strings(self.0)
    }

    fn add(&mut self, value: &str) {
        let shown = is_markup(value).then(|| page::text(value.as_bytes(), Some("utf-8")).ok()).flatten();
        let plain = || value.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
        let text = shown.map_or_else(plain, |(text, _)| text);
        let Lines { out, is_open } = &mut *self.0;
        if text.trim().is_empty() {
            *is_open |= !text.is_empty();
            return;
        }
        let goes_on = *is_open || text.starts_with([' ', '\u{A0}', ',', '.', ';', ':', '!', '?', ')']);
        if !out.is_empty() {
            out.extend(['\n', if goes_on { BORDER } else { APART }]);
        }
        out.push_str(&text);
        *is_open = text.ends_with([' ', '\u{A0}']);
    }
}

/// Whether a value begins with a tag and ends with one.
fn is_markup(value: &str) -> bool {
    let value = value.trim();
    let name = value.strip_prefix('<').unwrap_or_default();
    name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '!') && value.ends_with('>')
}

impl<'de> DeserializeSeed<'de> for Strings<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strings<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_str<E: Error>(mut self, value: &str) -> Result<(), E> {
        self.add(value);
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<(), A::Error> {
        while items.next_element_seed(self.reborrow())?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut entries: A) -> Result<(), A::Error> {
        while entries.next_key::<serde::de::IgnoredAny>()?.is_some() {
            entries.next_value_seed(self.reborrow())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(json: &str) -> Result<String, CannotRead> {
        Ok(text(json)?.replace([APART, BORDER], "").trim_end().to_owned())
    }

    #[test]
    fn strings_are_text_and_keys_are_not() {
        for (json, expected) in [
            (r#"{"b": "one", "a": ["two", 3, null, true, {"c": "three"}], "b": " "}"#, "one\ntwo\nthree"),
            (r#""caf\u00e9 \ud83d\ude00\nnext""#, "caf\u{e9} \u{1F600}\nnext"),
            (r#"{"full_text": "R&amp;D &lt;now&gt; &amp;lt;"}"#, "R&D <now> &lt;"),
            (r#"{"content": "<p>The <b>bridge</b> &amp; it</p><p>closes.</p>"}"#, "The bridge & it\ncloses."),
            (r#"{"text": "<3 trams >"}"#, "<3 trams >"),
            ("{\"a\": \"one\"}\n{\"a\": \"two\"}\n", "one\ntwo"),
            ("[]", ""),
            ("", ""),
            ("1e5 [-3]", ""),
        ] {
            assert_eq!(said(json).as_deref(), Ok(expected), "{json}");
        }
        assert_eq!(text(r#"["one", "two"]"#).unwrap(), format!("one\n{APART}two"));
        assert_eq!(text(r#"["one ", "two", ", three"]"#).unwrap(), format!("one \n{BORDER}two\n{BORDER}, three"));
    }

    #[test]
    fn what_is_no_json_is_damaged() {
        for json in ["{", "[1,]", "{\"a\"}", "\"\\ud83d\"", "x", "\"a"] {
            assert_eq!(said(json), Err(CannotRead::Damaged), "{json}");
        }
        let nested = |depth: usize| said(&format!("{}\"a\"{}", "[".repeat(depth), "]".repeat(depth)));
        assert_eq!((nested(127).as_deref(), nested(128)), (Ok("a"), Err(CannotRead::Damaged)));
        assert_eq!(nested(1_000_000), Err(CannotRead::Damaged));
    }

    #[test]
    fn posts_say_what_they_are() {
        let of = |json: &str| {
            let facts = facts(json.as_bytes());
            [facts.title, facts.authors.first().cloned(), facts.published, facts.language, facts.url]
                .map(Option::unwrap_or_default)
        };
        let mastodon = r#"{"created_at": "2024-10-21T08:30:00.000Z", "language": "en", "url": "https://example.org/@ada/1",
            "account": {"display_name": "Ada"}, "content": "<p>x</p>"}"#;
        assert_eq!(of(mastodon), ["", "Ada", "2024-10-21T08:30:00.000Z", "en", "https://example.org/@ada/1"]);
        assert_eq!(of("[1]"), [""; 5]);
        assert_eq!(of("{"), [""; 5]);
    }
}
