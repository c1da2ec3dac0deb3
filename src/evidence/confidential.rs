//! What confidential documents have: their copies, whatever these are called, packed in or saved as, and their
//! addresses. Nothing open may be made of that.

use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use memchr::memmem;
use rayon::prelude::*;

use crate::copies::{self, Archive, Enclosed, Kind};
use crate::digest::Digest;
use crate::load::real;
use crate::model::{Capture, ConfidentialUrls, Corpus, Document, Located, SnapshotPath, Url};
use crate::quotes::MIN_PARAGRAPH;
use crate::text::{Files, Text, Word};

/// What the confidential documents of a corpus have. It can only be asked whether that is what somebody has.
pub struct ConfidentialCopies(Vec<Kept>);

impl fmt::Debug for ConfidentialCopies {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ConfidentialCopies").finish_non_exhaustive()
    }
}

impl ConfidentialCopies {
    /// Reads the copies of the confidential documents of a corpus, and the texts that were made of them.
    pub(crate) fn read(corpus: &Corpus, files: &Files, archive: &Archive) -> Self {
        let confidential = corpus.documents.iter().filter(|document| document.is_confidential);
        let parts = confidential.flat_map(|document| {
            [document.copy(), document.text()].map(|file| (document, file.path.as_ref(), file.sha256))
        });
        let parts: Vec<_> = parts.collect();
        let kept = |(document, path, sha256)| Kept::read(document, path, sha256, files, archive);
        Self(parts.into_par_iter().map(kept).collect())
    }

    /// Whether a file is the copy of a confidential document, or the text that was made of it: by its path, whatever
    /// digest the record has; by its bytes, or what is packed in them; by what it shows; or because it says that it is
    /// from the address of one. `wanted` is a page of a web archive.
    pub fn have(&self, file: &Path, bytes: &[u8], wanted: Option<&Capture>) -> bool {
        !self.0.is_empty() && self.have_content(&real(file), &Content::of(bytes, copies::extension(file), wanted))
    }

    /// Whether a web archive has a page of a confidential document, whichever page of it is wanted: who keeps one page
    /// keeps the others with it. Its pages are known by their addresses and by what they show.
    pub fn have_page_of(&self, file: &Path, bytes: &[u8]) -> bool {
        let kind = Kind::of(bytes, copies::extension(file));
        let pages = if self.0.is_empty() { Vec::new() } else { copies::pages(bytes, kind) };
        let file = real(file);
        let mut rest = pages.iter();
        let mut is_found = false;
        copies::shown_pages(bytes, kind, pages.iter().map(Some), |shown| {
            let Some(page) = rest.next().filter(|_| !is_found) else { return };
            let words = shown.map(|shown| ShownWords::of(&shown.text)).into_iter().collect();
            let urls = Url::parse(page.address()).into_iter().collect();
            is_found =
                self.have_content(&file, &Content { page: Some(page.clone()), digests: Vec::new(), words, urls });
        });
        is_found
    }

    /// Whether an address leads to the page of a confidential document.
    pub fn have_address(&self, url: &Url) -> bool {
        self.0.iter().any(|kept| kept.is_from(url))
    }

    fn have_content(&self, file: &Path, content: &Content) -> bool {
        content.urls.iter().any(|url| self.have_address(url)) || self.0.iter().any(|kept| kept.is(file, content))
    }
}

/// What is known of the copy of a confidential document, or of the text that was made of it.
struct Kept {
    /// Where it is, without links.
    file: Option<PathBuf>,
    capture: Option<Capture>,
    /// The SHA-256 in the record.
    recorded: Option<[u8; 32]>,
    /// What is there, if it can be read.
    content: Option<Content>,
    /// The addresses of the document.
    urls: ConfidentialUrls,
}

impl Kept {
    fn read(
        document: &Document,
        path: Option<&Located<SnapshotPath>>,
        recorded: Option<[u8; 32]>,
        files: &Files,
        archive: &Archive,
    ) -> Self {
        let claim_file = files.get(document.place.file).path().given();
        let path = path.map(|path| &path.value);
        let capture = path.and_then(SnapshotPath::capture);
        let bytes = path.and_then(|path| {
            let mut opened = archive.open(claim_file, path).ok()?;
            copies::read(&mut opened.file, true).ok()?.bytes
        });
        let content = |bytes: &[u8]| Content::of(bytes, path.and_then(|path| copies::extension(path.path())), capture);
        Self {
            file: path.map(|path| real(&claim_file.with_file_name(path.path()))),
            capture: capture.cloned(),
            recorded,
            content: bytes.as_deref().map(content),
            urls: document.confidential_urls.clone(),
        }
    }

