//! Telephone numbers and e-mail addresses: found in what desks write for themselves, so that they reach no file.
//!
//! In doubt something is one: a number too many that is left out is counted in the account, and one that is written
//! may tell who a source is.

mod amounts;
mod seen;

use std::ops::Range;

use super::names::is_name;
use amounts::{amount, is_currency};
use seen::Seen;

/// What stands in the place of one.
pub(super) const LEFT_OUT: &str = "[left out]";
/// A telephone number has at least so many digits, and at most so many.
const DIGITS: std::ops::RangeInclusive<usize> = 6..=18;
/// Without a sign that it is one, a row of digits is a telephone number from so many on.
const LONG: usize = 9;
/// Words before a number that say that it is one, without their full stop.
const CALLS: [&str; 25] = [
    "tel",
    "tel.",
    "telephone",
    "phone",
    "ph",
    "ph.",
    "mobile",
    "mob",
    "mob.",
    "cell",
    "call",
    "whatsapp",
    "signal",
    "fax",
    "telefon",
    "handy",
    "mobil",
    "anrufen",
    "tél",
    "tél.",
    "téléphone",
    "portable",
    "teléfono",
    "móvil",
    "celular",
];
/// Words before a number that say that it is none.
const NUMBERS: [&str; 7] = ["isbn", "issn", "doi", "pmid", "isbn-13", "isbn-10", "no."];

/// Words before an e-mail address.
const MAILS: [&str; 7] = ["mail", "e-mail", "email", "mail.", "courriel", "correo", "contact"];

/// A text without them, and how many there were.
pub(super) fn without(text: &str) -> (String, usize) {
    let seen = Seen::of(text);
    let found = found(&seen.text);
    let (mut kept, mut from) = (String::with_capacity(text.len()), 0);
    for origin in found.iter().map(|contact| seen.origin(contact)) {
        // Two can be from one character, such as a ligature.
        kept.push_str(text.get(from..origin.start).unwrap_or_default());
        kept.push_str(LEFT_OUT);
        from = origin.end;
    }
    kept.push_str(&text[from..]);
    (kept, found.len())
}

/// Where they are in a text as a reader takes it.
fn found(text: &str) -> Vec<Range<usize>> {
    let (mut found, mut from) = (Vec::new(), 0);
    let mut before = Before::Nothing;
    while from < text.len() {
        let rest = &text[from..];
        let blank = rest.len() - rest.trim_start().len();
        let rest = &rest[blank..];
        let word = &rest[..rest.find(char::is_whitespace).unwrap_or(rest.len())];
        from += blank;
        match other(word, rest, before) {
            Some(end) => (before, from) = (Before::Nothing, from + end),
            None => match contact(word, rest, before) {
                0 => (before, from) = (Before::of(word), from + word.len()),
                taken => {
                    found.push(from..from + taken);
                    (before, from) = (Before::Nothing, from + taken);
                }
            },
        }
    }
    found
}

/// The end of a number that is no contact, at the beginning of a text: an amount, or one of which the word before says
/// what it is.
fn other(word: &str, rest: &str, before: Before) -> Option<usize> {
    if before == Before::Call || word.contains("://") || is_email(word) {
        return None;
    }
    let at = word.find(|sign: char| sign.is_ascii_digit())?;
    let is_attached = at == 0 || is_currency(&word[..at]);
    let amount = amount(&rest[at..], before == Before::Money || at > 0).filter(|_| is_attached);
    let is_called = before == Before::Number;
    amount.map(|end| at + end).or_else(|| is_called.then(|| number_like(rest).len().max(word.len())))
}

/// Whether a text has one.
pub(super) fn has_any(text: &str) -> bool {
    !found(&Seen::of(text).text).is_empty()
}

/// Whether an address of a page has an e-mail address or a telephone number in it, as it is or with its signs as `%40`
/// and `%2B`. The name of an account behind an `@`, such as `/@ada@example.org`, is none, and neither is a number
/// without a `+`, unless it has a name that says so: the pages of newspapers have numbers, too.
pub(super) fn is_with_contact(address: &str) -> bool {
    let mut address = Seen::of(address).text;
    for (code, sign) in [("%40", "@"), ("%2B", "+"), ("%2b", "+"), ("%20", " "), ("%28", "("), ("%29", ")")] {
        address = address.replace(code, sign);
    }
    let parts = address.split(['/', '?', '&', '=', '#', ';', ',', ':']);
    let is_called = |part: &str| part.starts_with('+') && number(part, Before::Nothing).is_some();
    let is_named = |field: &str| {
        let field = field.split_once('=');
        field.is_some_and(|(name, value)| Before::of(name) == Before::Call && number(value, Before::Call).is_some())
    };
    parts.filter(|part| !part.starts_with('@')).any(|part| is_email(part) || is_called(part))
        || address.split(['?', '&', '#', ';']).any(is_named)
}

