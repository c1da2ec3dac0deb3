//! Archives, and which page of them is read.

use super::*;
use crate::copies::cannot_read::Format;
use crate::copies::packed::tests::{gzip, zip};
use crate::copies::remark::{Remark, Signature};
use crate::text::Text;

/// A record of a WARC file.
fn record(kind: &str, fields: &str, block: &str) -> String {
    let length = block.len();
    format!("WARC/1.1\r\nWARC-Type: {kind}\r\n{fields}Content-Length: {length}\r\n\r\n{block}\r\n\r\n")
}

/// What a server answered at an address and a time.
fn response(address: &str, time: &str, answer: &str) -> String {
    record("response", &format!("WARC-Target-URI: {address}\r\nWARC-Date: {time}\r\n"), answer)
}

fn html(body: &str) -> String {
    format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{body}")
}

fn wanted(capture: &str) -> Option<Capture> {
    (!capture.is_empty()).then(|| {
        let (address, time) = capture.rsplit_once('@').unwrap_or((capture, ""));
        Capture::new(&Text::new(address), time).unwrap()
    })
}

/// The text of a capture, on one line.
fn text_of(file: &[u8], kind: Kind, capture: &str) -> Result<String, CannotRead> {
    let (mut archive, mut found) = (WebArchive::read(file, kind)?, Err(CannotRead::NoCapture));
    archive.texts(std::iter::once(wanted(capture).as_ref()), &mut |text| found = text);
    found.map(|(text, _)| text.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn warc(file: &str, capture: &str) -> Result<String, CannotRead> {
    let plain = text_of(file.as_bytes(), Kind::Warc, capture);
    if file.len() < 1 << 20 {
        assert_eq!(text_of(&gzip(file.as_bytes()), Kind::Warc, capture), plain, "{file}");
    }
    plain
}

const A: &str = "https://example.org/a";
const B: &str = "https://example.org/b";
const NOON: &str = "2026-11-04T12:00:00Z";
const LATER: &str = "2026-11-05T12:00:00Z";

#[test]
fn one_page_needs_no_address() {
    let image = response(B, NOON, "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nx");
    let redirect =
        response("http://example.org/a", NOON, "HTTP/1.1 301 Moved\r\nContent-Type: text/html\r\n\r\n<p>moved");
    let info = record("warcinfo", "", "software: x\r\n") + &record("request", "", "GET /a HTTP/1.1\r\n\r\n");
    let one = info + &redirect + &response(A, NOON, &html("<p>The bridge</p>\r\n\r\n<p>closes.")) + &image;
    for capture in ["", A, &format!("{A}@2026"), &format!("{A}@20261104120000")] {
        assert_eq!(warc(&one, capture).as_deref(), Ok("The bridge closes."), "{capture}");
    }
    assert_eq!(warc(&one, "https://example.org/c"), Err(CannotRead::NoCapture));
    assert_eq!(warc(&one, &format!("{A}@2025")), Err(CannotRead::NoCapture));
    assert_eq!(warc(&one, "http://example.org/a"), Err(CannotRead::NotAnswered));
    assert_eq!(warc(&one, B), Err(CannotRead::Format(Format::Picture)));
    assert_eq!(warc(&image, ""), Err(CannotRead::NoPage));
    assert_eq!(warc("", ""), Err(CannotRead::NoPage));
}

#[test]
fn of_several_pages_one_is_chosen_by_address_and_time() {
    let page = |address: &str, time: &str, body: &str| response(address, time, &html(body));
    let file = page(A, NOON, "<p>one") + &page(A, LATER, "<p>two") + &page(B, NOON, "<p>three");
    assert_eq!(warc(&file, ""), Err(CannotRead::SeveralPages));
    assert_eq!(warc(&file, A), Err(CannotRead::SeveralCaptures));
    assert_eq!(warc(&file, &format!("{A}@202611")), Err(CannotRead::SeveralCaptures));
    assert_eq!(warc(&file, &format!("{A}@20261104")).as_deref(), Ok("one"));
    assert_eq!(warc(&file, &format!("{A}@20261105")).as_deref(), Ok("two"));
    assert_eq!(warc(&file, B).as_deref(), Ok("three"));
    let twice = page(B, NOON, "<p>three") + &page(B, NOON, "<p>three");
    assert_eq!(warc(&twice, "").as_deref(), Ok("three"), "the same record in two files");
    let other = page(B, NOON, "<p>three") + &page(B, NOON, "<p>four");
    assert_eq!(warc(&other, &format!("{B}@20261104120000")), Err(CannotRead::SeveralCaptures));
    let pages = WebArchive::read(file.as_bytes(), Kind::Warc).unwrap().pages();
    assert_eq!(pages.len(), 3);
    assert!(pages[1] == wanted(&format!("{A}@20261105120000")).unwrap());
}

#[test]
fn an_error_beside_a_page_is_no_second_version() {
    let error = response(A, LATER, "HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>gone");
    let file = response(A, NOON, &html("<p>one")) + &error;
    assert_eq!(warc(&file, A).as_deref(), Ok("one"));
    assert_eq!(warc(&file, &format!("{A}@20261105")), Err(CannotRead::NotAnswered));
}

#[test]
fn a_revisit_is_followed_within_the_file() {
    let first = record(
        "response",
        &format!(
            "WARC-Record-ID: <urn:uuid:1>\r\nWARC-Target-URI: <{A}>\r\nWARC-Date: {NOON}\r\nWARC-Payload-Digest: sha1:X\r\n"
        ),
        &html("<p>one"),
    );
    let revisit = |refers: &str| {
        let fields = format!("WARC-Target-URI: {A}\r\nWARC-Date: {LATER}\r\nWARC-Profile: identical\r\n{refers}");
        record("revisit", &fields, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    };
    let second = format!("{A}@20261105");
    for refers in [
        "WARC-Refers-To: <urn:uuid:1>\r\n".to_owned(),
        format!("WARC-Refers-To-Target-URI: {A}\r\nWARC-Refers-To-Date: {NOON}\r\n"),
        format!("WARC-Refers-To: <urn:uuid:9>\r\nWARC-Refers-To-Date: {NOON}\r\n"),
        "WARC-Payload-Digest: sha1:X\r\n".to_owned(),
    ] {
        assert_eq!(warc(&(revisit(&refers) + &first), &second).as_deref(), Ok("one"), "{refers}");
        assert_eq!(warc(&(first.clone() + &revisit(&refers)), A), Err(CannotRead::SeveralCaptures), "{refers}");
    }
    for refers in [
        "",
        "WARC-Refers-To: <urn:uuid:9>\r\n",
        "WARC-Refers-To: <urn:uuid:9>\r\nWARC-Payload-Digest: sha1:X\r\n",
        "WARC-Refers-To-Date: 2020-01-01T00:00:00Z\r\nWARC-Payload-Digest: sha1:X\r\n",
        "WARC-Payload-Digest: sha1:Y\r\n",
    ] {
        let found = warc(&(first.clone() + &revisit(refers)), &second);
        assert_eq!(found, Err(CannotRead::ElsewhereCaptured), "{refers}");
    }
    let itself = revisit("WARC-Record-ID: <urn:uuid:2>\r\nWARC-Refers-To: <urn:uuid:2>\r\n");
    assert_eq!(warc(&itself, A), Err(CannotRead::ElsewhereCaptured));
}

#[test]
fn what_is_not_all_there_cannot_be_read() {
    let field = |field: &str| {
        let fields = format!("WARC-Target-URI: {A}\r\nWARC-Date: {NOON}\r\n{field}");
        warc(&record("response", &fields, &html("<p>one")), A)
    };
    assert_eq!(field("WARC-Truncated: length\r\n"), Err(CannotRead::Damaged));
    assert_eq!(field("WARC-Segment-Number: 1\r\n"), Err(CannotRead::Damaged));
    assert_eq!(field("").as_deref(), Ok("one"));
    assert_eq!(warc(&response(A, NOON, "no answer"), A), Err(CannotRead::Damaged));
    let inside = String::from_utf8_lossy(b"WARC/1.0\r\n\r\n").into_owned();
    let typed = |kind: &str, body: &str| {
        warc(&response(A, NOON, &format!("HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n{body}")), A)
    };
    assert_eq!(typed("application/warc", &inside), Err(CannotRead::PackedTwice));
    assert_eq!(typed("application/json", "{\"a\": \"one\"}").as_deref(), Ok("one"));
    assert_eq!(typed("text/plain", "one\r\n> two").as_deref(), Ok("one \u{2061}\u{2063}two"));
    assert!(typed("application/pdf", "%PDF-1.4").is_err());
}

#[test]
fn the_encoding_that_the_server_declared_counts() {
    let mut file = format!(
        "WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: {A}\r\nWARC-Date: {NOON}\r\nContent-Type: text/html; \
         charset=\"ISO-8859-2\"\r\nContent-Length: 8\r\n\r\n"
    )
    .into_bytes();
    file.extend(b"<p>p\xF8\xED\xB9t\r\n\r\n");
    assert_eq!(text_of(&file, Kind::Warc, "").as_deref(), Ok("příšt"));
}

/// The list of files of a WACZ, and the files.
fn wacz(pages: &str, warcs: &[(&str, &[u8])], change: impl Fn(String) -> String, digest: &str) -> Vec<u8> {
    let mut entries: Vec<(&str, &[u8])> = warcs.to_vec();
    entries.push(("pages/pages.jsonl", pages.as_bytes()));
    let hash = |bytes: &[u8]| crate::digest::Digest::of(bytes).hex();
    let listed = |(path, bytes): &(&str, &[u8])| {
        format!(r#"{{"name": "x", "path": "{path}", "hash": "sha256:{}", "bytes": {}}}"#, hash(bytes), bytes.len())
    };
    let listed = entries.iter().map(listed).collect::<Vec<_>>().join(",");
    let list = change(format!(r#"{{"profile": "data-package", "wacz_version": "1.1.1", "resources": [{listed}]}}"#));
    let digest = digest.replace("HASH", &hash(list.as_bytes()));
    entries.push(("datapackage.json", list.as_bytes()));
    if !digest.is_empty() {
        entries.push(("datapackage-digest.json", digest.as_bytes()));
    }
    zip(&entries)
}

fn same(list: String) -> String {
    list
}

#[test]
fn a_wacz_is_its_files_as_their_digests_say() {
    let first = gzip((response(A, NOON, &html("<p>one")) + &response(B, NOON, &html("<p>two"))).as_bytes());
    let second = gzip(response(A, LATER, &html("<title>Old</title><p>three")).as_bytes());
    let pages = format!(
        "{{\"format\": \"json-pages-1.0\"}}\n{{\"url\": \"{B}\", \"ts\": \"{NOON}\", \"title\": \"The second\"}}\n"
    );
    let files = [("archive/a.warc.gz", &*first), ("archive/b.warc.gz", &*second)];
    let whole = wacz(&pages, &files, same, "");
    assert_eq!(Kind::of(&whole, None), Kind::Wacz);
    let text = |capture: &str| text_of(&whole, Kind::Wacz, capture);
    assert_eq!(text("").as_deref(), Ok("two"), "the only page of its list");
    assert_eq!(text(&format!("{A}@20261105")).as_deref(), Ok("three"));
    assert_eq!(text(A), Err(CannotRead::SeveralCaptures));
    let facts = WebArchive::read(&whole, Kind::Wacz).unwrap().facts(None).unwrap();
    assert_eq!((facts.title.as_deref(), facts.url.as_deref()), (Some("The second"), Some(B)));
    assert_eq!(facts.accessed.as_deref(), Some(NOON));
    assert_eq!(facts.remarks, [Remark::Signature(Signature::None)]);
    let of = |whole: &[u8]| WebArchive::read(whole, Kind::Wacz).err();
    assert_eq!(
        of(&wacz(&pages, &files, |list| list.replace("sha256:", "sha256:0"), "")),
        Some(CannotRead::DigestDiffers)
    );
    assert_eq!(of(&wacz(&pages, &files, |list| list.replace("sha256:", "md5:"), "")), Some(CannotRead::NoDigest));
    let unlisted = |list: String| list.replacen("archive/a.warc.gz", "pages/pages.jsonl", 1);
    assert!(of(&wacz(&pages, &files, unlisted, "")).is_some());
    let missing = |list: String| list.replacen("archive/a.warc.gz", "archive/c.warc.gz", 1);
    assert_eq!(of(&wacz(&pages, &files, missing, "")), Some(CannotRead::DigestDiffers));
    let none = |list: String| list[..list.find('[').unwrap()].to_owned() + "[]}";
    assert_eq!(of(&wacz(&pages, &files, none, "")), Some(CannotRead::DigestDiffers));
    assert_eq!(of(&wacz(&pages, &files, |_| "[".to_owned(), "")), Some(CannotRead::Damaged));
}

#[test]
fn of_a_signature_its_kind_is_known() {
    let page = response(A, NOON, &html("<p>one"));
    let files = [("archive/a.warc", page.as_bytes())];
    let of = |digest: &str| {
        let whole = wacz("", &files, same, digest);
        WebArchive::read(&whole, Kind::Wacz)?.facts(None).map(|facts| facts.remarks.first().copied())
    };
    let signed =
        |data: &str| format!(r#"{{"path": "datapackage.json", "hash": "sha256:HASH", "signedData": {{{data}}}}}"#);
    for (data, expected) in [
        (r#""signature": "x", "publicKey": "y""#, Signature::Anonymous),
        (r#""signature": "x", "domain": "example.org", "timeSignature": "y""#, Signature::Domain),
        (r#""signature": "x", "domain": "example.org", "publicKey": "y""#, Signature::Other),
        (r#""publicKey": "y""#, Signature::None),
    ] {
        assert_eq!(of(&signed(data)), Ok(Some(Remark::Signature(expected))), "{data}");
    }
    assert_eq!(of(&signed("").replace("HASH", "00")), Err(CannotRead::DigestDiffers));
    assert_eq!(of("{"), Err(CannotRead::Damaged));
}

/// Bytes that do not pack well.
fn noise(length: usize) -> String {
    let mut state = 1_u32;
    let mut letter = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        char::from(b'a' + u8::try_from((state >> 24) % 26).unwrap())
    };
    (0..length).map(|_| letter()).collect()
}

/// A page among pictures of 1 MiB.
fn among_pictures(pictures: usize) -> String {
    let pixels = noise(1 << 20);
    let picture = |number: usize| {
        let head = "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n";
        response(&format!("{B}/{number}"), NOON, &format!("{head}{pixels}"))
    };
    (0..pictures).map(picture).collect::<String>() + &response(A, NOON, &html("<p>one"))
}

#[test]
fn an_archive_may_be_larger_than_a_page() {
    let large = among_pictures(20);
    assert!(large.len() > crate::copies::MAX_BYTES);
    assert_eq!(text_of(large.as_bytes(), Kind::Warc, "").as_deref(), Ok("one"));
    let whole = wacz("", &[("archive/a.warc", large.as_bytes())], same, "");
    assert_eq!(text_of(&whole, Kind::Wacz, A).as_deref(), Ok("one"));
    let shown = |bytes: &[u8], kind| crate::copies::shown(bytes, kind).map(|shown| shown.text.untrusted().to_owned());
    assert_eq!(shown(large.as_bytes(), Kind::Warc).as_deref(), Ok("one\n"));
    assert_eq!(shown(large.as_bytes(), Kind::Text), Err(CannotRead::TooLarge));
}

#[test]
fn a_page_has_a_limit_of_its_own() {
    let page = |length: usize| {
        let most = crate::copies::MAX_BYTES + length;
        let body = format!("<p>one<!--{}-->", "x".repeat(most - "<p>one<!---->".len()));
        warc(&response(A, NOON, &html(&body)), A)
    };
    assert_eq!(page(0).as_deref(), Ok("one"));
    assert_eq!(page(1), Err(CannotRead::PageTooLarge));
    assert_eq!(page(2 << 20), Err(CannotRead::PageTooLarge), "it is not even loaded");
}

#[test]
fn pages_are_loaded_a_few_at_a_time() {
    let page = |number: usize| {
        let head = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n";
        response(&format!("{A}/{number}"), NOON, &format!("{head}{number}{}", " ".repeat(15 << 20)))
    };
    let file: String = (0..3).map(page).collect();
    let order = [2, 0, 0, 1];
    let wanted: Vec<_> = order.iter().map(|number| wanted(&format!("{A}/{number}"))).collect();
    let mut found = Vec::new();
    WebArchive::read(file.as_bytes(), Kind::Warc)
        .unwrap()
        .texts(wanted.iter().map(Option::as_ref), &mut |text| found.push(text.unwrap().0.trim().to_owned()));
    assert_eq!(found, order.map(|number| number.to_string()));
}
