//! The fields of a new record: those that were passed, and the others from what the page says of itself.

use std::fmt::Write;

use onrecord::copies::{About, CannotRead, Format, Remark};
use onrecord::records::DocumentFields;
use onrecord::text::{Text, terminal};
use onrecord::workspace::Snapshot;

use crate::args::Archive;

/// What a new record says of its document, and in words where it has it from.
pub(super) struct Filled {
    pub(super) fields: DocumentFields,
    pub(super) words: String,
}

/// Neither somebody nor the page gives a title, which may be because it cannot be read.
pub(super) struct NoTitle(Option<CannotRead>);

impl NoTitle {
    pub(super) fn words(&self) -> String {
        match self.0 {
            None => "the page has no title; pass --title".to_owned(),
            Some(why) => {
                let text = if why == CannotRead::Format(Format::Pdf) { " and --text-by" } else { "" };
                format!("{}, so it gives no title; pass --title{text}", why.words())
            }
        }
    }
}

impl Filled {
    /// Of a page that was not asked, nothing is missing.
    pub(super) fn new(args: &Archive, snapshot: &Snapshot, about: Option<About>) -> Result<Self, NoTitle> {
        let is_asked = about.is_some();
        let about = about.unwrap_or_default();
        let mut from_page = Vec::new();
        let mut fill = |name: &'static str, is_passed: bool, is_found: bool| {
            if !is_passed && is_found {
                from_page.push(name);
            }
        };
        fill("title", args.title.is_some(), about.title.is_some());
        fill("published", args.published.is_some(), about.published.is_some());
        fill("url", args.url.is_some(), about.url.is_some());
        let found = about.publisher.as_ref().and_then(|name| source_called(snapshot, name));
        fill("publisher", args.publisher.is_some(), found.is_some());
        fill("author", false, !about.authors.is_empty());
        fill("language", false, about.language.is_some());
        fill("accessed", false, about.accessed.is_some());
        fill("archived_url", false, about.archived_url.is_some());
        let mut words = String::new();
        if !from_page.is_empty() {
            let _ = writeln!(words, "filled    {}: as the page gives them", from_page.join(", "));
        }
        if let (None, None, Some(name)) = (&args.publisher, &found, &about.publisher) {
            let name = terminal::line(name);
            let _ = writeln!(
                words,
                "missing   publisher: the page names `{name}`, and no named source has that name; add the \
                 source, and its id to the record"
            );
        }
        let missing = [
            ("published", args.published.is_none() && about.published.is_none()),
            ("url", args.url.is_none() && about.url.is_none() && !about.is_sent()),
        ];
        for (name, _) in missing.into_iter().filter(|&(_, is_missing)| is_missing && is_asked) {
            let _ = writeln!(words, "missing   {name}: the page does not give it; add it to the record");
        }
        let is_settled = |remark: &Remark| match remark {
            Remark::ContactInTitle => args.title.is_some(),
            Remark::Unread(_) => args.text_by.is_some(),
            _ => false,
        };
        for remark in about.remarks.iter().filter(|remark| !is_settled(remark)) {
            let _ = writeln!(words, "{:<9} {remark}", remark.label());
        }
        let unread = about.unread();
        let title = args.title.as_deref().map(Text::new).or(about.title);
        let fields = DocumentFields {
            title: title.ok_or(NoTitle(unread.filter(|_| args.text_by.is_none())))?,
            publisher: args.publisher.as_ref().map(|publisher| publisher.text().clone()).or(found),
            url: args.url.clone().or(about.url),
            published: args.published.clone().or(about.published),
            author: about.authors,
            language: about.language,
            accessed: about.accessed,
            archived_url: about.archived_url,
            note: args.note.as_deref().map(Text::new),
        };
        Ok(Self { fields, words })
    }
}

/// The id of the one named source that is called so.
fn source_called(snapshot: &Snapshot, name: &Text) -> Option<Text> {
    let mut called = snapshot.corpus().sources_called(name);
    let first = called.next()?;
    called.next().is_none().then(|| first.id.text().clone())
}