/// What somebody is called without the contacts beside it, and how many these were. Nothing if there was nothing else.
pub(super) fn called(text: &str) -> (Option<String>, usize) {
    match without(text) {
        (_, 0) => (Some(text.to_owned()), 0),
        (kept, count) => (beside(&kept), count),
    }
}

/// A title with what stands for the contacts in it, and how many these were. Nothing if there was nothing else.
pub(super) fn titled(text: &str) -> (Option<String>, usize) {
    match without(text) {
        (kept, 0) => (Some(kept), 0),
        (kept, count) => (beside(&kept).is_some().then_some(kept), count),
    }
}

/// The name beside what was left out of the words for a source, if there is one.
pub(super) fn name_beside(kept: &str) -> Option<String> {
    beside(kept).filter(|name| is_name(name))
}

/// What is beside what was left out, if there is anything.
fn beside(kept: &str) -> Option<String> {
    let rest = rest(kept);
    let words = rest.trim_matches(|sign: char| sign.is_whitespace() || ",;:-–—/|".contains(sign));
    words.contains(char::is_alphanumeric).then(|| words.to_owned())
}

/// Words without what stands for contacts, and without the words that say that one follows.
fn rest(kept: &str) -> String {
    let rest = kept.replace(LEFT_OUT, " ");
    let is_label = |word: &str| Before::of(word) == Before::Call || MAILS.contains(&&*plain(word));
    let words = rest
        .split_whitespace()
        .filter(|word| (word.contains(char::is_alphanumeric) || *word == "&") && !is_label(word));
    words.collect::<Vec<_>>().join(" ")
}

/// A word in small letters without the signs around it.
fn plain(word: &str) -> String {
    word.trim_matches(|sign: char| "():;,".contains(sign)).to_lowercase()
}

/// What the word before a number says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Before {
    Nothing,
    Call,
    Number,
    Money,
}

impl Before {
    fn of(word: &str) -> Self {
        let word = plain(word);
        if CALLS.contains(&&*word) {
            Self::Call
        } else if NUMBERS.contains(&&*word) {
            Self::Number
        } else if is_currency(&word) {
            Self::Money
        } else {
            Self::Nothing
        }
    }
}

/// How many bytes of a text, which begins with a word, are a telephone number or an e-mail address.
fn contact(word: &str, rest: &str, before: Before) -> usize {
    let lower = word.to_lowercase();
    if lower.contains("://") {
        return if is_with_contact(&lower) { word.len() } else { 0 };
    }
    if is_email(word) || ["tel:", "callto:", "sms:", "mailto:"].iter().any(|scheme| lower.contains(scheme)) {
        return word.len();
    }
    // A word that ends in the number, as in `phone:+44…`.
    let attached = word.find(|sign: char| sign == '+' || sign.is_ascii_digit());
    let lead = attached.filter(|&at| at > 0).map(|at| (&word[..at], at));
    match lead {
        Some((lead, at)) if Before::of(lead) == Before::Call => {
            number(&rest[at..], Before::Call).map_or(0, |end| at + end)
        }
        _ => number(rest, before).unwrap_or_default(),
    }
}

/// An address has a name, an `@` and a domain with a full stop in it, whatever is around it.
fn is_email(word: &str) -> bool {
    let is_part = |sign: char| sign.is_alphanumeric() || "-_+%".contains(sign);
    word.char_indices().filter(|(_, sign)| *sign == '@').any(|(at, _)| {
        let (name, domain) = (&word[..at], &word[at + 1..]);
        let domain = &domain[..domain.find(|sign: char| !is_part(sign) && sign != '.').unwrap_or(domain.len())];
        let is_domain = domain.trim_matches('.').split('.').count() > 1;
        name.ends_with(|sign: char| is_part(sign) || sign == '.') && is_domain
    })
}

