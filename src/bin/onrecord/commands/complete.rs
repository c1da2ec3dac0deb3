//! `onrecord complete`, which completion scripts call: what the last word of a command line can become where that is
//! in the claim files or in the table of rules.

use std::borrow::Cow;
use std::path::PathBuf;

use clap::{Arg, Command, CommandFactory};
use onrecord::Workspace;
use onrecord::model::{Claim, Record, RecordKind};
use onrecord::reviews::Verdicts;
use onrecord::rules::RULES;
use onrecord::text::{Text, terminal};
use onrecord::workspace::Snapshot;

use crate::args::{Args, CLAIMS, Complete};
use crate::error::CommandError;
use crate::exit::Exit;
use crate::loading;
use crate::output::write_stdout;

/// How many candidates are printed: nobody reads more.
const MOST: usize = 1000;
/// How many characters of a description.
const DESCRIBED: usize = 60;

/// Prints a candidate on each line, with a tab and a description. Nothing where a script knows better.
pub(crate) fn run(args: &Complete) -> Result<Exit, CommandError> {
    let words: Vec<_> = args.words.iter().map(|word| word.to_string_lossy().into_owned()).collect();
    let lines: String = candidates(&words).into_iter().take(MOST).map(|line| line + "\n").collect();
    write_stdout(|out| out.write_all(lines.as_bytes()))?;
    Ok(Exit::Clean)
}

/// What the last word is for.
#[derive(Debug, PartialEq, Eq)]
enum For<'w> {
    /// The value of an option.
    Option(&'w str),
    /// An argument without an option, counted from 0.
    Place(usize),
}

/// A command line so far.
struct Line<'w> {
    command: &'w str,
    /// The last word, or what of it is the value of an option.
    word: &'w str,
    /// What of the last word comes before that.
    before: &'w str,
    of: For<'w>,
    /// The arguments without an option that come before.
    places: Vec<&'w str>,
    options: Vec<&'w str>,
}

fn candidates(words: &[String]) -> Vec<String> {
    let Some(line) = Line::read(words) else { return Vec::new() };
    let found = match (line.command, &line.of) {
        ("check", For::Option("rule")) if line.word.contains('=') => settings(line.word),
        ("explain", For::Place(0)) | ("check", For::Option("only" | "rule")) => rules(),
        ("list", For::Place(0)) => RecordKind::ALL.map(|kind| (kind.section().to_owned(), String::new())).into(),
        _ => of_records(&line),
    };
    let fits = found.into_iter().filter(|(value, _)| value.starts_with(line.word));
    fits.map(|(value, words)| format!("{}{value}\t{words}", line.before)).collect()
}

type Candidate = (String, String);

fn rules() -> Vec<Candidate> {
    RULES.iter().map(|rule| (rule.meta.name.to_owned(), rule.meta.summary().replace('\n', " "))).collect()
}

/// A rule with each level.
fn settings(word: &str) -> Vec<Candidate> {
    let name = word.split('=').next().unwrap_or_default();
    ["off", "note", "warning", "error"].map(|level| (format!("{name}={level}"), String::new())).into()
}

/// What is in the claim files.
fn of_records(line: &Line<'_>) -> Vec<Candidate> {
    let is_reverse = line.options.contains(&"reverse");
    let is_wanted: fn(Record) -> bool = match (line.command, &line.of) {
        ("trace", For::Place(0)) if is_reverse => |record| matches!(record, Record::Claim(_) | Record::Source(_)),
        ("trace" | "review", For::Place(0)) | ("export", For::Option("claim")) => |record| record.claim().is_some(),
        ("impact", For::Place(0)) => |record| !matches!(record, Record::Review(_)),
        ("rename", For::Place(0)) => |_| true,
        ("draft", For::Place(0)) if !line.options.contains(&"accept") => |record| matches!(record, Record::Document(_)),
        ("archive", For::Option("document")) => |record| matches!(record, Record::Document(_)),
        ("archive", For::Option("publisher")) => |record| matches!(record, Record::Source(_)),
        ("review", For::Option("verdict")) => return verdicts(&snapshot(line)),
        ("report" | "export" | "list", For::Option("tag")) => return tags(&snapshot(line)),
        _ => return Vec::new(),
    };
    let snapshot = snapshot(line);
    let corpus = snapshot.corpus();
    let candidate = |record| (corpus.id(record).to_owned(), described(corpus.label(record)));
    corpus.records().filter(|record| is_wanted(*record)).map(candidate).collect()
}

