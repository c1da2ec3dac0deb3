//! What text and Markdown say alike.

use super::pairs::PairIndex;
use super::{Because, Change, Diff, Turn, What};
use crate::format::named;
use crate::model::Identity;
use crate::runs::links_down;
use crate::runs::manifest::Entry;
use crate::text::counted;
use crate::text::escape::terminal;

named!(Turn);

impl Turn {
    /// All of them.
    const ALL: [Self; 7] = [
        Self::Stale,
        Self::Expired,
        Self::Conflicting,
        Self::Unreviewed,
        Self::Reviewed,
        Self::ReviewedAgain,
        Self::Verdict,
    ];

    /// The word for it in JSON.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Stale => "stale",
            Self::Expired => "expired",
            Self::Conflicting => "conflicting",
            Self::Unreviewed => "unreviewed",
            Self::Reviewed => "reviewed",
            Self::ReviewedAgain => "reviewed_again",
            Self::Verdict => "verdict_changed",
        }
    }

    pub(super) const fn words(self) -> &'static str {
        match self {
            Self::Stale => "gone stale",
            Self::Expired => "expired",
            Self::Conflicting => "reviews disagree now",
            Self::Unreviewed => "no longer reviewed",
            Self::Reviewed => "newly reviewed",
            Self::ReviewedAgain => "current again",
            Self::Verdict => "the verdict has changed",
        }
    }
}

