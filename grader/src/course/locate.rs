//! The text → the place of every key and value, and whatever YAML allows but a course file does not.

use super::node::quoted;
use super::problem::{MOST, Place, Problem, Unplaced};
use super::syntax;
use crate::check::Step;
use saphyr_parser::{Event, Marker, Parser, ScalarStyle, Span};
use std::collections::HashMap;

/// The deepest nesting that is read. A course needs about half of it.
pub(super) const DEEPEST: usize = 16;

/// The most brackets that a text may open before its nesting is checked ahead of everything else: the reader of
/// values takes a time that grows with the square of the nesting.
const MOST_BRACKETS: usize = 4096;

/// A text of so many bytes can open nothing but brackets and is still read in a moment.
const NEVER_TOO_DEEP: usize = 1 << 15;

/// Where everything is.
pub(super) struct Places {
    root: Located,
    /// What a course file may not hold, in the order of the file.
    pub(super) problems: Vec<Problem>,
    /// The syntax error at which the search ended.
    pub(super) syntax: Option<Problem>,
    /// Whether the values may be read: nothing stands for something else, nothing is nested beyond reason.
    pub(super) readable: bool,
}

/// A value and what is in it.
#[derive(Debug)]
struct Located {
    at: Place,
    inside: Inside,
}

#[derive(Debug)]
enum Inside {
    Nothing,
    Items(Vec<Located>),
    Entries(HashMap<String, (Place, Located)>),
}

impl Places {
    /// Finds every place in the text, up to a syntax error.
    pub(super) fn find(text: &str) -> Self {
        let (open, problems) = (Vec::new(), Vec::new());
        let mut finder = Finder {
            text,
            open,
            root: None,
            documents: 0,
            problems,
            readable: true,
        };
        let mut syntax = None;
        for event in Parser::new_from_str(text) {
            match event {
                Ok((event, span)) => {
                    let keep_on = finder.event(event, span);
                    finder.readable &= keep_on;
                    if !keep_on || finder.problems.len() >= MOST {
                        break;
                    }
                }
                Err(error) => {
                    syntax = Some(syntax::explain(text, &error));
                    break;
                }
            }
        }
        // What was still open is known as far as it goes.
        while let Some(frame) = finder.open.pop() {
            finder.attach(Located {
                at: frame.at,
                inside: frame.inside,
            });
        }
        let root = finder.root.unwrap_or(Located {
            at: Place::START,
            inside: Inside::Nothing,
        });
        Places {
            root,
            problems: finder.problems,
            syntax,
            readable: finder.readable,
        }
    }

    /// The place that a path leads to; for a path that leads to nothing, the last place on its way.
    pub(super) fn of(&self, path: &[Step]) -> Place {
        let mut here = &self.root;
        for step in path {
            here = match (step, &here.inside) {
                (Step::Item(index), Inside::Items(items)) if *index < items.len() => &items[*index],
                (Step::Key(key), Inside::Entries(entries)) if entries.contains_key(key) => &entries[key].1,
                (Step::Name(key), Inside::Entries(entries)) if entries.contains_key(key) => {
                    return entries[key].0;
                }
                _ => break,
            };
        }
        here.at
    }

    /// Puts a problem at its place.
    pub(super) fn place(&self, problem: Unplaced) -> Problem {
        let Unplaced {
            path,
            message,
            remedy,
            other,
        } = problem;
        let other = other.map(|(path, label)| (self.of(&path), label));
        Problem {
            at: self.of(&path),
            message,
            remedy,
            other,
        }
    }
}

/// A list or map that is still open.
struct Frame {
    at: Place,
    inside: Inside,
    /// The key whose value comes next.
    key: Option<(String, Place)>,
}

struct Finder<'t> {
    text: &'t str,
    open: Vec<Frame>,
    root: Option<Located>,
    documents: usize,
    problems: Vec<Problem>,
    readable: bool,
}