/// What the files say that the command is about, as far as the line says which. Errors in them are not shown here.
fn snapshot(line: &Line<'_>) -> Snapshot {
    let takes_id = matches!(line.command, "trace" | "review" | "impact" | "rename" | "draft");
    let paths = line.places.iter().skip(usize::from(takes_id)).map(PathBuf::from);
    let mut paths: Vec<_> = paths.filter(|path| path.exists()).collect();
    if paths.is_empty() {
        paths.push(CLAIMS.into());
    }
    Workspace::open_with(&loading::inputs(&paths, None), &|_| {}).snapshot()
}

fn verdicts(snapshot: &Snapshot) -> Vec<Candidate> {
    let all = Verdicts::of(snapshot.configuration());
    let (verdicts, _) = all.first(MOST);
    verdicts.filter_map(|verdict| as_it_is(&verdict)).collect()
}

fn tags(snapshot: &Snapshot) -> Vec<Candidate> {
    let tags = snapshot.corpus().claims.iter().flat_map(Claim::tags);
    let mut tags: Vec<_> = tags.filter_map(as_it_is).collect();
    tags.sort_unstable();
    tags.dedup();
    tags
}

/// A text of the files, unless something in it would have to be escaped: then what is shown is not what is meant.
fn as_it_is(text: &Text) -> Option<Candidate> {
    match terminal::line(text) {
        Cow::Borrowed(shown) => Some((shown.to_owned(), String::new())),
        Cow::Owned(_) => None,
    }
}

fn described(label: &Text) -> String {
    let label = terminal::line(label);
    match label.char_indices().nth(DESCRIBED) {
        Some((end, _)) => format!("{}…", &label[..end]),
        None => label.into_owned(),
    }
}

impl<'w> Line<'w> {
    fn read(words: &'w [String]) -> Option<Self> {
        let (last, words) = words.split_last()?;
        let mut args = Args::command();
        args.build();
        let (at, command) = words.iter().enumerate().find_map(|(at, word)| Some((at, args.find_subcommand(word)?)))?;
        let (mut places, mut options, mut waiting) = (Vec::new(), Vec::new(), None);
        // A shell that breaks words at `=` hands it over as a word.
        for word in words[at + 1..].iter().map(String::as_str) {
            let option = waiting.take();
            if option.is_some() && word == "=" {
                waiting = option;
            } else if option.is_none() {
                match named(word) {
                    None => places.push(word),
                    Some((name, value)) => {
                        options.push(name);
                        waiting = Some(name).filter(|name| value.is_none() && takes_value(command, name));
                    }
                }
            }
        }
        let places_before = places.len();
        let mut line =
            Self { command: &words[at], word: last, before: "", of: For::Place(places_before), places, options };
        if let Some(option) = waiting {
            line.of = For::Option(option);
            line.word = last.strip_prefix('=').unwrap_or(last);
        } else if let Some((name, value)) = named(last) {
            line.word = value?;
            line.before = &last[..last.len() - line.word.len()];
            line.of = For::Option(name);
        }
        Some(line)
    }
}

/// The name of a long option, and its value if that is in the same word.
fn named(word: &str) -> Option<(&str, Option<&str>)> {
    let option = word.strip_prefix("--")?;
    Some(option.split_once('=').map_or((option, None), |(name, value)| (name, Some(value))))
}

fn takes_value(command: &Command, name: &str) -> bool {
    let is_it = |arg: &&Arg| arg.get_long() == Some(name);
    command.get_arguments().find(is_it).is_some_and(|arg| arg.get_action().takes_values())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(words: &[&str]) -> Vec<String> {
        let words: Vec<_> = words.iter().map(|&word| word.to_owned()).collect();
        let values = candidates(&words).into_iter();
        values.map(|line| line.split('\t').next().unwrap_or_default().to_owned()).collect()
    }

    #[test]
    fn rules_are_completed_wherever_they_are_named() {
        let expected = ["unsourced", "unspecified-source"];
        assert_eq!(of(&["explain", "uns"]), expected);
        assert_eq!(of(&["check", "--only", "uns"]), expected);
        assert_eq!(of(&["check", "--only", "unreviewed", "--only", "uns"]), expected);
        assert_eq!(of(&["check", "claims", "--only", "=", "uns"]), expected, "as bash breaks words");
        assert_eq!(of(&["check", "--only=uns"]), expected.map(|rule| format!("--only={rule}")));
        assert_eq!(of(&["check", "--rule", "unsourced="])[0], "unsourced=off");
        assert_eq!(of(&["--color", "never", "explain", "unso"]), ["unsourced"]);
    }

    #[test]
    fn what_a_script_knows_better_is_left_to_it() {
        for words in [&[][..], &[""], &["che"], &["check", "--on"], &["check", ""], &["explain", "unsourced", "x"]] {
            assert_eq!(of(words), [""; 0], "{words:?}");
        }
        assert_eq!(of(&["list", "re"]), ["reviews"]);
    }
}
