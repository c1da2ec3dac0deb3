//! JSON as the strings in it: what people see of a saved post is among them, and what was said in a transcript.

mod node;
mod transcript;

use serde_json::Value;

use super::cannot_read::CannotRead;
use super::facts::Facts;
use super::plain::page;
use super::seam::{APART, BORDER, SEAM};
pub(crate) use node::Node;
use transcript::{Edge, Segment, Transcripts};

/// All string values in order, a line for each. None of them goes on in the next, unless a blank or a mark where they
/// meet shows that they are one text with several styles, or they are what one speaker of a transcript says. Keys are
/// left out. A value that begins with a tag is read as a page: that is how servers write posts. Linear.
///
/// # Errors
/// If it is not JSON, one value or several in a row, or if values are nested deeper than the parser goes.
pub(super) fn text(json: &str) -> Result<String, CannotRead> {
    let values = serde_json::Deserializer::from_str(json).into_iter::<Node>();
    let values: Vec<_> = values.collect::<Result<_, _>>().map_err(|_| CannotRead::Damaged)?;
    let transcripts = Transcripts::of(&values);
    let mut lines = Lines { out: String::new(), is_open: false, transcripts };
    lines.list(&values);
    Ok(lines.out)
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
struct Lines<'v> {
    out: String,
    /// Whether the last one ends with a blank.
    is_open: bool,
    transcripts: Transcripts<'v>,
}

impl Lines<'_> {
    fn value(&mut self, value: &Node) {
        match value {
            // What all say together is there once more, by speaker.
            Node::Text(text) if !self.transcripts.is_repeated(text) => self.add(text, None),
            Node::List(items) => self.list(items),
            Node::Record(fields) => fields.iter().for_each(|(_, value)| self.value(value)),
            _ => {}
        }
    }

    fn list(&mut self, items: &[Node]) {
        if let Some(styled) = styled(items) {
            self.add(&styled.concat(), None);
            let others =
                items.iter().filter_map(fields_of).flatten().filter(|(name, _)| !matches!(&**name, TEXT | STYLE));
            return others.for_each(|(_, value)| self.value(value));
        }
        let Some(segments) = Segment::all(items) else { return items.iter().for_each(|item| self.value(item)) };
        let mut before = None;
        for segment in &segments {
            for said in &segment.said {
                let edge = before.map_or(Edge::Apart, |before| self.transcripts.edge(before, segment));
                self.add(said, Some(edge));
                before = Some(segment);
            }
        }
        for segment in &segments {
            for value in &segment.others {
                self.is_open = false;
                self.value(value);
            }
        }
    }

    /// Adds a line. Where nobody knows how it goes on from the one before, the blanks and marks show it.
    fn add(&mut self, value: &str, edge: Option<Edge>) {
        let shown = is_markup(value).then(|| page::text(value.as_bytes(), Some("utf-8")).ok()).flatten();
        let plain = || value.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
        let text = shown.map_or_else(plain, |(text, _)| text);
        if text.trim().is_empty() {
            self.is_open |= !text.is_empty();
            return;
        }
        let is_one = self.is_open || text.starts_with([' ', '\u{A0}', ',', '.', ';', ':', '!', '?', ')']);
        let edge = edge.unwrap_or(if is_one { Edge::Joined } else { Edge::Apart });
        if !self.out.is_empty() {
            self.out.extend(['\n', edge.mark()]);
        }
        self.out.push_str(&text);
        self.is_open = text.ends_with([' ', '\u{A0}']);
    }
}

impl Edge {
    /// What is between two lines that meet so.
    const fn mark(self) -> char {
        match self {
            Self::Same => SEAM,
            Self::Joined => BORDER,
            Self::Apart => APART,
        }
    }
}

/// The fields with the words of a styled piece, and with its style.
const TEXT: &str = "text";
const STYLE: &str = "type";

/// The pieces of a text of which some have a style, as messengers write it: strings, and records with words and a
/// style. A list of nothing but records may be of several texts.
fn styled(items: &[Node]) -> Option<Vec<&str>> {
    let of_record = |item| fields_of(item).is_some_and(|fields| fields.iter().any(|(name, _)| name == STYLE));
    let is_some = |is: fn(&Node) -> bool| items.iter().any(is);
    if !is_some(|item| item.as_text().is_some()) || !is_some(|item| fields_of(item).is_some()) {
        return None;
    }
    let piece = |item| Node::as_text(item).or_else(|| item.field(TEXT).filter(|_| of_record(item))?.as_text());
    items.iter().map(piece).collect()
}

fn fields_of(item: &Node) -> Option<&Vec<(String, Node)>> {
    match item {
        Node::Record(fields) => Some(fields),
        _ => None,
    }
}

