//! Attributes of one tag: the parser compares each with all before it.

/// How many are too many. The longest list that pages are known for has some dozens.
const MAX_ATTRIBUTES: usize = 8192;

/// Whether some tag has more attributes than any honest one. Where it is not clear what is a tag, more are counted than
/// there are. One pass.
pub(super) fn are_too_many(page: &str) -> bool {
    let mut scan = Scan::default();
    page.bytes().any(|byte| scan.next(byte) > MAX_ATTRIBUTES)
}

/// Where the scan is in a tag. A tag begins at a `<` before a letter and ends at a `>` outside quotation marks.
#[derive(Default)]
struct Scan {
    place: Place,
    attributes: usize,
}

#[derive(Default, Clone, Copy, PartialEq)]
enum Place {
    #[default]
    Outside,
    /// After the `<` that a tag may begin with.
    Opened,
    TagName,
    /// Between attributes, and whether an equals sign could belong to one.
    Between {
        after_name: bool,
    },
    Name,
    Unquoted,
    AfterEquals,
    Quoted(u8),
}

impl Scan {
    /// Reads one more byte; how many attributes the tag has so far.
    fn next(&mut self, byte: u8) -> usize {
        let after_name = matches!(self.place, Place::Name | Place::Between { after_name: true });
        let place = match (self.place, byte) {
            (Place::Outside | Place::Opened, b'<') => Place::Opened,
            (Place::Opened, _) if byte.is_ascii_alphabetic() || byte == b'/' => Place::TagName,
            (Place::Quoted(mark), _) if byte != mark => Place::Quoted(mark),
            (Place::Quoted(_), _) => Place::Between { after_name: false },
            (Place::Outside | Place::Opened, _) | (_, b'>') => Place::Outside,
            (Place::AfterEquals, b'"' | b'\'') => Place::Quoted(byte),
            (Place::AfterEquals, _) if byte.is_ascii_whitespace() => Place::AfterEquals,
            (_, b'=') if after_name => Place::AfterEquals,
            (Place::AfterEquals, _) | (Place::Unquoted, b'/') => Place::Unquoted,
            (_, b'/') => Place::Between { after_name: false },
            (Place::TagName, _) if byte.is_ascii_whitespace() => Place::Between { after_name: false },
            (Place::TagName, _) => Place::TagName,
            _ if byte.is_ascii_whitespace() => Place::Between { after_name },
            (Place::Unquoted, _) => Place::Unquoted,
            _ => Place::Name,
        };
        if place == Place::Outside {
            self.attributes = 0;
        } else if place == Place::Name && self.place != Place::Name {
            self.attributes += 1;
        }
        self.place = place;
        self.attributes
    }
}
