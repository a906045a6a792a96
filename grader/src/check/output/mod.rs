//! What the program must print: exact text, a snapshot file, lines in any order, one of several texts, an order
//! between lines, a pattern. Each is one `Demand`; a check may make several at once.

mod diff;
mod guilt;
mod order;

use super::{Check, Files, Kind, Problem, blame, shown};
use crate::build::Place;
use crate::course::read_all;
use crate::finding::Finding;
use crate::observe::Seen;
use crate::observe::explored::{Ask, Like, place};
use crate::story::Fault;
use crate::verdict::Verdict;
use order::Order;
use regex_lite::Regex;
use sandbox::Ending;
use schemars::JsonSchema;
use serde::Deserialize;
use std::fmt::Write as _;
use wire::Clock;

/// How demands on the output are written in the course file.
pub const KIND: Kind = Kind {
    key: "output",
    read: |value, files| match value {
        serde_json::Value::String(text) => Ok(Box::new(Output {
            demands: vec![Demand::Exact(text.clone())],
        })),
        _ => Ok(Box::new(Output {
            demands: demands(read_all(value)?, files)?,
        })),
    },
    schema: |generator| {
        let object = generator.subschema_for::<Written>();
        schemars::json_schema!({
            "description": "What the program must print on standard output: the exact text, or an object with other demands.",
            "oneOf": [{ "type": "string" }, object],
        })
    },
};

/// Demands on standard output; all of them must hold.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Output")]
struct Written {
    /// Exactly this text.
    exact: Option<String>,
    /// Exactly the text of this file, named from the directory of the course file.
    file: Option<String>,
    /// These lines, each as often as it stands here, in any order.
    any_order: Option<String>,
    /// One of these texts.
    one_of: Option<Vec<String>>,
    /// Which lines must come before which.
    order: Option<Vec<Order>>,
    /// The whole output must match this regular expression.
    pattern: Option<String>,
}

/// One thing asked of the output.
#[derive(Debug)]
enum Demand {
    Exact(String),
    AnyOrder(String),
    OneOf(Vec<String>),
    Order(Order),
    Pattern { text: String, regex: Regex },
}

/// The program prints what it should.
#[derive(Debug)]
struct Output {
    demands: Vec<Demand>,
}

fn demands(written: Written, files: &Files<'_>) -> Result<Vec<Demand>, Vec<Problem>> {
    let mut problems = Vec::new();
    let mut demands = Vec::new();
    demands.extend(written.exact.map(Demand::Exact));
    if let Some(path) = written.file {
        match files(&path) {
            Ok(text) => demands.push(Demand::Exact(text)),
            Err(why) => problems.push(Problem::at(
                &["file"],
                format!("cannot read `{path}`: {why}"),
                "Name a text file below the directory of the course file.",
            )),
        }
    }
    demands.extend(written.any_order.map(Demand::AnyOrder));
    match written.one_of {
        Some(texts) if texts.is_empty() => problems.push(Problem::at(
            &["one_of"],
            "no text is allowed at all",
            "List at least one text that the program may print.",
        )),
        texts => demands.extend(texts.map(Demand::OneOf)),
    }
    demands.extend(written.order.into_iter().flatten().map(Demand::Order));
    if let Some(text) = written.pattern {
        match Regex::new(&format!(r"\A(?:{text})\z")) {
            Ok(regex) => demands.push(Demand::Pattern { text, regex }),
            Err(why) => problems.push(Problem::at(
                &["pattern"],
                format!("not a regular expression: {why}"),
                "Write a regular expression; a literal `(`, `[`, `.` or `*` needs a backslash before it.",
            )),
        }
    }
    if demands.is_empty() && problems.is_empty() {
        problems.push(Problem::at(
            &[],
            "an output check without a demand",
            "Give the text itself, or one of `exact`, `file`, `any_order`, `one_of`, `order`, `pattern`.",
        ));
    }
    if problems.is_empty() {
        Ok(demands)
    } else {
        Err(problems)
    }
}

impl Check for Output {
    fn key(&self) -> &'static str {
        KIND.key
    }

    fn asks(&self) -> String {
        let asks: Vec<String> = self.demands.iter().map(Demand::asks).collect();
        asks.join(" and ")
    }

    fn verdicts(&self) -> Vec<Verdict> {
        vec![Verdict::Wrong, Verdict::Race, Verdict::SleepSync]
    }

    fn judge(&self, seen: &Seen) -> Vec<Finding> {
        let explored = self.explored(seen);
        if !explored.is_empty() {
            return explored;
        }
        let Some(run) = &seen.run else { return Vec::new() };
        // What a run printed before somebody had to end it says little; why it was ended says all.
        if !matches!(run.ending, Ending::Exited(_)) {
            return Vec::new();
        }
        // What a program prints before it panics may differ from run to run; of its schedules each was judged.
        if run.ending == Ending::Exited(PANICKED) && seen.explored.done(Clock::Exact).is_some() {
            return Vec::new();
        }
        // Where every schedule is right, a wrong output says that this machine was late. Was it?
        if seen.explored.lateness_explains(&run.stdout) == Some(true) {
            return Vec::new();
        }
        self.demands
            .iter()
            .filter_map(|demand| demand.judge(&run.stdout))
            .collect()
    }
}

