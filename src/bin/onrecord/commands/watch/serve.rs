//! One page, served to the browsers of this computer: at an address that nobody can guess, to nobody who was sent there
//! by another page, and never from the disk.
//!
//! Any page in a browser can send requests to a port of this computer, and a name that its owner points here makes the
//! browser take both for one site (DNS rebinding). So a request must name this very host and port, must not come from
//! another site by what the browser says of it, and must know the token.

mod asked;

use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use asked::{Asked, Door};
use oxhttp::Server;
use oxhttp::model::header::{
    ALLOW, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
};
use oxhttp::model::{Body, HeaderValue, Request, Response, StatusCode};

/// How long a browser waits for a newer page before it asks again.
const PATIENCE: Duration = Duration::from_secs(20);
/// A connection on which nothing comes or goes for so long is closed.
const SILENCE: Duration = Duration::from_mins(1);
/// How many connections there are at once.
const CONNECTIONS: usize = 64;
/// What all answers have: no other page may show, read or keep them.
const HEADERS: [(HeaderName, &str); 6] = [
    (CACHE_CONTROL, "no-store"),
    (CONTENT_SECURITY_POLICY, "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (REFERRER_POLICY, "no-referrer"),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
];

/// A page that is served until the program ends.
pub(crate) struct Served {
    page: Arc<Page>,
    address: String,
}

impl Served {
    /// Serves an empty page on a port of this computer, a free one for 0.
    pub(crate) fn start(port: u16) -> io::Result<Self> {
        let token = token().map_err(|_| io::Error::other("the system has no random numbers"))?;
        let port = if port == 0 { free_port()? } else { port };
        let door = Door::new(port, &token);
        let address = format!("http://{}/{token}/", door.host());
        let page = Arc::new(Page::default());
        let shown = Arc::clone(&page);
        let server = Server::new(move |request| answer(&door, &shown, request));
        let here = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        server.bind(here).with_global_timeout(SILENCE).with_max_concurrent_connections(CONNECTIONS).spawn()?;
        Ok(Self { page, address })
    }

    /// Where a browser finds it.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// Shows another page, which is made with the number of its version.
    pub(crate) fn show(&self, make: impl FnOnce(u64) -> io::Result<Vec<u8>>) -> io::Result<()> {
        let version = self.page.now().version + 1;
        let html = make(version)?.into();
        *self.page.now() = Version { version, html };
        self.page.changed.notify_all();
        Ok(())
    }
}

/// A text that nobody can guess.
fn token() -> Result<String, getrandom::Error> {
    Ok(format!("{:016x}{:016x}", getrandom::u64()?, getrandom::u64()?))
}

/// A port that nobody listens on. The server has to be told one.
fn free_port() -> io::Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}

/// The page as it is now, and who waits for another.
#[derive(Default)]
struct Page {
    now: Mutex<Version>,
    changed: Condvar,
}

#[derive(Default, Clone)]
struct Version {
    version: u64,
    html: Arc<[u8]>,
}

impl Page {
    fn now(&self) -> MutexGuard<'_, Version> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether there is another version than this, now or soon.
    fn is_newer_than(&self, version: u64) -> bool {
        let is_same = |now: &mut Version| now.version == version;
        let waited = self.changed.wait_timeout_while(self.now(), PATIENCE, is_same);
        !waited.unwrap_or_else(PoisonError::into_inner).1.timed_out()
    }
}

fn answer(door: &Door, page: &Page, request: &Request<Body>) -> Response<Body> {
    let (status, body) = match door.asked(request) {
        Asked::Page => (StatusCode::OK, Body::from(page.now().html.to_vec())),
        Asked::Newer(than) if page.is_newer_than(than) => (StatusCode::OK, Body::empty()),
        Asked::Newer(_) => (StatusCode::NO_CONTENT, Body::empty()),
        Asked::Refused(status) => (status, Body::empty()),
    };
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.extend(HEADERS.map(|(name, value)| (name, HeaderValue::from_static(value))));
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    if status == StatusCode::METHOD_NOT_ALLOWED {
        headers.insert(ALLOW, HeaderValue::from_static("GET"));
    }
    response
}