/// The end of a telephone number at the beginning of a text.
fn number(text: &str, before: Before) -> Option<usize> {
    let begins = text.trim_start_matches(['(', '[']);
    if !begins.starts_with(|sign: char| sign == '+' || sign.is_ascii_digit()) {
        return None;
    }
    let found = number_like(text);
    let end = found.len();
    // A letter right behind it makes it something else, such as `2nd`.
    if text[end..].starts_with(char::is_alphabetic) {
        return None;
    }
    let groups: Vec<&str> =
        found.split(|sign: char| !sign.is_ascii_digit()).filter(|group| !group.is_empty()).collect();
    let digits: usize = groups.iter().map(|group| group.len()).sum();
    // The hour of a time, which goes on behind a colon.
    let is_day = text[end..].starts_with(':') && groups.split_last().is_some_and(|(_, day)| is_date(day));
    if !DIGITS.contains(&digits) || is_date(&groups) || is_day {
        return None;
    }
    let is_signed = found.contains('+') || before == Before::Call;
    let has_code = groups.first().is_some_and(|group| group.starts_with('0')) || text.starts_with('(');
    (is_signed || has_code && groups.len() + digits > 7 || is_local(&groups) || digits >= LONG).then_some(end)
}

/// The digits at the beginning of a text, with the signs that telephone numbers have between them.
fn number_like(text: &str) -> &str {
    let is_of_number =
        |sign: char| sign.is_ascii_digit() || "+()[] .-/\u{2010}\u{2012}\u{2013}\u{2014}\u{2212}".contains(sign);
    let all = &text[..text.find(|sign: char| !is_of_number(sign)).unwrap_or(text.len())];
    all.trim_end_matches(|sign: char| !sign.is_ascii_digit())
}

/// A date, a span of years or days: groups of digits, none of which is longer than a year.
fn is_date(groups: &[&str]) -> bool {
    let is_year = |group: &str| group.len() == 4 && (group.starts_with("19") || group.starts_with("20"));
    let is_short = |group: &&&str| group.len() <= 2;
    let years = groups.iter().filter(|group| is_year(group)).count();
    let others: Vec<_> = groups.iter().filter(|group| !is_year(group)).collect();
    years > 0 && others.iter().all(is_short) && others.len() <= 2 * years
}

