//! Damaged messages and archives, and some made to waste time or memory: no quote of them is checked, and none is
//! wrong.

use std::io::{Cursor, Write};
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::GzEncoder;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{Folder, checked, sha256};

const ADDRESS: &str = "https://example.org/a";

pub(super) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn zipped(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A page as a record of an archive.
pub(super) fn record(head: &str, body: &[u8]) -> Vec<u8> {
    let block = [format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{head}\r\n").as_bytes(), body].concat();
    let start = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {ADDRESS}\r\nWARC-Date: \
         2026-11-04T12:00:00Z\r\nContent-Length: {}\r\n\r\n",
        block.len()
    );
    [start.as_bytes(), &block, b"\r\n\r\n"].concat()
}

pub(super) fn wacz(warc: &[u8], digest: &str) -> Vec<u8> {
    let list = format!(r#"{{"resources": [{{"path": "archive/a.warc.gz", "hash": "sha256:{digest}"}}]}}"#);
    zipped(&[("archive/a.warc.gz", warc), ("datapackage.json", list.as_bytes())])
}

/// Parts in parts, so many.
fn nested(depth: usize) -> Vec<u8> {
    let open = (0..depth).map(|at| format!("Content-Type: multipart/mixed; boundary={at}\r\n\r\n--{at}\r\n"));
    format!("MIME-Version: 1.0\r\n{}Content-Type: text/plain\r\n\r\nWe want trams.", open.collect::<String>())
        .into_bytes()
}

fn damaged() -> Vec<(&'static str, Vec<u8>)> {
    let page = record("", b"<p>We want trams.");
    let packed = gzip(&page);
    let bomb = gzip(&vec![b' '; 64 << 20]);
    let mail = "MIME-Version: 1.0\r\nSubject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nWe want";
    let base64 = "MIME-Version: 1.0\r\nSubject: x\r\nContent-Transfer-Encoding: base64\r\n\r\nV2Ugd2F$$$$";
    let images = "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: image/png\r\n\r\nx\r\n--b--\r\n";
    let itself = "WARC/1.0\r\nWARC-Type: revisit\r\nWARC-Record-ID: <a>\r\nWARC-Refers-To: <a>\r\nWARC-Target-URI: \
                  https://example.org/a\r\nContent-Length: 0\r\n\r\n\r\n\r\n";
    vec![
        ("nested.eml", nested(100_000)),
        ("cut.eml", mail.into()),
        ("base64.eml", base64.into()),
        ("images.mhtml", images.into()),
        ("headers.eml", [b"MIME-Version: 1.0\r\nReceived: ", &*b"x".repeat(15 << 20)].concat()),
        ("cut.warc", page[..page.len() - 10].to_vec()),
        ("length.warc", b"WARC/1.0\r\nContent-Length: 18446744073709551615\r\n\r\nx".to_vec()),
        ("itself.warc", itself.into()),
        ("records.warc", b"WARC/1.0\nContent-Length: 0\n\n".repeat(500_000)),
        ("chunk.warc", record("Transfer-Encoding: chunked\r\n", b"ffffffffffffffff\r\nx")),
        ("bomb.warc", record("Content-Encoding: gzip\r\n", &bomb)),
        ("brotli.warc", record("Content-Encoding: br\r\n", b"\x0b\x02\x80abc\x03")),
        ("cut.warc.gz", packed[..packed.len() - 4].to_vec()),
        ("bomb.warc.gz", [&*gzip(&record("", b"")), &bomb].concat()),
        ("digest.wacz", wacz(&packed, &sha256("x"))),
        ("list.wacz", zipped(&[("archive/a.warc.gz", &packed), ("datapackage.json", b"[[[[")])),
        ("bomb.wacz", wacz(&bomb, &sha256(&bomb))),
        ("cut.wacz", {
            let whole = wacz(&packed, &sha256(&packed));
            whole[..whole.len() - 30].to_vec()
        }),
        ("nested.json", b"[".repeat(10 << 20)),
        ("cut.json", b"{\"text\": \"We want tra".to_vec()),
        ("surrogate.json", b"{\"text\": \"\\ud83d We want trams\"}".to_vec()),
    ]
}

#[test]
fn no_quote_of_what_is_damaged_is_wrong() {
    for (name, bytes) in damaged() {
        let folder = Folder::new();
        folder.write(format!("claims/evidence/{name}"), bytes);
        folder.write(
            "claims/a.yaml",
            format!(
                "documents:\n  d: {{title: x, snapshot: evidence/{name}}}\nclaims:\n  c: {{statement: x, evidence: \
                 [{{document: d, quote: We want trams.}}]}}\n"
            ),
        );
        let start = Instant::now();
        let run = checked(&folder, &[]);
        assert!(start.elapsed() < Duration::from_secs(20), "{name} takes {:?}", start.elapsed());
        assert_eq!(run.json()["quotes"][0]["outcome"], "unchecked", "{name}: {}", run.all());
    }
}

/// A document with a WACZ, and a quote from it if there is to be one.
fn with_wacz(name: &str, bytes: &[u8], recorded: Option<&str>, has_quote: bool) -> Folder {
    let folder = Folder::new();
    folder.write(format!("claims/evidence/{name}"), bytes);
    let sha256 = recorded.map_or_else(String::new, |sha256| format!(", sha256: {sha256}"));
    let quote = if has_quote { ", quote: We want trams." } else { "" };
    let text = format!(
        "documents:\n  d: {{title: x, snapshot: evidence/{name}{sha256}}}\nclaims:\n  c: {{statement: x, evidence: \
         [{{document: d{quote}}}]}}\n"
    );
    folder.write("claims/a.yaml", text);
    folder
}

#[test]
fn an_archive_that_contradicts_itself_is_an_error_whatever_the_record_says() {
    let packed = gzip(&record("", b"<p>We want trams."));
    let list =
        |digest: &str| format!(r#"{{"resources": [{{"path": "archive/a.warc.gz", "hash": "sha256:{digest}"}}]}}"#);
    let good = list(&sha256(&packed));
    let of =
        |archive: &[(&str, &[u8])], list: &str| zipped(&[archive, &[("datapackage.json", list.as_bytes())]].concat());
    let own = ("archive/a.warc.gz", &*packed);
    // The checksum of the first file is 16 bytes before its name, and 30 in the directory at the end.
    let mut checksum = of(&[own], &good);
    let names: Vec<_> = checksum.windows(own.0.len()).enumerate().filter(|(_, at)| *at == own.0.as_bytes()).collect();
    let checksums = [names[0].0 - 16, names[1].0 - 30];
    for at in checksums {
        checksum[at] ^= 1;
    }
    let altered = [
        of(&[own], &list(&sha256("x"))),
        of(&[own, ("archive/b.warc.gz", &packed)], &good),
        of(&[("archive/b.warc.gz", &packed)], &good),
        of(&[own, ("datapackage-digest.json", br#"{"path": "datapackage.json", "hash": "sha256:00"}"#)], &good),
        checksum,
    ];
    let error = "snapshot-digest: the archived copy of `d` is damaged or does not match its own list of digests";
    let note = "unverified-quote: cannot check this quote from `d`: its archived copy is damaged or does not match its own \
                list of digests";
    for (nth, bytes) in altered.iter().enumerate() {
        for recorded in [None, Some(sha256(bytes))] {
            for (name, has_quote) in [("a.wacz", true), ("a.zip", true), ("A.WACZ", false), ("a.wacz.gz", false)] {
                let bytes = if name.ends_with("gz") { gzip(bytes) } else { bytes.clone() };
                let recorded = recorded.as_ref().map(|_| sha256(&bytes));
                let folder = with_wacz(name, &bytes, recorded.as_deref(), has_quote);
                let expected = if has_quote { vec![error, note] } else { vec![error] };
                assert_eq!(super::found(&folder, &[]), expected, "{nth} {name} {recorded:?}");
                let run = checked(&folder, &[]);
                let finding = &run.diagnostics()[0];
                assert_eq!((&finding["line"], &finding["column"]), (&2.into(), &27.into()), "{finding}");
                assert!(finding["help"].as_str().is_some_and(|help| help.contains("archive the page anew")));
                assert_eq!(run.status, Some(1));
            }
        }
    }
    // Only its name says what one is that is cut short.
    let whole = of(&[own], &good);
    assert_eq!(super::found(&with_wacz("a.wacz", &whole[..whole.len() - 30], None, true), &[]), [error, note]);
    // Whole ones, and one that the record knows to be another file, which is all there is to say.
    assert_eq!(super::found(&with_wacz("a.wacz", &whole, Some(&sha256(&whole)), true), &[]), [""; 0]);
    let other = super::found(&with_wacz("a.wacz", &altered[0], Some(&sha256("x")), false), &[]);
    assert!(matches!(&other[..], [one] if one.contains("does not match the recorded digest")), "{other:?}");
}
