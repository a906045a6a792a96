//! What holds for every operator, and the table by which each is tested.

use super::OPERATORS;
use crate::mutants::{Operator, mutants, source::Source};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Bodies of functions, each with all that the operator makes of it, in its order.
pub(in crate::mutants) fn table(operator: &dyn Operator, cases: &[(&str, &[&str])]) {
    for (body, expected) in cases {
        let program = |body: &str| format!("fn f() {{\n{body}\n}}\n");
        let text = program(body);
        let source = Source::parse(&text).unwrap_or_else(|why| panic!("{body}: {why}"));
        let made: Vec<String> = operator
            .changes(&source)
            .iter()
            .map(|change| {
                assert_eq!(change.line, 2, "{body}");
                change.apply(&text).expect("its edits do not overlap")
            })
            .collect();
        let expected: Vec<String> = expected.iter().map(|body| program(body)).collect();
        assert_eq!(made, expected, "{}: {body}", operator.name());
        for text in &made {
            syn::parse_str::<syn::File>(text).unwrap_or_else(|why| panic!("{text}: {why}"));
        }
    }
}

#[test]
fn every_operator_has_a_name_of_its_own() {
    let names: BTreeSet<&str> = OPERATORS.iter().map(|operator| operator.name()).collect();
    assert_eq!(names.len(), OPERATORS.len());
    let plain = |name: &&str| name.chars().all(|c| c.is_ascii_lowercase() || c == '-');
    assert!(names.iter().all(plain));
}

/// Every Rust file below these directories of the repository.
fn programs() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut dirs: Vec<PathBuf> = ["solutions", "tests/litmus", "tests/stories"]
        .iter()
        .map(|dir| root.join(dir))
        .collect();
    let mut files = Vec::new();
    while let Some(dir) = dirs.pop() {
        for entry in fs::read_dir(&dir).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                dirs.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    files
}

#[test]
fn every_mutant_of_every_program_here_is_valid_rust_and_differs() {
    let mut used = BTreeSet::new();
    for file in programs() {
        let text = fs::read_to_string(&file).unwrap();
        let all = mutants(&text).unwrap_or_else(|why| panic!("{}: {why}", file.display()));
        for mutant in all {
            used.insert(mutant.operator);
            assert_ne!(mutant.text, text);
            assert!(text.lines().any(|line| line.trim() == mutant.at));
            syn::parse_str::<syn::File>(&mutant.text).unwrap_or_else(|why| {
                panic!(
                    "{} line {}: {}: {why}\n{}",
                    file.display(),
                    mutant.line,
                    mutant.what,
                    mutant.text
                )
            });
        }
    }
    // Otherwise what was proved of its mutants was proved of none.
    let unused: Vec<&str> = OPERATORS
        .iter()
        .map(|it| it.name())
        .filter(|name| !used.contains(name))
        .collect();
    assert_eq!(unused, Vec::<&str>::new());
}
