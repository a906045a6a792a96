//! YAML's syntax errors in words that help: what a person most likely did, where, and how to write it.

use super::locate::point;
use super::problem::{Place, Problem};
use saphyr_parser::ScanError;

const QUOTES: &str = "Put the whole text in quotes: \"…\" or '…'.";
const INDENTATION: &str = "The keys of one map begin in the same column, and so do the dashes of one list; compare with the lines around.";
const TAB: &str = "a tab, where YAML takes only spaces";
const SPACES: &str = "Write spaces in its place.";
const BRACKETS: &str = "Close it, or put a `,` between the items; put text that holds a bracket in quotes.";

/// What the parser says (a part of it) → what we say, and what to do.
const PLAIN_WORDS: &[(&str, &str, &str)] = &[
    ("tab", TAB, SPACES),
    ("valid YAML whitespace", TAB, SPACES),
    (
        "recursion limit",
        "nested too deep",
        "A course needs less: see whether a bracket is too much.",
    ),
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

/// A syntax error.
pub(super) fn explain(text: &str, error: &ScanError) -> Problem {
    let lines: Vec<&str> = text.lines().collect();
    let said = point(*error.marker()).within(&lines);
    let (at, message, remedy) = likely_cause(&lines, error.info(), said).unwrap_or_else(|| {
        let known = PLAIN_WORDS.iter().find(|(part, ..)| error.info().contains(part));
        match known {
            Some((_, message, remedy)) => (said, (*message).to_owned(), *remedy),
            None => (said, format!("this is not YAML: {}", error.info()), INDENTATION),
        }
    });
    Problem {
        at,
        message,
        remedy: remedy.to_owned(),
        other: None,
    }
}

/// What a person most likely did where the parser says something else, or says it at a later place.
fn likely_cause(lines: &[&str], info: &str, said: Place) -> Option<(Place, String, &'static str)> {
    let line = line(lines, said.line);
    let tab_ahead = if info.contains("tab") { 3 } else { 0 };
    if let Some(at) = tab_in_indentation(lines, said.line, tab_ahead) {
        return Some((at, TAB.to_owned(), SPACES));
    }
    let in_brackets = [
        "expected ','",
        "placement of ':'",
        "indentation in flow",
        "only valid inside a block",
    ];
    if in_brackets.iter().any(|part| info.contains(part)) {
        let message = "a bracket that is never closed, or a missing comma".to_owned();
        return Some((open_bracket(lines, said).unwrap_or(said), message, BRACKETS));
    }
    if info.contains("simple key expect") || info.contains("mapping values") {
        let before = text_line_before(lines, said.line);
        let above = self::line(lines, before);
        if let Some(colon) = colon_without_space(above) {
            return Some((
                Place::point(before, colon),
                "no space after `:`".to_owned(),
                "Write `key: value`, with a space.",
            ));
        }
        if info.contains("simple key expect") {
            let remedy = "Write `key: value`, or indent it as part of the text above.";
            return Some((whole(above, before), "a line without a `:`".to_owned(), remedy));
        }
        if is_key(&line.chars().take(said.column - 1).collect::<String>()) {
            let message = "this line is indented further than the line above allows".to_owned();
            return Some((whole(line, said.line), message, INDENTATION));
        }
    }
    let block = info.contains("expected key") || info.contains("expected '-'");
    if block && !line.chars().take(said.column - 1).all(|c| c == ' ') {
        return Some((said, "something follows the value".to_owned(), QUOTES));
    }
    None
}

fn line<'t>(lines: &[&'t str], number: usize) -> &'t str {
    lines.get(number - 1).copied().unwrap_or_default()
}

/// The last bracket before a place that nothing closes; brackets in quotes count too, for want of knowing better.
fn open_bracket(lines: &[&str], said: Place) -> Option<Place> {
    let mut closed = 0_usize;
    for number in (1..=said.line).rev() {
        let line = line(lines, number).chars().enumerate();
        let before: Vec<(usize, char)> = if number == said.line {
            line.take(said.column - 1).collect()
        } else {
            line.collect()
        };
        for (column, c) in before.into_iter().rev() {
            match c {
                ']' | '}' => closed += 1,
                '[' | '{' if closed == 0 => return Some(Place::point(number, column + 1)),
                '[' | '{' => closed -= 1,
                _ => {}
            }
        }
    }
    None
}

/// The first tab in the indentation of this line or those `ahead` of it: a text of several lines is refused at its
/// first.
fn tab_in_indentation(lines: &[&str], from: usize, ahead: usize) -> Option<Place> {
    (from..=(from + ahead).min(lines.len())).find_map(|number| {
        let mut indentation = line(lines, number)
            .chars()
            .take_while(|c| matches!(c, ' ' | '\t'));
        indentation
            .position(|c| c == '\t')
            .map(|column| Place::point(number, column + 1))
    })
}

/// Whether this is all of a line before the `:` of its key.
fn is_key(text: &str) -> bool {
    let word = text.trim_start_matches([' ', '-']);
    !word.is_empty()
        && word
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))
}

/// The last line before this one (both from 1) that says something; the line itself, if none does.
fn text_line_before(lines: &[&str], number: usize) -> usize {
    let said = |line: &&str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
    lines
        .iter()
        .take(number - 1)
        .rposition(said)
        .map_or(number, |index| index + 1)
}

/// All of a line but its indentation.
fn whole(line: &str, number: usize) -> Place {
    let indentation = line.chars().take_while(|c| *c == ' ').count();
    Place {
        line: number,
        column: indentation + 1,
        width: line.trim().chars().count().max(1),
    }
}

/// The column of the `:` in a line such as `title:foo`.
fn colon_without_space(line: &str) -> Option<usize> {
    let (key, value) = line.split_once(':')?;
    let glued = !value.starts_with(|c: char| c.is_whitespace() || c == ':') && !value.is_empty();
    (is_key(key) && glued).then(|| key.chars().count() + 1)
}

/// The first character that YAML does not take: the parser of places lets it through, the reader of values does not
/// say where it is.
pub(super) fn strange_character(text: &str) -> Option<Problem> {
    text.lines().enumerate().find_map(|(index, line)| {
        let (column, strange) = line.chars().enumerate().find(|(_, c)| is_strange(*c))?;
        let at = Place::point(index + 1, column + 1);
        let message = format!(
            "a character that YAML does not take (U+{:04X})",
            u32::from(strange)
        );
        let remedy = "Take it out; in a text in double quotes it can be written as an escape.".to_owned();
        Some(Problem {
            at,
            message,
            remedy,
            other: None,
        })
    })
}

fn is_strange(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\u{85}') || matches!(c, '\u{fffe}' | '\u{ffff}')
}

/// An error of the reader of values that the parser of places did not see.
pub(super) fn values(error: &serde_yaml::Error, text: &str) -> Problem {
    let lines: Vec<&str> = text.lines().collect();
    let at = error.location().map_or(Place::START, |at| {
        Place::point(at.line().max(1), at.column().max(1))
    });
    let at = at.within(&lines);
    let on_tab = lines
        .get(at.line - 1)
        .is_some_and(|line| line.chars().nth(at.column - 1) == Some('\t'));
    let (message, remedy) = if on_tab {
        (TAB.to_owned(), SPACES)
    } else {
        let error = error.to_string();
        let what = error.split(" at line ").next().unwrap_or_default();
        (format!("this is not YAML: {what}"), INDENTATION)
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