    fn is_from(&self, url: &Url) -> bool {
        let captured = self.capture.as_ref().and_then(|capture| Url::parse(capture.address()));
        self.urls.lead_to_page_of(url) || captured.is_some_and(|own| own.is_same_page(url))
    }

    fn is(&self, file: &Path, content: &Content) -> bool {
        // Another page of the same archive is another document.
        let pages = self.capture.as_ref().zip(content.page.as_ref());
        if pages.is_some_and(|(own, wanted)| !own.is_within(wanted) && !wanted.is_within(own)) {
            return false;
        }
        let are_nearly = |own: &ShownWords| content.words.iter().any(|words| own.are_nearly(words));
        let is_same = |own: &Content| {
            own.digests.iter().any(|digest| content.digests.contains(digest)) || own.words.iter().any(are_nearly)
        };
        self.file.as_deref() == Some(file)
            || self.recorded.is_some_and(|recorded| content.digests.contains(&recorded))
            || self.content.as_ref().is_some_and(is_same)
    }
}

/// How deep messages in messages are looked into.
const MAX_DEPTH: usize = 4;
/// The words of so many texts in a message are compared.
const MAX_TEXTS: usize = 64;

/// What is in a file.
#[derive(Default)]
struct Content {
    page: Option<Capture>,
    /// The SHA-256 of its bytes, and of those that are packed in them or sent along with them.
    digests: Vec<[u8; 32]>,
    /// The words that it shows, and those of what is a text by itself in it.
    words: Vec<ShownWords>,
    /// The addresses that it gives as its own.
    urls: Vec<Url>,
}

impl Content {
    fn of(bytes: &[u8], extension: Option<&str>, page: Option<&Capture>) -> Self {
        let mut content = Self { page: page.cloned(), ..Self::default() };
        let kind = |whole: &[u8]| Kind::of(whole, extension);
        let mut open = content.add(bytes, kind, page);
        for _ in 0..MAX_DEPTH {
            let next = open.drain(..).flat_map(|Enclosed { bytes, kind, text }| match text {
                Some(text) => {
                    content.add_digest(&bytes);
                    content.add_words(&text);
                    Vec::new()
                }
                None => content.add(&bytes, |_| kind, None),
            });
            open = next.collect();
        }
        content
    }

    /// Adds a file; what is in it.
    fn add(&mut self, bytes: &[u8], kind: impl Fn(&[u8]) -> Kind, page: Option<&Capture>) -> Vec<Enclosed> {
        self.add_digest(bytes);
        let inside = copies::inside_gzip(bytes);
        if let Some(inside) = &inside {
            self.add_digest(inside);
        }
        let whole = inside.as_deref().unwrap_or(bytes);
        let kind = kind(whole);
        if let Ok(shown) = copies::shown_page(whole, kind, page) {
            self.add_words(&shown.text);
        }
        self.urls.extend(copies::about_page(whole, kind, page).addresses);
        copies::enclosed(whole, kind)
    }

    fn add_digest(&mut self, bytes: &[u8]) {
        self.digests.extend((!bytes.is_empty()).then(|| *Digest::of(bytes).bytes()));
    }

    fn add_words(&mut self, text: &Text) {
        let words = ShownWords::of(text);
        self.words.extend(Some(words).filter(|words| !words.0.is_empty() && self.words.len() < MAX_TEXTS));
    }
}

/// The words that a file shows, a number for each, if they are enough to be no other text.
#[derive(Default)]
struct ShownWords(Vec<u8>);

/// How many bytes the number of a word has.
const WIDTH: usize = size_of::<u32>();

impl ShownWords {
    fn of(text: &Text) -> Self {
        let number = |word: Word| {
            let mut hasher = DefaultHasher::new();
            word.hash(&mut hasher);
            // The lower half tells words apart as well as all of it.
            let [.., first, second, third, fourth] = hasher.finish().to_be_bytes();
            [first, second, third, fourth]
        };
        let words: Vec<u8> = text.words().flat_map(number).collect();
        Self(if words.len() >= MIN_PARAGRAPH * WIDTH { words } else { Vec::new() })
    }

