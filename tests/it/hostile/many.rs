//! Y18: very much of everything. All is counted, little is listed, less is printed, and it ends.

use super::program::{Folder, Run, claim, findings};

const MANY: usize = 100_000;

/// The last line of `check`.
fn summary(run: &Run) -> &str {
    run.out().lines().last().unwrap_or_default()
}

/// How many errors there are, with those that are not listed.
fn errors(run: &Run) -> usize {
    let number =
        |words: &str| words.rsplit(' ').next().and_then(|number| number.replace(',', "").parse::<usize>().ok());
    let all = summary(run).split_once(" error").and_then(|(before, _)| number(before)).unwrap_or_default();
    let words = run.out().split_whitespace().collect::<Vec<_>>().join(" ");
    match words.split_once(" more are not listed (limit findings)").and_then(|(before, _)| number(before)) {
        // That they are not listed is an error itself.
        Some(left) => all - 1 + left,
        None => all,
    }
}

fn check(text: &str) -> Run {
    let run = Folder::with(text).run(&["check", "c.yaml"]);
    assert_eq!(run.status, Some(1), "{}", run.all());
    assert!(run.stdout.len() <= 1 << 20, "{} bytes", run.stdout.len());
    run
}

fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(line).collect()
}

/// How many findings are printed, whole or on a line.
fn printed(run: &Run) -> usize {
    let is_whole = |line: &str| line.starts_with("error[") && !line.contains("more finding");
    let is_item = |line: &str| line.starts_with("  ") && line.contains(".yaml:") && !line.contains("-->");
    run.out().lines().filter(|line| is_whole(line) || is_item(line)).count()
}

#[test]
fn a_thousand_findings_are_printed_and_then_their_number() {
    let text = |count| format!("claims:\n{}", lines(count, |at| format!("  c{at}: x\n")));
    let run = check(&text(1000));
    assert_eq!((printed(&run), run.out().contains(" more: ")), (1000, false));
    let run = check(&text(1001));
    assert_eq!(printed(&run), 1000);
    assert!(run.out().contains("\n  and 1 more: pass `--format json` to list them\n"), "{}", summary(&run));
    let text = |count| format!("claims:\n{}", lines(count, |at| format!("  c{at}: x # {}\n", "x".repeat(64))));
    let run = check(&text(5000));
    assert!(run.out().contains("\n  and 4000 more: ") && summary(&run).contains(" 5000 errors"), "{}", summary(&run));
    let json = Folder::with(text(5000)).run(&["check", "--format", "json", "c.yaml"]);
    assert_eq!(json.diagnostics().len(), 5000);
    let report = Folder::with(text(5000)).run(&["report", "c.yaml"]);
    assert!(report.err().contains("\n  and 4000 more: "));
}

#[test]
fn a_mebibyte_is_printed_at_most() {
    let folder = Folder::new();
    let deep = format!("{}c.yaml", "a-folder-with-a-name-that-is-fairly-long-and-says-little/".repeat(60));
    folder.write(&deep, format!("claims:\n{}", lines(1000, |at| format!("  c{at}: x\n"))));
    let run = folder.run(&["check", &deep]);
    let printed = printed(&run);
    assert!(printed < 1000 && run.out().contains(&format!("\n  and {} more: ", 1000 - printed)), "{printed} printed");
    assert!(run.stdout.len() <= 1 << 20, "{} bytes", run.stdout.len());
    assert_eq!(run.status, Some(1));
}

#[test]
fn unknown_keys_in_one_record() {
    let run = check(&claim(&lines(MANY, |at| format!("k{at}: x\n    "))));
    assert_eq!(errors(&run), 100_000, "{}", summary(&run));
}

#[test]
fn unknown_keys_in_a_confidential_record() {
    let keys = lines(MANY, |at| format!("    k{at}: x\n"));
    let run = check(&format!("sources:\n  s:\n    identity: anonymous\n    description: x\n{keys}"));
    assert_eq!(errors(&run), 100_000, "{}", summary(&run));
}

#[test]
fn bad_items_in_one_record() {
    let run = check(&claim(&format!("attributed_to:\n{}", lines(MANY, |_| "    - [x]\n".to_owned()))));
    assert_eq!(errors(&run), 100_000, "{}", summary(&run));
    let run = check(&claim(&format!("evidence:\n{}", lines(MANY, |_| "    - quote: []\n".to_owned()))));
    assert_eq!(errors(&run), 200_000, "{}", summary(&run));
}

#[test]
fn dangling_references_in_one_record() {
    let run = check(&claim(&format!("cites:\n{}", lines(MANY, |at| format!("    - no-such-claim-{at}\n")))));
    assert_eq!(errors(&run), 100_000, "{}", summary(&run));
}

#[test]
fn everything_on_one_line() {
    let run = check(&format!("claims: {{{}}}\n", lines(20_000, |at| format!("c{at}: {{stat: é}}, "))));
    assert_eq!(errors(&run), 40_000, "{}", summary(&run));
    assert!(run.out().lines().all(|line| line.chars().count() <= 300), "excerpts are cut");
}

