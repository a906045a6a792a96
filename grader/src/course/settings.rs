//! What a program is run with: limits, arguments, crates.

use super::bounds;
use super::problem::{At, Unplaced};
use super::units::{Size, Time};
use super::validate::Validator;
use super::words;
use super::written::{Dependencies, Limits, Requirement, Text};
use std::collections::BTreeMap;

/// The limits of a run, with the usual ones where nothing is said.
pub(super) fn limits(
    check: &mut Validator<'_>,
    at: &At<'_>,
    written: Option<Limits>,
) -> Option<sandbox::Limits> {
    let usual = bounds::USUAL;
    let Some(written) = written else {
        return Some(usual);
    };
    let wall = written.wall.map_or(Some(usual.wall), |Time(wall)| {
        check.within(&at.key("wall"), "wall", wall, bounds::WALL, &["10ms", "10m"])
    });
    let memory = written.memory.map_or(Some(usual.memory), |Size(memory)| {
        check.within(
            &at.key("memory"),
            "memory",
            memory,
            bounds::MEMORY,
            &["1MiB", "8GiB"],
        )
    });
    let output = written.output.map_or(Some(usual.output), |Size(output)| {
        check.within(
            &at.key("output"),
            "output",
            output,
            bounds::OUTPUT,
            &["1KiB", "16MiB"],
        )
    });
    let threads = written.threads.map_or(Some(usual.threads), |threads| {
        check.whole(&at.key("threads"), "threads", threads, bounds::THREADS)
    });
    let processes = written.processes.map_or(Some(usual.processes), |processes| {
        check.whole(&at.key("processes"), "processes", processes, bounds::PROCESSES)
    });
    Some(sandbox::Limits {
        wall: wall?,
        memory: memory?,
        output: output?,
        threads: threads?,
        processes: processes?,
    })
}

/// The arguments. The system ends each at its first NUL.
pub(super) fn args(check: &mut Validator<'_>, at: &At<'_>, written: Vec<Text>) -> Option<Vec<String>> {
    let item = |(index, Text(arg)): (usize, Text)| {
        if arg.contains('\0') {
            let path = at.item(index).path();
            let remedy = "Take the `\\0` out, and give such bytes by `stdin:`.";
            check.add(Unplaced::new(
                path,
                "an argument cannot hold a NUL character",
                remedy,
            ));
            return None;
        }
        Some(arg)
    };
    let args: Vec<Option<String>> = written.into_iter().enumerate().map(item).collect();
    args.into_iter().collect()
}

/// The crates that a program may use.
pub(super) fn dependencies(
    check: &mut Validator<'_>,
    at: &At<'_>,
    written: Option<Dependencies>,
) -> Option<BTreeMap<String, String>> {
    let mut all_right = true;
    let crates = written.map(|written| written.0).unwrap_or_default();
    for (name, Requirement(requirement)) in &crates {
        let at = at.key(name);
        all_right &= check.accept(&at, words::crate_name(name)).is_some();
        all_right &= check.accept(&at, words::requirement(requirement)).is_some();
    }
    all_right.then(|| {
        crates
            .into_iter()
            .map(|(name, requirement)| (name, requirement.0))
            .collect()
    })
}
