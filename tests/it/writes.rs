//! Every write is whole or has not happened, whatever fails, whatever else writes, and however the program ends.

mod changed;
mod failures;
mod interrupts;
mod kept;
mod kills;
mod swapped;
pub(crate) mod tracer;
mod writers;

use std::collections::BTreeMap;

use super::hostile::program::{Folder, Run};

/// What is in a folder: every file with its content. Folders are not in it.
type Files = BTreeMap<String, String>;

fn files(folder: &Folder) -> Files {
    let below = walkdir::WalkDir::new(folder.path()).min_depth(1).into_iter().map(Result::unwrap);
    let content = |path: &std::path::Path| std::fs::read_to_string(path).unwrap_or_else(|error| error.to_string());
    let files = below.filter(|entry| !entry.file_type().is_dir());
    let name =
        |entry: &walkdir::DirEntry| entry.path().strip_prefix(folder.path()).unwrap().to_str().unwrap().to_owned();
    files.map(|entry| (name(&entry), content(entry.path()))).collect()
}

/// What only a writer that was killed leaves behind.
fn is_left_over(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap();
    file.starts_with(".onrecord-") || file.strip_suffix(".lock").is_some()
}

fn is_clean(files: &Files) -> bool {
    !files.keys().any(|name| is_left_over(name))
}

/// A command that writes, and what it starts from.
struct Case {
    name: &'static str,
    arguments: &'static [&'static str],
    /// The files that it writes.
    targets: &'static [&'static str],
    before: &'static [(&'static str, &'static str)],
    again: Again,
}

/// What comes of a command that is run again when all is done.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Again {
    /// The same files.
    Same,
    /// The same files. Of several at once, each may write one of its own.
    Several,
    /// The same files. Of several at once, those that come too late are refused.
    Kept,
}

const CLAIMS: &str = "\
sources:
  s: {identity: named, name: S}
claims:
  a: {statement: x, attributed_to: [s], cites: [b], date: 2023}
  b: {statement: y, attributed_to: [s], date: 2024}
  c: {statement: z}
";

const CONFIGURATION: &str = "policy: {independent_sources: 1}\n";

const CASES: [Case; 9] = [
    Case {
        name: "a report over an old one",
        arguments: &["report", "--output", "out", "claims"],
        targets: &["out"],
        before: &[("claims/c.yaml", CLAIMS), ("out", "old\n")],
        again: Again::Same,
    },
    Case {
        name: "two tables",
        arguments: &["export", "--format", "csv", "--output", "tables", "claims"],
        targets: &["tables/nodes.csv", "tables/edges.csv"],
        before: &[("claims/c.yaml", CLAIMS)],
        again: Again::Same,
    },
    Case {
        name: "init",
        arguments: &["init", "--ci", "github,gitlab,pre-commit"],
        targets: &[
            ".github/workflows/onrecord.yml",
            ".gitlab-ci.yml",
            ".pre-commit-config.yaml",
            "claims/.onrecord/claims.schema.json",
            "claims/.onrecord/config.schema.json",
            "claims/first-story.yaml",
            "claims/onrecord.yaml",
        ],
        before: &[],
        again: Again::Same,
    },
    Case {
        name: "a baseline",
        arguments: &["init", "--baseline", "--today", "2026-05-04"],
        targets: &["claims/onrecord.yaml"],
        before: &[
            ("claims/c.yaml", CLAIMS),
            ("claims/onrecord.yaml", CONFIGURATION),
            ("claims/.onrecord/claims.schema.json", ""),
            ("claims/.onrecord/config.schema.json", ""),
            (".github/workflows/onrecord.yml", ""),
            (".gitlab-ci.yml", ""),
            (".pre-commit-config.yaml", ""),
        ],
        again: Again::Same,
    },
    REVIEW,
    Case {
        name: "a copy with a record",
        arguments: &["archive", "page.txt", "--document", "page", "--title", "Page", "claims"],
        targets: &[COPY, "claims/evidence/page.yaml"],
        before: &[("claims/c.yaml", CLAIMS), ("page.txt", "x")],
        again: Again::Kept,
    },
    ARCHIVE,
    ACCEPT,
    DRAFT,
];

