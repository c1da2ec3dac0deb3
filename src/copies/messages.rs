//! A table of messages: a chat that was exported as CSV, with a column for who writes and one for what.

use csv::{ReaderBuilder, StringRecord};

use super::turns;

/// What separates cells.
const DELIMITERS: [u8; 3] = [b',', b';', b'\t'];
/// Headings of who writes, the surest first.
const SENDERS: [&str; 18] = [
    "sender",
    "sender name",
    "from",
    "from name",
    "author",
    "speaker",
    "user",
    "user name",
    "username",
    "display name",
    "real name",
    "absender",
    "autor",
    "verfasser",
    "sprecher",
    "nutzer",
    "benutzer",
    "name",
];
/// Headings of what somebody writes.
const TEXTS: [&str; 10] = [
    "text",
    "message",
    "message text",
    "body",
    "content",
    "msg",
    "nachricht",
    "nachrichtentext",
    "inhalt",
    "utterance",
];
/// How many messages there are at least.
const MIN_MESSAGES: usize = 2;
/// How long the row of headings is at most.
const MAX_HEADINGS: usize = 2000;

/// Who writes what in a table of messages, a line for each, those of one sender apart from those of the others. Nothing
/// for any other text. Linear.
pub(super) fn text(text: &str) -> Option<String> {
    let text = text.trim_start_matches('\u{FEFF}');
    let headings = text.split('\n').next().filter(|line| line.len() <= MAX_HEADINGS)?;
    let (delimiter, columns) = DELIMITERS.into_iter().find_map(|delimiter| {
        let headings = records(headings, delimiter)?.pop()?;
        Some((delimiter, Columns::of(&headings)?))
    })?;
    let rows = records(text, delimiter)?;
    let rows = rows.get(1..).unwrap_or_default();
    let is_message = |row: &&StringRecord| !columns.sender(row).is_empty() && !columns.message(row).is_empty();
    let is_chat = rows.iter().filter(is_message).count() >= MIN_MESSAGES;
    let messages = rows.iter().map(|row| (columns.sender(row), columns.line(row)));
    is_chat.then(|| turns::of_messages(messages))
}

/// The rows, if all of them have as many cells.
fn records(text: &str, delimiter: u8) -> Option<Vec<StringRecord>> {
    let mut reader = ReaderBuilder::new().delimiter(delimiter).has_headers(false).from_reader(text.as_bytes());
    reader.records().collect::<Result<_, _>>().ok()
}

struct Columns {
    sender: usize,
    message: usize,
}

impl Columns {
    fn of(headings: &StringRecord) -> Option<Self> {
        let headings: Vec<_> =
            headings.iter().map(|cell| cell.trim().to_lowercase().replace(['_', '-'], " ")).collect();
        let column = |known: &[&str]| known.iter().find_map(|known| headings.iter().position(|cell| cell == known));
        Some(Self { sender: column(&SENDERS)?, message: column(&TEXTS)? })
    }

    fn sender<'r>(&self, row: &'r StringRecord) -> &'r str {
        row.get(self.sender).unwrap_or_default().trim()
    }

    fn message<'r>(&self, row: &'r StringRecord) -> &'r str {
        row.get(self.message).unwrap_or_default().trim()
    }

    /// A row as chats are exported as text: `[02/03/2026, 03:58] Ada: Yes.`
    fn line(&self, row: &StringRecord) -> String {
        let is_other = |at: usize, cell: &str| at != self.sender && at != self.message && !cell.trim().is_empty();
        let others: Vec<_> =
            row.iter().enumerate().filter(|&(at, cell)| is_other(at, cell)).map(|(_, cell)| cell).collect();
        let others = if others.is_empty() { String::new() } else { format!("[{}] ", others.join(", ")) };
        let message = self.message(row).split('\n').map(str::trim).collect::<Vec<_>>().join(" ");
        match self.sender(row) {
            "" => format!("{others}{message}\n"),
            sender => format!("{others}{sender}: {message}\n"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::copies::seam::{APART, BACK};

    #[test]
    fn messages_are_apart_by_sender() {
        let expected = format!(
            "{APART}[2026-03-02 03:58] Dana: Is she “ready”?\n{BACK}\
             {APART}[2026-03-02 03:59] Karl: Yes, \"all\" are.\n\
             [2026-03-02 04:01] Karl: Lights off.\n{BACK}\
             {APART}[2026-03-02 04:02] Dana: Go.\n{BACK}"
        );
        for table in [
            "date,sender,text\n2026-03-02 03:58,Dana,Is she “ready”?\n2026-03-02 03:59,Karl,\"Yes, \
             \"\"all\"\"\nare.\"\n\
             2026-03-02 04:01,Karl,Lights off.\n2026-03-02 04:02,Dana,Go.\n",
            "\u{FEFF}Date;User_Name;Message\n2026-03-02 03:58;Dana;Is she “ready”?\n2026-03-02 03:59;Karl;\"Yes, \
             \"\"all\"\" are.\"\n2026-03-02 04:01;Karl;Lights off.\n2026-03-02 04:02;Dana;Go.\n",
        ] {
            assert_eq!(text(table).as_ref(), Some(&expected));
        }
        let joined = "Sender\tBody\nDana\tOne.\n\tKarl joined\nDana\tTwo.\n";
        let expected = format!("{APART}Dana: One.\n{BACK}{APART}Karl joined\n{BACK}{APART}Dana: Two.\n{BACK}");
        assert_eq!(text(joined), Some(expected));
    }

    #[test]
    fn other_tables_and_texts_are_left() {
        for other in [
            "name,age\nAda,20\nBea,30\n",
            "date,sender,text\n2026-03-02,Dana,One.\n",
            "sender,text\nDana,One\nKarl,Two,Three\n",
            "sender, text and more of it\nDana, said one thing.\nKarl, said another.\n",
            "The sender, the text.\n\nOne, two.\n",
            "",
        ] {
            assert_eq!(text(other), None, "{other}");
        }
    }
}
