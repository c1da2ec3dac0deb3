//! Values of the input as a claim file holds them, or why it cannot.

use super::account::Why;
use super::contacts;
use crate::model::{Date, Language, Url};
use crate::text::Text;
use crate::text::escape::terminal;
use crate::tree::MAX_SCALAR;

/// A value, or why it could not be used. Nothing if there is nothing in it.
pub(super) type Read<T> = Result<Option<T>, Why>;

/// A text without white space around it, its lines ended as in claim files.
pub(super) fn text(raw: &str) -> Read<Text> {
    let trimmed = raw.trim();
    if trimmed.is_empty() {
        return Ok(None);
    }
    let text = if trimmed.contains('\r') { trimmed.replace("\r\n", "\n") } else { trimmed.to_owned() };
    if text.len() > MAX_SCALAR {
        return Err(Why::TooLong);
    }
    if text.chars().any(is_refused) {
        return Err(Why::Hidden);
    }
    Ok(Some(Text::new(text)))
}

/// A text as it is, which our own programs wrote.
pub(super) fn exact(raw: &str) -> Read<Text> {
    if raw.is_empty() {
        return Ok(None);
    }
    if raw.len() > MAX_SCALAR {
        return Err(Why::TooLong);
    }
    if raw.chars().any(is_refused) { Err(Why::Hidden) } else { Ok(Some(Text::new(raw))) }
}

