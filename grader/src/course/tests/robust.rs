//! Whatever the text is: no panic, and every refusal has its reasons, each at a place that exists.

use super::{FILE, KINDS, VALID, no_files, parse};
use crate::course::Problem;
use crate::course::load::{parse_closely, plain};
use crate::course::locate::needs_a_close_look;
use std::fmt::Write as _;
use std::path::Path;

/// Whether a problem keeps the rules for messages and lies in the text.
pub(super) fn well_formed(text: &str, problem: &Problem) -> Result<(), String> {
    let text = plain(text);
    let lines: Vec<&str> = text.lines().collect();
    let place = problem.at;
    let line = match place.line.checked_sub(1) {
        None => return Err("lines count from 1".to_owned()),
        // A file without any line has its first place all the same.
        Some(0) if lines.is_empty() => "",
        Some(index) => lines.get(index).ok_or("a line that is not there")?,
    };
    let rules = [
        (place.column >= 1, "columns count from 1"),
        (
            place.column <= line.chars().count() + 1,
            "a column beyond the line",
        ),
        (place.width >= 1, "a place covers something"),
        (!problem.message.is_empty(), "a message says something"),
        (
            !problem.message.starts_with(char::is_uppercase),
            "a message begins in lower case",
        ),
        (!problem.message.ends_with('.'), "a message ends without a period"),
        (!problem.message.contains('\n'), "a message is one line"),
        (
            problem.remedy.starts_with(|c: char| c.is_uppercase() || c == '`'),
            "a remedy is a sentence",
        ),
        (
            problem.remedy.ends_with(['.', '?']),
            "a remedy is a whole sentence",
        ),
        (!problem.remedy.contains('\n'), "a remedy is one line"),
    ];
    match rules.iter().find(|(kept, _)| !kept) {
        Some((_, broken)) => Err((*broken).to_owned()),
        None => Ok(()),
    }
}

fn survives(text: &str) {
    match parse(text) {
        Ok(course) => {
            let closely = parse_closely(text, Path::new(FILE), KINDS, &no_files)
                .unwrap_or_else(|problems| panic!("accepted the short way only: {text:?}\n{problems:?}"));
            assert_eq!(
                format!("{course:?}"),
                format!("{closely:?}"),
                "the two ways differ: {text:?}"
            );
        }
        Err(problems) => {
            assert!(!problems.is_empty(), "refused without a word: {text:?}");
            for problem in problems {
                well_formed(text, &problem).unwrap_or_else(|why| panic!("{why}: {problem:?}\n{text:?}"));
            }
        }
    }
}

#[test]
fn a_file_that_ends_anywhere() {
    for (end, _) in VALID.char_indices() {
        survives(&VALID[..end]);
    }
}

#[test]
fn a_line_that_is_missing_or_doubled_or_moved() {
    let lines: Vec<&str> = VALID.lines().collect();
    for at in 0..lines.len() {
        let changed = |line: Vec<String>| {
            let mut lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
            lines.splice(at..=at, line);
            lines.join("\n")
        };
        let line = lines[at];
        survives(&changed(vec![]));
        survives(&changed(vec![line.to_owned(), line.to_owned()]));
        survives(&changed(vec![format!(" {line}")]));
        survives(&changed(vec![line.strip_prefix(' ').unwrap_or(line).to_owned()]));
        survives(&changed(vec![format!("\t{}", line.trim_start())]));
        survives(&changed(vec![
            line.split(':').next().unwrap_or_default().to_owned(),
        ]));
    }
}

#[test]
fn a_character_that_does_not_belong() {
    for stray in [
        "\"", "'", "[", "{", "}", ":", "- ", "#", "&", "*", "!", "|", "%", "@", "\t", "\r", "\0", "\u{85}",
        "\u{2028}", "é", "\u{feff}",
    ] {
        for (at, _) in VALID.char_indices().step_by(11) {
            survives(&format!("{}{stray}{}", &VALID[..at], &VALID[at..]));
        }
    }
}

/// Nine lists that each hold the one before nine times: a few hundred bytes that stand for a billion words. So a text
/// with an alias is not read any further: not even its unknown keys are told.
#[test]
fn aliases_that_stand_for_more_and_more() {
    for (levels, times) in [(2, 1), (10, 9)] {
        let mut text = "format: 1\na0: &a0 lol\n".to_owned();
        for level in 1..levels {
            let aliases = vec![format!("*a{}", level - 1); times].join(", ");
            let _ = writeln!(text, "a{level}: &a{level} [{aliases}]");
        }
        let problems = parse(&text).expect_err("aliases");
        let (anchors, rest): (Vec<_>, Vec<_>) =
            problems.iter().partition(|p| p.message.starts_with("an anchor"));
        assert_eq!((anchors.len(), rest.len()), (levels, (levels - 1) * times));
        assert!(
            rest.iter().all(|problem| problem.message.starts_with("an alias")),
            "{rest:?}"
        );
    }
}

/// Where every line ends as on another system, places are the same.
#[test]
fn ends_of_lines_of_other_systems() {
    let broken = VALID
        .replace("points: 10", "pionts: 10")
        .replace("points: 5", "points: 0");
    let places = |text: &str| -> Vec<_> { parse(text).expect_err("broken").iter().map(|p| p.at).collect() };
    for end in ["\r\n", "\r"] {
        assert_eq!(places(&broken.replace('\n', end)), places(&broken), "{end:?}");
    }
}

/// Much of anything, as the work of a cat on a keyboard.
#[test]
fn the_same_thing_again_and_again() {
    for part in [
        "[", "{a: ", "- ", "? ", "\"", "a: b\n", "- a\n", "&a ", "!a ", "*a ", ":", "- - \n", "---\n",
        "a: [\n", "\t", "a",
    ] {
        survives(&part.repeat((1 << 16) / part.len()));
    }
    let stairs: Vec<String> = (0..300)
        .map(|depth| {
            format!(
                "{}a:
",
                " ".repeat(depth)
            )
        })
        .collect();
    survives(&stairs.concat());
}

/// The reader of values takes time that grows with the square of the nesting: half a minute for a megabyte of
/// brackets. So it must not see such a text before the nesting was checked.
#[test]
fn brackets_beyond_reason_are_looked_at_first() {
    assert!(needs_a_close_look(&"[".repeat(1 << 16)));
    assert!(needs_a_close_look(&"{a: ]".repeat(1 << 14)));
    let problems = parse(&"[".repeat(1 << 20)).expect_err("too deep");
    assert_eq!(problems.len(), 1);
}