/// The status of a Rust program whose main thread panicked: its output is the least of its faults.
const PANICKED: i32 = 101;

impl Output {
    /// What is wrong with a text, if anything: the first demand that does not hold.
    fn first(&self, stdout: &str) -> Option<Finding> {
        self.demands.iter().find_map(|demand| demand.judge(stdout))
    }

    /// What the explorer found: outputs that are wrong, in some or in all schedules.
    fn explored(&self, seen: &Seen) -> Vec<Finding> {
        shown::on_each_clock(seen, |clock, done| {
            let outputs = &done.exploration.outputs;
            let judged = (0..).zip(outputs).zip(&done.printed);
            let (wrong, right): (Vec<usize>, Vec<usize>) = judged
                .filter(|((_, output), _)| output.exit != PANICKED)
                .map(|((at, _), printed)| (at, self.first(printed).is_some()))
                .fold((Vec::new(), Vec::new()), |(mut wrong, mut right), (at, bad)| {
                    if bad { &mut wrong } else { &mut right }.push(at);
                    (wrong, right)
                });
            let Some(&first) = wrong.first() else {
                return Vec::new();
            };
            let schedules = |at: &usize| outputs[*at].schedules;
            let all: u64 = wrong.iter().map(schedules).sum();
            let sometimes = !right.is_empty();
            let ask = Ask {
                token: outputs[first].token.clone(),
                like: Like::Output(right),
            };
            let text = done.told.get(&ask).map(shown::printed);
            let text = text.as_deref().unwrap_or(&done.printed[first]);
            let Some(mut finding) = self.first(text) else {
                return Vec::new();
            };
            let like_it = wrong
                .iter()
                .filter(|at| done.printed[**at] == text)
                .map(schedules);
            let count = like_it.sum();
            finding.found_after = wrong.iter().map(|at| outputs[*at].found_after).min();
            finding.verdict = shown::verdict(clock, if sometimes { Verdict::Race } else { Verdict::Wrong });
            let guilt = done.told.get(&ask).map(|told| guilt::of(told, &finding));
            let guilt = guilt.unwrap_or_default();
            // Where other schedules are right, the print of what is wrong in this one may be quite innocent.
            if !sometimes || guilt.print.is_none() {
                let ours = |at: &Place| seen.sources.iter().any(|file| file.path == at.file);
                let first = guilt.first.iter().filter_map(place).filter(ours);
                finding.places.extend(first.take(blame::LINES));
            }
            let how = (blame::deciding as shown::Blame, Fault::Output(guilt.print));
            let (mut finding, told) = shown::show(finding, seen, clock, done, ask, count, how);
            finding.places.extend(guilt.last.iter().filter_map(place));
            shown::each_line_once(&mut finding.places);
            if let Some(told) = told.filter(|_| sometimes || clock == Clock::Elastic) {
                finding.message = told.headline;
                if all > count && count > 0 {
                    let rest = all - count;
                    let _ = write!(finding.message, "; {rest} more go wrong in other ways");
                }
            }
            vec![finding]
        })
    }
}

impl Demand {
    fn asks(&self) -> String {
        match self {
            Demand::Exact(text) => format!("prints exactly {}", brief(text)),
            Demand::AnyOrder(text) => format!("prints these lines in any order: {}", brief(text)),
            Demand::OneOf(texts) => {
                format!(
                    "prints one of {}",
                    texts
                        .iter()
                        .map(|text| brief(text))
                        .collect::<Vec<_>>()
                        .join(", ")
                )
            }
            Demand::Order(order) => order.asks(),
            Demand::Pattern { text, .. } => format!("prints what matches `{text}`"),
        }
    }

    fn judge(&self, stdout: &str) -> Option<Finding> {
        match self {
            Demand::Exact(expected) => diff::exact(expected, stdout),
            Demand::AnyOrder(expected) => diff::any_order(expected, stdout),
            Demand::OneOf(texts) => diff::one_of(texts, stdout),
            Demand::Order(order) => order.judge(stdout),
            Demand::Pattern { text, regex } => (!regex.is_match(stdout)).then(|| {
                Finding::new(
                    Verdict::Wrong,
                    format!("printed {}, which does not match `{text}`", brief(stdout)),
                )
            }),
        }
    }
}

/// A text in one line: whole when it is short, else its beginning.
fn brief(text: &str) -> String {
    const LONGEST: usize = 40;
    let line = text.trim_end_matches('\n').replace('\n', "⏎");
    if line.is_empty() {
        return "nothing".to_owned();
    }
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("`{}…`", &line[..end]),
        None => format!("`{line}`"),
    }
}

#[cfg(test)]
mod tests;
