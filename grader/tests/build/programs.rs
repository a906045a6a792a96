//! Programs are built, found again, and built anew when anything that decides them changes.

use crate::support::{Course, DIR, run, shown};
use grader::build::Order;
use std::collections::HashSet;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

const HELLO: &str = "fn main() {\n    println!(\"hello\");\n}\n";

#[test]
fn a_program_is_built_once() {
    let course = Course::new(HELLO);
    let first = course.build().unwrap();
    assert_eq!(
        (run(&first).as_str(), first.cached, first.diagnostics.len()),
        ("hello\n", false, 0)
    );
    assert_eq!(first.sources.len(), 1);
    assert_eq!(
        (first.sources[0].path.as_str(), first.sources[0].text.as_str()),
        (&*format!("{DIR}/src/main.rs"), HELLO)
    );
    let second = course.build().unwrap();
    assert!(second.cached && second.program == first.program && second.sources == first.sources);
    assert!(second.took < first.took);
    // Nothing is left beside what is kept.
    assert_eq!((course.held("programs"), course.held("work")), (1, 0));
}

#[test]
fn warnings_are_shown_and_fail_nothing() {
    let course = Course::new("fn main() {\n    let x = 1;\n}\n");
    for cached in [false, true] {
        let built = course.build().unwrap();
        assert!(built.program.is_some());
        assert_eq!(built.cached, cached);
        let warning = &built.diagnostics[0];
        assert_eq!(
            (warning.error, warning.code.as_deref()),
            (false, Some("unused_variables"))
        );
        let at = warning.at.as_ref().unwrap();
        assert_eq!(
            (at.file.as_str(), at.line, at.column),
            (&*format!("{DIR}/src/main.rs"), 2, Some(9))
        );
    }
}

#[test]
fn a_refusal_is_remembered_too() {
    let course = Course::new("fn main() {\n    let x: u8 = \"\";\n}\n");
    for cached in [false, true] {
        let built = course.build().unwrap();
        assert_eq!((built.program.clone(), built.cached), (None, cached));
        assert_eq!(built.diagnostics[0].code.as_deref(), Some("E0308"));
        assert_eq!(built.sources.len(), 1);
    }
}

/// Every round changes the code, so that no round can live on the one before; all of it must come out right whether
/// the compiler remembers or not.
#[test]
fn edits_are_built_with_and_without_memory() {
    let course = Course::new(HELLO);
    assert_eq!(course.output(), "hello\n");
    let bodies = [
        "println!(\"one\");",
        "let (tx, rx) = std::sync::mpsc::channel();\n    tx.send(\"two\").unwrap();\n    println!(\"{}\", rx.recv().unwrap());",
        "println!(\"{}\", std::thread::spawn(|| \"three\").join().unwrap());",
        "does not compile",
        "println!(\"{}\", std::thread::spawn(|| \"five\").join().unwrap());",
    ];
    for (body, expected) in bodies
        .into_iter()
        .zip(["one\n", "two\n", "three\n", "", "five\n"])
    {
        course.main(&format!("fn main() {{\n    {body}\n}}\n"));
        let built = course.build().unwrap();
        assert!(!built.cached);
        if expected.is_empty() {
            assert!(built.program.is_none() && !built.diagnostics.is_empty());
        } else {
            assert_eq!(run(&built), expected);
        }
    }
    let state = course.path("cache/incremental");
    let krate = std::fs::read_dir(state).unwrap().next().unwrap().unwrap().path();
    assert!(
        std::fs::read_dir(krate).unwrap().count() > 0,
        "the compiler has a memory of a crate that is edited"
    );
    // Going back to what was there before takes no build.
    course.main(HELLO);
    assert!(course.build().unwrap().cached);
}

/// What did not change is not made again: without this, memory would only cost.
#[test]
fn a_later_build_takes_most_of_it_from_memory() {
    let text = |n: u8| {
        format!(
            "use std::collections::BTreeMap;\nuse std::sync::mpsc;\nfn main() {{\n    let (tx, rx) = mpsc::channel();\n    \
             std::thread::spawn(move || tx.send(BTreeMap::from([({n}, String::from(\"x\"))])).unwrap());\n    \
             println!(\"{{:?}}\", rx.recv().unwrap());\n}}\n"
        )
    };
    let course = Course::new(&text(0));
    let mut objects = Vec::new();
    for n in 0..4 {
        course.main(&text(n));
        assert_eq!(course.output(), format!("{{{n}: \"x\"}}\n"));
        let mut files = Vec::new();
        collect(&course.path("cache/incremental"), &mut files);
        files.retain(|file| file.extension().is_some_and(|end| end == "o"));
        // The compiler links files that it takes over into its new session.
        let files: HashSet<u64> = files
            .iter()
            .map(|file| std::fs::metadata(file).unwrap().ino())
            .collect();
        objects.push(files);
    }
    assert!(objects[0].is_empty(), "the first build is made in one go");
    assert!(objects[1].len() > 8, "{objects:?}");
    for pair in objects[1..].windows(2) {
        let kept = pair[1].intersection(&pair[0]).count();
        println!("{kept} of {} kept", pair[1].len());
        assert!(kept * 4 > pair[1].len() * 3, "{kept} of {} kept", pair[1].len());
    }
}