impl Finder<'_> {
    /// Takes one event in. False: the rest is not worth reading.
    fn event(&mut self, event: Event<'_>, span: Span) -> bool {
        let at = place(span);
        match event {
            Event::DocumentStart(_) => return self.document(at),
            Event::Alias(_) => {
                self.refuse(
                    at,
                    "an alias: course files have none",
                    "Write the value out once more; to mean a text that begins with `*`, put it in quotes.",
                );
                // What an alias stands for could be larger than memory.
                self.readable = false;
                self.value(at, "*");
            }
            Event::Scalar(text, style, anchor, tag) => {
                self.properties(at, anchor, tag.is_some());
                self.scalar(&text, style, at, span);
            }
            Event::SequenceStart(anchor, tag) => {
                self.properties(at, anchor, tag.is_some());
                return self.enter(at, Inside::Items(Vec::new()));
            }
            Event::MappingStart(anchor, tag) => {
                self.properties(at, anchor, tag.is_some());
                return self.enter(at, Inside::Entries(HashMap::new()));
            }
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(frame) = self.open.pop() {
                    self.attach(Located {
                        at: frame.at,
                        inside: frame.inside,
                    });
                }
            }
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
        }
        true
    }

    fn refuse(&mut self, at: Place, message: impl Into<String>, remedy: impl Into<String>) {
        let (message, remedy) = (message.into(), remedy.into());
        self.problems.push(Problem {
            at,
            message,
            remedy,
            other: None,
        });
    }

    fn document(&mut self, at: Place) -> bool {
        self.documents += 1;
        if self.documents > 1 {
            self.refuse(
                at,
                "a second YAML document: a course is one",
                "Take this line out, and keep one course in the file.",
            );
        }
        self.documents == 1
    }

    fn properties(&mut self, at: Place, anchor: usize, tagged: bool) {
        if anchor > 0 {
            self.refuse(
                at,
                "an anchor: course files have none",
                "Take it out; to mean a text that begins with `&`, put it in quotes.",
            );
        }
        if tagged {
            self.refuse(
                at,
                "a tag: course files have none",
                "Take it out; to mean a text that begins with `!`, put it in quotes.",
            );
        }
    }

    /// A scalar is a key or a value, whichever comes next.
    fn scalar(&mut self, text: &str, style: ScalarStyle, mut at: Place, span: Span) {
        if let Some(Frame {
            key: Some((_, key)), ..
        }) = self.open.last()
            && text.is_empty()
            && style == ScalarStyle::Plain
        {
            // Nothing has no place of its own: its key has.
            at = *key;
        } else if matches!(style, ScalarStyle::Literal | ScalarStyle::Folded)
            && span.end.line() > span.start.line()
        {
            at.width = self.width_of_line(at);
        }
        self.value(at, text);
    }

    fn width_of_line(&self, at: Place) -> usize {
        let line = self.text.lines().nth(at.line - 1).unwrap_or_default();
        line.trim_end()
            .chars()
            .count()
            .saturating_sub(at.column - 1)
            .max(1)
    }

    fn value(&mut self, at: Place, text: &str) {
        match self.open.last_mut() {
            Some(Frame {
                inside: Inside::Entries(entries),
                key: key @ None,
                ..
            }) => {
                if let Some((earlier, _)) = entries.get(text) {
                    let problem = Problem {
                        at,
                        message: format!("the key {} comes twice", quoted(text)),
                        remedy: "Keep one of the two.".to_owned(),
                        other: Some((*earlier, "first here")),
                    };
                    self.problems.push(problem);
                }
                *key = Some((text.to_owned(), at));
            }
            _ => self.attach(Located {
                at,
                inside: Inside::Nothing,
            }),
        }
    }

    fn enter(&mut self, at: Place, inside: Inside) -> bool {
        if let Some(Frame {
            inside: Inside::Entries(_),
            key: key @ None,
            ..
        }) = self.open.last_mut()
        {
            *key = Some((String::new(), at));
            self.refuse(
                at,
                "a list or map as a key: keys are words",
                "Write a word before the `:`.",
            );
            return false;
        }
        if self.open.len() == DEEPEST {
            self.refuse(
                at,
                format!("nested more than {DEEPEST} deep"),
                "A course needs less: see whether a bracket or some indentation is too much.",
            );
            return false;
        }
        self.open.push(Frame {
            at,
            inside,
            key: None,
        });
        true
    }

    /// Puts a finished value into what is open around it.
    fn attach(&mut self, value: Located) {
        match self.open.last_mut() {
            None => {
                self.root.get_or_insert(value);
            }
            Some(frame) => match &mut frame.inside {
                Inside::Items(items) => items.push(value),
                Inside::Entries(entries) => {
                    if let Some((key, at)) = frame.key.take() {
                        entries.insert(key, (at, value));
                    }
                }
                Inside::Nothing => {}
            },
        }
    }
}

/// Where a span begins, and how far it goes on that line.
fn place(span: Span) -> Place {
    let Span { start, end } = span;
    let width = if start.line() == end.line() {
        end.col().saturating_sub(start.col())
    } else {
        1
    };
    Place {
        width: width.max(1),
        ..point(start)
    }
}

/// A marker's lines count from 1, its columns from 0.
pub(super) fn point(marker: Marker) -> Place {
    Place::point(marker.line().max(1), marker.col() + 1)
}

/// Whether the text could hold something that only a close look refuses: an anchor, a tag, nesting beyond reason.
/// Never false for a text that does hold one; seldom true for one that does not.
///
/// An alias needs no look: without its anchor it is an error everywhere.
pub(super) fn needs_a_close_look(text: &str) -> bool {
    let holds = |c: char| {
        text.match_indices(c)
            .any(|(at, _)| could_begin_a_value(&text[..at]))
    };
    let opens = || text.matches('[').count() + text.matches('{').count();
    holds('&') || holds('!') || (text.len() > NEVER_TOO_DEEP && opens() > MOST_BRACKETS)
}

/// Whether what stands before leaves room for a value to begin here: the beginning of a line, by any YAML's rules, or
/// the sign that announces a value.
fn could_begin_a_value(before: &str) -> bool {
    let last = before.trim_end_matches([' ', '\t']).chars().next_back();
    last.is_none_or(|c| {
        c.is_control()
            || matches!(
                c,
                '\u{2028}' | '\u{2029}' | '\u{feff}' | '-' | '?' | ':' | ',' | '[' | '{'
            )
    })
}
