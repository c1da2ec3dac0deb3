//! The tools: what each is for, what it takes, and what it answers.

mod answers;
mod given;

use onrecord::analysis::Basis;
use onrecord::diagnostic::Level;
use onrecord::format::Word;
use onrecord::model::RecordKind;
use onrecord::schema::{Schema, of_answer, of_arguments};
use schemars::JsonSchema;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::desk::Desk;
use super::marked;

/// A tool.
pub(super) struct Tool {
    pub(super) name: &'static str,
    title: &'static str,
    about: &'static str,
    takes: fn() -> Value,
    gives: Gives,
    answer: fn(&mut Desk, &Value) -> Result<Value, String>,
}

/// What an answer is.
enum Gives {
    /// The JSON that a command writes, marked and cut.
    Written(Schema),
    /// What [`answers`] makes itself, as this schema says.
    Own(fn() -> Value),
}

/// All of them.
pub(super) static TOOLS: [Tool; 9] = [
    Tool {
        name: "find",
        title: "Find records",
        about: "Find sources, documents, claims and reviews by words in their id, text or tags, and claims by basis or \
            tag. Start here to learn ids.",
        takes: schema::<Find>,
        gives: Gives::Written(Schema::List),
        answer: |desk, arguments| answers::find(desk, read(arguments)?),
    },
    Tool {
        name: "get",
        title: "Get a record",
        about: "Everything that may be shown of one record: its fields, and its links to others with quotes.",
        takes: schema::<Id>,
        gives: Gives::Written(Schema::Graph),
        answer: |desk, arguments| answers::get(desk, &read::<Id>(arguments)?.id),
    },
    Tool {
        name: "why",
        title: "Why a claim has its basis",
        about: "Follow a claim down to the sources it rests on: its basis, independent sources, single points of \
            failure, and the chains themselves.",
        takes: schema::<Why>,
        gives: Gives::Written(Schema::Trace),
        answer: |desk, arguments| answers::why(desk, &read(arguments)?),
    },
    Tool {
        name: "what_falls",
        title: "What falls with a record",
        about: "Which claims would fall or be weakened without a source, a claim or a document, and which reviews \
            that touches.",
        takes: schema::<Id>,
        gives: Gives::Written(Schema::Impact),
        answer: |desk, arguments| answers::what_falls(desk, &read::<Id>(arguments)?.id),
    },
    Tool {
        name: "weakest",
        title: "The weakest claims",
        about: "The claims with the weakest sourcing, those with most other claims resting on them first.",
        takes: schema::<Weakest>,
        gives: Gives::Own(answer::<given::WeakestClaims>),
        answer: |desk, arguments| answers::weakest(desk, &read(arguments)?),
    },
    Tool {
        name: "check",
        title: "Check the claim files",
        about: "What onrecord finds wrong or weak: false corroboration, circular reporting, altered quotes, stale \
            reviews and more. The most severe first where a list is cut.",
        takes: schema::<Check>,
        gives: Gives::Written(Schema::Check),
        answer: |desk, arguments| answers::check(desk, &read(arguments)?),
    },
    Tool {
        name: "explain",
        title: "Explain a rule",
        about: "The page of a rule of `check`: what it looks for, why, and what to do; without a rule, all of them.",
        takes: schema::<Explain>,
        gives: Gives::Own(answer::<given::Explained>),
        answer: |_, arguments| answers::explain(&read(arguments)?),
    },
    Tool {
        name: "compare",
        title: "What has changed",
        about: "What has changed in the sourcing since this server was started, or since the run that it was started \
            with: claims that are weaker or stronger, and because of what.",
        takes: schema::<Nothing>,
        gives: Gives::Written(Schema::Diff),
        answer: |desk, arguments| {
            read::<Nothing>(arguments)?;
            answers::compare(desk)
        },
    },
    Tool {
        name: "validate",
        title: "Validate proposed records",
        about: "Check records that are proposed, as the YAML of a claim file, against the corpus: what is wrong with \
            them, and on what their claims would rest. Nothing is written.",
        takes: schema::<Validate>,
        gives: Gives::Own(answer::<given::Validated>),
        answer: |desk, arguments| answers::validate(desk, &read::<Validate>(arguments)?.records),
    },
];

/// Which records are looked for. All conditions must hold.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Find {
    /// Words that must all occur in the id, text or tags of a record, in any order.
    #[serde(default)]
    words: String,
    /// Only records of this kind.
    #[schemars(with = "Option<Word<RecordKind>>")]
    kind: Option<String>,
    /// Only claims with this basis.
    #[schemars(with = "Option<Word<Basis>>")]
    basis: Option<String>,
    /// Only claims with this tag.
    tag: Option<String>,
}

/// A record.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Id {
    /// Its id, or the beginning of it if no other id begins so.
    id: String,
}

/// A claim, and how far to look.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Why {
    /// The id of a claim.
    id: String,
    /// How many links deep the tree goes; all of them if not given.
    depth: Option<u32>,
}

/// How many claims.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Weakest {
    /// At most this many claims, up to 50; 10 by default.
    #[schemars(range(min = 1, max = 50))]
    limit: Option<usize>,
}

/// Which findings.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Check {
    /// Only findings of this rule.
    rule: Option<String>,
    /// Only findings at least as severe.
    #[schemars(with = "Option<Word<Level>>")]
    level: Option<String>,
}

/// A rule.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Explain {
    /// The name of a rule.
    rule: Option<String>,
}

/// Proposed records.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Validate {
    /// The text of a claim file with the proposed records alone, in YAML.
    records: String,
}

/// No arguments.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Nothing {}

impl Tool {
    /// What an assistant is told of it.
    pub(super) fn described(&self) -> Value {
        let mut described = json!({
            "name": self.name,
            "title": self.title,
            "description": self.about,
            "inputSchema": (self.takes)(),
            "annotations": {
                "readOnlyHint": true, "destructiveHint": false, "idempotentHint": true, "openWorldHint": false,
            },
        });
        described["outputSchema"] = match self.gives {
            Gives::Written(schema) => marked::schema(schema),
            Gives::Own(schema) => schema(),
        };
        described
    }

    /// What it answers.
    pub(super) fn answer(&self, desk: &mut Desk, arguments: &Value) -> Result<Value, String> {
        let answer = (self.answer)(desk, arguments)?;
        Ok(match self.gives {
            Gives::Written(schema) => marked::answer(answer, schema),
            Gives::Own(_) => answer,
        })
    }
}

/// What a tool takes.
fn schema<T: JsonSchema>() -> Value {
    let mut schema = of_arguments::<T>().to_value();
    // Some clients take nothing without it.
    schema["type"] = "object".into();
    schema
}

/// What a tool answers.
fn answer<T: JsonSchema>() -> Value {
    of_answer::<T>().to_value()
}

fn read<T: DeserializeOwned>(arguments: &Value) -> Result<T, String> {
    T::deserialize(arguments).map_err(|error| format!("the arguments are not as this tool takes them: {error}"))
}
