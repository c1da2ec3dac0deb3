//! JSON of other programs: everything in it is taken by name, and what nobody takes goes into the account.

use super::account::{Account, Reason, Remark, Why};
use super::contacts;
use super::place::Place;
use super::values::{self, Read};
use crate::copies::{Node, decode_guessing};
use crate::text::Text;

/// A value. Of an object every entry is kept, one with a name that was there before, too.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Json {
    Nothing,
    /// A text, or a number or a truth value as text.
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

/// Reads JSON: one value or, as some programs write it, one on each line.
pub(super) fn parse(bytes: &[u8]) -> Result<Json, String> {
    let (text, _) = decode_guessing(bytes).ok_or("is not text")?;
    let text = text.trim_start_matches('\u{FEFF}');
    let read = |text| serde_json::from_str::<Node>(text).map(Json::from);
    match read(text) {
        Ok(json) => Ok(json),
        Err(error) => {
            let lines = text.lines().filter(|line| !line.trim().is_empty());
            let items: Result<Vec<Json>, _> = lines.map(read).collect();
            items.ok().filter(|items| items.len() > 1).map(Json::List).ok_or_else(|| {
                format!("line {}, column {}: is not JSON, or is nested too deep", error.line(), error.column())
            })
        }
    }
}

impl Json {
    /// The items of a list; one value is a list of it.
    pub(super) fn items(&self) -> &[Json] {
        match self {
            Self::Nothing => &[],
            Self::List(items) => items,
            one => std::slice::from_ref(one),
        }
    }

    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The value of an object's key, without taking it.
    pub(super) fn get(&self, key: &str) -> Option<&Json> {
        match self {
            Self::Object(entries) => entries.iter().find(|(name, _)| name == key).map(|(_, value)| value),
            _ => None,
        }
    }

    /// Whether there is nothing to be seen in it.
    fn is_empty(&self) -> bool {
        match self {
            Self::Nothing => true,
            Self::Text(text) => text.trim().is_empty(),
            Self::List(items) => items.is_empty(),
            Self::Object(entries) => entries.is_empty(),
        }
    }
}

impl From<Node> for Json {
    fn from(node: Node) -> Self {
        match node {
            Node::Nothing => Self::Nothing,
            Node::Truth(truth) => Self::Text(truth.to_string()),
            Node::Number(text) | Node::Text(text) => Self::Text(text),
            Node::List(items) => Self::List(items.into_iter().map(Self::from).collect()),
            Node::Record(fields) => Self::Object(fields.into_iter().map(|(key, value)| (key, value.into())).collect()),
        }
    }
}

/// An object of which entries are taken, one after the other.
pub(super) struct Object<'j> {
    entries: &'j [(String, Json)],
    is_taken: Vec<bool>,
    /// Where it is below its item, with a full stop behind it.
    path: String,
    place: Place,
}

impl<'j> Object<'j> {
    /// An object that is an item of its own; nothing if it is none.
    pub(super) fn new(json: &'j Json, place: Place) -> Option<Self> {
        Self::below(json, String::new(), place)
    }

    fn below(json: &'j Json, path: String, place: Place) -> Option<Self> {
        match json {
            Json::Object(entries) => Some(Self { entries, is_taken: vec![false; entries.len()], path, place }),
            _ => None,
        }
    }

    pub(super) fn place(&self) -> Place {
        self.place
    }

