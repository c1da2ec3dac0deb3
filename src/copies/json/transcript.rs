//! Transcripts as programs write them: lists of what was said, each with who said it, or when.

use std::borrow::Cow;

use super::node::Node;

/// The fields with what was said, by name in small letters without underscores.
const SAID: [&str; 9] =
    ["text", "transcript", "body", "content", "utterance", "sentence", "punctuatedword", "word", "display"];
/// The fields with a list of pieces of it, and whether each is a sentence by itself.
const PIECES: [(&str, bool); 3] = [("sentences", true), ("elements", false), ("segs", false)];
/// The fields with what a piece says.
const PIECE: [&str; 3] = ["text", "value", "utf8"];
/// The fields with who says it.
const SPEAKER: [&str; 6] = ["speaker", "speakerlabel", "speakerid", "speakername", "speakertag", "spk"];
/// Fields that have other uses, and say who says it where a time shows that it is a transcript.
const MAY_BE_SPEAKER: [&str; 17] = [
    "name",
    "displayname",
    "fullname",
    "participant",
    "participantname",
    "participantid",
    "user",
    "username",
    "userid",
    "author",
    "person",
    "character",
    "voice",
    "who",
    "by",
    "from",
    "role",
];
/// The fields with the time at which it begins, as a number of seconds or with colons.
const TIME: [&str; 7] = ["start", "starttime", "startms", "tstartms", "begin", "offset", "offsetms"];

/// How one line meets the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edge {
    /// One speaker goes on.
    Same,
    /// They may be one text.
    Joined,
    /// Another one begins.
    Apart,
}

/// A piece of a transcript.
pub(super) struct Segment<'v> {
    speaker: Option<&'v str>,
    /// What is said.
    pub(super) said: Vec<Cow<'v, str>>,
    /// What is recorded beside it.
    pub(super) others: Vec<&'v Node>,
}

impl<'v> Segment<'v> {
    /// The segments of a list, if all of it are segments.
    pub(super) fn all(items: &'v [Node]) -> Option<Vec<Self>> {
        let segments: Option<Vec<_>> = items.iter().map(Self::of).collect();
        segments.filter(|segments| !segments.is_empty())
    }

    fn of(item: &'v Node) -> Option<Self> {
        let Node::Record(fields) = item else { return None };
        let named = |names: &[&str]| {
            let found = |(field, _): &&(String, Node)| names.contains(&&*plain(field));
            fields.iter().find(found).map(|(_, value)| value)
        };
        let said = named(&SAID).filter(|value| value.as_text().is_some());
        let pieces = || PIECES.iter().find_map(|&(name, is_whole)| Some((item.field(name)?, is_whole)));
        let (source, said, beside) = match said {
            Some(value) => (value, value.as_text().map(Cow::Borrowed).into_iter().collect(), Vec::new()),
            None => pieces().and_then(|(value, is_whole)| {
                let (said, beside) = pieces_of(value, is_whole)?;
                Some((value, said, beside))
            })?,
        };
        let time = named(&TIME).filter(|value| is_time(value));
        let speaker = named(&SPEAKER).or_else(|| named(&MAY_BE_SPEAKER).filter(|_| time.is_some()));
        speaker.or(time)?;
        let others = fields.iter().map(|(_, value)| value).filter(|value| !std::ptr::eq(*value, source));
        Some(Self { speaker: speaker.and_then(name_of), said, others: others.chain(beside).collect() })
    }
}

/// What the pieces in a list say, each by itself or all together, and what is recorded beside that.
fn pieces_of(list: &Node, is_whole: bool) -> Option<(Vec<Cow<'_, str>>, Vec<&Node>)> {
    let Node::List(items) = list else { return None };
    let said = |item| PIECE.iter().find_map(|name| Node::field(item, name).filter(|value| value.as_text().is_some()));
    let pieces: Vec<&Node> = items.iter().map(said).collect::<Option<_>>()?;
    let is_beside = |value: &&Node| !pieces.iter().any(|piece| std::ptr::eq(*piece, *value));
    let fields = items.iter().filter_map(|item| match item {
        Node::Record(fields) => Some(fields),
        _ => None,
    });
    let beside = fields.flatten().map(|(_, value)| value).filter(is_beside).collect();
    let mut texts = pieces.iter().filter_map(|piece| piece.as_text());
    let said =
        if is_whole { texts.map(Cow::Borrowed).collect() } else { vec![texts.by_ref().collect::<String>().into()] };
    Some((said, beside))
}

/// Who somebody is, by a name or a number.
fn name_of(speaker: &Node) -> Option<&str> {
    match speaker {
        Node::Text(name) | Node::Number(name) => Some(name),
        Node::Record(_) => ["name", "displayName", "display_name", "username", "id"]
            .iter()
            .find_map(|field| name_of(speaker.field(field)?)),
        _ => None,
    }
}

fn is_time(value: &Node) -> bool {
    match value {
        Node::Number(_) => true,
        Node::Text(time) => time.bytes().all(|sign| sign.is_ascii_digit() || b":.,s".contains(&sign)),
        _ => false,
    }
}

/// The name of a field in small letters without underscores.
fn plain(field: &str) -> String {
    field.chars().filter(|&sign| sign != '_').map(|sign| sign.to_ascii_lowercase()).collect()
}

/// What the transcripts of a file say of who speaks.
#[derive(Default)]
pub(super) struct Transcripts<'v> {
    /// What two speakers say one after the other, if there are two.
    exchange: Option<[Cow<'v, str>; 2]>,
}

impl<'v> Transcripts<'v> {
    pub(super) fn of(values: &'v [Node]) -> Self {
        let mut open = vec![values];
        while let Some(items) = open.pop() {
            let segments = Segment::all(items).unwrap_or_default();
            for pair in segments.windows(2) {
                let are_two = pair[0].speaker.is_some() && pair[1].speaker.is_some_and(|_| pair[0].differs(&pair[1]));
                if let (true, Some(one), Some(other)) = (are_two, pair[0].said.last(), pair[1].said.first()) {
                    return Self { exchange: Some([one.clone(), other.clone()]) };
                }
            }
            for item in items.iter().rev() {
                match item {
                    Node::List(items) => open.push(items),
                    Node::Record(fields) => open.extend(fields.iter().map(|(_, value)| std::slice::from_ref(value))),
                    _ => {}
                }
            }
        }
        Self::default()
    }

    /// Whether a text has what two speakers say, without a word of who says what.
    pub(super) fn is_repeated(&self, text: &str) -> bool {
        let Some([one, other]) = &self.exchange else { return false };
        let (one, other) = (one.trim(), other.trim());
        text.len() > one.len() + other.len() && text.contains(one) && text.contains(other)
    }

    /// How a segment meets the one before. Where some say who speaks, those that do not may be of anybody.
    pub(super) fn edge(&self, before: &Segment<'_>, segment: &Segment<'_>) -> Edge {
        match (before.speaker, segment.speaker) {
            _ if before.differs(segment) => Edge::Apart,
            (Some(_), _) => Edge::Same,
            _ if self.exchange.is_some() => Edge::Apart,
            _ => Edge::Joined,
        }
    }
}

impl Segment<'_> {
    fn differs(&self, other: &Self) -> bool {
        self.speaker != other.speaker
    }
}
