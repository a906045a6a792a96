//! Programs that use crates from the registry. Everything here works without a network: the crate is one that this
//! workspace itself depends on, so cargo has fetched it.

use crate::support::{Course, DIR, environment, run, shown};
use grader::build::{Builder, Cache, Environment, Order, Toolbox};
use grader::fault::Kind;
use std::collections::BTreeMap;
use std::sync::Arc;

const USES_ITOA: &str = "fn main() {\n    println!(\"{}\", itoa::Buffer::new().format(42));\n}\n";

fn dependencies(crates: &[(&str, &str)]) -> BTreeMap<String, String> {
    crates
        .iter()
        .map(|(name, version)| ((*name).to_owned(), (*version).to_owned()))
        .collect()
}

fn toolbox(course: &Course, environment: &Environment) -> Toolbox {
    let cache = Cache::open(&course.path("cache")).unwrap();
    Toolbox::new(
        cache,
        environment,
        course.dir.path(),
        true,
        Arc::clone(&course.interrupt),
    )
    .unwrap()
}

fn order(course: &Course, crates: &[(&str, &str)]) -> Order {
    Order {
        dependencies: dependencies(crates),
        ..course.order()
    }
}

#[test]
fn a_crate_from_the_registry_can_be_used() {
    let course = Course::new(USES_ITOA);
    let toolbox = toolbox(&course, &environment());
    let order = order(&course, &[("itoa", "1")]);
    let first = toolbox.build(&order).unwrap();
    assert_eq!(run(&first), "42\n");
    let libraries = course.path("cache/crates");
    let set = std::fs::read_dir(&libraries)
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    assert!(set.join("Cargo.lock").is_file());
    assert!(toolbox.build(&order).unwrap().cached);

    // Later builds take the libraries as they are: cargo, if it were asked, would not find its manifest.
    std::fs::remove_file(set.join("Cargo.toml")).unwrap();
    course.main(&USES_ITOA.replace("42", "43"));
    let second = toolbox.build(&order).unwrap();
    assert_eq!((run(&second).as_str(), second.cached), ("43\n", false));

    // Messages show the learner's path, and hints that cargo's users get.
    course.main(&USES_ITOA.replace("format(42)", "format(\"a\")"));
    let refused = toolbox.build(&order).unwrap();
    assert_eq!(
        refused.diagnostics[0].at.as_ref().unwrap().file,
        format!("{DIR}/src/main.rs")
    );
    assert!(
        shown(&refused).contains(&format!("--> {DIR}/src/main.rs:2:")),
        "{}",
        shown(&refused)
    );

    // A library that is gone is built again.
    let deps = set
        .join("target")
        .join(&toolbox.toolchain().host)
        .join("debug/deps");
    for file in std::fs::read_dir(deps).unwrap() {
        std::fs::remove_file(file.unwrap().path()).unwrap();
    }
    course.main(&USES_ITOA.replace("42", "44"));
    assert_eq!(run(&toolbox.build(&order).unwrap()), "44\n");
    assert_eq!(std::fs::read_dir(libraries).unwrap().count(), 1);
}

#[test]
fn without_dependencies_a_crate_is_not_to_be_had() {
    let course = Course::new(USES_ITOA);
    let built = toolbox(&course, &environment()).build(&course.order()).unwrap();
    assert!(built.program.is_none());
    assert_eq!(built.diagnostics[0].code.as_deref(), Some("E0433"));
    assert_eq!(course.held("crates"), 0);
}

/// A crate that cannot be had is the course's or the network's trouble, not the learner's.
#[test]
fn a_crate_that_cannot_be_had_is_ours() {
    let course = Course::new(USES_ITOA);
    let toolbox = toolbox(&course, &environment());
    for (name, version) in [
        ("itoa", "999"),
        ("itoa", "no version"),
        ("clew-has-no-such-crate", "1"),
    ] {
        let fault = toolbox.build(&order(&course, &[(name, version)])).unwrap_err();
        let text = fault.to_string();
        assert_eq!(fault.kind, Kind::Ours);
        assert!(
            text.starts_with(&format!(
                "cargo cannot build the crates that this exercise uses ({name}): "
            )),
            "{text}"
        );
        assert!(!fault.hints.is_empty());
    }
}

/// Neither the learner's nor the user's settings have a say in how libraries are built.
#[test]
fn nobodys_configuration_is_in_force() {
    let course = Course::new(USES_ITOA);
    let real = environment();
    let home = real
        .cargo_home
        .clone()
        .unwrap_or_else(|| real.home.clone().unwrap().join(".cargo"));
    let spoiled = "[build]\nrustflags = [\"--cfg\", \"no such flag\"]\nrustc = \"/bin/false\"\nrustc-wrapper = \"/bin/false\"\n\
                   target-dir = \"/no/where\"\ntarget = \"wasm32-unknown-unknown\"\n[source.crates-io]\nreplace-with = \"none\"\n";
    // Above the cache lies the course's root, with settings that the learner may have written.
    course.write(".cargo/config.toml", spoiled);
    // The user's own settings say where crates come from; the rest of them is none of the grader's business.
    let users = spoiled.split("[source").next().unwrap();
    course.write("home/config.toml", users);
    std::os::unix::fs::symlink(home.join("registry"), course.path("home/registry")).unwrap();
    let environment = Environment {
        cargo_home: Some(course.path("home")),
        ..real
    };
    let built = toolbox(&course, &environment)
        .build(&order(&course, &[("itoa", "1")]))
        .unwrap();
    assert_eq!(run(&built), "42\n");
}
