//! What must hold over the files themselves: nothing forgotten, nothing overgrown.

use e2e::{names, repository};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Every Rust file of our own below `dir`.
fn rust_files(dir: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for name in names(dir) {
        let path = dir.join(&name);
        if path.is_dir() && name != "target" {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}

/// A snapshot whose test is gone would stay for ever and prove nothing.
#[test]
fn every_snapshot_belongs_to_a_test() {
    for (dir, prefix) in [
        ("tests/cli", "cli"),
        ("tests/explore", "explore"),
        ("tests/programs", "programs"),
        ("tests/starters", "starters"),
        ("tests/trouble", "trouble"),
    ] {
        let dir = repository().join(dir);
        let sources: String = rust_files(&dir)
            .iter()
            .map(|file| std::fs::read_to_string(file).unwrap())
            .collect();
        for snapshot in names(&dir.join("snapshots")) {
            let name = snapshot
                .trim_end_matches(".snap")
                .rsplit("__")
                .next()
                .unwrap_or_default()
                .to_owned();
            assert!(snapshot.starts_with(prefix), "{snapshot} is in the wrong place");
            // Named snapshots are named in the source, unnamed ones carry the name of their test; those that are
            // made in a loop carry the loop's prefix.
            let head = name.split('-').next().unwrap_or_default();
            let known = sources.contains(&format!("\"{name}\""))
                || sources.contains(&format!("fn {name}()"))
                || sources.contains(&format!("\"{head}-{{"));
            assert!(known, "{snapshot} belongs to no test: remove it");
        }
    }
}

/// A test file that no `mod` line names is never compiled, and never fails.
#[test]
fn every_test_file_is_part_of_a_test() {
    for dir in [
        "tests/cli",
        "tests/explore",
        "tests/programs",
        "tests/starters",
        "tests/trouble",
        "tests/tidy",
    ] {
        let dir = repository().join(dir);
        let main = std::fs::read_to_string(dir.join("main.rs")).unwrap();
        for file in rust_files(&dir) {
            let stem = file.file_stem().unwrap().to_string_lossy().into_owned();
            let named = stem == "main" || main.contains(&format!("mod {stem};"));
            assert!(
                named || file.parent() != Some(&dir),
                "{} is in no `mod` line",
                file.display()
            );
        }
    }
}

/// Exercises, solutions and wrong submissions on disk are those of the course file, name by name.
#[test]
fn every_exercise_on_disk_is_in_the_course() {
    let course = std::fs::read_to_string(repository().join("course.yaml")).unwrap();
    let named: BTreeSet<String> = course
        .lines()
        .filter_map(|line| line.trim().strip_prefix("- name: "))
        .map(str::to_owned)
        .collect();
    let directories = |dir: &Path| {
        names(dir)
            .into_iter()
            .filter(|name| dir.join(name).is_dir())
            .collect::<Vec<_>>()
    };
    for top in ["exercises", "solutions"] {
        let top = repository().join(top);
        for chapter in directories(&top) {
            for exercise in directories(&top.join(&chapter)) {
                assert!(
                    named.contains(&exercise),
                    "{chapter}/{exercise} is not in course.yaml"
                );
            }
        }
    }
    for submission in directories(&repository().join("tests/submissions")) {
        assert!(
            named.contains(&submission),
            "tests/submissions/{submission} is not in course.yaml"
        );
    }
}

/// Files that a person can hold in their head.
#[test]
fn no_file_is_overgrown() {
    const LONGEST: usize = 500;
    for top in [
        "grader",
        "tests/cli",
        "tests/explore",
        "tests/programs",
        "tests/starters",
        "tests/trouble",
        "tests/support",
        "tests/tidy",
    ] {
        for file in rust_files(&repository().join(top)) {
            let lines = std::fs::read_to_string(&file).unwrap().lines().count();
            assert!(
                lines <= LONGEST,
                "{} has {lines} lines: look for a seam",
                file.display()
            );
        }
    }
}

/// The first line of every module says what it is for.
#[test]
fn every_module_says_what_it_is_for() {
    for file in rust_files(&repository().join("grader")) {
        let text = std::fs::read_to_string(&file).unwrap();
        assert!(
            text.starts_with("//!"),
            "{} does not begin with a `//!` line",
            file.display()
        );
    }
}

/// Unfinished work is not handed in. (A test may be left to another one that runs it, if it says so.)
#[test]
fn nothing_is_left_unfinished() {
    // Spelled in two parts, or this file would find itself.
    let words = [
        ["todo", "!("],
        ["unimplemented", "!("],
        ["FIX", "ME"],
        ["#[ign", "ore]"],
    ]
    .map(|parts| parts.concat());
    for top in ["grader", "tests"] {
        for file in rust_files(&repository().join(top)) {
            let text = std::fs::read_to_string(&file).unwrap();
            for word in &words {
                assert!(!text.contains(word.as_str()), "{} holds `{word}`", file.display());
            }
        }
    }
}
