//! Messages as readers see them, and what is left out.

use super::*;
use crate::copies::seam::SEAMS;

fn plain(text: &str) -> String {
    let text = text.replace(SEAMS, "");
    text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

fn mailed(message: &str) -> Result<String, CannotRead> {
    mail(message.as_bytes()).map(|(text, _)| plain(&text))
}

fn saved(message: &str) -> Result<String, CannotRead> {
    page(message.as_bytes()).map(|(text, _)| plain(&text))
}

/// A message with parts.
fn multipart(kind: &str, parts: &[&str]) -> String {
    let parts = parts.iter().flat_map(|part| ["--b\r\n", part, "\r\n"]).collect::<Vec<_>>().concat();
    format!("MIME-Version: 1.0\r\nContent-Type: multipart/{kind}; boundary=\"b\"\r\n\r\n{parts}--b--\r\n")
}

#[test]
fn a_message_is_what_its_reader_sees() {
    let message = "Received: by x\r\nFrom: =?utf-8?q?=C3=81da?= Example <ada@example.org>\r\nTo: \
                   b@example.org,\r\n \"Other, B.\" <other@example.org>\r\nSubject: =?iso-8859-1?B?VHLkbXM=?=\r\n \
                   come\r\nDate: Mon, 21 Oct 2024 08:30:00 +0200\r\nContent-Type: text/plain; \
                   charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nThe caf=E9 =3D open =\r\n\
                   now.\r\n.dot\r\n> quoted\r\n";
    let expected = "Subject: Träms come\nFrom: Áda Example\nTo: Other, B.\nDate: Mon, 21 Oct 2024 08:30:00 \
                    +0200\nThe café = open now.\n.dot\nquoted";
    assert_eq!(mailed(message).unwrap(), expected);
    let facts = mail_facts(message.as_bytes()).unwrap();
    assert_eq!(facts.title.as_deref(), Some("Träms come"));
    assert_eq!(facts.published.as_deref(), Some("2024-10-21T08:30:00+02:00"));
    assert!(facts.authors.is_empty() && facts.remarks == [Remark::Sender]);
}

#[test]
fn no_address_and_no_number_of_a_header_leaves() {
    let message = "From: \"ada@example.org\" <ada@example.org>\nTo: b@example.org\nMessage-ID: <x@y>\nSubject: Call \
                   +49 170 1234567\n\nWe met.";
    assert_eq!(mailed(message).unwrap(), "Subject: Call +49 170 1234567\nWe met.");
    let facts = mail_facts(message.as_bytes()).unwrap();
    assert!(facts.title.is_none() && facts.remarks == [Remark::Sender, Remark::ContactInTitle]);
}

#[test]
fn of_alternatives_the_last_is_shown_and_of_files_none() {
    let text = "Content-Type: text/plain\r\n\r\nplain";
    let html = "Content-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+cmlj\r\naDwvcD4=";
    let calendar = "Content-Type: text/calendar\r\n\r\nBEGIN";
    let attached = "Content-Type: text/plain\r\nContent-Disposition: attachment; filename=x\r\n\r\nhidden";
    let forwarded = "Content-Type: message/rfc822\r\n\r\nSubject: other\r\n\r\nforwarded";
    let named = "Content-Type: text/plain\r\nContent-ID: <two@x>\r\n\r\nnamed";
    let nested = multipart("alternative", &[text, html]).replace("\"b\"", "c").replace("--b", "--c");
    for (kind, parts, expected) in [
        ("alternative", &[text, html, calendar][..], "rich"),
        ("alternative", &[html, text], "plain"),
        ("mixed", &[text, html, attached, forwarded], "plain\nrich"),
        ("mixed", &[&nested, text], "rich\nplain"),
        ("related", &[html, text], "rich"),
        ("related; start=\"<two@x>\"", &[html, named, text], "named"),
        ("signed", &[text, "Content-Type: application/pgp-signature\r\n\r\nx"], "plain"),
        ("mixed", &["\r\nwithout headers"], "without headers"),
        ("mixed", &["Content-Type: text/plain"], ""),
        ("mixed", &[], ""),
    ] {
        assert_eq!(mailed(&multipart(kind, parts)).as_deref(), Ok(expected), "{kind} {parts:?}");
    }
    let facts = mail_facts(multipart("mixed", &[text, attached, forwarded]).as_bytes()).unwrap();
    assert_eq!(facts.remarks, [Remark::Sender, Remark::Attachments(2)]);
}

#[test]
fn what_is_not_all_there_cannot_be_read() {
    let whole = multipart("mixed", &["Content-Type: text/html\r\n\r\n<p>The bridge closes"]);
    assert_eq!(mailed(&whole).as_deref(), Ok("The bridge closes"));
    assert_eq!(mailed(&whole[..whole.len() - 10]), Err(CannotRead::Damaged));
    let encoded = |encoding: &str, body: &str| mailed(&format!("Content-Transfer-Encoding: {encoding}\n\n{body}"));
    assert_eq!(encoded("base64", "PHA+cmljaDwvcD4"), Err(CannotRead::Damaged));
    assert_eq!(encoded("x-uuencode", "x"), Err(CannotRead::TransferEncoding));
    assert_eq!(encoded("8bit", "x").as_deref(), Ok("x"));
}

#[test]
fn an_mbox_with_one_message_is_a_message() {
    let message = "From ada Mon Oct 21 08:30:00 2024\nSubject: one\n\nWe met.\n";
    assert_eq!(mailed(message).as_deref(), Ok("Subject: one\nWe met."));
    assert_eq!(mailed(&[message, message].join("\n")), Err(CannotRead::SeveralMessages));
}

#[test]
fn a_saved_page_is_the_root_and_no_frame() {
    let frame = "Content-Type: text/html\r\nContent-ID: <frame@x>\r\n\r\n<p>frame";
    let root = "Content-Type: text/html\r\nContent-ID: <root@x>\r\nContent-Location: https://example.org/a\r\n\
                Content-Transfer-Encoding: quoted-printable\r\n\r\n<html lang=3Den><title>Trams</title><p>caf=C3=A9 =\r\n\
                =3D 5<iframe src=3Dcid:frame@x></iframe><x-a><template shadowmode=3Dopen><p>shadow</template></x-a>";
    let first = multipart("related", &[root, frame]);
    assert_eq!(saved(&first).as_deref(), Ok("café = 5\nshadow"));
    assert_eq!(saved(&multipart("related; start=\"<root@x>\"", &[frame, root])).as_deref(), Ok("café = 5\nshadow"));
    assert_eq!(saved(&multipart("related", &["Content-Type: image/png\r\n\r\nx"])), Err(CannotRead::NoPage));
    let dated = format!("From: <Saved by Blink>\r\nDate: Wed, 04 Nov 2026 12:00:00 GMT\r\n{first}");
    let facts = page_facts(dated.as_bytes()).unwrap();
    assert_eq!(facts.title.as_deref(), Some("Trams"));
    assert_eq!(facts.url.as_deref(), Some("https://example.org/a"));
    assert_eq!(facts.accessed.as_deref(), Some("2026-11-04T12:00:00+00:00"));
    assert!(facts.published.is_none());
}

/// Parts in parts, so many.
fn nested(depth: usize) -> String {
    let open = (0..depth).map(|at| format!("Content-Type: multipart/mixed; boundary={at}\r\n\r\n--{at}\r\n"));
    let close = (0..depth).rev().map(|at| format!("\r\n--{at}--\r\n"));
    open.chain(["Content-Type: text/plain\r\n\r\ndeep".to_owned()]).chain(close).collect()
}

#[test]
fn limits_hold_at_n_and_not_at_n_and_one() {
    assert_eq!(mailed(&nested(32)).as_deref(), Ok("deep"));
    assert_eq!(mailed(&nested(33)), Err(CannotRead::Bomb));
    let many = |count: usize| mailed(&multipart("mixed", &vec!["\r\nx"; count - 1])).map(|text| text.len());
    assert_eq!((many(10_000), many(10_001)), (Ok(2 * 9_999 - 1), Err(CannotRead::Bomb)));
    let head = |length: usize| mailed(&format!("X: {}\n\nx", "x".repeat(length - 4)));
    assert_eq!((head(1 << 20).as_deref(), head((1 << 20) + 1)), (Ok("x"), Err(CannotRead::Bomb)));
}

#[test]
fn a_long_message_takes_linear_time() {
    let lines = "--\n--0x\n".repeat(500_000);
    assert!(mailed(&nested(32).replace("deep", &lines)).is_ok_and(|text| text.len() > 1_000_000));
    let words = format!("Subject: {}\n\nx", "=?utf-8?q?".repeat(1_500));
    assert!(mailed(&words).is_ok());
    let names = format!("From: {}\n\nx", "\"<(,".repeat(4_000));
    assert!(mailed(&names).is_ok());
}
