//! YAML's syntax errors in words that help: what a person most likely did, where, and how to write it.

use super::locate::point;
use super::problem::{Place, Problem};
use saphyr_parser::ScanError;

const QUOTES: &str = "Put the whole text in quotes: \"…\" or '…'.";
const INDENTATION: &str = "The keys of one map begin in the same column, and so do the dashes of one list; compare with the lines around.";
const TABS: &str = "Write spaces in its place.";
const BRACKETS: &str = "Close it, or put a `,` between the items; put text that holds a bracket in quotes.";

/// What the parser says (a part of it) → what we say, and what to do.
const PLAIN_WORDS: &[(&str, &str, &str)] = &[
    ("tab", "a tab, where YAML takes only spaces", TABS),
    (
        "unknown anchor",
        "an alias: course files have none",
        "To mean a text that begins with `*`, put it in quotes.",
    ),
    (
        "unexpected character",
        "text cannot begin with this character",
        QUOTES,
    ),
    (
        "unknown escape",
        "an unknown escape in this text",
        "Write `\\\\` for a backslash, or use single quotes.",
    ),
    (
        "quoted scalar, found unexpected end",
        "a quote that is never closed",
        "Close it where the text ends.",
    ),
    (
        "indentation in quoted scalar",
        "a quote that is never closed",
        "Close it where the text ends.",
    ),
    ("trailing content", "something follows the closing quote", QUOTES),
    (
        "expected ',' or ",
        "a bracket that is never closed, or a missing comma",
        BRACKETS,
    ),
    (
        "illegal placement of ':'",
        "a bracket that is never closed, or a missing comma",
        BRACKETS,
    ),
    (
        "misplaced bracket",
        "a closing bracket without an opening one",
        QUOTES,
    ),
    (
        "did not find expected '-'",
        "this line is not an item of the list above it",
        INDENTATION,
    ),
    (
        "did not find expected key",
        "this line does not fit the lines above it",
        INDENTATION,
    ),
    (
        "simple key expect",
        "a line without a `:`",
        "Write `key: value`, or indent it as part of the text above.",
    ),
    (
        "entries are not allowed",
        "a list cannot begin here",
        "Write each item on a line of its own, or all as `[a, b]`.",
    ),
    (
        "mapping values are not allowed",
        "a second `:` in one value",
        "Put text that holds `: ` in quotes; or, if this is a key, indent it like the keys around it.",
    ),
    (
        "block scalar, did not find expected comment",
        "text on the same line as `|` or `>`",
        "Begin the text on the next line, indented; or put it in quotes.",
    ),
];

/// A syntax error. `innermost` is the place of the list or map that was being read.
pub(super) fn explain(text: &str, error: &ScanError, innermost: Option<Place>) -> Problem {
    let lines: Vec<&str> = text.lines().collect();
    let mut at = inside(&lines, point(*error.marker()));
    let known = PLAIN_WORDS.iter().find(|(part, ..)| error.info().contains(part));
    let (mut message, mut remedy) = match known {
        Some((_, message, remedy)) => ((*message).to_owned(), *remedy),
        None => (format!("this is not YAML: {}", error.info()), INDENTATION),
    };
    // The parser notices some mistakes only on a later line than they are on.
    if remedy == BRACKETS
        && let Some(open) = innermost
    {
        at = open;
    } else if error.info().contains("simple key expect") {
        at = whole_line(&lines, text_line_before(&lines, at.line));
    } else if error.info().contains("mapping values") {
        let before = text_line_before(&lines, at.line);
        if let Some(colon) = colon_without_space(lines[before - 1]) {
            at = Place::point(before, colon);
            (message, remedy) = (
                "no space after `:`".to_owned(),
                "Write `key: value`, with a space.",
            );
        }
    } else if message.starts_with("this line") && !begins_line(&lines, at) {
        (message, remedy) = ("something follows the value".to_owned(), QUOTES);
    }
    let tab = lines[at.line - 1]
        .chars()
        .take_while(|c| matches!(c, ' ' | '\t'))
        .position(|c| c == '\t');
    if let Some(tab) = tab {
        at = Place::point(at.line, tab + 1);
        (message, remedy) = (PLAIN_WORDS[0].1.to_owned(), TABS);
    }
    Problem {
        at,
        message,
        remedy: remedy.to_owned(),
        other: None,
    }
}

