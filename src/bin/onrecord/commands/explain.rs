//! `onrecord explain`: the page of a rule, or the list of rules.

use std::io::{self, Write};

use onrecord::diagnostic::RuleMeta;
use onrecord::rules::{RULES, nearest_rule, rule};

use crate::args::Explain;
use crate::error::CommandError;
use crate::exit::Exit;
use crate::output::write_stdout;

/// Shows the page of a rule, or what rules there are.
pub(crate) fn run(args: &Explain) -> Result<Exit, CommandError> {
    match &args.rule {
        None => write_stdout(list)?,
        Some(name) => {
            let rule = rule(name).ok_or_else(|| CommandError::UnknownRule(name.clone(), nearest_rule(name)))?;
            write_stdout(|out| page(rule, out))?;
        }
    }
    Ok(Exit::Clean)
}

fn page(rule: &RuleMeta, out: &mut dyn Write) -> io::Result<()> {
    let level = if rule.is_fixed { "always an error" } else { rule.level.name() };
    let (title, rest) = rule.page.split_once('\n').unwrap_or((rule.page, ""));
    write!(out, "{title} ({level})\n{rest}")
}

fn list(out: &mut dyn Write) -> io::Result<()> {
    let width = RULES.iter().map(|rule| rule.meta.name.len()).max().unwrap_or(0);
    for rule in &RULES {
        writeln!(out, "{:<width$}  {:<7}  {}", rule.meta.name, rule.meta.level.name(), rule.meta.summary())?;
    }
    Ok(())
}
