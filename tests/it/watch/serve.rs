//! `watch --serve`: the report in a browser, kept current, and given to nobody else.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use super::{CLAIMS, PATIENCE, Watch, folder};
use crate::hostile::program::Folder;
use crate::report_html::browser::tools;

struct Server {
    watch: Watch,
    folder: Folder,
    address: String,
    host: String,
    token: String,
}

impl Server {
    fn start() -> Self {
        let folder = folder();
        let watch = Watch::start(&folder, &["--serve"]);
        let said = watch.look();
        let address = said.lines().find_map(|line| line.strip_prefix("serving ")).unwrap().to_owned();
        let (host, token) = address.strip_prefix("http://").unwrap().split_once('/').unwrap();
        let (host, token) = (host.to_owned(), token.trim_end_matches('/').to_owned());
        Self { watch, folder, address, host, token }
    }

    /// What is answered to a request for the page, some lines of which are others.
    fn ask(&self, line: &str, headers: &[&str]) -> String {
        let host = format!("Host: {}", self.host);
        let headers: Vec<_> = if headers.iter().any(|header| header.starts_with("Host")) {
            headers.to_vec()
        } else {
            [&[host.as_str()], headers].concat()
        };
        let text = format!("{line} HTTP/1.1\r\n{}\r\nConnection: close\r\n\r\n", headers.join("\r\n"));
        self.send(text.replace("TOKEN", &self.token).replace("HOST", &self.host).as_bytes())
    }

    fn send(&self, bytes: &[u8]) -> String {
        let mut stream = TcpStream::connect(&self.host).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        // It may answer before all was sent.
        let _ = stream.write_all(bytes);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }
}

fn status(answer: &str) -> u16 {
    answer.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or_default()
}

#[test]
fn the_page_is_given_to_who_has_the_address() {
    let server = Server::start();
    assert_eq!(server.token.len(), 32);
    let answer = server.ask("GET /TOKEN/", &[]);
    assert_eq!(status(&answer), 200);
    let (headers, page) = answer.split_once("\r\n\r\n").unwrap();
    assert!(
        page.contains("Ada Example") && page.contains("connect-src &#39;self&#39;")
            || page.contains("connect-src 'self'")
    );
    let headers = headers.to_ascii_lowercase();
    for header in [
        "content-type: text/html; charset=utf-8",
        "content-security-policy: frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
        "cache-control: no-store",
        "referrer-policy: no-referrer",
        "x-content-type-options: nosniff",
        "cross-origin-resource-policy: same-origin",
        "cross-origin-opener-policy: same-origin",
    ] {
        assert!(headers.contains(header), "{header} in\n{headers}");
    }
    assert!(!headers.contains("access-control"), "{headers}");
    for header in ["Sec-Fetch-Site: none", "Sec-Fetch-Site: same-origin", "Origin: http://HOST"] {
        assert_eq!(status(&server.ask("GET /TOKEN/", &[header])), 200, "{header}");
    }
}

#[test]
fn nobody_else_gets_anything() {
    let server = Server::start();
    let port = server.host.split(':').nth(1).unwrap();
    let mut other = server.token.clone();
    let last = if other.pop() == Some('0') { '1' } else { '0' };
    other.push(last);
    let names = [
        // A name whose owner points it at this computer: DNS rebinding.
        "Host: attacker.example".to_owned(),
        format!("Host: attacker.example:{port}"),
        format!("Host: localhost:{port}"),
        format!("Host: 127.0.0.1.attacker.example:{port}"),
        "Host: 127.0.0.1".to_owned(),
    ];
    let mut asked: Vec<(u16, String, Vec<&str>)> = Vec::new();
    asked.extend(names.iter().map(|name| (421, "GET /TOKEN/".to_owned(), vec![name.as_str()])));
    asked.push((421, "GET http://attacker.example/TOKEN/".to_owned(), vec![]));
    // Another page asks.
    for header in
        ["Sec-Fetch-Site: cross-site", "Sec-Fetch-Site: same-site", "Origin: http://attacker.example", "Origin: null"]
    {
        asked.push((403, "GET /TOKEN/".to_owned(), vec![header]));
        asked.push((403, "GET /TOKEN/newer/0".to_owned(), vec![header]));
    }
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"] {
        asked.push((405, format!("{method} /TOKEN/"), vec![]));
    }
    // No path reaches the disk, and none but these two is known.
    for path in [
        "/",
        "/TOKEN",
        "//TOKEN/",
        "/TOKEN//",
        "/TOKEN/?",
        "/TOKEN/?a=b",
        "/TOKEN/claims/a.yaml",
        "/TOKEN/../TOKEN/",
        "/TOKEN/..%2f..%2fetc/passwd",
        "/TOKEN/newer/",
        "/TOKEN/newer/-1",
        "/TOKEN/newer/x",
        "/TOKEN/newer/99999999999999999999",
        "/claims/a.yaml",
        "/etc/passwd",
        "/%2e%2e/",
        "/favicon.ico",
    ] {
        asked.push((404, format!("GET {path}"), vec![]));
    }
    asked.push((404, format!("GET /{other}/"), vec![]));
    asked.push((404, format!("GET /{}/", &server.token[1..]), vec![]));
    for (expected, line, headers) in asked {
        let answer = server.ask(&line, &headers);
        assert_eq!(status(&answer), expected, "{line} {headers:?}: {answer}");
        let (headers, body) = answer.split_once("\r\n\r\n").unwrap();
        assert!(body.is_empty() && headers.contains("frame-ancestors 'none'"), "{line}: {answer}");
    }
}

