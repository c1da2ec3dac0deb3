//! Bibliographies: CSL-JSON, BibTeX and RIS. Each reference is a document; nothing in it is a claim.

mod bibtex;
mod csl;
mod markup;
mod ris;

use super::account::{Account, Reason, Why};
use super::object::Object;
use super::values;
use super::view::{NewDocument, View};
use crate::copies::decode_guessing;
use crate::model::{Date, Language, Url};
use crate::text::Text;

/// Reads a bibliography into the view. Which kind it is, its first characters tell.
pub(super) fn read(bytes: &[u8], file: u32, view: &mut View, account: &mut Account) -> Result<(), String> {
    let (text, guess) = decode_guessing(bytes).ok_or("is not text")?;
    if let Some(name) = guess {
        account.remark(super::Place::of_file(file), super::Remark::GuessedEncoding(name));
    }
    let text = text.trim_start_matches('\u{FEFF}').trim_start();
    if text.starts_with(['[', '{']) {
        csl::read(text, file, view, account)
    } else if text.contains("TY  -") && !text.starts_with(['@', '%']) {
        ris::read(text, file, view, account)
    } else if text.contains('@') {
        bibtex::read(text, file, view, account)
    } else {
        Err("is neither CSL-JSON, BibTeX nor RIS".to_owned())
    }
}

/// What a reference says of its document.
#[derive(Debug, Default)]
struct Reference {
    title: Option<Text>,
    url: Option<Url>,
    archived_url: Option<Url>,
    /// With what the input calls it.
    publisher: Option<(Text, String)>,
    published: Option<Date>,
    accessed: Option<Date>,
    author: Vec<Text>,
    language: Option<Language>,
}

impl Reference {
    /// Adds the document, and its publisher as an outlet.
    fn add(mut self, of: &Object<'_>, view: &mut View, account: &mut Account) {
        let place = of.place();
        self.set_apart();
        let mut document = match (self.title, self.url.as_ref().or(self.archived_url.as_ref())) {
            (Some(title), _) => NewDocument::new(title, place),
            (None, Some(address)) => NewDocument::at(address, place),
            (None, None) => return account.refuse(place, None, Why::NoTitle),
        };
        document.url = self.url;
        document.archived_url = self.archived_url;
        document.published = self.published;
        document.accessed = self.accessed;
        document.author = self.author;
        document.language = self.language;
        document.publisher = self.publisher.and_then(|(name, field)| view.publisher(name, &field, place, account));
        view.document(document, account);
    }

    /// The address of a copy in the Internet Archive has that of the page in it.
    fn set_apart(&mut self) {
        let Some(original) = self.url.as_ref().and_then(values::original) else { return };
        let archived = self.url.replace(original);
        self.archived_url = self.archived_url.take().or(archived);
    }

    /// Takes the address and, without one, that of the digital object identifier.
    fn address(&mut self, of: &mut Object<'_>, [url, doi]: [&str; 2], account: &mut Account) {
        self.url = of.value(url, values::url, account);
        let Some(written) = of.text(doi, account) else { return };
        let number = written.trim().trim_start_matches("https://doi.org/").trim_start_matches("doi:");
        match &self.url {
            None => self.url = of.read(doi, values::url(&format!("https://doi.org/{number}")), account),
            Some(_) => account.leave_out(&of.name(doi), Reason::NoField, of.place()),
        }
    }

    /// The outlet: the first of some keys that says something. The others are left out.
    fn publisher(&mut self, of: &mut Object<'_>, keys: &[&str], account: &mut Account) {
        for key in keys {
            match &self.publisher {
                None => {
                    let name = of.text(key, account);
                    self.publisher = name.and_then(|name| Some((called(of, key, name, account)?, of.name(key))));
                }
                Some(_) => of.leave_out(key, Reason::NoField, account),
            }
        }
    }

    fn author(&mut self, of: &Object<'_>, key: &str, name: &str, account: &mut Account) {
        if OTHERS.contains(&&*name.trim().trim_end_matches('.').to_lowercase()) {
            return account.leave_out(&of.name(key), Reason::NoName, of.place());
        }
        self.author.extend(called(of, key, name, account));
    }
}

/// What stands for the authors whose names are left out, without a full stop.
const OTHERS: [&str; 8] = ["others", "and others", "et al", "and al", "u. a", "u.a", "et autres", "y otros"];

/// What somebody is called, without the contacts beside it.
fn called(of: &Object<'_>, key: &str, name: &str, account: &mut Account) -> Option<Text> {
    let name = of.called(key, name, account)?;
    of.read(key, values::line(&name), account)
}

/// Notes of a reference manager are for the person who wrote them.
fn leave_out_notes(of: &mut Object<'_>, keys: &[&str], account: &mut Account) {
    for key in keys {
        of.leave_out(key, Reason::Private, account);
    }
}