impl Diff<'_> {
    /// The news, in one sentence.
    pub(super) fn headline(&self) -> String {
        if self.is_nothing() {
            return "Nothing changed".to_owned();
        }
        let others = self.moved.len() - self.weaker();
        match (self.weaker(), others) {
            (0, 0) => match (self.came_and_went(), self.attributed_to_others()) {
                (None, None) => "No claim's sourcing has changed".to_owned(),
                (None, Some(words)) => format!("No claim has weaker sourcing than before; {words}"),
                (Some(words), None) => format!("{words}; the sourcing of the others has not changed"),
                (Some(words), Some(others)) => format!("{words}; {others}"),
            },
            (0, _) => {
                let others = counted(others, "claim");
                let words = self.came_and_went().map(|words| format!("; {words}")).unwrap_or_default();
                format!("No claim has weaker sourcing than before; that of {others} has changed{words}")
            }
            (1, _) => "1 claim has weaker sourcing than before".to_owned(),
            (weaker, _) => format!("{weaker} claims have weaker sourcing than before"),
        }
    }

    /// How many claims other sources say now, which need not change how well they are sourced.
    fn attributed_to_others(&self) -> Option<String> {
        let are = if self.reattributed == 1 { "is" } else { "are" };
        (self.reattributed > 0)
            .then(|| format!("{} {are} attributed to other sources", counted(self.reattributed, "claim")))
    }

    /// How many claims are new and how many are gone: nothing is known of how their sourcing compares.
    fn came_and_went(&self) -> Option<String> {
        let [added, removed] = [What::Added, What::Removed].map(|what| self.claims_that_were(&what).len());
        let were = |number: usize| if number == 1 { "was" } else { "were" };
        match (added, removed) {
            (0, 0) => None,
            (added, 0) => Some(format!("{} {} added", counted(added, "claim"), were(added))),
            (0, removed) => Some(format!("{} {} removed", counted(removed, "claim"), were(removed))),
            (added, removed) => {
                Some(format!("{} {} added and {removed} removed", counted(added, "claim"), were(added)))
            }
        }
    }

    /// How many claims have another id.
    fn renamed(&self) -> usize {
        self.changes.iter().filter(|change| matches!(change.what, What::Renamed(_))).count()
    }

    /// How many of everything.
    pub(super) fn counts(&self) -> String {
        let stale = self.turned.iter().filter(|turned| turned.turn == Turn::Stale).count();
        format!(
            "{} before, {} now: {} added, {} removed, {}{}{} reworded. Sourcing weaker: {}, otherwise changed: {}. \
             Reviews gone stale: {stale}, otherwise changed: {}.",
            counted(self.old.summary().claims, "claim"),
            self.new.summary().claims,
            self.claims_that_were(&What::Added).len(),
            self.claims_that_were(&What::Removed).len(),
            some(self.renamed(), "renamed"),
            some(self.reattributed, "re-attributed"),
            self.reworded.len(),
            self.weaker(),
            self.moved.len() - self.weaker(),
            self.turned.len() - stale,
        )
    }

    /// The id of a record. It is one in every format.
    fn shown_id(&self, pair: PairIndex) -> String {
        format!("`{}`", terminal::line(self.id(pair)))
    }

    /// The causes of something, each in words.
    pub(super) fn causes(&self, because: &Because) -> Vec<String> {
        let cause = |&(at, links): &(usize, u32)| self.cause(&self.changes[at], links);
        let mut words: Vec<_> = because.causes.iter().map(cause).collect();
        if words.is_empty() {
            words.push("cause unknown".to_owned());
        }
        if because.has_more {
            words.push("and more".to_owned());
        }
        words
    }

    fn cause(&self, change: &Change, links: u32) -> String {
        if links == 0 {
            return self.change_of("its own record", change);
        }
        format!("{}, {}", self.change(change), links_down(links))
    }

    /// What has become of a record, in words.
    pub(super) fn change(&self, change: &Change) -> String {
        self.change_of(&format!("{} {}", self.pairs.kind(change.pair), self.shown_id(change.pair)), change)
    }

    fn change_of(&self, record: &str, change: &Change) -> String {
        match (&change.what, self.identities(change.pair)) {
            (What::Added, (_, Some(identity))) => format!("{record} was added ({})", identity.name()),
            (What::Removed, (Some(identity), _)) => format!("{record} was removed ({})", identity.name()),
            (What::Added, _) => format!("{record} was added"),
            (What::Removed, _) => format!("{record} was removed"),
            (What::Changed(_), (Some(before), Some(now))) if before != now => {
                format!("{record} was {} and is now {}", before.name(), now.name())
            }
            (What::Renamed(fields), _) => {
                let before = self.old_id(change.pair).map(|id| terminal::line(id).into_owned()).unwrap_or_default();
                let changed = format!(" and has changed ({})", fields.join(", "));
                let fields = if fields.is_empty() { "" } else { &changed };
                format!("{record} was `{before}` before{fields}")
            }
            (What::Changed(fields), _) if fields.is_empty() => format!("{record} has changed"),
            (What::Changed(fields), _) => format!("{record} has changed ({})", fields.join(", ")),
        }
    }

    /// The changes that are not told elsewhere: those about who is named, and the others.
    pub(super) fn other_changes(&self) -> (Vec<&Change>, Vec<&Change>) {
        let is_told = |change: &Change| change.what == What::Changed(vec!["statement"]);
        self.records().filter(|change| !is_told(change)).partition(|change| self.is_about_identity(change))
    }

    /// Whether a change is news about who is named.
    fn is_about_identity(&self, change: &Change) -> bool {
        let (before, now) = self.identities(change.pair);
        before != now && (before == Some(Identity::Named)) != (now == Some(Identity::Named))
            || before.is_none() != now.is_none()
    }
}

/// How the sourcing of a claim has moved: first the basis, then the counts.
pub(super) fn moves(old: &Entry<'_>, new: &Entry<'_>) -> [Option<String>; 2] {
    let basis = (old.basis() != new.basis()).then(|| format!("{} → {}", old.basis().name(), new.basis().name()));
    let counts = |entry: &Entry<'_>| (entry.independent_sources(), entry.independent_named_sources());
    let support = (counts(old) != counts(new)).then(|| {
        let record = match (old.on_the_record(), new.on_the_record()) {
            (true, false) => "; NO LONGER on the record",
            (false, true) => "; now on the record",
            _ => "",
        };
        format!(
            "independent sources {}, named {}{record}",
            step(old.independent_sources(), new.independent_sources()),
            step(old.independent_named_sources(), new.independent_named_sources()),
        )
    });
    [basis, support]
}

/// How many of something, if there are any.
fn some(number: usize, what: &str) -> String {
    if number > 0 { format!("{number} {what}, ") } else { String::new() }
}

fn step(before: u8, now: u8) -> String {
    let number = |count: u8| if count > 2 { "3 or more".to_owned() } else { count.to_string() };
    if before == now { format!("still {}", number(now)) } else { format!("{} → {}", number(before), number(now)) }
}