    /// Whether one is all of the other, with little before and behind it: a heading, the headers of a message. A text
    /// that is quoted in a longer one is another matter. Linear.
    fn are_nearly(&self, other: &Self) -> bool {
        let (short, long) = if self.0.len() < other.0.len() { (&self.0, &other.0) } else { (&other.0, &self.0) };
        let is_most = !short.is_empty() && short.len() * 4 >= long.len() * 3;
        is_most && memmem::find_iter(long, short).any(|at| at.is_multiple_of(WIDTH))
    }
}

#[cfg(test)]
#[cfg(feature = "evidence")]
mod tests {
    use super::*;
    use crate::workspace::Workspace;

    const MEMO: &str = "The minister told the aide on Monday that the bridge would close in May after all.";

    /// Whether what a confidential document has is recognised in a file elsewhere. Its copy has the memo in it.
    fn is_known(fields: &str, name: &str, bytes: &[u8]) -> bool {
        let corpus = tempfile::tempdir().unwrap();
        std::fs::write(corpus.path().join("memo.txt"), MEMO).unwrap();
        let record = format!("documents:\n  memo: {{title: x, confidential: true{fields}}}\n");
        std::fs::write(corpus.path().join("a.yaml"), record).unwrap();
        let snapshot = Workspace::open(&[corpus.path().to_owned()]).snapshot();
        snapshot.confidential_copies().have(Path::new(name), bytes, None)
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        use std::io::Read;
        let mut packed = Vec::new();
        flate2::read::GzEncoder::new(bytes, flate2::Compression::fast()).read_to_end(&mut packed).unwrap();
        packed
    }

    #[test]
    fn a_copy_is_known_whatever_is_around_it() {
        let copy = ", snapshot: memo.txt";
        let page = format!("<title>Something else</title><p>{}</p>", MEMO.replace("Monday", "<b>Monday</b>"));
        for (name, bytes) in [
            ("x.txt", MEMO.as_bytes().to_vec()),
            ("x", gzip(MEMO.as_bytes())),
            ("x.pdf", gzip(&gzip(MEMO.as_bytes()))),
            ("x.txt", format!("{}\r\n", MEMO.replace(' ', "\r\n")).into_bytes()),
            ("x.md", format!("**{MEMO}**").into_bytes()),
            ("x.html", page.into_bytes()),
            ("x.md", format!("# The memo\n\n{MEMO}\n").into_bytes()),
            ("x.txt", MEMO.as_bytes()[..MEMO.len() - " after all.".len()].to_vec()),
        ] {
            assert!(is_known(copy, name, &bytes), "{name}: {}", String::from_utf8_lossy(&bytes));
        }
        let recorded = format!(", sha256: '{}'", Digest::of(MEMO.as_bytes()).hex());
        assert!(is_known(&recorded, "x", MEMO.as_bytes()) && is_known(&recorded, "x.gz", &gzip(MEMO.as_bytes())));
        // Others may quote it, and what everybody has is nobody's.
        for other in [
            format!("The Herald has seen a memo on it. It says: “{MEMO}”"),
            MEMO[..40].to_owned(),
            MEMO.replace("May", "June"),
            "Enable scripts.".to_owned(),
        ] {
            assert!(!is_known(copy, "x.txt", other.as_bytes()), "{other}");
        }
        assert!(!is_known("", "x.txt", MEMO.as_bytes()));
    }