/// A text on one line.
pub(super) fn line(raw: &str) -> Read<Text> {
    text(&raw.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Controls, and what is no character at all: a claim file may not even hold them as escapes.
fn is_refused(character: char) -> bool {
    let is_control = character.is_control() && !matches!(character, '\n' | '\t');
    is_control || matches!(character, '\u{FFFE}' | '\u{FFFF}')
}

/// The address of a page. A contact in it would be in the id of the document, too.
pub(super) fn url(raw: &str) -> Read<Url> {
    if contacts::is_with_contact(raw) { Err(Why::Contact) } else { exact_url(raw) }
}

/// An address as it is, which our own programs wrote.
pub(super) fn exact_url(raw: &str) -> Read<Url> {
    let Some(text) = text(raw)? else { return Ok(None) };
    Url::parse(&text).map(Some).ok_or(Why::Url)
}

/// An address as it was written.
pub(super) fn written(url: &Url) -> String {
    terminal::line(url.text()).into_owned()
}

/// The address of the page of which another is a copy in the Internet Archive.
pub(super) fn original(url: &Url) -> Option<Url> {
    let written = written(url);
    let (_, rest) = written.split_once("://web.archive.org/web/")?;
    let (stamp, page) = rest.split_once('/')?;
    let is_stamp = stamp.len() >= 4 && stamp.bytes().take_while(u8::is_ascii_digit).count() >= 4;
    is_stamp.then(|| Url::parse(&Text::new(page)))?
}

/// What reference managers and people call languages, and the tag of each.
const LANGUAGES: [(&str, &str); 34] = [
    ("english", "en"),
    ("british", "en-GB"),
    ("ukenglish", "en-GB"),
    ("american", "en-US"),
    ("usenglish", "en-US"),
    ("german", "de"),
    ("ngerman", "de"),
    ("deutsch", "de"),
    ("austrian", "de-AT"),
    ("naustrian", "de-AT"),
    ("swissgerman", "de-CH"),
    ("nswissgerman", "de-CH"),
    ("french", "fr"),
    ("français", "fr"),
    ("spanish", "es"),
    ("español", "es"),
    ("italian", "it"),
    ("italiano", "it"),
    ("dutch", "nl"),
    ("nederlands", "nl"),
    ("portuguese", "pt"),
    ("português", "pt"),
    ("brazilian", "pt-BR"),
    ("russian", "ru"),
    ("русский", "ru"),
    ("ukrainian", "uk"),
    ("polish", "pl"),
    ("polski", "pl"),
    ("turkish", "tr"),
    ("arabic", "ar"),
    ("greek", "el"),
    ("swedish", "sv"),
    ("danish", "da"),
    ("finnish", "fi"),
];

/// A language tag, or the name of a language.
pub(super) fn language(raw: &str) -> Read<Language> {
    let Some(text) = text(raw)? else { return Ok(None) };
    let named = raw.trim().to_lowercase();
    let tag = LANGUAGES.iter().find(|(name, _)| *name == named).map_or(text, |(_, tag)| Text::new(*tag));
    Language::parse(&tag).map(Some).ok_or(Why::Language)
}

/// Words for yes and for no, in the languages of the headings.
const TRUTHS: [(&str, bool); 22] = [
    ("yes", true),
    ("y", true),
    ("true", true),
    ("x", true),
    ("1", true),
    ("✓", true),
    ("✔", true),
    ("ja", true),
    ("wahr", true),
    ("oui", true),
    ("vrai", true),
    ("sí", true),
    ("si", true),
    ("no", false),
    ("n", false),
    ("false", false),
    ("0", false),
    ("nein", false),
    ("falsch", false),
    ("non", false),
    ("faux", false),
    ("-", false),
];

/// Whether somebody has written yes or no.
pub(super) fn truth(raw: &str) -> Read<bool> {
    let written = raw.trim().to_lowercase();
    TRUTHS.iter().find(|(word, _)| *word == written).map(|(_, truth)| Some(*truth)).ok_or(Why::Truth)
}

/// The months in English.
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Which of two numbers of a date is the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DateOrder {
    DayFirst,
    MonthFirst,
}

/// A date as desks write it: as claim files do, with a time that is left out if it has no offset, or as day, month and
/// year with dots, slashes or hyphens.
pub(super) fn date(raw: &str, order: Option<DateOrder>) -> Read<Date> {
    let Some(_) = text(raw)? else { return Ok(None) };
    let written = raw.trim();
    if let Some(date) = iso(written).or_else(|| year_first(written)).or_else(|| with_month(written)) {
        return Ok(Some(date));
    }
    let [first, second, year] = numbers(written).ok_or(Why::Date)?;
    // With dots the day comes first, wherever they are used.
    let order = if written.contains('.') { Some(DateOrder::DayFirst) } else { order };
    let (day, month) = match (order, first > 12, second > 12) {
        (_, true, false) | (Some(DateOrder::DayFirst), false, false) => (first, second),
        (_, false, true) | (Some(DateOrder::MonthFirst), false, false) => (second, first),
        (None, false, false) if first == second => (first, second),
        (None, false, false) => return Err(Why::AmbiguousDate),
        (_, true, true) => return Err(Why::Date),
    };
    Date::parse(&Text::new(format!("{year:04}-{month:02}-{day:02}"))).map(Some).ok_or(Why::Date)
}

/// A date as claim files have it. A fraction of a second is left out, and of a time without an offset the day is kept.
fn iso(written: &str) -> Option<Date> {
    let parse = |text: &str| Date::parse(&Text::new(text));
    let whole = || {
        let (before, after) = written.split_once('.')?;
        parse(&format!("{before}{}", after.trim_start_matches(|sign: char| sign.is_ascii_digit())))
    };
    let day = || {
        let (day, rest) = (written.get(..10)?, written.get(10..)?);
        rest.starts_with(['T', ' ']).then(|| parse(day))?
    };
    parse(written).or_else(|| written.contains('T').then(whole)?).or_else(day)
}

/// A date such as `2024/10/21`, which nobody writes with the day before the month.
fn year_first(written: &str) -> Option<Date> {
    let sign = written.chars().find(|sign| ['.', '/', '-'].contains(sign))?;
    let parts: Vec<_> = written.split(sign).collect();
    let [year, month, day] = parts[..] else { return None };
    let is_number = |part: &&str| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_date = year.len() == 4 && [month, day].iter().all(is_number);
    is_date.then(|| Date::parse(&Text::new(format!("{year}-{month:0>2}-{day:0>2}"))))?
}

/// A date with the English name of its month: `21 October 2024`, `Oct 21, 2024`, `October 2024`.
fn with_month(written: &str) -> Option<Date> {
    let parts: Vec<_> = written.split([' ', ',', '.', '-']).filter(|part| !part.is_empty()).collect();
    let (day, month, year) = match parts[..] {
        [month, year] => (None, month_named(month)?, year),
        [one, other, year] => match (month_named(one), month_named(other)) {
            (Some(month), None) => (Some(other), month, year),
            (None, Some(month)) => (Some(one), month, year),
            _ => return None,
        },
        _ => return None,
    };
    let number = |text: &str, most: usize| {
        let is_number = (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| text.parse::<u32>().ok())?
    };
    let year = number(year, 4).filter(|&year| year >= 1000)?;
    let ordinal =
        |day: &'_ str| ["st", "nd", "rd", "th"].iter().find_map(|end| day.strip_suffix(end)).map(str::to_owned);
    let day = day.map(|day| number(&ordinal(day).unwrap_or_else(|| day.to_owned()), 2).ok_or(())).transpose().ok()?;
    let day = day.map(|day| format!("-{day:02}")).unwrap_or_default();
    Date::parse(&Text::new(format!("{year:04}-{month:02}{day}")))
}

/// The number of a month, of which at least three letters are there.
fn month_named(name: &str) -> Option<usize> {
    let name = name.to_lowercase();
    MONTHS.iter().position(|month| name.len() >= 3 && month.starts_with(&name)).map(|at| at + 1)
}

/// Three numbers with the same sign between them, the last of which is a year.
fn numbers(written: &str) -> Option<[u32; 3]> {
    let sign = written.chars().find(|sign| ['.', '/', '-'].contains(sign))?;
    let mut parts = written.split(sign).map(|part| {
        let part = part.trim();
        let is_number = !part.is_empty() && part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| part.parse().ok())?
    });
    let (first, second, year) = (parts.next()??, parts.next()??, parts.next()??);
    let is_date = parts.next().is_none() && first <= 31 && second <= 31 && (1000..=9999).contains(&year);
    is_date.then_some([first, second, year])
}

/// Whether a text is an address, or looks like one.
pub(super) fn is_address(text: &str) -> bool {
    let text = text.trim_start();
    ["http://", "https://"]
        .iter()
        .any(|scheme| text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))
}

