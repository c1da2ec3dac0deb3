//! What the parts of a file mean: the words of its schema, by the way from the whole file to the part.

use std::sync::LazyLock;

use serde_json::{Map, Value};

use super::{ClaimFile, configuration, of_file};

static CLAIMS: LazyLock<Value> = LazyLock::new(|| of_file().into_root_schema_for::<ClaimFile>().to_value());
static CONFIGURATION: LazyLock<Value> = LazyLock::new(|| configuration::schema(of_file()).to_value());

/// A step on the way from a whole file to a part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Step<'s> {
    /// Into the value of a key.
    Key(&'s str),
    /// Into an item of a list.
    Item,
}

/// A part of a file that people write, as its schema has it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Meaning(&'static Value);

/// A word that may be somewhere, and what it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Described {
    pub(crate) word: &'static str,
    pub(crate) means: Option<&'static str>,
}

impl Meaning {
    /// A whole claim file.
    pub(crate) fn of_claims() -> Self {
        Self(&CLAIMS)
    }

    /// A whole configuration.
    pub(crate) fn of_configuration() -> Self {
        Self(&CONFIGURATION)
    }

    /// A part of it.
    pub(crate) fn at(self, way: &[Step<'_>]) -> Option<Self> {
        way.iter().try_fold(self, |part, step| match step {
            Step::Key(name) => {
                let known = part.fields_of().find(|(other, _)| other == name).map(|(_, field)| field);
                known.or_else(|| part.0.get("additionalProperties")).filter(|field| field.is_object()).map(Self)
            }
            Step::Item => part.0.get("items").map(Self),
        })
    }

    /// What it is, in a sentence or two.
    #[cfg(test)]
    pub(crate) fn description(self) -> Option<&'static str> {
        self.0.get("description")?.as_str()
    }

    /// The keys that it may have; none if these are people's to choose.
    pub(crate) fn keys(self) -> impl Iterator<Item = Described> {
        let means = |field: &'static Value| field.get("description").and_then(Value::as_str);
        self.fields_of().map(move |(word, field)| Described { word, means: means(field) })
    }

    /// Whether it is a list.
    pub(crate) fn is_list(self) -> bool {
        self.0.get("items").is_some()
    }

    /// The words that it may be, if there are few.
    pub(crate) fn words(self) -> Vec<Described> {
        let list = |name: &str| self.0.get(name).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        let means = list("enumDescriptions").iter().map(Value::as_str).chain(std::iter::repeat(None));
        let words = list("enum").iter().filter_map(Value::as_str).zip(means);
        words.map(|(word, means)| Described { word, means }).collect()
    }

    /// Those that a source may have only if it is named are apart.
    fn fields_of(self) -> impl Iterator<Item = (&'static str, &'static Value)> {
        let fields = |schema: &'static Value| schema.get("properties").and_then(Value::as_object);
        let named = self.0.get("then").and_then(fields);
        let all = fields(self.0).into_iter().chain(named).flat_map(Map::iter);
        all.map(|(name, field)| (name.as_str(), field)).filter(|(_, field)| field.is_object())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_part_means_what_its_schema_says() {
        use Step::{Item, Key};
        let means = |way: &[Step<'_>]| Meaning::of_claims().at(way).and_then(Meaning::description);
        assert_eq!(
            means(&[Key("claims"), Key("a"), Key("date")]).map(|words| &words[..22]),
            Some("When it was asserted: ")
        );
        let quote = [Key("claims"), Key("a"), Key("evidence"), Item, Key("quote")];
        assert_eq!(means(&quote), Some("The exact words."));
        assert!(
            means(&[Key("sources"), Key("a"), Key("role")]).is_some_and(|words| words.starts_with("A named source's"))
        );
        assert_eq!(means(&[Key("sources"), Key("a"), Key("nothing")]), None);
        let rule = Meaning::of_configuration().at(&[Key("rules"), Key("unsourced")]);
        assert!(rule.is_some_and(|rule| rule.description().is_some() && rule.words().len() == 4));
        let identity = Meaning::of_claims().at(&[Key("sources"), Key("a"), Key("identity")]).unwrap().words();
        let words: Vec<_> = identity.iter().map(|identity| (identity.word, identity.means.is_some())).collect();
        assert_eq!(words, [("named", true), ("anonymous", true), ("unspecified", true)]);
        let keys = |way| Meaning::of_claims().at(way).unwrap().keys().map(|key| key.word).collect::<Vec<_>>();
        assert_eq!(keys(&[]), ["claims", "documents", "reviews", "sources"]);
        assert_eq!(
            keys(&[Key("claims"), Key("a"), Key("evidence"), Item]),
            ["document", "locator", "quote", "translation"]
        );
    }
}