    /// The headers of a message, and what is sent along with it, are not its text.
    #[test]
    fn a_copy_is_known_in_a_message() {
        let head = "From: Ada <a@example.org>\r\nTo: Bo Other <b@example.org>\r\nSubject: As we said on the phone, here it is\r\n\
                    Date: Mon, 21 Oct 2024 08:30:00 +0200\r\nMIME-Version: 1.0\r\n";
        let part = |head: &str, body: &str| format!("--b\r\n{head}\r\n\r\n{body}\r\n");
        let mixed = |attached: &str| {
            let text = part("Content-Type: text/plain", "See what is attached.");
            format!("{head}Content-Type: multipart/mixed; boundary=b\r\n\r\n{text}{attached}--b--\r\n")
        };
        let attached = |kind: &str, body: &str| {
            part(&format!("Content-Type: {kind}\r\nContent-Disposition: attachment; filename=m.txt"), body)
        };
        let forwarded = format!("{head}\r\n{MEMO}\r\n");
        let quoted = MEMO.replace(' ', "\r\n> ");
        for message in [
            forwarded.clone(),
            format!("{head}\r\n> {quoted}\r\n"),
            format!("{head}Content-Type: text/html\r\n\r\n<p>{MEMO}</p>"),
            mixed(&attached("text/plain", MEMO)),
            mixed(&attached("text/plain", MEMO)).replace("--b--", ""),
            mixed(&attached("application/octet-stream", MEMO)),
            mixed(&attached("message/rfc822", &forwarded)),
            mixed(&attached(
                "message/rfc822",
                &mixed(&attached("text/plain", MEMO)).replace("=b", "=c").replace("--b", "--c"),
            )),
        ] {
            for name in ["x.eml", "x"] {
                assert!(is_known(", snapshot: memo.txt", name, message.as_bytes()), "{message}");
            }
        }
        let pin = format!(", sha256: '{}'", Digest::of(b"%PDF-1.4").hex());
        assert!(is_known(&pin, "x.eml", mixed(&attached("application/pdf", "%PDF-1.4")).as_bytes()));
        // What is in every message of somebody is no document.
        for kind in ["image/png", "text/x-vcard", "application/pgp-keys"] {
            assert!(!is_known(&pin, "x.eml", mixed(&attached(kind, "%PDF-1.4")).as_bytes()), "{kind}");
        }
        assert!(!is_known(", snapshot: memo.txt", "x.eml", mixed("").as_bytes()));
    }

    #[test]
    fn a_page_is_known_by_the_address_that_it_gives_as_its_own() {
        let address = ", url: https://leaks.example/memo?id=7, archived_url: https://archive.example/20240101/memo";
        for own in [
            "<link rel=canonical href=https://leaks.example/memo?id=7>",
            "<meta property=og:url content=http://www.leaks.example/memo/?id=7&utm_source=x>",
            "<link rel=canonical href=https://web.archive.org/web/2024/https://leaks.example/memo?id=7>",
            "<link rel=canonical href=https://archive.example/20240101/memo>",
            "<link rel=canonical href=https://mirror.example/x><meta property=og:url content=https://leaks.example/memo?id=7>",
            r#"<script type="application/ld+json">{"@type": "NewsArticle", "url": "https://leaks.example/memo?id=7"}</script>"#,
        ] {
            assert!(is_known(address, "x.html", format!("<head>{own}</head>Text.").as_bytes()), "{own}");
        }
        let saved = "<!-- saved from url=(0031)https://leaks.example/memo?id=7 -->\n<html><head></head>Text.";
        assert!(is_known(address, "x.html", saved.as_bytes()));
        let post = br#"{"url": "https://leaks.example/memo?id=7", "content": "Text."}"#;
        assert!(is_known(address, "x.json", post));
        for other in [
            "<link rel=canonical href=https://leaks.example/memo?id=8>",
            "<link rel=canonical href=https://leaks.example/>",
            "</head><a href=https://leaks.example/memo?id=7>A leak</a>",
        ] {
            assert!(!is_known(address, "x.html", format!("<head>{other}</head>Text.").as_bytes()), "{other}");
        }
        assert!(!is_known(
            ", url: https://leaks.example/",
            "x.html",
            b"<link rel=canonical href=https://leaks.example/b>"
        ));
    }

    #[test]
    fn an_address_is_asked_for_by_itself() {
        let file = "sources:\n  aide: {identity: anonymous, description: an aide}\ndocuments:\n  \
                    memo: {title: x, publisher: aide, url: https://leaks.example/memo}\n  \
                    open: {title: x, url: https://example.org/open}\n";
        let snapshot = Workspace::of_texts([("a.yaml", file)]).snapshot();
        let copies = snapshot.confidential_copies();
        let has = |url: &str| copies.have_address(&Url::parse(&Text::new(url)).unwrap());
        assert!(has("https://leaks.example/memo/amp") && !has("https://example.org/open"));
        assert!(!format!("{copies:?}").contains("leaks"));
    }
}
