//! Output as snapshots keep it: status and both streams, without what differs from run to run.

use std::path::Path;
use std::process::Output;

/// Status, standard output and standard error; the course's directory, measured times and the numbers of threads that
/// share their work blotted out.
#[must_use]
pub fn shown(output: &Output, root: &Path) -> String {
    let status = output
        .status
        .code()
        .map_or_else(|| output.status.to_string(), |code| code.to_string());
    let text = |bytes: &[u8]| {
        let text = String::from_utf8_lossy(bytes).replace(&root.display().to_string(), "[course]");
        text.lines()
            .map(|line| blot_numbers(&blot_times(line)))
            .collect::<Vec<_>>()
            .join("\n")
    };
    format!(
        "status: {status}\n--- stdout\n{}\n--- stderr\n{}",
        text(&output.stdout),
        text(&output.stderr)
    )
}

/// Which of several alike threads did what differs from run to run: `worker-2` becomes `worker-N`.
fn blot_numbers(line: &str) -> String {
    ["worker-", "guest-"].iter().fold(line.to_owned(), |line, name| {
        let mut parts = line.split(name);
        let head = parts.next().unwrap_or_default().to_owned();
        parts.fold(head, |text, part| {
            text + name + "N" + part.trim_start_matches(|c: char| c.is_ascii_digit())
        })
    })
}

/// `ran 0.31 s` and `after 2 ms` become `ran [time]` and `after [time]`; bounds, which are part of the course, stay.
fn blot_times(line: &str) -> String {
    let mut words: Vec<&str> = line.split(' ').collect();
    let mut at = 1;
    while at + 1 < words.len() {
        let measured = ["ran", "took", "after"].contains(&words[at - 1]);
        let unit = words[at + 1].trim_end_matches([',', ':', ';']);
        if measured && words[at].parse::<f64>().is_ok() && ["s", "ms"].contains(&unit) {
            let tail = &words[at + 1][unit.len()..];
            words[at] = if tail.is_empty() { "[time]" } else { "[time]," };
            words.remove(at + 1);
        }
        at += 1;
    }
    let line = words.join(" ");
    match line.split_once("seconds\": ") {
        Some((head, tail)) => format!(
            "{head}seconds\": [time]{}",
            if tail.ends_with(',') { "," } else { "" }
        ),
        None => line,
    }
}