/// Not even to one who asks oddly; and it goes on.
#[test]
fn what_is_no_request_is_refused() {
    let server = Server::start();
    let long = format!("GET /{} HTTP/1.1\r\nHost: {}\r\n\r\n", "a".repeat(1 << 20), server.host);
    let two = format!("GET /{0}/ HTTP/1.1\r\nHost: {1}\r\nHost: attacker.example\r\n\r\n", server.token, server.host);
    let none = format!("GET /{}/ HTTP/1.1\r\nConnection: close\r\n\r\n", server.token);
    let empty = format!("GET /{}/ HTTP/1.1\r\nHost: \r\n\r\n", server.token);
    let old = format!("GET /{}/\r\n\r\n", server.token);
    for text in [long.as_str(), &two, &none, &empty, &old, "\0\0\0\0\r\n\r\n", "GET\r\n\r\n"] {
        let answer = server.send(text.as_bytes());
        assert!(!answer.contains("Ada"), "{answer}");
        assert_ne!(status(&answer), 200, "{answer}");
    }
    assert_eq!(status(&server.ask("GET /TOKEN/", &[])), 200);
}

#[test]
fn a_browser_is_told_when_there_is_a_newer_page() {
    let server = Server::start();
    let first = server.ask("GET /TOKEN/", &[]);
    assert!(first.contains("data-version=\"1\""));
    assert_eq!(status(&server.ask("GET /TOKEN/newer/0", &[])), 200);
    server.folder.write("claims/a.yaml", CLAIMS.replace("It closes.", "It opens."));
    let start = Instant::now();
    assert_eq!(status(&server.ask("GET /TOKEN/newer/1", &[])), 200);
    assert!(start.elapsed() < Duration::from_secs(20), "it was told, not asked again");
    assert!(server.ask("GET /TOKEN/", &[]).contains("It opens."));
    server.watch.look();
}

/// Two at once: each has its own address, and a port that is taken is an error.
#[test]
fn a_port_can_be_chosen() {
    let server = Server::start();
    let other = Server::start();
    assert_ne!((&server.token, &server.host), (&other.token, &other.host));
    let port = server.host.split(':').nth(1).unwrap();
    let run = server.folder.run(&["watch", &format!("--serve={port}")]);
    assert_eq!(run.status, Some(2), "{}", run.all());
    assert!(run.err().contains("another program listens on this port"), "{}", run.all());
}

#[test]
fn a_browser_shows_each_change_by_itself() {
    let Some((modules, browser)) = tools() else { return };
    let server = Server::start();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/served.mjs");
    let claims = server.folder.path().join("claims/a.yaml");
    let mut command = Command::new("node");
    command.arg(script).args([modules, browser]).arg(&server.address).arg(claims);
    let run = command.output().unwrap();
    let (out, errors) = (String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
    let expected =
        r##"{"before":"It closes.","after":"It opens.","hash":"#b","violations":[],"outside":[],"hidden":true}"##;
    assert_eq!(out.trim(), expected, "{}", &errors[..errors.len().min(2000)]);
}
