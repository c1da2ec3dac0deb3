//! Looks for the quotes of a copy in its text, or of each of its pages in that of the page.

use super::facts::Unchecked;
use super::memory::SearchedPage;
use crate::copies::{self, CannotRead, Copy, Kind, Shown};
use crate::quotes::{self, Outcome, Page, Words};
use crate::text::Text;

/// Looks for the quotes of pages in their texts. The copy is unpacked once, and one text is kept at a time. Returns
/// whether the copy differs from its own list of digests.
pub(super) fn search(read: &Copy, extension: Option<&str>, pages: &mut [SearchedPage]) -> bool {
    let wanted: Vec<_> = pages.iter().filter(|page| page.is_wanted()).map(|page| page.capture.clone()).collect();
    let mut open = pages.iter_mut().filter(|page| page.is_wanted());
    let mut is_contradictory = false;
    let mut each = |shown: Result<Shown, CannotRead>| {
        let Some(page) = open.next() else { return };
        is_contradictory |= matches!(shown, Err(CannotRead::DigestDiffers));
        let own = shown.as_ref().ok().filter(|_| page.is_compared);
        page.words = own.map(|shown| Words::new(shown.text.clone()));
        if !page.quotes.is_empty() {
            (page.results, page.has_text) = results(shown, &page.quotes);
        }
    };
    match &read.bytes {
        Some(bytes) if !wanted.is_empty() => {
            copies::shown_pages(bytes, Kind::of(bytes, extension), wanted.iter().map(Option::as_ref), each);
        }
        Some(bytes) if copies::has_digests(extension) => {
            is_contradictory = copies::is_contradictory(bytes, Kind::of(bytes, extension));
        }
        _ => wanted.iter().for_each(|_| each(Err(CannotRead::TooLarge))),
    }
    is_contradictory
}

/// What came of each quote in a text, and whether there is any text.
fn results(shown: Result<Shown, CannotRead>, quotes: &[Text]) -> (Vec<Result<Outcome, Unchecked>>, bool) {
    match shown {
        Ok(Shown { text, is_guess }) => {
            let has_text = !text.is_empty();
            let quotes: Vec<_> = quotes.iter().collect();
            let found = quotes::find_all(&Page::new(text), &quotes).into_iter();
            let sure = |found| match found {
                Err(_) => Err(Unchecked::TooCostly),
                Ok(Outcome::Altered(_) | Outcome::Absent) if is_guess => Err(Unchecked::NoText(CannotRead::Encoding)),
                Ok(found) => Ok(found),
            };
            (found.map(sure).collect(), has_text)
        }
        // An empty file surely does not have them.
        Err(CannotRead::Empty) => (quotes.iter().map(|_| Ok(Outcome::Absent)).collect(), false),
        Err(why) => (quotes.iter().map(|_| Err(Unchecked::NoText(why))).collect(), true),
    }
}