const REVIEW: Case = Case {
    name: "a review",
    arguments: &["review", "a", "claims", "--verdict", "refuted", "--reviewer", "desk", "--date", "2024-05-06"],
    targets: &["claims/reviews/a-1.yaml"],
    before: &[("claims/c.yaml", CLAIMS)],
    again: Again::Several,
};

/// The copy of a file that holds nothing but an `x`.
const COPY: &str = "claims/evidence/2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881.txt";

const ARCHIVE: Case = Case {
    name: "a copy for a record",
    arguments: &["archive", "page.txt", "--document", "page", "claims"],
    targets: &[COPY, "claims/d.yaml"],
    before: &[
        ("claims/c.yaml", CLAIMS),
        ("claims/d.yaml", "documents:\n  page:\n    title: Page\n"),
        ("page.txt", "x"),
    ],
    again: Again::Kept,
};

const ACCEPT: Case = Case {
    name: "records of a draft",
    arguments: &["draft", "--accept", "claims/d.draft"],
    targets: &["claims/d.yaml", "claims/d.draft"],
    before: &[
        ("claims/c.yaml", CLAIMS),
        (
            "claims/d.draft",
            "# mine\nsources:\n  he:\n    description: he\n  t:\n    identity: named\n    name: T\nclaims:\n  d:\n    \
             statement: x\n    attributed_to: [t]\n# the end\n",
        ),
    ],
    again: Again::Same,
};

const DRAFT: Case = Case {
    name: "a draft",
    arguments: &["draft", "page"],
    targets: &["claims/page.draft"],
    before: &[
        ("claims/c.yaml", "documents:\n  page: {title: Page, snapshot: x.txt}\n"),
        ("claims/x.txt", "“The bridge is closed,” Ada Example said on Monday.\n"),
    ],
    again: Again::Same,
};

impl Case {
    fn folder(&self) -> Folder {
        let folder = Folder::new();
        for (name, text) in self.before {
            folder.write(name, text);
        }
        folder
    }

    fn before(&self) -> Files {
        self.before.iter().map(|&(name, text)| (name.to_owned(), text.to_owned())).collect()
    }

    /// What is there when nothing goes wrong.
    fn after(&self) -> Files {
        let folder = self.folder();
        self.run(&folder);
        let after = files(&folder);
        for target in self.targets {
            assert_ne!(after.get(*target), self.before().get(*target), "{}: {target}", self.name);
        }
        after
    }

    fn run(&self, folder: &Folder) -> Run {
        let run = folder.run(self.arguments);
        assert_eq!(run.status, Some(0), "{}: {}", self.name, run.all());
        assert!(is_clean(&files(folder)), "{}: {:?}", self.name, files(folder).keys());
        run
    }

    /// Every file is as it was or as it is meant to be, and there is no other but what is left over.
    fn is_whole(&self, now: &Files, after: &Files) -> bool {
        let before = self.before();
        before.keys().all(|name| now.contains_key(name))
            && now
                .iter()
                .all(|(name, text)| is_left_over(name) || [before.get(name), after.get(name)].contains(&Some(text)))
    }

    /// Whatever a run has left: every file is whole, and the next run does the work.
    #[track_caller]
    fn recovers(&self, folder: &Folder, after: &Files, context: &str) {
        let now = files(folder);
        assert!(self.is_whole(&now, after), "{}, {context}: {now:?}", self.name);
        let whole = |mut files: Files| {
            // A file that was put in its place is not written again, so nobody looks at what is left beside it.
            files.retain(|name, _| !is_left_over(name));
            files
        };
        let run = folder.run(self.arguments);
        assert_eq!(run.status, Some(0), "{}, {context}: {}", self.name, run.all());
        assert_eq!(&whole(files(folder)), after, "{}, {context}", self.name);
    }
}
