//! The headers of a message: what people see of them, without addresses.

use jiff::fmt::rfc2822::DateTimeParser;
use mailparse::{MailAddr, MailHeader, MailHeaderMap};

/// A header with more bytes is not read.
const MAX_VALUE: usize = 1 << 14;
/// So many digits, with signs between them, may be a telephone number.
const PHONE_DIGITS: usize = 7;

/// The value of a header, on one line and decoded.
pub(super) fn value(headers: &[MailHeader<'_>], name: &str) -> Option<String> {
    let header = headers.get_first_header(name).filter(|header| header.get_value_raw().len() <= MAX_VALUE)?;
    let value = header.get_value();
    let value = value.trim();
    (!value.is_empty()).then(|| value.to_owned())
}

/// The names in a header of addresses. No address is kept.
pub(super) fn names(headers: &[MailHeader<'_>], name: &str) -> Vec<String> {
    let header = headers.get_first_header(name).filter(|header| header.get_value_raw().len() <= MAX_VALUE);
    let Some(Ok(list)) = header.map(mailparse::addrparse_header) else { return Vec::new() };
    let name = |address: &MailAddr| match address {
        MailAddr::Group(group) => Some(group.group_name.clone()),
        MailAddr::Single(single) => single.display_name.clone(),
    };
    let of_person = |name: &String| !name.trim().is_empty() && !has_contact(name);
    list.iter().filter_map(|address| name(address).filter(of_person)).collect()
}

/// Whether a text may contain an e-mail address or a telephone number.
pub(super) fn has_contact(text: &str) -> bool {
    let mut digits = 0;
    let is_phone = text.chars().any(|character| {
        match character {
            '0'..='9' => digits += 1,
            ' ' | '-' | '.' | '/' | '(' | ')' | '+' | '\u{A0}' => {}
            _ => digits = 0,
        }
        digits >= PHONE_DIGITS
    });
    is_phone || text.contains('@')
}

/// The date of a message, as records write dates.
pub(super) fn date(headers: &[MailHeader<'_>]) -> Option<String> {
    let written = value(headers, "Date")?;
    let date = DateTimeParser::new().relaxed_weekday(true).parse_zoned(written.trim()).ok()?;
    Some(date.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(text: &str) -> Vec<MailHeader<'_>> {
        mailparse::parse_headers(text.as_bytes()).unwrap().0
    }

    #[test]
    fn names_come_without_addresses() {
        for (written, expected) in [
            ("Ada Example <ada@example.org>", &["Ada Example"][..]),
            ("=?utf-8?q?=C3=81da?= <ada@example.org>, bob@example.org", &["Áda"]),
            ("\"Example, Ada\" <a@example.org>, B. Other <b@example.org>", &["Example, Ada", "B. Other"]),
            ("\"ada@example.org\" <ada@example.org>", &[]),
            ("\"+49 170 123 4567\" <x@example.org>", &[]),
            ("ada@example.org", &[]),
            ("nobody: ;", &["nobody"]),
        ] {
            assert_eq!(names(&headers(&format!("From: {written}\n\n")), "from"), expected, "{written}");
        }
    }

    #[test]
    fn dates_are_those_of_messages() {
        for (written, expected) in [
            ("Mon, 21 Oct 2024 08:30:00 +0200", Some("2024-10-21T08:30:00+02:00")),
            ("21 Oct 2024 08:30 GMT", Some("2024-10-21T08:30:00+00:00")),
            ("Sun, 21 Oct 2024 08:30:00 -0500 (EST)", Some("2024-10-21T08:30:00-05:00")),
            ("yesterday", None),
        ] {
            assert_eq!(date(&headers(&format!("Date: {written}\n\n"))).as_deref(), expected, "{written}");
        }
    }

    #[test]
    fn telephone_numbers_have_seven_digits() {
        assert!(has_contact("call +49 (170) 1-23") && has_contact("a@b"));
        assert!(!has_contact("call 123 456") && !has_contact("14 trams for 2024, line 12"));
    }

    #[test]
    fn a_header_that_is_too_long_is_not_read() {
        let of = |length: usize| value(&headers(&format!("Subject: {}\n\n", "x".repeat(length))), "subject").is_some();
        assert!(of(MAX_VALUE) && !of(MAX_VALUE + 1));
    }
}
