//! Expected against actual output, line by line.

use crate::finding::{DiffLine, Evidence, Finding, Side};
use crate::verdict::Verdict;
use similar::{Algorithm, ChangeTag, TextDiff};

/// The output must be this text.
pub(super) fn exact(expected: &str, actual: &str) -> Option<Finding> {
    if expected == actual {
        return None;
    }
    let diff = TextDiff::configure()
        .algorithm(Algorithm::Myers)
        .diff_lines(expected, actual);
    let lines: Vec<DiffLine> = diff
        .iter_all_changes()
        .map(|change| line(side(change.tag()), change.value()))
        .collect();
    Some(Finding::new(Verdict::Wrong, sentence(expected, actual)).with(Evidence::Diff { lines }))
}

/// The output must consist of these lines, in any order.
pub(super) fn any_order(expected: &str, actual: &str) -> Option<Finding> {
    let mut missing: Vec<&str> = expected.split_inclusive('\n').collect();
    let mut unexpected = Vec::new();
    for text in actual.split_inclusive('\n') {
        match missing.iter().position(|wanted| *wanted == text) {
            Some(at) => drop(missing.remove(at)),
            None => unexpected.push(text),
        }
    }
    // Which of several runs printed what first is no part of the answer.
    unexpected.sort_unstable();
    let message = match (missing.as_slice(), unexpected.as_slice()) {
        ([], []) => return None,
        ([wanted], []) => format!("the line {} is missing", shown(wanted)),
        ([], [got]) => format!("the line {} should not be there", shown(got)),
        ([wanted, rest @ ..], []) => {
            format!("{} and {} more are missing", shown(wanted), lines_of(rest.len()))
        }
        ([], [got, rest @ ..]) => format!(
            "{} and {} more should not be there",
            shown(got),
            lines_of(rest.len())
        ),
        ([wanted, others @ ..], unexpected) => {
            let got = most_like(wanted, unexpected);
            let first = got_expected(got, wanted);
            if others.is_empty() && unexpected.len() == 1 {
                first
            } else {
                let (missing, surplus) = (lines_of(others.len() + 1), lines_of(unexpected.len()));
                format!("{first} (in all, {missing} missing and {surplus} too many)")
            }
        }
    };
    let lines = missing
        .into_iter()
        .map(|text| line(Side::Missing, text))
        .chain(unexpected.into_iter().map(|text| line(Side::Unexpected, text)))
        .collect();
    Some(Finding::new(Verdict::Wrong, message).with(Evidence::Diff { lines }))
}

/// The output must be one of these texts; the difference shown is that from the most similar one.
pub(super) fn one_of(texts: &[String], actual: &str) -> Option<Finding> {
    if texts.iter().any(|text| text == actual) {
        return None;
    }
    let likeness = |text: &String| TextDiff::from_lines(text.as_str(), actual).ratio();
    let nearest = texts
        .iter()
        .max_by(|one, other| likeness(one).total_cmp(&likeness(other)))?;
    let mut finding = exact(nearest, actual)?;
    finding.message = format!(
        "none of the {} texts allowed; against the most similar one: {}",
        texts.len(),
        finding.message
    );
    Some(finding)
}

fn side(tag: ChangeTag) -> Side {
    match tag {
        ChangeTag::Equal => Side::Both,
        ChangeTag::Delete => Side::Missing,
        ChangeTag::Insert => Side::Unexpected,
    }
}

fn line(side: Side, text: &str) -> DiffLine {
    match text.strip_suffix('\n') {
        Some(text) => DiffLine {
            side,
            text: text.to_owned(),
            newline: true,
        },
        None => DiffLine {
            side,
            text: text.to_owned(),
            newline: false,
        },
    }
}

/// What differs first, in one line: "got 99, expected 97".
fn sentence(expected: &str, actual: &str) -> String {
    if actual.is_empty() {
        return format!("printed nothing, expected {}", lines_of(expected.lines().count()));
    }
    let wanted: Vec<&str> = expected.split_inclusive('\n').collect();
    let got: Vec<&str> = actual.split_inclusive('\n').collect();
    let first = wanted.iter().zip(&got).position(|(wanted, got)| wanted != got);
    match first {
        Some(0) if wanted.len() == 1 && got.len() == 1 => got_expected(got[0], wanted[0]),
        Some(at) => format!("line {}: {}", at + 1, got_expected(got[at], wanted[at])),
        None if got.len() < wanted.len() => {
            format!(
                "{} missing at the end, from {}",
                lines_of(wanted.len() - got.len()),
                shown(wanted[got.len()])
            )
        }
        None => format!(
            "{} too many at the end, from {}",
            lines_of(got.len() - wanted.len()),
            shown(got[wanted.len()])
        ),
    }
}

/// The line that somebody most probably printed instead of `wanted`.
fn most_like<'a>(wanted: &str, lines: &[&'a str]) -> &'a str {
    let distance = |line: &&&str| strsim::damerau_levenshtein(line, wanted);
    lines
        .iter()
        .take(MOST_COMPARED)
        .min_by_key(distance)
        .copied()
        .unwrap_or_default()
}

/// Comparing takes time: a flood of lines is not searched to its end.
const MOST_COMPARED: usize = 200;

fn got_expected(got: &str, wanted: &str) -> String {
    if got.trim_end_matches('\n') == wanted.trim_end_matches('\n') {
        let which = if wanted.ends_with('\n') {
            "no line feed after"
        } else {
            "a line feed too many after"
        };
        return format!("{which} {}", shown(wanted));
    }
    format!("got {}, expected {}", shown(got), shown(wanted))
}

/// A line in a sentence: bare when nothing about it can be misread.
fn shown(text: &str) -> String {
    let text = text.trim_end_matches('\n');
    let plain = !text.is_empty() && text.chars().all(char::is_alphanumeric);
    if plain {
        text.to_owned()
    } else {
        format!("`{text}`")
    }
}

fn lines_of(count: usize) -> String {
    if count == 1 {
        "1 line".to_owned()
    } else {
        format!("{count} lines")
    }
}
