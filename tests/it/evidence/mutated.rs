//! Messages, archives and posts with bytes that were changed, taken out, put in or repeated: reading them ends, and a
//! page that is listed can be chosen.

use onrecord::copies::{Kind, about_page, pages, shown_page};
use proptest::prelude::*;

use super::damaged::{gzip, record, wacz};
use super::sha256;
use super::web::MAIL;

const SAVED: &str = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/a\r\nSubject: x\r\nDate: Wed, 04 Nov \
                     2026 12:00:00 GMT\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; \
                     boundary=\"--b\"\r\n\r\n----b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Location: \
                     https://example.org/a\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>caf=C3=A9 =\r\n=3D \
                     5\r\n----b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n----b--\r\n";
const POST: &str = r#"{"created_at": "2024-10-21T08:30:00Z", "content": "<p>We want <b>trams</b> &amp; buses</p>", "account":
    {"display_name": "Ada", "fields": [{"name": "x", "value": "caf\u00e9 \ud83d\ude00"}]}, "media": [], "count": 1.5e3}"#;

/// Files as they were saved, each with what it is.
fn saved() -> Vec<(Vec<u8>, Kind)> {
    let chunked = b"5\r\n<p>We\r\n6\r\n want \r\n7\r\ntrams.\n\r\n0\r\n\r\n";
    let archive = [
        record("Content-Length: 7\r\n", b"<p>caf\xE9"),
        record("Transfer-Encoding: chunked\r\n", chunked),
        record("Content-Encoding: gzip\r\n", &gzip(b"<p>We want trams.")),
        record("Content-Encoding: deflate\r\n", b"\x78\x9c\xb3)\xb0\x0b\x07\x00"),
    ]
    .concat();
    let packed = gzip(&archive);
    vec![
        (MAIL.into(), Kind::Email),
        (SAVED.into(), Kind::Mhtml),
        (wacz(&packed, &sha256(&packed)), Kind::Wacz),
        (packed, Kind::Warc),
        (archive, Kind::Warc),
        (POST.into(), Kind::Json),
    ]
}

/// What is done to bytes: where, how many, what with, and what.
type Change = (prop::sample::Index, usize, u8, u8);

fn changed(mut bytes: Vec<u8>, changes: &[Change]) -> Vec<u8> {
    for (at, length, byte, what) in changes {
        let at = at.index(bytes.len() + 1);
        let end = (at + length).min(bytes.len());
        match what % 5 {
            0 => bytes[at..end].fill(*byte),
            1 => _ = bytes.drain(at..end),
            2 => bytes.insert(at, *byte),
            3 => bytes.extend_from_within(at..end),
            _ => {
                let part = bytes[at..end].to_vec();
                bytes.splice(at..at, part);
            }
        }
    }
    bytes
}

fn read(bytes: &[u8], kind: Kind) {
    let listed = pages(bytes, kind);
    for wanted in listed.iter().take(8).map(Some).chain([None]) {
        let _ = about_page(bytes, kind, wanted);
        let _ = shown_page(bytes, kind, wanted);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 400, ..ProptestConfig::default() })]
    #[test]
    fn reading_changed_copies_ends(
        changes in prop::collection::vec((any::<prop::sample::Index>(), 0..40_usize, any::<u8>(), any::<u8>()), 1..6),
    ) {
        for (bytes, kind) in saved() {
            let bytes = changed(bytes, &changes);
            read(&bytes, kind);
            read(&bytes, Kind::of(&bytes, None));
        }
    }
}

#[test]
fn copies_that_were_not_changed_are_read() {
    for (bytes, kind) in saved() {
        assert_eq!(Kind::of(&bytes, None), kind);
        let page = pages(&bytes, kind).into_iter().next();
        let shown = shown_page(&bytes, kind, page.as_ref());
        let is_several = matches!(kind, Kind::Warc | Kind::Wacz);
        assert!(is_several || shown.is_ok_and(|shown| !shown.text.is_empty()), "{kind:?}");
    }
}
