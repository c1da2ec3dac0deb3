//! Parsers for the values of command line options.

use clap::builder::{PossibleValuesParser, TypedValueParser};
use onrecord::diagnostic::RuleMeta;
use onrecord::export::{Base, Export};
use onrecord::format::{Format, Named, Written};
use onrecord::model::{Date, Id, Setting, Url};
use onrecord::rules::{self, nearest_rule};
use onrecord::text::Text;

/// The formats that an answer has.
pub(super) fn format<T: Written>() -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(T::formats().into_iter().map(Format::name)).try_map(|word| word.parse::<Format>())
}

/// The formats of an export. That of a feature is always known, so that the command can say how to get it.
pub(super) fn export_format() -> impl TypedValueParser<Value = Format> {
    let mut names: Vec<_> = Export::formats().into_iter().map(Format::name).collect();
    if !names.contains(&Format::Parquet.name()) {
        names.push(Format::Parquet.name());
    }
    PossibleValuesParser::new(names).try_map(|word| word.parse::<Format>())
}

/// One of a few.
pub(super) fn named<T: Named + Send + Sync>() -> impl TypedValueParser<Value = T> {
    PossibleValuesParser::new(T::ALL.iter().map(|one| one.name())).try_map(|word| T::named(&word))
}

pub(super) fn rule(name: &str) -> Result<&'static RuleMeta, String> {
    rules::rule(name).ok_or_else(|| {
        let meant = nearest_rule(name).map(|rule| format!("; did you mean {}?", rule.name));
        format!("unknown rule {name}{}", meant.unwrap_or_default())
    })
}

pub(super) fn setting(words: &str) -> Result<(&'static RuleMeta, Setting), String> {
    let (name, level) = words.split_once('=').ok_or("expected NAME=LEVEL, such as single-source=off")?;
    let rule = rule(name)?;
    let setting = Setting::named(level).map_err(|why| why.to_string())?;
    if rule.is_fixed && setting != Setting::Error {
        return Err(format!("{name} is always an error: no setting changes that"));
    }
    Ok((rule, setting))
}

pub(super) fn base(word: &str) -> Result<Base, String> {
    Base::parse(word).ok_or_else(|| {
        "expected an http(s) URL that ends with / or #, or a URN that ends with :, such as https://example.org/claims/"
            .to_owned()
    })
}

pub(super) fn id(word: &str) -> Result<Id, String> {
    Id::parse(&Text::new(word)).map_err(|_| {
        let words: Vec<_> =
            word.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let meant = Id::parse(&Text::new(words.join("-").to_lowercase()));
        let meant = meant.map(|id| format!("; did you mean `{id}`?")).unwrap_or_default();
        format!("use only a-z and 0-9 in an id, with single hyphens between words{meant}")
    })
}

pub(super) fn url(word: &str) -> Result<Url, String> {
    Url::parse(&Text::new(word)).ok_or_else(|| "expected an http(s) URL with a host and without a user".to_owned())
}

pub(super) fn date(word: &str) -> Result<Date, String> {
    Date::parse(&Text::new(word)).ok_or_else(|| "expected a date, such as 2026-12-31 or 2026-12".to_owned())
}

pub(super) fn day(word: &str) -> Result<Date, String> {
    Date::parse(&Text::new(word)).filter(Date::is_day).ok_or_else(|| "expected a day, such as 2026-12-31".to_owned())
}
