//! Source rules: std items and methods that the program must or must not name.

use super::names::{self, Name};
use super::{Check, Kind, Problem};
use crate::course::read_all;
use crate::finding::Finding;
use crate::observe::Seen;
use crate::verdict::Verdict;
use schemars::JsonSchema;
use serde::Deserialize;

/// How source rules are written in the course file.
pub const KIND: Kind = Kind {
    key: "source",
    read: |value, _| {
        let written: Written = read_all(value)?;
        if written.require.is_empty() && written.forbid.is_empty() {
            return Err(vec![Problem::at(
                &[],
                "a source check without a rule",
                "Give `require`, `forbid` or both, as in `source: {require: [std::sync::Mutex]}`.",
            )]);
        }
        let rules = |key: &'static str, rules: &[String]| {
            let bad: Vec<_> = rules.iter().filter(|rule| !is_rule(rule)).cloned().collect();
            bad.into_iter()
                .map(move |rule| not_a_rule(key, &rule))
                .collect::<Vec<_>>()
        };
        let problems = [
            rules("require", &written.require),
            rules("forbid", &written.forbid),
        ]
        .concat();
        if !problems.is_empty() {
            return Err(problems);
        }
        Ok(Box::new(Source {
            require: written.require,
            forbid: written.forbid,
        }))
    },
    schema: |generator| generator.subschema_for::<Written>(),
};

/// Std items (`std::sync::Mutex`), methods (`.join`) and the keyword `unsafe`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Source")]
struct Written {
    /// The program must name each of these, directly or through `use`.
    #[serde(default)]
    require: Vec<String>,
    /// The program must name none of these.
    #[serde(default)]
    forbid: Vec<String>,
}

/// The program names what it must and nothing that it must not.
#[derive(Debug)]
pub struct Source {
    /// Paths, methods and keywords that must occur.
    pub require: Vec<String>,
    /// Paths, methods and keywords that must not occur.
    pub forbid: Vec<String>,
}

impl Check for Source {
    fn key(&self) -> &'static str {
        KIND.key
    }

    fn asks(&self) -> String {
        let list =
            |word: &str, rules: &[String]| (!rules.is_empty()).then(|| format!("{word} {}", quoted(rules)));
        [list("uses", &self.require), list("does not use", &self.forbid)]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" and ")
    }

    fn verdicts(&self) -> Vec<Verdict> {
        vec![Verdict::Forbidden]
    }

    fn judge(&self, seen: &Seen) -> Vec<Finding> {
        let names: Vec<Name> = seen.sources.iter().flat_map(names::names).collect();
        let missing = self
            .require
            .iter()
            .filter(|rule| !names.iter().any(|name| matches(name, rule)))
            .map(|rule| {
                Finding::new(
                    Verdict::Forbidden,
                    format!("does not use `{rule}`, which this exercise is about"),
                )
            });
        let present = self.forbid.iter().filter_map(|rule| {
            let mut places: Vec<_> = names
                .iter()
                .filter(|name| matches(name, rule))
                .map(|name| name.at.clone())
                .collect();
            places.sort();
            places.dedup();
            let first = places.first()?;
            let message = format!(
                "uses `{rule}` at line {}, which this exercise rules out",
                first.line
            );
            Some(Finding {
                places,
                ..Finding::new(Verdict::Forbidden, message)
            })
        });
        missing.chain(present).collect()
    }
}

/// A rule names an item or anything inside it: `std::sync::Mutex` covers `std::sync::Mutex::new`.
fn matches(name: &Name, rule: &str) -> bool {
    name.path
        .strip_prefix(rule)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

fn is_rule(rule: &str) -> bool {
    let is_word = |word: &str| {
        !word.is_empty()
            && word.chars().all(|c| c.is_alphanumeric() || c == '_')
            && !word.starts_with(|c: char| c.is_ascii_digit())
    };
    match rule.strip_prefix('.') {
        Some(method) => is_word(method),
        None => rule == "unsafe" || (rule.contains("::") && rule.split("::").all(is_word)),
    }
}

fn not_a_rule(key: &str, rule: &str) -> Problem {
    Problem::at(
        &[key],
        format!("`{rule}` names neither an item nor a method"),
        "Write a full path (`std::sync::Mutex`), a method with its dot (`.join`) or `unsafe`.",
    )
}

fn quoted(rules: &[String]) -> String {
    rules
        .iter()
        .map(|rule| format!("`{rule}`"))
        .collect::<Vec<_>>()
        .join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::tests_support::written;

    #[test]
    fn names_are_found_however_they_are_imported() {
        // (source, rule, line at which it is named)
        let cases = [
            (
                "fn main() { std::process::exit(0) }",
                "std::process::exit",
                Some(1),
            ),
            (
                "use std::process;\nfn main() { process::exit(0) }",
                "std::process::exit",
                Some(2),
            ),
            (
                "use std::process::exit as leave;\nfn main() {\n leave(0) }",
                "std::process::exit",
                Some(3),
            ),
            (
                "use std::sync::{Arc, Mutex};\nfn main() { let m = Mutex::new(1); }",
                "std::sync::Mutex",
                Some(2),
            ),
            (
                "use std::sync::*;\nfn main() { let m = Mutex::new(1); }",
                "std::sync::Mutex",
                Some(2),
            ),
            (
                "use std::thread::{self, sleep};\nfn f() { thread::spawn(|| ()); }",
                "std::thread::spawn",
                Some(2),
            ),
            ("fn f(h: H) { h.join(); }", ".join", Some(1)),
            ("fn f(h: H) {\n assert!(h.join().is_ok()); }", ".join", Some(2)),
            (
                "fn main() {\n println!(\"{}\", std::process::id()); }",
                "std::process::id",
                Some(2),
            ),
            ("fn main() {\n\n unsafe {} }", "unsafe", Some(3)),
            ("#[unsafe(no_mangle)]\nfn f() {}", "unsafe", Some(1)),
            (
                "fn main() { println!(\"std::process::exit\"); }",
                "std::process::exit",
                None,
            ),
            (
                "use std::sync::MutexGuard;\nfn f(g: MutexGuard<u8>) {}",
                "std::sync::Mutex",
                None,
            ),
            ("fn exit() {}\nfn main() { exit() }", "std::process::exit", None),
        ];
        for (source, rule, line) in cases {
            let forbid = Source {
                require: Vec::new(),
                forbid: vec![rule.to_owned()],
            };
            let found = forbid.judge(&written(source));
            assert_eq!(
                found.first().map(|finding| finding.places[0].line),
                line,
                "{rule} in {source}"
            );
            let require = Source {
                require: vec![rule.to_owned()],
                forbid: Vec::new(),
            };
            assert_eq!(
                require.judge(&written(source)).is_empty(),
                line.is_some(),
                "{rule} in {source}"
            );
        }
    }

    #[test]
    fn rules_are_paths_methods_or_unsafe() {
        let cases = [
            ("std::sync::Mutex", true),
            (".join", true),
            ("unsafe", true),
            ("Mutex", false),
            ("std::", false),
            (".", false),
            ("std::sync::Mutex<T>", false),
        ];
        for (rule, good) in cases {
            assert_eq!(is_rule(rule), good, "{rule}");
        }
    }
}