/// A number as it is written in North America: 202-555-0123, 555-0123.
fn is_local(groups: &[&str]) -> bool {
    let lengths: Vec<_> = groups.iter().map(|group| group.len()).collect();
    matches!(lengths[..], [3, 3, 4] | [1, 3, 3, 4] | [3, 4])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_found_however_they_are_written() {
        for contact in [
            "ada@example.org",
            "<ada.b+c@mail.example.co.uk>",
            "mailto:ada@example.org",
            "(ada@example.org)",
            "Ada;ada@example.org;",
            "+41 31 555 01 23",
            "+1-202-555-0123",
            "(202) 555-0123",
            "202-555-0123",
            "202.555.0123",
            "555-0123",
            "031 555 01 23",
            "0171/5550123",
            "004917155501234",
            "2025550123",
            "tel:+41315550123",
            "tel. 555 012",
            "Handy: 0171 5550123",
            "phone:555012",
            "https://example.org/?to=ada@example.org&n=1",
            "(https://ada%40example.org@example.org/555)",
            "+49\u{A0}171\u{A0}5550123",
            "+49\u{2011}171\u{2011}555\u{2009}01\u{2009}23",
            "ada@exam\u{AD}ple.org",
            "\u{200B}ad\u{2060}a\u{200D}@\u{FEFF}example.org",
            "ada\u{FF20}example.org",
            "ａｄａ＠ｅｘａｍｐｌｅ．ｏｒｇ",
            "＋４１ ３１ ５５５ ０１ ２３",
            "+41 31 5\u{AD}55 01 23",
            "٠٣١ ٥٥٥ ٠١ ٢٣",
            "ada(at)example.org",
            "ada [at] example.org",
            "ada {AT} example (dot) org",
            "https://example.org/tel/+41315550123",
            "https://example.org/?phone=%2B41315550123&a=b",
            "https://example.org/?tel=0315550123",
            "612 555 678",
            "0171 555 67 89 t.",
            "202 555.0123",
        ] {
            let (kept, count) = without(&format!("Call her: {contact} after six."));
            assert_eq!(count, 1, "{contact}: {kept}");
            assert!(!kept.contains("ada") && !kept.contains("555") && !kept.contains("org"), "{contact}: {kept}");
            assert!(kept.starts_with("Call her: ") && kept.ends_with(" after six."), "{kept}");
        }
    }

    #[test]
    fn an_address_of_a_page_can_have_one() {
        for address in [
            "https://example.org/?email=bob@x.example",
            "https://example.org/?email=bob%40x.example&a=b",
            "https://bob@x.example/a",
            "https://example.org/u/bob.b@x.example",
            "mailto:bob@x.example",
            "https://example.org/bob%40x\u{AD}.example",
            "https://example.org/tel/+41315550123",
            "https://example.org/?a=b&phone=%2B41315550123",
            "https://example.org/?whatsapp=0315550123",
        ] {
            assert!(is_with_contact(address), "{address}");
        }
        for address in [
            "https://example.org/a",
            "https://social.example/@ada",
            "https://social.example/@ada@example.org/1",
            "https://maps.example/@47.1,8.5,12z",
            "https://example.org/photos/123@N02/1",
            "https://example.org/a/202-555-0123",
            "https://example.org/signal/2024001234",
            "https://example.org/?q=flood+2024&id=123456789",
            "https://example.org/+2024-10-21",
        ] {
            assert!(!is_with_contact(address), "{address}");
        }
    }

    #[test]
    fn a_source_is_what_is_beside_one() {
        let of = |label: &str| name_beside(&without(label).0);
        for label in [
            "Ada Example ada@example.org",
            "Ada Example (ada@example.org)",
            "Ada Example, tel. +41 31 555 01 23",
            "E-mail: ada@example.org, Ada Example",
        ] {
            assert_eq!(of(label).as_deref(), Some("Ada Example"), "{label}");
        }
        for label in ["+41 31 555 01 23", "Tel. +41 31 555 01 23", "E-Mail: ada@example.org", "a nurse, 202-555-0123"] {
            assert_eq!(of(label), None, "{label}");
        }
        let called = |label: &str| called(label).0;
        assert_eq!(called("a nurse, 202-555-0123").as_deref(), Some("a nurse"));
        assert_eq!(called("Example & Sons").as_deref(), Some("Example & Sons"));
        assert_eq!(called("Tel. +41 31 555 01 23, ada@example.org"), None);
        let titled = |title: &str| titled(title).0;
        assert_eq!(titled("Write to ada@example.org!").as_deref(), Some("Write to [left out]"));
        assert_eq!(titled("…").as_deref(), Some("…"));
        assert_eq!(titled("E-mail: ada@example.org"), None);
    }

    #[test]
    fn other_numbers_stay() {
        for text in [
            "on 2024-10-21, p. 12-14",
            "21.10.2024 and 2019-2024",
            "from 2024-10-21 to 2024-11-02",
            "on 2024-10-21 08:30:00, and 21.10.2024 09:15",
            "1,200,000 people and 10 000 more",
            "https://example.org/a/202-555-0123?x=a",
            "https://social.example/@ada@example.org/1",
            "ISBN 978-3-16-148410-0",
            "§ 12 (3) No. 4, 00:12:31",
            "@ada wrote @ noon",
            "Meet her (at) noon, or (at) the gate. Then go.",
            "Ｔｈｅ ｂｒｉｄｇｅ is ½ open (dot) and so\u{AD} on",
            "a 2nd time, 12.5 %, 300-400",
            "1 234 567.89 kg, 12 345 678,90 and 123.456.789,50",
            "it cost €1 234 567 890 or $ 12 345 678.90, USD 123 456 789",
            "1 234 567 890 people, 123456789 kWh, 12\u{202F}345\u{202F}678\u{202F}901 €.",
            "ISBN 978 3 16 148410 0",
            "",
            " \n",
        ] {
            assert_eq!(without(text), (text.to_owned(), 0));
        }
    }

    #[test]
    fn everything_else_stays_as_it_was() {
        let (kept, count) = without("  a\n\tb@c.de +41 31 555 01 23\n\nd ");
        assert_eq!((&*kept, count), ("  a\n\t[left out] [left out]\n\nd ", 2));
    }
}
