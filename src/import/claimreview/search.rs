//! What a search in fact checks answers, as that of Google does: claims, each with the checks of it.

use super::{Elsewhere, Reading};
use crate::import::account::{Reason, Why};
use crate::import::contacts;
use crate::import::object::Object;
use crate::import::values;
use crate::import::view::NewClaim;

impl Reading<'_> {
    /// A claim that was found.
    pub(super) fn found(&mut self, mut node: Object<'_>) {
        self.account.count("fact check", 1);
        let place = node.place();
        let statement = node.text("text", self.account).and_then(|said| node.said("text", said, self.account));
        let claimant = node.text("claimant", self.account);
        let voices = claimant.map(|name| self.voice(&node, name, None, None)).unwrap_or_default();
        let mut claim = NewClaim::new(statement.clone().unwrap_or_default(), place);
        claim.date = node.value("claimDate", |text| values::date(text, None), self.account);
        let mut notes = Vec::new();
        for mut check in node.only_objects("claimReview", self.account) {
            let mut by = None;
            for mut publisher in check.only_objects("publisher", self.account) {
                by = publisher.text("name", self.account).or_else(|| publisher.text("site", self.account));
                publisher.skip(&["site"]);
                publisher.end(self.account);
            }
            let elsewhere = Elsewhere {
                by: by.unwrap_or_default().to_owned(),
                date: check.text("reviewDate", self.account),
                url: check.text("url", self.account),
                what: check.text("textualRating", self.account).unwrap_or_default().to_owned(),
            };
            notes.push(elsewhere.words());
            check.end(self.account);
        }
        let (text, count) = contacts::without(&notes.join("\n"));
        if count > 0 {
            self.account.leave_out_some("claimReview", Reason::Contact, place, count);
        }
        claim.note = node.read("claimReview", values::text(&text), self.account);
        node.end(self.account);
        if statement.is_none() {
            return self.account.refuse(place, Some("text"), Why::NoStatement);
        }
        claim.attributed_to = voices.into_iter().map(|source| self.view.source(source, self.account)).collect();
        self.view.claim(claim, self.account);
    }
}