/// Whether a value begins with a tag and ends with one.
fn is_markup(value: &str) -> bool {
    let value = value.trim();
    let name = value.strip_prefix('<').unwrap_or_default();
    name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '!') && value.ends_with('>')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(json: &str) -> Result<String, CannotRead> {
        Ok(text(json)?.replace([APART, BORDER, SEAM], "").trim_end().to_owned())
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

    /// What one speaker says goes on in the next segment, whatever is recorded beside it; what another says does not.
    #[test]
    fn segments_go_on_where_the_speaker_does() {
        let segment = |speaker: &str, said: &str| {
            format!(
                r#"{{"id": "x", "speaker": {speaker}, "start": 0.5, "end": 1, "text": "{said}", "words": [{{"word": "w"}}]}}"#
            )
        };
        let of = |speakers: [&str; 3]| {
            let said = ["We will", " close", " the bridge."];
            let segments: Vec<_> = speakers.iter().zip(said).map(|(speaker, said)| segment(speaker, said)).collect();
            let list = text(&format!(r#"{{"segments": [{}]}}"#, segments.join(", "))).unwrap();
            // Line by line is the same.
            assert_eq!(text(&segments.join("\n")).unwrap(), list);
            list.split_inclusive(" the bridge.").next().unwrap().to_owned()
        };
        let joined = |marks: [char; 2]| format!("We will\n{} close\n{} the bridge.", marks[0], marks[1]);
        assert_eq!(of([r#""ADA""#, r#""ADA""#, r#""BO""#]), joined([SEAM, APART]));
        assert_eq!(of(["0", "1", "1"]), joined([APART, SEAM]));
        assert_eq!(of([r#"{"name": "Ada"}"#, r#"{"name": "Ada"}"#, "null"]), joined([SEAM, APART]));
        // Where no speaker is known, they may be several.
        assert_eq!(of(["null", "null", "null"]), joined([BORDER, BORDER]));
        let nested = r#"{"paragraphs": [{"speaker": 0, "sentences": [{"text": "We will.", "start": 1}, {"text": "We do.", "start": 2}]},
            {"speaker": 0, "sentences": [{"text": "So.", "start": 3}]}, {"speaker": 1, "sentences": [{"text": "No.", "start": 4}]}]}"#;
        assert_eq!(text(nested).unwrap(), format!("We will.\n{SEAM}We do.\n{SEAM}So.\n{APART}No."));
        let elements = r#"{"monologues": [{"speaker": 0, "elements": [{"value": "We"}, {"value": " "}, {"value": "will"}]},
            {"speaker": 1, "elements": [{"value": "No"}]}]}"#;
        assert_eq!(text(elements).unwrap(), format!("We will\n{APART}No"));
    }

    /// Programs write what all say once more in one text, and word by word.
    #[test]
    fn what_several_say_is_not_one_text() {
        let json = r#"{"text": "We will close. That is a lie.", "utterances": [{"speaker": "A", "text": "We will close.", "start": 0},
            {"speaker": "B", "text": "That is a lie.", "start": 5}], "words": [{"text": "close.", "start": 4}, {"text": "That", "start": 5}]}"#;
        let expected = format!("We will close.\n{APART}That is a lie.");
        assert_eq!(text(json).unwrap().split_inclusive("lie.").next().unwrap(), expected);
        assert!(text(json).unwrap().ends_with(&format!("\n{APART}close.\n{APART}That")));
        // With one speaker it is one text.
        let alone = json.replace("\"B\"", "\"A\"");
        assert!(text(&alone).unwrap().starts_with("We will close. That is a lie."));
    }

    /// Programs have many names for who speaks.
    #[test]
    fn speakers_have_many_names() {
        for field in ["name", "participant", "displayName", "user_name", "author", "from", "who", "role"] {
            for speaker in [r#""Ada", "Bo""#, r#"{"name": "Ada"}, {"name": "Bo"}"#] {
                let (one, other) = speaker.split_once(", ").unwrap();
                let json = format!(
                    r#"{{"text": "We will close.", "segments": [{{"{field}": {one}, "start": 0, "text": "We will"}},
                    {{"{field}": {one}, "start": 1, "text": "not"}}, {{"{field}": {other}, "start": 2, "text": "close."}}]}}"#
                );
                let said = text(&json).unwrap();
                let expected = format!("We will\n{SEAM}not\n{APART}close.");
                assert!(said.contains(&expected), "{field}, {speaker}: {said}");
            }
        }
        let two = r#"{"text": "We will close.", "segments": [{"name": "Ada", "start": 0, "text": "We will"},
            {"name": "Bo", "start": 1, "text": "close."}]}"#;
        assert!(!text(two).unwrap().contains("We will close."));
    }

    /// What messengers set in bold or link is in the midst of a sentence.
    #[test]
    fn a_text_with_styles_is_one() {
        let json = r#"{"from": "Ada", "text": ["We will ", {"type": "bold", "text": "not"}, " close ", {"type": "text_link",
            "text": "it", "href": "https://example.org"}, "."]}"#;
        assert_eq!(text(json).unwrap(), format!("Ada\n{APART}We will not close it.\n{APART}https://example.org"));
        for several in [
            r#"[{"type": "message", "text": "one"}, {"type": "message", "text": "two"}]"#,
            r#"["one", {"from": "Bo", "text": "two"}]"#,
            r#"["one", {"type": "photo"}, "two"]"#,
            r#"["one", "two"]"#,
        ] {
            assert!(text(several).unwrap().starts_with("one\n") || several.contains("message"), "{several}");
            assert!(!text(several).unwrap().contains("onetwo"), "{several}");
        }
    }

    #[test]
    fn posts_are_no_transcript() {
        for json in [
            r#"[{"from": "Ada", "text": "one"}, {"from": "Ada", "text": "two"}]"#,
            r#"[{"start": "2024-10-21T08:00:00Z", "text": "one"}, {"start": "2024-10-22T08:00:00Z", "text": "two"}]"#,
            r#"[{"speaker": "Ada", "text": "one"}, "two"]"#,
        ] {
            assert!(!text(json).unwrap().contains([SEAM, BORDER]), "{json}");
        }
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
