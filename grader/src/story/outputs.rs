//! How two outputs differ, in words.

use super::scene::Scene;
use super::words::{count, printed};
use std::collections::BTreeMap;
use wire::{Event, Op, Output};

/// What a schedule prints that an ordinary one does not, as the end of a sentence: `print 98 instead of 99`. `many`
/// says whether the subject is several schedules.
pub(super) fn difference(stdout: &str, exit: i32, ordinary: &Output, many: bool) -> String {
    let (print, lack) = if many {
        ("print", "lack")
    } else {
        ("prints", "lacks")
    };
    let ours: Vec<&str> = stdout.lines().collect();
    let theirs: Vec<&str> = ordinary.stdout.lines().collect();
    if ours == theirs {
        return if exit == ordinary.exit {
            format!("{print} what others print, but not with the same line ends")
        } else {
            let exits = if many { "exit" } else { "exits" };
            format!("{exits} with code {exit} instead of {}", ordinary.exit)
        };
    }
    if ours.len() <= 1 && theirs.len() <= 1 {
        return format!(
            "{print} {} instead of {}",
            printed(stdout),
            printed(&ordinary.stdout)
        );
    }
    let at = first_difference(&ours, &theirs);
    if sorted(&ours) == sorted(&theirs) {
        return format!("{print} {} before {}", printed(ours[at]), printed(theirs[at]));
    }
    let missing = lacking(&theirs, &ours);
    let added = lacking(&ours, &theirs);
    match (missing.as_slice(), added.as_slice()) {
        ([one], []) => format!("{lack} the line {}", quoted(one)),
        (some, []) => format!(
            "{lack} {}, the first of them {}",
            count(some.len() as u64, "line"),
            quoted(some[0])
        ),
        ([], [one]) => format!("{print} one line more: {}", quoted(one)),
        ([], some) => format!(
            "{print} {} more, the first of them {}",
            count(some.len() as u64, "line"),
            quoted(some[0])
        ),
        (missing, added) => {
            let place = surplus(&ours, added[0], &theirs).unwrap_or(at) + 1;
            format!(
                "{print} {} instead of {} (line {place} of the output)",
                printed(added[0]),
                printed(missing[0])
            )
        }
    }
}

fn quoted(line: &str) -> String {
    match printed(line) {
        bare if bare.starts_with('"') => bare,
        bare if line.is_empty() => bare.replace("nothing", "\"\""),
        bare => format!("\"{bare}\""),
    }
}

fn sorted<'a>(lines: &[&'a str]) -> Vec<&'a str> {
    let mut lines = lines.to_vec();
    lines.sort_unstable();
    lines
}

fn first_difference(ours: &[&str], theirs: &[&str]) -> usize {
    let same = ours.iter().zip(theirs).take_while(|(a, b)| a == b).count();
    same.min(ours.len().max(1) - 1)
}

/// The lines of `of` that `in_these` has not, as often as it lacks them.
fn lacking<'a>(of: &[&'a str], in_these: &[&str]) -> Vec<&'a str> {
    let mut left: BTreeMap<&str, usize> = BTreeMap::new();
    for line in in_these {
        *left.entry(line).or_insert(0) += 1;
    }
    let mut lacking = Vec::new();
    for line in of {
        match left.get_mut(line) {
            Some(number) if *number > 0 => *number -= 1,
            _ => lacking.push(*line),
        }
    }
    lacking
}

/// Where `line` stands in `of` for the first time more often than `in_these`.
fn surplus(of: &[&str], line: &str, in_these: &[&str]) -> Option<usize> {
    let known = in_these.iter().filter(|other| **other == line).count();
    let all = of.iter().enumerate().filter(|(_, other)| **other == line);
    all.map(|(at, _)| at).nth(known)
}

/// The event that prints the first thing that an ordinary schedule prints otherwise.
pub(super) fn telling_print(scene: &Scene<'_>) -> Option<usize> {
    let ordinary = scene.finding.instead_of.as_ref()?;
    let same = scene
        .finding
        .stdout
        .bytes()
        .zip(ordinary.stdout.bytes())
        .take_while(|(a, b)| a == b)
        .count();
    let mut printed = 0;
    let prints = |event: &&(usize, &Event)| event.1.op == Op::Print;
    for (index, event) in scene
        .finding
        .events
        .iter()
        .enumerate()
        .filter(|event| prints(&event))
    {
        printed += event.value.as_deref().unwrap_or_default().len();
        if printed > same {
            return Some(index);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_are_said_in_the_fewest_words() {
        // (this schedule's output, an ordinary one's, what is said of several schedules)
        let cases = [
            ("98\n", "99\n", "print 98 instead of 99"),
            ("", "99\n", "print nothing instead of 99"),
            ("a\nb\n", "b\na\n", "print a before b"),
            ("x\na\nb\n", "x\nb\na\n", "print a before b"),
            ("one\n", "one\nclosed\n", "lack the line \"closed\""),
            ("one\n", "one\na\nb\n", "lack 2 lines, the first of them \"a\""),
            ("a\nb\nb\n", "a\nb\n", "print one line more: \"b\""),
            (
                "a\n3\nz\n",
                "a\n4\nz\n",
                "print 3 instead of 4 (line 2 of the output)",
            ),
            (
                "a b\nz\n",
                "c d\nz\n",
                "print \"a b\" instead of \"c d\" (line 1 of the output)",
            ),
        ];
        for (ours, theirs, said) in cases {
            let ordinary = Output {
                stdout: theirs.to_owned(),
                ..Output::default()
            };
            assert_eq!(difference(ours, 0, &ordinary, true), said);
        }
    }

    #[test]
    fn exit_codes_count_too() {
        let ordinary = Output {
            stdout: "x\n".to_owned(),
            ..Output::default()
        };
        assert_eq!(
            difference("x\n", 1, &ordinary, false),
            "exits with code 1 instead of 0"
        );
    }
}