#[test]
fn a_long_line_is_cut_around_the_finding() {
    let text =
        format!("claims: {{a: {{statement: '{}', nope: 1, note: '{}'}}}}\n", "é".repeat(450_000), "y".repeat(9000));
    assert_eq!(findings(&text), ["1:450029 unknown-field"]);
    let run = check(&text);
    assert!(run.out().contains("nope") && run.stdout.len() < 2000, "{}", run.all());
}

#[test]
fn a_long_value_is_cut_in_a_message() {
    let run = check(&claim(&format!("date: {}", "9".repeat(900_000))));
    assert!(run.stdout.len() < 2000, "{}", run.all());
}

#[test]
fn hidden_characters_take_memory_by_the_byte() {
    let folder = Folder::with(format!("# {}\n", "\u{1}".repeat(1 << 20)));
    let run = folder.script("ulimit -v 400000; $ONRECORD check c.yaml");
    assert_eq!(run.status, Some(1), "{}", run.all());
}

/// A finding takes some hundred times the two bytes that are enough for one.
#[test]
fn findings_take_memory_by_the_byte() {
    let claims = |records: String| format!("claims:\n  x:\n    statement: x\n{records}");
    let list = |item: &str| vec![item; 500_000].join(",");
    for (kind, text) in [
        ("references to itself", claims(format!("    cites: [{}]\n", list("x")))),
        ("references to nothing", claims(format!("    cites: [{}]\n", list("y")))),
        (
            "references to a source",
            format!("sources: {{y: {{}}}}\n{}", claims(format!("    cites: [{}]\n", list("y")))),
        ),
        ("evidence that is none", claims(format!("    evidence: [{}]\n", list("1")))),
        ("records without an id", format!("claims: {{{}}}\n", list("A: 1"))),
        ("records that are none", format!("claims: [{}]\n", list("1"))),
        ("fields that are none", claims(lines(100_000, |at| format!("    z{at}:\n")))),
        ("sections that are none", lines(100_000, |at| format!("z{at}:\n"))),
        ("tabs", claims("\tx: y\n".repeat(200_000))),
    ] {
        let folder = Folder::with(&text);
        // 32 bytes for each byte, beside what a program of several threads is given.
        let most = 400_000 + 32 * text.len() / 1024;
        let run = folder.script(&format!("ulimit -v {most}; $ONRECORD check --format json c.yaml > /dev/null"));
        assert_eq!(run.status, Some(1), "{kind}, {} bytes: {}", text.len(), run.all());
    }
}

/// How many KiB `check` has taken when it starts to write: then it has found everything.
#[cfg(target_os = "linux")]
fn memory(text: &str) -> usize {
    use std::io::Read;

    let folder = Folder::with(text);
    let mut command = folder.program();
    command.args(["check", "--format", "json", "c.yaml"]).stdout(std::process::Stdio::piped());
    let mut program = command.spawn().unwrap();
    let mut output = program.stdout.take().unwrap();
    output.read_exact(&mut [0]).unwrap();
    let status = std::fs::read_to_string(format!("/proc/{}/status", program.id())).unwrap();
    std::io::copy(&mut output, &mut std::io::sink()).unwrap();
    program.wait().unwrap();
    let most = status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.split_whitespace().next());
    most.unwrap().parse().unwrap()
}

/// Of the 64 MiB that any input may take, the program itself takes 16 where it is not built for debugging.
#[cfg(target_os = "linux")]
#[test]
fn two_bytes_for_a_reference_take_no_more_memory_than_promised() {
    // More findings than a pipe has room for.
    let found = vec!["z"; 1000].join(", ");
    let claims =
        |fields: &str| format!("claims:\n  y: {{statement: y, disputes: [{found}]}}\n  x:\n    statement: x\n{fields}");
    let least = memory(&claims(""));
    let list = vec!["y"; 1_000_000].join(",");
    for (kind, fields) in [
        ("sources that there are not", format!("    attributed_to: [{list}]\n")),
        ("itself", format!("    disputes: [{}]\n", list.replace('y', "x"))),
        ("a claim that there is", format!("    cites: [{list}]\n")),
        ("tags", format!("    tags: [{list}]\n")),
    ] {
        let text = claims(&fields);
        let (taken, most) = (memory(&text), least + (48 << 10) + 16 * text.len() / 1024);
        assert!(taken <= most, "{kind}: {taken} KiB, not {most}");
    }
}

#[test]
fn many_files_with_one_error_each() {
    let folder = Folder::new();
    for at in 0..1100 {
        folder.write(format!("{at:04}.yaml"), "claims: [\n");
    }
    let run = folder.run(&["check", "."]);
    assert!(summary(&run).contains("checked 1100 files, 0 records"), "{}", summary(&run));
    assert!(summary(&run).contains(": 1100 errors"), "{}", summary(&run));
    assert!(run.out().contains("\n  and 100 more: "));
}
