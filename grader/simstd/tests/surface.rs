//! Keeps `SURFACE.md` true: what it says of every item of std is checked against std, and against what is there.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use support::{Settings, compile, rustc};
use wire::Request;

const TABLES: &str = include_str!("../SURFACE.md");
const ITEMS: &str = include_str!("surface/std-1.95.txt");

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Modelled,
    PassedThrough,
    Refused,
}

/// A row of a table.
#[derive(Debug)]
struct Row {
    state: State,
    /// For a refused function: how it is called.
    call: Option<&'static str>,
}

/// The text between the first pair of backquotes.
fn code(text: &'static str) -> Option<&'static str> {
    text.split('`').nth(1)
}

/// The rows by the path after `std::`.
fn rows() -> BTreeMap<String, Row> {
    let mut rows = BTreeMap::new();
    let mut module = "";
    for line in TABLES.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            // A heading without a module has no table under it.
            module = code(heading).unwrap_or_default();
        }
        let cells: Vec<&'static str> = line.split('|').map(str::trim).collect();
        let ["", item, state, text, ""] = cells[..] else {
            continue;
        };
        let state = match state {
            "modelled" => State::Modelled,
            "passed through" => State::PassedThrough,
            "refused" => State::Refused,
            _ => continue,
        };
        let item = code(item)
            .unwrap_or_else(|| panic!("an item is code: {line}"))
            .trim_end_matches('!');
        let path = format!("{module}::{item}").trim_start_matches("std::").to_owned();
        let call = code(text).filter(|_| state == State::Refused && text.starts_with('`'));
        assert!(rows.insert(path, Row { state, call }).is_none(), "twice: {line}");
    }
    rows
}

/// The items of std: kind and path.
fn items() -> impl Iterator<Item = (&'static str, &'static str)> {
    ITEMS
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split_once(' ').expect("kind and path"))
}

fn parent(path: &str) -> &str {
    path.rsplit_once("::").map_or("", |it| it.0)
}

#[test]
fn every_item_of_std_is_in_the_tables_and_nothing_else() {
    let rows = rows();
    assert!(rows.len() > 200, "only {} rows were understood", rows.len());
    let listed: BTreeSet<&str> = items().map(|it| it.1).collect();
    let missing: Vec<_> = items()
        .filter(|it| it.0 != "method" && !rows.contains_key(it.1))
        .collect();
    assert!(missing.is_empty(), "not in SURFACE.md: {missing:?}");
    // The name of a host is no item, and refused all the same.
    let unknown: Vec<_> = rows
        .keys()
        .filter(|path| !path.contains(' ') && !listed.contains(path.as_str()))
        .collect();
    assert!(unknown.is_empty(), "not in std: {unknown:?}");
}

/// Where a toolchain has its documentation, the list of items is compared with it: a newer std may have more.
#[test]
fn the_list_of_items_is_that_of_the_toolchain() {
    let sysroot = rustc()
        .args(["--print", "sysroot"])
        .output()
        .expect("the compiler runs")
        .stdout;
    let docs = PathBuf::from(String::from_utf8_lossy(&sysroot).trim()).join("share/doc/rust/html");
    if !docs.join("std/index.html").is_file() {
        eprintln!("this toolchain has no documentation to compare with");
        return;
    }
    let listed: BTreeSet<&str> = items().map(|it| it.1).collect();
    let modules: BTreeSet<String> = items()
        .filter(|it| it.0 != "method")
        .map(|it| parent(it.1).replace("::", "/"))
        .filter(|it| !it.is_empty())
        .collect();
    let mut missing = Vec::new();
    for module in modules {
        let page =
            fs::read_to_string(docs.join("std").join(&module).join("index.html")).expect("the module's page");
        for entry in page
            .split("<dt>")
            .skip(1)
            .filter_map(|it| it.split("</dt>").next())
        {
            let title = entry
                .split("title=\"")
                .nth(1)
                .and_then(|it| it.split('"').next())
                .unwrap_or_default();
            let (kind, path) = title.split_once(' ').unwrap_or_default();
            let path = path.trim_start_matches("std::");
            if kind != "mod" && !entry.contains("Experimental") && !path.is_empty() && !listed.contains(path)
            {
                missing.push(path.to_owned());
            }
        }
    }
    assert!(missing.is_empty(), "not in tests/surface: {missing:?}");
}