/// Errors at the end of the file are beyond its last line.
fn inside(lines: &[&str], at: Place) -> Place {
    match lines.last() {
        Some(last) if at.line > lines.len() => {
            Place::point(lines.len(), last.trim_end().chars().count().max(1))
        }
        _ => at,
    }
}

/// The last line before this one (both from 1) that says something; the line itself, if none does.
fn text_line_before(lines: &[&str], line: usize) -> usize {
    let said = |line: &&str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
    lines[..line - 1]
        .iter()
        .rposition(said)
        .map_or(line, |index| index + 1)
}

fn whole_line(lines: &[&str], line: usize) -> Place {
    let text = lines[line - 1];
    let indentation = text.chars().take_while(|c| *c == ' ').count();
    Place {
        line,
        column: indentation + 1,
        width: text.trim().chars().count().max(1),
    }
}

/// The column of the `:` in a line such as `title:foo`.
fn colon_without_space(line: &str) -> Option<usize> {
    let colon = line.chars().position(|c| c == ':')?;
    let key = line.trim_start_matches([' ', '-']);
    let is_word = key
        .split(':')
        .next()?
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
    let next = line.chars().nth(colon + 1)?;
    (is_word && !next.is_whitespace() && next != ':').then_some(colon + 1)
}

fn begins_line(lines: &[&str], at: Place) -> bool {
    lines[at.line - 1].chars().take(at.column - 1).all(|c| c == ' ')
}

/// What no reader of YAML takes, with the place: the parser that finds places lets it through.
pub(super) fn control_character(text: &str) -> Option<Problem> {
    for (index, line) in text.lines().enumerate() {
        let found = line
            .chars()
            .enumerate()
            .find(|(_, c)| c.is_control() && *c != '\t');
        if let Some((column, c)) = found {
            let at = Place::point(index + 1, column + 1);
            let message = format!("a control character (U+{:04X})", u32::from(c));
            let remedy = "Take it out; in a text in double quotes it can be written as an escape.".to_owned();
            return Some(Problem {
                at,
                message,
                remedy,
                other: None,
            });
        }
    }
    None
}

/// An error of the reader of values that the parser of places did not see.
pub(super) fn values(error: &serde_yaml::Error, text: &str) -> Problem {
    let lines: Vec<&str> = text.lines().collect();
    let at = error.location().map_or(Place::START, |at| {
        Place::point(at.line().max(1), at.column().max(1))
    });
    let at = inside(&lines, at);
    let on_tab = lines
        .get(at.line - 1)
        .is_some_and(|line| line.chars().nth(at.column - 1) == Some('\t'));
    let (message, remedy) = if on_tab {
        (PLAIN_WORDS[0].1.to_owned(), TABS)
    } else {
        (format!("this is not YAML: {error}"), INDENTATION)
    };
    Problem {
        at,
        message,
        remedy: remedy.to_owned(),
        other: None,
    }
}

/// Bytes that are no text. `valid` of them are.
pub(super) fn not_utf8(bytes: &[u8], valid: usize) -> Problem {
    let before = String::from_utf8_lossy(&bytes[..valid]);
    let line = before.rsplit('\n').next().unwrap_or_default();
    let at = Place::point(before.matches('\n').count() + 1, line.chars().count() + 1);
    let message = format!(
        "byte 0x{:02X} is not UTF-8 text",
        bytes.get(valid).copied().unwrap_or_default()
    );
    Problem {
        at,
        message,
        remedy: "Save the file as UTF-8.".to_owned(),
        other: None,
    }
}
