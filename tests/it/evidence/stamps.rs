//! Timestamps beside copies: those that `openssl` makes with an authority of its own, and proofs as they are written.

#![allow(clippy::disallowed_methods, reason = "a test looks for tools")]

use std::process::Command;

use super::{Folder, checked, found, sha256};

const PAGE: &str = "<!doctype html><title>Notice of trams</title><p>The ministry wants trams.</p>";

/// A proof of OpenTimestamps for some bytes, in a block of Bitcoin.
fn proof(of: &str) -> Vec<u8> {
    let digest = sha256(of);
    let digest: Vec<_> = (0..32).map(|at| u8::from_str_radix(&digest[2 * at..2 * at + 2], 16).unwrap()).collect();
    [
        &b"\x00OpenTimestamps\x00\x00Proof\x00\xBF\x89\xE2\xE8\x84\xE8\x92\x94\x01\x08"[..],
        &digest,
        b"\xF0\x02ab\x08\x00\x05\x88\x96\x0D\x73\xD7\x19\x01\x03\xF7\xEF\x15",
    ]
    .concat()
}

fn folder() -> Folder {
    let folder = Folder::new();
    folder.write("claims/a.yaml", "sources:\n  gazette: {identity: named, name: Gazette}\n");
    folder.write("page.html", PAGE);
    folder
}

/// An authority, and its stamps of a page and of another file, as an answer and as a token alone.
const AUTHORITY: &str = "set -e
cat >ca.cnf <<END
[req]
distinguished_name = dn
prompt = no
[dn]
CN = Clock of the Test
[ext]
extendedKeyUsage = critical,timeStamping
[tsa]
default_tsa = it
[it]
serial = serial
crypto_device = builtin
signer_cert = ca.pem
certs = ca.pem
signer_key = ca.key
signer_digest = sha256
default_policy = 1.2.3.4
digests = sha256
tsa_name = yes
END
echo 01 >serial
echo other >other.html
openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 30 -config ca.cnf -extensions ext 2>/dev/null
for name in page other; do
    openssl ts -query -data $name.html -sha256 -cert -out $name.tsq 2>/dev/null
    openssl ts -reply -config ca.cnf -section it -queryfile $name.tsq -out $name.tsr 2>/dev/null
done
openssl ts -reply -in page.tsr -token_out -out page.tst 2>/dev/null
openssl ts -verify -data page.html -in page.tsr -CAfile ca.pem";

#[test]
fn stamps_of_an_authority_are_kept_and_compared() {
    if Command::new("openssl").arg("version").output().is_err() {
        assert!(std::env::var("CI").as_deref() != Ok("true"), "openssl is not installed");
        return;
    }
    let folder = folder();
    let made = folder.script(AUTHORITY);
    assert_eq!(made.status, Some(0), "{}", made.all());
    let refused = folder.run(&["archive", "--stamp", "other.tsr", "page.html"]);
    assert_eq!(refused.status, Some(2));
    assert!(refused.err().contains("`other.tsr`: is the timestamp of another file"), "{}", refused.err());
    assert!(!folder.path().join("claims/evidence").exists(), "nothing is written");
    let run = folder.run(&["archive", "--document", "d", "--stamp", "page.tst", "page.html"]);
    assert_eq!((run.status, run.err()), (Some(0), ""));
    let copy = format!("claims/evidence/{}.html", sha256(PAGE));
    assert!(run.out().contains(" by Clock of the Test, as the stamp states"), "{}", run.out());
    let verify = run.out().lines().find_map(|line| line.strip_prefix("verify    ")).unwrap();
    let verify = verify.replace("CA.pem", "ca.pem");
    assert!(folder.script(&verify).out().contains("Verification: OK"), "{verify}");
    let notes = found(&folder, &["--level", "note"]);
    assert!(notes.iter().any(|note| note.contains("by `Clock of the Test`, as the stamp states")), "{notes:?}");
    // Another file's stamp in its place.
    std::fs::copy(folder.path().join("other.tsr"), folder.path().join(format!("{copy}.tsr"))).unwrap();
    let other = sha256("other\n");
    assert_eq!(
        found(&folder, &[])[0],
        format!(
            "stamp-mismatch: the timestamp beside the archived copy of `d` is for another file: the SHA-256 in it is \
             `{other}`"
        )
    );
    // Cut short at many lengths.
    let stamp = std::fs::read(folder.path().join("page.tsr")).unwrap();
    for length in (0..stamp.len()).step_by(stamp.len() / 7) {
        folder.write(format!("{copy}.tsr"), &stamp[..length]);
        assert!(
            found(&folder, &[])[0].starts_with("stamp-mismatch: the timestamp beside the archived copy of `d` cannot")
        );
    }
    folder.write(format!("{copy}.tsr"), stamp);
    assert!(found(&folder, &[]).iter().all(|found| !found.starts_with("stamp-mismatch")));
}

#[test]
fn a_stamp_is_added_to_a_copy_that_is_there_and_the_record_stays() {
    let folder = folder();
    folder.write("page.ots", proof(PAGE));
    folder.write("other.ots", proof("other"));
    assert_eq!(folder.run(&["archive", "--document", "d", "page.html"]).status, Some(0));
    let record = || std::fs::read_to_string(folder.path().join("claims/evidence/d.yaml")).unwrap();
    let before = record();
    assert_eq!(folder.run(&["archive", "--stamp", "other.ots", "page.html"]).status, Some(2));
    let run = folder.run(&["archive", "--stamp", "page.ots", "page.html"]);
    assert_eq!((run.status, run.err(), record()), (Some(0), "", before));
    let copy = format!("claims/evidence/{}.html", sha256(PAGE));
    assert_eq!(
        run.out(),
        format!(
            "wrote     {copy}.ots\nstamped   by Bitcoin block 358391, as the stamp states: it is for these bytes, \
             whatever a page said\nverify    ots verify {copy}.ots\n"
        )
    );
    let again = folder.run(&["archive", "--stamp", "page.ots", "page.html"]);
    assert_eq!(again.status, Some(0), "{}", again.all());
    assert_eq!(again.out(), run.out().replace("wrote     ", "unchanged "));
}

#[test]
fn a_stamp_of_a_confidential_document_shows_nothing() {
    let folder = Folder::new();
    folder.write("claims/page.html", PAGE);
    folder.write("claims/page.html.ots", proof("other"));
    folder.write("claims/a.yaml", "documents:\n  d: {title: x, snapshot: page.html, confidential: true}\n");
    let shown = checked(&folder, &["--level", "note"]).all();
    assert!(shown.contains("is for another file") && !shown.contains(&sha256("other")), "{shown}");
    folder.write("claims/page.html.ots", proof(PAGE));
    let shown = checked(&folder, &["--level", "note"]).all();
    assert!(!shown.contains("stamp"), "{shown}");
}