    /// Takes what is under a key.
    pub(super) fn take(&mut self, key: &str) -> Option<&'j Json> {
        let at = (0..self.entries.len()).find(|&at| !self.is_taken[at] && self.entries[at].0 == key)?;
        self.is_taken[at] = true;
        Some(&self.entries[at].1).filter(|value| !value.is_empty())
    }

    /// What is under a key, without taking it.
    pub(super) fn look(&self, key: &str) -> Option<&'j Json> {
        self.entries.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// Takes keys that say nothing about records.
    pub(super) fn skip(&mut self, keys: &[&str]) {
        for key in keys {
            self.take(key);
        }
    }

    /// Takes a text.
    pub(super) fn text(&mut self, key: &str, account: &mut Account) -> Option<&'j str> {
        let value = self.take(key)?;
        // In JSON-LD a text may be in an object together with its language.
        let text = value.text().or_else(|| value.get("@value").and_then(Json::text));
        if text.is_none() {
            account.refuse(self.place, Some(&self.name(key)), Why::Shape);
        } else if value.get("@language").is_some() {
            account.leave_out(&self.name(&format!("{key}.@language")), Reason::NoField, self.place);
        }
        text
    }

    /// Takes a text that is read as a value.
    pub(super) fn value<T>(&mut self, key: &str, read: impl Fn(&str) -> Read<T>, account: &mut Account) -> Option<T> {
        let text = self.text(key, account)?;
        self.read(key, read(text), account)
    }

    /// What was read under a key, or why it cannot be used.
    pub(super) fn read<T>(&self, key: &str, read: Read<T>, account: &mut Account) -> Option<T> {
        read.unwrap_or_else(|why| {
            account.refuse(self.place, Some(&self.name(key)), why);
            None
        })
    }

    /// What somebody under a key is called, without the contacts beside it; nothing if there is nothing else.
    pub(super) fn called(&self, key: &str, name: &str, account: &mut Account) -> Option<String> {
        self.counted(key, contacts::called(name), account)
    }

    /// A title under a key, without the contacts in it; nothing if there is nothing else.
    pub(super) fn titled(&self, key: &str, title: &str, account: &mut Account) -> Option<Text> {
        let title = self.counted(key, contacts::titled(title), account)?;
        self.read(key, values::line(&title), account)
    }

    /// Takes a title.
    pub(super) fn title(&mut self, key: &str, account: &mut Account) -> Option<Text> {
        let title = self.text(key, account)?;
        self.titled(key, title, account)
    }

    /// What somebody has said. It stays as it is, and the account says if there are contacts in it.
    pub(super) fn said(&self, key: &str, words: &str, account: &mut Account) -> Option<Text> {
        if contacts::has_any(words) {
            account.count_remark(self.place, Remark::ContactsKept);
        }
        self.read(key, values::text(words), account)
    }

    fn counted(&self, key: &str, (kept, count): (Option<String>, usize), account: &mut Account) -> Option<String> {
        if count > 0 {
            account.leave_out_some(&self.name(key), Reason::Contact, self.place, count);
        }
        kept
    }

    /// Takes an object, or all that are in a list of them. What is neither is given to `other`.
    pub(super) fn objects(&mut self, key: &str, mut other: impl FnMut(&'j Json)) -> Vec<Object<'j>> {
        let items = self.take(key).map(Json::items).unwrap_or_default();
        let path = format!("{}{key}.", self.path);
        let mut objects = Vec::new();
        for item in items {
            match Object::below(item, path.clone(), self.place) {
                Some(object) => objects.push(object),
                None => other(item),
            }
        }
        objects
    }

    /// The same, where anything else is wrong.
    pub(super) fn only_objects(&mut self, key: &str, account: &mut Account) -> Vec<Object<'j>> {
        let (name, place) = (self.name(key), self.place);
        self.objects(key, |_| account.refuse(place, Some(&name), Why::Shape))
    }

    /// Leaves out what is under a key, for a reason.
    pub(super) fn leave_out(&mut self, key: &str, reason: Reason, account: &mut Account) {
        if self.take(key).is_some() {
            account.leave_out(&self.name(key), reason, self.place);
        }
    }

    /// What a key is called in the account.
    pub(super) fn name(&self, key: &str) -> String {
        format!("{}{key}", self.path)
    }

    /// Leaves out all that was not taken.
    pub(super) fn end(self, account: &mut Account) {
        self.end_with(|_| Reason::NoField, account);
    }

    /// The same, each for its own reason.
    pub(super) fn end_with(self, reason: impl Fn(&str) -> Reason, account: &mut Account) {
        for ((name, value), _) in self.entries.iter().zip(&self.is_taken).filter(|(_, is_taken)| !**is_taken) {
            if !value.is_empty() {
                account.leave_out(&self.name(name), reason(name), self.place);
            }
        }
    }
}