/// Text that people are shown in a line: a cell of a proposal, a name.
pub(super) fn shown(raw: &str, most: usize) -> String {
    let line = raw.split_whitespace().collect::<Vec<_>>().join(" ");
    let cut = line.char_indices().nth(most).map_or(line.len(), |(at, _)| at);
    let end = if cut < line.len() { "…" } else { "" };
    format!("{}{end}", terminal::escape(&line[..cut]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_desks_write_them_or_refused() {
        let of = |raw: &str| date(raw, None).map(|date| date.map(|date| date.as_str().to_owned()).unwrap_or_default());
        for (raw, expected) in [
            ("2024", "2024"),
            ("2024-10", "2024-10"),
            (" 2024-10-21 ", "2024-10-21"),
            ("2024-10-21T08:30:00Z", "2024-10-21T08:30:00Z"),
            ("2024-10-21T08:30:00.123+00:00", "2024-10-21T08:30:00+00:00"),
            ("2024-10-21 08:30", "2024-10-21"),
            ("2024-10-21T08:30:00", "2024-10-21"),
            ("21.10.2024", "2024-10-21"),
            ("5.10.2024", "2024-10-05"),
            ("21/10/2024", "2024-10-21"),
            ("10/21/2024", "2024-10-21"),
            ("5/5/2024", "2024-05-05"),
            ("2024/10/21", "2024-10-21"),
            ("2024.1.5", "2024-01-05"),
            ("2024-1-5", "2024-01-05"),
            ("21 October 2024", "2024-10-21"),
            ("Oct. 21, 2024", "2024-10-21"),
            ("june 2nd, 2020", "2020-06-02"),
            ("21-Oct-2024", "2024-10-21"),
            ("Sept 2024", "2024-09"),
            ("", ""),
        ] {
            assert_eq!(of(raw).as_deref(), Ok(expected), "{raw}");
        }
        assert_eq!(of("5/10/2024"), Err(Why::AmbiguousDate));
        for raw in [
            "last week",
            "32.1.2024",
            "31.2.2024",
            "21.10.24",
            "1.2.3.2024",
            "20/20/2024",
            "2024-13-01",
            "45585",
            "2024/13/1",
            "31 June 2024",
            "Octo 21",
            "Oct 21 24",
            "ma 2024",
            "May June 2024",
            "21 Oct",
        ] {
            assert_eq!(of(raw), Err(Why::Date), "{raw}");
        }
        let ordered = |order| date("5/10/2024", Some(order)).unwrap().unwrap().as_str().to_owned();
        assert_eq!([ordered(DateOrder::DayFirst), ordered(DateOrder::MonthFirst)], ["2024-10-05", "2024-05-10"]);
    }

    #[test]
    fn texts_are_kept_or_refused() {
        for kept in ["a: b #c", "“Yes”\n- no", "\u{202E}x", "- [x]", "no", "#"] {
            assert!(text(kept).unwrap() == Some(Text::new(kept)), "{kept}");
        }
        assert!(text("  a\r\nb ").unwrap() == Some(Text::new("a\nb")));
        assert!(text(" \n ").unwrap().is_none());
        for refused in ["a\0b", "a\u{1b}[31m", "a\rb", "a\u{85}b", "a\u{FFFF}"] {
            assert_eq!(text(refused).err(), Some(Why::Hidden), "{refused:?}");
        }
        assert!(text(&"x".repeat(MAX_SCALAR)).is_ok());
        assert_eq!(text(&"x".repeat(MAX_SCALAR + 1)).err(), Some(Why::TooLong));
    }
}
