//! A problem in the course file: where it is, what is wrong, what to do; and how that is shown.

use crate::check::{self, Step};
use std::fmt::Write as _;
use std::path::Path;

/// The most problems that are looked for and shown.
pub(super) const MOST: usize = 100;

/// The most characters of a source line that are shown.
const LINE_WIDTH: usize = 100;

/// Something wrong with the course file, at a place in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where it is.
    pub at: Place,
    /// What is wrong: lower case, no final period.
    pub message: String,
    /// What to do: whole sentences.
    pub remedy: String,
    /// The place that this one contradicts, and what it is: "first used here".
    pub other: Option<(Place, &'static str)>,
}

/// A place in the course file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
    /// How many characters of that line it covers, at least 1.
    pub width: usize,
}

impl Place {
    /// One character at this line and column, both from 1.
    pub(super) const fn point(line: usize, column: usize) -> Self {
        Place {
            line,
            column,
            width: 1,
        }
    }

    /// The beginning of the file.
    pub(super) const START: Place = Place::point(1, 1);

    /// The place, or the closest one that the text has. The end of a file is on a line of its own to a parser,
    /// and YAML breaks lines at some characters where nobody else does.
    pub(super) fn within(self, lines: &[&str]) -> Place {
        let last = lines.len().max(1);
        let length = lines
            .get(self.line.min(last) - 1)
            .map_or(0, |line| line.trim_end().chars().count());
        if self.line > last {
            return Place::point(last, length.max(1));
        }
        Place {
            column: self.column.min(length + 1),
            ..self
        }
    }
}

/// A problem whose place is still a path. Places are looked up only when there is something to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Unplaced {
    pub(super) path: Vec<Step>,
    pub(super) message: String,
    pub(super) remedy: String,
    pub(super) other: Option<(Vec<Step>, &'static str)>,
}

impl Unplaced {
    pub(super) fn new(path: Vec<Step>, message: impl Into<String>, remedy: impl Into<String>) -> Self {
        Unplaced {
            path,
            message: message.into(),
            remedy: remedy.into(),
            other: None,
        }
    }
}

impl From<check::Problem> for Unplaced {
    fn from(problem: check::Problem) -> Self {
        Unplaced::new(problem.path, problem.message, problem.remedy)
    }
}

/// A path that is being walked down: costs nothing until somebody asks for its steps.
#[derive(Debug, Clone, Copy)]
pub(super) enum At<'a> {
    Root,
    Key(&'a At<'a>, &'a str),
    Item(&'a At<'a>, usize),
}

impl<'a> At<'a> {
    pub(super) fn key(&'a self, key: &'a str) -> At<'a> {
        At::Key(self, key)
    }

    pub(super) fn item(&'a self, index: usize) -> At<'a> {
        At::Item(self, index)
    }

    /// The steps from the root to here.
    pub(super) fn path(&self) -> Vec<Step> {
        let (mut path, step) = match self {
            At::Root => return Vec::new(),
            At::Key(parent, key) => (parent.path(), Step::Key((*key).to_owned())),
            At::Item(parent, index) => (parent.path(), Step::Item(*index)),
        };
        path.push(step);
        path
    }
}

/// The problems in the order of the file, each at a place that the text has.
pub(super) fn sorted(mut problems: Vec<Problem>, text: &str) -> Vec<Problem> {
    let lines: Vec<&str> = text.lines().collect();
    for problem in &mut problems {
        problem.at = problem.at.within(&lines);
        problem.other = problem.other.map(|(place, label)| (place.within(&lines), label));
    }
    problems.sort_by_key(|problem| problem.at);
    problems
}

/// Every problem with its source line, and how many there are. The problems are sorted.
pub(super) fn render(file: &Path, text: &str, problems: &[Problem]) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let mut shown = String::new();
    for problem in problems.iter().take(MOST) {
        show(&mut shown, file, &lines, problem);
    }
    let file = file.display();
    let count = match problems.len() {
        1 => format!("1 problem in {file}"),
        many if many < MOST => format!("{many} problems in {file}"),
        _ => format!("{MOST} problems or more in {file}; the first {MOST} are shown"),
    };
    shown + &count
}

fn show(out: &mut String, file: &Path, lines: &[&str], problem: &Problem) {
    let Place { line, column, .. } = problem.at;
    let gutter = problem
        .other
        .map_or(line, |(place, _)| place.line.max(line))
        .to_string()
        .len()
        .max(4);
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{}:{line}:{column}: {}", file.display(), problem.message);
    excerpt(out, lines, problem.at, "", gutter);
    if let Some((place, label)) = problem.other {
        excerpt(out, lines, place, label, gutter);
    }
    let _ = writeln!(out, "help: {}\n", problem.remedy);
}

/// The source line of a place, and carets under the place.
fn excerpt(out: &mut String, lines: &[&str], place: Place, label: &str, gutter: usize) {
    let line = lines.get(place.line - 1).copied().unwrap_or_default();
    let Window {
        shown,
        before,
        carets,
    } = Window::of(line, place);
    let label = if label.is_empty() {
        String::new()
    } else {
        format!(" {label}")
    };
    let _ = writeln!(out, "{:>gutter$} | {shown}", place.line);
    let _ = writeln!(out, "{:>gutter$} | {before}{}{label}", "", "^".repeat(carets));
}

/// The part of a source line that is shown, what stands before the carets below it, and how many of those.
struct Window {
    shown: String,
    before: String,
    carets: usize,
}

impl Window {
    /// A hint may be one line of a thousand characters: only what is around the place is shown of those.
    fn of(line: &str, place: Place) -> Self {
        let chars: Vec<char> = line.chars().map(printable).collect();
        let at = (place.column - 1).min(chars.len());
        let fits = chars.len() <= LINE_WIDTH || at < LINE_WIDTH * 3 / 4;
        let start = if fits { 0 } else { at - LINE_WIDTH / 2 };
        let end = chars.len().min(start + LINE_WIDTH);
        let cut_left = if start > 0 { "…" } else { "" };
        let cut_right = if end < chars.len() { "…" } else { "" };
        let shown = chars[start..end].iter().collect::<String>();
        // Tabs stay tabs, so that the caret stands under its character whatever the width of a tab.
        let blank = |c: &char| if *c == '\t' { '\t' } else { ' ' };
        Window {
            shown: format!("{cut_left}{}{cut_right}", shown.trim_end()),
            before: cut_left
                .chars()
                .map(|_| ' ')
                .chain(chars[start..at].iter().map(blank))
                .collect(),
            carets: place.width.min(end.saturating_sub(at)).max(1),
        }
    }
}

/// A broken file may hold anything: what could steer a terminal is not shown as it is.
fn printable(c: char) -> char {
    if c.is_control() && c != '\t' {
        '\u{fffd}'
    } else {
        c
    }
}