/// A memory that was damaged, or that another version of the compiler left, costs time and nothing else.
#[test]
fn a_damaged_memory_does_no_harm() {
    let course = Course::new(HELLO);
    course.output();
    for round in 0..4 {
        course.main(&HELLO.replace("hello", &format!("round {round}")));
        assert_eq!(course.output(), format!("round {round}\n"));
        let mut files = Vec::new();
        collect(&course.path("cache/incremental"), &mut files);
        for file in files {
            if round % 2 == 0 {
                std::fs::write(&file, "rubbish").unwrap();
            } else {
                std::fs::remove_file(&file).unwrap();
            }
        }
    }
}

fn collect(dir: &Path, files: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.push(path);
        }
    }
}

#[test]
fn every_file_beside_the_main_file_decides() {
    let course = Course::new(
        "mod part;\nfn main() {\n    println!(\"{} {}\", part::N, include_str!(\"data/text\"));\n}\n",
    );
    course.write(&format!("{DIR}/src/part.rs"), "pub const N: u8 = 1;\n");
    course.write(&format!("{DIR}/src/data/text"), "one");
    course.write(&format!("{DIR}/src/notes.txt"), "not compiled");
    assert_eq!(course.output(), "1 one\n");
    course.write(&format!("{DIR}/src/data/text"), "two");
    assert_eq!(course.output(), "1 two\n");
    course.write(&format!("{DIR}/src/part.rs"), "pub const N: u8 = 2;\n");
    let built = course.build().unwrap();
    assert_eq!(run(&built), "2 two\n");
    let paths: Vec<_> = built
        .sources
        .iter()
        .map(|file| file.path.strip_prefix(DIR).unwrap())
        .collect();
    assert_eq!(paths, ["/src/data/text", "/src/main.rs", "/src/part.rs"]);
}

/// Files elsewhere are seen by whoever judges the sources, and such a build is not found again: they may change.
#[test]
fn a_file_elsewhere_is_told_and_not_trusted() {
    let course = Course::new(
        "#[path = \"../../shared.rs\"]\nmod shared;\nfn main() {\n    println!(\"{}\", shared::N);\n}\n",
    );
    for n in ["1", "2", "2"] {
        course.write(
            "exercises/threads/shared.rs",
            &format!("pub const N: u8 = {n};\n"),
        );
        let built = course.build().unwrap();
        assert!(!built.cached);
        assert_eq!(run(&built), format!("{n}\n"));
        assert_eq!(built.sources.len(), 2);
        assert_eq!(built.sources[1].path, "exercises/threads/shared.rs");
        assert!(built.sources[1].text.contains(n));
    }
}

#[test]
fn crates_of_the_same_name_are_kept_apart() {
    let course = Course::new(HELLO);
    course.write(
        "solutions/the-crate/src/main.rs",
        "fn main() {\n    println!(\"solved\");\n}\n",
    );
    let solution = Order {
        role: "solution".to_owned(),
        main: Path::new("solutions/the-crate/src/main.rs").to_owned(),
        ..course.order()
    };
    let built = course.rustc().build(&solution).unwrap();
    assert_eq!(run(&built), "solved\n");
    assert_eq!(course.output(), "hello\n");
    assert_eq!(course.held("incremental"), 2);
}

/// None of the learner's build configuration is in force, and nothing of our environment is to be seen.
#[test]
fn nobodys_configuration_is_in_force() {
    let course = Course::new(
        "fn main() {\n    let seen = [option_env!(\"HOME\"), option_env!(\"CARGO_MANIFEST_DIR\"), option_env!(\"USER\")];\n    \
         println!(\"{seen:?} {}\", cfg!(spoiled));\n}\n",
    );
    course.write(
        ".cargo/config.toml",
        "[build]\nrustc = \"/bin/false\"\nrustflags = [\"--cfg\", \"spoiled\"]\n",
    );
    course.write(
        &format!("{DIR}/Cargo.toml"),
        "[package]\nname = \"x\"\nbuild = \"build.rs\"\nedition = \"2015\"\n",
    );
    course.write(&format!("{DIR}/build.rs"), "fn main() { panic!() }\n");
    course.write(
        &format!("{DIR}/rust-toolchain.toml"),
        "[toolchain]\nchannel = \"none\"\n",
    );
    assert_eq!(course.output(), "[None, None, None] false\n");
}

