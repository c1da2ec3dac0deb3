//! What a request asks for, and whether whoever sent it may ask.

use oxhttp::model::header::{HOST, HeaderName, ORIGIN};
use oxhttp::model::{Body, HeaderValue, Method, Request, StatusCode};

/// What browsers say of the page that sent a request (W3C Fetch Metadata Request Headers).
const SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// What is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    /// The page.
    Page,
    /// Whether there is a newer one than this version.
    Newer(u64),
    /// Nothing that is given.
    Refused(StatusCode),
}

/// Whom a request has to know.
#[derive(Debug)]
pub(super) struct Door {
    host: String,
    token: String,
}

impl Door {
    pub(super) fn new(port: u16, token: &str) -> Self {
        Self { host: format!("127.0.0.1:{port}"), token: token.to_owned() }
    }

    /// The host and port, as a request has to name them.
    pub(super) fn host(&self) -> &str {
        &self.host
    }

    /// What a request asks for. Its path is compared, and leads nowhere.
    pub(super) fn asked(&self, request: &Request<Body>) -> Asked {
        if !self.is_named(request) {
            return Asked::Refused(StatusCode::MISDIRECTED_REQUEST);
        }
        if is_from_another_page(request, &self.host) {
            return Asked::Refused(StatusCode::FORBIDDEN);
        }
        if request.method() != Method::GET {
            return Asked::Refused(StatusCode::METHOD_NOT_ALLOWED);
        }
        let uri = request.uri();
        let known = uri.path().strip_prefix('/').and_then(|path| path.split_once('/'));
        match known.filter(|(token, _)| uri.query().is_none() && is_same(token, &self.token)) {
            Some((_, "")) => Asked::Page,
            Some((_, rest)) => {
                let than = rest.strip_prefix("newer/").and_then(|version| version.parse().ok());
                than.map_or(Asked::Refused(StatusCode::NOT_FOUND), Asked::Newer)
            }
            None => Asked::Refused(StatusCode::NOT_FOUND),
        }
    }

    /// Whether a request is for this host and no other name of it, which a page of somebody else may have.
    fn is_named(&self, request: &Request<Body>) -> bool {
        let mut hosts = request.headers().get_all(HOST).iter();
        let is_host = hosts.next().is_some_and(|host| host.as_bytes() == self.host.as_bytes());
        let authority = request.uri().authority();
        is_host && hosts.next().is_none() && authority.is_none_or(|name| name.as_str() == self.host)
    }
}

/// Whether another page made the browser send a request. Other programs send neither header.
fn is_from_another_page(request: &Request<Body>, host: &str) -> bool {
    let sites = request.headers().get_all(SITE).iter();
    let origins = request.headers().get_all(ORIGIN).iter();
    let ours = format!("http://{host}");
    sites.map(HeaderValue::as_bytes).any(|site| site != b"none" && site != b"same-origin")
        || origins.map(HeaderValue::as_bytes).any(|origin| origin != ours.as_bytes())
}

/// Whether two texts are the same, in a time that does not tell where they differ.
fn is_same(one: &str, other: &str) -> bool {
    let differences = one.bytes().zip(other.bytes()).fold(0, |all, (one, other)| all | (one ^ other));
    one.len() == other.len() && differences == 0
}
