//! Words on the command line that stand for more than themselves.

use onrecord::analysis::Basis;
use onrecord::diagnostic::{Level, RuleMeta};
use onrecord::export::Base;
use onrecord::model::{Date, Id, Setting, Url};
use onrecord::rules::{nearest_rule, rule};
use onrecord::text::Text;

pub(super) fn basis(word: &str) -> Result<Basis, String> {
    one_of(word, &Basis::ALL, Basis::name)
}

pub(super) fn level(word: &str) -> Result<Level, String> {
    one_of(word, &Level::ALL, Level::name)
}

pub(super) fn setting(words: &str) -> Result<(&'static RuleMeta, Setting), String> {
    let (name, level) = words.split_once('=').ok_or("expected NAME=LEVEL, as in single-source=off")?;
    let Some(rule) = rule(name) else {
        let meant = nearest_rule(name).map(|rule| format!("; did you mean {}?", rule.name));
        return Err(format!("no rule is called {name}{}", meant.unwrap_or_default()));
    };
    let setting = one_of(level, &Setting::ALL, Setting::name)?;
    if rule.is_fixed && setting != Setting::Error {
        return Err(format!("{name} is always an error: what could not be read was not checked"));
    }
    Ok((rule, setting))
}

pub(super) fn base(word: &str) -> Result<Base, String> {
    Base::parse(word).ok_or_else(|| {
        "expected an http(s) address that ends with / or #, or a URN that ends with :, as in https://example.org/claims/".to_owned()
    })
}

pub(super) fn id(word: &str) -> Result<Id, String> {
    Id::parse(&Text::new(word))
        .map_err(|_| "an id is made of a-z and 0-9, with single hyphens between words".to_owned())
}

pub(super) fn url(word: &str) -> Result<Url, String> {
    Url::parse(&Text::new(word)).ok_or_else(|| "expected an http(s) address with a host and without a user".to_owned())
}

pub(super) fn date(word: &str) -> Result<Date, String> {
    Date::parse(&Text::new(word)).ok_or_else(|| "expected a date, as in 2026-12-31 or 2026-12".to_owned())
}

pub(super) fn day(word: &str) -> Result<Date, String> {
    Date::parse(&Text::new(word)).filter(Date::is_day).ok_or_else(|| "expected a day, as in 2026-12-31".to_owned())
}

fn one_of<T: Copy>(word: &str, all: &[T], name: fn(T) -> &'static str) -> Result<T, String> {
    let names = || all.iter().map(|&one| name(one)).collect::<Vec<_>>().join(", ");
    all.iter().copied().find(|&one| name(one) == word).ok_or_else(|| format!("expected one of {}", names()))
}