#[test]
fn arithmetic_is_checked_and_panics_have_lines() {
    let course =
        Course::new("fn main() {\n    let n = std::env::args().count() as u8;\n    let _ = n + 255;\n}\n");
    let built = course.build().unwrap();
    #[expect(clippy::disallowed_methods, reason = "the program has to fail")]
    let output = std::process::Command::new(built.program.unwrap())
        .env_clear()
        .env("RUST_BACKTRACE", "1")
        .output()
        .unwrap();
    let text = String::from_utf8(output.stderr).unwrap();
    assert!(
        text.contains(&format!(
            "panicked at {DIR}/src/main.rs:3:13:\nattempt to add with overflow"
        )),
        "{text}"
    );
    // From the debug information, relative as everywhere.
    assert!(
        text.contains(&format!("at ./{DIR}/src/main.rs:3:13"))
            || text.contains(&format!("{DIR}/src/main.rs:3:13\n")),
        "{text}"
    );
}

/// A save while the compiler runs: what is told is about the very bytes that the program was made of.
#[test]
fn an_edit_during_the_build_is_built_too() {
    let course = Course::new(&HELLO.replace("hello", "0"));
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            // Each new text appears as soon as the compiler was started over the one before.
            for n in 1..=3 {
                while course.held("work") == 0 && !done.load(Ordering::Relaxed) {
                    std::thread::yield_now();
                }
                course.main(&HELLO.replace("hello", &n.to_string()));
                while course.held("work") > 0 && !done.load(Ordering::Relaxed) {
                    std::thread::yield_now();
                }
            }
        });
        let built = course.build();
        done.store(true, Ordering::Relaxed);
        let built = built.unwrap();
        let said = run(&built);
        assert!(
            built.sources[0]
                .text
                .contains(&format!("println!(\"{}\")", said.trim())),
            "{said}{:?}",
            built.sources
        );
        assert_ne!(said, "0\n", "the first text was gone before its build was done");
    });
}

#[test]
fn builders_at_once_do_no_harm() {
    let course = Course::new(HELLO);
    std::thread::scope(|scope| {
        for n in 0..6 {
            let course = &course;
            scope.spawn(move || {
                let name = format!("crate-{}", n % 3);
                let text = HELLO.replace("hello", &name);
                let main = format!("exercises/threads/{name}/src/main.rs");
                if n < 3 {
                    course.write(&main, &text);
                }
                while !course.path(&main).exists() {
                    std::thread::yield_now();
                }
                let order = Order {
                    name: name.clone(),
                    main: main.into(),
                    ..course.order()
                };
                let built = course.rustc().build(&order).unwrap();
                assert_eq!(run(&built), format!("{name}\n"));
            });
        }
    });
    assert_eq!((course.held("programs"), course.held("work")), (3, 0));

    // Only one at a time can use the memory of a crate; the others do without.
    for round in 0..3 {
        let text = HELLO.replace("hello", &format!("round {round}"));
        course.main(&text);
        std::thread::scope(|scope| {
            let builds: Vec<_> = (0..4).map(|_| scope.spawn(|| course.output())).collect();
            for build in builds {
                assert_eq!(build.join().unwrap(), format!("round {round}\n"));
            }
        });
    }
}

#[test]
fn a_global_allocator_of_ones_own_is_in_force() {
    let course = Course::new(
        "use std::alloc::{GlobalAlloc, Layout, System};\nuse std::sync::atomic::{AtomicUsize, Ordering::Relaxed};\n\
         struct Counting;\nstatic COUNT: AtomicUsize = AtomicUsize::new(0);\n\
         unsafe impl GlobalAlloc for Counting {\n    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {\n        \
         COUNT.fetch_add(1, Relaxed);\n        unsafe { System.alloc(layout) }\n    }\n    \
         unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {\n        unsafe { System.dealloc(place, layout) }\n    }\n}\n\
         #[global_allocator]\nstatic ALLOCATOR: Counting = Counting;\n\
         fn main() {\n    let before = COUNT.load(Relaxed);\n    let name = std::thread::Builder::new().name(\"a\".into());\n    \
         name.spawn(|| ()).unwrap().join().unwrap();\n    println!(\"{}\", COUNT.load(Relaxed) - before > 3);\n}\n",
    );
    // std's own allocations while a thread starts are counted as well, though std is a shared library.
    assert_eq!(course.output(), "true\n");
}

#[test]
fn what_is_no_source_is_refused_and_it_is_said_why() {
    let course = Course::new(HELLO);
    std::os::unix::fs::symlink("/etc/passwd", course.path(&format!("{DIR}/src/secret.txt"))).unwrap();
    let built = course.build().unwrap();
    assert!(built.program.is_none());
    assert_eq!(
        shown(&built),
        format!("error: {DIR}/src/secret.txt is not built: it is not a regular file\n\n")
    );
}
