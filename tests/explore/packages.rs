//! Whole packages: modules, editions, attributes, dependencies.

use super::{RACE, RIGHT, explore, with};

#[test]
fn modules_and_crate_paths() {
    let course = with("");
    course.write(
        "p/Cargo.toml",
        "[package]\nname = \"two-words\"\nedition = \"2021\"\n",
    );
    course.write("p/greeting.txt", "hello");
    course.write(
        "p/src/main.rs",
        "mod shared;\nmod worker;\nfn main() {\n    let gen = worker::start();\n    gen.join().unwrap();\n    println!(\"{} {} {}\", include_str!(\"../greeting.txt\"), module_path!(), crate::shared::total());\n}\n",
    );
    course.write(
        "p/src/shared.rs",
        "use std::sync::Mutex;\nstatic TOTAL: Mutex<u32> = Mutex::new(0);\npub fn add(n: u32) {\n    *TOTAL.lock().unwrap() += n;\n}\npub fn total() -> u32 {\n    *TOTAL.lock().unwrap()\n}\n",
    );
    course.write(
        "p/src/worker/mod.rs",
        "mod job;\npub fn start() -> std::thread::JoinHandle<()> {\n    std::thread::spawn(job::run)\n}\n",
    );
    course.write(
        "p/src/worker/job.rs",
        "pub fn run() {\n    crate::shared::add(41);\n    super::super::shared::add(1);\n}\n",
    );
    for named in ["p", "p/Cargo.toml", "p/src/.."] {
        let (status, report) = explore(&course, &[named]);
        assert_eq!(status, 0, "{report:#}");
        assert_eq!(
            (&report["program"], &report["complete"]),
            (&"two-words".into(), &true.into())
        );
        assert_eq!(report["outputs"][0]["stdout"], "hello two_words 42\n");
    }
}

/// Places are told as the compiler tells them: from the package's directory.
#[test]
fn places_in_modules() {
    let course = with("");
    course.write("p/Cargo.toml", "[package]\nname = \"p\"\nedition = \"2024\"\n");
    course.write(
        "p/src/main.rs",
        "mod inner;\nfn main() {\n    inner::stuck();\n}\n",
    );
    course.write(
        "p/src/inner.rs",
        "pub fn stuck() {\n    std::thread::park();\n}\n",
    );
    let (status, report) = explore(&course, &["p"]);
    assert_eq!(
        (&report["outcome"], status),
        (&"deadlock".into(), 1),
        "{report:#}"
    );
    assert_eq!(report["findings"][0]["tasks"][0]["at"], "src/inner.rs:2:5");
}

#[test]
fn a_dependency_is_named_with_its_line() {
    let course = with("");
    course.write(
        "p/Cargo.toml",
        "[package]\nname = \"p\"\nedition = \"2024\"\n\n[dev-dependencies]\nlibc = \"0.2\"\n\n[dependencies]\nrand = \"0.9\"\n",
    );
    course.write("p/src/main.rs", RIGHT);
    insta::assert_snapshot!("dependency", course.show(&["explore", "p"]));
    let (status, report) = explore(&course, &["p"]);
    assert_eq!(
        (&report["outcome"], status),
        (&"not_explored".into(), 3),
        "{report:#}"
    );
}

/// The line that is added needs an attribute that such a program forbids.
#[test]
fn a_program_that_forbids_unsafe() {
    let course = with(&format!("#![forbid(unsafe_code)]\n#![deny(warnings)]\n{RIGHT}"));
    let (status, report) = explore(&course, &["main.rs"]);
    assert_eq!((&report["outcome"], status), (&"ok".into(), 0), "{report:#}");
    // What its own attributes refuse is refused all the same.
    let course = with("#![deny(unused_variables)]\nfn main() {\n    let n = 1;\n}\n");
    let (status, report) = explore(&course, &["main.rs"]);
    assert_eq!(
        (&report["outcome"], status),
        (&"build_failed".into(), 1),
        "{report:#}"
    );
}

/// Nothing says which edition a lone file is written for.
#[test]
fn a_file_of_an_older_edition() {
    let course = with("fn main() {\n    let gen = 1;\n    println!(\"{gen}\");\n}\n");
    let (status, report) = explore(&course, &["main.rs"]);
    assert_eq!((&report["outcome"], status), (&"ok".into(), 0), "{report:#}");
}

/// A file beside others: its modules are found, and whatever else lies there is left alone.
#[test]
fn a_file_with_modules_beside_it() {
    let course = with("mod other;\nfn main() {\n    other::hello();\n}");
    course.write(
        "other.rs",
        "pub fn hello() {\n    println!(\"{}\", file!());\n}\n",
    );
    std::os::unix::fs::symlink("nowhere", course.path("dangling")).unwrap();
    let (_, report) = explore(&course, &["main.rs"]);
    assert_eq!(report["outputs"][0]["stdout"], "other.rs\n", "{report:#}");
}

/// A path with a blank in it is quoted in the command that is suggested.
#[test]
fn odd_names() {
    let course = with("");
    course.write("my dir/it's-2.rs", RACE);
    let shown = course.show(&["explore", "my dir/it's-2.rs"]);
    assert!(
        shown.contains(r"explore 'my dir/it'\''s-2.rs' --replay 1:"),
        "{shown}"
    );
}