#[test]
fn every_item_in_the_tables_is_there() {
    let mut program = String::from("#![allow(unused_imports, deprecated)]\n");
    let mut count = 0;
    for (_, path) in items().filter(|it| it.0 != "method") {
        let _ = writeln!(program, "mod m{count} {{ pub use ::std::{path} as item; }}");
        count += 1;
    }
    program.push_str("fn main() {}\n");
    assert!(count > 200, "only {count} items");
    if let Err(why) = compile(&program, Settings::default()) {
        panic!("{why}");
    }
}

fn read_all(dir: &Path, text: &mut String) {
    for entry in fs::read_dir(dir).expect("it can be listed") {
        let path = entry.expect("it can be listed").path();
        if path.is_dir() {
            read_all(&path, text);
        } else {
            text.push_str(&fs::read_to_string(&path).expect("a program is text"));
        }
    }
}

/// The names that the conformance programs use.
fn words() -> BTreeSet<String> {
    let mut text = String::new();
    read_all(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance"),
        &mut text,
    );
    text.split(|c: char| c != '_' && !c.is_alphanumeric())
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_modelled_item_is_in_a_conformance_program() {
    let (rows, words) = (rows(), words());
    let state = |path: &str| {
        rows.get(path)
            .or_else(|| rows.get(parent(path)))
            .map(|it| it.state)
    };
    let mut untested = Vec::new();
    for (_, path) in items().filter(|it| state(it.1) == Some(State::Modelled)) {
        let name = path.rsplit("::").next().unwrap_or(path);
        if !words.contains(name) {
            untested.push(path);
        }
    }
    assert!(
        untested.is_empty(),
        "modelled, and in no program of tests/conformance: {untested:?}"
    );
}

const USES: &str = "
#![allow(unused_imports, unused_unsafe, deprecated)]
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::net::{SocketAddr, TcpListener, TcpStream, ToSocketAddrs, UdpSocket};
use std::process::Command;
use std::time::Duration;
use std::{env, io};
fn main() {
    match env::args().nth(1).unwrap().as_str() {
";

#[test]
fn every_refused_call_ends_the_exploration_and_is_named() {
    let rows = rows();
    let calls: Vec<(&String, &str)> = rows
        .iter()
        .filter_map(|(path, row)| Some((path, row.call?)))
        .collect();
    assert!(calls.len() > 30, "only {} calls", calls.len());
    let mut program = String::from(USES.trim_start());
    let first = program.lines().count() + 1;
    for (i, (_, call)) in calls.iter().enumerate() {
        let _ = writeln!(program, "        \"{i}\" => drop({call}),");
    }
    program.push_str("        _ => {}\n    }\n}\n");
    let made = compile(&program, Settings::default()).unwrap_or_else(|why| panic!("{why}"));
    for (i, (path, call)) in calls.iter().enumerate() {
        let request = Request {
            args: vec![i.to_string()],
            ..Request::default()
        };
        let explored = made
            .explore(&request)
            .unwrap_or_else(|why| panic!("{call}: {why}"));
        let refused = explored
            .refused
            .unwrap_or_else(|| panic!("{call} was not refused"));
        let seen = (
            refused.item.as_str(),
            refused.at.file.as_str(),
            refused.at.line as usize,
        );
        assert_eq!(
            seen,
            (format!("std::{path}").as_str(), "main.rs", first + i),
            "{call}"
        );
    }
}

#[test]
fn every_refused_function_shows_its_call() {
    // One cannot be called at all, and says so in words.
    let rows = rows();
    let silent: Vec<_> = items()
        .filter(|it| {
            it.0 == "fn"
                && rows
                    .get(it.1)
                    .is_some_and(|row| row.state == State::Refused && row.call.is_none())
        })
        .map(|it| it.1)
        .collect();
    assert_eq!(silent, ["fs::set_permissions"]);
}
